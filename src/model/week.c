/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/week.h"

#include <string.h>

#define MINUTES_OF_DAY (24 * 60)

static const char * const ids[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/** Returns: (transfer none): the word of the day in the journal, "mon". */
const char *
rapport_week_day_id (guint day)
{
  return ids[day];
}

/** Returns: (transfer full): the name of the day in the user's language. */
char *
rapport_week_day_label (guint day)
{
  /* 2001 began on a Monday. */
  g_autoptr (GDateTime) example = g_date_time_new_utc (2001, 1, 1 + (int) day, 12, 0, 0);

  return g_date_time_format (example, "%A");
}

/* "9", "9.30", "09:30", "930", "24:00"; moves @p behind it. */
static gboolean
parse_time (const char **p,
            int         *minutes)
{
  int hours = 0, rest = 0, digits = 0;

  while (g_ascii_isdigit (**p) && digits < 4)
    {
      hours = hours * 10 + g_ascii_digit_value (**p);
      digits++;
      (*p)++;
    }
  if (digits == 0)
    return FALSE;
  if (digits > 2)
    {
      rest = hours % 100;
      hours /= 100;
    }
  else if ((**p == ':' || **p == '.') && g_ascii_isdigit ((*p)[1]) && g_ascii_isdigit ((*p)[2]))
    {
      rest = g_ascii_digit_value ((*p)[1]) * 10 + g_ascii_digit_value ((*p)[2]);
      *p += 3;
    }
  *minutes = hours * 60 + rest;
  return rest < 60 && *minutes <= MINUTES_OF_DAY;
}

static void
skip_blanks (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

static gboolean
skip_dash (const char **p)
{
  static const char * const dashes[] = { "–", "—", "-" };

  skip_blanks (p);
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (*p, dashes[i]))
      {
        *p += strlen (dashes[i]);
        skip_blanks (p);
        return TRUE;
      }
  return FALSE;
}

static int
compare_hours (gconstpointer a,
               gconstpointer b)
{
  return ((const RapportHours *) a)->start - ((const RapportHours *) b)->start;
}

/* In order, what overlaps or touches as one. */
static void
join_hours (GArray *hours)
{
  g_array_sort (hours, compare_hours);
  for (guint i = 1; i < hours->len;)
    {
      RapportHours *before = &g_array_index (hours, RapportHours, i - 1);
      RapportHours *here = &g_array_index (hours, RapportHours, i);

      if (here->start > before->end)
        {
          i++;
          continue;
        }
      before->end = MAX (before->end, here->end);
      g_array_remove_index (hours, i);
    }
}

/**
 * rapport_week_parse_day:
 * @typed: what somebody has typed: times from and to, several with commas between them
 * @hours: (element-type RapportHours): filled, in order and without overlaps
 *
 * Returns: whether it could be understood
 */
gboolean
rapport_week_parse_day (const char *typed,
                        GArray     *hours)
{
  const char *p = typed;

  g_array_set_size (hours, 0);
  for (;;)
    {
      RapportHours one;

      while (g_ascii_isspace (*p) || *p == ',' || *p == ';')
        p++;
      if (*p == '\0')
        break;
      if (!parse_time (&p, &one.start) || !skip_dash (&p) || !parse_time (&p, &one.end) || one.end <= one.start)
        return FALSE;
      g_array_append_val (hours, one);
    }
  join_hours (hours);
  return TRUE;
}

/** Returns: (transfer full): "09:00–12:00, 14:30–17:00"; "" for a day without hours. */
char *
rapport_week_format_day (GArray *hours)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hours->len; i++)
    {
      const RapportHours *one = &g_array_index (hours, RapportHours, i);

      g_string_append_printf (text, "%s%02d:%02d–%02d:%02d", i > 0 ? ", " : "",
                              one->start / 60, one->start % 60, one->end / 60, one->end % 60);
    }
  return g_string_free (text, FALSE);
}

/**
 * rapport_week_intervals:
 * @days: seven arrays of RapportHours
 *
 * Returns: (transfer full): how the journal has them, 'mon 09:00-12:00'
 */
char **
rapport_week_intervals (GArray * const *days)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    for (guint i = 0; i < days[day]->len; i++)
      {
        const RapportHours *one = &g_array_index (days[day], RapportHours, i);
        g_autofree char *interval = g_strdup_printf ("%s %02d:%02d-%02d:%02d", ids[day], one->start / 60, one->start % 60,
                                                     one->end / 60, one->end % 60);

        g_strv_builder_add (builder, interval);
      }
  return g_strv_builder_end (builder);
}

/** Returns: (transfer full) (element-type RapportHours): those of @intervals that are on this day. */
GArray *
rapport_week_day_hours (const char * const *intervals,
                        guint               day)
{
  GArray *hours = g_array_new (FALSE, FALSE, sizeof (RapportHours));
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (RapportHours));

  for (guint i = 0; intervals != NULL && intervals[i] != NULL; i++)
    if (g_str_has_prefix (intervals[i], ids[day]) && rapport_week_parse_day (intervals[i] + strlen (ids[day]), one))
      g_array_append_vals (hours, one->data, one->len);
  join_hours (hours);
  return hours;
}
