/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/find-page.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "model/places.h"
#include "services/finder.h"
#include "ui/chip.h"
#include "ui/drop-down-name.h"
#include "ui/find-facets.h"
#include "ui/find-pane.h"
#include "ui/find-row.h"
#include "ui/id-selection.h"
#include "ui/request-form.h"
#include "ui/split.h"
#include "ui/stack-truth.h"
#include "ui/wrap-box.h"

struct _RapportFindPage
{
  RapportPage parent_instance;

  /* Template widgets */
  GtkWidget *need_bar;
  AdwAvatar *need_avatar;
  GtkLabel *need_name;
  GtkLabel *need_words;
  RapportWrapBox *need_chips;
  GtkWidget *someone_else;
  RapportSplit *split;
  RapportFacetList *facets;
  GtkBox *tools;
  GtkSearchEntry *search;
  GtkDropDown *sort;
  GtkLabel *count;
  RapportWrapBox *chips;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *nothing;
  GtkButton *clear;
  RapportFindPane *pane;

  /* Owned */
  RapportFinder *finder;
  RapportIdSelection *selection;
  GtkWidget *directions;
  GtkToggleButton *mentors;
  GtkToggleButton *mentees;

  gint64 member;      /* who looks, 0: not chosen yet */
  gboolean for_mentors;
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
  rapport_find_facets_query (self->facets, query);
  rapport_split_set_n_filters (self->split, rapport_facet_list_get_n_selected (self->facets));
  if (rapport_finder_get_result (self->finder) != NULL)
    rapport_facet_list_fill_chips (self->facets, GTK_WIDGET (self->chips));
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
  gtk_list_view_set_single_click_activate (self->list, is_choosing (self));
  gtk_widget_set_visible (self->need_bar, FALSE);
  self->quiet = FALSE;
  update_title (self);
  ask (self);
}

/* Showing --------------------------------------------------------------------------------------------------------- */

static void
add_chip (RapportFindPage *self,
          const char      *label,
          gboolean         match)
{
  rapport_wrap_box_append (self->need_chips, rapport_chip_new (label, match));
}

static void
fill_need_chips (RapportFindPage       *self,
                 const RapportFindNeed *need)
{
  gboolean narrow;
  guint most_gaps;

  g_object_get (self, "narrow", &narrow, NULL);
  most_gaps = narrow ? 1 : 2;
  rapport_wrap_box_clear (self->need_chips);
  for (guint i = 0; need->areas[i] != NULL && i < (narrow ? 2 : 4); i++)
    {
      g_autofree char *label = rapport_area_label (need->areas[i]);

      add_chip (self, label, TRUE);
    }
  for (guint i = 0; i < need->gaps->len && i < most_gaps; i++)
    {
      const RapportFindGap *gap = need->gaps->pdata[i];
      g_autofree char *label = gap->held > 0 ? g_strdup_printf ("%s %d → %d", gap->label, gap->held, gap->wanted)
                                             : g_strdup_printf ("%s → %d", gap->label, gap->wanted);

      add_chip (self, label, TRUE);
    }
  if (need->gaps->len > most_gaps)
    {
      g_autofree char *more = g_strdup_printf ("+%u", need->gaps->len - most_gaps);

      add_chip (self, more, FALSE);
    }
  for (guint i = 0; !narrow && need->languages[i] != NULL && i < 3; i++)
    {
      const char *name = rapport_language_name (need->languages[i]);

      add_chip (self, name != NULL ? name : need->languages[i], FALSE);
    }
  for (guint i = 0; !narrow && need->channels[i] != NULL && i < 2; i++)
    add_chip (self, rapport_channel_label (need->channels[i]), FALSE);
}

/* Narrow, only what says most stays. */
static void
narrow_cb (RapportFindPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  gtk_widget_set_visible (self->directions, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->need_words), !narrow || is_choosing (self));
  if (narrow)
    gtk_button_set_icon_name (GTK_BUTTON (self->someone_else), "system-users-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (self->someone_else), _("Someone Else"));
}

static void
fill_need (RapportFindPage         *self,
           const RapportFindResult *result)
{
  const RapportPolicy *policy = policy_of (self);
  gboolean office = rapport_viewer_is_office (rapport_session_get_viewer (rapport_page_get_session (RAPPORT_PAGE (self))));
  g_autofree char *looking = NULL;

  gtk_widget_set_visible (self->need_bar, TRUE);
  gtk_widget_set_visible (self->someone_else, office && !is_choosing (self));
  gtk_widget_set_visible (GTK_WIDGET (self->need_avatar), !is_choosing (self));
  if (is_choosing (self))
    {
      rapport_wrap_box_clear (self->need_chips);
      gtk_label_set_label (self->need_name, _("For whom?"));
      gtk_label_set_label (self->need_words, _("choose somebody in the list"));
      return;
    }
  looking = g_strdup_printf (_("is looking for a %s"), self->for_mentors ? policy->mentor_word : policy->mentee_word);
  adw_avatar_set_text (self->need_avatar, result->member_name);
  gtk_label_set_label (self->need_name, result->member_name);
  gtk_label_set_label (self->need_words, looking);
  fill_need_chips (self, result->need);
  narrow_cb (self);
}

static void
show_current (RapportFindPage *self)
{
  gint64 current = rapport_id_selection_get_current (self->selection);
  const RapportFindResult *result = rapport_finder_get_result (self->finder);

  rapport_find_pane_set (self->pane, rapport_page_get_session (RAPPORT_PAGE (self)), result,
                         current != 0 && !is_choosing (self) ? rapport_finder_get_row (self->finder, current) : NULL);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested", current != 0 && !is_choosing (self));
}

static void
fill_nothing (RapportFindPage         *self,
              const RapportFindResult *result)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean filtered = *text != '\0' || rapport_facet_list_get_n_selected (self->facets) > 0;
  const RapportPolicy *policy = policy_of (self);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (*text != '\0')
    title = g_strdup_printf (_("Nobody matches “%s”"), text);
  else if (filtered && result->everybody > 0)
    title = g_strdup (_("Nobody Matches"));
  else
    title = g_strdup (_("Nobody Is Enrolled Yet"));
  if (result->everybody == 0)
    words = g_strdup_printf (_("Enrol %s on the Members page, or import them with their role."),
                             strcmp (result->query->role, "mentor") == 0 ? policy->mentors_word : policy->mentees_word);
  else
    words = g_strdup_printf (ngettext ("Without filters there is %u.", "Without filters there are %u.", result->everybody),
                             result->everybody);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, words);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), filtered);
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
someone_else_cb (RapportFindPage *self)
{
  start (self, 0);
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
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), rapport_split_get_folded (self->split)
                                                     && rapport_split_get_show_detail (self->split));
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
  G_OBJECT_CLASS (rapport_find_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, need_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, need_avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, need_name);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, need_words);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, need_chips);
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, someone_else);
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
  gtk_widget_class_bind_template_child (widget_class, RapportFindPage, clear);
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
  g_type_ensure (RAPPORT_TYPE_FIND_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/find-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_cb);
  gtk_widget_class_bind_template_callback (widget_class, facets_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, someone_else_cb);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  gtk_box_prepend (self->tools, rapport_split_get_filters_button (self->split));
  rapport_find_facets_init (self->facets);
  rapport_drop_down_set_name (self->sort, _("Sort"));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  self->quiet = FALSE;
}
