/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/keyring.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/resource.h>

G_DEFINE_QUARK (rapport-keyring-error-quark, rapport_keyring_error)

struct _RapportKeyring
{
  GObject parent_instance;

  /* Owned */
  char *path;           /* of the file; NULL: another place */
  GHashTable *memory;   /* id → password; NULL: another place */
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
rapport_password_free (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}

void
rapport_password_guard (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

/* The file ------------------------------------------------------------------------------------------------------- */

#define GROUP "passwords"

static GKeyFile *
load_file (RapportKeyring *self)
{
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  return file;
}

static gboolean
save_file (RapportKeyring  *self,
           GKeyFile        *file,
           GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  gsize length = 0;
  char *text = g_key_file_to_data (file, &length, NULL);
  gboolean saved;

  g_mkdir_with_parents (folder, 0700);
  saved = g_file_set_contents_full (self->path, text, (gssize) length,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  explicit_bzero (text, length);
  g_free (text);
  return saved;
}

/* @password %NULL removes. */
static gboolean
put_in_file (RapportKeyring  *self,
             const char      *id,
             const char      *password,
             GError         **error)
{
  g_autoptr (GKeyFile) file = load_file (self);

  if (password != NULL)
    g_key_file_set_string (file, GROUP, id, password);
  else if (!g_key_file_remove_key (file, GROUP, id, NULL))
    return TRUE;
  if (password == NULL && !g_key_file_has_group (file, GROUP))
    return g_unlink (self->path) == 0;
  return save_file (self, file, error);
}

static char *
find_in_file (RapportKeyring *self,
              const char     *id)
{
  g_autoptr (GKeyFile) file = load_file (self);

  return g_key_file_get_string (file, GROUP, id, NULL);
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
    case RAPPORT_KEYRING_ERROR_NOT_FOUND:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, code, _("The keyring does not have the password of this account."));
    case RAPPORT_KEYRING_ERROR_FAILED:
    default:
      return g_error_new_literal (RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_FAILED, _("The keyring could not be used."));
    }
}

/* Takes @failure. */
static GError *
translate (GError *failure)
{
  g_autoptr (GError) own = failure;

  if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&own);
  if (g_error_matches (own, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return make_error (RAPPORT_KEYRING_ERROR_REFUSED);
  if (own->domain == G_DBUS_ERROR || own->domain == G_IO_ERROR || own->domain == G_SPAWN_ERROR)
    return make_error (RAPPORT_KEYRING_ERROR_ABSENT);
  g_debug ("keyring: %s", own->message);
  return make_error (RAPPORT_KEYRING_ERROR_FAILED);
}

/* Storing --------------------------------------------------------------------------------------------------------- */

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;

  if (secret_password_store_finish (result, &failure))
    g_task_return_boolean (task, TRUE);
  else if (failure == NULL)
    g_task_return_error (task, make_error (RAPPORT_KEYRING_ERROR_REFUSED));
  else
    g_task_return_error (task, translate (g_steal_pointer (&failure)));
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
      secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, password, cancellable, on_stored,
                             g_steal_pointer (&task), "id", id, NULL);
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

/* Found and locked without a secret: nobody was asked, or who was asked did not unlock it. */
static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;
  GList *items = secret_service_search_finish (NULL, result, &failure);
  gboolean may_ask = GPOINTER_TO_INT (g_task_get_task_data (task));
  char *password = items != NULL ? password_of (items->data) : NULL;

  if (password != NULL)
    g_task_return_pointer (task, password, (GDestroyNotify) rapport_password_free);
  else if (failure != NULL)
    g_task_return_error (task, translate (g_steal_pointer (&failure)));
  else if (items == NULL)
    g_task_return_error (task, make_error (RAPPORT_KEYRING_ERROR_NOT_FOUND));
  else if (secret_item_get_locked (items->data))
    g_task_return_error (task, make_error (may_ask ? RAPPORT_KEYRING_ERROR_REFUSED : RAPPORT_KEYRING_ERROR_LOCKED));
  else
    g_task_return_error (task, make_error (RAPPORT_KEYRING_ERROR_FAILED));
  g_list_free_full (items, g_object_unref);
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
  SecretSearchFlags flags = SECRET_SEARCH_LOAD_SECRETS | (may_ask ? SECRET_SEARCH_UNLOCK : 0);
  char *password;

  g_task_set_task_data (task, GINT_TO_POINTER (may_ask), NULL);
  if (self->path == NULL && self->memory == NULL)
    {
      g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "id", id, NULL);

      secret_service_search (NULL, &schema, attributes, flags, cancellable, on_found, g_steal_pointer (&task));
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
  g_autoptr (GTask) task = data;
  g_autoptr (GError) failure = NULL;

  secret_password_clear_finish (result, &failure);
  if (failure != NULL)
    g_task_return_error (task, translate (g_steal_pointer (&failure)));
  else
    g_task_return_boolean (task, TRUE);
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
      secret_password_clear (&schema, cancellable, on_removed, g_steal_pointer (&task), "id", id, NULL);
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
