/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "store/merge.h"
#include "store/sql.h"

/* Taking in changes from elsewhere: set union, whatever the order (DESIGN §3). */

RAPPORT_SQL (select_hash, "SELECT hash FROM change WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (select_clock, "SELECT clock FROM change WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (select_waiting_fields, "SELECT field FROM waiting WHERE replica = ?1 AND seq = ?2 AND entity = ?3")
RAPPORT_SQL (delete_waiting, "DELETE FROM waiting WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (insert_waiting,
             "INSERT OR IGNORE INTO waiting (replica, seq, entity, field) VALUES (?1, ?2, ?3, ?4)")
RAPPORT_SQL (count_waiting, "SELECT count (*) FROM (SELECT DISTINCT replica, seq FROM waiting)")
RAPPORT_SQL (select_changes_after, "SELECT no FROM change WHERE entity = ?1 AND clock <= ?2")

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_INVALID,
               _("These changes are damaged or were not written by Rapport (%s). Nothing was taken in; ask for them again."),
               what);
  return FALSE;
}

/* The heads of one field -------------------------------------------------------------------------------------------- */

/** The heads of a field after the change has come. */
typedef struct {
  gint64 field;
  GArray *heads;     /* Owned: gint64, numbers of changes */
  gboolean moved;    /* they are others than before */
} FieldHeads;

static void
field_heads_clear (gpointer data)
{
  g_array_unref (((FieldHeads *) data)->heads);
}

static gboolean
is_waited_for (GArray *waited,
               gint64  field)
{
  for (guint i = 0; i < waited->len; i++)
    if (g_array_index (waited, gint64, i) == field)
      return TRUE;
  return FALSE;
}

/* The fields for which somebody who had seen this change has come before it. */
static GArray *
select_waited (RapportTransaction *self,
               const RapportEntry *entry)
{
  GArray *waited = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_waiting_fields);

  sqlite3_bind_int64 (statement, 1, entry->replica);
  sqlite3_bind_int64 (statement, 2, entry->seq);
  sqlite3_bind_int64 (statement, 3, entry->entity);
  while (rapport_reading_next (&self->reading, statement, NULL))
    {
      gint64 field = sqlite3_column_int64 (statement, 0);

      g_array_append_val (waited, field);
    }
  return waited;
}

/* Remembers a change that the author had seen of @field, unless it is here: then it is no head any more. */
static gboolean
wait_for (RapportTransaction  *self,
          const RapportEntry  *entry,
          gint64               field,
          const RapportSeen   *seen,
          GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_clock);
  gint64 clock;

  sqlite3_bind_int64 (statement, 1, seen->replica);
  sqlite3_bind_int64 (statement, 2, seen->seq);
  if (rapport_reading_next (&self->reading, statement, NULL))
    {
      clock = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
      return clock < entry->clock || refuse (error, "clock");
    }
  statement = rapport_reading_statement (&self->reading, insert_waiting);
  sqlite3_bind_int64 (statement, 1, seen->replica);
  sqlite3_bind_int64 (statement, 2, seen->seq);
  sqlite3_bind_int64 (statement, 3, entry->entity);
  sqlite3_bind_int64 (statement, 4, field);
  return rapport_reading_run (&self->reading, statement, error);
}

static gboolean
is_among (const RapportHead *heads,
          guint              n_heads,
          const RapportSeen *seen)
{
  for (guint i = 0; i < n_heads; i++)
    if (heads[i].change->replica == seen->replica && heads[i].change->seq == seen->seq)
      return TRUE;
  return FALSE;
}

/* What the author had not seen stays a head; the change is one, unless somebody who had seen it came before. */
static gboolean
move_heads (RapportTransaction      *self,
            const RapportEntry      *entry,
            gint64                   change,
            const RapportBodyField  *field,
            RapportState            *state,
            GArray                  *waited,
            FieldHeads              *moved,
            GError                 **error)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (state, field->field, &n_heads);
  gboolean is_head = !is_waited_for (waited, field->field);

  for (guint i = 0; i < n_heads; i++)
    {
      RapportChange *head = heads[i].change;
      RapportSeen name = { head->replica, head->seq };

      if (!rapport_body_has_seen (&self->parsed, field, &name))
        g_array_append_val (moved->heads, head->no);
      else if (head->clock >= entry->clock)
        return refuse (error, "clock");
    }
  moved->moved = is_head || moved->heads->len != n_heads;
  if (is_head)
    g_array_append_val (moved->heads, change);

  for (guint i = 0; i < field->n_indices; i++)
    {
      guint index = g_array_index (self->parsed.indices, guint, field->first_index + i);
      const RapportSeen *seen = &g_array_index (self->parsed.seen, RapportSeen, index);

      if (!is_among (heads, n_heads, seen) && !wait_for (self, entry, field->field, seen, error))
        return FALSE;
    }
  return TRUE;
}

/* The heads of all its fields --------------------------------------------------------------------------------------- */

