/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A span of time; unix seconds, @end is no longer in it. */
typedef struct {
  gint64 start;
  gint64 end;
} RapportSpan;

gboolean rapport_availability_is_valid       (const char         *interval);
gint64   rapport_availability_next_week      (gint64              now);
GArray  *rapport_availability_spans          (const char * const *intervals,
                                              const char         *zone,
                                              gint64              week);
int      rapport_availability_minutes        (GArray             *spans);
int      rapport_availability_common_minutes (GArray             *one,
                                              GArray             *other);

G_END_DECLS
