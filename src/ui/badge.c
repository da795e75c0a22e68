/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/badge.h"

struct _RapportBadge
{
  GtkWidget parent_instance;

  /* Borrowed: our children */
  GtkWidget *icon;
  GtkWidget *label;

  RapportTone tone;
};

G_DEFINE_FINAL_TYPE (RapportBadge, rapport_badge, GTK_TYPE_WIDGET)

static void
rapport_badge_dispose (GObject *object)
{
  RapportBadge *self = RAPPORT_BADGE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_badge_parent_class)->dispose (object);
}

static void
rapport_badge_class_init (RapportBadgeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_badge_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "badge");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
rapport_badge_init (RapportBadge *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * rapport_badge_new:
 * @tone: its colour
 * @icon_name: never left out: colour alone says nothing
 * @label: one or a few words, plain text
 *
 * Returns: a badge
 */
GtkWidget *
rapport_badge_new (RapportTone tone,
                   const char *icon_name,
                   const char *label)
{
  RapportBadge *self = g_object_new (RAPPORT_TYPE_BADGE, NULL);

  rapport_badge_set (self, tone, icon_name, label);
  return GTK_WIDGET (self);
}

void
rapport_badge_set (RapportBadge *self,
                   RapportTone   tone,
                   const char   *icon_name,
                   const char   *label)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), rapport_tone_get_css_class (self->tone));
  self->tone = tone;
  gtk_widget_add_css_class (GTK_WIDGET (self), rapport_tone_get_css_class (tone));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
