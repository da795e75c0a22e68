/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting-plan.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/meeting.h"
#include "model/places.h"
#include "model/sentence.h"

enum { STARTS, MINUTES, ZONE, PLACE, TOPICS, N_PARTS };

static void
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
}

/* Where clocks go forward some times do not exist: GLib would move them, and nobody would be there. */
static gint64
instant_of (const char  *date,
            const char  *clock,
            const char  *zone,
            GError     **error)
{
  g_autoptr (GTimeZone) there = rapport_date_zone (zone);
  g_autofree char *text = g_strdup_printf ("%sT%s:00", date, clock);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, there);
  g_autofree char *again = time != NULL ? g_date_time_format (time, "%FT%T") : NULL;

  if (g_strcmp0 (text, again) == 0)
    return g_date_time_to_unix (time);
  rapport_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     _("There is no %s on that day in %s: clocks go forward. Choose another time."), clock, zone);
  return 0;
}

/**
 * rapport_meeting_plan_new:
 * @date: 'YYYY-MM-DD'
 * @clock: 'HH:MM', as clocks in @zone show it
 * @zone: an IANA name
 * @minutes: how long
 * @error: return location; its message is a sentence for people
 *
 * Where clocks go back and a time comes twice, the first is meant.
 *
 * Returns: (transfer full) (nullable): the plan, without place and topics
 */
RapportMeetingPlan *
rapport_meeting_plan_new (const char  *date,
                          const char  *clock,
                          const char  *zone,
                          int          minutes,
                          GError     **error)
{
  g_autofree char *time = rapport_meeting_parse_time (clock != NULL ? clock : "");
  RapportMeetingPlan *self;
  gint64 starts;

  if (!rapport_date_is_valid (date))
    refuse (error, _("The day is not a date: write it as 2026-11-19."));
  else if (time == NULL || *time == '\0')
    refuse (error, _("The time is not one: write it as 14:30."));
  else if (!rapport_time_zone_known (zone))
    refuse (error, _("There is no such time zone: write it as Europe/London."));
  else if (minutes < 1 || minutes > RAPPORT_MEETING_MOST_MINUTES)
    refuse (error, _("A meeting lasts between a minute and a day."));
  else if ((starts = instant_of (date, time, zone, error)) != 0)
    {
      self = g_new0 (RapportMeetingPlan, 1);
      self->starts = starts;
      self->minutes = minutes;
      self->zone = g_strdup (zone);
      return self;
    }
  return NULL;
}

void
rapport_meeting_plan_free (RapportMeetingPlan *self)
{
  g_free (self->zone);
  g_free (self->place);
  g_free (self->topics);
  g_free (self);
}

/** (transfer full) (nullable): %NULL of what cannot be read. */
RapportMeetingPlan *
rapport_meeting_plan_read (GVariant *value)
{
  g_autofree const char **parts = NULL;
  gsize n = 0;
  RapportMeetingPlan *self;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    parts = g_variant_get_strv (value, &n);
  if (n < N_PARTS)
    return NULL;
  self = g_new0 (RapportMeetingPlan, 1);
  self->starts = CLAMP (g_ascii_strtoll (parts[STARTS], NULL, 10), 0, G_MAXUINT32);
  self->minutes = CLAMP (atoi (parts[MINUTES]), 1, RAPPORT_MEETING_MOST_MINUTES);
  self->zone = g_strdup (parts[ZONE]);
  self->place = g_strdup (parts[PLACE]);
  self->topics = g_strdup (parts[TOPICS]);
  return self;
}

/** (transfer floating): the field as the journal has it. */
GVariant *
rapport_meeting_plan_write (const RapportMeetingPlan *self)
{
  g_autofree char *starts = g_strdup_printf ("%" G_GINT64_FORMAT, self->starts);
  g_autofree char *minutes = g_strdup_printf ("%d", self->minutes);
  const char *parts[N_PARTS] = {
    starts, minutes, self->zone != NULL ? self->zone : "", self->place != NULL ? self->place : "",
    self->topics != NULL ? self->topics : "",
  };

  return g_variant_new_strv (parts, N_PARTS);
}

/** (transfer full): when it is by the clocks of @zone: "Thursday, 19 November 2026, 14:30 to 15:30 (Europe/London)". */
char *
rapport_meeting_plan_words (const RapportMeetingPlan *self,
                            const char               *zone)
{
  const char *where = zone != NULL && rapport_time_zone_known (zone) ? zone : self->zone;
  g_autoptr (GTimeZone) there = rapport_date_zone (where);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->starts);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, there);
  g_autofree char *day = g_date_time_format (local, "%A");
  g_autofree char *date = rapport_date_of_instant (self->starts, where);
  g_autofree char *words = rapport_date_format_long (date);
  g_autofree char *from = rapport_date_format_clock (self->starts, where);
  g_autofree char *to = rapport_date_format_clock (self->starts + 60 * self->minutes, where);

  /* Translators: day of the week, date, from, to, time zone */
  return g_strdup_printf (_("%s, %s, %s to %s (%s)"), day, words, from, to, where);
}
