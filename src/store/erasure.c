/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/fields.h"
#include "store/dictionary.h"
#include "store/erase.h"
#include "store/erased.h"
#include "store/meta.h"
#include "store/projection.h"
#include "store/sql.h"

/* What an entity of kind 'erasure' says becomes true of every change that is here. Its fields: `targets`, each UUID,
 * UUID/FIELD or @REPLICA:SEQ; `blobs`, hashes in hex; `salt` and `digests`; `counts` and `erased_at` for the account. */

RAPPORT_SQL (insert_erased, "INSERT OR IGNORE INTO erased (entity, field) VALUES (?1, ?2)")
RAPPORT_SQL (insert_erased_change, "INSERT OR IGNORE INTO erased_change (replica, seq) VALUES (?1, ?2)")
RAPPORT_SQL (insert_erased_blob, "INSERT OR IGNORE INTO erased_blob (hash) VALUES (?1)")
RAPPORT_SQL (insert_erased_digest, "INSERT OR IGNORE INTO erased_digest (salt, digest) VALUES (?1, ?2)")
RAPPORT_SQL (select_changes_to_empty, "SELECT no FROM change WHERE entity = ?1")
RAPPORT_SQL (update_body, "UPDATE change SET body = ?2 WHERE no = ?1")
RAPPORT_SQL (drop_heads, "DELETE FROM head WHERE entity = ?1")
RAPPORT_SQL (drop_base, "UPDATE entity SET base = NULL WHERE no = ?1")
RAPPORT_SQL (drop_waiting, "DELETE FROM waiting WHERE entity = ?1")
RAPPORT_SQL (drop_blobs,
             "DELETE FROM blob WHERE hash IN (SELECT hash FROM erased_blob) "
             "AND NOT EXISTS (SELECT 1 FROM member WHERE photo = lower (hex (blob.hash)) AND photo <> '')")
RAPPORT_SQL (optimise_texts, "INSERT INTO member_text (member_text) VALUES ('optimize')")

typedef struct {
  RapportTransaction *transaction;
  GHashTable *touched;   /* Borrowed: entity → whether it had a row */
  GArray *scratch;       /* Owned: gint64 */
  GByteArray *body;      /* Owned */
} Erasing;

static void
erasing_clear (Erasing *self)
{
  g_array_unref (self->scratch);
  g_byte_array_unref (self->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Erasing, erasing_clear)

static gboolean
run_with (RapportReading  *reading,
          const char      *sql,
          gint64           number,
          GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);

  sqlite3_bind_int64 (statement, 1, number);
  return rapport_reading_run (reading, statement, error);
}

/* Emptying ---------------------------------------------------------------------------------------------------------- */

static gboolean
touch (Erasing  *self,
       gint64    entity,
       GError  **error)
{
  gpointer key = GSIZE_TO_POINTER (entity);
  g_autoptr (RapportState) state = NULL;

  if (g_hash_table_contains (self->touched, key))
    return TRUE;
  state = rapport_reading_state (&self->transaction->reading, entity, error);
  if (state == NULL)
    return FALSE;
  g_hash_table_insert (self->touched, key,
                       GINT_TO_POINTER (rapport_state_is_alive (state, rapport_journal_deleted_field (self->transaction))));
  return TRUE;
}

static gboolean
empty_change (Erasing  *self,
              gint64    no,
              GError  **error)
{
  RapportReading *reading = &self->transaction->reading;
  g_autoptr (RapportChange) change = rapport_reading_change (reading, no, error);
  RapportEntry entry = { 0 };
  sqlite3_stmt *statement;

  if (change == NULL)
    return FALSE;
  entry.replica = change->replica;
  entry.seq = change->seq;
  entry.entity = change->entity;
  if (!rapport_erased_empty (reading, &entry, &change->body, self->body))
    return TRUE;
  rapport_erasure_note_names (self->transaction, &change->body);
  statement = rapport_reading_statement (reading, update_body);
  sqlite3_bind_int64 (statement, 1, no);
  sqlite3_bind_blob (statement, 2, self->body->data, (int) self->body->len, SQLITE_STATIC);
  return rapport_reading_run (reading, statement, error)
         && rapport_erasure_note_blobs (self->transaction, "member", &change->body, error);
}

