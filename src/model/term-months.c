/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/term-months.h"

#include <glib/gi18n.h>

#include "model/date.h"

/* Months since the year 0, so that they can be counted. -1 where @date is none. */
static int
month_number (const char *date)
{
  GDate day;

  if (date == NULL || !rapport_date_parse (date, &day))
    return -1;
  return g_date_get_year (&day) * 12 + g_date_get_month (&day) - 1;
}

static gboolean
is_set (const char *date)
{
  return date != NULL && *date != '\0';
}

/* The last month that has a cell: of the term, of its early end, or this one where there is no term. */
static int
last_month (const RapportTermDates *term,
            int                     first,
            int                     now)
{
  int ended = is_set (term->ended_on) ? month_number (term->ended_on) : -1;
  int last = MAX (now, first);

  if (term->months > 0)
    last = first + term->months - 1;
  else if (is_set (term->ends_on))
    last = month_number (term->ends_on);
  return ended >= 0 ? MAX (first, MIN (last, ended)) : last;
}

static RapportTermMonthState
state_of (const RapportMonthContact *contact,
          int                        month,
          int                        first,
          int                        now,
          gboolean                   part_at_start,
          gboolean                   monthly)
{
  if (contact->met > 0)
    return RAPPORT_TERM_MONTH_MET;
  if (contact->check_ins > 0)
    return RAPPORT_TERM_MONTH_CHECK_IN;
  if (month > now)
    return RAPPORT_TERM_MONTH_TO_COME;
  if (month == now)
    return RAPPORT_TERM_MONTH_OPEN;
  if (month == first && part_at_start)
    return RAPPORT_TERM_MONTH_PLAIN;
  return monthly ? RAPPORT_TERM_MONTH_NOTHING : RAPPORT_TERM_MONTH_PLAIN;
}

/**
 * rapport_term_months_new:
 * @monthly: contact in every calendar month is asked for (C4, W02)
 * @contacts: what was logged, in any order
 *
 * Returns: (transfer full) (element-type RapportTermMonth): the cells of the strip, the earliest first, at most
 *   %RAPPORT_TERM_MOST_CELLS; none where the start is not known
 */
GArray *
rapport_term_months_new (const RapportTermDates    *term,
                         const char                *today,
                         gboolean                   monthly,
                         const RapportMonthContact *contacts,
                         guint                      n_contacts)
{
  GArray *months = g_array_new (FALSE, TRUE, sizeof (RapportTermMonth));
  int first = month_number (term->starts_on), now = month_number (today);
  int last = first < 0 ? -1 : last_month (term, first, now);
  gboolean part_at_start = first >= 0 && !g_str_has_suffix (term->starts_on, "-01");
  int from = first;

  if (first < 0)
    return months;
  if (last - first >= RAPPORT_TERM_MOST_CELLS)
    from = CLAMP (now - RAPPORT_TERM_MOST_CELLS + 1, first, last - RAPPORT_TERM_MOST_CELLS + 1);
  for (int month = from; month <= MIN (last, from + RAPPORT_TERM_MOST_CELLS - 1); month++)
    {
      RapportTermMonth cell = { .contact = { .year = month / 12, .month = month % 12 + 1 } };

      for (guint i = 0; i < n_contacts; i++)
        if (contacts[i].year == cell.contact.year && contacts[i].month == cell.contact.month)
          {
            cell.contact.met += contacts[i].met;
            cell.contact.check_ins += contacts[i].check_ins;
            cell.contact.minutes += contacts[i].minutes;
          }
      cell.state = state_of (&cell.contact, month, first, now, part_at_start, monthly);
      g_array_append_val (months, cell);
    }
  return months;
}

static char *
name_of_month (const RapportMonthContact *contact,
               const char                *format)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (contact->year, contact->month, 1, 0, 0, 0);

  return g_date_time_format (day, format);
}

