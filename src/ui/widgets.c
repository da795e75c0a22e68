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

/**
 * rapport_header_button_new:
 * @icon_name: (nullable): its icon
 * @label: (nullable): its words
 * @name: what it does, as a tooltip, and for who cannot see it
 * @action: what it does, "win.…"
 *
 * Returns: (transfer floating): a flat button for a header, with an icon or words or both
 */
GtkWidget *
rapport_header_button_new (const char *icon_name,
                           const char *label,
                           const char *name,
                           const char *action)
{
  GtkWidget *button = gtk_button_new ();

  if (icon_name != NULL && label != NULL)
    gtk_button_set_child (GTK_BUTTON (button), g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", icon_name, "label", label, NULL));
  else if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (button), label);
  else
    gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, name);
  /* Words name the button already; a second name would be read before them. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), label == NULL ? GTK_ACCESSIBLE_PROPERTY_LABEL
                                                                         : GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat"); /* words alone would stand out beside icons */
  return button;
}
