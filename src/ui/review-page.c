/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/review-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "services/review-list.h"
#include "ui/drop-down-name.h"
#include "ui/review-pane.h"
#include "ui/review-row.h"
#include "ui/split.h"
#include "ui/stack-truth.h"

struct _RapportReviewPage
{
  RapportPage parent_instance;

  /* Template widgets */
  RapportSplit *split;
  GtkDropDown *kinds;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *nothing;
  RapportReviewPane *pane;
  AdwBin *views_slot;

  /* Owned */
  RapportReviewList *findings;
  RapportIdSelection *selection;
  GtkWidget *views;
  GtkWidget *to_settle;
  GtkWidget *joined;
  GCancellable *asking;      /* of the detail that is shown */
  GArray *kind_of_row;       /* RapportFindingKind of each row of the drop-down */

  guint place;               /* of the current one, so that the next comes after it is settled */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (RapportReviewPage, rapport_review_page, RAPPORT_TYPE_PAGE)

static RapportSession *
session_of (RapportReviewPage *self)
{
  return rapport_page_get_session (RAPPORT_PAGE (self));
}

static gboolean
shows_joined (RapportReviewPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->joined));
}

static RapportFindingKind
chosen_kind (RapportReviewPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->kinds);

  return selected < self->kind_of_row->len && !shows_joined (self)
    ? g_array_index (self->kind_of_row, RapportFindingKind, selected) : RAPPORT_N_FINDINGS;
}

static void
ask (RapportReviewPage *self)
{
  if (!self->quiet && self->findings != NULL)
    rapport_review_list_ask (self->findings, shows_joined (self), chosen_kind (self));
}

/* Showing --------------------------------------------------------------------------------------------------------- */

/* "All 12", "Likely double 5", …: only kinds that there are. */
static void
show_kinds (RapportReviewPage *self)
{
  RapportFindingKind chosen = chosen_kind (self);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint all = 0;
  guint selected = 0;

  if (shows_joined (self))
    return;
  g_array_set_size (self->kind_of_row, 0);
  for (RapportFindingKind kind = 0; kind < RAPPORT_N_FINDINGS; kind++)
    all += rapport_review_list_get_count (self->findings, kind);
  for (int kind = -1; kind < RAPPORT_N_FINDINGS; kind++)
    {
      RapportFindingKind this_kind = kind < 0 ? RAPPORT_N_FINDINGS : (RapportFindingKind) kind;
      guint n = kind < 0 ? all : rapport_review_list_get_count (self->findings, this_kind);
      g_autofree char *label = g_strdup_printf ("%s %'u", kind < 0 ? _("All") : rapport_review_kind_label (this_kind), n);

      if (kind >= 0 && n == 0 && this_kind != chosen)
        continue;
      if (this_kind == chosen)
        selected = self->kind_of_row->len;
      g_array_append_val (self->kind_of_row, this_kind);
      gtk_string_list_append (words, label);
    }
  self->quiet = TRUE;
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->kinds, selected);
  self->quiet = FALSE;
}

static const RapportReviewItem *
current_item (RapportReviewPage *self)
{
  return rapport_review_list_get_item (self->findings, rapport_id_selection_get_current (self->selection));
}

static void
on_detail (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (RapportReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  RapportReviewDetail *detail = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (detail != NULL && self->pane != NULL)
    {
      rapport_review_pane_take (self->pane, detail);
      rapport_page_set_command (RAPPORT_PAGE (self), "suggested", TRUE);
    }
  else if (detail != NULL)
    rapport_review_detail_free (detail);
}

static void
show_current (RapportReviewPage *self)
{
  const RapportReviewItem *item = current_item (self);
  guint n;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->findings), &n);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested", FALSE);
  if (item == NULL)
    {
      rapport_review_pane_take (self->pane, NULL);
      return;
    }
  for (guint i = 0; i < n; i++)
    if (ids[i] == item->finding->id)
      self->place = i;
  self->asking = g_cancellable_new ();
  rapport_store_read_async (rapport_session_get_store (session_of (self)), rapport_review_detail_query,
                            rapport_finding_copy (item->finding), (GDestroyNotify) rapport_finding_free,
                            (GDestroyNotify) rapport_review_detail_free, self->asking, on_detail, g_object_ref (self));
}

static void
show_nothing (RapportReviewPage *self)
{
  adw_status_page_set_title (self->nothing, shows_joined (self) ? _("Nobody Is Joined") : _("Nothing to Settle"));
  adw_status_page_set_description (self->nothing, shows_joined (self)
                                   ? _("Two profiles of one person can be joined on this page.")
                                   : _("Likely doubles, fields with two versions and rules that were broken by merging "
                                       "appear here."));
}

static void
on_loaded (RapportReviewPage *self)
{
  guint n;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->findings), &n);

  show_kinds (self);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->kinds)), !shows_joined (self) && self->kind_of_row->len > 2);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
  gtk_widget_set_visible (GTK_WIDGET (self->pane), n > 0); /* an empty list has nothing to choose from */
  if (n == 0)
    {
      show_nothing (self);
      rapport_split_set_show_detail (self->split, FALSE);
    }
  /* Who has settled one goes on with the next. */
  if (current_item (self) == NULL)
    rapport_id_selection_set_current (self->selection, n > 0 ? ids[MIN (self->place, n - 1)] : 0);
  show_current (self);
}

static void
on_failed (RapportReviewPage *self,
           const GError      *error)
{
  rapport_page_show_error (RAPPORT_PAGE (self), _("What is to be settled cannot be shown"), error);
}

/* Doing ----------------------------------------------------------------------------------------------------------- */

