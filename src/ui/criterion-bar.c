/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/criterion-bar.h"

static GtkWidget *
new_caption (const char *text,
             const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * rapport_criterion_bar_new:
 * @id: of what the points are
 * @criterion: the points
 * @what: in words what they are for
 *
 * Returns: (transfer floating): "Areas … both of two 30/30" over a bar
 */
GtkWidget *
rapport_criterion_bar_new (RapportCriterionId      id,
                           const RapportCriterion *criterion,
                           const char             *what)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *sum = g_strdup_printf ("%d/%d", criterion->points, criterion->most);
  GtkWidget *name = new_caption (rapport_criterion_label (id), "caption"), *words = new_caption (what, "caption");
  GtkWidget *points = new_caption (sum, "caption-heading");
  GtkWidget *bar = g_object_new (GTK_TYPE_LEVEL_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_tooltip_text (words, what);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_add_css_class (points, "numeric");
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), criterion->most > 0 ? (double) criterion->points / criterion->most : 0);
  gtk_widget_add_css_class (bar, "slim");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), points);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}
