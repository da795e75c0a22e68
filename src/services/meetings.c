/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/meetings.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/signature-path.h"
#include "model/strip.h"
#include "store/meetings.h"
#include "store/programmes.h"

/* Points nearer to the line than this, in units of the box, are not worth keeping. */
#define SIMPLER_BY 0.35

/* What a command knows of the meeting and of the two. */
typedef struct {
  RapportMeetingPair *pair;
  RapportMeetingLog *log;
  RapportMeetingEntry *entry; /* borrowed from log; NULL when logging */
  RapportPolicy *policy;
  char *today;
  char *uuid;                 /* of the partnership */
} Facts;

static void
facts_clear (Facts *facts)
{
  g_clear_pointer (&facts->pair, rapport_meeting_pair_free);
  g_clear_pointer (&facts->log, rapport_meeting_log_free);
  g_clear_pointer (&facts->policy, rapport_policy_unref);
  g_clear_pointer (&facts->today, g_free);
  g_clear_pointer (&facts->uuid, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("This meeting is not there any more."));
  return FALSE;
}

static gboolean
read_facts (RapportTransaction   *transaction,
            gint64                partnership,
            const RapportViewer  *viewer,
            Facts                *facts,
            GError              **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  RapportMeetingsQuery query = { partnership, *viewer };

  facts->pair = rapport_meetings_pair (reading, partnership, error);
  if (facts->pair == NULL)
    return FALSE;
  facts->log = rapport_meetings_log (reading, &query, rapport_transaction_get_cancellable (transaction), error);
  if (facts->log == NULL)
    return FALSE;
  facts->policy = rapport_programmes_policy (reading, facts->pair->programme);
  facts->today = rapport_date_of_instant (rapport_transaction_now (transaction),
                                          facts->policy != NULL ? facts->policy->time_zone : "");
  facts->uuid = rapport_reading_uuid (reading, partnership);
  return TRUE;
}

static gboolean
read_facts_of_meeting (RapportTransaction   *transaction,
                       gint64                meeting,
                       const RapportViewer  *viewer,
                       Facts                *facts,
                       GError              **error)
{
  gint64 partnership = rapport_meetings_partnership (rapport_transaction_reading (transaction), meeting);

  if (partnership == 0)
    return not_found (error);
  if (!read_facts (transaction, partnership, viewer, facts, error))
    return FALSE;
  facts->entry = rapport_meeting_log_find (facts->log, meeting);
  return facts->entry != NULL || not_found (error);
}

/* The last day that belongs to the partnership; "" while it goes on. */
static const char *
last_day (const Facts *facts)
{
  if (*facts->pair->ended_on != '\0')
    return facts->pair->ended_on;
  return strcmp (facts->today, facts->pair->ends_on) > 0 ? facts->pair->ends_on : "";
}

static gboolean
check_meeting (const Facts           *facts,
               const RapportMeeting  *meeting,
               GError               **error)
{
  g_autofree char *problem = rapport_meeting_problem (meeting, facts->today, facts->pair->starts_on, last_day (facts));

  return problem == NULL || rapport_store_refuse (error, problem);
}

/* --- Writing ------------------------------------------------------------------------------------------------- */

static void
set_text (RapportTransaction *transaction,
          gint64              entity,
          const char         *field,
          const char         *value)
{
  g_autofree char *stripped = g_strdup (value != NULL ? value : "");
  g_autoptr (GVariant) shown = rapport_reading_get (rapport_transaction_reading (transaction), entity, field);
  const char *before = shown != NULL && g_variant_is_of_type (shown, G_VARIANT_TYPE_STRING)
                         ? g_variant_get_string (shown, NULL) : "";

  rapport_strip (stripped);
  if (strcmp (stripped, before) != 0)
    rapport_transaction_set_string (transaction, entity, field, *stripped != '\0' ? stripped : NULL);
}

