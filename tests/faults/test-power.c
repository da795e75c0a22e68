/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "faults/shim.h"
#include "faults/workload.h"
#include "support/support.h"

/* The power fails. What was written and not synced may be on the disk or not, a sector at a time, or half of one; files
 * that were made or removed may be there or not. What was acknowledged is there, and the file verifies.
 *
 * A life of a database is lived once and remembered; each cut is a moment of it and a disk that may have become of it. */

#define STEPS 20

static gboolean expect_loss;

static void
live (const char *path,
      GPtrArray  *lines)
{
  g_autoptr (GError) error = NULL;
  RapportStore *store = workload_open (path, &error);

  for (guint step = 0; step < STEPS; step++)
    {
      /* Closing removes the log; opening makes it anew. Before that it grows until it is written back. */
      if (step % 9 == 8)
        {
          g_assert_finalize_object (store);
          store = workload_open (path, &error);
        }
      g_assert_no_error (error);
      workload_do (store, lines, step, &error);
      g_assert_no_error (error);
      shim_mark (step);
    }
  g_assert_finalize_object (store);
}

static ShimDisk
any_disk (GRand *random)
{
  static const double survivals[] = { 0, 0.1, 0.5, 0.9, 1 };
  ShimDisk disk = {
    .sector = g_rand_boolean (random) ? 512 : 4096,
    .survival = survivals[g_rand_int_range (random, 0, G_N_ELEMENTS (survivals))],
    .torn = g_rand_boolean (random) ? 0 : 0.3,
    .garbage = g_rand_boolean (random),
  };

  return disk;
}

static void
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

/* Returns whether something is lost, which only a mutant may do. */
static gboolean
cut_once (guint32     seed,
          const char *folder)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  ShimDisk disk = any_disk (random);
  guint n_events = (guint) g_rand_int_range (random, 0, (gint32) shim_n_events () + 1);
  guint acknowledged;

  clear_folder (folder);
  acknowledged = shim_cut (n_events, &disk, random, folder);
  g_test_message ("seed %u: cut after %u of %u, %u acknowledged, sectors of %u, %g survive", seed, n_events, shim_n_events (),
                  acknowledged, disk.sector, disk.survival);
  if (expect_loss)
    return !workload_is_whole (path, acknowledged);
  workload_check (path, acknowledged, 1);
  return FALSE;
}

static void
test_cuts_lose_nothing (void)
{
  guint n_cuts = rapport_test_amount (expect_loss ? 60 : 150, 5000);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *deep = g_build_filename (folder, "life", "rapport.db", NULL);
  g_autofree char *remains = g_build_filename (folder, "remains", NULL);
  g_autoptr (GPtrArray) lines = workload_lines (STEPS);
  guint n_lost = 0;

  g_assert_cmpint (g_mkdir (remains, 0700), ==, 0);
  shim_record (deep);
  live (deep, lines);
  shim_stop ();
  for (guint i = 0; i < n_cuts && (!expect_loss || n_lost == 0); i++)
    n_lost += cut_once ((guint32) g_test_rand_int (), remains);
  g_test_message ("%u lost", n_lost);
  g_assert_true (expect_loss == (n_lost > 0));
}

int
main (int    argc,
      char **argv)
{
  expect_loss = argc > 1 && strcmp (argv[argc - 1], "--expect-loss") == 0;
  if (expect_loss)
    argc--;
  rapport_test_init (&argc, &argv);
  shim_install ();
  g_test_add_func ("/faults/power/what-was-acknowledged-survives-a-cut", test_cuts_lose_nothing);
  return g_test_run ();
}
