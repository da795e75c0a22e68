/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/commands.h"

#include <glib/gi18n.h>

#define GENERAL N_("General")
#define PLACES N_("Going Places")
#define LISTS N_("Lists")
#define WORK N_("Working")

/* Window commands without a handler in window-actions.c are handed to the visible page (rapport_page_set_command). */
static const RapportUiCommand commands[] = {
  { "win.undo", NULL, GENERAL, N_("Undo"), "<Control>z", TRUE },
  { "win.redo", NULL, GENERAL, N_("Redo"), "<Shift><Control>z", TRUE },
  { "win.what-happened", NULL, GENERAL, N_("What happened"), "<Control>h" },
  { "app.preferences", NULL, GENERAL, N_("Preferences"), "<Control>comma" },
  { "win.shortcuts", NULL, GENERAL, N_("Keyboard shortcuts"), "<Control>question" },
  { "app.about", NULL, GENERAL, N_("About Rapport"), NULL },
  { "app.sample", NULL, GENERAL, N_("Sample data"), NULL },
  { "app.show", "s", GENERAL, N_("Show a page, as a notification asks"), NULL },
  { "app.draft-due", NULL, GENERAL, N_("Draft the letters that are due"), NULL },
  { "app.start-own", NULL, GENERAL, N_("Start your own"), NULL },
  { "win.open", NULL, GENERAL, N_("Open a database"), "<Control>o" },
  { "win.save-copy", NULL, GENERAL, N_("Save a copy"), NULL },
  { "win.save-copy-as", "s", GENERAL, N_("Save a copy under a name"), NULL },
  { "win.restore", NULL, GENERAL, N_("Restore from a backup"), NULL },
  { "win.stored-where", NULL, GENERAL, N_("What is stored where"), NULL },
  { "win.close", NULL, GENERAL, N_("Close the window"), "<Control>w" },
  { "app.quit", NULL, GENERAL, N_("Quit"), "<Control>q" },

  { "win.go", "s", PLACES, N_("Go to a page"), NULL },
  { "win.go-nth", "i", PLACES, N_("Go to the first nine pages"), NULL },
  { "win.back", NULL, PLACES, N_("Back"), "<Alt>Left", TRUE },
  { "win.next-pane", NULL, PLACES, N_("Next pane"), "F6" },
  { "win.previous-pane", NULL, PLACES, N_("Previous pane"), "<Shift>F6" },
  { "win.act-as", "x", PLACES, N_("Act as a member or as the office"), NULL },
  { "win.act-as-menu", NULL, PLACES, N_("Choose whom to act as"), "<Control>m" },

  { "win.search", NULL, LISTS, N_("Search"), "<Control>f" },
  { "win.select", NULL, LISTS, N_("Select several"), "<Control>l" },
  { "win.select-all", NULL, LISTS, N_("Select all"), "<Control>a", TRUE },
  { "win.select-none", NULL, LISTS, N_("Select none"), "<Shift><Control>a", TRUE },
  { "win.select-invert", NULL, LISTS, N_("Invert the selection"), "<Shift><Control>i" },
  { "win.select-cancel", NULL, LISTS, N_("Leave the selection"), "Escape", TRUE },
  { "win.detail", NULL, LISTS, N_("Detail pane"), "F9" },

  { "win.new", NULL, WORK, N_("New"), "<Control>n" },
  { "win.edit", NULL, WORK, N_("Edit"), "F2" },
  { "win.delete", NULL, WORK, N_("Delete"), "Delete", TRUE },
  { "win.erase", "x", WORK, N_("Erase a person"), NULL },
  { "win.export-personal", "x", WORK, N_("Export personal data"), NULL },
  { "win.remove-import", "x", WORK, N_("Remove an undone import for good"), NULL },
  { "win.suggested", NULL, WORK, N_("Do what is suggested"), "<Control>Return <Control>KP_Enter" },
  { "win.import", NULL, WORK, N_("Import members"), "<Control>i" },
  { "win.import-file", "s", WORK, N_("Import members from a file"), NULL },
  { "win.paste", NULL, WORK, N_("Import cells copied in a spreadsheet"), "<Control>v", TRUE },
  { "win.export", NULL, WORK, N_("Export what the list shows"), "<Control>e" },
  { "win.import-changes", NULL, WORK, N_("Import the changes of another copy"), NULL },
  { "win.import-changes-file", "s", WORK, N_("Import changes from a file"), NULL },
  { "win.export-changes", NULL, WORK, N_("Export changes for another copy"), NULL },
  { "win.export-changes-file", "s", WORK, N_("Export all changes into a file"), NULL },
  { "win.print", NULL, WORK, N_("Print"), "<Control>p" },
  { "win.blank-sheet", NULL, WORK, N_("Print a blank sheet"), NULL },
  { "win.log-meeting", NULL, WORK, N_("Log a meeting"), "<Shift><Control>l" },
  { "win.invite-to-meeting", NULL, WORK, N_("Invite to a meeting"), NULL },
  { "win.sign", NULL, WORK, N_("Sign the meeting"), "<Shift><Control>s" },
  { "win.star", NULL, WORK, N_("Pin to Overview, or no longer"), "<Control>d" },
  { "win.record-partnership", NULL, WORK, N_("Record a partnership that began before"), NULL },
  { "win.extend-term", NULL, WORK, N_("Extend the term"), NULL },
  { "win.end-partnership", NULL, WORK, N_("End the partnership"), NULL },
};

