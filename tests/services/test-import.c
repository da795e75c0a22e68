/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "services/export.h"
#include "services/import-memory.h"
#include "services/import-rejected.h"
#include "services/member-profile.h"
#include "services/members.h"
#include "services/who.h"
#include "store/history.h"
#include "store/erase.h"
#include "store/members.h"
#include "support/support.h"

/* An office of its own: a database in a folder of its own, on 19 November 2026. */
typedef struct {
  char *folder;
  RapportStore *store;
  RapportSession *session;
} Office;

static void
office_open (Office *office)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1795089600);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  office->folder = rapport_test_folder ();
  path = g_build_filename (office->folder, "rapport.db", NULL);
  office->store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (office->store, "Office");
  office->session = rapport_session_new (office->store);
}

static void
office_close (Office *office)
{
  g_clear_object (&office->session);
  rapport_store_close (office->store);
  g_clear_object (&office->store);
  g_clear_pointer (&office->folder, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, office_close)

static RapportImportJob *
open_source (Office              *office,
             RapportImportSource *source)
{
  RapportImportJob *job = rapport_import_job_for (office->session, source);
  g_autoptr (GError) error = NULL;

  rapport_store_read (office->store, rapport_import_scan_query, job, NULL, &error);
  g_assert_no_error (error);
  return job;
}

static RapportImportJob *
open_text (Office     *office,
           const char *text)
{
  return open_source (office, rapport_import_source_new_text (text));
}

static RapportImportJob *
open_path (Office     *office,
           const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RapportImportSource *source = rapport_import_source_new_file (file, &error);

  g_assert_no_error (error);
  return open_source (office, source);
}

static void
check (Office           *office,
       RapportImportJob *job)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&job->report, rapport_import_report_free);
  job->report = rapport_store_read (office->store, rapport_import_check_query, job, NULL, &error);
  g_assert_no_error (error);
}

static void
write_down (Office           *office,
            RapportImportJob *job)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (office->store, rapport_import_write_command, job, NULL, &error);
  g_assert_no_error (error);
}

#define assert_counts(job, new_, changed_, same_, doubles_, rejected_) \
  G_STMT_START { \
    g_assert_cmpuint ((job)->report->counts[RAPPORT_IMPORT_NEW], ==, new_); \
    g_assert_cmpuint ((job)->report->counts[RAPPORT_IMPORT_CHANGED], ==, changed_); \
    g_assert_cmpuint ((job)->report->counts[RAPPORT_IMPORT_SAME], ==, same_); \
    g_assert_cmpuint ((job)->report->counts[RAPPORT_IMPORT_DOUBLE], ==, doubles_); \
    g_assert_cmpuint ((job)->report->counts[RAPPORT_IMPORT_REJECTED], ==, rejected_); \
  } G_STMT_END

static void
import_text (Office     *office,
             const char *text)
{
  g_autoptr (RapportImportJob) job = open_text (office, text);

  check (office, job);
  write_down (office, job);
}

