/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/states.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"

/**
 * rapport_request_state:
 * @facts: what is known of the request
 * @now: unix seconds
 *
 * An answer stands, whenever the request would have expired; two different ones count as accepted. Saving for later
 * changes nothing here (I19).
 *
 * Returns: its state at that instant
 */
RapportRequestState
rapport_request_state (const RapportRequestFacts *facts,
                       gint64                     now)
{
  if (facts->contested || g_strcmp0 (facts->answer, "accepted") == 0)
    return RAPPORT_REQUEST_ACCEPTED;
  if (g_strcmp0 (facts->answer, "declined") == 0)
    return RAPPORT_REQUEST_DECLINED;
  if (facts->withdrawn_at != 0)
    return RAPPORT_REQUEST_WITHDRAWN;
  return now >= facts->expires_at ? RAPPORT_REQUEST_EXPIRED : RAPPORT_REQUEST_OPEN;
}

/** Whether it is open, and saved for later. */
gboolean
rapport_request_is_saved (const RapportRequestFacts *facts,
                          gint64                     now)
{
  return facts->saved_at != 0 && rapport_request_state (facts, now) == RAPPORT_REQUEST_OPEN;
}

/** Whether it is open and a reminder is due that nobody has sent yet (I21). */
gboolean
rapport_request_reminder_is_due (const RapportRequestFacts *facts,
                                 gint64                     now)
{
  return rapport_request_state (facts, now) == RAPPORT_REQUEST_OPEN && now >= facts->remind_at
         && facts->reminded_at < facts->remind_at;
}

/** The word for programs: "open", "accepted", … */
const char *
rapport_request_state_id (RapportRequestState state)
{
  static const char * const ids[] = { "open", "accepted", "declined", "withdrawn", "expired" };

  return ids[state];
}

/** The word for people, translated. */
const char *
rapport_request_state_label (RapportRequestState state)
{
  static const char * const labels[] = { N_("Open"), N_("Accepted"), N_("Declined"), N_("Withdrawn"), N_("Expired") };

  return _(labels[state]);
}

static gboolean
is_before (const char *date,
           const char *today)
{
  return date != NULL && *date != '\0' && strcmp (date, today) < 0;
}

/**
 * rapport_partnership_state:
 * @facts: what is known of the partnership
 * @today: the date of today in the programme's zone
 *
 * It is pending until its first day, and ended by somebody or by the end of its last day.
 *
 * Returns: its state on that day
 */
RapportPartnershipState
rapport_partnership_state (const RapportPartnershipFacts *facts,
                           const char                    *today)
{
  if (facts->ended_on != NULL && *facts->ended_on != '\0')
    return RAPPORT_PARTNERSHIP_ENDED;
  if (is_before (facts->ends_on, today))
    return RAPPORT_PARTNERSHIP_ENDED;
  if (facts->starts_on != NULL && strcmp (facts->starts_on, today) > 0)
    return RAPPORT_PARTNERSHIP_PENDING;
  return RAPPORT_PARTNERSHIP_ACTIVE;
}

/**
 * rapport_partnership_ends_soon:
 * @facts: what is known of the partnership
 * @today: the date of today
 * @days: what soon is
 *
 * Returns: whether it is active and its last day is that near (I06); a legacy one never alerts (I05)
 */
gboolean
rapport_partnership_ends_soon (const RapportPartnershipFacts *facts,
                               const char                    *today,
                               int                            days)
{
  if (facts->legacy || facts->ends_on == NULL || *facts->ends_on == '\0')
    return FALSE;
  return rapport_partnership_state (facts, today) == RAPPORT_PARTNERSHIP_ACTIVE
         && rapport_date_days_between (today, facts->ends_on) <= days;
}

/** Whether it ended before its term did (I09). */
gboolean
rapport_partnership_ended_early (const RapportPartnershipFacts *facts)
{
  if (facts->ended_on == NULL || *facts->ended_on == '\0' || facts->ends_on == NULL)
    return FALSE;
  return is_before (facts->ended_on, facts->ends_on);
}

/** The word for programs: "pending", "active", "ended". */
const char *
rapport_partnership_state_id (RapportPartnershipState state)
{
  static const char * const ids[] = { "pending", "active", "ended" };

  return ids[state];
}

/** The word for people, translated. */
const char *
rapport_partnership_state_label (RapportPartnershipState state)
{
  static const char * const labels[] = { N_("Pending"), N_("Active"), N_("Ended") };

  return _(labels[state]);
}
