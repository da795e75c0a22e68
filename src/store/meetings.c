/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/meetings.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "store/dictionary.h"
#include "store/erased.h"
#include "store/sql.h"

/* Notes leave the database only for those who may read them. */
RAPPORT_SQL (select_meetings,
             "SELECT m.no, m.kind, m.held_on, m.starts, m.ends, m.minutes, m.channel, m.place, m.topics, m.agenda, "
             "m.next_steps, m.corrects, ?2 <> 0 AND ?2 IN (p.mentee, p.mentor), "
             "CASE WHEN ?2 <> 0 AND ?2 IN (p.mentee, p.mentor) THEN m.notes ELSE '' END, "
             "CASE WHEN ?2 = 0 THEN '' WHEN ?2 = p.mentee THEN m.mentee_notes WHEN ?2 = p.mentor THEN m.mentor_notes "
             "ELSE '' END "
             "FROM meeting AS m JOIN partnership AS p ON p.no = m.partnership WHERE m.partnership = ?1 "
             "ORDER BY m.held_on, m.starts, m.no")
RAPPORT_SQL (select_signatures,
             "SELECT s.no, s.meeting, s.side, s.method, s.name, s.signed_on, s.sentence, s.digest, s.path, s.entered_by "
             "FROM meeting AS m JOIN signature AS s ON s.meeting = m.no WHERE m.partnership = ?1 ORDER BY s.no")
RAPPORT_SQL (select_pair,
             "SELECT p.programme, p.mentee, p.mentor, p.starts_on, p.ends_on, p.ended_on, p.term, "
             "(SELECT display_name FROM member WHERE no = p.mentee), (SELECT display_name FROM member WHERE no = p.mentor) "
             "FROM partnership AS p WHERE p.no = ?1")
RAPPORT_SQL (select_partnership, "SELECT partnership FROM meeting WHERE no = ?1")

void
rapport_signature_free (RapportSignature *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->signed_on);
  g_free (self->sentence);
  g_free (self->digest);
  g_free (self->path);
  g_free (self->entered_by);
  g_free (self);
}

void
rapport_meeting_entry_free (RapportMeetingEntry *self)
{
  if (self == NULL)
    return;
  rapport_meeting_free (self->meeting);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    rapport_signature_free (self->signatures[side]);
  g_free (self);
}

void
rapport_meeting_log_free (RapportMeetingLog *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/** Returns: (transfer none) (nullable): the entry of that meeting's number */
RapportMeetingEntry *
rapport_meeting_log_find (const RapportMeetingLog *self,
                          gint64                   meeting)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      RapportMeetingEntry *entry = self->entries->pdata[i];

      if (entry->meeting->no == meeting)
        return entry;
    }
  return NULL;
}

/** Returns: (transfer none) (nullable): the newest meeting that stands */
RapportMeetingEntry *
rapport_meeting_log_get_latest (const RapportMeetingLog *self)
{
  for (guint i = self->entries->len; i > 0; i--)
    {
      RapportMeetingEntry *entry = self->entries->pdata[i - 1];

      if (!entry->superseded)
        return entry;
    }
  return NULL;
}

gboolean
rapport_meeting_entry_is_signed_by_both (const RapportMeetingEntry *self)
{
  return self->signatures[RAPPORT_SIDE_MENTEE] != NULL && self->signatures[RAPPORT_SIDE_MENTOR] != NULL;
}

/** Whether at least one of the two has signed it, so that it is locked. */
gboolean
rapport_meeting_entry_is_signed (const RapportMeetingEntry *self)
{
  return self->signatures[RAPPORT_SIDE_MENTEE] != NULL || self->signatures[RAPPORT_SIDE_MENTOR] != NULL;
}

static RapportMeetingEntry *
read_entry (RapportReading *reading,
            sqlite3_stmt   *statement,
            gint64          partnership)
{
  RapportMeetingEntry *entry = g_new0 (RapportMeetingEntry, 1);
  RapportMeeting *meeting = entry->meeting = rapport_meeting_new ();

  meeting->no = rapport_column_int (statement, 0);
  meeting->partnership = partnership;
  meeting->kind = rapport_column_dup (statement, 1);
  meeting->held_on = rapport_column_dup (statement, 2);
  meeting->starts = rapport_column_dup (statement, 3);
  meeting->ends = rapport_column_dup (statement, 4);
  meeting->minutes = (int) rapport_column_int (statement, 5);
  meeting->channel = rapport_column_dup (statement, 6);
  meeting->place = rapport_column_dup (statement, 7);
  meeting->topics = rapport_column_dup (statement, 8);
  meeting->agenda = rapport_column_dup (statement, 9);
  meeting->next_steps = rapport_column_dup (statement, 10);
  meeting->corrects = rapport_column_int (statement, 11);
  if (rapport_column_int (statement, 12))
    {
      meeting->notes = rapport_column_dup (statement, 13);
      meeting->own_notes = rapport_column_dup (statement, 14);
    }
  meeting->uuid = rapport_reading_uuid (reading, meeting->no);
  entry->version = 1;
  return entry;
}

