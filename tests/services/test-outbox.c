/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/outbox.h"

#include <string.h>

#include "services/invitations.h"
#include "services/office.h"
#include "services/partnerships.h"
#include "services/programme.h"
#include "services/sender.h"
#include "store/history.h"
#include "store/partnerships.h"
#include "store/requests.h"
#include "store/verify.h"
#include "support/read-ics.h"
#include "support/support.h"

/* "request>Sofia Lindqvist|…", the newest first. */
static void
assert_letters (Office     *office,
                const char *expected)
{
  g_autoptr (GPtrArray) rows = office_letters (office);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (words, g_strdup_printf ("%s>%s", row->kind, row->member_name));
      g_assert_cmpint (row->state.stage, ==, RAPPORT_LETTER_DRAFT);
    }
  g_ptr_array_add (words, NULL);
  all = g_strjoinv ("|", (char **) words->pdata);
  g_assert_cmpstr (all, ==, expected);
}

static RapportLetterRow *
letter_to (Office     *office,
           const char *kind,
           gint64      member)
{
  g_autoptr (GPtrArray) rows = office_letters (office);

  for (guint i = 0; i < rows->len; i++)
    {
      RapportLetterRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->kind, kind) == 0 && row->member == member)
        return g_ptr_array_steal_index (rows, i);
    }
  g_assert_not_reached ();
}

static void
accept (Office *office,
        gint64  request)
{
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);

  answer->comment = g_strdup ("Gladly");
  office_write (office, rapport_request_accept_command, answer);
}

static void
set_rule (Office     *office,
          const char *key,
          const char *json)
{
  RapportProgrammeSet set = { key, json };

  office_write (office, rapport_programme_set_command, &set);
}

/* Tests ----------------------------------------------------------------------------------------------------------- */

static void
test_request_drafts_a_letter_and_undo_takes_it_back (Office        *office,
                                                     gconstpointer  data)
{
  g_autoptr (RapportLetterRow) row = NULL;
  RapportUndoResult undone = { NULL };

  office_ask (office, 0);
  assert_letters (office, "request>Sofia Lindqvist");
  row = letter_to (office, "request", office->sofia);
  g_assert_cmpstr (row->subject, ==, "Marta Kovač asks for your guidance");
  g_assert_nonnull (strstr (row->body, "Dear Sofia,"));
  g_assert_nonnull (strstr (row->body, "career and leadership"));
  g_assert_cmpstr (rapport_letter_row_address (row), ==, "sofia@example.org");
  /* I13: addresses are for partners at first */
  g_assert_null (strstr (row->body, "marta@example.org"));

  office_write (office, rapport_undo_command, &undone);
  assert_letters (office, "");
  g_free (undone.title);
  g_strfreev (undone.args);
  undone = (RapportUndoResult) { NULL };
  office_write (office, rapport_redo_command, &undone);
  assert_letters (office, "request>Sofia Lindqvist");
  g_free (undone.title);
  g_strfreev (undone.args);
}

static void
test_introduction_is_enough_to_begin (Office        *office,
                                      gconstpointer  data)
{
  g_autoptr (RapportLetterRow) to_mentee = NULL;
  g_autoptr (RapportLetterRow) to_mentor = NULL;

  accept (office, office_ask (office, 0));
  to_mentee = letter_to (office, "introduction", office->mentees[0]);
  to_mentor = letter_to (office, "introduction", office->sofia);
  g_assert_nonnull (strstr (to_mentee->body, "Dear Marta,"));
  g_assert_nonnull (strstr (to_mentee->body, "E-mail: sofia@example.org"));
  g_assert_nonnull (strstr (to_mentee->body, "Phone: +44 113 496 0000"));
  g_assert_nonnull (strstr (to_mentee->body, "19 November 2026"));
  g_assert_nonnull (strstr (to_mentee->body, "Gladly"));
  g_assert_nonnull (strstr (to_mentor->body, "E-mail: marta@example.org"));
  g_assert_cmpint (to_mentor->other, ==, office->mentees[0]);
}

