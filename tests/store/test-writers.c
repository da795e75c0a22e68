/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixinputstream.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/fixture.h"
#include "store/verify.h"
#include "support/support.h"

/* Several processes at one file, and processes that die. The program calls itself as the other:
 *
 *   write PATH FIRST        writes on and on from number FIRST; says each number when it is committed
 *   some PATH FIRST N       writes N numbers
 *   hold PATH               writes, and neither commits nor goes before its input ends */

#define PEOPLE_IN_A_CROWD 300

static char *program;

/* What the other does ----------------------------------------------------------------------------------------------- */

typedef struct {
  guint number;
  guint people;
} Arrival;

/* A member and their enrolment, which must never be without each other. */
static gboolean
arrive_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Arrival *arrival = data;
  g_autofree char *number = g_strdup_printf ("%u", arrival->number);

  rapport_transaction_set_operation (transaction, "import-members", NULL);
  for (guint i = 0; i < arrival->people; i++)
    {
      gint64 member = rapport_transaction_new_entity (transaction, "member");
      gint64 enrolment = rapport_transaction_new_entity (transaction, "enrolment");

      rapport_transaction_set_string (transaction, member, "given_name", number);
      rapport_transaction_set_reference (transaction, enrolment, "member", member);
      rapport_transaction_set_string (transaction, enrolment, "role", "mentor");
    }
  return TRUE;
}

static int
write_numbers (RapportStore *store,
               guint         first,
               guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      Arrival arrival = { first + i, (first + i) % 4 == 0 ? PEOPLE_IN_A_CROWD : 1 };
      g_autoptr (GError) error = NULL;

      if (!rapport_store_write (store, arrive_command, &arrival, NULL, &error))
        {
          printf ("%s\n", error->message);
          return EXIT_FAILURE;
        }
      printf ("%u\n", arrival.number);
      fflush (stdout);
    }
  return EXIT_SUCCESS;
}

static int
hold_lock (const char *path)
{
  sqlite3 *db = NULL;
  char line[16];

  if (sqlite3_open (path, &db) != SQLITE_OK || sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return EXIT_FAILURE;
  printf ("ready\n");
  fflush (stdout);
  while (fgets (line, sizeof line, stdin) != NULL)
    continue;
  sqlite3_close (db);
  return EXIT_SUCCESS;
}

static int
be_the_other (char **argv)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (argv[1], "hold") == 0)
    return hold_lock (argv[2]);
  store = rapport_store_open (argv[2], clock, &error);
  if (store == NULL)
    {
      printf ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  rapport_store_set_author (store, "Bo");
  return write_numbers (store, (guint) atoi (argv[3]), argv[4] != NULL ? (guint) atoi (argv[4]) : G_MAXUINT);
}

/* The cases --------------------------------------------------------------------------------------------------------- */

typedef struct {
  GSubprocess *process;
  GDataInputStream *output;
} Other;

static Other
start (const char *what,
       const char *path,
       const char *first,
       const char *n)
{
  const char *argv[] = { program, what, path, first, n, NULL };
  g_autoptr (GError) error = NULL;
  Other other;

  other.process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  other.output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other.process));
  return other;
}

static char *
read_line (Other *other)
{
  return g_data_input_stream_read_line (other->output, NULL, NULL, NULL);
}

static void
finish (Other *other)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (other->process), NULL, NULL);
  g_assert_true (g_subprocess_wait (other->process, NULL, NULL));
  g_clear_object (&other->output);
  g_clear_object (&other->process);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (fixture->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

/* Every number that was said is there with all its people, and nobody is there by halves. */
static void
assert_arrived (Fixture *fixture,
                guint    said)
{
  for (guint number = 1; number <= said; number++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM member WHERE given_name = '%u'", number);

      g_assert_cmpint (fixture_count (fixture, sql), ==, number % 4 == 0 ? PEOPLE_IN_A_CROWD : 1);
    }
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member WHERE CAST (given_name AS INTEGER) % 4 = 0")
                     % PEOPLE_IN_A_CROWD, ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==,
                   fixture_count (fixture, "SELECT count (*) FROM enrolment"));
}

static void
test_a_killed_process_loses_nothing_it_said (Fixture       *fixture,
                                             gconstpointer  data)
{
  guint kills = rapport_test_amount (20, 200);
  guint said = 0;

  for (guint i = 0; i < kills; i++)
    {
      g_autofree char *first = g_strdup_printf ("%u", said + 1);
      Other other;
      char *line;

      g_assert_finalize_object (g_steal_pointer (&fixture->store));
      other = start ("write", fixture->path, first, NULL);
      for (gint until = g_test_rand_int_range (1, 12); until > 0; until--)
        {
          line = read_line (&other);
          g_assert_nonnull (line);
          said = (guint) atoi (line);
          g_assert_cmpuint (said, >, 0);
          g_free (line);
        }
      g_usleep ((gulong) g_test_rand_int_range (0, 30000));
      g_subprocess_force_exit (other.process);
      while ((line = read_line (&other)) != NULL)
        {
          said = MAX (said, (guint) atoi (line));
          g_free (line);
        }
      finish (&other);
      fixture->store = rapport_store_open (fixture->path, fixture->clock, NULL);
      g_assert_nonnull (fixture->store);
      assert_arrived (fixture, said);
      /* One more may have been committed without a word. */
      said = (guint) fixture_count (fixture, "SELECT max (CAST (given_name AS INTEGER)) FROM member");
    }
  assert_sound (fixture);
}

static void
test_two_writers_take_turns (Fixture       *fixture,
                             gconstpointer  data)
{
  Other one = start ("some", fixture->path, "1", "60");
  Other other = start ("some", fixture->path, "61", "60");
  guint said = 0;
  char *line;

  while ((line = read_line (&one)) != NULL || (line = read_line (&other)) != NULL)
    {
      g_assert_cmpint (atoi (line), >, 0);
      said++;
      g_free (line);
    }
  finish (&one);
  finish (&other);
  g_assert_cmpuint (said, ==, 120);
  assert_arrived (fixture, 120);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) - max (seq) FROM change"), ==, 0);
  assert_sound (fixture);
}

static void
test_who_writes_for_long_is_named_busy (Fixture       *fixture,
                                        gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };
  Other other = start ("hold", fixture->path, NULL, NULL);
  g_autofree char *ready = read_line (&other);
  g_autofree char *words = NULL;

  g_assert_cmpstr (ready, ==, "ready");
  words = fixture_refuse (fixture, edit_command, &edit, RAPPORT_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (words, "Another program is writing"));
  finish (&other);
  fixture_write (fixture, edit_command, &edit);
}

#define CASE(name, function) g_test_add ("/writers/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc > 2 && argv[1][0] != '-')
    return be_the_other (argv);
  program = argv[0];
  rapport_test_init (&argc, &argv);
  CASE ("a-killed-process-loses-nothing-it-said", test_a_killed_process_loses_nothing_it_said);
  CASE ("two-writers-take-turns", test_two_writers_take_turns);
  CASE ("who-writes-for-long-is-named-busy", test_who_writes_for_long_is_named_busy);
  return g_test_run ();
}
