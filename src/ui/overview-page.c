/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview-page.h"

#include <glib/gi18n.h>

#include "services/overview.h"
#include "ui/columns.h"
#include "ui/months-chart.h"
#include "ui/overview-parts.h"
#include "ui/stack-truth.h"
#include "ui/welcome.h"

struct _RapportOverviewPage
{
  RapportPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkWidget *content;
  RapportColumns *tiles;
  RapportColumns *middle;
  RapportColumns *sections;
  AdwBin *waiting_slot;
  GtkWidget *year;
  GtkLabel *meetings_all;
  GtkLabel *meetings_now;
  RapportMonthsChart *chart;
  GtkWidget *goal;
  GtkLabel *goal_words;
  GtkLevelBar *goal_bar;
  GtkLabel *nothing;
  AdwStatusPage *failed;
  RapportWelcome *welcome;

  /* Owned */
  RapportOverview *overview;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportOverviewPage, rapport_overview_page, RAPPORT_TYPE_PAGE)

static void
fill_year (RapportOverviewPage *self)
{
  const RapportOverview *overview = self->overview;
  guint now = overview->meetings[RAPPORT_OVERVIEW_MONTHS - 1];
  guint all = 0;
  g_autofree char *all_words = NULL;
  g_autofree char *now_words = g_strdup_printf ("%'u", now);
  g_autofree char *goal_words = NULL;

  for (guint i = 0; i < RAPPORT_OVERVIEW_MONTHS; i++)
    all += overview->meetings[i];
  all_words = g_strdup_printf (_("12 months · %'u in all"), all);
  gtk_label_set_label (self->meetings_all, all_words);
  gtk_label_set_label (self->meetings_now, now_words);
  rapport_months_chart_set (self->chart, overview->meetings, RAPPORT_OVERVIEW_MONTHS, overview->this_month);
  gtk_widget_set_visible (self->year, all > 0 || overview->contact_share >= 0);
  gtk_widget_set_visible (self->goal, overview->contact_share >= 0);
  goal_words = g_strdup_printf (_("%d %% of active partnerships"), MAX (overview->contact_share, 0));
  gtk_label_set_label (self->goal_words, goal_words);
  gtk_level_bar_set_value (self->goal_bar, CLAMP (overview->contact_share / 100.0, 0, 1));
}

static void
fill_waiting (RapportOverviewPage *self)
{
  gboolean narrow;

  if (self->overview == NULL || self->overview->empty)
    return;
  g_object_get (self, "narrow", &narrow, NULL);
  adw_bin_set_child (self->waiting_slot, self->overview->waiting->n_items > 0
                     ? rapport_overview_waiting_widget (self->overview->waiting, narrow) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_slot), self->overview->waiting->n_items > 0);
}

static void
fill (RapportOverviewPage *self)
{
  const RapportOverview *overview = self->overview;

  rapport_columns_clear (self->tiles);
  for (guint i = 0; i < RAPPORT_OVERVIEW_TILES; i++)
    rapport_columns_append (self->tiles, rapport_overview_tile_widget (&overview->tiles[i]));
  fill_waiting (self);
  fill_year (self);
  gtk_widget_set_visible (GTK_WIDGET (self->middle),
                          overview->waiting->n_items > 0 || gtk_widget_get_visible (self->year));
  rapport_columns_clear (self->sections);
  for (guint i = 0; i < overview->sections->len; i++)
    rapport_columns_append (self->sections, rapport_overview_section_widget (g_ptr_array_index (overview->sections, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->sections), overview->sections->len > 0);
  gtk_label_set_label (self->nothing, overview->nothing != NULL ? overview->nothing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), overview->nothing != NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportOverview *overview = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || rapport_page_get_session (RAPPORT_PAGE (self)) == NULL)
    {
      rapport_overview_free (overview);
      return;
    }
  if (overview == NULL)
    {
      g_autofree char *sentence = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed, sentence);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->overview, rapport_overview_free);
  self->overview = overview;
  if (!overview->empty)
    fill (self);
  gtk_stack_set_visible_child_name (self->stack, overview->empty ? "welcome" : "overview");
}

static void
rapport_overview_page_refresh (RapportPage *page)
{
  RapportOverviewPage *self = RAPPORT_OVERVIEW_PAGE (page);
  RapportSession *session = rapport_page_get_session (page);
  RapportOverviewQuery *query = g_new0 (RapportOverviewQuery, 1);

  query->programme = rapport_session_get_programme (session);
  query->viewer = *rapport_session_get_viewer (session);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_store_read_async (rapport_session_get_store (session), rapport_overview_load, query, g_free,
                            (GDestroyNotify) rapport_overview_free, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
try_again_cb (RapportOverviewPage *self)
{
  rapport_overview_page_refresh (RAPPORT_PAGE (self));
}

static void
narrow_cb (RapportOverviewPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  if (narrow)
    gtk_widget_add_css_class (self->content, "narrow");
  else
    gtk_widget_remove_css_class (self->content, "narrow");
  fill_waiting (self);
}

static void
rapport_overview_page_dispose (GObject *object)
{
  RapportOverviewPage *self = RAPPORT_OVERVIEW_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->overview, rapport_overview_free);

  G_OBJECT_CLASS (rapport_overview_page_parent_class)->dispose (object);
}

static void
rapport_overview_page_class_init (RapportOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_overview_page_dispose;
  RAPPORT_PAGE_CLASS (klass)->refresh = rapport_overview_page_refresh;

  g_type_ensure (RAPPORT_TYPE_COLUMNS);
  g_type_ensure (RAPPORT_TYPE_MONTHS_CHART);
  g_type_ensure (RAPPORT_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, content);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, middle);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, sections);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, waiting_slot);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, year);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, meetings_all);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, meetings_now);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, chart);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, goal);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, goal_words);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, goal_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, failed);
  gtk_widget_class_bind_template_child (widget_class, RapportOverviewPage, welcome);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
rapport_overview_page_init (RapportOverviewPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  gtk_level_bar_remove_offset_value (self->goal_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->goal_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->goal_bar, GTK_LEVEL_BAR_OFFSET_FULL);
  rapport_page_set_title (RAPPORT_PAGE (self), _("Overview"), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}
