/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting.h"

#include "support/support.h"

#define TODAY "2026-11-19"

static RapportMeeting *
a_meeting (void)
{
  RapportMeeting *meeting = rapport_meeting_new ();

  meeting->uuid = g_strdup ("0197a000-0000-7000-8000-000000000001");
  meeting->kind = g_strdup ("meeting");
  meeting->held_on = g_strdup ("2026-11-03");
  meeting->starts = g_strdup ("17:30");
  meeting->ends = g_strdup ("18:30");
  meeting->minutes = 60;
  meeting->channel = g_strdup ("video");
  meeting->topics = g_strdup ("Leading the design review");
  return meeting;
}

static void
set (char       **text,
     const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
test_times_as_typed (void)
{
  static const struct {
    const char *typed, *time;
  } cases[] = {
    { "9", "09:00" }, { "9:5", "09:05" }, { "17:30", "17:30" }, { "17.30", "17:30" }, { "1730", "17:30" },
    { "930", "09:30" }, { "17h30", "17:30" }, { " 8:15 ", "08:15" }, { "0:00", "00:00" },
    { "24:00", NULL }, { "12:60", NULL }, { "", NULL }, { "noon", NULL }, { "12:30x", NULL }, { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *time = rapport_meeting_parse_time (cases[i].typed);

      g_assert_cmpstr (time, ==, cases[i].time);
    }
}

static void
test_times_and_minutes_fill_each_other (void)
{
  g_autoptr (RapportMeeting) meeting = a_meeting ();

  meeting->minutes = 0;
  set (&meeting->starts, "1730");
  set (&meeting->ends, "18.45");
  rapport_meeting_fill_time (meeting);
  g_assert_cmpint (meeting->minutes, ==, 75);
  g_assert_cmpstr (meeting->starts, ==, "17:30");

  set (&meeting->ends, "");
  meeting->minutes = 90;
  rapport_meeting_fill_time (meeting);
  g_assert_cmpstr (meeting->ends, ==, "19:00");

  g_assert_cmpint (rapport_meeting_minutes_between ("23:30", "00:45"), ==, 75);
  g_assert_cmpint (rapport_meeting_minutes_between ("18:30", "17:30"), ==, 0);
}

static void
test_what_keeps_it_from_being_logged (void)
{
  static const struct {
    const char *held_on, *starts, *ends;
    int minutes;
    const char *topics, *part_of_sentence;
  } cases[] = {
    { "2026-11-03", "17:30", "18:30", 60, "x", NULL },
    { "2026-11-19", "", "", 10, "x", NULL },
    { "2026-11-20", "", "", 10, "x", "still to come" },
    { "", "", "", 10, "x", "on which day" },
    { "2026-02-30", "", "", 10, "x", "not a date" },
    { "2026-05-18", "", "", 10, "x", "began on 19 May 2026" },
    { "2026-11-03", "", "", 0, "x", "how many minutes" },
    { "2026-11-03", "", "", 1441, "x", "24 hours" },
    { "2026-11-03", "", "18:30", 60, "x", "no beginning" },
    { "2026-11-03", "18:30", "17:30", 60, "x", "ends before it begins" },
    { "2026-11-03", "17:30", "18:30", 61, "x", "not 61 minutes" },
    { "2026-11-03", "half five", "", 60, "x", "not a time" },
    { "2026-11-03", "17:30", "18:30", 60, " \n ", "what it was about" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportMeeting) meeting = a_meeting ();
      g_autofree char *problem = NULL;

      set (&meeting->held_on, cases[i].held_on);
      set (&meeting->starts, cases[i].starts);
      set (&meeting->ends, cases[i].ends);
      set (&meeting->topics, cases[i].topics);
      meeting->minutes = cases[i].minutes;
      problem = rapport_meeting_problem (meeting, TODAY, "2026-05-19", "");
      if (cases[i].part_of_sentence == NULL)
        g_assert_null (problem);
      else
        {
          g_assert_nonnull (problem);
          g_assert_nonnull (strstr (problem, cases[i].part_of_sentence));
        }
    }
}

static void
test_ended_partnership_takes_meetings_of_its_time (void)
{
  g_autoptr (RapportMeeting) meeting = a_meeting ();
  g_autofree char *within = rapport_meeting_problem (meeting, TODAY, "2026-05-19", "2026-11-03");
  g_autofree char *after = rapport_meeting_problem (meeting, TODAY, "2026-05-19", "2026-11-02");

  g_assert_null (within);
  g_assert_nonnull (strstr (after, "ended on 2 November 2026"));
}

static void
test_digest_covers_the_sheet_and_not_the_notes (void)
{
  g_autoptr (RapportMeeting) meeting = a_meeting ();
  g_autofree char *digest = rapport_meeting_digest (meeting);
  char **signed_fields[] = { &meeting->held_on, &meeting->starts, &meeting->ends, &meeting->channel, &meeting->place,
                             &meeting->topics, &meeting->kind, &meeting->uuid };
  char **free_fields[] = { &meeting->agenda, &meeting->notes, &meeting->own_notes, &meeting->next_steps };

  g_assert_cmpuint (strlen (digest), ==, 64);
  for (guint i = 0; i < G_N_ELEMENTS (signed_fields); i++)
    {
      g_autofree char *before = g_strdup (*signed_fields[i]);
      g_autofree char *changed = NULL;

      set (signed_fields[i], "something else");
      changed = rapport_meeting_digest (meeting);
      g_assert_cmpstr (changed, !=, digest);
      set (signed_fields[i], before);
    }
  for (guint i = 0; i < G_N_ELEMENTS (free_fields); i++)
    {
      g_autofree char *same = NULL;

      set (free_fields[i], "something else");
      same = rapport_meeting_digest (meeting);
      g_assert_cmpstr (same, ==, digest);
    }
  meeting->minutes = 61;
  g_free (digest);
  digest = rapport_meeting_digest (meeting);
  meeting->minutes = 60;
  {
    g_autofree char *sixty = rapport_meeting_digest (meeting);

    g_assert_cmpstr (sixty, !=, digest);
  }
}

static void
test_digest_keeps_fields_apart (void)
{
  g_autoptr (RapportMeeting) one = a_meeting ();
  g_autoptr (RapportMeeting) other = a_meeting ();
  g_autofree char *digest = NULL;
  g_autofree char *digest_of_other = NULL;

  set (&one->channel, "ab");
  set (&one->place, "c");
  set (&other->channel, "a");
  set (&other->place, "bc");
  digest = rapport_meeting_digest (one);
  digest_of_other = rapport_meeting_digest (other);
  g_assert_cmpstr (digest, !=, digest_of_other);
}

static void
test_sentence_reads_alone (void)
{
  g_autoptr (RapportMeeting) meeting = a_meeting ();
  g_autofree char *sentence = rapport_meeting_sentence (meeting, "Helen Ashworth");

  g_assert_cmpstr (sentence, ==, "I met Helen Ashworth for 60 minutes on 3 November 2026 about: Leading the design review");
}

static void
test_durations_in_words (void)
{
  g_autofree char *short_one = rapport_meeting_duration (45);
  g_autofree char *hours = rapport_meeting_duration (300);
  g_autofree char *both = rapport_meeting_duration (355);

  g_assert_cmpstr (short_one, ==, "45 min");
  g_assert_cmpstr (hours, ==, "5 h");
  g_assert_cmpstr (both, ==, "5 h 55 min");
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/meeting/w07-times-as-people-type-them", test_times_as_typed);
  g_test_add_func ("/meeting/w07-times-and-minutes-fill-each-other", test_times_and_minutes_fill_each_other);
  g_test_add_func ("/meeting/w07-what-keeps-it-from-being-logged", test_what_keeps_it_from_being_logged);
  g_test_add_func ("/meeting/w07-ended-partnership-takes-meetings-of-its-time", test_ended_partnership_takes_meetings_of_its_time);
  g_test_add_func ("/meeting/t11-digest-covers-the-sheet-and-not-the-notes", test_digest_covers_the_sheet_and_not_the_notes);
  g_test_add_func ("/meeting/w07-digest-keeps-fields-apart", test_digest_keeps_fields_apart);
  g_test_add_func ("/meeting/w07-sentence-reads-alone", test_sentence_reads_alone);
  g_test_add_func ("/meeting/w07-durations-in-words", test_durations_in_words);
  return g_test_run ();
}
