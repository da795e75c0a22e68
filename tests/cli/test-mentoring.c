/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <glib/gstdio.h>
#include <string.h>

/* What rapportctl does with requests, partnerships, meetings and their letters, and from one copy to another. */

#define DONE(...) g_assert_cmpint (run (database, __VA_ARGS__, NULL), ==, RAPPORT_CLI_DONE)
#define REFUSED(...) g_assert_cmpint (run (database, __VA_ARGS__, NULL), ==, RAPPORT_CLI_REFUSED)
#define WRONG(...) g_assert_cmpint (run (database, __VA_ARGS__, NULL), ==, RAPPORT_CLI_USAGE)

static char *
text_of (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
send_request (const char *database)
{
  DONE ("--json", "request", "send", "marta", "sofia", "--area", "career", "--months", "6");
  return text_of (printed_number ("request"));
}

static char *
database_with_two (void)
{
  g_autofree char *database = new_database ();

  DONE ("member", "add", "given_name=Marta", "email=marta@example.org", "time_zone=Europe/Zagreb");
  DONE ("member", "add", "given_name=Sofia", "email=sofia@example.org", "time_zone=Europe/Stockholm");
  DONE ("enrol", "marta", "--role", "mentee");
  DONE ("enrol", "sofia", "--role", "mentor", "--capacity", "2");
  return g_steal_pointer (&database);
}

static char *
begin_partnership (const char *database)
{
  g_autofree char *request = send_request (database);

  DONE ("--json", "request", "accept", request, "--starts", "2020-01-01", "--months", "12");
  return text_of (printed_number ("partnership"));
}

/* How many letters of a kind are there. */
static guint
letters (const char *database,
         const char *kind)
{
  g_autofree char *named = g_strconcat ("\"kind\" : \"", kind, "\"", NULL);
  g_auto (GStrv) parts = NULL;

  DONE ("--json", "outbox", "list");
  parts = g_strsplit (printed->str, named, -1);
  return g_strv_length (parts) - 1;
}

static void
test_a_request_is_saved_reminded_of_and_withdrawn (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *request = send_request (database);

  DONE ("request", "save", request);
  DONE ("request", "remind", request);
  DONE ("--json", "request", "show", request);
  g_assert_nonnull (strstr (printed->str, "\"saved\""));
  g_assert_nonnull (strstr (printed->str, "\"reminded\""));
  WRONG ("request", "save", request, "--months", "3");
  WRONG ("request", "withdraw", request, "--reason", "no-time");
  DONE ("request", "withdraw", request);
  REFUSED ("request", "accept", request);
  g_assert_cmpuint (letters (database, "withdrawal"), ==, 1);
  WRONG ("request", "withdraw", "soon");
  g_assert_cmpint (run (database, "request", "withdraw", "999999", NULL), ==, RAPPORT_CLI_NOT_FOUND);
}

static void
test_a_request_is_declined_for_a_reason_of_the_list (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *request = send_request (database);

  REFUSED ("request", "decline", request, "--reason", "boredom");
  g_assert_nonnull (strstr (complained->str, "no-time"));
  DONE ("request", "decline", request, "--reason", "no-time", "--comment", "Next year, gladly");
  DONE ("request", "show", request);
  g_assert_nonnull (strstr (printed->str, "No time at present"));
  g_assert_nonnull (strstr (printed->str, "Next year, gladly"));
  g_assert_cmpuint (letters (database, "refusal"), ==, 1);
}

static void
test_a_partnership_is_extended_and_ended (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *partnership = begin_partnership (database);

  REFUSED ("partnership", "extend", partnership, "--months", "13");
  DONE ("partnership", "extend", partnership, "--months", "240");
  DONE ("--json", "partnership", "show", partnership);
  g_assert_cmpint (printed_number ("months"), ==, 240);
  REFUSED ("partnership", "end", partnership);
  REFUSED ("partnership", "end", partnership, "--reason", "boredom");
  g_assert_nonnull (strstr (complained->str, "goals-met"));
  REFUSED ("partnership", "end", partnership, "--reason", "goals-met", "--date", "2199-01-01");
  REFUSED ("partnership", "end", partnership, "--reason", "goals-met", "--date", "2019-12-31");
  DONE ("partnership", "end", partnership, "--reason", "goals-met", "--note", "Well done", "--date", "2020-06-30");
  DONE ("partnership", "show", partnership);
  g_assert_nonnull (strstr (printed->str, "2020-06-30"));
  REFUSED ("partnership", "extend", partnership, "--months", "12");
  g_assert_cmpuint (letters (database, "ending"), ==, 2);
}

static void
test_a_meeting_is_changed_signed_corrected_and_deleted (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *partnership = begin_partnership (database);
  g_autofree char *meeting = NULL;
  g_autofree char *corrected = NULL;

  DONE ("--json", "meeting", "log", partnership, "--date", "2020-02-03", "--from", "10:00", "--to", "11:00", "--topics", "First");
  meeting = text_of (printed_number ("meeting"));
  DONE ("meeting", "edit", meeting, "--minutes", "45");
  DONE ("meeting", "sign", meeting, "mentee", "--paper", "--date", "2020-02-04");
  REFUSED ("meeting", "edit", meeting, "--minutes", "50");
  g_assert_nonnull (strstr (complained->str, "Correct it"));
  DONE ("--json", "meeting", "correct", meeting, "--topics", "Second thoughts");
  corrected = text_of (printed_number ("meeting"));
  REFUSED ("meeting", "delete", meeting);
  g_assert_nonnull (strstr (complained->str, "has been corrected"));
  DONE ("--json", "meeting", "list", partnership);
  g_assert_cmpuint (printed_rows (), ==, 2);
  DONE ("meeting", "delete", corrected);
  DONE ("--json", "meeting", "list", partnership);
  g_assert_cmpuint (printed_rows (), ==, 1);
  g_assert_cmpint (printed_in_row (0, "minutes"), ==, 45);
}

/* From the invitation to the file for the calendar and the letter as a file, without an account. */
static void
test_letters_are_edited_queued_held_written_and_discarded (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *partnership = begin_partnership (database);
  g_autofree char *body = g_build_filename (folder, "body.txt", NULL);
  g_autofree char *ics = g_build_filename (folder, "meeting.ics", NULL);
  g_autofree char *eml = g_build_filename (folder, "letter.eml", NULL);
  g_autofree char *letter = NULL;
  g_autofree char *event = NULL;
  g_autofree char *message = NULL;

  DONE ("partnership", "extend", partnership, "--months", "120");
  DONE ("--json", "meeting", "invite", partnership, "--date", "2026-12-04", "--from", "15:00", "--minutes", "45", "--zone",
        "Europe/Zagreb", "--place", "Room 4");
  g_assert_cmpint (printed_number ("drafted"), ==, 2);
  DONE ("--json", "outbox", "list", "--state", "draft");
  letter = text_of (printed_in_row (0, "number"));
  DONE ("outbox", "ics", letter, ics);
  g_assert_true (g_file_get_contents (ics, &event, NULL, NULL));
  g_assert_nonnull (strstr (event, "BEGIN:VEVENT"));
  g_assert_nonnull (strstr (event, "Room 4"));

  g_assert_true (g_file_set_contents (body, "Dear both,\n\nsee you there.\n", -1, NULL));
  DONE ("outbox", "edit", letter, "--subject", "We meet", "--body", body);
  DONE ("outbox", "show", letter);
  g_assert_nonnull (strstr (printed->str, "We meet"));
  g_assert_nonnull (strstr (printed->str, "see you there."));
  DONE ("outbox", "eml", letter, eml);
  g_assert_true (g_file_get_contents (eml, &message, NULL, NULL));
  g_assert_nonnull (strstr (message, "Subject: We meet"));
  g_assert_nonnull (strstr (message, "X-Unsent: 1"));

  DONE ("outbox", "queue", letter);
  REFUSED ("outbox", "edit", letter, "--subject", "Too late");
  DONE ("outbox", "hold", letter);
  DONE ("outbox", "edit", letter, "--subject", "In time");
  DONE ("outbox", "sent", letter);
  REFUSED ("outbox", "discard", letter);
  REFUSED ("outbox", "queue", letter);
  DONE ("--json", "outbox", "list", "--state", "draft");
  g_free (letter);
  letter = text_of (printed_in_row (0, "number"));
  DONE ("outbox", "discard", letter);
  g_assert_cmpuint (letters (database, "invitation"), ==, 1);
}

/* One copy tells what it has; the other writes what that lacks. */
static void
test_changes_go_from_one_copy_to_another (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *other = g_build_filename (folder, "other.db", NULL);
  g_autofree char *file = g_build_filename (folder, "changes.jsonl", NULL);
  g_autofree char *lines = NULL;
  g_autofree char *vector = NULL;

  DONE ("changes", "export", file);
  g_assert_cmpint (run (other, "changes", "import", file, "--preview", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (other, "--json", "members", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpuint (printed_rows (), ==, 0);
  g_assert_cmpint (run (other, "changes", "import", file, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (other, "--json", "members", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpuint (printed_rows (), ==, 2);
  g_assert_cmpint (run (other, "changes", "vector", NULL), ==, RAPPORT_CLI_DONE);
  vector = g_strstrip (g_strdup (printed->str));

  DONE ("member", "set", "marta", "city=Zagreb");
  DONE ("changes", "export", file, "--since", vector);
  g_assert_true (g_file_get_contents (file, &lines, NULL, NULL));
  g_assert_nonnull (strstr (lines, "Zagreb"));
  g_assert_null (strstr (lines, "sofia@example.org"));
  g_assert_cmpint (run (other, "changes", "import", file, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (other, "member", "show", "marta", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Zagreb"));
  g_assert_cmpint (run (other, "verify", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "changes", "export", file, "--since", "much", NULL), !=, RAPPORT_CLI_DONE);
  g_assert_true (strlen (complained->str) > 20);
}

static void
test_backups_are_looked_through (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *path = NULL;

  DONE ("backup", "now");
  DONE ("backup", "verify");
  DONE ("--json", "backup", "list");
  g_assert_cmpuint (printed_rows (), ==, 1);
  path = g_strconcat (database, "-no-backup", NULL);
  g_assert_true (g_file_set_contents (path, "this is not a backup, whatever it is", -1, NULL));
  g_assert_cmpint (run (database, "backup", "verify", path, NULL), !=, RAPPORT_CLI_DONE);
  g_assert_true (strlen (complained->str) > 20);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_setenv ("RAPPORT_NOW", "2026-11-19T12:00:00Z", TRUE);
  g_test_add_func ("/mentoring/a-request-is-saved-reminded-of-and-withdrawn", test_a_request_is_saved_reminded_of_and_withdrawn);
  g_test_add_func ("/mentoring/a-request-is-declined-for-a-reason-of-the-list", test_a_request_is_declined_for_a_reason_of_the_list);
  g_test_add_func ("/mentoring/i09-a-partnership-is-extended-and-ended", test_a_partnership_is_extended_and_ended);
  g_test_add_func ("/mentoring/a-meeting-is-changed-signed-corrected-and-deleted", test_a_meeting_is_changed_signed_corrected_and_deleted);
  g_test_add_func ("/mentoring/letters-are-edited-queued-held-written-and-discarded",
                   test_letters_are_edited_queued_held_written_and_discarded);
  g_test_add_func ("/mentoring/changes-go-from-one-copy-to-another", test_changes_go_from_one_copy_to_another);
  g_test_add_func ("/mentoring/backups-are-looked-through", test_backups_are_looked_through);
  return g_test_run ();
}
