/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sender.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "services/changes.h"
#include "services/invitations.h"
#include "services/office.h"
#include "services/outbox.h"
#include "services/partnerships.h"
#include "store/history.h"
#include "store/programmes.h"
#include "store/requests.h"
#include "support/mail-server.h"
#include "support/support.h"

#define PASSWORD "gr\xc3\xbc\xc3\x9f-7731"

static RapportMailAccount *
account_at (const RapportTestServer *server)
{
  RapportMailAccount *account = rapport_mail_account_new ();

  account->server.host = g_strdup ("localhost");
  account->server.port = server->port;
  account->server.user = g_strdup (RAPPORT_TEST_USER);
  account->server.ca_file = g_strdup (server->ca_file);
  account->server.patience = 2;
  account->from_name = g_strdup ("Programme office");
  account->from_address = g_strdup ("office@example.org");
  return account;
}

static RapportSenderResult
run (Office                  *office,
     const RapportTestServer *server,
     int                      expected)
{
  g_autoptr (RapportMailAccount) account = account_at (server);
  RapportSenderResult result = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done = rapport_sender_run (office->store, account, PASSWORD, NULL, NULL, &result, NULL, &error);

  if (error != NULL)
    g_test_message ("%s", error->message);
  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, RAPPORT_SMTP_ERROR, expected);
  g_assert_true (done == (expected < 0));
  rapport_sender_result_clear (&result);
  return result;
}

static RapportLetterRow *
only_letter (Office *office)
{
  g_autoptr (GPtrArray) rows = office_letters (office);

  g_assert_cmpuint (rows->len, ==, 1);
  return g_ptr_array_steal_index (rows, 0);
}

static void
test_queued_letters_go_out_once (Office        *office,
                                 gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autofree char *there = NULL;
  RapportSenderResult result;

  office_grow (office, 5);
  result = run (office, server, -1);
  g_assert_cmpuint (result.sent, ==, 0);
  office_queue_all (office);
  result = run (office, server, -1);
  g_assert_cmpuint (result.sent, ==, 5);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_SENT), ==, 5);
  result = run (office, server, -1);
  g_assert_cmpuint (result.sent, ==, 0);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 5);
  there = rapport_test_server_file (server, "letter-0.json");
  g_assert_nonnull (strstr (there, "asks for your guidance"));
}

static void
test_undo_does_not_unsend (Office        *office,
                           gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportLetterRow) row = NULL;
  RapportUndoResult undone = { NULL };

  office_ask (office, 0);
  office_queue_all (office);
  run (office, server, -1);
  /* Undo passes over queueing and sending, and takes the request back without its letter. */
  office_write (office, rapport_undo_command, &undone);
  g_assert_cmpstr (undone.title, ==, "send-request");
  g_assert_cmpuint (undone.left_alone, ==, 1);
  row = only_letter (office);
  g_assert_cmpint (row->state.stage, ==, RAPPORT_LETTER_SENT);
  g_assert_cmpstr (row->state.sent_to, ==, "sofia@example.org");
  g_free (undone.title);
  g_strfreev (undone.args);
}

static void
test_refused_letter_is_put_right_and_sent (Office        *office,
                                           gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("refuse-reader", PASSWORD);
  g_autoptr (RapportOutboxEdit) edit = g_new0 (RapportOutboxEdit, 1);
  RapportSenderResult result;

  office_ask (office, 0);
  office_queue_all (office);
  result = run (office, server, -1);
  g_assert_cmpuint (result.failed, ==, 1);
  {
    g_autoptr (RapportLetterRow) row = only_letter (office);
    g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (row->no);

    g_assert_cmpint (row->state.stage, ==, RAPPORT_LETTER_FAILED);
    g_assert_nonnull (strstr (row->state.words, "550 5.1.1 <b>No such user</b> here"));
    edit->letter = row->no;
    edit->address = g_strdup ("other@example.org");
    office_write (office, rapport_outbox_edit_command, edit);
    office_write (office, rapport_outbox_queue_command, letters);
  }
  result = run (office, server, -1);
  g_assert_cmpuint (result.sent, ==, 1);
}

