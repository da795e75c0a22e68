/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/request-rules.h"

#include <string.h>

#include "support/support.h"

static const char * const career[] = { "career", NULL };
static const char * const none[] = { NULL };
static const char * const cooking[] = { "career", "cooking", NULL };

/* A pair between whom everything is in order: what a case breaks is written in its line. */
static RapportPair
good_pair (void)
{
  return (RapportPair) {
    .mentor = { 1, "Sofia Lindqvist", "Sofia", "Senior Member", TRUE, FALSE, "", 4, 2, 0 },
    .mentee = { 2, "Marta Kovač", "Marta", "Student", TRUE, FALSE, "", 0, 0, 0 },
    .today = "2026-11-19",
  };
}

typedef void (*Break) (RapportPair *pair, RapportAsk *ask);

static void whole (RapportPair *pair, RapportAsk *ask) { }
static void full (RapportPair *pair, RapportAsk *ask) { pair->mentor.taken = 4; }
static void overfull (RapportPair *pair, RapportAsk *ask) { pair->mentor.taken = 6; }
static void no_place (RapportPair *pair, RapportAsk *ask) { pair->mentor.capacity = pair->mentor.taken = 0; }
static void open_three (RapportPair *pair, RapportAsk *ask) { pair->mentor.open_requests = 2; }
static void same (RapportPair *pair, RapportAsk *ask) { pair->mentee.member = 1; }
static void asked (RapportPair *pair, RapportAsk *ask) { pair->asked_at = 1794398400; }
static void partners (RapportPair *pair, RapportAsk *ask) { pair->partners = TRUE; }
static void stranger (RapportPair *pair, RapportAsk *ask) { pair->mentor.enrolled = FALSE; }
static void gone (RapportPair *pair, RapportAsk *ask) { pair->mentor = (RapportParty) { .name = "", .short_name = "", .grade = "" }; }
static void no_mentee (RapportPair *pair, RapportAsk *ask) { pair->mentee.enrolled = FALSE; }
static void away (RapportPair *pair, RapportAsk *ask) { pair->mentor.paused = TRUE; pair->mentor.paused_until = "2026-11-30"; }
static void away_mentee (RapportPair *pair, RapportAsk *ask) { pair->mentee.paused = TRUE; }
static void four_months (RapportPair *pair, RapportAsk *ask) { ask->term = 4; }
static void no_area (RapportPair *pair, RapportAsk *ask) { ask->areas = none; }
static void odd_area (RapportPair *pair, RapportAsk *ask) { ask->areas = cooking; }
static void five_open (RapportPair *pair, RapportAsk *ask) { pair->mentee.open_requests = 5; }
static void by_mentor (RapportPair *pair, RapportAsk *ask) { ask->asked_by = "mentor"; }
static void by_office (RapportPair *pair, RapportAsk *ask) { ask->asked_by = "office"; }
static void one_mentor (RapportPair *pair, RapportAsk *ask) { pair->mentee.taken = 1; }

