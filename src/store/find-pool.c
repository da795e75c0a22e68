/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/find-pool.h"

#include <string.h>

#include "model/completeness.h"
#include "model/date.h"
#include "model/fold.h"
#include "store/programmes.h"
#include "store/request-rows.h"
#include "store/sql.h"
#include "store/waiting.h"

/* ?1 programme, ?2 role, ?3 now */
RAPPORT_SQL (select_people,
             "SELECT m.no, m.display_name, m.photo, m.job_title, m.organisation, m.country, m.time_zone, m.availability,"
             " e.capacity, e.paused, e.paused_until,"
             " CASE e.role WHEN 'mentee' THEN " RAPPORT_WAITS_SINCE " ELSE e.since END"
             " FROM enrolment e JOIN member m ON m.no = e.member"
             " WHERE e.programme = ?1 AND e.role = ?2 ORDER BY m.sort_name, m.no")
RAPPORT_SQL (select_areas,
             "SELECT a.member, a.area FROM enrolment e JOIN member_area a ON a.member = e.member"
             " WHERE e.programme = ?1 AND e.role = ?2")
RAPPORT_SQL (select_languages,
             "SELECT l.member, l.language FROM enrolment e JOIN member_language l ON l.member = e.member"
             " WHERE e.programme = ?1 AND e.role = ?2")
RAPPORT_SQL (select_channels,
             "SELECT c.member, c.channel FROM enrolment e JOIN member_channel c ON c.member = e.member"
             " WHERE e.programme = ?1 AND e.role = ?2")
RAPPORT_SQL (select_skills,
             "SELECT s.member, s.skill, s.held, k.label FROM enrolment e JOIN member_skill s ON s.member = e.member"
             " JOIN skill k ON k.no = s.skill WHERE e.programme = ?1 AND e.role = ?2 AND s.held > 0"
             " ORDER BY s.member, s.skill")
RAPPORT_SQL (select_visibility,
             "SELECT v.member, v.element, v.level FROM enrolment e JOIN member_visibility v ON v.member = e.member"
             " WHERE e.programme = ?1 AND e.role = ?2")
RAPPORT_SQL (count_partnerships,
             "SELECT CASE ?2 WHEN 'mentor' THEN mentor ELSE mentee END AS who, count (*) FROM partnership"
             " WHERE programme = ?1 AND ended_on = '' AND (ends_at = 0 OR ends_at > ?3) GROUP BY who")
RAPPORT_SQL (count_requests,
             "SELECT CASE ?2 WHEN 'mentor' THEN mentor ELSE mentee END AS who, count (*) FROM request"
             " WHERE programme = ?1 AND expires_at > ?3 AND answer = '' AND withdrawn_at = 0 AND contested = 0 GROUP BY who")
RAPPORT_SQL (select_requests_of,
             "SELECT CASE WHEN mentee = ?1 THEN mentor ELSE mentee END, sent_at,"
             " answer = '' AND withdrawn_at = 0 AND contested = 0 AND expires_at > ?3 FROM request"
             " WHERE programme = ?2 AND (mentee = ?1 OR mentor = ?1)")
RAPPORT_SQL (select_partnerships_of,
             "SELECT CASE WHEN mentee = ?1 THEN mentor ELSE mentee END FROM partnership WHERE programme = ?2"
             " AND (mentee = ?1 OR mentor = ?1) AND ended_on = '' AND (ends_at = 0 OR ends_at > ?3)")

static const char * const elements[RAPPORT_FIND_N_ELEMENTS] = {
  "areas", "skills", "languages", "channels", "place", "availability", "organisation", "job_title", "photo",
};

static void
hours_free (gpointer data)
{
  RapportFindHours *hours = data;

  g_free (hours->time_zone);
  g_strfreev (hours->intervals);
  g_free (hours);
}

