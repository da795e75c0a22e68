/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/keyring-daemon.h"

#include "support/support.h"

static void
on_owned (GDBusConnection *connection,
          const char      *name,
          const char      *owner,
          gpointer         data)
{
  *(gboolean *) data = TRUE;
}

static void
wait_for_name (const char *address,
               const char *name)
{
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean owned = FALSE;
  guint watch;

  connection = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);
  watch = g_bus_watch_name_on_connection (connection, name, G_BUS_NAME_WATCHER_FLAGS_NONE, on_owned, NULL,
                                          &owned, NULL);
  g_assert_true (rapport_test_wait (&owned, 30));
  g_bus_unwatch_name (watch);
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

GSubprocess *
rapport_test_keyring_start (const char *address,
                            const char *folder,
                            gboolean    unlock)
{
  g_autofree char *control = g_strconcat ("--control-directory=", folder, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *daemon;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG"); /* it warns of a question that cannot be shown */
  daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                                        control, unlock ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  if (unlock)
    g_output_stream_write_all (g_subprocess_get_stdin_pipe (daemon), "open sesame", 11, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (daemon), NULL, NULL);
  wait_for_name (address, "org.freedesktop.secrets");
  return daemon;
}

/* A script of this folder that takes a name on the bus; @second may be %NULL. */
static GSubprocess *
start_script (const char *address,
              const char *script,
              const char *argument,
              const char *second,
              const char *secret,
              const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("RAPPORT_SOURCE"), "tests", "support", script, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  if (secret != NULL)
    g_subprocess_launcher_setenv (launcher, "RAPPORT_TEST_PASSWORD", secret, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "/usr/bin/python3", path, argument, second, NULL);
  g_assert_no_error (error);
  wait_for_name (address, name);
  return process;
}

GSubprocess *
rapport_test_prompter_start (const char *address,
                             const char *way)
{
  return start_script (address, "prompter.py", way, NULL, NULL, "org.gnome.keyring.SystemPrompter");
}

GSubprocess *
rapport_test_online_start (const char *address,
                           const char *host,
                           const char *token)
{
  return start_script (address, "online-accounts.py", host, NULL, token, "org.gnome.OnlineAccounts");
}

GSubprocess *
rapport_test_portal_start (const char *address,
                           const char *folder,
                           const char *way)
{
  return start_script (address, "portal.py", folder, way, NULL, "org.freedesktop.portal.Desktop");
}

void
rapport_test_keyring_stop (GSubprocess *daemon)
{
  g_subprocess_send_signal (daemon, 15);
  g_subprocess_wait (daemon, NULL, NULL);
  g_object_unref (daemon);
}
