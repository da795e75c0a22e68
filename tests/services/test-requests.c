/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/requests.h"

#include <string.h>

#include "model/request-snapshot.h"
#include "services/enrol.h"
#include "services/partnerships.h"
#include "services/request-list.h"
#include "services/session.h"
#include "store/history.h"
#include "store/partnerships.h"
#include "store/requests.h"
#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19T12:00Z */
#define DAY (24 * 3600)

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  gint64 programme;
  gint64 sofia;  /* two places */
  gint64 marta;
  gint64 ewa;
  gint64 ivan;
} Fixture;

static gint64
add_member (RapportTransaction *transaction,
            const char         *given,
            const char         *family,
            const char         *role,
            int                 capacity)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_string (transaction, member, "given_name", given);
  rapport_transaction_set_string (transaction, member, "family_name", family);
  g_assert_true (rapport_enrol_member (transaction, rapport_session_ensure_programme (transaction), member, role, capacity,
                                       &error));
  g_assert_no_error (error);
  return member;
}

static gboolean
people_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Fixture *fixture = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  fixture->programme = rapport_session_ensure_programme (transaction);
  fixture->sofia = add_member (transaction, "Sofia", "Lindqvist", "mentor", 2);
  fixture->marta = add_member (transaction, "Marta", "Kovač", "mentee", -1);
  fixture->ewa = add_member (transaction, "Ewa", "Dudek", "mentee", -1);
  fixture->ivan = add_member (transaction, "Iván", "Lengyel", "mentee", -1);
  return TRUE;
}

static void
write_ok (Fixture        *fixture,
          RapportCommand  command,
          gpointer        data)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (fixture->store, command, data, NULL, &error);
  g_assert_no_error (error);
}

static void
write_refused (Fixture        *fixture,
               RapportCommand  command,
               gpointer        data,
               const char     *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rapport_store_write (fixture->store, command, data, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->clock = rapport_clock_new_at (NOW);
  fixture->store = rapport_store_open (path, fixture->clock, &error);
  g_assert_no_error (error);
  write_ok (fixture, people_command, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  rapport_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
}

static RapportRequestSend *
ask_sofia (Fixture *fixture,
           gint64   mentee)
{
  const char *areas[] = { "career", "leadership", NULL };
  const char *considerations[] = { "Lead a team of six", "", "", "Once a month", "", "", NULL };
  RapportRequestSend *send = rapport_request_send_new ();

  send->mentee = mentee;
  send->mentor = fixture->sofia;
  send->asked_by = g_strdup ("mentee");
  send->term = 12;
  send->areas = g_strdupv ((char **) areas);
  send->considerations = g_strdupv ((char **) considerations);
  send->score = 94;
  return send;
}

static gint64
send_to_sofia (Fixture *fixture,
               gint64   mentee)
{
  g_autoptr (RapportRequestSend) send = ask_sofia (fixture, mentee);

  write_ok (fixture, rapport_request_send_command, send);
  g_assert_cmpint (send->request, !=, 0);
  return send->request;
}

static RapportRequestRow *
get_request (Fixture *fixture,
             gint64   request)
{
  g_autoptr (GError) error = NULL;
  RapportRequestRow *row = rapport_store_read (fixture->store, rapport_requests_get, &request, NULL, &error);

  g_assert_no_error (error);
  return row;
}

static RapportPartnershipRow *
get_partnership (Fixture *fixture,
                 gint64   partnership)
{
  g_autoptr (GError) error = NULL;
  RapportPartnershipRow *row = rapport_store_read (fixture->store, rapport_partnerships_get, &partnership, NULL, &error);

  g_assert_no_error (error);
  return row;
}

static gint64
accept (Fixture *fixture,
        gint64   request)
{
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);

  write_ok (fixture, rapport_request_accept_command, answer);
  return answer->partnership;
}

static gboolean
rename_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  rapport_transaction_set_operation (transaction, "edit-member", NULL);
  rapport_transaction_set_string (transaction, ((Fixture *) data)->marta, "family_name", "Kovač-Novak");
  return TRUE;
}

