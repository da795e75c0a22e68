/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/meta.h"

#include "model/uuid.h"
#include "store/sql.h"

RAPPORT_SQL (select_meta, "SELECT value FROM meta WHERE key = ?1")
RAPPORT_SQL (upsert_meta, "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")

RAPPORT_SQL (delete_meta, "DELETE FROM meta WHERE key = ?1")

/**
 * rapport_reading_meta:
 *
 * Returns: (transfer full) (nullable): what stands there, %NULL if nothing does (without @error) or on failure
 */
char *
rapport_reading_meta (RapportReading  *self,
                      const char      *key,
                      GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_meta);
  char *value = NULL;

  rapport_bind_text (statement, 1, key);
  if (rapport_reading_next (self, statement, error))
    {
      value = rapport_column_dup (statement, 0);
      sqlite3_reset (statement);
    }
  return value;
}

gboolean
rapport_reading_set_meta (RapportReading  *self,
                          const char      *key,
                          const char      *value,
                          GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, upsert_meta);

  rapport_bind_text (statement, 1, key);
  rapport_bind_text (statement, 2, value);
  return rapport_reading_run (self, statement, error);
}

gboolean
rapport_reading_drop_meta (RapportReading  *self,
                           const char      *key,
                           GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, delete_meta);

  rapport_bind_text (statement, 1, key);
  return rapport_reading_run (self, statement, error);
}

/**
 * rapport_reading_renew_generation:
 *
 * Inside a transaction that writes: when it is committed, every process forgets what it has read of the database, and
 * refuses what was asked of it before.
 */
gboolean
rapport_reading_renew_generation (RapportReading  *self,
                                  GError         **error)
{
  g_autofree char *generation = rapport_random_name ();

  return rapport_reading_set_meta (self, RAPPORT_META_GENERATION, generation, error);
}