/** Returns: (transfer full): "July 2026: 1 meeting, 60 minutes" */
char *
rapport_term_month_sentence (const RapportTermMonth *month)
{
  const RapportMonthContact *contact = &month->contact;
  g_autofree char *name = name_of_month (contact, _("%B %Y"));
  GString *words = g_string_new (NULL);

  if (contact->met > 0)
    g_string_append_printf (words, ngettext ("%u meeting", "%u meetings", contact->met), contact->met);
  if (contact->check_ins > 0)
    {
      if (words->len > 0)
        g_string_append (words, ", ");
      g_string_append_printf (words, ngettext ("%u check-in", "%u check-ins", contact->check_ins), contact->check_ins);
    }
  if (contact->minutes > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, ngettext ("%d minute", "%d minutes", contact->minutes), contact->minutes);
    }
  if (words->len == 0)
    g_string_append (words, month->state == RAPPORT_TERM_MONTH_TO_COME ? _("to come")
                            : month->state == RAPPORT_TERM_MONTH_OPEN ? _("nothing yet") : _("nothing"));
  g_string_prepend (words, ": ");
  g_string_prepend (words, name);
  return g_string_free (words, FALSE);
}

/** Returns: (transfer full): "Months: May met, June nothing, July met, August check-in"; what is to come is left out */
char *
rapport_term_months_name (GArray *months)
{
  static const char * const words[] = {
    N_("met"), N_("check-in"), N_("nothing"), N_("nothing"), N_("open"), NULL,
  };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < months->len; i++)
    {
      const RapportTermMonth *month = &g_array_index (months, RapportTermMonth, i);
      g_autofree char *month_name = name_of_month (&month->contact, "%B");

      if (words[month->state] == NULL)
        continue;
      if (name->len > 0)
        g_string_append (name, ", ");
      g_string_append_printf (name, "%s %s", month_name, _(words[month->state]));
    }
  g_string_prepend (name, name->len > 0 ? _("Months: ") : _("Months: none yet"));
  return g_string_free (name, FALSE);
}

/** Returns: in which month of the term today is, from 1; 0 before it and where the start is not known */
int
rapport_term_elapsed_months (const char *starts_on,
                             const char *today)
{
  int n = 1;

  if (!rapport_date_is_valid (starts_on) || !rapport_date_is_valid (today) || g_strcmp0 (starts_on, today) > 0)
    return 0;
  n = MAX (1, month_number (today) - month_number (starts_on));
  for (;; n++)
    {
      g_autofree char *end = rapport_date_add_months (starts_on, n);

      if (g_strcmp0 (end, today) >= 0)
        return n;
    }
}

/** Returns: 0 to 1: how much of the term is over on @today, or was when it ended; 0 without a term */
double
rapport_term_elapsed_share (const RapportTermDates *term,
                            const char             *today)
{
  const char *until = is_set (term->ended_on) ? term->ended_on : today;
  int all, gone;

  if (!rapport_date_is_valid (term->starts_on) || !rapport_date_is_valid (term->ends_on))
    return 0.0;
  all = rapport_date_days_between (term->starts_on, term->ends_on);
  gone = rapport_date_days_between (term->starts_on, until);
  return all > 0 ? CLAMP ((double) gone / all, 0.0, 1.0) : 1.0;
}

/** Returns: (transfer full): "6 of 12 months"; "since 2019" without a term */
char *
rapport_term_elapsed_words (const RapportTermDates *term,
                            const char             *today)
{
  const char *until = is_set (term->ended_on) ? term->ended_on : today;
  int elapsed = rapport_term_elapsed_months (term->starts_on, until);

  if (term->months > 0)
    return g_strdup_printf (ngettext ("%d of %d month", "%d of %d months", term->months),
                            MIN (elapsed, term->months), term->months);
  if (is_set (term->starts_on))
    return g_strdup_printf (_("since %.4s"), term->starts_on);
  return g_strdup ("");
}
