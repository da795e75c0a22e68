/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/find.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/places.h"
#include "model/sentence.h"
#include "services/find-run.h"

/* A result in words: what matches and what does not, and how the score comes about. */

/* The first word of a line begins with a capital letter, as stored words may not. */
static char *
capital (char *text)
{
  gunichar first = g_utf8_get_char_validated (text, -1);
  g_autofree char *letter = NULL;
  char *result;

  if (*text == '\0' || first == (gunichar) -1 || first == (gunichar) -2 || !g_unichar_islower (first))
    return text;
  letter = g_utf8_strup (text, g_utf8_next_char (text) - text);
  result = g_strconcat (letter, g_utf8_next_char (text), NULL);
  g_free (text);
  return result;
}

static char *
area_words (const char *area)
{
  g_autofree char *label = rapport_area_label (area);

  return g_utf8_strdown (label, -1);
}

/* The needed areas that are offered (or are not), "leadership, career". */
static char *
list_areas (const RapportFindResult *self,
            const RapportOffer      *offer,
            gboolean                 offered)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; self->need->areas[i] != NULL; i++)
    {
      guint64 bit = rapport_find_pool_bit (self->pool->areas, self->need->areas[i]);
      g_autofree char *words = NULL;

      if ((bit != 0 && (offer->areas & bit) != 0) != offered)
        continue;
      words = area_words (self->need->areas[i]);
      if (list->len > 0)
        g_string_append (list, _(", "));
      g_string_append (list, words);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
shared_languages (const RapportFindResult *self,
                  const RapportOffer      *offer,
                  guint                    most)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; self->need->languages[i] != NULL && n < most; i++)
    {
      guint64 bits[4] = { 0 };
      const char *name;

      rapport_find_pool_bits (self->pool->languages, self->need->languages[i], bits);
      if (((bits[0] & offer->languages[0]) | (bits[1] & offer->languages[1]) | (bits[2] & offer->languages[2])
           | (bits[3] & offer->languages[3])) == 0)
        continue;
      name = rapport_language_name (self->need->languages[i]);
      if (n++ > 0)
        g_string_append (list, _(", "));
      g_string_append (list, name != NULL ? name : self->need->languages[i]);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
shared_channels (const RapportFindResult *self,
                 const RapportOffer      *offer)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; self->need->channels[i] != NULL; i++)
    {
      guint64 bit = rapport_find_pool_bit (self->pool->channels, self->need->channels[i]);
      g_autofree char *words = NULL;

      if ((bit & offer->channels) == 0)
        continue;
      words = g_utf8_strdown (rapport_channel_label (self->need->channels[i]), -1);
      if (list->len > 0)
        g_string_append (list, _(", "));
      g_string_append (list, words);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
hours_words (const RapportFindRun *run,
             const RapportOffer   *offer)
{
  int hours = offer->common_minutes / 60;

  if (run->need.minutes == 0)
    return g_strdup ("");
  if (!run->says_hours)
    hours /= 5;
  if (run->says_hours)
    return g_strdup_printf (ngettext ("%d h a week in common", "%d h a week in common", hours), hours);
  return g_strdup_printf (ngettext ("%d h overlap", "%d h overlap", hours), hours);
}

static char *
write_matches (const RapportFindResult *self,
               const RapportOffer      *offer)
{
  const RapportFindRun *run = self->run;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *areas = list_areas (self, offer, TRUE);
  g_autofree char *languages = shared_languages (self, offer, 2);
  g_autofree char *hours = hours_words (run, offer);

  rapport_sentence_append (line, areas);
  for (guint i = 0; i < self->need->gaps->len; i++)
    {
      const RapportFindGap *gap = self->need->gaps->pdata[i];
      int held = rapport_score_held (offer, gap->skill);
      g_autofree char *words = held >= gap->wanted ? g_strdup_printf ("%s %d", gap->label, held) : NULL;

      rapport_sentence_append (line, words);
    }
  rapport_sentence_append (line, languages);
  if (offer->common_minutes > 0)
    rapport_sentence_append (line, hours);
  return capital (g_string_free (g_steal_pointer (&line), FALSE));
}

/* Where nobody looks: what they wish for. */
static char *
write_areas (const RapportFindResult *self,
             const RapportOffer      *offer)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->pool->areas->len && i < 64; i++)
    if (offer->areas & G_GUINT64_CONSTANT (1) << i)
      {
        g_autofree char *label = rapport_area_label (self->pool->areas->pdata[i]);

        rapport_sentence_append (line, label);
      }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
