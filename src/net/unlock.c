/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/unlock.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/bus-question.h"
#include "net/keyring.h"

#define NAME "org.freedesktop.secrets"
#define SERVICE "org.freedesktop.Secret.Service"
#define PROMPT "org.freedesktop.Secret.Prompt"
#define NOTHING "/"

/** The data of the task, which owns it. */
typedef struct {
  GDBusConnection *bus;  /* Owned */
  char *path;            /* Owned: what is to be unlocked; NULL: to be asked for */
} Unlock;

static void
unlock_free (gpointer data)
{
  Unlock *self = data;

  g_clear_object (&self->bus);
  g_free (self->path);
  g_free (self);
}

/* The answer of the user ------------------------------------------------------------------------------------------ */

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GVariant) answer = rapport_bus_question_finish (result, &failure);
  gboolean dismissed = TRUE;

  if (answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (answer, "(bv)", &dismissed, NULL);
  if (!dismissed)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&failure));
  else
    g_task_return_new_error (task, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_REFUSED, _("The keyring was not unlocked."));
}

/* Who cancels leaves the question on the screen. gnome-keyring 42.1 crashes each time when it is dismissed
 * (org.freedesktop.Secret.Prompt.Dismiss), with all passwords that others ask it for, and does not close it when who asked
 * leaves the bus. Who answers it late has unlocked the keyring for the next time. */
static void
ask (GTask      *task,
     const char *prompt)
{
  Unlock *self = g_task_get_task_data (task);
  const RapportBusQuestion question = {
    .name = NAME, .path = prompt, .interface = PROMPT, .method = "Prompt", .arguments = g_variant_new ("(s)", ""),
    .answer_path = prompt, .answer_interface = PROMPT, .answer_signal = "Completed",
  };

  rapport_bus_question_async (self->bus, &question, g_task_get_cancellable (task), on_answered, g_object_ref (task));
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

/* (transfer full) (nullable): what the service says to a call; %NULL: it failed, and so does @task. */
static GVariant *
take_reply (GTask        *task,
            GObject      *source,
            GAsyncResult *result)
{
  GError *failure = NULL;
  GVariant *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &failure);

  if (reply == NULL)
    g_task_return_error (task, failure);
  return reply;
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GVariant) reply = take_reply (task, source, result);
  const char *prompt = NOTHING;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(ao&o)", NULL, &prompt);
  if (strcmp (prompt, NOTHING) == 0)
    g_task_return_boolean (task, TRUE);
  else
    ask (task, prompt);
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
  g_autoptr (GVariant) reply = take_reply (task, source, result);

  if (reply == NULL)
    return;
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
