/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/enrol.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/uuid.h"
#include "services/session.h"
#include "store/members.h"
#include "store/programmes.h"

RapportEnrolment *
rapport_enrolment_new (const gint64 *members,
                       guint         n_members,
                       const char   *role)
{
  RapportEnrolment *self = g_new0 (RapportEnrolment, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->members, members, n_members);
  self->role = g_strdup (role);
  self->capacity = -1;
  return self;
}

void
rapport_enrolment_free (RapportEnrolment *self)
{
  g_array_unref (self->members);
  g_free (self->role);
  g_free (self->paused_until);
  g_free (self);
}

/* "enrol-member" of one, whose name can be told, and "enrol-members" of many. */
static void
name_operation (RapportTransaction     *transaction,
                const char             *verb,
                const RapportEnrolment *enrolment)
{
  gboolean one = enrolment->members->len == 1;
  g_autofree char *title = g_strconcat (verb, one ? "-member" : "-members", NULL);
  g_autofree char *argument = one
    ? rapport_reading_uuid (rapport_transaction_reading (transaction), g_array_index (enrolment->members, gint64, 0))
    : g_strdup_printf ("%u", enrolment->changed);
  const char *args[] = { argument, NULL };

  rapport_transaction_set_operation (transaction, title, args);
}

static char *
enrolment_uuid (RapportReading *reading,
                gint64          programme,
                gint64          member,
                const char     *role)
{
  g_autofree char *programme_id = rapport_reading_uuid (reading, programme);
  g_autofree char *member_id = rapport_reading_uuid (reading, member);

  return rapport_uuid_v5 ("enrolment", programme_id, member_id, role, NULL);
}

static gboolean
is_enrolled (RapportReading *reading,
             gint64          enrolment)
{
  g_autoptr (GVariant) role = enrolment != 0 ? rapport_reading_get (reading, enrolment, "role") : NULL;
  g_autoptr (GVariant) deleted = enrolment != 0 ? rapport_reading_get (reading, enrolment, "deleted") : NULL;

  return role != NULL && deleted == NULL;
}

struct _RapportEnroller
{
  RapportTransaction *transaction; /* borrowed */
  gint64 programme;
  RapportPolicy *policy;
  char *programme_id;
  char *today;
};

/**
 * rapport_enroller_new:
 * @transaction: a transaction, which must outlive it
 * @programme: the programme
 *
 * For enrolling many: what is the same for all is read once.
 *
 * Returns: (transfer full): an enroller
 */
RapportEnroller *
rapport_enroller_new (RapportTransaction *transaction,
                      gint64              programme)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  RapportEnroller *self = g_new0 (RapportEnroller, 1);

  self->transaction = transaction;
  self->programme = programme;
  self->policy = rapport_programmes_policy (reading, programme);
  self->programme_id = rapport_reading_uuid (reading, programme);
  self->today = rapport_date_of_instant (rapport_reading_now (reading), self->policy->time_zone);
  return self;
}

void
rapport_enroller_free (RapportEnroller *self)
{
  rapport_policy_unref (self->policy);
  g_free (self->programme_id);
  g_free (self->today);
  g_free (self);
}

static gboolean
check_capacity (const RapportPolicy  *policy,
                int                   capacity,
                GError              **error)
{
  if (capacity <= policy->capacity_ceiling)
    return TRUE;
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
               ngettext ("At most %d place is allowed by the rules of the programme.",
                         "At most %d places are allowed by the rules of the programme.", policy->capacity_ceiling),
               policy->capacity_ceiling);
  return FALSE;
}

/**
 * rapport_enroller_enrol:
 * @self: an enroller
 * @member: the member
 * @role: "mentor" or "mentee"
 * @capacity: places of a mentor; negative: the programme's default, or what it is already
 * @error: return location
 *
 * Who is enrolled already keeps pause and date.
 *
 * Returns: %FALSE when the rules refuse
 */
gboolean
rapport_enroller_enrol (RapportEnroller  *self,
                        gint64            member,
                        const char       *role,
                        int               capacity,
                        GError          **error)
{
  RapportReading *reading = rapport_transaction_reading (self->transaction);
  g_autofree char *member_id = rapport_reading_uuid (reading, member);
  g_autofree char *uuid = rapport_uuid_v5 ("enrolment", self->programme_id, member_id, role, NULL);
  gint64 shown = rapport_members_enrolment (reading, member, self->programme, role);
  gint64 enrolment = shown != 0 ? shown : rapport_transaction_entity (self->transaction, "enrolment", uuid);
  gboolean mentor = strcmp (role, "mentor") == 0;

  if (mentor && !check_capacity (self->policy, capacity, error))
    return FALSE;
  if (!is_enrolled (reading, enrolment))
    {
      rapport_transaction_set_reference (self->transaction, enrolment, "programme", self->programme);
      rapport_transaction_set_reference (self->transaction, enrolment, "member", member);
      rapport_transaction_set_string (self->transaction, enrolment, "role", role);
      rapport_transaction_set_string (self->transaction, enrolment, "since", self->today);
      capacity = capacity < 0 ? self->policy->default_capacity : capacity;
    }
  if (mentor && capacity >= 0)
    rapport_transaction_set_int (self->transaction, enrolment, "capacity", capacity);
  return TRUE;
}

