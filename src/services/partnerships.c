/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/partnerships.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/sentence.h"
#include "model/terms.h"
#include "model/uuid.h"
#include "services/outbox.h"
#include "services/session.h"
#include "store/partnerships.h"
#include "store/programmes.h"

RapportPartnershipChange *
rapport_partnership_change_new (gint64 partnership)
{
  RapportPartnershipChange *self = g_new0 (RapportPartnershipChange, 1);

  self->partnership = partnership;
  return self;
}

void
rapport_partnership_change_free (RapportPartnershipChange *self)
{
  g_free (self->ended_on);
  g_free (self->reason);
  g_free (self->note);
  g_free (self);
}

void
rapport_partnership_record_free (RapportPartnershipRecord *self)
{
  g_strfreev (self->areas);
  g_free (self->starts_on);
  g_free (self->ended_on);
  g_free (self);
}

static char *
dup_today (RapportReading *reading,
           gint64          programme)
{
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, programme);

  return rapport_date_of_instant (rapport_reading_now (reading), policy->time_zone);
}

static gboolean
check_reason (RapportReading  *reading,
              gint64           programme,
              const char      *reason,
              GError         **error)
{
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, programme);
  g_autofree char *list = NULL;

  if (reason == NULL || *reason == '\0')
    return rapport_store_refuse (error, _("An end needs its reason: choose one from the list."));
  if (policy->end_reasons == NULL || *policy->end_reasons == NULL
      || g_strv_contains ((const char * const *) policy->end_reasons, reason))
    return TRUE;
  list = g_strjoinv (", ", policy->end_reasons);
  rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                     _("“%s” is not one of the programme’s reasons for an end: %s."), reason, list);
  return FALSE;
}

/**
 * rapport_partnership_end_command:
 * @transaction: a transaction
 * @data: a #RapportPartnershipChange: when, why, and a note
 * @error: return location
 *
 * A #RapportCommand: "end-partnership" (I09). A reason is needed.
 */
gboolean
rapport_partnership_end_command (RapportTransaction  *transaction,
                                 gpointer             data,
                                 GError             **error)
{
  RapportPartnershipChange *change = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &change->partnership, NULL, error);
  g_autofree char *today = NULL;
  const char *ended_on;

  if (row == NULL)
    return FALSE;
  today = dup_today (reading, row->programme);
  ended_on = change->ended_on != NULL && *change->ended_on != '\0' ? change->ended_on : today;
  if (row->state == RAPPORT_PARTNERSHIP_ENDED)
    return rapport_store_refuse (error, _("This partnership has ended already."));
  if (!rapport_date_is_valid (ended_on))
    return rapport_store_refuse (error, _("The last day is not a date: write it as 2026-11-19."));
  if (strcmp (ended_on, today) > 0)
    return rapport_store_refuse (error, _("The last day lies in the future: a partnership ends today at the latest."));
  if (strcmp (ended_on, row->starts_on) < 0 && row->state == RAPPORT_PARTNERSHIP_ACTIVE)
    return rapport_store_refuse (error, _("The last day lies before the first one."));
  if (!check_reason (reading, row->programme, change->reason, error))
    return FALSE;
  rapport_transaction_set_operation_on (transaction, "end-partnership", change->partnership);
  {
    const char *end[] = { ended_on, change->reason, change->note != NULL ? change->note : "", NULL };

    rapport_transaction_set_strv (transaction, change->partnership, "end", end);
  }
  return rapport_outbox_call (transaction, "ending", change->partnership, error);
}

/**
 * rapport_partnership_extend_command:
 * @transaction: a transaction
 * @data: a #RapportPartnershipChange: the whole term, in months
 * @error: return location
 *
 * A #RapportCommand: "extend-partnership". One that ended with its term goes on; one that somebody ended does not.
 */
