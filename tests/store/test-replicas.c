/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/meta.h"

#include "store/fixture.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* A restored or copied file takes a new replica name; the one that goes on keeps its own (DESIGN §3, "Replicas"). */

static gpointer
name_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, error);

  return name != NULL ? name : g_strdup ("");
}

static char *
name_of (RapportStore *store)
{
  g_autoptr (GError) error = NULL;
  char *name = rapport_store_read (store, name_query, NULL, NULL, &error);

  g_assert_no_error (error);
  return name;
}

static void
add_member (RapportStore *store)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };
  g_autoptr (GError) error = NULL;

  rapport_store_write (store, edit_command, &edit, NULL, &error);
  g_assert_no_error (error);
}

static RapportStore *
open_path (const char *path)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autoptr (GError) error = NULL;
  RapportStore *store = rapport_store_open (path, clock, &error);

  g_assert_no_error (error);
  return store;
}

/* Opens @path, writes once, and returns the name under which that was done. */
static char *
write_once (const char *path)
{
  g_autoptr (RapportStore) store = open_path (path);
  char *name = NULL;

  add_member (store);
  name = name_of (store);
  rapport_store_close (store);
  return name;
}

static char *
new_path (const char *base)
{
  g_autofree char *folder = rapport_test_folder ();

  return g_build_filename (folder, base, NULL);
}

/* As cp does: into a new file, or over the bytes of one that is there, which keeps its inode. */
static void
copy_bytes (const char *from,
            const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
test_same_file_keeps_its_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *first = write_once (path);
  g_autofree char *second = write_once (path);
  g_autofree char *moved = new_path ("moved.db");
  g_autofree char *third = NULL;

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  third = write_once (moved);
  g_assert_cmpstr (first, ==, third);
}

static void
test_copy_takes_a_new_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *first = write_once (path);
  g_autofree char *copy = new_path ("copy.db");
  g_autofree char *of_copy = NULL;
  g_autofree char *again = NULL;
  g_autofree char *of_first = NULL;

  copy_bytes (path, copy);
  of_copy = write_once (copy);
  again = write_once (copy);
  of_first = write_once (path);
  g_assert_cmpstr (of_copy, !=, first);
  g_assert_cmpstr (again, ==, of_copy);
  g_assert_cmpstr (of_first, ==, first);
}

/* An earlier state put back over the file itself, with the same inode. */
static void
test_earlier_state_takes_a_new_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *earlier = new_path ("earlier.db");
  g_autofree char *first = write_once (path);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  copy_bytes (path, earlier);
  second = write_once (path);
  g_assert_cmpstr (first, ==, second);
  copy_bytes (earlier, path);
  third = write_once (path);
  g_assert_cmpstr (third, !=, first);
}

/* … also one that was taken while the file was open and written, without another opening in between. */
static void
test_state_of_the_same_epoch_takes_a_new_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *earlier = new_path ("earlier.db");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (RapportStore) store = open_path (path);
  sqlite3 *database = NULL;

  add_member (store);
  first = name_of (store);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  copy_bytes (path, earlier);
  add_member (store);
  rapport_store_close (store);
  copy_bytes (earlier, path);
  second = write_once (path);
  g_assert_cmpstr (second, !=, first);
}

/* The same bytes in the same place on another machine: there the state knows nothing of them. */
static void
test_unknown_machine_takes_a_new_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *first = write_once (path);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "rapport", "replicas", NULL);
  g_autofree char *second = NULL;
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      lines = g_strsplit (text, "\n", -1);
      memset (lines[1], '0', strlen (lines[1]));
      g_free (text);
      text = g_strjoinv ("\n", lines);
      g_assert_true (g_file_set_contents (file, text, -1, NULL));
    }
  second = write_once (path);
  g_assert_cmpstr (first, !=, second);
}

/* Killed between the commit and noting it: the file goes on under its name. */
static void
test_crash_while_turning_keeps_the_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *first = write_once (path);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "rapport", "replicas", NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first, -1);
  g_autofree char *name = g_strndup (sum, 32);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[4], ==, lines[5]);
  memset (lines[4], '0', strlen (lines[4]));  /* the one before, as it stands until the commit is noted */
  g_free (text);
  text = g_strjoinv ("\n", lines);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  second = write_once (path);
  g_assert_cmpstr (first, ==, second);
}

