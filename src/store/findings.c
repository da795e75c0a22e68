/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/findings.h"

#include <string.h>

#include "model/policy-odds.h"
#include "store/dictionary.h"
#include "store/fork.h"
#include "store/programmes.h"
#include "store/sql.h"

/* Rules that are broken after merging, and what is not here (DESIGN §3). */

RAPPORT_SQL (select_no_room,
             "SELECT p.mentor, count (*) AS taken FROM partnership AS p WHERE p.programme = ?1 AND p.ended_on = '' "
             "AND (p.ends_at = 0 OR p.ends_at > ?2) GROUP BY p.mentor "
             "HAVING taken > (SELECT max (e.capacity) FROM enrolment AS e "
             "WHERE e.member = p.mentor AND e.programme = ?1 AND e.role = 'mentor')")
RAPPORT_SQL (select_two_mentors,
             "SELECT mentee, count (DISTINCT mentor) AS n FROM partnership WHERE programme = ?1 AND ended_on = '' "
             "AND (ends_at = 0 OR ends_at > ?2) AND mentor <> mentee GROUP BY mentee HAVING n > ?3")
RAPPORT_SQL (select_two_partnerships,
             "SELECT mentee, mentor, count (*) AS n FROM partnership WHERE programme = ?1 AND ended_on = '' "
             "AND (ends_at = 0 OR ends_at > ?2) AND mentor <> mentee GROUP BY mentee, mentor HAVING n > 1")
RAPPORT_SQL (select_two_requests,
             "SELECT mentee, mentor, count (*) AS n FROM request WHERE programme = ?1 AND expires_at > ?2 AND answer = '' "
             "AND withdrawn_at = 0 AND contested = 0 GROUP BY mentee, mentor HAVING n > 1")
RAPPORT_SQL (select_contested, "SELECT no FROM request WHERE programme = ?1 AND contested = 1")
RAPPORT_SQL (select_oneself,
             "SELECT no FROM partnership WHERE programme = ?1 AND ended_on = '' AND (ends_at = 0 OR ends_at > ?2) "
             "AND mentor = mentee")
RAPPORT_SQL (select_two_enrolments,
             "SELECT programme, member, role, count (*) AS n FROM joined_enrolment GROUP BY member, programme, role HAVING n > 1")
RAPPORT_SQL (select_gaps, "SELECT replica, sum (last - first + 1) FROM gap GROUP BY replica")
RAPPORT_SQL (select_waits,
             "SELECT w.replica, count (DISTINCT w.seq) FROM waiting AS w WHERE NOT EXISTS "
             "(SELECT 1 FROM gap AS g WHERE g.replica = w.replica AND w.seq BETWEEN g.first AND g.last) GROUP BY w.replica")
RAPPORT_SQL (select_walls, "SELECT replica, max (wall) FROM operation GROUP BY replica")
RAPPORT_SQL (select_joins, "SELECT person, count (*) FROM joined GROUP BY person")

/* Clocks of people who work together do not differ by a day, whatever their zones. */
#define FAR_OFF_SECONDS (24 * 60 * 60)

static const char * const kind_ids[RAPPORT_N_FINDINGS] = {
  "double", "conflict", "unseen", "contested", "no-room", "two-mentors", "two-partnerships", "two-requests", "oneself",
  "two-enrolments", "policy", "missing", "held", "clock",
};

