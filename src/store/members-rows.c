/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/date.h"
#include "store/member-sight.h"
#include "store/member-states.h"
#include "store/members.h"
#include "store/sql.h"

RAPPORT_SQL (select_zone, "SELECT time_zone FROM programme WHERE no = ?1")
RAPPORT_SQL (select_row,
             "SELECT display_name, photo, job_title, organisation, country, completeness, hidden FROM member WHERE no = ?1")
RAPPORT_SQL (select_areas, "SELECT area FROM member_area WHERE member = ?1 ORDER BY area")
RAPPORT_SQL (select_enrolments,
             "SELECT role, capacity, paused, paused_until, since FROM enrolment WHERE member = ?1 AND programme = ?2")
RAPPORT_SQL (select_as_mentor, "SELECT ends_on, ended_on FROM partnership WHERE mentor = ?1 AND programme = ?2")
RAPPORT_SQL (select_as_mentee, "SELECT ends_on, ended_on FROM partnership WHERE mentee = ?1 AND programme = ?2")
RAPPORT_SQL (count_open_requests,
             "SELECT count (*) FROM request WHERE mentor = ?1 AND programme = ?2 AND expires_at > ?3"
             " AND answer = '' AND withdrawn_at = 0")

typedef struct {
  RapportReading *reading;
  gint64 programme;
  gboolean request_takes_place;
  int today;
  RapportMemberSight *sight; /* Borrowed */
  GError *failure;          /* Owned */
} RowReader;

static sqlite3_stmt *
member_statement (RowReader  *self,
                  const char *sql,
                  gint64      member,
                  gboolean    in_programme)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, sql);

  sqlite3_bind_int64 (statement, 1, member);
  if (in_programme)
    sqlite3_bind_int64 (statement, 2, self->programme);
  return statement;
}

static gboolean
next (RowReader    *self,
      sqlite3_stmt *statement)
{
  return self->failure == NULL && rapport_reading_next (self->reading, statement, &self->failure);
}

static void
read_today (RowReader *self)
{
  sqlite3_stmt *statement = member_statement (self, select_zone, self->programme, FALSE);
  g_autofree char *zone = NULL;
  g_autofree char *today = NULL;

  while (next (self, statement))
    {
      g_free (zone);
      zone = rapport_column_dup (statement, 0);
    }
  today = rapport_date_of_instant (rapport_reading_now (self->reading), zone != NULL ? zone : "");
  self->today = rapport_date_to_number (today);
}

static void
read_member (RowReader        *self,
             RapportMemberRow *row,
             gint64            member)
{
  sqlite3_stmt *statement = member_statement (self, select_row, member, FALSE);
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();

  while (next (self, statement))
    if (row->no == 0)
      {
        row->no = member;
        row->display_name = rapport_column_dup (statement, 0);
        row->photo = rapport_column_dup (statement, 1);
        row->job_title = rapport_column_dup (statement, 2);
        row->organisation = rapport_column_dup (statement, 3);
        row->country = rapport_column_dup (statement, 4);
        row->completeness = (int) rapport_column_int (statement, 5);
        row->hidden = (int) rapport_column_int (statement, 6);
      }
  statement = member_statement (self, select_areas, member, FALSE);
  while (next (self, statement))
    g_ptr_array_add (areas, rapport_column_dup (statement, 0));
  g_ptr_array_add (areas, NULL);
  row->areas = (char **) g_ptr_array_steal (areas, NULL);
}

static void
read_enrolments (RowReader          *self,
                 RapportMemberRow   *row,
                 RapportMemberFacts *facts,
                 gint64              member)
{
  sqlite3_stmt *statement = member_statement (self, select_enrolments, member, TRUE);

  while (next (self, statement))
    {
      gboolean mentor = strcmp (rapport_column_text (statement, 0), "mentor") == 0;
      const char *until = rapport_column_text (statement, 3);
      gboolean paused = rapport_pause_holds (rapport_column_int (statement, 2) != 0, rapport_date_to_number (until),
                                             self->today);

      if (paused && row->paused_until == NULL)
        row->paused_until = g_strdup (until);
      if (mentor)
        {
          facts->mentor = TRUE;
          facts->mentor_paused = paused;
          facts->capacity = (int) rapport_column_int (statement, 1);
        }
      else
        {
          facts->mentee = TRUE;
          facts->mentee_paused = paused;
          g_free (row->waiting_since);
          row->waiting_since = rapport_column_dup (statement, 4);
        }
    }
}

