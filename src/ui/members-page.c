/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/members-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "services/member-list.h"
#include "services/member-summary.h"
#include "ui/chip.h"
#include "ui/draft-bar.h"
#include "ui/drawn-row.h"
#include "ui/member-blame.h"
#include "ui/member-filters.h"
#include "ui/member-pane.h"
#include "ui/member-row.h"
#include "ui/members-actions.h"
#include "ui/nobody.h"
#include "ui/sort-button.h"
#include "ui/split.h"
#include "ui/stack-truth.h"
#include "ui/widgets.h"
#include "ui/wrap-box.h"

struct _RapportMembersPage
{
  RapportPage parent_instance;

  /* Template widgets */
  GtkStack *pages;
  RapportSplit *split;
  RapportFacetList *facets;
  GtkBox *list_pane;
  GtkEditable *search;
  RapportSortButton *sort_button;
  GtkBox *filter_line;
  RapportWrapBox *chips;
  GtkWidget *clear;
  GtkLabel *count;
  GtkWidget *select_listed;
  RapportDraftBar *draft_bar;
  GtkStack *stack;
  GtkListView *list;
  RapportNobody *nobody;
  RapportMemberPane *pane;
  GtkWidget *ways;

  /* In the header; borrowed */
  GtkWidget *new_wide;
  GtkWidget *new_narrow;
  GtkWidget *import;
  GtkWidget *select;

  /* Owned */
  RapportMemberList *members;
  RapportIdSelection *selection;
  RapportPagedList *paged;
  GtkWidget *bulk_bar;
  GSimpleActionGroup *actions;
  GMenuModel *selection_menu;
  GCancellable *summary_cancellable;

  gboolean descending;
  gboolean not_paused;
  gboolean pane_was_hidden; /* before several were selected */
  gboolean asked_anew;      /* the answer is shown from its first row on */
  gint64 wanted; /* to be scrolled to when the list is there */
};

G_DEFINE_FINAL_TYPE (RapportMembersPage, rapport_members_page, RAPPORT_TYPE_PAGE)

static const RapportSortItem sorts[] = {
  { "name", RAPPORT_MEMBER_SORT_NAME, N_("Name") },
  { "family-name", RAPPORT_MEMBER_SORT_FAMILY_NAME, N_("Family Name") },
  { "changed", RAPPORT_MEMBER_SORT_CHANGED, N_("Last Changed") },
  { "waiting", RAPPORT_MEMBER_SORT_WAITING, N_("Waiting Longest") },
  { "completeness", RAPPORT_MEMBER_SORT_COMPLETENESS, N_("Completeness") },
};

static RapportSession *
get_session (RapportMembersPage *self)
{
  return rapport_page_get_session (RAPPORT_PAGE (self));
}

static gboolean
is_office (RapportMembersPage *self)
{
  return rapport_viewer_is_office (rapport_session_get_viewer (get_session (self)));
}

/* The question ------------------------------------------------------------------------------------------------------ */

static void
show_chips (RapportMembersPage *self)
{
  guint n = rapport_facet_list_get_n_selected (self->facets) + (self->not_paused ? 1 : 0);

  rapport_wrap_box_clear (self->chips);
  rapport_facet_list_fill_chips (self->facets, GTK_WIDGET (self->chips));
  if (self->not_paused)
    {
      GtkWidget *chip = rapport_chip_new_removable (_("Not paused"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "members.not-paused");
      rapport_wrap_box_append (self->chips, chip);
    }
  gtk_widget_set_visible (self->clear, n > 0);
  rapport_split_set_n_filters (self->split, n);
}

static void
ask (RapportMembersPage *self)
{
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();

  if (self->members == NULL)
    return;
  query->text = g_strdup (gtk_editable_get_text (self->search));
  query->sort = rapport_sort_button_get_sort (self->sort_button);
  query->descending = self->descending;
  query->not_paused = self->not_paused;
  rapport_member_filters_read (self->facets, query);
  self->asked_anew = TRUE;
  rapport_member_list_set_query (self->members, query);
}

static void
filters_changed_cb (RapportMembersPage *self)
{
  show_chips (self);
  ask (self);
}

static void
clear_cb (RapportMembersPage *self)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "not-paused")),
                             g_variant_new_boolean (FALSE));
  self->not_paused = FALSE;
  rapport_facet_list_clear (self->facets);
  gtk_editable_set_text (self->search, "");
  filters_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
descending_action (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  RapportMembersPage *self = user_data;

  self->descending = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  ask (self);
}

