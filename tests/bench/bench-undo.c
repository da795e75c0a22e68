/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "bench/bench.h"
#include "store/history.h"
#include "support/people.h"
#include "support/support.h"

/* Taking an import back, and doing it again, beside the import. */

static double
run (RapportStore   *store,
     RapportCommand  command,
     gpointer        data)
{
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();

  rapport_store_write (store, command, data, NULL, &error);
  g_assert_no_error (error);
  return bench_since (start).cpu;
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    RapportCommand command;
    const char *what;
  } walks[] = {
    { rapport_undo_command, "Undoing the import of %u members, beside the import" },
    { rapport_redo_command, "Redoing it, beside the import" },
    { rapport_undo_command, "Undoing it once more, beside the import" },
  };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (RapportPeople) people = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportStore) store = NULL;
  g_autoptr (GError) error = NULL;
  double import;

  rapport_test_init (&argc, &argv);
  folder = rapport_test_folder ();
  path = g_build_filename (folder, "rapport.db", NULL);
  csv = bench_population (argc > 1 ? (guint) atoi (argv[1]) : 100000);
  people = rapport_people_read (csv);
  store = rapport_store_open (path, clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (store, "Bench");
  import = run (store, rapport_people_write_command, people);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      RapportUndoResult result = { 0 };
      double taken = run (store, walks[i].command, &result);

      bench_row (walks[i].what, people->rows->len, taken, import);
      g_free (result.title);
      g_strfreev (result.args);
    }
  return 0;
}