static void
test_sending (void)
{
  static const struct {
    Break does;
    const char *settings;
    RapportVerdictLevel level;
    const char *id;
    const char *words;
  } cases[] = {
    { whole, NULL, RAPPORT_VERDICT_OK, "capacity", "Sofia has room: 2 of 4 places are taken." },
    { full, NULL, RAPPORT_VERDICT_HARD, "capacity",
      "Sofia Lindqvist has no free place: all 4 places are taken; a partnership must end or Sofia offer another place." },
    { overfull, NULL, RAPPORT_VERDICT_HARD, "capacity", NULL },
    { no_place, NULL, RAPPORT_VERDICT_HARD, "capacity", "Sofia Lindqvist has no free place: give Sofia a place first." },
    { full, "{\"full\": \"allow\"}", RAPPORT_VERDICT_SOFT, "capacity", NULL },
    { open_three, NULL, RAPPORT_VERDICT_OK, "capacity", NULL },
    { open_three, "{\"open_takes_place\": true}", RAPPORT_VERDICT_HARD, "capacity", NULL },
    { same, NULL, RAPPORT_VERDICT_HARD, "same-person", NULL },
    { asked, NULL, RAPPORT_VERDICT_HARD, "asked-already",
      "Marta and Sofia have an open request of 11 November: wait for the answer, or withdraw it first." },
    { partners, NULL, RAPPORT_VERDICT_HARD, "partners-already", NULL },
    { stranger, NULL, RAPPORT_VERDICT_HARD, "not-enrolled", "Sofia Lindqvist is not enrolled as mentor: enrol Sofia first." },
    { no_mentee, NULL, RAPPORT_VERDICT_HARD, "not-enrolled", NULL },
    { gone, NULL, RAPPORT_VERDICT_HARD, "gone", "Whoever is meant as mentor is not a member any more: choose somebody else." },
    { stranger, "{\"mentor_word\": \"guide\"}", RAPPORT_VERDICT_HARD, "not-enrolled",
      "Sofia Lindqvist is not enrolled as guide: enrol Sofia first." },
    { away, NULL, RAPPORT_VERDICT_HARD, "paused",
      "Sofia Lindqvist is away until 30 November: wait for the return, or end the pause of Sofia." },
    { away_mentee, NULL, RAPPORT_VERDICT_HARD, "paused", NULL },
    { four_months, NULL, RAPPORT_VERDICT_HARD, "term",
      "The term of a partnership cannot be 4 months: choose from 3, 6, 9, 12 months." },
    { four_months, "{\"terms\": [4]}", RAPPORT_VERDICT_OK, "capacity", NULL },
    { four_months, "{\"terms\": []}", RAPPORT_VERDICT_OK, "capacity", NULL },
    { no_area, NULL, RAPPORT_VERDICT_HARD, "no-area", NULL },
    { odd_area, NULL, RAPPORT_VERDICT_HARD, "area-not-listed",
      "“Cooking” is not an area of the programme: Career, Education, Leadership, Volunteering." },
    { whole, "{\"excluded_areas\": [\"career\"]}", RAPPORT_VERDICT_HARD, "area-excluded", NULL },
    { five_open, NULL, RAPPORT_VERDICT_HARD, "most-open", NULL },
    { five_open, "{\"most_open_mentee\": 0}", RAPPORT_VERDICT_OK, "capacity", NULL },
    { by_mentor, NULL, RAPPORT_VERDICT_HARD, "who-asks", NULL },
    { by_mentor, "{\"asking\": \"either\"}", RAPPORT_VERDICT_OK, "capacity", NULL },
    { by_office, "{\"asking\": \"office\"}", RAPPORT_VERDICT_OK, "capacity", NULL },
    { one_mentor, NULL, RAPPORT_VERDICT_OK, "capacity", NULL },
    { one_mentor, "{\"mentors_per_mentee\": 1}", RAPPORT_VERDICT_HARD, "mentors-per-mentee", NULL },
    { whole, "{\"considerations\": [\"goals\"]}", RAPPORT_VERDICT_HARD, "consideration", NULL },
    { whole, "{\"grades\": [\"Student\"]}", RAPPORT_VERDICT_HARD, "grade", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportPolicy) policy = rapport_policy_new ("ieee", NULL, cases[i].settings, NULL);
      RapportPair pair = good_pair ();
      RapportAsk ask = { "mentee", 12, career, NULL };
      g_autoptr (GPtrArray) verdicts = NULL;
      const RapportVerdict *verdict;

      g_test_message ("case %u: %s", i, cases[i].id);
      cases[i].does (&pair, &ask);
      verdicts = rapport_request_rules_check (policy, &pair, &ask);
      g_assert_cmpint (rapport_verdicts_level (verdicts), ==, cases[i].level);
      verdict = cases[i].level == RAPPORT_VERDICT_OK ? rapport_verdicts_find (verdicts, cases[i].id)
                                                     : rapport_verdicts_worst (verdicts);
      g_assert_cmpstr (verdict->id, ==, cases[i].id);
      g_assert_cmpint (verdict->level, ==, cases[i].level);
      g_assert_cmpstr (verdict->remedy, !=, "");
      if (cases[i].words != NULL)
        {
          g_autofree char *words = rapport_verdict_words (verdict);

          g_assert_cmpstr (words, ==, cases[i].words);
        }
    }
}

