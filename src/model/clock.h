/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLOCK (rapport_clock_get_type ())
G_DECLARE_FINAL_TYPE (RapportClock, rapport_clock, RAPPORT, CLOCK, GObject)

/* The only place that asks the time. Signal "passed" (RapportClock *): an instant that somebody waits for is reached,
 * or the wall clock has jumped. rapport_clock_now_* may be called from any thread. */
RapportClock *rapport_clock_new         (void);
RapportClock *rapport_clock_new_at      (gint64        unix_seconds); /* stands still until moved: tests, RAPPORT_NOW */
void          rapport_clock_move_to     (RapportClock *self,
                                         gint64        unix_seconds);
gint64        rapport_clock_now         (RapportClock *self);         /* unix seconds */
gint64        rapport_clock_now_ms      (RapportClock *self);
int           rapport_clock_zone        (RapportClock *self);         /* minutes east of UTC, here and now */
void          rapport_clock_wait_for    (RapportClock *self,
                                         gint64        unix_seconds); /* emit "passed" no later than then */

G_END_DECLS