static void
test_snapshot (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 request = send_to_sofia (fixture, fixture->marta);
  g_autoptr (RapportRequestRow) row = NULL;
  g_autoptr (RapportRequestSnapshot) snapshot = NULL;

  write_ok (fixture, rename_command, fixture);
  row = get_request (fixture, request);
  snapshot = rapport_request_snapshot_parse (row->snapshot);
  g_assert_cmpstr (row->mentee_name, ==, "Marta Kovač-Novak");
  g_assert_cmpstr (snapshot->mentee_name, ==, "Marta Kovač");
  g_assert_cmpstr (snapshot->considerations[0], ==, "Lead a team of six");
  g_assert_cmpstr (snapshot->considerations[3], ==, "Once a month");
  g_assert_cmpint (snapshot->term, ==, 12);
  g_assert_cmpint (snapshot->score, ==, 94);
  g_assert_cmpuint (g_strv_length (snapshot->areas), ==, 2);
  g_assert_nonnull (strstr (snapshot->letter, "Dear Sofia,"));
  g_assert_nonnull (strstr (snapshot->letter, "Marta Kovač asks you for guidance in IEEE Mentoring, for 12 months, in career"
                                              " and leadership."));
  g_assert_nonnull (strstr (snapshot->letter, "expires on 19 December 2026, 30 days from today"));
}

static void
test_no_double_request (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RapportRequestSend) again = ask_sofia (fixture, fixture->marta);
  gint64 request = send_to_sofia (fixture, fixture->marta);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);

  write_refused (fixture, rapport_request_send_command, again,
                 "Marta and Sofia have an open request of 19 November: wait for the answer, or withdraw it first.");
  write_ok (fixture, rapport_request_withdraw_command, answer);
  write_ok (fixture, rapport_request_send_command, again);
}

static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 request = send_to_sofia (fixture, fixture->marta);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
  g_autoptr (RapportRequestRow) before = get_request (fixture, request);
  g_autoptr (RapportRequestRow) saved = NULL, due = NULL, reminded = NULL, expired = NULL;
  RapportRequestsQuery query = { .programme = fixture->programme };
  g_autofree RapportRequestCounts *counts = NULL;

  rapport_clock_move_to (fixture->clock, NOW + 5 * DAY);
  write_ok (fixture, rapport_request_save_command, answer);
  saved = get_request (fixture, request);
  g_assert_true (saved->saved);
  g_assert_cmpint (saved->expires_at, ==, before->expires_at);
  g_assert_false (saved->reminder_due);

  rapport_clock_move_to (fixture->clock, NOW + 7 * DAY);
  due = get_request (fixture, request);
  g_assert_true (due->reminder_due);
  write_ok (fixture, rapport_request_remind_command, answer);
  reminded = get_request (fixture, request);
  g_assert_false (reminded->reminder_due);

  rapport_clock_move_to (fixture->clock, before->expires_at - 1);
  counts = rapport_store_read (fixture->store, rapport_requests_counts, &query, NULL, NULL);
  g_assert_cmpuint (counts->open, ==, 1);
  rapport_clock_move_to (fixture->clock, before->expires_at);
  expired = get_request (fixture, request);
  g_assert_cmpint (expired->state, ==, RAPPORT_REQUEST_EXPIRED);
  write_refused (fixture, rapport_request_accept_command, answer, "The request has expired: a new one may be sent.");
  write_refused (fixture, rapport_request_save_command, answer, "The request has expired: a new one may be sent.");
}

