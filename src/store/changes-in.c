/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "store/changes.h"
#include "store/erase.h"
#include "store/erased.h"
#include "store/fork.h"
#include "store/merge.h"
#include "store/meta.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/wire-read.h"

RAPPORT_SQL (select_operation_named,
             "SELECT no, seq, title, args, wall, zone, author, undoes_replica, undoes_seq FROM operation "
             "WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (insert_foreign_operation,
             "INSERT INTO operation (replica, seq, title, args, wall, zone, author, undoes_replica, undoes_seq) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
RAPPORT_SQL (select_last, "SELECT max (seq) FROM change WHERE replica = ?1")
RAPPORT_SQL (insert_gap, "INSERT INTO gap (replica, first, last) VALUES (?1, ?2, ?3)")
RAPPORT_SQL (select_gap, "SELECT no, first, last FROM gap WHERE replica = ?1 AND first <= ?2 AND last >= ?2")
RAPPORT_SQL (delete_gap, "DELETE FROM gap WHERE no = ?1")

/** One merge on its way. */
typedef struct {
  RapportTransaction *transaction;
  GHashTable *touched;        /* Owned: entity → whether it was there before */
  gint64 operation;           /* the one whose object stands in operation_wire, 0: none */
  gint64 operation_replica;
  gint64 operation_seq;
  GString *operation_wire;    /* Owned */
  GString *scratch;           /* Owned */
  char *own;                  /* Owned: the name of this copy, NULL: none that matters */
  gint64 line_replica;        /* of the change that stood last in the file, 0: none yet */
  gint64 line_seq;
} Merging;

static void
merging_clear (Merging *self)
{
  g_hash_table_unref (self->touched);
  g_string_free (self->operation_wire, TRUE);
  g_string_free (self->scratch, TRUE);
  g_free (self->own);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merging, merging_clear)

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_INVALID,
               _("These changes are damaged or were not written by Rapport (%s). Nothing was taken in; ask for them again."),
               what);
  return FALSE;
}

/* Operations -------------------------------------------------------------------------------------------------------- */

static gint64
insert_operation (Merging                  *self,
                  gint64                    replica,
                  const RapportWireChange  *change,
                  GError                  **error)
{
  RapportReading *reading = &self->transaction->reading;
  gint64 undoes = change->undoes.replica != NULL
    ? rapport_reading_enter (reading, RAPPORT_DICTIONARY_REPLICA, change->undoes.replica, error) : 0;
  sqlite3_stmt *statement;

  if (undoes == 0 && change->undoes.replica != NULL)
    return 0;
  statement = rapport_reading_statement (reading, insert_foreign_operation);
  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, change->operation_seq);
  rapport_bind_borrowed (statement, 3, change->title);
  rapport_bind_borrowed (statement, 4, change->args);
  sqlite3_bind_int64 (statement, 5, change->wall);
  sqlite3_bind_int (statement, 6, change->zone);
  rapport_bind_borrowed (statement, 7, change->author);
  if (undoes != 0)
    {
      sqlite3_bind_int64 (statement, 8, undoes);
      sqlite3_bind_int64 (statement, 9, change->undoes.seq);
    }
  if (!rapport_reading_run (reading, statement, error))
    return 0;
  return sqlite3_last_insert_rowid (reading->connection->db);
}

/* The operation's object as the database has it, which must be as the line has it: the line is compared whole. */
static gint64
find_operation (Merging *self,
                gint64   replica,
                gint64   seq)
{
  RapportReading *reading = &self->transaction->reading;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_operation_named);
  gint64 no = 0;

  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, seq);
  if (rapport_reading_next (reading, statement, NULL))
    {
      g_string_truncate (self->operation_wire, 0);
      rapport_wire_operation_row (self->operation_wire, reading, statement, 1);
      no = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return no;
}