static void
set_time (RapportTransaction   *transaction,
          gint64                entity,
          const RapportMeeting *meeting)
{
  g_autofree char *minutes = g_strdup_printf ("%d", meeting->minutes);
  const char *time[] = {
    meeting->held_on,
    meeting->starts != NULL ? meeting->starts : "",
    meeting->ends != NULL ? meeting->ends : "",
    minutes,
    NULL,
  };
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_strv (time, -1));
  g_autoptr (GVariant) shown = rapport_reading_get (rapport_transaction_reading (transaction), entity, "time");

  if (shown == NULL || !g_variant_equal (shown, value))
    rapport_transaction_set_strv (transaction, entity, "time", time);
}

/* The side on which the viewer stands; FALSE for the office. */
static gboolean
side_of (const Facts         *facts,
         const RapportViewer *viewer,
         RapportSide         *side)
{
  for (guint i = 0; i < RAPPORT_N_SIDES; i++)
    if (!rapport_viewer_is_office (viewer) && facts->pair->members[i] == viewer->member)
      {
        *side = (RapportSide) i;
        return TRUE;
      }
  return FALSE;
}

static const char *
own_notes_field (RapportSide side)
{
  return side == RAPPORT_SIDE_MENTEE ? "mentee_notes" : "mentor_notes";
}

static void
write_own_notes (RapportTransaction   *transaction,
                 const Facts          *facts,
                 gint64                entity,
                 const RapportMeeting *meeting,
                 const RapportViewer  *viewer)
{
  RapportSide side;

  if (side_of (facts, viewer, &side) && meeting->own_notes != NULL)
    set_text (transaction, entity, own_notes_field (side), meeting->own_notes);
}

static void
write_meeting (RapportTransaction   *transaction,
               const Facts          *facts,
               gint64                entity,
               const RapportMeeting *meeting,
               const RapportViewer  *viewer)
{
  RapportSide side;

  set_text (transaction, entity, "kind", rapport_meeting_is_check_in (meeting) ? "check-in" : "meeting");
  set_time (transaction, entity, meeting);
  set_text (transaction, entity, "channel", meeting->channel);
  set_text (transaction, entity, "place", meeting->place);
  set_text (transaction, entity, "topics", meeting->topics);
  set_text (transaction, entity, "agenda", meeting->agenda);
  set_text (transaction, entity, "next_steps", meeting->next_steps);
  if (side_of (facts, viewer, &side) && meeting->notes != NULL)
    set_text (transaction, entity, "notes", meeting->notes);
  write_own_notes (transaction, facts, entity, meeting, viewer);
}

static void
set_operation (RapportTransaction *transaction,
               const char         *title,
               const Facts        *facts)
{
  const char *arguments[] = { facts->uuid, NULL };

  rapport_transaction_set_operation (transaction, title, arguments);
}

/* Text as it will be kept: the digest of what is shown must be that of what was written. */
static RapportMeeting *
tidy (const RapportMeeting *meeting)
{
  RapportMeeting *tidied = rapport_meeting_copy (meeting);
  char *texts[] = { tidied->topics, tidied->place, tidied->held_on, tidied->starts, tidied->ends };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      rapport_strip (texts[i]);
  rapport_meeting_fill_time (tidied);
  return tidied;
}

/* --- Commands ------------------------------------------------------------------------------------------------ */

RapportMeetingSave *
rapport_meeting_save_new (const RapportMeeting *meeting,
                          RapportViewer         viewer)
{
  RapportMeetingSave *self = g_new0 (RapportMeetingSave, 1);

  self->meeting = rapport_meeting_copy (meeting);
  self->viewer = viewer;
  return self;
}

void
rapport_meeting_save_free (RapportMeetingSave *self)
{
  if (self == NULL)
    return;
  rapport_meeting_free (self->meeting);
  g_free (self);
}

