/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/keyring.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "net/unlock.h"

#define PATIENCE 120

G_DEFINE_QUARK (rapport-keyring-error-quark, rapport_keyring_error)

struct _RapportKeyring
{
  GObject parent_instance;

  /* Owned */
  char *path;           /* of the file; NULL: another place */
  GHashTable *memory;   /* id → password; NULL: another place */
  guint patience;       /* seconds */
};

G_DEFINE_FINAL_TYPE (RapportKeyring, rapport_keyring, G_TYPE_OBJECT)

/* The id is made at random when the account is: it names no address and no server. The name of the schema is not asked for:
 * a locked keyring does not tell it. */
static const SecretSchema schema = {
  RAPPORT_APP_ID ".Account", SECRET_SCHEMA_DONT_MATCH_NAME, { { "id", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
rapport_keyring_finalize (GObject *object)
{
  RapportKeyring *self = RAPPORT_KEYRING (object);

  g_clear_pointer (&self->memory, g_hash_table_unref);
  g_free (self->path);
  G_OBJECT_CLASS (rapport_keyring_parent_class)->finalize (object);
}

static void
rapport_keyring_class_init (RapportKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_keyring_finalize;
}

static void
rapport_keyring_init (RapportKeyring *self)
{
  self->patience = PATIENCE;
}

/** (transfer full): the Secret Service of the session. */
RapportKeyring *
rapport_keyring_new (void)
{
  return g_object_new (RAPPORT_TYPE_KEYRING, NULL);
}

/** (transfer full): a key file, 0600 in a folder of 0700; both are made when the first password comes. */
RapportKeyring *
rapport_keyring_new_file (const char *path)
{
  RapportKeyring *self = rapport_keyring_new ();

  self->path = g_strdup (path);
  return self;
}

/** (transfer full): forgotten with the object. */
RapportKeyring *
rapport_keyring_new_memory (void)
{
  RapportKeyring *self = rapport_keyring_new ();

  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rapport_password_free);
  return self;
}

void
rapport_keyring_set_patience (RapportKeyring *self,
                              guint           seconds)
{
  self->patience = seconds;
}

void
rapport_password_free (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}

void
rapport_password_guard (void)
{
  const struct rlimit one = { 1, 1 }, none = { 0, 0 };

  /* Of a limit of 0 the kernel thinks only where cores go to files; 1 (less than any core has) keeps it from starting a
   * program for them too: core(5). A process that must not be dumped at all (PR_SET_DUMPABLE) is refused by the portals. */
  if (setrlimit (RLIMIT_CORE, &one) != 0)
    setrlimit (RLIMIT_CORE, &none);
}

/* The file ------------------------------------------------------------------------------------------------------- */

/* A key file of one group, read and written here and not by GKeyFile, which leaves copies of what it has read in memory. */
#define HEADING "[passwords]\n"
#define MOST_BYTES 65536

static char *
read_file (RapportKeyring *self,
           gsize          *length)
{
  char *text = g_malloc0 (MOST_BYTES + 1);
  int file = open (self->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  *length = 0;
  for (gssize n = 1; file >= 0 && n > 0 && *length < MOST_BYTES; *length += (gsize) MAX (n, 0))
    n = read (file, text + *length, MOST_BYTES - *length);
  if (file >= 0)
    close (file);
  return text;
}

/* (nullable): where the line of @id begins in @text. */
static char *
find_line (char       *text,
           const char *id)
{
  gsize length = strlen (id);

  for (char *line = text; line != NULL; line = strchr (line, '\n') != NULL ? strchr (line, '\n') + 1 : NULL)
    if (strncmp (line, id, length) == 0 && line[length] == '=')
      return line;
  return NULL;
}

static gboolean
save_file (RapportKeyring  *self,
           const char      *text,
           GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

/* Its text with the line of @id replaced by @escaped, or taken out. @text is changed. */
static char *
replace_line (char       *text,
              const char *id,
              const char *escaped)
{
  char *line = find_line (text, id);
  char *end = line != NULL ? strchrnul (line, '\n') : NULL;

  if (line != NULL)
    memmove (line, *end != '\0' ? end + 1 : end, strlen (*end != '\0' ? end + 1 : end) + 1);
  if (escaped == NULL)
    return g_strdup (text);
  return g_strconcat (*text == '\0' ? HEADING : text, id, "=", escaped, "\n", NULL);
}

/* @password %NULL removes. */
static gboolean
put_in_file (RapportKeyring  *self,
             const char      *id,
             const char      *password,
             GError         **error)
{
  gsize length = 0;
  char *before = read_file (self, &length);
  char *escaped = password != NULL ? g_strescape (password, NULL) : NULL;
  char *after = replace_line (before, id, escaped);
  gboolean done;

  if (password == NULL && (*after == '\0' || strcmp (after, HEADING) == 0))
    done = length == 0 || g_unlink (self->path) == 0;
  else
    done = save_file (self, after, error);
  explicit_bzero (before, length);
  g_free (before);
  rapport_password_free (escaped);
  rapport_password_free (after);
  return done;
}

static char *
find_in_file (RapportKeyring *self,
              const char     *id)
{
  gsize length = 0;
  char *text = read_file (self, &length);
  char *line = find_line (text, id);
  char *value = line != NULL ? line + strlen (id) + 1 : NULL;
  char *password = NULL;

  if (value != NULL)
    {
      *strchrnul (value, '\n') = '\0';
      password = g_strcompress (value);
    }
  explicit_bzero (text, length);
  g_free (text);
  return password;
}

/* What went wrong ------------------------------------------------------------------------------------------------- */

static GError *
make_error (RapportKeyringError code)
{
  switch (code)
    {
    case RAPPORT_KEYRING_ERROR_ABSENT:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, code,
                                  _("There is no keyring on this computer (no Secret Service runs)."));
    case RAPPORT_KEYRING_ERROR_LOCKED:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, code, _("The keyring is locked."));
    case RAPPORT_KEYRING_ERROR_REFUSED:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, code, _("The keyring was not unlocked."));
    case RAPPORT_KEYRING_ERROR_SILENT:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, code,
                                  _("The keyring does not answer. Perhaps it is locked and nothing here can ask for its password."));
    case RAPPORT_KEYRING_ERROR_NOT_FOUND:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, code, _("The keyring does not have the password of this account."));
    case RAPPORT_KEYRING_ERROR_FAILED:
    default:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_FAILED, _("The keyring could not be used."));
    }
}

