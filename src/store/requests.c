/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/requests.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/request-rows.h"
#include "store/sql.h"

#define COLUMNS \
  "SELECT r.no, r.programme, r.mentee, r.mentor, coalesce (e.display_name, ''), coalesce (m.display_name, '')," \
  " coalesce (e.photo, ''), coalesce (m.photo, ''), r.asked_by, r.term, r.areas, r.sent_at, r.remind_at, r.expires_at," \
  " r.saved_at, r.reminded_at, r.answered_at, r.withdrawn_at, r.answer, r.comment, r.answer_reason, r.exception," \
  " r.contested, coalesce ((SELECT p.no FROM partnership p WHERE p.mentee = r.mentee AND p.request = r.no), 0)"
#define TABLES " FROM request r LEFT JOIN member e ON e.no = r.mentee LEFT JOIN member m ON m.no = r.mentor"
#define IS_OPEN "r.answer = '' AND r.withdrawn_at = 0 AND r.contested = 0 AND r.expires_at > ?2"

#define CLOSED_AT \
  "max (r.answered_at, r.withdrawn_at, CASE WHEN r.answered_at = 0 AND r.withdrawn_at = 0 THEN r.expires_at ELSE 0 END)"

/* ?1 programme, ?2 now, ?3 member or 0, ?4 closed since or 0 */
#define OF_MEMBER " AND (?3 = 0 OR r.mentee = ?3 OR r.mentor = ?3)"
#define RECEIVED_BY " AND ((r.asked_by = 'mentor' AND r.mentee = ?3) OR (r.asked_by <> 'mentor' AND r.mentor = ?3))"
#define SENT_BY " AND ((r.asked_by = 'mentor' AND r.mentor = ?3) OR (r.asked_by <> 'mentor' AND r.mentee = ?3))"

RAPPORT_SQL (select_one, COLUMNS ", r.snapshot" TABLES " WHERE r.no = ?1")

RAPPORT_SQL (count_all,
             "SELECT count (*) FILTER (WHERE " IS_OPEN "),"
             " count (*) FILTER (WHERE r.answer <> '' OR r.withdrawn_at <> 0 OR r.contested <> 0),"
             " count (*) FILTER (WHERE r.answer = '' AND r.withdrawn_at = 0 AND r.contested = 0 AND r.expires_at <= ?2),"
             " count (*) FILTER (WHERE " IS_OPEN " AND r.remind_at <= ?2 AND r.reminded_at < r.remind_at),"
             " count (*) FILTER (WHERE " IS_OPEN RECEIVED_BY "),"
             " count (*) FILTER (WHERE " IS_OPEN SENT_BY ")"
             " FROM request r WHERE r.programme = ?1" OF_MEMBER)

RAPPORT_SQL (select_between,
             "SELECT r.no FROM request r WHERE r.programme = ?1 AND r.mentee = ?3 AND r.mentor = ?4 AND " IS_OPEN
             " ORDER BY r.sent_at DESC LIMIT 1")

static const char * const groups[] = {
  [RAPPORT_REQUESTS_OPEN] = " AND " IS_OPEN,
  [RAPPORT_REQUESTS_ANSWERED] = " AND (r.answer <> '' OR r.withdrawn_at <> 0 OR r.contested <> 0)",
  [RAPPORT_REQUESTS_EXPIRED] = " AND r.answer = '' AND r.withdrawn_at = 0 AND r.contested = 0 AND r.expires_at <= ?2",
  [RAPPORT_REQUESTS_CLOSED] = " AND NOT (" IS_OPEN ")",
  [RAPPORT_REQUESTS_ALL] = "",
};

static const char * const sides[] = {
  [RAPPORT_REQUESTS_EITHER] = OF_MEMBER,
  [RAPPORT_REQUESTS_RECEIVED] = RECEIVED_BY,
  [RAPPORT_REQUESTS_SENT] = SENT_BY,
};

static const char * const orders[] = {
  [RAPPORT_REQUESTS_EXPIRES_SOONEST] = " ORDER BY r.expires_at, r.no",
  [RAPPORT_REQUESTS_NEWEST] = " ORDER BY r.sent_at DESC, r.no DESC",
  [RAPPORT_REQUESTS_BY_NAME] = " ORDER BY e.sort_name, r.no",
  [RAPPORT_REQUESTS_CLOSED_LAST] = " ORDER BY " CLOSED_AT " DESC, r.no DESC",
};

void
rapport_requests_query_free (RapportRequestsQuery *self)
{
  g_free (self->text);
  g_free (self);
}

void
rapport_request_row_free (RapportRequestRow *self)
{
  g_free (self->mentee_name);
  g_free (self->mentor_name);
  g_free (self->mentee_photo);
  g_free (self->mentor_photo);
  g_free (self->asked_by);
  g_strfreev (self->areas);
  g_free (self->answer);
  g_free (self->comment);
  g_free (self->answer_reason);
  g_free (self->exception);
  g_free (self->snapshot);
  g_free (self);
}

/** Whether it may still be answered. */
gboolean
rapport_request_row_is_open (const RapportRequestRow *self)
{
  return self->state == RAPPORT_REQUEST_OPEN;
}

static gboolean
mentor_asks (const RapportRequestRow *self)
{
  return strcmp (self->asked_by, "mentor") == 0;
}

/** Who asks, or for whom the office asked. */
gint64
rapport_request_row_asker (const RapportRequestRow *self)
{
  return mentor_asks (self) ? self->mentor : self->mentee;
}

/** Who is asked. */
gint64
rapport_request_row_asked (const RapportRequestRow *self)
{
  return mentor_asks (self) ? self->mentee : self->mentor;
}