static gboolean
empty_entity (Erasing  *self,
              gint64    entity,
              GError  **error)
{
  RapportReading *reading = &self->transaction->reading;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_changes_to_empty);
  g_autoptr (GError) failure = NULL;

  g_array_set_size (self->scratch, 0);
  sqlite3_bind_int64 (statement, 1, entity);
  while (rapport_reading_next (reading, statement, &failure))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (self->scratch, no);
    }
  for (guint i = 0; i < self->scratch->len && failure == NULL; i++)
    empty_change (self, g_array_index (self->scratch, gint64, i), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Targets ----------------------------------------------------------------------------------------------------------- */

/* %TRUE with *@fresh when nobody had erased it before. */
static gboolean
insert_pair (RapportReading  *reading,
             const char      *sql,
             gint64           one,
             gint64           other,
             gboolean        *fresh,
             GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);

  sqlite3_bind_int64 (statement, 1, one);
  sqlite3_bind_int64 (statement, 2, other);
  if (!rapport_reading_run (reading, statement, error))
    return FALSE;
  *fresh = sqlite3_changes (reading->connection->db) > 0;
  return TRUE;
}

static gboolean
erase_entity (Erasing     *self,
              const char  *uuid,
              const char  *field,
              GError     **error)
{
  RapportReading *reading = &self->transaction->reading;
  gint64 entity = rapport_transaction_refer (self->transaction, uuid);
  gint64 number = 0;
  const char *kind;
  guint8 bytes[RAPPORT_UUID_BYTES];
  gboolean fresh;

  if (entity == 0)
    return TRUE;
  if (!rapport_journal_entity (self->transaction, entity, &kind, bytes, error))
    return FALSE;
  /* Nobody erases an erasure. */
  if (strcmp (kind, RAPPORT_KIND_ERASURE) == 0)
    return TRUE;
  if (field != NULL)
    number = rapport_reading_enter (reading, RAPPORT_DICTIONARY_FIELD, field, error);
  if ((field != NULL && number == 0) || !insert_pair (reading, insert_erased, entity, number, &fresh, error))
    return FALSE;
  if (!fresh)
    return TRUE;
  self->transaction->erased = TRUE;
  if (!touch (self, entity, error) || !empty_entity (self, entity, error))
    return FALSE;
  return number != 0
         || (run_with (reading, drop_heads, entity, error) && run_with (reading, drop_base, entity, error)
             && run_with (reading, drop_waiting, entity, error));
}

/* @REPLICA:SEQ */
static gboolean
erase_change (Erasing     *self,
              const char  *name,
              GError     **error)
{
  RapportReading *reading = &self->transaction->reading;
  const char *colon = strrchr (name, ':');
  g_autofree char *replica = colon != NULL ? g_strndup (name + 1, (gsize) (colon - name - 1)) : NULL;
  gint64 seq = colon != NULL ? g_ascii_strtoll (colon + 1, NULL, 10) : 0;
  gint64 number = replica != NULL && *replica != '\0' && seq > 0
    ? rapport_reading_enter (reading, RAPPORT_DICTIONARY_REPLICA, replica, error) : 0;
  g_autoptr (RapportChange) change = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean fresh;

  if (number == 0)
    return TRUE;
  if (!insert_pair (reading, insert_erased_change, number, seq, &fresh, error))
    return FALSE;
  change = fresh ? rapport_reading_change_named (reading, number, seq, &failure) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->transaction->erased |= fresh;
  return change == NULL || (touch (self, change->entity, error) && empty_change (self, change->no, error));
}

static gboolean
erase_target (Erasing     *self,
              const char  *target,
              GError     **error)
{
  const char *slash = strchr (target, '/');
  g_autofree char *uuid = slash != NULL ? g_strndup (target, (gsize) (slash - target)) : g_strdup (target);

  if (*target == '@')
    return erase_change (self, target, error);
  return erase_entity (self, uuid, slash != NULL ? slash + 1 : NULL, error);
}

/**
 * rapport_erasure_note_blob:
 * @hash: in hex
 *
 * The bytes of that name go at the end of the transaction, and do not come back, unless they are somebody's photo.
 */