static RapportFindPool *
pool_new (void)
{
  RapportFindPool *self = g_atomic_rc_box_new0 (RapportFindPool);

  self->candidates = g_array_new (FALSE, TRUE, sizeof (RapportFindCandidate));
  self->by_member = g_hash_table_new (NULL, NULL);
  self->areas = g_ptr_array_new_with_free_func (g_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->channels = g_ptr_array_new_with_free_func (g_free);
  self->hours = g_ptr_array_new_with_free_func (hours_free);
  self->skill_words = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->skill_labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->skills = g_array_new (FALSE, FALSE, sizeof (RapportFindSkill));
  self->strings = g_string_chunk_new (4096);
  return self;
}

RapportFindPool *
rapport_find_pool_ref (RapportFindPool *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
pool_clear (gpointer data)
{
  RapportFindPool *self = data;

  g_array_unref (self->candidates);
  g_hash_table_unref (self->by_member);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->hours);
  g_hash_table_unref (self->skill_words);
  g_hash_table_unref (self->skill_labels);
  g_array_unref (self->skills);
  g_string_chunk_free (self->strings);
}

void
rapport_find_pool_unref (RapportFindPool *self)
{
  g_atomic_rc_box_release_full (self, pool_clear);
}

static RapportFindCandidate *
lookup (RapportFindPool *self,
        gint64           member)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_member, GSIZE_TO_POINTER (member)));

  return index > 0 ? &g_array_index (self->candidates, RapportFindCandidate, index - 1) : NULL;
}

/** The candidate of that number, or %NULL. */
const RapportFindCandidate *
rapport_find_pool_get (const RapportFindPool *self,
                       gint64                 member)
{
  return lookup ((RapportFindPool *) self, member);
}

/* Words are compared from their beginnings: " sofia lindqvist". */
static const char *
fold_words (RapportFindPool *self,
            const char      *text)
{
  g_autofree char *folded = rapport_fold (text);
  g_autofree char *words = g_strconcat (" ", folded, NULL);

  return g_string_chunk_insert_const (self->strings, words);
}

static guint
add_hours (RapportFindPool *self,
           GHashTable      *known,
           sqlite3_stmt    *statement,
           int              zone_column)
{
  g_autofree char *key = g_strconcat (rapport_column_text (statement, zone_column), "\n",
                                      rapport_column_text (statement, zone_column + 1), NULL);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));
  RapportFindHours *hours;

  if (index > 0)
    return index - 1;
  hours = g_new0 (RapportFindHours, 1);
  hours->time_zone = rapport_column_dup (statement, zone_column);
  hours->intervals = rapport_column_strv (statement, zone_column + 1);
  g_ptr_array_add (self->hours, hours);
  g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (self->hours->len));
  return self->hours->len - 1;
}

static gboolean
is_paused (sqlite3_stmt *statement,
           int           column,
           const char   *today)
{
  const char *until = rapport_column_text (statement, column + 1);

  return rapport_column_int (statement, column) != 0 && (*until == '\0' || strcmp (until, today) >= 0);
}

static void
add_candidate (RapportFindPool *self,
               GHashTable      *known_hours,
               sqlite3_stmt    *statement,
               const guint8    *levels,
               const char      *today)
{
  gint64 member = rapport_column_int (statement, 0);
  RapportFindCandidate *already = lookup (self, member);
  RapportFindCandidate candidate = { .member = member };

  if (already != NULL)
    {
      /* two enrolments of one role count as one (DESIGN §3) */
      already->capacity = MAX (already->capacity, (int) rapport_column_int (statement, 8));
      already->paused = already->paused || is_paused (statement, 9, today);
      return;
    }
  candidate.name = g_string_chunk_insert (self->strings, rapport_column_text (statement, 1));
  candidate.photo = g_string_chunk_insert_const (self->strings, rapport_column_text (statement, 2));
  candidate.job_title = g_string_chunk_insert_const (self->strings, rapport_column_text (statement, 3));
  candidate.organisation = g_string_chunk_insert_const (self->strings, rapport_column_text (statement, 4));
  candidate.country = g_string_chunk_insert_const (self->strings, rapport_column_text (statement, 5));
  candidate.since = g_string_chunk_insert_const (self->strings, rapport_column_text (statement, 11));
  candidate.name_words = fold_words (self, candidate.name);
  candidate.job_title_words = fold_words (self, candidate.job_title);
  candidate.organisation_words = fold_words (self, candidate.organisation);
  candidate.hours = add_hours (self, known_hours, statement, 6);
  candidate.capacity = rapport_column_int (statement, 8);
  candidate.paused = is_paused (statement, 9, today);
  memcpy (candidate.levels, levels, RAPPORT_FIND_N_ELEMENTS);
  g_array_append_val (self->candidates, candidate);
  g_hash_table_insert (self->by_member, GSIZE_TO_POINTER (member), GUINT_TO_POINTER (self->candidates->len));
}

