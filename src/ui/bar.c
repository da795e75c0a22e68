/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/bar.h"

struct _RapportBar
{
  GtkWidget parent_instance;

  /* Borrowed: our children */
  GtkWidget *label;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (RapportBar, rapport_bar, GTK_TYPE_WIDGET)

static void
rapport_bar_dispose (GObject *object)
{
  RapportBar *self = RAPPORT_BAR (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_bar_parent_class)->dispose (object);
}

static void
rapport_bar_class_init (RapportBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_bar_init (RapportBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->bar = g_object_new (GTK_TYPE_LEVEL_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_add_css_class (self->bar, "slim");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

GtkWidget *
rapport_bar_new (void)
{
  return g_object_new (RAPPORT_TYPE_BAR, NULL);
}

/**
 * rapport_bar_set:
 * @self: a bar
 * @words: what the bar says; shown over it where not empty, and its accessible name
 * @fraction: 0 to 1
 * @tone: %RAPPORT_TONE_ATTENTION and %RAPPORT_TONE_OVERDUE have colours of their own
 */
void
rapport_bar_set (RapportBar  *self,
                 const char  *words,
                 double       fraction,
                 RapportTone  tone)
{
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_widget_set_visible (self->label, *words != '\0');
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), CLAMP (fraction, 0.0, 1.0));
  gtk_widget_remove_css_class (self->bar, "attention");
  gtk_widget_remove_css_class (self->bar, "overdue");
  if (tone == RAPPORT_TONE_ATTENTION)
    gtk_widget_add_css_class (self->bar, "attention");
  if (tone == RAPPORT_TONE_OVERDUE)
    gtk_widget_add_css_class (self->bar, "overdue");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
