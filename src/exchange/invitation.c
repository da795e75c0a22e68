/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/invitation.h"

#include <libical/ical.h>
#include <string.h>

#include "model/date.h"
#include "model/places.h"

/* RFC 5545 and 5546 by libical, which escapes and folds. */

/* Time zones ------------------------------------------------------------------------------------------------------ */

/* A zone comes along as the changes of its clocks around the event, one by one: libical's own definitions have rules whose
 * ends are not in UTC, as RFC 5545 (3.3.10) asks, and which others refuse to read. */
#define AROUND_DAYS 400
#define DAY (24 * 3600)

static gint
interval_at (GTimeZone *zone,
             gint64     instant)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
}

/* The first second of the interval that is in force at @after and not at @before. */
static gint64
find_change (GTimeZone *zone,
             gint64     before,
             gint64     after)
{
  gint old = interval_at (zone, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (interval_at (zone, middle) == old)
        before = middle;
      else
        after = middle;
    }
  return after;
}

/* From @instant on clocks show what they show then; before they were @offset_before seconds ahead of UTC. */
static void
add_observance (icalcomponent *definition,
                GTimeZone     *zone,
                gint64         instant,
                gint32         offset_before)
{
  gint interval = interval_at (zone, instant);
  icalcomponent *part = icalcomponent_new (g_time_zone_is_dst (zone, interval) ? ICAL_XDAYLIGHT_COMPONENT
                                                                               : ICAL_XSTANDARD_COMPONENT);
  struct icaltimetype local = icaltime_from_timet_with_zone ((time_t) (instant + offset_before), 0, NULL);

  icalcomponent_add_property (part, icalproperty_new_dtstart (local));
  icalcomponent_add_property (part, icalproperty_new_tzoffsetfrom (offset_before));
  icalcomponent_add_property (part, icalproperty_new_tzoffsetto (g_time_zone_get_offset (zone, interval)));
  icalcomponent_add_property (part, icalproperty_new_tzname (g_time_zone_get_abbreviation (zone, interval)));
  icalcomponent_add_component (definition, part);
}

static void
add_zone (icalcomponent *calendar,
          const char    *name,
          gint64         instant)
{
  g_autoptr (GTimeZone) zone = rapport_date_zone (name);
  icalcomponent *definition = icalcomponent_new (ICAL_VTIMEZONE_COMPONENT);
  gint64 day = instant - AROUND_DAYS * DAY;

  icalcomponent_add_property (definition, icalproperty_new_tzid (name));
  add_observance (definition, zone, day, g_time_zone_get_offset (zone, interval_at (zone, day)));
  for (; day < instant + AROUND_DAYS * DAY; day += DAY)
    if (interval_at (zone, day) != interval_at (zone, day + DAY))
      add_observance (definition, zone, find_change (zone, day, day + DAY),
                      g_time_zone_get_offset (zone, interval_at (zone, day)));
  icalcomponent_add_component (calendar, definition);
}

/* (nullable): %NULL for UTC, which needs no definition, and for what nobody knows. */
static const char *
zone_of (const char *name)
{
  return name != NULL && rapport_time_zone_known (name) && strcmp (name, "UTC") != 0 ? name : NULL;
}

static struct icaltimetype
utc_time (gint64 instant)
{
  return icaltime_from_timet_with_zone ((time_t) instant, 0, icaltimezone_get_utc_timezone ());
}

/* @make: of the property that says when; @zone: (nullable): whose clocks show it. */
static void
add_time (icalcomponent *event,
          gint64         instant,
          const char    *zone,
          icalproperty *(*make) (struct icaltimetype time))
{
  g_autoptr (GTimeZone) there = zone != NULL ? rapport_date_zone (zone) : NULL;
  icalproperty *property;

  if (zone == NULL)
    {
      icalcomponent_add_property (event, make (utc_time (instant)));
      return;
    }
  instant += g_time_zone_get_offset (there, interval_at (there, instant));
  property = make (icaltime_from_timet_with_zone ((time_t) instant, 0, NULL));
  icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  icalcomponent_add_property (event, property);
}

/* The event ------------------------------------------------------------------------------------------------------- */

/* What a calendar cannot hold becomes a space, line ends but those of descriptions too. */
static char *
clean (const char *text,
       gboolean    lines)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (out, g_unichar_iscntrl (c) && !(lines && c == '\n') ? ' ' : c);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

static void
add_guest (icalcomponent      *event,
           const RapportGuest *guest)
{
  g_autofree char *name = clean (guest->name, FALSE);
  g_autofree char *address = NULL;
  icalproperty *attendee;

  if (guest->address == NULL || *guest->address == '\0')
    return;
  address = g_strconcat ("mailto:", guest->address, NULL);
  attendee = icalproperty_new_attendee (address);
  /* A parameter can hold no quotation mark, however it is written. */
  icalproperty_add_parameter (attendee, icalparameter_new_cn (g_strdelimit (name, "\"", '\'')));
  icalproperty_add_parameter (attendee, icalparameter_new_role (ICAL_ROLE_REQPARTICIPANT));
  icalproperty_add_parameter (attendee, icalparameter_new_partstat (ICAL_PARTSTAT_NEEDSACTION));
  icalproperty_add_parameter (attendee, icalparameter_new_rsvp (ICAL_RSVP_TRUE));
  icalcomponent_add_property (event, attendee);
}

static void
add_text (icalcomponent  *event,
          const char     *text,
          gboolean        lines,
          icalproperty *(*make) (const char *text))
{
  g_autofree char *cleaned = clean (text, lines);

  if (*cleaned != '\0')
    icalcomponent_add_property (event, make (cleaned));
}

static icalcomponent *
make_event (const RapportInvitation *self,
            const char              *zone)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  gint64 ends = self->plan->starts + 60 * self->plan->minutes;

  icalcomponent_add_property (event, icalproperty_new_uid (self->uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (utc_time (self->stamp)));
  add_time (event, self->plan->starts, zone, icalproperty_new_dtstart);
  add_time (event, ends, zone, icalproperty_new_dtend);
  add_text (event, self->summary, FALSE, icalproperty_new_summary);
  add_text (event, self->description, TRUE, icalproperty_new_description);
  add_text (event, self->plan->place, FALSE, icalproperty_new_location);
  icalcomponent_add_property (event, icalproperty_new_sequence (0));
  icalcomponent_add_property (event, icalproperty_new_status (ICAL_STATUS_CONFIRMED));
  if (self->organiser != NULL)
    {
      g_autofree char *address = g_strconcat ("mailto:", self->organiser, NULL);

      icalcomponent_add_property (event, icalproperty_new_organizer (address));
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->guests); i++)
    add_guest (event, &self->guests[i]);
  return event;
}

/**
 * rapport_invitation_to_ics:
 *
 * Returns: (transfer full): a calendar of one event and the zones that it needs, lines ending in CRLF
 */
char *
rapport_invitation_to_ics (const RapportInvitation *self)
{
  const char *zone = zone_of (self->zone);
  const char *other = zone_of (self->other_zone);
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  char *text, *copy;

  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//Rapport//" RAPPORT_VERSION "//EN"));
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_method (self->organiser != NULL ? ICAL_METHOD_REQUEST : ICAL_METHOD_PUBLISH));
  if (zone != NULL)
    add_zone (calendar, zone, self->plan->starts);
  if (other != NULL && g_strcmp0 (other, zone) != 0)
    add_zone (calendar, other, self->plan->starts);
  icalcomponent_add_component (calendar, make_event (self, zone));
  text = icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return copy;
}
