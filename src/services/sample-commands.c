/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sample-events.h"

#include <math.h>
#include <string.h>

#include "model/uuid.h"
#include "services/enrol.h"
#include "services/meetings.h"
#include "services/members.h"
#include "services/partnerships.h"
#include "services/requests.h"
#include "services/session.h"

static const char *
get_text (JsonObject *object,
          const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

/* (transfer full): the strings of an array, empty where there is none. */
static char **
get_texts (JsonObject *object,
           const char *name)
{
  JsonArray *array = json_object_has_member (object, name) ? json_object_get_array_member (object, name) : NULL;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (texts, json_array_get_string_element (array, i));
  return g_strv_builder_end (texts);
}

static gint64
member_of (const RapportSampleEvent *event,
           const char               *side)
{
  const gint64 *no = g_hash_table_lookup (event->world->members, get_text (event->object, side));

  return no != NULL ? *no : 0;
}

static void
remember (GHashTable *table,
          gpointer    key,
          gint64      no)
{
  g_hash_table_insert (table, key, g_memdup2 (&no, sizeof no));
}

static gint64
result_of (const RapportSampleEvent *event)
{
  const gint64 *no = g_hash_table_lookup (event->world->results, event->object);

  return no != NULL ? *no : 0;
}

/* Members --------------------------------------------------------------------------------------------------------- */

static void
add_plain_fields (RapportMembersEdit *edit,
                  JsonObject         *member)
{
  static const char * const names[] = {
    "given_name", "family_name", "name_order", "pronouns", "email", "phone", "city", "country", "time_zone", "organisation",
    "job_title", "line_manager", "grade", "member_since", "biography", "expertise",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (member, names[i]))
      rapport_members_edit_add_text (edit, names[i], get_text (member, names[i]));
}

static void
add_sets (RapportMembersEdit *edit,
          JsonObject         *member)
{
  static const char * const sets[][2] = {
    { "areas", "area" }, { "languages", "language" }, { "channels", "channel" }, { "interests", "interest" },
  };
  g_auto (GStrv) hidden = get_texts (member, "hidden");

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_auto (GStrv) values = get_texts (member, sets[i][0]);

      for (guint j = 0; values[j] != NULL; j++)
        {
          g_autofree char *field = g_strdup_printf ("%s/%s", sets[i][1], values[j]);

          rapport_members_edit_add (edit, field, g_variant_new_int64 (1));
        }
    }
  for (guint i = 0; hidden[i] != NULL; i++)
    {
      g_autofree char *field = g_strdup_printf ("visibility/%s", hidden[i]);

      rapport_members_edit_add_text (edit, field, "nobody");
    }
}

static void
add_items (RapportTransaction *transaction,
           RapportMembersEdit *edit,
           JsonObject         *member,
           const char         *list,
           const char         *family)
{
  JsonArray *items = json_object_has_member (member, list) ? json_object_get_array_member (member, list) : NULL;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonArray *item = json_array_get_array_element (items, i);
      g_autofree char *uuid = rapport_uuid_v7 (rapport_transaction_now (transaction) * 1000);
      g_autofree char *field = g_strdup_printf ("%s/%s", family, uuid);
      g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
      g_auto (GStrv) texts = NULL;

      for (guint j = 0; j < json_array_get_length (item); j++)
        g_strv_builder_add (parts, json_array_get_string_element (item, j));
      texts = g_strv_builder_end (parts);
      rapport_members_edit_add (edit, field, g_variant_new_strv ((const char * const *) texts, -1));
    }
}

/* Every skill that somebody has: they are named before the members come. */
static void
ensure_skills (RapportTransaction *transaction,
               JsonObject         *member,
               const char         *list)
{
  JsonObject *skills = json_object_has_member (member, list) ? json_object_get_object_member (member, list) : NULL;
  g_autoptr (GList) labels = skills != NULL ? json_object_get_members (skills) : NULL;

  for (GList *l = labels; l != NULL; l = l->next)
    rapport_members_ensure_skill (transaction, l->data);
}

