/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-status.h"

#include "services/overview.h"

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  RapportOverviewCounts *counts = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (counts == NULL)
    return;
  rapport_window_set_count (self, "requests", counts->requests, TRUE);
  rapport_window_set_count (self, "partnerships", counts->partnerships, TRUE);
  rapport_window_set_names (self, counts->programme, counts->viewer_name);
  rapport_overview_counts_free (counts);
}

void
rapport_window_update_status (RapportWindow *self)
{
  RapportSession *session = rapport_window_get_session (self);
  RapportOverviewQuery *query = g_new0 (RapportOverviewQuery, 1);

  query->programme = rapport_session_get_programme (session);
  query->viewer = *rapport_session_get_viewer (session);
  rapport_store_read_async (rapport_session_get_store (session), rapport_overview_counts, query, g_free,
                            (GDestroyNotify) rapport_overview_counts_free, NULL, counted_cb, g_object_ref (self));
}
