/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/find-page.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "model/sentence.h"
#include "services/finder.h"
#include "ui/compare-window.h"
#include "ui/drop-down-name.h"
#include "ui/find-facets.h"
#include "ui/find-need-bar.h"
#include "ui/find-pane.h"
#include "ui/find-row.h"
#include "ui/form-window.h"
#include "ui/id-selection.h"
#include "ui/need-form.h"
#include "ui/nobody.h"
#include "ui/request-form.h"
#include "ui/split.h"
#include "ui/stack-truth.h"
#include "ui/wrap-box.h"

struct _RapportFindPage
{
  RapportPage parent_instance;

  /* Template widgets */
  RapportFindNeedBar *need_bar;
  RapportSplit *split;
  RapportFacetList *facets;
  GtkBox *tools;
  GtkSearchEntry *search;
  GtkDropDown *sort;
  GtkLabel *count;
  RapportWrapBox *chips;
  GtkStack *stack;
  GtkListView *list;
  RapportNobody *nothing;
  GtkButton *compare;
  RapportFindPane *pane;

  /* Owned */
  RapportFinder *finder;
  RapportIdSelection *selection;
  GtkWidget *directions;
  GtkToggleButton *mentors;
  GtkToggleButton *mentees;
  RapportFindNeed *need;    /* as changed for this search; NULL: as the profile says */
  GArray *compared;         /* of gint64 */

