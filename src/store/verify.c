/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/erased.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/stored-wire.h"
#include "store/verify-rows.h"
#include "store/writing.h"

/* Nobody reads more. */
#define MOST_FINDINGS 100
#define PAGES_BETWEEN_LOOKS 1000

RAPPORT_SQL (select_check, "PRAGMA integrity_check (1)")
RAPPORT_SQL (select_entities_after, "SELECT no FROM entity WHERE no > ?1 ORDER BY no LIMIT 1")
RAPPORT_SQL (select_entity_changes, "SELECT no, hash FROM change WHERE entity = ?1 ORDER BY no")
RAPPORT_SQL (select_is_here, "SELECT 1 FROM change WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (select_is_waited, "SELECT 1 FROM waiting WHERE replica = ?1 AND seq = ?2 AND entity = ?3 AND field = ?4")

/** One check on its way. */
typedef struct {
  RapportReading *reading;
  GCancellable *cancellable;
  GPtrArray *findings;       /* Owned: sentences */
  RapportStoredWire *wire;   /* Owned */
  GString *line;             /* Owned */
  GChecksum *checksum;       /* Owned */
} Check;

static void G_GNUC_PRINTF (2, 3)
find (Check      *self,
      const char *format,
      ...)
{
  va_list args;

  if (self->findings->len >= MOST_FINDINGS)
    return;
  va_start (args, format);
  g_ptr_array_add (self->findings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* The journal itself ------------------------------------------------------------------------------------------------ */

static void
check_pages (Check *self)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_check);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self->reading, statement, &failure))
    if (strcmp (rapport_column_text (statement, 0), "ok") != 0)
      find (self, _("The file is damaged: %s"), rapport_column_text (statement, 0));
  if (failure != NULL)
    find (self, _("The file is damaged: %s"), failure->message);
}

/* Is what the change table holds what its author wrote? */
static void
check_hash (Check               *self,
            const RapportChange *change,
            const guint8        *stored)
{
  g_autoptr (GError) failure = NULL;
  guint8 hash[RAPPORT_HASH_BYTES];

  if (rapport_body_is_emptied (&change->body))
    {
      if (!rapport_erased_explains (self->reading, change))
        find (self, _("Change %s:%" G_GINT64_FORMAT " is empty though nobody erased it."), change->replica_name, change->seq);
      return;
    }
  if (rapport_erased_explains (self->reading, change))
    find (self, _("Change %s:%" G_GINT64_FORMAT " was erased and is still here."), change->replica_name, change->seq);
  g_string_truncate (self->line, 0);
  if (rapport_stored_wire_write (self->wire, change, self->line, &failure))
    {
      rapport_wire_hash (self->checksum, self->line, hash);
      if (memcmp (hash, stored, sizeof hash) == 0)
        return;
    }
  find (self, _("Change %s:%" G_GINT64_FORMAT " is not what was written."), change->replica_name, change->seq);
}

