/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/finder.h"

#include <string.h>

#include "services/enrol.h"
#include "services/members.h"
#include "services/overview.h"
#include "services/partnerships.h"
#include "services/requests.h"
#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19T12:00Z */

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  RapportSession *session;
  gint64 negotiating;
  gint64 marta;
  gint64 sofia;   /* everything */
  gint64 arturo;  /* leadership, negotiating 4, Spanish */
  gint64 hidden;  /* as Sofia, but shows areas and skills to partners alone */
  gint64 full;
  gint64 paused;
} Fixture;

static void
set_skill (RapportTransaction *transaction,
           gint64              member,
           gint64              skill,
           const char         *level,
           int                 value)
{
  g_autofree char *uuid = rapport_reading_uuid (rapport_transaction_reading (transaction), skill);
  g_autofree char *field = g_strdup_printf ("skill/%s/%s", uuid, level);

  if (value > 0)
    rapport_transaction_set_int (transaction, member, field, value);
}

static gint64
add_member (RapportTransaction *transaction,
            const char         *given,
            const char         *sets,
            const char         *zone,
            const char         *role,
            int                 capacity)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");
  g_auto (GStrv) fields = g_strsplit (sets, " ", -1);
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_string (transaction, member, "given_name", given);
  rapport_transaction_set_string (transaction, member, "organisation", "Blue Harbour Energy");
  rapport_transaction_set_string (transaction, member, "time_zone", zone);
  for (guint i = 0; fields[i] != NULL; i++)
    rapport_transaction_set_int (transaction, member, fields[i], 1);
  rapport_enrol_member (transaction, rapport_session_ensure_programme (transaction), member, role, capacity, &error);
  g_assert_no_error (error);
  return member;
}

#define ALL "area/career area/leadership language/en"

static gboolean
people_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Fixture *f = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  rapport_session_ensure_programme (transaction);
  f->negotiating = rapport_members_ensure_skill (transaction, "negotiating");
  f->marta = add_member (transaction, "Marta", ALL, "Europe/Zagreb", "mentee", -1);
  f->sofia = add_member (transaction, "Sofia", ALL, "Europe/Stockholm", "mentor", 2);
  f->arturo = add_member (transaction, "Arturo", "area/leadership language/es", "America/New_York", "mentor", 1);
  f->hidden = add_member (transaction, "Hilda", ALL, "Europe/Stockholm", "mentor", 1);
  f->full = add_member (transaction, "Full", ALL, "Europe/Stockholm", "mentor", 0);
  f->paused = add_member (transaction, "Paula", ALL, "Europe/Stockholm", "mentor", 2);
  set_skill (transaction, f->marta, f->negotiating, "held", 3);
  set_skill (transaction, f->marta, f->negotiating, "wanted", 5);
  set_skill (transaction, f->sofia, f->negotiating, "held", 6);
  set_skill (transaction, f->arturo, f->negotiating, "held", 4);
  set_skill (transaction, f->hidden, f->negotiating, "held", 7);
  rapport_transaction_set_string (transaction, f->hidden, "visibility/areas", "partners");
  rapport_transaction_set_string (transaction, f->hidden, "visibility/skills", "partners");
  rapport_transaction_set_string (transaction, f->hidden, "visibility/organisation", "nobody");
  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportEnrolment) pause = NULL;
  g_autoptr (GError) error = NULL;

  fixture->clock = rapport_clock_new_at (NOW);
  fixture->store = rapport_store_open (path, fixture->clock, &error);
  g_assert_no_error (error);
  rapport_store_write (fixture->store, people_command, fixture, NULL, &error);
  g_assert_no_error (error);
  pause = rapport_enrolment_new (&fixture->paused, 1, NULL);
  rapport_store_write (fixture->store, rapport_pause_command, pause, NULL, &error);
  g_assert_no_error (error);
  fixture->session = rapport_session_new (fixture->store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* what it reads after a change may be under way */
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  while (fixture->session != NULL)
    g_main_context_iteration (NULL, TRUE);
  rapport_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
}

