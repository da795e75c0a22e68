/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "model/field-check.h"
#include "model/fields.h"
#include "model/policy-odds.h"
#include "services/entity-words.h"
#include "services/members.h"
#include "services/partnerships.h"
#include "services/programme.h"
#include "services/requests.h"
#include "services/review.h"
#include "store/fork.h"
#include "store/history.h"
#include "store/joined.h"
#include "store/members.h"
#include "store/merge-mark.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

/* The remedies, each an operation with undo. */

RapportReviewSettle *
rapport_review_settle_new (const RapportFinding *finding,
                           const char           *remedy,
                           const char           *text)
{
  RapportReviewSettle *self = g_new0 (RapportReviewSettle, 1);

  self->finding = rapport_finding_copy (finding);
  self->remedy = g_strdup (remedy);
  self->text = g_strdup (text);
  return self;
}

void
rapport_review_settle_free (gpointer data)
{
  RapportReviewSettle *self = data;

  rapport_finding_free (self->finding);
  g_free (self->remedy);
  g_free (self->text);
  g_free (self);
}

/* Persons ----------------------------------------------------------------------------------------------------------- */

static gboolean
check_member (RapportReading  *reading,
              gint64           member,
              GError         **error)
{
  g_autofree char *kind = rapport_reading_kind (reading, member);

  return g_strcmp0 (kind, "member") == 0 || rapport_store_refuse (error, _("That is not a member any more."));
}

gboolean
rapport_members_same_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  const RapportMembersSame *same = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  gboolean joined = rapport_reading_person (reading, same->one) == rapport_reading_person (reading, same->other);
  RapportSamePersonFact fact = { same->one, same->other, same->same ? "same" : "different" };

  if (!check_member (reading, same->one, error) || !check_member (reading, same->other, error))
    return FALSE;
  if (same->one == same->other || (joined && same->same))
    return rapport_store_refuse (error, _("They are one person already."));
  rapport_transaction_set_operation_on (transaction, same->same ? "join-members" : joined ? "part-members" : "not-the-same", same->one);
  return rapport_transaction_say_same (transaction, &fact) || rapport_store_refuse (error, _("That is not a member any more."));
}

/* Parts one member from all whom it is joined with. */
static gboolean
part (RapportTransaction  *transaction,
      gint64               member,
      GError             **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  gint64 person = rapport_reading_person (reading, member);
  g_autoptr (GArray) joined = rapport_reading_joined (reading, person);

  if (!check_member (reading, member, error))
    return FALSE;
  if (joined->len < 2)
    return rapport_store_refuse (error, _("They are not joined any more."));
  rapport_transaction_set_operation_on (transaction, "part-members", person);
  for (guint i = 0; i < joined->len; i++)
    {
      RapportSamePersonFact fact = { g_array_index (joined, gint64, i), member, "different" };

      if (fact.one != member)
        rapport_transaction_say_same (transaction, &fact);
    }
  return TRUE;
}

/* Versions ---------------------------------------------------------------------------------------------------------- */

static gboolean
is_conflict (GPtrArray *versions)
{
  guint n = 0;

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    n += ((const RapportFieldVersion *) g_ptr_array_index (versions, i))->current;
  return n > 1;
}

/* By its name, or by its place among those that stand side by side: "1". */
static const RapportFieldVersion *
find_version (GPtrArray  *versions,
              const char *which)
{
  guint n = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const RapportFieldVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *place = NULL;

      if (!version->current)
        continue;
      place = g_strdup_printf ("%u", ++n);
      if (strcmp (version->change, which) == 0 || strcmp (place, which) == 0)
        return version;
    }
  return NULL;
}

