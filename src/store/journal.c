/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "store/encoder.h"
#include "store/epoch.h"
#include "store/erased.h"
#include "store/meta.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/writing.h"

/* How this replica's own changes come into the journal. */

RAPPORT_SQL (select_entity, "SELECT kind, id FROM entity WHERE no = ?1")
RAPPORT_SQL (select_last_seq, "SELECT max (seq) FROM change WHERE replica = ?1")
RAPPORT_SQL (insert_operation,
             "INSERT INTO operation (replica, seq, title, args, wall, zone, author, undoes_replica, undoes_seq) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
RAPPORT_SQL (insert_change,
             "INSERT INTO change (replica, seq, entity, operation, clock, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
RAPPORT_SQL (update_base, "UPDATE entity SET base = ?2 WHERE no = ?1")
RAPPORT_SQL (delete_heads, "DELETE FROM head WHERE entity = ?1")
RAPPORT_SQL (delete_field_heads, "DELETE FROM head WHERE entity = ?1 AND field = ?2")
RAPPORT_SQL (insert_head, "INSERT INTO head (entity, field, change) VALUES (?1, ?2, ?3)")

/* Beginning ------------------------------------------------------------------------------------------------------- */

/* The ordering clock, before the first change is written or met; nothing the second time. */
gboolean
rapport_journal_load_clock (RapportTransaction  *self,
                            GError             **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  if (self->clock_loaded)
    return TRUE;
  text = rapport_reading_meta (&self->reading, RAPPORT_META_CLOCK, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->clock = self->clock_saved = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  self->clock_loaded = TRUE;
  return TRUE;
}

/* What is written from now on is later than a change that has been met. */
void
rapport_journal_meet_clock (RapportTransaction *self,
                            gint64              clock)
{
  self->clock = MAX (self->clock, clock);
}

static gboolean
last_seq (RapportTransaction  *self,
          gint64               replica,
          gint64              *seq,
          GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_last_seq);

  sqlite3_bind_int64 (statement, 1, replica);
  if (!rapport_reading_next (&self->reading, statement, error))
    return FALSE;
  *seq = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* A file that is not the one to which the name was given takes another. */
static gboolean
take_name (RapportTransaction  *self,
           const char          *known,
           GError             **error)
{
  g_autofree char *name = NULL;

  if (known != NULL)
    {
      self->replica = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_REPLICA, known, error);
      if (self->replica == 0 || !last_seq (self, self->replica, &self->seq, error))
        return FALSE;
      if (rapport_epoch_is_ours (&self->reading, known, self->seq))
        return TRUE;
    }
  name = rapport_random_name ();
  self->seq = 0;
  self->replica = rapport_reading_enter (&self->reading, RAPPORT_DICTIONARY_REPLICA, name, error);
  return self->replica != 0 && rapport_reading_set_meta (&self->reading, RAPPORT_META_REPLICA, name, error);
}

/* The name is read in each transaction: another process may have turned it. */
static gboolean
load_replica (RapportTransaction  *self,
              GError             **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *name = rapport_reading_meta (&self->reading, RAPPORT_META_REPLICA, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!take_name (self, name, error))
    return FALSE;
  self->replica_name = rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_REPLICA, self->replica);
  return rapport_epoch_turn (&self->reading, self->replica_name, error);
}

/**
 * rapport_journal_begin:
 *
 * Makes the transaction ready to take names for changes of its own; does nothing the second time.
 */
gboolean
rapport_journal_begin (RapportTransaction  *self,
                       GError             **error)
{
  if (self->replica != 0)
    return TRUE;
  return rapport_journal_load_clock (self, error) && load_replica (self, error);
}

static gboolean
enter_operation (RapportTransaction  *self,
                 GError             **error)
{
  g_autoptr (GString) args = g_string_new (NULL);
  RapportWireOperation operation = {
    .seq = self->seq + 1, .title = self->title != NULL ? self->title : "edit", .wall = self->wall,
    .zone = self->zone, .author = self->author, .undoes_seq = self->undoes_seq,
  };
  sqlite3_stmt *statement;

  rapport_wire_strings (args, (const char * const *) self->args);
  operation.args = args->str;
  if (self->undoes_replica != 0)
    operation.undoes_replica = rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_REPLICA, self->undoes_replica);
  rapport_wire_operation (self->operation_wire, &operation);

  statement = rapport_reading_statement (&self->reading, insert_operation);
  sqlite3_bind_int64 (statement, 1, self->replica);
  sqlite3_bind_int64 (statement, 2, operation.seq);
  rapport_bind_borrowed (statement, 3, operation.title);
  rapport_bind_borrowed (statement, 4, operation.args);
  sqlite3_bind_int64 (statement, 5, operation.wall);
  sqlite3_bind_int (statement, 6, operation.zone);
  rapport_bind_borrowed (statement, 7, operation.author);
  if (self->undoes_replica != 0)
    {
      sqlite3_bind_int64 (statement, 8, self->undoes_replica);
      sqlite3_bind_int64 (statement, 9, self->undoes_seq);
    }
  if (!rapport_reading_run (&self->reading, statement, error))
    return FALSE;
  self->operation = sqlite3_last_insert_rowid (self->reading.connection->db);
  return TRUE;
}