/* Everybody as CSV: the simplest way to say what is in a database. */
static char *
export_all (Office *office)
{
  g_autofree char *path = g_build_filename (office->folder, "export.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RapportViewer viewer = RAPPORT_VIEWER_OFFICE;
  g_autoptr (RapportExport) export = rapport_export_new (file, NULL, &viewer, 0);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  rapport_store_read (office->store, rapport_export_query, export, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static const RapportImportItem *
item (RapportImportJob  *job,
      RapportImportKind  kind,
      guint              i)
{
  g_assert_cmpuint (job->report->items[kind]->len, >, i);
  return g_ptr_array_index (job->report->items[kind], i);
}

#define TWO \
  "Issuer,Member Number,Given Name,Family Name,Email,Role,Capacity,Areas of Guidance,Skills\n" \
  "IEEE,M1,Ewa,Dudek,ewa@example.org,mentor,3,career;research,risk:3;law:2\n" \
  "IEEE,M2,Jean,Petit,jean@example.org,mentee,,education,\n"

static void
test_new_then_the_same (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) first = NULL, again = NULL;

  office_open (&office);
  first = open_text (&office, TWO);
  check (&office, first);
  assert_counts (first, 2, 0, 0, 0, 0);
  g_assert_cmpuint (rapport_import_job_will_write (first), ==, 2);
  write_down (&office, first);
  g_assert_cmpuint (first->result.added, ==, 2);
  again = open_text (&office, TWO);
  check (&office, again);
  assert_counts (again, 0, 0, 2, 0, 0);
  g_assert_cmpuint (rapport_import_job_will_write (again), ==, 0);
}

static void
test_changes_are_shown_and_written (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  const RapportImportDifference *difference;
  g_autofree char *text = NULL;

  office_open (&office);
  import_text (&office, TWO);
  job = open_text (&office,
                   "Issuer,Member Number,Given Name,Family Name,Email,Role,Capacity,Areas of Guidance,Skills\n"
                   "IEEE,M1,Ewa,Lis,ewa@example.org,both,2,career,risk:4\n"
                   "IEEE,M2,,Petit,,,,,\n");
  check (&office, job);
  assert_counts (job, 0, 1, 1, 0, 0);
  difference = g_ptr_array_index (item (job, RAPPORT_IMPORT_CHANGED, 0)->differences, 0);
  g_assert_cmpstr (difference->label, ==, "Family name");
  g_assert_cmpstr (difference->old, ==, "Dudek");
  g_assert_cmpstr (difference->new, ==, "Lis");
  g_assert_cmpuint (item (job, RAPPORT_IMPORT_CHANGED, 0)->differences->len, ==, 5);
  write_down (&office, job);
  g_assert_cmpuint (job->result.changed, ==, 1);
  check (&office, job);
  assert_counts (job, 0, 0, 2, 0, 0);
  text = export_all (&office);
  g_assert_nonnull (strstr (text, "Lis"));
  g_assert_null (strstr (text, "law:2"));
  g_assert_nonnull (strstr (text, "Jean,Petit"));
}

static void
test_changes_not_wanted_stay_out (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;

  office_open (&office);
  import_text (&office, TWO);
  job = open_text (&office, "Number,Issuer,First Name,Email\nM1,IEEE,Eva,ewa@example.org\n");
  check (&office, job);
  assert_counts (job, 0, 1, 0, 0, 0);
  rapport_import_rows_set (job->keep, 2, TRUE);
  g_assert_cmpuint (rapport_import_job_will_write (job), ==, 0);
  write_down (&office, job);
  g_assert_cmpuint (job->result.kept, ==, 1);
  check (&office, job);
  assert_counts (job, 0, 1, 0, 0, 0);
}

/* Imports one person with @first, lets somebody edit the field by hand, and checks the second file. */
static RapportImportJob *
three_ways (Office     *office,
            const char *column,
            const char *first,
            const char *field,
            const char *here,
            const char *second)
{
  g_autofree char *one = g_strdup_printf ("Given name,Family name,Email,City,%s\nEwa,Dudek,ewa@example.org,Lodz,%s\n", column, first);
  g_autofree char *two = g_strdup_printf ("Given name,Family name,Email,City,%s\nEwa,Dudek,ewa@example.org,Lodz,%s\n", column, second);
  g_autoptr (RapportImportJob) job = open_text (office, one);
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  g_autoptr (GError) error = NULL;
  RapportImportJob *again;
  gint64 member;

  check (office, job);
  write_down (office, job);
  check (office, job);
  member = item (job, RAPPORT_IMPORT_SAME, 0)->member;
  g_array_append_val (edit->members, member);
  rapport_members_edit_add_text (edit, "phone", "1");
  if (here != NULL && strcmp (field, "area") == 0)
    rapport_members_edit_add (edit, here, g_variant_new_int64 (1));
  else if (here != NULL)
    rapport_members_edit_add_text (edit, field, here);
  rapport_store_write (office->store, rapport_members_set_command, edit, NULL, &error);
  g_assert_no_error (error);
  again = open_text (office, two);
  check (office, again);
  return again;
}

/* What was imported, what stands here now, what the file says now. */
static void
test_three_way (void)
{
  static const struct {
    const char *column, *first, *field, *here, *second;
    guint changed, same, contested;
  } cases[] = {
    { "Job title", "engineer", "job_title", NULL, "engineer", 0, 1, 0 },
    { "Job title", "engineer", "job_title", NULL, "chief", 1, 0, 0 },
    { "Job title", "engineer", "job_title", "director", "engineer", 0, 1, 0 },
    { "Job title", "engineer", "job_title", "director", "director", 0, 1, 0 },
    { "Job title", "engineer", "job_title", "director", "chief", 1, 0, 1 },
    { "Job title", "engineer", "job_title", "", "engineer", 0, 1, 0 },
    { "Job title", "engineer", "job_title", "", "chief", 1, 0, 1 },
    { "Job title", "", "job_title", "director", "chief", 1, 0, 1 },
    { "Job title", "", "job_title", NULL, "chief", 1, 0, 0 },
    { "Areas", "career", "area", NULL, "education", 1, 0, 0 },
    { "Areas", "career", "area", "area/leadership", "career", 0, 1, 0 },
    { "Areas", "career", "area", "area/leadership", "education", 1, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Office) office = { NULL };
      g_autoptr (RapportImportJob) job = NULL;

      g_test_message ("%u", i);
      office_open (&office);
      job = three_ways (&office, cases[i].column, cases[i].first, cases[i].field, cases[i].here, cases[i].second);
      g_assert_cmpuint (job->report->counts[RAPPORT_IMPORT_CHANGED], ==, cases[i].changed);
      g_assert_cmpuint (job->report->counts[RAPPORT_IMPORT_SAME], ==, cases[i].same);
      g_assert_cmpuint (job->report->contested, ==, cases[i].contested);
    }
}

static void
test_edits_by_hand_are_kept_at_first (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) again = NULL;

  office_open (&office);
  again = three_ways (&office, "Job title", "engineer", "job_title", "director", "chief");
  assert_counts (again, 0, 1, 0, 0, 0);
  g_assert_cmpstr (item (again, RAPPORT_IMPORT_CHANGED, 0)->edited, ==, "2026-11-19");
  rapport_import_job_keep_edits (again);
  g_assert_cmpuint (rapport_import_job_will_write (again), ==, 0);
  /* an answer stands when the file is checked once more */
  rapport_import_rows_set (again->keep, 2, FALSE);
  check (&office, again);
  rapport_import_job_keep_edits (again);
  g_assert_cmpuint (rapport_import_job_will_write (again), ==, 1);
}

/* The number that rapportctl lists names nobody where it is not seen: there it may be somebody's member number. */
static void
test_only_a_list_names_by_its_numbers (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) again = NULL;
  g_autoptr (RapportWho) unseen = NULL;
  g_autoptr (RapportWho) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  RapportWhoQuestion question = { NULL };

  office_open (&office);
  again = three_ways (&office, "Job title", "engineer", "job_title", NULL, "engineer");
  number = g_strdup_printf ("%" G_GINT64_FORMAT, item (again, RAPPORT_IMPORT_SAME, 0)->member);
  question.words = number;
  unseen = rapport_store_read (office.store, rapport_who_query, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unseen->ids->len, ==, 0);
  question.listed = TRUE;
  listed = rapport_store_read (office.store, rapport_who_query, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->ids->len, ==, 1);
}