static RapportFindResult *
find (Fixture          *fixture,
      RapportFindQuery *query)
{
  RapportFindJob *job;
  g_autoptr (GError) error = NULL;
  RapportFindResult *result;

  query->programme = rapport_session_get_programme (fixture->session);
  job = rapport_find_job_new (query, NULL);
  result = rapport_store_read (fixture->store, rapport_find, job, NULL, &error);
  g_assert_no_error (error);
  rapport_find_job_free (job);
  return result;
}

static gint64
nth (const RapportFindResult *result,
     guint                    n)
{
  return n < result->ids->len ? g_array_index (result->ids, gint64, n) : 0;
}

static gboolean
holds (const RapportFindResult *result,
       gint64                   member)
{
  for (guint i = 0; i < result->ids->len; i++)
    if (nth (result, i) == member)
      return TRUE;
  return FALSE;
}

static void
test_best_first (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportFindResult) result = find (fixture, query);
  g_autoptr (RapportFindRow) sofia = rapport_find_result_row (result, fixture->sofia);
  g_autoptr (RapportFindRow) arturo = rapport_find_result_row (result, fixture->arturo);
  int points = 0;

  g_assert_cmpint (nth (result, 0), ==, fixture->sofia);
  g_assert_cmpint (sofia->score, ==, 100);
  g_assert_cmpstr (sofia->matches, ==, "Career, leadership · negotiating 6 · English · 8 h overlap");
  g_assert_cmpstr (sofia->misses, ==, "");
  g_assert_cmpstr (sofia->badge_label, ==, "Room for 2");
  g_assert_cmpstr (arturo->matches, ==, "Leadership · 2 h overlap");
  g_assert_cmpstr (arturo->misses, ==, "Not career · negotiating 4, wanted 5 · no common language");
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    points += arturo->criteria[i].points;
  g_assert_cmpint (points, ==, arturo->score);
  g_assert_cmpstr (arturo->whats[RAPPORT_CRITERION_HOURS], ==, "2 of 8 hours a day");
  /* B21: who pauses is not in the search; nor is who looks */
  g_assert_false (holds (result, fixture->paused));
  g_assert_false (holds (result, fixture->marta));
  g_assert_true (holds (result, fixture->full));
}

static void
test_visibility (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportFindResult) of_marta = NULL, of_office = NULL, by_area = NULL, by_organisation = NULL;
  g_autoptr (RapportFindRow) seen = NULL;
  const char *areas[] = { "leadership", NULL };

  of_marta = find (fixture, query);
  seen = rapport_find_result_row (of_marta, fixture->hidden);
  g_assert_cmpstr (seen->matches, ==, "English · 8 h overlap");
  g_assert_cmpstr (seen->second_line, ==, "");
  g_assert_cmpint (seen->criteria[RAPPORT_CRITERION_AREAS].points, ==, 0);

  g_strfreev (query->areas);
  query->areas = g_strdupv ((char **) areas);
  by_area = find (fixture, query);
  g_assert_false (holds (by_area, fixture->hidden));
  g_assert_cmpuint (((RapportFindValue *) by_area->areas->pdata[0])->count, ==, 3 - (strcmp (((RapportFindValue *) by_area->areas->pdata[0])->value, "career") == 0));

  g_strfreev (query->areas);
  query->areas = g_new0 (char *, 1);
  g_free (query->text);
  query->text = g_strdup ("harbour");
  by_organisation = find (fixture, query);
  g_assert_true (holds (by_organisation, fixture->sofia));
  g_assert_false (holds (by_organisation, fixture->hidden));

  query->member = 0;
  of_office = find (fixture, query);
  g_assert_true (holds (of_office, fixture->hidden));
}

