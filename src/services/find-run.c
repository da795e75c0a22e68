/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/find-run.h"

#include "model/availability.h"
#include "model/date.h"

G_STATIC_ASSERT (sizeof (RapportHeld) == sizeof (RapportFindSkill));
G_STATIC_ASSERT (G_STRUCT_OFFSET (RapportHeld, held) == G_STRUCT_OFFSET (RapportFindSkill, held));

#define WORKING_DAYS 5

/* The bits of words; a word that no candidate has takes a bit from the other end, so that it counts as not found. */
static guint64
bits_of (GPtrArray  *dictionary,
         char      **words)
{
  guint64 bits = 0;
  guint unknown = 63;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 bit = rapport_find_pool_bit (dictionary, words[i]);

      if (bit == 0 && unknown >= dictionary->len)
        bit = G_GUINT64_CONSTANT (1) << unknown--;
      bits |= bit;
    }
  return bits;
}

static void
set_need (RapportFindRun        *self,
          const RapportFindNeed *need)
{
  self->need.areas = bits_of (self->pool->areas, need->areas);
  self->need.channels = bits_of (self->pool->channels, need->channels);
  for (guint i = 0; need->languages[i] != NULL; i++)
    rapport_find_pool_bits (self->pool->languages, need->languages[i], self->need.languages);
  for (guint i = 0; i < need->gaps->len; i++)
    {
      const RapportFindGap *known = need->gaps->pdata[i];
      RapportGap gap = { known->skill, known->held, known->wanted };

      g_array_append_val (self->gaps, gap);
    }
  self->need.gaps = (const RapportGap *) self->gaps->data;
  self->need.n_gaps = self->gaps->len;
}

/* There are few zones and few weeks among many people: each is compared once. */
static void
compare_hours (RapportFindRun        *self,
               const RapportFindNeed *need,
               gint64                 week)
{
  g_autoptr (GArray) own = rapport_availability_spans ((const char * const *) need->availability, need->time_zone, week);
  g_autoptr (GArray) own_office = rapport_availability_spans (NULL, need->time_zone, week);

  self->says_hours = need->availability[0] != NULL;
  self->need.minutes = *need->time_zone != '\0' || self->says_hours ? rapport_availability_minutes (own) : 0;
  for (guint i = 0; i < self->pool->hours->len; i++)
    {
      const RapportFindHours *hours = self->pool->hours->pdata[i];
      g_autoptr (GArray) free = rapport_availability_spans ((const char * const *) hours->intervals, hours->time_zone, week);
      g_autoptr (GArray) office = rapport_availability_spans (NULL, hours->time_zone, week);

      self->common[i] = rapport_availability_common_minutes (own, free);
      self->office[i] = rapport_availability_common_minutes (own_office, office) / WORKING_DAYS;
    }
}

/**
 * rapport_find_run_new:
 * @pool: who could be found
 * @policy: the programme's rules
 * @need: what is looked for
 * @now: unix seconds
 *
 * Returns: (transfer full): what a search works with; the caller fills in @between, @member and @today
 */
RapportFindRun *
rapport_find_run_new (RapportFindPool       *pool,
                      RapportPolicy         *policy,
                      const RapportFindNeed *need,
                      gint64                 now)
{
  RapportFindRun *self = g_new0 (RapportFindRun, 1);

  self->pool = pool;
  self->policy = rapport_policy_ref (policy);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (RapportGap));
  self->common = g_new0 (int, MAX (pool->hours->len, 1));
  self->office = g_new0 (int, MAX (pool->hours->len, 1));
  self->organisation = g_strdup (need->organisation);
  self->today = rapport_date_of_instant (now, policy->time_zone);
  set_need (self, need);
  compare_hours (self, need, rapport_availability_next_week (now));
  return self;
}

void
rapport_find_run_free (RapportFindRun *self)
{
  rapport_policy_unref (self->policy);
  g_array_unref (self->gaps);
  g_free (self->common);
  g_free (self->office);
  g_clear_pointer (&self->between, g_hash_table_unref);
  g_free (self->organisation);
  g_free (self->today);
  g_free (self);
}

/** What is between who looks and @member; %NULL for nothing. */
const RapportFindBetween *
rapport_find_run_between (const RapportFindRun *self,
                          gint64                member)
{
  return g_hash_table_lookup (self->between, GSIZE_TO_POINTER (member));
}

static RapportRelation
relation (const RapportFindRun *self,
          gint64                member)
{
  RapportViewer viewer = rapport_viewer_for_member (self->member);
  const RapportFindBetween *between = rapport_find_run_between (self, member);

  return rapport_relation_of (&viewer, member, between != NULL && between->asked_at != 0,
                              between != NULL && between->partners);
}

/** Whether who looks may see this element of a candidate (I13). */
gboolean
rapport_find_run_sees (const RapportFindRun       *self,
                       const RapportFindCandidate *candidate,
                       RapportFindElement          element)
{
  return rapport_visibility_allows (candidate->levels[element], relation (self, candidate->member));
}

/**
 * rapport_find_run_offer:
 * @self: a run
 * @candidate: somebody
 * @offer: (out): what they offer, as far as who looks may see it
 */
void
rapport_find_run_offer (const RapportFindRun       *self,
                        const RapportFindCandidate *candidate,
                        RapportOffer               *offer)
{
  RapportRelation seen_as = relation (self, candidate->member);
  const guint8 *levels = candidate->levels;

  *offer = (RapportOffer) { 0 };
  if (rapport_visibility_allows (levels[RAPPORT_FIND_AREAS], seen_as))
    offer->areas = candidate->areas;
  if (rapport_visibility_allows (levels[RAPPORT_FIND_LANGUAGES], seen_as))
    for (guint i = 0; i < G_N_ELEMENTS (offer->languages); i++)
      offer->languages[i] = candidate->languages[i];
  if (rapport_visibility_allows (levels[RAPPORT_FIND_CHANNELS], seen_as))
    offer->channels = candidate->channels;
  if (rapport_visibility_allows (levels[RAPPORT_FIND_SKILLS], seen_as))
    {
      offer->skills = (const RapportHeld *) candidate->skills;
      offer->n_skills = candidate->n_skills;
    }
  if (rapport_visibility_allows (levels[RAPPORT_FIND_PLACE], seen_as)
      && rapport_visibility_allows (levels[RAPPORT_FIND_AVAILABILITY], seen_as))
    offer->common_minutes = self->common[candidate->hours];
}

/** Places of a mentor that are free, as the rules count them. */
int
rapport_find_run_free_places (const RapportFindRun       *self,
                              const RapportFindCandidate *candidate)
{
  int taken = candidate->taken + (self->policy->open_takes_place ? candidate->open_requests : 0);

  return MAX (candidate->capacity - taken, 0);
}

/** Whether there is anything to score by. */
gboolean
rapport_find_run_has_need (const RapportFindRun *self)
{
  const RapportNeed *need = &self->need;

  return need->areas != 0 || need->n_gaps > 0 || need->channels != 0
         || (need->languages[0] | need->languages[1] | need->languages[2] | need->languages[3]) != 0;
}
