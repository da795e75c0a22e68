/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/letter-draft.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/request-snapshot.h"
#include "services/outbox.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/requests.h"

struct _RapportLetterCase
{
  RapportPolicy *policy;
  char *programme_name;
  gint64 programme;
  gint64 asker;
  gint64 asked;
  RapportRequestRow *request;          /* NULL where there was none */
  RapportPartnershipRow *partnership;  /* NULL: none came of it */
  const RapportMeetingPlan *plan;      /* Borrowed; NULL: the letter is no invitation */
};

void
rapport_letter_case_free (RapportLetterCase *self)
{
  g_clear_pointer (&self->policy, rapport_policy_unref);
  g_clear_pointer (&self->request, rapport_request_row_free);
  g_clear_pointer (&self->partnership, rapport_partnership_row_free);
  g_free (self->programme_name);
  g_free (self);
}

/* A cause is a request or a partnership; of one the other is looked for. */
static gboolean
read_cause (RapportLetterCase  *self,
            RapportReading     *reading,
            gint64              cause,
            GError            **error)
{
  self->request = rapport_requests_get (reading, &cause, NULL, NULL);
  if (self->request != NULL && self->request->partnership != 0)
    self->partnership = rapport_partnerships_get (reading, &self->request->partnership, NULL, NULL);
  if (self->request != NULL)
    return TRUE;
  self->partnership = rapport_partnerships_get (reading, &cause, NULL, error);
  if (self->partnership == NULL)
    return FALSE;
  if (self->partnership->request != 0)
    self->request = rapport_requests_get (reading, &self->partnership->request, NULL, NULL);
  return TRUE;
}

RapportLetterCase *
rapport_letter_case_new (RapportReading  *reading,
                         gint64           cause,
                         GError         **error)
{
  g_autoptr (RapportLetterCase) self = g_new0 (RapportLetterCase, 1);
  g_autoptr (RapportProgramme) programme = NULL;

  if (!read_cause (self, reading, cause, error))
    return NULL;
  self->programme = self->request != NULL ? self->request->programme : self->partnership->programme;
  self->asker = self->request != NULL ? rapport_request_row_asker (self->request) : self->partnership->mentee;
  self->asked = self->request != NULL ? rapport_request_row_asked (self->request) : self->partnership->mentor;
  self->policy = rapport_programmes_policy (reading, self->programme);
  programme = rapport_programmes_get (reading, self->programme);
  self->programme_name = g_strdup (programme != NULL && *programme->name != '\0' ? programme->name : self->policy->name);
  return g_steal_pointer (&self);
}

void
rapport_letter_case_set_plan (RapportLetterCase        *self,
                              const RapportMeetingPlan *plan)
{
  self->plan = plan;
}

gint64
rapport_letter_case_programme (const RapportLetterCase *self)
{
  return self->programme;
}

guint
rapport_letter_case_readers (const RapportLetterCase *self,
                             const RapportLetterKind *kind,
                             gint64                   readers[2])
{
  readers[0] = kind->readers == RAPPORT_LETTER_TO_ASKED ? self->asked : self->asker;
  readers[1] = self->asked;
  return kind->readers == RAPPORT_LETTER_TO_BOTH ? 2 : 1;
}

gint64
rapport_letter_case_other (const RapportLetterCase *self,
                           gint64                   reader)
{
  return reader == self->asker ? self->asked : self->asker;
}

/* The language of this machine where the reader speaks it, or has not said; then theirs. */
static char **
languages_of (const RapportMember *member)
{
  const char * const *own = g_get_language_names ();
  GStrvBuilder *builder = g_strv_builder_new ();
  gboolean any = member->languages == NULL || member->languages[0] == NULL;
  char **languages;

  for (guint i = 0; own[i] != NULL; i++)
    if (strlen (own[i]) == 2 && (any || g_strv_contains ((const char * const *) member->languages, own[i])))
      g_strv_builder_add (builder, own[i]);
  for (guint i = 0; !any && member->languages[i] != NULL; i++)
    g_strv_builder_add (builder, member->languages[i]);
  g_strv_builder_add (builder, "en");
  languages = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return languages;
}

/* The programme's own letter in a language of the reader comes before ours in another. */
static char *
choose_template (const RapportLetterCase *self,
                 RapportReading          *reading,
                 const RapportLetterKind *kind,
                 const RapportMember     *reader)
{
  g_auto (GStrv) languages = languages_of (reader);

  for (guint i = 0; languages[i] != NULL; i++)
    {
      char *text = rapport_outbox_template (reading, self->programme, kind->id, languages[i]);

      if (text != NULL)
        return text;
    }
  return rapport_letter_template (kind->id, NULL);
}

static char *
areas_in_words (char **areas)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (areas[i]);
      g_autofree char *lower = g_utf8_strdown (label, -1);

      g_string_append_printf (list, "%s%s", i > 0 ? _(", ") : "", lower);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* What a letter borrows. */
typedef struct {
  RapportRequestSnapshot *snapshot;
  char *areas;
  char *term;
  char *dates[5];
  guint n_dates;
  char *here;
  char *there;
} Words;

