/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/week.h"

#include "model/availability.h"
#include "support/support.h"

static void
test_typed (void)
{
  static const struct {
    const char *typed;
    const char *shown; /* NULL: cannot be understood */
  } cases[] = {
    { "", "" },
    { "9-12", "09:00–12:00" },
    { "9–12, 14:30–17", "09:00–12:00, 14:30–17:00" },
    { "14:30-17; 9.15 - 12", "09:15–12:00, 14:30–17:00" },
    { "0900-1230", "09:00–12:30" },
    { "9-12, 11-13, 13-14", "09:00–14:00" },
    { "20-24", "20:00–24:00" },
    { "12-9", NULL },
    { "9-25", NULL },
    { "9:75-12", NULL },
    { "mornings", NULL },
    { "9-", NULL },
  };
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (RapportHours));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean understood = rapport_week_parse_day (cases[i].typed, hours);
      g_autofree char *shown = understood ? rapport_week_format_day (hours) : NULL;

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_round_trip (void)
{
  static const char * const intervals[] = { "mon 09:00-12:00", "mon 14:30-17:00", "sun 20:00-24:00", NULL };
  GArray *days[RAPPORT_DAYS_OF_WEEK];
  g_auto (GStrv) back = NULL;

  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    days[day] = rapport_week_day_hours (intervals, day);
  g_assert_cmpuint (days[0]->len, ==, 2);
  g_assert_cmpuint (days[1]->len, ==, 0);
  back = rapport_week_intervals (days);
  g_assert_true (g_strv_equal ((const char * const *) back, intervals));
  for (guint i = 0; back[i] != NULL; i++)
    g_assert_true (rapport_availability_is_valid (back[i]));
  for (guint day = 0; day < RAPPORT_DAYS_OF_WEEK; day++)
    g_array_unref (days[day]);
}

static void
test_days_have_names (void)
{
  g_autofree char *monday = rapport_week_day_label (0);
  g_autofree char *sunday = rapport_week_day_label (6);

  g_assert_cmpstr (monday, ==, "Monday");
  g_assert_cmpstr (sunday, ==, "Sunday");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/model/week/typed", test_typed);
  g_test_add_func ("/model/week/round-trip", test_round_trip);
  g_test_add_func ("/model/week/days-have-names", test_days_have_names);
  return g_test_run ();
}