static gboolean
hide_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  const Office *office = data;

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  rapport_transaction_set_string (transaction, office->sofia, "visibility/email", "nobody");
  rapport_transaction_set_string (transaction, office->sofia, "visibility/phone", "nobody");
  return TRUE;
}

/* S16: who shows no address is reached all the same. */
static void
test_introduction_to_somebody_without_an_address (Office        *office,
                                                  gconstpointer  data)
{
  g_autoptr (RapportLetterRow) to_mentee = NULL;
  g_autoptr (RapportLetterRow) to_mentor = NULL;

  office_write (office, hide_command, office);
  accept (office, office_ask (office, 0));
  to_mentee = letter_to (office, "introduction", office->mentees[0]);
  to_mentor = letter_to (office, "introduction", office->sofia);
  g_assert_null (strstr (to_mentee->body, "sofia@example.org"));
  g_assert_null (strstr (to_mentee->body, "113 496"));
  g_assert_nonnull (strstr (to_mentee->body, "the office puts you in touch"));
  g_assert_null (strstr (to_mentor->body, "the office puts you in touch"));
}

static void
test_refusal_withdrawal_and_ending (Office        *office,
                                    gconstpointer  data)
{
  g_autoptr (RapportRequestAnswer) declined = rapport_request_answer_new (office_ask (office, 0));
  g_autoptr (RapportRequestAnswer) withdrawn = NULL;
  g_autoptr (RapportPartnershipChange) end = NULL;
  g_autoptr (RapportLetterRow) refusal = NULL;
  g_autoptr (RapportLetterRow) ending = NULL;
  gint64 request;

  declined->comment = g_strdup ("No time {to.email}");
  office_write (office, rapport_request_decline_command, declined);
  refusal = letter_to (office, "refusal", office->mentees[0]);
  g_assert_nonnull (strstr (refusal->body, "They wrote: No time {to.email}\n"));
  withdrawn = rapport_request_answer_new (office_ask (office, 1));
  office_write (office, rapport_request_withdraw_command, withdrawn);
  rapport_letter_row_free (letter_to (office, "withdrawal", office->sofia));
  request = office_ask (office, 2);
  accept (office, request);
  end = rapport_partnership_change_new (0);
  {
    g_autoptr (RapportRequestRow) row = rapport_store_read (office->store, rapport_requests_get, &request, NULL, NULL);

    end->partnership = row->partnership;
  }
  end->reason = g_strdup ("goals-met");
  office_write (office, rapport_partnership_end_command, end);
  ending = letter_to (office, "ending", office->sofia);
  g_assert_nonnull (strstr (ending->body, "ended on 19 November 2026"));
}

static void
undo (Office *office)
{
  RapportUndoResult undone = { NULL };

  office_write (office, rapport_undo_command, &undone);
  g_free (undone.title);
  g_strfreev (undone.args);
}

static RapportPartnershipChange *
change_of (Office *office,
           gint64  request)
{
  g_autoptr (RapportRequestRow) row = rapport_store_read (office->store, rapport_requests_get, &request, NULL, NULL);
  RapportPartnershipChange *change = rapport_partnership_change_new (row->partnership);

  change->reason = g_strdup ("goals-met");
  return change;
}

