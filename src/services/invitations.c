/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/invitations.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/invitation.h"
#include "model/uuid.h"
#include "services/letter-draft.h"
#include "services/outbox.h"
#include "store/partnerships.h"
#include "store/programmes.h"

#define MINUTES 60

RapportInvite *
rapport_invite_new (gint64 partnership)
{
  RapportInvite *self = g_new0 (RapportInvite, 1);

  self->partnership = partnership;
  self->minutes = MINUTES;
  return self;
}

void
rapport_invite_free (RapportInvite *self)
{
  g_free (self->date);
  g_free (self->clock);
  g_free (self->zone);
  g_free (self->place);
  g_free (self->topics);
  g_free (self);
}

static const char *
zone_of_programme (const RapportPolicy *policy)
{
  return policy->time_zone != NULL && *policy->time_zone != '\0' ? policy->time_zone : "UTC";
}

/** A #RapportCommand: "invite-to-meeting". @data: a #RapportInvite. */
gboolean
rapport_invite_command (RapportTransaction  *transaction,
                        gpointer             data,
                        GError             **error)
{
  RapportInvite *invite = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &invite->partnership, NULL, error);
  g_autoptr (RapportPolicy) policy = row != NULL ? rapport_programmes_policy (reading, row->programme) : NULL;
  g_autoptr (RapportMeetingPlan) plan = NULL;
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  plan = rapport_meeting_plan_new (invite->date, invite->clock, invite->zone != NULL ? invite->zone : zone_of_programme (policy),
                                   invite->minutes, &problem);
  if (plan == NULL)
    return rapport_store_refuse (error, problem->message);
  if (plan->starts <= rapport_reading_now (reading))
    return rapport_store_refuse (error, _("This time is over. What has been is logged, not asked for."));
  if (row->state == RAPPORT_PARTNERSHIP_ENDED)
    return rapport_store_refuse (error, _("This partnership has ended."));
  plan->place = g_strdup (invite->place);
  plan->topics = g_strdup (invite->topics);
  rapport_transaction_set_operation_on (transaction, "invite-to-meeting", invite->partnership);
  return rapport_outbox_invite (transaction, invite->partnership, plan, &invite->drafted, error);
}

/* The event ------------------------------------------------------------------------------------------------------- */

static char *
dup_text (const RapportMemberView *view,
          const char              *field)
{
  const char *text = rapport_member_view_get_text (view, field);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char *
write_event (RapportReading           *reading,
             const RapportLetterRow   *row,
             const RapportMeetingPlan *plan,
             const char               *organiser,
             const RapportMemberView  *views[2])
{
  g_autofree char *cause = rapport_reading_uuid (reading, row->cause);
  g_autofree char *starts = g_strdup_printf ("%" G_GINT64_FORMAT, plan->starts);
  g_autofree char *uid = rapport_uuid_v5 ("meeting-plan", cause, starts, NULL);
  g_autofree char *zone = dup_text (views[0], "time_zone");
  g_autofree char *other_zone = dup_text (views[1], "time_zone");
  g_autofree char *email = dup_text (views[1], "email");
  /* Translators: an event in a calendar: with whom */
  g_autofree char *summary = g_strdup_printf (_("Mentoring: %s"), rapport_member_view_get_name (views[1]));
  g_autofree char *there = rapport_meeting_plan_words (plan, other_zone);
  g_autofree char *description = g_strdup_printf ("%s\n%s: %s", plan->topics != NULL ? plan->topics : "",
                                                  rapport_member_view_get_name (views[1]), there);
  const RapportInvitation invitation = {
    .uid = uid,
    .stamp = row->drafted_at,
    .plan = plan,
    .zone = zone != NULL ? zone : plan->zone,
    .other_zone = other_zone != NULL ? other_zone : plan->zone,
    .summary = summary,
    .description = description,
    .organiser = organiser,
    .guests = { { rapport_member_view_get_name (views[0]), rapport_letter_row_address (row) },
                { rapport_member_view_get_name (views[1]), email } },
  };

  return rapport_invitation_to_ics (&invitation);
}

char *
rapport_invitation_of_letter (RapportReading         *reading,
                              const RapportLetterRow *row,
                              const char             *organiser)
{
  g_autoptr (GVariant) value = rapport_reading_get (reading, row->no, "meeting");
  g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_read (value);
  g_autoptr (RapportMemberView) reader = NULL;
  g_autoptr (RapportMemberView) other = NULL;
  const RapportMemberView *views[2];

  if (plan == NULL || !rapport_letter_views (reading, row->kind, row->member, row->other, &reader, &other))
    return NULL;
  views[0] = reader;
  views[1] = other;
  return write_event (reading, row, plan, organiser, views);
}

gpointer
rapport_invitation_query (RapportReading  *reading,
                          gpointer         data,
                          GCancellable    *cancellable,
                          GError         **error)
{
  const RapportInvitationWhich *which = data;
  gint64 letter = which->letter;
  g_autoptr (RapportLetterRow) row = rapport_letters_get (reading, &letter, cancellable, error);
  char *text = row != NULL ? rapport_invitation_of_letter (reading, row, which->organiser) : NULL;

  if (row != NULL && text == NULL)
    rapport_store_refuse (error, _("No meeting goes with this letter."));
  return text;
}
