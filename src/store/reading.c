/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/uuid.h"
#include "store/connection.h"
#include "store/sql.h"
#include "store/state.h"
#include "store/wire.h"

/* What anybody may read of the journal. */

RAPPORT_SQL (select_id, "SELECT id FROM entity WHERE no = ?1")
RAPPORT_SQL (select_no, "SELECT no FROM entity WHERE id = ?1")
RAPPORT_SQL (select_kind_name, "SELECT k.name FROM entity AS e JOIN kind AS k ON k.no = e.kind WHERE e.no = ?1")
RAPPORT_SQL (select_blob, "SELECT bytes FROM blob WHERE hash = ?1")

gint64
rapport_reading_now (RapportReading *self)
{
  return self->now;
}

/**
 * rapport_reading_get:
 *
 * Returns: (transfer full) (nullable): the shown value of a field, %NULL when unset
 */
GVariant *
rapport_reading_get (RapportReading *self,
                     gint64          entity,
                     const char     *field)
{
  gint64 number = rapport_reading_number (self, RAPPORT_DICTIONARY_FIELD, field);
  g_autoptr (RapportState) state = number != 0 ? rapport_reading_state (self, entity, NULL) : NULL;

  return state != NULL ? rapport_state_shown (state, number) : NULL;
}

/**
 * rapport_reading_get_all:
 *
 * Returns: (transfer full) (element-type utf8 GVariant): every shown value by the name of its field; what is unset is
 *   not in it
 */
GHashTable *
rapport_reading_get_all (RapportReading *self,
                         gint64          entity)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_autoptr (RapportState) state = rapport_reading_state (self, entity, NULL);
  guint n = 0;

  for (guint i = 0; state != NULL && i < state->heads->len; i += n)
    {
      const RapportHead *shown;
      GVariant *value;

      n = rapport_state_run (state, i);
      shown = &g_array_index (state->heads, RapportHead, i + n - 1);
      value = rapport_body_value (shown->value);
      if (value != NULL)
        g_hash_table_insert (values, g_strdup (rapport_reading_name (self, RAPPORT_DICTIONARY_FIELD, shown->field)),
                             value);
    }
  return values;
}

/**
 * rapport_reading_uuid:
 *
 * Returns: (transfer full) (nullable): the name of an entity, %NULL for a number that is none
 */
char *
rapport_reading_uuid (RapportReading *self,
                      gint64          entity)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_id);
  char text[RAPPORT_UUID_LENGTH + 1];

  sqlite3_bind_int64 (statement, 1, entity);
  if (!rapport_reading_next (self, statement, NULL))
    return NULL;
  rapport_uuid_format (sqlite3_column_blob (statement, 0), text);
  sqlite3_reset (statement);
  return g_strdup (text);
}

/**
 * rapport_reading_kind:
 *
 * Returns: (transfer full) (nullable): "member", "request", …; %NULL for one that was only referred to so far
 */
char *
rapport_reading_kind (RapportReading *self,
                      gint64          entity)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_kind_name);
  char *kind = NULL;

  sqlite3_bind_int64 (statement, 1, entity);
  if (rapport_reading_next (self, statement, NULL))
    {
      kind = rapport_column_dup (statement, 0);
      sqlite3_reset (statement);
    }
  return kind;
}

/**
 * rapport_reading_find:
 *
 * Returns: the number of the entity of that name, 0 if there is none
 */
gint64
rapport_reading_find (RapportReading *self,
                      const char     *uuid)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_no);
  guint8 bytes[RAPPORT_UUID_BYTES];
  gint64 entity = 0;

  if (!rapport_uuid_parse (uuid, bytes))
    return 0;
  sqlite3_bind_blob (statement, 1, bytes, sizeof bytes, SQLITE_TRANSIENT);
  if (rapport_reading_next (self, statement, NULL))
    {
      entity = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return entity;
}

static gboolean
parse_hash (const char *text,
            guint8     *hash)
{
  for (int i = 0; i < RAPPORT_HASH_BYTES; i++, text += 2)
    {
      if (!g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
        return FALSE;
      hash[i] = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
    }
  return *text == '\0';
}

/**
 * rapport_reading_blob:
 * @hash: in hex
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL if they are not here
 */
GBytes *
rapport_reading_blob (RapportReading *self,
                      const char     *hash)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_blob);
  guint8 bytes[RAPPORT_HASH_BYTES];
  GBytes *blob = NULL;

  if (!parse_hash (hash, bytes))
    return NULL;
  sqlite3_bind_blob (statement, 1, bytes, sizeof bytes, SQLITE_TRANSIENT);
  if (rapport_reading_next (self, statement, NULL))
    {
      blob = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
      sqlite3_reset (statement);
    }
  return blob;
}
