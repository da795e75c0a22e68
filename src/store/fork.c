/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fork.h"

#include <string.h>

#include "model/uuid.h"
#include "store/epoch.h"
#include "store/erased.h"
#include "store/meta.h"
#include "store/sql.h"
#include "store/stored-wire.h"
#include "store/writing.h"

RAPPORT_SQL (select_tail, "SELECT no FROM change WHERE replica = ?1 AND seq >= ?2 ORDER BY seq")
RAPPORT_SQL (select_tail_begins, "SELECT 1 FROM operation WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (update_tail_operations,
             "UPDATE operation SET replica = ?3, seq = seq - ?2 + 1 WHERE replica = ?1 AND seq >= ?2")
RAPPORT_SQL (update_tail_undone,
             "UPDATE operation SET undoes_replica = ?3, undoes_seq = undoes_seq - ?2 + 1 "
             "WHERE undoes_replica = ?1 AND undoes_seq >= ?2")
RAPPORT_SQL (update_tail_erased,
             "UPDATE erased_change SET replica = ?3, seq = seq - ?2 + 1 WHERE replica = ?1 AND seq >= ?2")
RAPPORT_SQL (update_tail_change, "UPDATE change SET replica = ?2, seq = ?3, body = ?4 WHERE no = ?1")
RAPPORT_SQL (update_tail_hash, "UPDATE change SET hash = ?2 WHERE no = ?1")
RAPPORT_SQL (select_held, "SELECT substr (key, 6), value FROM meta WHERE key BETWEEN 'held/' AND 'held0' ORDER BY key")

/* What has gone out: "SEQ NAME". */
#define META_SHARED "shared"

/* What is held ------------------------------------------------------------------------------------------------------ */

void
rapport_held_file_free (RapportHeldFile *self)
{
  g_free (self->name);
  g_free (self);
}

/* "SEQ NAME", as the table meta has it. */
static gint64
split (const char  *text,
       const char **name)
{
  char *end = NULL;
  gint64 seq = g_ascii_strtoll (text, &end, 10);

  *name = *end == ' ' ? end + 1 : end;
  return seq;
}

GPtrArray *
rapport_reading_held_files (RapportReading  *self,
                            GError         **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_held_file_free);
  sqlite3_stmt *statement = rapport_reading_statement (self, select_held);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self, statement, &failure))
    {
      RapportHeldFile *file = g_new0 (RapportHeldFile, 1);
      const char *name;

      file->sender = rapport_reading_number (self, RAPPORT_DICTIONARY_REPLICA, rapport_column_text (statement, 0));
      file->seq = split (rapport_column_text (statement, 1), &name);
      file->name = g_strdup (name);
      g_ptr_array_add (files, file);
    }
  if (failure == NULL)
    return g_steal_pointer (&files);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * rapport_reading_hold_file:
 * @sender: the replica that wrote the file
 * @name: the one under which two have written
 * @seq: from where on
 *
 * Inside a transaction that writes: notes that the file was not taken in.
 */
gboolean
rapport_reading_hold_file (RapportReading  *self,
                           const char      *sender,
                           const char      *name,
                           gint64           seq,
                           GError         **error)
{
  g_autofree char *key = g_strconcat ("held/", sender, NULL);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT " %s", seq, name);

  /* No change tells of it: lists are read anew. */
  return rapport_reading_enter (self, RAPPORT_DICTIONARY_REPLICA, sender, error) != 0
         && rapport_reading_set_meta (self, key, value, error)
         && rapport_reading_renew_generation (self, error);
}

/* A file of that copy was taken in, or nobody wants to hear of it any more. */
gboolean
rapport_reading_let_file_go (RapportReading  *self,
                             const char      *sender,
                             GError         **error)
{
  g_autofree char *key = g_strconcat ("held/", sender, NULL);

  return rapport_reading_drop_meta (self, key, error)
         && (sqlite3_changes (self->connection->db) == 0 || rapport_reading_renew_generation (self, error));
}

/* What has gone out ------------------------------------------------------------------------------------------------- */

gboolean
rapport_fork_share (RapportTransaction  *self,
                    GError             **error)
{
  g_autofree char *value = NULL;

  if (!rapport_journal_begin (self, error))
    return FALSE;
  value = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->seq, self->replica_name);
  return rapport_reading_set_meta (&self->reading, META_SHARED, value, error);
}

