/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/drawing.h"

#include <math.h>
#include <string.h>

#define USUAL_DPI 96

typedef struct {
  const char *css_class;
  const char *color;
  float tint;
} Tone;

static const Tone tones[] = {
  [RAPPORT_TONE_NEUTRAL] = { "neutral", "window_fg_color", 0.08f },
  [RAPPORT_TONE_ACTIVE] = { "state-active", "state_active", 0.15f },
  [RAPPORT_TONE_INFO] = { "state-info", "state_info", 0.14f },
  [RAPPORT_TONE_ATTENTION] = { "state-attention", "state_attention", 0.18f },
  [RAPPORT_TONE_OVERDUE] = { "state-overdue", "state_overdue", 0.13f },
  [RAPPORT_TONE_QUIET] = { "state-quiet", "state_quiet", 0.14f },
};

/* As AdwAvatar has them, so that a person keeps the colour everywhere: upper and lower end, and the letters. */
static const char *avatar_colors[][3] = {
  { "#83b6ec", "#337fdc", "#cfe1f5" },
  { "#7ad9f1", "#0f9ac8", "#caeaf2" },
  { "#8de6b1", "#29ae74", "#cef8d8" },
  { "#b5e98a", "#6ab85b", "#e6f9d7" },
  { "#f8e359", "#d29d09", "#f9f4e1" },
  { "#ffcb62", "#d68400", "#ffead1" },
  { "#ffa95a", "#ed5b00", "#ffe5c5" },
  { "#f78773", "#e62d42", "#f8d2ce" },
  { "#e973ab", "#e33b6a", "#fac7de" },
  { "#cb78d4", "#9945b5", "#e7c2e8" },
  { "#9e91e8", "#7a59ca", "#d5d2f5" },
  { "#e3cf9c", "#b08952", "#f2eade" },
  { "#be916d", "#785336", "#e5d6ca" },
  { "#c0bfbc", "#6e6d71", "#d8d7d3" },
};

double
rapport_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (1.0, dpi / 1024.0 / USUAL_DPI) : 1.0;
}

const char *
rapport_tone_get_css_class (RapportTone tone)
{
  return tones[tone].css_class;
}