gboolean
rapport_erasure_note_blob (RapportTransaction  *self,
                           const char          *hash,
                           GError             **error)
{
  sqlite3_stmt *statement;
  guint8 bytes[RAPPORT_HASH_BYTES];

  if (strlen (hash) != 2 * sizeof bytes)
    return TRUE;
  for (guint i = 0; i < sizeof bytes; i++)
    {
      int high = g_ascii_xdigit_value (hash[2 * i]);
      int low = g_ascii_xdigit_value (hash[2 * i + 1]);

      if (high < 0 || low < 0)
        return TRUE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  self->erased = TRUE;
  statement = rapport_reading_statement (&self->reading, insert_erased_blob);
  sqlite3_bind_blob (statement, 1, bytes, sizeof bytes, SQLITE_TRANSIENT);
  return rapport_reading_run (&self->reading, statement, error);
}

/**
 * rapport_erasure_note_blobs:
 *
 * As rapport_erasure_note_blob(), all that a change of an entity of @kind names, before it is emptied.
 */
gboolean
rapport_erasure_note_blobs (RapportTransaction  *self,
                            const char          *kind,
                            const RapportBody   *body,
                            GError             **error)
{
  for (guint i = 0; i < body->fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (body->fields, RapportBodyField, i);
      const char *name = rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_FIELD, field->field);
      const RapportField *known = name != NULL ? rapport_fields_find (kind, name) : NULL;
      g_autoptr (GVariant) value = NULL;

      if (known == NULL || known->type != RAPPORT_FIELD_BLOB)
        continue;
      value = rapport_body_value (field);
      if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
          && !rapport_erasure_note_blob (self, g_variant_get_string (value, NULL), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_digests (RapportTransaction  *self,
              const char          *salt,
              const char         **digests,
              GError             **error)
{
  for (guint i = 0; digests != NULL && digests[i] != NULL; i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (&self->reading, insert_erased_digest);

      rapport_bind_text (statement, 1, salt);
      rapport_bind_text (statement, 2, digests[i]);
      if (!rapport_reading_run (&self->reading, statement, error))
        return FALSE;
    }
  return TRUE;
}

static const char **
get_list (GHashTable *values,
          const char *field)
{
  GVariant *value = g_hash_table_lookup (values, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY) ? g_variant_get_strv (value, NULL) : NULL;
}

/**
 * rapport_erasure_apply:
 * @erasure: an entity of kind 'erasure' whose change has been entered
 */
gboolean
rapport_erasure_apply (RapportTransaction  *transaction,
                       gint64               erasure,
                       GHashTable          *touched,
                       GError             **error)
{
  g_auto (Erasing) self = { transaction, touched, g_array_new (FALSE, FALSE, sizeof (gint64)), g_byte_array_new () };
  g_autoptr (GHashTable) values = rapport_reading_get_all (&transaction->reading, erasure);
  g_autofree const char **targets = get_list (values, "targets");
  g_autofree const char **blobs = get_list (values, "blobs");
  g_autofree const char **digests = get_list (values, "digests");
  GVariant *salt = g_hash_table_lookup (values, "salt");

  for (guint i = 0; targets != NULL && targets[i] != NULL; i++)
    if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error) || !erase_target (&self, targets[i], error))
      return FALSE;
  for (guint i = 0; blobs != NULL && blobs[i] != NULL; i++)
    if (!rapport_erasure_note_blob (transaction, blobs[i], error))
      return FALSE;
  return note_digests (transaction, salt != NULL && g_variant_is_of_type (salt, G_VARIANT_TYPE_STRING)
                                      ? g_variant_get_string (salt, NULL) : "", digests, error);
}

/**
 * rapport_erasure_finish:
 *
 * Before the commit of what has erased something, the projections being told: removes the bytes of photos, takes deleted
 * words out of the dictionaries and the full text, and makes every process read anew.
 */
gboolean
rapport_erasure_finish (RapportTransaction  *self,
                        GError             **error)
{
  g_autofree char *generation = NULL;

  if (!self->erased && self->erased_names == NULL)
    return TRUE;
  generation = rapport_uuid_v7 (self->wall);
  if (!rapport_erasure_drop_words (self, error)
      || !rapport_reading_set_meta (&self->reading, RAPPORT_META_GENERATION, generation, error))
    return FALSE;
  return !self->erased
         || (rapport_reading_run (&self->reading, rapport_reading_statement (&self->reading, drop_blobs), error)
             && rapport_reading_run (&self->reading, rapport_reading_statement (&self->reading, optimise_texts), error)
             && rapport_reading_set_meta (&self->reading, RAPPORT_META_UNTIDY, generation, error));
}

gpointer
rapport_erasure_untidy_query (RapportReading  *reading,
                              gpointer         data,
                              GCancellable    *cancellable,
                              GError         **error)
{
  return rapport_reading_meta (reading, RAPPORT_META_UNTIDY, error);
}

/**
 * rapport_erasure_tidied_command:
 * @data: what rapport_erasure_untidy_query() gave before
 *
 * A #RapportCommand: backups and drafts hold nothing more of what had been erased by then.
 */
gboolean
rapport_erasure_tidied_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  g_autofree char *now = rapport_reading_meta (&transaction->reading, RAPPORT_META_UNTIDY, NULL);

  return g_strcmp0 (now, data) != 0 || rapport_reading_drop_meta (&transaction->reading, RAPPORT_META_UNTIDY, error);
}