/* I12: what came from a file says so and when, beside the field; what was typed since does not. */
static void
test_i12_a_field_knows_its_source (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) again = NULL;
  g_autoptr (RapportWho) who = NULL;
  g_autoptr (RapportMemberProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  RapportWhoQuestion question = { .words = (char *) "ewa@example.org" };
  RapportMemberProfileAsk ask = { 0 };
  const RapportFieldSource *source;

  office_open (&office);
  again = three_ways (&office, "Job title", "engineer", "job_title", "director", "engineer");
  who = rapport_store_read (office.store, rapport_who_query, &question, NULL, &error);
  g_assert_no_error (error);
  ask.member = rapport_who_found (who, question.words, &error);
  g_assert_no_error (error);
  profile = rapport_store_read (office.store, rapport_member_profile_query, &ask, NULL, &error);
  g_assert_no_error (error);
  source = g_hash_table_lookup (profile->sources, "given_name");
  g_assert_nonnull (source);
  g_assert_true (g_str_has_prefix (source->words, "imported 19 Nov"));
  source = g_hash_table_lookup (profile->sources, "job_title");
  g_assert_true (source == NULL || source->words == NULL);
}

/* Who keeps their own keeps what was changed on both sides, not what only the file has changed. */
static void
test_keeping_mine_takes_the_rest (void)
{
  static const char news[] = "Given name,Family name,Email,City,Job title\nEwa,Dudek,ewa@example.org,Gdynia,chief\n";
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) first = NULL;
  g_autoptr (RapportImportJob) job = NULL;
  g_autofree char *text = NULL;

  office_open (&office);
  first = three_ways (&office, "Job title", "engineer", "job_title", "director", "engineer");
  job = open_text (&office, news);
  check (&office, job);
  rapport_import_job_keep_edits (job);
  g_assert_cmpuint (rapport_import_job_will_write (job), ==, 1);
  write_down (&office, job);
  text = export_all (&office);
  g_assert_nonnull (strstr (text, "Gdynia"));
  g_assert_nonnull (strstr (text, "director"));
  g_assert_null (strstr (text, "chief"));
}

