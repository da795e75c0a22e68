/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup-folder.h"

#include "model/uuid.h"
#include "store/fixture.h"
#include "store/lock-file.h"
#include "store/meta.h"
#include "store/verify.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOW 1800000000

static void
add_members (Fixture *fixture,
             guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };

      fixture_write (fixture, edit_command, &edit);
    }
}

static gint64
count_members (Fixture *fixture)
{
  return fixture_count (fixture, "SELECT count (*) FROM member");
}

static char *
back_up (Fixture             *fixture,
         RapportBackupReason  reason,
         gint64               at)
{
  g_autoptr (GError) error = NULL;
  char *path = rapport_backup_make (fixture->path, reason, at, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return path;
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 07777;
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

/* Files beside each other in the folder, all told. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Making ------------------------------------------------------------------------------------------------------------ */

static void
test_is_one_private_file_that_says_what_is_in_it (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = rapport_backup_folder (fixture->path);
  g_autoptr (RapportBackupFacts) facts = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const RapportBackup *backup;

  add_members (fixture, 3);
  path = back_up (fixture, RAPPORT_BACKUP_IMPORT, NOW);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  g_assert_cmpuint (count_files (folder), ==, 1);
  facts = rapport_backup_check (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts->members, ==, 3);
  g_assert_cmpint (facts->changes, ==, 3);
  g_assert_cmpstr (facts->last_title, ==, "change-member");
  g_assert_cmpstr (facts->last_author, ==, "Ada");
  g_assert_cmpint (facts->last_wall, ==, NOW * G_GINT64_CONSTANT (1000));
  list = rapport_backup_list (fixture->path);
  g_assert_cmpuint (list->len, ==, 1);
  backup = g_ptr_array_index (list, 0);
  g_assert_cmpint (backup->reason, ==, RAPPORT_BACKUP_IMPORT);
  g_assert_cmpint (backup->at, ==, NOW);
  g_assert_cmpuint (count_files (folder), ==, 1); /* looking at it leaves nothing beside it */
}

static void
test_last_ten_are_kept (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *other = g_strconcat (fixture->path, "2", NULL);
  g_autoptr (GPtrArray) others = NULL;

  add_members (fixture, 1);
  for (int i = 0; i < 13; i++)
    g_free (back_up (fixture, i % 2 == 0 ? RAPPORT_BACKUP_DAILY : RAPPORT_BACKUP_OWN, NOW + i / 2));
  list = rapport_backup_list (fixture->path);
  g_assert_cmpuint (list->len, ==, RAPPORT_BACKUPS_KEPT);
  g_assert_cmpint (((RapportBackup *) list->pdata[0])->at, ==, NOW + 6);
  g_assert_cmpint (((RapportBackup *) list->pdata[9])->at, ==, NOW + 1);
  others = rapport_backup_list (other); /* of another database there are none */
  g_assert_cmpuint (others->len, ==, 0);
}

static void
tell_percent (guint    percent,
              gpointer data)
{
  guint *most = data;

  g_assert_cmpuint (percent, <=, 100);
  g_assert_cmpuint (percent, >=, *most);
  *most = percent;
}

static void
test_progress_and_cancel (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = rapport_backup_folder (fixture->path);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  guint most = 0;

  add_members (fixture, 20);
  g_free (rapport_backup_make (fixture->path, RAPPORT_BACKUP_OWN, NOW, tell_percent, &most, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (most, ==, 100);
  g_cancellable_cancel (cancellable);
  path = rapport_backup_make (fixture->path, RAPPORT_BACKUP_OWN, NOW + 1, NULL, NULL, cancellable, &error);
  g_assert_null (path);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 1);
}

/* Files of this process can grow no further, as on a disk that is full. */
static void
test_full_disk_leaves_nothing (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *folder = rapport_backup_folder (fixture->path);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit tight;

  add_members (fixture, 5);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 64 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  path = rapport_backup_make (fixture->path, RAPPORT_BACKUP_OWN, NOW, NULL, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (path);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_cmpint (count_members (fixture), ==, 5);
}

/* A link that somebody has put in the place of the copy is not followed. */
static void
test_does_not_follow_links (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *victim = g_build_filename (folder, "victim", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (victim, "mine", -1, NULL));
  g_assert_cmpint (symlink (victim, copy), ==, 0);
  g_assert_true (rapport_backup_copy (fixture->path, copy, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (victim, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");
}

/* Offered files ----------------------------------------------------------------------------------------------------- */

static void
assert_not_accepted (const char *path,
                     int         code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBackupFacts) facts = rapport_backup_check (path, NULL, &error);

  g_assert_null (facts);
  g_assert_error (error, RAPPORT_STORE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_what_is_not_as_it_was_made_is_refused (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *link = g_build_filename (folder, "link.db", NULL);
  g_autofree char *trigger = NULL;
  g_autofree char *view = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *torn = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  add_members (fixture, 40);
  trigger = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  run_sql (trigger, "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM member; END");
  assert_not_accepted (trigger, RAPPORT_STORE_ERROR_FOREIGN);
  view = back_up (fixture, RAPPORT_BACKUP_OWN, NOW + 1);
  run_sql (view, "ALTER TABLE member ADD COLUMN shoe_size TEXT");
  assert_not_accepted (view, RAPPORT_STORE_ERROR_FOREIGN);
  newer = back_up (fixture, RAPPORT_BACKUP_OWN, NOW + 2);
  run_sql (newer, "PRAGMA user_version = 9999");
  assert_not_accepted (newer, RAPPORT_STORE_ERROR_TOO_NEW);
  run_sql (newer, "PRAGMA user_version = -7");
  assert_not_accepted (newer, RAPPORT_STORE_ERROR_FOREIGN);
  torn = back_up (fixture, RAPPORT_BACKUP_OWN, NOW + 3);
  g_assert_true (g_file_get_contents (torn, &bytes, &length, NULL));
  memset (bytes + length / 2, 0xa5, length / 4);
  g_assert_true (g_file_set_contents (torn, bytes, (gssize) length, NULL));
  assert_not_accepted (torn, RAPPORT_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (torn, "words", -1, NULL));
  assert_not_accepted (torn, RAPPORT_STORE_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (torn, "", 0, NULL));
  assert_not_accepted (torn, RAPPORT_STORE_ERROR_FOREIGN);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  assert_not_accepted (link, RAPPORT_STORE_ERROR_FOREIGN);
}

/* Restoring --------------------------------------------------------------------------------------------------------- */

static void
restore (Fixture    *fixture,
         const char *path)
{
  g_autoptr (GError) error = NULL;

  rapport_backup_restore (fixture->store, path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
name_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *name = rapport_reading_meta (reading, data, error);

  return name != NULL ? name : g_strdup ("");
}

static char *
meta_of (Fixture    *fixture,
         const char *key)
{
  return rapport_store_read (fixture->store, name_query, (gpointer) key, NULL, NULL);
}

static void
test_restore_puts_all_back_under_a_new_name (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *generation = NULL;
  g_autofree char *name_after = NULL;
  g_autofree char *generation_after = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *undo = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  add_members (fixture, 3);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  add_members (fixture, 2);
  name = meta_of (fixture, RAPPORT_META_REPLICA);
  generation = meta_of (fixture, RAPPORT_META_GENERATION);
  undo = back_up (fixture, RAPPORT_BACKUP_RESTORE, NOW + 1);
  restore (fixture, path);
  g_assert_cmpint (count_members (fixture), ==, 3);
  add_members (fixture, 1);
  g_assert_cmpint (count_members (fixture), ==, 4);
  name_after = meta_of (fixture, RAPPORT_META_REPLICA);
  generation_after = meta_of (fixture, RAPPORT_META_GENERATION);
  g_assert_cmpstr (name_after, !=, name);
  g_assert_cmpstr (generation_after, !=, generation);
  findings = rapport_store_verify (fixture->store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (count_files (folder), <=, 4); /* the database, -wal, -shm, -lock: nothing staged is left */

  restore (fixture, undo); /* undo of the restore */
  g_assert_cmpint (count_members (fixture), ==, 5);
  fixture_reopen (fixture);
  g_assert_cmpint (count_members (fixture), ==, 5);
}

static void
test_restore_is_refused_while_another_holds_the_lock (Fixture       *fixture,
                                                      gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (RapportLockFile) lock = NULL;
  g_autoptr (GError) error = NULL;

  add_members (fixture, 2);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  add_members (fixture, 1);
  lock = rapport_lock_file_take (fixture->path, RAPPORT_LONG_JOB_IMPORT, NULL);
  g_assert_false (rapport_backup_restore (fixture->store, path, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  g_assert_cmpint (count_members (fixture), ==, 3);
}

static void
test_restore_of_a_bad_file_changes_nothing (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  add_members (fixture, 2);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  run_sql (path, "CREATE TABLE shoe (size TEXT)");
  g_assert_false (rapport_backup_restore (fixture->store, path, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FOREIGN);
  g_assert_cmpint (count_members (fixture), ==, 2);
  g_assert_cmpuint (count_files (folder), <=, 4);
}

static void
test_restore_with_pages_of_another_size (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *path = NULL;

  add_members (fixture, 2);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  run_sql (path, "PRAGMA page_size = 8192; VACUUM");
  add_members (fixture, 1);
  restore (fixture, path);
  g_assert_cmpint (count_members (fixture), ==, 2);
}

static void
test_full_disk_in_the_middle_keeps_what_was (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *big = g_strnfill (512 * 1024, 'x');
  Edit edit = { .kind = "member", .field = "biography", .value = big };
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit tight;
  struct stat info;

  fixture_write (fixture, edit_command, &edit);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  add_members (fixture, 2);
  fixture_reopen (fixture);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = (rlim_t) info.st_size + 8192; /* room for the staged copy; the log, with its frames, needs more */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (rapport_backup_restore (fixture->store, path, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_test_message ("%s", error->message);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  g_assert_cmpint (count_members (fixture), ==, 3);
  add_members (fixture, 1);
  g_assert_cmpint (count_members (fixture), ==, 4);
}

/* Another process that writes all the time: acknowledged before the restore is gone, after it is there, never both. */
static int
be_a_writer (const char *path)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, &error);

  g_assert_no_error (error);
  for (;;)
    {
      Edit edit = { .kind = "member", .field = "given_name", .value = "Writer" };

      if (rapport_store_write (store, edit_command, &edit, NULL, &error))
        {
          if (write (STDOUT_FILENO, "w", 1) != 1)
            return 0;
        }
      else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REPLACED))
        {
          if (write (STDOUT_FILENO, "r", 1) != 1)
            return 0;
        }
      else if (!g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY))
        g_error ("%s", error->message);
      g_clear_error (&error);
      g_usleep (1000);
    }
}

static char *program;

static void
test_restore_while_another_process_writes (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GInputStream *output;
  guint after = 0;
  char byte = 0;

  add_members (fixture, 3);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--be-a-writer", fixture->path, NULL);
  g_assert_no_error (error);
  output = g_subprocess_get_stdout_pipe (child);
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (g_input_stream_read (output, &byte, 1, NULL, NULL), ==, 1);
  restore (fixture, path);
  while (byte != 'r') /* it was refused once, and so has noticed */
    g_assert_cmpint (g_input_stream_read (output, &byte, 1, NULL, NULL), ==, 1);
  for (int i = 0; i < 5; i++, after++)
    {
      g_assert_cmpint (g_input_stream_read (output, &byte, 1, NULL, NULL), ==, 1);
      g_assert_cmpint (byte, ==, 'w');
    }
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_cmpint (count_members (fixture), >=, 3 + after);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member WHERE given_name = 'Marta'"), ==, 3);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (DISTINCT replica) FROM change"), ==, 2);
  findings = rapport_store_verify (fixture->store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Damaged and older ------------------------------------------------------------------------------------------------- */

static void
test_damaged_is_kept_aside (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  add_members (fixture, 2);
  path = back_up (fixture, RAPPORT_BACKUP_OWN, NOW);
  g_assert_finalize_object (fixture->store);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  memset (bytes + 100, 0xa5, 4000);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  g_assert_true (rapport_backup_replace (fixture->path, path, NOW, &aside, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (aside, ".damaged-"));
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_true (memcmp (kept, bytes, length) == 0);
  g_assert_cmpuint (mode_of (fixture->path), ==, 0600);
  fixture->store = rapport_store_open (fixture->path, fixture->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_members (fixture), ==, 2);
}

static void
test_saved_copy_goes_on_by_itself (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *name = NULL;
  g_autofree char *of_copy = NULL;
  g_autofree char *of_first = NULL;
  g_autoptr (GError) error = NULL;
  Fixture copy = { .path = path, .clock = fixture->clock };

  add_members (fixture, 2);
  name = meta_of (fixture, RAPPORT_META_REPLICA);
  g_assert_true (rapport_backup_save_copy (fixture->path, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  copy.store = rapport_store_open (path, fixture->clock, &error);
  g_assert_no_error (error);
  add_members (&copy, 1);
  add_members (fixture, 1);
  of_copy = meta_of (&copy, RAPPORT_META_REPLICA);
  of_first = meta_of (fixture, RAPPORT_META_REPLICA);
  g_assert_cmpstr (of_copy, !=, name);
  g_assert_cmpstr (of_first, ==, name);
  g_assert_cmpint (count_members (&copy), ==, 3);
  g_object_unref (copy.store);
}

int
main (int   argc,
      char *argv[])
{

  if (argc == 3 && strcmp (argv[1], "--be-a-writer") == 0)
    return be_a_writer (argv[2]);
  program = argv[0];
  rapport_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/store/backup/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("is-one-private-file-that-says-what-is-in-it", test_is_one_private_file_that_says_what_is_in_it);
  ADD ("last-ten-are-kept", test_last_ten_are_kept);
  ADD ("progress-and-cancel", test_progress_and_cancel);
  ADD ("full-disk-leaves-nothing", test_full_disk_leaves_nothing);
  ADD ("does-not-follow-links", test_does_not_follow_links);
  ADD ("what-is-not-as-it-was-made-is-refused", test_what_is_not_as_it_was_made_is_refused);
  ADD ("restore-puts-all-back-under-a-new-name", test_restore_puts_all_back_under_a_new_name);
  ADD ("restore-is-refused-while-another-holds-the-lock", test_restore_is_refused_while_another_holds_the_lock);
  ADD ("restore-of-a-bad-file-changes-nothing", test_restore_of_a_bad_file_changes_nothing);
  ADD ("restore-with-pages-of-another-size", test_restore_with_pages_of_another_size);
  ADD ("full-disk-in-the-middle-keeps-what-was", test_full_disk_in_the_middle_keeps_what_was);
  ADD ("restore-while-another-process-writes", test_restore_while_another_process_writes);
  ADD ("damaged-is-kept-aside", test_damaged_is_kept_aside);
  ADD ("saved-copy-goes-on-by-itself", test_saved_copy_goes_on_by_itself);
  return g_test_run ();
}