const char *
rapport_request_row_asker_name (const RapportRequestRow *self)
{
  return mentor_asks (self) ? self->mentor_name : self->mentee_name;
}

const char *
rapport_request_row_asked_name (const RapportRequestRow *self)
{
  return mentor_asks (self) ? self->mentee_name : self->mentor_name;
}

/**
 * rapport_request_row_facts:
 * @self: a row
 * @facts: (out): what its state follows from; borrows from @self
 */
void
rapport_request_row_facts (const RapportRequestRow *self,
                           RapportRequestFacts     *facts)
{
  *facts = (RapportRequestFacts) {
    .sent_at = self->sent_at,
    .remind_at = self->remind_at,
    .expires_at = self->expires_at,
    .saved_at = self->saved_at,
    .reminded_at = self->reminded_at,
    .withdrawn_at = self->withdrawn_at,
    .answered_at = self->answered_at,
    .answer = self->answer,
    .contested = self->contested,
  };
}

static RapportRequestRow *
read_row (sqlite3_stmt *statement,
          gint64        now)
{
  RapportRequestRow *row = g_new0 (RapportRequestRow, 1);
  RapportRequestFacts facts;
  int at = 0;

  row->no = rapport_column_int (statement, at++);
  row->programme = rapport_column_int (statement, at++);
  row->mentee = rapport_column_int (statement, at++);
  row->mentor = rapport_column_int (statement, at++);
  row->mentee_name = rapport_column_dup (statement, at++);
  row->mentor_name = rapport_column_dup (statement, at++);
  row->mentee_photo = rapport_column_dup (statement, at++);
  row->mentor_photo = rapport_column_dup (statement, at++);
  row->asked_by = rapport_column_dup (statement, at++);
  row->term = rapport_column_int (statement, at++);
  row->areas = rapport_column_strv (statement, at++);
  row->sent_at = rapport_column_int (statement, at++);
  row->remind_at = rapport_column_int (statement, at++);
  row->expires_at = rapport_column_int (statement, at++);
  row->saved_at = rapport_column_int (statement, at++);
  row->reminded_at = rapport_column_int (statement, at++);
  row->answered_at = rapport_column_int (statement, at++);
  row->withdrawn_at = rapport_column_int (statement, at++);
  row->answer = rapport_column_dup (statement, at++);
  row->comment = rapport_column_dup (statement, at++);
  row->answer_reason = rapport_column_dup (statement, at++);
  row->exception = rapport_column_dup (statement, at++);
  row->contested = rapport_column_int (statement, at++) != 0;
  row->partnership = rapport_column_int (statement, at++);

  rapport_request_row_facts (row, &facts);
  row->state = rapport_request_state (&facts, now);
  row->saved = rapport_request_is_saved (&facts, now);
  row->reminder_due = rapport_request_reminder_is_due (&facts, now);
  return row;
}

gpointer
rapport_requests_list (RapportReading  *reading,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  const RapportRequestsQuery *query = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_request_row_free);
  g_autofree char *sql = g_strconcat (COLUMNS TABLES " WHERE r.programme = ?1", groups[query->group], sides[query->side],
                                      query->closed_since != 0 ? " AND " CLOSED_AT " >= ?4" : "", orders[query->sort], NULL);
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, sql);
  gint64 now = rapport_reading_now (reading);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, query->programme);
  sqlite3_bind_int64 (statement, 2, now);
  sqlite3_bind_int64 (statement, 3, query->member);
  if (query->closed_since != 0)
    sqlite3_bind_int64 (statement, 4, query->closed_since);
  while (rapport_reading_next (reading, statement, &failure))
    {
      g_autoptr (RapportRequestRow) row = read_row (statement, now);

      if (!rapport_names_match (query->text, row->mentee_name, row->mentor_name))
        continue;
      if (query->reminder_due && !row->reminder_due)
        continue;
      if (query->most == 0 || rows->len < query->most)
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gpointer
rapport_requests_counts (RapportReading  *reading,
                         gpointer         data,
                         GCancellable    *cancellable,
                         GError         **error)
{
  const RapportRequestsQuery *query = data;
  g_autofree RapportRequestCounts *counts = g_new0 (RapportRequestCounts, 1);
  sqlite3_stmt *statement = rapport_reading_statement (reading, count_all);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, query->programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  sqlite3_bind_int64 (statement, 3, query->member);
  while (rapport_reading_next (reading, statement, &failure))
    {
      counts->open = rapport_column_int (statement, 0);
      counts->answered = rapport_column_int (statement, 1);
      counts->expired = rapport_column_int (statement, 2);
      counts->reminder_due = rapport_column_int (statement, 3);
      counts->received = rapport_column_int (statement, 4);
      counts->sent = rapport_column_int (statement, 5);
    }
  if (failure == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gpointer
rapport_requests_get (RapportReading  *reading,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  gint64 request = *(const gint64 *) data;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_one);
  g_autoptr (RapportRequestRow) row = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, request);
  while (rapport_reading_next (reading, statement, &failure))
    {
      g_clear_pointer (&row, rapport_request_row_free);
      row = read_row (statement, rapport_reading_now (reading));
      row->snapshot = rapport_column_dup (statement, 24);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (row == NULL)
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, "%s", _("This request is not there any more."));
  return g_steal_pointer (&row);
}

gint64
rapport_requests_open_between (RapportReading *reading,
                               gint64          programme,
                               gint64          mentee,
                               gint64          mentor)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_between);
  gint64 request = 0;

  sqlite3_bind_int64 (statement, 1, programme);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  sqlite3_bind_int64 (statement, 3, mentee);
  sqlite3_bind_int64 (statement, 4, mentor);
  while (rapport_reading_next (reading, statement, NULL))
    request = rapport_column_int (statement, 0);
  return request;
}
