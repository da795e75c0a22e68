/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/find.h"

#include <string.h>

#include "model/fold.h"
#include "services/find-run.h"
#include "store/members.h"
#include "store/programmes.h"

/* What fails in one group alone still counts for the values of that group. */
#define FAILS_ONLY(fails, group) (((fails) & ~(1u << (group))) == 0)

/** A word of the text, and the skills whose names it begins a word of. */
typedef struct {
  char *word;
  GHashTable *skills;
} Word;

/* What is asked, as bits. */
typedef struct {
  const RapportFindRun *run;
  const RapportFindQuery *query;
  GPtrArray *words;
  guint64 areas;
  guint64 languages[4];
  guint64 channels;
  gboolean mentors;
} Filter;

typedef struct {
  guint index;
  int score;
  int load;
  const char *since;
} Found;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->word);
  g_hash_table_unref (word->skills);
  g_free (word);
}

static GPtrArray *
split_words (const RapportFindPool *pool,
             const char            *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (word_free);
  g_autofree char *folded = rapport_fold (text);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Word *word;
      GHashTableIter iter;
      gpointer skill, label;

      if (*parts[i] == '\0')
        continue;
      word = g_new0 (Word, 1);
      word->word = g_strconcat (" ", parts[i], NULL);
      word->skills = g_hash_table_new (NULL, NULL);
      g_hash_table_iter_init (&iter, pool->skill_words);
      while (g_hash_table_iter_next (&iter, &skill, &label))
        if (strstr (label, word->word) != NULL)
          g_hash_table_add (word->skills, skill);
      g_ptr_array_add (words, word);
    }
  return words;
}

static void
filter_init (Filter                 *self,
             const RapportFindRun   *run,
             const RapportFindQuery *query)
{
  *self = (Filter) { .run = run, .query = query, .mentors = strcmp (query->role, "mentor") == 0 };
  self->words = split_words (run->pool, query->text != NULL ? query->text : "");
  for (guint i = 0; query->areas[i] != NULL; i++)
    self->areas |= rapport_find_pool_bit (run->pool->areas, query->areas[i]);
  for (guint i = 0; query->languages[i] != NULL; i++)
    rapport_find_pool_bits (run->pool->languages, query->languages[i], self->languages);
  for (guint i = 0; query->channels[i] != NULL; i++)
    self->channels |= rapport_find_pool_bit (run->pool->channels, query->channels[i]);
}

static gboolean
has_word (const RapportFindRun       *run,
          const RapportFindCandidate *candidate,
          const Word                 *word)
{
  if (strstr (candidate->name_words, word->word) != NULL)
    return TRUE;
  if (strstr (candidate->organisation_words, word->word) != NULL
      && rapport_find_run_sees (run, candidate, RAPPORT_FIND_ORGANISATION))
    return TRUE;
  if (strstr (candidate->job_title_words, word->word) != NULL
      && rapport_find_run_sees (run, candidate, RAPPORT_FIND_JOB_TITLE))
    return TRUE;
  if (g_hash_table_size (word->skills) == 0 || !rapport_find_run_sees (run, candidate, RAPPORT_FIND_SKILLS))
    return FALSE;
  for (guint i = 0; i < candidate->n_skills; i++)
    if (g_hash_table_contains (word->skills, GINT_TO_POINTER (candidate->skills[i].skill)))
      return TRUE;
  return FALSE;
}