/**
 * rapport_fork_is_unshared:
 * @replica: the name under which a change has come that is not the one that is here
 *
 * Returns: whether rapport_fork_reissue() can tell the two apart
 */
gboolean
rapport_fork_is_unshared (RapportTransaction  *self,
                          const char          *replica,
                          gint64               seq)
{
  g_autofree char *own = rapport_reading_meta (&self->reading, RAPPORT_META_REPLICA, NULL);
  g_autofree char *shared = NULL;
  const char *name = "";
  gint64 last;

  /* A file that was copied or restored takes another name here, and is then not the one that has forked. */
  if (self->operation != 0 || g_strcmp0 (own, replica) != 0 || !rapport_journal_begin (self, NULL)
      || strcmp (self->replica_name, replica) != 0)
    return FALSE;
  shared = rapport_reading_meta (&self->reading, META_SHARED, NULL);
  last = shared != NULL ? split (shared, &name) : 0;
  return last < seq || strcmp (name, replica) != 0;
}

/* Re-issuing -------------------------------------------------------------------------------------------------------- */

/** From one name to another. */
typedef struct {
  RapportTransaction *transaction;
  gint64 from;                /* number of the replica */
  const char *from_name;      /* Borrowed from the dictionary */
  gint64 first;               /* seq that becomes 1 */
  gint64 to;
  const char *to_name;
  GByteArray *body;           /* Owned */
  gint64 entity;              /* whose change is being moved */
  GHashTable *letters;        /* Owned: entity → itself: of what has another owner now */
} Move;

/* "NAME:SEQ", behind an "@" or not; %NULL: that is not moved. */
static char *
moved_name (const Move *self,
            const char *text)
{
  const char *name = text + (*text == '@');
  gsize length = strlen (self->from_name);
  gint64 seq;

  if (strncmp (name, self->from_name, length) != 0 || name[length] != ':')
    return NULL;
  seq = g_ascii_strtoll (name + length + 1, NULL, 10);
  if (seq < self->first)
    return NULL;
  return g_strdup_printf ("%s%s:%" G_GINT64_FORMAT, *text == '@' ? "@" : "", self->to_name, seq - self->first + 1);
}

/* Where the state of a letter names the copy that queued it, and that sends it. */
#define OWNER_OF_LETTER 2

static void
move_owner (const Move  *self,
            char       **state)
{
  if (g_strv_length (state) <= OWNER_OF_LETTER || strcmp (state[OWNER_OF_LETTER], self->from_name) != 0)
    return;
  g_free (state[OWNER_OF_LETTER]);
  state[OWNER_OF_LETTER] = g_strdup (self->to_name);
  g_hash_table_add (self->letters, GSIZE_TO_POINTER ((gsize) self->entity));
}

/* What a field says, with the names in it as they are from now on: of changes in erasures and in what is deleted, of the
 * copy in letters. */
static GVariant *
moved_value (const Move             *self,
             const RapportBodyField *field)
{
  const char *name = rapport_reading_name (&self->transaction->reading, RAPPORT_DICTIONARY_FIELD, field->field);
  g_autoptr (GVariant) value = rapport_body_value (field);
  gboolean letter = strcmp (name, "state") == 0;
  g_auto (GStrv) strings = NULL;

  if (field->type != RAPPORT_VALUE_STRV || (strcmp (name, RAPPORT_FIELD_DELETED) != 0 && strcmp (name, "targets") != 0 && !letter))
    return g_steal_pointer (&value);
  strings = g_variant_dup_strv (value, NULL);
  if (letter)
    move_owner (self, strings);
  for (guint i = 0; strings[i] != NULL && !letter; i++)
    {
      char *moved = moved_name (self, strings[i]);

      if (moved != NULL)
        {
          g_free (strings[i]);
          strings[i] = moved;
        }
    }
  return g_variant_ref_sink (g_variant_new_strv ((const char * const *) strings, -1));
}

typedef struct {
  RapportSeen seen;
  const char *name;
  guint before;               /* its index so far */
} MovedSeen;

