/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/personal-data.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/fields.h"
#include "model/meeting-plan.h"
#include "model/operations.h"
#include "model/policy.h"
#include "model/request-snapshot.h"
#include "model/sentence.h"
#include "services/entity-words.h"
#include "store/history.h"
#include "store/joined.h"
#include "store/letters.h"
#include "store/meetings.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

/** One collection on its way. */
typedef struct {
  RapportReading *reading;
  gint64 member;
  RapportDossier *dossier;    /* Owned */
  GCancellable *cancellable;
} Collecting;

/* Words ------------------------------------------------------------------------------------------------------------- */

static char *
when_of (gint64 seconds)
{
  g_autoptr (GDateTime) utc = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%d %H:%M UTC") : g_strdup ("");
}

/* A day as people write it; %NULL where it is none. */
static char *
day_words (const char *day)
{
  return day != NULL && rapport_date_is_valid (day) ? rapport_date_format_long (day) : NULL;
}

static void
add_day (RapportDossierRecord *record,
         const char           *key,
         const char           *label,
         const char           *day)
{
  g_autofree char *words = day_words (day);

  rapport_dossier_add_worded (record, key, label, day, words);
}

static void
add_areas (RapportDossierRecord  *record,
           char                 **areas)
{
  g_autofree char *text = areas != NULL ? g_strjoinv ("; ", areas) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (areas[i]);

      rapport_sentence_append (words, label);
    }
  rapport_dossier_add_worded (record, "areas", _("Areas of guidance"), text, words->str);
}

static void
add_term (RapportDossierRecord *record,
          int                   months)
{
  g_autofree char *text = months > 0 ? g_strdup_printf ("%d", months) : NULL;
  g_autofree char *words = g_strdup_printf (ngettext ("%d month", "%d months", months), months);

  rapport_dossier_add_worded (record, "term", _("Term"), text, words);
}

static char *
text_of (GVariant *value)
{
  if (value == NULL)
    return g_strdup ("");
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **parts = g_variant_get_strv (value, NULL);

      return g_strjoinv ("; ", (char **) parts);
    }
  return g_variant_print (value, FALSE);
}

/* %NULL for what a later version has written: it stands there as it is. */
static char *
words_of (RapportReading *reading,
          const char     *name,
          GVariant       *value)
{
  return rapport_fields_find ("member", name) != NULL ? rapport_value_words (reading, "member", name, value) : NULL;
}

/* As the table of fields has them: the name before the address, and what a later version knows at the end. */
static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  const RapportField *first = rapport_fields_find ("member", one);
  const RapportField *second = rapport_fields_find ("member", other);

  if (first == second)
    return strcmp (one, other);
  if (first == NULL || second == NULL)
    return first == NULL ? 1 : -1;
  return first < second ? -1 : 1;
}

static GPtrArray *
sorted_names (GHashTable *table)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* The profile and its history ---------------------------------------------------------------------------------------- */

/* People read all of a set beside the first of it, programs each by its name. */
static void
add_of_set (Collecting           *self,
            RapportDossierRecord *lines,
            const RapportField   *field,
            const char           *name,
            GHashTable           *values)
{
  g_autofree char *text = text_of (g_hash_table_lookup (values, name));
  gsize length = strcspn (name, "/");
  RapportDossierLine *last = lines->lines->len > 0 ? g_ptr_array_index (lines->lines, lines->lines->len - 1) : NULL;
  gboolean first = last == NULL || strncmp (last->key, name, length + 1) != 0;
  g_autofree char *words = first ? rapport_set_words (self->reading, field, values) : g_strdup ("");

  rapport_dossier_add_worded (lines, name, _(field->label), text, words);
}

static void
add_profile (Collecting *self,
             gint64      record)
{
  g_autoptr (GHashTable) values = rapport_reading_get_all (self->reading, record);
  g_autoptr (GPtrArray) names = sorted_names (values);
  RapportDossierSection *section = rapport_dossier_add_section (self->dossier, "profile", _("Profile"));
  RapportDossierRecord *lines = rapport_dossier_add_record (section);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const RapportField *field = rapport_fields_find ("member", name);
      GVariant *value = g_hash_table_lookup (values, name);
      g_autofree char *label = rapport_field_title (self->reading, "member", name);
      g_autofree char *text = text_of (value);
      g_autofree char *words = words_of (self->reading, name, value);

      if (strcmp (name, "photo") == 0)
        self->dossier->photo = rapport_reading_blob (self->reading, text);
      if (field != NULL && field->type == RAPPORT_FIELD_SET)
        add_of_set (self, lines, field, name, values);
      else
        rapport_dossier_add_worded (lines, name, label, text, words);
    }
}

