/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sample-events.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"

/* When what has no hour happens. */
#define NOON "12:00"

static int
get_int (JsonObject *object,
         const char *name,
         int         otherwise)
{
  return json_object_has_member (object, name) ? (int) json_object_get_int_member (object, name) : otherwise;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

char *
rapport_sample_date (RapportSampleWorld *world,
                     int                 day)
{
  return rapport_date_add_days (world->today, day);
}

static gint64
instant_of (RapportSampleWorld *world,
            int                 day,
            const char         *hour)
{
  g_autofree char *date = rapport_sample_date (world, day);
  gint64 minutes = strlen (hour) == strlen (NOON) ? atoi (hour) * 60 + atoi (hour + 3) : 12 * 60;

  return rapport_date_start_of_day (date, world->zone) + minutes * 60;
}

static void
add (GPtrArray          *events,
     RapportSampleWorld *world,
     gint64              at,
     RapportCommand      command,
     JsonObject         *object,
     JsonObject         *meeting)
{
  RapportSampleEvent *event = g_new0 (RapportSampleEvent, 1);

  event->at = at;
  event->order = events->len;
  event->command = command;
  event->world = world;
  event->object = object;
  event->meeting = meeting;
  g_ptr_array_add (events, event);
}

static gboolean
is_about (JsonObject *object,
          const char *key)
{
  return strcmp (get_text (object, "mentee"), key) == 0 || strcmp (get_text (object, "mentor"), key) == 0;
}

/* Everybody joins before they first ask or are asked. */
static int
day_of_joining (JsonObject *root,
                JsonObject *member)
{
  const char *lists[] = { "requests", "partnerships" };
  int day = get_int (member, "enrolled", -60);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = json_object_get_array_member (root, lists[i]);

      for (guint j = 0; j < json_array_get_length (list); j++)
        {
          JsonObject *object = json_array_get_object_element (list, j);

          if (is_about (object, get_text (member, "key")))
            day = MIN (day, get_int (object, "asked", get_int (object, "day", 0)) - 2);
        }
    }
  return day;
}

static void
add_members (GPtrArray          *events,
             RapportSampleWorld *world,
             JsonObject         *root)
{
  JsonArray *members = json_object_get_array_member (root, "members");

  for (guint i = 0; i < json_array_get_length (members); i++)
    {
      JsonObject *member = json_array_get_object_element (members, i);

      add (events, world, instant_of (world, day_of_joining (root, member), "09:00"), rapport_sample_add_member, member, NULL);
      if (json_object_has_member (member, "paused_until"))
        add (events, world, instant_of (world, -12, NOON), rapport_sample_pause, member, NULL);
    }
}

static void
add_requests (GPtrArray          *events,
              RapportSampleWorld *world,
              JsonArray          *requests)
{
  static const struct {
    const char *name;
    RapportCommand command;
  } steps[] = {
    { "reminded", rapport_sample_remind },
    { "saved", rapport_sample_save },
    { "declined", rapport_sample_decline },
    { "withdrawn", rapport_sample_withdraw },
  };

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      add (events, world, instant_of (world, get_int (request, "day", 0), get_text (request, "hour")), rapport_sample_ask,
           request, NULL);
      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        if (json_object_has_member (request, steps[j].name))
          add (events, world, instant_of (world, get_int (request, steps[j].name, 0), NOON), steps[j].command, request, NULL);
    }
}

/* What is to begin has been agreed by now. */
static void
add_beginning (GPtrArray          *events,
               RapportSampleWorld *world,
               JsonObject         *partnership)
{
  int start = get_int (partnership, "start", 0);
  int asked = MIN (get_int (partnership, "asked", start - 6), -6);

  if (json_object_has_member (partnership, "legacy"))
    {
      add (events, world, instant_of (world, start, NOON), rapport_sample_record, partnership, NULL);
      return;
    }
  add (events, world, instant_of (world, asked, "10:30"), rapport_sample_ask, partnership, NULL);
  add (events, world, instant_of (world, MIN (start, asked + 4), "16:00"), rapport_sample_accept, partnership, NULL);
}

static void
add_meeting (GPtrArray          *events,
             RapportSampleWorld *world,
             JsonObject         *partnership,
             JsonObject         *meeting)
{
  gint64 at = instant_of (world, get_int (meeting, "day", 0), "20:00");
  const char *signs = get_text (meeting, "sign");

  add (events, world, at, rapport_sample_meet, partnership, meeting);
  if (strcmp (signs, "both") == 0)
    add (events, world, at + 15 * 60, rapport_sample_sign_as_mentee, partnership, meeting);
  if (strcmp (signs, "none") != 0)
    add (events, world, at + 45 * 60, rapport_sample_sign_as_mentor, partnership, meeting);
}

static void
add_partnerships (GPtrArray          *events,
                  RapportSampleWorld *world,
                  JsonArray          *partnerships)
{
  for (guint i = 0; i < json_array_get_length (partnerships); i++)
    {
      JsonObject *partnership = json_array_get_object_element (partnerships, i);
      JsonArray *meetings = json_object_get_array_member (partnership, "meetings");

      add_beginning (events, world, partnership);
      for (guint j = 0; j < json_array_get_length (meetings); j++)
        add_meeting (events, world, partnership, json_array_get_object_element (meetings, j));
      if (json_object_has_member (partnership, "ended"))
        {
          JsonObject *end = json_object_get_object_member (partnership, "ended");

          add (events, world, instant_of (world, get_int (end, "day", 0), "21:30"), rapport_sample_end, partnership, NULL);
        }
      if (json_object_has_member (partnership, "starred"))
        add (events, world, instant_of (world, -3, NOON), rapport_sample_star, partnership, NULL);
    }
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const RapportSampleEvent *one = *(RapportSampleEvent * const *) a;
  const RapportSampleEvent *other = *(RapportSampleEvent * const *) b;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

GPtrArray *
rapport_sample_events (JsonObject         *root,
                       RapportSampleWorld *world,
                       gint64              now)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_free);

  add_members (events, world, root);
  add_requests (events, world, json_object_get_array_member (root, "requests"));
  add_partnerships (events, world, json_object_get_array_member (root, "partnerships"));
  for (guint i = 0; i < events->len; i++)
    {
      RapportSampleEvent *event = g_ptr_array_index (events, i);

      event->at = MIN (event->at, now - 60);
    }
  g_ptr_array_sort (events, compare_events);
  if (events->len > 0)
    {
      const RapportSampleEvent *first = g_ptr_array_index (events, 0);

      add (events, world, first->at - 60, rapport_sample_begin, root, NULL);
      g_ptr_array_sort (events, compare_events);
    }
  return events;
}
