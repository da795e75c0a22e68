/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/erase-reach.h"

#include <string.h>

#include "store/dictionary.h"
#include "store/sql.h"

/* Projections forget what was deleted or undone; the journal does not. So all its changes are read once: about a
 * microsecond each. */

RAPPORT_SQL (select_links,
             "SELECT c.entity, e.kind, c.body FROM change AS c CROSS JOIN entity AS e ON e.no = c.entity WHERE c.no > 0")

#define CHANGES_BETWEEN_LOOKS 1024

/** A meeting of a partnership, or a signature of a meeting. */
typedef struct {
  gint64 entity;
  guint8 owner[RAPPORT_UUID_BYTES];
  gboolean is_mentor;       /* of signatures */
} Link;

typedef struct {
  RapportReach *reach;
  RapportReading *reading;
  gint64 enrolment, request, partnership, meeting, signature, letter; /* kinds, 0: none here */
  gint64 member, other, mentee, mentor, in_partnership, of_meeting, side; /* fields */
  GArray *meetings;         /* Owned: Link, of everybody */
  GArray *signatures;       /* Owned: Link, of everybody */
  RapportBody body;         /* Owned */
} Walk;

static void
walk_clear (Walk *self)
{
  g_array_unref (self->meetings);
  g_array_unref (self->signatures);
  rapport_body_clear (&self->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static guint
uuid_hash (gconstpointer uuid)
{
  guint32 end;

  memcpy (&end, (const guint8 *) uuid + RAPPORT_UUID_BYTES - sizeof end, sizeof end);
  return end;
}

static gboolean
uuid_equal (gconstpointer one,
            gconstpointer other)
{
  return memcmp (one, other, RAPPORT_UUID_BYTES) == 0;
}

/**
 * rapport_uuid_set_new:
 *
 * Returns: (transfer full) (element-type guint8): an empty set of names of 16 bytes each, which it owns
 */
GHashTable *
rapport_uuid_set_new (void)
{
  return g_hash_table_new_full (uuid_hash, uuid_equal, g_free, NULL);
}

static void
walk_init (Walk           *self,
           RapportReach   *reach,
           RapportReading *reading)
{
  *self = (Walk) {
    .reach = reach, .reading = reading,
    .enrolment = rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "enrolment"),
    .request = rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "request"),
    .partnership = rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "partnership"),
    .meeting = rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "meeting"),
    .signature = rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "signature"),
    .letter = rapport_reading_number (reading, RAPPORT_DICTIONARY_KIND, "letter"),
    .other = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "other"),
    .member = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "member"),
    .mentee = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "mentee"),
    .mentor = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "mentor"),
    .in_partnership = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "partnership"),
    .of_meeting = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "meeting"),
    .side = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "side"),
    .meetings = g_array_new (FALSE, FALSE, sizeof (Link)),
    .signatures = g_array_new (FALSE, FALSE, sizeof (Link)),
  };
  rapport_body_init (&self->body);
}

/* One change -------------------------------------------------------------------------------------------------------- */

static const guint8 *
uuid_of (Walk   *self,
         gint64  field)
{
  const RapportBodyField *found = field != 0 ? rapport_body_find (&self->body, field) : NULL;

  return found != NULL && found->type == RAPPORT_VALUE_UUID ? found->data : NULL;
}

static gboolean
names_member (Walk   *self,
              gint64  field)
{
  const guint8 *uuid = uuid_of (self, field);

  return uuid != NULL && g_hash_table_contains (self->reach->members, uuid);
}

static void
add_reached (GArray         *list,
             RapportReached  reached)
{
  for (guint i = list->len; i > 0; i--)
    {
      const RapportReached *known = &g_array_index (list, RapportReached, i - 1);

      if (known->entity == reached.entity && known->is_mentor == reached.is_mentor)
        return;
    }
  g_array_append_val (list, reached);
}

static void
add_link (Walk   *self,
          GArray *links,
          gint64  entity,
          gint64  field)
{
  const RapportBodyField *side = self->side != 0 ? rapport_body_find (&self->body, self->side) : NULL;
  const guint8 *owner = uuid_of (self, field);
  Link link = { entity, { 0 }, FALSE };

  if (owner == NULL)
    return;
  memcpy (link.owner, owner, sizeof link.owner);
  link.is_mentor = side != NULL && side->type == RAPPORT_VALUE_TEXT && side->size == strlen ("mentor")
                   && memcmp (side->data, "mentor", side->size) == 0;
  g_array_append_val (links, link);
}