static gboolean
take_operation (Merging                  *self,
                gint64                    replica,
                const RapportWireChange  *change,
                GError                  **error)
{
  if (self->operation != 0 && self->operation_replica == replica && self->operation_seq == change->operation_seq)
    return TRUE;
  self->operation = find_operation (self, replica, change->operation_seq);
  if (self->operation == 0)
    {
      if (insert_operation (self, replica, change, error) == 0)
        return FALSE;
      self->operation = find_operation (self, replica, change->operation_seq);
    }
  self->operation_replica = replica;
  self->operation_seq = change->operation_seq;
  return self->operation != 0;
}

/* Gaps -------------------------------------------------------------------------------------------------------------- */

static gboolean
add_gap (RapportTransaction  *self,
         gint64               replica,
         gint64               first,
         gint64               last,
         GError             **error)
{
  sqlite3_stmt *statement;

  if (first > last)
    return TRUE;
  statement = rapport_reading_statement (&self->reading, insert_gap);
  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, last);
  return rapport_reading_run (&self->reading, statement, error);
}

static gboolean
fill_gap (RapportTransaction  *self,
          gint64               replica,
          gint64               seq,
          GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_gap);
  gint64 no;
  gint64 first;
  gint64 last;

  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, seq);
  if (!rapport_reading_next (&self->reading, statement, error))
    return TRUE;
  no = sqlite3_column_int64 (statement, 0);
  first = sqlite3_column_int64 (statement, 1);
  last = sqlite3_column_int64 (statement, 2);
  sqlite3_reset (statement);
  statement = rapport_reading_statement (&self->reading, delete_gap);
  sqlite3_bind_int64 (statement, 1, no);
  return rapport_reading_run (&self->reading, statement, error)
         && add_gap (self, replica, first, seq - 1, error)
         && add_gap (self, replica, seq + 1, last, error);
}

/* Before the change is entered: keeps the table of what is missing. */
static gboolean
note_seq (RapportTransaction  *self,
          gint64               replica,
          gint64               seq,
          GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_last);
  gint64 last;

  sqlite3_bind_int64 (statement, 1, replica);
  if (!rapport_reading_next (&self->reading, statement, error))
    return FALSE;
  last = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (seq > last)
    return add_gap (self, replica, last + 1, seq - 1, error);
  return fill_gap (self, replica, seq, error);
}

/* One change -------------------------------------------------------------------------------------------------------- */

static gboolean
encode (RapportTransaction       *self,
        const RapportWireChange  *change,
        GError                  **error)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (RapportSeen));

  for (guint i = 0; i < change->seen->len; i++)
    {
      const RapportWireName *name = &g_array_index (change->seen, RapportWireName, i);
      RapportSeen one = { rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_REPLICA, name->replica, error),
                          name->seq };

      if (one.replica == 0)
        return FALSE;
      g_array_append_val (seen, one);
    }
  rapport_body_begin (self->body, change->random, (const RapportSeen *) (gpointer) seen->data, seen->len);
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportWireField *field = &g_array_index (change->fields, RapportWireField, i);
      gint64 number = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_FIELD, field->name, error);

      if (number == 0)
        return FALSE;
      rapport_body_add (self->body, number, (const guint *) (gpointer) field->indices->data, field->indices->len,
                        field->value);
    }
  return rapport_body_parse (&self->parsed, self->body->data, self->body->len) || refuse (error, "body");
}

/* The order that the writer keeps, which the comparison with the line does not show. */
static gboolean
is_sorted (const RapportWireChange *change)
{
  for (guint i = 1; i < change->fields->len; i++)
    if (strcmp (g_array_index (change->fields, RapportWireField, i - 1).name,
                g_array_index (change->fields, RapportWireField, i).name) >= 0)
      return FALSE;
  for (guint i = 1; i < change->seen->len; i++)
    {
      const RapportWireName *one = &g_array_index (change->seen, RapportWireName, i - 1);
      const RapportWireName *other = &g_array_index (change->seen, RapportWireName, i);
      int order = strcmp (one->replica, other->replica);

      if (order > 0 || (order == 0 && one->seq >= other->seq))
        return FALSE;
    }
  return TRUE;
}

