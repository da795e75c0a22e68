/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <time.h>

#include "bench/bench.h"
#include "support/people.h"
#include "support/support.h"
#include "ui/application.h"
#include "ui/window.h"

/* A scripted scroll over the page of members: smooth, then jumps to anywhere. Prints the longest frame (layout and paint;
 * at 60 frames a second there are 16.7 ms), by the main thread's own time, as other programs may hold up the clock on the wall;
 * without a graphics card it has the pixels of the whole window in it. bench-scroll [PEOPLE] */

#define SMOOTH 240
#define JUMPS 60

typedef struct {
  GApplication *application;
  GtkWidget *list;
  GtkAdjustment *adjustment;
  guint people;
  guint step;
  double frame_start;        /* milliseconds of this thread */
  GArray *smooth;            /* of double, milliseconds */
  GArray *jumps;
} Scroll;

static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
print_frames (const char *what,
              guint       people,
              GArray     *times)
{
  g_array_sort (times, compare);
  g_print ("| %s, %u members | median %.1f ms | 95 %% %.1f ms | longest %.1f ms |\n", what, people,
           g_array_index (times, double, times->len / 2), g_array_index (times, double, times->len * 95 / 100),
           g_array_index (times, double, times->len - 1));
}

static double
thread_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
before_cb (GdkFrameClock *clock,
           Scroll        *scroll)
{
  scroll->frame_start = thread_milliseconds ();
}

static void
after_cb (GdkFrameClock *clock,
          Scroll        *scroll)
{
  double time = thread_milliseconds () - scroll->frame_start;

  if (scroll->step > 0 && scroll->step <= SMOOTH)
    g_array_append_val (scroll->smooth, time);
  else if (scroll->step > SMOOTH)
    g_array_append_val (scroll->jumps, time);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Scroll *scroll = data;

  scroll->step++;
  if (scroll->step <= SMOOTH)
    {
      gtk_adjustment_set_value (scroll->adjustment, gtk_adjustment_get_value (scroll->adjustment) + 37);
      return G_SOURCE_CONTINUE;
    }
  if (scroll->step <= SMOOTH + JUMPS)
    {
      guint position = (guint) (((guint64) scroll->step * 2654435761u) % scroll->people);

      gtk_widget_activate_action (scroll->list, "list.scroll-to-item", "u", position);
      return G_SOURCE_CONTINUE;
    }
  print_frames ("smooth scroll", scroll->people, scroll->smooth);
  print_frames ("jumps", scroll->people, scroll->jumps);
  g_application_quit (scroll->application);
  return G_SOURCE_REMOVE;
}

static gboolean
wait_for_list (gpointer data)
{
  Scroll *scroll = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (scroll->application));
  GdkFrameClock *clock;

  scroll->list = window != NULL ? find_list (GTK_WIDGET (window)) : NULL;
  if (scroll->list == NULL
      || g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (scroll->list)))) < scroll->people)
    return G_SOURCE_CONTINUE;
  gtk_widget_activate_action (scroll->list, "list.scroll-to-item", "u", 0);
  scroll->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scroll->list));
  clock = gtk_widget_get_frame_clock (scroll->list);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), scroll);
  gtk_widget_add_tick_callback (scroll->list, tick_cb, scroll, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
go_to_members (gpointer data)
{
  Scroll *scroll = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (scroll->application));

  if (!RAPPORT_IS_WINDOW (window))
    return G_SOURCE_CONTINUE;
  rapport_window_go (RAPPORT_WINDOW (window), "members");
  g_timeout_add (300, wait_for_list, scroll);
  return G_SOURCE_REMOVE;
}

static void
fill (const char *database,
      guint       n_people)
{
  g_autofree char *csv = bench_population (n_people);
  g_autoptr (RapportPeople) people = rapport_people_read (csv);
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (database, clock, &error);

  g_assert_no_error (error);
  rapport_store_write (store, rapport_people_write_command, people, NULL, &error);
  g_assert_no_error (error);
  rapport_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  Scroll scroll = { .people = argc > 1 ? (guint) atoi (argv[1]) : 100000 };
  g_autoptr (GApplication) application = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  int n = 1;

  rapport_test_init (&n, &argv);
  folder = rapport_test_folder ();
  database = g_build_filename (folder, "scroll.db", NULL);
  fill (database, scroll.people);
  scroll.smooth = g_array_new (FALSE, FALSE, sizeof (double));
  scroll.jumps = g_array_new (FALSE, FALSE, sizeof (double));
  application = G_APPLICATION (rapport_application_new ());
  scroll.application = application;
  g_timeout_add (500, go_to_members, &scroll);
  g_application_run (application, 3, (char *[]) { argv[0], (char *) "--database", database, NULL });
  g_array_unref (scroll.smooth);
  g_array_unref (scroll.jumps);
  return 0;
}
