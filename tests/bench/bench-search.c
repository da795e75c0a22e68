/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "store/members.h"
#include "support/people.h"
#include "support/support.h"

/* Searches among many members beside what somebody would write first: LIKE over the same columns of the same file, ordered
 * by name, and its count. The best of some rounds by the clock on the wall. */

#define ROUNDS 7

static const char like_page[] =
  "SELECT no FROM member WHERE display_name LIKE ?1 OR organisation LIKE ?1 OR job_title LIKE ?1 OR biography LIKE ?1"
  " ORDER BY sort_name LIMIT 64";
static const char like_counts[] =
  "SELECT a.area, count (*) FROM member AS m JOIN member_area AS a ON a.member = m.no WHERE m.display_name LIKE ?1"
  " OR m.organisation LIKE ?1 OR m.job_title LIKE ?1 OR m.biography LIKE ?1 GROUP BY a.area";

typedef struct {
  RapportStore *store;
  RapportMemberIndex *index;
  RapportMemberQuery *query;
  sqlite3 *db;
} Bench;

static double
find_once (Bench *self,
           guint  first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMemberResult) result = NULL;
  BenchTime start = bench_now ();
  RapportMembersFind *data;

  self->query->first = first;
  data = rapport_members_find_data_new (self->query, self->index);
  result = rapport_store_read (self->store, rapport_members_find, data, NULL, &error);
  g_assert_no_error (error);
  rapport_members_find_data_free (data);
  return bench_since (start).wall;
}

static double
like_once (Bench      *self,
           const char *sql)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", self->query->text);
  sqlite3_stmt *statement = NULL;
  BenchTime start = bench_now ();

  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, pattern, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    continue;
  sqlite3_finalize (statement);
  return bench_since (start).wall;
}

static void
compare (Bench      *self,
         const char *text,
         guint       people)
{
  double ours[2] = { 1e9, 1e9 };
  double others[2] = { 1e9, 1e9 };
  g_autofree char *page = g_strdup_printf ("First page for “%s” among %%u, beside LIKE", text);
  g_autofree char *counts = g_strdup_printf ("All of “%s” with the counts of every facet, beside LIKE with those of one", text);

  g_free (self->query->text);
  self->query->text = g_strdup (text);
  for (int round = 0; round < ROUNDS; round++)
    {
      ours[0] = MIN (ours[0], find_once (self, 64));
      ours[1] = MIN (ours[1], find_once (self, 0));
      others[0] = MIN (others[0], like_once (self, like_page));
      others[1] = MIN (others[1], like_once (self, like_counts));
    }
  bench_row (page, people, ours[0], others[0]);
  bench_row (counts, 0, ours[1], others[1]);
}

int
main (int    argc,
      char **argv)
{
  static const char * const texts[] = { "a", "oliveira", "engineer", "rail systems", "zzz" };
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportPeople) people = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *csv = NULL;
  Bench self = { 0 };
  double cold;

  rapport_test_init (&argc, &argv);
  folder = rapport_test_folder ();
  path = g_build_filename (folder, "rapport.db", NULL);
  csv = bench_population (argc > 1 ? (guint) atoi (argv[1]) : 100000);
  people = rapport_people_read (csv);
  self.store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (self.store, "Bench");
  g_assert_true (rapport_store_write (self.store, rapport_people_write_command, people, NULL, &error));
  self.index = rapport_member_index_new ();
  self.query = rapport_member_query_new ();
  self.query->programme = people->programme;
  g_assert_cmpint (sqlite3_open_v2 (path, &self.db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  cold = find_once (&self, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    compare (&self, texts[i], people->rows->len);
  g_print ("The first search after a change loads the index: %.0f ms\n", cold);
  sqlite3_close (self.db);
  rapport_member_query_free (self.query);
  rapport_member_index_unref (self.index);
  g_object_unref (self.store);
  return 0;
}
