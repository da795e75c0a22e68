/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/dossier.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <string.h>

#include "exchange/sheet-page.h"
#include "exchange/sheet-text.h"
#include "model/saved-file.h"

#define MARGIN 48.0
#define LABEL_WIDTH 120.0
#define GAP 12.0

static const RapportSheetStyle title_style = { 19, 0x1a1a1a, .bold = TRUE };
static const RapportSheetStyle heading_style = { 13, 0x1a1a1a, .bold = TRUE };
static const RapportSheetStyle label_style = { 8.5, 0x5e5c64 };
static const RapportSheetStyle text_style = { 9.5, 0x1a1a1a };
static const RapportSheetStyle foot_style = { 8, 0x5e5c64 };

static void
line_free (gpointer data)
{
  RapportDossierLine *line = data;

  g_free (line->key);
  g_free (line->label);
  g_free (line->text);
  g_free (line->words);
  g_free (line);
}

static void
record_free (gpointer data)
{
  RapportDossierRecord *record = data;

  g_ptr_array_unref (record->lines);
  g_free (record);
}

static void
section_free (gpointer data)
{
  RapportDossierSection *section = data;

  g_free (section->key);
  g_free (section->heading);
  g_ptr_array_unref (section->records);
  g_free (section);
}

RapportDossier *
rapport_dossier_new (const char *name,
                     const char *made_on)
{
  RapportDossier *self = g_new0 (RapportDossier, 1);

  self->name = g_strdup (name);
  self->made_on = g_strdup (made_on);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  return self;
}

void
rapport_dossier_free (RapportDossier *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->made_on);
  g_ptr_array_unref (self->sections);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_free (self);
}

/** Returns: (transfer none): the section */
RapportDossierSection *
rapport_dossier_add_section (RapportDossier *self,
                             const char     *key,
                             const char     *heading)
{
  RapportDossierSection *section = g_new0 (RapportDossierSection, 1);

  section->key = g_strdup (key);
  section->heading = g_strdup (heading);
  section->records = g_ptr_array_new_with_free_func (record_free);
  g_ptr_array_add (self->sections, section);
  return section;
}

/** Returns: (transfer none): the record */
RapportDossierRecord *
rapport_dossier_add_record (RapportDossierSection *section)
{
  RapportDossierRecord *record = g_new0 (RapportDossierRecord, 1);

  record->lines = g_ptr_array_new_with_free_func (line_free);
  g_ptr_array_add (section->records, record);
  return record;
}

void
rapport_dossier_add_line (RapportDossierRecord *record,
                          const char           *key,
                          const char           *label,
                          const char           *text)
{
  rapport_dossier_add_worded (record, key, label, text, NULL);
}

void
rapport_dossier_add_worded (RapportDossierRecord *record,
                            const char           *key,
                            const char           *label,
                            const char           *text,
                            const char           *words)
{
  RapportDossierLine *line;

  if (text == NULL || *text == '\0')
    return;
  line = g_new0 (RapportDossierLine, 1);
  line->key = g_strdup (key);
  line->label = g_strdup (label);
  line->text = g_strdup (text);
  line->words = g_strdup (words != NULL ? words : text);
  g_ptr_array_add (record->lines, line);
}

/* JSON -------------------------------------------------------------------------------------------------------------- */

static JsonArray *
records_to_json (const RapportDossierSection *section)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < section->records->len; i++)
    {
      const RapportDossierRecord *record = g_ptr_array_index (section->records, i);
      JsonObject *object = json_object_new ();

      for (guint j = 0; j < record->lines->len; j++)
        {
          const RapportDossierLine *line = g_ptr_array_index (record->lines, j);

          json_object_set_string_member (object, line->key, line->text);
        }
      json_array_add_object_element (array, object);
    }
  return array;
}

/** Returns: (transfer full): an object with an array of objects a section */
JsonNode *
rapport_dossier_to_json (const RapportDossier *self)
{
  JsonObject *root = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (root, "name", self->name);
  json_object_set_string_member (root, "made-on", self->made_on);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const RapportDossierSection *section = g_ptr_array_index (self->sections, i);

      json_object_set_array_member (root, section->key, records_to_json (section));
    }
  if (self->photo != NULL)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (self->photo, &size);
      g_autofree char *text = g_base64_encode (data, size);

      json_object_set_string_member (root, "photo", text);
    }
  json_node_take_object (node, root);
  return node;
}

/* PDF --------------------------------------------------------------------------------------------------------------- */

/** A page after the other. */
typedef struct {
  PangoContext *context;   /* Owned */
  GPtrArray *pages;        /* Owned: RapportSheetPage */
  double width;
  double height;
  double y;
} Setting;

