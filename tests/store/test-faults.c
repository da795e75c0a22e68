/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/database.h"
#include "store/fixture.h"
#include "store/sql.h"
#include "support/support.h"

/* What people are told when the file or its surroundings are not as they should be. */

#define NOBODY 65534

/* Stands in for the system's for as long as a case says so: this program's own is found before the C library's. */
static gint64 pretended_magic;

int
statfs (const char    *path,
        struct statfs *info)
{
  memset (info, 0, sizeof *info);
  info->f_type = pretended_magic != 0 ? pretended_magic : 0xEF53;
  return 0;
}

static void
assert_cannot_open (const char *path,
                    int         code,
                    const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, &error);
  g_autofree char *base = g_path_get_basename (path);

  g_assert_null (store);
  g_assert_error (error, RAPPORT_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  /* It says where. */
  g_assert_nonnull (strstr (error->message, base));
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
write_one (Fixture *fixture)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };

  fixture_write (fixture, edit_command, &edit);
}

static void
close_store (Fixture *fixture)
{
  write_one (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->store);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
}

static void
test_a_newer_schema_is_refused (Fixture       *fixture,
                                gconstpointer  data)
{
  close_store (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 9999");
  assert_cannot_open (fixture->path, RAPPORT_STORE_ERROR_TOO_NEW, "newer version of Rapport");
}

/* Somebody upgrades Rapport and the file while this one is open. */
static void
test_a_schema_that_becomes_newer_is_not_written (Fixture       *fixture,
                                                 gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };
  g_autofree char *words = NULL;

  write_one (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 9999");
  words = fixture_refuse (fixture, edit_command, &edit, RAPPORT_STORE_ERROR_TOO_NEW);
  g_assert_nonnull (strstr (words, "newer version of Rapport"));
}

static void
test_foreign_files_are_refused (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = g_build_filename (folder, "letter.txt", NULL);
  g_autofree char *other = g_build_filename (folder, "other.db", NULL);
  g_autofree char *link = g_build_filename (folder, "link.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *long_text = g_strnfill (8192, 'x');

  g_assert_true (g_file_set_contents (text, long_text, -1, NULL));
  assert_cannot_open (text, RAPPORT_STORE_ERROR_FOREIGN, "is not a Rapport database");

  run_sql (other, "CREATE TABLE stamp (no)");
  g_assert_true (g_file_get_contents (other, &before, NULL, NULL));
  assert_cannot_open (other, RAPPORT_STORE_ERROR_FOREIGN, "is not a Rapport database");
  g_assert_true (g_file_get_contents (other, &after, NULL, NULL));
  g_assert_cmpmem (before, 100, after, 100);

  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  assert_cannot_open (link, RAPPORT_STORE_ERROR_FOREIGN, "is not a Rapport database");
  assert_cannot_open (folder, RAPPORT_STORE_ERROR_FOREIGN, "is not a Rapport database");
}

static void
test_network_drives_are_refused (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const gint64 shared[] = { 0x6969, 0xFF534D42, 0xFE534D42, 0x01021997, 0x5346414F };
  static const gint64 local[] = { 0xEF53, 0x9123683E, 0x58465342, 0x01021994, 0x794c7630, 0x65735546 };

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    g_assert_true (rapport_database_is_network (shared[i]));
  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    g_assert_false (rapport_database_is_network (local[i]));
  close_store (fixture);
  pretended_magic = 0x6969;
  assert_cannot_open (fixture->path, RAPPORT_STORE_ERROR_NETWORK, "network drive");
  pretended_magic = 0;
}

static void
damage (const char *path,
        goffset     from,
        gsize       n)
{
  g_autofree char *noise = g_strnfill (n, '\x5a');
  int fd = open (path, O_WRONLY);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, noise, n, from), ==, (gssize) n);
  close (fd);
}

static void
test_a_damaged_file_says_so (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };
  GStatBuf info;

  close_store (fixture);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  /* All but the first page, whose tables can still be listed. */
  damage (fixture->path, 4096, (gsize) info.st_size - 4096);
  fixture->store = rapport_store_open (fixture->path, clock, &error);
  if (fixture->store != NULL)
    rapport_store_write (fixture->store, edit_command, &edit, NULL, &error);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "is damaged"));
  g_assert_nonnull (strstr (error->message, "backup"));
}