static void
test_busy_server_is_tried_again_later_and_not_for_ever (Office        *office,
                                                        gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("busy", PASSWORD);
  gint64 now = OFFICE_NOW;
  guint runs = 0;

  office_ask (office, 0);
  office_queue_all (office);
  while (office_count (office, RAPPORT_LETTER_QUEUED) == 1 && runs < 50)
    {
      g_autoptr (RapportLetterRow) row = only_letter (office);
      RapportSenderResult result;

      now = MAX (now, row->state.next_try);
      rapport_clock_move_to (office->clock, now - 1);
      if (runs > 0)
        {
          result = run (office, server, -1);
          g_assert_cmpuint (result.later + result.failed, ==, 0);
        }
      rapport_clock_move_to (office->clock, now);
      result = run (office, server, -1);
      g_assert_cmpuint (result.later + result.failed, ==, 1);
      runs++;
    }
  g_assert_cmpuint (runs, >, 3);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_FAILED), ==, 1);
}

static void
test_wrong_account_leaves_letters_queued (Office        *office,
                                          gconstpointer  data)
{
  static const struct { const char *way; int code; } cases[] = {
    { "login", RAPPORT_SMTP_ERROR_LOGIN }, { "plain", RAPPORT_SMTP_ERROR_UNSAFE },
    { "wrong-name", RAPPORT_SMTP_ERROR_UNSAFE }, { "oauth", RAPPORT_SMTP_ERROR_OAUTH },
  };

  office_ask (office, 0);
  office_queue_all (office);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportTestServer) server = rapport_test_server_start (cases[i].way, PASSWORD);

      run (office, server, cases[i].code);
      g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 1);
    }
}

static void
test_lost_acknowledgement_waits_for_a_person (Office        *office,
                                              gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("drop-after", PASSWORD);
  g_autofree char *words = NULL;

  office_ask (office, 0);
  office_queue_all (office);
  run (office, server, -1);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_UNSURE), ==, 1);
  run (office, server, -1);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 1);
  {
    g_autoptr (RapportLetterRow) row = only_letter (office);
    g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (row->no);

    words = office_refuse (office, rapport_outbox_queue_command, letters);
    g_assert_nonnull (strstr (words, "may have been sent"));
    letters->again = TRUE;
    office_write (office, rapport_outbox_queue_command, letters);
  }
}

/* As a killed sender leaves it, or one on the copy of another laptop. */
static gboolean
claim_for_command (RapportTransaction  *transaction,
                   gpointer             data,
                   GError             **error)
{
  const RapportLetterRow *row = data;
  RapportLetterState state = { .stage = RAPPORT_LETTER_SENDING, .at = rapport_transaction_now (transaction),
                               .owner = row->state.owner };

  rapport_transaction_set_operation (transaction, "letter-claimed", NULL);
  rapport_outbox_set_state (transaction, row->no, &state);
  return TRUE;
}

static void
test_claim_without_a_note_may_have_been_sent (Office        *office,
                                              gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportLetterRow) row = NULL;
  RapportSenderResult result;

  office_ask (office, 0);
  office_queue_all (office);
  row = only_letter (office);
  office_write (office, claim_for_command, row);
  result = run (office, server, -1);
  g_assert_cmpuint (result.unsure, ==, 1);
  g_assert_cmpuint (result.sent, ==, 0);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_UNSURE), ==, 1);
}

static void
test_letter_queued_elsewhere_is_not_ours_to_send (Office        *office,
                                                  gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportLetterRow) row = NULL;
  RapportSenderResult result;

  office_ask (office, 0);
  row = only_letter (office);
  g_free (row->state.owner);
  row->state.owner = g_strdup ("another laptop");
  office_write (office, claim_for_command, row);
  result = run (office, server, -1);
  g_assert_cmpuint (result.unsure + result.sent, ==, 0);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_SENDING), ==, 1);
}