typedef struct {
  RapportReading *reading;
  RapportFindPool *pool;
  gint64 programme;
  const char *role;
  GCancellable *cancellable;
  GError *failure;
} Load;

static sqlite3_stmt *
begin (Load       *load,
       const char *sql)
{
  sqlite3_stmt *statement = rapport_reading_statement (load->reading, sql);

  sqlite3_bind_int64 (statement, 1, load->programme);
  rapport_bind_borrowed (statement, 2, load->role);
  if (sqlite3_bind_parameter_count (statement) >= 3)
    sqlite3_bind_int64 (statement, 3, rapport_reading_now (load->reading));
  return statement;
}

static gboolean
next (Load         *load,
      sqlite3_stmt *statement)
{
  return load->failure == NULL && rapport_reading_next (load->reading, statement, &load->failure);
}

static void
load_people (Load *load)
{
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (load->reading, load->programme);
  g_autofree char *today = rapport_date_of_instant (rapport_reading_now (load->reading), policy->time_zone);
  g_autoptr (GHashTable) known_hours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = begin (load, select_people);
  guint8 levels[RAPPORT_FIND_N_ELEMENTS];

  for (guint i = 0; i < RAPPORT_FIND_N_ELEMENTS; i++)
    levels[i] = rapport_visibility_from_id (rapport_visibility_default (elements[i]));
  while (next (load, statement))
    add_candidate (load->pool, known_hours, statement, levels, today);
}

static guint
word_index (GPtrArray  *dictionary,
            GHashTable *known,
            const char *value)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (known, value));

  if (index > 0)
    return index - 1;
  g_ptr_array_add (dictionary, g_strdup (value));
  g_hash_table_insert (known, g_strdup (value), GUINT_TO_POINTER (dictionary->len));
  return dictionary->len - 1;
}

/* A set of words as bits; what comes after the last bit is left out of the search. */
static void
load_set (Load       *load,
          const char *sql,
          GPtrArray  *dictionary,
          gsize       offset,
          guint       n_words)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = begin (load, sql);

  while (next (load, statement))
    {
      RapportFindCandidate *candidate = lookup (load->pool, rapport_column_int (statement, 0));
      guint index = word_index (dictionary, known, rapport_column_text (statement, 1));
      guint64 *bits = candidate != NULL ? G_STRUCT_MEMBER_P (candidate, offset) : NULL;

      if (bits != NULL && index < n_words * 64)
        bits[index / 64] |= G_GUINT64_CONSTANT (1) << index % 64;
    }
}

static void
load_skills (Load *load)
{
  RapportFindPool *pool = load->pool;
  sqlite3_stmt *statement = begin (load, select_skills);
  g_autoptr (GHashTable) first = g_hash_table_new (NULL, NULL);

  while (next (load, statement))
    {
      gint64 member = rapport_column_int (statement, 0);
      RapportFindSkill skill = { rapport_column_int (statement, 1), rapport_column_int (statement, 2) };
      RapportFindCandidate *candidate = lookup (pool, member);
      gpointer key = GINT_TO_POINTER (skill.skill);

      if (candidate == NULL)
        continue;
      if (!g_hash_table_contains (pool->skill_labels, key))
        {
          g_autofree char *folded = rapport_fold (rapport_column_text (statement, 3));

          g_hash_table_insert (pool->skill_labels, key, rapport_column_dup (statement, 3));
          g_hash_table_insert (pool->skill_words, key, g_strconcat (" ", folded, NULL));
        }
      if (candidate->n_skills == 0)
        g_hash_table_insert (first, GSIZE_TO_POINTER (member), GUINT_TO_POINTER (pool->skills->len));
      g_array_append_val (pool->skills, skill);
      candidate->n_skills++;
    }
  for (guint i = 0; i < pool->candidates->len; i++)
    {
      RapportFindCandidate *candidate = &g_array_index (pool->candidates, RapportFindCandidate, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (first, GSIZE_TO_POINTER (candidate->member)));

      if (candidate->n_skills > 0)
        candidate->skills = &g_array_index (pool->skills, RapportFindSkill, at);
    }
}