static void
not_paused_action (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  RapportMembersPage *self = user_data;

  self->not_paused = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  filters_changed_cb (self);
}

/* The answer -------------------------------------------------------------------------------------------------------- */

static void
leave_out_cb (RapportMembersPage *self,
              const char         *group,
              const char         *value)
{
  if (g_str_equal (group, "text"))
    gtk_editable_set_text (self->search, "");
  else
    rapport_facet_list_leave_out (self->facets, group, value);
  filters_changed_cb (self);
}

static void
show_count (RapportMembersPage *self)
{
  guint total = rapport_member_list_get_total (self->members);
  guint everybody = rapport_member_list_get_everybody (self->members);
  g_autofree char *words = NULL;
  g_autofree char *hint = g_strdup_printf (ngettext ("Search %'u member", "Search %'u members", everybody), everybody);
  g_autofree char *all = g_strdup_printf (_("Select All %'u"), total);

  if (total == everybody)
    words = g_strdup_printf (ngettext ("%'u member", "%'u members", everybody), everybody);
  else
    words = g_strdup_printf (_("%'u of %'u"), total, everybody);
  gtk_label_set_text (self->count, words);
  g_object_set (self->search, "placeholder-text", hint, NULL);
  gtk_button_set_label (GTK_BUTTON (self->select_listed), all);
}

static void
scroll_to (RapportMembersPage *self,
           guint               position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
scroll_to_wanted (RapportMembersPage *self)
{
  guint position = self->wanted != 0 ? rapport_paged_list_find (self->paged, self->wanted) : G_MAXUINT;

  if (position == G_MAXUINT)
    return;
  scroll_to (self, position);
  self->wanted = 0;
}

static void
counts_cb (RapportMembersPage *self)
{
  const RapportMemberResult *result = rapport_member_list_get_result (self->members);

  if (result == NULL)
    return;
  rapport_member_filters_show (self->facets, result, rapport_session_get_policy (get_session (self)));
  show_chips (self);
  show_count (self);
  gtk_stack_set_visible_child_name (self->pages, result->everybody > 0 ? "list" : "empty");
  gtk_stack_set_visible_child_name (self->stack, result->total > 0 ? "rows" : "nobody");
  if (result->total == 0 && result->everybody > 0)
    rapport_member_blame_show (self->nobody, get_session (self), rapport_member_list_get_query (self->members));
  if (self->asked_anew && result->total > 0)
    scroll_to (self, 0);
  self->asked_anew = FALSE;
  scroll_to_wanted (self);
  rapport_members_actions_update (self, self->actions);
  rapport_page_set_command (RAPPORT_PAGE (self), "export", result->total > 0);
}

static void
failed_cb (RapportMembersPage *self,
           GError             *error)
{
  rapport_page_show_error (RAPPORT_PAGE (self), _("The members cannot be listed"), error);
}

/* The detail pane --------------------------------------------------------------------------------------------------- */

static void
summary_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RapportMembersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMemberSummary) summary = NULL;

  summary = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rapport_member_pane_show (self->pane, get_session (self), summary);
}

static void
update_pane (RapportMembersPage *self)
{
  RapportSession *session = get_session (self);
  gint64 member = rapport_id_selection_get_current (self->selection);
  RapportMemberSummaryAsk *question;

  g_cancellable_cancel (self->summary_cancellable);
  g_clear_object (&self->summary_cancellable);
  if (member == 0)
    {
      rapport_member_pane_show (self->pane, session, NULL);
      return;
    }
  self->summary_cancellable = g_cancellable_new ();
  question = g_new0 (RapportMemberSummaryAsk, 1);
  question->member = member;
  question->programme = rapport_session_get_programme (session);
  question->request_takes_place = rapport_session_get_policy (session)->open_takes_place;
  question->viewer = *rapport_session_get_viewer (session);
  rapport_store_read_async (rapport_session_get_store (session), rapport_member_summary_query, question, g_free,
                            (GDestroyNotify) rapport_member_summary_free, self->summary_cancellable, summary_read_cb,
                            g_object_ref (self));
}

static void
update_commands (RapportMembersPage *self)
{
  RapportPage *page = RAPPORT_PAGE (self);
  gboolean selecting = rapport_id_selection_get_selecting (self->selection);
  guint n = selecting ? rapport_id_selection_get_n_selected (self->selection)
                      : rapport_id_selection_get_current (self->selection) != 0;
  gboolean office = is_office (self);

  rapport_page_set_command (page, "edit", !selecting && n > 0);
  rapport_page_set_command (page, "delete", n > 0 && office);
  rapport_page_set_command (page, "new", office);
  rapport_page_set_command (page, "select", office);
  rapport_page_set_command (page, "select-all", office);
  rapport_page_set_command (page, "select-none", selecting);
  rapport_page_set_command (page, "select-invert", selecting);
  rapport_page_set_command (page, "select-cancel", TRUE);
  rapport_members_actions_update (self, self->actions);
}

