/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/unlock.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/keyring.h"

#define NAME "org.freedesktop.secrets"
#define SERVICE "org.freedesktop.Secret.Service"
#define PROMPT "org.freedesktop.Secret.Prompt"
#define NOTHING "/"

/** The data of the task, which owns it. */
typedef struct {
  GDBusConnection *bus;  /* Owned */
  char *path;            /* Owned: what is to be unlocked; NULL: to be asked for */
  char *prompt;          /* Owned: the question; NULL: none yet */
  guint completed;       /* a subscription */
  guint watch;
  GSource *cancelled;    /* Owned */
} Unlock;

static void
stop_listening (Unlock *self)
{
  if (self->completed != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->completed);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  self->completed = 0;
  self->watch = 0;
  g_clear_pointer (&self->cancelled, g_source_unref);
}

static void
unlock_free (gpointer data)
{
  Unlock *self = data;

  stop_listening (self);
  g_clear_object (&self->bus);
  g_free (self->path);
  g_free (self->prompt);
  g_free (self);
}

/* The answer of the user ------------------------------------------------------------------------------------------ */

/* Ends the waiting for the user; the task is kept alive by the caller's reference. */
static void
answer (GTask  *task,
        GError *failure)
{
  stop_listening (g_task_get_task_data (task));
  if (g_task_get_completed (task))
    g_clear_error (&failure);
  else if (failure != NULL)
    g_task_return_error (task, failure);
  else
    g_task_return_boolean (task, TRUE);
}

static GError *
refusal (void)
{
  return g_error_new_literal (RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_REFUSED, _("The keyring was not unlocked."));
}

static void
on_completed (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *name,
              GVariant        *arguments,
              gpointer         data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  gboolean dismissed = TRUE;

  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (arguments, "(bv)", &dismissed, NULL);
  answer (task, dismissed ? refusal () : NULL);
}

static void
on_vanished (GDBusConnection *bus,
             const char      *name,
             gpointer         data)
{
  g_autoptr (GTask) task = g_object_ref (data);

  answer (task, refusal ());
}

static void
on_prompted (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &failure);

  if (reply == NULL)
    answer (task, g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? g_steal_pointer (&failure) : refusal ());
}

/* The question stays: gnome-keyring 42 may crash when it is dismissed, and who answers it late has unlocked the keyring for the
 * next time. */
static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  g_autoptr (GTask) task = g_object_ref (data);

  answer (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled")));
  return G_SOURCE_REMOVE;
}

static void
ask (GTask *task)
{
  Unlock *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->completed = g_dbus_connection_signal_subscribe (self->bus, NAME, PROMPT, "Completed", self->prompt, NULL,
                                                        G_DBUS_SIGNAL_FLAGS_NONE, on_completed, g_object_ref (task), g_object_unref);
  self->watch = g_bus_watch_name_on_connection (self->bus, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_vanished,
                                                g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), g_object_ref (task), g_object_unref);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }
  g_dbus_connection_call (self->bus, NAME, self->prompt, PROMPT, "Prompt", g_variant_new ("(s)", ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, cancellable, on_prompted, g_object_ref (task));
}

/* The way there --------------------------------------------------------------------------------------------------- */

static void
call_service (GTask               *task,
              const char          *method,
              GVariant            *arguments,
              const char          *reply,
              GAsyncReadyCallback  callback)
{
  Unlock *self = g_task_get_task_data (task);

  g_dbus_connection_call (self->bus, NAME, "/org/freedesktop/secrets", SERVICE, method, arguments, G_VARIANT_TYPE (reply),
                          G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  Unlock *self = g_task_get_task_data (task);
  GError *failure = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &failure);

  if (reply == NULL)
    {
      g_task_return_error (task, failure);
      return;
    }
  g_variant_get (reply, "(aoo)", NULL, &self->prompt);
  if (strcmp (self->prompt, NOTHING) == 0)
    g_task_return_boolean (task, TRUE);
  else
    ask (task);
}

static void
unlock_path (GTask *task)
{
  Unlock *self = g_task_get_task_data (task);
  const char *const paths[] = { self->path, NULL };

  call_service (task, "Unlock", g_variant_new ("(@ao)", g_variant_new_objv (paths, 1)), "(aoo)", on_unlocked);
}

static void
on_alias (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  Unlock *self = g_task_get_task_data (task);
  GError *failure = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &failure);

  if (reply == NULL)
    {
      g_task_return_error (task, failure);
      return;
    }
  g_variant_get (reply, "(o)", &self->path);
  if (strcmp (self->path, NOTHING) == 0)
    g_task_return_boolean (task, TRUE);
  else
    unlock_path (task);
}

static void
on_bus (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  Unlock *self = g_task_get_task_data (task);
  GError *failure = NULL;

  self->bus = g_bus_get_finish (result, &failure);
  if (self->bus == NULL)
    g_task_return_error (task, failure);
  else if (self->path != NULL)
    unlock_path (task);
  else
    call_service (task, "ReadAlias", g_variant_new ("(s)", "default"), "(o)", on_alias);
}

void
rapport_unlock_async (const char          *path,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Unlock *self = g_new0 (Unlock, 1);

  self->path = g_strdup (path);
  g_task_set_task_data (task, self, unlock_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, task);
}

gboolean
rapport_unlock_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
