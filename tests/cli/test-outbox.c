/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "support/keyring-daemon.h"
#include "support/mail-server.h"
#include "support/support.h"

#define PASSWORD "Zwoelf-Boxkaempfer-jagen-Viktor-quer-7731"

/* rapportctl in processes of its own: this program, called with this first word. */
#define AS_RAPPORTCTL "--as-rapportctl"
#define LEFT_BEHIND 99
/* ... and a process that has read a password, and waits. */
#define AS_HOLDER "--as-holder"

static const char *self_path;

typedef struct {
  char *folder;
  char *database;
} Fixture;

static GSubprocess *
spawn (Fixture    *fixture,
       const char *input,
       const char *first,
       ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE | (input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0));
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  va_list rest;

  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "RAPPORT_NOW", "2026-11-19T12:00:00Z", TRUE);
  g_ptr_array_add (words, (gpointer) self_path);
  g_ptr_array_add (words, (gpointer) AS_RAPPORTCTL);
  g_ptr_array_add (words, (gpointer) "--json");
  g_ptr_array_add (words, (gpointer) "--database");
  g_ptr_array_add (words, fixture->database);
  g_ptr_array_add (words, (gpointer) first);
  va_start (rest, first);
  for (const char *word = va_arg (rest, const char *); word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) words->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* What it says on standard output, read as JSON; @code: its exit code. */
static JsonNode *
finish (GSubprocess *process,
        const char  *input,
        int          code)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_subprocess_communicate_utf8 (process, input, NULL, &out, &err, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s", out, err);
  g_assert_null (strstr (out, PASSWORD));
  g_assert_null (strstr (err, PASSWORD));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, code);
  node = json_from_string (out, NULL);
  g_object_unref (process);
  return node;
}

#define RUN(code, ...) finish (spawn (fixture, NULL, __VA_ARGS__, NULL), NULL, code)
#define DO(...) json_node_unref (RUN (0, __VA_ARGS__))

/* What stays in a process ----------------------------------------------------------------------------------------- */

/* The password is compared with as it is in this table, so that looking for it does not put it into memory. */
#define MASK 0x5a
#define OVERWRITTEN 16

typedef struct {
  const char *what;
  char masked[256];
  gsize length;
} Sought;

static void
mask (Sought     *self,
      const char *what,
      const char *text)
{
  self->what = what;
  self->length = MIN (strlen (text), sizeof self->masked);
  for (gsize i = 0; i < self->length; i++)
    self->masked[i] = (char) (text[i] ^ MASK);
}

static gboolean
is_there (const Sought *self,
          const char   *bytes,
          gsize         length)
{
  const char *end = bytes + length;
  const char *at = bytes - 1;

  while ((at = memchr (at + 1, self->masked[0] ^ MASK, (gsize) (end - at - 1))) != NULL)
    {
      gsize n = 0;

      while (n < self->length && at + n < end && (at[n] ^ MASK) == self->masked[n])
        n++;
      if (n == self->length)
        return TRUE;
    }
  return FALSE;
}

/* All that this process could write to, as a core would have it. */
static gboolean
is_in_memory (const Sought *self)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *bytes = g_malloc (1 << 20);
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  gboolean found = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL && !found; i++)
    {
      guint64 start = 0, end = 0;
      char rights[5] = "";

      /* The shadow of AddressSanitizer is of another size, and holds no texts. */
      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &start, &end, rights) != 3
          || strncmp (rights, "rw", 2) != 0 || end - start > G_GUINT64_CONSTANT (1) << 32)
        continue;
      for (guint64 at = start; at < end && !found; at += (1 << 20) - sizeof self->masked)
        {
          gssize n = pread (memory, bytes, MIN (end - at, 1 << 20), (off_t) at);

          found = n > 0 && is_there (self, bytes, (gsize) n);
          if (found)
            g_printerr ("%s in %s\n", self->what, lines[i]);
          explicit_bzero (bytes, 1 << 20);
        }
    }
  close (memory);
  return found;
}

static gboolean
is_in_file (const Sought *self,
            const char   *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return is_there (self, text, length);
}