static void
current_changed_cb (RapportMembersPage *self)
{
  update_commands (self);
  update_pane (self);
  if (rapport_split_get_folded (self->split) && rapport_id_selection_get_current (self->selection) != 0)
    rapport_split_set_show_detail (self->split, TRUE);
}

static void
folded_cb (RapportMembersPage *self)
{
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), rapport_split_get_folded (self->split)
                                                     && rapport_split_get_show_detail (self->split));
}

/* Selection --------------------------------------------------------------------------------------------------------- */

static void
selected_changed_cb (RapportMembersPage *self)
{
  guint n = rapport_id_selection_get_n_selected (self->selection);
  g_autofree char *words = NULL;

  if (rapport_id_selection_get_selecting (self->selection))
    words = n > 0 ? g_strdup_printf (_("%'u Selected"), n) : g_strdup (_("Nobody Selected"));
  rapport_page_set_selection (RAPPORT_PAGE (self), words, words != NULL ? self->selection_menu : NULL);
  update_commands (self);
}

/* The buttons of a bar that was taken out of a window and put in again do not hear of their actions any more (GTK 4.8). */
static void
renew_bulk_bar (RapportMembersPage *self)
{
  g_clear_object (&self->bulk_bar);
  self->bulk_bar = g_object_ref_sink (rapport_members_actions_new_bar ());
  gtk_widget_insert_action_group (self->bulk_bar, "members", G_ACTION_GROUP (self->actions));
}

static void
set_selecting (RapportMembersPage *self,
               gboolean            selecting)
{
  if (rapport_id_selection_get_selecting (self->selection) == selecting)
    return;
  rapport_id_selection_set_selecting (self->selection, selecting);
  rapport_split_set_show_detail (self->split, FALSE);
  if (selecting)
    self->pane_was_hidden = rapport_split_get_detail_hidden (self->split);
  rapport_split_set_detail_hidden (self->split, selecting || self->pane_was_hidden);
  gtk_widget_set_visible (self->select_listed, selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->count), !selecting);
  if (selecting)
    renew_bulk_bar (self);
  g_object_set (self, "bottom-widget", selecting ? self->bulk_bar : NULL, NULL);
  selected_changed_cb (self);
}

/** Leaves the mode in which several are selected. */
void
rapport_members_page_end_selection (RapportMembersPage *self)
{
  if (rapport_id_selection_get_selecting (self->selection))
    set_selecting (self, FALSE);
}

/** Returns: (transfer full) (element-type gint64): who is selected, else who is looked at. */
GArray *
rapport_members_page_dup_chosen (RapportMembersPage *self)
{
  return rapport_id_selection_dup_chosen (self->selection);
}

/** Returns: (transfer full) (element-type gint64): everybody in the list, in its order. */
GArray *
rapport_members_page_dup_listed (RapportMembersPage *self)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->members), &n);

  g_array_append_vals (copy, ids, n);
  return copy;
}

/* Going ------------------------------------------------------------------------------------------------------------- */

static void
open_profile (RapportMembersPage *self,
              gint64              member)
{
  g_autofree char *target = g_strdup_printf ("profile/%" G_GINT64_FORMAT, member);

  if (member != 0)
    rapport_page_go (RAPPORT_PAGE (self), target);
}

static void
activate_cb (RapportMembersPage *self,
             guint               position)
{
  gint64 id = rapport_paged_list_get_id (self->paged, position);

  if (!rapport_id_selection_get_selecting (self->selection))
    open_profile (self, id);
  else
    rapport_id_selection_toggle (self->selection, id);
}

