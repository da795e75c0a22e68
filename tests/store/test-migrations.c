/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup-folder.h"

#include "store/database.h"
#include "store/fixture.h"
#include "store/verify.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#define MEMBERS 50

static void
run_sql (sqlite3    *database,
         const char *sql)
{
  char *words = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &words) != SQLITE_OK)
    g_error ("%s: %s", words, sql);
}

static gint64
ask (const char *path,
     const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return value;
}

/* The rows of each table of the first version that are in the database attached as "full". */
static void
copy_rows (sqlite3 *database)
{
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database,
                                       "SELECT name, (SELECT group_concat (name) FROM pragma_table_info (t.name)) FROM sqlite_schema AS t "
                                       "WHERE type = 'table' AND name NOT LIKE 'member_text%'", -1, &tables, NULL), ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (tables, 0);
      const char *columns = (const char *) sqlite3_column_text (tables, 1);
      g_autofree char *sql = g_strdup_printf ("INSERT INTO main.\"%s\" (%s) SELECT %s FROM full.\"%s\"", name, columns, columns, name);

      run_sql (database, sql);
    }
  sqlite3_finalize (tables);
  run_sql (database, "INSERT INTO member_text (member_text) VALUES ('rebuild')");
}

/* A database made by 0001.sql alone, holding what @fixture has. */
static char *
make_first_version (Fixture *fixture)
{
  g_autofree char *folder = rapport_test_folder ();
  char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autofree char *file = g_build_filename (g_getenv ("RAPPORT_SOURCE"), "src", "store", "migrations", "0001.sql", NULL);
  g_autofree char *script = NULL;
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS full", fixture->path);
  sqlite3 *database = NULL;

  for (guint i = 0; i < MEMBERS; i++)
    {
      Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };

      fixture_write (fixture, edit_command, &edit);
    }
  g_assert_true (g_file_get_contents (file, &script, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  run_sql (database, "PRAGMA journal_mode = WAL");
  run_sql (database, script);
  run_sql (database, attach);
  copy_rows (database);
  run_sql (database, "DETACH full");
  run_sql (database, "PRAGMA user_version = 1; PRAGMA application_id = 0x52617070; PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (database);
  return path;
}

static RapportStore *
open_path (const char  *path,
           GError     **error)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);

  return rapport_store_open (path, clock, error);
}

static void
assert_is_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = open_path (path, &error);
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  findings = rapport_store_verify (store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
  rapport_store_close (store);
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, rapport_database_version ());
  g_assert_cmpint (ask (path, "SELECT count (*) FROM member"), ==, MEMBERS);
}

static void
test_data_of_the_first_version_are_upgraded (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *path = make_first_version (fixture);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (RapportBackupFacts) facts = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_database_version () == 1)
    return;
  assert_is_whole (path);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM meta WHERE key = 'generation'"), ==, 1);
  backups = rapport_backup_list (path);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpint (((RapportBackup *) backups->pdata[0])->reason, ==, RAPPORT_BACKUP_UPGRADE);
  facts = rapport_backup_check (((RapportBackup *) backups->pdata[0])->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts->version, ==, 1);
  g_assert_cmpint (facts->members, ==, MEMBERS);

  /* … and the backup can be restored: it is upgraded on the way. */
  g_clear_pointer (&fixture->path, g_free);
  g_assert_finalize_object (fixture->store);
  fixture->path = g_steal_pointer (&path);
  fixture->store = open_path (fixture->path, &error);
  g_assert_no_error (error);
  rapport_backup_restore (fixture->store, ((RapportBackup *) backups->pdata[0])->path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (fixture, "SELECT user_version FROM pragma_user_version"), ==, rapport_database_version ());
}

/* Without a backup there is no upgrade: the folder for backups cannot be made. */
static void
test_no_upgrade_without_a_backup (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *path = make_first_version (fixture);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "rapport", "backups", NULL);
  g_autofree char *aside = g_strconcat (folder, "-aside", NULL);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (above, 0700);
  g_rename (folder, aside);
  g_assert_true (g_file_set_contents (folder, "a file in its place", -1, NULL));
  store = open_path (path, &error);
  g_assert_null (store);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, 1);
  g_unlink (folder);
  g_rename (aside, folder);
}

/* There is no room for the backup: nothing is upgraded, and the data are as they were. */
static void
test_full_disk_upgrades_nothing (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = make_first_version (fixture);
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit tight;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 64 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  store = open_path (path, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (store);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, 1);
  backups = rapport_backup_list (path);
  g_assert_cmpuint (backups->len, ==, 0);
  assert_is_whole (path); /* there is room again */
}

static char *program;

/* Killed at any moment: the version and what it stands for go together, and the next one ends the work. */
static void
test_killed_in_between (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *first = make_first_version (fixture);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *bytes = NULL;
  guint kills = rapport_test_amount (12, 100);
  guint before = 0;
  gsize length;

  g_assert_true (g_file_get_contents (first, &bytes, &length, NULL));
  for (guint i = 0; i < kills; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.db", folder, i);
      g_autoptr (GSubprocess) child = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "--be-an-upgrade", path, NULL);
      g_assert_no_error (error);
      g_usleep (20000 + i * 130000 / kills);
      g_subprocess_force_exit (child);
      g_subprocess_wait (child, NULL, NULL);
      before += ask (path, "PRAGMA user_version") == 1;
      g_assert_cmpint (ask (path, "SELECT count (*) FROM sqlite_schema WHERE name = 'erased'"), ==,
                       ask (path, "PRAGMA user_version") > 1);
      assert_is_whole (path);
    }
  g_test_message ("%u of %u were killed before the upgrade was committed", before, kills);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--be-an-upgrade") == 0)
    {
      g_autoptr (RapportStore) store = open_path (argv[2], NULL);

      g_usleep (G_USEC_PER_SEC);
      return 0;
    }
  program = argv[0];
  rapport_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/store/migrations/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("data-of-the-first-version-are-upgraded", test_data_of_the_first_version_are_upgraded);
  ADD ("no-upgrade-without-a-backup", test_no_upgrade_without_a_backup);
  ADD ("full-disk-upgrades-nothing", test_full_disk_upgrades_nothing);
  ADD ("killed-in-between", test_killed_in_between);
  return g_test_run ();
}
