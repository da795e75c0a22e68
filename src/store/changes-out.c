/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/fields.h"
#include "store/changes.h"
#include "store/dictionary.h"
#include "store/sql.h"
#include "store/stored-wire.h"
#include "store/wire-read.h"

RAPPORT_SQL (select_vector,
             "SELECT r.name, (SELECT max (seq) FROM change WHERE replica = r.no), "
             "(SELECT min (first) FROM gap WHERE replica = r.no), r.no FROM replica AS r")
RAPPORT_SQL (select_erasure_changes, "SELECT c.no FROM erasure AS x CROSS JOIN change AS c ON c.entity = x.no ORDER BY x.no")
RAPPORT_SQL (select_next_change, "SELECT no FROM change WHERE replica = ?1 AND seq > ?2 ORDER BY seq LIMIT 1")

/**
 * rapport_reading_vector:
 *
 * Returns: (transfer full) (nullable) (element-type utf8 gint64): replica name → the seq up to which all its changes are
 *   here
 */
GHashTable *
rapport_reading_vector (RapportReading  *self,
                        GError         **error)
{
  g_autoptr (GHashTable) vector = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (self, select_vector);

  while (rapport_reading_next (self, statement, &failure))
    {
      gint64 last = sqlite3_column_int64 (statement, 1);

      if (sqlite3_column_type (statement, 2) != SQLITE_NULL)
        last = sqlite3_column_int64 (statement, 2) - 1;
      if (last > 0)
        g_hash_table_insert (vector, rapport_column_dup (statement, 0), g_memdup2 (&last, sizeof last));
    }
  if (failure == NULL)
    return g_steal_pointer (&vector);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/** A sending on its way. */
typedef struct {
  RapportReading *reading;
  RapportChangeLine callback;
  gpointer data;
  RapportStoredWire *wire;  /* Owned */
  GHashTable *blobs;        /* Owned: hashes that have gone */
  GString *line;            /* Owned */
} Sending;

static void
sending_clear (Sending *self)
{
  rapport_stored_wire_free (self->wire);
  g_hash_table_unref (self->blobs);
  g_string_free (self->line, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sending, sending_clear)

static gboolean
send_blob (Sending                 *self,
           const RapportBodyField  *field,
           GError                 **error)
{
  g_autoptr (GVariant) value = rapport_body_value (field);
  const char *hash = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
    ? g_variant_get_string (value, NULL) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  GString *line;
  gboolean done;

  if (hash == NULL || g_hash_table_contains (self->blobs, hash))
    return TRUE;
  bytes = rapport_reading_blob (self->reading, hash);
  if (bytes == NULL)
    return TRUE;
  g_hash_table_add (self->blobs, g_strdup (hash));
  line = g_string_new (NULL);
  rapport_wire_blob (line, hash, bytes);
  done = self->callback (line->str, line->len, self->data, error);
  g_string_free (line, TRUE);
  return done;
}

static gboolean
send_blobs (Sending              *self,
            const RapportChange  *change,
            GError              **error)
{
  const char *kind = rapport_stored_wire_kind (self->wire);

  for (guint i = 0; i < change->body.fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (change->body.fields, RapportBodyField, i);
      const char *name = rapport_reading_name (self->reading, RAPPORT_DICTIONARY_FIELD, field->field);
      const RapportField *known = field->type == RAPPORT_VALUE_TEXT && field->size == 2 * RAPPORT_HASH_BYTES && name != NULL
        ? rapport_fields_find (kind, name) : NULL;

      if (known != NULL && known->type == RAPPORT_FIELD_BLOB && !send_blob (self, field, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
send_change (Sending  *self,
             gint64    no,
             gint64   *seq,
             GError  **error)
{
  g_autoptr (RapportChange) change = rapport_reading_change (self->reading, no, error);

  if (change == NULL)
    return FALSE;
  *seq = change->seq;
  g_string_truncate (self->line, 0);
  return rapport_stored_wire_write (self->wire, change, self->line, error)
         && send_blobs (self, change, error)
         && self->callback (self->line->str, self->line->len, self->data, error);
}

static gboolean
send_replica (Sending       *self,
              gint64         replica,
              gint64         after,
              GCancellable  *cancellable,
              GError       **error)
{
  for (;;)
    {
      sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_next_change);
      g_autoptr (GError) failure = NULL;
      gint64 no;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sqlite3_bind_int64 (statement, 1, replica);
      sqlite3_bind_int64 (statement, 2, after);
      if (!rapport_reading_next (self->reading, statement, &failure))
        {
          if (failure == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      no = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
      if (!send_change (self, no, &after, error))
        return FALSE;
    }
}

/* From where on a replica's changes go out. The last that the other side has goes again before newer ones: if another
 * stands there under its name, two copies have gone on under one. */
static gint64
last_not_sent (RapportReading *self,
               gint64          replica,
               gint64          has)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_next_change);
  gboolean newer;

  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, has);
  newer = rapport_reading_next (self, statement, NULL);
  sqlite3_reset (statement);
  return newer && has > 0 ? has - 1 : has;
}

/**
 * rapport_reading_changes_after:
 * @vector: (nullable): what the other side has, as rapport_reading_vector() gave it there; %NULL: nothing
 * @callback: takes each line
 *
 * Gives every change that the other side lacks, a replica after the other, in order, and of each the one before.
 */
gboolean
rapport_reading_changes_after (RapportReading     *self,
                               GHashTable         *vector,
                               RapportChangeLine   callback,
                               gpointer            data,
                               GCancellable       *cancellable,
                               GError            **error)
{
  g_auto (Sending) sending = { .reading = self, .callback = callback, .data = data };
  g_autoptr (GHashTable) own = rapport_reading_vector (self, error);
  g_autoptr (GArray) replicas = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement;

  sending.wire = rapport_stored_wire_new (self);
  sending.blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sending.line = g_string_new (NULL);
  if (own == NULL)
    return FALSE;
  statement = rapport_reading_statement (self, select_vector);
  while (rapport_reading_next (self, statement, NULL))
    {
      gint64 replica = sqlite3_column_int64 (statement, 3);

      g_array_append_val (replicas, replica);
    }
  for (guint i = 0; i < replicas->len; i++)
    {
      gint64 replica = g_array_index (replicas, gint64, i);
      const char *name = rapport_reading_name (self, RAPPORT_DICTIONARY_REPLICA, replica);
      const gint64 *has = vector != NULL ? g_hash_table_lookup (vector, name) : NULL;

      if (!send_replica (&sending, replica, has != NULL ? last_not_sent (self, replica, *has) : 0, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_reading_erasure_lines:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): for rapport_changes_merge_command()
 */
GPtrArray *
rapport_reading_erasure_lines (RapportReading  *self,
                               GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  RapportStoredWire *wire = rapport_stored_wire_new (self);
  sqlite3_stmt *statement = rapport_reading_statement (self, select_erasure_changes);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self, statement, &failure))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  for (guint i = 0; i < numbers->len && failure == NULL; i++)
    {
      g_autoptr (RapportChange) change = rapport_reading_change (self, g_array_index (numbers, gint64, i), &failure);
      g_autoptr (GString) line = g_string_new (NULL);

      if (change != NULL && rapport_stored_wire_write (wire, change, line, &failure))
        g_ptr_array_add (lines, g_strdup (line->str));
    }
  rapport_stored_wire_free (wire);
  if (failure == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
