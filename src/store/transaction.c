/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transaction.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/encoder.h"
#include "store/epoch.h"
#include "store/erased.h"
#include "store/meta.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/writing.h"

/* An import sets hundreds of thousands of entities: when this many wait, all are written. */
#define MOST_PENDING 4096

RAPPORT_SQL (find_entity, "SELECT no, kind FROM entity WHERE id = ?1")
RAPPORT_SQL (insert_entity, "INSERT INTO entity (id, kind) VALUES (?1, ?2)")
RAPPORT_SQL (update_kind, "UPDATE entity SET kind = ?2 WHERE no = ?1")
RAPPORT_SQL (insert_blob, "INSERT INTO blob (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")

/* Pending values -------------------------------------------------------------------------------------------------- */

static void
setting_clear (gpointer data)
{
  RapportSetting *setting = data;

  g_clear_pointer (&setting->value, g_variant_unref);
}

RapportPending *
rapport_pending_new (gint64   entity,
                     gboolean is_new)
{
  RapportPending *self = g_new0 (RapportPending, 1);

  self->entity = entity;
  self->is_new = is_new;
  /* As many as an imported member sets; more than 1 KiB costs malloc() a walk over what is free. */
  self->settings = g_array_sized_new (FALSE, FALSE, sizeof (RapportSetting), 40);
  g_array_set_clear_func (self->settings, setting_clear);
  return self;
}

void
rapport_pending_free (RapportPending *self)
{
  g_array_unref (self->settings);
  g_free (self);
}

/* @value is sunk. */
void
rapport_pending_set (RapportPending *self,
                     gint64          field,
                     const char     *name,
                     GVariant       *value)
{
  RapportSetting setting = { field, name, value != NULL ? g_variant_ref (value) : NULL };

  for (guint i = 0; i < self->settings->len; i++)
    {
      RapportSetting *old = &g_array_index (self->settings, RapportSetting, i);

      if (old->field == field)
        {
          setting_clear (old);
          *old = setting;
          return;
        }
    }
  g_array_append_val (self->settings, setting);
}

/* Life ------------------------------------------------------------------------------------------------------------ */

RapportTransaction *
rapport_transaction_new (RapportConnection *connection,
                         RapportClock      *clock,
                         const char        *author,
                         GCancellable      *cancellable)
{
  RapportTransaction *self = g_new0 (RapportTransaction, 1);

  self->wall = rapport_clock_now_ms (clock);
  self->zone = rapport_clock_zone (clock);
  self->reading.connection = connection;
  self->reading.now = self->wall / 1000;
  self->author = g_strdup (author);
  self->cancellable = cancellable;
  self->operation_wire = g_string_new (NULL);
  self->order = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_pending_free);
  self->pending = g_hash_table_new (NULL, NULL);
  self->body = g_byte_array_new ();
  rapport_body_init (&self->parsed);
  self->line = g_string_new (NULL);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  return self;
}

void
rapport_transaction_free (RapportTransaction *self)
{
  g_clear_pointer (&self->erased_names, g_hash_table_unref);
  g_hash_table_unref (self->values);
  g_checksum_free (self->checksum);
  g_string_free (self->line, TRUE);
  rapport_body_clear (&self->parsed);
  g_byte_array_unref (self->body);
  g_hash_table_unref (self->pending);
  g_ptr_array_unref (self->order);
  g_string_free (self->operation_wire, TRUE);
  g_strfreev (self->args);
  g_free (self->title);
  g_free (self->author);
  g_clear_error (&self->failure);
  g_free (self->referred);
  for (guint i = 0; i < RAPPORT_SHARED_NUMBERS; i++)
    g_clear_pointer (&self->numbers[i], g_variant_unref);
  g_free (self);
}

gboolean
rapport_transaction_finish (RapportTransaction  *self,
                            GError             **error)
{
  g_autofree char *clock = NULL;

  if (!rapport_transaction_flush (self, error) || !rapport_erasure_finish (self, error))
    return FALSE;
  if (self->operation != 0)
    rapport_epoch_take (&self->reading, self->seq);
  if (self->clock == self->clock_saved)
    return TRUE;
  clock = g_strdup_printf ("%" G_GINT64_FORMAT, self->clock);
  return rapport_reading_set_meta (&self->reading, RAPPORT_META_CLOCK, clock, error);
}

/**
 * rapport_transaction_reading:
 *
 * Returns: (transfer none): for queries that see what this transaction has flushed
 */
RapportReading *
rapport_transaction_reading (RapportTransaction *self)
{
  return &self->reading;
}

/* The instant of the whole transaction, unix seconds. */
gint64
rapport_transaction_now (RapportTransaction *self)
{
  return self->reading.now;
}

