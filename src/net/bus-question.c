/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/bus-question.h"

#include <glib/gi18n.h>

/** The data of the task, which is alive until all of this has ended. */
typedef struct {
  GDBusConnection *bus;  /* Owned */
  guint answered;        /* a subscription */
  guint watch;
  GSource *cancelled;    /* Owned; NULL: cannot be */
} Waiting;

static void
stop_listening (Waiting *self)
{
  if (self->answered != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->answered);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  self->answered = 0;
  self->watch = 0;
  g_clear_pointer (&self->cancelled, g_source_unref);
}

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  stop_listening (self);
  g_object_unref (self->bus);
  g_free (self);
}

/* Takes @answer or @failure; what comes second is not heard. The task is kept alive by the caller's reference. */
static void
end (GTask    *task,
     GVariant *answer,
     GError   *failure)
{
  stop_listening (g_task_get_task_data (task));
  if (g_task_get_completed (task))
    {
      g_clear_pointer (&answer, g_variant_unref);
      g_clear_error (&failure);
    }
  else if (failure != NULL)
    g_task_return_error (task, failure);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
}

static void
on_answered (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *name,
             GVariant        *arguments,
             gpointer         data)
{
  g_autoptr (GTask) task = g_object_ref (data);

  end (task, g_variant_ref (arguments), NULL);
}

static void
on_vanished (GDBusConnection *bus,
             const char      *name,
             gpointer         data)
{
  g_autoptr (GTask) task = g_object_ref (data);

  end (task, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_CLOSED, _("%s went away without an answer."), name));
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  g_autoptr (GTask) task = g_object_ref (data);

  end (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled")));
  return G_SOURCE_REMOVE;
}

/* Who has taken the question may be watched from here on: before, it might have to be started. */
static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Waiting *self = g_task_get_task_data (task);
  GError *failure = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result, &failure);
  const char *name = g_task_get_name (task);

  if (reply == NULL)
    end (task, NULL, failure);
  else if (!g_task_get_completed (task))
    self->watch = g_bus_watch_name_on_connection (self->bus, name, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_vanished,
                                                  g_object_ref (task), g_object_unref);
}

void
rapport_bus_question_async (GDBusConnection          *bus,
                            const RapportBusQuestion *question,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Waiting *self = g_new0 (Waiting, 1);

  g_task_set_name (task, question->name);
  g_task_set_task_data (task, self, waiting_free);
  self->bus = g_object_ref (bus);
  self->answered = g_dbus_connection_signal_subscribe (bus, question->name, question->answer_interface, question->answer_signal,
                                                       question->answer_path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_answered,
                                                       g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), g_object_ref (task), g_object_unref);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }
  g_dbus_connection_call_with_unix_fd_list (bus, question->name, question->path, question->interface, question->method,
                                            question->arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1, question->files, cancellable,
                                            on_called, g_object_ref (task));
}

GVariant *
rapport_bus_question_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