static void
load_visibility (Load *load)
{
  sqlite3_stmt *statement = begin (load, select_visibility);

  while (next (load, statement))
    {
      RapportFindCandidate *candidate = lookup (load->pool, rapport_column_int (statement, 0));
      const char *element = rapport_column_text (statement, 1);

      for (guint i = 0; candidate != NULL && i < RAPPORT_FIND_N_ELEMENTS; i++)
        if (strcmp (elements[i], element) == 0)
          candidate->levels[i] = rapport_visibility_from_id (rapport_column_text (statement, 2));
    }
}

static void
load_counts (Load       *load,
             const char *sql,
             gsize       offset)
{
  sqlite3_stmt *statement = begin (load, sql);

  while (next (load, statement))
    {
      RapportFindCandidate *candidate = lookup (load->pool, rapport_column_int (statement, 0));

      if (candidate != NULL)
        *(int *) G_STRUCT_MEMBER_P (candidate, offset) = rapport_column_int (statement, 1);
    }
}

#define AT(field) G_STRUCT_OFFSET (RapportFindCandidate, field)

/**
 * rapport_find_pool_load:
 * @reading: a reading
 * @programme: the programme
 * @role: "mentor" or "mentee": who is looked for
 * @cancellable: (nullable): the store stops the reading when it is cancelled
 * @error: return location
 *
 * Returns: (transfer full) (nullable): everybody who could be found
 */
RapportFindPool *
rapport_find_pool_load (RapportReading  *reading,
                        gint64           programme,
                        const char      *role,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (RapportFindPool) pool = pool_new ();
  Load load = { reading, pool, programme, role, cancellable, NULL };

  load_people (&load);
  load_set (&load, select_areas, pool->areas, AT (areas), 1);
  load_set (&load, select_languages, pool->languages, AT (languages), 4);
  load_set (&load, select_channels, pool->channels, AT (channels), 1);
  load_skills (&load);
  load_visibility (&load);
  load_counts (&load, count_partnerships, AT (taken));
  load_counts (&load, count_requests, AT (open_requests));
  if (load.failure == NULL)
    return g_steal_pointer (&pool);
  g_propagate_error (error, load.failure);
  return NULL;
}

/** The bits of @value in a dictionary of at most 256 words; none where no candidate has it. */
void
rapport_find_pool_bits (GPtrArray  *dictionary,
                        const char *value,
                        guint64     bits[4])
{
  for (guint i = 0; i < dictionary->len && i < 256; i++)
    if (strcmp (dictionary->pdata[i], value) == 0)
      bits[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
}

/** The bit of @value in a dictionary of at most 64 words; 0 where no candidate has it. */
guint64
rapport_find_pool_bit (GPtrArray  *dictionary,
                       const char *value)
{
  guint64 bits[4] = { 0 };

  rapport_find_pool_bits (dictionary, value, bits);
  return bits[0];
}

static RapportFindBetween *
ensure_between (GHashTable *between,
                gint64      member)
{
  RapportFindBetween *known = g_hash_table_lookup (between, GSIZE_TO_POINTER (member));

  if (known == NULL)
    {
      known = g_new0 (RapportFindBetween, 1);
      g_hash_table_insert (between, GSIZE_TO_POINTER (member), known);
    }
  return known;
}

GHashTable *
rapport_find_between (RapportReading  *reading,
                      gint64           programme,
                      gint64           member,
                      GError         **error)
{
  g_autoptr (GHashTable) between = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  static const char * const both[] = { select_requests_of, select_partnerships_of };
  GError *failure = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (both) && member != 0 && failure == NULL; i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, both[i]);

      sqlite3_bind_int64 (statement, 1, member);
      sqlite3_bind_int64 (statement, 2, programme);
      sqlite3_bind_int64 (statement, 3, rapport_reading_now (reading));
      while (rapport_reading_next (reading, statement, &failure))
        {
          RapportFindBetween *known = ensure_between (between, rapport_column_int (statement, 0));

          if (i == 1)
            known->partners = TRUE;
          else
            known->asked_before = TRUE;
          if (i == 0 && rapport_column_int (statement, 2) != 0)
            known->asked_at = rapport_column_int (statement, 1);
        }
    }
  if (failure == NULL)
    return g_steal_pointer (&between);
  g_propagate_error (error, failure);
  return NULL;
}