/* The tables of one export go together, whichever of them is chosen (B19). */
static void
test_b19_linkedin (void)
{
  static const char *const files[][2] = {
    { "Profile.csv", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location\n"
                     "Ewa,Dudek,,,,Risk engineer,\"I build, and I teach.\",Law,,Gdynia\n" },
    { "Positions.csv", "Company Name,Title,Description,Location,Started On,Finished On\n"
                       "Old Ltd,Clerk,,,Jan 2010,May 2014\nAcme,\"Engineer, senior\",,,Jun 2014,\n" },
    { "Education.csv", "School Name,Start Date,End Date,Notes,Degree Name,Activities\nPolitechnika,2001,2006,,MSc,\n" },
    { "Skills.csv", "Name\nRisk Management\nNegotiation\n" },
    { "Email Addresses.csv", "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,\newa@example.org,Yes,Yes,\n" },
  };
  static const char *const said[] = { "Ewa", "Dudek", "ewa@example.org", "Engineer, senior", "Acme", "Gdynia", "Negotiation",
                                      "MSc", "Politechnika", "Risk engineer", "I build, and I teach." };
  g_auto (Office) office = { NULL };
  g_autofree char *folder = rapport_test_folder ();
  g_autoptr (RapportImportJob) job = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (folder, "Skills.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RapportImportSource *source;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *one = g_build_filename (folder, files[i][0], NULL);

      g_assert_true (g_file_set_contents (one, files[i][1], -1, NULL));
    }
  office_open (&office);
  source = rapport_import_source_new_file (file, &error);
  g_assert_no_error (error);
  job = open_source (&office, source);
  check (&office, job);
  assert_counts (job, 1, 0, 0, 0, 0);
  write_down (&office, job);
  text = export_all (&office);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("%s", said[i]);
      g_assert_nonnull (strstr (text, said[i]));
    }
  g_assert_null (strstr (text, "old@example.org"));
}

static gboolean
erase_command (RapportTransaction  *tx,
               gpointer             data,
               GError             **error)
{
  RapportErase erase = { .members = data, .n_members = 1 };

  rapport_transaction_set_operation (tx, "erase-member", NULL);
  return rapport_erase_members_command (tx, &erase, error);
}

