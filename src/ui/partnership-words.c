/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/partnership-words.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/policy.h"
#include "model/sentence.h"
#include "ui/badge.h"

/** Returns: (transfer full): "Career, leadership" */
char *
rapport_partnership_areas (const RapportPartnershipRow *row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; row->areas != NULL && row->areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (row->areas[i]);
      g_autofree char *lower = i > 0 ? g_utf8_strdown (label, -1) : g_strdup (label);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", lower);
    }
  return g_string_free (words, FALSE);
}

static char *
short_name (const char *name)
{
  const char *blank = strchr (name, ' ');

  return blank != NULL ? g_strndup (name, (gsize) (blank - name)) : g_strdup (name);
}

static char *
ended_sentence (const RapportPartnershipRow *row)
{
  g_autofree char *day = rapport_date_format_long (*row->ended_on != '\0' ? row->ended_on : row->ends_on);
  const char *reason = *row->end_reason != '\0' ? rapport_end_reason_label (row->end_reason) : _("Term over");

  if (*row->end_note != '\0')
    return rapport_sentence_new (_("Ended on %s: %s. %s"), day, reason, row->end_note);
  return rapport_sentence_new (row->early ? _("Ended early on %s: %s") : _("Ended on %s: %s"), day, reason);
}

/** Returns: (transfer full): "Helen mentors Nadia in career, leadership · since 19 May 2026", or how it ended */
char *
rapport_partnership_sentence (const RapportPartnershipRow *row)
{
  g_autofree char *mentor = short_name (row->mentor_name);
  g_autofree char *mentee = short_name (row->mentee_name);
  g_autofree char *areas = rapport_partnership_areas (row);
  g_autofree char *lower = g_utf8_strdown (areas, -1);
  g_autofree char *day = rapport_date_format_long (row->starts_on);
  g_autofree char *since = NULL;

  if (row->state == RAPPORT_PARTNERSHIP_ENDED)
    return ended_sentence (row);
  since = *day == '\0' ? g_strdup ("")
          : g_strdup_printf (row->state == RAPPORT_PARTNERSHIP_PENDING ? _(" · begins on %s") : _(" · since %s"), day);
  if (*lower == '\0')
    return g_strdup_printf (_("%s accompanies %s%s"), mentor, mentee, since);
  return rapport_sentence_new (_("%s accompanies %s in %s%s"), mentor, mentee, lower, since);
}

static void
alert_badge (RapportPartnershipAlerts  alert,
             RapportPartnershipBadge  *badge)
{
  static const struct {
    RapportPartnershipAlerts alert;
    RapportTone tone;
    const char *icon;
  } looks[] = {
    { RAPPORT_ALERT_NO_MEETING, RAPPORT_TONE_OVERDUE, "task-past-due-symbolic" },
    { RAPPORT_ALERT_UNSIGNED, RAPPORT_TONE_INFO, "document-edit-symbolic" },
    { RAPPORT_ALERT_ENDING_SOON, RAPPORT_TONE_ATTENTION, "alarm-symbolic" },
    { RAPPORT_ALERT_LOST_TOUCH, RAPPORT_TONE_QUIET, "user-idle-symbolic" },
    { RAPPORT_ALERT_LEGACY, RAPPORT_TONE_NEUTRAL, "document-open-recent-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].alert == alert)
      {
        badge->tone = looks[i].tone;
        badge->icon = looks[i].icon;
      }
}

/**
 * rapport_partnership_badge:
 * @badge: (out): its word is owned by the caller; "" where a row of active ones needs none
 */
void
rapport_partnership_badge (const RapportPartnershipRow *row,
                           const char                  *today,
                           RapportPartnershipBadge     *badge)
{
  RapportPartnershipAlerts alert = rapport_partnership_urgent (row->alerts);
  RapportPartnershipFacts facts;

  rapport_partnership_row_facts (row, &facts);
  *badge = (RapportPartnershipBadge) { RAPPORT_TONE_NEUTRAL, "window-close-symbolic", NULL };
  if (row->state == RAPPORT_PARTNERSHIP_ENDED && alert != RAPPORT_ALERT_UNSIGNED)
    badge->word = g_strdup (row->early ? _("Ended early") : _("Ended"));
  else if (row->state == RAPPORT_PARTNERSHIP_PENDING)
    {
      badge->icon = "alarm-symbolic";
      badge->word = g_strdup (_("Pending"));
    }
  else
    {
      alert_badge (alert, badge);
      badge->word = rapport_partnership_alert_word (alert, &facts, today);
    }
}

/** Returns: (transfer full): the badge of a head, which always has one */
GtkWidget *
rapport_partnership_badge_new (const RapportPartnershipRow *row,
                               const char                  *today)
{
  RapportPartnershipBadge badge;
  GtkWidget *widget;

  rapport_partnership_badge (row, today, &badge);
  if (*badge.word == '\0')
    widget = rapport_badge_new (RAPPORT_TONE_ACTIVE, "emblem-ok-symbolic", _("Active"));
  else
    widget = rapport_badge_new (badge.tone, badge.icon, badge.word);
  g_free (badge.word);
  return widget;
}