  gint64 member;      /* who looks, 0: not chosen yet */
  gboolean for_mentors;
  gboolean asked_anew;      /* the answer is shown from its first row on */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (RapportFindPage, rapport_find_page, RAPPORT_TYPE_PAGE)

static const RapportPolicy *
policy_of (RapportFindPage *self)
{
  return rapport_session_get_policy (rapport_page_get_session (RAPPORT_PAGE (self)));
}

/* Until it is known who looks, the list is of those who could: who waits longest stands first. */
static gboolean
is_choosing (RapportFindPage *self)
{
  return self->member == 0;
}

static char *
capital (const char *word)
{
  g_autofree char *first = g_utf8_strup (word, g_utf8_next_char (word) - word);

  return g_strconcat (first, g_utf8_next_char (word), NULL);
}

static void
update_title (RapportFindPage *self)
{
  const RapportPolicy *policy = policy_of (self);
  g_autofree char *word = capital (self->for_mentors ? policy->mentor_word : policy->mentee_word);
  /* Translators: %s is what the programme calls a mentor or mentee, with a capital letter */
  g_autofree char *title = g_strdup_printf (_("Find a %s"), word);
  g_autofree char *mentors = capital (policy->mentors_word);
  g_autofree char *mentees = capital (policy->mentees_word);

  rapport_page_set_title (RAPPORT_PAGE (self), title, policy->name);
  gtk_button_set_label (GTK_BUTTON (self->mentors), mentors);
  gtk_button_set_label (GTK_BUTTON (self->mentees), mentees);
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

static RapportFindSort
chosen_sort (RapportFindPage *self)
{
  static const RapportFindSort finding[] = { RAPPORT_FIND_BEST_MATCH, RAPPORT_FIND_BY_NAME, RAPPORT_FIND_LEAST_LOAD };
  static const RapportFindSort choosing[] = { RAPPORT_FIND_LONGEST_WAITING, RAPPORT_FIND_BY_NAME };
  guint position = gtk_drop_down_get_selected (self->sort);

  if (is_choosing (self))
    return choosing[MIN (position, G_N_ELEMENTS (choosing) - 1)];
  return finding[MIN (position, G_N_ELEMENTS (finding) - 1)];
}

static void
ask (RapportFindPage *self)
{
  gboolean mentors = is_choosing (self) ? !self->for_mentors : self->for_mentors;
  g_autoptr (RapportFindQuery) query = NULL;

  if (self->finder == NULL || self->quiet)
    return;
  query = rapport_find_query_new (mentors ? "mentor" : "mentee", self->member);
  g_free (query->text);
  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  query->sort = chosen_sort (self);
  query->need = rapport_find_need_copy (self->need);
  rapport_find_facets_query (self->facets, query);
  rapport_split_set_n_filters (self->split, rapport_facet_list_get_n_selected (self->facets));
  if (rapport_finder_get_result (self->finder) != NULL)
    rapport_facet_list_fill_chips (self->facets, GTK_WIDGET (self->chips));
  self->asked_anew = TRUE;
  rapport_finder_set_query (self->finder, query);
}

static void
fill_sorts (RapportFindPage *self)
{
  const char *finding[] = { _("Best Match"), _("Name"), _("Least Busy"), NULL };
  const char *choosing[] = { _("Waiting Longest"), _("Name"), NULL };
  g_autoptr (GtkStringList) words = gtk_string_list_new (is_choosing (self) ? choosing : finding);

  gtk_drop_down_set_model (self->sort, G_LIST_MODEL (words));
}

/* Where the list stands alone, a tap opens what it is on, also the one that is selected already. */
static void
update_clicks (RapportFindPage *self)
{
  gtk_list_view_set_single_click_activate (self->list, is_choosing (self) || rapport_split_get_folded (self->split));
}

/* Begins anew: for somebody, or to choose for whom. */
static void
start (RapportFindPage *self,
       gint64           member)
{
  self->quiet = TRUE;
  self->member = member;
  rapport_facet_list_clear (self->facets);
  rapport_facet_list_select (self->facets, "must", "room", TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill_sorts (self);
  rapport_id_selection_set_current (self->selection, 0);
  rapport_split_set_show_detail (self->split, FALSE);
  rapport_split_set_detail_hidden (self->split, is_choosing (self));
  update_clicks (self);
  gtk_widget_set_visible (GTK_WIDGET (self->need_bar), FALSE);
  g_clear_pointer (&self->need, rapport_find_need_free);
  g_array_set_size (self->compared, 0);
  self->quiet = FALSE;
  update_title (self);
  ask (self);
}

/* Showing --------------------------------------------------------------------------------------------------------- */

static void
narrow_cb (RapportFindPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  gtk_widget_set_visible (self->directions, !narrow);
  rapport_find_need_bar_set_narrow (self->need_bar, narrow);
}

static void
fill_need (RapportFindPage         *self,
           const RapportFindResult *result)
{
  const RapportPolicy *policy = policy_of (self);
  gboolean office = rapport_viewer_is_office (rapport_session_get_viewer (rapport_page_get_session (RAPPORT_PAGE (self))));

  gtk_widget_set_visible (GTK_WIDGET (self->need_bar), TRUE);
  if (is_choosing (self))
    rapport_find_need_bar_choose (self->need_bar);
  else
    rapport_find_need_bar_set (self->need_bar, result, self->for_mentors ? policy->mentor_word : policy->mentee_word, office);
}

static gint
index_of_compared (RapportFindPage *self,
                   gint64           member)
{
  for (guint i = 0; i < self->compared->len; i++)
    if (g_array_index (self->compared, gint64, i) == member)
      return i;
  return -1;
}

/* Two are needed to compare. */
static void
show_compared (RapportFindPage *self)
{
  guint n = self->compared->len;
  gint64 current = rapport_id_selection_get_current (self->selection);
  g_autofree char *words = g_strdup_printf (_("Compare %u"), n);

  gtk_button_set_label (self->compare, words);
  gtk_widget_set_visible (GTK_WIDGET (self->compare), n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->compare), n > 1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->compare), n > 1 ? _("Put Side by Side") : _("Choose at least two to compare"));
  rapport_find_pane_set_compared (self->pane, index_of_compared (self, current) >= 0, n < RAPPORT_MOST_COMPARED);
}

static void
show_current (RapportFindPage *self)
{
  gint64 current = rapport_id_selection_get_current (self->selection);
  const RapportFindResult *result = rapport_finder_get_result (self->finder);

  rapport_find_pane_set (self->pane, rapport_page_get_session (RAPPORT_PAGE (self)), result,
                         current != 0 && !is_choosing (self) ? rapport_finder_get_row (self->finder, current) : NULL);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested", current != 0 && !is_choosing (self));
  show_compared (self);
}

static void
offer_ways (RapportFindPage         *self,
            const RapportFindResult *result)
{
  for (guint group = 0; group < RAPPORT_N_FIND_GROUPS; group++)
    {
      g_autofree char *label = NULL;
      const char *facets, *value;

      if (result->without[group] == 0)
        continue;
      rapport_find_facets_group (group, &facets, &value);
      label = facets != NULL ? rapport_facet_list_dup_words (self->facets, facets, value) : g_strdup (result->query->text);
      rapport_nobody_offer (self->nothing, facets != NULL ? facets : "text", value, label, result->without[group]);
    }
}

static void
fill_nothing (RapportFindPage         *self,
              const RapportFindResult *result)
{
  const char *text = result->query->text;
  gboolean filtered = *text != '\0' || rapport_facet_list_get_n_selected (self->facets) > 0;
  const RapportPolicy *policy = policy_of (self);
  gboolean nobody = result->everybody == 0 && *text == '\0';
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (*text != '\0')
    title = rapport_sentence_new (_("Nobody matches “%s”"), text);
  else
    title = g_strdup (nobody ? _("Nobody Is Enrolled Yet") : _("Nobody Matches"));
  if (nobody)
    words = g_strdup_printf (_("Enrol %s on the Members page, or import them with their role."),
                             strcmp (result->query->role, "mentor") == 0 ? policy->mentors_word : policy->mentees_word);
  rapport_nobody_begin (self->nothing, title, words, filtered && !nobody);
  offer_ways (self, result);
}

static void
on_counts (RapportFindPage *self)
{
  const RapportFindResult *result = rapport_finder_get_result (self->finder);
  gint64 current = rapport_id_selection_get_current (self->selection);
  g_autofree char *count = g_strdup_printf (_("%'u of %'u"), result->ids->len, result->everybody);

  if (result->query->member != self->member)
    return;
  gtk_label_set_label (self->count, count);
  rapport_find_facets_fill (self->facets, result, policy_of (self));
  rapport_facet_list_fill_chips (self->facets, GTK_WIDGET (self->chips));
  fill_need (self, result);
  gtk_stack_set_visible_child_name (self->stack, result->ids->len > 0 ? "list" : "nothing");
  if (result->ids->len == 0)
    fill_nothing (self, result);
  else if (self->asked_anew)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  self->asked_anew = FALSE;
  if (!is_choosing (self) && result->ids->len > 0 && rapport_finder_get_row (self->finder, current) == NULL)
    rapport_id_selection_set_current (self->selection, g_array_index (result->ids, gint64, 0));
  show_current (self);
}

static void
on_failed (RapportFindPage *self,
           const GError    *error)
{
  rapport_page_show_error (RAPPORT_PAGE (self), _("The search did not work"), error);
}

/* Doing ----------------------------------------------------------------------------------------------------------- */

static void
request_cb (RapportFindPage *self)
{
  gint64 current = rapport_id_selection_get_current (self->selection);
  const RapportFindRow *row = rapport_finder_get_row (self->finder, current);
  GtkWidget *form;

  if (row == NULL || is_choosing (self) || !rapport_find_pane_can_request (self->pane))
    return;
  form = rapport_request_form_new (RAPPORT_PAGE (self), self->for_mentors ? self->member : current,
                                   self->for_mentors ? current : self->member,
                                   rapport_finder_get_result (self->finder)->has_need ? row->score : -1);
  gtk_window_present (GTK_WINDOW (form));
}

static void
profile_cb (RapportFindPage *self)
{
  g_autofree char *target = g_strdup_printf ("profile/%" G_GINT64_FORMAT, rapport_id_selection_get_current (self->selection));

  rapport_page_go (RAPPORT_PAGE (self), target);
}

static void
search_cb (RapportFindPage *self)
{
  ask (self);
}

static void
sort_cb (RapportFindPage *self)
{
  ask (self);
}

static void
facets_cb (RapportFindPage *self)
{
  ask (self);
}

static void
clear_cb (RapportFindPage *self)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  rapport_facet_list_clear (self->facets);
  self->quiet = FALSE;
  ask (self);
}