static void
test_musts_and_counts (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportFindResult) result = NULL;
  RapportFindSkill skill = { fixture->negotiating, 5 };

  query->musts = RAPPORT_MUST_ROOM;
  result = find (fixture, query);
  g_assert_false (holds (result, fixture->full));
  g_assert_cmpuint (result->ids->len, ==, 3);
  g_assert_cmpuint (result->musts[0], ==, 3);
  g_assert_cmpuint (result->overlaps[0], ==, 2);
  g_assert_cmpuint (result->overlaps[2], ==, 1);
  g_assert_cmpuint (((RapportFindSkillValue *) result->skills->pdata[0])->count, ==, 1);
  g_assert_cmpuint (((RapportFindSkillValue *) result->skills->pdata[1])->count, ==, 2);
  g_clear_pointer (&result, rapport_find_result_free);

  g_array_append_val (query->skills, skill);
  result = find (fixture, query);
  g_assert_cmpuint (result->ids->len, ==, 1);
  g_assert_cmpint (nth (result, 0), ==, fixture->sofia);
  /* the counts of a group do not follow its own choice, those of the others do */
  g_assert_cmpuint (((RapportFindSkillValue *) result->skills->pdata[1])->count, ==, 2);
  g_assert_cmpuint (result->overlaps[2], ==, 0);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { const char *text; guint n; } cases[] = {
    { "sof", 1 }, { "SOFIA blue", 1 }, { "negot", 2 }, { "fia", 0 }, { "", 4 }, { "  ", 4 }, { "sofia arturo", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
      g_autoptr (RapportFindResult) result = NULL;

      g_test_message ("%s", cases[i].text);
      g_free (query->text);
      query->text = g_strdup (cases[i].text);
      result = find (fixture, query);
      g_assert_cmpuint (result->ids->len, ==, cases[i].n);
    }
}

static void
on_counts (RapportFinder *finder,
           gboolean      *done)
{
  *done = TRUE;
}

static void
test_asked_is_marked (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RapportFinder) finder = rapport_finder_new (fixture->session);
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportRequestSend) send = rapport_request_send_new ();
  const char *areas[] = { "career", NULL };
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  guint n = 0;

  g_signal_connect (finder, "counts", G_CALLBACK (on_counts), &done);
  rapport_finder_set_query (finder, query);
  g_assert_true (rapport_test_wait (&done, 10));
  g_assert_cmpint (rapport_finder_get_row (finder, fixture->sofia)->badge, ==, RAPPORT_FIND_HAS_ROOM);

  send->mentee = fixture->marta;
  send->mentor = fixture->sofia;
  send->asked_by = g_strdup ("mentee");
  send->term = 6;
  send->areas = g_strdupv ((char **) areas);
  done = FALSE;
  rapport_store_write (fixture->store, rapport_request_send_command, send, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_test_wait (&done, 10));
  g_assert_cmpint (rapport_finder_get_row (finder, fixture->sofia)->badge, ==, RAPPORT_FIND_ASKED);
  g_assert_cmpstr (rapport_finder_get_row (finder, fixture->sofia)->badge_label, ==, "Asked 19 Nov");

  query->musts = RAPPORT_MUST_NOT_ASKED;
  done = FALSE;
  rapport_finder_set_query (finder, query);
  g_assert_true (rapport_test_wait (&done, 10));
  rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (finder), &n);
  g_assert_cmpuint (n, ==, 3);
}

static void
assert_waits (Fixture    *fixture,
              const char *badge,
              const char *since)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentee", fixture->sofia);
  g_autoptr (RapportFindResult) result = find (fixture, query);
  g_autoptr (RapportFindRow) marta = rapport_find_result_row (result, fixture->marta);
  RapportOverviewQuery overview_query = { query->programme, { 0 } };
  g_autoptr (GError) error = NULL;
  RapportOverview *overview = rapport_store_read (fixture->store, rapport_overview_load, &overview_query, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (marta->badge_label, ==, badge);
  g_assert_cmpuint (overview->waiting->items->len, ==, 1);
  g_assert_cmpstr (((RapportOverviewItem *) g_ptr_array_index (overview->waiting->items, 0))->what, ==, since);
  rapport_overview_free (overview);
}