/* Everything that @from has done comes to @to. */
static void
give (RapportStore *from,
      RapportStore *to)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "changes", NULL);
  g_autoptr (RapportChangesExport) export = rapport_changes_export_new (path);
  g_autoptr (RapportChangesImport) taken = rapport_changes_import_new (path, FALSE);
  g_autoptr (GError) error = NULL;

  rapport_store_read (from, rapport_changes_export_query, export, NULL, &error);
  g_assert_no_error (error);
  rapport_store_write (to, rapport_changes_import_command, taken, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
uuid_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return rapport_reading_uuid (reading, *(const gint64 *) data);
}

static gpointer
find_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 entity = rapport_reading_find (reading, data);

  return g_memdup2 (&entity, sizeof entity);
}

static guint
office_count_kind (Office     *office,
                   const char *kind)
{
  g_autoptr (GPtrArray) rows = office_letters (office);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += strcmp (((const RapportLetterRow *) g_ptr_array_index (rows, i))->kind, kind) == 0;
  return n;
}

/* The other laptop of the office: what is in @office, under a name of its own. */
static void
other_set_up (Office *other,
              Office *office)
{
  g_autoptr (GPtrArray) programmes = NULL;
  g_autoptr (GError) error = NULL;

  other->path = g_strconcat (office->path, "-other", NULL);
  other->clock = rapport_clock_new_at (OFFICE_NOW + 3600);
  other->store = rapport_store_open (other->path, other->clock, &error);
  g_assert_no_error (error);
  give (office->store, other->store);
  programmes = rapport_store_read (other->store, rapport_programmes_list, NULL, NULL, &error);
  g_assert_cmpuint (programmes->len, ==, 1);
  other->programme = ((const RapportProgramme *) g_ptr_array_index (programmes, 0))->no;
}

/* Both queue it and do not know of each other; one sends; the other, which queued it later, hears of that and does not. */
static void
test_two_laptops_that_merge_send_once (Office        *office,
                                       gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  Office other = { NULL };

  office_ask (office, 0);
  other_set_up (&other, office);
  office_queue_all (office);
  run (office, server, -1);
  office_queue_all (&other);
  g_assert_cmpuint (office_count (&other, RAPPORT_LETTER_QUEUED), ==, 1);
  give (office->store, other.store);
  g_assert_cmpuint (office_count (&other, RAPPORT_LETTER_SENT), ==, 1);
  run (&other, server, -1);
  give (other.store, office->store);
  run (office, server, -1);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_SENT), ==, 1);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 1);
  office_tear_down (&other, NULL);
}

/* What the other laptop has queued is taken over by a word of its own alone. */
static void
test_what_another_laptop_sends_is_not_taken_over_unasked (Office        *office,
                                                          gconstpointer  data)
{
  Office other = { NULL };
  g_autoptr (RapportLetterRow) row = NULL;
  g_autoptr (RapportOutboxLetters) letters = NULL;
  g_autofree char *words = NULL;

  office_ask (office, 0);
  office_queue_all (office);
  other_set_up (&other, office);
  row = only_letter (&other);
  letters = rapport_outbox_letters_new (row->no);
  words = office_refuse (&other, rapport_outbox_queue_command, letters);
  g_assert_cmpstr (words, ==, "This letter waits to be sent by another computer: it could go out twice.");
  letters->again = TRUE;
  office_write (&other, rapport_outbox_queue_command, letters);
  office_tear_down (&other, NULL);
}

