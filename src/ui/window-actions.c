/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-actions.h"

#include <glib/gi18n.h>

#include "model/operations.h"
#include "store/history.h"
#include "ui/commands.h"

/* Undo and redo --------------------------------------------------------------------------------------------------- */

static void
undo_result_free (gpointer data)
{
  RapportUndoResult **result = data;

  g_clear_pointer (result, rapport_undo_result_free);
  g_free (result);
}

static void
say_what_was_left_alone (RapportWindow           *self,
                         const char              *done,
                         const RapportUndoResult *result)
{
  g_autofree char *text = NULL;

  if (result->left_alone == 0)
    text = g_strdup (done);
  else
    text = g_strdup_printf (ngettext ("%s; %u thing that something later uses was left alone",
                                      "%s; %u things that something later uses were left alone",
                                      result->left_alone),
                            done, result->left_alone);
  rapport_window_toast (self, text, FALSE);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *async,
           gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (!rapport_store_write_finish (RAPPORT_STORE (source), async, &data, &error))
    {
      rapport_window_show_error (self, _("Nothing was taken back"), error);
      return;
    }
  if (data != NULL)
    {
      RapportUndoResult *result = *(RapportUndoResult **) data;
      g_autofree char *done = rapport_operation_undone (result->title, (const char * const *) result->args);

      say_what_was_left_alone (self, done, result);
      undo_result_free (data);
    }
}

static char *
done_again (const RapportUndoResult *result)
{
  return rapport_operation_sentence (result->title, (const char * const *) result->args, NULL, NULL);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *async,
           gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (!rapport_store_write_finish (RAPPORT_STORE (source), async, &data, &error))
    {
      rapport_window_show_error (self, _("Nothing was done again"), error);
      return;
    }
  if (data != NULL)
    {
      RapportUndoResult *result = *(RapportUndoResult **) data;
      g_autofree char *done = done_again (result);

      say_what_was_left_alone (self, done, result);
      undo_result_free (data);
    }
}

static void
undo_activated (RapportWindow *self)
{
  rapport_store_write_async (rapport_session_get_store (rapport_window_get_session (self)),
                             rapport_undo_command, g_new0 (RapportUndoResult *, 1), undo_result_free,
                             NULL, undone_cb, g_object_ref (self));
}

static void
redo_activated (RapportWindow *self)
{
  rapport_store_write_async (rapport_session_get_store (rapport_window_get_session (self)),
                             rapport_redo_command, g_new0 (RapportUndoResult *, 1), undo_result_free,
                             NULL, redone_cb, g_object_ref (self));
}

void
rapport_window_update_undo (RapportWindow *self)
{
}

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
undo_cb (RapportWindow *self,
         GVariant      *parameter)
{
  undo_activated (self);
}

static void
redo_cb (RapportWindow *self,
         GVariant      *parameter)
{
  redo_activated (self);
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
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "close", close_activated },
  { "new", new_activated, TRUE },
  { "shortcuts", shortcuts_activated },
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
