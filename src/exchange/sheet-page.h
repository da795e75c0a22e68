/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "model/signature-path.h"

G_BEGIN_DECLS

/* A page as a list of marks: texts, rules, fills and ink, in points from the paper's top left corner. */
typedef struct _RapportSheetPage RapportSheetPage;

RapportSheetPage *rapport_sheet_page_new        (void);
void              rapport_sheet_page_free       (RapportSheetPage     *self);

void              rapport_sheet_page_add_text   (RapportSheetPage     *self,
                                                 PangoLayout          *text,
                                                 guint32               colour,
                                                 double                x,
                                                 double                y);
void              rapport_sheet_page_add_lines  (RapportSheetPage     *self,
                                                 PangoLayout          *text,
                                                 guint32               colour,
                                                 double                x,
                                                 double                y,
                                                 int                   first_line,
                                                 int                   n_lines);
void              rapport_sheet_page_add_fill   (RapportSheetPage     *self,
                                                 guint32               colour,
                                                 double                x,
                                                 double                y,
                                                 double                width,
                                                 double                height);
void              rapport_sheet_page_add_ink    (RapportSheetPage     *self,
                                                 RapportSignaturePath *path,
                                                 guint32               colour,
                                                 double                x,
                                                 double                y,
                                                 double                width,
                                                 double                height);
void              rapport_sheet_page_draw       (RapportSheetPage     *self,
                                                 cairo_t              *cr);
guint             rapport_sheet_page_get_unknown_glyphs (RapportSheetPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSheetPage, rapport_sheet_page_free)

G_END_DECLS
