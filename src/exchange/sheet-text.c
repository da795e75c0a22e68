/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet-text.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/sentence.h"

/* Controls that would turn the text around them, and whatever is not text at all, are no part of a name. */
static gboolean
is_no_text (gunichar c)
{
  if (rapport_sentence_is_control (c) || c == 0x200e || c == 0x200f || c == 0x061c)
    return TRUE;
  return c != '\n' && g_unichar_iscntrl (c);
}

/** What may be printed of @text: valid, without controls, without space around it. */
char *
rapport_sheet_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *result = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t')
        g_string_append_c (result, ' ');
      else if (!is_no_text (c))
        g_string_append_unichar (result, c);
    }
  return g_strstrip (g_string_free (result, FALSE));
}

/** Keeps its neighbours in their own direction: first strong isolate … pop directional isolate. */
char *
rapport_sheet_text_isolate (const char *text)
{
  g_autofree char *name = rapport_sheet_text_clean (text);

  return g_strconcat ("\342\201\250", name, "\342\201\251", NULL);
}

static PangoFontDescription *
font_for (const RapportSheetStyle *style)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Noto Sans,Sans");
  pango_font_description_set_size (font, pango_units_from_double (style->size));
  if (style->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (style->italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  return font;
}

/** Lines stay on the side of the sheet even where their script runs the other way. */
void
rapport_sheet_text_align (PangoLayout *text,
                          gboolean     to_the_right)
{
  PangoDirection direction = pango_layout_line_get_resolved_direction (pango_layout_get_line_readonly (text, 0));

  pango_layout_set_alignment (text, to_the_right != (direction == PANGO_DIRECTION_RTL) ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/**
 * rapport_sheet_text_new:
 * @ours: a sentence of ours, which runs as the sheet does; what people wrote runs as its first letter says
 * @text: ours, or cleaned
 * @width: to break the lines at, in points; < 0: as wide as it is
 * @lines: the most; 0: as many as it takes
 *
 * Returns: (transfer full): the text, set
 */
PangoLayout *
rapport_sheet_text_new (PangoContext            *context,
                        gboolean                 ours,
                        const RapportSheetStyle *style,
                        const char              *text,
                        double                   width,
                        int                      lines)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = font_for (style);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0.0)
    pango_layout_set_width (layout, pango_units_from_double (width));
  if (lines > 0)
    {
      pango_layout_set_height (layout, -lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  if (style->struck)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_layout_set_auto_dir (layout, !ours);
  rapport_sheet_text_align (layout, pango_context_get_base_dir (context) == PANGO_DIRECTION_RTL);
  return layout;
}

double
rapport_sheet_text_height (PangoLayout *text)
{
  int height;

  pango_layout_get_size (text, NULL, &height);
  return pango_units_to_double (height);
}

/** Returns: (transfer full): "26 May 2026"; as it stands where it is no date. */
char *
rapport_sheet_text_day (const char *text)
{
  GDate date;
  char day[64];

  if (text == NULL || !rapport_date_parse (text, &date) || g_date_strftime (day, sizeof day, _("%e %b %Y"), &date) == 0)
    return rapport_sheet_text_clean (text);
  return g_strdup (g_strstrip (day));
}

/** One point is one unit whatever the printer, so that print, preview and PDF break their lines in the same places. */
PangoContext *
rapport_sheet_text_context_new (void)
{
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (fonts), 72.0);
  context = pango_font_map_create_context (fonts);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

