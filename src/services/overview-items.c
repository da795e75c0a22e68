/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/overview-items.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/sentence.h"

/* From so many days on a request that expires presses. */
#define EXPIRES_SOON 7

void
rapport_overview_item_free (gpointer data)
{
  RapportOverviewItem *item = data;

  g_free (item->name);
  g_free (item->what);
  g_free (item->word);
  g_free (item->icon);
  g_free (item->target);
  g_free (item);
}

static RapportOverviewItem *
item_new (const char      *name,
          char            *what,
          RapportPressing  pressing,
          const char      *icon,
          char            *word,
          char            *target)
{
  RapportOverviewItem *item = g_new0 (RapportOverviewItem, 1);

  item->name = g_strdup (name);
  item->what = what;
  item->pressing = pressing;
  item->icon = g_strdup (icon);
  item->word = word;
  item->target = target;
  return item;
}

static char *
join_areas (char **areas)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (guint i = 0; areas != NULL && areas[i] != NULL && i < 3; i++)
    {
      g_autofree char *label = rapport_area_label (areas[i]);
      g_autofree char *lower = g_utf8_strdown (label, -1);

      g_strv_builder_add (builder, lower);
    }
  labels = g_strv_builder_end (builder);
  return g_strjoinv (", ", labels);
}

/* Facts ----------------------------------------------------------------------------------------------------------- */

static int
days_to_expiry (const RapportRequestRow    *row,
                const RapportOverviewFacts *facts)
{
  g_autofree char *last = rapport_date_of_instant (row->expires_at - 1, facts->policy->time_zone);

  return rapport_date_days_between (facts->today, last);
}

gboolean
rapport_overview_request_presses (const RapportRequestRow    *row,
                                  const RapportOverviewFacts *facts)
{
  return row->reminder_due || (row->expires_at > 0 && days_to_expiry (row, facts) <= EXPIRES_SOON);
}

static void
count_requests (RapportOverviewFacts *self)
{
  for (guint i = 0; i < self->requests->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (self->requests, i);

      self->open++;
      self->received += rapport_request_row_asked (row) == self->viewer.member;
      self->sent += rapport_request_row_asker (row) == self->viewer.member;
      self->expiring += row->expires_at > 0 && days_to_expiry (row, self) <= EXPIRES_SOON;
      self->requests_pressing += rapport_overview_request_presses (row, self);
    }
}

static void
count_partnerships (RapportOverviewFacts *self)
{
  const RapportPartnershipAlerts pressing = RAPPORT_ALERT_NO_MEETING | RAPPORT_ALERT_UNSIGNED;

  for (guint i = 0; i < self->partnerships->len; i++)
    {
      const RapportPartnershipRow *row = g_ptr_array_index (self->partnerships, i);

      self->active++;
      self->began_this_month += strncmp (row->starts_on, self->today, strlen ("2026-11")) == 0;
      self->in_contact += strncmp (row->last_met, self->today, strlen ("2026-11")) == 0;
      self->partnerships_pressing += (row->alerts & pressing) != 0;
      if (strcmp (row->last_met, self->last_met) > 0)
        {
          g_free (self->last_met);
          self->last_met = g_strdup (row->last_met);
        }
    }
}

void
rapport_overview_facts_free (RapportOverviewFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->today);
  g_free (self->last_met);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->partnerships, g_ptr_array_unref);
  g_free (self);
}

RapportOverviewFacts *
rapport_overview_facts_load (RapportReading             *reading,
                             const RapportOverviewQuery *query,
                             const RapportPolicy        *policy,
                             GCancellable               *cancellable,
                             GError                    **error)
{
  g_autoptr (RapportOverviewFacts) self = g_new0 (RapportOverviewFacts, 1);
  RapportRequestsQuery requests = {
    .programme = query->programme, .group = RAPPORT_REQUESTS_OPEN, .member = query->viewer.member,
    .sort = RAPPORT_REQUESTS_EXPIRES_SOONEST,
  };
  RapportPartnershipsQuery partnerships = {
    .programme = query->programme, .group = RAPPORT_PARTNERSHIPS_ACTIVE, .member = query->viewer.member,
    .sort = RAPPORT_PARTNERSHIPS_MOST_URGENT,
  };

  self->policy = policy;
  self->viewer = query->viewer;
  self->today = rapport_date_of_instant (rapport_reading_now (reading), policy->time_zone);
  self->last_met = g_strdup ("");
  self->requests = rapport_requests_list (reading, &requests, cancellable, error);
  if (self->requests == NULL)
    return NULL;
  self->partnerships = rapport_partnerships_list (reading, &partnerships, cancellable, error);
  if (self->partnerships == NULL)
    return NULL;
  count_requests (self);
  count_partnerships (self);
  return g_steal_pointer (&self);
}

/* Items ----------------------------------------------------------------------------------------------------------- */

