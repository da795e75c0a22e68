/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/states.h"

#include "support/support.h"

static void
test_requests (void)
{
  static const struct {
    const char *case_name;
    RapportRequestFacts facts;
    gint64 now;
    RapportRequestState state;
    gboolean saved;
    gboolean reminder;
  } cases[] = {
    { "sent", { .sent_at = 100, .remind_at = 170, .expires_at = 400 }, 101, RAPPORT_REQUEST_OPEN, FALSE, FALSE },
    { "i21 reminder", { .sent_at = 100, .remind_at = 170, .expires_at = 400 }, 170, RAPPORT_REQUEST_OPEN, FALSE, TRUE },
    { "i21 reminded", { .sent_at = 100, .remind_at = 170, .expires_at = 400, .reminded_at = 180 }, 190, RAPPORT_REQUEST_OPEN, FALSE, FALSE },
    { "i20 last second", { .sent_at = 100, .remind_at = 170, .expires_at = 400 }, 399, RAPPORT_REQUEST_OPEN, FALSE, TRUE },
    { "i20 expired", { .sent_at = 100, .remind_at = 170, .expires_at = 400 }, 400, RAPPORT_REQUEST_EXPIRED, FALSE, FALSE },
    { "i19 saved", { .sent_at = 100, .remind_at = 170, .expires_at = 400, .saved_at = 120 }, 150, RAPPORT_REQUEST_OPEN, TRUE, FALSE },
    { "i19 saved, 30 days still apply", { .sent_at = 100, .remind_at = 170, .expires_at = 400, .saved_at = 399 }, 400, RAPPORT_REQUEST_EXPIRED, FALSE, FALSE },
    { "i23 accepted", { .sent_at = 100, .expires_at = 400, .answer = "accepted", .answered_at = 200 }, 9999, RAPPORT_REQUEST_ACCEPTED, FALSE, FALSE },
    { "declined", { .sent_at = 100, .expires_at = 400, .answer = "declined", .answered_at = 200 }, 9999, RAPPORT_REQUEST_DECLINED, FALSE, FALSE },
    { "withdrawn", { .sent_at = 100, .expires_at = 400, .withdrawn_at = 200, .answer = "" }, 9999, RAPPORT_REQUEST_WITHDRAWN, FALSE, FALSE },
    { "contested", { .sent_at = 100, .expires_at = 400, .answer = "declined", .contested = TRUE }, 300, RAPPORT_REQUEST_ACCEPTED, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].case_name);
      g_assert_cmpint (rapport_request_state (&cases[i].facts, cases[i].now), ==, cases[i].state);
      g_assert_cmpint (rapport_request_is_saved (&cases[i].facts, cases[i].now), ==, cases[i].saved);
      g_assert_cmpint (rapport_request_reminder_is_due (&cases[i].facts, cases[i].now), ==, cases[i].reminder);
    }
}

static void
test_partnerships (void)
{
  static const struct {
    const char *case_name;
    RapportPartnershipFacts facts;
    RapportPartnershipState state;
    gboolean soon;
    gboolean early;
  } cases[] = {
    { "pending", { "2026-12-01", "2027-06-01", "", FALSE }, RAPPORT_PARTNERSHIP_PENDING, FALSE, FALSE },
    { "first day", { "2026-11-19", "2027-05-19", "", FALSE }, RAPPORT_PARTNERSHIP_ACTIVE, FALSE, FALSE },
    { "i06 soon", { "2026-06-19", "2026-12-19", "", FALSE }, RAPPORT_PARTNERSHIP_ACTIVE, TRUE, FALSE },
    { "last day", { "2026-05-19", "2026-11-19", "", FALSE }, RAPPORT_PARTNERSHIP_ACTIVE, TRUE, FALSE },
    { "over", { "2026-05-18", "2026-11-18", "", FALSE }, RAPPORT_PARTNERSHIP_ENDED, FALSE, FALSE },
    { "i09 early", { "2026-05-18", "2027-05-18", "2026-11-02", FALSE }, RAPPORT_PARTNERSHIP_ENDED, FALSE, TRUE },
    { "on its last day", { "2025-05-18", "2026-05-18", "2026-05-18", FALSE }, RAPPORT_PARTNERSHIP_ENDED, FALSE, FALSE },
    { "no term", { "2020-01-01", "", "", FALSE }, RAPPORT_PARTNERSHIP_ACTIVE, FALSE, FALSE },
    { "i05 legacy", { "2020-01-01", "2026-12-01", "", TRUE }, RAPPORT_PARTNERSHIP_ACTIVE, FALSE, FALSE },
    { "no term, ended", { "2020-01-01", "", "2026-01-01", FALSE }, RAPPORT_PARTNERSHIP_ENDED, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].case_name);
      g_assert_cmpint (rapport_partnership_state (&cases[i].facts, "2026-11-19"), ==, cases[i].state);
      g_assert_cmpint (rapport_partnership_ends_soon (&cases[i].facts, "2026-11-19", 30), ==, cases[i].soon);
      g_assert_cmpint (rapport_partnership_ended_early (&cases[i].facts), ==, cases[i].early);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/states/i19-i20-i21-i23-requests", test_requests);
  g_test_add_func ("/states/i04-i05-i06-i09-partnerships", test_partnerships);
  return g_test_run ();
}