static void
test_erased_are_reported_not_revived (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  g_autoptr (RapportImportJob) again = NULL;
  g_autofree char *text = NULL;
  gint64 member;

  office_open (&office);
  import_text (&office, TWO);
  job = open_text (&office, TWO);
  check (&office, job);
  member = item (job, RAPPORT_IMPORT_SAME, 0)->member;
  g_assert_true (rapport_store_write (office.store, erase_command, &member, NULL, NULL));
  again = open_text (&office, TWO);
  check (&office, again);
  g_assert_cmpuint (again->report->counts[RAPPORT_IMPORT_REJECTED], ==, 1);
  g_assert_cmpuint (again->report->counts[RAPPORT_IMPORT_NEW], ==, 0);
  g_assert_nonnull (strstr (item (again, RAPPORT_IMPORT_REJECTED, 0)->reason, "erased"));
  write_down (&office, again);
  text = export_all (&office);
  g_assert_null (strstr (text, "ewa@example.org"));
}

static void
test_rejected_with_row_column_and_reason (void)
{
  static const char text[] =
    "First name;Last name;E-mail;Joined;Country;Time zone;Skills;Capacity;Role\n"
    "Ewa;Dudek;ewa.example.org;;;;;;\n"
    ";;x@example.org;;;;;;\n"
    "Ana;Prado;a@example.org;31.02.2022;;;;;\n"
    "Bo;Li;b@example.org;1.3.2022;Atlantis;;;;\n"
    "Cy;Li;c@example.org;;;Europe/Atlantis;;;\n"
    "Di;Li;d@example.org;;;;risk:9;;\n"
    "Ed;Li;e@example.org;;;;;many;mentor\n"
    "Fy;Li;f@example.org;;;;;99;mentor\n"
    "Gi;Li;g@example.org;;;;;;boss\n"
    "Hu;Li;h@example.org;1.4.2022;France;UTC;risk:3;2;mentor\n"
    "Iv;Li;H@example.org;;;;;;mentee\n"
    "Jo;Li;j@example.org;;;;;;mentee;more\n";
  static const struct { gint64 row; int column; const char *reason; const char *value; } expected[] = {
    { 2, 2, "E-mail has no “@”", "ewa.example.org" },
    { 3, 0, "Given name and family name are both empty", "" },
    { 4, 3, "Member since: the calendar has no such day", "31.02.2022" },
    { 5, 4, "Country: “Atlantis” is not known", "Atlantis" },
    { 6, 5, "Time zone: “Europe/Atlantis” is not known", "Europe/Atlantis" },
    { 7, 6, "Skills: the level of “risk:9” is not from 1 to 7", "risk:9" },
    { 8, 7, "Capacity: “many” is no number", "many" },
    { 9, 7, "Capacity: the rules of the programme allow at most 8", "99" },
    { 10, 8, "Role: “boss” is no role of the programme", "boss" },
    { 12, 2, "The same e-mail as row 11", "H@example.org" },
    { 13, -1, "The row has more cells than there are headings", "" },
  };
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL, *saved = NULL;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  job = open_text (&office, text);
  check (&office, job);
  assert_counts (job, 1, 0, 0, 0, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const RapportImportItem *rejected = item (job, RAPPORT_IMPORT_REJECTED, i);

      g_assert_cmpint (rejected->row, ==, expected[i].row);
      g_assert_cmpint (rejected->column, ==, expected[i].column);
      g_assert_cmpstr (rejected->reason, ==, expected[i].reason);
      g_assert_cmpstr (rejected->value, ==, expected[i].value);
    }
  /* the valid ones go in alone, and the others can be saved, put right and imported */
  write_down (&office, job);
  g_assert_cmpuint (job->result.added, ==, 1);
  g_assert_cmpuint (job->result.rejected, ==, G_N_ELEMENTS (expected));
  path = g_build_filename (office.folder, "rejected.csv", NULL);
  file = g_file_new_for_path (path);
  g_assert_cmpuint (rapport_import_save_rejected (job, file, NULL, &error), ==, G_N_ELEMENTS (expected));
  g_assert_no_error (error);
  g_file_get_contents (path, &saved, NULL, NULL);
  g_assert_true (g_str_has_prefix (saved, "First name,Last name,E-mail,Joined,Country,Time zone,Skills,Capacity,Role,Row,Reason\r\n"
                                          "Ewa,Dudek,ewa.example.org,,,,,,,2,E-mail has no “@”\r\n"));
}

