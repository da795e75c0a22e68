/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/date.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/**
 * rapport_date_parse:
 * @text: (nullable): 'YYYY-MM-DD'
 * @date: (out): the date
 *
 * Returns: whether @text is a day of the calendar, written in full
 */
gboolean
rapport_date_parse (const char *text,
                    GDate      *date)
{
  int year, month, day;

  g_date_clear (date, 1);
  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;

  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/**
 * rapport_date_to_text:
 * @date: a date
 *
 * Returns: (transfer full): 'YYYY-MM-DD', or "" where @date is not valid
 */
char *
rapport_date_to_text (const GDate *date)
{
  if (!g_date_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
}

gboolean
rapport_date_is_valid (const char *text)
{
  GDate date;

  return rapport_date_parse (text, &date);
}

/**
 * rapport_date_add_days:
 * @text: a date
 * @days: how many, may be negative
 *
 * Returns: (transfer full): the day that many days later
 */
char *
rapport_date_add_days (const char *text,
                       int         days)
{
  GDate date;

  if (!rapport_date_parse (text, &date))
    return g_strdup ("");
  if (days < 0)
    g_date_subtract_days (&date, -days);
  else
    g_date_add_days (&date, days);
  return rapport_date_to_text (&date);
}

/**
 * rapport_date_add_months:
 * @text: a date
 * @months: how many, may be negative
 *
 * By calendar months: 31 January and one month is the last day of February (I06).
 *
 * Returns: (transfer full): the same day that many months later, or the last one of that month
 */
char *
rapport_date_add_months (const char *text,
                         int         months)
{
  GDate date;

  if (!rapport_date_parse (text, &date))
    return g_strdup ("");
  if (months < 0)
    g_date_subtract_months (&date, -months);
  else
    g_date_add_months (&date, months);
  return rapport_date_to_text (&date);
}

/**
 * rapport_date_days_between:
 * @from: a date
 * @to: another
 *
 * Returns: days from one to the other, negative when @to is earlier; 0 where either is no date
 */
int
rapport_date_days_between (const char *from,
                           const char *to)
{
  GDate first, second;

  if (!rapport_date_parse (from, &first) || !rapport_date_parse (to, &second))
    return 0;
  return g_date_days_between (&first, &second);
}

/**
 * rapport_date_zone:
 * @zone: (nullable): an IANA name
 *
 * Returns: (transfer full): that zone, UTC where there is none of the name
 */
GTimeZone *
rapport_date_zone (const char *zone)
{
  GTimeZone *found = NULL;

  if (zone != NULL && *zone != '\0')
    found = g_time_zone_new_identifier (zone);
  return found != NULL ? found : g_time_zone_new_utc ();
}

/**
 * rapport_date_of_instant:
 * @instant: unix seconds
 * @zone: whose calendar
 *
 * Returns: (transfer full): the day that it is then and there
 */
char *
rapport_date_of_instant (gint64      instant,
                         const char *zone)
{
  g_autoptr (GTimeZone) there = rapport_date_zone (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, there) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("");
}

/**
 * rapport_date_start_of_day:
 * @text: a date
 * @zone: where
 *
 * Returns: the first instant of that day; where clocks skip midnight, the instant at which they do. 0 for no date
 */
gint64
rapport_date_start_of_day (const char *text,
                           const char *zone)
{
  g_autoptr (GTimeZone) there = rapport_date_zone (zone);
  g_autoptr (GDateTime) start = NULL;
  GDate date;

  if (!rapport_date_parse (text, &date))
    return 0;
  start = g_date_time_new (there, g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  return start != NULL ? g_date_time_to_unix (start) : 0;
}

/**
 * rapport_date_end_of_day:
 * @text: a date
 * @zone: where
 *
 * Returns: the first instant that is no longer that day (C15), 0 for no date
 */
gint64
rapport_date_end_of_day (const char *text,
                         const char *zone)
{
  g_autofree char *next = rapport_date_add_days (text, 1);

  return rapport_date_start_of_day (next, zone);
}

static char *
format_date (const char *text,
             const char *format)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  if (!rapport_date_parse (text, &date))
    return g_strdup ("");
  time = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
  return g_date_time_format (time, format);
}

/**
 * rapport_date_format_long:
 * @text: a date
 *
 * Returns: (transfer full): as in prose, "19 November 2026"
 */
char *
rapport_date_format_long (const char *text)
{
  /* Translators: a date in prose, "19 November 2026"; see g_date_time_format() */
  return format_date (text, _("%-d %B %Y"));
}

static gboolean
same_year (const char *a,
           const char *b)
{
  return a != NULL && b != NULL && strlen (a) >= 4 && strncmp (a, b, 4) == 0;
}

/**
 * rapport_date_format_day:
 * @text: a date
 * @today: the date of today
 *
 * Returns: (transfer full): "19 November", with the year where it is not this one
 */
char *
rapport_date_format_day (const char *text,
                         const char *today)
{
  /* Translators: a date of this year in prose, "19 November" */
  return same_year (text, today) ? format_date (text, _("%-d %B")) : rapport_date_format_long (text);
}

/**
 * rapport_date_format_short:
 * @text: a date
 * @today: the date of today
 *
 * Returns: (transfer full): as in columns, "3 Nov", with the year where it is not this one
 */
char *
rapport_date_format_short (const char *text,
                           const char *today)
{
  /* Translators: dates in columns, "3 Nov" of this year and "3 Nov 2025" of another */
  return format_date (text, same_year (text, today) ? _("%-d %b") : _("%-d %b %Y"));
}

/**
 * rapport_date_format_near:
 * @text: a date
 * @today: the date of today
 *
 * Returns: (transfer full): "today", "yesterday", "tomorrow", within a week "in 5 days" and "5 days ago",
 *   else as rapport_date_format_short()
 */
char *
rapport_date_format_near (const char *text,
                          const char *today)
{
  int days;

  if (!rapport_date_is_valid (text))
    return g_strdup ("");
  days = rapport_date_days_between (today, text);
  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));
  if (days == -1)
    return g_strdup (_("yesterday"));
  if (days > 1 && days <= 7)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", days), days);
  if (days < -1 && days >= -7)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", -days), -days);
  return rapport_date_format_short (text, today);
}

