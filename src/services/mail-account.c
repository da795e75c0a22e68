/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/mail-account.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <string.h>

#include "model/letters.h"
#include "model/uuid.h"
#include "services/data-files.h"

#define GROUP "account"
#define STARTTLS_PORT 587

RapportMailAccount *
rapport_mail_account_new (void)
{
  RapportMailAccount *self = g_new0 (RapportMailAccount, 1);
  guint8 bytes[8];
  GString *id = g_string_new (NULL);

  rapport_random (bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (id, "%02x", bytes[i]);
  self->id = g_string_free (id, FALSE);
  self->server.port = STARTTLS_PORT;
  self->server.starttls = TRUE;
  return self;
}

void
rapport_mail_account_free (RapportMailAccount *self)
{
  g_free (self->id);
  g_free (self->server.host);
  g_free (self->server.user);
  g_free (self->server.ca_file);
  g_free (self->from_name);
  g_free (self->from_address);
  g_free (self->online);
  g_free (self);
}

static void
take (char       **field,
      GKeyFile    *file,
      const char  *key)
{
  g_free (*field);
  *field = g_key_file_get_string (file, GROUP, key, NULL);
}

RapportMailAccount *
rapport_mail_account_load (GError **error)
{
  g_autofree char *path = rapport_data_files_account ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;
  RapportMailAccount *self;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &failure))
    {
      if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The mail account in %s cannot be read: %s"), path, failure->message);
      return NULL;
    }
  self = rapport_mail_account_new ();
  take (&self->id, file, "id");
  take (&self->server.host, file, "host");
  take (&self->server.user, file, "user");
  take (&self->server.ca_file, file, "ca-file");
  take (&self->from_name, file, "from-name");
  take (&self->from_address, file, "from-address");
  take (&self->online, file, "online-account");
  self->server.token = self->online != NULL;
  self->server.port = (guint16) g_key_file_get_integer (file, GROUP, "port", NULL);
  self->server.starttls = g_key_file_get_boolean (file, GROUP, "starttls", NULL);
  self->in_file = g_key_file_get_boolean (file, GROUP, "password-in-file", NULL);
  if (rapport_mail_account_check (self, error))
    return self;
  rapport_mail_account_free (self);
  return NULL;
}

