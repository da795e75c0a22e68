/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/restore-window.h"

#include <glib/gi18n.h>

#include "services/backups.h"
#include "ui/compat.h"
#include "ui/files-actions.h"

#define TICK_MS 100

struct _RapportRestoreWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *back;
  GtkWidget *make;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwPreferencesGroup *backups;
  AdwPreferencesGroup *what;
  AdwActionRow *reason;
  AdwActionRow *last;
  AdwActionRow *members;
  AdwActionRow *requests;
  AdwActionRow *partnerships;
  AdwActionRow *last_now;
  GtkWidget *restore;
  AdwStatusPage *working;
  GtkProgressBar *progress;

  /* Borrowed, cleared with it */
  RapportWindow *window;

  /* Owned */
  RapportStore *store;
  GCancellable *cancellable;
  GPtrArray *rows;            /* of the list */
  RapportBackupItem *item;    /* that is looked at */

  guint ticker;
  gint percent;               /* atomic */
};

G_DEFINE_FINAL_TYPE (RapportRestoreWindow, rapport_restore_window, ADW_TYPE_WINDOW)

/* Pages ----------------------------------------------------------------------------------------------------------- */

static void
show_page (RapportRestoreWindow *self,
           const char           *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back, g_str_equal (name, "preview"));
  gtk_widget_set_visible (self->make, g_str_equal (name, "list"));
  if (g_str_equal (name, "preview"))
    gtk_widget_grab_focus (self->restore);
}

static void
say (RapportRestoreWindow *self,
     const char           *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static gboolean
tick_cb (gpointer data)
{
  RapportRestoreWindow *self = data;
  gint percent = g_atomic_int_get (&self->percent);

  if (percent == 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, percent / 100.0);
  return G_SOURCE_CONTINUE;
}

static void
start (RapportRestoreWindow *self,
       RapportBackupWork     work,
       const char           *path,
       const char           *title,
       GAsyncReadyCallback   callback)
{
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->percent, 0);
  gtk_progress_bar_set_fraction (self->progress, 0);
  adw_status_page_set_title (self->working, title);
  if (self->ticker == 0)
    self->ticker = g_timeout_add (TICK_MS, tick_cb, self);
  show_page (self, "working");
  rapport_backups_work_async (self->store, work, path, &self->percent, self->cancellable, callback, g_object_ref (self));
}

static gpointer
end (RapportRestoreWindow *self,
     GAsyncResult         *result,
     GError              **error)
{
  g_clear_handle_id (&self->ticker, g_source_remove);
  return rapport_backups_work_finish (self->store, result, error);
}

/* The preview ----------------------------------------------------------------------------------------------------- */

static void
show_count (AdwActionRow *row,
            gint64        then,
            gint64        now)
{
  /* Translators: numbers of members, then and now */
  g_autofree char *text = g_strdup_printf (_("%'d in the backup, %'d now"), (int) then, (int) now);

  adw_action_row_set_subtitle (row, text);
}

static void
show_preview (RapportRestoreWindow *self)
{
  g_autoptr (RapportBackupFacts) now = rapport_backup_facts_of (rapport_store_get_path (self->store), NULL);
  const RapportBackupFacts *facts = self->item->facts;
  g_autofree char *title = rapport_backups_when (self->item->file->at);
  g_autofree char *last = rapport_backups_last (facts);
  g_autofree char *last_now = now != NULL ? rapport_backups_last (now) : g_strdup ("");

  adw_preferences_group_set_title (self->what, title);
  adw_preferences_group_set_description (self->what, facts->programme);
  adw_action_row_set_subtitle (self->reason, rapport_backups_reason (self->item->file->reason));
  adw_action_row_set_subtitle (self->last, *last != '\0' ? last : _("Nothing yet"));
  adw_action_row_set_subtitle (self->last_now, *last_now != '\0' ? last_now : _("Nothing yet"));
  show_count (self->members, facts->members, now != NULL ? now->members : 0);
  show_count (self->requests, facts->requests, now != NULL ? now->requests : 0);
  show_count (self->partnerships, facts->partnerships, now != NULL ? now->partnerships : 0);
  show_page (self, "preview");
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RapportRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportBackupItem *item = end (self, result, &error);

  if (item != NULL && item->facts != NULL)
    {
      g_clear_pointer (&self->item, rapport_backup_item_free);
      self->item = item;
      show_preview (self);
      return;
    }
  show_page (self, "list");
  if (item != NULL)
    {
      rapport_ask (GTK_WINDOW (self), _("This File Cannot Be Restored"), item->problem, NULL, FALSE, NULL, NULL);
      rapport_backup_item_free (item);
    }
}

void
rapport_restore_window_look (RapportRestoreWindow *self,
                             const char           *path)
{
  start (self, RAPPORT_BACKUP_WORK_CHECK, path, _("Checking the Backup"), checked_cb);
}