gboolean
rapport_partnership_extend_command (RapportTransaction  *transaction,
                                    gpointer             data,
                                    GError             **error)
{
  RapportPartnershipChange *change = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &change->partnership, NULL, error);
  g_autofree char *today = NULL;
  g_autofree char *ends_on = NULL;

  if (row == NULL)
    return FALSE;
  if (*row->ended_on != '\0')
    return rapport_store_refuse (error, _("This partnership was ended: a new request begins another."));
  if (change->term < 0 || change->term > 240)
    return rapport_store_refuse (error, _("A term is between 1 and 240 months."));
  today = dup_today (reading, row->programme);
  ends_on = rapport_term_ends_on (row->starts_on, change->term);
  if (*ends_on != '\0' && strcmp (ends_on, today) < 0)
    return rapport_store_refuse (error, _("With this term it would have ended already: choose a longer one."));
  rapport_transaction_set_operation_on (transaction, "extend-partnership", change->partnership);
  rapport_transaction_set_int (transaction, change->partnership, "term", change->term);
  return TRUE;
}

/** A #RapportCommand: "star-partnership" or "unstar-partnership" (I10). @data: a #RapportPartnershipChange. */
gboolean
rapport_partnership_star_command (RapportTransaction  *transaction,
                                  gpointer             data,
                                  GError             **error)
{
  RapportPartnershipChange *change = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &change->partnership, NULL, error);

  if (row == NULL)
    return FALSE;
  rapport_transaction_set_operation_on (transaction, change->starred ? "star-partnership" : "unstar-partnership", change->partnership);
  if (change->starred)
    rapport_transaction_set_int (transaction, change->partnership, "starred", 1);
  else
    rapport_transaction_set (transaction, change->partnership, "starred", NULL);
  return TRUE;
}

static gboolean
check_record (const RapportPartnershipRecord  *record,
              GError                         **error)
{
  if (record->mentee == record->mentor || record->mentee == 0 || record->mentor == 0)
    return rapport_store_refuse (error, _("A partnership is between two people."));
  if (!rapport_date_is_valid (record->starts_on))
    return rapport_store_refuse (error, _("The first day is not a date: write it as 2026-11-19."));
  if (record->ended_on != NULL && *record->ended_on != '\0' && !rapport_date_is_valid (record->ended_on))
    return rapport_store_refuse (error, _("The last day is not a date: write it as 2026-11-19."));
  return TRUE;
}

/**
 * rapport_partnership_record_command:
 * @transaction: a transaction
 * @data: a #RapportPartnershipRecord
 * @error: return location
 *
 * A #RapportCommand: "record-partnership": one from before the programme came to Rapport (I05). What made it names it, so
 * that two offices that record it make one.
 */
gboolean
rapport_partnership_record_command (RapportTransaction  *transaction,
                                    gpointer             data,
                                    GError             **error)
{
  RapportPartnershipRecord *record = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autofree char *programme_id = NULL;
  g_autofree char *mentee_id = NULL;
  g_autofree char *mentor_id = NULL;
  g_autofree char *uuid = NULL;
  gint64 programme, partnership;

  if (!check_record (record, error))
    return FALSE;
  rapport_transaction_set_operation_on (transaction, "record-partnership", record->mentee);
  programme = rapport_session_ensure_programme (transaction);
  programme_id = rapport_reading_uuid (reading, programme);
  mentee_id = rapport_reading_uuid (reading, record->mentee);
  mentor_id = rapport_reading_uuid (reading, record->mentor);
  uuid = rapport_uuid_v5 ("legacy-partnership", programme_id, mentor_id, mentee_id, record->starts_on, NULL);
  partnership = rapport_transaction_entity (transaction, "partnership", uuid);
  rapport_transaction_set_reference (transaction, partnership, "programme", programme);
  rapport_transaction_set_reference (transaction, partnership, "mentor", record->mentor);
  rapport_transaction_set_reference (transaction, partnership, "mentee", record->mentee);
  if (record->areas != NULL && record->areas[0] != NULL)
    rapport_transaction_set_strv (transaction, partnership, "areas", (const char * const *) record->areas);
  rapport_transaction_set_int (transaction, partnership, "term", MAX (record->term, 0));
  rapport_transaction_set_string (transaction, partnership, "starts_on", record->starts_on);
  if (record->legacy)
    rapport_transaction_set_int (transaction, partnership, "legacy", 1);
  if (record->ended_on != NULL && *record->ended_on != '\0')
    {
      const char *end[] = { record->ended_on, "", "", NULL };

      rapport_transaction_set_strv (transaction, partnership, "end", end);
    }
  record->partnership = partnership;
  return TRUE;
}