static void
add_version (Collecting                *self,
             RapportDossierSection     *section,
             const char                *name,
             const RapportFieldVersion *version)
{
  RapportDossierRecord *record = rapport_dossier_add_record (section);
  g_autofree char *label = rapport_field_title (self->reading, "member", name);
  g_autofree char *text = text_of (version->value);
  g_autofree char *words = words_of (self->reading, name, version->value);
  g_autofree char *when = when_of (version->wall / 1000);
  g_autofree char *what = rapport_operation_sentence (version->operation != NULL ? version->operation : "",
                                                      (const char * const *) version->args, NULL, NULL);

  rapport_dossier_add_line (record, "field", _("Field"), label);
  rapport_dossier_add_worded (record, "value", _("Value"), *text != '\0' ? text : "–", words);
  rapport_dossier_add_line (record, "when", _("When"), when);
  rapport_dossier_add_line (record, "by", _("By"), version->author);
  rapport_dossier_add_line (record, "source", _("From"), what);
}

static gboolean
add_history (Collecting  *self,
             gint64       member,
             GError     **error)
{
  g_autoptr (GHashTable) all = rapport_reading_imported (self->reading, member, error);
  g_autoptr (GPtrArray) names = all != NULL ? sorted_names (all) : NULL;
  RapportDossierSection *section;

  if (names == NULL)
    return FALSE;
  section = rapport_dossier_add_section (self->dossier, "history", _("History of the Profile"));
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (GPtrArray) versions = rapport_reading_history (self->reading, member, name, error);

      if (versions == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      for (guint j = 0; j < versions->len; j++)
        add_version (self, section, name, g_ptr_array_index (versions, j));
    }
  return TRUE;
}

/* What they take part in --------------------------------------------------------------------------------------------- */

static char *
programme_name (Collecting *self,
                gint64      programme)
{
  g_autoptr (RapportProgramme) known = rapport_programmes_get (self->reading, programme);
  g_autoptr (RapportPolicy) policy = NULL;

  if (known != NULL && known->name != NULL && *known->name != '\0')
    return g_strdup (known->name);
  policy = rapport_programmes_policy (self->reading, programme);
  return g_strdup (policy->name);
}

static void
add_enrolments (Collecting *self)
{
  g_autoptr (RapportMember) member = rapport_members_load (self->reading, self->member);
  RapportDossierSection *section = rapport_dossier_add_section (self->dossier, "enrolments", _("Enrolments"));

  for (guint i = 0; member != NULL && i < member->enrolments->len; i++)
    {
      const RapportMemberEnrolment *enrolment = g_ptr_array_index (member->enrolments, i);
      RapportDossierRecord *record = rapport_dossier_add_record (section);
      g_autofree char *programme = programme_name (self, enrolment->programme);
      g_autofree char *places = enrolment->capacity > 0 ? g_strdup_printf ("%d", enrolment->capacity) : NULL;

      rapport_dossier_add_line (record, "programme", _("Programme"), programme);
      rapport_dossier_add_worded (record, "role", _("Role"), enrolment->role,
                                  strcmp (enrolment->role, "mentor") == 0 ? _("Mentor") : _("Mentee"));
      add_day (record, "since", _("Since"), enrolment->since);
      rapport_dossier_add_line (record, "places", _("Places"), places);
      add_day (record, "paused-until", _("Paused until"), enrolment->paused ? enrolment->paused_until : NULL);
    }
}

static void
add_considerations (RapportDossierRecord         *record,
                    const RapportRequestSnapshot *snapshot)
{
  const char * const *ids = rapport_considerations ();

  for (guint i = 0; ids[i] != NULL && snapshot->considerations[i] != NULL; i++)
    rapport_dossier_add_line (record, ids[i], rapport_consideration_label (ids[i]), snapshot->considerations[i]);
}

static const char *
answer_words (const char *answer)
{
  return g_strcmp0 (answer, "accepted") == 0 ? _("Accepted") : g_strcmp0 (answer, "declined") == 0 ? _("Declined") : answer;
}