void
rapport_finding_free (RapportFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

RapportFinding *
rapport_finding_copy (const RapportFinding *self)
{
  RapportFinding *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  return copy;
}

const char *
rapport_finding_kind_id (RapportFindingKind kind)
{
  return kind_ids[kind];
}

/* What it is about, as every replica calls it. */
static char *
name_of (RapportReading     *reading,
         RapportFindingKind  kind,
         gint64              no)
{
  if (no == 0)
    return g_strdup ("");
  if (kind == RAPPORT_FINDING_MISSING || kind == RAPPORT_FINDING_HELD || kind == RAPPORT_FINDING_CLOCK)
    return g_strdup (rapport_reading_name (reading, RAPPORT_DICTIONARY_REPLICA, no));
  return rapport_reading_uuid (reading, no);
}

RapportFinding *
rapport_findings_add (RapportReading     *self,
                      GPtrArray          *findings,
                      RapportFindingKind  kind,
                      gint64              subject,
                      gint64              other,
                      const char         *name)
{
  RapportFinding *finding = g_new0 (RapportFinding, 1);
  g_autofree char *one = name_of (self, kind, subject);
  g_autofree char *two = name_of (self, kind, other);
  g_autofree char *key = NULL;
  g_autofree char *hash = NULL;

  key = g_strjoin (" ", kind_ids[kind], one, two, name != NULL ? name : "", NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  hash[12] = '\0';
  finding->kind = kind;
  finding->id = (gint64) g_ascii_strtoull (hash, NULL, 16) + 1;
  finding->subject = subject;
  finding->other = other;
  finding->name = g_strdup (name);
  g_ptr_array_add (findings, finding);
  return finding;
}

/* Rows of (subject[, other], how many), of a programme. */
static gboolean
add_rows (RapportReading      *self,
          GPtrArray           *findings,
          RapportFindingKind   kind,
          const char          *sql,
          gint64               programme,
          gint64               limit,
          GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, sql);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, 3 * sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  int n_columns;

  sqlite3_bind_int64 (statement, 1, programme);
  if (sqlite3_bind_parameter_count (statement) > 1)
    sqlite3_bind_int64 (statement, 2, rapport_reading_now (self));
  if (sqlite3_bind_parameter_count (statement) > 2)
    sqlite3_bind_int64 (statement, 3, limit);
  n_columns = sqlite3_column_count (statement);
  while (rapport_reading_next (self, statement, &failure))
    {
      gint64 row[3] = { sqlite3_column_int64 (statement, 0), n_columns > 2 ? sqlite3_column_int64 (statement, 1) : 0,
                        sqlite3_column_int64 (statement, n_columns - 1) };

      g_array_append_vals (rows, row, 1);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const gint64 *row = (const gint64 *) (gpointer) rows->data + 3 * i;
      RapportFinding *finding = rapport_findings_add (self, findings, kind, row[0], row[1], NULL);

      finding->programme = programme;
      finding->number = row[2];
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
add_odds (RapportReading         *self,
          GPtrArray              *findings,
          const RapportProgramme *programme)
{
  g_autoptr (GPtrArray) odds = rapport_policy_odds (programme->policy);

  for (guint i = 0; i < odds->len; i++)
    {
      const RapportPolicyOdd *odd = g_ptr_array_index (odds, i);

      rapport_findings_add (self, findings, RAPPORT_FINDING_POLICY, programme->no, 0, odd->key)->programme = programme->no;
    }
}

static gboolean
add_of_programme (RapportReading          *self,
                  GPtrArray               *findings,
                  const RapportProgramme  *programme,
                  GError                 **error)
{
  int most = programme->policy->mentors_per_mentee;

  add_odds (self, findings, programme);
  return add_rows (self, findings, RAPPORT_FINDING_CONTESTED, select_contested, programme->no, 0, error)
         && add_rows (self, findings, RAPPORT_FINDING_ONESELF, select_oneself, programme->no, 0, error)
         && add_rows (self, findings, RAPPORT_FINDING_NO_ROOM, select_no_room, programme->no, 0, error)
         && (most == 0
             || add_rows (self, findings, RAPPORT_FINDING_TWO_MENTORS, select_two_mentors, programme->no, most, error))
         && add_rows (self, findings, RAPPORT_FINDING_TWO_PARTNERSHIPS, select_two_partnerships, programme->no, 0, error)
         && add_rows (self, findings, RAPPORT_FINDING_TWO_REQUESTS, select_two_requests, programme->no, 0, error);
}

typedef struct {
  gint64 programme;
  gint64 member;
  gint64 n;
  char *role;
} Doubled;

static void
doubled_clear (gpointer data)
{
  g_free (((Doubled *) data)->role);
}

static gboolean
add_enrolments (RapportReading  *self,
                GPtrArray       *findings,
                GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_two_enrolments);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Doubled));
  g_autoptr (GError) failure = NULL;

  g_array_set_clear_func (rows, doubled_clear);
  while (rapport_reading_next (self, statement, &failure))
    {
      Doubled row = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                      sqlite3_column_int64 (statement, 3), rapport_column_dup (statement, 2) };

      g_array_append_val (rows, row);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const Doubled *row = &g_array_index (rows, Doubled, i);
      RapportFinding *finding = rapport_findings_add (self, findings, RAPPORT_FINDING_TWO_ENROLMENTS, row->member,
                                                      row->programme, row->role);

      finding->programme = row->programme;
      finding->number = row->n;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Sums (replica, number) up. */
static gboolean
sum_up (RapportReading  *self,
        const char      *sql,
        GHashTable      *sums,
        GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, sql);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self, statement, &failure))
    {
      gpointer replica = GSIZE_TO_POINTER (sqlite3_column_int64 (statement, 0));
      gint64 sum = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (sums, replica)) + sqlite3_column_int64 (statement, 1);

      g_hash_table_insert (sums, replica, GSIZE_TO_POINTER (sum));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
