/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/keyring.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "support/support.h"

#define ID "4f6c2a"
#define PASSWORD "Zwölf-Boxkämpfer-7731"

/* Calls, waited for ----------------------------------------------------------------------------------------------- */

typedef struct {
  GAsyncResult *result;
  gboolean done;
} Call;

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Call *call = data;

  call->result = g_object_ref (result);
  call->done = TRUE;
}

static gboolean
store (RapportKeyring  *keyring,
       GError         **error)
{
  Call call = { NULL };
  gboolean stored;

  rapport_keyring_store_async (keyring, ID, "Rapport", PASSWORD, NULL, on_done, &call);
  g_assert_true (rapport_test_wait (&call.done, 30));
  stored = rapport_keyring_store_finish (keyring, call.result, error);
  g_object_unref (call.result);
  return stored;
}

static char *
look_up (RapportKeyring  *keyring,
         gboolean         may_ask,
         GCancellable    *cancellable,
         GError         **error)
{
  Call call = { NULL };
  char *password;

  rapport_keyring_lookup_async (keyring, ID, may_ask, cancellable, on_done, &call);
  g_assert_true (rapport_test_wait (&call.done, 30));
  password = rapport_keyring_lookup_finish (keyring, call.result, error);
  g_object_unref (call.result);
  return password;
}

static gboolean
remove_password (RapportKeyring  *keyring,
                 GError         **error)
{
  Call call = { NULL };
  gboolean removed;

  rapport_keyring_remove_async (keyring, ID, NULL, on_done, &call);
  g_assert_true (rapport_test_wait (&call.done, 30));
  removed = rapport_keyring_remove_finish (keyring, call.result, error);
  g_object_unref (call.result);
  return removed;
}

static void
keeps_a_password (RapportKeyring *keyring)
{
  g_autoptr (GError) error = NULL;
  char *password;

  g_assert_null (look_up (keyring, FALSE, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_NOT_FOUND);
  g_clear_error (&error);
  store (keyring, &error);
  g_assert_no_error (error);
  password = look_up (keyring, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, PASSWORD);
  rapport_password_free (password);
}

static void
forgets_a_password (RapportKeyring *keyring)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (remove_password (keyring, &error));
  g_assert_no_error (error);
  g_assert_null (look_up (keyring, FALSE, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (remove_password (keyring, &error));
  g_assert_no_error (error);
}

/* Without a service ----------------------------------------------------------------------------------------------- */

static void
test_memory (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new_memory ();

  keeps_a_password (keyring);
  forgets_a_password (keyring);
}

static void
test_file (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *inner = g_build_filename (folder, "rapport", NULL);
  g_autofree char *path = g_build_filename (inner, "passwords", NULL);
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new_file (path);
  GStatBuf info;

  keeps_a_password (keyring);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (inner, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  forgets_a_password (keyring);
  {
    g_autofree char *text = NULL;

    g_file_get_contents (path, &text, NULL, NULL);
    g_assert_true (text == NULL || strstr (text, PASSWORD) == NULL);
  }
}

static void
test_guard_leaves_no_core (void)
{
  struct rlimit limit;

  rapport_password_guard ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

/* With a real daemon on a bus of the case's own ------------------------------------------------------------------- */

static void
on_owned (GDBusConnection *connection,
          const char      *name,
          const char      *owner,
          gpointer         data)
{
  *(gboolean *) data = TRUE;
}

static void
wait_for_service (const char *address)
{
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean owned = FALSE;
  guint watch;

  connection = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);
  watch = g_bus_watch_name_on_connection (connection, "org.freedesktop.secrets", G_BUS_NAME_WATCHER_FLAGS_NONE, on_owned, NULL,
                                          &owned, NULL);
  g_assert_true (rapport_test_wait (&owned, 30));
  g_bus_unwatch_name (watch);
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

/* @unlock: with the password of the login keyring, which is made if there is none; else it stays locked. */
static GSubprocess *
start_daemon (const char *address,
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
  daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                                        control, unlock ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  if (unlock)
    g_output_stream_write_all (g_subprocess_get_stdin_pipe (daemon), "open sesame", 11, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (daemon), NULL, NULL);
  wait_for_service (address);
  return daemon;
}

static void
stop_daemon (GSubprocess *daemon)
{
  g_subprocess_send_signal (daemon, 15);
  g_subprocess_wait (daemon, NULL, NULL);
  g_object_unref (daemon);
}

/* Runs the case @path in a process whose session bus is this one. */
static void
run_there (const char *path)
{
  g_test_trap_subprocess (path, 120 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR | G_TEST_SUBPROCESS_INHERIT_STDOUT);
  g_test_trap_assert_passed ();
}

static void
test_unlocked_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();

  keeps_a_password (keyring);
}

static void
test_emptied_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();

  forgets_a_password (keyring);
}

/* Nobody is asked: where no question can be shown, libsecret 0.20 ends its own task without an error. */
static void
test_locked_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up (keyring, FALSE, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_LOCKED);
}

static void
test_absent_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up (keyring, TRUE, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_ABSENT);
  g_clear_error (&error);
  g_assert_false (store (keyring, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_ABSENT);
  g_clear_error (&error);
  g_assert_false (remove_password (keyring, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_ABSENT);
}

static void
assert_not_in_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      assert_not_in_files (inner);
    }
  if (folder == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &text, &length, NULL))
    g_assert_null (memmem (text, length, PASSWORD, strlen (PASSWORD)));
}

static void
test_service_unlocked_locked_and_absent (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *folder = rapport_test_folder ();
  const char *address;
  GSubprocess *daemon;

  g_test_dbus_up (bus);
  address = g_test_dbus_get_bus_address (bus);
  run_there ("/keyring/subprocess/absent");
  daemon = start_daemon (address, folder, TRUE);
  run_there ("/keyring/subprocess/unlocked");
  stop_daemon (daemon);
  assert_not_in_files (folder);
  daemon = start_daemon (address, folder, FALSE);
  run_there ("/keyring/subprocess/locked");
  stop_daemon (daemon);
  daemon = start_daemon (address, folder, TRUE);
  run_there ("/keyring/subprocess/emptied");
  stop_daemon (daemon);
  g_test_dbus_stop (bus);
}

static void
test_no_bus_inside (void)
{
  test_absent_inside ();
}

static void
test_no_bus (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  run_there ("/keyring/subprocess/no-bus");
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/keyring/memory", test_memory);
  g_test_add_func ("/keyring/file", test_file);
  g_test_add_func ("/keyring/service-unlocked-locked-and-absent", test_service_unlocked_locked_and_absent);
  g_test_add_func ("/keyring/no-bus", test_no_bus);
  g_test_add_func ("/keyring/guard-leaves-no-core", test_guard_leaves_no_core);
  g_test_add_func ("/keyring/subprocess/unlocked", test_unlocked_inside);
  g_test_add_func ("/keyring/subprocess/locked", test_locked_inside);
  g_test_add_func ("/keyring/subprocess/emptied", test_emptied_inside);
  g_test_add_func ("/keyring/subprocess/absent", test_absent_inside);
  g_test_add_func ("/keyring/subprocess/no-bus", test_no_bus_inside);
  return g_test_run ();
}