write_misses (const RapportFindResult *self,
              const RapportOffer      *offer)
{
  const RapportFindRun *run = self->run;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *areas = list_areas (self, offer, FALSE);
  g_autofree char *languages = shared_languages (self, offer, 1);
  guint said = 0;

  if (*areas != '\0')
    {
      /* Translators: %s is a list of areas: "Not career" */
      g_autofree char *words = rapport_sentence_new (_("Not %s"), areas);

      rapport_sentence_append (line, words);
    }
  for (guint i = 0; i < self->need->gaps->len && said < 2; i++)
    {
      const RapportFindGap *gap = self->need->gaps->pdata[i];
      int held = rapport_score_held (offer, gap->skill);
      g_autofree char *words = NULL;

      if (held >= gap->wanted)
        continue;
      words = held > 0 ? rapport_sentence_new (_("%s %d, wanted %d"), gap->label, held, gap->wanted)
                       : rapport_sentence_new (_("no level for %s"), gap->label);
      rapport_sentence_append (line, words);
      said++;
    }
  if (self->need->languages[0] != NULL && *languages == '\0')
    rapport_sentence_append (line, _("no common language"));
  if (run->need.minutes > 0 && offer->common_minutes == 0)
    rapport_sentence_append (line, _("no hours in common"));
  return capital (g_string_free (g_steal_pointer (&line), FALSE));
}

static char *
write_second_line (const RapportFindRun       *run,
                   const RapportFindCandidate *candidate)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (rapport_find_run_sees (run, candidate, RAPPORT_FIND_JOB_TITLE))
    rapport_sentence_append (line, candidate->job_title);
  if (rapport_find_run_sees (run, candidate, RAPPORT_FIND_ORGANISATION))
    rapport_sentence_append (line, candidate->organisation);
  if (rapport_find_run_sees (run, candidate, RAPPORT_FIND_PLACE) && *candidate->country != '\0')
    rapport_sentence_append (line, rapport_country_name (candidate->country));
  return capital (g_string_free (g_steal_pointer (&line), FALSE));
}

static char *
what_areas (const RapportFindResult *self,
            const RapportOffer      *offer)
{
  const RapportFindRun *run = self->run;
  int wanted = __builtin_popcountll (run->need.areas), shared = __builtin_popcountll (run->need.areas & offer->areas);

  if (shared == wanted)
    return wanted == 1 ? list_areas (self, offer, TRUE) : g_strdup_printf (_("all %d"), wanted);
  return g_strdup_printf (_("%d of %d"), shared, wanted);
}

static char *
what_skills (const RapportFindResult *self,
             const RapportOffer      *offer)
{
  guint covered = 0, n = self->need->gaps->len;

  for (guint i = 0; i < n; i++)
    {
      const RapportFindGap *gap = self->need->gaps->pdata[i];

      covered += rapport_score_held (offer, gap->skill) >= gap->wanted;
    }
  if (n == 1)
    {
      const RapportFindGap *gap = self->need->gaps->pdata[0];

      return rapport_sentence_new (_("%s %d, wanted %d"), gap->label, rapport_score_held (offer, gap->skill), gap->wanted);
    }
  return g_strdup_printf (_("%u of %u reach the level"), covered, n);
}

static char *
what_languages (const RapportFindResult *self,
                const RapportOffer      *offer)
{
  g_autofree char *shared = shared_languages (self, offer, 2);

  return *shared != '\0' ? rapport_sentence_new (_("%s, shared"), shared) : g_strdup (_("none in common"));
}

static char *
what_hours (const RapportFindResult *self,
            const RapportOffer      *offer)
{
  const RapportFindRun *run = self->run;

  if (run->says_hours)
    return g_strdup_printf (_("%d of %d hours a week"), offer->common_minutes / 60, run->need.minutes / 60);
  return g_strdup_printf (_("%d of %d hours a day"), offer->common_minutes / 300, run->need.minutes / 300);
}