/* Enter in the search goes to the list, so that the arrows go on from there. */
static void
search_activate_cb (RapportMembersPage *self)
{
  if (rapport_id_selection_get_current (self->selection) == 0)
    rapport_id_selection_set_current (self->selection, rapport_paged_list_get_id (self->paged, 0));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
stop_search_cb (RapportMembersPage *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* "?state=waiting": only this filter stands. */
static void
set_filter (RapportMembersPage *self,
            const char         *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "=", 2);

  if (parts[0] == NULL || parts[1] == NULL)
    return;
  rapport_facet_list_clear (self->facets);
  gtk_editable_set_text (self->search, "");
  if (g_str_equal (parts[0], "text"))
    gtk_editable_set_text (self->search, parts[1]);
  else
    rapport_facet_list_select (self->facets, parts[0], parts[1], TRUE);
  filters_changed_cb (self);
}

static void
rapport_members_page_go_to (RapportPage *page,
                            const char  *target)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (page);

  if (*target == '?')
    {
      set_filter (self, target + 1);
      return;
    }
  self->wanted = g_ascii_strtoll (target, NULL, 10);
  if (self->wanted == 0)
    return;
  rapport_members_page_end_selection (self);
  rapport_id_selection_set_current (self->selection, self->wanted);
  scroll_to_wanted (self);
}

/* The page ---------------------------------------------------------------------------------------------------------- */

static void
rapport_members_page_shown (RapportPage *page)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (page);

  rapport_draft_bar_look (self->draft_bar, get_session (self));
  update_commands (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list)); /* where one was before, and not the first facet */
}

/* The list follows the store by itself; the pane does here. */
static void
rapport_members_page_refresh (RapportPage *page)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (page);

  rapport_page_set_title (page, _("Members"), rapport_session_get_policy (get_session (self))->name);
  if (rapport_member_list_get_query (self->members) == NULL)
    ask (self);
  if (!is_office (self))
    rapport_members_page_end_selection (self);
  update_commands (self);
  update_pane (self);
}

static void
delete_or_edit (RapportMembersPage *self,
                const char         *name)
{
  if (g_str_equal (name, "delete"))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "delete", NULL);
  else if (g_str_equal (name, "edit"))
    open_profile (self, rapport_id_selection_get_current (self->selection));
  else if (g_str_equal (name, "new"))
    rapport_page_go (RAPPORT_PAGE (self), "profile/new");
  else if (g_str_equal (name, "export"))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), name, NULL);
}

static void
rapport_members_page_command (RapportPage *page,
                              const char  *name,
                              GVariant    *parameter)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (page);

  if (g_str_equal (name, "search"))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (g_str_equal (name, "detail"))
    rapport_split_set_detail_hidden (self->split, !rapport_split_get_detail_hidden (self->split));
  else if (g_str_equal (name, "select"))
    set_selecting (self, !rapport_id_selection_get_selecting (self->selection));
  else if (g_str_equal (name, "select-cancel"))
    rapport_members_page_end_selection (self);
  else if (g_str_equal (name, "select-all"))
    {
      set_selecting (self, TRUE);
      rapport_id_selection_all (self->selection);
      gtk_widget_grab_focus (GTK_WIDGET (self->list)); /* so that Delete is about them */
    }
  else if (g_str_equal (name, "select-none"))
    rapport_id_selection_none (self->selection);
  else if (g_str_equal (name, "select-invert"))
    rapport_id_selection_invert (self->selection);
  else
    delete_or_edit (self, name);
}

/* Ctrl+A is about the list, but for a search that has a text: an empty one and the list would swallow it. */
static gboolean
select_all_cb (GtkWidget *list_pane,
               GVariant  *arguments,
               gpointer   user_data)
{
  RapportMembersPage *self = user_data;

  if (gtk_widget_get_state_flags (GTK_WIDGET (self->search)) & GTK_STATE_FLAG_FOCUS_WITHIN
      && *gtk_editable_get_text (self->search) != '\0')
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.select-all", NULL);
}

static void
add_select_all (RapportMembersPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_a, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (select_all_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list_pane), keys);
}

static void
rapport_members_page_back (RapportPage *page)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (page);

  rapport_split_set_show_detail (self->split, FALSE);
  rapport_id_selection_set_current (self->selection, 0);
}