static void
test_accept_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 request = send_to_sofia (fixture, fixture->marta);
  gint64 partnership = accept (fixture, request);
  g_autoptr (RapportPartnershipRow) row = get_partnership (fixture, partnership);
  g_autoptr (RapportRequestRow) accepted = get_request (fixture, request), open = NULL;
  RapportPartnershipsQuery query = { .programme = fixture->programme };
  g_autofree RapportPartnershipCounts *one = NULL, *none = NULL, *again = NULL;
  RapportUndoResult result = { 0 };

  g_assert_cmpint (row->state, ==, RAPPORT_PARTNERSHIP_ACTIVE);
  g_assert_cmpstr (row->ends_on, ==, "2027-11-19");
  g_assert_cmpint (row->request, ==, request);
  g_assert_cmpint (accepted->state, ==, RAPPORT_REQUEST_ACCEPTED);
  g_assert_cmpint (accepted->partnership, ==, partnership);
  one = rapport_store_read (fixture->store, rapport_partnerships_counts, &query, NULL, NULL);
  g_assert_cmpuint (one->active, ==, 1);

  write_ok (fixture, rapport_undo_command, &result);
  g_assert_cmpstr (result.title, ==, "accept-request");
  open = get_request (fixture, request);
  g_assert_cmpint (open->state, ==, RAPPORT_REQUEST_OPEN);
  none = rapport_store_read (fixture->store, rapport_partnerships_counts, &query, NULL, NULL);
  g_assert_cmpuint (none->active, ==, 0);
  g_clear_pointer (&result.title, g_free);
  g_clear_pointer (&result.args, g_strfreev);

  write_ok (fixture, rapport_redo_command, &result);
  again = rapport_store_read (fixture->store, rapport_partnerships_counts, &query, NULL, NULL);
  g_assert_cmpuint (again->active, ==, 1);
  g_clear_pointer (&result.title, g_free);
  g_clear_pointer (&result.args, g_strfreev);
}

static void
test_capacity (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 of_marta = send_to_sofia (fixture, fixture->marta), of_ewa = send_to_sofia (fixture, fixture->ewa);
  gint64 of_ivan = send_to_sofia (fixture, fixture->ivan), partnership;
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (of_ivan);
  g_autoptr (RapportPartnershipChange) end = NULL;

  accept (fixture, of_marta);
  partnership = accept (fixture, of_ewa);
  write_refused (fixture, rapport_request_accept_command, answer,
                 "Sofia Lindqvist has no free place: all 2 places are taken; a partnership must end or Sofia offer another"
                 " place.");
  answer->had_room = TRUE;
  write_refused (fixture, rapport_request_accept_command, answer, "Sofia’s last place was taken a moment ago.");

  end = rapport_partnership_change_new (partnership);
  write_refused (fixture, rapport_partnership_end_command, end, "An end needs its reason: choose one from the list.");
  end->reason = g_strdup ("boredom");
  write_refused (fixture, rapport_partnership_end_command, end,
                 "“boredom” is not one of the programme’s reasons for an end: goals-met, term-over, differences, busy,"
                 " circumstances, other.");
  g_free (end->reason);
  end->reason = g_strdup ("goals-met");
  write_ok (fixture, rapport_partnership_end_command, end);
  write_ok (fixture, rapport_request_accept_command, answer);
}

static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 request = send_to_sofia (fixture, fixture->marta);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
  g_autoptr (RapportRequestRow) row = NULL;

  answer->comment = g_strdup ("Not this year, I am sorry.");
  answer->reason = g_strdup ("boredom");
  write_refused (fixture, rapport_request_decline_command, answer,
                 "“boredom” is not one of the reasons: no-time, other-area, other-person, circumstances.");
  g_free (answer->reason);
  answer->reason = g_strdup ("no-time");
  write_ok (fixture, rapport_request_decline_command, answer);
  row = get_request (fixture, request);
  g_assert_cmpint (row->state, ==, RAPPORT_REQUEST_DECLINED);
  g_assert_cmpstr (row->comment, ==, "Not this year, I am sorry.");
  g_assert_cmpstr (row->answer_reason, ==, "no-time");
  g_assert_cmpint (row->answered_at, ==, NOW);
  write_refused (fixture, rapport_request_accept_command, answer,
                 "The request has been declined already: a new one may be sent.");
}

