/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/availability.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"

#define DAY (24 * 3600)
#define WEEK (7 * DAY)

/* Who has not said when they are free is taken to be so in the office hours of their own zone. */
static const char * const office_hours[] = {
  "mon 09:00-17:00", "tue 09:00-17:00", "wed 09:00-17:00", "thu 09:00-17:00", "fri 09:00-17:00", NULL,
};

typedef struct {
  int day;    /* 0 is Monday */
  int start;  /* minutes of the day */
  int end;    /* after @start, at most 24:00 */
} Interval;

static gboolean
parse_time (const char *text,
            int        *minutes)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':' || !g_ascii_isdigit (text[3])
      || !g_ascii_isdigit (text[4]))
    return FALSE;
  *minutes = atoi (text) * 60 + atoi (text + 3);
  return atoi (text + 3) < 60 && *minutes <= 24 * 60;
}

static gboolean
parse_interval (const char *text,
                Interval   *interval)
{
  static const char * const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  if (text == NULL || strlen (text) != strlen ("mon 09:00-12:00") || text[3] != ' ' || text[9] != '-')
    return FALSE;
  interval->day = -1;
  for (int i = 0; i < 7; i++)
    if (strncmp (text, days[i], 3) == 0)
      interval->day = i;
  return interval->day >= 0 && parse_time (text + 4, &interval->start) && parse_time (text + 10, &interval->end)
         && interval->start < interval->end;
}

/**
 * rapport_availability_is_valid:
 * @interval: (nullable): text
 *
 * Returns: whether it is a day of the week and a time of it, 'mon 09:00-12:00'
 */
gboolean
rapport_availability_is_valid (const char *interval)
{
  Interval parsed;

  return parse_interval (interval, &parsed);
}

/**
 * rapport_availability_next_week:
 * @now: unix seconds
 *
 * Returns: the beginning of the next week, Monday 00:00 UTC: that is the week that is compared
 */
gint64
rapport_availability_next_week (gint64 now)
{
  gint64 days = now >= 0 ? now / DAY : (now - DAY + 1) / DAY;
  gint64 weekday = ((days + 3) % 7 + 7) % 7; /* the epoch was a Thursday */

  return (days - weekday + 7) * DAY;
}

static gint64
local_instant (GTimeZone   *zone,
               const GDate *day,
               int          minutes)
{
  g_autoptr (GDateTime) time = NULL;
  GDate that = *day;

  if (minutes == 24 * 60)
    {
      g_date_add_days (&that, 1);
      minutes = 0;
    }
  time = g_date_time_new (zone, g_date_get_year (&that), g_date_get_month (&that), g_date_get_day (&that),
                          minutes / 60, minutes % 60, 0);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const RapportSpan *one = a, *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* Sorted spans, of which those that touch become one. */
static void
join_spans (GArray *spans)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      RapportSpan span = g_array_index (spans, RapportSpan, i);
      RapportSpan *last = n > 0 ? &g_array_index (spans, RapportSpan, n - 1) : NULL;

      if (last != NULL && span.start <= last->end)
        last->end = MAX (last->end, span.end);
      else
        g_array_index (spans, RapportSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/**
 * rapport_availability_spans:
 * @intervals: (nullable): weekly intervals in the person's own zone, 'mon 09:00-12:00'; none: office hours; what cannot
 *   be read is passed over
 * @zone: that zone
 * @week: the week's beginning, see rapport_availability_next_week()
 *
 * Daylight saving is counted: 'mon 09:00' is another instant in the week after the clocks change.
 *
 * Returns: (transfer full) (element-type RapportSpan): when the person is free in that week, sorted and apart
 */
GArray *
rapport_availability_spans (const char * const *intervals,
                            const char         *zone,
                            gint64              week)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (RapportSpan));
  g_autoptr (GTimeZone) there = rapport_date_zone (zone);
  g_autoptr (GDateTime) monday = g_date_time_new_from_unix_utc (week);

  if (intervals == NULL || intervals[0] == NULL)
    intervals = office_hours;

  /* A day begins up to 14 hours before it does in UTC and ends up to 12 hours later: eight days, then clipped */
  for (int day = -1; monday != NULL && day <= 7; day++)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, g_date_time_get_day_of_month (monday), g_date_time_get_month (monday),
                      g_date_time_get_year (monday));
      if (day < 0)
        g_date_subtract_days (&date, 1);
      else
        g_date_add_days (&date, day);
      for (guint i = 0; intervals[i] != NULL; i++)
        {
          Interval interval;
          RapportSpan span;

          if (!parse_interval (intervals[i], &interval) || interval.day != (day + 7) % 7)
            continue;
          span.start = MAX (local_instant (there, &date, interval.start), week);
          span.end = MIN (local_instant (there, &date, interval.end), week + WEEK);
          if (span.start < span.end)
            g_array_append_val (spans, span);
        }
    }
  join_spans (spans);
  return spans;
}

/** How long spans are together, in minutes. */
int
rapport_availability_minutes (GArray *spans)
{
  gint64 seconds = 0;

  for (guint i = 0; i < spans->len; i++)
    seconds += g_array_index (spans, RapportSpan, i).end - g_array_index (spans, RapportSpan, i).start;
  return seconds / 60;
}

/**
 * rapport_availability_common_minutes:
 * @one: (element-type RapportSpan): when somebody is free
 * @other: (element-type RapportSpan): when somebody else is
 *
 * Returns: for how long both are, in minutes
 */
int
rapport_availability_common_minutes (GArray *one,
                                     GArray *other)
{
  gint64 seconds = 0;
  guint i = 0, j = 0;

  while (i < one->len && j < other->len)
    {
      const RapportSpan *a = &g_array_index (one, RapportSpan, i), *b = &g_array_index (other, RapportSpan, j);

      seconds += MAX (MIN (a->end, b->end) - MAX (a->start, b->start), 0);
      if (a->end < b->end)
        i++;
      else
        j++;
    }
  return seconds / 60;
}