RapportOverviewItem *
rapport_overview_item_of_request (const RapportRequestRow    *row,
                                  const RapportOverviewFacts *facts)
{
  g_autofree char *areas = join_areas (row->areas);
  gboolean office = rapport_viewer_is_office (&facts->viewer);
  int days = days_to_expiry (row, facts);
  char *target = g_strdup_printf ("requests/%s?request=%" G_GINT64_FORMAT, office ? "open" : "received", row->no);
  char *what;

  if (office)
    /* Translators: whom somebody asks, and for guidance in what: "asks Arturo Munguía · career, leadership" */
    what = rapport_sentence_new (_("asks %s · %s"), rapport_request_row_asked_name (row), areas);
  else
    what = rapport_sentence_new (_("asks you · %s"), areas);

  if (days <= EXPIRES_SOON && row->expires_at > 0)
    return item_new (rapport_request_row_asker_name (row), what, RAPPORT_PRESSING_SOON, "alarm-symbolic",
                     days <= 0 ? g_strdup (_("Expires today"))
                     : g_strdup_printf (ngettext ("Expires in %d day", "Expires in %d days", days), days),
                     target);
  if (row->reminder_due && office)
    return item_new (rapport_request_row_asker_name (row), what, RAPPORT_PRESSING_SOON, "alarm-symbolic",
                     g_strdup (_("Reminder due")), target);
  if (row->saved)
    return item_new (rapport_request_row_asker_name (row), what, RAPPORT_PRESSING_NOT, "bookmark-new-symbolic",
                     g_strdup (_("Saved for later")), target);
  return item_new (rapport_request_row_asker_name (row), what, RAPPORT_PRESSING_NEW, "mail-unread-symbolic",
                   g_strdup (_("New")), target);
}

static char *
both_names (const RapportPartnershipRow *row)
{
  /* Translators: two people */
  return g_strdup_printf (_("%s and %s"), row->mentee_name, row->mentor_name);
}

static char *
workspace_of (const RapportPartnershipRow *row)
{
  return g_strdup_printf ("partnership/%" G_GINT64_FORMAT, row->no);
}

RapportOverviewItem *
rapport_overview_item_of_unsigned (const RapportPartnershipRow *row,
                                   const RapportOverviewFacts  *facts)
{
  g_autofree char *names = both_names (row);
  g_autofree char *day = rapport_date_format_day (row->unsigned_on, facts->today);

  return item_new (names, g_strdup_printf (_("meeting of %s waits for a signature"), day), RAPPORT_PRESSING_NOT,
                   "document-edit-symbolic", g_strdup (_("Unsigned")), workspace_of (row));
}

RapportOverviewItem *
rapport_overview_item_of_waiting (const RapportWaitingMentee *mentee,
                                  const RapportOverviewFacts *facts)
{
  int days = *mentee->since != '\0' ? rapport_date_days_between (mentee->since, facts->today) : 0;
  g_autofree char *day = rapport_date_format_day (mentee->since, facts->today);
  char *what;

  if (days > 0)
    /* Translators: the word of a mentor, a day, how many days: "waits for a mentor since 3 September · 77 days" */
    what = g_strdup_printf (ngettext ("waits for a %s since %s · %d day", "waits for a %s since %s · %d days", days),
                            facts->policy->mentor_word, day, days);
  else
    what = g_strdup_printf (_("waits for a %s"), facts->policy->mentor_word);
  return item_new (mentee->name, what, RAPPORT_PRESSING_NOT, "view-sort-ascending-symbolic", g_strdup (_("First in line")),
                   g_strdup_printf ("find/%" G_GINT64_FORMAT, mentee->member));
}

static char *
words_of_alert (const RapportPartnershipRow *row,
                RapportPartnershipAlerts     alert,
                const RapportOverviewFacts  *facts)
{
  g_autofree char *day = NULL;
  int days;

  if (alert == RAPPORT_ALERT_ENDING_SOON)
    {
      day = rapport_date_format_day (row->ends_on, facts->today);
      days = rapport_date_days_between (facts->today, row->ends_on);
      return g_strdup_printf (ngettext ("ends %s · %d day", "ends %s · %d days", days), day, days);
    }
  if (alert == RAPPORT_ALERT_NO_MEETING)
    {
      days = rapport_date_days_between (row->starts_on, facts->today);
      return g_strdup_printf (ngettext ("no first meeting · %d day after the start",
                                        "no first meeting · %d days after the start", days), days);
    }
  if (*row->last_met != '\0')
    {
      day = rapport_date_format_day (row->last_met, facts->today);
      return g_strdup_printf (alert == RAPPORT_ALERT_LOST_TOUCH ? _("nothing since %s") : _("met %s"), day);
    }
  day = rapport_date_format_day (row->starts_on, facts->today);
  return g_strdup_printf (alert == RAPPORT_ALERT_LOST_TOUCH ? _("nothing since the start on %s") : _("began %s"), day);
}

RapportOverviewItem *
rapport_overview_item_of_alert (const RapportPartnershipRow *row,
                                RapportPartnershipAlerts     alert,
                                const RapportOverviewFacts  *facts)
{
  g_autofree char *names = both_names (row);

  return item_new (names, words_of_alert (row, alert, facts), RAPPORT_PRESSING_NOT, "", g_strdup (""), workspace_of (row));
}
