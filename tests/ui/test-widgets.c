/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>

#include "support/support.h"
#include "ui/chooser.h"
#include "ui/choices.h"
#include "ui/columns.h"
#include "ui/drawing.h"
#include "ui/month-strip.h"
#include "ui/request-row.h"
#include "ui/split.h"
#include "ui/wrap-box.h"

static GtkWidget *
new_block (int width)
{
  return g_object_new (GTK_TYPE_BOX, "width-request", width, "height-request", 20, NULL);
}

static int
height_for (GtkWidget *widget,
            int        width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static void
test_wrap_box_breaks_lines (void)
{
  GtkWidget *box = g_object_ref_sink (rapport_wrap_box_new ());

  for (int i = 0; i < 3; i++)
    rapport_wrap_box_append (RAPPORT_WRAP_BOX (box), new_block (50));
  g_assert_cmpint (height_for (box, 162), ==, 20);
  g_assert_cmpint (height_for (box, 161), ==, 46);
  g_assert_cmpint (height_for (box, 60), ==, 72);
  g_assert_finalize_object (box);
}

/* Four tiles stand in four, two or one columns, never three and one. */
static void
test_columns_leave_no_gap (void)
{
  GtkWidget *columns = g_object_ref_sink (rapport_columns_new (100, 10));

  for (int i = 0; i < 4; i++)
    rapport_columns_append (RAPPORT_COLUMNS (columns), new_block (50));
  g_assert_cmpint (height_for (columns, 430), ==, 20);
  g_assert_cmpint (height_for (columns, 429), ==, 50);
  g_assert_cmpint (height_for (columns, 210), ==, 50);
  g_assert_cmpint (height_for (columns, 209), ==, 110);
  g_object_set (columns, "last-width", 60, NULL);
  g_assert_cmpint (height_for (columns, 170), ==, 50);
  g_assert_finalize_object (columns);
}

static gboolean
gone (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  gboolean done = FALSE;

  g_timeout_add (250, gone, &done);
  g_assert_true (rapport_test_wait (&done, 10));
}

static GtkWidget *
show_split (GtkWidget *split,
            int        width)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 300);
  gtk_window_set_child (GTK_WINDOW (window), split);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  return window;
}

