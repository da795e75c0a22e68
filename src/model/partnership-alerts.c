/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/partnership-alerts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"

/* A first meeting is missed after two weeks where the programme names no number of days. */
#define USUAL_FIRST_CONTACT_DAYS 14

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static RapportPartnershipAlerts
alerts_of_contact (const RapportPartnershipFacts   *facts,
                   const RapportPartnershipContact *contact,
                   const RapportPolicy             *policy,
                   const char                      *today)
{
  int first_days = policy->first_contact_days > 0 ? policy->first_contact_days : USUAL_FIRST_CONTACT_DAYS;
  const char *since = is_set (contact->last_contact) ? contact->last_contact : facts->starts_on;
  int quiet;

  if (!is_set (since))
    return 0;
  quiet = rapport_date_days_between (since, today);
  if (contact->n_entries == 0)
    return quiet > first_days ? RAPPORT_ALERT_NO_MEETING : 0;
  return policy->lost_touch_days > 0 && quiet > policy->lost_touch_days ? RAPPORT_ALERT_LOST_TOUCH : 0;
}

/**
 * rapport_partnership_alerts:
 * @today: in the programme's zone
 *
 * Returns: all that somebody should look at; nothing for a partnership that is not active, but for unsigned meetings
 */
RapportPartnershipAlerts
rapport_partnership_alerts (const RapportPartnershipFacts   *facts,
                            const RapportPartnershipContact *contact,
                            const RapportPolicy             *policy,
                            const char                      *today)
{
  RapportPartnershipAlerts alerts = contact->n_unsigned > 0 ? RAPPORT_ALERT_UNSIGNED : 0;

  if (facts->legacy)
    alerts |= RAPPORT_ALERT_LEGACY;
  if (rapport_partnership_state (facts, today) != RAPPORT_PARTNERSHIP_ACTIVE)
    return alerts;
  if (rapport_partnership_ends_soon (facts, today, policy->ending_soon_days))
    alerts |= RAPPORT_ALERT_ENDING_SOON;
  if (!facts->legacy || contact->n_entries > 0)
    alerts |= alerts_of_contact (facts, contact, policy, today);
  return alerts;
}

/** Returns: the most urgent one of @alerts, 0 of none: overdue, unsigned, ends soon, lost touch, legacy */
RapportPartnershipAlerts
rapport_partnership_urgent (RapportPartnershipAlerts alerts)
{
  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    if (alerts & 1u << i)
      return 1u << i;
  return 0;
}

/** Returns: (transfer full): the word of a badge */
char *
rapport_partnership_alert_word (RapportPartnershipAlerts         alert,
                                const RapportPartnershipFacts   *facts,
                                const char                      *today)
{
  int days;

  if (alert == RAPPORT_ALERT_NO_MEETING)
    return g_strdup (_("No meeting"));
  if (alert == RAPPORT_ALERT_UNSIGNED)
    return g_strdup (_("Unsigned"));
  if (alert == RAPPORT_ALERT_LOST_TOUCH)
    return g_strdup (_("Lost touch"));
  if (alert == RAPPORT_ALERT_LEGACY)
    return g_strdup (_("Legacy"));
  if (alert != RAPPORT_ALERT_ENDING_SOON || !is_set (facts->ends_on))
    return g_strdup ("");
  days = rapport_date_days_between (today, facts->ends_on);
  if (days <= 0)
    return g_strdup (_("Ends today"));
  return g_strdup_printf (ngettext ("Ends in %d day", "Ends in %d days", days), days);
}

/** Returns: (transfer full): what to do about it, in a few words; "" where nothing presses */
char *
rapport_partnership_next_step (RapportPartnershipAlerts  alert,
                               const char               *unsigned_on,
                               const char               *today)
{
  g_autofree char *day = NULL;

  if (alert == RAPPORT_ALERT_NO_MEETING)
    return g_strdup (_("First meeting"));
  if (alert == RAPPORT_ALERT_LOST_TOUCH)
    return g_strdup (_("Write to both"));
  if (alert == RAPPORT_ALERT_ENDING_SOON)
    return g_strdup (_("Extend or close"));
  if (alert != RAPPORT_ALERT_UNSIGNED)
    return g_strdup ("");
  day = rapport_date_format_short (unsigned_on != NULL ? unsigned_on : "", today);
  return g_strdup_printf (_("Sign %s"), day);
}