static RapportSignature *
read_signature (sqlite3_stmt *statement)
{
  g_autoptr (RapportSignature) signature = g_new0 (RapportSignature, 1);

  signature->no = rapport_column_int (statement, 0);
  signature->meeting = rapport_column_int (statement, 1);
  signature->name = rapport_column_dup (statement, 4);
  signature->signed_on = rapport_column_dup (statement, 5);
  signature->sentence = rapport_column_dup (statement, 6);
  signature->digest = rapport_column_dup (statement, 7);
  signature->path = rapport_column_dup (statement, 8);
  signature->entered_by = rapport_column_dup (statement, 9);
  if (!rapport_side_from_string (rapport_column_text (statement, 2), &signature->side)
      || !rapport_signing_from_string (rapport_column_text (statement, 3), &signature->method))
    return NULL;
  return g_steal_pointer (&signature);
}

/* That it was signed and when stays; who did, and the drawing, may have been erased. */
static void
name_erased (RapportReading   *reading,
             RapportSignature *signature)
{
  gint64 field = rapport_reading_number (reading, RAPPORT_DICTIONARY_FIELD, "name");

  if (*signature->name != '\0' || field == 0 || !rapport_erased_covers (reading, signature->no, field))
    return;
  g_free (signature->name);
  signature->name = g_strdup (_("Erased person"));
  signature->method = RAPPORT_SIGNING_TYPED;
}

/* A signature of other words than stand there now (another replica changed them) does not sign these. */
static void
take_signature (RapportMeetingLog *log,
                RapportSignature  *taken)
{
  g_autoptr (RapportSignature) signature = taken;
  RapportMeetingEntry *entry = rapport_meeting_log_find (log, signature->meeting);
  g_autofree char *digest = entry != NULL ? rapport_meeting_digest (entry->meeting) : NULL;
  RapportSide side = signature->side;

  if (entry == NULL)
    return;
  if (g_strcmp0 (digest, signature->digest) != 0)
    entry->signed_earlier[side] = TRUE;
  else if (entry->signatures[side] == NULL)
    entry->signatures[side] = g_steal_pointer (&signature);
}

static RapportMeetingEntry *
corrected_by (const RapportMeetingLog *log,
              RapportMeetingEntry     *entry)
{
  return entry->meeting->corrects != 0 ? rapport_meeting_log_find (log, entry->meeting->corrects) : NULL;
}

/* The first version. Merged facts may run in a circle; the way is no longer than there are entries. */
static RapportMeetingEntry *
first_version (const RapportMeetingLog *log,
               RapportMeetingEntry     *entry,
               guint                   *version)
{
  RapportMeetingEntry *earlier;

  *version = 1;
  while (*version <= log->entries->len && (earlier = corrected_by (log, entry)) != NULL)
    {
      entry = earlier;
      (*version)++;
    }
  return entry;
}

static void
mark_versions (RapportMeetingLog *log)
{
  for (guint i = 0; i < log->entries->len; i++)
    {
      RapportMeetingEntry *entry = log->entries->pdata[i];
      RapportMeetingEntry *earlier = corrected_by (log, entry);

      first_version (log, entry, &entry->version);
      if (earlier != NULL && earlier != entry)
        earlier->superseded = TRUE;
      for (guint n = 0; earlier != NULL && n < log->entries->len; earlier = corrected_by (log, earlier), n++)
        for (guint side = 0; side < RAPPORT_N_SIDES; side++)
          if (entry->signatures[side] == NULL && earlier->signatures[side] != NULL)
            entry->signed_earlier[side] = TRUE;
    }
}

typedef struct {
  RapportMeetingEntry *entry;
  guint root; /* place of its first version among all */
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->root != other->root)
    return one->root < other->root ? -1 : 1;
  if (one->entry->version != other->entry->version)
    return one->entry->version < other->entry->version ? -1 : 1;
  return one->entry->meeting->no < other->entry->meeting->no ? -1 : 1;
}

/* The versions of one meeting stand together, where its first version stood. */
static void
order_and_number (RapportMeetingLog *log)
{
  g_autofree Place *places = g_new0 (Place, MAX (log->entries->len, 1));
  guint number = 0, version, place;

  for (guint i = 0; i < log->entries->len; i++)
    {
      places[i].entry = log->entries->pdata[i];
      g_ptr_array_find (log->entries, first_version (log, places[i].entry, &version), &place);
      places[i].root = place;
    }
  qsort (places, log->entries->len, sizeof *places, compare_places);
  for (guint i = 0; i < log->entries->len; i++)
    {
      if (i == 0 || places[i].root != places[i - 1].root)
        number++;
      places[i].entry->number = number;
      log->entries->pdata[i] = places[i].entry;
    }
}