static char *
what_preferences (const RapportFindResult *self,
                  const RapportOffer      *offer)
{
  g_autofree char *shared = shared_channels (self, offer);

  return *shared != '\0' ? g_steal_pointer (&shared) : g_strdup (_("other ways to talk"));
}

static char *
waiting_words (const char *since,
               const char *today)
{
  int days = rapport_date_days_between (since, today);

  if (days <= 0)
    return g_strdup (_("Waiting"));
  return g_strdup_printf (ngettext ("Waiting %d day", "Waiting %d days", days), days);
}

static void
write_badge (RapportFindRow             *row,
             const RapportFindResult    *self,
             const RapportFindCandidate *candidate)
{
  const RapportFindRun *run = self->run;
  const RapportFindBetween *between = rapport_find_run_between (run, candidate->member);

  if (between != NULL && between->partners)
    {
      row->badge = RAPPORT_FIND_PARTNERS;
      row->badge_label = g_strdup (_("Partners already"));
    }
  else if (between != NULL && between->asked_at != 0)
    {
      g_autofree char *day = rapport_date_of_instant (between->asked_at, run->policy->time_zone);
      g_autofree char *words = rapport_date_format_short (day, run->today);

      row->badge = RAPPORT_FIND_ASKED;
      row->asked_at = between->asked_at;
      row->badge_label = g_strdup_printf (_("Asked %s"), words);
    }
  else if (strcmp (self->query->role, "mentee") == 0)
    {
      row->badge = candidate->taken > 0 ? RAPPORT_FIND_HAS_MENTOR : RAPPORT_FIND_WAITING;
      row->badge_label = candidate->taken > 0 ? g_strdup (_("Partnered")) : waiting_words (candidate->since, run->today);
    }
  else
    {
      row->badge = row->free > 0 ? RAPPORT_FIND_HAS_ROOM : RAPPORT_FIND_FULL;
      row->badge_label = row->free > 0 ? g_strdup_printf (ngettext ("Room for %d", "Room for %d", row->free), row->free)
                                       : g_strdup (_("Full"));
    }
}

/**
 * rapport_find_result_row:
 * @self: a result
 * @member: one of its ids, or anybody of the pool
 *
 * Returns: (transfer full) (nullable): how a card shows them; %NULL for somebody who is not in the pool
 */
RapportFindRow *
rapport_find_result_row (const RapportFindResult *self,
                         gint64                   member)
{
  static char *(* const whats[RAPPORT_N_CRITERIA]) (const RapportFindResult *, const RapportOffer *) = {
    what_areas, what_skills, what_languages, what_hours, what_preferences,
  };
  const RapportFindRun *run = self->run;
  const RapportFindCandidate *candidate = rapport_find_pool_get (self->pool, member);
  RapportFindRow *row;
  RapportOffer offer;

  if (candidate == NULL)
    return NULL;
  rapport_find_run_offer (run, candidate, &offer);
  row = g_new0 (RapportFindRow, 1);
  row->member = member;
  row->score = rapport_score_explain (&run->need, &offer, &run->policy->weights, row->criteria);
  row->name = g_strdup (candidate->name);
  row->photo = g_strdup (rapport_find_run_sees (run, candidate, RAPPORT_FIND_PHOTO) ? candidate->photo : "");
  row->second_line = write_second_line (run, candidate);
  row->matches = self->query->member != 0 ? write_matches (self, &offer) : write_areas (self, &offer);
  row->misses = write_misses (self, &offer);
  row->free = rapport_find_run_free_places (run, candidate);
  row->capacity = candidate->capacity;
  row->taken = candidate->taken;
  write_badge (row, self, candidate);
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    row->whats[i] = row->criteria[i].applies ? whats[i] (self, &offer) : g_strdup ("");
  return row;
}

void
rapport_find_row_free (RapportFindRow *self)
{
  g_free (self->name);
  g_free (self->photo);
  g_free (self->second_line);
  g_free (self->matches);
  g_free (self->misses);
  g_free (self->badge_label);
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    g_free (self->whats[i]);
  g_free (self);
}
