/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transaction.h"

#include "support/support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a write of these tests makes: so many members with one common text, in one operation. */
#define MEMBERS 3

typedef struct {
  const char *text;
  gint64 numbers[MEMBERS];
} Batch;

static gboolean
write_batch (RapportTransaction *transaction,
             gpointer            data,
             GError            **error)
{
  Batch *batch = data;

  rapport_transaction_set_operation (transaction, "import-members", NULL);
  for (guint i = 0; i < MEMBERS; i++)
    {
      batch->numbers[i] = rapport_transaction_new_entity (transaction, "member");
      rapport_transaction_set_string (transaction, batch->numbers[i], "given_name", batch->text);
      rapport_transaction_set_string (transaction, batch->numbers[i], "family_name", "Test");
    }
  return TRUE;
}

/* The counter of the place that several processes want: the given name of one member with a uuid known to all. */
#define PLACE "01920000-0000-7000-8000-000000000001"

static gboolean
take_place (RapportTransaction *transaction,
            gpointer            data,
            GError            **error)
{
  gint64 place = rapport_transaction_entity (transaction, "member", PLACE);
  g_autoptr (GVariant) taken = rapport_reading_get (rapport_transaction_reading (transaction), place, "given_name");
  gint64 count = taken != NULL ? g_ascii_strtoll (g_variant_get_string (taken, NULL), NULL, 10) : 0;
  g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, count + 1);

  if (data != NULL && count >= *(gint64 *) data)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, "The last place was taken a moment ago.");
      return FALSE;
    }
  rapport_transaction_set_operation (transaction, "edit-member", NULL);
  rapport_transaction_set_string (transaction, place, "given_name", next);
  return TRUE;
}

static RapportStore *
open_store (const char *path)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  RapportStore *store = rapport_store_open (path, clock, &error);

  g_assert_no_error (error);
  return store;
}

/* The other process: "write" goes on for ever and says each acknowledged batch; "take" takes places and says how often
 * it could and how often it was refused. */
static int
be_another_process (const char *task,
                    const char *path,
                    const char *argument)
{
  g_autoptr (RapportStore) store = open_store (path);
  guint taken = 0, refused = 0;

  if (strcmp (task, "write") == 0)
    for (guint i = 0;; i++)
      {
        g_autofree char *text = g_strdup_printf ("%s-%u", argument, i);
        Batch batch = { text, { 0 } };
        g_autoptr (GError) error = NULL;

        if (!rapport_store_write (store, write_batch, &batch, NULL, &error))
          return 1;
        printf ("%s\n", text);
        fflush (stdout);
      }
  for (guint i = 0; i < 40; i++)
    {
      gint64 limit = g_ascii_strtoll (argument, NULL, 10);
      g_autoptr (GError) error = NULL;

      if (rapport_store_write (store, take_place, &limit, NULL, &error))
        taken++;
      else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED))
        refused++;
      else
        g_error ("%s", error->message);
    }
  printf ("%u %u\n", taken, refused);
  rapport_store_close (store);
  return 0;
}

static GSubprocess *
start (const char *task,
       const char *path,
       const char *argument)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                           "/proc/self/exe", "--be", task, path, argument, NULL);

  g_assert_no_error (error);
  return process;
}

/* Given name → how many members have it. */
static gpointer
count_names (RapportReading *reading,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  GPtrArray *numbers = data;
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint no = 1; no < numbers->len; no++)
    {
      g_autoptr (GVariant) given = rapport_reading_get (reading, no, "given_name");
      g_autoptr (GVariant) family = rapport_reading_get (reading, no, "family_name");

      if (given == NULL && family == NULL)
        continue;
      g_assert_nonnull (given);
      g_assert_nonnull (family);
      g_hash_table_insert (counts, g_variant_dup_string (given, NULL),
                           GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, g_variant_get_string (given, NULL))) + 1));
    }
  return counts;
}