static void
count (RapportMeetingLog *log)
{
  for (guint i = 0; i < log->entries->len; i++)
    {
      const RapportMeetingEntry *entry = log->entries->pdata[i];

      if (entry->superseded)
        continue;
      log->n_meetings++;
      log->minutes += entry->meeting->minutes;
      log->by_both += rapport_meeting_entry_is_signed_by_both (entry) ? 1 : 0;
    }
}

/**
 * rapport_meetings_signatures:
 *
 * Returns: (transfer full) (nullable) (element-type RapportSignature): every signature in the meetings of that partnership,
 *   those of earlier words too
 */
GPtrArray *
rapport_meetings_signatures (RapportReading  *reading,
                             gint64           partnership,
                             GError         **error)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_signature_free);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_signatures);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, partnership);
  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportSignature *signature = read_signature (statement);

      if (signature == NULL)
        continue;
      name_erased (reading, signature);
      g_ptr_array_add (signatures, signature);
    }
  if (failure == NULL)
    return g_steal_pointer (&signatures);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
read_log (RapportReading              *reading,
          const RapportMeetingsQuery  *query,
          RapportMeetingLog           *log,
          GError                     **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_meetings);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, query->partnership);
  sqlite3_bind_int64 (statement, 2, query->viewer.member);
  while (rapport_reading_next (reading, statement, &failure))
    g_ptr_array_add (log->entries, read_entry (reading, statement, query->partnership));
  signatures = failure == NULL ? rapport_meetings_signatures (reading, query->partnership, &failure) : NULL;
  while (signatures != NULL && signatures->len > 0)
    take_signature (log, g_ptr_array_steal_index (signatures, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whether the viewer has anything to do with it, and it is there at all. */
static gboolean
may_read (RapportReading              *reading,
          const RapportMeetingsQuery  *query,
          GError                     **error)
{
  g_autoptr (RapportMeetingPair) pair = rapport_meetings_pair (reading, query->partnership, error);

  if (pair != NULL && (rapport_viewer_is_office (&query->viewer) || pair->members[RAPPORT_SIDE_MENTEE] == query->viewer.member
                       || pair->members[RAPPORT_SIDE_MENTOR] == query->viewer.member))
    return TRUE;
  if (pair != NULL)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("There is no such partnership."));
  return FALSE;
}

gpointer
rapport_meetings_log (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  const RapportMeetingsQuery *query = data;
  g_autoptr (RapportMeetingLog) log = g_new0 (RapportMeetingLog, 1);

  log->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_meeting_entry_free);
  if (!may_read (reading, query, error) || !read_log (reading, query, log, error))
    return NULL;
  mark_versions (log);
  order_and_number (log);
  count (log);
  return g_steal_pointer (&log);
}

gint64
rapport_meetings_partnership (RapportReading *reading,
                              gint64          meeting)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_partnership);
  gint64 partnership = 0;

  sqlite3_bind_int64 (statement, 1, meeting);
  while (rapport_reading_next (reading, statement, NULL))
    partnership = rapport_column_int (statement, 0);
  return partnership;
}

void
rapport_meeting_pair_free (RapportMeetingPair *self)
{
  if (self == NULL)
    return;
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    g_free (self->names[side]);
  g_free (self->starts_on);
  g_free (self->ends_on);
  g_free (self->ended_on);
  g_free (self);
}

/* A person whose data were erased still has met somebody. */
static char *
name_or_erased (sqlite3_stmt *statement,
                int           column)
{
  const char *name = rapport_column_text (statement, column);

  return g_strdup (*name != '\0' ? name : _("erased person"));
}

/**
 * rapport_meetings_pair:
 *
 * Returns: (transfer full) (nullable): whose meetings they are, and of what time; %NULL with
 *   %RAPPORT_STORE_ERROR_NOT_FOUND when there is no such partnership
 */
RapportMeetingPair *
rapport_meetings_pair (RapportReading  *reading,
                       gint64           partnership,
                       GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_pair);
  g_autoptr (RapportMeetingPair) pair = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, partnership);
  while (rapport_reading_next (reading, statement, &failure))
    {
      g_clear_pointer (&pair, rapport_meeting_pair_free);
      pair = g_new0 (RapportMeetingPair, 1);
      pair->programme = rapport_column_int (statement, 0);
      pair->members[RAPPORT_SIDE_MENTEE] = rapport_column_int (statement, 1);
      pair->members[RAPPORT_SIDE_MENTOR] = rapport_column_int (statement, 2);
      pair->starts_on = rapport_column_dup (statement, 3);
      pair->ends_on = rapport_column_dup (statement, 4);
      pair->ended_on = rapport_column_dup (statement, 5);
      pair->term = (int) rapport_column_int (statement, 6);
      pair->names[RAPPORT_SIDE_MENTEE] = name_or_erased (statement, 7);
      pair->names[RAPPORT_SIDE_MENTOR] = name_or_erased (statement, 8);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (pair == NULL)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("There is no such partnership."));
  return failure == NULL ? g_steal_pointer (&pair) : NULL;
}
