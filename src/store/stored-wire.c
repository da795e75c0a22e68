/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/stored-wire.h"

#include <string.h>

#include "model/uuid.h"
#include "store/dictionary.h"
#include "store/erased.h"
#include "store/sql.h"
#include "store/wire.h"

RAPPORT_SQL (select_wire_entity, "SELECT kind, id FROM entity WHERE no = ?1")
RAPPORT_SQL (select_wire_operation,
             "SELECT seq, title, args, wall, zone, author, undoes_replica, undoes_seq FROM operation WHERE no = ?1")

RAPPORT_SQL (select_wire_hash, "SELECT hash FROM change WHERE no = ?1")

struct _RapportStoredWire
{
  RapportReading *reading;    /* Borrowed */
  gint64 operation;           /* the one whose object stands in operation_wire, 0: none */
  GString *operation_wire;    /* Owned */
  const char *kind;           /* Borrowed from the dictionary */
};

RapportStoredWire *
rapport_stored_wire_new (RapportReading *reading)
{
  RapportStoredWire *self = g_new0 (RapportStoredWire, 1);

  self->reading = reading;
  self->operation_wire = g_string_new (NULL);
  self->kind = "";
  return self;
}

void
rapport_stored_wire_free (RapportStoredWire *self)
{
  g_string_free (self->operation_wire, TRUE);
  g_free (self);
}

const char *
rapport_stored_wire_kind (RapportStoredWire *self)
{
  return self->kind;
}

static gboolean
load_operation (RapportStoredWire  *self,
                gint64              operation,
                GError            **error)
{
  sqlite3_stmt *statement;

  if (operation == self->operation)
    return TRUE;
  statement = rapport_reading_statement (self->reading, select_wire_operation);
  sqlite3_bind_int64 (statement, 1, operation);
  if (!rapport_reading_next (self->reading, statement, error))
    return FALSE;
  g_string_truncate (self->operation_wire, 0);
  rapport_wire_operation_row (self->operation_wire, self->reading, statement, 0);
  sqlite3_reset (statement);
  self->operation = operation;
  return TRUE;
}

static gboolean
load_entity (RapportStoredWire  *self,
             gint64              entity,
             guint8             *uuid,
             GError            **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_wire_entity);
  gint64 kind;

  sqlite3_bind_int64 (statement, 1, entity);
  if (!rapport_reading_next (self->reading, statement, error))
    return FALSE;
  kind = sqlite3_column_int64 (statement, 0);
  memcpy (uuid, sqlite3_column_blob (statement, 1), RAPPORT_UUID_BYTES);
  sqlite3_reset (statement);
  self->kind = rapport_reading_name (self->reading, RAPPORT_DICTIONARY_KIND, kind);
  return self->kind != NULL;
}

static const guint8 *
load_hash (RapportStoredWire *self,
           gint64             change,
           guint8            *hash)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_wire_hash);

  memset (hash, 0, RAPPORT_HASH_BYTES);
  sqlite3_bind_int64 (statement, 1, change);
  if (rapport_reading_next (self->reading, statement, NULL))
    {
      if (sqlite3_column_bytes (statement, 0) == RAPPORT_HASH_BYTES)
        memcpy (hash, sqlite3_column_blob (statement, 0), RAPPORT_HASH_BYTES);
      sqlite3_reset (statement);
    }
  return hash;
}

/**
 * rapport_stored_wire_write:
 * @line: the line is appended
 */
gboolean
rapport_stored_wire_write (RapportStoredWire    *self,
                           const RapportChange  *change,
                           GString              *line,
                           GError              **error)
{
  guint8 uuid[RAPPORT_UUID_BYTES];
  guint8 hash[RAPPORT_HASH_BYTES];
  RapportWireFrame frame = { .replica = change->replica_name, .seq = change->seq, .entity = uuid, .clock = change->clock };
  g_autoptr (GError) failure = NULL;

  if (rapport_body_is_emptied (&change->body))
    frame.hash = load_hash (self, change->no, hash);
  if (load_operation (self, change->operation, &failure) && load_entity (self, change->entity, uuid, &failure))
    {
      frame.kind = self->kind;
      frame.operation = self->operation_wire->str;
      if (rapport_wire_change (line, self->reading, &frame, &change->body))
        return TRUE;
    }
  if (failure == NULL)
    return rapport_reading_damaged (self->reading, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
