/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/stored.h"

#include "net/compose.h"
#include "services/drafts.h"
#include "store/backup-folder.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static const RapportStoredPlace *
place_of (GPtrArray  *places,
          const char *id)
{
  for (guint i = 0; i < places->len; i++)
    {
      const RapportStoredPlace *place = g_ptr_array_index (places, i);

      if (strcmp (place->id, id) == 0)
        return place;
    }
  g_assert_not_reached ();
}

/* What others can read is told, and closed on demand; a link is not followed. */
static void
test_what_stands_open_is_told_and_mended (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "rapport", NULL);
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autofree char *drafts = g_build_filename (folder, "drafts", NULL);
  g_autofree char *draft = g_build_filename (drafts, "one", NULL);
  g_autofree char *link = g_build_filename (drafts, "link", NULL);
  g_autofree char *elsewhere = rapport_test_folder ();
  g_autofree char *other = g_build_filename (elsewhere, "other", NULL);
  g_autofree char *who = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, &error);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (drafts, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (draft, "secret", -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  g_assert_true (g_file_set_contents_full (other, "not ours", -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  g_assert_cmpint (symlink (other, link), ==, 0);
  g_assert_cmpint (g_chmod (draft, 0644), ==, 0);
  g_assert_cmpint (g_chmod (other, 0644), ==, 0);
  before = rapport_stored_list (path);
  g_assert_cmpuint (place_of (before, "drafts")->open, ==, 2);
  g_assert_cmpuint (place_of (before, "drafts")->files, ==, 1);
  g_assert_cmpuint (place_of (before, "data")->open, ==, 0);
  who = rapport_stored_place_who ((RapportStoredPlace *) place_of (before, "drafts"));
  g_assert_cmpstr (who, ==, "Others on this computer can read 2 files or folders of it");
  g_assert_cmpuint (rapport_stored_mend (path), ==, 0);
  after = rapport_stored_list (path);
  g_assert_cmpuint (place_of (after, "drafts")->open, ==, 0);
  g_assert_cmpuint (mode_of (drafts), ==, 0700);
  g_assert_cmpuint (mode_of (draft), ==, 0600);
  g_assert_cmpuint (mode_of (other), ==, 0644);
  rapport_store_close (store);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? 0 : g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
    }
  return n;
}

static void
make_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
}

/* Whatever lies in a folder of ours is in one of the places that are named. */
static void
test_nothing_lies_elsewhere (void)
{
  g_autofree char *data = g_build_filename (g_get_user_data_dir (), "rapport", NULL);
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "rapport", NULL);
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "rapport", NULL);
  g_autofree char *folder = rapport_compose_folder ();
  g_autofree char *given = g_build_filename (folder, "x1y2z3", NULL);
  g_autofree char *path = g_build_filename (data, "rapport.db", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autofree char *backup = NULL;
  g_autofree char *key = rapport_drafts_key ("member", path, "new");
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, &error);
  g_autoptr (GPtrArray) places = NULL;
  guint files = 0;

  g_assert_no_error (error);
  g_assert_true (rapport_drafts_save (key, values, NULL, 1800000000, NULL));
  backup = rapport_backup_make (path, RAPPORT_BACKUP_DAILY, 1800000000, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (config, 0700), ==, 0);
  make_file (config, "account.ini");
  make_file (data, "passwords");
  make_file (data, "imports.json");
  make_file (data, "sample.db");
  make_file (data, "rapport.db-lock");
  make_file (data, "rapport.db-outbox");
  make_file (data, "rapport.db.damaged-2026-11-19-120000");
  make_file (data, "rapport.db.damaged-2026-11-19-120000-wal");
  g_assert_cmpint (g_mkdir_with_parents (given, 0700), ==, 0);
  make_file (given, "invitation.ics");
  places = rapport_stored_list (path);
  for (guint i = 0; i < places->len; i++)
    {
      const RapportStoredPlace *place = g_ptr_array_index (places, i);

      g_test_message ("%s: %u", place->path, place->files);
      g_assert_true (place->files == 0 || g_file_test (place->path, G_FILE_TEST_EXISTS));
      files += place->files;
    }
  g_assert_cmpuint (place_of (places, "aside")->files, ==, 2);
  g_assert_cmpuint (place_of (places, "given")->files, ==, 1);
  g_assert_cmpuint (files, ==, count_files (data) + count_files (config) + count_files (state) + count_files (given));
  rapport_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/services/stored/what-stands-open-is-told-and-mended", test_what_stands_open_is_told_and_mended);
  g_test_add_func ("/services/stored/nothing-lies-elsewhere", test_nothing_lies_elsewhere);
  return g_test_run ();
}