/* How many have not ended; @last_end: (inout) (nullable): the latest end of those that have. */
static int
count_partnerships (RowReader   *self,
                    const char  *sql,
                    gint64       member,
                    char       **last_end)
{
  sqlite3_stmt *statement = member_statement (self, sql, member, TRUE);
  int n = 0;

  while (next (self, statement))
    {
      const char *ends_on = rapport_column_text (statement, 0);
      const char *ended_on = rapport_column_text (statement, 1);
      int last_day = rapport_date_to_number (ends_on);
      const char *end = *ended_on != '\0' ? ended_on : ends_on;

      if (*ended_on == '\0' && (last_day == 0 || last_day >= self->today))
        n++;
      else if (last_end != NULL && strcmp (end, *last_end != NULL ? *last_end : "") > 0)
        {
          g_free (*last_end);
          *last_end = g_strdup (end);
        }
    }
  return n;
}

static void
read_facts (RowReader        *self,
            RapportMemberRow *row,
            gint64            member)
{
  RapportMemberFacts facts = { 0 };

  read_enrolments (self, row, &facts, member);
  facts.mentees = count_partnerships (self, select_as_mentor, member, NULL);
  facts.mentors = count_partnerships (self, select_as_mentee, member, &row->waiting_since);
  facts.taken = facts.mentees;
  if (facts.mentor && self->request_takes_place)
    {
      sqlite3_stmt *statement = member_statement (self, count_open_requests, member, TRUE);

      sqlite3_bind_int64 (statement, 3, rapport_reading_now (self->reading));
      while (next (self, statement))
        facts.taken += (int) rapport_column_int (statement, 0);
    }
  row->capacity = facts.capacity;
  row->free = rapport_member_free_places (&facts);
  row->roles = rapport_member_roles (&facts);
  row->states = rapport_member_states (&facts);
  row->badge = rapport_member_badge (row->states);
  if ((row->states & RAPPORT_STATE_WAITING) == 0)
    g_clear_pointer (&row->waiting_since, g_free);
}

static void
hide (char  **text,
      guint   hidden,
      guint   bit)
{
  if ((hidden & bit) == 0)
    return;
  g_free (*text);
  *text = g_strdup ("");
}

/* What the viewer may not see; how complete a profile is concerns its owner and the office. */
static void
hide_elements (RowReader        *self,
               RapportMemberRow *row,
               gint64            viewer)
{
  guint hidden;

  if (viewer == 0 || viewer == row->no || self->failure != NULL)
    return;
  hidden = rapport_member_sight_of (self->sight, self->reading, row->no, &self->failure);
  hide (&row->photo, hidden, RAPPORT_SIGHT_PHOTO);
  hide (&row->job_title, hidden, RAPPORT_SIGHT_JOB_TITLE);
  hide (&row->organisation, hidden, RAPPORT_SIGHT_ORGANISATION);
  hide (&row->country, hidden, RAPPORT_SIGHT_PLACE);
  if ((hidden & RAPPORT_SIGHT_AREAS) != 0)
    {
      g_strfreev (row->areas);
      row->areas = g_new0 (char *, 1);
    }
  row->completeness = 0;
  row->hidden = 0;
}

static RapportMemberRow *
read_row (RowReader *self,
          gint64     member,
          gint64     viewer)
{
  RapportMemberRow *row = g_new0 (RapportMemberRow, 1);

  read_member (self, row, member);
  if (row->no != 0)
    {
      read_facts (self, row, member);
      hide_elements (self, row, viewer);
    }
  if (row->waiting_since == NULL)
    row->waiting_since = g_strdup ("");
  if (row->paused_until == NULL)
    row->paused_until = g_strdup ("");
  return row;
}

/**
 * rapport_members_rows:
 * @data: a #RapportMembersRows
 *
 * A #RapportQuery: what a list shows of these members.
 *
 * Returns: (transfer full) (element-type RapportMemberRow): in the order of the ids
 */
gpointer
rapport_members_rows (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  const RapportMembersRows *wanted = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_member_row_free);
  g_autoptr (RapportMemberSight) sight = rapport_member_sight_new (reading, wanted->viewer, error);
  RowReader reader = {
    .reading = reading, .programme = wanted->programme, .request_takes_place = wanted->request_takes_place,
  };

  if (sight == NULL)
    return NULL;
  reader.sight = sight;
  read_today (&reader);
  for (guint i = 0; i < wanted->n_ids && reader.failure == NULL; i++)
    g_ptr_array_add (rows, read_row (&reader, wanted->ids[i], wanted->viewer));
  if (reader.failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, reader.failure);
  return NULL;
}