gboolean
rapport_review_takes_text (const char *kind,
                           const char *name)
{
  const RapportField *field = rapport_fields_find (kind, name);
  gboolean is_member = strcmp (kind, "member") == 0;

  /* What was signed, or sent, is not written by hand. */
  if (field == NULL || strcmp (kind, "signature") == 0 || strcmp (name, "snapshot") == 0)
    return FALSE;
  switch ((int) field->type)
    {
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_LONG_TEXT:
    case RAPPORT_FIELD_DATE:
      return TRUE;
    case RAPPORT_FIELD_COUNTRY:
    case RAPPORT_FIELD_ZONE:
    case RAPPORT_FIELD_CUSTOM:
    case RAPPORT_FIELD_SKILLS:
      return is_member;
    default:
      return FALSE;
    }
}

gboolean
rapport_review_read_text (const char  *kind,
                          const char  *name,
                          const char  *text,
                          GVariant   **value,
                          GError     **error)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  const RapportField *field = rapport_fields_find (kind, name);
  g_autofree char *problem = NULL;
  g_autofree char *written = NULL;

  *value = NULL;
  if (!rapport_review_takes_text (kind, name))
    return rapport_store_refuse (error, _("Choose one of the versions: this is nothing that can be written as a text."));
  if (strcmp (kind, "member") == 0)
    {
      if (!rapport_members_edit_add_typed (edit, name, text, error))
        return FALSE;
      *value = ((RapportFieldEdit *) g_ptr_array_index (edit->edits, 0))->value;
      *value = *value != NULL ? g_variant_ref_sink (*value) : NULL;
      return TRUE;
    }
  problem = rapport_field_problem (field, text);
  if (problem != NULL)
    return rapport_store_refuse (error, problem);
  written = rapport_field_from_typed (field, text);
  *value = *written != '\0' ? g_variant_ref_sink (g_variant_new_string (written)) : NULL;
  return TRUE;
}

static gboolean
write_third (RapportTransaction    *transaction,
             const RapportFinding  *finding,
             const char            *text,
             GError               **error)
{
  g_autofree char *kind = rapport_entity_kind (rapport_transaction_reading (transaction), finding->subject);
  g_autoptr (GVariant) value = NULL;

  if (!rapport_review_read_text (kind, finding->name, text, &value, error))
    return FALSE;
  rapport_transaction_set (transaction, finding->subject, finding->name, value);
  return TRUE;
}

static gboolean
settle_conflict (RapportTransaction         *transaction,
                 const RapportReviewSettle  *settle,
                 GError                    **error)
{
  const RapportFinding *finding = settle->finding;
  g_autoptr (GPtrArray) versions = rapport_reading_history (rapport_transaction_reading (transaction), finding->subject,
                                                            finding->name, error);
  const RapportFieldVersion *version = NULL;

  if (versions == NULL)
    return FALSE;
  if (!is_conflict (versions))
    return rapport_store_refuse (error, _("Somebody has settled this already."));
  if (g_str_has_prefix (settle->remedy, "keep:"))
    version = find_version (versions, settle->remedy + strlen ("keep:"));
  else if (strcmp (settle->remedy, "write") != 0 || settle->text == NULL)
    return rapport_store_refuse (error, _("Choose a version, or write another."));
  if (version == NULL && g_str_has_prefix (settle->remedy, "keep:"))
    return rapport_store_refuse (error, _("That version is not one of them any more."));
  rapport_transaction_set_operation_on (transaction, "choose-version", finding->subject);
  if (version == NULL)
    return write_third (transaction, finding, settle->text, error);
  rapport_transaction_set (transaction, finding->subject, finding->name, version->value);
  return TRUE;
}

static gboolean
settle_unseen (RapportTransaction         *transaction,
               const RapportReviewSettle  *settle,
               GError                    **error)
{
  gint64 entity = settle->finding->subject;

  if (strcmp (settle->remedy, "bring-back") == 0)
    {
      rapport_transaction_set_operation_on (transaction, "bring-back", entity);
      rapport_transaction_set (transaction, entity, "deleted", NULL);
      return TRUE;
    }
  if (strcmp (settle->remedy, "delete") != 0)
    return rapport_store_refuse (error, _("That is no way to settle this."));
  rapport_transaction_set_operation_on (transaction, "delete-again", entity);
  rapport_transaction_delete_again (transaction, entity);
  return TRUE;
}