static void
lookup_color (GtkWidget  *widget,
              const char *name,
              GdkRGBA    *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

/**
 * rapport_tone_get_color:
 * @tone: a tone
 * @widget: the widget that draws
 * @color: (out caller-allocates): the colour of its words and icons
 */
void
rapport_tone_get_color (RapportTone tone,
                        GtkWidget  *widget,
                        GdkRGBA    *color)
{
  lookup_color (widget, tones[tone].color, color);
}

/**
 * rapport_tone_get_tint:
 * @tone: a tone
 *
 * Returns: how much of the colour lies behind the words, 0 to 1
 */
float
rapport_tone_get_tint (RapportTone tone)
{
  return tones[tone].tint;
}

void
rapport_draw_rounded (GtkSnapshot   *snapshot,
                      float          x,
                      float          y,
                      float          width,
                      float          height,
                      float          radius,
                      const GdkRGBA *color)
{
  GskRoundedRect rounded;
  graphene_rect_t bounds;

  if (width <= 0)
    return;
  graphene_rect_init (&bounds, x, y, width, height);
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

void
rapport_draw_outline (GtkSnapshot   *snapshot,
                      float          x,
                      float          y,
                      float          width,
                      float          height,
                      float          radius,
                      const GdkRGBA *color)
{
  const float widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &GRAPHENE_RECT_INIT (x, y, width, height), radius);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

static char *
get_initials (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *normal = g_utf8_normalize (g_strstrip (upper), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *initials;
  const char *last;

  if (normal == NULL || *normal == '\0')
    return g_strdup ("");
  initials = g_string_new (NULL);
  g_string_append_unichar (initials, g_utf8_get_char (normal));
  last = strrchr (normal, ' ');
  if (last != NULL && g_utf8_get_char (last + 1) != 0)
    g_string_append_unichar (initials, g_utf8_get_char (last + 1));
  return g_string_free (initials, FALSE);
}

static void
draw_initials (GtkSnapshot   *snapshot,
               PangoLayout   *layout,
               const char    *name,
               const GdkRGBA *color,
               float          x,
               float          y,
               float          size)
{
  g_autofree char *initials = get_initials (name);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoRectangle ink;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (size * 0.4f * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, initials, -1);
  pango_layout_get_pixel_extents (layout, NULL, &ink);
  pango_attr_list_unref (attributes);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + (size - ink.width) / 2.0f, y + (size - ink.height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/**
 * rapport_draw_avatar:
 * @layout: a layout for the initials; its text is changed
 * @name: the person's name
 * @photo: (nullable): the picture in the place of the initials
 *
 * Draws what an #AdwAvatar of the same name shows.
 */
void
rapport_draw_avatar (GtkSnapshot  *snapshot,
                     GtkWidget    *widget,
                     PangoLayout  *layout,
                     const char   *name,
                     GdkPaintable *photo,
                     float         x,
                     float         y,
                     float         size)
{
  const char **colors = avatar_colors[g_str_hash (name) % G_N_ELEMENTS (avatar_colors)];
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, size, size);
  GskRoundedRect circle;
  GskColorStop stops[2] = { { 0, }, { 1, } };
  GdkRGBA letters;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  if (photo != NULL)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
      gdk_paintable_snapshot (photo, snapshot, size, size);
      gtk_snapshot_restore (snapshot);
      gtk_snapshot_pop (snapshot);
      return;
    }
  gdk_rgba_parse (&stops[0].color, colors[0]);
  gdk_rgba_parse (&stops[1].color, colors[1]);
  gdk_rgba_parse (&letters, colors[2]);
  gtk_snapshot_append_linear_gradient (snapshot, &bounds, &GRAPHENE_POINT_INIT (x, y),
                                       &GRAPHENE_POINT_INIT (x, y + size), stops, 2);
  gtk_snapshot_pop (snapshot);
  draw_initials (snapshot, layout, name, &letters, x, y, size);
}

void
rapport_draw_icon (GtkSnapshot   *snapshot,
                   GtkWidget     *widget,
                   const char    *icon_name,
                   float          x,
                   float          y,
                   int            size,
                   const GdkRGBA *color)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, icon_name, NULL, size,
                                                                  gtk_widget_get_scale_factor (widget),
                                                                  gtk_widget_get_direction (widget), 0);
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, colors, 4);
  gtk_snapshot_restore (snapshot);
}

/**
 * rapport_draw_bar:
 * @fraction: 0 to 1
 * @tone: attention and overdue have fills of their own, anything else is the accent
 *
 * A bar 6 high; its words stand beside it.
 */
void
rapport_draw_bar (GtkSnapshot *snapshot,
                  GtkWidget   *widget,
                  float        x,
                  float        y,
                  float        width,
                  double       fraction,
                  RapportTone  tone)
{
  const char *name = tone == RAPPORT_TONE_ATTENTION ? "fill_attention"
                     : tone == RAPPORT_TONE_OVERDUE ? "fill_overdue" : "accent_bg_color";
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float filled = width * (float) CLAMP (fraction, 0.0, 1.0);
  GdkRGBA color;

  lookup_color (widget, "window_fg_color", &color);
  color.alpha *= 0.12f;
  rapport_draw_rounded (snapshot, x, y, width, 6, 3, &color);
  lookup_color (widget, name, &color);
  if (filled > 0)
    filled = MAX (filled, 6);
  rapport_draw_rounded (snapshot, reversed ? x + width - filled : x, y, filled, 6, 3, &color);
}

void
rapport_draw_ring (GtkSnapshot   *snapshot,
                   GtkWidget     *widget,
                   float          x,
                   float          y,
                   float          size,
                   double         fraction,
                   const GdkRGBA *color)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, size, size);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  const double line = 4;
  GdkRGBA rest;

  lookup_color (widget, "window_fg_color", &rest);
  rest.alpha *= 0.12f;
  cairo_set_line_width (cr, line);
  cairo_arc (cr, x + size / 2, y + size / 2, (size - line) / 2, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &rest);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_arc (cr, x + size / 2, y + size / 2, (size - line) / 2, -G_PI / 2, -G_PI / 2 + 2 * G_PI * CLAMP (fraction, 0.0, 1.0));
  if (fraction > 0)
    cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