static void
leave_out_cb (RapportFindPage *self,
              const char      *group,
              const char      *value)
{
  self->quiet = TRUE;
  if (strcmp (group, "text") == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    rapport_facet_list_leave_out (self->facets, group, value);
  self->quiet = FALSE;
  ask (self);
}

static void
someone_else_cb (RapportFindPage *self)
{
  start (self, 0);
}

/* The need, for this search --------------------------------------------------------------------------------------- */

static void
need_accepted_cb (RapportFormWindow *window,
                  RapportFindPage   *self)
{
  g_clear_pointer (&self->need, rapport_find_need_free);
  self->need = rapport_need_form_dup_need (g_object_get_data (G_OBJECT (window), "need"));
  gtk_window_destroy (GTK_WINDOW (window));
  ask (self);
}

static void
as_profile_cb (GtkWidget       *button,
               RapportFindPage *self)
{
  g_clear_pointer (&self->need, rapport_find_need_free);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (button)));
  ask (self);
}

static void
present_need_form (RapportFindPage      *self,
                   RapportMemberProfile *profile)
{
  GtkWidget *form = rapport_need_form_new (rapport_finder_get_result (self->finder)->need, profile,
                                           (RapportPolicy *) policy_of (self));
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *back = gtk_button_new_with_label (_("As in the Profile"));
  GtkWidget *window;

  gtk_box_append (GTK_BOX (lines), form);
  gtk_widget_set_halign (back, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (back, self->need != NULL);
  gtk_box_append (GTK_BOX (lines), back);
  window = rapport_form_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Change What Is Looked For"),
                                    _("Search"), _("For this search alone: the profile stays as it is."), lines);
  g_object_set_data (G_OBJECT (window), "need", form);
  g_signal_connect_object (back, "clicked", G_CALLBACK (as_profile_cb), self, 0);
  g_signal_connect_object (window, "accepted", G_CALLBACK (need_accepted_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
profile_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RapportFindPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportMemberProfile *profile = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (profile == NULL)
    rapport_page_show_error (RAPPORT_PAGE (self), _("The search cannot be changed"), error);
  else if (profile->member->no != self->member)
    rapport_member_profile_free (profile); /* somebody else looks by now */
  else
    present_need_form (self, profile);
}

static void
change_cb (RapportFindPage *self)
{
  RapportSession *session = rapport_page_get_session (RAPPORT_PAGE (self));
  RapportMemberProfileAsk *question = g_new0 (RapportMemberProfileAsk, 1);

  *question = (RapportMemberProfileAsk) { .member = self->member, .programme = rapport_session_get_programme (session),
                                          .viewer = *rapport_session_get_viewer (session) };
  rapport_store_read_async (rapport_session_get_store (session), rapport_member_profile_query, question, g_free,
                            (GDestroyNotify) rapport_member_profile_free, NULL, profile_read_cb, g_object_ref (self));
}

/* Side by side ---------------------------------------------------------------------------------------------------- */

static void
set_compared (RapportFindPage *self,
              gint64           member,
              gboolean         compared)
{
  int index = index_of_compared (self, member);

  if (!compared && index >= 0)
    g_array_remove_index (self->compared, index);
  else if (compared && index < 0 && self->compared->len < RAPPORT_MOST_COMPARED)
    g_array_append_val (self->compared, member);
  show_compared (self);
}

static void
compare_cb (RapportFindPage *self,
            gboolean         compared)
{
  set_compared (self, rapport_id_selection_get_current (self->selection), compared);
}

static void
compare_removed_cb (RapportFindPage *self,
                    gint64           member)
{
  set_compared (self, member, FALSE);
}

static void
compare_chosen_cb (RapportFindPage *self,
                   gint64           member)
{
  rapport_id_selection_set_current (self->selection, member);
  rapport_split_set_show_detail (self->split, TRUE);
}

static void
show_compare_cb (RapportFindPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *window;

  for (guint i = 0; i < self->compared->len; i++)
    {
      const RapportFindRow *row = rapport_finder_get_row (self->finder, g_array_index (self->compared, gint64, i));

      if (row != NULL)
        g_ptr_array_add (rows, (gpointer) row);
    }
  window = rapport_compare_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), rows);
  g_signal_connect_object (window, "chosen", G_CALLBACK (compare_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "removed", G_CALLBACK (compare_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
activate_cb (RapportFindPage *self,
             guint            position)
{
  guint n = 0;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->finder), &n);

  if (position >= n)
    return;
  if (is_choosing (self))
    start (self, ids[position]);
  else
    rapport_split_set_show_detail (self->split, TRUE);
}

static void
direction_cb (RapportFindPage *self)
{
  gboolean mentors = gtk_toggle_button_get_active (self->mentors);

  if (self->quiet || mentors == self->for_mentors)
    return;
  self->for_mentors = mentors;
  start (self, rapport_session_get_viewer (rapport_page_get_session (RAPPORT_PAGE (self)))->member);
}

static void
update_back (RapportFindPage *self)
{
  update_clicks (self);
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), rapport_split_get_folded (self->split)
                                                     && rapport_split_get_show_detail (self->split));
  g_object_set (self, "toast-place", rapport_split_get_toast_place (self->split), NULL);
}