static void
test_accepting (void)
{
  static const struct {
    Break does;
    const char *settings;
    RapportRequestState state;
    const char *starts_on;
    const char *comment;
    RapportVerdictLevel level;
    const char *id;
  } cases[] = {
    { whole, NULL, RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_OK, "capacity" },
    { whole, NULL, RAPPORT_REQUEST_EXPIRED, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "not-open" },
    { whole, NULL, RAPPORT_REQUEST_ACCEPTED, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "not-open" },
    { whole, NULL, RAPPORT_REQUEST_WITHDRAWN, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "not-open" },
    { full, NULL, RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "capacity" },
    { full, "{\"full\": \"allow\"}", RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "capacity" },
    { asked, NULL, RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_OK, "capacity" },
    { partners, NULL, RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "partners-already" },
    { away, NULL, RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_SOFT, "paused" },
    { stranger, NULL, RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_HARD, "not-enrolled" },
    { whole, NULL, RAPPORT_REQUEST_OPEN, "tomorrow", NULL, RAPPORT_VERDICT_HARD, "starts-on" },
    { whole, "{\"comment\": \"always\"}", RAPPORT_REQUEST_OPEN, "2026-11-19", " ", RAPPORT_VERDICT_HARD, "comment" },
    { whole, "{\"comment\": \"always\"}", RAPPORT_REQUEST_OPEN, "2026-11-19", "Yes", RAPPORT_VERDICT_OK, "capacity" },
    { whole, "{\"comment\": \"on-decline\"}", RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_OK, "capacity" },
    { open_three, "{\"open_takes_place\": true}", RAPPORT_REQUEST_OPEN, "2026-11-19", NULL, RAPPORT_VERDICT_OK, "capacity" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportPolicy) policy = rapport_policy_new ("ieee", NULL, cases[i].settings, NULL);
      RapportPair pair = good_pair ();
      RapportAsk ask = { 0 };
      g_autoptr (GPtrArray) verdicts = NULL;
      const RapportVerdict *verdict;

      g_test_message ("case %u: %s", i, cases[i].id);
      cases[i].does (&pair, &ask);
      verdicts = rapport_request_rules_check_accept (policy, &pair, cases[i].state, 6, cases[i].starts_on, cases[i].comment);
      g_assert_cmpint (rapport_verdicts_level (verdicts), ==, cases[i].level);
      verdict = rapport_verdicts_worst (verdicts);
      g_assert_cmpstr (verdict != NULL ? verdict->id : "capacity", ==, cases[i].id);
    }
}

static void
test_answering (void)
{
  static const struct {
    const char *settings;
    RapportAnswer answer;
    RapportRequestState state;
    const char *comment;
    const char *refused_by;
  } cases[] = {
    { NULL, RAPPORT_ANSWER_DECLINE, RAPPORT_REQUEST_OPEN, NULL, NULL },
    { NULL, RAPPORT_ANSWER_SAVE, RAPPORT_REQUEST_OPEN, NULL, NULL },
    { NULL, RAPPORT_ANSWER_SAVE, RAPPORT_REQUEST_EXPIRED, NULL, "not-open" },
    { NULL, RAPPORT_ANSWER_WITHDRAW, RAPPORT_REQUEST_ACCEPTED, NULL, "not-open" },
    { NULL, RAPPORT_ANSWER_REMIND, RAPPORT_REQUEST_DECLINED, NULL, "not-open" },
    { "{\"comment\": \"on-decline\"}", RAPPORT_ANSWER_DECLINE, RAPPORT_REQUEST_OPEN, "", "comment" },
    { "{\"comment\": \"on-decline\"}", RAPPORT_ANSWER_DECLINE, RAPPORT_REQUEST_OPEN, "No time", NULL },
    { "{\"comment\": \"always\"}", RAPPORT_ANSWER_SAVE, RAPPORT_REQUEST_OPEN, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportPolicy) policy = rapport_policy_new ("ieee", NULL, cases[i].settings, NULL);
      RapportPair pair = good_pair ();
      g_autoptr (GPtrArray) verdicts = NULL;
      const RapportVerdict *worst;

      verdicts = rapport_request_rules_check_answer (policy, &pair, cases[i].answer, cases[i].state, cases[i].comment);
      worst = rapport_verdicts_worst (verdicts);
      g_assert_cmpstr (worst != NULL ? worst->id : NULL, ==, cases[i].refused_by);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/rules/i03-i06-i07-s13-b21-b25-c1-c2-c8-c14-sending", test_sending);
  g_test_add_func ("/rules/i19-i23-accepting", test_accepting);
  g_test_add_func ("/rules/i19-i20-c7-s15-answering", test_answering);
  return g_test_run ();
}
