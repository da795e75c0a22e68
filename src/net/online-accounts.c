/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/online-accounts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/keyring.h"

#define NAME "org.gnome.OnlineAccounts"
#define ROOT "/org/gnome/OnlineAccounts"
#define ACCOUNT NAME ".Account"
#define MAIL NAME ".Mail"
#define TOKENS NAME ".OAuth2Based"
#define PATIENCE_MS 30000 /* it may have to ask the provider */

G_DEFINE_QUARK (rapport-online-error-quark, rapport_online_error)

void
rapport_online_account_free (RapportOnlineAccount *self)
{
  g_free (self->path);
  g_free (self->provider);
  g_free (self->address);
  g_free (self->host);
  g_free (self->user);
  g_free (self);
}

/* Takes @failure. */
static GError *
translate (GError *failure)
{
  g_autoptr (GError) own = failure;

  if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&own);
  if (!g_dbus_error_is_remote_error (own) || g_error_matches (own, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
      || g_error_matches (own, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
      || g_error_matches (own, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND))
    return g_error_new_literal (RAPPORT_ONLINE_ERROR, RAPPORT_ONLINE_ERROR_ABSENT,
                                _("The Online Accounts of GNOME are not there on this computer."));
  g_dbus_error_strip_remote_error (own);
  return g_error_new (RAPPORT_ONLINE_ERROR, RAPPORT_ONLINE_ERROR_REFUSED,
                      _("Online Accounts does not give access to this account; sign in there again: %s"), own->message);
}

/* (transfer full) (nullable): what they say to a call; %NULL: it failed, and so does @task. */
static GVariant *
take_reply (GTask        *task,
            GObject      *source,
            GAsyncResult *result)
{
  GError *failure = NULL;
  GVariant *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &failure);

  if (reply == NULL)
    g_task_return_error (task, translate (failure));
  return reply;
}

static void
call (GTask               *task,
      GDBusConnection     *bus,
      const char          *path,
      const char          *interface,
      const char          *method,
      const char          *reply,
      GAsyncReadyCallback  callback)
{
  g_dbus_connection_call (bus, NAME, path, interface, method, NULL, G_VARIANT_TYPE (reply), G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS,
                          g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* The list -------------------------------------------------------------------------------------------------------- */

static gboolean
is_set (GVariant   *properties,
        const char *name)
{
  gboolean set = FALSE;

  return g_variant_lookup (properties, name, "b", &set) && set;
}

static char *
dup_text (GVariant   *properties,
          const char *name)
{
  char *text = NULL;

  return g_variant_lookup (properties, name, "s", &text) ? text : g_strdup ("");
}

/* "smtp.example.org", or with a port: "smtp.example.org:587", "[::1]:587". */
static void
split_host (RapportOnlineAccount *self,
            const char           *text)
{
  g_autoptr (GSocketConnectable) address = g_network_address_parse (text, self->starttls ? 587 : 465, NULL);

  g_free (self->host);
  self->host = g_strdup (address != NULL ? g_network_address_get_hostname (G_NETWORK_ADDRESS (address)) : "");
  self->port = address != NULL ? g_network_address_get_port (G_NETWORK_ADDRESS (address)) : 0;
}

/* (transfer full) (nullable): %NULL: letters do not go out by it. */
static RapportOnlineAccount *
read_account (const char *path,
              GVariant   *interfaces)
{
  g_autoptr (GVariant) account = g_variant_lookup_value (interfaces, ACCOUNT, G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) mail = g_variant_lookup_value (interfaces, MAIL, G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) tokens = g_variant_lookup_value (interfaces, TOKENS, G_VARIANT_TYPE_VARDICT);
  g_autoptr (RapportOnlineAccount) self = NULL;
  g_autofree char *host = NULL;

  if (account == NULL || mail == NULL || tokens == NULL || is_set (account, "MailDisabled") || !is_set (mail, "SmtpSupported"))
    return NULL;
  self = g_new0 (RapportOnlineAccount, 1);
  self->path = g_strdup (path);
  self->provider = dup_text (account, "ProviderName");
  self->address = dup_text (mail, "EmailAddress");
  self->user = dup_text (mail, "SmtpUserName");
  /* What GNOME calls SSL is TLS from the first byte, and what it calls TLS begins by STARTTLS. */
  self->starttls = !is_set (mail, "SmtpUseSsl");
  host = dup_text (mail, "SmtpHost");
  split_host (self, host);
  return *self->host != '\0' && *self->user != '\0' ? g_steal_pointer (&self) : NULL;
}

static void
on_objects (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_online_account_free);
  g_autoptr (GVariant) reply = take_reply (task, source, result);
  g_autoptr (GVariantIter) objects = NULL;
  const char *path;
  GVariant *interfaces;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(a{oa{sa{sv}}})", &objects);
  while (g_variant_iter_next (objects, "{&o@a{sa{sv}}}", &path, &interfaces))
    {
      RapportOnlineAccount *account = read_account (path, interfaces);

      if (account != NULL)
        g_ptr_array_add (accounts, account);
      g_variant_unref (interfaces);
    }
  g_task_return_pointer (task, g_steal_pointer (&accounts), (GDestroyNotify) g_ptr_array_unref);
}

/* A token --------------------------------------------------------------------------------------------------------- */

static void
on_token (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GVariant) reply = take_reply (task, source, result);
  char *token = NULL;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(si)", &token, NULL);
  g_task_return_pointer (task, token, (GDestroyNotify) rapport_password_free);
}

static void
on_ensured (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GVariant) reply = take_reply (task, source, result);

  if (reply != NULL)
    call (task, G_DBUS_CONNECTION (source), g_task_get_task_data (task), TOKENS, "GetAccessToken", "(si)", on_token);
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

/* The data of @task: path of the account whose token is asked for; %NULL: the list is. */
static void
on_bus (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *failure = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &failure);
  const char *path = g_task_get_task_data (task);

  if (bus == NULL)
    g_task_return_error (task, translate (failure));
  else if (path != NULL)
    call (task, bus, path, ACCOUNT, "EnsureCredentials", "(i)", on_ensured);
  else
    call (task, bus, ROOT, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", "(a{oa{sa{sv}}})", on_objects);
}

void
rapport_online_accounts_list_async (GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             data)
{
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, g_task_new (NULL, cancellable, callback, data));
}

GPtrArray *
rapport_online_accounts_list_finish (GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rapport_online_account_token_async (const char          *path,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  if (!g_variant_is_object_path (path))
    {
      g_task_return_new_error (task, RAPPORT_ONLINE_ERROR, RAPPORT_ONLINE_ERROR_REFUSED, _("There is no such account in Online Accounts."));
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, task);
}

char *
rapport_online_account_token_finish (GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
