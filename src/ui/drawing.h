/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** In which state something is; the colours are the style sheet's `state_…`. */
typedef enum {
  RAPPORT_TONE_NEUTRAL,
  RAPPORT_TONE_ACTIVE,
  RAPPORT_TONE_INFO,
  RAPPORT_TONE_ATTENTION,
  RAPPORT_TONE_OVERDUE,
  RAPPORT_TONE_QUIET,
} RapportTone;

/** One calendar month of a partnership's term (SCREENS §1.4). */
typedef enum {
  RAPPORT_MONTH_MET,
  RAPPORT_MONTH_CHECK_IN,
  RAPPORT_MONTH_NOTHING,      /* and contact was asked for */
  RAPPORT_MONTH_PLAIN,        /* nothing, and nobody asked for it; or a part month at the start */
  RAPPORT_MONTH_OPEN,         /* this one */
  RAPPORT_MONTH_TO_COME,
} RapportMonth;

#define RAPPORT_STRIP_CELL 13
#define RAPPORT_STRIP_GAP 3

/* How much larger than usual people have their text, 1 at the least. */
double      rapport_text_scale         (GtkWidget       *widget);
const char *rapport_tone_get_css_class (RapportTone      tone);
void        rapport_tone_get_color     (RapportTone      tone,
                                        GtkWidget       *widget,
                                        GdkRGBA         *color);
float       rapport_tone_get_tint      (RapportTone      tone);

void        rapport_draw_avatar        (GtkSnapshot     *snapshot,
                                        GtkWidget       *widget,
                                        PangoLayout     *layout,
                                        const char      *name,
                                        GdkPaintable    *photo,
                                        float            x,
                                        float            y,
                                        float            size);
void        rapport_draw_icon          (GtkSnapshot     *snapshot,
                                        GtkWidget       *widget,
                                        const char      *icon_name,
                                        float            x,
                                        float            y,
                                        int              size,
                                        const GdkRGBA   *color);
void        rapport_draw_rounded       (GtkSnapshot     *snapshot,
                                        float            x,
                                        float            y,
                                        float            width,
                                        float            height,
                                        float            radius,
                                        const GdkRGBA   *color);
/* One pixel wide, inside of the rectangle. */
void        rapport_draw_outline       (GtkSnapshot     *snapshot,
                                        float            x,
                                        float            y,
                                        float            width,
                                        float            height,
                                        float            radius,
                                        const GdkRGBA   *color);
void        rapport_draw_bar           (GtkSnapshot     *snapshot,
                                        GtkWidget       *widget,
                                        float            x,
                                        float            y,
                                        float            width,
                                        double           fraction,
                                        RapportTone      tone);
void        rapport_draw_ring          (GtkSnapshot     *snapshot,
                                        GtkWidget       *widget,
                                        float            x,
                                        float            y,
                                        float            size,
                                        double           fraction,
                                        const GdkRGBA   *color);
void        rapport_draw_strip         (GtkSnapshot     *snapshot,
                                        GtkWidget       *widget,
                                        float            x,
                                        float            y,
                                        const RapportMonth *months,
                                        guint            n_months);
void        rapport_draw_check         (GtkSnapshot     *snapshot,
                                        GtkWidget       *widget,
                                        float            x,
                                        float            y,
                                        float            size,
                                        gboolean         checked);

G_END_DECLS