/* The page -------------------------------------------------------------------------------------------------------- */

static void
rapport_find_page_back (RapportPage *page)
{
  rapport_split_set_show_detail (RAPPORT_FIND_PAGE (page)->split, FALSE);
}

/* The viewer may be another; what has changed in the store is the finder's to follow. */
static void
rapport_find_page_refresh (RapportPage *page)
{
  RapportFindPage *self = RAPPORT_FIND_PAGE (page);
  gint64 viewer = rapport_session_get_viewer (rapport_page_get_session (page))->member;

  if (self->finder == NULL)
    return;
  if (viewer != 0 && viewer != self->member)
    start (self, viewer);
  else if (rapport_finder_get_query (self->finder) == NULL)
    start (self, self->member);
  else
    update_title (self);
}

/* "12", or "mentees/12": for whom. */
static void
rapport_find_page_go_to (RapportPage *page,
                         const char  *target)
{
  RapportFindPage *self = RAPPORT_FIND_PAGE (page);
  gboolean mentees = g_str_has_prefix (target, "mentees");
  const char *number = mentees && strchr (target, '/') != NULL ? strchr (target, '/') + 1 : target;

  self->quiet = TRUE;
  self->for_mentors = !mentees;
  gtk_toggle_button_set_active (mentees ? self->mentees : self->mentors, TRUE);
  self->quiet = FALSE;
  start (self, g_ascii_strtoll (number, NULL, 10));
}

