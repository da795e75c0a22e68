/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sender.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "net/mail.h"
#include "services/invitations.h"
#include "services/outbox.h"
#include "store/partnerships.h"
#include "store/requests.h"

/* A letter is claimed in a transaction before a connection is used for it, and what came of it is noted in another. Who
 * finds a claim without a note while holding the lock knows that its sender is gone: the letter may have been sent. */

void
rapport_sender_result_clear (RapportSenderResult *self)
{
  g_clear_pointer (&self->words, g_free);
}

/* One sender at a time -------------------------------------------------------------------------------------------- */

/* The lock goes with the process, however it ends. */
static int
take_lock (RapportStore  *store,
           GError       **error)
{
  g_autofree char *path = g_strconcat (rapport_store_get_path (store), "-outbox", NULL);
  int file = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (file >= 0 && flock (file, LOCK_EX | LOCK_NB) == 0)
    return file;
  if (file >= 0 && errno == EWOULDBLOCK)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY, _("Letters are being sent already."));
  else
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("Letters cannot be sent: %s."), g_strerror (errno));
  if (file >= 0)
    close (file);
  return -1;
}

/* Claiming and noting --------------------------------------------------------------------------------------------- */

/** Data of the commands of the sender. */
typedef struct {
  const char *organiser;   /* Borrowed: the address of the account */
  RapportLetterRow *row;   /* Owned: the letter that is claimed; NULL: none is left */
  char *uuid;              /* Owned */
  char *calendar;          /* Owned: the event that goes with it; NULL: none */
  RapportLetterState next; /* to be noted; borrows */
  gboolean passed_over;    /* it cannot go out, and says so */
  guint n;
} Claim;

static void
claim_clear (Claim *self)
{
  g_clear_pointer (&self->row, rapport_letter_row_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->calendar, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claim, claim_clear)

static void
name_operation (RapportTransaction *transaction,
                const char         *title,
                const char         *uuid)
{
  rapport_transaction_set_operation (transaction, title, (const char *[]) { uuid, NULL });
}

/* What a lost sender had claimed may have been sent. */
static gboolean
recover_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  Claim *claim = data;
  g_autoptr (GArray) letters = rapport_letters_claimed (rapport_transaction_reading (transaction),
                                                        rapport_transaction_replica (transaction));

  name_operation (transaction, "letter-unsure", NULL);
  for (guint i = 0; i < letters->len; i++)
    {
      gint64 letter = g_array_index (letters, gint64, i);
      g_autoptr (RapportLetterRow) row = rapport_letters_get (rapport_transaction_reading (transaction), &letter, NULL, error);

      if (row == NULL)
        return FALSE;
      row->state.stage = RAPPORT_LETTER_UNSURE;
      row->state.at = rapport_transaction_now (transaction);
      g_free (row->state.words);
      row->state.words = g_strdup (_("Sending was cut short: it may have arrived."));
      rapport_outbox_set_state (transaction, letter, &row->state);
    }
  claim->n = letters->len;
  return TRUE;
}

/* What a letter says was so when it was drafted. (nullable): why it is not so any more. */
static const char *
why_untrue (RapportReading         *reading,
            const RapportLetterRow *letter)
{
  static const struct {
    const char *kind;
    RapportRequestState state;
    const char *words;
  } tellings[] = {
    { "request", RAPPORT_REQUEST_OPEN, N_("The request is not open any more.") },
    { "reminder", RAPPORT_REQUEST_OPEN, N_("It has been answered meanwhile.") },
    { "introduction", RAPPORT_REQUEST_ACCEPTED, N_("The answer was taken back.") },
    { "refusal", RAPPORT_REQUEST_DECLINED, N_("The answer was taken back.") },
    { "withdrawal", RAPPORT_REQUEST_WITHDRAWN, N_("The request is there again.") },
    { "expiry", RAPPORT_REQUEST_EXPIRED, N_("The request has not expired after all.") },
  };
  gint64 cause = letter->cause;
  g_autoptr (RapportRequestRow) row = rapport_requests_get (reading, &cause, NULL, NULL);

  if (row != NULL && row->contested)
    return _("It was accepted and declined: the Review page settles that first.");
  for (guint i = 0; i < G_N_ELEMENTS (tellings); i++)
    if (strcmp (letter->kind, tellings[i].kind) == 0)
      return row != NULL && row->state == tellings[i].state ? NULL : _(tellings[i].words);
  return NULL;
}

static gboolean
has_ended (RapportReading *reading,
           gint64          partnership)
{
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &partnership, NULL, NULL);

  return row == NULL || row->state == RAPPORT_PARTNERSHIP_ENDED;
}

