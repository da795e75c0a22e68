/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/requests.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/request-snapshot.h"
#include "model/sentence.h"
#include "model/uuid.h"
#include "services/outbox.h"
#include "services/session.h"
#include "services/verdicts.h"
#include "store/history.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

RapportRequestSend *
rapport_request_send_new (void)
{
  RapportRequestSend *self = g_new0 (RapportRequestSend, 1);

  self->score = -1;
  return self;
}

void
rapport_request_send_free (RapportRequestSend *self)
{
  g_free (self->asked_by);
  g_strfreev (self->areas);
  g_strfreev (self->considerations);
  g_free (self->letter);
  g_free (self->exception);
  g_free (self);
}

RapportRequestAnswer *
rapport_request_answer_new (gint64 request)
{
  RapportRequestAnswer *self = g_new0 (RapportRequestAnswer, 1);

  self->request = request;
  return self;
}

void
rapport_request_answer_free (RapportRequestAnswer *self)
{
  g_free (self->comment);
  g_free (self->reason);
  g_free (self->exception);
  g_free (self->starts_on);
  g_free (self);
}

static void
set_if_any (RapportTransaction *transaction,
            gint64              entity,
            const char         *field,
            const char         *text)
{
  if (text != NULL && *text != '\0')
    rapport_transaction_set_string (transaction, entity, field, text);
}

/* Sending --------------------------------------------------------------------------------------------------------- */

static char *
write_letter (const RapportRequestSend     *send,
              const RapportPolicy          *policy,
              const RapportPair            *pair,
              const RapportRequestSnapshot *snapshot,
              gint64                        now)
{
  g_autofree char *last_day = rapport_request_last_day (&snapshot->terms, now);
  const RapportRequestLetter letter = {
    .programme = policy->name,
    .mentee_name = pair->mentee.name,
    .mentor_name = pair->mentor.name,
    .mentee_short_name = pair->mentee.short_name,
    .mentor_short_name = pair->mentor.short_name,
    .asked_by = send->asked_by,
    .term = send->term,
    .areas = (const char * const *) send->areas,
    .considerations = (const char * const *) send->considerations,
    .last_day = last_day,
    .expire_days = snapshot->terms.expire_days,
  };

  return rapport_request_letter (&letter);
}

/* What is kept for ever (I07), as JSON. */
static char *
make_snapshot (RapportReading           *reading,
               const RapportRequestSend *send,
               const RapportPolicy      *policy,
               const RapportPair        *pair)
{
  g_autoptr (RapportRequestSnapshot) snapshot = g_new0 (RapportRequestSnapshot, 1);

  snapshot->mentee_id = rapport_reading_uuid (reading, send->mentee);
  snapshot->mentor_id = rapport_reading_uuid (reading, send->mentor);
  snapshot->mentee_name = g_strdup (pair->mentee.name);
  snapshot->mentor_name = g_strdup (pair->mentor.name);
  snapshot->asked_by = g_strdup (send->asked_by);
  snapshot->areas = g_strdupv (send->areas);
  snapshot->term = send->term;
  snapshot->considerations = g_strdupv (send->considerations);
  snapshot->score = send->score;
  rapport_request_terms_from_policy (&snapshot->terms, policy);
  snapshot->letter = send->letter != NULL ? g_strdup (send->letter)
                                          : write_letter (send, policy, pair, snapshot, rapport_reading_now (reading));
  return rapport_request_snapshot_write (snapshot);
}

static void
write_request (RapportTransaction *transaction,
               gint64              programme,
               RapportRequestSend *send,
               const char         *snapshot)
{
  gint64 request = send->request;

  rapport_transaction_set_reference (transaction, request, "programme", programme);
  rapport_transaction_set_reference (transaction, request, "mentee", send->mentee);
  rapport_transaction_set_reference (transaction, request, "mentor", send->mentor);
  rapport_transaction_set_string (transaction, request, "asked_by", send->asked_by);
  rapport_transaction_set_int (transaction, request, "term", send->term);
  rapport_transaction_set_strv (transaction, request, "areas", (const char * const *) send->areas);
  rapport_transaction_set_string (transaction, request, "snapshot", snapshot);
  rapport_transaction_set_int (transaction, request, "sent_at", rapport_transaction_now (transaction));
  set_if_any (transaction, request, "exception", send->exception);
}