/* The list -------------------------------------------------------------------------------------------------------- */

static void
row_activated_cb (RapportRestoreWindow *self,
                  AdwActionRow         *row)
{
  rapport_restore_window_look (self, g_object_get_data (G_OBJECT (row), "path"));
}

static GtkWidget *
new_row (RapportRestoreWindow    *self,
         const RapportBackupItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *when = rapport_backups_when (item->file->at);
  g_autofree char *contents = item->facts != NULL ? rapport_backups_contents (item->facts) : g_strdup (item->problem);
  g_autofree char *text = g_strdup_printf ("%s · %s", rapport_backups_reason (item->file->reason), contents);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), item->facts != NULL);
  gtk_widget_set_visible (arrow, item->facts != NULL);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (item->file->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_row (RapportRestoreWindow *self,
         GtkWidget            *row)
{
  adw_preferences_group_add (self->backups, row);
  g_ptr_array_add (self->rows, row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportRestoreWindow) self = user_data;
  g_autoptr (GPtrArray) items = rapport_backups_work_finish (self->store, result, NULL);
  GtkWidget *none;

  if (items == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->backups, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < items->len; i++)
    add_row (self, new_row (self, g_ptr_array_index (items, i)));
  if (items->len > 0)
    return;
  none = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (none), _("There are no backups yet"));
  add_row (self, none);
}

static void
load (RapportRestoreWindow *self)
{
  rapport_backups_work_async (self->store, RAPPORT_BACKUP_WORK_LIST, NULL, NULL, NULL, listed_cb, g_object_ref (self));
}

/* Commands -------------------------------------------------------------------------------------------------------- */

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RapportRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = end (self, result, &error);

  show_page (self, "list");
  load (self);
  if (path != NULL)
    say (self, _("Backup made and checked"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_ask (GTK_WINDOW (self), _("No Backup Was Made"), error->message, NULL, FALSE, NULL, NULL);
}

static void
make_cb (RapportRestoreWindow *self)
{
  start (self, RAPPORT_BACKUP_WORK_MAKE, NULL, _("Making a Backup"), made_cb);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RapportRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = end (self, result, &error);

  if (undo != NULL)
    {
      g_autofree char *when = rapport_backups_when (self->item->file->at);

      if (self->window != NULL)
        rapport_files_say_restored (self->window, when, undo);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_page (self, "preview");
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_ask (GTK_WINDOW (self), _("Nothing Was Restored"), error->message, NULL, FALSE, NULL, NULL);
}

static void
restore_cb (RapportRestoreWindow *self)
{
  start (self, RAPPORT_BACKUP_WORK_RESTORE, self->item->file->path, _("Restoring"), restored_cb);
}

static void
cancel_cb (RapportRestoreWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
back_cb (RapportRestoreWindow *self)
{
  show_page (self, "list");
}

static void
chosen_cb (GFile    *file,
           gpointer  data)
{
  g_autoptr (RapportRestoreWindow) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    rapport_restore_window_look (self, path);
}

static void
choose_cb (RapportRestoreWindow *self)
{
  const RapportFileFilter filters[] = {
    { _("Rapport Databases"), "*.db *.db.damaged-*" },
    { _("All Files"), "*" },
  };

  rapport_choose_file_to_open (GTK_WINDOW (self), _("Restore from a File"), filters, G_N_ELEMENTS (filters), chosen_cb,
                               g_object_ref (self));
}

/* While something is under way, closing is cancelling. */
static gboolean
rapport_restore_window_close_request (GtkWindow *window)
{
  RapportRestoreWindow *self = RAPPORT_RESTORE_WINDOW (window);

  if (self->ticker != 0)
    {
      cancel_cb (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (rapport_restore_window_parent_class)->close_request (window);
}

static void
rapport_restore_window_dispose (GObject *object)
{
  RapportRestoreWindow *self = RAPPORT_RESTORE_WINDOW (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->item, rapport_backup_item_free);

  G_OBJECT_CLASS (rapport_restore_window_parent_class)->dispose (object);
}

static void
rapport_restore_window_class_init (RapportRestoreWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_restore_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_restore_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/restore-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, back);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, make);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, backups);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, what);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, last);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, members);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, requests);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, partnerships);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, last_now);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, restore);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, working);
  gtk_widget_class_bind_template_child (widget_class, RapportRestoreWindow, progress);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_restore_window_init (RapportRestoreWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

RapportRestoreWindow *
rapport_restore_window_new (RapportWindow *window)
{
  RapportRestoreWindow *self = g_object_new (RAPPORT_TYPE_RESTORE_WINDOW, "transient-for", window, NULL);

  g_set_weak_pointer (&self->window, window);
  self->store = g_object_ref (rapport_session_get_store (rapport_window_get_session (window)));
  load (self);
  return self;
}
