/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/session.h"

#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19T12:00Z */

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  RapportSession *session;
  gboolean changed;
} Fixture;

static void
on_changed (RapportSession *session,
            gboolean        everything,
            gpointer        data)
{
  *(gboolean *) data = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->clock = rapport_clock_new_at (NOW);
  fixture->store = rapport_store_open (path, fixture->clock, &error);
  g_assert_no_error (error);
  fixture->session = rapport_session_new (fixture->store);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (on_changed), &fixture->changed);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->session);
  rapport_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
}

static gboolean
make_programme (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  rapport_transaction_set_operation (transaction, "make-programme", NULL);
  *(gint64 *) data = rapport_session_ensure_programme (transaction);
  g_assert_cmpint (rapport_session_ensure_programme (transaction), ==, *(gint64 *) data);
  rapport_transaction_set_string (transaction, *(gint64 *) data, "setting/expire_days", "14");
  return TRUE;
}

static void
test_programme_comes_with_need (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 programme = 0;

  g_assert_cmpint (rapport_session_get_programme (fixture->session), ==, 0);
  g_assert_cmpint (rapport_session_get_policy (fixture->session)->expire_days, ==, 30);
  g_assert_true (rapport_store_write (fixture->store, make_programme, &programme, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rapport_test_wait (&fixture->changed, 10));
  g_assert_cmpint (programme, !=, 0);
  g_assert_cmpint (rapport_session_get_programme (fixture->session), ==, programme);
  g_assert_cmpint (rapport_session_get_policy (fixture->session)->expire_days, ==, 14);
}

static void
test_a_day_passes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *before = rapport_session_get_today (fixture->session);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "2026-11-19");
  rapport_clock_move_to (fixture->clock, NOW + 12 * 3600);
  g_assert_true (rapport_test_wait (&fixture->changed, 10));
  after = rapport_session_get_today (fixture->session);
  g_assert_cmpstr (after, ==, "2026-11-20");
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add ("/session/programme-comes-with-need", Fixture, NULL, set_up, test_programme_comes_with_need, tear_down);
  g_test_add ("/session/a-day-passes", Fixture, NULL, set_up, test_a_day_passes, tear_down);
  return g_test_run ();
}