RapportMeetingSign *
rapport_meeting_sign_new (gint64         meeting,
                          RapportSide    side,
                          RapportSigning method)
{
  RapportMeetingSign *self = g_new0 (RapportMeetingSign, 1);

  self->meeting = meeting;
  self->side = side;
  self->method = method;
  return self;
}

void
rapport_meeting_sign_free (RapportMeetingSign *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->path);
  g_free (self->signed_on);
  g_free (self->digest);
  g_free (self->entered_by);
  g_free (self);
}

/** Logs a meeting or a check-in (W07); also of an ended partnership, in its time. @data: RapportMeetingSave. */
gboolean
rapport_meeting_log_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  RapportMeetingSave *save = data;
  g_autoptr (RapportMeeting) meeting = tidy (save->meeting);
  g_auto (Facts) facts = { 0 };

  if (!read_facts (transaction, meeting->partnership, &save->viewer, &facts, error)
      || !check_meeting (&facts, meeting, error))
    return FALSE;
  set_operation (transaction, rapport_meeting_is_check_in (meeting) ? "log-check-in" : "log-meeting", &facts);
  save->saved = rapport_transaction_new_entity (transaction, "meeting");
  rapport_transaction_set_reference (transaction, save->saved, "partnership", meeting->partnership);
  write_meeting (transaction, &facts, save->saved, meeting, &save->viewer);
  return TRUE;
}

/* Whether two texts are kept as the same: what is not set is empty. */
static gboolean
same_text (const char *first,
           const char *second)
{
  g_autofree char *one = rapport_strip (g_strdup (first != NULL ? first : ""));
  g_autofree char *two = rapport_strip (g_strdup (second != NULL ? second : ""));

  return strcmp (one, two) == 0;
}

/* A signed meeting is locked as a whole, with what the two share about it, though that is not on the sheet. */
static gboolean
check_locked (const RapportMeeting  *kept,
              const RapportMeeting  *meeting,
              GError               **error)
{
  g_autoptr (RapportMeeting) same = rapport_meeting_copy (meeting);
  g_autofree char *before = rapport_meeting_digest (kept);
  g_autofree char *after = NULL;

  g_free (same->uuid);
  same->uuid = g_strdup (kept->uuid);
  after = rapport_meeting_digest (same);
  if (strcmp (before, after) != 0
      || !same_text (kept->agenda, meeting->agenda)
      || !same_text (kept->next_steps, meeting->next_steps)
      || (meeting->notes != NULL && !same_text (kept->notes, meeting->notes)))
    return rapport_store_refuse (error, _("This meeting is signed, and so it is locked. Correct it instead: only your own notes can still be changed."));
  return TRUE;
}

/** Changes a meeting that nobody has signed; of a signed one only the viewer's own notes. @data: RapportMeetingSave. */
gboolean
rapport_meeting_edit_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  RapportMeetingSave *save = data;
  g_autoptr (RapportMeeting) meeting = tidy (save->meeting);
  g_auto (Facts) facts = { 0 };

  if (!read_facts_of_meeting (transaction, meeting->no, &save->viewer, &facts, error))
    return FALSE;
  save->saved = meeting->no;
  set_operation (transaction, "change-meeting", &facts);
  if (rapport_meeting_entry_is_signed (facts.entry) || facts.entry->superseded)
    {
      if (!check_locked (facts.entry->meeting, meeting, error))
        return FALSE;
      write_own_notes (transaction, &facts, meeting->no, meeting, &save->viewer);
      return TRUE;
    }
  if (!check_meeting (&facts, meeting, error))
    return FALSE;
  write_meeting (transaction, &facts, meeting->no, meeting, &save->viewer);
  return TRUE;
}

/* What the corrector may not read goes along unread. */
static void
carry_notes (RapportTransaction *transaction,
             gint64              from,
             gint64              to)
{
  static const char * const fields[] = { "notes", "mentee_notes", "mentor_notes" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GVariant) value = rapport_reading_get (rapport_transaction_reading (transaction), from, fields[i]);

      if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        rapport_transaction_set_string (transaction, to, fields[i], g_variant_get_string (value, NULL));
    }
}