trace_cell (cairo_t *cr,
            double   x,
            double   y,
            double   size)
{
  const double radius = 3;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + size - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + size - radius, y + size - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + size - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_month (cairo_t       *cr,
            double         x,
            double         y,
            RapportMonth   month,
            const GdkRGBA *accent,
            const GdkRGBA *missing,
            const GdkRGBA *quiet)
{
  const double size = RAPPORT_STRIP_CELL;
  const double dashes[] = { 2.0, 1.6 };

  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  switch (month)
    {
    case RAPPORT_MONTH_MET:
      gdk_cairo_set_source_rgba (cr, accent);
      trace_cell (cr, x, y, size);
      cairo_fill (cr);
      break;
    case RAPPORT_MONTH_CHECK_IN:
      gdk_cairo_set_source_rgba (cr, accent);
      cairo_save (cr);
      trace_cell (cr, x, y, size);
      cairo_clip (cr);
      cairo_rectangle (cr, x, y + size / 2, size, size / 2);
      cairo_fill (cr);
      cairo_restore (cr);
      trace_cell (cr, x + 0.5, y + 0.5, size - 1);
      cairo_stroke (cr);
      break;
    case RAPPORT_MONTH_NOTHING:
      gdk_cairo_set_source_rgba (cr, missing);
      trace_cell (cr, x + 0.5, y + 0.5, size - 1);
      cairo_stroke (cr);
      cairo_set_line_width (cr, 1.4);
      cairo_move_to (cr, x + 4.5, y + 4.5);
      cairo_line_to (cr, x + size - 4.5, y + size - 4.5);
      cairo_move_to (cr, x + size - 4.5, y + 4.5);
      cairo_line_to (cr, x + 4.5, y + size - 4.5);
      cairo_stroke (cr);
      break;
    case RAPPORT_MONTH_OPEN:
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      G_GNUC_FALLTHROUGH;
    case RAPPORT_MONTH_PLAIN:
      gdk_cairo_set_source_rgba (cr, quiet);
      trace_cell (cr, x + 0.5, y + 0.5, size - 1);
      cairo_stroke (cr);
      break;
    case RAPPORT_MONTH_TO_COME:
      gdk_cairo_set_source_rgba (cr, quiet);
      cairo_arc (cr, x + size / 2, y + size / 2, 1.3, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * rapport_draw_strip:
 * @months: (array length=n_months): the cells
 *
 * Draws a cell a month; right to left in such scripts.
 */
void
rapport_draw_strip (GtkSnapshot        *snapshot,
                    GtkWidget          *widget,
                    float               x,
                    float               y,
                    const RapportMonth *months,
                    guint               n_months)
{
  const float step = RAPPORT_STRIP_CELL + RAPPORT_STRIP_GAP;
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, n_months * step, RAPPORT_STRIP_CELL);
  GdkRGBA accent, missing, quiet;
  cairo_t *cr;

  if (n_months == 0)
    return;
  lookup_color (widget, "accent_bg_color", &accent);
  rapport_tone_get_color (RAPPORT_TONE_OVERDUE, widget, &missing);
  lookup_color (widget, "window_fg_color", &quiet);
  quiet.alpha *= 0.5f;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  for (guint i = 0; i < n_months; i++)
    draw_month (cr, x + (reversed ? n_months - 1 - i : i) * step, y, months[i], &accent, &missing, &quiet);
  cairo_destroy (cr);
}

/**
 * rapport_draw_check:
 * @checked: filled with a tick, else an empty circle
 *
 * The circle at the left of a row while several are selected.
 */
void
rapport_draw_check (GtkSnapshot *snapshot,
                    GtkWidget   *widget,
                    float        x,
                    float        y,
                    float        size,
                    gboolean     checked)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, size, size);
  const float widths[4] = { 2, 2, 2, 2 };
  GskRoundedRect circle;
  GdkRGBA color;

  if (checked)
    {
      lookup_color (widget, "accent_bg_color", &color);
      rapport_draw_rounded (snapshot, x, y, size, size, size / 2, &color);
      lookup_color (widget, "accent_fg_color", &color);
      rapport_draw_icon (snapshot, widget, "object-select-symbolic", x + (size - 16) / 2, y + (size - 16) / 2, 16, &color);
      return;
    }
  lookup_color (widget, "window_fg_color", &color);
  color.alpha *= 0.25f;
  gsk_rounded_rect_init_from_rect (&circle, &bounds, size / 2);
  gtk_snapshot_append_border (snapshot, &circle, widths, (const GdkRGBA[4]) { color, color, color, color });
}
