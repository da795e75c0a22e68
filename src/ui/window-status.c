/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-status.h"

#include "services/overview.h"
#include "services/review.h"
#include "ui/notices.h"

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
  rapport_window_set_count (self, "outbox", counts->letters, TRUE);
  rapport_notices_update (self, counts);
  rapport_window_set_names (self, counts->programme, counts->viewer_name);
  rapport_overview_counts_free (counts);
}

/* What is to be settled goes through whole tables: only when nothing has changed for a moment. */
#define QUIET_MS 700
#define REVIEW_KEY "rapport-review-count"

static void
reviewed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autofree guint *count = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);

  if (count != NULL)
    rapport_window_set_count (self, "review", *count, TRUE);
}

static void
cancel_and_unref (gpointer data)
{
  g_cancellable_cancel (data);
  g_object_unref (data);
}

typedef struct {
  GWeakRef window;
  GCancellable *cancellable; /* Owned */
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_weak_ref_clear (&counting->window);
  g_object_unref (counting->cancellable);
  g_free (counting);
}

static gboolean
count_review (gpointer data)
{
  Counting *counting = data;
  g_autoptr (RapportWindow) self = g_weak_ref_get (&counting->window);

  if (self != NULL && !g_cancellable_is_cancelled (counting->cancellable))
    rapport_store_read_async (rapport_session_get_store (rapport_window_get_session (self)), rapport_review_count_query,
                              NULL, NULL, g_free, counting->cancellable, reviewed_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The next one cancels this. */
static void
count_review_soon (RapportWindow *self)
{
  Counting *counting = g_new0 (Counting, 1);

  g_weak_ref_init (&counting->window, self);
  counting->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (self), REVIEW_KEY, g_object_ref (counting->cancellable), cancel_and_unref);
  g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, QUIET_MS, count_review, counting, counting_free);
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
  if (rapport_viewer_is_office (rapport_session_get_viewer (session)))
    count_review_soon (self);
}
