/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/changes-window.h"

#include <glib/gi18n.h>

#include "services/changes.h"
#include "ui/compat.h"
#include "ui/stack-truth.h"

#define PROGRESS_MS 100

struct _RapportChangesWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkButton *take;
  GtkLabel *busy_title;
  GtkProgressBar *progress;
  AdwPreferencesGroup *group;

  /* Owned */
  RapportWindow *window;
  RapportChangesImport *import;
  GCancellable *cancellable;    /* of the work under way; NULL: none */
  char *path;

  guint ticker;
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (RapportChangesWindow, rapport_changes_window, ADW_TYPE_WINDOW)

static RapportStore *
store_of (RapportChangesWindow *self)
{
  return rapport_session_get_store (rapport_window_get_session (self->window));
}

static gboolean
tick (gpointer data)
{
  RapportChangesWindow *self = data;
  int percent = g_atomic_int_get (&self->import->percent);

  if (g_atomic_int_get (&self->import->backing_up))
    gtk_label_set_label (self->busy_title, _("Making a backup first"));
  else
    gtk_label_set_label (self->busy_title, self->import->preview ? _("Looking at the changes") : _("Taking the changes in"));
  if (percent == 0 || percent >= 100)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, percent / 100.0);
  return G_SOURCE_CONTINUE;
}

static void
begin (RapportChangesWindow *self,
       gboolean              preview,
       GAsyncReadyCallback   callback)
{
  g_clear_pointer (&self->import, rapport_changes_import_free);
  self->import = rapport_changes_import_new (self->path, preview);
  self->cancellable = g_cancellable_new ();
  self->ticker = g_timeout_add (PROGRESS_MS, tick, self);
  tick (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->take), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  rapport_changes_import_async (store_of (self), self->import, self->cancellable, callback, g_object_ref (self));
}

/* Returns whether somebody still waits for what was under way; shows why it failed. */
static gboolean
end (RapportChangesWindow *self,
     const GError         *error)
{
  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->cancellable);
  if (!self->closing && error == NULL)
    return TRUE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_window_show_error (self->window, _("The changes were not taken in"), error);
  gtk_window_destroy (GTK_WINDOW (self));
  return FALSE;
}

static void
show_words (RapportChangesWindow *self)
{
  g_autoptr (GPtrArray) words = rapport_changes_import_words (self->import);

  for (guint i = 0; i < words->len; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_ptr_array_index (words, i));
      adw_preferences_group_add (self->group, row);
    }
}

static void
on_previewed (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (RapportChangesWindow) self = data;
  g_autoptr (GError) error = NULL;

  rapport_changes_import_finish (RAPPORT_STORE (object), result, &error);
  if (!end (self, error))
    return;
  show_words (self);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gtk_widget_set_sensitive (GTK_WIDGET (self->take), self->import->n_new > 0);
  if (self->import->n_new > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->take));
}

static void
on_taken (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (RapportChangesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;

  rapport_changes_import_finish (RAPPORT_STORE (object), result, &error);
  if (!end (self, error))
    return;
  toast = g_strdup_printf (ngettext ("%u change taken in", "%u changes taken in", self->import->n_new), self->import->n_new);
  rapport_window_toast (self->window, toast, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
take_cb (RapportChangesWindow *self)
{
  begin (self, FALSE, on_taken);
}

/* What is under way ends first: nothing of it stays. */
static void
cancel_cb (RapportChangesWindow *self)
{
  self->closing = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
rapport_changes_window_close_request (GtkWindow *window)
{
  cancel_cb (RAPPORT_CHANGES_WINDOW (window));
  return TRUE;
}

static void
rapport_changes_window_finalize (GObject *object)
{
  RapportChangesWindow *self = RAPPORT_CHANGES_WINDOW (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->import, rapport_changes_import_free);
  g_free (self->path);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (rapport_changes_window_parent_class)->finalize (object);
}

static void
rapport_changes_window_class_init (RapportChangesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_changes_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_changes_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/changes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportChangesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportChangesWindow, take);
  gtk_widget_class_bind_template_child (widget_class, RapportChangesWindow, busy_title);
  gtk_widget_class_bind_template_child (widget_class, RapportChangesWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportChangesWindow, group);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_changes_window_init (RapportChangesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}

void
rapport_changes_window_open (RapportWindow *window,
                             GFile         *file)
{
  RapportChangesWindow *self = g_object_new (RAPPORT_TYPE_CHANGES_WINDOW, "transient-for", window, NULL);

  self->window = g_object_ref (window);
  self->path = g_file_get_path (file);
  gtk_window_present (GTK_WINDOW (self));
  if (self->path == NULL)
    self->path = g_strdup ("");
  begin (self, TRUE, on_previewed);
}

static void
on_file (GFile    *file,
         gpointer  data)
{
  g_autoptr (RapportWindow) window = data;

  if (file != NULL)
    rapport_changes_window_open (window, file);
}

void
rapport_changes_window_choose (RapportWindow *window)
{
  RapportFileFilter filters[] = { { _("Changes"), "*.rapport-changes *.json *.jsonl" }, { _("All Files"), "*" } };

  rapport_choose_file_to_open (GTK_WINDOW (window), _("Import Changes"), filters, G_N_ELEMENTS (filters), on_file,
                               g_object_ref (window));
}