/* What RAPPORT_TEST_SOUGHT says, in hexadecimal and masked. */
static gboolean
leaves_something_behind (void)
{
  const char *hex = g_getenv ("RAPPORT_TEST_SOUGHT");
  g_auto (GStrv) words = g_strsplit (hex != NULL ? hex : "", " ", -1);
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      Sought sought = { i == 0 ? "the password" : "what was said with it" };

      sought.length = strlen (words[i]) / 2;
      for (gsize n = 0; n < sought.length; n++)
        sought.masked[n] = (char) (g_ascii_xdigit_value (words[i][2 * n]) << 4 | g_ascii_xdigit_value (words[i][2 * n + 1]));
      found |= sought.length > 0 && (is_in_memory (&sought) || is_in_file (&sought, "/proc/self/cmdline")
                                     || is_in_file (&sought, "/proc/self/environ"));
    }
  return found;
}

static void
seek (const char *password)
{
  g_autofree char *login = g_strdup_printf ("%c%s%c%s", '.', RAPPORT_TEST_USER, '.', password);
  gsize length = strlen (login);
  g_autofree char *said = NULL;
  Sought sought[2];
  GString *hex = g_string_new (NULL);

  login[0] = login[1 + strlen (RAPPORT_TEST_USER)] = '\0'; /* AUTH PLAIN */
  said = g_base64_encode ((const guchar *) login, length);
  /* AddressSanitizer writes over the beginning of what was freed. */
  mask (&sought[0], "", password + OVERWRITTEN);
  mask (&sought[1], "", said + OVERWRITTEN);
  for (guint i = 0; i < 2; i++)
    {
      g_string_append (hex, i > 0 ? " " : "");
      for (gsize n = 0; n < sought[i].length; n++)
        g_string_append_printf (hex, "%02x", (guint) (guchar) sought[i].masked[n]);
    }
  g_setenv ("RAPPORT_TEST_SOUGHT", hex->str, TRUE);
  g_unsetenv ("MALLOC_PERTURB_"); /* which would wipe what rapportctl does not */
  g_string_free (hex, TRUE);
}

static gint64
number_in (JsonNode   *node,
           const char *name)
{
  return json_object_get_int_member (json_node_get_object (node), name);
}

static guint
count_state (Fixture    *fixture,
             const char *state)
{
  g_autoptr (JsonNode) node = RUN (0, "outbox", "list", "--state", state);

  return json_array_get_length (json_node_get_array (node));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = rapport_test_folder ();
  fixture->database = g_build_filename (fixture->folder, "test.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->folder);
  g_free (fixture->database);
}

static void
set_account (Fixture                 *fixture,
             const RapportTestServer *server)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  GSubprocess *process = spawn (fixture, PASSWORD "\n", "account", "set", "--host", "localhost", "--port", port, "--user",
                                RAPPORT_TEST_USER, "--address", "office@example.org", "--ca-file", server->ca_file,
                                "--password-in-file", NULL);

  json_node_unref (finish (process, PASSWORD "\n", 0));
}

static void
make_pair (Fixture *fixture)
{
  DO ("member", "add", "given_name=Marta", "family_name=Kovač", "email=marta@example.org");
  DO ("member", "add", "given_name=Sofia", "family_name=Lindqvist", "email=sofia@example.org");
  DO ("enrol", "--role", "mentee", "Marta");
  DO ("enrol", "--role", "mentor", "--capacity", "2", "Sofia");
  DO ("request", "send", "Marta", "Sofia", "--area", "career");
}

/* (transfer full): its number. */
static char *
only_draft (Fixture *fixture)
{
  g_autoptr (JsonNode) list = RUN (0, "outbox", "list", "--state", "draft");
  JsonArray *drafts = json_node_get_array (list);

  g_assert_cmpuint (json_array_get_length (drafts), ==, 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (json_array_get_object_element (drafts, 0), "number"));
}

static void
assert_found (Fixture    *fixture,
              const char *words,
              guint       n)
{
  g_autoptr (JsonNode) list = RUN (0, "outbox", "list", "--search", words);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, n);
}

static void
assert_nowhere (const char *path,
                const char *but)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      assert_nowhere (inner, but);
    }
  if (folder == NULL && g_file_get_contents (path, &text, &length, NULL) && !g_str_has_suffix (path, but))
    if (memmem (text, length, PASSWORD, strlen (PASSWORD)) != NULL)
      g_error ("the password is in %s", path);
}

