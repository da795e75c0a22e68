/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/job.h"

RapportJob *
rapport_job_new (RapportJobKind  kind,
                 GCancellable   *cancellable)
{
  RapportJob *self = g_new0 (RapportJob, 1);

  self->kind = kind;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

void
rapport_job_free (RapportJob *self)
{
  if (self->data != NULL && self->data_free != NULL)
    self->data_free (self->data);
  if (self->result != NULL && self->result_free != NULL)
    self->result_free (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* On the caller's context. */
static gboolean
return_cb (gpointer data)
{
  GTask *task = data;
  RapportJob *self = g_task_get_task_data (task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (self->kind == RAPPORT_JOB_READ)
    g_task_return_pointer (task, g_steal_pointer (&self->result), self->result_free);
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * rapport_job_go_home:
 *
 * The one place where results come home. The worker hands its only reference to the task over with the source, so that
 * neither the task, nor the store, nor anybody's data is ever freed on the worker's thread.
 */
void
rapport_job_go_home (RapportJob *self)
{
  g_autoptr (GSource) source = NULL;
  GTask *task = g_steal_pointer (&self->task);

  if (task == NULL)
    {
      g_mutex_lock (&self->mutex);
      self->is_done = TRUE;
      g_cond_signal (&self->cond);
      g_mutex_unlock (&self->mutex);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "rapport-store-result");
  g_source_set_callback (source, return_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

void
rapport_job_wait (RapportJob *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->is_done)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
