/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-actions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/changes-export.h"
#include "ui/changes-window.h"
#include "ui/commands.h"
#include "ui/erase-window.h"
#include "ui/files-actions.h"
#include "ui/happened-window.h"
#include "ui/import-window.h"
#include "ui/members-page.h"
#include "ui/panes.h"
#include "ui/personal-export.h"
#include "ui/window-history.h"

/* What the window does itself ------------------------------------------------------------------------------------- */

static void
go_activated (RapportWindow *self,
              GVariant      *parameter)
{
  rapport_window_go (self, g_variant_get_string (parameter, NULL));
}

static void
go_nth_activated (RapportWindow *self,
                  GVariant      *parameter)
{
  rapport_window_go_nth (self, MAX (1, g_variant_get_int32 (parameter)));
}

static void
back_activated (RapportWindow *self,
                GVariant      *parameter)
{
  rapport_window_back (self);
}

static void
undo_activated (RapportWindow *self,
                GVariant      *parameter)
{
  rapport_window_undo (self);
}

static void
redo_activated (RapportWindow *self,
                GVariant      *parameter)
{
  rapport_window_redo (self);
}

static void
what_happened_activated (RapportWindow *self,
                         GVariant      *parameter)
{
  GtkWidget *window = rapport_happened_window_new (rapport_window_get_session (self));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
close_activated (RapportWindow *self,
                 GVariant      *parameter)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
new_activated (RapportWindow *self,
               GVariant      *parameter)
{
  rapport_window_go (self, "profile/new");
}

static void
shortcuts_activated (RapportWindow *self,
                     GVariant      *parameter)
{
  GtkWidget *window = rapport_commands_new_shortcuts_window ();

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
act_as_activated (RapportWindow *self,
                  GVariant      *parameter)
{
  RapportViewer viewer = { g_variant_get_int64 (parameter) };

  rapport_session_set_viewer (rapport_window_get_session (self), &viewer);
}

static void
act_as_menu_activated (RapportWindow *self,
                       GVariant      *parameter)
{
  rapport_window_choose_viewer (self);
}

static void
next_pane_activated (RapportWindow *self,
                     GVariant      *parameter)
{
  rapport_panes_move_focus (GTK_WINDOW (self), TRUE);
}

static void
previous_pane_activated (RapportWindow *self,
                         GVariant      *parameter)
{
  rapport_panes_move_focus (GTK_WINDOW (self), FALSE);
}

/* Where the visible page has no search of its own, everybody is searched. */
static void
search_activated (RapportWindow *self,
                  GVariant      *parameter)
{
  RapportPage *page;

  rapport_window_go (self, "members");
  page = rapport_window_get_page (self);
  if (rapport_page_has_command (page, "search"))
    rapport_page_run_command (page, "search", NULL);
}

static void
show_members (RapportWindow *self)
{
  rapport_window_go (self, "members");
}

static RapportImportWindow *
open_import (RapportWindow *self)
{
  GtkWidget *window = rapport_import_window_new (rapport_window_get_session (self));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  g_signal_connect_object (window, "show-members", G_CALLBACK (show_members), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  return RAPPORT_IMPORT_WINDOW (window);
}

static void
import_activated (RapportWindow *self,
                  GVariant      *parameter)
{
  open_import (self);
}

/* For the command line, the file manager and whoever drives the application over D-Bus. */
static void
import_file_activated (RapportWindow *self,
                       GVariant      *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  rapport_import_window_open (open_import (self), file);
}

/* Who acts as a member may read their own data, but erasing is the office's. */
static gboolean
is_office (RapportWindow *self)
{
  return rapport_viewer_is_office (rapport_session_get_viewer (rapport_window_get_session (self)));
}

static void
erase_activated (RapportWindow *self,
                 GVariant      *parameter)
{
  if (is_office (self))
    rapport_erase_window_ask_member (GTK_WINDOW (self), rapport_window_get_session (self), g_variant_get_int64 (parameter));
}

/* The office for anybody, a member for themselves. */
static void
export_personal_activated (RapportWindow *self,
                           GVariant      *parameter)
{
  RapportSession *session = rapport_window_get_session (self);
  gint64 member = g_variant_get_int64 (parameter);

  if (is_office (self) || rapport_session_get_viewer (session)->member == member)
    rapport_personal_export_ask (GTK_WINDOW (self), session, member);
}

static void
remove_import_activated (RapportWindow *self,
                         GVariant      *parameter)
{
  if (is_office (self))
    rapport_erase_window_ask_import (GTK_WINDOW (self), rapport_window_get_session (self), g_variant_get_int64 (parameter));
}

/* Cells stand in lines with tabs between them: a word or two that somebody copied elsewhere is no list of people. */
static void
cells_pasted_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && strchr (text, '\t') != NULL && strchr (text, '\n') != NULL)
    rapport_import_window_open_text (open_import (self), text);
  else
    rapport_window_toast (self, _("There are no cells to paste: copy them in the spreadsheet first."), FALSE);
}

static void
paste_activated (RapportWindow *self,
                 GVariant      *parameter)
{
  if (is_office (self) && RAPPORT_IS_MEMBERS_PAGE (rapport_window_get_page (self)))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, cells_pasted_cb, g_object_ref (self));
}

