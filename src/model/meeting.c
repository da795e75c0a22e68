/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/strip.h"

/* A meeting that ends before it begins went past midnight, unless that would make it longer than this. */
#define LONGEST_PAST_MIDNIGHT (8 * 60)

static const char *sides[] = { "mentee", "mentor" };
static const char *methods[] = { "drawn", "typed", "paper" };

RapportMeeting *
rapport_meeting_new (void)
{
  return g_new0 (RapportMeeting, 1);
}

RapportMeeting *
rapport_meeting_copy (const RapportMeeting *self)
{
  RapportMeeting *copy = g_memdup2 (self, sizeof *self);

  copy->uuid = g_strdup (self->uuid);
  copy->kind = g_strdup (self->kind);
  copy->held_on = g_strdup (self->held_on);
  copy->starts = g_strdup (self->starts);
  copy->ends = g_strdup (self->ends);
  copy->channel = g_strdup (self->channel);
  copy->place = g_strdup (self->place);
  copy->topics = g_strdup (self->topics);
  copy->agenda = g_strdup (self->agenda);
  copy->next_steps = g_strdup (self->next_steps);
  copy->notes = g_strdup (self->notes);
  copy->own_notes = g_strdup (self->own_notes);
  return copy;
}

void
rapport_meeting_free (RapportMeeting *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->kind);
  g_free (self->held_on);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self->channel);
  g_free (self->place);
  g_free (self->topics);
  g_free (self->agenda);
  g_free (self->next_steps);
  g_free (self->notes);
  g_free (self->own_notes);
  g_free (self);
}

/** A check-in is a lighter contact: it has minutes, and neither hours nor a place (W02). */
gboolean
rapport_meeting_is_check_in (const RapportMeeting *self)
{
  return g_strcmp0 (self->kind, "check-in") == 0;
}

const char *
rapport_meeting_kind_label (const char *kind)
{
  return g_strcmp0 (kind, "check-in") == 0 ? _("Check-in") : _("Meeting");
}

/** Returns: (transfer full): "45 min", "5 h", "5 h 55 min" */
char *
rapport_meeting_duration (int minutes)
{
  if (minutes < 60)
    return g_strdup_printf (C_("duration", "%d min"), minutes);
  if (minutes % 60 == 0)
    return g_strdup_printf (C_("duration", "%d h"), minutes / 60);
  return g_strdup_printf (C_("duration", "%d h %d min"), minutes / 60, minutes % 60);
}

static gboolean
find_word (const char * const *words,
           guint               n_words,
           const char         *text,
           guint              *found)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], text) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

const char *
rapport_side_to_string (RapportSide side)
{
  return sides[side];
}

gboolean
rapport_side_from_string (const char  *text,
                          RapportSide *side)
{
  guint found = 0;
  gboolean known = find_word (sides, G_N_ELEMENTS (sides), text, &found);

  if (known)
    *side = (RapportSide) found;
  return known;
}

const char *
rapport_signing_to_string (RapportSigning method)
{
  return methods[method];
}

gboolean
rapport_signing_from_string (const char     *text,
                             RapportSigning *method)
{
  guint found = 0;
  gboolean known = find_word (methods, G_N_ELEMENTS (methods), text, &found);

  if (known)
    *method = (RapportSigning) found;
  return known;
}

/**
 * rapport_meeting_parse_time:
 * @text: a time of day as people type it: "9", "9:5", "17:30", "17.30", "1730", "17h30"
 *
 * Returns: (transfer full) (nullable): 'HH:MM', or %NULL when it is none
 */
char *
rapport_meeting_parse_time (const char *text)
{
  int hours = 0, minutes = 0, n_hours = 0, n_minutes = 0;
  const char *p = text != NULL ? text : "";

  while (g_ascii_isspace (*p))
    p++;
  for (; g_ascii_isdigit (*p) && n_hours < 4; p++, n_hours++)
    hours = hours * 10 + (*p - '0');
  if (n_hours == 3 || n_hours == 4)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if (*p == ':' || *p == '.' || *p == 'h')
    for (p++; g_ascii_isdigit (*p) && n_minutes < 2; p++, n_minutes++)
      minutes = minutes * 10 + (*p - '0');
  while (g_ascii_isspace (*p))
    p++;
  if (n_hours == 0 || *p != '\0' || hours > 23 || minutes > 59)
    return NULL;
  return g_strdup_printf ("%02d:%02d", hours, minutes);
}