static gboolean
is_single (const FieldHeads *field,
           gint64            change)
{
  return field->heads->len == 1 && g_array_index (field->heads, gint64, 0) == change;
}

/* Whether the change is now the one head of every field that anything is known about. */
static gboolean
is_head_of_all (RapportTransaction *self,
                RapportState       *state,
                GArray             *fields,
                gint64              change)
{
  for (guint i = 0; i < fields->len; i++)
    if (!is_single (&g_array_index (fields, FieldHeads, i), change))
      return FALSE;
  for (guint i = 0; i < state->heads->len; i += rapport_state_run (state, i))
    if (rapport_body_find (&self->parsed, g_array_index (state->heads, RapportHead, i).field) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
store_heads (RapportTransaction  *self,
             RapportState        *state,
             GArray              *fields,
             gint64               change,
             GError             **error)
{
  if (is_head_of_all (self, state, fields, change))
    return rapport_journal_set_base (self, state->entity, change, state->has_rows, error);
  for (guint i = 0; i < fields->len; i++)
    {
      const FieldHeads *field = &g_array_index (fields, FieldHeads, i);

      if (field->moved
          && !rapport_journal_set_heads (self, state->entity, field->field, (const gint64 *) (gpointer) field->heads->data,
                                         field->heads->len, error))
        return FALSE;
    }
  return TRUE;
}

/* Those who had seen the change and came before it must have been written after it. */
static gboolean
check_waiters (RapportTransaction  *self,
               const RapportEntry  *entry,
               GError             **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_changes_after);
  RapportSeen name = { entry->replica, entry->seq };

  sqlite3_bind_int64 (statement, 1, entry->entity);
  sqlite3_bind_int64 (statement, 2, entry->clock);
  while (rapport_reading_next (&self->reading, statement, NULL))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (RapportChange) change = rapport_reading_change (&self->reading, g_array_index (numbers, gint64, i), error);

      if (change == NULL)
        return FALSE;
      for (guint j = 0; j < change->body.fields->len; j++)
        if (rapport_body_has_seen (&change->body, &g_array_index (change->body.fields, RapportBodyField, j), &name))
          return refuse (error, "clock");
    }
  return TRUE;
}

static gboolean
stop_waiting (RapportTransaction  *self,
              const RapportEntry  *entry,
              GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, delete_waiting);

  sqlite3_bind_int64 (statement, 1, entry->replica);
  sqlite3_bind_int64 (statement, 2, entry->seq);
  return rapport_reading_run (&self->reading, statement, error);
}

/**
 * rapport_merge_heads:
 * @entry: a change that has just been entered, its body in self->parsed
 * @change: its number
 * @state: the entity's heads before it came
 *
 * Brings the heads of the entity's fields up to date.
 */
gboolean
rapport_merge_heads (RapportTransaction  *self,
                     const RapportEntry  *entry,
                     gint64               change,
                     RapportState        *state,
                     GError             **error)
{
  g_autoptr (GArray) waited = select_waited (self, entry);
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (FieldHeads));

  g_array_set_clear_func (fields, field_heads_clear);
  /* Of an erased entity nothing is a head. */
  if (self->parsed.fields->len == 0)
    return stop_waiting (self, entry, error);
  for (guint i = 0; i < self->parsed.fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (self->parsed.fields, RapportBodyField, i);
      FieldHeads moved = { field->field, g_array_new (FALSE, FALSE, sizeof (gint64)), FALSE };

      g_array_append_val (fields, moved);
      if (!move_heads (self, entry, change, field, state, waited, &g_array_index (fields, FieldHeads, i), error))
        return FALSE;
    }
  return (waited->len == 0 || check_waiters (self, entry, error))
         && stop_waiting (self, entry, error)
         && store_heads (self, state, fields, change, error);
}

/**
 * rapport_merge_known:
 * @hash: of the line
 * @known: (out): whether the change is here already
 *
 * Returns: %FALSE with %RAPPORT_STORE_ERROR_FORK when it is here with another content
 */
gboolean
rapport_merge_known (RapportTransaction  *self,
                     gint64               replica,
                     gint64               seq,
                     const guint8        *hash,
                     gboolean            *known,
                     GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_hash);
  gboolean same;

  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, seq);
  *known = rapport_reading_next (&self->reading, statement, NULL);
  if (!*known)
    return TRUE;
  same = sqlite3_column_bytes (statement, 0) == RAPPORT_HASH_BYTES
         && memcmp (sqlite3_column_blob (statement, 0), hash, RAPPORT_HASH_BYTES) == 0;
  sqlite3_reset (statement);
  if (same)
    return TRUE;
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FORK,
                       _("Two copies of one database have gone on under one name, so that their changes cannot be told apart. "
                         "Nothing was taken in."));
  return FALSE;
}

guint
rapport_merge_count_waiting (RapportTransaction *self)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, count_waiting);
  guint n = 0;

  while (rapport_reading_next (&self->reading, statement, NULL))
    n = (guint) sqlite3_column_int (statement, 0);
  return n;
}