GCancellable *
rapport_transaction_get_cancellable (RapportTransaction *self)
{
  return self->cancellable;
}

void
rapport_transaction_set_operation (RapportTransaction *self,
                                   const char         *title,
                                   const char * const *args)
{
  g_return_if_fail (self->operation == 0);

  g_free (self->title);
  self->title = g_strdup (title);
  g_strfreev (self->args);
  self->args = g_strdupv ((char **) args);
}

void
rapport_transaction_set_operation_on (RapportTransaction *self,
                                      const char         *title,
                                      gint64              entity)
{
  g_autofree char *uuid = rapport_reading_uuid (&self->reading, entity);

  rapport_transaction_set_operation (self, title, (const char * const []) { uuid, NULL });
}

/* Entities -------------------------------------------------------------------------------------------------------- */

static void
fail (RapportTransaction *self,
      GError             *failure)
{
  if (self->failure == NULL)
    self->failure = failure;
  else
    g_error_free (failure);
}

const char *
rapport_transaction_replica (RapportTransaction *self)
{
  GError *failure = NULL;

  if (!rapport_journal_begin (self, &failure))
    fail (self, failure);
  return self->replica_name != NULL ? self->replica_name : "";
}

/* A few skills are named by everybody, and who was made just now by what is made next: the numbers of the entities named
 * lately, found by the end of their names. */
#define MOST_REFERRED 8192

struct _RapportReferred
{
  guint8 uuid[RAPPORT_UUID_BYTES];
  gint64 entity;
};

static struct _RapportReferred *
place_of_referred (RapportTransaction *self,
                   const guint8       *uuid)
{
  if (self->referred == NULL)
    self->referred = g_new0 (struct _RapportReferred, MOST_REFERRED);
  return &self->referred[(uuid[14] << 8 | uuid[15]) % MOST_REFERRED];
}

static gint64
enter_entity (RapportTransaction *self,
              const guint8       *uuid,
              gint64              kind)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, insert_entity);
  struct _RapportReferred *referred = place_of_referred (self, uuid);
  GError *failure = NULL;

  sqlite3_bind_blob (statement, 1, uuid, RAPPORT_UUID_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, kind);
  if (!rapport_reading_run (&self->reading, statement, &failure))
    {
      fail (self, failure);
      return 0;
    }
  memcpy (referred->uuid, uuid, RAPPORT_UUID_BYTES);
  referred->entity = sqlite3_last_insert_rowid (self->reading.connection->db);
  return referred->entity;
}

static RapportPending *
add_pending (RapportTransaction *self,
             gint64              entity,
             gboolean            is_new)
{
  RapportPending *pending = rapport_pending_new (entity, is_new);

  g_ptr_array_add (self->order, pending);
  g_hash_table_insert (self->pending, GSIZE_TO_POINTER (entity), pending);
  return pending;
}

static gint64
new_entity (RapportTransaction *self,
            const char         *kind,
            const guint8       *uuid)
{
  GError *failure = NULL;
  gint64 kind_no = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_KIND, kind, &failure);
  RapportPending *pending;
  gint64 entity;

  if (kind_no == 0
      || (self->order->len >= MOST_PENDING && !rapport_transaction_flush (self, &failure)))
    {
      fail (self, failure);
      return 0;
    }
  entity = enter_entity (self, uuid, kind_no);
  if (entity == 0)
    return 0;
  pending = add_pending (self, entity, TRUE);
  pending->kind = rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_KIND, kind_no);
  memcpy (pending->uuid, uuid, RAPPORT_UUID_BYTES);
  return entity;
}

/**
 * rapport_transaction_new_entity:
 *
 * Returns: the number of a new entity with a name of its own; it comes to life with the first field that is set
 */
gint64
rapport_transaction_new_entity (RapportTransaction *self,
                                const char         *kind)
{
  if (self->last_uuid[6] == 0)
    rapport_uuid_make (self->wall, self->last_uuid);
  else
    rapport_uuid_follow (self->last_uuid, &self->randoms);
  return new_entity (self, kind, self->last_uuid);
}

static void
adopt_kind (RapportTransaction *self,
            gint64              entity,
            gint64              known,
            const char         *kind)
{
  GError *failure = NULL;
  gint64 kind_no = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_KIND, kind, &failure);
  sqlite3_stmt *statement;

  if (kind_no == known && kind_no != 0)
    return;
  if (kind_no != 0 && known != 0)
    g_set_error (&failure, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_INVALID,
                 _("One name is given to two kinds of things (%s). Nothing was taken in."), kind);
  else if (kind_no != 0)
    {
      statement = rapport_reading_statement (&self->reading, update_kind);
      sqlite3_bind_int64 (statement, 1, entity);
      sqlite3_bind_int64 (statement, 2, kind_no);
      rapport_reading_run (&self->reading, statement, &failure);
    }
  if (failure != NULL)
    fail (self, failure);
}