static void
test_corrected_rows_go_in (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  g_autofree char *text = NULL;

  office_open (&office);
  job = open_text (&office, "First name,Last name,Email\nEwa,Dudek,ewa.example.org\nJo,Li,jo@example.org\n");
  check (&office, job);
  assert_counts (job, 1, 0, 0, 0, 1);
  rapport_import_correct (job->corrections, 2, 2, "ewa@example.org");
  check (&office, job);
  assert_counts (job, 2, 0, 0, 0, 0);
  write_down (&office, job);
  text = export_all (&office);
  g_assert_nonnull (strstr (text, "ewa@example.org"));
}

static void
test_likely_doubles_wait_for_a_word (void)
{
  static const char text[] = "Given name,Family name,Email\nEwa,Dudek-Lis,ewa@example.org\nJean,Petit,other@example.org\n";
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL, again = NULL;

  office_open (&office);
  import_text (&office, TWO);
  job = open_text (&office, text);
  check (&office, job);
  assert_counts (job, 0, 0, 0, 2, 0);
  g_assert_cmpstr (item (job, RAPPORT_IMPORT_DOUBLE, 0)->other_name, ==, "Ewa Dudek");
  rapport_import_rows_set (job->same, 2, TRUE);
  write_down (&office, job);
  g_assert_cmpuint (job->result.changed, ==, 1);
  g_assert_cmpuint (job->result.added, ==, 1);
  g_assert_cmpuint (job->result.doubles, ==, 1);
  /* once answered, the question is not asked again */
  again = open_text (&office, text);
  check (&office, again);
  assert_counts (again, 0, 0, 2, 0, 0);
}

static void
test_columns_become_fields_of_the_programme (void)
{
  static const char text[] = "Given name,Family name,Email,Profession,Identity to match\n"
                             "Ewa,Dudek,ewa@example.org,Policy,Bisexual\nJean,Petit,jean@example.org,,\n";
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL, again = NULL;
  g_autofree char *exported = NULL;

  office_open (&office);
  job = open_text (&office, text);
  g_assert_null (rapport_import_mapping_column (job->mapping, 3)->target);
  g_assert_false (rapport_import_mapping_column (job->mapping, 3)->custom);
  g_assert_true (rapport_import_mapping_column (job->mapping, 4)->sensitive);
  rapport_import_mapping_set_custom (job->mapping, 3, FALSE);
  rapport_import_mapping_set_custom (job->mapping, 4, TRUE);
  check (&office, job);
  write_down (&office, job);
  exported = export_all (&office);
  g_assert_nonnull (strstr (exported, ",Field: Profession,Sensitive field: Identity to match\r\n")
                    ?: strstr (exported, ",Sensitive field: Identity to match,Field: Profession\r\n"));
  g_assert_nonnull (strstr (exported, "Policy"));
  /* the field is known by its heading now, and nothing is new */
  again = open_text (&office, text);
  g_assert_true (rapport_import_mapping_column (again->mapping, 3)->custom);
  g_assert_true (rapport_import_mapping_column (again->mapping, 4)->sensitive);
  check (&office, again);
  assert_counts (again, 0, 0, 2, 0, 0);
}

static void
test_roles_for_the_whole_file (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  g_autofree char *exported = NULL;

  office_open (&office);
  job = open_text (&office, "First name,Last name,Email,Both mentor and mentee\nA,B,a@example.org,no\nC,D,c@example.org,yes\n");
  job->mapping->mentor = TRUE;
  job->mapping->capacity = 4;
  check (&office, job);
  write_down (&office, job);
  exported = export_all (&office);
  g_assert_nonnull (strstr (exported, ",mentor,4"));
  g_assert_nonnull (strstr (exported, ",both,4"));
}

