/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/joined-rows.h"

#include <string.h>

#include "store/projection-row.h"
#include "store/writing.h"

/* Who is one person with whom, and whose row stands for them all. */

RAPPORT_SQL (select_any, "SELECT 1 FROM same_person LIMIT 1")
RAPPORT_SQL (select_known, "SELECT 1 FROM same_person WHERE one = ?1 UNION ALL SELECT 1 FROM same_person WHERE other = ?1 LIMIT 1")
RAPPORT_SQL (select_fact, "SELECT one, other FROM same_person WHERE no = ?1")
RAPPORT_SQL (select_neighbours,
             "SELECT other FROM same_person WHERE one = ?1 AND verdict = 'same' "
             "UNION ALL SELECT one FROM same_person WHERE other = ?1 AND verdict = 'same'")
RAPPORT_SQL (select_person, "SELECT person FROM joined WHERE no = ?1")
RAPPORT_SQL (select_joined, "SELECT no FROM joined WHERE person = ?1 ORDER BY no")
RAPPORT_SQL (delete_joined, "DELETE FROM joined WHERE no = ?1")
RAPPORT_SQL (insert_joined, "INSERT INTO joined (no, person, issuer, number, email) VALUES (?1, ?2, ?3, ?4, ?5)")
RAPPORT_SQL (select_row, "SELECT 1 FROM member WHERE no = ?1")

/* Asking ---------------------------------------------------------------------------------------------------------- */

static gboolean
finds (RapportReading *reading,
       const char     *sql,
       gint64          no)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  gboolean found;

  if (no != 0)
    sqlite3_bind_int64 (statement, 1, no);
  found = rapport_reading_next (reading, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

/* Nearly every database, and every import, has none: then nobody is looked up. */
gboolean
rapport_joined_any (RapportTransaction *tx)
{
  if (tx->joins == 0)
    tx->joins = finds (&tx->reading, select_any, 0) ? 2 : 1;
  return tx->joins == 2;
}

gint64
rapport_reading_person (RapportReading *self,
                        gint64          member)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_person);
  gint64 person = member;

  sqlite3_bind_int64 (statement, 1, member);
  if (rapport_reading_next (self, statement, NULL))
    person = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return person;
}

static void
add_numbers (RapportReading *reading,
             const char     *sql,
             gint64          no,
             GArray         *numbers)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);

  sqlite3_bind_int64 (statement, 1, no);
  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, number);
    }
}

/**
 * rapport_reading_joined:
 *
 * Returns: (transfer full) (element-type gint64): the members that are joined as this person, itself among them; empty
 *   for one that is joined with nobody
 */
GArray *
rapport_reading_joined (RapportReading *self,
                        gint64          person)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_numbers (self, select_joined, person, numbers);
  return numbers;
}

gboolean
rapport_joined_is_joined (RapportTransaction *tx,
                          gint64              member)
{
  return finds (&tx->reading, select_person, member);
}

gint64
rapport_joined_person (RapportTransaction *tx,
                       gint64              member)
{
  return rapport_joined_any (tx) ? rapport_reading_person (&tx->reading, member) : member;
}

/* Whether a member that has just come may have rows already: settling tells the rows of members before they are told
 * themselves. */
gboolean
rapport_joined_has_settled (RapportTransaction *tx)
{
  return tx->has_settled;
}

gboolean
rapport_joined_is_known (RapportTransaction *tx,
                         gint64              member)
{
  return rapport_joined_any (tx) && finds (&tx->reading, select_known, member);
}

/* Settling -------------------------------------------------------------------------------------------------------- */

/** A member on the way from one person to another. */
typedef struct {
  gint64 no;
  gint64 person;          /* 0: not found yet */
  guint8 uuid[RAPPORT_UUID_BYTES];
  gboolean alive;         /* a member that is there: not deleted, and it has come already */
} Joined;

/* Everybody who is or was one person with any of @members. */
static GArray *
gather (RapportTransaction *tx,
        const gint64       *members,
        guint               n_members)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint kept = 0;

  g_array_append_vals (all, members, n_members);
  for (guint i = 0; i < all->len; i++)
    {
      gint64 no = g_array_index (all, gint64, i);

      /* The first time round each is entered, the second time taken out again. */
      if (no == 0 || !g_hash_table_add (known, GSIZE_TO_POINTER (no)))
        continue;
      add_numbers (&tx->reading, select_neighbours, no, all);
      add_numbers (&tx->reading, select_joined, rapport_reading_person (&tx->reading, no), all);
    }
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_remove (known, GSIZE_TO_POINTER (g_array_index (all, gint64, i))))
      g_array_index (all, gint64, kept++) = g_array_index (all, gint64, i);
  g_array_set_size (all, kept);
  return all;
}