/**
 * rapport_date_format_due:
 * @text: the date by which something is to be done
 * @today: the date of today
 *
 * Returns: (transfer full): "today", "tomorrow", "in 5 days", "3 days late"
 */
char *
rapport_date_format_due (const char *text,
                         const char *today)
{
  int days;

  if (!rapport_date_is_valid (text))
    return g_strdup ("");
  days = rapport_date_days_between (today, text);
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", -days), -days);
  if (days > 7)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", days), days);
  return rapport_date_format_near (text, today);
}

/**
 * rapport_date_format_left:
 * @text: the last day
 * @today: the date of today
 *
 * Returns: (transfer full): "30 days left", "last day" on the day itself, "over" after it
 */
char *
rapport_date_format_left (const char *text,
                          const char *today)
{
  int days;

  if (!rapport_date_is_valid (text))
    return g_strdup ("");
  days = rapport_date_days_between (today, text);
  if (days < 0)
    return g_strdup (_("over"));
  if (days == 0)
    return g_strdup (_("last day"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
}

/**
 * rapport_date_format_clock:
 * @instant: unix seconds
 * @zone: whose clock
 *
 * Returns: (transfer full): the time of day, "14:32"
 */
char *
rapport_date_format_clock (gint64      instant,
                           const char *zone)
{
  g_autoptr (GTimeZone) there = rapport_date_zone (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, there) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

/**
 * rapport_date_format_months:
 * @months: a length; 0 is none
 *
 * Returns: (transfer full): "6 months", "no fixed term"
 */
char *
rapport_date_format_months (int months)
{
  if (months <= 0)
    return g_strdup (_("no fixed term"));
  return g_strdup_printf (ngettext ("%d month", "%d months", months), months);
}