static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (RapportEnrolment) away = rapport_enrolment_new (&fixture->sofia, 1, NULL);
  g_autoptr (RapportRequestSend) send = ask_sofia (fixture, fixture->ewa);
  gint64 request = send_to_sofia (fixture, fixture->marta);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);

  away->paused_until = g_strdup ("2026-11-30");
  write_ok (fixture, rapport_pause_command, away);
  write_refused (fixture, rapport_request_send_command, send,
                 "Sofia Lindqvist is away until 30 November: wait for the return, or end the pause of Sofia.");
  write_refused (fixture, rapport_request_accept_command, answer,
                 "Sofia Lindqvist is away until 30 November: you may go on; the reason is kept.");
  answer->exception = g_strdup ("She said so on the telephone");
  write_ok (fixture, rapport_request_accept_command, answer);

  rapport_clock_move_to (fixture->clock, NOW + 12 * DAY);
  write_ok (fixture, rapport_request_send_command, send);
}

static void
test_partnership_life (Fixture       *fixture,
                       gconstpointer  data)
{
  gint64 partnership = accept (fixture, send_to_sofia (fixture, fixture->marta));
  g_autoptr (RapportPartnershipChange) change = rapport_partnership_change_new (partnership);
  g_autoptr (RapportPartnershipRow) extended = NULL, ended = NULL;
  RapportPartnershipsQuery query = { .programme = fixture->programme, .group = RAPPORT_PARTNERSHIPS_ACTIVE, .starred = TRUE };
  g_autoptr (GPtrArray) starred = NULL;

  change->starred = TRUE;
  write_ok (fixture, rapport_partnership_star_command, change);
  starred = rapport_store_read (fixture->store, rapport_partnerships_list, &query, NULL, NULL);
  g_assert_cmpuint (starred->len, ==, 1);

  change->term = 15;
  write_ok (fixture, rapport_partnership_extend_command, change);
  extended = get_partnership (fixture, partnership);
  g_assert_cmpstr (extended->ends_on, ==, "2028-02-19");

  rapport_clock_move_to (fixture->clock, NOW + 30 * DAY);
  change->reason = g_strdup ("goals-met");
  change->ended_on = g_strdup ("2027-01-01");
  write_refused (fixture, rapport_partnership_end_command, change,
                 "The last day lies in the future: a partnership ends today at the latest.");
  g_clear_pointer (&change->ended_on, g_free);
  write_ok (fixture, rapport_partnership_end_command, change);
  ended = get_partnership (fixture, partnership);
  g_assert_cmpint (ended->state, ==, RAPPORT_PARTNERSHIP_ENDED);
  g_assert_true (ended->early);
  g_assert_cmpstr (ended->end_reason, ==, "goals-met");
  write_refused (fixture, rapport_partnership_end_command, change, "This partnership has ended already.");
}

static void
test_legacy (Fixture       *fixture,
             gconstpointer  data)
{
  RapportPartnershipRecord record = { .mentee = fixture->marta, .mentor = fixture->sofia, .starts_on = "2019-03-01",
                                      .term = 96, .legacy = TRUE };
  g_autoptr (RapportPartnershipRow) row = NULL;
  gint64 first;

  write_ok (fixture, rapport_partnership_record_command, &record);
  first = record.partnership;
  write_ok (fixture, rapport_partnership_record_command, &record);
  g_assert_cmpint (record.partnership, ==, first);
  row = get_partnership (fixture, first);
  g_assert_true (row->legacy);
  g_assert_cmpint (row->alerts & RAPPORT_ALERT_ENDING_SOON, ==, 0);
}

static void
test_relation (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 request = send_to_sofia (fixture, fixture->marta);
  RapportRequestsQuery sent = { .programme = fixture->programme, .member = fixture->marta, .side = RAPPORT_REQUESTS_SENT };
  RapportRequestsQuery got = { .programme = fixture->programme, .member = fixture->sofia, .side = RAPPORT_REQUESTS_RECEIVED };
  RapportRequestsQuery not_got = { .programme = fixture->programme, .member = fixture->marta,
                                   .side = RAPPORT_REQUESTS_RECEIVED };
  g_autoptr (GPtrArray) one = rapport_store_read (fixture->store, rapport_requests_list, &sent, NULL, NULL);
  g_autoptr (GPtrArray) two = rapport_store_read (fixture->store, rapport_requests_list, &got, NULL, NULL);
  g_autoptr (GPtrArray) three = rapport_store_read (fixture->store, rapport_requests_list, &not_got, NULL, NULL);

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (((RapportRequestRow *) one->pdata[0])->no, ==, request);
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_cmpuint (three->len, ==, 0);
}