/* The bus says that nobody has the name, and that nobody could be started to take it. */
static gboolean
says_absent (const GError *failure)
{
  g_autofree char *name = g_dbus_error_get_remote_error (failure);

  return g_str_has_prefix (name, "org.freedesktop.DBus.Error.Spawn") || strcmp (name, "org.freedesktop.DBus.Error.ServiceUnknown") == 0
         || strcmp (name, "org.freedesktop.DBus.Error.NameHasNoOwner") == 0 || strcmp (name, "org.freedesktop.DBus.Error.NoReply") == 0;
}

/* Takes @failure. */
static GError *
translate (GError *failure)
{
  g_autoptr (GError) own = failure;

  if (own->domain == RAPPORT_KEYRING_ERROR || g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&own);
  if (g_error_matches (own, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return make_error (RAPPORT_KEYRING_ERROR_REFUSED);
  g_debug ("keyring: %s", own->message);
  /* The service is there and says no in words of its own: as gnome-keyring does where its question cannot be shown. */
  if (g_dbus_error_is_remote_error (own) && !says_absent (own))
    return make_error (RAPPORT_KEYRING_ERROR_REFUSED);
  if (own->domain == G_DBUS_ERROR || own->domain == G_IO_ERROR || own->domain == G_SPAWN_ERROR)
    return make_error (RAPPORT_KEYRING_ERROR_ABSENT);
  return make_error (RAPPORT_KEYRING_ERROR_FAILED);
}

/* Waiting --------------------------------------------------------------------------------------------------------- */

/* A call of libsecret, which does not always call back. Whichever comes first, its answer, the bound or the caller's
 * cancelling, takes the task home. The call belongs to those that may still come. All on the caller's context. */
typedef struct _Call Call;
typedef void (*Work) (Call *call);

struct _Call {
  GTask *task;             /* Owned; NULL: home */
  GCancellable *inner;     /* Owned: of libsecret's work */
  Work work;               /* what is done once all is unlocked */
  char *id;                /* Owned */
  char *label;             /* Owned; for storing */
  SecretValue *password;   /* Owned; for storing */
  gboolean may_ask;
  GSource *bound;          /* Owned */
  GSource *cancelled;      /* Owned; NULL: cannot be */
};

static void
drop_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_clear (gpointer data)
{
  Call *self = data;

  g_object_unref (self->inner);
  g_clear_pointer (&self->password, secret_value_unref);
  g_free (self->label);
  g_free (self->id);
}

static void
call_release (gpointer data)
{
  g_rc_box_release_full (data, call_clear);
}

/* (transfer full) (nullable): %NULL: it came too late. */
static GTask *
call_end (Call *self)
{
  drop_source (&self->bound);
  drop_source (&self->cancelled);
  return g_steal_pointer (&self->task);
}

static gboolean
on_bound (gpointer data)
{
  Call *self = data;
  g_autoptr (GTask) task = call_end (self);

  g_cancellable_cancel (self->inner);
  g_task_return_error (task, make_error (RAPPORT_KEYRING_ERROR_SILENT));
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  Call *self = data;
  g_autoptr (GTask) task = call_end (self);

  g_cancellable_cancel (self->inner);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* (transfer full): to be released by libsecret's callback. @task is taken. */
static Call *
call_new (RapportKeyring *self,
          const char     *id,
          GTask          *task)
{
  Call *call = g_rc_box_new0 (Call);
  GCancellable *cancellable = g_task_get_cancellable (task);

  call->task = task;
  call->id = g_strdup (id);
  call->inner = g_cancellable_new ();
  call->bound = g_timeout_source_new_seconds (self->patience);
  g_source_set_callback (call->bound, on_bound, g_rc_box_acquire (call), call_release);
  g_source_attach (call->bound, g_task_get_context (task));
  if (cancellable != NULL)
    {
      call->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (call->cancelled, G_SOURCE_FUNC (on_cancelled), g_rc_box_acquire (call), call_release);
      g_source_attach (call->cancelled, g_task_get_context (task));
    }
  return call;
}

/* How a call ends ------------------------------------------------------------------------------------------------- */

/* Takes the task home with @failure, unless it came too late, and gives the call back. */
static void
call_fail (Call   *self,
           GError *failure)
{
  g_autoptr (GTask) task = call_end (self);

  if (task != NULL)
    g_task_return_error (task, failure);
  else
    g_error_free (failure);
  call_release (self);
}

static void
call_succeed (Call *self)
{
  g_autoptr (GTask) task = call_end (self);

  if (task != NULL)
    g_task_return_boolean (task, TRUE);
  call_release (self);
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Call *call = data;
  GError *failure = NULL;

  if (rapport_unlock_finish (result, &failure))
    call->work (call);
  else
    call_fail (call, translate (failure));
}

/* Asks somebody for the password of the keyring, if it is locked, and goes on with @work. @item: (nullable) */
static void
unlock_and (Call       *self,
            SecretItem *item,
            Work        work)
{
  self->work = work;
  rapport_unlock_async (item != NULL ? g_dbus_proxy_get_object_path (G_DBUS_PROXY (item)) : NULL, self->inner, on_unlocked, self);
}

/* Storing --------------------------------------------------------------------------------------------------------- */

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GError *failure = NULL;

  if (secret_password_store_finish (result, &failure))
    call_succeed (data);
  else
    call_fail (data, failure != NULL ? translate (failure) : make_error (RAPPORT_KEYRING_ERROR_REFUSED));
}

static void
store (Call *call)
{
  secret_password_store_binary (&schema, SECRET_COLLECTION_DEFAULT, call->label, call->password, call->inner, on_stored, call,
                                "id", call->id, NULL);
}

void
rapport_keyring_store_async (RapportKeyring      *self,
                             const char          *id,
                             const char          *label,
                             const char          *password,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GError) failure = NULL;

  if (self->path == NULL && self->memory == NULL)
    {
      Call *call = call_new (self, id, g_steal_pointer (&task));

      call->label = g_strdup (label);
      call->password = secret_value_new (password, -1, "text/plain");
      unlock_and (call, NULL, store);
      return;
    }
  if (self->memory != NULL)
    g_hash_table_replace (self->memory, g_strdup (id), g_strdup (password));
  else if (!put_in_file (self, id, password, &failure))
    {
      g_task_return_error (task, g_steal_pointer (&failure));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

gboolean
rapport_keyring_store_finish (RapportKeyring  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking up ------------------------------------------------------------------------------------------------------ */

static char *
password_of (SecretItem *item)
{
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  return g_strdup (text);
}

static void search_again (Call *call);

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Call *call = data;
  GError *failure = NULL;
  GList *items = secret_service_search_finish (NULL, result, &failure);
  char *password = items != NULL ? password_of (items->data) : NULL;

  if (failure != NULL)
    call_fail (call, translate (failure));
  else if (password != NULL)
    {
      g_autoptr (GTask) task = call_end (call);

      if (task != NULL)
        g_task_return_pointer (task, g_steal_pointer (&password), (GDestroyNotify) rapport_password_free);
      call_release (call);
    }
  else if (items == NULL)
    call_fail (call, make_error (RAPPORT_KEYRING_ERROR_NOT_FOUND));
  else if (!secret_item_get_locked (items->data))
    call_fail (call, make_error (RAPPORT_KEYRING_ERROR_FAILED));
  else if (call->may_ask)
    unlock_and (call, items->data, search_again);
  else
    call_fail (call, make_error (RAPPORT_KEYRING_ERROR_LOCKED));
  rapport_password_free (password);
  g_list_free_full (items, g_object_unref);
}

/* Without libsecret's own unlocking: see net/unlock.h. */
static void
search (Call                *call,
        GAsyncReadyCallback  callback)
{
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "id", call->id, NULL);

  secret_service_search (NULL, &schema, attributes, SECRET_SEARCH_LOAD_SECRETS, call->inner, callback, call);
}

static void
search_again (Call *call)
{
  call->may_ask = FALSE; /* once */
  search (call, on_found);
}

void
rapport_keyring_lookup_async (RapportKeyring      *self,
                              const char          *id,
                              gboolean             may_ask,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  char *password;

  if (self->path == NULL && self->memory == NULL)
    {
      Call *call = call_new (self, id, g_steal_pointer (&task));

      call->may_ask = may_ask;
      search (call, on_found);
      return;
    }
  password = self->memory != NULL ? g_strdup (g_hash_table_lookup (self->memory, id)) : find_in_file (self, id);
  if (password != NULL)
    g_task_return_pointer (task, password, (GDestroyNotify) rapport_password_free);
  else
    g_task_return_error (task, make_error (RAPPORT_KEYRING_ERROR_NOT_FOUND));
}

char *
rapport_keyring_lookup_finish (RapportKeyring  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Removing -------------------------------------------------------------------------------------------------------- */

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  GError *failure = NULL;

  secret_password_clear_finish (result, &failure);
  if (failure != NULL)
    call_fail (data, translate (failure));
  else
    call_succeed (data);
}

static void
clear (Call *call)
{
  secret_password_clear (&schema, call->inner, on_removed, call, "id", call->id, NULL);
}

static void
on_found_to_remove (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  Call *call = data;
  GError *failure = NULL;
  GList *items = secret_service_search_finish (NULL, result, &failure);

  if (failure != NULL)
    call_fail (call, translate (failure));
  else if (items == NULL)
    call_succeed (call);
  else
    unlock_and (call, items->data, clear);
  g_list_free_full (items, g_object_unref);
}

void
rapport_keyring_remove_async (RapportKeyring      *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GError) failure = NULL;

  if (self->path == NULL && self->memory == NULL)
    {
      search (call_new (self, id, g_steal_pointer (&task)), on_found_to_remove);
      return;
    }
  if (self->memory != NULL)
    g_hash_table_remove (self->memory, id);
  else if (!put_in_file (self, id, NULL, &failure))
    {
      g_task_return_error (task, failure != NULL ? g_steal_pointer (&failure) : make_error (RAPPORT_KEYRING_ERROR_FAILED));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

gboolean
rapport_keyring_remove_finish (RapportKeyring  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
