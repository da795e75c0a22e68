/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sheet-preview.h"

#include <glib/gi18n.h>

#include "exchange/sheet-pdf.h"
#include "ui/drop-down-name.h"
#include "ui/compat.h"
#include "ui/paper-view.h"
#include "ui/sheet-print.h"
#include "ui/widgets.h"

struct _RapportSheetPreview
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkDropDown *paper_drop_down;
  GtkWidget *print_button;
  GtkWidget *save_button;
  GtkBox *pages;

  /* Owned */
  GPtrArray *sheets;
  RapportSheetLayout *layout;
};

G_DEFINE_FINAL_TYPE (RapportSheetPreview, rapport_sheet_preview, ADW_TYPE_WINDOW)

/* More pages than these are printed and saved, and not shown. */
#define MOST_PAGES 60

static RapportPaper
get_paper (RapportSheetPreview *self)
{
  return gtk_drop_down_get_selected (self->paper_drop_down) == 1 ? RAPPORT_PAPER_LETTER : RAPPORT_PAPER_A4;
}

static void
show_pages (RapportSheetPreview *self)
{
  double width, height;
  guint n_pages;
  g_autofree char *subtitle = NULL;

  rapport_paper_get_size (get_paper (self), &width, &height);
  rapport_remove_children (self->pages);
  g_clear_pointer (&self->layout, rapport_sheet_layout_free);
  self->layout = rapport_sheet_layout_new (self->sheets, width, height);
  n_pages = rapport_sheet_layout_get_n_pages (self->layout);
  for (guint i = 0; i < MIN (n_pages, MOST_PAGES); i++)
    {
      g_autofree char *name = g_strdup_printf (_("Page %u of %u"), i + 1, n_pages);

      gtk_box_append (self->pages, rapport_paper_view_new (self->layout, i, width, height, name));
    }
  subtitle = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
paper_cb (RapportSheetPreview *self)
{
  if (self->sheets != NULL)
    show_pages (self);
}

static void
say (RapportSheetPreview *self,
     const char          *text)
{
  g_autofree char *plain = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

static void
printed_cb (const GError *error,
            gpointer      data)
{
  g_autoptr (RapportSheetPreview) self = data;

  if (error != NULL && self->layout != NULL)
    say (self, error->message);
}

static void
print_cb (RapportSheetPreview *self)
{
  rapport_sheet_print (GTK_WINDOW (self), g_ptr_array_ref (self->sheets), get_paper (self), printed_cb, g_object_ref (self));
}

static void
file_chosen_cb (GFile    *file,
                gpointer  data)
{
  g_autoptr (RapportSheetPreview) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->layout == NULL)
    return;
  if (rapport_sheet_pdf_write (self->sheets, get_paper (self), path, &error))
    say (self, _("Saved as PDF"));
  else
    say (self, error->message);
}

/* A name for the file: of the two, without what a file name cannot have. */
static char *
suggested_name (RapportSheetPreview *self)
{
  const RapportSheet *sheet = self->sheets->len == 1 ? self->sheets->pdata[0] : NULL;
  const char *mentee = sheet != NULL ? sheet->people[RAPPORT_SIDE_MENTEE].name : NULL;
  const char *mentor = sheet != NULL ? sheet->people[RAPPORT_SIDE_MENTOR].name : NULL;
  char *name;

  if (mentee == NULL || mentor == NULL)
    return g_strdup (_("Tracking Sheets.pdf"));
  name = g_strdup_printf (_("Tracking Sheet %s and %s.pdf"), mentee, mentor);
  return g_strdelimit (name, "/\\:*?\"<>|\n\t", '-');
}

static void
save_cb (RapportSheetPreview *self)
{
  const RapportFileFilter filter = { _("PDF documents"), "*.pdf" };
  g_autofree char *name = suggested_name (self);

  rapport_choose_file_to_save (GTK_WINDOW (self), _("Save as PDF"), name, &filter, 1, file_chosen_cb, g_object_ref (self));
}

static void
rapport_sheet_preview_dispose (GObject *object)
{
  RapportSheetPreview *self = RAPPORT_SHEET_PREVIEW (object);

  g_clear_pointer (&self->layout, rapport_sheet_layout_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_sheet_preview_parent_class)->dispose (object);
}

static void
rapport_sheet_preview_class_init (RapportSheetPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_sheet_preview_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/sheet-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportSheetPreview, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportSheetPreview, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportSheetPreview, paper_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RapportSheetPreview, print_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSheetPreview, save_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSheetPreview, pages);
  gtk_widget_class_bind_template_callback (widget_class, paper_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_sheet_preview_init (RapportSheetPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_sheet_preview_new (GPtrArray *sheets)
{
  RapportSheetPreview *self = g_object_new (RAPPORT_TYPE_SHEET_PREVIEW, NULL);
  const char *paper = gtk_paper_size_get_default ();

  self->sheets = sheets;
  if (g_strcmp0 (paper, GTK_PAPER_NAME_LETTER) == 0)
    gtk_drop_down_set_selected (self->paper_drop_down, 1);
  rapport_drop_down_set_name (self->paper_drop_down, _("Paper"));
  show_pages (self);
  /* once it is mapped: GTK 4.8 hides a window that gave the focus away before from assistive technology */
  g_signal_connect_object (self, "map", G_CALLBACK (gtk_widget_grab_focus), self->print_button, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}