static gboolean
has_words (const Filter               *self,
           const RapportFindCandidate *candidate)
{
  for (guint i = 0; i < self->words->len; i++)
    if (!has_word (self->run, candidate, self->words->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
keeps_must (const Filter               *self,
            const RapportFindCandidate *candidate,
            guint                       must)
{
  const RapportFindBetween *between;

  switch (1 << must)
    {
    case RAPPORT_MUST_ROOM:
      return self->mentors ? rapport_find_run_free_places (self->run, candidate) > 0 : candidate->taken == 0;

    case RAPPORT_MUST_NOT_ASKED:
      between = rapport_find_run_between (self->run, candidate->member);
      return between == NULL;

    case RAPPORT_MUST_OTHER_ORGANISATION:
      return *self->run->organisation == '\0' || strcmp (candidate->organisation, self->run->organisation) != 0
             || !rapport_find_run_sees (self->run, candidate, RAPPORT_FIND_ORGANISATION);

    default:
      g_return_val_if_reached (TRUE);
    }
}

/* Which bit of RapportFindOverlaps; 0 where the place is hidden. */
static guint
overlap_of (const Filter               *self,
            const RapportFindCandidate *candidate)
{
  int minutes = self->run->office[candidate->hours];

  if (!rapport_find_run_sees (self->run, candidate, RAPPORT_FIND_PLACE))
    return 0;
  return minutes >= 6 * 60 ? RAPPORT_OVERLAP_SIX : minutes >= 3 * 60 ? RAPPORT_OVERLAP_THREE : RAPPORT_OVERLAP_LESS;
}

static gboolean
has_skill (const Filter       *self,
           const RapportOffer *offer)
{
  for (guint i = 0; i < self->query->skills->len; i++)
    {
      const RapportFindSkill *skill = &g_array_index (self->query->skills, RapportFindSkill, i);

      if (rapport_score_held (offer, skill->skill) >= MAX (skill->held, 1))
        return TRUE;
    }
  return self->query->skills->len == 0;
}

static gboolean
share_languages (const guint64 *one,
                 const guint64 *other)
{
  return ((one[0] & other[0]) | (one[1] & other[1]) | (one[2] & other[2]) | (one[3] & other[3])) != 0;
}

/* Bits of the groups that do not let the candidate through. */
static guint
find_fails (const Filter               *self,
            const RapportFindCandidate *candidate,
            const RapportOffer         *offer,
            guint                       kept)
{
  const RapportFindQuery *query = self->query;
  guint fails = query->musts & ~kept;

  if (query->areas[0] != NULL && (offer->areas & self->areas) == 0)
    fails |= 1u << RAPPORT_FIND_GROUP_AREA;
  if (!has_skill (self, offer))
    fails |= 1u << RAPPORT_FIND_GROUP_SKILL;
  if (query->overlaps != 0 && (overlap_of (self, candidate) & query->overlaps) == 0)
    fails |= 1u << RAPPORT_FIND_GROUP_OVERLAP;
  if (query->languages[0] != NULL && !share_languages (offer->languages, self->languages))
    fails |= 1u << RAPPORT_FIND_GROUP_LANGUAGE;
  if (query->channels[0] != NULL && (offer->channels & self->channels) == 0)
    fails |= 1u << RAPPORT_FIND_GROUP_CHANNEL;
  return fails;
}

/* Counting -------------------------------------------------------------------------------------------------------- */

static void
count_bits (guint64    bits,
            GPtrArray *values,
            guint      first)
{
  for (; bits != 0; bits &= bits - 1)
    ((RapportFindValue *) values->pdata[first + __builtin_ctzll (bits)])->count++;
}

static void
count_candidate (RapportFindResult          *result,
                 const Filter               *filter,
                 const RapportFindCandidate *candidate,
                 const RapportOffer         *offer,
                 guint                       kept,
                 guint                       fails)
{
  guint overlap = overlap_of (filter, candidate);

  for (guint i = 0; i < RAPPORT_N_MUSTS; i++)
    result->musts[i] += FAILS_ONLY (fails, RAPPORT_FIND_GROUP_MUST + i) && (kept & 1u << i) != 0;
  if (FAILS_ONLY (fails, RAPPORT_FIND_GROUP_AREA))
    count_bits (offer->areas, result->areas, 0);
  if (FAILS_ONLY (fails, RAPPORT_FIND_GROUP_CHANNEL))
    count_bits (offer->channels, result->channels, 0);
  for (guint i = 0; FAILS_ONLY (fails, RAPPORT_FIND_GROUP_LANGUAGE) && i < 4; i++)
    count_bits (offer->languages[i], result->languages, i * 64);
  for (guint i = 0; FAILS_ONLY (fails, RAPPORT_FIND_GROUP_OVERLAP) && i < RAPPORT_N_OVERLAPS; i++)
    result->overlaps[i] += (overlap & 1u << i) != 0;
  for (guint i = 0; FAILS_ONLY (fails, RAPPORT_FIND_GROUP_SKILL) && i < result->skills->len; i++)
    {
      RapportFindSkillValue *value = result->skills->pdata[i];

      value->count += rapport_score_held (offer, value->skill) >= value->least;
    }
}

static void
value_free (gpointer data)
{
  RapportFindValue *value = data;

  g_free (value->value);
  g_free (value);
}

static GPtrArray *
list_values (GPtrArray *dictionary,
             guint      most)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (value_free);

  for (guint i = 0; i < dictionary->len && i < most; i++)
    {
      RapportFindValue *value = g_new0 (RapportFindValue, 1);

      value->value = g_strdup (dictionary->pdata[i]);
      g_ptr_array_add (values, value);
    }
  return values;
}

static void
skill_value_free (gpointer data)
{
  RapportFindSkillValue *value = data;

  g_free (value->label);
  g_free (value);
}

/* Each gap at the level wanted, and at any. */
static GPtrArray *
list_skills (const RapportFindNeed *need)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (skill_value_free);

  for (guint i = 0; i < need->gaps->len; i++)
    {
      const RapportFindGap *gap = need->gaps->pdata[i];
      int least[] = { gap->wanted, 1 };

      for (guint j = 0; j < G_N_ELEMENTS (least) && (j == 0 || gap->wanted > 1); j++)
        {
          RapportFindSkillValue *value = g_new0 (RapportFindSkillValue, 1);

          *value = (RapportFindSkillValue) { gap->skill, least[j], g_strdup (gap->label), 0 };
          g_ptr_array_add (values, value);
        }
    }
  return values;
}

static int
compare_values (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const RapportFindValue *one = *(RapportFindValue **) a, *other = *(RapportFindValue **) b;
  const char * const *wanted = data;
  gboolean first = g_strv_contains (wanted, one->value), second = g_strv_contains (wanted, other->value);

  if (first != second)
    return first ? -1 : 1;
  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return strcmp (one->value, other->value);
}

/* Order ----------------------------------------------------------------------------------------------------------- */

static int
compare_found (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const Found *one = a, *other = b;
  RapportFindSort sort = GPOINTER_TO_INT (data);

  if (sort == RAPPORT_FIND_BEST_MATCH && one->score != other->score)
    return other->score - one->score;
  if (sort == RAPPORT_FIND_LONGEST_WAITING && strcmp (one->since, other->since) != 0)
    return *one->since == '\0' || *other->since == '\0' ? (*one->since == '\0') - (*other->since == '\0')
                                                       : strcmp (one->since, other->since);
  if (sort != RAPPORT_FIND_BY_NAME && one->load != other->load)
    return one->load - other->load;
  return one->index < other->index ? -1 : one->index > other->index;
}

/* How busy somebody is, so that the same few are not always asked: taken places and open requests in thousandths. */
static int
load_of (const RapportFindCandidate *candidate)
{
  return 1000 * (candidate->taken + candidate->open_requests) / MAX (candidate->capacity, 1);
}

static gboolean
is_gone (GCancellable  *cancellable,
         guint          index,
         GError       **error)
{
  return index % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* What a candidate offers, which musts they keep, and what does not let them through. */
static guint
judge (const Filter               *filter,
       const RapportFindCandidate *candidate,
       RapportOffer               *offer,
       guint                      *kept)
{
  rapport_find_run_offer (filter->run, candidate, offer);
  *kept = 0;
  for (guint must = 0; must < RAPPORT_N_MUSTS; must++)
    *kept |= keeps_must (filter, candidate, must) ? 1u << must : 0;
  return find_fails (filter, candidate, offer, *kept);
}

static gboolean
could_be_found (const Filter               *filter,
                const RapportFindCandidate *candidate)
{
  return !candidate->paused && candidate->member != filter->run->member;
}

static void
take_found (RapportFindResult *result,
            GArray            *found,
            RapportFindSort    sort)
{
  g_array_sort_with_data (found, compare_found, GINT_TO_POINTER (sort));
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);

      g_array_append_val (result->ids, g_array_index (result->pool->candidates, RapportFindCandidate, one->index).member);
      g_array_append_val (result->scores, one->score);
    }
}