/* Whatever is undone takes the letters along that it has called for, and no others. */
static void
test_undo_takes_back_the_letters_of_each_event (Office        *office,
                                                gconstpointer  data)
{
  static const struct {
    RapportCommand command;
    const char *letters;
  } answers[] = {
    { rapport_request_accept_command, "introduction>Sofia Lindqvist|introduction>Marta Kovač|request>Sofia Lindqvist" },
    { rapport_request_decline_command, "refusal>Marta Kovač|request>Sofia Lindqvist" },
    { rapport_request_withdraw_command, "withdrawal>Sofia Lindqvist|request>Sofia Lindqvist" },
    { rapport_request_draft_reminder_command, "reminder>Sofia Lindqvist|request>Sofia Lindqvist" },
  };
  gint64 request = office_ask (office, 0);
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  g_autoptr (RapportPartnershipChange) end = NULL;

  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);

      office_write (office, answers[i].command, answer);
      assert_letters (office, answers[i].letters);
      undo (office);
      assert_letters (office, "request>Sofia Lindqvist");
    }
  office_write (office, rapport_outbox_due_command, &due);
  assert_letters (office, "reminder>Sofia Lindqvist|request>Sofia Lindqvist");
  undo (office);
  assert_letters (office, "request>Sofia Lindqvist");
  accept (office, request);
  end = change_of (office, request);
  office_write (office, rapport_partnership_end_command, end);
  assert_letters (office, "ending>Sofia Lindqvist|ending>Marta Kovač|introduction>Sofia Lindqvist|introduction>Marta Kovač|request>Sofia Lindqvist");
  undo (office);
  assert_letters (office, "introduction>Sofia Lindqvist|introduction>Marta Kovač|request>Sofia Lindqvist");
}

static void
discard_all (Office *office)
{
  g_autoptr (GPtrArray) rows = office_letters (office);
  g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (0);

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (letters->letters, ((const RapportLetterRow *) g_ptr_array_index (rows, i))->no);
  office_write (office, rapport_outbox_discard_command, letters);
}

/* The hourly round brings nothing back that a person has thrown away. */
static void
test_what_is_discarded_is_not_drafted_again (Office        *office,
                                             gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };

  accept (office, office_ask (office, 1));
  office_ask (office, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 1);
  discard_all (office);
  office_write (office, rapport_outbox_due_command, &due);
  assert_letters (office, "");
  g_assert_cmpuint (due.drafted, ==, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 32 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  assert_letters (office, "expiry>Marta Kovač");
  discard_all (office);
  office_write (office, rapport_outbox_due_command, &due);
  assert_letters (office, "");
  g_assert_cmpuint (due.drafted, ==, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 366 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  assert_letters (office, "ending>Sofia Lindqvist|ending>Ewa Dudek");
  discard_all (office);
  office_write (office, rapport_outbox_due_command, &due);
  assert_letters (office, "");
  g_assert_cmpuint (due.drafted, ==, 0);
}

/* … but a person who asks again gets what they ask for. */
static void
test_what_is_discarded_comes_again_when_asked_for (Office        *office,
                                                   gconstpointer  data)
{
  gint64 request = office_ask (office, 0);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
  g_autoptr (RapportRequestAnswer) declined = rapport_request_answer_new (request);
  g_autoptr (RapportLetterRow) refusal = NULL;

  discard_all (office);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  office_write (office, rapport_request_draft_reminder_command, answer);
  assert_letters (office, "reminder>Sofia Lindqvist");
  discard_all (office);
  office_write (office, rapport_request_draft_reminder_command, answer);
  assert_letters (office, "reminder>Sofia Lindqvist");
  office_queue_all (office);
  discard_all (office);
  office_write (office, rapport_request_draft_reminder_command, answer);
  assert_letters (office, "reminder>Sofia Lindqvist");
  discard_all (office);
  declined->comment = g_strdup ("Too much to do");
  office_write (office, rapport_request_decline_command, declined);
  refusal = letter_to (office, "refusal", office->mentees[0]);
  g_assert_nonnull (strstr (refusal->body, "Too much to do"));
}

/* I21: one person is reminded by hand; it counts once the letter is sent, and one waits at a time. */
static void
test_a_reminder_is_drafted_by_hand (Office        *office,
                                    gconstpointer  data)
{
  gint64 request = office_ask (office, 0);
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);
  g_autofree char *refused = NULL;

  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  office_write (office, rapport_request_draft_reminder_command, answer);
  rapport_letter_row_free (letter_to (office, "reminder", office->sofia));
  refused = office_refuse (office, rapport_request_draft_reminder_command, answer);
  g_assert_cmpstr (refused, ==, "A reminder of this request waits in the Outbox already.");
}

static void
test_reminder_and_expiry_come_with_time (Office        *office,
                                         gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };

  office_ask (office, 0);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 1);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
  rapport_letter_row_free (letter_to (office, "reminder", office->sofia));
  rapport_clock_move_to (office->clock, OFFICE_NOW + 32 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 1);
  rapport_letter_row_free (letter_to (office, "expiry", office->mentees[0]));
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
}