static gboolean
load_joined (RapportTransaction  *tx,
             gint64               no,
             Joined              *joined,
             GError             **error)
{
  g_autoptr (RapportState) state = rapport_reading_state (&tx->reading, no, error);
  const char *kind;

  if (state == NULL || !rapport_journal_entity (tx, no, &kind, joined->uuid, error))
    return FALSE;
  joined->no = no;
  joined->person = 0;
  joined->alive = strcmp (kind, "member") == 0 && rapport_state_is_alive (state, rapport_journal_deleted_field (tx));
  return TRUE;
}

static Joined *
find_joined (GArray *all,
             gint64  no)
{
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Joined, i).no == no)
      return &g_array_index (all, Joined, i);
  return NULL;
}

static gboolean
stands_before (const Joined *one,
               const Joined *other)
{
  if (one->alive != other->alive)
    return one->alive;
  return memcmp (one->uuid, other->uuid, RAPPORT_UUID_BYTES) < 0;
}

/* Gives everybody who can be reached from @first the same person. Where nobody is left, each stands for itself. */
static void
give_person (RapportTransaction *tx,
             GArray             *all,
             Joined             *first)
{
  g_autoptr (GArray) reached = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) group = g_ptr_array_new ();
  Joined *person = first;

  g_array_append_val (reached, first->no);
  for (guint i = 0; i < reached->len; i++)
    {
      Joined *joined = find_joined (all, g_array_index (reached, gint64, i));

      if (joined == NULL || joined->person != 0)
        continue;
      joined->person = joined->no;
      g_ptr_array_add (group, joined);
      if (stands_before (joined, person))
        person = joined;
      add_numbers (&tx->reading, select_neighbours, joined->no, reached);
    }
  for (guint i = 0; i < group->len; i++)
    {
      Joined *joined = g_ptr_array_index (group, i);

      joined->person = person->alive ? person->no : joined->no;
    }
}

static char *
dup_text (RapportReading *reading,
          gint64          entity,
          const char     *field)
{
  g_autoptr (GVariant) value = rapport_reading_get (reading, entity, field);

  return g_strdup (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL)
                                                                                       : "");
}

static gboolean
write_joined (RapportTransaction  *tx,
              const Joined        *joined,
              gboolean             alone,
              GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&tx->reading, delete_joined);
  gboolean known_by_itself = joined->person == joined->no || !joined->alive;
  g_autofree char *issuer = known_by_itself ? g_strdup ("") : dup_text (&tx->reading, joined->no, "issuer");
  g_autofree char *number = known_by_itself ? g_strdup ("") : dup_text (&tx->reading, joined->no, "number");
  g_autofree char *email = known_by_itself ? g_strdup ("") : dup_text (&tx->reading, joined->no, "email");

  sqlite3_bind_int64 (statement, 1, joined->no);
  if (!rapport_reading_run (&tx->reading, statement, error))
    return FALSE;
  if (alone)
    return TRUE;
  statement = rapport_reading_statement (&tx->reading, insert_joined);
  sqlite3_bind_int64 (statement, 1, joined->no);
  sqlite3_bind_int64 (statement, 2, joined->person);
  rapport_bind_borrowed (statement, 3, issuer);
  rapport_bind_borrowed (statement, 4, number);
  rapport_bind_borrowed (statement, 5, email);
  return rapport_reading_run (&tx->reading, statement, error);
}

/* Who stands for others has a row, who is stood for has none. */
static gboolean
settle_row (RapportTransaction  *tx,
            const Joined        *joined,
            GError             **error)
{
  g_autoptr (RapportState) state = NULL;
  gboolean wants_row = joined->alive && joined->person == joined->no;

  if (wants_row == finds (&tx->reading, select_row, joined->no))
    return TRUE;
  if (!wants_row)
    return rapport_projection_put_member (tx, joined->no, NULL, 0, FALSE, error);
  state = rapport_reading_state (&tx->reading, joined->no, error);
  return state != NULL && rapport_journal_project (tx, state, FALSE, error);
}

static gboolean
is_alone (GArray       *all,
          const Joined *joined)
{
  for (guint i = 0; i < all->len; i++)
    if (&g_array_index (all, Joined, i) != joined && g_array_index (all, Joined, i).person == joined->person)
      return FALSE;
  return TRUE;
}