static gboolean
search (RapportFindResult  *result,
        const Filter       *filter,
        GCancellable       *cancellable,
        GError            **error)
{
  GArray *candidates = result->pool->candidates;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));

  for (guint i = 0; i < candidates->len; i++)
    {
      const RapportFindCandidate *candidate = &g_array_index (candidates, RapportFindCandidate, i);
      RapportOffer offer;
      guint kept, fails;

      if (is_gone (cancellable, i, error))
        return FALSE;
      if (!could_be_found (filter, candidate) || !has_words (filter, candidate))
        continue;
      fails = judge (filter, candidate, &offer, &kept);
      result->everybody++;
      count_candidate (result, filter, candidate, &offer, kept, fails);
      if (fails == 0)
        {
          Found one = { i, rapport_score (&filter->run->need, &offer, &filter->run->policy->weights), load_of (candidate),
                        candidate->since };

          g_array_append_val (found, one);
        }
    }
  take_found (result, found, filter->query->sort);
  return TRUE;
}

/* Nobody fits: for each group, who would if it alone were left out. */
static gboolean
look_for_blame (RapportFindResult  *result,
                const Filter       *filter,
                GCancellable       *cancellable,
                GError            **error)
{
  GArray *candidates = result->pool->candidates;

  for (guint i = 0; i < candidates->len; i++)
    {
      const RapportFindCandidate *candidate = &g_array_index (candidates, RapportFindCandidate, i);
      RapportOffer offer;
      guint kept, fails;

      if (is_gone (cancellable, i, error))
        return FALSE;
      if (!could_be_found (filter, candidate))
        continue;
      fails = judge (filter, candidate, &offer, &kept);
      if (!has_words (filter, candidate))
        fails |= 1u << RAPPORT_FIND_GROUP_TEXT;
      for (guint group = 0; group < RAPPORT_N_FIND_GROUPS; group++)
        result->without[group] += fails == 1u << group;
    }
  return TRUE;
}