/**
 * rapport_transaction_entity:
 * @kind: its kind
 * @uuid: its name
 *
 * For what is named by what made it: whoever makes it twice, makes it once. Setting a field of one that was deleted
 * brings it back.
 *
 * Returns: its number, entered if it is new
 */
gint64
rapport_transaction_entity (RapportTransaction *self,
                            const char         *kind,
                            const char         *uuid)
{
  guint8 bytes[RAPPORT_UUID_BYTES];
  sqlite3_stmt *statement;
  GError *failure = NULL;
  gint64 entity;
  gint64 known;

  g_return_val_if_fail (rapport_uuid_parse (uuid, bytes), 0);

  statement = rapport_reading_statement (&self->reading, find_entity);
  sqlite3_bind_blob (statement, 1, bytes, sizeof bytes, SQLITE_TRANSIENT);
  if (!rapport_reading_next (&self->reading, statement, &failure))
    {
      if (failure == NULL)
        return new_entity (self, kind, bytes);
      fail (self, failure);
      return 0;
    }
  entity = sqlite3_column_int64 (statement, 0);
  known = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  adopt_kind (self, entity, known, kind);
  return entity;
}

gint64
rapport_transaction_refer (RapportTransaction *self,
                           const char         *uuid)
{
  guint8 bytes[RAPPORT_UUID_BYTES];
  struct _RapportReferred *referred;
  gint64 entity;

  if (!rapport_uuid_parse (uuid, bytes))
    return 0;
  referred = place_of_referred (self, bytes);
  if (referred->entity != 0 && memcmp (referred->uuid, bytes, sizeof bytes) == 0)
    return referred->entity;
  entity = rapport_reading_find (&self->reading, uuid);
  if (entity == 0)
    return enter_entity (self, bytes, 0);
  memcpy (referred->uuid, bytes, sizeof bytes);
  referred->entity = entity;
  return entity;
}

/* Setting --------------------------------------------------------------------------------------------------------- */

/**
 * rapport_transaction_set:
 * @field: its name in the journal
 * @value: (nullable): "x", a finite "d", "s", "as" or "ay", sunk; %NULL unsets
 *
 * Sets a field. Nothing is written where the value stands there already, unless that ends a conflict. Failures come
 * out of rapport_transaction_flush() and of the commit.
 */
void
rapport_transaction_set (RapportTransaction *self,
                         gint64              entity,
                         const char         *field,
                         GVariant           *value)
{
  g_autoptr (GVariant) own = value != NULL ? g_variant_ref_sink (value) : NULL;
  RapportPending *pending = g_hash_table_lookup (self->pending, GSIZE_TO_POINTER (entity));
  GError *failure = NULL;
  gint64 number;

  g_return_if_fail (rapport_body_can_hold (own));
  g_return_if_fail (entity != 0 || self->failure != NULL);

  if (self->failure != NULL)
    return;
  number = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_FIELD, field, &failure);
  if (number == 0)
    {
      fail (self, failure);
      return;
    }
  if (pending == NULL)
    {
      if (self->order->len >= MOST_PENDING && !rapport_transaction_flush (self, &failure))
        {
          fail (self, failure);
          return;
        }
      pending = add_pending (self, entity, FALSE);
    }
  rapport_pending_set (pending, number, rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_FIELD, number), own);
}

void
rapport_transaction_set_string (RapportTransaction *self,
                                gint64              entity,
                                const char         *field,
                                const char         *value)
{
  rapport_transaction_set (self, entity, field, value != NULL ? g_variant_new_string (value) : NULL);
}

void
rapport_transaction_set_int (RapportTransaction *self,
                             gint64              entity,
                             const char         *field,
                             gint64              value)
{
  /* Levels and the ticks of sets are most of what an import writes: they share their values. */
  if (value >= 0 && value < RAPPORT_SHARED_NUMBERS)
    {
      if (self->numbers[value] == NULL)
        self->numbers[value] = g_variant_ref_sink (g_variant_new_int64 (value));
      rapport_transaction_set (self, entity, field, self->numbers[value]);
      return;
    }
  rapport_transaction_set (self, entity, field, g_variant_new_int64 (value));
}

void
rapport_transaction_set_reference (RapportTransaction *self,
                                   gint64              entity,
                                   const char         *field,
                                   gint64              target)
{
  RapportPending *pending = g_hash_table_lookup (self->pending, GSIZE_TO_POINTER (target));
  g_autofree char *uuid = NULL;
  char text[RAPPORT_UUID_LENGTH + 1];

  if (pending != NULL && pending->kind != NULL)
    {
      rapport_uuid_format (pending->uuid, text);
      rapport_transaction_set_string (self, entity, field, text);
      return;
    }
  uuid = target != 0 ? rapport_reading_uuid (&self->reading, target) : NULL;
  rapport_transaction_set_string (self, entity, field, uuid);
}