static void
words_clear (Words *self)
{
  g_clear_pointer (&self->snapshot, rapport_request_snapshot_free);
  g_free (self->areas);
  g_free (self->term);
  g_free (self->here);
  g_free (self->there);
  for (guint i = 0; i < self->n_dates; i++)
    g_free (self->dates[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static const char *
long_date (Words      *self,
           const char *date)
{
  return self->dates[self->n_dates++] = rapport_date_format_long (date != NULL ? date : "");
}

static const char *
long_date_of_instant (Words      *self,
                      gint64      instant,
                      const char *zone)
{
  g_autofree char *date = instant > 0 ? rapport_date_of_instant (instant, zone) : g_strdup ("");

  return long_date (self, date);
}

static void
fill_facts (const RapportLetterCase *self,
            RapportLetterFacts      *facts,
            Words                   *words)
{
  const RapportRequestRow *request = self->request;
  const RapportPartnershipRow *pair = self->partnership;
  const char *zone = self->policy->time_zone;

  facts->programme = self->programme_name;
  facts->help_contact = self->policy->help_contact;
  words->areas = areas_in_words (pair != NULL ? pair->areas : request->areas);
  facts->areas = words->areas;
  words->term = rapport_date_format_months (pair != NULL ? pair->term : request->term);
  facts->term = words->term;
  if (request != NULL)
    {
      words->snapshot = rapport_request_snapshot_parse (request->snapshot);
      facts->message = words->snapshot != NULL ? words->snapshot->letter : NULL;
      facts->comment = request->comment;
      facts->sent_on = long_date_of_instant (words, request->sent_at, zone);
      facts->last_day = long_date_of_instant (words, request->expires_at - 1, zone);
    }
  if (pair != NULL)
    {
      facts->starts_on = long_date (words, pair->starts_on);
      facts->ends_on = long_date (words, pair->ends_on);
      facts->ended_on = long_date (words, *pair->ended_on != '\0' ? pair->ended_on : pair->ends_on);
    }
}

/* S16: an introduction is enough to begin, whatever the other shows. */
static const char *
without_address (const RapportMemberView *other)
{
  const char *email = rapport_member_view_get_text (other, "email");
  const char *phone = rapport_member_view_get_text (other, "phone");

  if ((email != NULL && *email != '\0') || (phone != NULL && *phone != '\0'))
    return NULL;
  return _("There is neither address nor phone to be shown to you: reply to this letter, and the office puts you in touch.");
}

/* By the clocks of either; those of the other only where they show something else. */
static void
fill_meeting (const RapportLetterCase *self,
              RapportLetterFacts      *facts,
              Words                   *words)
{
  const char *zone = rapport_member_view_get_text (facts->to, "time_zone");
  const char *other = rapport_member_view_get_text (facts->other, "time_zone");

  words->here = rapport_meeting_plan_words (self->plan, zone);
  facts->meeting_time = words->here;
  if (other != NULL && *other != '\0')
    words->there = rapport_meeting_plan_words (self->plan, other);
  if (g_strcmp0 (words->here, words->there) != 0)
    facts->meeting_other_time = words->there;
  facts->meeting_place = self->plan->place;
  facts->meeting_topics = self->plan->topics;
}

static RapportMemberView *
view_for (RapportReading          *reading,
          const RapportLetterKind *kind,
          gint64                   reader,
          const RapportMember     *other)
{
  RapportViewer viewer = rapport_viewer_for_member (reader);
  RapportRelation relation = rapport_partnerships_relation (reading, &viewer, other->no);

  return rapport_member_view_new (other, kind->partners ? MAX (relation, RAPPORT_RELATION_PARTNER) : relation);
}

gboolean
rapport_letter_views (RapportReading     *reading,
                      const char         *kind,
                      gint64              reader,
                      gint64              other,
                      RapportMemberView **reader_view,
                      RapportMemberView **other_view)
{
  const RapportLetterKind *known = rapport_letter_kind_find (kind);
  g_autoptr (RapportMember) to = rapport_members_load (reading, reader);
  g_autoptr (RapportMember) about = rapport_members_load (reading, other);

  if (known == NULL || to == NULL || about == NULL)
    return FALSE;
  *reader_view = rapport_member_view_new (to, RAPPORT_RELATION_SELF);
  *other_view = view_for (reading, known, reader, about);
  return TRUE;
}

RapportLetterText *
rapport_letter_case_write (const RapportLetterCase  *self,
                           RapportReading           *reading,
                           const RapportLetterKind  *kind,
                           gint64                    reader,
                           const char               *letter_template,
                           GError                  **error)
{
  g_autoptr (RapportMember) to = rapport_members_load (reading, reader);
  g_autoptr (RapportMember) other = rapport_members_load (reading, rapport_letter_case_other (self, reader));
  g_autoptr (RapportMemberView) to_view = NULL;
  g_autoptr (RapportMemberView) other_view = NULL;
  g_autofree char *chosen = NULL;
  g_auto (Words) words = { NULL };
  RapportLetterFacts facts = { NULL };

  if (to == NULL || other == NULL)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, "%s", _("One of the two is not there any more."));
      return NULL;
    }
  facts.to = to_view = rapport_member_view_new (to, RAPPORT_RELATION_SELF);
  facts.other = other_view = view_for (reading, kind, reader, other);
  facts.no_address = without_address (other_view);
  fill_facts (self, &facts, &words);
  if (self->plan != NULL)
    fill_meeting (self, &facts, &words);
  if (letter_template == NULL)
    letter_template = chosen = choose_template (self, reading, kind, to);
  return rapport_letter_fill (letter_template, &facts, error);
}
