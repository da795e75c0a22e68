/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sample.h"

#include "services/happened.h"
#include "services/overview.h"
#include "services/session.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/requests.h"
#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19T12:00Z */

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  gint64 programme;
} Fixture;

/* The cases only read: the programme is made once. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static char *path;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportSession) session = NULL;

  if (path == NULL)
    {
      g_autofree char *folder = rapport_test_folder ();

      path = g_build_filename (folder, "sample.db", NULL);
      g_assert_true (rapport_sample_make (path, NOW, NULL, &error));
      g_assert_no_error (error);
    }
  fixture->clock = rapport_clock_new_at (NOW);
  fixture->store = rapport_store_open (path, fixture->clock, &error);
  g_assert_no_error (error);
  session = rapport_session_new (fixture->store);
  fixture->programme = rapport_session_get_programme (session);
  g_assert_cmpint (fixture->programme, !=, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  rapport_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
}

static void
test_every_state (Fixture       *fixture,
                  gconstpointer  data)
{
  RapportRequestsQuery requests = { .programme = fixture->programme, .group = RAPPORT_REQUESTS_ALL };
  RapportPartnershipsQuery partnerships = { .programme = fixture->programme };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rapport_store_read (fixture->store, rapport_requests_list, &requests, NULL, &error);
  g_autofree RapportPartnershipCounts *counts = NULL;
  guint states[RAPPORT_REQUEST_EXPIRED + 1] = { 0 };
  guint saved = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (rows, i);

      states[row->state]++;
      saved += row->saved;
      g_assert_cmpint (row->sent_at, <=, NOW);
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpuint (states[i], >, 0);
  g_assert_cmpuint (saved, >, 0);

  counts = rapport_store_read (fixture->store, rapport_partnerships_counts, &partnerships, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->pending, >, 0);
  g_assert_cmpuint (counts->active, >, 0);
  g_assert_cmpuint (counts->ended, >, 0);
  g_assert_cmpuint (counts->legacy, >, 0);
  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    g_assert_cmpuint (counts->alerts[i], >, 0);
}

static RapportOverview *
load_overview (Fixture *fixture,
               gint64   member)
{
  RapportOverviewQuery query = { .programme = fixture->programme, .viewer = { member } };
  g_autoptr (GError) error = NULL;
  RapportOverview *overview = rapport_store_read (fixture->store, rapport_overview_load, &query, NULL, &error);

  g_assert_no_error (error);
  return overview;
}

static void
assert_tile (const RapportOverviewTile *tile,
             guint                      figure,
             const char                *target)
{
  g_assert_cmpint (g_ascii_strtoll (tile->figure, NULL, 10), ==, figure);
  g_assert_cmpstr (tile->target, ==, target);
}

/* The tiles count what the lists behind them hold. */
static void
test_overview_agrees_with_lists (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (RapportOverview) overview = load_overview (fixture, 0);
  g_autoptr (RapportMemberQuery) members = rapport_member_query_new ();
  RapportMembersFind *find;
  RapportMemberResult *result;
  RapportRequestsQuery requests = { .programme = fixture->programme };
  RapportPartnershipsQuery partnerships = { .programme = fixture->programme };
  g_autofree RapportRequestCounts *open = NULL;
  g_autofree RapportPartnershipCounts *active = NULL;
  g_autoptr (GError) error = NULL;

  members->programme = fixture->programme;
  find = rapport_members_find_data_new (members, NULL);
  result = rapport_store_read (fixture->store, rapport_members_find, find, NULL, &error);
  g_assert_no_error (error);
  open = rapport_store_read (fixture->store, rapport_requests_counts, &requests, NULL, &error);
  g_assert_no_error (error);
  active = rapport_store_read (fixture->store, rapport_partnerships_counts, &partnerships, NULL, &error);
  g_assert_no_error (error);

  g_assert_false (overview->empty);
  assert_tile (&overview->tiles[0], active->active, "partnerships/active");
  assert_tile (&overview->tiles[1], open->open, "requests/open");
  assert_tile (&overview->tiles[2], result->states[0], "members?state=has-room");
  assert_tile (&overview->tiles[3], result->states[1], "members?state=waiting");
  g_assert_cmpuint (overview->waiting->n_items, >, 5);
  g_assert_cmpuint (overview->waiting->items->len, ==, 5);
  g_assert_cmpuint (overview->sections->len, ==, 4);
  for (guint i = 0; i < overview->sections->len; i++)
    {
      const RapportOverviewSection *section = g_ptr_array_index (overview->sections, i);

      g_assert_cmpuint (section->items->len, ==, MIN (section->n_items, 3));
    }
  g_assert_null (overview->nothing);
  rapport_member_result_free (result);
  rapport_members_find_data_free (find);
}