static gboolean
exists (RapportReading *reading,
        const char     *sql,
        gint64          a,
        gint64          b,
        gint64          c,
        gint64          d)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  gboolean found;

  sqlite3_bind_int64 (statement, 1, a);
  sqlite3_bind_int64 (statement, 2, b);
  if (c != 0)
    sqlite3_bind_int64 (statement, 3, c);
  if (d != 0)
    sqlite3_bind_int64 (statement, 4, d);
  found = rapport_reading_next (reading, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

/* Is everything that was seen either here or waited for? */
static void
check_seen (Check               *self,
            const RapportChange *change)
{
  for (guint i = 0; i < change->body.fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (change->body.fields, RapportBodyField, i);

      for (guint j = 0; j < field->n_indices; j++)
        {
          guint index = g_array_index (change->body.indices, guint, field->first_index + j);
          const RapportSeen *seen = &g_array_index (change->body.seen, RapportSeen, index);
          gboolean here = exists (self->reading, select_is_here, seen->replica, seen->seq, 0, 0);

          if (here == exists (self->reading, select_is_waited, seen->replica, seen->seq, change->entity, field->field))
            find (self, _("What change %s:%" G_GINT64_FORMAT " had seen is not accounted for."), change->replica_name,
                  change->seq);
        }
    }
}

static GPtrArray *
load_changes (Check   *self,
              gint64   entity)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GByteArray) hashes = g_byte_array_new ();
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_entity_changes);

  sqlite3_bind_int64 (statement, 1, entity);
  while (rapport_reading_next (self->reading, statement, NULL))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);
      guint8 hash[RAPPORT_HASH_BYTES] = { 0 };

      if (sqlite3_column_bytes (statement, 1) == sizeof hash)
        memcpy (hash, sqlite3_column_blob (statement, 1), sizeof hash);
      g_array_append_val (numbers, no);
      g_byte_array_append (hashes, hash, sizeof hash);
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      RapportChange *change = rapport_reading_change (self->reading, g_array_index (numbers, gint64, i), &failure);

      if (change == NULL)
        {
          find (self, "%s", failure->message);
          continue;
        }
      g_ptr_array_add (changes, change);
      check_hash (self, change, hashes->data + i * RAPPORT_HASH_BYTES);
      check_seen (self, change);
    }
  return changes;
}

/* Whether none of @changes has seen @change's value of @field. */
static gboolean
is_unseen (GPtrArray           *changes,
           const RapportChange *change,
           gint64               field)
{
  RapportSeen name = { change->replica, change->seq };

  for (guint i = 0; i < changes->len; i++)
    {
      RapportChange *other = g_ptr_array_index (changes, i);
      const RapportBodyField *value = rapport_body_find (&other->body, field);

      if (value != NULL && rapport_body_has_seen (&other->body, value, &name))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_head (const RapportState  *state,
         const RapportChange *change,
         gint64               field)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (state, field, &n_heads);

  for (guint i = 0; i < n_heads; i++)
    if (heads[i].change->no == change->no)
      return TRUE;
  return FALSE;
}

/* Heads once more, by definition. */
static void
check_heads (Check  *self,
             gint64  entity)
{
  g_autoptr (GPtrArray) changes = load_changes (self, entity);
  g_autoptr (GError) failure = NULL;
  g_autoptr (RapportState) state = rapport_reading_state (self->reading, entity, &failure);
  guint n_heads = 0;
  gboolean same = state != NULL;

  for (guint i = 0; i < changes->len && same; i++)
    {
      RapportChange *change = g_ptr_array_index (changes, i);

      for (guint j = 0; j < change->body.fields->len && same; j++)
        {
          gint64 field = g_array_index (change->body.fields, RapportBodyField, j).field;
          gboolean unseen = is_unseen (changes, change, field);

          same = unseen == is_head (state, change, field);
          n_heads += unseen;
        }
    }
  if (!same || n_heads != state->heads->len)
    {
      g_autofree char *uuid = rapport_reading_uuid (self->reading, entity);

      find (self, _("The current versions of %s are not those of the journal."), uuid);
    }
}

static gboolean
check_entities (Check   *self,
                GError **error)
{
  gint64 entity = 0;

  while (self->findings->len < MOST_FINDINGS)
    {
      sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_entities_after);
      g_autoptr (GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      sqlite3_bind_int64 (statement, 1, entity);
      if (!rapport_reading_next (self->reading, statement, &failure))
        {
          if (failure != NULL)
            find (self, "%s", failure->message);
          return TRUE;
        }
      entity = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
      check_heads (self, entity);
    }
  return TRUE;
}

/* The projections --------------------------------------------------------------------------------------------------- */

/* A copy in a temporary file of SQLite's own, which nobody else can open and which goes with the connection. */
static RapportConnection *
copy_database (Check   *self,
               GError **error)
{
  RapportConnection *live = self->reading->connection;
  g_autoptr (RapportConnection) copy = NULL;
  sqlite3 *db = NULL;
  sqlite3_backup *backup;
  int result = sqlite3_open_v2 ("", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);

  copy = rapport_connection_new (db, live->path);
  backup = result == SQLITE_OK ? sqlite3_backup_init (db, "main", live->db, "main") : NULL;
  if (backup != NULL)
    {
      do
        result = sqlite3_backup_step (backup, PAGES_BETWEEN_LOOKS);
      while (result == SQLITE_OK && !g_cancellable_is_cancelled (self->cancellable));
      sqlite3_backup_finish (backup);
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  if (result == SQLITE_DONE)
    return g_steal_pointer (&copy);
  rapport_connection_fail (db, sqlite3_extended_errcode (db), live->path, error);
  return NULL;
}

static gboolean
project_all (RapportTransaction  *transaction,
             GError             **error)
{
  gint64 entity = 0;

  for (;;)
    {
      sqlite3_stmt *statement = rapport_reading_statement (&transaction->reading, select_entities_after);
      g_autoptr (RapportState) state = NULL;

      if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error))
        return FALSE;
      sqlite3_bind_int64 (statement, 1, entity);
      if (!rapport_reading_next (&transaction->reading, statement, NULL))
        return TRUE;
      entity = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
      state = rapport_reading_state (&transaction->reading, entity, error);
      if (state == NULL || !rapport_journal_project (transaction, state, FALSE, error))
        return FALSE;
    }
}

