/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/date.h"
#include "store/full-text.h"
#include "store/member-sight.h"
#include "store/member-snapshot.h"
#include "store/member-states.h"
#include "store/member-tags.h"
#include "store/members-order.h"
#include "store/members.h"
#include "store/sql.h"

RAPPORT_SQL (select_zone, "SELECT time_zone FROM programme WHERE no = ?1")
RAPPORT_SQL (select_texts, "SELECT rowid FROM member_text WHERE member_text MATCH ?1")
RAPPORT_SQL (select_skilled, "SELECT member FROM member_skill WHERE skill = ?1 AND held >= ?2")
RAPPORT_SQL (select_custom,
             "SELECT member FROM member_custom WHERE custom_field = ?1 AND value = ?2"
             " AND (?3 = 0 OR EXISTS (SELECT 1 FROM custom_field WHERE no = ?1 AND sensitive = 0))")
RAPPORT_SQL (select_open_requests,
             "SELECT mentor FROM request WHERE programme = ?1 AND expires_at > ?2 AND answer = '' AND withdrawn_at = 0")

RAPPORT_SQL (select_levels, "SELECT member, element, level FROM member_visibility")

#define MOST_SKILLS 50

/* Groups of values that are "or" among themselves. */
typedef enum {
  GROUP_ROLE,
  GROUP_STATE,
  GROUP_AREA,
  GROUP_COUNTRY,
  GROUP_GRADE,
  GROUP_LANGUAGE,
  N_GROUPS
} Group;

/* One search: arrays by position, or by number of a tag. */
typedef struct {
  const RapportMemberQuery *query;
  RapportReading *reading;
  GCancellable *cancellable;
  RapportMemberSnapshot *snapshot;
  const RapportParticipation *participation; /* Borrowed from the snapshot */
  int today;
  guint16 *hidden;          /* RapportSight; NULL for the office, which sees everything */
  guint8 *let_through;      /* by text, skill and field of the programme */
  guint8 *states;
  guint8 *roles;
  guint8 *tag_group;        /* N_GROUPS: none */
  guint8 *tag_chosen;
  guint16 *tag_sight;       /* the element that a tag is of */
  guint *tag_count;
  guint8 *matches;
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->snapshot, rapport_member_snapshot_unref);
  g_free (self->hidden);
  g_free (self->let_through);
  g_free (self->states);
  g_free (self->roles);
  g_free (self->tag_group);
  g_free (self->tag_chosen);
  g_free (self->tag_sight);
  g_free (self->tag_count);
  g_free (self->matches);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static int
today_of (RapportReading *reading,
          gint64          programme)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_zone);
  g_autofree char *zone = NULL;
  g_autofree char *today = NULL;

  sqlite3_bind_int64 (statement, 1, programme);
  while (rapport_reading_next (reading, statement, NULL))
    {
      g_free (zone);
      zone = rapport_column_dup (statement, 0);
    }
  today = rapport_date_of_instant (rapport_reading_now (reading), zone != NULL ? zone : "");
  return rapport_date_to_number (today);
}