static void
add_request (Collecting              *self,
             RapportDossierSection   *section,
             const RapportRequestRow *row)
{
  RapportDossierRecord *record = rapport_dossier_add_record (section);
  gboolean is_mentee = row->mentee == self->member;
  g_autofree char *sent = when_of (row->sent_at);
  g_autofree char *answered = when_of (row->answered_at);
  g_autofree char *saved = when_of (row->saved_at);
  g_autofree char *reminded = when_of (row->reminded_at);
  g_autofree char *withdrawn = when_of (row->withdrawn_at);
  g_autoptr (RapportRequestSnapshot) snapshot = row->snapshot != NULL ? rapport_request_snapshot_parse (row->snapshot) : NULL;

  rapport_dossier_add_line (record, is_mentee ? "mentor" : "mentee", is_mentee ? _("Mentor") : _("Mentee"),
                            is_mentee ? row->mentor_name : row->mentee_name);
  rapport_dossier_add_line (record, "sent", _("Sent"), sent);
  rapport_dossier_add_line (record, "asked-by", _("Asked by"), row->asked_by);
  add_areas (record, row->areas);
  add_term (record, row->term);
  rapport_dossier_add_line (record, "saved", _("Saved for later"), saved);
  rapport_dossier_add_line (record, "reminded", _("Reminded"), reminded);
  rapport_dossier_add_worded (record, "answer", _("Answer"), row->answer, answer_words (row->answer));
  rapport_dossier_add_worded (record, "reason", _("Reason"), row->answer_reason,
                              rapport_decline_reason_label (row->answer_reason));
  rapport_dossier_add_line (record, "answered", _("Answered"), answered);
  rapport_dossier_add_line (record, "comment", _("Comment"), row->comment);
  rapport_dossier_add_line (record, "withdrawn", _("Withdrawn"), withdrawn);
  rapport_dossier_add_line (record, "exception", _("Reason for an exception"), row->exception);
  if (snapshot == NULL)
    return;
  add_considerations (record, snapshot);
  rapport_dossier_add_line (record, "letter", _("Letter as sent"), snapshot->letter);
}

static gboolean
add_requests (Collecting             *self,
              RapportDossierSection  *section,
              gint64                  programme,
              GError                **error)
{
  RapportRequestsQuery query = { .programme = programme, .group = RAPPORT_REQUESTS_ALL, .member = self->member,
                                 .sort = RAPPORT_REQUESTS_NEWEST };
  g_autoptr (GPtrArray) rows = rapport_requests_list (self->reading, &query, self->cancellable, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gint64 no = ((RapportRequestRow *) g_ptr_array_index (rows, i))->no;
      g_autoptr (RapportRequestRow) row = rapport_requests_get (self->reading, &no, self->cancellable, error);

      if (row == NULL)
        return FALSE;
      add_request (self, section, row);
    }
  return rows != NULL;
}

static gboolean
add_all_requests (Collecting  *self,
                  GError     **error)
{
  g_autoptr (GPtrArray) programmes = rapport_programmes_list (self->reading, NULL, self->cancellable, error);
  RapportDossierSection *section;

  if (programmes == NULL)
    return FALSE;
  section = rapport_dossier_add_section (self->dossier, "requests", _("Requests"));
  for (guint i = 0; i < programmes->len; i++)
    if (!add_requests (self, section, ((RapportProgramme *) g_ptr_array_index (programmes, i))->no, error))
      return FALSE;
  return TRUE;
}

static void
add_invitation (Collecting           *self,
                RapportDossierRecord *record,
                gint64                letter)
{
  g_autoptr (GVariant) value = rapport_reading_get (self->reading, letter, "meeting");
  g_autoptr (RapportMeetingPlan) plan = value != NULL ? rapport_meeting_plan_read (value) : NULL;
  g_autofree char *starts = plan != NULL ? when_of (plan->starts) : NULL;

  if (plan == NULL)
    return;
  rapport_dossier_add_line (record, "meeting-starts", _("Meeting"), starts);
  rapport_dossier_add_line (record, "meeting-place", _("Place"), plan->place);
  rapport_dossier_add_line (record, "meeting-topics", _("Topics"), plan->topics);
}