/* Who looks, and for what: as the query says, else as their profile does, else nothing. */
static void
read_need (RapportReading    *reading,
           RapportFindResult *result)
{
  const RapportFindQuery *query = result->query;
  g_autoptr (RapportMember) member = query->member != 0 ? rapport_members_load (reading, query->member) : NULL;
  const char *given = member != NULL ? rapport_member_get_text (member, "given_name") : NULL;

  result->member_name = g_strdup (member != NULL ? member->display_name : "");
  result->short_name = g_strdup (given != NULL && *given != '\0' ? given : result->member_name);
  if (query->need != NULL)
    result->need = rapport_find_need_copy (query->need);
  else
    result->need = member != NULL ? rapport_find_need_of (member) : rapport_find_need_new ();
}

static RapportFindResult *
result_new (RapportReading  *reading,
            RapportFindJob  *job,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (RapportFindResult) self = g_new0 (RapportFindResult, 1);
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, job->query->programme);
  RapportFindRun *run;

  self->query = rapport_find_query_copy (job->query);
  self->pool = job->pool != NULL ? rapport_find_pool_ref (job->pool)
                                 : rapport_find_pool_load (reading, job->query->programme, job->query->role, cancellable, error);
  if (self->pool == NULL)
    return NULL;
  read_need (reading, self);
  self->run = run = rapport_find_run_new (self->pool, policy, self->need, rapport_reading_now (reading));
  run->member = job->query->member;
  run->between = rapport_find_between (reading, job->query->programme, job->query->member, error);
  if (run->between == NULL)
    return NULL;
  self->has_need = rapport_find_run_has_need (run);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->scores = g_array_new (FALSE, FALSE, sizeof (int));
  self->areas = list_values (self->pool->areas, 64);
  self->languages = list_values (self->pool->languages, 256);
  self->channels = list_values (self->pool->channels, 64);
  self->skills = list_skills (self->need);
  return g_steal_pointer (&self);
}

gpointer
rapport_find (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  RapportFindJob *job = data;
  g_autoptr (RapportFindResult) result = result_new (reading, job, cancellable, error);
  gboolean done;
  Filter filter;

  if (result == NULL)
    return NULL;
  filter_init (&filter, result->run, result->query);
  done = search (result, &filter, cancellable, error)
         && (result->ids->len > 0 || look_for_blame (result, &filter, cancellable, error));
  g_ptr_array_unref (filter.words);
  if (!done)
    return NULL;
  g_ptr_array_sort_with_data (result->areas, compare_values, result->need->areas);
  g_ptr_array_sort_with_data (result->languages, compare_values, result->need->languages);
  g_ptr_array_sort_with_data (result->channels, compare_values, result->need->channels);
  return g_steal_pointer (&result);
}

void
rapport_find_result_free (RapportFindResult *self)
{
  g_clear_pointer ((RapportFindRun **) &self->run, rapport_find_run_free);
  g_clear_pointer (&self->pool, rapport_find_pool_unref);
  g_clear_pointer (&self->query, rapport_find_query_free);
  g_clear_pointer (&self->need, rapport_find_need_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->scores, g_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->skills, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_free (self->member_name);
  g_free (self->short_name);
  g_free (self);
}
