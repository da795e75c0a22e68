/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RAPPORT_DAYS_OF_WEEK 7

/* A person's week as people type it, a line a day: "9–12, 14:30–17". Days: 0 is Monday. */

const char *rapport_week_day_id    (guint               day);
char       *rapport_week_day_label (guint               day);
gboolean    rapport_week_parse_day (const char         *typed,
                                    GArray             *hours);
char       *rapport_week_format_day (GArray            *hours);
char      **rapport_week_intervals (GArray * const     *days);
GArray     *rapport_week_day_hours (const char * const *intervals,
                                    guint               day);

/** Minutes of the day, @end after @start, at most 24:00. */
typedef struct {
  int start;
  int end;
} RapportHours;

G_END_DECLS