/**
 * rapport_request_send_command:
 * @transaction: a transaction
 * @data: a #RapportRequestSend
 * @error: return location
 *
 * A #RapportCommand: "send-request". Refused by the rules of sending (S13 among them).
 */
gboolean
rapport_request_send_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  RapportRequestSend *send = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  RapportAsk ask = { send->asked_by, send->term, (const char * const *) send->areas,
                     (const char * const *) send->considerations };
  RapportPairQuery between = { 0, send->mentee, send->mentor };
  g_autoptr (RapportPolicy) policy = NULL;
  g_autoptr (RapportPair) pair = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autofree char *snapshot = NULL;

  send->request = rapport_transaction_new_entity (transaction, "request");
  rapport_transaction_set_operation_on (transaction, "send-request", send->request);
  between.programme = rapport_session_ensure_programme (transaction);
  policy = rapport_programmes_policy (reading, between.programme);
  pair = rapport_requests_pair (reading, &between, NULL, error);
  if (pair == NULL)
    return FALSE;
  verdicts = rapport_request_rules_check (policy, pair, &ask);
  if (!rapport_verdicts_pass (verdicts, send->exception, error))
    return FALSE;
  snapshot = make_snapshot (reading, send, policy, pair);
  write_request (transaction, between.programme, send, snapshot);
  return rapport_outbox_call (transaction, "request", send->request, error);
}

/* Answering ------------------------------------------------------------------------------------------------------- */

/** What every answer begins with. */
typedef struct {
  RapportRequestRow *row;
  RapportPolicy *policy;
  RapportPair *pair;
} Case;

static void
case_clear (Case *self)
{
  g_clear_pointer (&self->row, rapport_request_row_free);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  g_clear_pointer (&self->pair, rapport_pair_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static gboolean
open_case (RapportReading              *reading,
           const RapportRequestAnswer  *answer,
           Case                        *self,
           GError                     **error)
{
  gint64 request = answer->request;

  self->row = rapport_requests_get (reading, &request, NULL, error);
  if (self->row == NULL)
    return FALSE;
  self->policy = rapport_programmes_policy (reading, self->row->programme);
  self->pair = rapport_requests_pair (reading, &(RapportPairQuery) { self->row->programme, self->row->mentee,
                                                                     self->row->mentor }, NULL, error);
  return self->pair != NULL;
}

static void
write_answer (RapportTransaction         *transaction,
              const RapportRequestAnswer *answer,
              const char                 *word)
{
  g_autofree char *instant = g_strdup_printf ("%" G_GINT64_FORMAT, rapport_transaction_now (transaction));
  const char *list[] = { word, instant, answer->comment != NULL ? answer->comment : "",
                         answer->reason != NULL ? answer->reason : "", NULL };

  rapport_transaction_set_strv (transaction, answer->request, "answer", list);
  set_if_any (transaction, answer->request, "exception", answer->exception);
}

static gint64
write_partnership (RapportTransaction         *transaction,
                   const RapportRequestAnswer *answer,
                   const RapportRequestRow    *row,
                   int                         term,
                   const char                 *starts_on)
{
  g_autofree char *request = rapport_reading_uuid (rapport_transaction_reading (transaction), answer->request);
  g_autofree char *uuid = rapport_uuid_v5 ("partnership", request, NULL);
  gint64 partnership = rapport_transaction_entity (transaction, "partnership", uuid);

  rapport_transaction_set_reference (transaction, partnership, "programme", row->programme);
  rapport_transaction_set_reference (transaction, partnership, "request", answer->request);
  rapport_transaction_set_reference (transaction, partnership, "mentor", row->mentor);
  rapport_transaction_set_reference (transaction, partnership, "mentee", row->mentee);
  rapport_transaction_set_strv (transaction, partnership, "areas", (const char * const *) row->areas);
  rapport_transaction_set_int (transaction, partnership, "term", term);
  rapport_transaction_set_string (transaction, partnership, "starts_on", starts_on);
  return partnership;
}

/* A place that was seen free and is gone now was taken by somebody else meanwhile. */
static gboolean
lost_race (const RapportRequestAnswer  *answer,
           const RapportPair           *pair,
           GPtrArray                   *verdicts,
           GError                     **error)
{
  const RapportVerdict *capacity = rapport_verdicts_find (verdicts, "capacity");

  if (!answer->had_room || capacity == NULL || capacity->level != RAPPORT_VERDICT_HARD)
    return FALSE;
  rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, _("%s’s last place was taken a moment ago."),
                     pair->mentor.short_name);
  return TRUE;
}

/**
 * rapport_request_accept_command:
 * @transaction: a transaction
 * @data: a #RapportRequestAnswer
 * @error: return location
 *
 * A #RapportCommand: "accept-request". The answer and the partnership that comes of it (I23) are one operation; capacity
 * is judged by what stands in the database at this moment.
 */
gboolean
rapport_request_accept_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  RapportRequestAnswer *answer = data;
  g_auto (Case) self = { NULL };
  g_autoptr (GPtrArray) verdicts = NULL;
  const char *starts_on;
  int term;

  if (!open_case (rapport_transaction_reading (transaction), answer, &self, error))
    return FALSE;
  term = answer->term > 0 ? answer->term : self.row->term;
  starts_on = answer->starts_on != NULL ? answer->starts_on : self.pair->today;
  verdicts = rapport_request_rules_check_accept (self.policy, self.pair, self.row->state, term, starts_on, answer->comment);
  if (self.row->state == RAPPORT_REQUEST_OPEN && lost_race (answer, self.pair, verdicts, error))
    return FALSE;
  if (!rapport_verdicts_pass (verdicts, answer->exception, error))
    return FALSE;
  rapport_transaction_set_operation_on (transaction, "accept-request", answer->request);
  write_answer (transaction, answer, "accepted");
  answer->partnership = write_partnership (transaction, answer, self.row, term, starts_on);
  return rapport_outbox_call (transaction, "introduction", answer->request, error);
}

