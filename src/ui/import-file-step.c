/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import-file-step.h"

#include <glib/gi18n.h>

#include "services/import-memory.h"
#include "ui/compat.h"

struct _RapportImportFileStep
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *drop_area;
  GtkWidget *choose_button;
  GtkLabel *error_label;
  GtkWidget *recent_title;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (RapportImportFileStep, rapport_import_file_step, ADW_TYPE_BIN)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
open_file (RapportImportFileStep *self,
           GFile                 *file)
{
  g_autoptr (GError) error = NULL;
  RapportImportSource *source = rapport_import_source_new_file (file, &error);

  if (source == NULL)
    {
      rapport_import_file_step_show_error (self, error->message);
      return;
    }
  rapport_import_file_step_show_error (self, NULL);
  g_signal_emit (self, signals[CHOSEN], 0, source);
}

static void
file_chosen (GFile    *file,
             gpointer  data)
{
  g_autoptr (RapportImportFileStep) self = data;

  if (file != NULL)
    open_file (self, file);
}

static void
choose_clicked (RapportImportFileStep *self)
{
  const RapportFileFilter filters[] = {
    { _("Tables of Text"), "*.csv *.tsv *.txt *.CSV *.TSV *.TXT" },
    { _("All Files"), "*" },
  };

  rapport_choose_file_to_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Choose the File to Import"),
                               filters, G_N_ELEMENTS (filters), file_chosen, g_object_ref (self));
}

static void
recent_activated (RapportImportFileStep *self,
                  GtkListBoxRow         *row)
{
  const char *uri = g_object_get_data (G_OBJECT (row), "uri");
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  open_file (self, file);
}

static void
text_pasted (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (RapportImportFileStep) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && *text != '\0')
    g_signal_emit (self, signals[CHOSEN], 0, rapport_import_source_new_text (text));
  else
    rapport_import_file_step_show_error (self, _("There are no cells to paste: copy them in the spreadsheet first."));
}

static void
paste_activated (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_pasted, g_object_ref (widget));
}

static gboolean
dropped (RapportImportFileStep *self,
         const GValue          *value)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  open_file (self, g_value_get_object (value));
  return TRUE;
}

static GtkWidget *
recent_row (const RapportImportRecent *recent)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (recent->when);
  /* Translators: the day of an earlier import, "4 October" */
  g_autofree char *day = g_date_time_format (when, _("%-e %B"));
  g_autofree char *rows = g_strdup_printf (ngettext ("%'u row", "%'u rows", recent->rows), recent->rows);
  g_autofree char *second = g_strdup_printf ("%s · %s", day, rows);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("x-office-spreadsheet-symbolic");
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recent->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), second);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (recent->uri), g_free);
  return row;
}

/**
 * rapport_import_file_step_refresh:
 * @self: the step
 *
 * Lists the files imported last anew.
 */
void
rapport_import_file_step_refresh (RapportImportFileStep *self)
{
  g_autoptr (GPtrArray) recent = rapport_import_memory_recent ();
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (recent->len, 3); i++)
    gtk_list_box_append (self->recent_list, recent_row (g_ptr_array_index (recent, i)));
  gtk_widget_set_visible (self->recent_title, recent->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), recent->len > 0);
}

/**
 * rapport_import_file_step_show_error:
 * @self: the step
 * @message: (nullable): why the file cannot be read; %NULL takes an earlier one away
 */
void
rapport_import_file_step_show_error (RapportImportFileStep *self,
                                     const char            *message)
{
  gtk_label_set_text (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static void
rapport_import_file_step_class_init (RapportImportFileStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/import-file-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportImportFileStep, drop_area);
  gtk_widget_class_bind_template_child (widget_class, RapportImportFileStep, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RapportImportFileStep, error_label);
  gtk_widget_class_bind_template_child (widget_class, RapportImportFileStep, recent_title);
  gtk_widget_class_bind_template_child (widget_class, RapportImportFileStep, recent_list);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, paste_activated);
}

static void
rapport_import_file_step_init (RapportImportFileStep *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (self->drop_area, GTK_EVENT_CONTROLLER (target));
  rapport_import_file_step_refresh (self);
}