/* A laptop dies while it sends, and nobody hears of it again: after a day somebody else may settle what became of the letter. */
static void
test_what_a_lost_laptop_was_sending_is_settled_elsewhere (Office        *office,
                                                          gconstpointer  data)
{
  Office other = { NULL };
  g_autoptr (RapportLetterRow) ours = NULL;
  g_autoptr (RapportLetterRow) before = NULL;
  g_autoptr (RapportLetterRow) after = NULL;
  g_autoptr (RapportLettersQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (RapportOutboxLetters) letters = NULL;
  g_autofree char *words = NULL;
  g_autofree char *later = NULL;

  office_ask (office, 0);
  office_queue_all (office);
  ours = only_letter (office);
  office_write (office, claim_for_command, ours);
  other_set_up (&other, office);
  before = only_letter (&other);
  g_assert_cmpint (before->state.stage, ==, RAPPORT_LETTER_SENDING);
  letters = rapport_outbox_letters_new (before->no);
  letters->again = TRUE;
  words = office_refuse (&other, rapport_outbox_queue_command, letters);
  g_assert_cmpstr (words, ==, "This letter is being sent.");

  rapport_clock_move_to (other.clock, OFFICE_NOW + OFFICE_DAY + 7200);
  after = only_letter (&other);
  g_assert_cmpint (after->state.stage, ==, RAPPORT_LETTER_UNSURE);
  g_assert_cmpstr (after->state.words, ==, "Another computer began to send it and has not been heard of since.");
  g_assert_cmpuint (office_count (&other, RAPPORT_LETTER_UNSURE), ==, 1);
  g_assert_cmpuint (office_count (&other, RAPPORT_LETTER_SENDING), ==, 0);
  query = rapport_letters_query_new (other.programme);
  query->stage = RAPPORT_LETTER_UNSURE;
  rows = rapport_store_read (other.store, rapport_letters_list, query, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  letters->again = FALSE;
  later = office_refuse (&other, rapport_outbox_queue_command, letters);
  g_assert_nonnull (strstr (later, "may have been sent"));
  office_write (&other, rapport_outbox_sent_command, letters);
  g_assert_cmpuint (office_count (&other, RAPPORT_LETTER_SENT), ==, 1);
  /* the laptop itself knows that it is at it */
  rapport_clock_move_to (office->clock, OFFICE_NOW + 2 * OFFICE_DAY);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_SENDING), ==, 1);
  office_tear_down (&other, NULL);
}

/* What time calls for, called for on both: one letter, of which one laptop sends one. */
static void
test_two_laptops_draft_the_same_letter (Office        *office,
                                        gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  Office other = { NULL };

  office_ask (office, 0);
  other_set_up (&other, office);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  rapport_clock_move_to (other.clock, OFFICE_NOW + 8 * OFFICE_DAY + 60);
  office_write (office, rapport_outbox_due_command, &due);
  office_write (&other, rapport_outbox_due_command, &due);
  give (office->store, other.store);
  give (other.store, office->store);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_DRAFT), ==, 2);
  g_assert_cmpuint (office_count (&other, RAPPORT_LETTER_DRAFT), ==, 2);
  office_tear_down (&other, NULL);
}

/* I21 */
static void
test_reminder_notes_itself_and_is_not_sent_after_an_answer (Office        *office,
                                                            gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  RapportOutboxDue due = { TRUE, FALSE, 0 };
  gint64 first = office_ask (office, 0);
  gint64 second = office_ask (office, 1);
  g_autoptr (RapportRequestRow) row = NULL;
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (second);

  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 2);
  office_queue_all (office);
  office_write (office, rapport_request_decline_command, answer);
  run (office, server, -1);
  row = rapport_store_read (office->store, rapport_requests_get, &first, NULL, NULL);
  g_assert_cmpint (row->reminded_at, ==, OFFICE_NOW + 8 * OFFICE_DAY);
  /* the reminder, and the request itself */
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_FAILED), ==, 2);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 2);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* What is on the server: "reader: subject", sorted. */
static char *
letters_there (const RapportTestServer *server)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint n = rapport_test_server_count (server);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("letter-%u.json", i);
      g_autofree char *text = rapport_test_server_file (server, name);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      JsonObject *letter = json_node_get_object (node);

      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", json_array_get_string_element (json_object_get_array_member (letter, "envelope_to"), 0),
                                               json_object_get_string_member (letter, "subject")));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* The newest request of those that are open. */
