/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/day-bar.h"

#include "model/week.h"
#include "ui/drawing.h"

#define HEIGHT 6
#define NATURAL_WIDTH 144

/* A day of 24 hours as a bar, in which the hours that somebody has are filled. */
struct _RapportDayBar
{
  GtkWidget parent_instance;

  /* Owned */
  GArray *hours; /* RapportHours */
};

G_DEFINE_FINAL_TYPE (RapportDayBar, rapport_day_bar, GTK_TYPE_WIDGET)

static void
rapport_day_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 48 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

static void
rapport_day_bar_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  RapportDayBar *self = RAPPORT_DAY_BAR (widget);
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget);
  float y = (gtk_widget_get_height (widget) - HEIGHT) / 2.0f;
  GdkRGBA color, trough;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  trough = color;
  trough.alpha *= 0.15;
  rapport_draw_rounded (snapshot, 0, y, width, HEIGHT, HEIGHT / 2.0f, &trough);
  for (guint i = 0; i < self->hours->len; i++)
    {
      const RapportHours *one = &g_array_index (self->hours, RapportHours, i);
      float start = width * one->start / (24 * 60.0f);
      float length = MAX (2, width * (one->end - one->start) / (24 * 60.0f));

      rapport_draw_rounded (snapshot, right_to_left ? width - start - length : start, y, length, HEIGHT, 2, &color);
    }
}

static void
rapport_day_bar_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_DAY_BAR (object)->hours, g_array_unref);

  G_OBJECT_CLASS (rapport_day_bar_parent_class)->finalize (object);
}

static void
rapport_day_bar_class_init (RapportDayBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_day_bar_finalize;
  widget_class->measure = rapport_day_bar_measure;
  widget_class->snapshot = rapport_day_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "daybar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_day_bar_init (RapportDayBar *self)
{
  self->hours = g_array_new (FALSE, FALSE, sizeof (RapportHours));
}

GtkWidget *
rapport_day_bar_new (void)
{
  return g_object_new (RAPPORT_TYPE_DAY_BAR, NULL);
}

/**
 * rapport_day_bar_set_hours:
 * @hours: (element-type RapportHours)
 * @words: the same as a sentence, for who cannot see it
 */
void
rapport_day_bar_set_hours (RapportDayBar *self,
                           GArray        *hours,
                           const char    *words)
{
  g_array_set_size (self->hours, 0);
  g_array_append_vals (self->hours, hours->data, hours->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
