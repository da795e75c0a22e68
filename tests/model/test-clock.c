/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/clock.h"
#include "support/support.h"

static void
count_cb (RapportClock *clock,
          guint        *count)
{
  (*count)++;
}

static void
test_passed_comes_at_the_waited_instant_and_once (void)
{
  RapportClock *clock = rapport_clock_new_at (1000);
  guint count = 0;

  g_signal_connect (clock, "passed", G_CALLBACK (count_cb), &count);
  rapport_clock_wait_for (clock, 1100);
  rapport_clock_wait_for (clock, 1050);
  rapport_clock_move_to (clock, 1049);
  g_assert_cmpuint (count, ==, 0);
  rapport_clock_move_to (clock, 1050);
  g_assert_cmpuint (count, ==, 1);
  rapport_clock_move_to (clock, 1060);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (rapport_clock_now (clock), ==, 1060);
  g_assert_cmpint (rapport_clock_now_ms (clock), ==, 1060000);
  g_assert_finalize_object (clock);
}

/* Who set the clock back may have come before an instant that had passed. */
static void
test_passed_comes_when_the_clock_goes_back (void)
{
  RapportClock *clock = rapport_clock_new_at (1000);
  guint count = 0;

  g_signal_connect (clock, "passed", G_CALLBACK (count_cb), &count);
  rapport_clock_move_to (clock, 900);
  g_assert_cmpuint (count, ==, 1);
  g_assert_finalize_object (clock);
}

static void
done_cb (RapportClock *clock,
         gboolean     *done)
{
  *done = TRUE;
}

static void
test_the_machines_clock_goes (void)
{
  RapportClock *clock = rapport_clock_new ();
  gint64 before = g_get_real_time () / 1000;
  gboolean done = FALSE;

  g_assert_cmpint (rapport_clock_now_ms (clock), >=, before);
  g_signal_connect (clock, "passed", G_CALLBACK (done_cb), &done);
  rapport_clock_wait_for (clock, rapport_clock_now (clock) + 1);
  g_assert_true (rapport_test_wait (&done, 20));
  g_assert_finalize_object (clock);
}

static void
test_the_environment_may_hold_it (void)
{
  RapportClock *clock;

  g_setenv ("RAPPORT_NOW", "2026-11-19T12:00:00Z", TRUE);
  clock = rapport_clock_new ();
  g_unsetenv ("RAPPORT_NOW");
  g_assert_cmpint (rapport_clock_now (clock), ==, 1795089600);
  g_assert_finalize_object (clock);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/clock/passed-comes-at-the-waited-instant-and-once", test_passed_comes_at_the_waited_instant_and_once);
  g_test_add_func ("/clock/passed-comes-when-the-clock-goes-back", test_passed_comes_when_the_clock_goes_back);
  g_test_add_func ("/clock/the-machines-clock-goes", test_the_machines_clock_goes);
  g_test_add_func ("/clock/the-environment-may-hold-it", test_the_environment_may_hold_it);
  return g_test_run ();
}
