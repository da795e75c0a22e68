/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "exchange/sheet.h"

G_BEGIN_DECLS

typedef enum {
  RAPPORT_PAPER_A4,
  RAPPORT_PAPER_LETTER,
} RapportPaper;

/* Sheets set on pages, for one thread. Print, preview and PDF draw the same pages. */
typedef struct _RapportSheetLayout RapportSheetLayout;

gboolean            rapport_paper_from_string          (const char         *text,
                                                        RapportPaper       *paper);
void                rapport_paper_get_size             (RapportPaper        paper,
                                                        double             *width,
                                                        double             *height);

RapportSheetLayout *rapport_sheet_layout_new           (GPtrArray          *sheets,
                                                        double              width,
                                                        double              height);
void                rapport_sheet_layout_free          (RapportSheetLayout *self);
guint               rapport_sheet_layout_get_n_pages   (RapportSheetLayout *self);
guint               rapport_sheet_layout_get_first_page (RapportSheetLayout *self,
                                                        guint               sheet);
void                rapport_sheet_layout_draw_page     (RapportSheetLayout *self,
                                                        guint               page,
                                                        cairo_t            *cr);
guint               rapport_sheet_layout_get_unknown_glyphs (RapportSheetLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSheetLayout, rapport_sheet_layout_free)

G_END_DECLS