/* Partnerships, requests, enrolments, rules ------------------------------------------------------------------------- */

/* Of the programme's reasons the one that says least. */
static char *
end_reason (RapportReading *reading,
            gint64          partnership)
{
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &partnership, NULL, NULL);
  g_autoptr (RapportPolicy) policy = row != NULL ? rapport_programmes_policy (reading, row->programme) : NULL;

  if (policy == NULL || policy->end_reasons == NULL || policy->end_reasons[0] == NULL
      || g_strv_contains ((const char * const *) policy->end_reasons, "other"))
    return g_strdup ("other");
  return g_strdup (policy->end_reasons[0]);
}

static gboolean
end (RapportTransaction  *transaction,
     gint64               partnership,
     GError             **error)
{
  g_autoptr (RapportPartnershipChange) change = rapport_partnership_change_new (partnership);

  change->reason = end_reason (rapport_transaction_reading (transaction), partnership);
  return rapport_partnership_end_command (transaction, change, error);
}

static gboolean
withdraw (RapportTransaction  *transaction,
          gint64               request,
          GError             **error)
{
  g_autoptr (RapportRequestAnswer) answer = rapport_request_answer_new (request);

  return rapport_request_withdraw_command (transaction, answer, error);
}

/* As many places as there are partnerships. */
static gboolean
give_places (RapportTransaction    *transaction,
             const RapportFinding  *finding,
             GError               **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (RapportPair) pair = rapport_requests_pair (reading, &(RapportPairQuery) { finding->programme, 0,
                                                                                       finding->subject }, NULL, error);
  gint64 enrolment = rapport_members_enrolment (reading, finding->subject, finding->programme, "mentor");

  if (pair == NULL)
    return FALSE;
  if (enrolment == 0 || pair->mentor.taken <= pair->mentor.capacity)
    return rapport_store_refuse (error, _("There is room again already."));
  rapport_transaction_set_operation_on (transaction, "change-capacity", finding->subject);
  rapport_transaction_set_int (transaction, enrolment, "capacity", pair->mentor.taken);
  return TRUE;
}

static gboolean
keep_enrolment (RapportTransaction    *transaction,
                const RapportFinding  *finding,
                gint64                 kept,
                GError               **error)
{
  g_autoptr (GArray) enrolments = rapport_reading_joined_enrolments (rapport_transaction_reading (transaction),
                                                                     finding->subject, finding->programme, finding->name);
  gboolean found = FALSE;

  for (guint i = 0; i < enrolments->len; i++)
    found |= g_array_index (enrolments, gint64, i) == kept;
  if (!found || enrolments->len < 2)
    return rapport_store_refuse (error, _("There are no longer two."));
  rapport_transaction_set_operation_on (transaction, "keep-enrolment", finding->subject);
  for (guint i = 0; i < enrolments->len; i++)
    if (g_array_index (enrolments, gint64, i) != kept)
      rapport_transaction_delete (transaction, g_array_index (enrolments, gint64, i));
  return TRUE;
}

static gboolean
reset_rule (RapportTransaction    *transaction,
            const RapportFinding  *finding,
            GError               **error)
{
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (rapport_transaction_reading (transaction),
                                                                finding->programme);
  g_autoptr (GPtrArray) odds = rapport_policy_odds (policy);

  for (guint i = 0; i < odds->len; i++)
    {
      const RapportPolicyOdd *odd = g_ptr_array_index (odds, i);
      g_autofree char *field = g_strconcat ("setting/", odd->key, NULL);

      if (strcmp (odd->key, finding->name) != 0)
        continue;
      rapport_transaction_set_operation (transaction, "change-programme", NULL);
      rapport_transaction_set_string (transaction, finding->programme, field, odd->json);
      return TRUE;
    }
  return rapport_store_refuse (error, _("Somebody has settled this already."));
}

/* What a remedy names behind its colon, 0: nothing that is known. */
static gint64
named (RapportTransaction *transaction,
       const char         *remedy,
       const char         *verb)
{
  gsize length = strlen (verb);

  if (strncmp (remedy, verb, length) != 0 || remedy[length] != ':')
    return 0;
  return rapport_reading_find (rapport_transaction_reading (transaction), remedy + length + 1);
}