/* A letter to the other is about them, but where it went is the other's own. */
static void
add_letter (Collecting             *self,
            RapportDossierSection  *section,
            const RapportLetterRow *row)
{
  RapportDossierRecord *record = rapport_dossier_add_record (section);
  gboolean is_theirs = row->member == self->member;
  g_autofree char *drafted = when_of (row->drafted_at);
  g_autofree char *since = when_of (row->state.at);

  rapport_dossier_add_line (record, "kind", _("Kind"), rapport_letter_kind_label (row->kind));
  rapport_dossier_add_line (record, "to", _("To"), row->member_name);
  rapport_dossier_add_line (record, "about", _("About"), row->other_name);
  rapport_dossier_add_line (record, "drafted", _("Drafted"), drafted);
  rapport_dossier_add_line (record, "state", _("State"), rapport_letter_stage_label (row->state.stage));
  rapport_dossier_add_line (record, "since", _("Since"), since);
  if (is_theirs)
    {
      rapport_dossier_add_line (record, "address", _("E-mail"), row->address);
      rapport_dossier_add_line (record, "sent-to", _("Sent to"), row->state.sent_to);
      rapport_dossier_add_line (record, "words", _("The server’s words"), row->state.words);
    }
  add_invitation (self, record, row->no);
  rapport_dossier_add_line (record, "subject", _("Subject"), row->subject);
  rapport_dossier_add_line (record, "text", _("Text"), row->body);
}

static gboolean
add_letters (Collecting  *self,
             GError     **error)
{
  g_autoptr (RapportLettersQuery) query = rapport_letters_query_new (0);
  g_autoptr (GPtrArray) rows = NULL;
  RapportDossierSection *section;

  query->member = self->member;
  rows = rapport_letters_list (self->reading, query, self->cancellable, error);
  if (rows == NULL)
    return FALSE;
  section = rapport_dossier_add_section (self->dossier, "letters", _("Letters"));
  for (guint i = 0; i < rows->len; i++)
    add_letter (self, section, g_ptr_array_index (rows, i));
  return TRUE;
}

/* Partnerships, meetings, signatures --------------------------------------------------------------------------------- */

typedef struct {
  RapportDossierSection *partnerships;
  RapportDossierSection *meetings;
  RapportDossierSection *signatures;
} Together;

static const char *
signing_words (RapportSigning method)
{
  switch (method)
    {
    case RAPPORT_SIGNING_DRAWN:
      return _("A drawing");
    case RAPPORT_SIGNING_TYPED:
      return _("A typed name");
    case RAPPORT_SIGNING_PAPER:
      return _("On paper");
    }
  return "";
}

static void
add_signature (RapportDossierSection   *section,
               const RapportMeetingLog *log,
               const RapportSignature  *signature)
{
  RapportDossierRecord *record = rapport_dossier_add_record (section);
  const RapportMeetingEntry *entry = rapport_meeting_log_find (log, signature->meeting);

  add_day (record, "meeting", _("Meeting"), entry != NULL ? entry->meeting->held_on : NULL);
  add_day (record, "signed-on", _("Signed on"), signature->signed_on);
  rapport_dossier_add_worded (record, "method", _("Signed by"), rapport_signing_to_string (signature->method),
                              signing_words (signature->method));
  rapport_dossier_add_line (record, "name", _("Name"), signature->name);
  rapport_dossier_add_line (record, "sentence", _("What was signed"), signature->sentence);
  rapport_dossier_add_line (record, "entered-by", _("Entered by"), signature->entered_by);
  rapport_dossier_add_line (record, "drawing", _("Drawing"), signature->path);
}

static void
add_meeting (RapportDossierSection *section,
             const char            *other,
             const RapportMeeting  *meeting)
{
  RapportDossierRecord *record = rapport_dossier_add_record (section);
  g_autofree char *time = meeting->minutes > 0 ? rapport_meeting_duration (meeting->minutes) : NULL;
  const char *channel = meeting->channel != NULL && *meeting->channel != '\0' ? rapport_channel_label (meeting->channel) : NULL;

  rapport_dossier_add_line (record, "with", _("With"), other);
  rapport_dossier_add_line (record, "kind", _("Kind"), rapport_meeting_kind_label (meeting->kind));
  add_day (record, "date", _("Date"), meeting->held_on);
  rapport_dossier_add_line (record, "time", _("Time spent"), time);
  rapport_dossier_add_line (record, "starts", _("Start"), meeting->starts);
  rapport_dossier_add_line (record, "ends", _("End"), meeting->ends);
  rapport_dossier_add_line (record, "channel", _("How"), channel);
  rapport_dossier_add_line (record, "place", _("Place"), meeting->place);
  rapport_dossier_add_line (record, "topics", _("Topics"), meeting->topics);
  rapport_dossier_add_line (record, "agenda", _("Agenda"), meeting->agenda);
  rapport_dossier_add_line (record, "next-steps", _("Next steps"), meeting->next_steps);
  rapport_dossier_add_line (record, "shared-notes", _("Shared notes"), meeting->notes);
  rapport_dossier_add_line (record, "own-notes", _("Own notes"), meeting->own_notes);
}