/* Writes who stands for @joined. What has named it, or who stood for it, is added to @moved if that is another now. */
static gboolean
settle_person (RapportTransaction  *tx,
               GArray              *all,
               const Joined        *joined,
               GArray              *moved,
               GError             **error)
{
  gboolean alone = is_alone (all, joined);
  gint64 before[] = { joined->no, rapport_reading_person (&tx->reading, joined->no) };

  if (before[1] != joined->person || finds (&tx->reading, select_person, joined->no) == alone)
    g_array_append_vals (moved, before, G_N_ELEMENTS (before));
  return write_joined (tx, joined, alone, error);
}

static gboolean
settle_all (RapportTransaction  *tx,
            GArray              *all,
            GError             **error)
{
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Joined, i).person == 0)
      give_person (tx, all, &g_array_index (all, Joined, i));
  for (guint i = 0; i < all->len; i++)
    if (!settle_person (tx, all, &g_array_index (all, Joined, i), moved, error))
      return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!settle_row (tx, &g_array_index (all, Joined, i), error))
      return FALSE;
  return moved->len == 0
         || rapport_joined_move_rows (tx, (const gint64 *) (gpointer) moved->data, moved->len, error);
}

/**
 * rapport_joined_settle:
 * @members: who is named by a fact that has come, changed or gone
 */
gboolean
rapport_joined_settle (RapportTransaction  *tx,
                       const gint64        *members,
                       guint                n_members,
                       GError             **error)
{
  g_autoptr (GArray) numbers = gather (tx, members, n_members);
  g_autoptr (GArray) all = g_array_sized_new (FALSE, TRUE, sizeof (Joined), numbers->len);
  gboolean was_joining = tx->joining;
  gboolean done = TRUE;

  for (guint i = 0; i < numbers->len && done; i++)
    {
      Joined joined;

      done = load_joined (tx, g_array_index (numbers, gint64, i), &joined, error);
      if (done)
        g_array_append_val (all, joined);
    }
  tx->joining = tx->has_settled = TRUE;
  done = done && settle_all (tx, all, error);
  tx->joining = was_joining;
  return done;
}

gboolean
rapport_joined_member_changed (RapportTransaction  *tx,
                               gint64               member,
                               gboolean             came_or_went,
                               GError             **error)
{
  if (tx->joining || (!came_or_went && rapport_reading_person (&tx->reading, member) == member))
    return TRUE;
  return rapport_joined_settle (tx, &member, 1, error);
}

/* The fact -------------------------------------------------------------------------------------------------------- */

static void
load_fact (RapportReading *reading,
           gint64          fact,
           gint64         *pair)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_fact);

  sqlite3_bind_int64 (statement, 1, fact);
  if (rapport_reading_next (reading, statement, NULL))
    {
      pair[0] = sqlite3_column_int64 (statement, 0);
      pair[1] = sqlite3_column_int64 (statement, 1);
    }
  sqlite3_reset (statement);
}

/**
 * rapport_projection_put_same_person:
 *
 * A #RapportProjector: the fact, and the rows of all whom it makes one person or several.
 */
gboolean
rapport_projection_put_same_person (RapportTransaction *tx,
                                    gint64              entity,
                                    GHashTable         *values,
                                    gint64              changed_at,
                                    gboolean            is_new,
                                    GError            **error)
{
  gint64 members[4] = { 0 };

  load_fact (&tx->reading, entity, members);
  if (!rapport_projection_delete_row (tx, "same-person", entity, error)
      || (values != NULL && !rapport_projection_put_row (tx, "same-person", entity, values, NULL, 0, error)))
    return FALSE;
  load_fact (&tx->reading, entity, members + 2);
  tx->joins = 0;
  return rapport_joined_settle (tx, members, G_N_ELEMENTS (members), error);
}

/**
 * rapport_transaction_say_same:
 *
 * Says that two members are one person, or that they are not. The fact is named by the two ids, so that who says it
 * twice says it once.
 */
gboolean
rapport_transaction_say_same (RapportTransaction          *self,
                              const RapportSamePersonFact *fact)
{
  g_autofree char *one = rapport_reading_uuid (&self->reading, fact->one);
  g_autofree char *other = rapport_reading_uuid (&self->reading, fact->other);
  g_autofree char *uuid = NULL;
  gboolean swap = g_strcmp0 (one, other) > 0;
  gint64 entity;

  if (one == NULL || other == NULL || fact->one == fact->other)
    return FALSE;
  uuid = rapport_uuid_v5 ("same-person", swap ? other : one, swap ? one : other, NULL);
  entity = rapport_transaction_entity (self, "same-person", uuid);
  rapport_transaction_set_string (self, entity, "one", swap ? other : one);
  rapport_transaction_set_string (self, entity, "other", swap ? one : other);
  rapport_transaction_set_string (self, entity, "verdict", *fact->verdict != '\0' ? fact->verdict : NULL);
  return TRUE;
}