/** One member's enrolment, as rapport_enroller_enrol(). */
gboolean
rapport_enrol_member (RapportTransaction  *transaction,
                      gint64               programme,
                      gint64               member,
                      const char          *role,
                      int                  capacity,
                      GError             **error)
{
  g_autoptr (RapportEnroller) enroller = rapport_enroller_new (transaction, programme);

  return rapport_enroller_enrol (enroller, member, role, capacity, error);
}

static gboolean
is_role (const char *role)
{
  return g_strcmp0 (role, "mentor") == 0 || g_strcmp0 (role, "mentee") == 0;
}

/** A #RapportCommand: "enrol-member(s)" (I14, I15, B04, B27). @data: a #RapportEnrolment. */
gboolean
rapport_enrol_command (RapportTransaction  *transaction,
                       gpointer             data,
                       GError             **error)
{
  RapportEnrolment *self = data;
  g_autoptr (RapportEnroller) enroller = NULL;

  if (!is_role (self->role))
    return rapport_store_refuse (error, _("Enrolment needs a role."));
  self->changed = self->members->len;
  name_operation (transaction, "enrol", self);
  enroller = rapport_enroller_new (transaction, rapport_session_ensure_programme (transaction));
  for (guint i = 0; i < self->members->len; i++)
    if (!rapport_enroller_enrol (enroller, g_array_index (self->members, gint64, i), self->role, self->capacity, error))
      return FALSE;
  return TRUE;
}

typedef void (*Change) (RapportTransaction     *transaction,
                        gint64                  enrolment,
                        const RapportEnrolment *self);

/* Every enrolment that there is of these members in these roles; @changed: of how many members. */
static GArray *
list_enrolments (RapportReading         *reading,
                 const RapportEnrolment *self,
                 guint                  *changed)
{
  static const char * const roles[] = { "mentor", "mentee" };
  GArray *enrolments = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 programme = rapport_programmes_first (reading);

  *changed = 0;
  for (guint i = 0; programme != 0 && i < self->members->len; i++)
    {
      guint before = enrolments->len;

      for (guint j = 0; j < G_N_ELEMENTS (roles); j++)
        {
          g_autofree char *uuid = enrolment_uuid (reading, programme, g_array_index (self->members, gint64, i), roles[j]);
          gint64 enrolment = rapport_reading_find (reading, uuid);

          if ((self->role == NULL || strcmp (self->role, roles[j]) == 0) && is_enrolled (reading, enrolment))
            g_array_append_val (enrolments, enrolment);
        }
      *changed += enrolments->len > before;
    }
  return enrolments;
}

static void
leave (RapportTransaction     *transaction,
       gint64                  enrolment,
       const RapportEnrolment *self)
{
  rapport_transaction_delete (transaction, enrolment);
}

static void
halt (RapportTransaction     *transaction,
      gint64                  enrolment,
      const RapportEnrolment *self)
{
  rapport_transaction_set_int (transaction, enrolment, "paused", 1);
  if (self->paused_until != NULL && *self->paused_until != '\0')
    rapport_transaction_set_string (transaction, enrolment, "paused_until", self->paused_until);
  else
    rapport_transaction_set (transaction, enrolment, "paused_until", NULL);
}

static void
resume (RapportTransaction     *transaction,
        gint64                  enrolment,
        const RapportEnrolment *self)
{
  rapport_transaction_set (transaction, enrolment, "paused", NULL);
  rapport_transaction_set (transaction, enrolment, "paused_until", NULL);
}

static gboolean
change_all (RapportTransaction  *transaction,
            RapportEnrolment    *self,
            Change               change,
            const char          *verb,
            GError             **error)
{
  g_autoptr (GArray) enrolments = list_enrolments (rapport_transaction_reading (transaction), self, &self->changed);

  if (enrolments->len == 0)
    return rapport_store_refuse (error, _("Nobody of these is enrolled."));
  name_operation (transaction, verb, self);
  for (guint i = 0; i < enrolments->len; i++)
    change (transaction, g_array_index (enrolments, gint64, i), self);
  return TRUE;
}

/** A #RapportCommand: "unenrol-member(s)"; partnerships stay (S09). @data: a #RapportEnrolment. */
gboolean
rapport_unenrol_command (RapportTransaction  *transaction,
                         gpointer             data,
                         GError             **error)
{
  RapportEnrolment *self = data;

  if (!is_role (self->role))
    return rapport_store_refuse (error, _("Enrolment needs a role."));
  return change_all (transaction, self, leave, "unenrol", error);
}

/** A #RapportCommand: "pause-member(s)" (B21, B22). @data: a #RapportEnrolment. */
gboolean
rapport_pause_command (RapportTransaction  *transaction,
                       gpointer             data,
                       GError             **error)
{
  RapportEnrolment *self = data;
  gboolean has_end = self->paused_until != NULL && *self->paused_until != '\0';

  if (has_end && !rapport_date_is_valid (self->paused_until))
    return rapport_store_refuse (error, _("The last day of the pause is not a date: write it as 2026-11-19."));
  return change_all (transaction, self, halt, "pause", error);
}

/** A #RapportCommand: "resume-member(s)". @data: a #RapportEnrolment. */
gboolean
rapport_resume_command (RapportTransaction  *transaction,
                        gpointer             data,
                        GError             **error)
{
  return change_all (transaction, data, resume, "resume", error);
}
