/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** What a piece of text looks like; size in points. */
typedef struct {
  double size;
  guint32 colour; /* 0xRRGGBB */
  gboolean bold;
  gboolean italic;
  gboolean struck;
} RapportSheetStyle;

PangoContext *rapport_sheet_text_context_new (void);

PangoLayout  *rapport_sheet_text_new         (PangoContext            *context,
                                              gboolean                 ours,
                                              const RapportSheetStyle *style,
                                              const char              *text,
                                              double                   width,
                                              int                      lines);
void          rapport_sheet_text_align       (PangoLayout             *text,
                                              gboolean                 to_the_right);
double        rapport_sheet_text_height      (PangoLayout             *text);

char         *rapport_sheet_text_clean       (const char              *text);
char         *rapport_sheet_text_isolate     (const char              *text);
char         *rapport_sheet_text_day         (const char              *text);

G_END_DECLS