static GHashTable *
read_names (RapportStore *store,
            guint         most)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GHashTable *counts = NULL;

  g_ptr_array_set_size (numbers, (int) most);
  counts = rapport_store_read (store, count_names, numbers, NULL, &error);
  g_assert_no_error (error);
  return counts;
}

/* Kills the writer after it has said @acknowledged batches; returns all that it had said by then. */
static GPtrArray *
write_and_die (const char *path,
               const char *name,
               guint       acknowledged)
{
  g_autoptr (GSubprocess) process = start ("write", path, name);
  g_autoptr (GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  GPtrArray *said = g_ptr_array_new_with_free_func (g_free);
  char *line = NULL;

  while (said->len < acknowledged && (line = g_data_input_stream_read_line (output, NULL, NULL, NULL)) != NULL)
    g_ptr_array_add (said, line);
  g_assert_cmpuint (said->len, ==, acknowledged);
  g_subprocess_send_signal (process, SIGKILL);
  while ((line = g_data_input_stream_read_line (output, NULL, NULL, NULL)) != NULL)
    g_ptr_array_add (said, line);
  g_subprocess_wait (process, NULL, NULL);
  return said;
}

static void
test_kill_loses_nothing_acknowledged (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  guint kills = rapport_test_amount (25, 250);

  for (guint i = 0; i < kills; i++)
    {
      g_autofree char *name = g_strdup_printf ("run%u", i);

      g_ptr_array_extend_and_steal (said, write_and_die (path, name, 1 + i % 4));
    }
  {
    g_autoptr (RapportStore) store = open_store (path);
    /* every kill may leave one committed batch that was not said any more, and dictionary entities */
    g_autoptr (GHashTable) counts = read_names (store, (said->len + kills) * MEMBERS + 100);
    GHashTableIter iter;
    gpointer count;

    for (guint i = 0; i < said->len; i++)
      g_assert_true (g_hash_table_contains (counts, g_ptr_array_index (said, i)));
    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, NULL, &count)) /* nothing is half there */
      g_assert_cmpint (GPOINTER_TO_INT (count), ==, MEMBERS);
    g_assert_cmpuint (g_hash_table_size (counts), <=, said->len + kills);
    rapport_store_close (store);
  }
}

static void
test_two_processes_take_places (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportStore) store = open_store (path);
  g_autoptr (GSubprocess) one = start ("take", path, "50");
  g_autoptr (GSubprocess) other = start ("take", path, "50");
  GSubprocess *both[] = { one, other };
  guint taken = 0, refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autofree char *said = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) words = NULL;

      g_subprocess_communicate_utf8 (both[i], NULL, NULL, &said, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (both[i]), ==, 0);
      words = g_strsplit (g_strchomp (said), " ", 2);
      taken += (guint) atoi (words[0]);
      refused += (guint) atoi (words[1]);
    }
  /* 80 tries at 50 places: none is given twice, none is lost, who came late was told */
  g_assert_cmpuint (taken, ==, 50);
  g_assert_cmpuint (refused, ==, 30);
  rapport_store_close (store);
}

static void
note_change (RapportStore *store,
             gboolean      everything,
             gpointer      data)
{
  *(gboolean *) data = TRUE;
}

static void
test_another_process_is_noticed (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (RapportStore) store = open_store (path);
  gboolean changed = FALSE;
  g_autoptr (GSubprocess) other = NULL;

  g_signal_connect (store, "changed", G_CALLBACK (note_change), &changed);
  rapport_store_set_watching (store, TRUE);
  other = start ("take", path, "1");
  rapport_test_wait (&changed, 20);
  g_subprocess_wait (other, NULL, NULL);
  rapport_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && strcmp (argv[1], "--be") == 0)
    return be_another_process (argv[2], argv[3], argv[4]);
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/store/processes/kill-9-loses-nothing-acknowledged", test_kill_loses_nothing_acknowledged);
  g_test_add_func ("/store/processes/two-take-places-and-none-twice", test_two_processes_take_places);
  g_test_add_func ("/store/processes/another-process-is-noticed", test_another_process_is_noticed);
  return g_test_run ();
}
