/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MONTHS_CHART (rapport_months_chart_get_type ())
G_DECLARE_FINAL_TYPE (RapportMonthsChart, rapport_months_chart, RAPPORT, MONTHS_CHART, GtkWidget)

/* A bar a month, the current one solid. @this_month is a date in the last one. */
GtkWidget *rapport_months_chart_new (void);
void       rapport_months_chart_set (RapportMonthsChart *self,
                                     const guint        *values,
                                     guint               n_values,
                                     const char         *this_month);

G_END_DECLS