static void
test_one_undo_takes_it_all_back (void)
{
  g_auto (Office) office = { NULL };
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  RapportUndoResult *result = g_new0 (RapportUndoResult, 1);

  office_open (&office);
  import_text (&office, TWO);
  before = export_all (&office);
  rapport_store_write (office.store, rapport_undo_command, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->title, ==, "import-members");
  g_clear_pointer (&result, rapport_undo_result_free);
  after = export_all (&office);
  g_assert_null (strstr (after, "Dudek"));
  /* and the same file can be imported again */
  import_text (&office, TWO);
  g_free (g_steal_pointer (&after));
  after = export_all (&office);
  g_assert_cmpstr (after, ==, before);
}

static gboolean
cancel_soon (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled_nothing_stays (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  g_autofree char *path = rapport_test_population (600, "mix");
  g_autofree char *text = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  office_open (&office);
  job = open_path (&office, path);
  check (&office, job);
  cancel_soon (cancellable);
  g_assert_false (rapport_store_write (office.store, rapport_import_write_command, job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  text = export_all (&office);
  g_assert_null (strstr (text, "M0000001"));
}

static void
test_a_file_that_changed_is_not_written (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  office_open (&office);
  path = g_build_filename (office.folder, "list.csv", NULL);
  g_file_set_contents (path, TWO, -1, NULL);
  job = open_path (&office, path);
  check (&office, job);
  g_file_set_contents (path, TWO "IEEE,M3,Other,Person,o@example.org,,,,\n", -1, NULL);
  g_assert_false (rapport_store_write (office.store, rapport_import_write_command, job, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

static void
test_what_others_wrote_meanwhile_is_seen (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL;

  office_open (&office);
  job = open_text (&office, TWO);
  check (&office, job);
  import_text (&office, TWO);
  write_down (&office, job);
  g_assert_cmpuint (job->result.added, ==, 0);
  g_assert_cmpuint (job->result.same, ==, 2);
}

static void
test_formulas_stay_text (void)
{
  g_auto (Office) office = { NULL };
  g_autofree char *text = NULL;

  office_open (&office);
  import_text (&office, "Given name,Family name,Email,Phone\n\"=HYPERLINK(\"\"x\"\")\",Dudek,e@example.org,+44 20 7946\n");
  text = export_all (&office);
  g_assert_nonnull (strstr (text, "\"'=HYPERLINK(\"\"x\"\")\""));
  g_assert_nonnull (strstr (text, "'+44 20 7946"));
}

static void
test_a_membership_comes_back_to_the_byte (void)
{
  g_auto (Office) one = { NULL }, other = { NULL };
  g_autofree char *path = rapport_test_population (1000, "mix");
  g_autofree char *exported = NULL, *again = NULL, *file = NULL;
  g_autoptr (RapportImportJob) first = NULL, same = NULL, copy = NULL;

  if (path == NULL)
    return;
  office_open (&one);
  office_open (&other);
  first = open_path (&one, path);
  check (&one, first);
  assert_counts (first, 1000, 0, 0, 0, 0);
  write_down (&one, first);
  check (&one, first);
  assert_counts (first, 0, 0, 1000, 0, 0);
  exported = export_all (&one);
  file = g_build_filename (one.folder, "again.csv", NULL);
  g_file_set_contents (file, exported, -1, NULL);
  same = open_path (&one, file);
  check (&one, same);
  assert_counts (same, 0, 0, 1000, 0, 0);
  copy = open_path (&other, file);
  check (&other, copy);
  assert_counts (copy, 1000, 0, 0, 0, 0);
  write_down (&other, copy);
  again = export_all (&other);
  g_assert_cmpstr (again, ==, exported);
}

static void
test_the_mapping_is_remembered (void)
{
  g_auto (Office) office = { NULL };
  g_autoptr (RapportImportJob) job = NULL, again = NULL;
  g_autofree char *path = NULL, *memory = NULL;
  g_autoptr (GPtrArray) recent = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  office_open (&office);
  path = g_build_filename (office.folder, "list.csv", NULL);
  g_file_set_contents (path, "Given name,Family name,Remarks,Since\nEwa,Dudek,x,3/4/2020\n", -1, NULL);
  job = open_path (&office, path);
  g_assert_true (rapport_import_mapping_column (job->mapping, 3)->date_ambiguous);
  rapport_import_mapping_set_custom (job->mapping, 2, TRUE);
  rapport_import_mapping_column (job->mapping, 3)->date_order = RAPPORT_DATE_ORDER_MDY;
  job->mapping->mentor = TRUE;
  g_assert_true (rapport_import_memory_keep (job->mapping, job->source, 1795089600, &error));
  g_assert_no_error (error);
  memory = g_build_filename (g_get_user_data_dir (), "rapport", "imports.json", NULL);
  g_assert_cmpint (g_stat (memory, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  again = open_path (&office, path);
  g_assert_true (rapport_import_mapping_column (again->mapping, 2)->custom);
  g_assert_true (rapport_import_mapping_column (again->mapping, 2)->sensitive);
  g_assert_cmpint (rapport_import_mapping_column (again->mapping, 3)->date_order, ==, RAPPORT_DATE_ORDER_MDY);
  g_assert_true (again->mapping->mentor);
  g_assert_cmpint (again->mapping->remembered, ==, 1795089600);
  recent = rapport_import_memory_recent ();
  g_assert_cmpuint (recent->len, ==, 1);
  g_assert_cmpstr (((RapportImportRecent *) recent->pdata[0])->name, ==, "list.csv");
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/import/new-then-the-same", test_new_then_the_same);
  g_test_add_func ("/import/changes-are-shown-and-written", test_changes_are_shown_and_written);
  g_test_add_func ("/import/changes-not-wanted-stay-out", test_changes_not_wanted_stay_out);
  g_test_add_func ("/import/edits-by-hand-are-kept-at-first", test_edits_by_hand_are_kept_at_first);
  g_test_add_func ("/import/rejected-with-row-column-and-reason", test_rejected_with_row_column_and_reason);
  g_test_add_func ("/import/corrected-rows-go-in", test_corrected_rows_go_in);
  g_test_add_func ("/import/likely-doubles-wait-for-a-word", test_likely_doubles_wait_for_a_word);
  g_test_add_func ("/import/columns-become-fields-of-the-programme", test_columns_become_fields_of_the_programme);
  g_test_add_func ("/import/roles-for-the-whole-file", test_roles_for_the_whole_file);
  g_test_add_func ("/import/one-undo-takes-it-all-back", test_one_undo_takes_it_all_back);
  g_test_add_func ("/import/cancelled-nothing-stays", test_cancelled_nothing_stays);
  g_test_add_func ("/import/a-file-that-changed-is-not-written", test_a_file_that_changed_is_not_written);
  g_test_add_func ("/import/what-others-wrote-meanwhile-is-seen", test_what_others_wrote_meanwhile_is_seen);
  g_test_add_func ("/import/formulas-stay-text", test_formulas_stay_text);
  g_test_add_func ("/import/a-membership-comes-back-to-the-byte", test_a_membership_comes_back_to_the_byte);
  g_test_add_func ("/import/the-mapping-is-remembered", test_the_mapping_is_remembered);
  g_test_add_func ("/import/three-ways", test_three_way);
  g_test_add_func ("/import/only-a-list-names-by-its-numbers", test_only_a_list_names_by_its_numbers);
  g_test_add_func ("/import/i12-a-field-knows-its-source", test_i12_a_field_knows_its_source);
  g_test_add_func ("/import/keeping-mine-takes-the-rest", test_keeping_mine_takes_the_rest);
  g_test_add_func ("/import/the-erased-are-reported-not-revived", test_erased_are_reported_not_revived);
  g_test_add_func ("/import/b19-linkedin-files-go-together", test_b19_linkedin);
  return g_test_run ();
}
