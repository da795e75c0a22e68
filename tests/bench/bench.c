/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench.h"

#include <gio/gio.h>
#include <time.h>

static double
clock_milliseconds (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

BenchTime
bench_now (void)
{
  return (BenchTime) { clock_milliseconds (CLOCK_MONOTONIC), clock_milliseconds (CLOCK_PROCESS_CPUTIME_ID) };
}

BenchTime
bench_since (BenchTime start)
{
  BenchTime now = bench_now ();

  return (BenchTime) { now.wall - start.wall, now.cpu - start.cpu };
}

char *
bench_population (guint people)
{
  g_autofree char *name = g_strdup_printf ("people-%u.csv", people);
  g_autofree char *count = g_strdup_printf ("%u", people);
  g_autofree char *script = g_build_filename (g_getenv ("RAPPORT_SHARED_DATA"), "tools", "population.py", NULL);
  char *path = g_build_filename (g_getenv ("RAPPORT_BUILD"), name, NULL);
  const char *argv[] = { "python3", script, count, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error); /* no table about nobody */
  g_assert_no_error (error);
  g_file_set_contents (path, output, -1, &error);
  g_assert_no_error (error);
  return path;
}

static char *
duration (double milliseconds)
{
  if (milliseconds >= 1000)
    return g_strdup_printf ("%.1f s", milliseconds / 1000);
  return g_strdup_printf (milliseconds >= 10 ? "%.0f ms" : "%.1f ms", milliseconds);
}

void
bench_row (const char *what,
           guint       people,
           double      ours,
           double      others)
{
  g_autofree char *number = g_strdup_printf ("%u", people);
  g_auto (GStrv) parts = g_strsplit (what, "%u", 2);
  g_autofree char *words = g_strjoinv (number, parts);
  g_autofree char *our_time = duration (ours);
  g_autofree char *other_time = duration (others);

  g_print ("| %s | %s | %s | %.2f |\n", words, our_time, other_time, ours / others);
}
