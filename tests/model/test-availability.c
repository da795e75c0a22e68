/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/availability.h"

#include "support/support.h"

#define NOW 1795098840 /* Thursday 2026-11-19 */

static const char * const monday_morning[] = { "mon 09:00-12:00", NULL };
static const char * const overlapping[] = { "mon 09:00-12:00", "mon 11:00-13:00", "mon 13:00-14:00", NULL };
static const char * const evenings[] = { "sun 22:00-24:00", "mon 00:00-02:00", NULL };
static const char * const nonsense[] = { "lundi", "mon 25:00-26:00", "mon 12:00-09:00", NULL };

static void
test_hours_in_common (void)
{
  static const struct {
    const char * const *one;
    const char *one_zone;
    const char * const *other;
    const char *other_zone;
    int minutes;
  } cases[] = {
    { NULL, "Europe/Zagreb", NULL, "Europe/Stockholm", 40 * 60 },
    { NULL, "Europe/Zagreb", NULL, "Europe/London", 35 * 60 },
    { NULL, "Europe/Zagreb", NULL, "America/New_York", 10 * 60 },
    { NULL, "Europe/Zagreb", NULL, "Asia/Tokyo", 0 },
    { NULL, "UTC", NULL, "Asia/Kolkata", 12 * 60 + 30 },
    { monday_morning, "Europe/Zagreb", NULL, "Europe/London", 2 * 60 },
    { overlapping, "UTC", NULL, "UTC", 5 * 60 },
    { evenings, "Asia/Tokyo", evenings, "Asia/Tokyo", 4 * 60 },
    { nonsense, "UTC", NULL, "UTC", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 week = rapport_availability_next_week (NOW);
      g_autoptr (GArray) one = rapport_availability_spans (cases[i].one, cases[i].one_zone, week);
      g_autoptr (GArray) other = rapport_availability_spans (cases[i].other, cases[i].other_zone, week);

      g_test_message ("case %u", i);
      g_assert_cmpint (rapport_availability_common_minutes (one, other), ==, cases[i].minutes);
      g_assert_cmpint (rapport_availability_common_minutes (other, one), ==, cases[i].minutes);
    }
}

/* America leaves daylight saving on 1 November 2026, Europe on 25 October: in the week between they are an hour nearer. */
static void
test_daylight_saving (void)
{
  static const struct { gint64 now; int minutes; } cases[] = {
    { 1792324800 /* 2026-10-18, a Sunday: week of the 19th */, 10 * 60 },
    { 1792929600 /* 2026-10-25: week of the 26th */, 15 * 60 },
    { 1793534400 /* 2026-11-01: week of the 2nd */, 10 * 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 week = rapport_availability_next_week (cases[i].now);
      g_autoptr (GArray) one = rapport_availability_spans (NULL, "Europe/Zagreb", week);
      g_autoptr (GArray) other = rapport_availability_spans (NULL, "America/New_York", week);

      g_assert_cmpint (rapport_availability_common_minutes (one, other), ==, cases[i].minutes);
    }
}

static void
test_next_week (void)
{
  g_assert_cmpint (rapport_availability_next_week (NOW), ==, 1795392000 /* Monday 2026-11-23 */);
  g_assert_cmpint (rapport_availability_next_week (1795391999), ==, 1795392000);
  g_assert_cmpint (rapport_availability_next_week (1795392000), ==, 1795392000 + 7 * 86400);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/availability/i25-hours-in-common", test_hours_in_common);
  g_test_add_func ("/availability/i25-daylight-saving", test_daylight_saving);
  g_test_add_func ("/availability/next-week", test_next_week);
  return g_test_run ();
}