static gboolean
rebuild (Check              *self,
         RapportConnection  *copy,
         GError            **error)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (self->reading->now);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_new (copy, clock, "", self->cancellable);

  return rapport_connection_exec (copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN", error)
         && rapport_projection_clear (transaction, error)
         && project_all (transaction, error)
         && rapport_connection_exec (copy, "COMMIT", error);
}

static gboolean
check_projections (Check   *self,
                   GError **error)
{
  g_autoptr (RapportConnection) copy = copy_database (self, error);
  RapportReading rebuilt = { copy, self->reading->now };

  if (copy == NULL || !rebuild (self, copy, error))
    return FALSE;
  for (const char *const *table = rapport_projection_tables (); *table != NULL; table++)
    {
      g_autofree char *difference = rapport_verify_compare_rows (self->reading, &rebuilt, *table);

      if (difference != NULL)
        find (self, _("The table “%s” is not what the journal says: %s"), *table, difference);
    }
  return TRUE;
}

/**
 * rapport_verify_query:
 *
 * Checks the file's pages, each change's hash, what the authors had seen and the heads by their definition; rebuilds the
 * projections beside the live ones and compares them row by row.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what was found, a sentence each; empty when all is well
 */
gpointer
rapport_verify_query (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  Check self = { .reading = reading, .cancellable = cancellable };
  gboolean done;

  self.findings = g_ptr_array_new_with_free_func (g_free);
  self.wire = rapport_stored_wire_new (reading);
  self.line = g_string_new (NULL);
  self.checksum = g_checksum_new (G_CHECKSUM_SHA256);
  check_pages (&self);
  done = check_entities (&self, error) && (self.findings->len > 0 || check_projections (&self, error));
  g_checksum_free (self.checksum);
  g_string_free (self.line, TRUE);
  rapport_stored_wire_free (self.wire);
  if (done)
    return self.findings;
  g_ptr_array_unref (self.findings);
  return NULL;
}

/* A reader may meet damage after the last of the query, and then nobody takes its result: it stays with who waits. */
static gpointer
verify_into (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  GPtrArray **findings = data;

  *findings = rapport_verify_query (reading, NULL, cancellable, error);
  return *findings;
}

/**
 * rapport_store_verify:
 *
 * As rapport_verify_query(), and waits for it.
 */
GPtrArray *
rapport_store_verify (RapportStore  *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GPtrArray) findings = NULL;

  return rapport_store_read (self, verify_into, &findings, cancellable, error) != NULL ? g_steal_pointer (&findings) : NULL;
}
