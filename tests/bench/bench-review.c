/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <time.h>

#include "bench/bench.h"
#include "services/changes.h"
#include "services/review-list.h"
#include "store/backup.h"
#include "support/people.h"
#include "support/support.h"

/* Two copies of a large programme edit the same people: looking at the changes and taking them in, what is to be settled
 * then, and joining doubles. Each with the longest time for which the main loop did not come to its turn. bench-review
 * [PEOPLE] */

#define CHANGED 10000
#define SAME 4500     /* of those, edited here as well: conflicts */
#define DOUBLES 500

typedef struct {
  GMainLoop *loop;
  double last;         /* milliseconds of this thread */
  double longest;
  guint ticker;
} Watch;

/* By the main thread's own time, as other programs may hold up the clock on the wall. */
static double
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static gboolean
tick (gpointer data)
{
  Watch *watch = data;
  double now = thread_time ();

  watch->longest = MAX (watch->longest, now - watch->last);
  watch->last = now;
  return G_SOURCE_CONTINUE;
}

static void
watch_begin (Watch *watch)
{
  watch->last = thread_time ();
  watch->longest = 0;
  watch->ticker = g_timeout_add (1, tick, watch);
}

/* @what may hold one %u. */
static void
watch_end (Watch      *watch,
           const char *what,
           guint       people,
           BenchTime   start)
{
  BenchTime taken = bench_since (start);
  g_autofree char *number = g_strdup_printf ("%u", people);
  g_auto (GStrv) parts = g_strsplit (what, "%u", 2);
  g_autofree char *words = g_strjoinv (number, parts);

  tick (watch);
  g_source_remove (watch->ticker);
  g_print ("| %s | %.2f s | processor %.2f s | main loop held %.1f ms at most |\n", words, taken.wall / 1000, taken.cpu / 1000,
           watch->longest);
}

static void
write_now (RapportStore   *store,
           RapportCommand  command,
           gpointer        data)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (store, command, data, NULL, &error);
  g_assert_no_error (error);
}

/* What the two do ------------------------------------------------------------------------------------------------- */

typedef struct {
  const RapportPeople *people;
  guint n;
  const char *city;
  guint doubles;
} Editing;

static gboolean
edit_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  const Editing *editing = data;

  for (guint i = 0; i < editing->n; i++)
    rapport_transaction_set_string (transaction, g_array_index (editing->people->members, gint64, i), "city", editing->city);
  for (guint i = 0; i < editing->doubles; i++)
    {
      guint person = editing->people->rows->len - 1 - i;
      gint64 member = rapport_transaction_new_entity (transaction, "member");

      rapport_transaction_set_string (transaction, member, "given_name",
                                      rapport_people_get (editing->people, person, PERSON_GIVEN_NAME));
      rapport_transaction_set_string (transaction, member, "family_name",
                                      rapport_people_get (editing->people, person, PERSON_FAMILY_NAME));
      rapport_transaction_set_string (transaction, member, "email",
                                      rapport_people_get (editing->people, person, PERSON_EMAIL));
    }
  return TRUE;
}

static gpointer
vector_query (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return rapport_reading_vector (reading, error);
}

static void
on_imported (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Watch *watch = data;
  g_autoptr (GError) error = NULL;

  rapport_changes_import_finish (RAPPORT_STORE (object), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (watch->loop);
}

static void
bench_import (RapportStore *store,
              const char   *path,
              gboolean      preview,
              guint         people,
              Watch        *watch)
{
  g_autoptr (RapportChangesImport) import = rapport_changes_import_new (path, preview);
  BenchTime start = bench_now ();

  watch_begin (watch);
  rapport_changes_import_async (store, import, NULL, on_imported, watch);
  g_main_loop_run (watch->loop);
  watch_end (watch, preview ? "Preview of 10,500 changes among %u members" : "Taking them in, with a backup before, %u members",
             people, start);
  g_assert_cmpuint (import->n_new, >=, CHANGED);
}

static void
bench_review (RapportSession    *session,
              RapportReviewList *list,
              const char        *what,
              guint              people,
              Watch             *watch)
{
  BenchTime start = bench_now ();
  guint n;

  watch_begin (watch);
  rapport_review_list_ask (list, FALSE, RAPPORT_N_FINDINGS);
  g_main_loop_run (watch->loop);
  rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (list), &n);
  watch_end (watch, what, people, start);
  g_print ("  (%u to settle, %u of them likely doubles)\n", n, rapport_review_list_get_count (list, RAPPORT_FINDING_DOUBLE));
}

