/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/workload.h"
#include "support/support.h"

/* kill -9 in the middle of writes, imports, merges and photos: what was acknowledged is there, what was not is there
 * whole or not at all. The process that dies is this program, begun anew; it says on its standard output which steps are
 * done. */

#define STEPS_OF_A_LIFE 40
#define KILLS_OF_A_FILE 5

static const char *program;

/* Who is killed --------------------------------------------------------------------------------------------------- */

static int
live (const char *path,
      const char *lines_path)
{
  g_autoptr (GPtrArray) lines = workload_load_lines (lines_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = workload_open (path, &error);
  guint first;

  g_assert_no_error (error);
  first = workload_count (store);
  for (guint step = first;; step++)
    {
      guint8 done = (guint8) (step - first);

      if (write (STDOUT_FILENO, &done, 1) != 1)
        return 1;
      workload_do (store, lines, step, &error);
      g_assert_no_error (error);
    }
}

/* Who kills ------------------------------------------------------------------------------------------------------- */

static GPid
begin_life (const char *path,
            const char *lines_path,
            int        *output)
{
  const char *argv[] = { program, "--live", path, lines_path, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, output, NULL,
                            &error);
  g_assert_no_error (error);
  return pid;
}

/* Kills the process some time after it has begun its first step. Returns how many steps it said to have done. */
static guint
kill_one (const char *path,
          const char *lines_path,
          guint       wait_us)
{
  int output = -1;
  GPid pid = begin_life (path, lines_path, &output);
  guint8 bytes[STEPS_OF_A_LIFE];
  guint8 last = 0;
  gssize n;
  int status;

  g_assert_cmpint (read (output, bytes, 1), ==, 1);
  g_usleep (wait_us);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while ((n = read (output, bytes, sizeof bytes)) > 0)
    last = bytes[n - 1];
  close (output);
  return last;
}

static void
test_kills_lose_nothing (void)
{
  guint n_kills = rapport_test_amount (100, 1000);
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *lines_path = g_build_filename (folder, "lines", NULL);
  g_autoptr (GPtrArray) lines = workload_lines (KILLS_OF_A_FILE * STEPS_OF_A_LIFE);
  guint in_the_middle = 0;

  workload_save_lines (lines, lines_path);
  for (guint file = 0; file * KILLS_OF_A_FILE < n_kills; file++)
    {
      g_autofree char *name = g_strdup_printf ("%u.db", file);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      guint there = 0;

      for (guint i = 0; i < KILLS_OF_A_FILE; i++)
        {
          guint done = there + kill_one (path, lines_path, (guint) g_test_rand_int_range (0, 40000));

          there = workload_check (path, done);
          in_the_middle += there == done;
        }
    }
  g_test_message ("%u kills, %u of them in the middle of a step", n_kills, in_the_middle);
  g_assert_cmpuint (in_the_middle, >, n_kills / 10);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--live") == 0)
    return live (argv[2], argv[3]);
  program = argv[0];
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/faults/kill/what-was-acknowledged-stays-and-nothing-is-half-done", test_kills_lose_nothing);
  return g_test_run ();
}