static gint64
find_entity (RapportTransaction       *self,
             const RapportWireChange  *change,
             GError                  **error)
{
  char uuid[RAPPORT_UUID_LENGTH + 1];
  gint64 entity;

  rapport_uuid_format (change->entity, uuid);
  entity = rapport_transaction_entity (self, change->kind, uuid);
  if (self->failure == NULL)
    return entity;
  g_propagate_error (error, g_error_copy (self->failure));
  return 0;
}

/* What has been erased before its changes came is emptied as they come. */
static gboolean
empty_erased (RapportTransaction  *self,
              const RapportEntry  *entry,
              const char          *kind,
              GError             **error)
{
  g_autoptr (GByteArray) emptied = NULL;

  if (!rapport_erased_anything (&self->reading))
    return TRUE;
  emptied = g_byte_array_new ();
  if (!rapport_erased_empty (&self->reading, entry, &self->parsed, emptied))
    return TRUE;
  rapport_erasure_note_names (self, &self->parsed);
  if (!rapport_erasure_note_blobs (self, kind, &self->parsed, error))
    return FALSE;
  g_byte_array_set_size (self->body, 0);
  g_byte_array_append (self->body, emptied->data, emptied->len);
  return rapport_body_parse (&self->parsed, self->body->data, self->body->len) || refuse (error, "body");
}

static gboolean
enter (Merging                  *self,
       const RapportWireChange  *change,
       gint64                    replica,
       const char               *line,
       const guint8             *hash,
       GError                  **error)
{
  RapportTransaction *transaction = self->transaction;
  RapportEntry entry = {
    .replica = replica, .replica_name = change->name.replica, .seq = change->name.seq, .clock = change->clock,
    .entity = find_entity (transaction, change, error), .operation = self->operation,
    .hash = change->is_emptied ? change->hash : NULL,
  };
  g_autoptr (RapportState) state = entry.entity != 0
    ? rapport_reading_state (&transaction->reading, entry.entity, error) : NULL;
  gint64 deleted = rapport_journal_deleted_field (transaction);
  gpointer key = GSIZE_TO_POINTER (entry.entity);
  gint64 no;

  if (state == NULL || !note_seq (transaction, replica, change->name.seq, error))
    return FALSE;
  if (!g_hash_table_contains (self->touched, key))
    g_hash_table_insert (self->touched, key, GINT_TO_POINTER (rapport_state_is_alive (state, deleted)));
  rapport_journal_put_line (transaction, &entry, change->kind, change->entity, self->operation_wire->str);
  if (strcmp (transaction->line->str, line) != 0)
    return refuse (error, "form");
  if (!empty_erased (transaction, &entry, change->kind, error))
    return FALSE;
  no = rapport_journal_enter (transaction, &entry, hash, error);
  if (no == 0)
    return FALSE;
  rapport_journal_meet_clock (transaction, change->clock);
  return rapport_merge_heads (transaction, &entry, no, state, error)
         && (strcmp (change->kind, RAPPORT_KIND_ERASURE) != 0
             || rapport_erasure_apply (transaction, entry.entity, self->touched, error));
}

static gboolean
take_blob (RapportTransaction *self,
           GBytes             *bytes)
{
  g_autofree char *hash = rapport_erased_blob (&self->reading, bytes) ? g_strdup ("")
                                                                      : rapport_transaction_add_blob (self, bytes);

  return hash != NULL;
}

/* Where a file begins in the middle, the two may have parted before: from where on nobody can say. */
static gboolean
is_cut (Merging *self,
        gint64   replica,
        gint64   seq)
{
  return seq > 1 && (self->line_replica != replica || self->line_seq != seq - 1);
}

