/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/match-ring.h"

#include <glib/gi18n.h>

#include "ui/drawing.h"

#define SIZE 44

struct _RapportMatchRing
{
  GtkWidget parent_instance;

  /* Borrowed: our child */
  GtkWidget *label;

  int score;
  gboolean under;
};

G_DEFINE_FINAL_TYPE (RapportMatchRing, rapport_match_ring, GTK_TYPE_WIDGET)

static void
rapport_match_ring_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  RapportMatchRing *self = RAPPORT_MATCH_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  rapport_draw_ring (snapshot, widget, (width - SIZE) / 2.0f, (height - SIZE) / 2.0f, SIZE, self->score / 100.0, &color);
  gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
rapport_match_ring_dispose (GObject *object)
{
  g_clear_pointer (&RAPPORT_MATCH_RING (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_match_ring_parent_class)->dispose (object);
}

static void
rapport_match_ring_class_init (RapportMatchRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_match_ring_dispose;
  widget_class->snapshot = rapport_match_ring_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_match_ring_init (RapportMatchRing *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
rapport_match_ring_new (int      score,
                        gboolean under)
{
  RapportMatchRing *self = g_object_new (RAPPORT_TYPE_MATCH_RING, NULL);

  rapport_match_ring_set (self, score, under);
  return GTK_WIDGET (self);
}

void
rapport_match_ring_set (RapportMatchRing *self,
                        int               score,
                        gboolean          under)
{
  g_autofree char *text = g_strdup_printf ("%d", score);
  g_autofree char *name = g_strdup_printf (_("%d percent match"), score);

  self->score = score;
  self->under = under;
  if (under)
    gtk_widget_add_css_class (GTK_WIDGET (self), "under");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "under");
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