static gint64
newest_request (Office *office)
{
  RapportRequestsQuery query = { .programme = office->programme, .group = RAPPORT_REQUESTS_OPEN,
                                 .sort = RAPPORT_REQUESTS_NEWEST, .most = 1 };
  g_autoptr (GPtrArray) rows = rapport_store_read (office->store, rapport_requests_list, &query, NULL, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  return ((const RapportRequestRow *) g_ptr_array_index (rows, 0))->no;
}

static void
send_all (Office                  *office,
          const RapportTestServer *server)
{
  office_queue_all (office);
  run (office, server, -1);
}

static void
accept_and_end (Office                  *office,
                const RapportTestServer *server,
                gint64                   request)
{
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
  g_autoptr (RapportPartnershipChange) end = rapport_partnership_change_new (0);
  g_autoptr (RapportRequestRow) row = NULL;

  office_write (office, rapport_request_accept_command, answer);
  send_all (office, server);
  row = rapport_store_read (office->store, rapport_requests_get, &request, NULL, NULL);
  end->partnership = row->partnership;
  end->reason = g_strdup ("goals-met");
  office_write (office, rapport_partnership_end_command, end);
}

/* From what calls for it to the reader: each kind is drafted, stands in the Outbox, is queued, sent, and arrives. */
static void
test_each_kind_goes_the_whole_way (Office        *office,
                                   gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportRequestAnswer) withdrawn = rapport_request_answer_new (office_ask (office, 1));
  g_autoptr (RapportRequestAnswer) declined = NULL;
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  g_autofree char *there = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 request;

  send_all (office, server);
  office_write (office, rapport_request_withdraw_command, withdrawn);
  request = office_ask (office, 0);
  send_all (office, server);
  accept_and_end (office, server, request);
  office_grow (office, 1);
  send_all (office, server);
  declined = rapport_request_answer_new (newest_request (office));
  office_write (office, rapport_request_decline_command, declined);
  rapport_clock_move_to (office->clock, OFFICE_NOW + OFFICE_DAY);
  office_ask (office, 1);
  send_all (office, server);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 9 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  send_all (office, server);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 33 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  send_all (office, server);
  rows = office_letters (office);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_SENT), ==, rows->len);
  there = letters_there (server);
  g_assert_cmpstr (there, ==,
                   "ewa@example.org: Your request to Sofia Lindqvist has expired\n"
                   "marta@example.org: Sofia Lindqvist and you: how to begin\n"
                   "marta@example.org: Your partnership with Sofia Lindqvist has ended\n"
                   "person0@example.org: Your request to Person Number 1\n"
                   "person1@example.org: Person Number 0 asks for your guidance\n"
                   "sofia@example.org: Ewa Dudek asks for your guidance\n"
                   "sofia@example.org: Ewa Dudek asks for your guidance\n"
                   "sofia@example.org: Ewa Dudek has withdrawn the request\n"
                   "sofia@example.org: Ewa Dudek still waits for your answer\n"
                   "sofia@example.org: Marta Kovač and you: how to begin\n"
                   "sofia@example.org: Marta Kovač asks for your guidance\n"
                   "sofia@example.org: Your partnership with Marta Kovač has ended");
}

typedef struct {
  const char *kind;
  RapportCommand command;
  const char *words;
} Turn;

static const Turn turns[] = {
  { "introduction", rapport_request_accept_command, "The answer was taken back." },
  { "refusal", rapport_request_decline_command, "The answer was taken back." },
  { "withdrawal", rapport_request_withdraw_command, "The request is there again." },
};