static void
test_from_request_to_letter_without_a_display (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autofree char *eml = g_build_filename (fixture->folder, "letter.eml", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "rapport", "passwords", NULL);
  g_autoptr (JsonNode) sent = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;

  make_pair (fixture);
  set_account (fixture, server);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  DO ("account", "test");
  g_assert_cmpuint (rapport_test_server_count (server), ==, 0);
  number = only_draft (fixture);
  assert_found (fixture, "lindqvist", 1);
  assert_found (fixture, "nobody", 0);
  DO ("outbox", "eml", number, eml);
  g_assert_true (g_file_get_contents (eml, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "sofia@example.org"));
  DO ("outbox", "queue", "--all");
  sent = RUN (0, "outbox", "send");
  g_assert_cmpint (number_in (sent, "sent"), ==, 1);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 1);
  g_assert_cmpuint (count_state (fixture, "sent"), ==, 1);
  assert_nowhere (fixture->folder, "/passwords");
  DO ("account", "remove");
  assert_nowhere (fixture->folder, "/nowhere");
  json_node_unref (RUN (3, "outbox", "send"));
}

/* Nothing is guessed about an account that cannot be read: no letter goes out that has no sender or another. */
static void
test_account_that_cannot_be_read (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *eml = g_build_filename (fixture->folder, "letter.eml", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, "rapport", "account.ini", NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *number = NULL;

  make_pair (fixture);
  number = only_draft (fixture);
  DO ("outbox", "eml", number, eml);
  g_assert_cmpint (g_unlink (eml), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "[account\nhost=localhost\n", -1, NULL));
  json_node_unref (RUN (1, "outbox", "eml", number, eml));
  g_assert_false (g_file_test (eml, G_FILE_TEST_EXISTS));
  json_node_unref (RUN (1, "outbox", "send"));
  json_node_unref (RUN (1, "account", "remove"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  json_node_unref (RUN (3, "account", "remove"));
  DO ("outbox", "eml", number, eml);
}

/* An account that is refused leaves the one before it whole, its password too. */
static void
test_refused_account_leaves_the_one_before (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  GSubprocess *process;

  set_account (fixture, server);
  process = spawn (fixture, "other\n", "account", "set", "--host", "localhost", "--user", "x", "--address", "nobody", NULL);
  json_node_unref (finish (process, "other\n", 1));
  DO ("account", "test");
}

/* The account that @fixture has no keyring for, or one: with a password from standard input. */
static void
set_account_in_keyring (Fixture                 *fixture,
                        const RapportTestServer *server)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  GSubprocess *process = spawn (fixture, PASSWORD "\n", "account", "set", "--host", "localhost", "--port", port, "--user",
                                RAPPORT_TEST_USER, "--address", "office@example.org", "--ca-file", server->ca_file, NULL);

  json_node_unref (finish (process, PASSWORD "\n", 0));
}

/* Who has said or stored it forgets it: every run of rapportctl looks through its own memory, as a core would have it. */
static void
test_password_stays_nowhere (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *folder = rapport_test_folder ();
  GSubprocess *daemon;

  g_test_dbus_up (bus);
  daemon = rapport_test_keyring_start (g_test_dbus_get_bus_address (bus), folder, TRUE);
  make_pair (fixture);
  seek (PASSWORD);
#ifdef __SANITIZE_ADDRESS__
  /* That this would be noticed: a template is read, and refused. AddressSanitizer keeps for a while what was freed. */
  {
    g_autofree char *telling = g_build_filename (fixture->folder, "telling.txt", NULL);

    g_assert_true (g_file_set_contents (telling, PASSWORD " {nobody}\n\nText", -1, NULL));
    json_node_unref (RUN (LEFT_BEHIND, "template", "set", "request", telling));
    g_unlink (telling);
  }
#endif
  set_account (fixture, server);
  DO ("account", "test");
  set_account_in_keyring (fixture, server);
  DO ("account", "test");
  DO ("outbox", "queue", "--all");
  DO ("outbox", "send");
  g_assert_cmpuint (count_state (fixture, "sent"), ==, 1);
  g_unsetenv ("RAPPORT_TEST_SOUGHT");
  assert_nowhere (folder, "/nowhere");
  DO ("account", "remove");
  rapport_test_keyring_stop (daemon);
  g_test_dbus_down (bus);
}

/* Cores ----------------------------------------------------------------------------------------------------------- */

/* Cores as large as this process may make them, for what it starts; AddressSanitizer forbids them by itself. */
static void
allow_cores (GSubprocessLauncher *launcher)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *lenient = g_strconcat (options != NULL ? options : "", ":disable_coredump=0", NULL);
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_CORE, &limit);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", lenient, TRUE);
}

