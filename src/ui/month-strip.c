/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/month-strip.h"

#define MOST 12
#define STEP (RAPPORT_STRIP_CELL + RAPPORT_STRIP_GAP)

struct _RapportMonthStrip
{
  GtkWidget parent_instance;

  RapportMonth months[MOST];
  guint n_months;

  /* Owned */
  char **tooltips;
};

G_DEFINE_FINAL_TYPE (RapportMonthStrip, rapport_month_strip, GTK_TYPE_WIDGET)

static void
rapport_month_strip_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  RapportMonthStrip *self = RAPPORT_MONTH_STRIP (widget);
  int width = (int) self->n_months * STEP - (self->n_months > 0 ? RAPPORT_STRIP_GAP : 0);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : RAPPORT_STRIP_CELL;
}

static void
rapport_month_strip_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  RapportMonthStrip *self = RAPPORT_MONTH_STRIP (widget);

  rapport_draw_strip (snapshot, widget, 0, (gtk_widget_get_height (widget) - RAPPORT_STRIP_CELL) / 2,
                      self->months, self->n_months);
}

static gboolean
rapport_month_strip_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  RapportMonthStrip *self = RAPPORT_MONTH_STRIP (widget);
  guint cell = MAX (x, 0) / STEP;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    cell = self->n_months - 1 - cell;
  if (keyboard || self->tooltips == NULL || cell >= self->n_months)
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->tooltips[cell]);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { x / STEP * STEP, 0, STEP, gtk_widget_get_height (widget) });
  return TRUE;
}

static void
rapport_month_strip_finalize (GObject *object)
{
  g_strfreev (RAPPORT_MONTH_STRIP (object)->tooltips);

  G_OBJECT_CLASS (rapport_month_strip_parent_class)->finalize (object);
}

static void
rapport_month_strip_class_init (RapportMonthStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_month_strip_finalize;
  widget_class->measure = rapport_month_strip_measure;
  widget_class->snapshot = rapport_month_strip_snapshot;
  widget_class->query_tooltip = rapport_month_strip_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_month_strip_init (RapportMonthStrip *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
rapport_month_strip_new (void)
{
  return g_object_new (RAPPORT_TYPE_MONTH_STRIP, NULL);
}

void
rapport_month_strip_set (RapportMonthStrip  *self,
                         const RapportMonth *months,
                         guint               n_months,
                         const char * const *tooltips,
                         const char         *name)
{
  guint skipped = n_months > MOST ? n_months - MOST : 0;

  self->n_months = n_months - skipped;
  if (self->n_months > 0)
    memcpy (self->months, months + skipped, self->n_months * sizeof *months);
  g_strfreev (self->tooltips);
  self->tooltips = tooltips != NULL ? g_strdupv ((char **) tooltips + skipped) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
