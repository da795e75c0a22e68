/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "services/erase.h"
#include "store/backup-folder.h"
#include "support/people.h"
#include "support/support.h"

/* Erasing one person among many, with two backups to be replaced, beside SQLite's VACUUM; and how long the main loop was
 * held meanwhile. */

typedef struct {
  RapportEraseAccount *account;
  gint64 last;
  double longest;    /* milliseconds between two turns of the loop */
} Watch;

static gboolean
turn_cb (gpointer data)
{
  Watch *watch = data;
  gint64 now = g_get_monotonic_time ();

  if (watch->last != 0)
    watch->longest = MAX (watch->longest, (now - watch->last) / 1000.0);
  watch->last = now;
  return G_SOURCE_CONTINUE;
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  Watch *watch = data;

  watch->account = rapport_erase_run_finish (RAPPORT_STORE (source), result, &error);
  g_assert_no_error (error);
}

static double
vacuum (const char *path)
{
  sqlite3 *db = NULL;
  BenchTime start = bench_now ();

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "VACUUM", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return bench_since (start).wall;
}

static double
erase (RapportStore *store,
       gint64        member,
       Watch        *watch)
{
  RapportEraseJob *job = rapport_erase_job_new ();
  BenchTime start = bench_now ();
  guint source = g_timeout_add (1, turn_cb, watch);

  g_array_append_val (job->members, member);
  rapport_erase_run_async (store, job, NULL, NULL, NULL, erased_cb, watch);
  while (watch->account == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return bench_since (start).wall;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (RapportPeople) people = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };
  Watch again = { 0 };
  double alone;
  double with_backup;

  rapport_test_init (&argc, &argv);
  path = g_build_filename (g_get_user_data_dir (), "rapport", "rapport.db", NULL);
  csv = bench_population (argc > 1 ? (guint) atoi (argv[1]) : 100000);
  people = rapport_people_read (csv);
  store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (store, "Bench");
  rapport_store_write (store, rapport_people_write_command, people, NULL, &error);
  g_assert_no_error (error);

  alone = erase (store, g_array_index (people->members, gint64, people->members->len / 2), &watch);
  backup = rapport_backup_make (rapport_store_get_path (store), RAPPORT_BACKUP_OWN, 1800000000, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  with_backup = erase (store, g_array_index (people->members, gint64, people->members->len / 3), &again);
  g_clear_object (&store);
  bench_row ("Erasing one of %u members, beside VACUUM", people->rows->len, alone, vacuum (path));
  bench_row ("The same with a backup to be replaced", people->rows->len, with_backup, vacuum (path));
  g_print ("The main loop was held for %.1f ms at most.\n", MAX (watch.longest, again.longest));
  rapport_erase_account_free (watch.account);
  rapport_erase_account_free (again.account);
  return 0;
}