/* Two processes on one file are one replica. */
static void
test_two_at_once_share_the_name (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autoptr (RapportStore) one = open_path (path);
  g_autoptr (RapportStore) other = open_path (path);
  g_autofree char *of_one = NULL;
  g_autofree char *of_other = NULL;
  g_autofree char *later = NULL;

  add_member (one);
  of_one = name_of (one);
  for (int i = 0; i < 3; i++)
    {
      add_member (other);
      add_member (one);
    }
  of_other = name_of (other);
  g_assert_cmpstr (of_one, ==, of_other);
  rapport_store_close (one);
  rapport_store_close (other);
  later = write_once (path);
  g_assert_cmpstr (later, ==, of_one);
}

/* Another generation ------------------------------------------------------------------------------------------------ */

static gboolean
renew_generation (RapportTransaction *transaction,
                  gpointer            data,
                  GError            **error)
{
  return rapport_reading_renew_generation (rapport_transaction_reading (transaction), error);
}

typedef struct {
  gboolean everything;
  gboolean changed;
} Heard;

static void
changed_cb (RapportStore *store,
            gboolean      everything,
            Heard        *heard)
{
  heard->everything |= everything;
  heard->changed = TRUE;
}

static void
test_what_was_asked_of_another_generation_is_refused (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autoptr (RapportStore) one = open_path (path);
  g_autoptr (RapportStore) other = open_path (path);
  Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };
  g_autoptr (GError) error = NULL;
  Heard heard = { FALSE, FALSE };

  add_member (one);
  g_signal_connect (one, "changed", G_CALLBACK (changed_cb), &heard);
  g_assert_true (rapport_store_write (other, renew_generation, NULL, NULL, &error));
  g_assert_false (rapport_store_write (one, edit_command, &edit, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REPLACED);
  g_clear_error (&error);
  g_assert_true (rapport_test_wait (&heard.changed, 10));
  g_assert_true (heard.everything);
  add_member (one);
  add_member (other);
  rapport_store_close (one);
  rapport_store_close (other);
}

static void
test_readers_forget_the_dictionary (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapportStore) store = open_path (path);
  Fixture fixture = { .path = path, .store = store };
  Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };
  sqlite3 *database = NULL;

  fixture_write (&fixture, edit_command, &edit);
  before = fixture_value (&fixture, edit.entity, "given_name");
  g_assert_cmpstr (before, ==, "Marta");
  /* The names get other numbers, as in a restored file that has learnt them in another order. */
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN; UPDATE field SET name = 'was_' || name; "
                                 "INSERT INTO field (name) VALUES ('given_name'); "
                                 "INSERT INTO meta (key, value) VALUES ('generation', 'other'); COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  after = fixture_value (&fixture, edit.entity, "given_name");
  g_assert_cmpstr (after, ==, "");
  rapport_store_close (store);
}

static void
test_deleted_or_replaced_file_is_not_written (void)
{
  g_autofree char *path = new_path ("rapport.db");
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_autoptr (RapportStore) store = open_path (path);
  Edit edit = { .kind = "member", .field = "given_name", .value = "Marta" };
  g_autoptr (GError) error = NULL;

  add_member (store);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  copy_bytes (aside, path);
  g_assert_false (rapport_store_write (store, edit_command, &edit, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REPLACED);
  g_assert_true (g_str_has_suffix (error->message, "."));
  rapport_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/store/replicas/same-file-keeps-its-name", test_same_file_keeps_its_name);
  g_test_add_func ("/store/replicas/copy-takes-a-new-name", test_copy_takes_a_new_name);
  g_test_add_func ("/store/replicas/earlier-state-takes-a-new-name", test_earlier_state_takes_a_new_name);
  g_test_add_func ("/store/replicas/state-of-the-same-epoch-takes-a-new-name", test_state_of_the_same_epoch_takes_a_new_name);
  g_test_add_func ("/store/replicas/unknown-machine-takes-a-new-name", test_unknown_machine_takes_a_new_name);
  g_test_add_func ("/store/replicas/crash-while-turning-keeps-the-name", test_crash_while_turning_keeps_the_name);
  g_test_add_func ("/store/replicas/two-at-once-share-the-name", test_two_at_once_share_the_name);
  g_test_add_func ("/store/replicas/what-was-asked-of-another-generation-is-refused",
                   test_what_was_asked_of_another_generation_is_refused);
  g_test_add_func ("/store/replicas/readers-forget-the-dictionary", test_readers_forget_the_dictionary);
  g_test_add_func ("/store/replicas/deleted-or-replaced-file-is-not-written", test_deleted_or_replaced_file_is_not_written);
  return g_test_run ();
}
