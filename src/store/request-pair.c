/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/requests.h"

#include <string.h>

#include "model/date.h"
#include "store/partnerships.h"
#include "store/programmes.h"
#include "store/sql.h"

/* The facts by which the rules judge a request, of the moment of this reading. */

RAPPORT_SQL (select_member, "SELECT display_name, given_name, grade FROM member WHERE no = ?1")
RAPPORT_SQL (select_enrolment,
             "SELECT capacity, paused, paused_until FROM enrolment WHERE member = ?1 AND programme = ?2 AND role = ?3"
             " ORDER BY no")
RAPPORT_SQL (count_taken_mentor,
             "SELECT count (*) FROM partnership WHERE mentor = ?1 AND programme = ?2 AND ended_on = ''"
             " AND (ends_at = 0 OR ends_at > ?3)")
RAPPORT_SQL (count_taken_mentee,
             "SELECT count (*) FROM partnership WHERE mentee = ?1 AND programme = ?2 AND ended_on = ''"
             " AND (ends_at = 0 OR ends_at > ?3)")
RAPPORT_SQL (count_open_mentor,
             "SELECT count (*) FROM request WHERE mentor = ?1 AND programme = ?2 AND answer = '' AND withdrawn_at = 0"
             " AND contested = 0 AND expires_at > ?3")
RAPPORT_SQL (count_open_mentee,
             "SELECT count (*) FROM request WHERE mentee = ?1 AND programme = ?2 AND answer = '' AND withdrawn_at = 0"
             " AND contested = 0 AND expires_at > ?3")
RAPPORT_SQL (select_sent_at, "SELECT sent_at FROM request WHERE no = ?1")

static gint64
count (RapportReading *reading,
       const char     *sql,
       gint64          member,
       gint64          programme)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  gint64 n = 0;

  sqlite3_bind_int64 (statement, 1, member);
  sqlite3_bind_int64 (statement, 2, programme);
  sqlite3_bind_int64 (statement, 3, rapport_reading_now (reading));
  while (rapport_reading_next (reading, statement, NULL))
    n = rapport_column_int (statement, 0);
  return n;
}

/* Two enrolments of one role, after merging, count as one: the larger capacity, paused if either is (DESIGN §3). */
static void
read_enrolments (RapportReading *reading,
                 RapportParty   *party,
                 gint64          programme,
                 const char     *role,
                 const char     *today)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_enrolment);

  sqlite3_bind_int64 (statement, 1, party->member);
  sqlite3_bind_int64 (statement, 2, programme);
  rapport_bind_borrowed (statement, 3, role);
  while (rapport_reading_next (reading, statement, NULL))
    {
      const char *until = rapport_column_text (statement, 2);
      gboolean over = *until != '\0' && strcmp (until, today) < 0;

      party->enrolled = TRUE;
      party->capacity = MAX (party->capacity, (int) rapport_column_int (statement, 0));
      if (rapport_column_int (statement, 1) != 0 && !over)
        {
          party->paused = TRUE;
          g_free (party->paused_until);
          party->paused_until = g_strdup (until);
        }
    }
}

static void
read_party (RapportReading *reading,
            RapportParty   *party,
            gint64          programme,
            gint64          member,
            const char     *role,
            const char     *today)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_member);
  gboolean mentor = strcmp (role, "mentor") == 0;

  party->member = member;
  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (reading, statement, NULL))
    {
      const char *given = rapport_column_text (statement, 1);

      party->name = rapport_column_dup (statement, 0);
      party->short_name = g_strdup (*given != '\0' ? given : party->name);
      party->grade = rapport_column_dup (statement, 2);
    }
  if (party->name == NULL)
    {
      party->member = 0;
      party->name = g_strdup ("");
      party->short_name = g_strdup ("");
      party->grade = g_strdup ("");
    }
  party->paused_until = g_strdup ("");
  read_enrolments (reading, party, programme, role, today);
  party->taken = count (reading, mentor ? count_taken_mentor : count_taken_mentee, member, programme);
  party->open_requests = count (reading, mentor ? count_open_mentor : count_open_mentee, member, programme);
}

gpointer
rapport_requests_pair (RapportReading  *reading,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  const RapportPairQuery *query = data;
  g_autoptr (RapportPolicy) policy = rapport_programmes_policy (reading, query->programme);
  RapportPair *pair = g_new0 (RapportPair, 1);
  gint64 request;

  pair->today = rapport_date_of_instant (rapport_reading_now (reading), policy->time_zone);
  read_party (reading, &pair->mentor, query->programme, query->mentor, "mentor", pair->today);
  read_party (reading, &pair->mentee, query->programme, query->mentee, "mentee", pair->today);
  pair->partners = rapport_partnerships_between (reading, query->programme, query->mentee, query->mentor) != 0;

  request = rapport_requests_open_between (reading, query->programme, query->mentee, query->mentor);
  if (request != 0)
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, select_sent_at);

      sqlite3_bind_int64 (statement, 1, request);
      while (rapport_reading_next (reading, statement, NULL))
        pair->asked_at = MAX (rapport_column_int (statement, 0), 1);
    }
  return pair;
}