static RapportSheetPage *
page_of (Setting *self)
{
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static void
begin_page (Setting *self)
{
  g_ptr_array_add (self->pages, rapport_sheet_page_new ());
  self->y = MARGIN;
}

static double
room (Setting *self)
{
  return self->height - MARGIN - self->y;
}

/* Text of any length, from @x on; what does not fit goes on on the next page. */
static void
put_text (Setting                 *self,
          gboolean                 ours,
          const RapportSheetStyle *style,
          const char              *text,
          double                   x)
{
  g_autofree char *clean = ours ? g_strdup (text) : rapport_sheet_text_clean (text);
  g_autoptr (PangoLayout) layout = rapport_sheet_text_new (self->context, ours, style, clean, self->width - MARGIN - x, 0);
  int n_lines = pango_layout_get_line_count (layout);
  double height = rapport_sheet_text_height (layout) / MAX (1, n_lines);
  int first = 0;

  while (first < n_lines)
    {
      int fits = (int) (room (self) / height);
      int n = MIN (n_lines - first, MAX (fits, 0));

      if (n == 0)
        {
          begin_page (self);
          n = MIN (n_lines - first, MAX (1, (int) (room (self) / height)));
        }
      rapport_sheet_page_add_lines (page_of (self), layout, style->colour, x, self->y, first, n);
      self->y += n * height;
      first += n;
    }
}

static void
put_line (Setting                  *self,
          const RapportDossierLine *line)
{
  g_autoptr (PangoLayout) label = rapport_sheet_text_new (self->context, TRUE, &label_style, line->label, LABEL_WIDTH, 0);
  double height = rapport_sheet_text_height (label);
  double label_bottom;
  guint page;

  if (room (self) < height + 4)
    begin_page (self);
  rapport_sheet_page_add_text (page_of (self), label, label_style.colour, MARGIN, self->y + 1);
  label_bottom = self->y + height + 1;
  page = self->pages->len;
  put_text (self, FALSE, &text_style, line->words, MARGIN + LABEL_WIDTH + GAP);
  if (page == self->pages->len)
    self->y = MAX (self->y, label_bottom);
  self->y += 2;
}

static void
put_section (Setting                     *self,
             const RapportDossierSection *section)
{
  self->y += 10;
  if (room (self) < 60)
    begin_page (self);
  put_text (self, TRUE, &heading_style, section->heading, MARGIN);
  self->y += 4;
  for (guint i = 0; i < section->records->len; i++)
    {
      const RapportDossierRecord *record = g_ptr_array_index (section->records, i);

      if (i > 0)
        {
          rapport_sheet_page_add_fill (page_of (self), 0xdeddda, MARGIN, self->y + 2, self->width - 2 * MARGIN, 0.5);
          self->y += 6;
        }
      for (guint j = 0; j < record->lines->len; j++)
        {
          const RapportDossierLine *line = g_ptr_array_index (record->lines, j);

          if (*line->words != '\0')
            put_line (self, line);
        }
    }
}

static void
put_all (Setting              *self,
         const RapportDossier *dossier)
{
  g_autofree char *made = g_strdup_printf (_("Everything that is kept here about this person, on %s"), dossier->made_on);

  begin_page (self);
  put_text (self, FALSE, &title_style, dossier->name, MARGIN);
  put_text (self, TRUE, &label_style, made, MARGIN);
  for (guint i = 0; i < dossier->sections->len; i++)
    {
      const RapportDossierSection *section = g_ptr_array_index (dossier->sections, i);

      if (section->records->len > 0)
        put_section (self, section);
    }
  if (dossier->photo != NULL)
    {
      self->y += 10;
      put_text (self, TRUE, &label_style, _("The photo stands in the JSON file."), MARGIN);
    }
  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *number = g_strdup_printf (_("%u of %u"), i + 1, self->pages->len);
      g_autoptr (PangoLayout) foot = rapport_sheet_text_new (self->context, TRUE, &foot_style, number, -1, 1);

      rapport_sheet_page_add_text (g_ptr_array_index (self->pages, i), foot, foot_style.colour, MARGIN,
                                   self->height - MARGIN + 12);
    }
}

static cairo_status_t
collect (void                *closure,
         const unsigned char *data,
         unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/** Returns: (transfer full) (nullable): the PDF; needs no display */
GBytes *
rapport_dossier_to_pdf (const RapportDossier  *self,
                        RapportPaper           paper,
                        GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Setting setting = { rapport_sheet_text_context_new (), g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sheet_page_free) };
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  rapport_paper_get_size (paper, &setting.width, &setting.height);
  put_all (&setting, self);
  surface = cairo_pdf_surface_create_for_stream (collect, bytes, setting.width, setting.height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->name);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Rapport " RAPPORT_VERSION);
  cr = cairo_create (surface);
  for (guint i = 0; i < setting.pages->len; i++)
    {
      rapport_sheet_page_draw (g_ptr_array_index (setting.pages, i), cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  g_ptr_array_unref (setting.pages);
  g_object_unref (setting.context);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The page could not be drawn: %s."), cairo_status_to_string (status));
  return NULL;
}

/**
 * rapport_dossier_write:
 * @file: where to
 */
gboolean
rapport_dossier_write (const RapportDossier  *self,
                       GFile                 *file,
                       RapportPaper           paper,
                       GError               **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_suffix (folded, ".pdf"))
    bytes = rapport_dossier_to_pdf (self, paper, error);
  else
    {
      g_autoptr (JsonNode) node = rapport_dossier_to_json (self);
      g_autofree char *text = json_to_string (node, TRUE);
      g_autofree char *line = g_strconcat (text, "\n", NULL);

      bytes = g_bytes_new (line, strlen (line));
    }
  return bytes != NULL
         && rapport_saved_file_write (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}