gboolean
rapport_journal_begin_operation (RapportTransaction  *self,
                                 GError             **error)
{
  return rapport_journal_begin (self, error) && (self->operation != 0 || enter_operation (self, error));
}

gint64
rapport_journal_tick (RapportTransaction *self,
                      gint64              clock)
{
  return MAX (clock + 1, self->wall << 16);
}

/* Entities -------------------------------------------------------------------------------------------------------- */

/**
 * rapport_journal_entity:
 * @kind: (out): valid during the transaction; "" for one that was only referred to so far
 * @uuid: (out caller-allocates): 16 bytes
 */
gboolean
rapport_journal_entity (RapportTransaction  *self,
                        gint64               entity,
                        const char         **kind,
                        guint8              *uuid,
                        GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, select_entity);
  g_autoptr (GError) failure = NULL;
  gint64 number;

  sqlite3_bind_int64 (statement, 1, entity);
  if (!rapport_reading_next (&self->reading, statement, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("That is not there any more."));
      return FALSE;
    }
  number = sqlite3_column_int64 (statement, 0);
  memcpy (uuid, sqlite3_column_blob (statement, 1), RAPPORT_UUID_BYTES);
  sqlite3_reset (statement);
  *kind = number != 0 ? rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_KIND, number) : NULL;
  if (*kind == NULL)
    *kind = "";
  return TRUE;
}

gint64
rapport_journal_deleted_field (RapportTransaction *self)
{
  if (self->deleted == 0)
    self->deleted = rapport_reading_number (&self->reading, RAPPORT_DICTIONARY_FIELD, RAPPORT_FIELD_DELETED);
  return self->deleted;
}

/* Heads ----------------------------------------------------------------------------------------------------------- */

/**
 * rapport_journal_set_base:
 *
 * Says that @change alone is the head of every field of @entity.
 */
gboolean
rapport_journal_set_base (RapportTransaction  *self,
                          gint64               entity,
                          gint64               change,
                          gboolean             had_rows,
                          GError             **error)
{
  sqlite3_stmt *statement;

  if (had_rows)
    {
      statement = rapport_reading_statement (&self->reading, delete_heads);
      sqlite3_bind_int64 (statement, 1, entity);
      if (!rapport_reading_run (&self->reading, statement, error))
        return FALSE;
    }
  statement = rapport_reading_statement (&self->reading, update_base);
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, change);
  return rapport_reading_run (&self->reading, statement, error);
}

/**
 * rapport_journal_set_heads:
 * @changes: the heads of the field, in rows from now on
 */