/* Who had a mentor waits from the end of that on; the overview and the search agree about it. */
/* S10: nobody is found, and it is said which filter alone keeps how many away. */
static void
test_blame (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportFindResult) none = NULL, some = NULL;
  const char *languages[] = { "es", NULL };
  const char *areas[] = { "career", NULL };

  g_strfreev (query->languages);
  query->languages = g_strdupv ((char **) languages);
  some = find (fixture, query);
  g_assert_cmpuint (some->ids->len, ==, 1);
  for (guint i = 0; i < RAPPORT_N_FIND_GROUPS; i++)
    g_assert_cmpuint (some->without[i], ==, 0);

  g_strfreev (query->areas);
  query->areas = g_strdupv ((char **) areas);
  query->musts = RAPPORT_MUST_ROOM;
  none = find (fixture, query);
  g_assert_cmpuint (none->ids->len, ==, 0);
  g_assert_cmpuint (none->without[RAPPORT_FIND_GROUP_AREA], ==, 1);     /* Arturo */
  g_assert_cmpuint (none->without[RAPPORT_FIND_GROUP_LANGUAGE], ==, 1); /* Sofia; Hilda's areas are hidden */
  g_assert_cmpuint (none->without[RAPPORT_FIND_GROUP_MUST], ==, 0);
  g_assert_cmpuint (none->without[RAPPORT_FIND_GROUP_TEXT], ==, 0);
}

static void
test_blame_of_text_and_must (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportFindResult) result = NULL;

  g_free (query->text);
  query->text = g_strdup ("full");
  query->musts = RAPPORT_MUST_ROOM;
  result = find (fixture, query);
  g_assert_cmpuint (result->ids->len, ==, 0);
  g_assert_cmpuint (result->without[RAPPORT_FIND_GROUP_MUST], ==, 1);
  g_assert_cmpuint (result->without[RAPPORT_FIND_GROUP_TEXT], ==, 3);
}

/* Change… edits the need for this search. */
static void
test_changed_need (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", fixture->marta);
  g_autoptr (RapportFindResult) result = NULL;
  const char *languages[] = { "es", NULL };

  query->need = rapport_find_need_new ();
  g_strfreev (query->need->languages);
  query->need->languages = g_strdupv ((char **) languages);
  rapport_find_need_add_gap (query->need, fixture->negotiating, "negotiating", 0, 4);
  result = find (fixture, query);
  g_assert_cmpint (nth (result, 0), ==, fixture->arturo);
  g_assert_cmpuint (result->need->gaps->len, ==, 1);
  g_assert_cmpstr (result->member_name, ==, "Marta");
}

static void
test_waits_since_the_last_end (Fixture       *fixture,
                               gconstpointer  data)
{
  RapportPartnershipRecord record = { .mentee = fixture->marta, .mentor = fixture->arturo, .starts_on = "2026-12-01",
                                      .ended_on = "2027-01-15", .term = 6 };
  g_autoptr (GError) error = NULL;

  rapport_clock_move_to (fixture->clock, NOW + 100 * 24 * 3600);
  assert_waits (fixture, "Waiting 100 days", "waits for a mentor since 19 November 2026 · 100 days");
  rapport_store_write (fixture->store, rapport_partnership_record_command, &record, NULL, &error);
  g_assert_no_error (error);
  assert_waits (fixture, "Waiting 43 days", "waits for a mentor since 15 January · 43 days");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/find/s11-i16-best-first-with-words", test_best_first },
    { "/find/i13-visibility-limits-search-facets-rows", test_visibility },
    { "/find/i16-musts-and-counts", test_musts_and_counts },
    { "/find/text", test_text },
    { "/find/s10-what-keeps-people-away", test_blame },
    { "/find/s10-what-keeps-people-away/text-and-must", test_blame_of_text_and_must },
    { "/find/changed-need", test_changed_need },
    { "/find/waits-since-the-last-end", test_waits_since_the_last_end },
    { "/find/s13-asked-is-marked", test_asked_is_marked },
  };

  rapport_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