static void
rapport_find_page_command (RapportPage *page,
                           const char  *name,
                           GVariant    *parameter)
{
  RapportFindPage *self = RAPPORT_FIND_PAGE (page);

  if (strcmp (name, "search") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (strcmp (name, "suggested") == 0)
    request_cb (self);
  else if (strcmp (name, "detail") == 0 && !is_choosing (self))
    rapport_split_set_detail_hidden (self->split, !rapport_split_get_detail_hidden (self->split));
}

static GtkWidget *
make_directions (RapportFindPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->mentors = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  self->mentees = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_toggle_button_set_group (self->mentees, self->mentors);
  gtk_toggle_button_set_active (self->mentors, TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mentors));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mentees));
  g_signal_connect_object (self->mentors, "toggled", G_CALLBACK (direction_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static void
rapport_find_page_constructed (GObject *object)
{
  RapportFindPage *self = RAPPORT_FIND_PAGE (object);
  RapportSession *session;
  g_autoptr (RapportPagedList) rows = NULL;

  G_OBJECT_CLASS (rapport_find_page_parent_class)->constructed (object);
  session = rapport_page_get_session (RAPPORT_PAGE (self));
  if (session == NULL)
    return;
  self->finder = rapport_finder_new (session);
  rows = rapport_paged_list_new (RAPPORT_ROW_SOURCE (self->finder));
  self->selection = rapport_id_selection_new (rows);
  gtk_list_view_set_factory (self->list, rapport_drawn_row_factory_new (RAPPORT_TYPE_FIND_LIST_ROW, self->selection));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "current-changed", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "counts", G_CALLBACK (on_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  self->directions = g_object_ref_sink (make_directions (self));
  g_object_set (self, "start-widget", self->directions, NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  rapport_page_set_command (RAPPORT_PAGE (self), "search", TRUE);
  rapport_page_set_command (RAPPORT_PAGE (self), "detail", TRUE);
  update_title (self);
}

static void
rapport_find_page_dispose (GObject *object)
{
  RapportFindPage *self = RAPPORT_FIND_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->finder);
  g_clear_object (&self->directions);
  g_clear_pointer (&self->need, rapport_find_need_free);
  g_clear_pointer (&self->compared, g_array_unref);
  G_OBJECT_CLASS (rapport_find_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, need_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, split);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, facets);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, tools);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, search);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, sort);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, count);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, compare);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, pane);
}

static void
rapport_find_page_class_init (RapportFindPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->constructed = rapport_find_page_constructed;
  object_class->dispose = rapport_find_page_dispose;
  page_class->refresh = rapport_find_page_refresh;
  page_class->go_to = rapport_find_page_go_to;
  page_class->command = rapport_find_page_command;
  page_class->back = rapport_find_page_back;

  g_type_ensure (RAPPORT_TYPE_SPLIT);
  g_type_ensure (RAPPORT_TYPE_FACET_LIST);
  g_type_ensure (RAPPORT_TYPE_WRAP_BOX);
  g_type_ensure (RAPPORT_TYPE_FIND_NEED_BAR);
  g_type_ensure (RAPPORT_TYPE_FIND_PANE);
  g_type_ensure (RAPPORT_TYPE_NOBODY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/find-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_cb);
  gtk_widget_class_bind_template_callback (widget_class, facets_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, someone_else_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, request_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
}

static void
rapport_find_page_init (RapportFindPage *self)
{
  self->for_mentors = TRUE;
  self->quiet = TRUE;
  self->compared = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  gtk_box_prepend (self->tools, rapport_split_get_filters_button (self->split));
  rapport_find_facets_init (self->facets);
  rapport_drop_down_set_name (self->sort, _("Sort"));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  self->quiet = FALSE;
}
