/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/request-list.h"

#include "store/members.h"

/* What "lately" means: a fortnight, and no more of them than leave the open ones in sight. */
#define LATELY_DAYS 14
#define LATELY_MOST 5

typedef struct {
  RapportRequestsQuery *query;
  RapportRequestsBelow below;
  gint64 viewer;
  gboolean open_takes_place;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  rapport_requests_query_free (ask->query);
  g_free (ask);
}

/* Those that are closed, after the open ones; the first of them is told that it is. */
static gboolean
append_closed (GPtrArray       *rows,
               RapportReading  *reading,
               const Ask       *ask,
               GCancellable    *cancellable,
               GError         **error)
{
  RapportRequestsQuery query = *ask->query;
  g_autoptr (GPtrArray) closed = NULL;

  query.group = RAPPORT_REQUESTS_CLOSED;
  query.sort = RAPPORT_REQUESTS_CLOSED_LAST;
  if (ask->below == RAPPORT_BELOW_CLOSED_LATELY)
    {
      query.closed_since = rapport_reading_now (reading) - LATELY_DAYS * 86400;
      query.most = LATELY_MOST;
    }
  closed = rapport_requests_list (reading, &query, cancellable, error);
  if (closed == NULL)
    return FALSE;
  if (closed->len > 0)
    ((RapportRequestRow *) closed->pdata[0])->begins_closed = TRUE;
  g_ptr_array_extend_and_steal (rows, g_steal_pointer (&closed));
  return TRUE;
}

static gboolean
read_room (RapportReading  *reading,
           const Ask       *ask,
           int             *room,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autofree RapportMembersRows *data = rapport_members_rows_data_new (ask->query->programme, ask->open_takes_place, &ask->viewer, 1);
  g_autoptr (GPtrArray) rows = NULL;
  const RapportMemberRow *row;

  *room = -1;
  if (ask->viewer == 0)
    return TRUE;
  data->viewer = ask->viewer;
  rows = rapport_members_rows (reading, data, cancellable, error);
  if (rows == NULL)
    return FALSE;
  row = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  if (row != NULL && (row->states & (RAPPORT_STATE_HAS_ROOM | RAPPORT_STATE_FULL)))
    *room = MAX (row->free, 0);
  return TRUE;
}

static RapportRequestsBeside *
read_beside (RapportReading  *reading,
             const Ask       *ask,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autofree RapportRequestCounts *counts = rapport_requests_counts (reading, ask->query, cancellable, error);
  g_autofree RapportRequestsBeside *beside = g_new0 (RapportRequestsBeside, 1);

  if (counts == NULL || !read_room (reading, ask, &beside->room, cancellable, error))
    return NULL;
  beside->counts = *counts;
  return g_steal_pointer (&beside);
}

static gpointer
read_rows (RapportReading  *reading,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Ask *ask = data;
  RapportReadRows *answer = g_new0 (RapportReadRows, 1);

  answer->rows = rapport_requests_list (reading, ask->query, cancellable, error);
  if (answer->rows != NULL
      && (ask->below == RAPPORT_BELOW_NOTHING || append_closed (answer->rows, reading, ask, cancellable, error)))
    answer->beside = read_beside (reading, ask, cancellable, error);
  if (answer->beside != NULL)
    return answer;
  rapport_read_rows_free (answer);
  return NULL;
}

void
rapport_request_list_ask (RapportReadList            *list,
                          RapportSession             *session,
                          const RapportRequestsQuery *query,
                          RapportRequestsBelow        below)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->query = g_memdup2 (query, sizeof *query);
  ask->query->text = g_strdup (query->text);
  ask->query->programme = rapport_session_get_programme (session);
  ask->below = below;
  ask->viewer = rapport_session_get_viewer (session)->member;
  ask->open_takes_place = rapport_session_get_policy (session)->open_takes_place;
  rapport_read_list_ask (list, read_rows, ask, ask_free);
}
