/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/overview.h"

#include "model/date.h"
#include "store/sql.h"
#include "store/waiting.h"

#define MOST_LONGEST "5"

/* ?1 programme, ?2 today, ?3 now or 0 where an open request takes no place */
#define NOT_PAUSED "(e.paused = 0 OR (e.paused_until <> '' AND e.paused_until < ?2))"
#define GOES_ON "p.programme = ?1 AND p.ended_on = '' AND (p.ends_on = '' OR p.ends_on >= ?2)"
#define WAITS \
  " e.programme = ?1 AND e.role = 'mentee' AND " NOT_PAUSED \
  " AND NOT EXISTS (SELECT 1 FROM partnership p WHERE p.mentee = e.member AND " GOES_ON ")"

RAPPORT_SQL (select_anybody, "SELECT min (no) FROM member")
RAPPORT_SQL (count_mentors,
             "SELECT count (*), total (" NOT_PAUSED " AND e.capacity >"
             " (SELECT count (*) FROM partnership p WHERE p.mentor = e.member AND " GOES_ON ")"
             " + (SELECT count (*) FROM request r WHERE r.mentor = e.member AND r.programme = ?1 AND ?3 <> 0"
             "    AND r.expires_at > ?3 AND r.answer = '' AND r.withdrawn_at = 0))"
             " FROM enrolment e WHERE e.programme = ?1 AND e.role = 'mentor'")
RAPPORT_SQL (count_waiting, "SELECT count (*) FROM enrolment e WHERE" WAITS)
RAPPORT_SQL (select_longest,
             "SELECT e.member, m.display_name, " RAPPORT_WAITS_SINCE " AS waits_since"
             " FROM enrolment e JOIN member m ON m.no = e.member WHERE" WAITS
             " ORDER BY waits_since = '', waits_since, e.member LIMIT " MOST_LONGEST)
RAPPORT_SQL (count_meetings,
             "SELECT substr (g.held_on, 1, 7), count (*) FROM partnership p JOIN meeting g ON g.partnership = p.no"
             " WHERE p.programme = ?1 AND g.held_on >= ?2 AND (?3 = 0 OR p.mentor = ?3 OR p.mentee = ?3)"
             " AND NOT EXISTS (SELECT 1 FROM meeting n WHERE n.corrects = g.no)"
             " GROUP BY 1")

static void
waiting_mentee_free (gpointer data)
{
  RapportWaitingMentee *self = data;

  g_free (self->name);
  g_free (self->since);
  g_free (self);
}

void
rapport_overview_figures_free (RapportOverviewFigures *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->longest);
  g_free (self);
}

static sqlite3_stmt *
statement_of (RapportReading *reading,
              const char     *sql,
              gint64          programme,
              const char     *today)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);

  sqlite3_bind_int64 (statement, 1, programme);
  rapport_bind_text (statement, 2, today);
  return statement;
}

/* How many months ago, 0 for this one; months are 'YYYY-MM'. */
static int
months_ago (const char *month,
            const char *today)
{
  int then = atoi (month) * 12 + atoi (month + 5);
  int now = atoi (today) * 12 + atoi (today + 5);

  return now - then;
}

static gboolean
read_meetings (RapportReading          *reading,
               RapportOverviewFigures  *figures,
               gint64                   programme,
               gint64                   member,
               const char              *today,
               GError                 **error)
{
  g_autofree char *first = g_strdup_printf ("%.7s-01", today);
  g_autofree char *from = rapport_date_add_months (first, 1 - RAPPORT_OVERVIEW_MONTHS);
  sqlite3_stmt *statement = statement_of (reading, count_meetings, programme, from);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 3, member);
  while (rapport_reading_next (reading, statement, &failure))
    {
      int ago = months_ago (rapport_column_text (statement, 0), today);

      if (ago >= 0 && ago < RAPPORT_OVERVIEW_MONTHS)
        figures->meetings[RAPPORT_OVERVIEW_MONTHS - 1 - ago] = rapport_column_int (statement, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_longest (RapportReading          *reading,
              RapportOverviewFigures  *figures,
              gint64                   programme,
              const char              *today,
              GError                 **error)
{
  sqlite3_stmt *statement = statement_of (reading, select_longest, programme, today);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportWaitingMentee *mentee = g_new0 (RapportWaitingMentee, 1);

      mentee->member = rapport_column_int (statement, 0);
      mentee->name = rapport_column_dup (statement, 1);
      mentee->since = rapport_column_dup (statement, 2);
      g_ptr_array_add (figures->longest, mentee);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The first row's numbers of a statement that has one. */
static gboolean
read_numbers (RapportReading  *reading,
              sqlite3_stmt    *statement,
              gint64          *first,
              gint64          *second,
              GError         **error)
{
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      *first = rapport_column_int (statement, 0);
      if (second != NULL)
        *second = rapport_column_int (statement, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

RapportOverviewFigures *
rapport_overview_figures (RapportReading  *reading,
                          gint64           programme,
                          gint64           member,
                          gboolean         open_takes_place,
                          const char      *today,
                          GError         **error)
{
  g_autoptr (RapportOverviewFigures) figures = g_new0 (RapportOverviewFigures, 1);
  gint64 anybody = 0, mentors = 0, with_room = 0, waiting = 0;
  sqlite3_stmt *statement;

  figures->longest = g_ptr_array_new_with_free_func (waiting_mentee_free);
  if (!read_numbers (reading, rapport_reading_statement (reading, select_anybody), &anybody, NULL, error))
    return NULL;
  statement = statement_of (reading, count_mentors, programme, today);
  sqlite3_bind_int64 (statement, 3, open_takes_place ? rapport_reading_now (reading) : 0);
  if (!read_numbers (reading, statement, &mentors, &with_room, error)
      || !read_numbers (reading, statement_of (reading, count_waiting, programme, today), &waiting, NULL, error)
      || !read_longest (reading, figures, programme, today, error)
      || !read_meetings (reading, figures, programme, member, today, error))
    return NULL;
  figures->empty = anybody == 0;
  figures->mentors = mentors;
  figures->mentors_with_room = with_room;
  figures->waiting = waiting;
  return g_steal_pointer (&figures);
}
