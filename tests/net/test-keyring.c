/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/keyring.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "support/keyring-daemon.h"
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
  /* less than any core, and not 0, with which a program that takes cores would still be started */
  g_assert_cmpuint (limit.rlim_cur, ==, 1);
  g_assert_cmpuint (limit.rlim_max, ==, 1);
}

/* With a real daemon on a bus of the case's own ------------------------------------------------------------------- */

/* Runs the case @path in a process whose session bus is this one. */
static void
run_there (const char *path)
{
  g_test_trap_subprocess (path, 120 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR | G_TEST_SUBPROCESS_INHERIT_STDOUT);
  g_test_trap_assert_passed ();
}

/* The same where libsecret loses its own task, with all that hangs on it. */
static void
run_lossy_there (const char *path)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *before = g_strdup (options != NULL ? options : "");
  g_autofree char *lenient = g_strconcat (before, ":detect_leaks=0", NULL);

  g_setenv ("ASAN_OPTIONS", lenient, TRUE);
  run_there (path);
  g_setenv ("ASAN_OPTIONS", before, TRUE);
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

/* While a call is under way the main loop goes on. */
static gboolean
count_turn (gpointer data)
{
  ++*(guint *) data;
  return G_SOURCE_CONTINUE;
}

static char *
look_up_alive (RapportKeyring  *keyring,
               GCancellable    *cancellable,
               GError         **error)
{
  guint turns = 0;
  guint source = g_timeout_add (20, count_turn, &turns);
  gint64 began = g_get_monotonic_time ();
  char *password = look_up (keyring, TRUE, cancellable, error);
  gint64 took = g_get_monotonic_time () - began;

  g_source_remove (source);
  g_assert_cmpint (took, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (turns, >=, (guint) (took / (500 * 1000)));
  return password;
}

/* The question is shown, and nobody says anything. */
static void
test_silence_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GError) error = NULL;

  rapport_keyring_set_patience (keyring, 1);
  g_assert_null (look_up_alive (keyring, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_SILENT);
  g_clear_error (&error);
  g_assert_false (store (keyring, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_SILENT);
  g_clear_error (&error);
  g_assert_false (remove_password (keyring, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_SILENT);
}

/* The question cannot be shown. */
static void
test_nobody_to_ask_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up_alive (keyring, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (look_up_alive (keyring, NULL, &error));
  g_assert_true (error->domain == RAPPORT_KEYRING_ERROR);
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

/* The caller need not wait for the bound. */
static void
test_cancelled_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (300, cancel, cancellable);
  g_assert_null (look_up_alive (keyring, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Somebody closes the question. */
static void
test_refused_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up_alive (keyring, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (store (keyring, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_REFUSED);
}

/* A service without the collection in which passwords go: it would have to be made, and nobody can be asked. */
static void
test_no_collection_inside (void)
{
  g_autoptr (RapportKeyring) keyring = rapport_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  rapport_keyring_set_patience (keyring, 2);
  g_assert_null (look_up_alive (keyring, NULL, &error));
  g_assert_error (error, RAPPORT_KEYRING_ERROR, RAPPORT_KEYRING_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (store (keyring, &error));
  g_assert_true (error->domain == RAPPORT_KEYRING_ERROR);
}

/* Nobody is asked. */
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
  daemon = rapport_test_keyring_start (address, folder, TRUE);
  run_there ("/keyring/subprocess/unlocked");
  rapport_test_keyring_stop (daemon);
  assert_not_in_files (folder);
  daemon = rapport_test_keyring_start (address, folder, FALSE);
  run_there ("/keyring/subprocess/locked");
  rapport_test_keyring_stop (daemon);
  daemon = rapport_test_keyring_start (address, folder, TRUE);
  run_there ("/keyring/subprocess/emptied");
  rapport_test_keyring_stop (daemon);
  g_test_dbus_stop (bus);
}

static void
test_asking (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *empty = rapport_test_folder ();
  const char *address;
  GSubprocess *daemon, *prompter;

  g_test_dbus_up (bus);
  address = g_test_dbus_get_bus_address (bus);
  daemon = rapport_test_keyring_start (address, folder, TRUE);
  run_there ("/keyring/subprocess/unlocked");
  rapport_test_keyring_stop (daemon);
  daemon = rapport_test_keyring_start (address, folder, FALSE);
  prompter = rapport_test_prompter_start (address, "no");
  run_there ("/keyring/subprocess/refused");
  rapport_test_keyring_stop (prompter);
  prompter = rapport_test_prompter_start (address, "wait");
  run_there ("/keyring/subprocess/silence");
  run_there ("/keyring/subprocess/cancelled");
  rapport_test_keyring_stop (prompter);
  rapport_test_keyring_stop (daemon);
  daemon = rapport_test_keyring_start (address, folder, FALSE);
  run_there ("/keyring/subprocess/nobody-to-ask");
  rapport_test_keyring_stop (daemon);
  daemon = rapport_test_keyring_start (address, empty, FALSE);
  run_lossy_there ("/keyring/subprocess/no-collection");
  rapport_test_keyring_stop (daemon);
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
  g_test_add_func ("/keyring/asking", test_asking);
  g_test_add_func ("/keyring/subprocess/silence", test_silence_inside);
  g_test_add_func ("/keyring/subprocess/nobody-to-ask", test_nobody_to_ask_inside);
  g_test_add_func ("/keyring/subprocess/cancelled", test_cancelled_inside);
  g_test_add_func ("/keyring/subprocess/refused", test_refused_inside);
  g_test_add_func ("/keyring/subprocess/no-collection", test_no_collection_inside);
  g_test_add_func ("/keyring/no-bus", test_no_bus);
  g_test_add_func ("/keyring/guard-leaves-no-core", test_guard_leaves_no_core);
  g_test_add_func ("/keyring/subprocess/unlocked", test_unlocked_inside);
  g_test_add_func ("/keyring/subprocess/locked", test_locked_inside);
  g_test_add_func ("/keyring/subprocess/emptied", test_emptied_inside);
  g_test_add_func ("/keyring/subprocess/absent", test_absent_inside);
  g_test_add_func ("/keyring/subprocess/no-bus", test_no_bus_inside);
  return g_test_run ();
}