static gboolean
is_over (RapportReading *reading,
         gint64          letter)
{
  g_autoptr (GVariant) value = rapport_reading_get (reading, letter, "meeting");
  g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_read (value);

  return plan != NULL && plan->starts < rapport_reading_now (reading);
}

static const char *
why_not (RapportReading         *reading,
         const RapportLetterRow *row)
{
  if (!rapport_mail_address_check (rapport_letter_row_address (row), NULL))
    return _("There is no e-mail address that it could go to.");
  if (strcmp (row->kind, "invitation") == 0 && is_over (reading, row->no))
    return _("The meeting is over.");
  if (strcmp (row->kind, "ending") == 0 && !has_ended (reading, row->cause))
    return _("The partnership goes on again.");
  return why_untrue (reading, row);
}

/* One letter: claimed, or failed where it cannot go out. */
static gboolean
claim_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  Claim *claim = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  const char *owner = rapport_transaction_replica (transaction);
  gint64 letter = rapport_letters_next_queued (reading, owner);
  g_autoptr (RapportLetterRow) row = NULL;
  const char *problem;
  RapportLetterState state = { .at = rapport_transaction_now (transaction), .owner = (char *) owner };

  if (letter == 0)
    return TRUE;
  row = rapport_letters_get (reading, &letter, NULL, error);
  if (row == NULL)
    return FALSE;
  problem = why_not (reading, row);
  row->state.attempts += problem == NULL;
  state.stage = problem != NULL ? RAPPORT_LETTER_FAILED : RAPPORT_LETTER_SENDING;
  state.words = (char *) problem;
  state.attempts = row->state.attempts;
  state.sent_to = (char *) (problem == NULL ? rapport_letter_row_address (row) : "");
  claim->uuid = rapport_reading_uuid (reading, letter);
  name_operation (transaction, problem != NULL ? "letter-failed" : "letter-claimed", claim->uuid);
  rapport_outbox_set_state (transaction, letter, &state);
  claim->passed_over = problem != NULL;
  if (problem == NULL)
    {
      claim->calendar = rapport_invitation_of_letter (reading, row, claim->organiser);
      claim->row = g_steal_pointer (&row);
    }
  return TRUE;
}

static gboolean
note_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  Claim *claim = data;
  static const char *const titles[RAPPORT_N_LETTER_STAGES] = {
    "letter-failed", "letter-failed", "letter-failed", "letter-claimed", "letter-unsure", "letter-sent",
  };

  claim->next.at = rapport_transaction_now (transaction);
  claim->next.owner = (char *) rapport_transaction_replica (transaction);
  claim->next.attempts = claim->row->state.attempts;
  claim->next.sent_to = (char *) rapport_letter_row_address (claim->row);
  if (claim->next.next_try > 0)
    claim->next.next_try += claim->next.at;
  name_operation (transaction, titles[claim->next.stage], claim->uuid);
  rapport_outbox_set_state (transaction, claim->row->no, &claim->next);
  if (claim->next.stage == RAPPORT_LETTER_SENT)
    rapport_outbox_note_reminder (transaction, claim->row);
  return TRUE;
}

/* What came of it ------------------------------------------------------------------------------------------------- */

static void
put_off (Claim               *claim,
         RapportSenderResult *result)
{
  int pause = rapport_letter_pause (claim->row->state.attempts);

  claim->next.stage = pause > 0 ? RAPPORT_LETTER_QUEUED : RAPPORT_LETTER_FAILED;
  claim->next.next_try = MAX (pause, 0);
  if (pause > 0)
    result->later++;
  else
    result->failed++;
}

