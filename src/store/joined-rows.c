/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/joined-rows.h"
#include "store/projection-row.h"
#include "store/writing.h"

/* The rows of what names joined members, and of their enrolments, of which one a role is shown. */

RAPPORT_SQL (select_enrolments_of, "SELECT no FROM enrolment WHERE member = ?1")
RAPPORT_SQL (select_shadows_of, "SELECT no FROM joined_enrolment WHERE member = ?1")
RAPPORT_SQL (select_requests_of_mentee, "SELECT no FROM request WHERE mentee = ?1")
RAPPORT_SQL (select_requests_of_mentor, "SELECT no FROM request WHERE mentor = ?1")
RAPPORT_SQL (select_partnerships_of_mentee, "SELECT no FROM partnership WHERE mentee = ?1")
RAPPORT_SQL (select_partnerships_of_mentor, "SELECT no FROM partnership WHERE mentor = ?1")
RAPPORT_SQL (select_letters_to, "SELECT no FROM letter WHERE member = ?1")
RAPPORT_SQL (select_letters_about, "SELECT no FROM letter WHERE other = ?1")

RAPPORT_SQL (select_group, "SELECT programme, member, role FROM joined_enrolment WHERE no = ?1")
RAPPORT_SQL (select_of_group,
             "SELECT j.no FROM joined_enrolment AS j JOIN entity AS r ON r.no = j.record JOIN entity AS e ON e.no = j.no "
             "WHERE j.member = ?2 AND j.programme = ?1 AND j.role = ?3 ORDER BY j.record <> j.member, r.id, e.id")
RAPPORT_SQL (delete_shadow, "DELETE FROM joined_enrolment WHERE no = ?1")
RAPPORT_SQL (insert_shadow,
             "INSERT INTO joined_enrolment (no, programme, member, record, role) VALUES (?1, ?2, ?3, ?4, ?5)")
RAPPORT_SQL (select_enrolment_row, "SELECT 1 FROM enrolment WHERE no = ?1")

/* Moving ---------------------------------------------------------------------------------------------------------- */

static void
collect (RapportTransaction *tx,
         const char         *sql,
         gint64              member,
         GHashTable         *known,
         GArray             *numbers)
{
  sqlite3_stmt *statement = rapport_reading_statement (&tx->reading, sql);

  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (&tx->reading, statement, NULL))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      if (g_hash_table_add (known, GSIZE_TO_POINTER (no)))
        g_array_append_val (numbers, no);
    }
}

/**
 * rapport_joined_move_rows:
 * @members: who stands for another person now than before
 *
 * Tells the rows that name them again from the journal. The rows name whom they named before: one of @members.
 */