/* Minutes since midnight, -1 where @text is no time. */
static int
minute_of_day (const char *text)
{
  g_autofree char *time = rapport_meeting_parse_time (text);

  return time == NULL ? -1 : atoi (time) * 60 + atoi (time + 3);
}

/**
 * rapport_meeting_minutes_between:
 *
 * Returns: minutes from @starts to @ends, past midnight if need be; 0 when either is no time or the way round midnight
 *   would be so long that the two are more likely the wrong way round
 */
int
rapport_meeting_minutes_between (const char *starts,
                                 const char *ends)
{
  int from = minute_of_day (starts), to = minute_of_day (ends);

  if (from < 0 || to < 0)
    return 0;
  if (to >= from)
    return to - from;
  to += 24 * 60;
  return to - from <= LONGEST_PAST_MIDNIGHT ? to - from : 0;
}

/** Returns: (transfer full) (nullable): the 'HH:MM' that is @minutes after @starts */
char *
rapport_meeting_end_after (const char *starts,
                           int         minutes)
{
  int from = minute_of_day (starts);

  if (from < 0 || minutes <= 0 || minutes > RAPPORT_MEETING_MOST_MINUTES)
    return NULL;
  from = (from + minutes) % (24 * 60);
  return g_strdup_printf ("%02d:%02d", from / 60, from % 60);
}

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * rapport_meeting_fill_time:
 *
 * Writes times as 'HH:MM' and lets each of from–to and minutes fill the other: two times give the minutes, a start and
 * minutes give the end. What is no time stays as it is, for rapport_meeting_problem() to name.
 */
void
rapport_meeting_fill_time (RapportMeeting *self)
{
  char *time;

  if ((time = rapport_meeting_parse_time (self->starts)) != NULL)
    {
      g_free (self->starts);
      self->starts = time;
    }
  if ((time = rapport_meeting_parse_time (self->ends)) != NULL)
    {
      g_free (self->ends);
      self->ends = time;
    }
  if (is_set (self->starts) && is_set (self->ends) && self->minutes == 0)
    self->minutes = rapport_meeting_minutes_between (self->starts, self->ends);
  else if (is_set (self->starts) && !is_set (self->ends) && self->minutes > 0)
    {
      g_free (self->ends);
      self->ends = rapport_meeting_end_after (self->starts, self->minutes);
    }
}

static char *
problem_of_date (const RapportMeeting *self,
                 const char           *today,
                 const char           *from,
                 const char           *until)
{
  g_autofree char *day = NULL;

  if (!is_set (self->held_on))
    return g_strdup (_("Say on which day it was."));
  if (!rapport_date_is_valid (self->held_on))
    return g_strdup_printf (_("“%s” is not a date."), self->held_on);
  if (strcmp (self->held_on, today) > 0)
    return g_strdup (_("This day is still to come. A meeting is logged when it has taken place."));
  if (is_set (from) && strcmp (self->held_on, from) < 0)
    {
      day = rapport_date_format_long (from);
      return g_strdup_printf (_("The partnership began on %s; an earlier meeting does not belong to it."), day);
    }
  if (is_set (until) && strcmp (self->held_on, until) > 0)
    {
      day = rapport_date_format_long (until);
      return g_strdup_printf (_("The partnership ended on %s; a later meeting does not belong to it."), day);
    }
  return NULL;
}