/* Whether the kernel wrote a core of @process, which is made to crash; or handed it to a program, which says the same. */
static gboolean
leaves_core (GSubprocess *process)
{
  int status;

  g_subprocess_send_signal (process, SIGABRT);
  g_subprocess_wait (process, NULL, NULL);
  status = g_subprocess_get_status (process);
  g_assert_true (WIFSIGNALED (status));
  return WCOREDUMP (status);
}

/* The only file in @folder: where cores go into the folder of the process. */
static char *
find_core (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* That a core would be seen, and what is in it: a process that holds the password and guards nothing. What cannot be shown on
 * this machine is said. */
static gboolean
cores_are_made_here (Fixture *fixture)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *folder = rapport_test_folder ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *core = NULL;
  char ready;

  allow_cores (launcher);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawn (launcher, &error, self_path, AS_HOLDER, NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), PASSWORD "\n", strlen (PASSWORD) + 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), &ready, 1, NULL, &error), ==, 1);
  if (!leaves_core (process))
    {
      g_test_message ("This machine makes no cores (RLIMIT_CORE or core_pattern): that none is made proves little here.");
      return FALSE;
    }
  core = find_core (folder);
  if (core != NULL)
    {
      Sought sought;

      mask (&sought, "the password", PASSWORD);
      g_assert_true (is_in_file (&sought, core));
      g_unlink (core);
    }
  else
    g_test_message ("Cores go elsewhere on this machine: this one was made, and not read.");
  return TRUE;
}

static void
assert_limited (GSubprocess *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/limits", g_subprocess_get_identifier (process));
  g_autofree char *limits = NULL;
  const char *line;
  guint64 soft = 0, hard = 0;

  g_assert_true (g_file_get_contents (path, &limits, NULL, NULL));
  line = strstr (limits, "Max core file size");
  g_assert_nonnull (line);
  g_assert_cmpint (sscanf (line, "Max core file size %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &soft, &hard), ==, 2);
  g_assert_cmpuint (soft, ==, 1);
  g_assert_cmpuint (hard, ==, 1);
}

/* A sender crashes while it holds the password, with a server that takes its time: no core, wherever cores go. */
static void
test_crash_with_the_password_leaves_no_core (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("hang", PASSWORD);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *folder = rapport_test_folder ();
  g_autoptr (GSubprocess) sender = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *talk = NULL;
  g_autofree char *core = NULL;
  gboolean made = cores_are_made_here (fixture);

  make_pair (fixture);
  set_account (fixture, server);
  DO ("outbox", "queue", "--all");
  allow_cores (launcher);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->folder, TRUE);
  sender = g_subprocess_launcher_spawn (launcher, &error, self_path, AS_RAPPORTCTL, "--database", fixture->database, "outbox", "send",
                                        NULL);
  g_assert_no_error (error);
  for (guint waited = 0; talk == NULL || strstr (talk, "AUTH") == NULL; waited++)
    {
      g_assert_cmpuint (waited, <, 1500);
      g_usleep (20 * 1000);
      g_free (talk);
      talk = rapport_test_server_file (server, "talk");
    }
  assert_limited (sender);
  g_assert_false (leaves_core (sender));
  core = find_core (folder);
  g_assert_null (core);
  g_test_message ("Cores are made on this machine: %s", made ? "yes" : "no");
}

/* Somebody has locked the keyring and gone: the timer comes, notes that, and asks nobody. */
static void
test_housekeeping_notes_a_locked_keyring (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *folder = rapport_test_folder ();
  g_autoptr (JsonNode) done = NULL;
  JsonArray *problems;
  GSubprocess *daemon, *prompter;

  g_test_dbus_up (bus);
  daemon = rapport_test_keyring_start (g_test_dbus_get_bus_address (bus), folder, TRUE);
  make_pair (fixture);
  set_account_in_keyring (fixture, server);
  DO ("outbox", "queue", "--all");
  rapport_test_keyring_stop (daemon);
  daemon = rapport_test_keyring_start (g_test_dbus_get_bus_address (bus), folder, FALSE);
  /* Who would be asked says nothing for ever: this comes to an end because nobody is. */
  prompter = rapport_test_prompter_start (g_test_dbus_get_bus_address (bus), "wait");
  done = RUN (0, "housekeeping");
  problems = json_object_get_array_member (json_node_get_object (done), "problems");
  g_assert_cmpuint (json_array_get_length (problems), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (problems, 0), ==, "The keyring is locked.");
  g_assert_true (json_object_has_member (json_node_get_object (done), "backup"));
  g_assert_cmpuint (count_state (fixture, "queued"), ==, 1);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 0);
  rapport_test_keyring_stop (prompter);
  rapport_test_keyring_stop (daemon);
  g_test_dbus_down (bus);
}

