/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets.h"

/* What several panes do with GTK's own widgets. */

/**
 * rapport_text_label_new:
 * @text: as it is, no markup
 * @style: (nullable): a style class
 * @dim: whether it stands back
 *
 * Returns: (transfer floating): a label that wraps, within long words if need be
 */
GtkWidget *
rapport_text_label_new (const char *text,
                        const char *style,
                        gboolean    dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/**
 * rapport_remove_children:
 * @container: a #GtkBox, a #GtkGrid or a #GtkListBox
 *
 * Takes everything out of it.
 */
void
rapport_remove_children (gpointer container)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (container)) != NULL)
    if (GTK_IS_LIST_BOX (container))
      gtk_list_box_remove (container, child);
    else if (GTK_IS_GRID (container))
      gtk_grid_remove (container, child);
    else
      gtk_box_remove (GTK_BOX (container), child);
}
