/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"

#include "support/support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
write_biography (RapportTransaction *transaction,
                 gpointer            data,
                 GError            **error)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  rapport_transaction_set_operation (transaction, "add-member", NULL);
  rapport_transaction_set_string (transaction, member, "given_name", "Marta");
  rapport_transaction_set_string (transaction, member, "biography", data);
  return TRUE;
}

static RapportStore *
open_store (const char *path,
            GError    **error)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();

  return rapport_store_open (path, clock, error);
}

/* A database with one member in a folder of its own. */
static char *
make_database (void)
{
  g_autofree char *folder = rapport_test_folder ();
  char *path = g_build_filename (folder, "data", "rapport.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = open_store (path, &error);

  g_assert_no_error (error);
  g_assert_true (rapport_store_write (store, write_biography, (gpointer) "I teach machines to move.", NULL, &error));
  g_assert_no_error (error);
  rapport_store_close (store);
  return path;
}

/* A sentence for people: it names the file's folder or the file, ends in a full stop and has no SQLite in it. */
static void
assert_refused (const char       *path,
                RapportStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = open_store (path, &error);

  g_assert_null (store);
  g_assert_error (error, RAPPORT_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, "SQL"));
  g_assert_nonnull (strstr (error->message, "rapport"));
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

static int
count_changes (const char *path)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  int count;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT count (*) FROM change", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return count;
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
test_files_are_the_owners_alone (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *inner = g_build_filename (folder, "data", NULL);
  g_autofree char *path = g_build_filename (inner, "rapport.db", NULL);
  mode_t before = umask (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = open_store (path, &error);
  g_autoptr (GDir) names = NULL;
  const char *name;
  guint files = 0;

  g_assert_no_error (error);
  g_assert_true (rapport_store_write (store, write_biography, (gpointer) "text", NULL, &error));
  names = g_dir_open (inner, 0, &error);
  g_assert_cmpuint (mode_of (inner), ==, 0700);
  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *file = g_build_filename (inner, name, NULL);

      g_test_message ("%s", name);
      g_assert_cmpuint (mode_of (file), ==, 0600);
      files++;
    }
  g_assert_cmpuint (files, >=, 2); /* the database and its -wal at least */
  umask (before);
  rapport_store_close (store);
}

static void
test_newer_schema (void)
{
  g_autofree char *path = make_database ();

  run_sql (path, "PRAGMA user_version = 9999");
  assert_refused (path, RAPPORT_STORE_ERROR_TOO_NEW);
  run_sql (path, "PRAGMA user_version = -7");
  assert_refused (path, RAPPORT_STORE_ERROR_FOREIGN);
}

static void
test_not_ours (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autofree char *words = g_build_filename (folder, "rapport.txt", NULL);

  run_sql (path, "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')");
  assert_refused (path, RAPPORT_STORE_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (words, "These are words and no database at all, in more than one hundred bytes, "
                                      "so that a header of SQLite would fit in here twice, if there were one.", -1, NULL));
  assert_refused (words, RAPPORT_STORE_ERROR_FOREIGN);
}

static void
test_damaged (void)
{
  g_autofree char *path = make_database ();
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  memset (bytes + 100, 0xa5, 4000); /* the root of the schema; the header stays */
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  assert_refused (path, RAPPORT_STORE_ERROR_CORRUPT);
}

/* Root may write everywhere, so the file is looked at as somebody else would. */
static void
test_read_only (void)
{
  g_autofree char *path = make_database ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_dirname (folder);

  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (parent, 65534, 65534), ==, 0);
      g_assert_cmpint (chown (folder, 65534, 65534), ==, 0);
      g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
      g_assert_cmpint (seteuid (65534), ==, 0);
    }
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  assert_refused (path, RAPPORT_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  assert_refused (path, RAPPORT_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (RapportStore) store = open_store (path, &error);

    g_assert_no_error (error);
    rapport_store_close (store);
  }
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

/* A full disk: the files that SQLite opens through the default VFS can be written while there is room. */
static gboolean disk_is_full;
static sqlite3_vfs full_vfs;
static sqlite3_io_methods full_methods[4]; /* SQLite has one set for databases, another for what is beside them */
static const sqlite3_io_methods *real_methods[4];
static sqlite3_vfs *real_vfs;

static int
write_if_room (sqlite3_file  *file,
               const void    *bytes,
               int            amount,
               sqlite3_int64  offset)
{
  return disk_is_full ? SQLITE_FULL : real_methods[0]->xWrite (file, bytes, amount, offset);
}

static int
open_on_full_disk (sqlite3_vfs  *vfs,
                   const char   *name,
                   sqlite3_file *file,
                   int           flags,
                   int          *out_flags)
{
  int result = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (result != SQLITE_OK || file->pMethods == NULL)
    return result;
  for (guint i = 0; i < G_N_ELEMENTS (real_methods); i++)
    {
      if (real_methods[i] == NULL)
        {
          real_methods[i] = file->pMethods;
          full_methods[i] = *file->pMethods;
          g_assert_true (full_methods[i].xWrite == real_methods[0]->xWrite);
          full_methods[i].xWrite = write_if_room;
        }
      if (real_methods[i] == file->pMethods)
        {
          file->pMethods = &full_methods[i];
          return SQLITE_OK;
        }
    }
  g_assert_not_reached ();
}

static void
test_full_disk (void)
{
  g_autofree char *path = make_database ();
  g_autofree char *long_text = g_strnfill (8 << 20, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = NULL;

  real_vfs = sqlite3_vfs_find (NULL);
  full_vfs = *real_vfs;
  full_vfs.zName = "full";
  full_vfs.xOpen = open_on_full_disk;
  g_assert_cmpint (sqlite3_vfs_register (&full_vfs, 1), ==, SQLITE_OK);
  store = open_store (path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (real_methods[0]);

  disk_is_full = TRUE;
  g_assert_false (rapport_store_write (store, write_biography, long_text, NULL, &error));
  disk_is_full = FALSE;
  g_test_message ("%s", error->message);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_clear_error (&error);
  g_assert_cmpint (count_changes (path), ==, 1); /* nothing is half there … */
  g_assert_true (rapport_store_write (store, write_biography, (gpointer) "short", NULL, &error)); /* … there is room again */
  g_assert_no_error (error);
  g_assert_cmpint (count_changes (path), ==, 2);
  rapport_store_close (store);
  sqlite3_vfs_unregister (&full_vfs);
}

static void
test_folders_of_other_computers_are_told_from_local_ones (void)
{
  static const char mounts[] =
    "36 35 98:0 / /mnt rw,noatime master:1 - ext4 /dev/root rw\n"
    "89 27 0:45 / /home/ada/server rw,nosuid - fuse.sshfs ada@server: rw,user_id=1000\n"
    "90 27 0:46 / /home/ada/vault rw,nosuid - fuse.gocryptfs /home/ada/crypt rw\n"
    "91 27 0:47 / /media/stick rw - fuseblk /dev/sdb1 rw\n";
  g_autofree char *remote = rapport_database_remote_mount (mounts, 0, 45);
  g_autofree char *vault = rapport_database_remote_mount (mounts, 0, 46);
  g_autofree char *stick = rapport_database_remote_mount (mounts, 0, 47);
  g_autofree char *disk = rapport_database_remote_mount (mounts, 98, 0);

  g_assert_cmpstr (remote, ==, "sshfs");
  g_assert_null (vault);
  g_assert_null (stick);
  g_assert_null (disk);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/store/files/are-the-owner's-alone", test_files_are_the_owners_alone);
  g_test_add_func ("/store/files/newer-schema-is-refused", test_newer_schema);
  g_test_add_func ("/store/files/what-is-not-ours-is-refused", test_not_ours);
  g_test_add_func ("/store/files/damaged-is-refused", test_damaged);
  g_test_add_func ("/store/files/folders-of-other-computers-are-told-from-local-ones",
                   test_folders_of_other_computers_are_told_from_local_ones);
  g_test_add_func ("/store/files/read-only-is-refused", test_read_only);
  g_test_add_func ("/store/files/full-disk-loses-nothing", test_full_disk);
  return g_test_run ();
}