/* B29: after seven days and after fourteen, and then no more. */
static void
test_two_reminders_and_no_more (Office        *office,
                                gconstpointer  data)
{
  static const struct { int day; guint drafted; } days[] = { { 6, 0 }, { 8, 1 }, { 9, 0 }, { 13, 0 }, { 15, 1 }, { 16, 0 }, { 22, 0 }, { 29, 0 } };
  RapportOutboxDue due = { TRUE, TRUE, 0 };

  office_ask (office, 0);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      rapport_clock_move_to (office->clock, OFFICE_NOW + days[i].day * OFFICE_DAY);
      office_write (office, rapport_outbox_due_command, &due);
      g_assert_cmpuint (due.drafted, ==, days[i].drafted);
      if (due.drafted > 0)
        {
          g_autoptr (RapportLetterRow) row = letter_to (office, "reminder", office->sofia);
          g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (row->no);

          /* by the mail program, as somebody says */
          office_write (office, rapport_outbox_sent_command, letters);
        }
    }
}

/** A second programme, which a request belongs to: as a merge of two offices brings it. */
typedef struct {
  gint64 request;
  gint64 programme;
} Moved;

static gboolean
move_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  Moved *moved = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  moved->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, moved->programme, "name", "Spring");
  rapport_transaction_set_string (transaction, moved->programme, "preset", "ieee");
  rapport_transaction_set_string (transaction, moved->programme, "time_zone", "UTC");
  rapport_transaction_set_string (transaction, moved->programme, "setting/letters", "[\"reminder\"]");
  rapport_transaction_set_string (transaction, moved->programme, "setting/automatic_letters", "[\"reminder\"]");
  rapport_transaction_set_reference (transaction, moved->request, "programme", moved->programme);
  return TRUE;
}

/* What time calls for is called for in every programme, and follows the rules of its own. */
static void
test_due_in_every_programme (Office        *office,
                             gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  RapportOutboxDue first = { TRUE, TRUE, 0, office->programme };
  Moved moved = { .request = office_ask (office, 0) };
  gint64 programme = office->programme;

  office_write (office, move_command, &moved);
  office_ask (office, 1);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 8 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &first);
  g_assert_cmpuint (first.drafted, ==, 1);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 1);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 0);
  office->programme = moved.programme;
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 1);
  office->programme = programme;
}

/* I20: nobody says that it is over; the date does. */
static void
test_term_that_runs_out_is_an_ending (Office        *office,
                                      gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  g_autoptr (RapportLetterRow) ending = NULL;

  accept (office, office_ask (office, 0));
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 366 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 1);
  ending = letter_to (office, "ending", office->sofia);
  g_assert_nonnull (strstr (ending->body, "ended on 19 November 2027"));
  rapport_letter_row_free (letter_to (office, "ending", office->mentees[0]));
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
}

/* The office lets them go on, and in the end it ends once more: that is told too. */
static void
test_an_end_after_an_extension_is_told_too (Office        *office,
                                            gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  gint64 request = office_ask (office, 0);
  g_autoptr (RapportPartnershipChange) change = NULL;
  static const char twice[] = "ending>Sofia Lindqvist|ending>Marta Kovač|ending>Sofia Lindqvist|ending>Marta Kovač|";
  g_autofree char *all = g_strconcat (twice, "introduction>Sofia Lindqvist|introduction>Marta Kovač|request>Sofia Lindqvist", NULL);

  accept (office, request);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 366 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  change = change_of (office, request);
  change->term = 18;
  office_write (office, rapport_partnership_extend_command, change);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 400 * OFFICE_DAY);
  office_write (office, rapport_partnership_end_command, change);
  assert_letters (office, all);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
}

/* What ended long ago is history: nobody is written to about it. */
static void
test_term_that_ran_out_long_ago_is_history (Office        *office,
                                            gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };

  accept (office, office_ask (office, 0));
  rapport_clock_move_to (office->clock, OFFICE_NOW + 390 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
}