/**
 * rapport_commands_all:
 * @n_commands: (out): how many
 *
 * Returns: (transfer none) (array length=n_commands): the table
 */
const RapportUiCommand *
rapport_commands_all (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * rapport_commands_set_keys:
 * @application: the application
 *
 * Gives the application the keys of all commands that need not wait for a text that has the focus.
 */
void
rapport_commands_set_keys (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (commands[i].keys == NULL || commands[i].yields)
        continue;

      g_auto (GStrv) keys = g_strsplit (commands[i].keys, " ", -1);
      gtk_application_set_accels_for_action (application, commands[i].name, (const char * const *) keys);
    }
}

/* The keys of a command, as a shortcut of a window that the application's own keys do not reach. */
static void
add_keys_of (GtkShortcutController *controller,
             const char            *name,
             GtkShortcutAction     *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      gtk_shortcut_controller_add_shortcut (controller,
                                            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (commands[i].keys), action));
}

static gboolean
quit_now (gpointer application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/* Afterwards: the window that the key came to goes, too. */
static gboolean
quit_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   application)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, quit_now, g_object_ref (application), g_object_unref);
  return TRUE;
}

/* Comes as the window is made, before it is known what it will be. */
static void
windows_changed_cb (GListModel *windows,
                    guint       position,
                    guint       removed,
                    guint       added,
                    gpointer    application)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *controller = gtk_shortcut_controller_new ();

      add_keys_of (GTK_SHORTCUT_CONTROLLER (controller), "win.close", gtk_named_action_new ("window.close"));
      add_keys_of (GTK_SHORTCUT_CONTROLLER (controller), "app.quit", gtk_callback_action_new (quit_cb, application, NULL));
      gtk_widget_add_controller (window, controller);
    }
}

/**
 * rapport_commands_watch_windows:
 * @application: the application
 *
 * Lets every window be closed and the application be ended by the keys of these commands: dialogs are modal and stand
 * outside of the application, whose own keys they do not take.
 */
void
rapport_commands_watch_windows (GtkApplication *application)
{
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb), application, 0);
}

static void
add_shortcut (GtkShortcutController *controller,
              const char            *key,
              const char            *action,
              GVariant              *arguments)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (key), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/**
 * rapport_commands_new_controller:
 *
 * The keys that a focused text may use first, and Alt+1 to Alt+9. The application's own accelerators take keys in the
 * capture phase, before the text sees them.
 *
 * Returns: (transfer full): a controller for the window
 */
GtkEventController *
rapport_commands_new_controller (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].yields && commands[i].keys != NULL)
      {
        g_auto (GStrv) keys = g_strsplit (commands[i].keys, " ", -1);

        for (guint j = 0; keys[j] != NULL; j++)
          add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), keys[j], commands[i].name, NULL);
      }
  for (int i = 1; i <= 9; i++)
    {
      g_autofree char *key = g_strdup_printf ("<Alt>%d", i);
      add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), key, "win.go-nth", g_variant_new_int32 (i));
    }
  return controller;
}

static void
append_command (GtkWidget              *group,
                const RapportUiCommand *command)
{
  const char *keys = g_str_equal (command->name, "win.go-nth") ? "<Alt>1...9" : command->keys;
  GtkWidget *shortcut;

  if (keys == NULL)
    return;
  shortcut = g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT,
                           "title", _(command->label),
                           "accelerator", keys,
                           NULL);
  gtk_box_append (GTK_BOX (group), shortcut);
}

/**
 * rapport_commands_new_shortcuts_window:
 *
 * Returns: (transfer full): a window that lists every command with a key
 */
GtkWidget *
rapport_commands_new_shortcuts_window (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "modal", TRUE, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "commands", "max-height", 12, "visible", TRUE, NULL);
  GtkWidget *group = NULL;
  const char *heading = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (heading, commands[i].group) != 0)
        {
          heading = commands[i].group;
          group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _(heading), NULL);
          gtk_box_append (GTK_BOX (section), group);
        }
      append_command (group, &commands[i]);
    }
  /* The window has a child of its own, with the search; sections are added as GtkBuilder does (GTK 4.14 has a function). */
  GTK_BUILDABLE_GET_IFACE (window)->add_child (GTK_BUILDABLE (window), builder, G_OBJECT (section), NULL);
  return window;
}