gboolean
rapport_joined_move_rows (RapportTransaction  *tx,
                          const gint64        *members,
                          guint                n_members,
                          GError             **error)
{
  static const char * const selects[] = {
    select_enrolments_of, select_shadows_of, select_requests_of_mentee, select_requests_of_mentor,
    select_partnerships_of_mentee, select_partnerships_of_mentor, select_letters_to, select_letters_about,
  };
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_members; i++)
    for (guint j = 0; j < G_N_ELEMENTS (selects); j++)
      collect (tx, selects[j], members[i], known, numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (&tx->reading, delete_shadow);

      sqlite3_bind_int64 (statement, 1, g_array_index (numbers, gint64, i));
      if (!rapport_reading_run (&tx->reading, statement, error))
        return FALSE;
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (RapportState) state = rapport_reading_state (&tx->reading, g_array_index (numbers, gint64, i), error);

      if (state == NULL || !rapport_journal_project (tx, state, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* Enrolments ------------------------------------------------------------------------------------------------------ */

/** Enrolments of one person in one role of one programme: one of them has a row. */
typedef struct {
  gint64 programme;
  gint64 member;
  char *role;     /* Owned; NULL: the enrolment is of nobody who is joined */
} Group;

static void
group_clear (Group *group)
{
  g_clear_pointer (&group->role, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Group, group_clear)

static void
load_group (RapportTransaction *tx,
            gint64              enrolment,
            Group              *group)
{
  sqlite3_stmt *statement = rapport_reading_statement (&tx->reading, select_group);

  sqlite3_bind_int64 (statement, 1, enrolment);
  if (rapport_reading_next (&tx->reading, statement, NULL))
    {
      group->programme = sqlite3_column_int64 (statement, 0);
      group->member = sqlite3_column_int64 (statement, 1);
      group->role = rapport_column_dup (statement, 2);
    }
  sqlite3_reset (statement);
}

static gboolean
enter_shadow (RapportTransaction  *tx,
              gint64               enrolment,
              GHashTable          *values,
              GError             **error)
{
  const char *member = rapport_values_text (values, "member");
  const char *programme = rapport_values_text (values, "programme");
  gint64 record = *member != '\0' ? rapport_transaction_refer (tx, member) : 0;
  gint64 person = rapport_joined_person (tx, record);
  sqlite3_stmt *statement;

  if (record == 0 || !rapport_joined_is_joined (tx, record))
    return TRUE;
  statement = rapport_reading_statement (&tx->reading, insert_shadow);
  sqlite3_bind_int64 (statement, 1, enrolment);
  sqlite3_bind_int64 (statement, 2, *programme != '\0' ? rapport_transaction_refer (tx, programme) : 0);
  sqlite3_bind_int64 (statement, 3, person);
  sqlite3_bind_int64 (statement, 4, record);
  rapport_bind_borrowed (statement, 5, rapport_values_text (values, "role"));
  return rapport_reading_run (&tx->reading, statement, error);
}

/* What the journal says of it, whatever is being told to the projection just now. */
static gboolean
put_from_journal (RapportTransaction  *tx,
                  gint64               enrolment,
                  GError             **error)
{
  g_autoptr (GHashTable) values = rapport_reading_get_all (&tx->reading, enrolment);

  return rapport_projection_put_row (tx, "enrolment", enrolment, values, NULL, 0, error);
}

static gboolean
has_row (RapportTransaction *tx,
         gint64              enrolment)
{
  sqlite3_stmt *statement = rapport_reading_statement (&tx->reading, select_enrolment_row);
  gboolean found;

  sqlite3_bind_int64 (statement, 1, enrolment);
  found = rapport_reading_next (&tx->reading, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

GArray *
rapport_reading_joined_enrolments (RapportReading *self,
                                   gint64          person,
                                   gint64          programme,
                                   const char     *role)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (self, select_of_group);

  sqlite3_bind_int64 (statement, 1, programme);
  sqlite3_bind_int64 (statement, 2, person);
  rapport_bind_borrowed (statement, 3, role);
  while (rapport_reading_next (self, statement, NULL))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  return numbers;
}

/* The person's own one first, then that of the smallest id: the same everywhere. */
static gboolean
settle_group (RapportTransaction  *tx,
              const Group         *group,
              GError             **error)
{
  g_autoptr (GArray) numbers = NULL;

  if (group->role == NULL)
    return TRUE;
  numbers = rapport_reading_joined_enrolments (&tx->reading, group->member, group->programme, group->role);
  for (guint i = 1; i < numbers->len; i++)
    if (!rapport_projection_delete_row (tx, "enrolment", g_array_index (numbers, gint64, i), error))
      return FALSE;
  if (numbers->len == 0 || has_row (tx, g_array_index (numbers, gint64, 0)))
    return TRUE;
  return put_from_journal (tx, g_array_index (numbers, gint64, 0), error);
}

/**
 * rapport_projection_put_enrolment:
 *
 * A #RapportProjector. Of several enrolments of one person in one role one has a row.
 */
gboolean
rapport_projection_put_enrolment (RapportTransaction *tx,
                                  gint64              entity,
                                  GHashTable         *values,
                                  gint64              changed_at,
                                  gboolean            is_new,
                                  GError            **error)
{
  g_auto (Group) before = { 0 };
  g_auto (Group) now = { 0 };
  sqlite3_stmt *statement;

  if (!rapport_joined_any (tx))
    return values == NULL || rapport_projection_put_row (tx, "enrolment", entity, values, NULL, 0, error);
  load_group (tx, entity, &before);
  statement = rapport_reading_statement (&tx->reading, delete_shadow);
  sqlite3_bind_int64 (statement, 1, entity);
  if (!rapport_reading_run (&tx->reading, statement, error)
      || (values != NULL && !enter_shadow (tx, entity, values, error)))
    return FALSE;
  load_group (tx, entity, &now);
  return (values == NULL || rapport_projection_put_row (tx, "enrolment", entity, values, NULL, 0, error))
         && settle_group (tx, &before, error)
         && settle_group (tx, &now, error);
}