static void
test_only_what_the_programme_switched_on_goes_by_itself (Office        *office,
                                                         gconstpointer  data)
{
  office_ask (office, 0);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 0);
  set_rule (office, "automatic_letters", "[\"introduction\", \"refusal\"]");
  accept (office, office_ask (office, 2));
  /* Iván has no address: his waits for a person */
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 1);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_DRAFT), ==, 3);
  set_rule (office, "letters", "[]");
  office_ask (office, 1);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_DRAFT), ==, 3);
}

static void
test_queue_hold_and_discard (Office        *office,
                             gconstpointer  data)
{
  g_autoptr (RapportOutboxLetters) letters = NULL;
  g_autofree char *words = NULL;

  office_ask (office, 0);
  {
    g_autoptr (RapportLetterRow) row = letter_to (office, "request", office->sofia);

    letters = rapport_outbox_letters_new (row->no);
  }
  office_write (office, rapport_outbox_queue_command, letters);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_QUEUED), ==, 1);
  words = office_refuse (office, rapport_outbox_queue_command, letters);
  g_assert_cmpstr (words, ==, "This letter is queued already.");
  office_write (office, rapport_outbox_hold_command, letters);
  g_assert_cmpuint (office_count (office, RAPPORT_LETTER_DRAFT), ==, 1);
  office_write (office, rapport_outbox_discard_command, letters);
  assert_letters (office, "");
}

static void
test_without_an_address_nothing_is_queued (Office        *office,
                                           gconstpointer  data)
{
  g_autoptr (RapportRequestAnswer) declined = rapport_request_answer_new (office_ask (office, 2));
  g_autoptr (RapportOutboxLetters) letters = NULL;
  g_autoptr (RapportOutboxEdit) edit = g_new0 (RapportOutboxEdit, 1);
  g_autofree char *words = NULL;
  g_autofree char *wrong = NULL;

  office_write (office, rapport_request_decline_command, declined);
  {
    g_autoptr (RapportLetterRow) row = letter_to (office, "refusal", office->mentees[2]);

    letters = rapport_outbox_letters_new (row->no);
    edit->letter = row->no;
  }
  words = office_refuse (office, rapport_outbox_queue_command, letters);
  g_assert_cmpstr (words, ==, "Iván Lengyel: There is no e-mail address.");
  edit->address = g_strdup ("ivan@example.org\r\nBcc: all@example.org");
  wrong = office_refuse (office, rapport_outbox_edit_command, edit);
  g_free (edit->address);
  edit->address = g_strdup ("ivan@example.org");
  edit->subject = g_strdup ("Sorry\r\nBcc: all@example.org");
  office_write (office, rapport_outbox_edit_command, edit);
  office_write (office, rapport_outbox_queue_command, letters);
  {
    g_autoptr (RapportLetterRow) row = letter_to (office, "refusal", office->mentees[2]);

    g_assert_cmpstr (row->subject, ==, "Sorry  Bcc: all@example.org");
    g_assert_cmpint (row->state.stage, ==, RAPPORT_LETTER_QUEUED);
    g_assert_true (row->ours);
  }
}

static void
test_own_template_is_used_and_a_wrong_one_refused (Office        *office,
                                                   gconstpointer  data)
{
  RapportOutboxTemplate own = { (char *) "request", (char *) "en", (char *) "Hello {to.short_name}\n\nFrom {other.nam}" };
  RapportOutboxPreview preview = { (char *) "request", (char *) "To {to.name}\n\nText", 0, office->programme };
  g_autofree char *words = office_refuse (office, rapport_outbox_template_command, &own);
  g_autoptr (RapportLetterText) text = NULL;
  g_autoptr (RapportLetterRow) row = NULL;

  g_assert_cmpstr (words, ==, "Line 3 of the letter: there is nothing called “{other.nam}”.");
  own.letter_template = (char *) "Hello {to.short_name}\n\nFrom {other.name}";
  office_write (office, rapport_outbox_template_command, &own);
  office_ask (office, 0);
  row = letter_to (office, "request", office->sofia);
  g_assert_cmpstr (row->subject, ==, "Hello Sofia");
  g_assert_cmpstr (row->body, ==, "From Marta Kovač\n");
  text = rapport_store_read (office->store, rapport_outbox_preview_query, &preview, NULL, NULL);
  g_assert_cmpstr (text->subject, ==, "To Sofia Lindqvist");
}

