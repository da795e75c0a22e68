/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/fixture.h"
#include "support/support.h"

static void
assert_given_name (Fixture    *fixture,
                   gint64      entity,
                   const char *expected)
{
  g_autofree char *value = fixture_value (fixture, entity, "given_name");

  g_assert_cmpstr (value, ==, expected);
}

static void
test_what_is_written_is_there_after_reopening (Fixture       *fixture,
                                               gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };

  fixture_write (fixture, edit_command, &edit);
  assert_given_name (fixture, edit.entity, "Chidi");
  fixture_reopen (fixture);
  assert_given_name (fixture, edit.entity, "Chidi");
  edit.value = "Ngozi";
  fixture_write (fixture, edit_command, &edit);
  assert_given_name (fixture, edit.entity, "Ngozi");
}

static gboolean
refused_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  edit_command (transaction, data, error);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, "No place is free.");
  return FALSE;
}

static void
test_a_refused_command_leaves_nothing (Fixture       *fixture,
                                       gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };
  Edit other = { .kind = "unheard-of", .field = "unheard_of", .value = "x" };
  g_autofree char *words = NULL;

  fixture_write (fixture, edit_command, &edit);
  edit.value = "Ngozi";
  words = fixture_refuse (fixture, refused_command, &edit, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_cmpstr (words, ==, "No place is free.");
  assert_given_name (fixture, edit.entity, "Chidi");

  /* Neither does it leave a name in the dictionaries, nor does the next command believe that it had. */
  g_free (words);
  words = fixture_refuse (fixture, refused_command, &other, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM kind WHERE name = 'unheard-of'"), ==, 0);
  other.entity = 0;
  fixture_write (fixture, edit_command, &other);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM kind WHERE name = 'unheard-of'"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 2);
}

static void
test_what_stands_already_is_not_written_again (Fixture       *fixture,
                                               gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };

  fixture_write (fixture, edit_command, &edit);
  fixture_write (fixture, edit_command, &edit);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM operation"), ==, 1);
}

static void
test_what_is_deleted_is_gone_and_comes_back_when_edited (Fixture       *fixture,
                                                         gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };

  fixture_write (fixture, edit_command, &edit);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 1);
  fixture_write (fixture, delete_command, &edit.entity);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 0);
  edit.value = "Ngozi";
  fixture_write (fixture, edit_command, &edit);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member WHERE given_name = 'Ngozi'"), ==, 1);
}

static void
test_the_files_are_nobody_elses (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };
  GStatBuf info;

  fixture_write (fixture, edit_command, &edit);
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
  Edit edit = { .kind = "member", .field = "given_name", .value = "Chidi" };

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &waiter);
  rapport_store_write_async (fixture->store, edit_command, &edit, NULL, NULL, written_cb, &waiter);
  g_main_loop_run (loop);
  g_assert_cmpuint (waiter.n_results, ==, 1);
  g_assert_cmpuint (waiter.n_changed, ==, 1);
  assert_given_name (fixture, edit.entity, "Chidi");
}

#define CASE(name, function) g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  CASE ("what-is-written-is-there-after-reopening", test_what_is_written_is_there_after_reopening);
  CASE ("a-refused-command-leaves-nothing", test_a_refused_command_leaves_nothing);
  CASE ("what-stands-already-is-not-written-again", test_what_stands_already_is_not_written_again);
  CASE ("what-is-deleted-is-gone-and-comes-back-when-edited", test_what_is_deleted_is_gone_and_comes_back_when_edited);
  CASE ("the-files-are-nobody-elses", test_the_files_are_nobody_elses);
  CASE ("results-come-home-to-the-callers-context", test_results_come_home_to_the_callers_context);
  return g_test_run ();
}
