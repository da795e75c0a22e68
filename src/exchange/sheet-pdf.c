/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet-pdf.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n.h>

#include "model/saved-file.h"

static cairo_status_t
collect (void                *closure,
         const unsigned char *data,
         unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static char *
title_of (const RapportSheet *sheet)
{
  const char *mentee = sheet->people[RAPPORT_SIDE_MENTEE].name, *mentor = sheet->people[RAPPORT_SIDE_MENTOR].name;

  if (mentee == NULL || mentor == NULL)
    return g_strdup (_("Mentoring Tracking Sheet"));
  return g_strdup_printf (_("Mentoring Tracking Sheet: %s and %s"), mentee, mentor);
}

static void
describe (cairo_surface_t *surface,
          GPtrArray       *sheets)
{
  const RapportSheet *first = sheets->len > 0 ? sheets->pdata[0] : NULL;
  g_autofree char *title = sheets->len == 1 ? title_of (first) : g_strdup (_("Mentoring Tracking Sheets"));

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Rapport " RAPPORT_VERSION);
  if (first == NULL)
    return;
  if (first->programme != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, first->programme);
  if (first->made_on != NULL && *first->made_on != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, first->made_on);
}

/* One bookmark a sheet, so that a batch can be leafed through. */
static void
add_bookmarks (cairo_surface_t    *surface,
               RapportSheetLayout *layout,
               GPtrArray          *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *title = title_of (sheets->pdata[i]);
      g_autofree char *target = g_strdup_printf ("page=%u pos=[0 0]", rapport_sheet_layout_get_first_page (layout, i) + 1);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, title, target, 0);
    }
}

/**
 * rapport_sheet_pdf_render:
 * @sheets: (element-type RapportSheet)
 *
 * Needs no display.
 *
 * Returns: (transfer full) (nullable): the PDF of all sheets one after another
 */
GBytes *
rapport_sheet_pdf_render (GPtrArray     *sheets,
                          RapportPaper   paper,
                          GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (RapportSheetLayout) layout = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  double width, height;

  rapport_paper_get_size (paper, &width, &height);
  layout = rapport_sheet_layout_new (sheets, width, height);
  surface = cairo_pdf_surface_create_for_stream (collect, bytes, width, height);
  describe (surface, sheets);
  cr = cairo_create (surface);
  for (guint i = 0; i < rapport_sheet_layout_get_n_pages (layout); i++)
    {
      rapport_sheet_layout_draw_page (layout, i, cr);
      cairo_show_page (cr);
    }
  if (sheets->len > 1)
    add_bookmarks (surface, layout, sheets);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The sheet could not be drawn: %s."),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/** Puts the PDF at @path in one step, as a file that a person saves. */
gboolean
rapport_sheet_pdf_write (GPtrArray     *sheets,
                         RapportPaper   paper,
                         const char    *path,
                         GError       **error)
{
  g_autoptr (GBytes) bytes = rapport_sheet_pdf_render (sheets, paper, error);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return bytes != NULL && rapport_saved_file_write (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}