static gboolean
dropped_cb (RapportWindow *self,
            const GValue  *value)
{
  GFile *file = G_VALUE_HOLDS (value, G_TYPE_FILE) ? g_value_get_object (value) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (name == NULL || !is_office (self))
    return FALSE;
  if (g_str_has_suffix (name, ".rapport-changes"))
    rapport_changes_window_open (self, file);
  else
    rapport_import_window_open (open_import (self), file);
  return TRUE;
}

/* A file of changes holds everything: that is the office's too. */
static void
import_changes_activated (RapportWindow *self,
                          GVariant      *parameter)
{
  if (is_office (self))
    rapport_changes_window_choose (self);
}

static void
import_changes_file_activated (RapportWindow *self,
                               GVariant      *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  if (is_office (self))
    rapport_changes_window_open (self, file);
}

static void
export_changes_activated (RapportWindow *self,
                          GVariant      *parameter)
{
  if (is_office (self))
    rapport_changes_export_choose (self);
}

static void
export_changes_file_activated (RapportWindow *self,
                               GVariant      *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  if (is_office (self))
    rapport_changes_export_to (self, file, NULL);
}

static void
open_activated (RapportWindow *self,
                GVariant      *parameter)
{
  rapport_files_open (self);
}

static void
save_copy_activated (RapportWindow *self,
                     GVariant      *parameter)
{
  if (is_office (self))
    rapport_files_save_copy (self);
}

/* For whoever drives the application over D-Bus. */
static void
save_copy_as_activated (RapportWindow *self,
                        GVariant      *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL && is_office (self))
    rapport_files_save_copy_as (self, path);
}

static void
restore_activated (RapportWindow *self,
                   GVariant      *parameter)
{
  if (is_office (self))
    rapport_files_restore (self);
}

static void
stored_where_activated (RapportWindow *self,
                        GVariant      *parameter)
{
  rapport_files_stored_where (self);
}

typedef struct {
  const char *name;
  void (*activated) (RapportWindow *self,
                     GVariant      *parameter);
  gboolean page_first;        /* the visible page may do it in its own way */
} Handler;

static const Handler handlers[] = {
  { "go", go_activated },
  { "go-nth", go_nth_activated },
  { "back", back_activated },
  { "undo", undo_activated },
  { "redo", redo_activated },
  { "what-happened", what_happened_activated },
  { "close", close_activated },
  { "act-as", act_as_activated },
  { "act-as-menu", act_as_menu_activated },
  { "next-pane", next_pane_activated },
  { "previous-pane", previous_pane_activated },
  { "search", search_activated, TRUE },
  { "new", new_activated, TRUE },
  { "import", import_activated },
  { "import-file", import_file_activated },
  { "paste", paste_activated },
  { "erase", erase_activated },
  { "export-personal", export_personal_activated },
  { "remove-import", remove_import_activated },
  { "import-changes", import_changes_activated },
  { "import-changes-file", import_changes_file_activated },
  { "export-changes", export_changes_activated },
  { "export-changes-file", export_changes_file_activated },
  { "shortcuts", shortcuts_activated },
  { "open", open_activated },
  { "save-copy", save_copy_activated },
  { "save-copy-as", save_copy_as_activated },
  { "restore", restore_activated },
  { "stored-where", stored_where_activated },
};

static const Handler *
find_handler (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_str_equal (handlers[i].name, name))
      return &handlers[i];
  return NULL;
}

static void
activated_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RapportWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  const Handler *handler = find_handler (name);
  RapportPage *page = rapport_window_get_page (self);

  if ((handler == NULL || handler->page_first) && page != NULL && rapport_page_has_command (page, name))
    rapport_page_run_command (page, name, parameter);
  else if (handler != NULL)
    handler->activated (self, parameter);
}

/**
 * rapport_window_install_actions:
 * @self: a window
 *
 * Makes an action of every window command of the table.
 */
void
rapport_window_install_actions (RapportWindow *self)
{
  guint n_commands;
  const RapportUiCommand *commands = rapport_commands_all (&n_commands);
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  /* A file dropped anywhere is a list to be imported, or the changes of another copy. */
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  for (guint i = 0; i < n_commands; i++)
    {
      g_autoptr (GSimpleAction) action = NULL;

      if (!g_str_has_prefix (commands[i].name, "win."))
        continue;
      action = g_simple_action_new (commands[i].name + strlen ("win."),
                                    commands[i].parameter != NULL ? G_VARIANT_TYPE (commands[i].parameter) : NULL);
      g_signal_connect_object (action, "activate", G_CALLBACK (activated_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
}

/**
 * rapport_window_update_actions:
 * @self: a window
 *
 * An action can be used where the window does it itself, or where the visible page says so.
 */
void
rapport_window_update_actions (RapportWindow *self)
{
  RapportPage *page = rapport_window_get_page (self);
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (guint i = 0; names[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

      if (find_handler (names[i]) == NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), page != NULL && rapport_page_has_command (page, names[i]));
    }
}
