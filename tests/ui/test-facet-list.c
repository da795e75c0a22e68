/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "support/support.h"
#include "ui/facet-list.h"
#include "ui/wrap-box.h"

static void
give_areas (RapportFacetList *facets,
            guint             career,
            gboolean          with_leadership)
{
  rapport_facet_list_begin (facets, "area");
  rapport_facet_list_set (facets, "area", "career", "Career", career);
  if (with_leadership)
    rapport_facet_list_set (facets, "area", "leadership", "Leadership", 241);
  rapport_facet_list_set (facets, "area", "education", "Education", 203);
  rapport_facet_list_end (facets, "area");
}

static RapportFacetList *
new_facets (void)
{
  RapportFacetList *facets = RAPPORT_FACET_LIST (g_object_ref_sink (rapport_facet_list_new ()));

  rapport_facet_list_add_group (facets, "role", "Role", 0);
  rapport_facet_list_add_group (facets, "area", "Area of guidance", 2);
  give_areas (facets, 374, TRUE);
  return facets;
}

/* The n-th descendant of a type, in the order of the tree. */
static GtkWidget *
find_nth (GtkWidget *widget,
          GType      type,
          guint     *nth)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (g_type_is_a (G_OBJECT_TYPE (child), type) && (*nth)-- == 0)
        return child;
      found = find_nth (child, type, nth);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
nth_check (RapportFacetList *facets,
           guint             nth)
{
  return find_nth (GTK_WIDGET (facets), GTK_TYPE_CHECK_BUTTON, &nth);
}

static void
count_cb (gpointer unused,
          guint   *count)
{
  (*count)++;
}

static void
test_ticking_tells (void)
{
  RapportFacetList *facets = new_facets ();
  g_auto (GStrv) selected = NULL;
  guint changed = 0;

  g_signal_connect (facets, "selection-changed", G_CALLBACK (count_cb), &changed);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (nth_check (facets, 1)), TRUE);
  g_assert_cmpuint (changed, ==, 1);
  selected = rapport_facet_list_dup_selected (facets, "area");
  g_assert_cmpuint (g_strv_length (selected), ==, 1);
  g_assert_cmpstr (selected[0], ==, "leadership");
  rapport_facet_list_clear (facets);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (rapport_facet_list_get_n_selected (facets), ==, 0);
  g_assert_finalize_object (facets);
}

/* A value that nobody has any more stays where it is, dimmed, and stays ticked. */
static void
test_zero_stays (void)
{
  RapportFacetList *facets = new_facets ();
  GtkWidget *leadership = nth_check (facets, 1);
  g_auto (GStrv) selected = NULL;

  rapport_facet_list_select (facets, "area", "leadership", TRUE);
  give_areas (facets, 12, FALSE);
  g_assert_true (nth_check (facets, 1) == leadership);
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_parent (leadership), "zero"));
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_parent (nth_check (facets, 0)), "zero"));
  selected = rapport_facet_list_dup_selected (facets, "area");
  g_assert_cmpuint (g_strv_length (selected), ==, 1);
  give_areas (facets, 12, TRUE);
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_parent (leadership), "zero"));
  g_assert_finalize_object (facets);
}

static void
test_more_opens (void)
{
  RapportFacetList *facets = new_facets ();
  GtkWidget *education = gtk_widget_get_parent (nth_check (facets, 2));
  guint nth = 1;
  GtkWidget *more = find_nth (GTK_WIDGET (facets), GTK_TYPE_BUTTON, &nth);

  g_assert_false (gtk_widget_get_visible (education));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (more)), ==, "1 more");
  g_signal_emit_by_name (more, "clicked");
  g_assert_true (gtk_widget_get_visible (education));
  g_signal_emit_by_name (more, "clicked");
  g_assert_false (gtk_widget_get_visible (education));
  /* What is ticked is never hidden. */
  rapport_facet_list_select (facets, "area", "education", TRUE);
  g_assert_true (gtk_widget_get_visible (education));
  g_assert_finalize_object (facets);
}

static void
test_chip_takes_filter_away (void)
{
  RapportFacetList *facets = new_facets ();
  GtkWidget *box = g_object_ref_sink (rapport_wrap_box_new ());
  guint changed = 0;

  rapport_facet_list_select (facets, "area", "career", TRUE);
  g_signal_connect (facets, "selection-changed", G_CALLBACK (count_cb), &changed);
  rapport_facet_list_fill_chips (facets, box);
  g_assert_nonnull (gtk_widget_get_first_child (box));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (gtk_widget_get_first_child (box)), ==, "Remove filter: Career");
  g_signal_emit_by_name (gtk_widget_get_first_child (box), "clicked");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (rapport_facet_list_get_n_selected (facets), ==, 0);
  rapport_facet_list_fill_chips (facets, box);
  g_assert_null (gtk_widget_get_first_child (box));
  g_object_unref (box);
  g_assert_finalize_object (facets);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  adw_init ();

  g_test_add_func ("/facets/ticking-tells", test_ticking_tells);
  g_test_add_func ("/facets/zero-stays", test_zero_stays);
  g_test_add_func ("/facets/more-opens", test_more_opens);
  g_test_add_func ("/facets/chip-takes-filter-away", test_chip_takes_filter_away);
  return g_test_run ();
}