/* Queued, and then what it tells of is undone: it does not go out. */
static void
test_what_is_not_so_any_more_is_not_sent (Office        *office,
                                          gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  gint64 request = office_ask (office, 0);
  guint n_failed = 0;

  send_all (office, server);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
      g_autoptr (GPtrArray) rows = NULL;
      RapportUndoResult undone = { NULL };

      office_write (office, turns[i].command, answer);
      office_queue_all (office);
      office_write (office, rapport_undo_command, &undone);
      run (office, server, -1);
      g_free (undone.title);
      g_strfreev (undone.args);
      rows = office_letters (office);
      for (guint r = 0; r < rows->len; r++)
        {
          const RapportLetterRow *row = g_ptr_array_index (rows, r);

          if (strcmp (row->kind, turns[i].kind) != 0)
            continue;
          g_assert_cmpint (row->state.stage, ==, RAPPORT_LETTER_FAILED);
          g_assert_cmpstr (row->state.words, ==, turns[i].words);
          n_failed++;
        }
    }
  g_assert_cmpuint (n_failed, ==, 4);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 1);
}

static gint64
partners (Office *office)
{
  gint64 request = office_ask (office, 0);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
  g_autoptr (RapportRequestRow) row = NULL;

  office_write (office, rapport_request_accept_command, answer);
  row = rapport_store_read (office->store, rapport_requests_get, &request, NULL, NULL);
  return row->partnership;
}

static void
assert_failed (Office     *office,
               const char *kind,
               const char *words)
{
  g_autoptr (GPtrArray) rows = office_letters (office);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->kind, kind) != 0)
        continue;
      g_assert_cmpstr (row->state.words, ==, words);
      n++;
    }
  g_assert_cmpuint (n, ==, 2);
}

/* The event goes out with the letter, from the address of the account; and not once the meeting is over. */
static void
test_invitation_arrives_with_its_event (Office        *office,
                                        gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportInvite) invite = rapport_invite_new (partners (office));
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonArray *events;

  send_all (office, server);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 2);
  invite->date = g_strdup ("2026-11-25");
  invite->clock = g_strdup ("16:00");
  office_write (office, rapport_invite_command, invite);
  send_all (office, server);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 4);
  text = rapport_test_server_file (server, "letter-3.json");
  node = json_from_string (text, NULL);
  events = json_object_get_array_member (json_node_get_object (node), "events");
  g_assert_cmpuint (json_array_get_length (events), ==, 1);
  g_assert_nonnull (strstr (json_array_get_string_element (events, 0), "ORGANIZER:mailto:office@example.org"));
  g_assert_nonnull (strstr (json_array_get_string_element (events, 0), "METHOD:REQUEST"));
}

/* Neither has heard of the other's invitation: each meeting keeps its letters, and one that both mean has one for each. */
static void
test_two_laptops_invite_the_same_two (Office        *office,
                                      gconstpointer  data)
{
  static const char *const clocks[] = { "16:00", "18:30" };
  Office other = { NULL };
  gint64 pair = partners (office);
  gint64 *there;
  g_autofree char *name = rapport_store_read (office->store, uuid_query, &pair, NULL, NULL);
  guint before = 0;

  other_set_up (&other, office);
  there = rapport_store_read (other.store, find_query, name, NULL, NULL);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (RapportInvite) ours = rapport_invite_new (pair);
      g_autoptr (RapportInvite) theirs = rapport_invite_new (*there);
      guint n;

      ours->date = g_strdup ("2026-11-25");
      theirs->date = g_strdup ("2026-11-25");
      ours->clock = g_strdup (clocks[0]);
      theirs->clock = g_strdup (clocks[1 - round]);
      before = office_count_kind (office, "invitation");
      office_write (office, rapport_invite_command, ours);
      office_write (&other, rapport_invite_command, theirs);
      give (office->store, other.store);
      give (other.store, office->store);
      n = office_count_kind (office, "invitation");
      g_assert_cmpuint (n - before, ==, round == 0 ? 4 : 2);
      g_assert_cmpuint (office_count_kind (&other, "invitation"), ==, n);
    }
  g_free (there);
  office_tear_down (&other, NULL);
}