/* In a child without root's rights, to whom permissions mean something. */
static void
run_as_nobody (const char *subprocess)
{
  g_test_trap_subprocess (subprocess, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
drop_rights (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *above = g_path_get_dirname (folder);

  if (geteuid () != 0)
    return;
  g_assert_cmpint (chown (fixture->path, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (chown (folder, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (chown (above, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (setegid (NOBODY), ==, 0);
  g_assert_cmpint (seteuid (NOBODY), ==, 0);
}

static void
take_rights_back (void)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_a_read_only_file_is_refused (Fixture       *fixture,
                                  gconstpointer  data)
{
  close_store (fixture);
  drop_rights (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  assert_cannot_open (fixture->path, RAPPORT_STORE_ERROR_READ_ONLY, "cannot be written");
  take_rights_back ();
}

static void
test_a_read_only_folder_is_refused (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *absent = g_build_filename (folder, "absent", "rapport.db", NULL);

  close_store (fixture);
  drop_rights (fixture);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  assert_cannot_open (fixture->path, RAPPORT_STORE_ERROR_READ_ONLY, "Check the permissions");
  assert_cannot_open (absent, RAPPORT_STORE_ERROR_READ_ONLY, "cannot be written");
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  take_rights_back ();
}

static void
test_read_only_subprocesses (void)
{
  run_as_nobody ("/faults/subprocess/a-read-only-file-is-refused");
  run_as_nobody ("/faults/subprocess/a-read-only-folder-is-refused");
}

static void
test_files_that_others_could_read_are_closed_to_them (Fixture       *fixture,
                                                      gconstpointer  data)
{
  GStatBuf info;

  close_store (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  fixture->store = rapport_store_open (fixture->path, fixture->clock, NULL);
  g_assert_nonnull (fixture->store);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
}

static gboolean
big_command (RapportTransaction  *transaction,
             gpointer             data,
             GError             **error)
{
  g_autofree char *text = g_strnfill (4 * 1024 * 1024, 'x');
  Edit edit = { .kind = "member", .field = "biography", .value = text };

  return edit_command (transaction, &edit, error);
}

/* A file that may not grow fails as a full disk does. */
static void
test_a_full_disk_loses_nothing (Fixture       *fixture,
                                gconstpointer  data)
{
  struct rlimit before;
  struct rlimit small;
  g_autofree char *words = NULL;

  write_one (fixture);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1024 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  words = fixture_refuse (fixture, big_command, NULL, RAPPORT_STORE_ERROR_FULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (strstr (words, "no space left"));

  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 1);
  fixture_write (fixture, big_command, NULL);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 2);
}

static gpointer
endless_query (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  static const char endless[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n";
  gboolean *running = data;
  sqlite3_stmt *statement = rapport_reading_statement (reading, endless);

  g_atomic_int_set (running, TRUE);
  rapport_reading_run (reading, statement, error);
  return NULL;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = data;

  g_assert_null (rapport_store_read_finish (RAPPORT_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *done = TRUE;
}

static void
test_a_query_can_be_cancelled_in_the_middle (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean running = FALSE;
  gboolean done = FALSE;

  rapport_store_read_async (fixture->store, endless_query, &running, NULL, NULL, cancellable, read_cb, &done);
  while (!g_atomic_int_get (&running))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  g_assert_true (rapport_test_wait (&done, 20));
}

static gboolean
endless_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  GCancellable *cancellable = rapport_transaction_get_cancellable (transaction);
  guint written = 0;

  for (;;)
    {
      gint64 member = rapport_transaction_new_entity (transaction, "member");

      rapport_transaction_set_string (transaction, member, "given_name", "Chidi");
      if (++written == 1000)
        g_cancellable_cancel (cancellable);
      if (written % 100 == 0 && !rapport_transaction_flush (transaction, error))
        return FALSE;
    }
}

static void
test_a_command_that_is_cancelled_leaves_nothing (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_one (fixture);
  g_assert_false (rapport_store_write (fixture->store, endless_command, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 1);
  write_one (fixture);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 2);
}

#define CASE(name, function) g_test_add ("/faults/" name, Fixture, NULL, fixture_set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  CASE ("a-newer-schema-is-refused", test_a_newer_schema_is_refused);
  CASE ("a-schema-that-becomes-newer-is-not-written", test_a_schema_that_becomes_newer_is_not_written);
  CASE ("foreign-files-are-refused", test_foreign_files_are_refused);
  CASE ("network-drives-are-refused", test_network_drives_are_refused);
  CASE ("a-damaged-file-says-so", test_a_damaged_file_says_so);
  CASE ("subprocess/a-read-only-file-is-refused", test_a_read_only_file_is_refused);
  CASE ("subprocess/a-read-only-folder-is-refused", test_a_read_only_folder_is_refused);
  g_test_add_func ("/faults/what-cannot-be-written-is-refused", test_read_only_subprocesses);
  CASE ("files-that-others-could-read-are-closed-to-them", test_files_that_others_could_read_are_closed_to_them);
  CASE ("a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  CASE ("a-query-can-be-cancelled-in-the-middle", test_a_query_can_be_cancelled_in_the_middle);
  CASE ("a-command-that-is-cancelled-leaves-nothing", test_a_command_that_is_cancelled_leaves_nothing);
  return g_test_run ();
}