static gboolean
french_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  const Office *office = data;

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  rapport_transaction_set_int (transaction, office->sofia, "language/fr", 1);
  return TRUE;
}

static RapportOutboxTemplate
own_letter (const char *language,
            const char *text)
{
  return (RapportOutboxTemplate) { (char *) "request", (char *) language, (char *) text };
}

/* Each reads the letter in a language of theirs where there is one; without the programme's own, Rapport's is in force. */
static void
test_template_in_the_language_of_the_reader (Office        *office,
                                             gconstpointer  data)
{
  RapportOutboxTemplate french = own_letter ("fr", "Bonjour {to.short_name}\n\nTexte");
  RapportOutboxTemplate english = own_letter ("en", "Hello {to.short_name}\n\nText");
  RapportOutboxTemplate again = own_letter ("en", NULL);
  static const char * const subjects[] = { "Marta Kovač asks for your guidance", "Bonjour Sofia", "Hello Sofia" };

  office_write (office, rapport_outbox_template_command, &english);
  office_write (office, rapport_outbox_template_command, &french);
  office_ask (office, 1);
  {
    g_autoptr (RapportLetterRow) row = letter_to (office, "request", office->sofia);

    g_assert_cmpstr (row->subject, ==, subjects[2]);
  }
  undo (office);
  office_write (office, french_command, office);
  office_ask (office, 1);
  {
    g_autoptr (RapportLetterRow) row = letter_to (office, "request", office->sofia);

    g_assert_cmpstr (row->subject, ==, subjects[1]);
  }
  undo (office);
  undo (office);
  office_write (office, rapport_outbox_template_command, &again);
  office_ask (office, 0);
  {
    g_autoptr (RapportLetterRow) row = letter_to (office, "request", office->sofia);

    g_assert_cmpstr (row->subject, ==, subjects[0]);
  }
}

/* Nobody is told of what expired while nobody looked after the programme. */
static void
test_what_expired_long_ago_is_history (Office        *office,
                                       gconstpointer  data)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };

  office_ask (office, 0);
  rapport_clock_move_to (office->clock, OFFICE_NOW + 50 * OFFICE_DAY);
  office_write (office, rapport_outbox_due_command, &due);
  g_assert_cmpuint (due.drafted, ==, 0);
}

static gboolean
zones_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  const Office *office = data;

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  rapport_transaction_set_string (transaction, office->sofia, "time_zone", "America/New_York");
  rapport_transaction_set_string (transaction, office->mentees[0], "time_zone", "Europe/Dublin");
  return TRUE;
}

static RapportInvite *
invite_in_march (Office *office)
{
  g_autoptr (RapportPartnershipRow) row = NULL;
  gint64 request = office_ask (office, 0);
  g_autoptr (RapportRequestRow) answered = NULL;
  RapportInvite *invite;

  accept (office, request);
  office_write (office, zones_command, office);
  answered = rapport_store_read (office->store, rapport_requests_get, &request, NULL, NULL);
  invite = rapport_invite_new (answered->partnership);
  /* Between the days on which the United States and Europe change their clocks. */
  invite->date = g_strdup ("2027-03-20");
  invite->clock = g_strdup ("16:00");
  invite->zone = g_strdup ("Europe/Dublin");
  invite->place = g_strdup ("https://meet.example.org/a");
  invite->topics = g_strdup ("Reading {to.email} aloud");
  return invite;
}