static void
make_list (RapportMembersPage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  self->members = rapport_member_list_new (get_session (self));
  self->paged = rapport_paged_list_new (RAPPORT_ROW_SOURCE (self->members));
  self->selection = rapport_id_selection_new (self->paged);
  factory = rapport_drawn_row_factory_new (RAPPORT_TYPE_MEMBER_LIST_ROW, self->selection);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->members, "counts", G_CALLBACK (counts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->members, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "current-changed", G_CALLBACK (current_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selected-changed", G_CALLBACK (selected_changed_cb), self, G_CONNECT_SWAPPED);
}

static const GActionEntry list_actions[] = {
  { .name = "descending", .state = "false", .change_state = descending_action },
  { .name = "not-paused", .state = "false", .change_state = not_paused_action },
};

static void
rapport_members_page_constructed (GObject *object)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (object);
  static const char * const commands[] = { "search", "detail", "select-cancel" };

  G_OBJECT_CLASS (rapport_members_page_parent_class)->constructed (object);

  make_list (self);
  self->actions = rapport_members_actions_new (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), list_actions, G_N_ELEMENTS (list_actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "members", G_ACTION_GROUP (self->actions));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    rapport_page_set_command (RAPPORT_PAGE (self), commands[i], TRUE);
  update_commands (self);
}

static void
rapport_members_page_dispose (GObject *object)
{
  RapportMembersPage *self = RAPPORT_MEMBERS_PAGE (object);

  g_cancellable_cancel (self->summary_cancellable);
  g_clear_object (&self->summary_cancellable);
  g_clear_object (&self->members);
  g_clear_object (&self->paged);
  g_clear_object (&self->selection);
  g_clear_object (&self->bulk_bar);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection_menu);

  G_OBJECT_CLASS (rapport_members_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, pages);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, split);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, facets);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, search);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, filter_line);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, clear);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, count);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, select_listed);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, pane);
  gtk_widget_class_bind_template_child (widget_class, RapportMembersPage, ways);
}

static void
rapport_members_page_class_init (RapportMembersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->constructed = rapport_members_page_constructed;
  object_class->dispose = rapport_members_page_dispose;
  page_class->shown = rapport_members_page_shown;
  page_class->refresh = rapport_members_page_refresh;
  page_class->go_to = rapport_members_page_go_to;
  page_class->command = rapport_members_page_command;
  page_class->back = rapport_members_page_back;

  g_type_ensure (RAPPORT_TYPE_SPLIT);
  g_type_ensure (RAPPORT_TYPE_FACET_LIST);
  g_type_ensure (RAPPORT_TYPE_WRAP_BOX);
  g_type_ensure (RAPPORT_TYPE_MEMBER_PANE);
  g_type_ensure (RAPPORT_TYPE_MEMBER_DRAFT_BAR);
  g_type_ensure (RAPPORT_TYPE_NOBODY);
  g_type_ensure (RAPPORT_TYPE_SORT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/members-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

/* Narrow there is room for one icon and the menus. */
static void
narrow_cb (RapportMembersPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  gtk_widget_set_visible (self->new_wide, !narrow);
  gtk_widget_set_visible (self->new_narrow, narrow);
  gtk_widget_set_visible (self->import, !narrow);
  gtk_widget_set_visible (self->select, !narrow);
  rapport_sort_button_set_narrow (self->sort_button, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->ways), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
make_header (RapportMembersPage *self)
{
  GtkWidget *start = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *detail = rapport_header_button_new ("sidebar-show-right-symbolic", NULL, _("Detail Pane"), "win.detail");

  self->new_wide = rapport_header_button_new ("list-add-symbolic", _("New"), _("Add Member"), "win.new");
  self->new_narrow = rapport_header_button_new ("list-add-symbolic", NULL, _("Add Member"), "win.new");
  self->import = rapport_header_button_new (NULL, _("Import…"), _("Import Members"), "win.import");
  self->select = rapport_header_button_new ("selection-mode-symbolic", NULL, _("Select Members"), "win.select");
  gtk_box_append (GTK_BOX (start), self->new_wide);
  gtk_box_append (GTK_BOX (start), self->new_narrow);
  gtk_box_append (GTK_BOX (start), self->import);
  gtk_box_append (GTK_BOX (end), detail);
  gtk_box_append (GTK_BOX (end), self->select);
  g_object_bind_property (self->split, "folded", detail, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_set (self, "start-widget", start, "end-widget", end, NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
}

static void
rapport_members_page_init (RapportMembersPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->pages);
  rapport_stack_tell_truth (self->stack);
  rapport_member_filters_add_groups (self->facets);
  rapport_sort_button_set_items (self->sort_button, sorts, G_N_ELEMENTS (sorts));
  rapport_sort_button_add_switch (self->sort_button, _("The Other Way Round"), "members.descending");
  rapport_sort_button_add_switch (self->sort_button, _("Leave Out Who Is Paused"), "members.not-paused");
  gtk_box_insert_child_after (self->filter_line, rapport_split_get_filters_button (self->split), NULL);
  make_header (self);
  add_select_all (self);
  g_menu_append (menu, _("All"), "win.select-all");
  g_menu_append (menu, _("None"), "win.select-none");
  g_menu_append (menu, _("Invert"), "win.select-invert");
  self->selection_menu = G_MENU_MODEL (g_steal_pointer (&menu));
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::show-detail", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
}
