/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/timer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "services/housekeeping.h"

typedef enum {
  ASK,
  SWITCH_ON,
  SWITCH_OFF,
} What;

static const char *
no_systemd (void)
{
  return _("This computer has no systemd for your account. Let your own scheduler start “rapportctl housekeeping”.");
}

static void
take_answer (GTask      *task,
             int         code,
             const char *said,
             const char *complaint)
{
  What what = (What) GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autofree char *words = g_strstrip (g_strdup (said));
  g_autofree char *problem = g_strstrip (g_strdup (complaint));

  if (what != ASK && code == 0)
    g_task_return_boolean (task, what == SWITCH_ON);
  else if (what == ASK && g_str_equal (words, "enabled"))
    g_task_return_boolean (task, TRUE);
  else if (what == ASK && g_str_equal (words, "disabled"))
    g_task_return_boolean (task, FALSE);
  else if (what == ASK && (strstr (problem, "bus") != NULL || strstr (problem, "connect") != NULL))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", no_systemd ());
  else if (what == ASK)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                             _("The timer comes with an installed Rapport; this one was started from elsewhere."));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             *problem != '\0' ? problem : _("systemd did not switch the timer."));
}

static void
on_said (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  GSubprocess *process = G_SUBPROCESS (object);
  g_autoptr (GTask) task = data;
  g_autofree char *said = NULL;
  g_autofree char *complaint = NULL;
  GError *error = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &said, &complaint, &error))
    g_task_return_error (task, error);
  else
    take_answer (task, g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : 1, said, complaint);
}

static void
run (What                 what,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             data)
{
  static const char * const commands[][6] = {
    [ASK] = { "systemctl", "--user", "is-enabled", RAPPORT_HOUSEKEEPING_TIMER, NULL },
    [SWITCH_ON] = { "systemctl", "--user", "enable", "--now", RAPPORT_HOUSEKEEPING_TIMER, NULL },
    [SWITCH_OFF] = { "systemctl", "--user", "disable", "--now", RAPPORT_HOUSEKEEPING_TIMER, NULL },
  };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GSubprocess) process = NULL;

  g_task_set_task_data (task, GINT_TO_POINTER (what), NULL);
  process = g_subprocess_newv (commands[what], G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL);
  if (process == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", no_systemd ());
  else
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_said, g_steal_pointer (&task));
}

void
rapport_timer_get_async (GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             data)
{
  run (ASK, cancellable, callback, data);
}

void
rapport_timer_set_async (gboolean             on,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             data)
{
  run (on ? SWITCH_ON : SWITCH_OFF, cancellable, callback, data);
}

gboolean
rapport_timer_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