static gboolean
settle_double (RapportTransaction         *transaction,
               const RapportReviewSettle  *settle,
               GError                    **error)
{
  RapportMembersSame same = { settle->finding->subject, settle->finding->other, strcmp (settle->remedy, "join") == 0 };

  if (named (transaction, settle->remedy, "part") != 0)
    return part (transaction, named (transaction, settle->remedy, "part"), error);
  if (same.other == 0 || (!same.same && strcmp (settle->remedy, "different") != 0))
    return rapport_store_refuse (error, _("That is no way to settle this."));
  return rapport_members_same_command (transaction, &same, error);
}

static gboolean
settle_rule (RapportTransaction         *transaction,
             const RapportReviewSettle  *settle,
             GError                    **error)
{
  const RapportFinding *finding = settle->finding;
  const char *remedy = settle->remedy;

  if (named (transaction, remedy, "end") != 0)
    return end (transaction, named (transaction, remedy, "end"), error);
  if (named (transaction, remedy, "withdraw") != 0)
    return withdraw (transaction, named (transaction, remedy, "withdraw"), error);
  if (named (transaction, remedy, "part") != 0)
    return part (transaction, named (transaction, remedy, "part"), error);
  if (finding->kind == RAPPORT_FINDING_TWO_ENROLMENTS && named (transaction, remedy, "keep") != 0)
    return keep_enrolment (transaction, finding, named (transaction, remedy, "keep"), error);
  if (finding->kind == RAPPORT_FINDING_NO_ROOM && strcmp (remedy, "places") == 0)
    return give_places (transaction, finding, error);
  if (finding->kind == RAPPORT_FINDING_POLICY && strcmp (remedy, "reset") == 0)
    return reset_rule (transaction, finding, error);
  if (finding->kind == RAPPORT_FINDING_CONTESTED)
    {
      RapportRequestAgain again = { finding->subject, strcmp (remedy, "accept") == 0 };

      if (again.accept || strcmp (remedy, "decline") == 0)
        return rapport_request_answer_again_command (transaction, &again, error);
    }
  return rapport_store_refuse (error, _("That is no way to settle this."));
}

/* Comes again when the file does. */
static gboolean
settle_held (RapportTransaction         *transaction,
             const RapportReviewSettle  *settle,
             GError                    **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autofree char *sender = rapport_reading_replica_name (reading, settle->finding->subject);

  if (sender == NULL || strcmp (settle->remedy, "forget") != 0)
    return rapport_store_refuse (error, _("That is no way to settle this."));
  return rapport_reading_let_file_go (reading, sender, error);
}

/**
 * rapport_review_settle_command:
 * @data: a #RapportReviewSettle
 *
 * A #RapportCommand: one remedy of one finding. What it finds settled already it refuses.
 */
gboolean
rapport_review_settle_command (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  const RapportReviewSettle *settle = data;

  switch ((int) settle->finding->kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      return settle_double (transaction, settle, error);
    case RAPPORT_FINDING_CONFLICT:
      return settle_conflict (transaction, settle, error);
    case RAPPORT_FINDING_UNSEEN:
      return settle_unseen (transaction, settle, error);
    case RAPPORT_FINDING_HELD:
      return settle_held (transaction, settle, error);
    default:
      return settle_rule (transaction, settle, error);
    }
}

gboolean
rapport_review_settle_is_whole (const RapportReviewSettle *settle)
{
  switch ((int) settle->finding->kind)
    {
    case RAPPORT_FINDING_DOUBLE:
      return settle->finding->other != 0;
    case RAPPORT_FINDING_CONFLICT:
    case RAPPORT_FINDING_UNSEEN:
    case RAPPORT_FINDING_CONTESTED:
    case RAPPORT_FINDING_POLICY:
    case RAPPORT_FINDING_HELD:
      return TRUE;
    default:
      return FALSE;
    }
}
