/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/account-try.h"

/** An attempt: of the caller, then of the worker, then of the caller. */
typedef struct {
  GTask *task;                  /* Owned */
  GMainContext *context;        /* Owned */
  RapportMailAccount *account;  /* Owned */
  char *password;               /* Owned */
  GError *error;                /* Owned */
} Attempt;

static gboolean
come_home (gpointer data)
{
  Attempt *self = data;

  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (self->task, TRUE);
  g_object_unref (self->task);
  g_main_context_unref (self->context);
  rapport_mail_account_free (self->account);
  g_free (self);
  return G_SOURCE_REMOVE;
}

static gpointer
work (gpointer data)
{
  Attempt *self = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (RapportSmtp) smtp = rapport_smtp_new (&self->account->server, self->password);

  rapport_smtp_test (smtp, g_task_get_cancellable (self->task), &self->error);
  g_clear_pointer (&self->password, rapport_password_free);
  g_source_set_callback (source, come_home, self, NULL);
  g_source_attach (source, context);
  return NULL;
}

void
rapport_account_try_async (RapportMailAccount  *account,
                           char                *password,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  Attempt *self = g_new0 (Attempt, 1);

  rapport_password_guard ();
  self->task = g_task_new (NULL, cancellable, callback, data);
  self->context = g_main_context_ref_thread_default ();
  self->account = account;
  self->password = password;
  g_thread_unref (g_thread_new ("rapport-account", work, self));
}

gboolean
rapport_account_try_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