/* A provider that takes no passwords, by way of GNOME Online Accounts; and what is said where that is of no use. */
static void
test_token_of_online_accounts (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("token", PASSWORD);
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *host = g_strdup_printf ("localhost:%u", server->port);
  g_autofree char *talk = NULL;
  GSubprocess *online;

  g_test_dbus_up (bus);
  make_pair (fixture);
  DO ("outbox", "queue", "--all");
  json_node_unref (RUN (1, "account", "set", "--online", "office@example.org"));
  online = rapport_test_online_start (g_test_dbus_get_bus_address (bus), host, PASSWORD);
  json_node_unref (RUN (3, "account", "set", "--online", "nobody@example.org"));
  DO ("account", "set", "--online", "office@example.org", "--ca-file", server->ca_file);
  DO ("account", "test");
  DO ("outbox", "send");
  g_assert_cmpuint (rapport_test_server_count (server), ==, 1);
  g_assert_cmpuint (count_state (fixture, "sent"), ==, 1);
  talk = rapport_test_server_file (server, "talk");
  g_assert_nonnull (strstr (talk, "AUTH XOAUTH2 in TLS"));
  assert_nowhere (fixture->folder, "/nowhere");
  rapport_test_keyring_stop (online);
  /* another token than the server takes; none; nobody to ask for one */
  online = rapport_test_online_start (g_test_dbus_get_bus_address (bus), host, "stale");
  json_node_unref (RUN (1, "account", "test"));
  rapport_test_keyring_stop (online);
  online = rapport_test_online_start (g_test_dbus_get_bus_address (bus), host, NULL);
  json_node_unref (RUN (1, "account", "test"));
  rapport_test_keyring_stop (online);
  json_node_unref (RUN (1, "account", "test"));
  g_test_dbus_down (bus);
}

static JsonArray *
problems_of (JsonNode *done)
{
  return json_object_get_array_member (json_node_get_object (done), "problems");
}

static void
test_housekeeping_asks_nobody (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) waiting = NULL;
  const char *backup;

  make_pair (fixture);
  first = RUN (0, "housekeeping");
  g_assert_cmpint (number_in (first, "drafted"), ==, 0);
  g_assert_cmpint (number_in (first, "sent"), ==, 0);
  backup = json_object_get_string_member (json_node_get_object (first), "backup");
  g_assert_true (g_file_test (backup, G_FILE_TEST_IS_REGULAR));
  again = RUN (0, "housekeeping");
  g_assert_false (json_object_has_member (json_node_get_object (again), "backup"));
  g_assert_cmpuint (json_array_get_length (problems_of (again)), ==, 0);
  /* Nobody is there to be told but the log of the timer. */
  DO ("outbox", "queue", "--all");
  waiting = RUN (0, "housekeeping");
  g_assert_cmpuint (json_array_get_length (problems_of (waiting)), ==, 1);
  g_assert_nonnull (strstr (json_array_get_string_element (problems_of (waiting), 0), "no mail account"));
}

static void
test_template_of_the_programme (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *good = g_build_filename (fixture->folder, "good.txt", NULL);
  g_autofree char *bad = g_build_filename (fixture->folder, "bad.txt", NULL);

  g_assert_true (g_file_set_contents (good, "Hello {to.short_name}\n\nText", -1, NULL));
  g_assert_true (g_file_set_contents (bad, "Hello {nobody}\n\nText", -1, NULL));
  json_node_unref (RUN (4, "template", "set", "request", bad));
  DO ("template", "set", "request", good);
  make_pair (fixture);
  {
    g_autoptr (JsonNode) list = RUN (0, "outbox", "list");

    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (list), 0), "subject"),
                     ==, "Hello Sofia");
  }
  DO ("template", "set", "request");
}

/* Everybody asks a mentor of their own. */
static void
make_crowd (Fixture *fixture,
            guint    n)
{
  g_autofree char *csv = g_build_filename (fixture->folder, "people.csv", NULL);
  g_autoptr (GString) text = g_string_new ("Given name,Family name,E-mail,Role,Capacity\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Mentee,Person%u,mentee%u@example.org,mentee,\nMentor,Person%u,mentor%u@example.org,mentor,2\n",
                            i, i, i, i);
  g_assert_true (g_file_set_contents (csv, text->str, -1, NULL));
  DO ("import", csv);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mentee = g_strdup_printf ("mentee%u@example.org", i);
      g_autofree char *mentor = g_strdup_printf ("mentor%u@example.org", i);

      DO ("request", "send", mentee, mentor, "--area", "career");
    }
  DO ("outbox", "queue", "--all");
}

