/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date is text, 'YYYY-MM-DD'; "" is no date. An instant is unix seconds. A zone is an IANA name; "" or an unknown one
 * is UTC. Functions that give text return "" (owned) where they were given no date. */

gboolean   rapport_date_parse           (const char *text,
                                         GDate      *date);
char      *rapport_date_to_text         (const GDate *date);
gboolean   rapport_date_is_valid        (const char *text);

char      *rapport_date_add_days        (const char *text,
                                         int         days);
char      *rapport_date_add_months      (const char *text,
                                         int         months);
int        rapport_date_days_between    (const char *from,
                                         const char *to);

GTimeZone *rapport_date_zone            (const char *zone);
char      *rapport_date_of_instant      (gint64      instant,
                                         const char *zone);
gint64     rapport_date_start_of_day    (const char *text,
                                         const char *zone);
gint64     rapport_date_end_of_day      (const char *text,
                                         const char *zone);

char      *rapport_date_format_long     (const char *text);
char      *rapport_date_format_day      (const char *text,
                                         const char *today);
char      *rapport_date_format_short    (const char *text,
                                         const char *today);
char      *rapport_date_format_near     (const char *text,
                                         const char *today);
char      *rapport_date_format_due      (const char *text,
                                         const char *today);
char      *rapport_date_format_left     (const char *text,
                                         const char *today);
char      *rapport_date_format_clock    (gint64      instant,
                                         const char *zone);
char      *rapport_date_format_months   (int         months);

G_END_DECLS