static void
test_overview_of_member (Fixture       *fixture,
                         gconstpointer  data)
{
  RapportRequestsQuery all = { .programme = fixture->programme, .group = RAPPORT_REQUESTS_OPEN };
  g_autoptr (GPtrArray) rows = rapport_store_read (fixture->store, rapport_requests_list, &all, NULL, NULL);
  const RapportRequestRow *row = g_ptr_array_index (rows, 0);
  g_autoptr (RapportOverview) overview = load_overview (fixture, rapport_request_row_asked (row));
  g_autoptr (RapportOverview) asker = load_overview (fixture, rapport_request_row_asker (row));
  const RapportOverviewItem *item = g_ptr_array_index (overview->waiting->items, 0);

  g_assert_cmpstr (overview->tiles[1].figure, ==, "1");
  g_assert_cmpstr (item->name, ==, rapport_request_row_asker_name (row));
  g_assert_cmpstr (asker->tiles[1].figure, ==, "0");
  g_assert_cmpuint (asker->waiting->n_items, ==, 0);
}

/* Time alone changes what the overview says. */
static void
test_overview_follows_time (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RapportOverview) before = load_overview (fixture, 0);
  g_autoptr (RapportOverview) after = NULL;

  rapport_clock_move_to (fixture->clock, NOW + 40 * 24 * 60 * 60);
  after = load_overview (fixture, 0);
  g_assert_cmpint (g_ascii_strtoll (before->tiles[1].figure, NULL, 10), >, 0);
  g_assert_cmpstr (after->tiles[1].figure, ==, "0");
  g_assert_cmpstr (before->this_month, ==, "2026-11-01");
  g_assert_cmpstr (after->this_month, ==, "2026-12-01");
  g_assert_cmpuint (after->meetings[RAPPORT_OVERVIEW_MONTHS - 2], ==, before->meetings[RAPPORT_OVERVIEW_MONTHS - 1]);
}

static void
test_history_has_names (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) happened = rapport_store_read (fixture->store, rapport_happened_list, GUINT_TO_POINTER (1), NULL, &error);
  const RapportHappened *first;

  g_assert_no_error (error);
  g_assert_cmpuint (happened->len, ==, 1);
  first = g_ptr_array_index (happened, 0);
  g_assert_cmpstr (first->sentence, ==, "Request sent: Marta Kovač and Sofia Lindqvist");
  g_assert_cmpstr (first->author, ==, "Programme office");
}

static void
test_empty_database (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_at (NOW);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, &error);
  RapportOverviewQuery query = { 0 };
  g_autoptr (RapportOverview) overview = rapport_store_read (store, rapport_overview_load, &query, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (overview->empty);
  g_assert_cmpstr (overview->programme, ==, "IEEE Mentoring");
  rapport_store_close (store);
}

static void
test_keeps_what_was_there (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "sample.db", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (rapport_sample_make (path, NOW, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);

  ADD ("/sample/every-state", test_every_state);
  ADD ("/sample/history-has-names", test_history_has_names);
  ADD ("/overview/agrees-with-lists", test_overview_agrees_with_lists);
  ADD ("/overview/of-member", test_overview_of_member);
  ADD ("/overview/follows-time", test_overview_follows_time);
  g_test_add_func ("/overview/empty-database", test_empty_database);
  g_test_add_func ("/sample/keeps-what-was-there", test_keeps_what_was_there);
  return g_test_run ();
}
