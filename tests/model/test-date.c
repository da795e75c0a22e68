/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/date.h"

#include "support/support.h"

static void
test_only_days_of_the_calendar (void)
{
  g_assert_true (rapport_date_is_valid ("2028-02-29"));
  g_assert_false (rapport_date_is_valid ("2026-02-29"));
  g_assert_false (rapport_date_is_valid ("2026-2-9"));
  g_assert_false (rapport_date_is_valid ("2026-11-19T10"));
  g_assert_false (rapport_date_is_valid (""));
  g_assert_false (rapport_date_is_valid (NULL));
}

static void
test_calendar_months (void)
{
  static const struct { const char *from; int months; const char *to; } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },
    { "2028-01-31", 1, "2028-02-29" },
    { "2026-11-19", 12, "2027-11-19" },
    { "2026-11-30", 3, "2027-02-28" },
    { "2026-08-31", 6, "2027-02-28" },
    { "2026-03-31", -1, "2026-02-28" },
    { "", 3, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *to = rapport_date_add_months (cases[i].from, cases[i].months);

      g_assert_cmpstr (to, ==, cases[i].to);
    }
}

/* Tehran had no midnight on 22 March 2021, Berlin's 25 October 2026 has 25 hours. */
static void
test_a_day_ends_in_its_zone (void)
{
  g_autofree char *late = rapport_date_of_instant (1793142000 /* 2026-10-27T23:40Z */, "Asia/Tokyo");

  g_assert_cmpstr (late, ==, "2026-10-28");
  g_assert_cmpint (rapport_date_end_of_day ("2026-11-19", "UTC"), ==, 1795132800);
  g_assert_cmpint (rapport_date_end_of_day ("2026-11-19", "no such zone"), ==, 1795132800);
  g_assert_cmpint (rapport_date_end_of_day ("2026-11-19", "America/New_York"), ==, 1795132800 + 5 * 3600);
  g_assert_cmpint (rapport_date_end_of_day ("2026-10-25", "Europe/Berlin")
                   - rapport_date_start_of_day ("2026-10-25", "Europe/Berlin"), ==, 25 * 3600);
  g_assert_cmpint (rapport_date_end_of_day ("2021-03-21", "Asia/Tehran")
                   - rapport_date_start_of_day ("2021-03-21", "Asia/Tehran"), ==, 24 * 3600);
  g_assert_cmpint (rapport_date_end_of_day ("", "UTC"), ==, 0);
}

typedef char *(*Wording) (const char *text, const char *today);

static void
test_words_for_people (void)
{
  static const struct { Wording words; const char *date; const char *said; } cases[] = {
    { rapport_date_format_near, "2026-11-19", "today" },
    { rapport_date_format_near, "2026-11-20", "tomorrow" },
    { rapport_date_format_near, "2026-11-24", "in 5 days" },
    { rapport_date_format_near, "2026-11-18", "yesterday" },
    { rapport_date_format_near, "2026-11-16", "3 days ago" },
    { rapport_date_format_near, "2026-11-03", "3 Nov" },
    { rapport_date_format_near, "2025-11-03", "3 Nov 2025" },
    { rapport_date_format_due, "2026-11-16", "3 days late" },
    { rapport_date_format_due, "2026-11-18", "1 day late" },
    { rapport_date_format_due, "2026-12-19", "in 30 days" },
    { rapport_date_format_left, "2026-12-19", "30 days left" },
    { rapport_date_format_left, "2026-11-20", "1 day left" },
    { rapport_date_format_left, "2026-11-19", "last day" },
    { rapport_date_format_left, "2026-11-18", "over" },
    { rapport_date_format_short, "2026-11-03", "3 Nov" },
    { rapport_date_format_day, "2026-10-22", "22 October" },
    { rapport_date_format_day, "2027-10-22", "22 October 2027" },
    { rapport_date_format_due, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = cases[i].words (cases[i].date, "2026-11-19");

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/date/only-days-of-the-calendar", test_only_days_of_the_calendar);
  g_test_add_func ("/date/i06-calendar-months", test_calendar_months);
  g_test_add_func ("/date/c15-a-day-ends-in-its-zone", test_a_day_ends_in_its_zone);
  g_test_add_func ("/date/words-for-people", test_words_for_people);
  return g_test_run ();
}
