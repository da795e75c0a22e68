/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/failed-window.h"

#include <glib/gi18n.h>

#include "services/damaged.h"
#include "ui/compat.h"

struct _RapportFailedWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwStatusPage *status;
  GtkButton *button;
  GtkWidget *folder;
  GtkLabel *path;

  /* Owned */
  char *database;
  char *backup;            /* the newest that is whole; NULL: none is known */

  char *sentence;

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
show_folder_cb (RapportFailedWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->database);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
open_again (RapportFailedWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  g_action_group_activate_action (G_ACTION_GROUP (application), "open-database",
                                  g_variant_new_bytestring (self->database));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The backup in the place of a damaged file ------------------------------------------------------------------------- */

static void
replaced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  RapportFailedWindow *self = RAPPORT_FAILED_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = rapport_damaged_replace_finish (result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
  if (aside != NULL)
    open_again (self);
  else
    rapport_ask (GTK_WINDOW (self), _("Nothing Was Restored"), error->message, NULL, FALSE, NULL, NULL);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  RapportFailedWindow *self = RAPPORT_FAILED_WINDOW (source);
  g_autoptr (RapportBackupItem) item = rapport_damaged_find_finish (result);
  g_autofree char *when = item != NULL ? rapport_backups_when (item->file->at) : NULL;
  g_autofree char *contents = item != NULL ? rapport_backups_contents (item->facts) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *label = NULL;

  if (item == NULL)
    return;
  self->backup = g_strdup (item->file->path);
  text = g_strdup_printf (_("There is a backup of %s that is whole: %s. The damaged file is kept beside it under another name."),
                          when, contents);
  markup = g_markup_printf_escaped ("%s\n\n%s", self->sentence, text);
  adw_status_page_set_description (self->status, markup);
  label = g_strdup_printf (_("Open the Backup of %s"), when);
  gtk_button_set_label (self->button, label);
  gtk_widget_set_visible (self->folder, TRUE);
}

static void
clicked_cb (RapportFailedWindow *self)
{
  if (self->backup != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->button), FALSE);
      rapport_damaged_replace_async (G_OBJECT (self), self->database, self->backup, replaced_cb, NULL);
    }
  else if (self->try_again)
    open_again (self);
  else
    show_folder_cb (self);
}

static void
rapport_failed_window_finalize (GObject *object)
{
  g_free (RAPPORT_FAILED_WINDOW (object)->database);
  g_free (RAPPORT_FAILED_WINDOW (object)->backup);
  g_free (RAPPORT_FAILED_WINDOW (object)->sentence);

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
  gtk_widget_class_bind_template_child (widget_class, RapportFailedWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, RapportFailedWindow, path);
  gtk_widget_class_bind_template_callback (widget_class, show_folder_cb);
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
  self->sentence = g_strdup (error->message);
  self->try_again = may_pass (error);
  adw_status_page_set_description (self->status, sentence);
  gtk_button_set_label (self->button, self->try_again ? _("Try Again") : _("Show Folder"));
  gtk_label_set_label (self->path, shown);
  if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CORRUPT)
      || g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FOREIGN))
    rapport_damaged_find_async (G_OBJECT (self), path, found_cb, NULL);
  return self;
}