/** Puts a new version beside a signed one, which stays with its signatures. @data: RapportMeetingSave. */
gboolean
rapport_meeting_correct_command (RapportTransaction  *transaction,
                                 gpointer             data,
                                 GError             **error)
{
  RapportMeetingSave *save = data;
  g_autoptr (RapportMeeting) meeting = tidy (save->meeting);
  g_auto (Facts) facts = { 0 };

  if (!read_facts_of_meeting (transaction, meeting->no, &save->viewer, &facts, error))
    return FALSE;
  if (facts.entry->superseded)
    return rapport_store_refuse (error, _("This version has been corrected already; correct the newest one."));
  if (!rapport_meeting_entry_is_signed (facts.entry))
    return rapport_store_refuse (error, _("Nobody has signed this meeting yet, so it can simply be changed."));
  if (!check_meeting (&facts, meeting, error))
    return FALSE;
  set_operation (transaction, "correct-meeting", &facts);
  save->saved = rapport_transaction_new_entity (transaction, "meeting");
  rapport_transaction_set_reference (transaction, save->saved, "partnership", facts.entry->meeting->partnership);
  rapport_transaction_set_reference (transaction, save->saved, "corrects", meeting->no);
  carry_notes (transaction, meeting->no, save->saved);
  write_meeting (transaction, &facts, save->saved, meeting, &save->viewer);
  return TRUE;
}

static gboolean
check_day_of_signing (const Facts         *facts,
                      const char          *signed_on,
                      GError             **error)
{
  if (!rapport_date_is_valid (signed_on))
    return rapport_store_refuse (error, _("The day of signing is not a date."));
  if (strcmp (signed_on, facts->today) > 0)
    return rapport_store_refuse (error, _("The day of signing is still to come."));
  if (strcmp (signed_on, facts->entry->meeting->held_on) < 0)
    return rapport_store_refuse (error, _("A meeting cannot be signed before it has taken place."));
  return TRUE;
}

static gboolean
check_signing (const Facts               *facts,
               const RapportMeetingSign  *sign,
               GError                   **error)
{
  g_autofree char *digest = rapport_meeting_digest (facts->entry->meeting);
  RapportSide side;

  if (side_of (facts, &sign->viewer, &side) && side != sign->side)
    return rapport_store_refuse (error, _("Each of the two signs for themselves."));
  if (facts->entry->superseded)
    return rapport_store_refuse (error, _("This version has been corrected; sign the newest one."));
  if (facts->entry->signatures[sign->side] != NULL)
    return rapport_store_refuse (error, _("This side has signed already."));
  if (sign->digest != NULL && strcmp (sign->digest, digest) != 0)
    return rapport_store_refuse (error, _("The meeting has been changed meanwhile. Read it again before signing."));
  if (facts->policy != NULL && facts->policy->signature_kinds != NULL && facts->policy->signature_kinds[0] != NULL
      && !g_strv_contains ((const char * const *) facts->policy->signature_kinds, rapport_signing_to_string (sign->method)))
    return rapport_store_refuse (error, _("The rules of the programme do not accept this kind of signature."));
  return TRUE;
}

/* The drawing as it will be kept; NULL with @error where it is none. */
static char *
tidy_path (const char  *text,
           GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (RapportSignaturePath) path = rapport_signature_path_parse (text != NULL ? text : "", &failure);
  g_autoptr (RapportSignaturePath) simple = NULL;

  if (path == NULL)
    {
      rapport_store_refuse (error, failure->message);
      return NULL;
    }
  simple = rapport_signature_path_simplify (path, SIMPLER_BY);
  return rapport_signature_path_to_string (simple);
}