/* Marks the members that a statement gives; what it gives may be gone. */
static gboolean
mark (Search        *self,
      sqlite3_stmt  *statement,
      guint8        *marks,
      GError       **error)
{
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self->reading, statement, &failure))
    {
      guint at = rapport_member_snapshot_position (self->snapshot, rapport_column_int (statement, 0));

      if (at < self->snapshot->n)
        marks[at] = 1;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whether the segment of the words in which the hit is, is one that the viewer may see. */
static gboolean
may_find_there (const Search *self,
                guint         member,
                const char   *hit)
{
  guint segment = 0;

  if (self->hidden == NULL)
    return TRUE;
  for (const char *at = self->snapshot->words + self->snapshot->word_start[member]; at < hit; at++)
    segment += *at == '\t';
  return (self->hidden[member] & (1u << segment)) == 0;
}

static void
mark_words (Search     *self,
            const char *needle,
            guint8     *marks)
{
  const RapportMemberSnapshot *snapshot = self->snapshot;
  const char *words = snapshot->words;
  gsize length = strlen (needle);
  gsize end = snapshot->word_start[snapshot->n];
  gsize at = 0;
  guint member = 0;

  while (at < end)
    {
      const char *hit = memmem (words + at, end - at, needle, length);

      if (hit == NULL)
        return;
      while (snapshot->word_start[member + 1] <= (gsize) (hit - words))
        member++;
      marks[member] |= may_find_there (self, member, hit);
      at = marks[member] ? snapshot->word_start[member + 1] : (gsize) (hit - words) + length;
    }
}

static gboolean
may_see_tag (const Search *self,
             guint         at,
             guint         tag)
{
  return self->hidden == NULL || (self->hidden[at] & self->tag_sight[tag]) == 0;
}

/* Skills and interests with a word that begins like this one, and who has them. */
static void
mark_tags (Search     *self,
           const char *needle,
           guint8     *marks)
{
  const RapportMemberSnapshot *snapshot = self->snapshot;
  g_autofree guint8 *hit = g_new0 (guint8, snapshot->tag_of->len + 1);
  gboolean any = FALSE;

  for (guint tag = 0; tag < snapshot->tag_of->len; tag++)
    {
      const char *words = g_ptr_array_index (snapshot->tag_words, tag);

      hit[tag] = words != NULL && strstr (words, needle) != NULL;
      any |= hit[tag];
    }
  for (guint at = 0; any && at < snapshot->n; at++)
    for (guint i = snapshot->tag_start[at]; i < snapshot->tag_start[at + 1] && !marks[at]; i++)
      marks[at] = hit[snapshot->tags[i]] && may_see_tag (self, at, snapshot->tags[i]);
}

/* detail=none does not say in which of the two texts a word is: where one is hidden, neither is found by. */
static gboolean
mark_texts (Search      *self,
            const char  *word,
            guint8      *marks,
            GError     **error)
{
  g_autofree char *terms = rapport_full_text_terms (word);
  g_autofree guint8 *found = NULL;
  sqlite3_stmt *statement;

  if (terms == NULL)
    return TRUE;
  found = g_new0 (guint8, self->snapshot->n + 1);
  statement = rapport_reading_statement (self->reading, select_texts);
  rapport_bind_borrowed (statement, 1, terms);
  if (!mark (self, statement, found, error))
    return FALSE;
  for (guint at = 0; at < self->snapshot->n; at++)
    if (self->hidden == NULL || (self->hidden[at] & (RAPPORT_SIGHT_BIOGRAPHY | RAPPORT_SIGHT_EXPERTISE)) == 0)
      marks[at] |= found[at];
  return TRUE;
}

static void
keep_marked (Search       *self,
             const guint8 *marks)
{
  for (guint at = 0; at < self->snapshot->n; at++)
    self->let_through[at] &= marks[at];
}

static gboolean
filter_text (Search  *self,
             GError **error)
{
  g_auto (GStrv) words = rapport_search_words (self->query->text);
  g_autofree guint8 *marks = g_new (guint8, self->snapshot->n + 1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      memset (marks, 0, self->snapshot->n);
      mark_words (self, words[i], marks);
      mark_tags (self, words[i], marks);
      if (!mark_texts (self, words[i], marks, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      keep_marked (self, marks);
    }
  return TRUE;
}

static gboolean
filter_by (Search        *self,
           sqlite3_stmt  *statement,
           GError       **error)
{
  g_autofree guint8 *marks = g_new0 (guint8, self->snapshot->n + 1);

  if (!mark (self, statement, marks, error))
    return FALSE;
  keep_marked (self, marks);
  return TRUE;
}

static gboolean
filter_skill_and_custom (Search  *self,
                         GError **error)
{
  const RapportMemberQuery *query = self->query;
  sqlite3_stmt *statement;

  if (query->skill != 0)
    {
      statement = rapport_reading_statement (self->reading, select_skilled);
      sqlite3_bind_int64 (statement, 1, query->skill);
      sqlite3_bind_int (statement, 2, MAX (1, query->least_level));
      if (!filter_by (self, statement, error))
        return FALSE;
      for (guint at = 0; self->hidden != NULL && at < self->snapshot->n; at++)
        self->let_through[at] &= (self->hidden[at] & RAPPORT_SIGHT_SKILLS) == 0;
    }
  if (query->custom_field != 0)
    {
      statement = rapport_reading_statement (self->reading, select_custom);
      sqlite3_bind_int64 (statement, 1, query->custom_field);
      rapport_bind_borrowed (statement, 2, query->custom_value != NULL ? query->custom_value : "");
      sqlite3_bind_int64 (statement, 3, query->viewer);
      if (!filter_by (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_open_requests (Search  *self,
                     gint16  *taken,
                     GError **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_open_requests);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, self->query->programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (self->reading));
  while (rapport_reading_next (self->reading, statement, &failure))
    {
      guint at = rapport_member_snapshot_position (self->snapshot, rapport_column_int (statement, 0));

      if (at < self->snapshot->n)
        taken[at]++;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
pair_has_ended (const RapportSnapshotPair *pair,
                int                        today)
{
  return pair->ended_on != 0 || (pair->ends_on != 0 && pair->ends_on < today);
}

static void
count_pairs (Search *self,
             gint16 *mentees,
             gint16 *mentors)
{
  const GArray *pairs = self->participation->pairs;

  for (guint i = 0; i < pairs->len; i++)
    {
      const RapportSnapshotPair *pair = &g_array_index (pairs, RapportSnapshotPair, i);

      if (pair_has_ended (pair, self->today))
        continue;
      if (pair->mentor < self->snapshot->n)
        mentees[pair->mentor]++;
      if (pair->mentee < self->snapshot->n)
        mentors[pair->mentee]++;
    }
}

static gboolean
derive_states (Search  *self,
               GError **error)
{
  const RapportParticipation *part = self->participation;
  g_autofree gint16 *mentees = g_new0 (gint16, self->snapshot->n + 1);
  g_autofree gint16 *mentors = g_new0 (gint16, self->snapshot->n + 1);
  g_autofree gint16 *asked = g_new0 (gint16, self->snapshot->n + 1);

  count_pairs (self, mentees, mentors);
  if (self->query->request_takes_place && !count_open_requests (self, asked, error))
    return FALSE;
  for (guint at = 0; at < self->snapshot->n; at++)
    {
      RapportMemberFacts facts = {
        .mentor = (part->roles[at] & 1) != 0,
        .mentee = (part->roles[at] & 2) != 0,
        .mentor_paused = rapport_pause_holds ((part->roles[at] & 4) != 0, part->mentor_until[at], self->today),
        .mentee_paused = rapport_pause_holds ((part->roles[at] & 8) != 0, part->mentee_until[at], self->today),
        .capacity = part->capacity[at],
        .taken = mentees[at] + asked[at],
        .mentors = mentors[at],
        .mentees = mentees[at],
      };

      self->roles[at] = (guint8) rapport_member_roles (&facts);
      self->states[at] = (guint8) rapport_member_states (&facts);
    }
  return TRUE;
}

static gboolean
strv_is_empty (char **strings)
{
  return strings == NULL || strings[0] == NULL;
}

static char **
chosen_of_group (const RapportMemberQuery *query,
                 Group                     group)
{
  if (group == GROUP_AREA)
    return query->areas;
  if (group == GROUP_COUNTRY)
    return query->countries;
  if (group == GROUP_GRADE)
    return query->grades;
  return group == GROUP_LANGUAGE ? query->languages : NULL;
}

static Group
group_of_facet (RapportTagFacet facet)
{
  if (facet == RAPPORT_TAG_AREA)
    return GROUP_AREA;
  if (facet == RAPPORT_TAG_COUNTRY)
    return GROUP_COUNTRY;
  if (facet == RAPPORT_TAG_GRADE)
    return GROUP_GRADE;
  return facet == RAPPORT_TAG_LANGUAGE ? GROUP_LANGUAGE : N_GROUPS;
}

static guint16
sight_of_facet (RapportTagFacet facet)
{
  static const guint16 sights[RAPPORT_N_TAG_FACETS] = {
    [RAPPORT_TAG_AREA] = RAPPORT_SIGHT_AREAS,
    [RAPPORT_TAG_LANGUAGE] = RAPPORT_SIGHT_LANGUAGES,
    [RAPPORT_TAG_COUNTRY] = RAPPORT_SIGHT_PLACE,
    [RAPPORT_TAG_GRADE] = RAPPORT_SIGHT_GRADE,
    [RAPPORT_TAG_SKILL] = RAPPORT_SIGHT_SKILLS,
    [RAPPORT_TAG_WANTED] = RAPPORT_SIGHT_SKILLS,
    [RAPPORT_TAG_INTEREST] = RAPPORT_SIGHT_INTERESTS,
  };

  return facet < RAPPORT_N_TAG_FACETS ? sights[facet] : 0;
}

/* What each member hides from the viewer. */
static gboolean
look (Search  *self,
      GError **error)
{
  g_autoptr (RapportMemberSight) sight = NULL;
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement;

  if (self->query->viewer == 0)
    return TRUE;
  sight = rapport_member_sight_new (self->reading, self->query->viewer, error);
  if (sight == NULL)
    return FALSE;
  self->hidden = g_new0 (guint16, self->snapshot->n + 1);
  for (guint at = 0; at < self->snapshot->n; at++)
    self->hidden[at] = (guint16) rapport_member_sight_default (sight, self->snapshot->nos[at]);
  statement = rapport_reading_statement (self->reading, select_levels);
  while (rapport_reading_next (self->reading, statement, &failure))
    {
      gint64 member = rapport_column_int (statement, 0);
      guint at = rapport_member_snapshot_position (self->snapshot, member);

      if (at < self->snapshot->n)
        self->hidden[at] = (guint16) rapport_member_sight_with (sight, member, self->hidden[at],
                                                                rapport_column_text (statement, 1),
                                                                rapport_column_text (statement, 2));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
choose_tags (Search *self)
{
  const RapportMemberSnapshot *snapshot = self->snapshot;

  for (guint tag = 0; tag < snapshot->tag_of->len; tag++)
    {
      const char *value = g_ptr_array_index (snapshot->tag_value, tag);
      Group group = group_of_facet (rapport_tag_facet (g_array_index (snapshot->tag_of, guint64, tag)));
      char **chosen = chosen_of_group (self->query, group);

      self->tag_group[tag] = (guint8) group;
      self->tag_sight[tag] = sight_of_facet (rapport_tag_facet (g_array_index (snapshot->tag_of, guint64, tag)));
      self->tag_chosen[tag] = value != NULL && chosen != NULL && g_strv_contains ((const char * const *) chosen, value);
    }
}

/* Bits of the groups whose selection keeps the member away. */
static guint
groups_against (const Search *self,
                guint         at,
                guint         selective)
{
  const RapportMemberSnapshot *snapshot = self->snapshot;
  guint against = selective;

  if ((self->query->roles & self->roles[at]) != 0)
    against &= ~(1u << GROUP_ROLE);
  if ((self->query->states & self->states[at]) != 0)
    against &= ~(1u << GROUP_STATE);
  if (selective >> GROUP_AREA != 0)
    for (guint i = snapshot->tag_start[at]; i < snapshot->tag_start[at + 1]; i++)
      if (self->tag_chosen[snapshot->tags[i]] && may_see_tag (self, at, snapshot->tags[i]))
        against &= ~(1u << self->tag_group[snapshot->tags[i]]);
  return against;
}

static void
count_bits (guint  *counts,
            guint   n_counts,
            guint8  bits)
{
  for (guint i = 0; i < n_counts; i++)
    counts[i] += (bits >> i) & 1;
}

/* @against: 0, or the one group whose counts the member still belongs to, as its own selection does not count there. */
static void
count_member (Search              *self,
              RapportMemberResult *result,
              guint                at,
              guint                against)
{
  const RapportMemberSnapshot *snapshot = self->snapshot;

  if (against == 0 || against == 1u << GROUP_ROLE)
    count_bits (result->roles, RAPPORT_N_ROLES, self->roles[at]);
  if (against == 0 || against == 1u << GROUP_STATE)
    count_bits (result->states, RAPPORT_N_STATES, self->states[at]);
  if (against == 0)
    for (guint i = snapshot->tag_start[at]; i < snapshot->tag_start[at + 1]; i++)
      self->tag_count[snapshot->tags[i]] += may_see_tag (self, at, snapshot->tags[i]);
  else if (against >> GROUP_AREA != 0)
    for (guint i = snapshot->tag_start[at]; i < snapshot->tag_start[at + 1]; i++)
      self->tag_count[snapshot->tags[i]] += against == 1u << self->tag_group[snapshot->tags[i]]
                                            && may_see_tag (self, at, snapshot->tags[i]);
}

static guint
selective_groups (const RapportMemberQuery *query)
{
  guint selective = (query->roles != 0 ? 1u << GROUP_ROLE : 0) | (query->states != 0 ? 1u << GROUP_STATE : 0);

  for (guint group = GROUP_AREA; group < N_GROUPS; group++)
    if (!strv_is_empty (chosen_of_group (query, group)))
      selective |= 1u << group;
  return selective;
}

static void
match_everybody (Search              *self,
                 RapportMemberResult *result)
{
  guint selective = selective_groups (self->query);
  gboolean counts = self->query->first == 0;

  for (guint at = 0; at < self->snapshot->n; at++)
    {
      guint against;

      if (!self->let_through[at] || (self->query->not_paused && (self->states[at] & RAPPORT_STATE_PAUSED) != 0))
        continue;
      against = groups_against (self, at, selective);
      self->matches[at] = against == 0;
      result->total += against == 0;
      if (counts && (against & (against - 1)) == 0)
        count_member (self, result, at, against);
    }
}

static int
compare_facet_values (gconstpointer one,
                      gconstpointer other)
{
  const RapportFacetValue *a = *(const RapportFacetValue * const *) one;
  const RapportFacetValue *b = *(const RapportFacetValue * const *) other;

  if (a->count != b->count)
    return a->count < b->count ? 1 : -1;
  return strcmp (a->value, b->value);
}

static GPtrArray *
facet_array (Search *self,
             Group   group,
             guint   facet)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_facet_value_free);

  for (guint tag = 0; tag < self->snapshot->tag_of->len; tag++)
    {
      guint64 key = g_array_index (self->snapshot->tag_of, guint64, tag);
      const char *value = g_ptr_array_index (self->snapshot->tag_value, tag);
      RapportFacetValue *entry;

      if (rapport_tag_facet (key) != facet || value == NULL || (group == N_GROUPS && self->tag_count[tag] == 0))
        continue;
      entry = g_new0 (RapportFacetValue, 1);
      entry->value = facet == RAPPORT_TAG_SKILL ? g_strdup_printf ("%" G_GUINT64_FORMAT, key >> 3) : g_strdup (value);
      entry->count = self->tag_count[tag];
      g_ptr_array_add (values, entry);
    }
  g_ptr_array_sort (values, compare_facet_values);
  if (group == N_GROUPS && values->len > MOST_SKILLS)
    g_ptr_array_set_size (values, MOST_SKILLS);
  return values;
}

static void
fill_facets (Search              *self,
             RapportMemberResult *result)
{
  result->areas = facet_array (self, GROUP_AREA, RAPPORT_TAG_AREA);
  result->countries = facet_array (self, GROUP_COUNTRY, RAPPORT_TAG_COUNTRY);
  result->grades = facet_array (self, GROUP_GRADE, RAPPORT_TAG_GRADE);
  result->languages = facet_array (self, GROUP_LANGUAGE, RAPPORT_TAG_LANGUAGE);
  result->skills = facet_array (self, N_GROUPS, RAPPORT_TAG_SKILL);
}

static gboolean
prepare (Search  *self,
         GError **error)
{
  const RapportMemberSnapshot *snapshot = self->snapshot;

  self->let_through = g_new (guint8, snapshot->n + 1);
  memset (self->let_through, 1, snapshot->n);
  self->states = g_new0 (guint8, snapshot->n + 1);
  self->roles = g_new0 (guint8, snapshot->n + 1);
  self->matches = g_new0 (guint8, snapshot->n + 1);
  self->tag_group = g_new0 (guint8, snapshot->tag_of->len + 1);
  self->tag_chosen = g_new0 (guint8, snapshot->tag_of->len + 1);
  self->tag_sight = g_new0 (guint16, snapshot->tag_of->len + 1);
  self->tag_count = g_new0 (guint, snapshot->tag_of->len + 1);
  self->today = today_of (self->reading, self->query->programme);
  choose_tags (self);
  return look (self, error) && derive_states (self, error) && filter_text (self, error) && filter_skill_and_custom (self, error);
}

/**
 * rapport_members_find:
 * @data: a #RapportMembersFind
 *
 * A #RapportQuery: who matches, in order, and the exact counts of every facet.
 *
 * Returns: (transfer full): a #RapportMemberResult
 */
gpointer
rapport_members_find (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  RapportMembersFind *find = data;
  g_autoptr (RapportMemberIndex) index = find->index != NULL ? rapport_member_index_ref (find->index)
                                                             : rapport_member_index_new ();
  g_auto (Search) self = { .query = find->query, .reading = reading, .cancellable = cancellable };
  g_autoptr (RapportMemberResult) result = g_new0 (RapportMemberResult, 1);

  result->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.snapshot = rapport_member_index_take (index, reading, find->query->programme, find->query->sort,
                                             &self.participation, error);
  if (self.snapshot == NULL || !prepare (&self, error))
    return NULL;
  result->everybody = self.snapshot->n;
  match_everybody (&self, result);
  rapport_members_order (self.snapshot, self.participation, find->query, self.states, self.matches, result->ids);
  if (find->query->first == 0)
    fill_facets (&self, result);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&result);
}
