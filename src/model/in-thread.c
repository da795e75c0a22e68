/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/in-thread.h"

typedef struct {
  GTask *task; /* owned; handed home when the work is done */
  GTaskThreadFunc function;
} Work;

static gboolean
home_cb (gpointer task)
{
  return G_SOURCE_REMOVE;
}

static gpointer
work_thread (gpointer data)
{
  g_autofree Work *work = data;
  g_autoptr (GSource) home = g_idle_source_new ();
  GTask *task = work->task;

  work->function (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
  g_source_set_priority (home, G_PRIORITY_DEFAULT);
  g_source_set_static_name (home, "rapport-thread-home");
  g_source_set_callback (home, home_cb, task, g_object_unref);
  g_source_attach (home, g_task_get_context (task));
  return NULL;
}

/**
 * rapport_task_run_in_thread:
 * @task: what the work belongs to
 * @function: the work; returns through @task
 *
 * As g_task_run_in_thread(), which may free the task, its source object and its data on the thread: there the callback can
 * have run, and let go, before the thread lets go of its own reference. Here the thread's reference goes home to the task's
 * context, and is given up there.
 */
void
rapport_task_run_in_thread (GTask           *task,
                            GTaskThreadFunc  function)
{
  Work *work = g_new0 (Work, 1);

  work->task = g_object_ref (task);
  work->function = function;
  g_thread_unref (g_thread_new ("rapport-work", work_thread, work));
}