static void
look_at_change (Walk   *self,
                gint64  entity,
                gint64  kind)
{
  gboolean as_mentee = names_member (self, self->mentee);
  gboolean as_mentor = names_member (self, self->mentor);

  if (kind == self->enrolment && names_member (self, self->member))
    add_reached (self->reach->enrolments, (RapportReached) { entity, FALSE });
  else if (kind == self->request && (as_mentee || as_mentor))
    add_reached (self->reach->requests, (RapportReached) { entity, FALSE });
  else if (kind == self->letter && (names_member (self, self->member) || names_member (self, self->other)))
    add_reached (self->reach->letters, (RapportReached) { entity, FALSE });
  else if (kind == self->partnership)
    {
      if (as_mentee)
        add_reached (self->reach->partnerships, (RapportReached) { entity, FALSE });
      if (as_mentor)
        add_reached (self->reach->partnerships, (RapportReached) { entity, TRUE });
    }
  else if (kind == self->meeting)
    add_link (self, self->meetings, entity, self->in_partnership);
  else if (kind == self->signature)
    add_link (self, self->signatures, entity, self->of_meeting);
}

static gboolean
walk_changes (Walk          *self,
              GCancellable  *cancellable,
              GError       **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_links);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  while (rapport_reading_next (self->reading, statement, &failure))
    {
      gint64 kind = sqlite3_column_int64 (statement, 1);

      if (++n % CHANGES_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, &failure))
        break;
      if ((kind == self->enrolment || kind == self->request || kind == self->partnership || kind == self->meeting
           || kind == self->signature || kind == self->letter)
          && rapport_body_parse (&self->body, sqlite3_column_blob (statement, 2), (gsize) sqlite3_column_bytes (statement, 2)))
        look_at_change (self, sqlite3_column_int64 (statement, 0), kind);
    }
  sqlite3_reset (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* From partnerships to meetings to signatures ------------------------------------------------------------------------ */

/* The names of @reached, for each side a set. */
static GHashTable *
names_of (RapportReading *reading,
          GArray         *reached,
          gboolean        is_mentor)
{
  GHashTable *names = rapport_uuid_set_new ();

  for (guint i = 0; i < reached->len; i++)
    {
      const RapportReached *one = &g_array_index (reached, RapportReached, i);
      g_autofree char *text = one->is_mentor == is_mentor ? rapport_reading_uuid (reading, one->entity) : NULL;
      guint8 *bytes = text != NULL ? g_malloc (RAPPORT_UUID_BYTES) : NULL;

      if (bytes != NULL && rapport_uuid_parse (text, bytes))
        g_hash_table_add (names, bytes);
      else
        g_free (bytes);
    }
  return names;
}

static void
follow_links (RapportReading *reading,
              GArray         *from,
              GArray         *links,
              gboolean        of_side,
              GArray         *reached)
{
  for (int is_mentor = 0; is_mentor <= 1; is_mentor++)
    {
      g_autoptr (GHashTable) names = names_of (reading, from, is_mentor);

      for (guint i = 0; g_hash_table_size (names) > 0 && i < links->len; i++)
        {
          const Link *link = &g_array_index (links, Link, i);

          if ((!of_side || link->is_mentor == is_mentor) && g_hash_table_contains (names, link->owner))
            add_reached (reached, (RapportReached) { link->entity, is_mentor });
        }
    }
}

/**
 * rapport_reach_init:
 * @members: (element-type guint8): the 16 bytes of each one's name, as rapport_uuid_set_new() makes a set of them
 */
gboolean
rapport_reach_init (RapportReach    *self,
                    RapportReading  *reading,
                    GHashTable      *members,
                    GCancellable    *cancellable,
                    GError         **error)
{
  g_auto (Walk) walk = { 0 };

  *self = (RapportReach) {
    .members = g_hash_table_ref (members),
    .enrolments = g_array_new (FALSE, FALSE, sizeof (RapportReached)),
    .requests = g_array_new (FALSE, FALSE, sizeof (RapportReached)),
    .letters = g_array_new (FALSE, FALSE, sizeof (RapportReached)),
    .partnerships = g_array_new (FALSE, FALSE, sizeof (RapportReached)),
    .meetings = g_array_new (FALSE, FALSE, sizeof (RapportReached)),
    .signatures = g_array_new (FALSE, FALSE, sizeof (RapportReached)),
  };
  walk_init (&walk, self, reading);
  if (!walk_changes (&walk, cancellable, error))
    return FALSE;
  follow_links (reading, self->partnerships, walk.meetings, FALSE, self->meetings);
  follow_links (reading, self->meetings, walk.signatures, TRUE, self->signatures);
  return TRUE;
}

void
rapport_reach_clear (RapportReach *self)
{
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->enrolments, g_array_unref);
  g_clear_pointer (&self->requests, g_array_unref);
  g_clear_pointer (&self->letters, g_array_unref);
  g_clear_pointer (&self->partnerships, g_array_unref);
  g_clear_pointer (&self->meetings, g_array_unref);
  g_clear_pointer (&self->signatures, g_array_unref);
}