/* Whom the server has letters for. */
static GHashTable *
readers_there (const RapportTestServer *server)
{
  GHashTable *readers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0;; i++)
    {
      g_autofree char *name = g_strdup_printf ("letter-%u.json", i);
      g_autofree char *text = rapport_test_server_file (server, name);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);

      if (node == NULL)
        return readers;
      /* none twice */
      g_assert_true (g_hash_table_add (readers, g_strdup (json_array_get_string_element (
                                                  json_object_get_array_member (json_node_get_object (node), "envelope_to"), 0))));
    }
}

/* Two senders at a time, one of which is killed again and again in the midst of its work. */
static void
test_killed_senders_send_nothing_twice (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("slow", PASSWORD);
  guint n = rapport_test_amount (20, 500);
  g_autoptr (GHashTable) readers = NULL;
  guint kills = 0;
  guint sent, unsure;

  make_crowd (fixture, n);
  set_account (fixture, server);
  for (guint round = 0; count_state (fixture, "queued") > 0; round++)
    {
      GSubprocess *one = spawn (fixture, NULL, "outbox", "send", NULL);
      GSubprocess *other = spawn (fixture, NULL, "outbox", "send", NULL);
      guint before = rapport_test_server_count (server);

      g_assert_cmpuint (round, <, 400);
      /* Until some letters have come through; then the axe. */
      for (guint waited = 0; rapport_test_server_count (server) < before + 4 && waited < 400; waited++)
        g_usleep (20 * 1000);
      g_subprocess_send_signal (one, SIGKILL);
      g_subprocess_send_signal (other, SIGKILL);
      kills += 2;
      g_subprocess_wait (one, NULL, NULL);
      g_subprocess_wait (other, NULL, NULL);
      g_object_unref (one);
      g_object_unref (other);
    }
  json_node_unref (RUN (0, "outbox", "send"));
  readers = readers_there (server);
  sent = count_state (fixture, "sent");
  unsure = count_state (fixture, "unsure");
  g_test_message ("%u letters, %u kills: %u sent, %u may have been, %u came", n, kills, sent, unsure, g_hash_table_size (readers));
  g_assert_cmpuint (sent + unsure, ==, n);
  g_assert_cmpuint (g_hash_table_size (readers), >=, sent);
  g_assert_cmpuint (g_hash_table_size (readers), <=, n);
  g_assert_cmpuint (kills, >, 2);
}

static int
hold (void)
{
  char password[256] = "";

  if (fgets (password, sizeof password, stdin) != NULL && write (STDOUT_FILENO, "!", 1) == 1)
    pause ();
  return password[0];
}

#define CASE(name, function) g_test_add ("/cli-outbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc > 1 && strcmp (argv[1], AS_RAPPORTCTL) == 0)
    {
      int code;

      argv[1] = argv[0];
      code = rapport_cli_run (argc - 1, argv + 1);
      return leaves_something_behind () ? LEFT_BEHIND : code;
    }
  if (argc > 1 && strcmp (argv[1], AS_HOLDER) == 0)
    return hold ();
  self_path = g_canonicalize_filename (argv[0], NULL); /* some processes stand elsewhere */
  rapport_test_init (&argc, &argv);
  CASE ("from-request-to-letter-without-a-display", test_from_request_to_letter_without_a_display);
  CASE ("password-stays-nowhere", test_password_stays_nowhere);
  CASE ("crash-with-the-password-leaves-no-core", test_crash_with_the_password_leaves_no_core);
  CASE ("housekeeping-notes-a-locked-keyring", test_housekeeping_notes_a_locked_keyring);
  CASE ("token-of-online-accounts", test_token_of_online_accounts);
  CASE ("housekeeping-asks-nobody", test_housekeeping_asks_nobody);
  CASE ("account-that-cannot-be-read", test_account_that_cannot_be_read);
  CASE ("refused-account-leaves-the-one-before", test_refused_account_leaves_the_one_before);
  CASE ("template-of-the-programme", test_template_of_the_programme);
  CASE ("killed-senders-send-nothing-twice", test_killed_senders_send_nothing_twice);
  return g_test_run ();
}