static void
test_invitation_to_what_is_over_is_not_sent (Office        *office,
                                             gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportInvite) invite = rapport_invite_new (partners (office));

  invite->date = g_strdup ("2026-11-25");
  invite->clock = g_strdup ("16:00");
  office_write (office, rapport_invite_command, invite);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  send_all (office, server);
  assert_failed (office, "invitation", "The meeting is over.");
}

static void
test_ending_of_what_goes_on_is_not_sent (Office        *office,
                                         gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportPartnershipChange) change = rapport_partnership_change_new (partners (office));
  RapportOutboxDue due = { TRUE, TRUE, 0 };

  rapport_clock_move_to (office->clock, OFFICE_NOW + 366 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  change->term = 18;
  office_write (office, rapport_partnership_extend_command, change);
  send_all (office, server);
  assert_failed (office, "ending", "The partnership goes on again.");
}

static void
stop_after_three (const RapportSenderResult *result,
                  gpointer                   data)
{
  if (result->sent == 3)
    g_cancellable_cancel (data);
}

static void
test_cancel_leaves_the_rest_queued (Office        *office,
                                    gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportMailAccount) account = account_at (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RapportSenderResult result = { 0 };
  g_autoptr (GError) error = NULL;

  office_grow (office, 6);
  office_queue_all (office);
  g_assert_false (rapport_sender_run (office->store, account, PASSWORD, stop_after_three, cancellable, &result, cancellable,
                                      &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_SENT), ==, 3);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 3);
  rapport_sender_result_clear (&result);
}

#define CASE(name, function) g_test_add ("/sender/" name, Office, NULL, office_set_up, function, office_tear_down)

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  CASE ("queued-letters-go-out-once", test_queued_letters_go_out_once);
  CASE ("undo-does-not-unsend", test_undo_does_not_unsend);
  CASE ("refused-letter-is-put-right-and-sent", test_refused_letter_is_put_right_and_sent);
  CASE ("busy-server-is-tried-again-later-and-not-for-ever", test_busy_server_is_tried_again_later_and_not_for_ever);
  CASE ("wrong-account-leaves-letters-queued", test_wrong_account_leaves_letters_queued);
  CASE ("lost-acknowledgement-waits-for-a-person", test_lost_acknowledgement_waits_for_a_person);
  CASE ("claim-without-a-note-may-have-been-sent", test_claim_without_a_note_may_have_been_sent);
  CASE ("letter-queued-elsewhere-is-not-ours-to-send", test_letter_queued_elsewhere_is_not_ours_to_send);
  CASE ("two-laptops-that-merge-send-once", test_two_laptops_that_merge_send_once);
  CASE ("what-another-laptop-sends-is-not-taken-over-unasked", test_what_another_laptop_sends_is_not_taken_over_unasked);
  CASE ("what-a-lost-laptop-was-sending-is-settled-elsewhere", test_what_a_lost_laptop_was_sending_is_settled_elsewhere);
  CASE ("two-laptops-draft-the-same-letter", test_two_laptops_draft_the_same_letter);
  CASE ("i21-reminder-notes-itself-and-is-not-sent-after-an-answer",
        test_reminder_notes_itself_and_is_not_sent_after_an_answer);
  CASE ("each-kind-goes-the-whole-way", test_each_kind_goes_the_whole_way);
  CASE ("what-is-not-so-any-more-is-not-sent", test_what_is_not_so_any_more_is_not_sent);
  CASE ("invitation-arrives-with-its-event", test_invitation_arrives_with_its_event);
  CASE ("two-laptops-invite-the-same-two", test_two_laptops_invite_the_same_two);
  CASE ("invitation-to-what-is-over-is-not-sent", test_invitation_to_what_is_over_is_not_sent);
  CASE ("ending-of-what-goes-on-is-not-sent", test_ending_of_what_goes_on_is_not_sent);
  CASE ("cancel-leaves-the-rest-queued", test_cancel_leaves_the_rest_queued);
  return g_test_run ();
}
