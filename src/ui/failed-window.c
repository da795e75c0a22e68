/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/failed-window.h"

#include <glib/gi18n.h>

#include "store/store.h"

struct _RapportFailedWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwStatusPage *status;
  GtkButton *button;
  GtkLabel *path;

  /* Owned */
  char *database;

  gboolean try_again;
};

G_DEFINE_FINAL_TYPE (RapportFailedWindow, rapport_failed_window, ADW_TYPE_APPLICATION_WINDOW)

/* The one way on: what passes by itself is tried again, for the rest the folder is shown. */
static gboolean
may_pass (const GError *error)
{
  return g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY)
         || g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY)
         || g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL)
         || g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED);
}

static void
clicked_cb (RapportFailedWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (GFile) file = g_file_new_for_path (self->database);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  if (!self->try_again)
    {
      gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
      return;
    }
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-database",
                                  g_variant_new_bytestring (self->database));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
rapport_failed_window_finalize (GObject *object)
{
  g_free (RAPPORT_FAILED_WINDOW (object)->database);

  G_OBJECT_CLASS (rapport_failed_window_parent_class)->finalize (object);
}

static void
rapport_failed_window_class_init (RapportFailedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_failed_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/failed-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportFailedWindow, status);
  gtk_widget_class_bind_template_child (widget_class, RapportFailedWindow, button);
  gtk_widget_class_bind_template_child (widget_class, RapportFailedWindow, path);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
rapport_failed_window_init (RapportFailedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rapport_failed_window_new:
 * @application: the application
 * @path: the database that cannot be opened
 * @error: why; its message is a sentence for people
 *
 * Returns: (transfer none): a window that says so and offers one way on
 */
RapportFailedWindow *
rapport_failed_window_new (GtkApplication *application,
                           const char     *path,
                           const GError   *error)
{
  RapportFailedWindow *self = g_object_new (RAPPORT_TYPE_FAILED_WINDOW, "application", application, NULL);
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);
  g_autofree char *shown = g_filename_display_name (path);

  self->database = g_strdup (path);
  self->try_again = may_pass (error);
  adw_status_page_set_description (self->status, sentence);
  gtk_button_set_label (self->button, self->try_again ? _("Try Again") : _("Show Folder"));
  gtk_label_set_label (self->path, shown);
  return self;
}