static int
compare_moved (gconstpointer a,
               gconstpointer b)
{
  const MovedSeen *one = a;
  const MovedSeen *other = b;
  int order = strcmp (one->name, other->name);

  if (order != 0)
    return order;
  return (one->seen.seq > other->seen.seq) - (one->seen.seq < other->seen.seq);
}

/* The seen in their new order; @places: where each of the old ones stands. */
static GArray *
move_seen (const Move        *self,
           const RapportBody *body,
           guint             *places)
{
  g_autoptr (GArray) moved = g_array_sized_new (FALSE, FALSE, sizeof (MovedSeen), body->seen->len);
  GArray *seen = g_array_sized_new (FALSE, FALSE, sizeof (RapportSeen), body->seen->len);

  for (guint i = 0; i < body->seen->len; i++)
    {
      MovedSeen one = { g_array_index (body->seen, RapportSeen, i), NULL, i };

      if (one.seen.replica == self->from && one.seen.seq >= self->first)
        one.seen = (RapportSeen) { self->to, one.seen.seq - self->first + 1 };
      one.name = rapport_reading_name (&self->transaction->reading, RAPPORT_DICTIONARY_REPLICA, one.seen.replica);
      g_array_append_val (moved, one);
    }
  g_array_sort (moved, compare_moved);
  for (guint i = 0; i < moved->len; i++)
    {
      const MovedSeen *one = &g_array_index (moved, MovedSeen, i);

      g_array_append_val (seen, one->seen);
      places[one->before] = i;
    }
  return seen;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;

  return (one > other) - (one < other);
}

static void
move_body (Move              *self,
           const RapportBody *body)
{
  g_autofree guint *places = g_new0 (guint, body->seen->len + 1);
  g_autoptr (GArray) seen = move_seen (self, body, places);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));

  rapport_body_begin (self->body, body->random, (const RapportSeen *) (gpointer) seen->data, seen->len);
  for (guint i = 0; i < body->fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (body->fields, RapportBodyField, i);
      g_autoptr (GVariant) value = moved_value (self, field);

      g_array_set_size (indices, 0);
      for (guint j = 0; j < field->n_indices; j++)
        g_array_append_val (indices, places[g_array_index (body->indices, guint, field->first_index + j)]);
      g_array_sort (indices, compare_places);
      rapport_body_add (self->body, field->field, (const guint *) (gpointer) indices->data, indices->len, value);
    }
}

/* What was emptied keeps the hash of what its author had written: nobody can make it anew. */
static gboolean
hash_again (Move               *self,
            RapportStoredWire  *wire,
            gint64              no,
            GError            **error)
{
  RapportReading *reading = &self->transaction->reading;
  g_autoptr (RapportChange) change = rapport_reading_change (reading, no, error);
  g_autoptr (GString) line = g_string_new (NULL);
  guint8 hash[RAPPORT_HASH_BYTES];
  sqlite3_stmt *statement;

  if (change == NULL)
    return FALSE;
  if (rapport_body_is_emptied (&change->body))
    return TRUE;
  if (!rapport_stored_wire_write (wire, change, line, error))
    return FALSE;
  rapport_wire_hash (self->transaction->checksum, line, hash);
  statement = rapport_reading_statement (reading, update_tail_hash);
  sqlite3_bind_int64 (statement, 1, no);
  sqlite3_bind_blob (statement, 2, hash, sizeof hash, SQLITE_STATIC);
  return rapport_reading_run (reading, statement, error);
}

static gboolean
move_change (Move               *self,
             RapportStoredWire  *wire,
             gint64              no,
             GError            **error)
{
  RapportReading *reading = &self->transaction->reading;
  g_autoptr (RapportChange) change = rapport_reading_change (reading, no, error);
  sqlite3_stmt *statement;

  if (change == NULL)
    return FALSE;
  self->entity = change->entity;
  move_body (self, &change->body);
  statement = rapport_reading_statement (reading, update_tail_change);
  sqlite3_bind_int64 (statement, 1, no);
  sqlite3_bind_int64 (statement, 2, self->to);
  sqlite3_bind_int64 (statement, 3, change->seq - self->first + 1);
  sqlite3_bind_blob (statement, 4, self->body->data, (int) self->body->len, SQLITE_STATIC);
  return rapport_reading_run (reading, statement, error) && hash_again (self, wire, no, error);
}