gboolean
rapport_journal_set_heads (RapportTransaction  *self,
                           gint64               entity,
                           gint64               field,
                           const gint64        *changes,
                           guint                n_changes,
                           GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, delete_field_heads);

  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, field);
  if (!rapport_reading_run (&self->reading, statement, error))
    return FALSE;
  for (guint i = 0; i < n_changes; i++)
    {
      statement = rapport_reading_statement (&self->reading, insert_head);
      sqlite3_bind_int64 (statement, 1, entity);
      sqlite3_bind_int64 (statement, 2, field);
      sqlite3_bind_int64 (statement, 3, changes[i]);
      if (!rapport_reading_run (&self->reading, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Entering -------------------------------------------------------------------------------------------------------- */

static gint64
insert_row (RapportTransaction  *self,
            const RapportEntry  *entry,
            const guint8        *hash,
            const guint8        *body,
            gsize                size,
            GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&self->reading, insert_change);

  sqlite3_bind_int64 (statement, 1, entry->replica);
  sqlite3_bind_int64 (statement, 2, entry->seq);
  sqlite3_bind_int64 (statement, 3, entry->entity);
  sqlite3_bind_int64 (statement, 4, entry->operation);
  sqlite3_bind_int64 (statement, 5, entry->clock);
  sqlite3_bind_blob (statement, 6, hash, RAPPORT_HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 7, body, (int) size, SQLITE_STATIC);
  if (!rapport_reading_run (&self->reading, statement, error))
    return 0;
  return sqlite3_last_insert_rowid (self->reading.connection->db);
}

/**
 * rapport_journal_put_line:
 *
 * Writes the wire form of what self->parsed has parsed into self->line.
 */
void
rapport_journal_put_line (RapportTransaction *self,
                          const RapportEntry *entry,
                          const char         *kind,
                          const guint8       *uuid,
                          const char         *operation_wire)
{
  RapportWireFrame frame = {
    .replica = entry->replica_name, .seq = entry->seq, .kind = kind, .entity = uuid, .clock = entry->clock,
    .operation = operation_wire, .hash = entry->hash,
  };

  g_string_truncate (self->line, 0);
  if (!rapport_wire_change (self->line, &self->reading, &frame, &self->parsed))
    g_assert_not_reached ();
}

/**
 * rapport_journal_enter:
 * @hash: of the line that its author wrote
 *
 * Enters self->body as a change.
 *
 * Returns: its number in the change table; 0 with @error set on failure
 */
gint64
rapport_journal_enter (RapportTransaction  *self,
                       const RapportEntry  *entry,
                       const guint8        *hash,
                       GError             **error)
{
  return insert_row (self, entry, hash, self->body->data, self->body->len, error);
}

typedef struct {
  RapportSeen seen;
  const char *name;
} NamedSeen;

static int
compare_seen (gconstpointer a,
              gconstpointer b)
{
  const NamedSeen *one = a;
  const NamedSeen *other = b;
  int order = strcmp (one->name, other->name);

  if (order != 0)
    return order;
  return (one->seen.seq > other->seen.seq) - (one->seen.seq < other->seen.seq);
}

/* The distinct heads of the fields to be set, in the order of the wire form. */
static GArray *
collect_seen (RapportPending *pending,
              RapportState   *state)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (NamedSeen));
  guint kept = 0;

  for (guint i = 0; i < pending->settings->len; i++)
    {
      guint n_heads;
      const RapportHead *heads = rapport_state_heads (state, g_array_index (pending->settings, RapportSetting, i).field,
                                                      &n_heads);

      for (guint j = 0; j < n_heads; j++)
        {
          RapportChange *change = heads[j].change;
          NamedSeen seen = { { change->replica, change->seq }, change->replica_name };

          g_array_append_val (all, seen);
        }
    }
  g_array_sort (all, compare_seen);
  for (guint i = 0; i < all->len; i++)
    if (i == 0 || compare_seen (&g_array_index (all, NamedSeen, i), &g_array_index (all, NamedSeen, kept - 1)) != 0)
      g_array_index (all, NamedSeen, kept++) = g_array_index (all, NamedSeen, i);
  g_array_set_size (all, kept);
  return all;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const guint *one = a;
  const guint *other = b;

  return (*one > *other) - (*one < *other);
}

/* Which of @seen are heads of @field, ascending. */
static void
collect_indices (GArray       *indices,
                 GArray       *seen,
                 RapportState *state,
                 gint64        field)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (state, field, &n_heads);

  g_array_set_size (indices, 0);
  for (guint i = 0; i < n_heads; i++)
    {
      NamedSeen head = { { heads[i].change->replica, heads[i].change->seq }, heads[i].change->replica_name };
      guint index;

      g_array_binary_search (seen, &head, compare_seen, &index);
      g_array_append_val (indices, index);
    }
  g_array_sort (indices, compare_numbers);
}