static JsonNode *
read_message (Office             *office,
              const char         *kind,
              gint64              member)
{
  g_autoptr (RapportMailAccount) account = rapport_mail_account_new ();
  g_autoptr (RapportLetterRow) row = letter_to (office, kind, member);
  RapportSenderMessage message = { row->no, account };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  account->from_address = g_strdup ("office@example.org");
  bytes = rapport_store_read (office->store, rapport_sender_message_query, &message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return rapport_test_read_ics (text);
}

/* Each reads it by their own clocks, and the calendars of both have the same event at the same instant. */
static void
test_invitation_is_right_in_both_time_zones (Office        *office,
                                             gconstpointer  data)
{
  g_autoptr (RapportInvite) invite = invite_in_march (office);
  g_autoptr (RapportLetterRow) to_mentor = NULL;
  JsonNode *there[2];
  JsonObject *facts[2];

  office_write (office, rapport_invite_command, invite);
  g_assert_cmpuint (invite->drafted, ==, 2);
  to_mentor = letter_to (office, "invitation", office->sofia);
  g_assert_cmpstr (to_mentor->subject, ==, "Meeting with Marta Kovač: Saturday, 20 March 2027, 12:00 to 13:00 (America/New_York)");
  g_assert_nonnull (strstr (to_mentor->body, "By the clocks of the other: Saturday, 20 March 2027, 16:00 to 17:00 (Europe/Dublin)"));
  g_assert_nonnull (strstr (to_mentor->body, "About: Reading {to.email} aloud"));
  there[0] = read_message (office, "invitation", office->sofia);
  there[1] = read_message (office, "invitation", office->mentees[0]);
  for (guint i = 0; i < 2; i++)
    {
      facts[i] = json_node_get_object (there[i]);
      g_assert_cmpint (json_object_get_int_member (facts[i], "starts"), ==, 1805558400);
      g_assert_cmpstr (json_object_get_string_member (facts[i], "method"), ==, "REQUEST");
      g_assert_cmpstr (json_object_get_string_member (facts[i], "organiser"), ==, "mailto:office@example.org");
      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (facts[i], "parameters"), "method"), ==, "REQUEST");
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (facts[i], "people")), ==, 2);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (facts[i], "defects")), ==, 0);
    }
  g_assert_cmpstr (json_object_get_string_member (facts[0], "local"), ==, "12:00");
  g_assert_cmpstr (json_object_get_string_member (facts[1], "local"), ==, "16:00");
  g_assert_cmpstr (json_object_get_string_member (facts[0], "uid"), ==, json_object_get_string_member (facts[1], "uid"));
  {
    g_autoptr (GPtrArray) findings = rapport_store_verify (office->store, NULL, NULL);

    g_assert_cmpuint (findings->len, ==, 0);
  }
  json_node_unref (there[0]);
  json_node_unref (there[1]);
}

/* The wrong hour: thrown away, and asked for once more. */
static void
test_invitation_that_was_discarded_is_written_anew (Office        *office,
                                                    gconstpointer  data)
{
  g_autoptr (RapportInvite) invite = invite_in_march (office);
  g_autoptr (RapportLetterRow) letter = NULL;

  discard_all (office);
  office_write (office, rapport_invite_command, invite);
  office_queue_all (office);
  discard_all (office);
  g_free (invite->clock);
  invite->clock = g_strdup ("18:00");
  office_write (office, rapport_invite_command, invite);
  assert_letters (office, "invitation>Sofia Lindqvist|invitation>Marta Kovač");
  letter = letter_to (office, "invitation", office->mentees[0]);
  g_assert_nonnull (strstr (letter->subject, "18:00 to 19:00"));
}

/* I13: an address that is shown to nobody is in no calendar either. */
static void
test_invitation_shows_no_hidden_address (Office        *office,
                                         gconstpointer  data)
{
  g_autoptr (RapportInvite) invite = invite_in_march (office);
  g_autoptr (JsonNode) to_mentee = NULL;
  g_autoptr (JsonNode) to_mentor = NULL;

  office_write (office, hide_command, office);
  office_write (office, rapport_invite_command, invite);
  to_mentee = read_message (office, "invitation", office->mentees[0]);
  to_mentor = read_message (office, "invitation", office->sofia);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (to_mentee), "people")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (to_mentor), "people")), ==, 2);
}