static void
on_settled (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (RapportReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  RapportReviewSettle *settle = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &settle, &error))
    {
      rapport_page_toast (RAPPORT_PAGE (self), _("Settled"), settle->finding->kind != RAPPORT_FINDING_HELD);
      /* In a large programme the next answer takes seconds, and there is the next one to settle. */
      if (self->findings != NULL && rapport_review_settle_is_whole (settle))
        rapport_review_list_drop (self->findings, settle->finding->id);
    }
  else
    rapport_page_show_error (RAPPORT_PAGE (self), _("This was not settled"), error);
  g_clear_pointer (&settle, rapport_review_settle_free);
}

static void
settle_cb (RapportReviewPage *self,
           const char        *remedy,
           const char        *text)
{
  const RapportReviewItem *item = current_item (self);

  if (item != NULL)
    rapport_store_write_async (rapport_session_get_store (session_of (self)), rapport_review_settle_command,
                               rapport_review_settle_new (item->finding, remedy, text), rapport_review_settle_free, NULL,
                               on_settled, g_object_ref (self));
}

static void
kind_cb (RapportReviewPage *self)
{
  ask (self);
}

static void
activate_cb (RapportReviewPage *self)
{
  rapport_split_set_show_detail (self->split, TRUE);
}

/* Where the pane is behind the list one tap opens it. */
static void
update_back (RapportReviewPage *self)
{
  gtk_list_view_set_single_click_activate (self->list, rapport_split_get_folded (self->split));
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), rapport_split_get_folded (self->split)
                                                     && rapport_split_get_show_detail (self->split));
}

/* The page -------------------------------------------------------------------------------------------------------- */

static void
rapport_review_page_back (RapportPage *page)
{
  rapport_split_set_show_detail (RAPPORT_REVIEW_PAGE (page)->split, FALSE);
}

static void
rapport_review_page_refresh (RapportPage *page)
{
  ask (RAPPORT_REVIEW_PAGE (page));
}

static void
rapport_review_page_go_to (RapportPage *page,
                           const char  *target)
{
  RapportReviewPage *self = RAPPORT_REVIEW_PAGE (page);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (g_str_has_prefix (target, "joined") ? self->joined : self->to_settle),
                                TRUE);
  ask (self);
}

static void
rapport_review_page_command (RapportPage *page,
                             const char  *name,
                             GVariant    *parameter)
{
  RapportReviewPage *self = RAPPORT_REVIEW_PAGE (page);

  if (strcmp (name, "suggested") == 0)
    rapport_review_pane_suggested (self->pane);
  else if (strcmp (name, "detail") == 0)
    rapport_split_set_detail_hidden (self->split, !rapport_split_get_detail_hidden (self->split));
}

/* Wide, the views stand in the header; narrow, over the list. */
static void
narrow_cb (RapportReviewPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  g_object_set (self, "title-widget", NULL, NULL);
  adw_bin_set_child (self->views_slot, NULL);
  g_object_set (self->views, "margin-start", narrow ? 12 : 0, "margin-end", narrow ? 12 : 0, "margin-top", narrow ? 9 : 0,
                "margin-bottom", narrow ? 9 : 0, NULL);
  if (narrow)
    adw_bin_set_child (self->views_slot, self->views);
  else
    g_object_set (self, "title-widget", self->views, NULL);
}

static void
rapport_review_page_constructed (GObject *object)
{
  RapportReviewPage *self = RAPPORT_REVIEW_PAGE (object);
  g_autoptr (RapportPagedList) rows = NULL;

  G_OBJECT_CLASS (rapport_review_page_parent_class)->constructed (object);
  if (session_of (self) == NULL)
    return;
  self->findings = rapport_review_list_new (session_of (self));
  rows = rapport_paged_list_new (RAPPORT_ROW_SOURCE (self->findings));
  self->selection = rapport_id_selection_new (rows);
  gtk_list_view_set_factory (self->list, rapport_drawn_row_factory_new (RAPPORT_TYPE_REVIEW_ROW, self->selection));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "current-changed", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
  rapport_page_set_title (RAPPORT_PAGE (self), _("Review"), rapport_session_get_policy (session_of (self))->name);
  rapport_page_set_command (RAPPORT_PAGE (self), "detail", TRUE);
}

static void
rapport_review_page_dispose (GObject *object)
{
  RapportReviewPage *self = RAPPORT_REVIEW_PAGE (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->findings);
  g_clear_object (&self->views);
  g_clear_pointer (&self->kind_of_row, g_array_unref);
  G_OBJECT_CLASS (rapport_review_page_parent_class)->dispose (object);
}

static void
rapport_review_page_class_init (RapportReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->constructed = rapport_review_page_constructed;
  object_class->dispose = rapport_review_page_dispose;
  page_class->refresh = rapport_review_page_refresh;
  page_class->go_to = rapport_review_page_go_to;
  page_class->command = rapport_review_page_command;
  page_class->back = rapport_review_page_back;

  g_type_ensure (RAPPORT_TYPE_SPLIT);
  g_type_ensure (RAPPORT_TYPE_REVIEW_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, split);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, pane);
  gtk_widget_class_bind_template_child (widget_class, RapportReviewPage, views_slot);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, settle_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
}

static GtkWidget *
new_view (RapportReviewPage *self,
          const char        *label)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (self->views), button);
  return button;
}

static void
rapport_review_page_init (RapportReviewPage *self)
{
  self->kind_of_row = g_array_new (FALSE, FALSE, sizeof (RapportFindingKind));
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  rapport_drop_down_set_name (self->kinds, _("Kind"));
  self->views = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (self->views, "linked");
  self->to_settle = new_view (self, _("To Settle"));
  self->joined = new_view (self, _("Joined"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->joined), GTK_TOGGLE_BUTTON (self->to_settle));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->to_settle), TRUE);
  g_signal_connect_object (self->joined, "toggled", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  self->quiet = FALSE;
}
