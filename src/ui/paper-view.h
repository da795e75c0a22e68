/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exchange/sheet-layout.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAPER_VIEW (rapport_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportPaperView, rapport_paper_view, RAPPORT, PAPER_VIEW, GtkWidget)

/* A page as it will be printed, as wide as there is room. @layout must outlive it; @width and @height are the paper's, in
 * points; @name is what the page is called. */
GtkWidget *rapport_paper_view_new (RapportSheetLayout *layout,
                                   guint               page,
                                   double              width,
                                   double              height,
                                   const char         *name);

G_END_DECLS
