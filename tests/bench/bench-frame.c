/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "bench/bench.h"
#include "services/sample.h"
#include "support/support.h"
#include "ui/application.h"

/* From the start of the process to its first painted frame: Rapport on the sample programme, beside an empty libadwaita
 * window. The program starts itself for each: "bench-frame empty START" and "bench-frame rapport START DATABASE". */

#define ROUNDS 7

static gint64 started;

static void
painted_cb (GdkFrameClock *clock,
            GApplication  *application)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, application);
  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started);
  g_application_quit (application);
}

static void
mapped_cb (GtkWidget    *window,
           GApplication *application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), application);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window)
{
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), application);
}

static void
empty_activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_child (char **argv)
{
  g_autoptr (GApplication) application = NULL;
  char *arguments[] = { argv[0], (char *) "--database", argv[3], NULL };
  gboolean empty = g_str_equal (argv[1], "empty");

  started = g_ascii_strtoll (argv[2], NULL, 10);
  if (empty)
    {
      application = G_APPLICATION (adw_application_new ("io.github.rapport_mentoring.Empty", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (empty_activate_cb), NULL);
    }
  else
    application = G_APPLICATION (rapport_application_new ());
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (application, empty ? 1 : 3, arguments);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
median_frame (const char *self,
              const char *what,
              const char *database)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
      const char *argv[] = { self, what, now, database, NULL };
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;

      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
      g_assert_no_error (error);
      times[i] = (double) g_ascii_strtoll (output, NULL, 10) / 1000;
      g_assert_cmpfloat (times[i], >, 0);
    }
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2];
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;
  double ours, others;

  if (argc >= 4)
    return run_child (argv);
  rapport_test_init (&argc, &argv);
  folder = rapport_test_folder ();
  database = g_build_filename (folder, "sample.db", NULL);
  rapport_sample_make (database, g_get_real_time () / G_USEC_PER_SEC, NULL, &error);
  g_assert_no_error (error);
  others = median_frame (argv[0], "empty", database);
  ours = median_frame (argv[0], "rapport", database);
  bench_row ("first frame, beside an empty libadwaita window", 0, ours, others);
  return 0;
}
