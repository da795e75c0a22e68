/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/request-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"

#define FEW_DAYS 7
#define LAST_DAYS 2

static RapportRequestBadge
open_badge (const RapportRequestRow *row,
            const char              *zone,
            const char              *today)
{
  g_autofree char *sent_on = rapport_date_of_instant (row->sent_at, zone);

  if (row->reminder_due)
    return (RapportRequestBadge) { RAPPORT_TONE_ATTENTION, "alarm-symbolic", _("Reminder due") };
  if (row->saved)
    return (RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, "bookmark-new-symbolic", _("Saved for later") };
  if (row->reminded_at != 0)
    return (RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, "mail-send-symbolic", _("Reminded") };
  if (strcmp (sent_on, today) == 0)
    return (RapportRequestBadge) { RAPPORT_TONE_INFO, "mail-unread-symbolic", _("New") };
  return (RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, NULL, NULL };
}

/**
 * rapport_request_badge:
 * @row: a request
 * @zone: the programme's
 * @today: the date of today there
 *
 * Returns: what its row says of its state
 */
RapportRequestBadge
rapport_request_badge (const RapportRequestRow *row,
                       const char              *zone,
                       const char              *today)
{
  switch (row->state)
    {
    case RAPPORT_REQUEST_OPEN:
      return open_badge (row, zone, today);
    case RAPPORT_REQUEST_ACCEPTED:
      return (RapportRequestBadge) { RAPPORT_TONE_ACTIVE, "emblem-ok-symbolic", _("Accepted") };
    case RAPPORT_REQUEST_DECLINED:
      return (RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, "window-close-symbolic", _("Declined") };
    case RAPPORT_REQUEST_WITHDRAWN:
      return (RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, "edit-undo-symbolic", _("Withdrawn") };
    case RAPPORT_REQUEST_EXPIRED:
      return (RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, "task-past-due-symbolic", _("Expired") };
    default:
      g_return_val_if_reached (((RapportRequestBadge) { RAPPORT_TONE_NEUTRAL, NULL, NULL }));
    }
}

/**
 * rapport_request_countdown:
 * @row: an open request
 * @zone: the programme's
 * @today: the date of today there
 * @countdown: (out): words to free, and the bar: amber at seven days, red at two; saving for later changes nothing (I19)
 */
void
rapport_request_countdown (const RapportRequestRow *row,
                           const char              *zone,
                           const char              *today,
                           RapportRequestCountdown *countdown)
{
  g_autofree char *sent_on = rapport_date_of_instant (row->sent_at, zone);
  g_autofree char *last_day = rapport_date_of_instant (row->expires_at - 1, zone);
  int all = rapport_date_days_between (sent_on, last_day), left = rapport_date_days_between (today, last_day);

  countdown->words = rapport_date_format_left (last_day, today);
  countdown->fraction = all > 0 ? CLAMP ((double) left / all, 0.03, 1) : 0;
  countdown->tone = left <= LAST_DAYS ? RAPPORT_TONE_OVERDUE : left <= FEW_DAYS ? RAPPORT_TONE_ATTENTION : RAPPORT_TONE_NEUTRAL;
}

/** "Career, leadership · 6 months" */
char *
rapport_request_what (const RapportRequestRow *row)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *term = rapport_date_format_months (row->term);

  for (guint i = 0; row->areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (row->areas[i]);
      g_autofree char *lower = i > 0 ? g_utf8_strdown (label, -1) : NULL;

      g_string_append_printf (words, "%s%s", i > 0 ? _(", ") : "", lower != NULL ? lower : label);
    }
  g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", term);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/** "Career, leadership · 6 months · sent 22 October" */
char *
rapport_request_second_line (const RapportRequestRow *row,
                             const char              *zone,
                             const char              *today)
{
  g_autofree char *what = rapport_request_what (row);
  g_autofree char *sent_on = rapport_date_of_instant (row->sent_at, zone);
  g_autofree char *day = strcmp (sent_on, today) == 0 ? g_strdup (_("today")) : rapport_date_format_day (sent_on, today);

  return g_strdup_printf (_("%s · sent %s"), what, day);
}

/** "Ewa Dudek asks Arturo Munguía, career, 6 months, 2 days left": a row for who hears it. */
char *
rapport_request_describe (const RapportRequestRow *row,
                          const char              *zone,
                          const char              *today)
{
  g_autofree char *what = rapport_request_what (row);
  RapportRequestBadge badge = rapport_request_badge (row, zone, today);
  RapportRequestCountdown countdown = { NULL };
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_printf (words, _("%s asks %s, %s"), rapport_request_row_asker_name (row), rapport_request_row_asked_name (row), what);
  if (badge.label != NULL)
    g_string_append_printf (words, ", %s", badge.label);
  if (rapport_request_row_is_open (row))
    {
      rapport_request_countdown (row, zone, today, &countdown);
      g_string_append_printf (words, ", %s", countdown.words);
      g_free (countdown.words);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}
