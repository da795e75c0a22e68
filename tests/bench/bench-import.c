/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench.h"
#include "store/projection.h"
#include "support/people.h"
#include "support/support.h"

/* An import of people beside what somebody would use instead: the same rows inserted into the same tables with the same
 * indexes and the same full text, from memory, person by person, with prepared statements in one transaction; and sqlite3's
 * .import. The other has nothing to undo, to merge or to say who changed what. */

/* The rows of one table, as they were read from the database that was imported into. */
typedef struct {
  char *sql;
  int n_columns;
  int key;                  /* the column that holds the member, -1: none */
  GPtrArray *values;        /* sqlite3_value, row after row, by member */
  guint at;                 /* how far it has been written */
  sqlite3_stmt *statement;
} Rows;

static void
rows_free (gpointer data)
{
  Rows *self = data;

  g_free (self->sql);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static Rows *
read_rows (sqlite3    *db,
           const char *select,
           const char *into,
           int         key)
{
  Rows *self = g_new0 (Rows, 1);
  GString *sql = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  g_assert_cmpint (sqlite3_prepare_v2 (db, select, -1, &statement, NULL), ==, SQLITE_OK);
  self->n_columns = sqlite3_column_count (statement);
  self->key = key;
  g_string_append_printf (sql, "INSERT INTO %s VALUES (?", into);
  for (int i = 1; i < self->n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  self->sql = g_string_free (sql, FALSE);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < self->n_columns; i++)
      g_ptr_array_add (self->values, sqlite3_value_dup (sqlite3_column_value (statement, i)));
  sqlite3_finalize (statement);
  return self;
}

static int
key_of (const char *table)
{
  if (strcmp (table, "enrolment") == 0)
    return 2;
  return g_str_has_prefix (table, "member") ? 0 : -1;
}

static GPtrArray *
read_tables (const char *path)
{
  const char * const *tables = rapport_projection_tables ();
  GPtrArray *all = g_ptr_array_new_with_free_func (rows_free);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint t = 0; tables[t] != NULL; t++)
    {
      int key = key_of (tables[t]);
      g_autofree char *select = g_strdup_printf ("SELECT * FROM %s ORDER BY %d", tables[t], MAX (key, 0) + 1);

      g_ptr_array_add (all, read_rows (db, select, tables[t], key));
    }
  g_ptr_array_add (all, read_rows (db, "SELECT no, biography, expertise FROM member ORDER BY no",
                                   "member_text (rowid, biography, expertise)", 0));
  sqlite3_close (db);
  return all;
}

static void
run (sqlite3    *db,
     const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, sql);
}

/* Runs the migrations in their order. */
static void
make_tables (sqlite3 *db)
{
  for (guint version = 1;; version++)
    {
      g_autofree char *name = g_strdup_printf ("%04u.sql", version);
      g_autofree char *path = g_build_filename (g_getenv ("RAPPORT_SOURCE"), "src", "store", "migrations", name, NULL);
      g_autofree char *schema = NULL;

      if (!g_file_get_contents (path, &schema, NULL, NULL))
        {
          g_assert_cmpuint (version, >, 1);
          return;
        }
      run (db, schema);
    }
}

static sqlite3 *
open_plain (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "plain.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
           " PRAGMA cache_size = -65536");
  make_tables (db);
  return db;
}

/* Writes the rows of one member, or those of nobody. */
static void
insert_rows (Rows   *rows,
             gint64  member)
{
  while (rows->at < rows->values->len
         && (rows->key < 0 || sqlite3_value_int64 (g_ptr_array_index (rows->values, rows->at + (guint) rows->key)) == member))
    {
      for (int i = 0; i < rows->n_columns; i++)
        sqlite3_bind_value (rows->statement, i + 1, g_ptr_array_index (rows->values, rows->at + (guint) i));
      g_assert_cmpint (sqlite3_step (rows->statement), ==, SQLITE_DONE);
      sqlite3_reset (rows->statement);
      rows->at += (guint) rows->n_columns;
    }
}

static void
insert_everybody (GPtrArray *tables,
                  GArray    *members)
{
  for (guint i = 0; i < tables->len; i++)
    if (((Rows *) g_ptr_array_index (tables, i))->key < 0)
      insert_rows (g_ptr_array_index (tables, i), 0);
  for (guint m = 0; m < members->len; m++)
    for (guint i = 0; i < tables->len; i++)
      insert_rows (g_ptr_array_index (tables, i), g_array_index (members, gint64, m));
}

static BenchTime
insert_plain (GPtrArray  *tables,
              GArray     *members,
              const char *folder)
{
  sqlite3 *db = open_plain (folder);
  BenchTime start = bench_now ();
  BenchTime taken;

  run (db, "BEGIN IMMEDIATE");
  for (guint i = 0; i < tables->len; i++)
    {
      Rows *rows = g_ptr_array_index (tables, i);

      g_assert_cmpint (sqlite3_prepare_v2 (db, rows->sql, -1, &rows->statement, NULL), ==, SQLITE_OK);
    }
  insert_everybody (tables, members);
  for (guint i = 0; i < tables->len; i++)
    {
      Rows *rows = g_ptr_array_index (tables, i);

      g_assert_cmpuint (rows->at, ==, rows->values->len);
      sqlite3_finalize (rows->statement);
    }
  run (db, "COMMIT");
  taken = bench_since (start);
  sqlite3_close (db);
  return taken;
}

static BenchTime
import_people (RapportPeople *people,
               const char    *path)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  RapportStore *store = rapport_store_open (path, clock, &error);
  BenchTime start;
  BenchTime taken;

  g_assert_no_error (error);
  rapport_store_set_author (store, "Bench");
  start = bench_now ();
  rapport_store_write (store, rapport_people_write_command, people, NULL, &error);
  taken = bench_since (start);
  g_assert_no_error (error);
  g_object_unref (store);
  return taken;
}

static double
sqlite_import (const char *csv,
               const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "import.db", NULL);
  g_autofree char *command = g_strdup_printf (".import --csv \"%s\" people", csv);
  const char *argv[] = { "sqlite3", path, command, NULL };
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return bench_since (start).wall;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (RapportPeople) people = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  BenchTime ours;
  BenchTime plain;
  double import;

  rapport_test_init (&argc, &argv);
  folder = rapport_test_folder ();
  path = g_build_filename (folder, "rapport.db", NULL);
  csv = bench_population (argc > 1 ? (guint) atoi (argv[1]) : 100000);
  people = rapport_people_read (csv);
  ours = import_people (people, path);
  tables = read_tables (path);
  plain = insert_plain (tables, people->members, folder);
  import = sqlite_import (csv, folder);
  bench_row ("Writing %u members, beside the same rows into the plain tables with the same indexes and full text",
             people->rows->len, ours.cpu, plain.cpu);
  bench_row ("The same by the clock on the wall", 0, ours.wall, plain.wall);
  bench_row ("Writing %u members, beside sqlite3's .import into one table without an index", people->rows->len, ours.wall,
             import);
  return 0;
}