static void
test_invitation_to_what_cannot_be_is_refused (Office        *office,
                                              gconstpointer  data)
{
  g_autoptr (RapportInvite) invite = invite_in_march (office);

  g_free (invite->date);
  invite->date = g_strdup ("2027-03-28"); /* 01:30 is left out in Dublin */
  g_free (invite->clock);
  invite->clock = g_strdup ("01:30");
  g_free (office_refuse (office, rapport_invite_command, invite));
  g_free (invite->date);
  invite->date = g_strdup ("2026-11-01");
  g_free (office_refuse (office, rapport_invite_command, invite));
  g_free (invite->date);
  invite->date = g_strdup ("2027-12-20"); /* the partnership goes on for a year */
  rapport_clock_move_to (office->clock, OFFICE_NOW + 366 * OFFICE_DAY);
  g_free (office_refuse (office, rapport_invite_command, invite));
}

static void
test_journal_and_tables_agree (Office        *office,
                               gconstpointer  data)
{
  g_autoptr (GPtrArray) findings = NULL;

  accept (office, office_ask (office, 0));
  office_queue_all (office);
  findings = rapport_store_verify (office->store, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
}

#define CASE(name, function) g_test_add ("/outbox/" name, Office, NULL, office_set_up, function, office_tear_down)

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  CASE ("i18-request-drafts-a-letter-and-undo-takes-it-back", test_request_drafts_a_letter_and_undo_takes_it_back);
  CASE ("s16-introduction-is-enough-to-begin", test_introduction_is_enough_to_begin);
  CASE ("s16-introduction-to-somebody-without-an-address", test_introduction_to_somebody_without_an_address);
  CASE ("refusal-withdrawal-and-ending", test_refusal_withdrawal_and_ending);
  CASE ("undo-takes-back-the-letters-of-each-event", test_undo_takes_back_the_letters_of_each_event);
  CASE ("what-is-discarded-is-not-drafted-again", test_what_is_discarded_is_not_drafted_again);
  CASE ("what-is-discarded-comes-again-when-asked-for", test_what_is_discarded_comes_again_when_asked_for);
  CASE ("invitation-that-was-discarded-is-written-anew", test_invitation_that_was_discarded_is_written_anew);
  CASE ("template-in-the-language-of-the-reader", test_template_in_the_language_of_the_reader);
  CASE ("what-expired-long-ago-is-history", test_what_expired_long_ago_is_history);
  CASE ("i13-invitation-shows-no-hidden-address", test_invitation_shows_no_hidden_address);
  CASE ("i21-reminder-and-expiry-come-with-time", test_reminder_and_expiry_come_with_time);
  CASE ("b29-two-reminders-and-no-more", test_two_reminders_and_no_more);
  CASE ("i21-due-in-every-programme", test_due_in_every_programme);
  CASE ("i21-a-reminder-is-drafted-by-hand", test_a_reminder_is_drafted_by_hand);
  CASE ("i20-term-that-runs-out-is-an-ending", test_term_that_runs_out_is_an_ending);
  CASE ("an-end-after-an-extension-is-told-too", test_an_end_after_an_extension_is_told_too);
  CASE ("term-that-ran-out-long-ago-is-history", test_term_that_ran_out_long_ago_is_history);
  CASE ("only-what-the-programme-switched-on-goes-by-itself", test_only_what_the_programme_switched_on_goes_by_itself);
  CASE ("queue-hold-and-discard", test_queue_hold_and_discard);
  CASE ("without-an-address-nothing-is-queued", test_without_an_address_nothing_is_queued);
  CASE ("own-template-is-used-and-a-wrong-one-refused", test_own_template_is_used_and_a_wrong_one_refused);
  CASE ("invitation-is-right-in-both-time-zones", test_invitation_is_right_in_both_time_zones);
  CASE ("invitation-to-what-cannot-be-is-refused", test_invitation_to_what_cannot_be_is_refused);
  CASE ("journal-and-tables-agree", test_journal_and_tables_agree);
  return g_test_run ();
}
