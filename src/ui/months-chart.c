/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/months-chart.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "ui/drawing.h"

#define MOST 12
#define LETTERS 20
#define BAR 15

struct _RapportMonthsChart
{
  GtkWidget parent_instance;

  guint values[MOST];
  guint n_values;

  /* Owned */
  char *names[MOST];       /* "November" */
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (RapportMonthsChart, rapport_months_chart, GTK_TYPE_WIDGET)

static guint
greatest (RapportMonthsChart *self)
{
  guint most = 1;

  for (guint i = 0; i < self->n_values; i++)
    most = MAX (most, self->values[i]);
  return most;
}

static float
middle_of (RapportMonthsChart *self,
           guint               i)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  float step = (float) width / (float) MAX (self->n_values, 1);
  float x = step * ((float) i + 0.5f);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;
}

static void
draw_letter (RapportMonthsChart *self,
             GtkSnapshot        *snapshot,
             guint               i,
             const GdkRGBA      *color)
{
  g_autofree char *letter = g_utf8_substring (self->names[i], 0, 1);
  g_autofree char *upper = g_utf8_strup (letter, -1);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.75));
  if (i == self->n_values - 1)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (self->layout, upper, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (middle_of (self, i) - width / 2.0f,
                                                          gtk_widget_get_height (GTK_WIDGET (self)) - height));
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
rapport_months_chart_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  RapportMonthsChart *self = RAPPORT_MONTHS_CHART (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  float floor = gtk_widget_get_height (widget) - LETTERS;
  guint most = greatest (self);
  GdkRGBA words, accent;

  gtk_style_context_get_color (context, &words);
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &accent))
    accent = words;
  for (guint i = 0; i < self->n_values; i++)
    {
      float height = MAX (floor * (float) self->values[i] / (float) most, self->values[i] > 0 ? 4 : 0);
      float x = middle_of (self, i) - BAR / 2.0f;
      GdkRGBA color = accent;

      color.alpha = i == self->n_values - 1 ? 1 : 0.45f;
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (x, 0, BAR, floor));
      rapport_draw_rounded (snapshot, x, floor - height, BAR, height + 3, 3, &color);
      gtk_snapshot_pop (snapshot);
      color = words;
      color.alpha *= i == self->n_values - 1 ? 1 : 0.7f;
      draw_letter (self, snapshot, i, &color);
    }
  words.alpha *= 0.15f;
  gtk_snapshot_append_color (snapshot, &words, &GRAPHENE_RECT_INIT (0, floor, gtk_widget_get_width (widget), 1));
}

static void
rapport_months_chart_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MOST * (BAR + 3) : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MOST * (BAR + 10) : 136;
}

static gboolean
rapport_months_chart_query_tooltip (GtkWidget  *widget,
                                    int         x,
                                    int         y,
                                    gboolean    keyboard,
                                    GtkTooltip *tooltip)
{
  RapportMonthsChart *self = RAPPORT_MONTHS_CHART (widget);

  for (guint i = 0; !keyboard && i < self->n_values; i++)
    if (ABS (middle_of (self, i) - x) <= BAR)
      {
        g_autofree char *text = g_strdup_printf (ngettext ("%s: %u meeting", "%s: %u meetings", self->values[i]),
                                                 self->names[i], self->values[i]);

        gtk_tooltip_set_text (tooltip, text);
        return TRUE;
      }
  return FALSE;
}

static void
clear_names (RapportMonthsChart *self)
{
  for (guint i = 0; i < MOST; i++)
    g_clear_pointer (&self->names[i], g_free);
}

static void
rapport_months_chart_finalize (GObject *object)
{
  RapportMonthsChart *self = RAPPORT_MONTHS_CHART (object);

  clear_names (self);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (rapport_months_chart_parent_class)->finalize (object);
}

static void
rapport_months_chart_class_init (RapportMonthsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_months_chart_finalize;
  widget_class->measure = rapport_months_chart_measure;
  widget_class->snapshot = rapport_months_chart_snapshot;
  widget_class->query_tooltip = rapport_months_chart_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_months_chart_init (RapportMonthsChart *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
rapport_months_chart_new (void)
{
  return g_object_new (RAPPORT_TYPE_MONTHS_CHART, NULL);
}

static char *
name_of_month (const char *this_month,
               int         months)
{
  g_autofree char *date = rapport_date_add_months (this_month, months);
  GDate parsed;
  char name[64];

  if (!rapport_date_parse (date, &parsed))
    return g_strdup ("");
  g_date_strftime (name, sizeof name, "%OB", &parsed);
  return g_strdup (name);
}

void
rapport_months_chart_set (RapportMonthsChart *self,
                          const guint        *values,
                          guint               n_values,
                          const char         *this_month)
{
  g_autoptr (GString) sentence = g_string_new (_("Meetings by month: "));

  self->n_values = MIN (n_values, MOST);
  clear_names (self);
  for (guint i = 0; i < self->n_values; i++)
    {
      self->values[i] = values[n_values - self->n_values + i];
      self->names[i] = name_of_month (this_month, (int) i + 1 - (int) self->n_values);
      g_string_append_printf (sentence, "%s%s %u", i > 0 ? ", " : "", self->names[i], self->values[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence->str, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