/* Sets what is to be noted. Returns whether the next letter may be tried. */
static gboolean
judge (Claim               *claim,
       const GError        *failure,
       RapportSenderResult *result)
{
  claim->next = (RapportLetterState) { .stage = RAPPORT_LETTER_SENT, .words = failure != NULL ? failure->message : NULL };
  if (failure == NULL)
    {
      result->sent++;
      return TRUE;
    }
  if (g_error_matches (failure, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_UNSURE))
    {
      claim->next.stage = RAPPORT_LETTER_UNSURE;
      result->unsure++;
      return TRUE;
    }
  if (g_error_matches (failure, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_LATER))
    {
      put_off (claim, result);
      return TRUE;
    }
  if (g_error_matches (failure, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_CONNECTION))
    {
      put_off (claim, result);
      return FALSE;
    }
  if (g_error_matches (failure, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_REFUSED)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    {
      claim->next.stage = RAPPORT_LETTER_FAILED;
      result->failed++;
      return TRUE;
    }
  /* Cancelled, or the account is wrong: the letter is as it was. */
  claim->next.stage = RAPPORT_LETTER_QUEUED;
  claim->row->state.attempts--;
  return FALSE;
}

/* Sending --------------------------------------------------------------------------------------------------------- */

GBytes *
rapport_sender_message (const RapportLetterRow    *row,
                        const RapportMailAccount  *account,
                        const char                *uuid,
                        const char                *calendar,
                        GError                   **error)
{
  const RapportMail mail = {
    .from_name = account != NULL ? account->from_name : NULL,
    .from_address = account != NULL ? account->from_address : NULL,
    .to_name = row->member_name,
    .to_address = rapport_letter_row_address (row),
    .id = uuid,
    .date = row->state.at > 0 ? row->state.at : row->drafted_at,
    .subject = row->subject,
    .body = row->body,
    .calendar = calendar,
  };

  return rapport_mail_to_bytes (&mail, error);
}

gpointer
rapport_sender_message_query (RapportReading  *reading,
                              gpointer         data,
                              GCancellable    *cancellable,
                              GError         **error)
{
  const RapportSenderMessage *message = data;
  gint64 letter = message->letter;
  g_autoptr (RapportLetterRow) row = rapport_letters_get (reading, &letter, cancellable, error);
  const char *from = message->account != NULL ? message->account->from_address : NULL;
  g_autofree char *uuid = row != NULL ? rapport_reading_uuid (reading, letter) : NULL;
  g_autofree char *calendar = row != NULL ? rapport_invitation_of_letter (reading, row, from) : NULL;

  return row != NULL ? rapport_sender_message (row, message->account, uuid, calendar, error) : NULL;
}

static gboolean
send_one (RapportSmtp               *smtp,
          const RapportMailAccount  *account,
          Claim                     *claim,
          GCancellable              *cancellable,
          GError                   **error)
{
  g_autoptr (GBytes) message = rapport_sender_message (claim->row, account, claim->uuid, claim->calendar, error);

  return message != NULL
         && rapport_smtp_send (smtp, account->from_address, rapport_letter_row_address (claim->row), message, cancellable,
                               error);
}

/* Returns whether to go on; FALSE without @error: nothing is left. */
static gboolean
step (RapportStore              *store,
      RapportSmtp               *smtp,
      const RapportMailAccount  *account,
      RapportSenderResult       *result,
      GCancellable              *cancellable,
      GError                   **error)
{
  g_auto (Claim) claim = { account->from_address };
  g_autoptr (GError) failure = NULL;
  gboolean may_go_on;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !rapport_store_write (store, claim_command, &claim, NULL, error))
    return FALSE;
  result->failed += claim.passed_over;
  if (claim.row == NULL)
    return claim.passed_over;
  send_one (smtp, account, &claim, cancellable, &failure);
  may_go_on = judge (&claim, failure, result);
  if (!rapport_store_write (store, note_command, &claim, NULL, error))
    return FALSE;
  if (failure != NULL)
    {
      g_free (result->words);
      result->words = g_strdup (failure->message);
    }
  if (!may_go_on)
    g_propagate_error (error, g_steal_pointer (&failure));
  return may_go_on;
}

gboolean
rapport_sender_run (RapportStore              *store,
                    const RapportMailAccount  *account,
                    const char                *password,
                    RapportSenderProgress      progress,
                    gpointer                   data,
                    RapportSenderResult       *result,
                    GCancellable              *cancellable,
                    GError                   **error)
{
  int lock = take_lock (store, error);
  g_autoptr (RapportSmtp) smtp = NULL;
  g_autoptr (GError) failure = NULL;
  Claim lost = { NULL };

  if (lock < 0)
    return FALSE;
  rapport_password_guard ();
  if (rapport_store_write (store, recover_command, &lost, NULL, &failure))
    {
      result->unsure += lost.n;
      smtp = rapport_smtp_new (&account->server, password);
      while (step (store, smtp, account, result, cancellable, &failure))
        if (progress != NULL)
          progress (result, data);
    }
  close (lock);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
rapport_sender_run_with_keyring (RapportStore              *store,
                                 const RapportMailAccount  *account,
                                 gboolean                   may_ask,
                                 RapportSenderResult       *result,
                                 GCancellable              *cancellable,
                                 GError                   **error)
{
  char *password = NULL;
  gboolean done;

  rapport_password_guard ();
  if (rapport_mail_account_logs_in (account))
    {
      password = rapport_mail_account_lookup_password (account, may_ask, cancellable, error);
      if (password == NULL)
        return FALSE;
    }
  done = rapport_sender_run (store, account, password, NULL, NULL, result, cancellable, error);
  rapport_password_free (password);
  return done;
}