static void
encode_over (RapportTransaction *self,
             RapportPending     *pending,
             RapportState       *state,
             const guint8       *random)
{
  g_autoptr (GArray) seen = collect_seen (pending, state);
  g_autoptr (GArray) plain = g_array_sized_new (FALSE, FALSE, sizeof (RapportSeen), seen->len);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < seen->len; i++)
    g_array_append_val (plain, g_array_index (seen, NamedSeen, i).seen);
  rapport_body_begin (self->body, random, (const RapportSeen *) (gpointer) plain->data, plain->len);
  for (guint i = 0; i < pending->settings->len; i++)
    {
      RapportSetting *setting = &g_array_index (pending->settings, RapportSetting, i);

      collect_indices (indices, seen, state, setting->field);
      rapport_body_add (self->body, setting->field, (const guint *) (gpointer) indices->data, indices->len,
                        setting->value);
    }
}

static int
compare_settings (gconstpointer a,
                  gconstpointer b)
{
  return strcmp (((const RapportSetting *) a)->name, ((const RapportSetting *) b)->name);
}

/**
 * rapport_pending_encode:
 * @random: %RAPPORT_RANDOM_BYTES
 * @names: the names of the fields, in the order of the body, ended by %NULL; borrowed from the dictionary
 *
 * Writes the body of the change that is the first of its entity. Of any thread.
 */
void
rapport_pending_encode (RapportPending *self,
                        const guint8   *random,
                        GByteArray     *body,
                        GPtrArray      *names)
{
  g_array_sort (self->settings, compare_settings);
  rapport_body_begin (body, random, NULL, 0);
  g_ptr_array_set_size (names, 0);
  for (guint i = 0; i < self->settings->len; i++)
    {
      const RapportSetting *setting = &g_array_index (self->settings, RapportSetting, i);

      rapport_body_add (body, setting->field, NULL, 0, setting->value);
      g_ptr_array_add (names, (gpointer) setting->name);
    }
  g_ptr_array_add (names, NULL);
}

static void
encode (RapportTransaction *self,
        RapportPending     *pending,
        RapportState       *state)
{
  g_autoptr (GPtrArray) names = NULL;
  guint8 random[RAPPORT_RANDOM_BYTES];

  rapport_random_pool_take (&self->randoms, random, sizeof random);
  if (state != NULL)
    {
      g_array_sort (pending->settings, compare_settings);
      encode_over (self, pending, state, random);
    }
  else
    {
      names = g_ptr_array_new ();
      rapport_pending_encode (pending, random, self->body, names);
    }
  if (!rapport_body_parse (&self->parsed, self->body->data, self->body->len))
    g_assert_not_reached ();
}

/* Writing --------------------------------------------------------------------------------------------------------- */

static gboolean
sets (RapportPending *pending,
      gint64          field)
{
  for (guint i = 0; i < pending->settings->len; i++)
    if (g_array_index (pending->settings, RapportSetting, i).field == field)
      return TRUE;
  return FALSE;
}

/* Whether what is to be set is what stands there already, and nothing else does. */
static gboolean
is_shown_already (RapportState         *state,
                  const RapportSetting *setting)
{
  g_autoptr (GVariant) shown = NULL;
  guint n_heads;

  rapport_state_heads (state, setting->field, &n_heads);
  if (n_heads > 1)
    return FALSE;
  shown = rapport_state_shown (state, setting->field);
  if (shown == NULL || setting->value == NULL)
    return shown == setting->value;
  return g_variant_equal (shown, setting->value);
}

static void
drop_what_is_shown (RapportPending *pending,
                    RapportState   *state)
{
  for (guint i = pending->settings->len; i > 0; i--)
    {
      RapportSetting *setting = &g_array_index (pending->settings, RapportSetting, i - 1);

      if (is_shown_already (state, setting))
        g_array_remove_index (pending->settings, i - 1);
    }
}

/* Who edits what is deleted brings it back. */
static void
bring_back (RapportTransaction *self,
            RapportPending     *pending,
            RapportState       *state)
{
  gint64 deleted = rapport_journal_deleted_field (self);
  g_autoptr (GVariant) shown = deleted != 0 ? rapport_state_shown (state, deleted) : NULL;

  if (shown != NULL && pending->settings->len > 0 && !sets (pending, deleted))
    rapport_pending_set (pending, deleted,
                         rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_FIELD, deleted), NULL);
}

/* Whether every field that anything is known about is set by @pending. */
static gboolean
covers (RapportPending *pending,
        RapportState   *state)
{
  for (guint i = 0; i < state->heads->len; i += rapport_state_run (state, i))
    if (!sets (pending, g_array_index (state->heads, RapportHead, i).field))
      return FALSE;
  return TRUE;
}