/* The answers that make nothing but a change of the request. */
static gboolean
judge_answer (RapportTransaction    *transaction,
              RapportRequestAnswer  *answer,
              RapportAnswer          kind,
              const char            *title,
              GError               **error)
{
  g_auto (Case) self = { NULL };
  g_autoptr (GPtrArray) verdicts = NULL;

  if (!open_case (rapport_transaction_reading (transaction), answer, &self, error))
    return FALSE;
  verdicts = rapport_request_rules_check_answer (self.policy, self.pair, kind, self.row->state, answer->comment);
  if (!rapport_verdicts_pass (verdicts, answer->exception, error))
    return FALSE;
  rapport_transaction_set_operation_on (transaction, title, answer->request);
  return TRUE;
}

static gboolean
check_reason (const char  *reason,
              GError     **error)
{
  const char * const *reasons = rapport_decline_reasons ();
  g_autofree char *list = NULL;

  if (reason == NULL || *reason == '\0' || g_strv_contains (reasons, reason))
    return TRUE;
  list = g_strjoinv (", ", (char **) reasons);
  rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                     _("“%s” is not one of the reasons: %s."), reason, list);
  return FALSE;
}

/** A #RapportCommand: "decline-request". @data: a #RapportRequestAnswer. */
gboolean
rapport_request_decline_command (RapportTransaction  *transaction,
                                 gpointer             data,
                                 GError             **error)
{
  if (!check_reason (((RapportRequestAnswer *) data)->reason, error)
      || !judge_answer (transaction, data, RAPPORT_ANSWER_DECLINE, "decline-request", error))
    return FALSE;
  write_answer (transaction, data, "declined");
  return rapport_outbox_call (transaction, "refusal", ((RapportRequestAnswer *) data)->request, error);
}

static gboolean
note_instant (RapportTransaction  *transaction,
              gpointer             data,
              RapportAnswer        kind,
              const char          *title,
              const char          *field,
              GError             **error)
{
  RapportRequestAnswer *answer = data;

  if (!judge_answer (transaction, answer, kind, title, error))
    return FALSE;
  rapport_transaction_set_int (transaction, answer->request, field, rapport_transaction_now (transaction));
  return TRUE;
}

/** A #RapportCommand: "save-request". Its clock goes on (I19). @data: a #RapportRequestAnswer. */
gboolean
rapport_request_save_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  return note_instant (transaction, data, RAPPORT_ANSWER_SAVE, "save-request", "saved_at", error);
}

