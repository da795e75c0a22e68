/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/compose.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "net/bus-question.h"

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define REQUEST "org.freedesktop.portal.Request"

/* What a portal's answer begins with. */
enum {
  ANSWER_DONE,
  ANSWER_DECLINED,
};

G_DEFINE_QUARK (rapport-compose-error-quark, rapport_compose_error)

/** The data of the task, which owns it. */
typedef struct {
  char *address;
  char *subject;
  char *body;
  GUnixFDList *files;  /* NULL: nothing comes along */
} Letter;

static void
letter_free (gpointer data)
{
  Letter *self = data;

  g_free (self->address);
  g_free (self->subject);
  g_free (self->body);
  g_clear_object (&self->files);
  g_free (self);
}

/* What comes along ------------------------------------------------------------------------------------------------ */

char *
rapport_compose_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "rapport", NULL);
}

/* The portal hands on the path of a file, which a mail program may read as late as when the letter is sent: it stays in the
 * folder of the session, which nobody else can look into and which goes with the session. */
static char *
keep_file (const RapportCompose  *letter,
           GError               **error)
{
  g_autofree char *all = rapport_compose_folder ();
  g_autofree char *folder = g_build_filename (all, "XXXXXX", NULL);
  g_autofree char *path = NULL;

  if (g_mkdir_with_parents (all, 0700) != 0 || g_mkdtemp (folder) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” could not be made: %s."), folder, g_strerror (errno));
      return NULL;
    }
  path = g_build_filename (folder, letter->attachment_name, NULL);
  return g_file_set_contents_full (path, letter->attachment, -1, G_FILE_SET_CONTENTS_NONE, 0600, error)
         ? g_steal_pointer (&path) : NULL;
}

static GUnixFDList *
open_file (const RapportCompose  *letter,
           GError               **error)
{
  g_autofree char *path = keep_file (letter, error);
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
  int place = file >= 0 ? g_unix_fd_list_append (files, file, error) : -1;

  if (path != NULL && file < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” could not be read: %s."), path, g_strerror (errno));
  if (file >= 0)
    close (file);
  return place >= 0 ? g_steal_pointer (&files) : NULL;
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GVariant) answer = rapport_bus_question_finish (result, &failure);
  guint32 said = G_MAXUINT32;

  if (answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (answer, "(u@a{sv})", &said, NULL);
  if (said == ANSWER_DONE)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&failure));
  else if (said == ANSWER_DECLINED)
    g_task_return_new_error (task, RAPPORT_COMPOSE_ERROR, RAPPORT_COMPOSE_ERROR_DECLINED, _("No mail program was chosen."));
  else
    g_task_return_new_error (task, RAPPORT_COMPOSE_ERROR, RAPPORT_COMPOSE_ERROR_ABSENT,
                             _("The desktop has no way to a mail program."));
}

static GVariant *
make_options (const Letter *letter,
              const char   *token)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  if (*letter->address != '\0') /* which portals refuse */
    g_variant_builder_add (&options, "{sv}", "address", g_variant_new_string (letter->address));
  g_variant_builder_add (&options, "{sv}", "subject", g_variant_new_string (letter->subject));
  g_variant_builder_add (&options, "{sv}", "body", g_variant_new_string (letter->body));
  if (letter->files != NULL)
    g_variant_builder_add (&options, "{sv}", "attachment_fds", g_variant_new_parsed ("[handle 0]"));
  return g_variant_builder_end (&options);
}

/* The portal answers by an object whose name is known before, so that no answer comes too early. */
static char *
request_path (GDBusConnection *bus,
              const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + strlen (":")), ".", '_');

  return g_strconcat (PATH "/request/", sender, "/", token, NULL);
}

static void
on_bus (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  Letter *letter = g_task_get_task_data (task);
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autofree char *token = g_strdup_printf ("rapport%u", g_random_int ());
  g_autofree char *request = bus != NULL ? request_path (bus, token) : NULL;
  RapportBusQuestion question = {
    .name = NAME, .path = PATH, .interface = "org.freedesktop.portal.Email", .method = "ComposeEmail", .files = letter->files,
    .answer_path = request, .answer_interface = REQUEST, .answer_signal = "Response",
  };

  if (g_task_return_error_if_cancelled (task))
    return;
  if (bus == NULL)
    {
      g_task_return_new_error (task, RAPPORT_COMPOSE_ERROR, RAPPORT_COMPOSE_ERROR_ABSENT, _("There is no session bus."));
      return;
    }
  question.arguments = g_variant_new ("(s@a{sv})", "", make_options (letter, token));
  rapport_bus_question_async (bus, &question, g_task_get_cancellable (task), on_answered, g_object_ref (task));
}

void
rapport_compose_async (const RapportCompose *letter,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Letter *own = g_new0 (Letter, 1);
  GError *failure = NULL;

  own->address = g_strdup (letter->address);
  own->subject = g_strdup (letter->subject);
  own->body = g_strdup (letter->body);
  g_task_set_task_data (task, own, letter_free);
  if (letter->attachment != NULL && (own->files = open_file (letter, &failure)) == NULL)
    g_task_return_error (task, failure);
  else
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, g_object_ref (task));
}

gboolean
rapport_compose_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