/* Narrow: list or detail, and the facets behind a button. */
static void
test_split_folds (void)
{
  RapportSplit *split = RAPPORT_SPLIT (rapport_split_new ());
  GtkWidget *facets = new_block (100), *list = new_block (200), *detail = new_block (200);
  GtkWidget *window;

  rapport_split_set_start (split, facets);
  rapport_split_set_content (split, list);
  rapport_split_set_end (split, detail);
  window = show_split (GTK_WIDGET (split), 400);
  g_assert_true (rapport_split_get_folded (split));
  g_assert_true (gtk_widget_get_mapped (list));
  g_assert_false (gtk_widget_get_mapped (detail));
  g_assert_false (gtk_widget_get_mapped (facets));
  g_assert_true (gtk_widget_get_visible (rapport_split_get_filters_button (split)));
  rapport_split_set_show_detail (split, TRUE);
  settle ();
  g_assert_false (gtk_widget_get_mapped (list));
  g_assert_true (gtk_widget_get_mapped (detail));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_split_stands_side_by_side (void)
{
  RapportSplit *split = RAPPORT_SPLIT (rapport_split_new ());
  GtkWidget *facets = new_block (100), *list = new_block (200), *detail = new_block (200);
  GtkWidget *window;

  rapport_split_set_start (split, facets);
  rapport_split_set_content (split, list);
  rapport_split_set_end (split, detail);
  window = show_split (GTK_WIDGET (split), 970);
  g_assert_false (rapport_split_get_folded (split));
  g_assert_true (gtk_widget_get_mapped (facets));
  g_assert_true (gtk_widget_get_mapped (list));
  g_assert_true (gtk_widget_get_mapped (detail));
  g_assert_false (gtk_widget_get_visible (rapport_split_get_filters_button (split)));
  rapport_split_set_detail_hidden (split, TRUE);
  settle ();
  g_assert_false (gtk_widget_get_mapped (detail));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_strip_shows_the_last_twelve (void)
{
  GtkWidget *strip = g_object_ref_sink (rapport_month_strip_new ());
  RapportMonth months[18] = { RAPPORT_MONTH_MET };
  int width;

  rapport_month_strip_set (RAPPORT_MONTH_STRIP (strip), months, G_N_ELEMENTS (months), NULL, "Months");
  gtk_widget_measure (strip, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, ==, 12 * RAPPORT_STRIP_CELL + 11 * RAPPORT_STRIP_GAP);
  g_assert_finalize_object (strip);
}

/* The share of what is lighter to what is darker, WCAG 2.1. */
static double
luminance (const GdkRGBA *color)
{
  const float parts[] = { color->red, color->green, color->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.04045f ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

static double
contrast (const GdkRGBA *one,
          const GdkRGBA *other)
{
  double a = luminance (one) + 0.05, b = luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static void
check_badges (GtkWidget  *widget,
              const char *ground_name)
{
  GdkRGBA ground;

  g_assert_true (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), ground_name, &ground));
  for (RapportTone tone = RAPPORT_TONE_ACTIVE; tone <= RAPPORT_TONE_QUIET; tone++)
    {
      float tint = rapport_tone_get_tint (tone);
      GdkRGBA color, behind;

      rapport_tone_get_color (tone, widget, &color);
      behind.red = color.red * tint + ground.red * (1 - tint);
      behind.green = color.green * tint + ground.green * (1 - tint);
      behind.blue = color.blue * tint + ground.blue * (1 - tint);
      behind.alpha = 1;
      g_assert_cmpfloat (contrast (&color, &behind), >=, 4.5);
    }
}

/* Every badge can be read on every ground, in light and dark. */
static void
test_badges_have_contrast (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const char *sheets[] = { "style.css", "style-dark.css" };

  for (guint dark = 0; dark < 2; dark++)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strconcat ("/io/github/rapport_mentoring/Rapport/", sheets[dark], NULL);
      GtkWidget *window = gtk_window_new ();

      adw_style_manager_set_color_scheme (manager, dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      gtk_css_provider_load_from_resource (provider, path);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      check_badges (window, "view_bg_color");
      check_badges (window, "window_bg_color");
      gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static GtkWidget *
find_below (GtkWidget *widget,
            GType      type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
take_code_cb (GtkWidget  *chooser,
              const char *code,
              const char *label,
              char      **taken)
{
  g_free (*taken);
  *taken = g_strdup (code);
}

/* Enter right after the last letter takes what was typed, however busy the machine is. */
static void
test_chooser_takes_what_was_typed (void)
{
  GtkWidget *chooser = g_object_ref_sink (rapport_chooser_new ("Language"));
  GtkWidget *search = find_below (chooser, GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (GListModel) languages = rapport_choices_new_languages ();
  g_autofree char *taken = NULL;

  rapport_chooser_set_choices (RAPPORT_CHOOSER (chooser), languages);
  g_signal_connect (chooser, "chosen", G_CALLBACK (take_code_cb), &taken);
  gtk_editable_set_text (GTK_EDITABLE (search), "portug");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (taken, ==, "pt");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  gtk_editable_set_text (GTK_EDITABLE (search), "swahili");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (taken, ==, "sw");
  g_object_unref (chooser);
}

/* People who have their text twice as large get rows and columns that hold it. */
static void
test_larger_text_has_larger_rows (void)
{
  GtkWidget *row = g_object_ref_sink (g_object_new (RAPPORT_TYPE_REQUEST_LIST_ROW, NULL));
  GtkWidget *columns = g_object_ref_sink (rapport_columns_new (100, 12));
  GtkSettings *settings = gtk_settings_get_default ();
  int usual = height_for (row, -1), dpi;

  for (int i = 0; i < 4; i++)
    rapport_columns_append (RAPPORT_COLUMNS (columns), new_block (50));
  g_assert_cmpint (height_for (columns, 436), ==, 20);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpfloat (rapport_text_scale (row), ==, 2);
  gtk_widget_queue_resize (row);
  gtk_widget_queue_resize (columns);
  g_assert_cmpint (height_for (row, -1), ==, 2 * usual);
  g_assert_cmpint (height_for (columns, 436), ==, 52);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_object_unref (row);
  g_object_unref (columns);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  adw_init ();

  g_test_add_func ("/wrap-box/breaks-lines", test_wrap_box_breaks_lines);
  g_test_add_func ("/columns/leave-no-gap", test_columns_leave_no_gap);
  g_test_add_func ("/rows/larger-text-has-larger-rows", test_larger_text_has_larger_rows);
  g_test_add_func ("/split/folds", test_split_folds);
  g_test_add_func ("/split/stands-side-by-side", test_split_stands_side_by_side);
  g_test_add_func ("/month-strip/shows-the-last-twelve", test_strip_shows_the_last_twelve);
  g_test_add_func ("/badges/have-contrast", test_badges_have_contrast);
  g_test_add_func ("/chooser/takes-what-was-typed", test_chooser_takes_what_was_typed);
  return g_test_run ();
}