void
rapport_transaction_set_strv (RapportTransaction *self,
                              gint64              entity,
                              const char         *field,
                              const char * const *values)
{
  rapport_transaction_set (self, entity, field, values != NULL ? g_variant_new_strv (values, -1) : NULL);
}

/* Deleting and blobs ---------------------------------------------------------------------------------------------- */

/* The names of the changes that somebody who deletes the entity now has seen. */
static GPtrArray *
names_of_heads (RapportState *state)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < state->changes->len; i++)
    {
      RapportChange *change = g_ptr_array_index (state->changes, i);
      gboolean is_head = FALSE;

      for (guint j = 0; j < state->heads->len && !is_head; j++)
        is_head = g_array_index (state->heads, RapportHead, j).change == change;
      if (is_head)
        g_ptr_array_add (names, g_strdup_printf ("%s:%" G_GINT64_FORMAT, change->replica_name, change->seq));
    }
  g_ptr_array_add (names, NULL);
  return names;
}

/* @again: also one that is deleted already, by somebody who had not seen all of it. */
static void
delete_entity (RapportTransaction *self,
               gint64              entity,
               gboolean            again)
{
  g_autoptr (RapportState) state = NULL;
  g_autoptr (GPtrArray) names = NULL;
  GError *failure = NULL;

  if (self->failure != NULL)
    return;
  if (rapport_transaction_flush (self, &failure))
    state = rapport_reading_state (&self->reading, entity, &failure);
  if (state == NULL)
    {
      fail (self, failure);
      return;
    }
  if (!again && !rapport_state_is_alive (state, rapport_journal_deleted_field (self)))
    return;
  names = names_of_heads (state);
  rapport_transaction_set_strv (self, entity, RAPPORT_FIELD_DELETED, (const char * const *) names->pdata);
}

/**
 * rapport_transaction_delete:
 *
 * Sets the field `deleted` to the names of the changes seen, so that an edit that was not seen can be offered back.
 */
void
rapport_transaction_delete (RapportTransaction *self,
                            gint64              entity)
{
  delete_entity (self, entity, FALSE);
}

/**
 * rapport_transaction_delete_again:
 *
 * Says that what was deleted stays so, now that what was done to it elsewhere has been seen.
 */
void
rapport_transaction_delete_again (RapportTransaction *self,
                                  gint64              entity)
{
  delete_entity (self, entity, TRUE);
}

/**
 * rapport_transaction_add_blob:
 *
 * Returns: (transfer full): the hash in hex by which a field names the bytes
 */
char *
rapport_transaction_add_blob (RapportTransaction *self,
                              GBytes             *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[RAPPORT_HASH_BYTES];
  gsize length = sizeof hash;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, insert_blob);
  GError *failure = NULL;

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, hash, &length);
  sqlite3_bind_blob (statement, 1, hash, sizeof hash, SQLITE_TRANSIENT);
  sqlite3_bind_blob64 (statement, 2, size > 0 ? data : "", size, SQLITE_STATIC);
  if (!rapport_reading_run (&self->reading, statement, &failure))
    fail (self, failure);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Sets the second thread to what comes after @first, if there are enough new entities. */
static gboolean
look_ahead (RapportTransaction  *self,
            guint                first,
            GError             **error)
{
  const RapportPending *pending = g_ptr_array_index (self->order, first);

  if (self->encoder != NULL && rapport_encoder_is_done (self->encoder))
    g_clear_pointer (&self->encoder, rapport_encoder_free);
  if (self->encoder != NULL || !pending->is_new || pending->settings->len == 0)
    return TRUE;
  if (!rapport_journal_begin_operation (self, error))
    return FALSE;
  self->encoder = rapport_encoder_new (self, first);
  return TRUE;
}

/**
 * rapport_transaction_flush:
 *
 * Writes what was set so far, so that readings of this transaction see it.
 */
gboolean
rapport_transaction_flush (RapportTransaction  *self,
                           GError             **error)
{
  gboolean done = self->failure == NULL;

  g_hash_table_remove_all (self->pending);
  for (guint i = 0; i < self->order->len && done; i++)
    done = !g_cancellable_set_error_if_cancelled (self->cancellable, &self->failure)
           && look_ahead (self, i, &self->failure)
           && rapport_journal_write (self, g_ptr_array_index (self->order, i), &self->failure);
  g_clear_pointer (&self->encoder, rapport_encoder_free);
  g_ptr_array_set_size (self->order, 0);
  if (self->failure == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->failure);
  return FALSE;
}