static char *
problem_of_time (const RapportMeeting *self)
{
  const char *times[] = { self->starts, self->ends };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (is_set (times[i]) && minute_of_day (times[i]) < 0)
      return g_strdup_printf (_("“%s” is not a time of day."), times[i]);
  if (is_set (self->ends) && !is_set (self->starts))
    return g_strdup (_("There is an end, but no beginning."));
  if (is_set (self->starts) && is_set (self->ends)
      && rapport_meeting_minutes_between (self->starts, self->ends) == 0)
    return g_strdup (_("It ends before it begins."));
  if (self->minutes <= 0)
    return g_strdup (_("Say from when to when, or how many minutes."));
  if (self->minutes > RAPPORT_MEETING_MOST_MINUTES)
    return g_strdup (_("More than 24 hours is not one meeting."));
  if (is_set (self->starts) && is_set (self->ends)
      && rapport_meeting_minutes_between (self->starts, self->ends) != self->minutes)
    return g_strdup_printf (_("From %s to %s is not %d minutes."), self->starts, self->ends, self->minutes);
  return NULL;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *copy = g_strdup (text != NULL ? text : "");

  return *rapport_strip (copy) == '\0';
}

/**
 * rapport_meeting_problem:
 * @today: today's date in the programme's zone
 * @from: (nullable): first day of the partnership, empty when not known
 * @until: (nullable): day on which it ended, empty while it goes on
 *
 * Returns: (transfer full) (nullable): one sentence on what keeps this from being logged (W07); %NULL: nothing does
 */
char *
rapport_meeting_problem (const RapportMeeting *self,
                         const char           *today,
                         const char           *from,
                         const char           *until)
{
  char *problem = problem_of_date (self, today, from, until);

  if (problem == NULL)
    problem = problem_of_time (self);
  if (problem != NULL)
    return problem;
  if (is_set (self->kind) && strcmp (self->kind, "meeting") != 0 && strcmp (self->kind, "check-in") != 0)
    return g_strdup_printf (_("“%s” is neither a meeting nor a check-in."), self->kind);
  if (is_blank (self->topics))
    return g_strdup (_("Say what it was about; the topics stand on the tracking sheet."));
  return NULL;
}

static void
digest_field (GChecksum  *checksum,
              const char *name,
              const char *value)
{
  g_autofree char *head = NULL;

  if (value == NULL)
    value = "";
  /* lengths, so that no value can run into the next one */
  head = g_strdup_printf ("%s %" G_GSIZE_FORMAT ":", name, strlen (value));
  g_checksum_update (checksum, (const guchar *) head, -1);
  g_checksum_update (checksum, (const guchar *) value, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/**
 * rapport_meeting_digest:
 *
 * What stands on the sheet is what is signed: which meeting, kind, day, time spent, how, where and topics. Agenda,
 * notes and next steps are not signed (T11).
 *
 * Returns: (transfer full): SHA-256 in hexadecimal
 */
char *
rapport_meeting_digest (const RapportMeeting *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *minutes = g_strdup_printf ("%d", self->minutes);

  digest_field (checksum, "rapport-meeting", "1");
  digest_field (checksum, "id", self->uuid);
  digest_field (checksum, "kind", is_set (self->kind) ? self->kind : "meeting");
  digest_field (checksum, "date", self->held_on);
  digest_field (checksum, "starts", self->starts);
  digest_field (checksum, "ends", self->ends);
  digest_field (checksum, "minutes", minutes);
  digest_field (checksum, "channel", self->channel);
  digest_field (checksum, "place", self->place);
  digest_field (checksum, "topics", self->topics);
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * rapport_meeting_sentence:
 * @other_name: whom the signer met
 *
 * Returns: (transfer full): the sentence that is signed and kept with the signature; it reads alone
 */
char *
rapport_meeting_sentence (const RapportMeeting *self,
                          const char           *other_name)
{
  g_autofree char *day = rapport_date_format_long (self->held_on != NULL ? self->held_on : "");

  if (rapport_meeting_is_check_in (self))
    return g_strdup_printf (ngettext ("I was in touch with %s for %d minute on %s about: %s",
                                      "I was in touch with %s for %d minutes on %s about: %s", self->minutes),
                            other_name, self->minutes, day, self->topics != NULL ? self->topics : "");
  return g_strdup_printf (ngettext ("I met %s for %d minute on %s about: %s",
                                    "I met %s for %d minutes on %s about: %s", self->minutes),
                          other_name, self->minutes, day, self->topics != NULL ? self->topics : "");
}