static gboolean
move_rows (Move        *self,
           const char  *sql,
           GError     **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->transaction->reading, sql);

  sqlite3_bind_int64 (statement, 1, self->from);
  sqlite3_bind_int64 (statement, 2, self->first);
  sqlite3_bind_int64 (statement, 3, self->to);
  return rapport_reading_run (&self->transaction->reading, statement, error);
}

static GArray *
list_tail (Move    *self,
           GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (&self->transaction->reading, select_tail);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, self->from);
  sqlite3_bind_int64 (statement, 2, self->first);
  while (rapport_reading_next (&self->transaction->reading, statement, &failure))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  if (failure == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Two that have gone on from one state differ from the first change of an operation on: others were made by hand. */
static gboolean
begins_operation (Move *self)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->transaction->reading, select_tail_begins);
  gboolean found;

  sqlite3_bind_int64 (statement, 1, self->from);
  sqlite3_bind_int64 (statement, 2, self->first);
  found = rapport_reading_next (&self->transaction->reading, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

/* The Outbox asks the table whose a letter is. */
static gboolean
project_letters (Move    *self,
                 GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  gint64 deleted = rapport_journal_deleted_field (self->transaction);
  GHashTableIter iter;
  gpointer entity;

  g_hash_table_iter_init (&iter, self->letters);
  while (g_hash_table_iter_next (&iter, &entity, NULL))
    {
      g_autoptr (RapportState) state = rapport_reading_state (&self->transaction->reading, (gint64) GPOINTER_TO_SIZE (entity), error);

      if (state == NULL)
        return FALSE;
      g_hash_table_insert (touched, entity, GINT_TO_POINTER (rapport_state_is_alive (state, deleted)));
    }
  return rapport_journal_project_touched (self->transaction, touched, error);
}

static gboolean
move_tail (Move    *self,
           GError **error)
{
  RapportTransaction *transaction = self->transaction;
  g_autoptr (GArray) numbers = list_tail (self, error);
  RapportStoredWire *wire;
  gboolean done;

  if (numbers == NULL)
    return FALSE;
  if (numbers->len > 0 && !begins_operation (self))
    return rapport_reading_damaged (&transaction->reading, error);
  done = move_rows (self, update_tail_operations, error) && move_rows (self, update_tail_undone, error)
         && move_rows (self, update_tail_erased, error);
  wire = rapport_stored_wire_new (&transaction->reading);
  for (guint i = 0; done && i < numbers->len; i++)
    done = !g_cancellable_set_error_if_cancelled (transaction->cancellable, error)
           && move_change (self, wire, g_array_index (numbers, gint64, i), error);
  rapport_stored_wire_free (wire);
  transaction->seq = numbers->len;
  return done && project_letters (self, error);
}

/**
 * rapport_fork_reissue:
 * @seq: the first change that is to have another name; more than the last only takes the name
 *
 * Gives this copy a new name, and to its changes from @seq on names under it. To be asked of what nobody else has seen.
 */
gboolean
rapport_fork_reissue (RapportTransaction  *self,
                      gint64               seq,
                      GError             **error)
{
  g_autofree char *name = rapport_random_name ();
  Move move = { self, 0, NULL, seq, 0, NULL, NULL, 0, NULL };
  gboolean done;

  if (!rapport_journal_begin (self, error))
    return FALSE;
  move.from = self->replica;
  move.from_name = self->replica_name;
  move.to = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_REPLICA, name, error);
  if (move.to == 0)
    return FALSE;
  move.to_name = rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_REPLICA, move.to);
  move.body = g_byte_array_new ();
  move.letters = g_hash_table_new (NULL, NULL);
  done = move_tail (&move, error) && rapport_reading_set_meta (&self->reading, RAPPORT_META_REPLICA, name, error);
  g_byte_array_unref (move.body);
  g_hash_table_unref (move.letters);
  if (!done)
    return FALSE;
  self->replica = move.to;
  self->replica_name = move.to_name;
  rapport_epoch_take (&self->reading, self->seq);
  return rapport_epoch_turn (&self->reading, self->replica_name, error);
}