/** A #RapportCommand: "withdraw-request". @data: a #RapportRequestAnswer. */
gboolean
rapport_request_withdraw_command (RapportTransaction  *transaction,
                                  gpointer             data,
                                  GError             **error)
{
  return note_instant (transaction, data, RAPPORT_ANSWER_WITHDRAW, "withdraw-request", "withdrawn_at", error)
         && rapport_outbox_call (transaction, "withdrawal", ((RapportRequestAnswer *) data)->request, error);
}

/** A #RapportCommand: "note-reminder": a reminder has been sent (I21). @data: a #RapportRequestAnswer. */
gboolean
rapport_request_remind_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  return note_instant (transaction, data, RAPPORT_ANSWER_REMIND, "note-reminder", "reminded_at", error);
}

/** A #RapportCommand: "draft-reminder": the letter goes to the Outbox; the request is reminded of once that is sent (I21).
 * @data: a #RapportRequestAnswer. */
gboolean
rapport_request_draft_reminder_command (RapportTransaction  *transaction,
                                        gpointer             data,
                                        GError             **error)
{
  RapportRequestAnswer *answer = data;

  if (!judge_answer (transaction, answer, RAPPORT_ANSWER_REMIND, "draft-reminder", error))
    return FALSE;
  if (rapport_outbox_has_draft (rapport_transaction_reading (transaction), answer->request, "reminder"))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                           _("A reminder of this request waits in the Outbox already."));
      return FALSE;
    }
  return rapport_outbox_call (transaction, "reminder", answer->request, error);
}

gboolean
rapport_request_reminders_are_letters (const RapportPolicy *policy)
{
  return policy->letters != NULL && g_strv_contains ((const char * const *) policy->letters, "reminder");
}

/* Answering again --------------------------------------------------------------------------------------------------- */

/* Of the answers that stand side by side the one that says @word. */
static GVariant *
find_answer (RapportReading *reading,
             gint64          request,
             const char     *word)
{
  g_autoptr (GPtrArray) versions = rapport_reading_history (reading, request, "answer", NULL);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const RapportFieldVersion *version = g_ptr_array_index (versions, i);
      g_autofree const char **list = NULL;

      if (!version->current || version->value == NULL
          || !g_variant_is_of_type (version->value, G_VARIANT_TYPE_STRING_ARRAY))
        continue;
      list = g_variant_get_strv (version->value, NULL);
      if (g_strcmp0 (list[0], word) == 0)
        return g_variant_ref (version->value);
    }
  return NULL;
}

/* What came of the acceptance that does not stand: without a meeting it is taken away, else it has ended today. */
static void
end_what_came_of_it (RapportTransaction      *transaction,
                     const RapportRequestRow *row)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  gint64 no = row->partnership;
  g_autoptr (RapportPartnershipRow) partnership = no != 0 ? rapport_partnerships_get (reading, &no, NULL, NULL) : NULL;
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, row->programme);
  g_autofree char *today = rapport_date_of_instant (rapport_reading_now (reading), policy->time_zone);
  const char *end[] = { today, "other", _("The request was declined"), NULL };

  if (partnership == NULL || partnership->state == RAPPORT_PARTNERSHIP_ENDED)
    return;
  if (partnership->meetings + partnership->check_ins == 0)
    rapport_transaction_delete (transaction, no);
  else
    rapport_transaction_set_strv (transaction, no, "end", end);
}

/**
 * rapport_request_answer_again_command:
 * @data: a #RapportRequestAgain
 *
 * A #RapportCommand: "answer-again", of a request that was accepted here and declined there (DESIGN §3). The answer that
 * stands is the one that was given, with its instant and comment.
 */
gboolean
rapport_request_answer_again_command (RapportTransaction  *transaction,
                                      gpointer             data,
                                      GError             **error)
{
  const RapportRequestAgain *again = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  gint64 request = again->request;
  g_autoptr (RapportRequestRow) row = rapport_requests_get (reading, &request, NULL, error);
  g_autoptr (GVariant) answer = NULL;

  if (row == NULL)
    return FALSE;
  answer = row->contested ? find_answer (reading, request, again->accept ? "accepted" : "declined") : NULL;
  if (answer == NULL)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                           _("The answer is not contested any more."));
      return FALSE;
    }
  rapport_transaction_set_operation_on (transaction, "answer-again", request);
  rapport_transaction_set (transaction, request, "answer", answer);
  if (!again->accept)
    end_what_came_of_it (transaction, row);
  return TRUE;
}
