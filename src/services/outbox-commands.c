/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "model/sentence.h"
#include "model/strip.h"
#include "services/outbox.h"

/* What people do with letters. */

RapportOutboxLetters *
rapport_outbox_letters_new (gint64 first)
{
  RapportOutboxLetters *self = g_new0 (RapportOutboxLetters, 1);

  self->letters = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (first != 0)
    g_array_append_val (self->letters, first);
  return self;
}

void
rapport_outbox_letters_free (RapportOutboxLetters *self)
{
  g_array_unref (self->letters);
  g_free (self->problem);
  g_free (self);
}

void
rapport_outbox_edit_free (RapportOutboxEdit *self)
{
  g_free (self->address);
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

/** A #RapportCommand: "edit-letter". @data: a #RapportOutboxEdit. */
gboolean
rapport_outbox_edit_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  const RapportOutboxEdit *edit = data;
  g_autoptr (RapportLetterRow) row = rapport_letters_get (rapport_transaction_reading (transaction), (gpointer) &edit->letter,
                                                          NULL, error);
  g_autoptr (GError) failure = NULL;
  g_autofree char *subject = NULL;

  if (row == NULL)
    return FALSE;
  if (row->state.stage != RAPPORT_LETTER_DRAFT && row->state.stage != RAPPORT_LETTER_FAILED)
    return rapport_store_refuse (error, _("Only drafts and letters that could not be sent can be changed."));
  if (edit->address != NULL && *edit->address != '\0' && !rapport_mail_address_check (edit->address, &failure))
    return rapport_store_refuse (error, failure->message);
  subject = rapport_strip (g_strdelimit (g_strdup (edit->subject != NULL ? edit->subject : row->subject), "\r\n", ' '));
  if (*subject == '\0')
    return rapport_store_refuse (error, _("A letter needs a subject."));
  rapport_transaction_set_operation (transaction, "edit-letter", NULL);
  if (edit->address != NULL)
    rapport_transaction_set_string (transaction, row->no, "address", *edit->address != '\0' ? edit->address : NULL);
  rapport_transaction_set_string (transaction, row->no, "subject", subject);
  if (edit->body != NULL)
    rapport_transaction_set_string (transaction, row->no, "body", edit->body);
  return TRUE;
}

/* Several letters ------------------------------------------------------------------------------------------------- */

/* Sets @state to what comes next, or says why it may not; of what it borrows, owner and words stay the row's. */
typedef gboolean (*Step) (RapportTransaction          *transaction,
                          const RapportOutboxLetters  *letters,
                          const RapportLetterRow      *row,
                          RapportLetterState          *state,
                          GError                     **error);

static gboolean
step_queue (RapportTransaction          *transaction,
            const RapportOutboxLetters  *letters,
            const RapportLetterRow      *row,
            RapportLetterState          *state,
            GError                     **error)
{
  g_autoptr (GError) failure = NULL;

  if (row->state.stage == RAPPORT_LETTER_SENT)
    return rapport_store_refuse (error, _("This letter has been sent already."));
  if (row->state.stage == RAPPORT_LETTER_SENDING)
    return rapport_store_refuse (error, _("This letter is being sent."));
  if (row->state.stage == RAPPORT_LETTER_UNSURE && !letters->again)
    return rapport_store_refuse (error, _("This letter may have been sent: look whether it arrived before you send it again."));
  if (row->state.stage == RAPPORT_LETTER_QUEUED && row->ours)
    return rapport_store_refuse (error, _("This letter is queued already."));
  if (row->state.stage == RAPPORT_LETTER_QUEUED && !letters->again)
    return rapport_store_refuse (error, _("This letter waits to be sent by another computer: it could go out twice."));
  if (!rapport_mail_address_check (rapport_letter_row_address (row), &failure))
    {
      rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, _("%s: %s"), row->member_name, failure->message);
      return FALSE;
    }
  state->stage = RAPPORT_LETTER_QUEUED;
  state->owner = (char *) rapport_transaction_replica (transaction);
  return TRUE;
}

static gboolean
step_hold (RapportTransaction          *transaction,
           const RapportOutboxLetters  *letters,
           const RapportLetterRow      *row,
           RapportLetterState          *state,
           GError                     **error)
{
  if (row->state.stage != RAPPORT_LETTER_QUEUED)
    return rapport_store_refuse (error, _("Only queued letters can be held back."));
  state->stage = RAPPORT_LETTER_DRAFT;
  return TRUE;
}

