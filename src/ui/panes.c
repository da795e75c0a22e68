/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/panes.h"

static void
collect (GtkWidget *widget,
         GPtrArray *panes)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_has_css_class (widget, "pane"))
    g_ptr_array_add (panes, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, panes);
}

/* The innermost pane that has the focus; -1 for none. */
static int
find_focused (GtkWindow *window,
              GPtrArray *panes)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  for (int i = (int) panes->len - 1; focus != NULL && i >= 0; i--)
    {
      GtkWidget *pane = g_ptr_array_index (panes, i);

      if (focus == pane || gtk_widget_is_ancestor (focus, pane))
        return i;
    }
  return -1;
}

void
rapport_panes_move_focus (GtkWindow *window,
                          gboolean   forward)
{
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  int step = forward ? 1 : -1;
  int at, n;

  collect (GTK_WIDGET (window), panes);
  n = (int) panes->len;
  at = find_focused (window, panes);
  if (at < 0)
    at = forward ? -1 : n;
  for (int i = 1; i <= n; i++)
    {
      GtkWidget *pane = g_ptr_array_index (panes, ((at + i * step) % n + n) % n);

      if (gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}