gboolean
rapport_sample_begin (RapportTransaction  *transaction,
                      gpointer             data,
                      GError             **error)
{
  RapportSampleEvent *event = data;
  JsonArray *members = json_object_get_array_member (event->object, "members");
  gint64 programme;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  programme = rapport_session_ensure_programme (transaction);
  rapport_transaction_set_string (transaction, programme, "time_zone", event->world->zone);
  for (guint i = 0; i < json_array_get_length (members); i++)
    {
      ensure_skills (transaction, json_array_get_object_element (members, i), "skills");
      ensure_skills (transaction, json_array_get_object_element (members, i), "skills_wanted");
    }
  return TRUE;
}

static void
add_skills (RapportTransaction *transaction,
            RapportMembersEdit *edit,
            JsonObject         *member,
            const char         *list,
            const char         *level)
{
  JsonObject *skills = json_object_has_member (member, list) ? json_object_get_object_member (member, list) : NULL;
  g_autoptr (GList) labels = skills != NULL ? json_object_get_members (skills) : NULL;

  for (GList *l = labels; l != NULL; l = l->next)
    {
      gint64 skill = rapport_members_ensure_skill (transaction, l->data);
      g_autofree char *uuid = NULL;
      g_autofree char *field = NULL;

      uuid = rapport_reading_uuid (rapport_transaction_reading (transaction), skill);
      field = g_strdup_printf ("skill/%s/%s", uuid, level);
      rapport_members_edit_add (edit, field, g_variant_new_int64 (json_object_get_int_member (skills, l->data)));
    }
}

static gboolean
enrol (RapportTransaction  *transaction,
       JsonObject          *member,
       gint64               no,
       GError             **error)
{
  gint64 programme = rapport_session_ensure_programme (transaction);
  const char *role = get_text (member, "role");
  gboolean both = strcmp (role, "both") == 0;
  int capacity = (int) json_object_get_int_member_with_default (member, "capacity", -1);

  if ((both || strcmp (role, "mentor") == 0)
      && !rapport_enrol_member (transaction, programme, no, "mentor", capacity, error))
    return FALSE;
  if ((both || strcmp (role, "mentee") == 0) && !rapport_enrol_member (transaction, programme, no, "mentee", -1, error))
    return FALSE;
  return TRUE;
}

gboolean
rapport_sample_add_member (RapportTransaction  *transaction,
                           gpointer             data,
                           GError             **error)
{
  RapportSampleEvent *event = data;
  JsonObject *member = event->object;
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  g_auto (GStrv) availability = get_texts (member, "availability");

  add_plain_fields (edit, member);
  add_sets (edit, member);
  add_items (transaction, edit, member, "education", "education");
  add_items (transaction, edit, member, "positions", "position");
  add_skills (transaction, edit, member, "skills", "held");
  add_skills (transaction, edit, member, "skills_wanted", "wanted");
  if (availability[0] != NULL)
    rapport_members_edit_add (edit, "availability", g_variant_new_strv ((const char * const *) availability, -1));
  if (!rapport_member_save_command (transaction, edit, error)
      || !rapport_transaction_flush (transaction, error)
      || !enrol (transaction, member, edit->member, error))
    return FALSE;
  remember (event->world->members, (gpointer) get_text (member, "key"), edit->member);
  return TRUE;
}

gboolean
rapport_sample_pause (RapportTransaction  *transaction,
                      gpointer             data,
                      GError             **error)
{
  RapportSampleEvent *event = data;
  gint64 member = member_of (event, "key");
  g_autoptr (RapportEnrolment) enrolment = rapport_enrolment_new (&member, 1, NULL);

  enrolment->paused_until = rapport_sample_date (event->world, (int) json_object_get_int_member (event->object, "paused_until"));
  return rapport_pause_command (transaction, enrolment, error);
}

/* Requests -------------------------------------------------------------------------------------------------------- */

