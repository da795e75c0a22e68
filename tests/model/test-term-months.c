/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/term-months.h"

#include "model/partnership-alerts.h"
#include "support/support.h"

#define TODAY "2026-11-19"

/* One letter a cell: Met, Check-in, Nothing, Plain, Open, To come. */
static char *
letters (const RapportTermDates    *term,
         const char                *today,
         gboolean                   monthly,
         const RapportMonthContact *contacts,
         guint                      n_contacts)
{
  g_autoptr (GArray) months = rapport_term_months_new (term, today, monthly, contacts, n_contacts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < months->len; i++)
    g_string_append_c (text, "MCNPOT"[g_array_index (months, RapportTermMonth, i).state]);
  return g_string_free (text, FALSE);
}

static void
test_a_cell_a_month (void)
{
  static const RapportMonthContact contacts[] = {
    { 2026, 5, 1, 0, 90 }, { 2026, 8, 0, 1, 10 }, { 2026, 9, 1, 2, 75 },
  };
  const RapportTermDates term = { "2026-05-19", "2027-05-19", "", 12 };
  g_autofree char *monthly = letters (&term, TODAY, TRUE, contacts, G_N_ELEMENTS (contacts));
  g_autofree char *free_pace = letters (&term, TODAY, FALSE, contacts, G_N_ELEMENTS (contacts));
  g_autofree char *none = letters (&term, TODAY, TRUE, NULL, 0);

  g_assert_cmpstr (monthly, ==, "MNNCMNOTTTTT");
  g_assert_cmpstr (free_pace, ==, "MPPCMPOTTTTT");
  g_assert_cmpstr (none, ==, "PNNNNNOTTTTT"); /* a part month at the start is forgiven */
}

static void
test_long_and_ended_terms (void)
{
  const RapportTermDates legacy = { "2019-03-01", "", "", 0 };
  const RapportTermDates ended = { "2026-01-01", "2026-12-31", "2026-03-10", 12 };
  const RapportTermDates two_years = { "2026-10-01", "2028-10-01", "", 24 };
  const RapportTermDates unknown = { "", "", "", 0 };
  g_autofree char *a = letters (&legacy, TODAY, FALSE, NULL, 0);
  g_autofree char *b = letters (&ended, TODAY, TRUE, NULL, 0);
  g_autofree char *c = letters (&two_years, TODAY, TRUE, NULL, 0);
  g_autofree char *d = letters (&unknown, TODAY, TRUE, NULL, 0);

  g_assert_cmpstr (a, ==, "PPPPPPPPPPPO");
  g_assert_cmpstr (b, ==, "NNN");
  g_assert_cmpstr (c, ==, "NOTTTTTTTTTT");
  g_assert_cmpstr (d, ==, "");
}

static void
test_elapsed_in_words (void)
{
  static const struct {
    RapportTermDates term;
    const char *words;
  } cases[] = {
    { { "2026-05-19", "2027-05-19", "", 12 }, "6 of 12 months" },
    { { "2026-05-18", "2027-05-18", "", 12 }, "7 of 12 months" },
    { { "2026-11-19", "2027-02-19", "", 3 }, "1 of 3 months" },
    { { "2025-11-26", "2026-11-26", "", 12 }, "12 of 12 months" },
    { { "2026-01-31", "2026-07-31", "2026-02-28", 6 }, "1 of 6 months" },
    { { "2019-03-01", "", "", 0 }, "since 2019" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = rapport_term_elapsed_words (&cases[i].term, TODAY);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_cmpfloat_with_epsilon (rapport_term_elapsed_share (&cases[0].term, TODAY), 184.0 / 365.0, 1e-9);
}

static void
test_a_cell_in_words (void)
{
  RapportTermMonth month = { { 2026, 7, 1, 0, 60 }, RAPPORT_TERM_MONTH_MET };
  RapportTermMonth none = { { 2026, 6, 0, 0, 0 }, RAPPORT_TERM_MONTH_NOTHING };
  g_autofree char *met = rapport_term_month_sentence (&month);
  g_autofree char *nothing = rapport_term_month_sentence (&none);

  g_assert_cmpstr (met, ==, "July 2026: 1 meeting, 60 minutes");
  g_assert_cmpstr (nothing, ==, "June 2026: nothing");
}

static void
test_alerts (void)
{
  static const struct {
    RapportPartnershipFacts facts;
    RapportPartnershipContact contact;
    RapportPartnershipAlerts alerts;
    const char *word;
  } cases[] = {
    { { "2026-10-20", "2027-10-20", "", FALSE }, { "", 0, 0 }, RAPPORT_ALERT_NO_MEETING, "No meeting" },
    { { "2026-11-10", "2027-10-20", "", FALSE }, { "", 0, 0 }, 0, "" },
    { { "2026-05-19", "2027-05-19", "", FALSE }, { "2026-11-03", 6, 1 }, RAPPORT_ALERT_UNSIGNED, "Unsigned" },
    { { "2026-05-19", "2026-11-26", "", FALSE }, { "2026-11-03", 6, 0 }, RAPPORT_ALERT_ENDING_SOON, "Ends in 7 days" },
    { { "2026-05-19", "2026-11-26", "", FALSE }, { "2026-11-03", 6, 2 }, RAPPORT_ALERT_ENDING_SOON | RAPPORT_ALERT_UNSIGNED, "Unsigned" },
    { { "2026-05-19", "2026-11-26", "", TRUE }, { "2026-11-03", 6, 0 }, RAPPORT_ALERT_LEGACY, "Legacy" },
    { { "2026-05-19", "2027-05-19", "", FALSE }, { "2026-09-20", 2, 0 }, 0, "" },
    { { "2026-05-19", "2027-05-19", "", FALSE }, { "2026-09-19", 2, 0 }, RAPPORT_ALERT_LOST_TOUCH, "Lost touch" },
    { { "2026-05-19", "2027-05-19", "2026-10-01", FALSE }, { "", 0, 0 }, 0, "" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPolicy) policy = rapport_policy_new_preset ("ieee", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportPartnershipAlerts alerts = rapport_partnership_alerts (&cases[i].facts, &cases[i].contact, policy, TODAY);
      g_autofree char *word = rapport_partnership_alert_word (rapport_partnership_urgent (alerts), &cases[i].facts, TODAY);

      g_assert_cmpuint (alerts, ==, cases[i].alerts);
      g_assert_cmpstr (word, ==, cases[i].word);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/term-months/w02-a-cell-a-calendar-month", test_a_cell_a_month);
  g_test_add_func ("/term-months/i06-long-and-ended-terms", test_long_and_ended_terms);
  g_test_add_func ("/term-months/i06-elapsed-in-words", test_elapsed_in_words);
  g_test_add_func ("/term-months/w02-a-cell-in-words", test_a_cell_in_words);
  g_test_add_func ("/partnership-alerts/i05-i06-t18-the-most-urgent-first", test_alerts);
  return g_test_run ();
}