static void
loaded_cb (GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

/* The numbers of what is listed, closed ones in brackets, the first of them after a bar: "3 4 | (1) (2)". */
static char *
dup_listed (Fixture              *fixture,
            RapportRequestsBelow  below,
            gint64                member)
{
  g_autoptr (RapportSession) session = rapport_session_new (fixture->store);
  g_autoptr (RapportReadList) list = rapport_read_list_new (fixture->store);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  RapportRequestsQuery query = { .group = RAPPORT_REQUESTS_OPEN, .member = member };
  GString *words = g_string_new (NULL);
  const GPtrArray *rows;

  g_signal_connect_swapped (list, "loaded", G_CALLBACK (loaded_cb), loop);
  rapport_request_list_ask (list, session, &query, below);
  g_main_loop_run (loop);
  rows = rapport_read_list_get_rows (list);
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRequestRow *row = rows->pdata[i];
      const char *name = rapport_request_row_asker_name (row);

      g_string_append_printf (words, rapport_request_row_is_open (row) ? "%s%s%s" : "%s%s(%s)", i > 0 ? " " : "",
                              row->begins_closed ? "| " : "", name);
    }
  return g_string_free (words, FALSE);
}

static void
expect_listed (Fixture              *fixture,
               RapportRequestsBelow  below,
               gint64                member,
               const char           *expected)
{
  g_autofree char *listed = dup_listed (fixture, below, member);

  g_assert_cmpstr (listed, ==, expected);
}

static void
test_closed_below (Fixture       *fixture,
                   gconstpointer  data)
{
  RapportRequestAnswer answer = { .request = send_to_sofia (fixture, fixture->marta) };

  expect_listed (fixture, RAPPORT_BELOW_CLOSED_LATELY, 0, "Marta Kovač");
  write_ok (fixture, rapport_request_withdraw_command, &answer);
  send_to_sofia (fixture, fixture->ewa);
  expect_listed (fixture, RAPPORT_BELOW_NOTHING, 0, "Ewa Dudek");
  expect_listed (fixture, RAPPORT_BELOW_CLOSED_LATELY, 0, "Ewa Dudek | (Marta Kovač)");
  expect_listed (fixture, RAPPORT_BELOW_CLOSED_LATELY, fixture->ewa, "Ewa Dudek");
  rapport_clock_move_to (fixture->clock, NOW + 15 * DAY);
  expect_listed (fixture, RAPPORT_BELOW_CLOSED_LATELY, 0, "Ewa Dudek");
  expect_listed (fixture, RAPPORT_BELOW_CLOSED, 0, "Ewa Dudek | (Marta Kovač)");
  rapport_clock_move_to (fixture->clock, NOW + 31 * DAY);
  expect_listed (fixture, RAPPORT_BELOW_CLOSED_LATELY, 0, "| (Ewa Dudek)");
  expect_listed (fixture, RAPPORT_BELOW_CLOSED, fixture->sofia, "| (Ewa Dudek) (Marta Kovač)");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/requests/i07-snapshot-stays-as-sent", test_snapshot },
    { "/requests/s13-no-double-request", test_no_double_request },
    { "/requests/i19-i20-i21-clock-goes-on", test_clock },
    { "/requests/i23-accept-undo-redo", test_accept_and_undo },
    { "/requests/i23-capacity-at-acceptance", test_capacity },
    { "/requests/i19-decline", test_decline },
    { "/requests/b21-pause", test_pause },
    { "/requests/i22-sent-and-received", test_relation },
    { "/requests/i07-closed-ones-below-the-open-ones", test_closed_below },
    { "/partnerships/i06-i09-i10-life", test_partnership_life },
    { "/partnerships/i05-legacy", test_legacy },
  };

  rapport_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