static gboolean
add_partnership (Collecting      *self,
                 const Together  *together,
                 gint64           no,
                 GError         **error)
{
  g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (self->reading, &no, self->cancellable, error);
  RapportMeetingsQuery query = { no, rapport_viewer_for_member (self->member) };
  g_autoptr (RapportMeetingLog) log = row != NULL ? rapport_meetings_log (self->reading, &query, self->cancellable, error) : NULL;
  g_autoptr (GPtrArray) signatures = log != NULL ? rapport_meetings_signatures (self->reading, no, error) : NULL;
  RapportSide side;
  const char *other;
  RapportDossierRecord *record;

  if (signatures == NULL)
    return FALSE;
  side = row->mentor == self->member ? RAPPORT_SIDE_MENTOR : RAPPORT_SIDE_MENTEE;
  other = side == RAPPORT_SIDE_MENTOR ? row->mentee_name : row->mentor_name;
  record = rapport_dossier_add_record (together->partnerships);
  rapport_dossier_add_line (record, side == RAPPORT_SIDE_MENTOR ? "mentee" : "mentor",
                            side == RAPPORT_SIDE_MENTOR ? _("Mentee") : _("Mentor"), other);
  add_areas (record, row->areas);
  add_term (record, (int) row->term);
  add_day (record, "starts", _("Starts"), row->starts_on);
  add_day (record, "ends", _("Ends"), row->ends_on);
  add_day (record, "ended", _("Ended"), row->ended_on);
  rapport_dossier_add_worded (record, "reason", _("Reason"), row->end_reason, rapport_end_reason_label (row->end_reason));
  rapport_dossier_add_line (record, "note", _("Note"), row->end_note);
  for (guint i = 0; i < log->entries->len; i++)
    {
      const RapportMeetingEntry *entry = g_ptr_array_index (log->entries, i);

      add_meeting (together->meetings, other, entry->meeting);
    }
  for (guint i = 0; i < signatures->len; i++)
    {
      const RapportSignature *signature = g_ptr_array_index (signatures, i);

      if (signature->side == side)
        add_signature (together->signatures, log, signature);
    }
  return TRUE;
}

static gboolean
add_all_partnerships (Collecting  *self,
                      GError     **error)
{
  g_autoptr (GArray) numbers = rapport_partnerships_of_member (self->reading, self->member);
  Together together = {
    rapport_dossier_add_section (self->dossier, "partnerships", _("Partnerships")),
    rapport_dossier_add_section (self->dossier, "meetings", _("Meetings")),
    rapport_dossier_add_section (self->dossier, "signatures", _("Signatures")),
  };

  for (guint i = 0; i < numbers->len; i++)
    if (!add_partnership (self, &together, g_array_index (numbers, gint64, i), error))
      return FALSE;
  return TRUE;
}

gpointer
rapport_personal_data_query (RapportReading  *reading,
                             gpointer         data,
                             GCancellable    *cancellable,
                             GError         **error)
{
  gint64 member = *(const gint64 *) data;
  g_autofree char *name = rapport_members_name (reading, member);
  g_autofree char *made_on = when_of (rapport_reading_now (reading));
  g_autoptr (RapportDossier) dossier = NULL;
  g_autoptr (GArray) joined = NULL;
  Collecting self = { reading, member, NULL, cancellable };
  gboolean done;

  if (name == NULL || *name == '\0')
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("That person is not there any more."));
      return NULL;
    }
  dossier = rapport_dossier_new (name, made_on);
  self.dossier = dossier;
  add_profile (&self, member);
  done = add_history (&self, member, error);
  joined = rapport_reading_joined (reading, member);
  for (guint i = 0; done && i < joined->len; i++)
    if (g_array_index (joined, gint64, i) != member)
      done = add_history (&self, g_array_index (joined, gint64, i), error);
  if (!done)
    return NULL;
  add_enrolments (&self);
  if (!add_all_requests (&self, error) || !add_letters (&self, error) || !add_all_partnerships (&self, error))
    return NULL;
  return g_steal_pointer (&dossier);
}
