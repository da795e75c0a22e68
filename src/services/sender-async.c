/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/sender.h"

#include <glib/gi18n.h>

/** Sending, under way. One thread at a time has it: the caller, the worker, the caller again. */
typedef struct {
  GTask *task;                    /* Owned; goes home with the last source */
  GMainContext *context;          /* Owned */
  RapportStore *store;            /* Owned */
  RapportMailAccount *account;    /* Owned */
  char *password;                 /* Owned */
  RapportSenderProgress progress;
  gpointer progress_data;
  RapportSenderResult result;
  GError *error;                  /* Owned */
} Run;

static void
run_free (Run *self)
{
  g_clear_object (&self->task);
  g_clear_object (&self->store);
  g_clear_pointer (&self->account, rapport_mail_account_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  rapport_password_free (self->password);
  rapport_sender_result_clear (&self->result);
  g_clear_error (&self->error);
  g_free (self);
}

void
rapport_sender_result_free (RapportSenderResult *self)
{
  rapport_sender_result_clear (self);
  g_free (self);
}

/* Home ------------------------------------------------------------------------------------------------------------ */

static gboolean
come_home (gpointer data)
{
  Run *self = data;

  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else
    {
      RapportSenderResult *result = g_memdup2 (&self->result, sizeof self->result);

      self->result.words = NULL;
      g_task_return_pointer (self->task, result, (GDestroyNotify) rapport_sender_result_free);
    }
  run_free (self);
  return G_SOURCE_REMOVE;
}

typedef struct {
  GCancellable *cancellable; /* Owned */
  RapportSenderProgress progress;
  gpointer data;
  RapportSenderResult result;
} Report;

static gboolean
tell_progress (gpointer data)
{
  Report *report = data;

  if (!g_cancellable_is_cancelled (report->cancellable))
    report->progress (&report->result, report->data);
  return G_SOURCE_REMOVE;
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_clear_object (&report->cancellable);
  g_free (report);
}

/* On the worker's thread. */
static void
on_progress (const RapportSenderResult *result,
             gpointer                   data)
{
  Run *self = data;
  Report *report = g_new0 (Report, 1);
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  report->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  report->progress = self->progress;
  report->data = self->progress_data;
  report->result = *result;
  report->result.words = NULL;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell_progress, report, report_free);
}

static gpointer
work (gpointer data)
{
  Run *self = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);

  rapport_sender_run (self->store, self->account, self->password, self->progress != NULL ? on_progress : NULL, self,
                      &self->result, g_task_get_cancellable (self->task), &self->error);
  g_source_set_callback (source, come_home, self, NULL);
  g_source_attach (source, context);
  return NULL;
}

/* Out ------------------------------------------------------------------------------------------------------------- */

static void
on_password (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Run *self = data;

  self->password = rapport_mail_account_credential_finish (result, &self->error);
  if (self->error != NULL)
    come_home (self);
  else
    g_thread_unref (g_thread_new ("rapport-sender", work, self));
}

void
rapport_sender_run_async (RapportStore          *store,
                          RapportSenderProgress  progress,
                          gpointer               progress_data,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               data)
{
  Run *self = g_new0 (Run, 1);

  self->task = g_task_new (store, cancellable, callback, data);
  self->context = g_main_context_ref_thread_default ();
  self->store = g_object_ref (store);
  self->progress = progress;
  self->progress_data = progress_data;
  self->account = rapport_mail_account_load (&self->error);
  if (self->account == NULL)
    {
      if (self->error == NULL)
        self->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("No mail account has been set up yet."));
      come_home (self);
      return;
    }
  if (!rapport_mail_account_logs_in (self->account))
    {
      g_thread_unref (g_thread_new ("rapport-sender", work, self));
      return;
    }
  rapport_mail_account_credential_async (self->account, TRUE, cancellable, on_password, self);
}

RapportSenderResult *
rapport_sender_run_finish (RapportStore  *store,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
