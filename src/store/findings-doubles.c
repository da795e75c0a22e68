/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/same-person.h"
#include "store/findings.h"
#include "store/sql.h"

/* Likely doubles: the verdict of model/same-person.c over blocks of members who share something, found along indexes. */

RAPPORT_SQL (blocks_by_email,
             "SELECT group_concat (no) FROM member WHERE email <> '' GROUP BY email COLLATE NOCASE "
             "HAVING count (*) BETWEEN 2 AND 40")
RAPPORT_SQL (blocks_by_number,
             "SELECT group_concat (no) FROM member WHERE number <> '' GROUP BY number HAVING count (*) BETWEEN 2 AND 40")
RAPPORT_SQL (blocks_by_name,
             "SELECT group_concat (no) FROM member GROUP BY sort_name HAVING count (*) BETWEEN 2 AND 40 AND sort_name <> ''")
RAPPORT_SQL (pairs_by_turned_name,
             "SELECT a.no || ',' || b.no FROM member AS a JOIN member AS b ON b.family_sort = a.sort_name "
             "WHERE a.no <> b.no AND a.sort_name <> '' AND b.sort_name <> a.sort_name")
RAPPORT_SQL (select_identity, "SELECT issuer, number, email, given_name, family_name FROM member WHERE no = ?1")
RAPPORT_SQL (select_said,
             "SELECT verdict FROM same_person WHERE one = ?1 AND other = ?2 AND verdict <> '' "
             "UNION ALL SELECT verdict FROM same_person WHERE one = ?2 AND other = ?1 AND verdict <> ''")

/* A name that more people share than that says nothing without a number or an address. */
#define MOST_OF_A_NAME 8

typedef struct {
  RapportReading *reading;
  GPtrArray *findings;
  GHashTable *known;        /* Owned: pairs that have been looked at */
  GCancellable *cancellable;
} Looking;

typedef struct {
  char *texts[5];
} Identity;

static void
identity_clear (Identity *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_pointer (&self->texts[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Identity, identity_clear)

static void
load_identity (RapportReading *reading,
               gint64          member,
               Identity       *identity)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_identity);

  sqlite3_bind_int64 (statement, 1, member);
  if (rapport_reading_next (reading, statement, NULL))
    for (guint i = 0; i < G_N_ELEMENTS (identity->texts); i++)
      identity->texts[i] = rapport_column_dup (statement, (int) i);
  sqlite3_reset (statement);
}

/* Somebody has said already whether they are. */
static gboolean
is_said (RapportReading *reading,
         gint64          one,
         gint64          other)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_said);
  gboolean found;

  sqlite3_bind_int64 (statement, 1, one);
  sqlite3_bind_int64 (statement, 2, other);
  found = rapport_reading_next (reading, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

static void
look_at_pair (Looking *self,
              gint64   one,
              gint64   other)
{
  g_auto (Identity) left = { { NULL } };
  g_auto (Identity) right = { { NULL } };
  g_autofree char *uuid = NULL;
  g_autofree char *other_uuid = NULL;
  gint64 key = MIN (one, other) << 32 | MAX (one, other);
  RapportIdentity a;
  RapportIdentity b;

  if (!g_hash_table_add (self->known, g_memdup2 (&key, sizeof key)))
    return;
  load_identity (self->reading, one, &left);
  load_identity (self->reading, other, &right);
  a = (RapportIdentity) { left.texts[0], left.texts[1], left.texts[2], left.texts[3], left.texts[4] };
  b = (RapportIdentity) { right.texts[0], right.texts[1], right.texts[2], right.texts[3], right.texts[4] };
  if (rapport_same_person (&a, &b) == RAPPORT_PERSON_DIFFERENT || is_said (self->reading, one, other))
    return;
  uuid = rapport_reading_uuid (self->reading, one);
  other_uuid = rapport_reading_uuid (self->reading, other);
  if (strcmp (uuid, other_uuid) < 0)
    rapport_findings_add (self->reading, self->findings, RAPPORT_FINDING_DOUBLE, one, other, NULL);
  else
    rapport_findings_add (self->reading, self->findings, RAPPORT_FINDING_DOUBLE, other, one, NULL);
}

static gboolean
look_at_block (Looking     *self,
               const char  *block,
               guint        most,
               GError     **error)
{
  g_auto (GStrv) members = g_strsplit (block, ",", -1);
  guint n = g_strv_length (members);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < n && n <= most; i++)
    for (guint j = i + 1; j < n; j++)
      look_at_pair (self, g_ascii_strtoll (members[i], NULL, 10), g_ascii_strtoll (members[j], NULL, 10));
  return TRUE;
}

static gboolean
look_at_blocks (Looking     *self,
                const char  *sql,
                guint        most,
                GError     **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, sql);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self->reading, statement, &failure))
    g_ptr_array_add (blocks, rapport_column_dup (statement, 0));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; i < blocks->len; i++)
    if (!look_at_block (self, g_ptr_array_index (blocks, i), most, error))
      return FALSE;
  return TRUE;
}

gboolean
rapport_findings_add_doubles (RapportReading  *self,
                              GPtrArray       *findings,
                              GCancellable    *cancellable,
                              GError         **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Looking looking = { self, findings, known, cancellable };

  return look_at_blocks (&looking, blocks_by_email, G_MAXUINT, error)
         && look_at_blocks (&looking, blocks_by_number, G_MAXUINT, error)
         && look_at_blocks (&looking, blocks_by_name, MOST_OF_A_NAME, error)
         && look_at_blocks (&looking, pairs_by_turned_name, 2, error);
}
