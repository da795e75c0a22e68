/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/lock-file.h"

#include "store/fixture.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Another process that has the lock and says so by a byte, until it is killed. */
static pid_t
start_holder (const char     *path,
              RapportLongJob  job,
              guint           percent)
{
  int ready[2];
  char byte = 0;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      RapportLockFile *lock = NULL;

      g_set_prgname ("rapportctl");
      lock = rapport_lock_file_take (path, job, NULL);
      rapport_lock_file_set_percent (lock, percent);
      if (write (ready[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }
  g_assert_cmpint ((int) read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  close (ready[1]);
  return child;
}

static void
end_holder (pid_t child)
{
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static char *
new_path (void)
{
  g_autofree char *folder = rapport_test_folder ();

  return g_build_filename (folder, "rapport.db", NULL);
}

static void
test_names_process_and_progress (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *file = g_strconcat (path, "-lock", NULL);
  g_autofree char *before = rapport_lock_file_dup_words (path, NULL);
  pid_t child = start_holder (path, RAPPORT_LONG_JOB_IMPORT, 45);
  gboolean own = TRUE;
  g_autofree char *words = rapport_lock_file_dup_words (path, &own);
  struct stat info;

  g_assert_null (before);
  g_assert_cmpstr (words, ==, "An import is running in rapportctl (45 %)");
  g_assert_false (own);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  end_holder (child);
}

static void
test_second_is_refused_with_the_reason (void)
{
  g_autofree char *path = new_path ();
  pid_t child = start_holder (path, RAPPORT_LONG_JOB_RESTORE, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (rapport_lock_file_take (path, RAPPORT_LONG_JOB_IMPORT, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, "A backup is being restored by rapportctl. Try again when it has finished.");
  end_holder (child);
}

/* What a killed process left behind is not believed. */
static void
test_stale_is_nobody (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *file = g_strconcat (path, "-lock", NULL);
  g_autofree char *left = NULL;
  g_autofree char *words = NULL;
  g_autoptr (RapportLockFile) lock = NULL;
  g_autoptr (GError) error = NULL;

  end_holder (start_holder (path, RAPPORT_LONG_JOB_MERGE, 10));
  g_assert_true (g_file_get_contents (file, &left, NULL, NULL));
  g_assert_nonnull (strstr (left, "merge"));
  words = rapport_lock_file_dup_words (path, NULL);
  g_assert_null (words);
  lock = rapport_lock_file_take (path, RAPPORT_LONG_JOB_IMPORT, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

static void
test_hostile_words_are_not_shown (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *file = g_strconcat (path, "-lock", NULL);
  g_autoptr (RapportLockFile) lock = rapport_lock_file_take (path, RAPPORT_LONG_JOB_ERASE, NULL);
  g_autofree char *words = NULL;

  g_assert_true (g_file_set_contents_full (file, "1\n<b>evil\xff\x1b[2J\nunknown\n99999\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  words = rapport_lock_file_dup_words (path, NULL);
  g_assert_true (words == NULL || g_utf8_validate (words, -1, NULL));
  g_assert_true (words == NULL || strpbrk (words, "<>\x1b") == NULL);
}

/* The writer of another process keeps the database; who comes second hears what it does. */
static void
test_busy_says_what_runs (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RapportLockFile) lock = rapport_lock_file_take (fixture->path, RAPPORT_LONG_JOB_IMPORT, NULL);
  Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };
  g_autofree char *message = NULL;
  sqlite3 *other = NULL;

  rapport_lock_file_set_percent (lock, 7);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  message = fixture_refuse (fixture, edit_command, &edit, RAPPORT_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (message, "An import is running in "));
  g_assert_nonnull (strstr (message, "(7 %). Try again"));
  sqlite3_close (other);
}

typedef struct {
  char *words;
  gboolean told;
  gboolean saved;
  GError *error;
} Waiting;

static void
waiting_cb (RapportStore *store,
            const char   *words,
            Waiting      *waiting)
{
  if (words == NULL)
    return;
  g_free (waiting->words);
  waiting->words = g_strdup (words);
  waiting->told = TRUE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Waiting *waiting = data;

  rapport_store_write_finish (RAPPORT_STORE (source), result, NULL, &waiting->error);
  waiting->saved = TRUE;
}

/* While a window shows, own edits queue, say for what, and are saved; longer than SQLite alone waits. */
static void
test_own_edits_queue_visibly (Fixture       *fixture,
                              gconstpointer  data)
{
  pid_t child = start_holder (fixture->path, RAPPORT_LONG_JOB_IMPORT, 45);
  Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };
  Waiting waiting = { NULL };
  sqlite3 *other = NULL;
  gint64 since = g_get_monotonic_time ();

  rapport_store_set_watching (fixture->store, TRUE);
  g_signal_connect (fixture->store, "waiting", G_CALLBACK (waiting_cb), &waiting);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  rapport_store_write_async (fixture->store, edit_command, &edit, NULL, NULL, saved_cb, &waiting);
  g_assert_true (rapport_test_wait (&waiting.told, 20));
  g_assert_cmpstr (waiting.words, ==, "An import is running in rapportctl (45 %). What you do is saved when it has finished.");
  while (g_get_monotonic_time () - since < 6 * G_USEC_PER_SEC)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (waiting.saved);
  sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL);
  g_assert_true (rapport_test_wait (&waiting.saved, 20));
  g_assert_no_error (waiting.error);
  sqlite3_close (other);
  end_holder (child);
  g_free (waiting.words);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/store/lock-file/names-process-and-progress", test_names_process_and_progress);
  g_test_add_func ("/store/lock-file/second-is-refused-with-the-reason", test_second_is_refused_with_the_reason);
  g_test_add_func ("/store/lock-file/stale-is-nobody", test_stale_is_nobody);
  g_test_add_func ("/store/lock-file/hostile-words-are-not-shown", test_hostile_words_are_not_shown);
  g_test_add ("/store/lock-file/busy-says-what-runs", Fixture, NULL, fixture_set_up, test_busy_says_what_runs, fixture_tear_down);
  g_test_add ("/store/lock-file/own-edits-queue-visibly", Fixture, NULL, fixture_set_up, test_own_edits_queue_visibly,
              fixture_tear_down);
  return g_test_run ();
}
