/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "store/merge-mark.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/undo-before.h"
#include "store/undo-steps.h"

/* Undo restores, as a new operation, the values that the authors of an operation had seen (DESIGN §3). Redo is undo of
 * the undo. */

RAPPORT_SQL (select_changed_entities,
             "SELECT c.entity, e.kind, c.no FROM change AS c JOIN entity AS e ON e.no = c.entity WHERE c.operation = ?1")
RAPPORT_SQL (select_name, "SELECT replica, seq FROM operation WHERE no = ?1")

void
rapport_undo_result_free (RapportUndoResult *result)
{
  if (result == NULL)
    return;
  g_free (result->title);
  g_strfreev (result->args);
  g_free (result);
}

/* Restoring ------------------------------------------------------------------------------------------------------- */

/* Would the entity be gone, or half gone, though somebody has begun to use it? */
static gboolean
must_stay (RapportUndoing *self,
           const char     *kind)
{
  gboolean is_alive = rapport_state_is_alive (self->state, rapport_journal_deleted_field (self->transaction));

  if (self->was_alive || !is_alive)
    return FALSE;
  return self->later || rapport_projection_in_use (self->transaction, kind, self->state->entity, self->operation);
}

static void
set_restored (RapportUndoing        *self,
              RapportPending        *pending,
              const RapportRestored *restored,
              RapportChange         *from)
{
  const char *name = rapport_reading_name (&self->transaction->reading, RAPPORT_DICTIONARY_FIELD, restored->field);
  g_autoptr (GVariant) value = from != NULL ? rapport_body_value (rapport_body_find (&from->body, restored->field)) : NULL;

  rapport_pending_set (pending, restored->field, name, value);
}

/* A value that stood beside the one that is shown stands beside it again: a change of its own, unseen by the other. */
static gint64
append_loser (RapportUndoing         *self,
              const RapportRestored  *restored,
              guint                   index,
              GError                **error)
{
  g_autoptr (RapportPending) pending = rapport_pending_new (self->state->entity, FALSE);

  set_restored (self, pending, restored, g_ptr_array_index (restored->before, index));
  return rapport_journal_append (self->transaction, pending, self->state, error);
}

static gboolean
append_losers (RapportUndoing  *self,
               GArray          *losers,
               GError         **error)
{
  for (guint i = 0; i < self->restored->len; i++)
    {
      const RapportRestored *restored = &g_array_index (self->restored, RapportRestored, i);

      for (guint j = 0; j + 1 < restored->before->len; j++)
        {
          gint64 pair[2] = { restored->field, append_loser (self, restored, j, error) };

          if (pair[1] == 0)
            return FALSE;
          g_array_append_vals (losers, pair, 2);
        }
    }
  return TRUE;
}

RAPPORT_SQL (insert_loser, "INSERT INTO head (entity, field, change) VALUES (?1, ?2, ?3)")

static gboolean
reopen_conflicts (RapportUndoing  *self,
                  GArray          *losers,
                  gint64           winner,
                  GError         **error)
{
  RapportReading *reading = &self->transaction->reading;
  gint64 last = 0;

  for (guint i = 0; i < losers->len; i += 2)
    {
      gint64 field = g_array_index (losers, gint64, i);
      sqlite3_stmt *statement;

      if (field != last && !rapport_journal_set_heads (self->transaction, self->state->entity, field, &winner, 1, error))
        return FALSE;
      last = field;
      statement = rapport_reading_statement (reading, insert_loser);
      sqlite3_bind_int64 (statement, 1, self->state->entity);
      sqlite3_bind_int64 (statement, 2, field);
      sqlite3_bind_int64 (statement, 3, g_array_index (losers, gint64, i + 1));
      if (!rapport_reading_run (reading, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* What is shown may depend on there being a conflict. */
static gboolean
project_again (RapportUndoing  *self,
               GError         **error)
{
  g_autoptr (RapportState) state = rapport_reading_state (&self->transaction->reading, self->state->entity, error);

  return state != NULL
         && rapport_journal_project (self->transaction, state,
                                     rapport_state_is_alive (state, rapport_journal_deleted_field (self->transaction)), error);
}

static gboolean
write_restored (RapportUndoing  *self,
                GError         **error)
{
  g_autoptr (RapportPending) pending = rapport_pending_new (self->state->entity, FALSE);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 winner;

  for (guint i = 0; i < self->restored->len; i++)
    {
      const RapportRestored *restored = &g_array_index (self->restored, RapportRestored, i);
      guint n = restored->before->len;

      set_restored (self, pending, restored, n > 0 ? g_ptr_array_index (restored->before, n - 1) : NULL);
    }
  if (!append_losers (self, losers, error))
    return FALSE;
  winner = rapport_journal_write_over (self->transaction, pending, self->state, error);
  if (winner == 0 || losers->len == 0)
    return winner != 0;
  return reopen_conflicts (self, losers, winner, error) && project_again (self, error);
}

static gboolean
undo_entity (RapportTransaction  *transaction,
             GHashTable          *undone,
             gint64               operation,
             gint64               entity,
             const char          *kind,
             RapportUndoResult   *result,
             GError             **error)
{
  g_auto (RapportUndoing) self = { 0 };

  if (!rapport_undoing_init (&self, transaction, undone, operation, entity, error))
    return FALSE;
  if (self.later)
    result->left_alone++;
  if (self.restored->len == 0)
    return TRUE;
  if (must_stay (&self, kind))
    {
      result->left_alone += !self.later;
      return TRUE;
    }
  result->restored++;
  return write_restored (&self, error);
}

/* The whole operation --------------------------------------------------------------------------------------------- */

/** An entity that the operation has changed. */
typedef struct {
  gint64 entity;
  gint64 change;    /* the operation's last one of it */
  const char *kind; /* Borrowed from the dictionary */
  int rank;
} Changed;

/* Who refers to others goes before those, so that nothing is left that uses them. */
int
rapport_undo_rank (const char *kind)
{
  static const char *const kinds[] = {
    "letter", "signature", "meeting", "partnership", "request", "enrolment", "same-person", "member", "custom-field", "skill",
    "programme",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], kind) == 0)
      return (int) i + 1;
  return 0;
}

static int
compare_changed (gconstpointer a,
                 gconstpointer b)
{
  const Changed *one = a;
  const Changed *other = b;

  if (one->rank != other->rank)
    return one->rank - other->rank;
  /* Members name no members. FTS5 writes out what it has gathered whenever a row comes before the last. */
  if (strcmp (one->kind, "member") == 0 && one->entity != other->entity)
    return one->entity < other->entity ? -1 : 1;
  return (one->change < other->change) - (one->change > other->change);
}

static GArray *
list_changed (RapportTransaction  *transaction,
              gint64               operation,
              GError             **error)
{
  RapportReading *reading = &transaction->reading;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Changed));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_changed_entities);

  sqlite3_bind_int64 (statement, 1, operation);
  while (rapport_reading_next (reading, statement, &failure))
    {
      const char *kind = rapport_reading_name (reading, RAPPORT_DICTIONARY_KIND, sqlite3_column_int64 (statement, 1));
      Changed changed = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 2), kind, 0 };

      changed.kind = kind != NULL ? kind : "";
      changed.rank = rapport_undo_rank (changed.kind);
      g_array_append_val (list, changed);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  g_array_sort (list, compare_changed);
  return g_steal_pointer (&list);
}