add_missing (RapportReading  *self,
             GPtrArray       *findings,
             GError         **error)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) walls = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer replica;
  gpointer number;

  if (!sum_up (self, select_gaps, missing, error) || !sum_up (self, select_waits, missing, error)
      || !sum_up (self, select_walls, walls, error))
    return FALSE;
  g_hash_table_iter_init (&iter, missing);
  while (g_hash_table_iter_next (&iter, &replica, &number))
    rapport_findings_add (self, findings, RAPPORT_FINDING_MISSING, (gint64) GPOINTER_TO_SIZE (replica), 0, NULL)->number
      = (gint64) GPOINTER_TO_SIZE (number);
  g_hash_table_iter_init (&iter, walls);
  while (g_hash_table_iter_next (&iter, &replica, &number))
    {
      gint64 wall = (gint64) GPOINTER_TO_SIZE (number) / 1000;

      if (wall > rapport_reading_now (self) + FAR_OFF_SECONDS)
        rapport_findings_add (self, findings, RAPPORT_FINDING_CLOCK, (gint64) GPOINTER_TO_SIZE (replica), 0, NULL)->number
          = wall;
    }
  return TRUE;
}

static gboolean
add_held (RapportReading  *self,
          GPtrArray       *findings,
          GError         **error)
{
  g_autoptr (GPtrArray) files = rapport_reading_held_files (self, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const RapportHeldFile *file = g_ptr_array_index (files, i);

      rapport_findings_add (self, findings, RAPPORT_FINDING_HELD, file->sender, 0, file->name)->number = file->seq;
    }
  return files != NULL;
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const RapportFinding *one = *(const RapportFinding * const *) a;
  const RapportFinding *other = *(const RapportFinding * const *) b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

/**
 * rapport_reading_findings:
 *
 * Returns: (transfer full) (nullable) (element-type RapportFinding): what a person should settle, by kind and id
 */
GPtrArray *
rapport_reading_findings (RapportReading  *self,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_finding_free);
  g_autoptr (GPtrArray) programmes = rapport_programmes_list (self, NULL, cancellable, error);

  if (programmes == NULL)
    return NULL;
  for (guint i = 0; i < programmes->len; i++)
    if (!add_of_programme (self, findings, g_ptr_array_index (programmes, i), error))
      return NULL;
  if (!add_enrolments (self, findings, error) || !add_missing (self, findings, error)
      || !add_held (self, findings, error)
      || !rapport_findings_add_doubles (self, findings, cancellable, error)
      || !rapport_findings_add_conflicts (self, findings, cancellable, error))
    return NULL;
  g_ptr_array_sort (findings, compare_findings);
  return g_steal_pointer (&findings);
}

GPtrArray *
rapport_reading_joins (RapportReading  *self,
                       GError         **error)
{
  g_autoptr (GPtrArray) joins = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_finding_free);
  g_autoptr (GHashTable) persons = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer person;
  gpointer number;

  if (!sum_up (self, select_joins, persons, error))
    return NULL;
  g_hash_table_iter_init (&iter, persons);
  while (g_hash_table_iter_next (&iter, &person, &number))
    rapport_findings_add (self, joins, RAPPORT_FINDING_DOUBLE, (gint64) GPOINTER_TO_SIZE (person), 0, "joined")->number
      = (gint64) GPOINTER_TO_SIZE (number);
  g_ptr_array_sort (joins, compare_findings);
  return g_steal_pointer (&joins);
}