static gboolean
supersede (RapportTransaction  *self,
           RapportPending      *pending,
           RapportState        *state,
           gint64               change,
           GError             **error)
{
  if (state == NULL || covers (pending, state))
    return rapport_journal_set_base (self, pending->entity, change, state != NULL && state->has_rows, error);
  for (guint i = 0; i < pending->settings->len; i++)
    if (!rapport_journal_set_heads (self, pending->entity, g_array_index (pending->settings, RapportSetting, i).field,
                                    &change, 1, error))
      return FALSE;
  return TRUE;
}

static void
show_state (RapportTransaction *self,
            RapportState       *state)
{
  guint n = 0;

  for (guint i = 0; i < state->heads->len; i += n)
    {
      const RapportHead *shown;
      GVariant *value;

      n = rapport_state_run (state, i);
      shown = &g_array_index (state->heads, RapportHead, i + n - 1);
      value = rapport_body_value (shown->value);
      if (value != NULL)
        g_hash_table_insert (self->values, (gpointer) rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_FIELD,
                                                                            shown->field), value);
    }
}

static gboolean
tell_projection (RapportTransaction  *self,
                 const char          *kind,
                 gint64               entity,
                 gint64               changed_at,
                 gboolean             was_alive,
                 GError             **error)
{
  gboolean deleted = g_hash_table_remove (self->values, RAPPORT_FIELD_DELETED);
  gboolean is_alive = !deleted && g_hash_table_size (self->values) > 0;
  gboolean done = TRUE;

  if (is_alive || was_alive)
    done = rapport_projection_update (self, kind, entity, is_alive ? self->values : NULL, changed_at, !was_alive, error);
  g_hash_table_remove_all (self->values);
  return done;
}

static gboolean
project_pending (RapportTransaction  *self,
                 RapportPending      *pending,
                 RapportState        *state,
                 GError             **error)
{
  gboolean was_alive = state != NULL && rapport_state_is_alive (state, rapport_journal_deleted_field (self));

  g_hash_table_remove_all (self->values);
  if (state != NULL && !covers (pending, state))
    show_state (self, state);
  for (guint i = 0; i < pending->settings->len; i++)
    {
      RapportSetting *setting = &g_array_index (pending->settings, RapportSetting, i);

      if (setting->value != NULL)
        g_hash_table_insert (self->values, (gpointer) setting->name, g_variant_ref (setting->value));
      else
        g_hash_table_remove (self->values, setting->name);
    }
  return tell_projection (self, pending->kind, pending->entity, self->wall / 1000, was_alive, error);
}

RAPPORT_SQL (select_wall, "SELECT wall FROM operation WHERE no = ?1")

