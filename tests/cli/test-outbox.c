/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "support/mail-server.h"
#include "support/support.h"

#define PASSWORD "Zwoelf-Boxkaempfer-7731"

/* rapportctl in processes of its own: this program, called with this first word. */
#define AS_RAPPORTCTL "--as-rapportctl"

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
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;

  make_pair (fixture);
  set_account (fixture, server);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  DO ("account", "test");
  g_assert_cmpuint (rapport_test_server_count (server), ==, 0);
  list = RUN (0, "outbox", "list", "--state", "draft");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  number = g_strdup_printf ("%" G_GINT64_FORMAT,
                            json_object_get_int_member (json_array_get_object_element (json_node_get_array (list), 0), "number"));
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

static void
test_housekeeping_asks_nobody (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (JsonNode) first = NULL;

  g_autoptr (JsonNode) again = NULL;
  const char *backup;

  make_pair (fixture);
  first = RUN (0, "housekeeping");
  g_assert_cmpint (number_in (first, "drafted"), ==, 0);
  g_assert_cmpint (number_in (first, "sent"), ==, 0);
  backup = json_object_get_string_member (json_node_get_object (first), "backup");
  g_assert_true (g_file_test (backup, G_FILE_TEST_IS_REGULAR));
  again = RUN (0, "housekeeping");
  g_assert_false (json_object_has_member (json_node_get_object (again), "backup"));
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

#define CASE(name, function) g_test_add ("/cli-outbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc > 1 && strcmp (argv[1], AS_RAPPORTCTL) == 0)
    {
      argv[1] = argv[0];
      return rapport_cli_run (argc - 1, argv + 1);
    }
  self_path = argv[0];
  rapport_test_init (&argc, &argv);
  CASE ("from-request-to-letter-without-a-display", test_from_request_to_letter_without_a_display);
  CASE ("housekeeping-asks-nobody", test_housekeeping_asks_nobody);
  CASE ("template-of-the-programme", test_template_of_the_programme);
  CASE ("killed-senders-send-nothing-twice", test_killed_senders_send_nothing_twice);
  return g_test_run ();
}
