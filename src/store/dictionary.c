/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/dictionary.h"

#include "store/connection.h"
#include "store/sql.h"

/* More names than this are dropped between transactions; the database has them. */
#define MOST_REMEMBERED 100000

RAPPORT_SQL (replica_number, "SELECT no FROM replica WHERE name = ?1")
RAPPORT_SQL (replica_name, "SELECT name FROM replica WHERE no = ?1")
RAPPORT_SQL (replica_enter, "INSERT INTO replica (name) VALUES (?1)")
RAPPORT_SQL (kind_number, "SELECT no FROM kind WHERE name = ?1")
RAPPORT_SQL (kind_name, "SELECT name FROM kind WHERE no = ?1")
RAPPORT_SQL (kind_enter, "INSERT INTO kind (name) VALUES (?1)")
RAPPORT_SQL (field_number, "SELECT no FROM field WHERE name = ?1")
RAPPORT_SQL (field_name, "SELECT name FROM field WHERE no = ?1")
RAPPORT_SQL (field_enter, "INSERT INTO field (name) VALUES (?1)")

static const struct {
  const char *number;
  const char *name;
  const char *enter;
} statements[RAPPORT_N_DICTIONARIES] = {
  { replica_number, replica_name, replica_enter },
  { kind_number, kind_name, kind_enter },
  { field_number, field_name, field_enter },
};

void
rapport_dictionary_init (RapportDictionary *self)
{
  for (int i = 0; i < RAPPORT_N_DICTIONARIES; i++)
    {
      self->numbers[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->names[i] = g_hash_table_new (NULL, NULL);
    }
}

void
rapport_dictionary_clear (RapportDictionary *self)
{
  for (int i = 0; i < RAPPORT_N_DICTIONARIES; i++)
    {
      g_clear_pointer (&self->names[i], g_hash_table_unref);
      g_clear_pointer (&self->numbers[i], g_hash_table_unref);
    }
}

/* After a roll-back the numbers entered since are nobody's. Names handed out before are no longer valid. */
void
rapport_dictionary_forget (RapportDictionary *self)
{
  for (int i = 0; i < RAPPORT_N_DICTIONARIES; i++)
    {
      g_hash_table_remove_all (self->names[i]);
      g_hash_table_remove_all (self->numbers[i]);
    }
}

static const char *
remember (RapportDictionary     *self,
          RapportDictionaryKind  kind,
          const char            *name,
          gint64                 number)
{
  char *own = g_strdup (name);

  g_hash_table_insert (self->numbers[kind], own, GSIZE_TO_POINTER (number));
  g_hash_table_insert (self->names[kind], GSIZE_TO_POINTER (number), own);
  return own;
}

/**
 * rapport_reading_number:
 *
 * Returns: the number of a name, 0 if the database does not know it
 */
gint64
rapport_reading_number (RapportReading        *self,
                        RapportDictionaryKind  kind,
                        const char            *name)
{
  RapportDictionary *dictionary = &self->connection->dictionary;
  gint64 number = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (dictionary->numbers[kind], name));
  sqlite3_stmt *statement;

  if (number != 0)
    return number;
  statement = rapport_reading_statement (self, statements[kind].number);
  rapport_bind_text (statement, 1, name);
  if (rapport_reading_next (self, statement, NULL))
    {
      number = sqlite3_column_int64 (statement, 0);
      remember (dictionary, kind, name, number);
      sqlite3_reset (statement);
    }
  return number;
}

/**
 * rapport_reading_name:
 *
 * Returns: (transfer none) (nullable): the name of a number, valid during the transaction
 */
const char *
rapport_reading_name (RapportReading        *self,
                      RapportDictionaryKind  kind,
                      gint64                 number)
{
  RapportDictionary *dictionary = &self->connection->dictionary;
  const char *name = g_hash_table_lookup (dictionary->names[kind], GSIZE_TO_POINTER (number));
  sqlite3_stmt *statement;

  if (name != NULL)
    return name;
  statement = rapport_reading_statement (self, statements[kind].name);
  sqlite3_bind_int64 (statement, 1, number);
  if (rapport_reading_next (self, statement, NULL))
    {
      name = remember (dictionary, kind, rapport_column_text (statement, 0), number);
      sqlite3_reset (statement);
    }
  return name;
}

/**
 * rapport_reading_enter:
 *
 * Only inside a transaction that writes.
 *
 * Returns: the number of a name, a new one if it had none; 0 with @error set on failure
 */
gint64
rapport_reading_enter (RapportReading        *self,
                       RapportDictionaryKind  kind,
                       const char            *name,
                       GError               **error)
{
  gint64 number = rapport_reading_number (self, kind, name);
  sqlite3_stmt *statement;

  if (number != 0)
    return number;
  statement = rapport_reading_statement (self, statements[kind].enter);
  rapport_bind_text (statement, 1, name);
  if (!rapport_reading_run (self, statement, error))
    return 0;
  number = sqlite3_last_insert_rowid (self->connection->db);
  remember (&self->connection->dictionary, kind, name, number);
  return number;
}

/* Between transactions: nobody holds a name then. */
void
rapport_dictionary_trim (RapportDictionary *self)
{
  for (int i = 0; i < RAPPORT_N_DICTIONARIES; i++)
    if (g_hash_table_size (self->numbers[i]) > MOST_REMEMBERED)
      {
        g_hash_table_remove_all (self->names[i]);
        g_hash_table_remove_all (self->numbers[i]);
      }
}