/* A partnership's goals stand for the considerations of the request that it came from. */
static char **
considerations_of (JsonObject *object)
{
  const char * const *ids = rapport_considerations ();
  JsonObject *answers = json_object_has_member (object, "considerations")
                        ? json_object_get_object_member (object, "considerations") : object;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *text = json_object_has_member (answers, ids[i]) && strcmp (ids[i], "meetings") != 0
                         ? get_text (answers, ids[i]) : "";

      g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

gboolean
rapport_sample_ask (RapportTransaction  *transaction,
                    gpointer             data,
                    GError             **error)
{
  RapportSampleEvent *event = data;
  g_autoptr (RapportRequestSend) send = rapport_request_send_new ();

  send->mentee = member_of (event, "mentee");
  send->mentor = member_of (event, "mentor");
  g_free (send->asked_by);
  send->asked_by = g_strdup ("mentee");
  send->term = (int) json_object_get_int_member (event->object, "term");
  g_strfreev (send->areas);
  send->areas = get_texts (event->object, "areas");
  g_strfreev (send->considerations);
  send->considerations = considerations_of (event->object);
  g_free (send->exception);
  send->exception = g_strdup ("");
  if (!rapport_request_send_command (transaction, send, error))
    return FALSE;
  remember (event->world->results, event->object, send->request);
  return TRUE;
}

static gboolean
answer (RapportTransaction  *transaction,
        RapportSampleEvent  *event,
        RapportCommand       command,
        GError             **error)
{
  g_autoptr (RapportRequestAnswer) request = rapport_request_answer_new (result_of (event));

  request->comment = g_strdup (get_text (event->object, "comment"));
  return command (transaction, request, error);
}

gboolean
rapport_sample_remind (RapportTransaction  *transaction,
                       gpointer             data,
                       GError             **error)
{
  return answer (transaction, data, rapport_request_remind_command, error);
}

gboolean
rapport_sample_save (RapportTransaction  *transaction,
                     gpointer             data,
                     GError             **error)
{
  return answer (transaction, data, rapport_request_save_command, error);
}

gboolean
rapport_sample_decline (RapportTransaction  *transaction,
                        gpointer             data,
                        GError             **error)
{
  return answer (transaction, data, rapport_request_decline_command, error);
}

gboolean
rapport_sample_withdraw (RapportTransaction  *transaction,
                         gpointer             data,
                         GError             **error)
{
  return answer (transaction, data, rapport_request_withdraw_command, error);
}

gboolean
rapport_sample_accept (RapportTransaction  *transaction,
                       gpointer             data,
                       GError             **error)
{
  RapportSampleEvent *event = data;
  g_autoptr (RapportRequestAnswer) request = rapport_request_answer_new (result_of (event));

  request->starts_on = rapport_sample_date (event->world, (int) json_object_get_int_member (event->object, "start"));
  if (!rapport_request_accept_command (transaction, request, error))
    return FALSE;
  remember (event->world->results, event->object, request->partnership);
  return TRUE;
}

/* Partnerships ---------------------------------------------------------------------------------------------------- */

gboolean
rapport_sample_record (RapportTransaction  *transaction,
                       gpointer             data,
                       GError             **error)
{
  RapportSampleEvent *event = data;
  g_autoptr (RapportPartnershipRecord) record = g_new0 (RapportPartnershipRecord, 1);

  record->mentee = member_of (event, "mentee");
  record->mentor = member_of (event, "mentor");
  record->areas = get_texts (event->object, "areas");
  record->term = (int) json_object_get_int_member (event->object, "term");
  record->starts_on = rapport_sample_date (event->world, (int) json_object_get_int_member (event->object, "start"));
  record->legacy = TRUE;
  if (!rapport_partnership_record_command (transaction, record, error))
    return FALSE;
  remember (event->world->results, event->object, record->partnership);
  return TRUE;
}

gboolean
rapport_sample_end (RapportTransaction  *transaction,
                    gpointer             data,
                    GError             **error)
{
  RapportSampleEvent *event = data;
  JsonObject *end = json_object_get_object_member (event->object, "ended");
  g_autoptr (RapportPartnershipChange) change = rapport_partnership_change_new (result_of (event));

  change->ended_on = rapport_sample_date (event->world, (int) json_object_get_int_member (end, "day"));
  change->reason = g_strdup (get_text (end, "reason"));
  change->note = g_strdup (get_text (end, "note"));
  return rapport_partnership_end_command (transaction, change, error);
}

gboolean
rapport_sample_star (RapportTransaction  *transaction,
                     gpointer             data,
                     GError             **error)
{
  g_autoptr (RapportPartnershipChange) change = rapport_partnership_change_new (result_of (data));

  change->starred = TRUE;
  return rapport_partnership_star_command (transaction, change, error);
}

/* Meetings -------------------------------------------------------------------------------------------------------- */

/* Somebody's hand: loops leaning to the right, a tall one first, whose number and heights follow from the name. */
static char *
draw_hand (const char *name)
{
  guint seed = g_str_hash (name);
  int n_loops = 6 + (int) (seed % 4), n_points = n_loops * 14;
  double width = 230.0 + seed / 4 % 90;
  g_autoptr (GString) path = g_string_new (NULL);

  for (int i = 0; i <= n_points; i++)
    {
      double turn = 2.0 * G_PI * i / 14.0;
      int loop = MIN (i / 14, n_loops - 1);
      double height = loop == 0 ? 84.0 : 18.0 + 7.0 * ((seed >> (3 * loop % 27)) & 7);
      double rise = height * (1.0 - cos (turn)) / 2.0;
      double x = 56.0 + width * i / n_points + 12.0 * sin (turn) + 0.3 * rise;

      g_string_append_printf (path, "%s%d %d", i == 0 ? "M " : " L ", (int) x, (int) (112.0 - rise));
    }
  if (seed % 3 == 0)
    g_string_append_printf (path, " M 60 %d L %d %d", 132 + (int) (seed % 9), 300 + (int) (seed % 70), 122 + (int) (seed % 9));
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
sign (RapportTransaction        *transaction,
      const RapportSampleEvent  *event,
      RapportSide                side,
      GError                   **error)
{
  const gint64 *meeting = g_hash_table_lookup (event->world->results, event->meeting);
  gint64 member = member_of (event, side == RAPPORT_SIDE_MENTOR ? "mentor" : "mentee");
  const char *key = get_text (event->object, side == RAPPORT_SIDE_MENTOR ? "mentor" : "mentee");
  guint habit = g_str_hash (key) % 4;
  RapportSigning method = habit == 0 ? RAPPORT_SIGNING_TYPED : habit == 1 ? RAPPORT_SIGNING_PAPER : RAPPORT_SIGNING_DRAWN;
  g_autoptr (RapportMeetingSign) signature = rapport_meeting_sign_new (meeting != NULL ? *meeting : 0, side, method);

  if (method == RAPPORT_SIGNING_DRAWN)
    signature->path = draw_hand (key);
  if (method == RAPPORT_SIGNING_TYPED)
    signature->name = rapport_members_name (rapport_transaction_reading (transaction), member);
  signature->viewer.member = member;
  return rapport_meeting_sign_command (transaction, signature, error);
}

static RapportMeeting *
meeting_of (const RapportSampleEvent *event)
{
  RapportMeeting *meeting = rapport_meeting_new ();
  JsonObject *facts = event->meeting;

  meeting->partnership = result_of (event);
  meeting->kind = g_strdup (get_text (facts, "kind"));
  meeting->held_on = rapport_sample_date (event->world, (int) json_object_get_int_member (facts, "day"));
  meeting->starts = g_strdup (get_text (facts, "start"));
  meeting->minutes = (int) json_object_get_int_member (facts, "minutes");
  meeting->channel = g_strdup (get_text (facts, "channel"));
  meeting->place = g_strdup (get_text (facts, "place"));
  meeting->topics = g_strdup (get_text (facts, "topics"));
  meeting->next_steps = g_strdup (get_text (facts, "next_steps"));
  if (json_object_has_member (facts, "notes"))
    meeting->notes = g_strdup (get_text (facts, "notes"));
  if (*meeting->starts != '\0')
    meeting->ends = rapport_meeting_end_after (meeting->starts, meeting->minutes);
  return meeting;
}

gboolean
rapport_sample_meet (RapportTransaction  *transaction,
                     gpointer             data,
                     GError             **error)
{
  RapportSampleEvent *event = data;
  g_autoptr (RapportMeeting) meeting = meeting_of (event);
  RapportViewer mentee = { member_of (event, "mentee") };
  g_autoptr (RapportMeetingSave) save = rapport_meeting_save_new (meeting, mentee);

  if (!rapport_meeting_log_command (transaction, save, error))
    return FALSE;
  remember (event->world->results, event->meeting, save->saved);
  return TRUE;
}

gboolean
rapport_sample_sign_as_mentee (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  return sign (transaction, data, RAPPORT_SIDE_MENTEE, error);
}

gboolean
rapport_sample_sign_as_mentor (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  return sign (transaction, data, RAPPORT_SIDE_MENTOR, error);
}
