/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "model/uuid.h"
#include "store/transaction.h"
#include "support/support.h"

typedef struct {
  char *folder;
  char *path;
  RapportClock *clock;
  RapportStore *store;
} Fixture;

static void
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = rapport_store_open (fixture->path, fixture->clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (fixture->store, "Ada");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("rapport-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "deep", "rapport.db", NULL);
  fixture->clock = rapport_clock_new_at (1800000000);
  open_store (fixture);
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->store);
  g_object_unref (fixture->clock);
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  g_assert_finalize_object (fixture->store);
  open_store (fixture);
}

typedef struct {
  gint64 entity;
  const char *value;
  const char *refusal;
} Edit;

static gboolean
edit_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  Edit *edit = data;
  const char *args[] = { "1", NULL };

  rapport_transaction_set_operation (transaction, "edit-member", args);
  if (edit->entity == 0)
    {
      edit->entity = rapport_transaction_new_entity (transaction, "member");
      rapport_transaction_set_string (transaction, edit->entity, "family_name", "Okafor");
    }
  rapport_transaction_set_string (transaction, edit->entity, "given_name", edit->value);
  if (edit->refusal == NULL)
    return TRUE;
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, edit->refusal);
  return FALSE;
}

static gpointer
given_name_query (RapportReading  *reading,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  Edit *edit = data;
  g_autoptr (GVariant) value = rapport_reading_get (reading, edit->entity, "given_name");

  return value != NULL ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

static void
assert_given_name (Fixture    *fixture,
                   Edit       *edit,
                   const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rapport_store_read (fixture->store, given_name_query, edit, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected);
}

static void
write_edit (Fixture *fixture,
            Edit    *edit)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (fixture->store, edit_command, edit, NULL, &error);
  g_assert_no_error (error);
}

static void
test_what_is_written_is_there_after_reopening (Fixture       *fixture,
                                               gconstpointer  data)
{
  Edit edit = { .value = "Chidi" };

  write_edit (fixture, &edit);
  assert_given_name (fixture, &edit, "Chidi");
  reopen (fixture);
  assert_given_name (fixture, &edit, "Chidi");
  edit.value = "Ngozi";
  write_edit (fixture, &edit);
  assert_given_name (fixture, &edit, "Ngozi");
}

static void
test_a_refused_command_leaves_nothing (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  Edit edit = { .value = "Chidi" };

  write_edit (fixture, &edit);
  edit.value = "Ngozi";
  edit.refusal = "No place is free.";
  g_assert_false (rapport_store_write (fixture->store, edit_command, &edit, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "No place is free.");
  assert_given_name (fixture, &edit, "Chidi");
}

static void
test_the_files_are_nobody_elses (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  Edit edit = { .value = "Chidi" };
  GStatBuf info;

  write_edit (fixture, &edit);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmphex (info.st_mode & 0777, ==, 0600);
    }
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
}

typedef struct {
  GMainLoop *loop;
  GThread *thread;
  guint n_results;
  guint n_changed;
} Waiter;

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;
  Waiter *waiter = data;

  g_assert_true (g_thread_self () == waiter->thread);
  g_assert_true (rapport_store_write_finish (RAPPORT_STORE (source), result, NULL, &error));
  g_assert_no_error (error);
  waiter->n_results++;
  g_main_loop_quit (waiter->loop);
}

static void
changed_cb (RapportStore *store,
            gboolean      everything,
            Waiter       *waiter)
{
  g_assert_true (g_thread_self () == waiter->thread);
  g_assert_false (everything);
  waiter->n_changed++;
}

static void
test_results_come_home_to_the_callers_context (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiter waiter = { loop, g_thread_self (), 0, 0 };
  Edit edit = { .value = "Chidi" };

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &waiter);
  rapport_store_write_async (fixture->store, edit_command, &edit, NULL, NULL, written_cb, &waiter);
  g_main_loop_run (loop);
  g_assert_cmpuint (waiter.n_results, ==, 1);
  g_assert_cmpuint (waiter.n_changed, ==, 1);
  assert_given_name (fixture, &edit, "Chidi");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add ("/store/what-is-written-is-there-after-reopening", Fixture, NULL, set_up,
              test_what_is_written_is_there_after_reopening, tear_down);
  g_test_add ("/store/a-refused-command-leaves-nothing", Fixture, NULL, set_up, test_a_refused_command_leaves_nothing,
              tear_down);
  g_test_add ("/store/the-files-are-nobody-elses", Fixture, NULL, set_up, test_the_files_are_nobody_elses, tear_down);
  g_test_add ("/store/results-come-home-to-the-callers-context", Fixture, NULL, set_up,
              test_results_come_home_to_the_callers_context, tear_down);
  return g_test_run ();
}