/* One operation each, as somebody would do it. */
typedef struct {
  RapportStore *store;
  RapportReviewList *list;
  guint next;
  guint done;
  Watch *watch;
} Joining;

static void join_next (Joining *joining);

static void
on_joined (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Joining *joining = data;
  g_autoptr (GError) error = NULL;
  RapportReviewSettle *settle = NULL;

  /* Two doubles of one person: the second may be joined already. */
  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &settle, &error))
    joining->done++;
  g_clear_pointer (&settle, rapport_review_settle_free);
  join_next (joining);
}

static void
join_next (Joining *joining)
{
  guint n;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (joining->list), &n);

  while (joining->next < n)
    {
      const RapportReviewItem *item = rapport_review_list_get_item (joining->list, ids[joining->next++]);

      if (item->finding->kind != RAPPORT_FINDING_DOUBLE || joining->done >= DOUBLES)
        continue;
      rapport_store_write_async (joining->store, rapport_review_settle_command,
                                 rapport_review_settle_new (item->finding, "join", NULL), rapport_review_settle_free, NULL,
                                 on_joined, joining);
      return;
    }
  g_main_loop_quit (joining->watch->loop);
}

static void
bench_join (RapportStore      *store,
            RapportReviewList *list,
            guint              people,
            Watch             *watch)
{
  Joining joining = { store, list, 0, 0, watch };
  BenchTime start = bench_now ();

  watch_begin (watch);
  join_next (&joining);
  g_main_loop_run (watch->loop);
  watch_end (watch, "Joining 500 doubles one after the other, %u members", people, start);
  g_print ("  (%u joined)\n", joining.done);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *file = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (RapportPeople) people = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (RapportStore) other = NULL;
  g_autoptr (RapportSession) session = NULL;
  g_autoptr (RapportReviewList) list = NULL;
  g_autoptr (RapportChangesExport) export = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { g_main_loop_new (NULL, FALSE), 0, 0, 0 };
  Editing theirs = { NULL, CHANGED, "York", DOUBLES };
  Editing ours = { NULL, SAME, "Leeds", 0 };

  rapport_test_init (&argc, &argv);
  folder = rapport_test_folder ();
  path = g_build_filename (folder, "rapport.db", NULL);
  copy = g_build_filename (folder, "copy.db", NULL);
  file = g_build_filename (folder, "changes", NULL);
  csv = bench_population (argc > 1 ? (guint) atoi (argv[1]) : 100000);
  theirs.people = ours.people = people = rapport_people_read (csv);
  g_assert_cmpuint (people->rows->len, >, CHANGED);
  store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  write_now (store, rapport_people_write_command, people);
  rapport_backup_save_copy (path, copy, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  other = rapport_store_open (copy, clock, &error);
  g_assert_no_error (error);

  session = rapport_session_new (store);
  list = rapport_review_list_new (session);
  g_signal_connect_swapped (list, "loaded", G_CALLBACK (g_main_loop_quit), watch.loop);
  bench_review (session, list, "Looking for what is to be settled among %u members", people->rows->len, &watch);
  write_now (other, edit_command, &theirs);
  write_now (store, edit_command, &ours);
  export = rapport_changes_export_new (file);
  export->after = rapport_store_read (store, vector_query, NULL, NULL, &error);
  rapport_store_read (other, rapport_changes_export_query, export, NULL, &error);
  g_assert_no_error (error);

  bench_import (store, file, TRUE, people->rows->len, &watch);
  bench_import (store, file, FALSE, people->rows->len, &watch);
  bench_review (session, list, "Review after that, %u members", people->rows->len, &watch);
  bench_join (store, list, people->rows->len, &watch);
  g_main_loop_unref (watch.loop);
  return 0;
}
