/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/stored-window.h"

#include <glib/gi18n.h>

#include "services/stored.h"
#include "ui/compat.h"

struct _RapportStoredWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *open;
  AdwActionRow *open_row;
  AdwPreferencesGroup *places;
  GtkWidget *keyring;

  /* Owned */
  RapportStore *store;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RapportStoredWindow, rapport_stored_window, ADW_TYPE_WINDOW)

/* Reads folders, on a reader's thread. */
static gpointer
list_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return rapport_stored_list (data);
}

static gpointer
mend_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return g_strdup_printf ("%u", rapport_stored_mend (data));
}

static void
show_folder_cb (GtkButton *button,
                gpointer   data)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  g_autofree char *folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (data), uri, GDK_CURRENT_TIME);
}

static GtkWidget *
new_button (RapportStoredWindow      *self,
            const RapportStoredPlace *place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("folder-open-symbolic");
  g_autofree char *name = g_strdup_printf (_("Open the Folder of %s"), place->title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Open Folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (place->path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (show_folder_cb), self);
  return button;
}

static GtkWidget *
new_row (RapportStoredWindow *self,
         RapportStoredPlace  *place)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *shown = g_filename_display_name (place->path);
  g_autofree char *who = rapport_stored_place_who (place);
  g_autofree char *size = g_format_size (place->bytes);
  g_autofree char *second = place->files > 0 ? g_strdup_printf ("%s · %s", size, who) : g_strdup (who);
  g_autofree char *text = g_strdup_printf ("%s\n%s", shown, second);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (place->files > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (self, place));
  return row;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportStoredWindow) self = user_data;
  g_autoptr (GPtrArray) places = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);
  g_autofree char *text = NULL;
  gboolean in_file = FALSE;
  guint open = 0;

  if (places == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->places, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < places->len; i++)
    {
      RapportStoredPlace *place = g_ptr_array_index (places, i);
      GtkWidget *row = new_row (self, place);

      adw_preferences_group_add (self->places, row);
      g_ptr_array_add (self->rows, row);
      open += place->open;
      in_file |= g_str_equal (place->id, "passwords");
    }
  gtk_widget_set_visible (self->keyring, !in_file);
  text = g_strdup_printf (ngettext ("%u file or folder stands open", "%u files or folders stand open", open), open);
  adw_action_row_set_subtitle (self->open_row, text);
  gtk_widget_set_visible (self->open, open > 0);
}

static void
load (RapportStoredWindow *self)
{
  rapport_store_read_async (self->store, list_query, g_strdup (rapport_store_get_path (self->store)), g_free,
                            (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb, g_object_ref (self));
}

static void
mended_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportStoredWindow) self = user_data;
  g_autofree char *failed = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (g_strcmp0 (failed, "0") != 0)
    rapport_ask (GTK_WINDOW (self), _("Not Everything Could Be Mended"),
                 _("Some of it belongs to another account, or lies on a disk that knows no permissions."), NULL, FALSE, NULL, NULL);
  load (self);
}

static void
mend_cb (RapportStoredWindow *self)
{
  rapport_store_read_async (self->store, mend_query, g_strdup (rapport_store_get_path (self->store)), g_free, g_free, NULL,
                            mended_cb, g_object_ref (self));
}

static void
rapport_stored_window_dispose (GObject *object)
{
  RapportStoredWindow *self = RAPPORT_STORED_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_stored_window_parent_class)->dispose (object);
}

static void
rapport_stored_window_class_init (RapportStoredWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_stored_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/stored-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportStoredWindow, keyring);
  gtk_widget_class_bind_template_child (widget_class, RapportStoredWindow, open);
  gtk_widget_class_bind_template_child (widget_class, RapportStoredWindow, open_row);
  gtk_widget_class_bind_template_child (widget_class, RapportStoredWindow, places);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_stored_window_init (RapportStoredWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_stored_window_new (RapportWindow *window)
{
  RapportStoredWindow *self = g_object_new (RAPPORT_TYPE_STORED_WINDOW, "transient-for", window, NULL);

  self->store = g_object_ref (rapport_session_get_store (rapport_window_get_session (window)));
  load (self);
  return GTK_WIDGET (self);
}
