/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/request-list.h"

static gpointer
read_rows (RapportReading  *reading,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  RapportReadRows *answer = g_new0 (RapportReadRows, 1);

  answer->rows = rapport_requests_list (reading, data, cancellable, error);
  if (answer->rows != NULL)
    answer->beside = rapport_requests_counts (reading, data, cancellable, error);
  if (answer->beside != NULL)
    return answer;
  rapport_read_rows_free (answer);
  return NULL;
}

void
rapport_request_list_ask (RapportReadList            *list,
                          RapportSession             *session,
                          const RapportRequestsQuery *query)
{
  RapportRequestsQuery *copy = g_memdup2 (query, sizeof *query);

  copy->text = g_strdup (query->text);
  copy->programme = rapport_session_get_programme (session);
  rapport_read_list_ask (list, read_rows, copy, (GDestroyNotify) rapport_requests_query_free);
}
