/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* F6: the focus goes to the next pane of @window, or to the one before. Panes are what has the style class "pane" and is
 * on the screen, in the order of the tree. */
void rapport_panes_move_focus (GtkWindow *window,
                               gboolean   forward);

G_END_DECLS