static char *
tidy_name (const RapportMeetingSign  *sign,
           const char                *member,
           GError                   **error)
{
  g_autofree char *name = NULL;

  if (sign->method != RAPPORT_SIGNING_TYPED)
    return g_strdup (member);
  name = g_utf8_make_valid (sign->name != NULL ? sign->name : "", -1);
  rapport_strip (name);
  if (g_utf8_strlen (name, -1) < 2)
    {
      rapport_store_refuse (error, _("A typed signature is the name in full."));
      return NULL;
    }
  return g_steal_pointer (&name);
}

static void
write_signature (RapportTransaction       *transaction,
                 const Facts              *facts,
                 RapportMeetingSign       *sign,
                 const char               *name,
                 const char               *path,
                 const char               *signed_on)
{
  RapportSide other = sign->side == RAPPORT_SIDE_MENTEE ? RAPPORT_SIDE_MENTOR : RAPPORT_SIDE_MENTEE;
  g_autofree char *digest = rapport_meeting_digest (facts->entry->meeting);
  g_autofree char *sentence = rapport_meeting_sentence (facts->entry->meeting, facts->pair->names[other]);
  gint64 signature = sign->signature = rapport_transaction_new_entity (transaction, "signature");

  rapport_transaction_set_reference (transaction, signature, "meeting", sign->meeting);
  rapport_transaction_set_string (transaction, signature, "side", rapport_side_to_string (sign->side));
  rapport_transaction_set_string (transaction, signature, "method", rapport_signing_to_string (sign->method));
  rapport_transaction_set_string (transaction, signature, "name", name);
  rapport_transaction_set_string (transaction, signature, "signed_on", signed_on);
  rapport_transaction_set_string (transaction, signature, "sentence", sentence);
  rapport_transaction_set_string (transaction, signature, "digest", digest);
  if (path != NULL)
    rapport_transaction_set_string (transaction, signature, "path", path);
  if (sign->entered_by != NULL && *sign->entered_by != '\0')
    rapport_transaction_set_string (transaction, signature, "entered_by", sign->entered_by);
}

/** Signs for one side, once (W07). @data: RapportMeetingSign. */
gboolean
rapport_meeting_sign_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  RapportMeetingSign *sign = data;
  g_auto (Facts) facts = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  const char *signed_on;

  if (!read_facts_of_meeting (transaction, sign->meeting, &sign->viewer, &facts, error))
    return FALSE;
  signed_on = sign->signed_on != NULL && *sign->signed_on != '\0' ? sign->signed_on : facts.today;
  if (!check_signing (&facts, sign, error) || !check_day_of_signing (&facts, signed_on, error))
    return FALSE;
  if (sign->method == RAPPORT_SIGNING_DRAWN && (path = tidy_path (sign->path, error)) == NULL)
    return FALSE;
  name = tidy_name (sign, facts.pair->names[sign->side], error);
  if (name == NULL)
    return FALSE;
  set_operation (transaction, "sign-meeting", &facts);
  write_signature (transaction, &facts, sign, name, path, signed_on);
  return TRUE;
}

/** Deletes a meeting that not both have signed, with the one signature it may have. @data: RapportMeetingRemove. */
gboolean
rapport_meeting_remove_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  const RapportMeetingRemove *remove_it = data;
  g_auto (Facts) facts = { 0 };

  if (!read_facts_of_meeting (transaction, remove_it->meeting, &remove_it->viewer, &facts, error))
    return FALSE;
  if (facts.entry->superseded)
    return rapport_store_refuse (error, _("This version has been corrected; it stays beside the one that corrects it."));
  if (rapport_meeting_entry_is_signed_by_both (facts.entry))
    return rapport_store_refuse (error, _("Both have signed this meeting. It stays, and can be corrected."));
  set_operation (transaction, "delete-meeting", &facts);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    if (facts.entry->signatures[side] != NULL)
      rapport_transaction_delete (transaction, facts.entry->signatures[side]->no);
  rapport_transaction_delete (transaction, remove_it->meeting);
  return TRUE;
}
