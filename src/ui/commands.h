/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportUiCommand:
 * @name: the action with its group, "win.undo"
 * @parameter: GVariant type string of its parameter, or %NULL
 * @group: heading in the shortcuts window
 * @label: what it does, English, marked for translation
 * @keys: accelerators, separated by blanks; %NULL for none
 * @yields: a text that has the focus may use the keys first (Ctrl+Z, Ctrl+A, Delete)
 *
 * A row of the one table of commands. Menus, shortcuts, the shortcuts window and D-Bus follow it.
 */
typedef struct {
  const char *name;
  const char *parameter;
  const char *group;
  const char *label;
  const char *keys;
  gboolean yields;
} RapportUiCommand;

const RapportUiCommand *rapport_commands_all            (guint             *n_commands);
void                    rapport_commands_set_keys       (GtkApplication    *application);
void                    rapport_commands_watch_windows  (GtkApplication    *application);
GtkEventController     *rapport_commands_new_controller (void);
GtkWidget              *rapport_commands_new_shortcuts_window (void);

G_END_DECLS