gboolean
rapport_journal_project (RapportTransaction  *self,
                         RapportState        *state,
                         gboolean             was_alive,
                         GError             **error)
{
  const RapportChange *newest = rapport_state_newest (state);
  sqlite3_stmt *statement;
  const char *kind;
  guint8 uuid[RAPPORT_UUID_BYTES];
  gint64 wall = 0;

  if (!rapport_journal_entity (self, state->entity, &kind, uuid, error))
    return FALSE;
  if (newest != NULL)
    {
      statement = rapport_reading_statement (&self->reading, select_wall);
      sqlite3_bind_int64 (statement, 1, newest->operation);
      if (rapport_reading_next (&self->reading, statement, NULL))
        wall = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  g_hash_table_remove_all (self->values);
  show_state (self, state);
  return tell_projection (self, kind, state->entity, wall / 1000, was_alive, error);
}

/* What the encoder has made of it. */
static gint64
append_encoded (RapportTransaction  *self,
                RapportPending      *pending,
                GError             **error)
{
  const RapportEncoded *change = rapport_encoder_take (self->encoder);
  RapportEntry entry = {
    .replica = self->replica, .replica_name = self->replica_name, .seq = change->seq, .entity = pending->entity,
    .operation = self->operation, .clock = change->clock,
  };

  g_assert (change->pending == pending && change->seq == self->seq + 1);
  self->seq = change->seq;
  self->clock = change->clock;
  return insert_row (self, &entry, change->hash, change->body, change->size, error);
}

static int
compare_entities (gconstpointer a,
                  gconstpointer b)
{
  gsize one = GPOINTER_TO_SIZE (*(const gpointer *) a);
  gsize other = GPOINTER_TO_SIZE (*(const gpointer *) b);

  return (one > other) - (one < other);
}

/**
 * rapport_journal_project_touched:
 * @touched: entity → whether it has a row
 *
 * Tells the projection what each of them is now, in the order of the rows: FTS5 writes out what it has gathered whenever
 * a row comes before the last.
 */
gboolean
rapport_journal_project_touched (RapportTransaction  *self,
                                 GHashTable          *touched,
                                 GError             **error)
{
  guint n_entities;
  g_autofree gpointer *entities = g_hash_table_get_keys_as_array (touched, &n_entities);

  if (n_entities > 0)
    qsort (entities, n_entities, sizeof *entities, compare_entities);
  for (guint i = 0; i < n_entities; i++)
    {
      gpointer was_alive = g_hash_table_lookup (touched, entities[i]);
      g_autoptr (RapportState) state = rapport_reading_state (&self->reading, (gint64) GPOINTER_TO_SIZE (entities[i]), error);

      if (state == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !rapport_journal_project (self, state, GPOINTER_TO_INT (was_alive), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_journal_append:
 *
 * Enters one entity's pending values as one change that has seen the heads in @state.
 *
 * Returns: its number in the change table; 0 with @error set on failure
 */
gint64
rapport_journal_append (RapportTransaction  *self,
                        RapportPending      *pending,
                        RapportState        *state,
                        GError             **error)
{
  RapportEntry entry;
  guint8 hash[RAPPORT_HASH_BYTES];

  if (self->encoder != NULL)
    return append_encoded (self, pending, error);
  if (!rapport_journal_begin_operation (self, error))
    return 0;
  if (pending->kind == NULL
      && !rapport_journal_entity (self, pending->entity, &pending->kind, pending->uuid, error))
    return 0;
  encode (self, pending, state);
  self->clock = rapport_journal_tick (self, self->clock);
  entry = (RapportEntry) {
    .replica = self->replica, .replica_name = self->replica_name, .seq = ++self->seq, .entity = pending->entity,
    .operation = self->operation, .clock = self->clock,
  };
  rapport_journal_put_line (self, &entry, pending->kind, pending->uuid, self->operation_wire->str);
  rapport_wire_hash (self->checksum, self->line, hash);
  return rapport_journal_enter (self, &entry, hash, error);
}

gint64
rapport_journal_write_over (RapportTransaction  *self,
                            RapportPending      *pending,
                            RapportState        *state,
                            GError             **error)
{
  gint64 change = rapport_journal_append (self, pending, state, error);

  if (change == 0
      || !supersede (self, pending, state, change, error)
      || !project_pending (self, pending, state, error))
    return 0;
  return change;
}

/* What is erased is not written again: elsewhere it would be emptied as it arrives. Writing nothing is no writing. */
static gboolean
check_not_erased (RapportTransaction  *self,
                  RapportPending      *pending,
                  GError             **error)
{
  if (!rapport_erased_anything (&self->reading))
    return TRUE;
  for (guint i = pending->settings->len; i > 0; i--)
    {
      RapportSetting *setting = &g_array_index (pending->settings, RapportSetting, i - 1);
      gboolean is_empty = setting->value == NULL
                          || (g_variant_is_of_type (setting->value, G_VARIANT_TYPE_STRING)
                              && *g_variant_get_string (setting->value, NULL) == '\0');

      if (!rapport_erased_covers (&self->reading, pending->entity, setting->field))
        continue;
      if (!is_empty)
        {
          g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                               _("These personal data were erased and are not brought back."));
          return FALSE;
        }
      g_array_remove_index (pending->settings, i - 1);
    }
  return TRUE;
}

/**
 * rapport_journal_write:
 *
 * Writes one entity's pending values as one change, and tells the projection.
 */
gboolean
rapport_journal_write (RapportTransaction  *self,
                       RapportPending      *pending,
                       GError             **error)
{
  g_autoptr (RapportState) state = NULL;

  if (!pending->is_new)
    {
      state = rapport_reading_state (&self->reading, pending->entity, error);
      if (state == NULL)
        return FALSE;
      drop_what_is_shown (pending, state);
      if (!check_not_erased (self, pending, error))
        return FALSE;
      bring_back (self, pending, state);
    }
  return pending->settings->len == 0 || rapport_journal_write_over (self, pending, state, error) != 0;
}
