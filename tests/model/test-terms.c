/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/terms.h"

#include "support/support.h"

#define SENT 1795098840 /* 2026-11-19T14:34Z */
#define FIRST 1795651200 /* 2026-11-26T00:00Z */

static void
test_expiry (void)
{
  static const struct { const char *snapshot; const char *last_day; gint64 after_midnight; } cases[] = {
    { "{\"terms\": {\"expire_days\": 30, \"remind_days\": 7, \"time_zone\": \"UTC\"}}", "2026-12-19", 0 },
    { "{\"terms\": {\"expire_days\": 30, \"time_zone\": \"America/New_York\"}}", "2026-12-19", 5 * 3600 },
    { "{\"terms\": {\"expire_days\": 30, \"time_zone\": \"Pacific/Auckland\"}}", "2026-12-20", 86400 - 13 * 3600 },
    { "{\"terms\": {\"expire_days\": \"soon\", \"time_zone\": 7}}", "2026-12-19", 0 },
    { "{}", "2026-12-19", 0 },
    { "not JSON", "2026-12-19", 0 },
    { NULL, "2026-12-19", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RapportRequestTerms) terms = { 0 };
      g_autofree char *last_day = NULL;

      rapport_request_terms_from_snapshot (&terms, cases[i].snapshot);
      last_day = rapport_request_last_day (&terms, SENT);
      g_assert_cmpstr (last_day, ==, cases[i].last_day);
      g_assert_cmpint (rapport_request_expires_at (&terms, SENT), ==, 1797724800 + cases[i].after_midnight);
    }
}

static void
test_reminder (void)
{
  g_auto (RapportRequestTerms) terms = { 0 };

  rapport_request_terms_from_snapshot (&terms, "{}");
  g_assert_cmpint (rapport_request_remind_at (&terms, SENT, 0), ==, FIRST);
  g_assert_cmpint (rapport_request_remind_at (&terms, SENT, FIRST), ==, FIRST);
}

/* B29: the second follows the first, and one that somebody wrote before its time is none of the two. */
static void
test_second_reminder (void)
{
  g_auto (RapportRequestTerms) terms = { 0 };

  rapport_request_terms_from_snapshot (&terms, "{\"terms\": {\"remind_days\": 7, \"remind_again_days\": 14}}");
  g_assert_cmpint (rapport_request_remind_at (&terms, SENT, 0), ==, FIRST);
  g_assert_cmpint (rapport_request_remind_at (&terms, SENT, FIRST - 1), ==, FIRST);
  g_assert_cmpint (rapport_request_remind_at (&terms, SENT, FIRST), ==, FIRST + 7 * 86400);
  g_assert_cmpint (rapport_request_remind_at (&terms, SENT, FIRST + 9 * 86400), ==, FIRST + 7 * 86400);
}

static void
test_a_changed_policy_keeps_the_terms (void)
{
  g_autoptr (RapportPolicy) policy = rapport_policy_new ("ieee", "", "{\"expire_days\": 10}", NULL);
  g_auto (RapportRequestTerms) now = { 0 }, then = { 0 };

  rapport_request_terms_from_policy (&now, policy);
  rapport_request_terms_from_snapshot (&then, "{\"terms\": {\"expire_days\": 30}}");
  g_assert_cmpint (now.expire_days, ==, 10);
  g_assert_cmpint (then.expire_days, ==, 30);
}

static void
test_terms_end (void)
{
  g_autofree char *year = rapport_term_ends_on ("2026-11-19", 12);
  g_autofree char *none = rapport_term_ends_on ("2026-11-19", 0);

  g_assert_cmpstr (year, ==, "2027-11-19");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (rapport_term_ends_at ("2026-12-19", "UTC"), ==, 1797724800);
  g_assert_cmpint (rapport_term_ends_at ("", "UTC"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/terms/i20-request-expires-after-30-days", test_expiry);
  g_test_add_func ("/terms/i21-reminder-is-due-from-day-7", test_reminder);
  g_test_add_func ("/terms/b29-second-reminder", test_second_reminder);
  g_test_add_func ("/terms/c15-a-changed-policy-keeps-the-terms", test_a_changed_policy_keeps_the_terms);
  g_test_add_func ("/terms/i06-terms-end-by-calendar-months", test_terms_end);
  return g_test_run ();
}