/* Whether the change is here, after what is here under its name though it is another has been given a new one. */
static gboolean
look_up (Merging       *self,
         RapportMerge  *merge,
         gint64         replica,
         RapportWireName name,
         const guint8  *hash,
         gboolean      *known,
         GError       **error)
{
  RapportTransaction *transaction = self->transaction;
  g_autoptr (GError) failure = NULL;

  if (rapport_merge_known (transaction, replica, name.seq, hash, known, &failure))
    return TRUE;
  if (!g_error_matches (failure, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FORK) || is_cut (self, replica, name.seq)
      || !rapport_fork_is_unshared (transaction, name.replica, name.seq))
    {
      g_free (merge->forked);
      merge->forked = g_strdup (name.replica);
      merge->forked_at = name.seq;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  merge->n_reissued = (guint) (transaction->seq - name.seq + 1);
  self->operation = 0;
  *known = FALSE;
  return rapport_fork_reissue (transaction, name.seq, error);
}

/* Somebody has gone on under the name that this copy has: an earlier state of the file was put back, where nobody saw it.
 * What is written from now on needs another. */
static gboolean
leave_name (Merging     *self,
            const char  *replica,
            gint64       seq,
            GError     **error)
{
  RapportTransaction *transaction = self->transaction;

  if (g_strcmp0 (self->own, replica) != 0)
    return TRUE;
  g_clear_pointer (&self->own, g_free);
  if (!rapport_journal_begin (transaction, error))
    return FALSE;
  return strcmp (transaction->replica_name, replica) != 0 || seq <= transaction->seq
         || rapport_fork_reissue (transaction, seq, error);
}

static gboolean
take_line (Merging       *self,
           RapportMerge  *merge,
           const char    *line,
           gsize          length,
           GError       **error)
{
  RapportTransaction *transaction = self->transaction;
  g_autoptr (RapportWireChange) change = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) failure = NULL;
  guint8 hash[RAPPORT_HASH_BYTES];
  gboolean known;
  gint64 replica;

  if (strlen (line) != length)
    return refuse (error, "NUL");
  if (rapport_wire_read_blob (line, length, &blob, &failure))
    return take_blob (transaction, blob);
  change = failure == NULL ? rapport_wire_read (line, length, &failure) : NULL;
  if (change == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  replica = rapport_reading_enter (&transaction->reading, RAPPORT_DICTIONARY_REPLICA, change->name.replica, error);
  if (replica == 0)
    return FALSE;
  g_string_truncate (self->scratch, 0);
  g_string_append_len (self->scratch, line, (gssize) length);
  if (change->is_emptied)
    memcpy (hash, change->hash, sizeof hash);
  else
    rapport_wire_hash (transaction->checksum, self->scratch, hash);
  if (!look_up (self, merge, replica, change->name, hash, &known, error))
    return FALSE;
  self->line_replica = replica;
  self->line_seq = change->name.seq;
  if (known)
    {
      merge->n_known++;
      return TRUE;
    }
  merge->n_new++;
  if (!is_sorted (change))
    return refuse (error, "order");
  return leave_name (self, change->name.replica, change->name.seq, error)
         && take_operation (self, replica, change, error)
         && encode (transaction, change, error)
         && enter (self, change, replica, line, hash, error);
}

/* All of them ------------------------------------------------------------------------------------------------------- */

/**
 * rapport_changes_merge_command:
 * @merge: a #RapportMerge
 *
 * Puts changes in: each that is not here yet, all or none.
 *
 * Returns: %FALSE with %RAPPORT_STORE_ERROR_INVALID for what cannot be read, %RAPPORT_STORE_ERROR_FORK when a change is
 *   here with another content
 */
gboolean
rapport_changes_merge_command (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  RapportMerge *merge = data;
  g_auto (Merging) self = { .transaction = transaction };
  const char *line;
  gsize length;

  self.touched = g_hash_table_new (NULL, NULL);
  self.operation_wire = g_string_new (NULL);
  self.scratch = g_string_new (NULL);
  self.own = rapport_reading_meta (&transaction->reading, RAPPORT_META_REPLICA, NULL);
  if (!rapport_transaction_flush (transaction, error) || !rapport_journal_load_clock (transaction, error))
    return FALSE;
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error)
          || !merge->source (merge->data, &line, &length, error))
        return FALSE;
      if (line == NULL)
        break;
      if (!take_line (&self, merge, line, length, error))
        return FALSE;
    }
  merge->n_waiting = rapport_merge_count_waiting (transaction);
  return rapport_journal_project_touched (transaction, self.touched, error)
         && rapport_erase_newcomers (transaction, self.touched, error);
}