static gboolean
step_sent (RapportTransaction          *transaction,
           const RapportOutboxLetters  *letters,
           const RapportLetterRow      *row,
           RapportLetterState          *state,
           GError                     **error)
{
  if (row->state.stage == RAPPORT_LETTER_SENT)
    return rapport_store_refuse (error, _("This letter has been sent already."));
  if (row->state.stage == RAPPORT_LETTER_SENDING)
    return rapport_store_refuse (error, _("This letter is being sent."));
  state->stage = RAPPORT_LETTER_SENT;
  state->owner = (char *) rapport_transaction_replica (transaction);
  state->sent_to = (char *) rapport_letter_row_address (row);
  return TRUE;
}

static gboolean
may_discard (const RapportLetterRow  *row,
             GError                 **error)
{
  return row->state.stage == RAPPORT_LETTER_DRAFT || row->state.stage == RAPPORT_LETTER_FAILED
         || row->state.stage == RAPPORT_LETTER_QUEUED
         || rapport_store_refuse (error, _("What was sent, or may have been, is kept."));
}

/** A letter and what comes next for it. */
typedef struct {
  RapportLetterRow *row;     /* Owned */
  RapportLetterState state;  /* borrows */
} Change;

static void
change_clear (gpointer data)
{
  g_clear_pointer (&((Change *) data)->row, rapport_letter_row_free);
}

static gboolean
judge (RapportTransaction          *transaction,
       const RapportOutboxLetters  *letters,
       gint64                       letter,
       Step                         step,
       GArray                      *changes,
       GError                     **error)
{
  Change change = { .state = { .at = rapport_transaction_now (transaction) } };

  change.row = rapport_letters_get (rapport_transaction_reading (transaction), &letter, NULL, error);
  if (change.row == NULL)
    return FALSE;
  if (step != NULL ? step (transaction, letters, change.row, &change.state, error) : may_discard (change.row, error))
    {
      g_array_append_val (changes, change);
      return TRUE;
    }
  change_clear (&change);
  return FALSE;
}

static void
apply (RapportTransaction *transaction,
       const char         *title,
       GArray             *changes,
       gboolean            discard)
{
  g_autofree char *count = g_strdup_printf ("%u", changes->len);

  rapport_transaction_set_operation (transaction, title, (const char *[]) { count, NULL });
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (discard)
        rapport_transaction_delete (transaction, change->row->no);
      else
        rapport_outbox_set_state (transaction, change->row->no, &change->state);
      if (!discard && change->state.stage == RAPPORT_LETTER_SENT)
        rapport_outbox_note_reminder (transaction, change->row);
    }
}

/* Done to those that it can be done to; refused when there is none. @step %NULL discards. */
static gboolean
do_all (RapportTransaction    *transaction,
        RapportOutboxLetters  *letters,
        const char            *title,
        Step                   step,
        GError               **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));

  g_array_set_clear_func (changes, change_clear);
  g_clear_pointer (&letters->problem, g_free);
  for (guint i = 0; i < letters->letters->len; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (rapport_transaction_get_cancellable (transaction), error))
        return FALSE;
      if (!judge (transaction, letters, g_array_index (letters->letters, gint64, i), step, changes, &failure)
          && letters->problem == NULL)
        letters->problem = g_strdup (failure->message);
    }
  letters->done = changes->len;
  if (changes->len == 0)
    return rapport_store_refuse (error, letters->problem != NULL ? letters->problem : _("There are no such letters."));
  apply (transaction, title, changes, step == NULL);
  return TRUE;
}

/** A #RapportCommand: "queue-letters": they go out with the next sending. @data: a #RapportOutboxLetters. */
gboolean
rapport_outbox_queue_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  return do_all (transaction, data, "queue-letters", step_queue, error);
}

/** A #RapportCommand: "hold-letters": queued ones are drafts again. @data: a #RapportOutboxLetters. */
gboolean
rapport_outbox_hold_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  return do_all (transaction, data, "hold-letters", step_hold, error);
}

/** A #RapportCommand: "discard-letters". @data: a #RapportOutboxLetters. */
gboolean
rapport_outbox_discard_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  return do_all (transaction, data, "discard-letters", NULL, error);
}

/** A #RapportCommand: "letter-sent": a person says that they have sent them. @data: a #RapportOutboxLetters. */
gboolean
rapport_outbox_sent_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  return do_all (transaction, data, "letter-sent", step_sent, error);
}
