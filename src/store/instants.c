/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/instants.h"

#include "model/date.h"
#include "store/sql.h"

/* A day's beginning moves pauses, beginnings and words for dates; terms and expiries end with days, of zones of their own. */
RAPPORT_SQL (select_expiry, "SELECT min (expires_at) FROM request WHERE programme = ?1 AND expires_at > ?2")
RAPPORT_SQL (select_reminder,
             "SELECT min (remind_at) FROM request WHERE programme = ?1 AND expires_at > ?2 AND remind_at > ?2")
RAPPORT_SQL (select_end, "SELECT min (ends_at) FROM partnership WHERE programme = ?1 AND ended_on = '' AND ends_at > ?2")

static gint64
earlier (RapportReading *reading,
         const char     *sql,
         gint64          programme,
         gint64          otherwise)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  gint64 found = 0;

  sqlite3_bind_int64 (statement, 1, programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  while (rapport_reading_next (reading, statement, NULL))
    found = rapport_column_int (statement, 0);
  return found > 0 ? MIN (found, otherwise) : otherwise;
}

gint64
rapport_instants_next (RapportReading *reading,
                       gint64          programme,
                       const char     *time_zone)
{
  g_autofree char *today = rapport_date_of_instant (rapport_reading_now (reading), time_zone);
  gint64 next = rapport_date_end_of_day (today, time_zone);

  if (programme == 0)
    return next;
  next = earlier (reading, select_expiry, programme, next);
  next = earlier (reading, select_reminder, programme, next);
  return earlier (reading, select_end, programme, next);
}
