/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/in-thread.h"

#include "support/support.h"

typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean called;         /* guarded by mutex */
  GThread *source_freed;
  GThread *data_freed;
} Fixture;

static void
source_freed_cb (gpointer  data,
                 GObject  *source)
{
  Fixture *fixture = data;

  fixture->source_freed = g_thread_self ();
}

static void
data_free (gpointer data)
{
  Fixture *fixture = data;

  fixture->data_freed = g_thread_self ();
}

/* Lets go of the task only when the callback has done so. */
static void
slow_to_let_go (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Fixture *fixture = data;

  g_task_return_int (task, 7);
  g_mutex_lock (&fixture->mutex);
  while (!fixture->called)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;

  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, 7);
  g_mutex_lock (&fixture->mutex);
  fixture->called = TRUE;
  g_cond_signal (&fixture->cond);
  g_mutex_unlock (&fixture->mutex);
}

static void
test_everything_is_freed_at_home (void)
{
  Fixture fixture = { 0 };
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  GTask *task = g_task_new (source, NULL, called_cb, &fixture);

  g_mutex_init (&fixture.mutex);
  g_cond_init (&fixture.cond);
  g_object_weak_ref (source, source_freed_cb, &fixture);
  g_task_set_task_data (task, &fixture, data_free);
  rapport_task_run_in_thread (task, slow_to_let_go);
  g_object_unref (task);
  g_object_unref (source);
  while (fixture.source_freed == NULL || fixture.data_freed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (fixture.source_freed == g_thread_self ());
  g_assert_true (fixture.data_freed == g_thread_self ());
  g_cond_clear (&fixture.cond);
  g_mutex_clear (&fixture.mutex);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/in-thread/everything-is-freed-at-home", test_everything_is_freed_at_home);
  return g_test_run ();
}