/* A name of a host, or an address, and nothing that a URL could read otherwise. */
static gboolean
is_host (const char *host)
{
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;

  if (ascii == NULL || *ascii == '\0')
    return FALSE;
  for (const char *at = ascii; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr (".-:", *at) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
rapport_mail_account_check (const RapportMailAccount  *self,
                            GError                   **error)
{
  if (self->id == NULL || !is_host (self->server.host))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("An account needs the name of its server."));
  else if (self->server.port == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("A port is a number between 1 and 65535."));
  else
    return rapport_mail_address_check (self->from_address, error);
  return FALSE;
}

static void
put (GKeyFile   *file,
     const char *key,
     const char *value)
{
  if (value != NULL && *value != '\0')
    g_key_file_set_string (file, GROUP, key, value);
}

gboolean
rapport_mail_account_save (const RapportMailAccount  *self,
                           GError                   **error)
{
  g_autofree char *path = rapport_data_files_account ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!rapport_mail_account_check (self, error))
    return FALSE;
  put (file, "id", self->id);
  put (file, "host", self->server.host);
  put (file, "user", self->server.user);
  put (file, "ca-file", self->server.ca_file);
  put (file, "from-name", self->from_name);
  put (file, "from-address", self->from_address);
  put (file, "online-account", self->online);
  g_key_file_set_integer (file, GROUP, "port", self->server.port);
  g_key_file_set_boolean (file, GROUP, "starttls", self->server.starttls);
  g_key_file_set_boolean (file, GROUP, "password-in-file", self->in_file);
  text = g_key_file_to_data (file, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
rapport_mail_account_forget (GError **error)
{
  g_autofree char *path = rapport_data_files_account ();

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The account cannot be removed: %s."), g_strerror (errno));
  return FALSE;
}

gboolean
rapport_mail_account_logs_in (const RapportMailAccount *self)
{
  return self->server.user != NULL && *self->server.user != '\0';
}

/* Whose servers take nothing but tokens (Microsoft since 2026, its consumer side since 2024). */
const char *
rapport_mail_account_oauth_words (const char *host)
{
  static const char *const demanding[] = { "office365.com", "outlook.com", "hotmail.com", "live.com" };
  g_autofree char *lower = g_ascii_strdown (host != NULL ? host : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (demanding); i++)
    {
      gsize length = strlen (lower), tail = strlen (demanding[i]);

      if (g_str_has_suffix (lower, demanding[i]) && (length == tail || lower[length - tail - 1] == '.'))
        return rapport_smtp_oauth_words ();
    }
  return NULL;
}

RapportKeyring *
rapport_mail_account_keyring (const RapportMailAccount *self)
{
  g_autofree char *path = rapport_data_files_passwords ();

  return self->in_file ? rapport_keyring_new_file (path) : rapport_keyring_new ();
}

void
rapport_mail_account_use_online (RapportMailAccount         *self,
                                 const RapportOnlineAccount *online)
{
  g_free (self->online);
  self->online = g_strdup (online->path);
  g_free (self->server.host);
  self->server.host = g_strdup (online->host);
  g_free (self->server.user);
  self->server.user = g_strdup (online->user);
  self->server.port = online->port;
  self->server.starttls = online->starttls;
  self->server.token = TRUE;
  if (self->from_address != NULL && *self->from_address != '\0')
    return;
  g_free (self->from_address);
  self->from_address = g_strdup (online->address);
}

/* Password or token ----------------------------------------------------------------------------------------------- */

static void
give_home (GTask  *task,
           char   *credential,
           GError *failure)
{
  if (credential != NULL)
    g_task_return_pointer (task, credential, (GDestroyNotify) rapport_password_free);
  else
    g_task_return_error (task, failure);
  g_object_unref (task);
}

static void
on_token (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GError *failure = NULL;
  char *token = rapport_online_account_token_finish (result, &failure);

  give_home (data, token, failure);
}

static void
on_password (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GError *failure = NULL;
  char *password = rapport_keyring_lookup_finish (RAPPORT_KEYRING (source), result, &failure);

  give_home (data, password, failure);
}

void
rapport_mail_account_credential_async (const RapportMailAccount  *self,
                                       gboolean                   may_ask,
                                       GCancellable              *cancellable,
                                       GAsyncReadyCallback        callback,
                                       gpointer                   data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (RapportKeyring) keyring = self->online == NULL ? rapport_mail_account_keyring (self) : NULL;

  if (self->online != NULL)
    rapport_online_account_token_async (self->online, cancellable, on_token, task);
  else
    rapport_keyring_lookup_async (keyring, self->id, may_ask, cancellable, on_password, task);
}

char *
rapport_mail_account_credential_finish (GAsyncResult  *result,
                                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Waiting --------------------------------------------------------------------------------------------------------- */

/** A call to the keyring, on a main context of its own. */
typedef struct {
  GMainContext *context;
  RapportKeyring *keyring;
  GAsyncResult *result;
} Wait;

static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ((Wait *) data)->result = g_object_ref (result);
}

static void
wait_begin (Wait                     *self,
            const RapportMailAccount *account)
{
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->keyring = rapport_mail_account_keyring (account);
}

static void
wait_turn (Wait *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
}

static void
wait_clear (Wait *self)
{
  g_object_unref (self->result);
  g_object_unref (self->keyring);
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wait, wait_clear)

gboolean
rapport_mail_account_store_password (const RapportMailAccount  *self,
                                     const char                *password,
                                     GCancellable              *cancellable,
                                     GError                   **error)
{
  g_auto (Wait) wait = { NULL };

  wait_begin (&wait, self);
  /* Translators: how a password is called in the keyring */
  rapport_keyring_store_async (wait.keyring, self->id, _("Rapport: letters"), password, cancellable, on_called, &wait);
  wait_turn (&wait);
  return rapport_keyring_store_finish (wait.keyring, wait.result, error);
}

char *
rapport_mail_account_lookup_password (const RapportMailAccount  *self,
                                      gboolean                   may_ask,
                                      GCancellable              *cancellable,
                                      GError                   **error)
{
  g_auto (Wait) wait = { NULL };

  wait_begin (&wait, self);
  rapport_mail_account_credential_async (self, may_ask, cancellable, on_called, &wait);
  wait_turn (&wait);
  return rapport_mail_account_credential_finish (wait.result, error);
}

GPtrArray *
rapport_mail_account_list_online (GError **error)
{
  g_autoptr (RapportMailAccount) none = rapport_mail_account_new ();
  g_auto (Wait) wait = { NULL };

  wait_begin (&wait, none);
  rapport_online_accounts_list_async (NULL, on_called, &wait);
  wait_turn (&wait);
  return rapport_online_accounts_list_finish (wait.result, error);
}

gboolean
rapport_mail_account_remove_password (const RapportMailAccount  *self,
                                      GCancellable              *cancellable,
                                      GError                   **error)
{
  g_auto (Wait) wait = { NULL };

  if (self->online != NULL)
    return TRUE;
  wait_begin (&wait, self);
  rapport_keyring_remove_async (wait.keyring, self->id, cancellable, on_called, &wait);
  wait_turn (&wait);
  return rapport_keyring_remove_finish (wait.keyring, wait.result, error);
}
