/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawing.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MONTH_STRIP (rapport_month_strip_get_type ())
G_DECLARE_FINAL_TYPE (RapportMonthStrip, rapport_month_strip, RAPPORT, MONTH_STRIP, GtkWidget)

GtkWidget *rapport_month_strip_new (void);
/* At most 12 cells: of longer terms the last. @tooltips (nullable) has a sentence a cell: "July 2026: one meeting,
 * 60 minutes"; @name is the whole: "Months: May met, June nothing, July met". */
void       rapport_month_strip_set (RapportMonthStrip  *self,
                                    const RapportMonth *months,
                                    guint               n_months,
                                    const char * const *tooltips,
                                    const char         *name);

G_END_DECLS