static gboolean
undo_changed (RapportTransaction  *transaction,
              gint64               operation,
              GArray              *list,
              RapportUndoResult   *result,
              GError             **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) undone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const Changed *changed = &g_array_index (list, Changed, i);

      if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error))
        return FALSE;
      if (g_hash_table_add (done, GSIZE_TO_POINTER (changed->entity))
          && !undo_entity (transaction, undone, operation, changed->entity, changed->kind, result, error))
        return FALSE;
    }
  return TRUE;
}

static void
name_operation (RapportTransaction     *transaction,
                const char             *title,
                const RapportOperation *undone)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();

  g_ptr_array_add (args, undone->title);
  for (char **arg = undone->args; *arg != NULL; arg++)
    g_ptr_array_add (args, *arg);
  g_ptr_array_add (args, NULL);
  rapport_transaction_set_operation (transaction, title, (const char * const *) args->pdata);
}

static gboolean
name_undone (RapportTransaction  *transaction,
             gint64               operation,
             GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&transaction->reading, select_name);

  sqlite3_bind_int64 (statement, 1, operation);
  if (!rapport_reading_next (&transaction->reading, statement, error))
    return FALSE;
  transaction->undoes_replica = sqlite3_column_int64 (statement, 0);
  transaction->undoes_seq = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
undo_operation (RapportTransaction  *transaction,
                const char          *title,
                gint64               operation,
                RapportUndoResult   *result,
                GError             **error)
{
  g_autoptr (RapportOperation) undone = rapport_reading_first_operation (&transaction->reading, operation);
  g_autoptr (GArray) list = NULL;

  if (undone == NULL || !name_undone (transaction, operation, error))
    return FALSE;
  name_operation (transaction, title, undone);
  result->title = g_steal_pointer (&undone->title);
  result->args = g_steal_pointer (&undone->args);
  list = list_changed (transaction, operation, error);
  if (list == NULL
      || (strcmp (result->title, RAPPORT_TITLE_MERGE) == 0 && strcmp (title, RAPPORT_TITLE_UNDO) == 0
          && !rapport_merge_take_back (transaction, operation, result, error))
      || !undo_changed (transaction, operation, list, result, error))
    return FALSE;
  if (transaction->operation != 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       _("That cannot be taken back: later changes use all that it did."));
  return FALSE;
}

/**
 * rapport_undo_command:
 * @result: a cleared #RapportUndoResult
 *
 * Takes back the newest operation of the transaction's author on this replica that is not taken back yet. What later
 * operations use is left alone and counted.
 *
 * Returns: %FALSE with %RAPPORT_STORE_ERROR_NOTHING when there is none
 */
gboolean
rapport_undo_command (RapportTransaction  *transaction,
                      gpointer             result,
                      GError             **error)
{
  gint64 operation = rapport_reading_undo_step (&transaction->reading, transaction->author, FALSE);

  if (operation != 0)
    return undo_operation (transaction, RAPPORT_TITLE_UNDO, operation, result, error);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING, _("There is nothing to undo."));
  return FALSE;
}

/**
 * rapport_redo_command:
 * @result: a cleared #RapportUndoResult
 *
 * Does again what was undone last, unless something else was done since.
 */
gboolean
rapport_redo_command (RapportTransaction  *transaction,
                      gpointer             result,
                      GError             **error)
{
  gint64 operation = rapport_reading_undo_step (&transaction->reading, transaction->author, TRUE);

  if (operation != 0)
    return undo_operation (transaction, RAPPORT_TITLE_REDO, operation, result, error);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING, _("There is nothing to redo."));
  return FALSE;
}
