/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/partnerships-page.h"

#include <glib/gi18n.h>

#include "model/operations.h"
#include "services/partnership-list.h"
#include "services/sheet-job.h"
#include "ui/end-dialog.h"
#include "ui/month-strip.h"
#include "ui/pair-captions.h"
#include "ui/pair-row.h"
#include "ui/record-window.h"
#include "ui/sheet-preview.h"
#include "ui/sort-button.h"
#include "ui/stack-truth.h"
#include "ui/widgets.h"

#define N_SIGNS 5

struct _RapportPartnershipsPage
{
  RapportPage parent_instance;

  /* Template widgets */
  GtkWidget *groups;
  GtkToggleButton *pending_button;
  GtkToggleButton *active_button;
  GtkToggleButton *ended_button;
  GtkBox *legend;
  AdwBin *groups_slot;
  GtkEditable *search;
  GtkBox *alerts;
  GtkMenuButton *filters_button;
  GtkBox *filters;
  RapportSortButton *sort_button;
  RapportPairCaptions *captions;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;
  GtkButton *empty_button;
  GMenuModel *selection_menu;

  /* Borrowed */
  GtkToggleButton *alert_buttons[RAPPORT_N_ALERTS];
  GtkLabel *count_label;
  GtkWidget *signs[N_SIGNS];
  GtkWidget *record_wide;
  GtkWidget *record_narrow;

  /* Owned */
  RapportReadList *pairs;
  RapportPagedList *paged;
  RapportIdSelection *selection;

  RapportPartnershipsGroup group;
  gboolean cards;         /* rows are cards */
  gboolean asked_anew;    /* the answer is shown from its first row on */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RapportPartnershipsPage, rapport_partnerships_page, RAPPORT_TYPE_PAGE)

/* In the order of the bits. @id: in targets, "partnerships/active?alert=ending". */
static const struct {
  RapportPartnershipAlerts alert;
  const char *id;
  const char *label;
} alerts[RAPPORT_N_ALERTS] = {
  { RAPPORT_ALERT_NO_MEETING, "overdue", N_("Overdue") },
  { RAPPORT_ALERT_UNSIGNED, "unsigned", N_("Unsigned") },
  { RAPPORT_ALERT_ENDING_SOON, "ending", N_("Ending soon") },
  { RAPPORT_ALERT_LOST_TOUCH, "quiet", N_("Lost touch") },
  { RAPPORT_ALERT_LEGACY, "legacy", N_("Legacy") },
};

static const RapportSortItem sorts[] = {
  { "urgent", RAPPORT_PARTNERSHIPS_MOST_URGENT, N_("Most Urgent") },
  { "ends", RAPPORT_PARTNERSHIPS_ENDS_FIRST, N_("Ends First") },
  { "quiet", RAPPORT_PARTNERSHIPS_LONGEST_QUIET, N_("Longest Quiet") },
  { "name", RAPPORT_PARTNERSHIPS_NAME, N_("Name") },
  { "newest", RAPPORT_PARTNERSHIPS_NEWEST, N_("Newest") },
};

static RapportSession *
get_session (RapportPartnershipsPage *self)
{
  return rapport_page_get_session (RAPPORT_PAGE (self));
}

static GtkWindow *
get_window (RapportPartnershipsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* --- The question -------------------------------------------------------------------------------------------- */

static RapportPartnershipAlerts
get_alerts (RapportPartnershipsPage *self)
{
  RapportPartnershipAlerts chosen = 0;

  for (guint i = 0; i < RAPPORT_N_ALERTS && self->group == RAPPORT_PARTNERSHIPS_ACTIVE; i++)
    if (gtk_toggle_button_get_active (self->alert_buttons[i]))
      chosen |= alerts[i].alert;
  return chosen;
}

static void
ask (RapportPartnershipsPage *self)
{
  if (self->pairs == NULL || self->filling)
    return;
  rapport_partnership_list_ask (self->pairs, get_session (self), self->group, gtk_editable_get_text (self->search),
                                get_alerts (self), rapport_sort_button_get_sort (self->sort_button));
}

static void
ask_cb (RapportPartnershipsPage *self)
{
  self->asked_anew = TRUE;
  ask (self);
}

static void
group_cb (RapportPartnershipsPage *self)
{
  RapportPartnershipsGroup group = gtk_toggle_button_get_active (self->pending_button) ? RAPPORT_PARTNERSHIPS_PENDING
                                   : gtk_toggle_button_get_active (self->ended_button) ? RAPPORT_PARTNERSHIPS_ENDED
                                                                                       : RAPPORT_PARTNERSHIPS_ACTIVE;

  if (group == self->group)
    return;
  self->group = group;
  rapport_pair_captions_set_group (self->captions, group);
  for (guint i = 0; i < N_SIGNS; i++)
    gtk_widget_set_visible (self->signs[i], group == RAPPORT_PARTNERSHIPS_ACTIVE);
  ask_cb (self);
}

static void
set_group (RapportPartnershipsPage  *self,
           RapportPartnershipsGroup  group)
{
  GtkToggleButton *buttons[] = { self->pending_button, self->active_button, self->ended_button };

  gtk_toggle_button_set_active (buttons[group], TRUE);
}

static void
clear_filters (RapportPartnershipsPage *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->search, "");
  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    gtk_toggle_button_set_active (self->alert_buttons[i], FALSE);
  self->filling = FALSE;
}

/* --- The answer ---------------------------------------------------------------------------------------------- */

static void
show_group_label (GtkToggleButton *button,
                  const char      *word,
                  guint            count)
{
  g_autofree char *label = count > 0 ? g_strdup_printf ("%s %'u", word, count) : g_strdup (word);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

/* Where chips have no room a button has them, as long as there are any. */
static void
show_filters (RapportPartnershipsPage *self)
{
  gboolean narrow = FALSE, any = FALSE;

  g_object_get (self, "narrow", &narrow, NULL);
  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    any = any || gtk_widget_get_visible (GTK_WIDGET (self->alert_buttons[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->alerts), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->filters_button), narrow && any);
}

static void
show_counts (RapportPartnershipsPage *self)
{
  const RapportPartnershipCounts *counts = rapport_read_list_get_beside (self->pairs);
  guint n = rapport_read_list_get_n_rows (self->pairs);
  g_autofree char *all = g_strdup_printf (ngettext ("%'u partnership", "%'u partnerships", n), n);
  guint chosen = 0;
  g_autofree char *filters = NULL;

  show_group_label (self->pending_button, _("Pending"), counts->pending);
  show_group_label (self->active_button, _("Active"), counts->active);
  show_group_label (self->ended_button, _("Ended"), counts->ended);
  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    {
      gboolean active = gtk_toggle_button_get_active (self->alert_buttons[i]);

      show_group_label (self->alert_buttons[i], _(alerts[i].label), counts->alerts[i]);
      gtk_widget_set_visible (GTK_WIDGET (self->alert_buttons[i]),
                              self->group == RAPPORT_PARTNERSHIPS_ACTIVE && (counts->alerts[i] > 0 || active));
      chosen += active ? 1 : 0;
    }
  filters = chosen > 0 ? g_strdup_printf (_("Filters · %u"), chosen) : g_strdup (_("Filters"));
  gtk_menu_button_set_label (self->filters_button, filters);
  show_filters (self);
  gtk_label_set_text (self->count_label, all);
}

static void
show_empty (RapportPartnershipsPage *self)
{
  gboolean filtered = *gtk_editable_get_text (self->search) != '\0' || get_alerts (self) != 0;
  const char *title = self->group == RAPPORT_PARTNERSHIPS_PENDING ? _("Nothing Is Pending")
                      : self->group == RAPPORT_PARTNERSHIPS_ENDED ? _("No Partnership Has Ended") : _("No Active Partnership");

  adw_status_page_set_title (self->empty, filtered ? _("Nothing Matches") : title);
  adw_status_page_set_description (self->empty, filtered ? _("Other words or fewer filters may find them.")
                                                : _("A partnership begins when a request is accepted."));
  gtk_button_set_label (self->empty_button, filtered ? _("Clear Search and Filters") : _("Find"));
}

static void
loaded_cb (RapportPartnershipsPage *self)
{
  gboolean any = rapport_read_list_get_n_rows (self->pairs) > 0;

  show_counts (self);
  if (!any)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, any ? "rows" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->captions), any && !self->cards);
  if (self->asked_anew && any)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  self->asked_anew = FALSE;
}

static void
failed_cb (RapportPartnershipsPage *self,
           GError                  *error)
{
  rapport_page_show_error (RAPPORT_PAGE (self), _("The partnerships cannot be listed."), error);
}

static void
empty_cb (RapportPartnershipsPage *self)
{
  if (*gtk_editable_get_text (self->search) == '\0' && get_alerts (self) == 0)
    {
      rapport_page_go (RAPPORT_PAGE (self), "find");
      return;
    }
  clear_filters (self);
  ask_cb (self);
}

/* --- Selection and what it does ------------------------------------------------------------------------------ */

/* The partnerships chosen; requests that wait are none yet. */
static GArray *
get_chosen (RapportPartnershipsPage *self)
{
  g_autoptr (GArray) ids = rapport_id_selection_dup_chosen (self->selection);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    {
      const RapportListedPair *pair = rapport_read_list_get_row (self->pairs, g_array_index (ids, gint64, i));

      if (pair != NULL && !pair->is_request)
        g_array_append_val (chosen, pair->no);
    }
  return chosen;
}

static const RapportListedPair *
get_only_one (RapportPartnershipsPage *self)
{
  g_autoptr (GArray) chosen = get_chosen (self);

  return chosen->len == 1 ? rapport_read_list_get_row (self->pairs, g_array_index (chosen, gint64, 0)) : NULL;
}

static void
update_commands (RapportPartnershipsPage *self)
{
  RapportPage *page = RAPPORT_PAGE (self);
  gboolean selecting = self->selection != NULL && rapport_id_selection_get_selecting (self->selection);
  const RapportListedPair *one = self->selection != NULL ? get_only_one (self) : NULL;
  g_autoptr (GArray) chosen = self->selection != NULL ? get_chosen (self) : g_array_new (FALSE, FALSE, sizeof (gint64));

  rapport_page_set_command (page, "record-partnership", rapport_viewer_is_office (rapport_session_get_viewer (get_session (self))));
  rapport_page_set_command (page, "search", TRUE);
  rapport_page_set_command (page, "select", TRUE);
  rapport_page_set_command (page, "select-all", TRUE);
  rapport_page_set_command (page, "select-none", selecting);
  rapport_page_set_command (page, "select-invert", selecting);
  rapport_page_set_command (page, "select-cancel", selecting);
  rapport_page_set_command (page, "print", chosen->len > 0);
  rapport_page_set_command (page, "end-partnership", one != NULL && one->row->state != RAPPORT_PARTNERSHIP_ENDED);
  rapport_page_set_command (page, "extend-term", one != NULL && *one->row->ended_on == '\0' && one->row->term > 0);
}

static void
selected_changed_cb (RapportPartnershipsPage *self)
{
  guint n = rapport_id_selection_get_n_selected (self->selection);
  g_autofree char *words = NULL;

  if (rapport_id_selection_get_selecting (self->selection))
    words = n > 0 ? g_strdup_printf (_("%'u Selected"), n) : g_strdup (_("Nothing Selected"));
  rapport_page_set_selection (RAPPORT_PAGE (self), words, words != NULL ? self->selection_menu : NULL);
  update_commands (self);
}

static void
set_selecting (RapportPartnershipsPage *self,
               gboolean                 selecting)
{
  if (rapport_id_selection_get_selecting (self->selection) != selecting)
    rapport_id_selection_set_selecting (self->selection, selecting);
  gtk_list_view_set_single_click_activate (self->list, !selecting);
  selected_changed_cb (self);
}

static void
sheets_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportPartnershipsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  GtkWidget *preview;

  if (sheets == NULL)
    {
      rapport_page_show_error (RAPPORT_PAGE (self), _("The sheets could not be made."), error);
      return;
    }
  preview = rapport_sheet_preview_new (sheets);
  gtk_window_set_transient_for (GTK_WINDOW (preview), get_window (self));
  gtk_window_present (GTK_WINDOW (preview));
}

static void
print_sheets (RapportPartnershipsPage *self)
{
  RapportSheetQuery *query = rapport_sheet_query_new (*rapport_session_get_viewer (get_session (self)));
  g_autoptr (GArray) chosen = get_chosen (self);

  query->rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  for (guint i = 0; i < chosen->len; i++)
    rapport_sheet_query_add (query, g_array_index (chosen, gint64, i));
  rapport_store_read_async (rapport_session_get_store (get_session (self)), rapport_sheet_job_read, query,
                            (GDestroyNotify) rapport_sheet_query_free, (GDestroyNotify) g_ptr_array_unref, NULL, sheets_cb,
                            g_object_ref (self));
}

static void
done_cb (RapportPartnershipsPage *self,
         const char              *operation)
{
  g_autofree char *sentence = rapport_operation_sentence (operation, NULL, NULL, NULL);

  set_selecting (self, FALSE);
  rapport_page_toast (RAPPORT_PAGE (self), sentence, TRUE);
}

static void
ask_end (RapportPartnershipsPage *self,
         gboolean                 extend)
{
  const RapportListedPair *pair = get_only_one (self);
  GtkWidget *dialog;

  if (pair == NULL)
    return;
  dialog = extend ? rapport_end_dialog_new_extend (get_session (self), pair->row) : rapport_end_dialog_new (get_session (self), pair->row);
  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_window (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activate_cb (RapportPartnershipsPage *self,
             guint                    position)
{
  gint64 id = rapport_paged_list_get_id (self->paged, position);
  const RapportListedPair *pair = rapport_read_list_get_row (self->pairs, id);
  g_autofree char *target = NULL;

  if (pair == NULL)
    return;
  if (rapport_id_selection_get_selecting (self->selection))
    {
      rapport_id_selection_toggle (self->selection, id);
      return;
    }
  target = g_strdup_printf (pair->is_request ? "requests/open?request=%" G_GINT64_FORMAT : "partnership/%" G_GINT64_FORMAT, id);
  rapport_page_go (RAPPORT_PAGE (self), target);
}

static void
search_activate_cb (RapportPartnershipsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
stop_search_cb (RapportPartnershipsPage *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
rapport_partnerships_page_command (RapportPage *page,
                                   const char  *name,
                                   GVariant    *parameter)
{
  RapportPartnershipsPage *self = RAPPORT_PARTNERSHIPS_PAGE (page);

  if (g_str_equal (name, "search"))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (g_str_equal (name, "select"))
    set_selecting (self, !rapport_id_selection_get_selecting (self->selection));
  else if (g_str_equal (name, "select-cancel"))
    set_selecting (self, FALSE);
  else if (g_str_equal (name, "select-all"))
    {
      set_selecting (self, TRUE);
      rapport_id_selection_all (self->selection);
    }
  else if (g_str_equal (name, "select-none"))
    rapport_id_selection_none (self->selection);
  else if (g_str_equal (name, "select-invert"))
    rapport_id_selection_invert (self->selection);
  else if (g_str_equal (name, "print"))
    print_sheets (self);
  else if (g_str_equal (name, "end-partnership"))
    ask_end (self, FALSE);
  else if (g_str_equal (name, "extend-term"))
    ask_end (self, TRUE);
  else if (g_str_equal (name, "record-partnership"))
    gtk_window_present (GTK_WINDOW (rapport_record_window_new (page)));
}

/* --- The page ------------------------------------------------------------------------------------------------ */

/* "active?alert=ending", "ended", "pending" */
static void
rapport_partnerships_page_go_to (RapportPage *page,
                                 const char  *target)
{
  RapportPartnershipsPage *self = RAPPORT_PARTNERSHIPS_PAGE (page);
  const char *query = strstr (target, "?alert=");
  RapportPartnershipsGroup group = g_str_has_prefix (target, "pending") ? RAPPORT_PARTNERSHIPS_PENDING
                                   : g_str_has_prefix (target, "ended") ? RAPPORT_PARTNERSHIPS_ENDED : RAPPORT_PARTNERSHIPS_ACTIVE;

  clear_filters (self);
  self->filling = TRUE;
  for (guint i = 0; query != NULL && i < RAPPORT_N_ALERTS; i++)
    gtk_toggle_button_set_active (self->alert_buttons[i], g_str_equal (query + strlen ("?alert="), alerts[i].id));
  set_group (self, group);
  self->filling = FALSE;
  ask_cb (self);
}

static void
rapport_partnerships_page_refresh (RapportPage *page)
{
  RapportPartnershipsPage *self = RAPPORT_PARTNERSHIPS_PAGE (page);

  rapport_page_set_title (page, _("Partnerships"), rapport_session_get_policy (get_session (self))->name);
  ask (self);
  update_commands (self);
}

static void
set_factory (RapportPartnershipsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = rapport_drawn_row_factory_new (self->cards ? RAPPORT_TYPE_PAIR_CARD : RAPPORT_TYPE_PAIR_ROW,
                                                                          self->selection);

  gtk_list_view_set_factory (self->list, factory);
}

/* The groups stand in the header where there is room, else above the list. */
static void
place_groups (RapportPartnershipsPage *self,
              gboolean                 narrow)
{
  g_object_ref (self->groups);
  if (narrow)
    {
      g_object_set (self, "title-widget", NULL, NULL);
      if (gtk_widget_get_parent (self->groups) == NULL)
        adw_bin_set_child (self->groups_slot, self->groups);
      gtk_box_set_homogeneous (GTK_BOX (self->groups), TRUE);
      gtk_widget_set_margin_top (self->groups, 9);
      gtk_widget_set_margin_start (self->groups, 12);
      gtk_widget_set_margin_end (self->groups, 12);
    }
  else
    {
      adw_bin_set_child (self->groups_slot, NULL);
      gtk_box_set_homogeneous (GTK_BOX (self->groups), FALSE);
      gtk_widget_set_margin_top (self->groups, 0);
      gtk_widget_set_margin_start (self->groups, 0);
      gtk_widget_set_margin_end (self->groups, 0);
      g_object_set (self, "title-widget", self->groups, NULL);
    }
  g_object_unref (self->groups);
}

static void
lay_out (RapportPartnershipsPage *self)
{
  gboolean narrow = FALSE;

  g_object_get (self, "narrow", &narrow, NULL);
  place_groups (self, narrow);
  show_filters (self);
  gtk_widget_set_visible (self->record_wide, !narrow);
  gtk_widget_set_visible (self->record_narrow, narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !narrow);
  if (self->cards == narrow || self->selection == NULL)
    return;
  self->cards = narrow;
  rapport_sort_button_set_narrow (self->sort_button, narrow);
  set_factory (self);
  gtk_widget_set_visible (GTK_WIDGET (self->captions), !narrow && rapport_read_list_get_n_rows (self->pairs) > 0);
}

static void
make_header (RapportPartnershipsPage *self)
{
  GtkWidget *start = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *name = _("Record Partnership");

  self->record_wide = rapport_header_button_new ("list-add-symbolic", _("Record…"), name, "win.record-partnership");
  self->record_narrow = rapport_header_button_new ("list-add-symbolic", NULL, name, "win.record-partnership");
  gtk_widget_set_visible (self->record_narrow, FALSE);
  gtk_box_append (GTK_BOX (start), self->record_wide);
  gtk_box_append (GTK_BOX (start), self->record_narrow);
  g_object_set (self, "start-widget", start, NULL);
}

static void
alert_toggled_cb (RapportPartnershipsPage *self)
{
  ask_cb (self);
}

static void
make_alerts (RapportPartnershipsPage *self)
{
  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (_(alerts[i].label));
      GtkWidget *check = gtk_check_button_new_with_label (_(alerts[i].label));

      gtk_widget_add_css_class (chip, "alert-chip");
      gtk_widget_set_visible (chip, FALSE); /* until something is counted */
      self->alert_buttons[i] = GTK_TOGGLE_BUTTON (chip);
      gtk_box_append (self->alerts, chip);
      gtk_box_append (self->filters, check);
      g_object_bind_property (chip, "active", check, "active", G_BINDING_BIDIRECTIONAL);
      g_object_bind_property (chip, "label", check, "label", G_BINDING_SYNC_CREATE);
      g_object_bind_property (chip, "visible", check, "visible", G_BINDING_SYNC_CREATE);
      g_signal_connect_swapped (chip, "notify::active", G_CALLBACK (alert_toggled_cb), self);
    }
}

static void
make_legend (RapportPartnershipsPage *self)
{
  static const struct {
    RapportMonth month;
    const char *label;
  } signs[N_SIGNS] = {
    { RAPPORT_MONTH_MET, N_("met") },
    { RAPPORT_MONTH_CHECK_IN, N_("check-in only") },
    { RAPPORT_MONTH_NOTHING, N_("nothing") },
    { RAPPORT_MONTH_OPEN, N_("this month") },
    { RAPPORT_MONTH_TO_COME, N_("to come") },
  };
  GtkWidget *label;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      GtkWidget *sign = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *strip = rapport_month_strip_new ();

      label = gtk_label_new (_(signs[i].label));
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_valign (strip, GTK_ALIGN_CENTER);
      rapport_month_strip_set (RAPPORT_MONTH_STRIP (strip), &signs[i].month, 1, NULL, _(signs[i].label));
      gtk_box_append (GTK_BOX (sign), strip);
      gtk_box_append (GTK_BOX (sign), label);
      gtk_box_append (self->legend, sign);
      self->signs[i] = sign;
    }
  label = gtk_label_new (NULL);
  self->count_label = GTK_LABEL (label);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_box_append (self->legend, label);
}

static void
make_list (RapportPartnershipsPage *self)
{
  self->pairs = rapport_read_list_new (rapport_session_get_store (get_session (self)));
  self->paged = rapport_paged_list_new (RAPPORT_ROW_SOURCE (self->pairs));
  self->selection = rapport_id_selection_new (self->paged);
  set_factory (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->pairs, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pairs, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "current-changed", G_CALLBACK (update_commands), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selected-changed", G_CALLBACK (selected_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
rapport_partnerships_page_constructed (GObject *object)
{
  RapportPartnershipsPage *self = RAPPORT_PARTNERSHIPS_PAGE (object);

  G_OBJECT_CLASS (rapport_partnerships_page_parent_class)->constructed (object);

  make_list (self);
  lay_out (self);
  update_commands (self);
}

static void
rapport_partnerships_page_dispose (GObject *object)
{
  RapportPartnershipsPage *self = RAPPORT_PARTNERSHIPS_PAGE (object);

  self->filling = TRUE;
  g_clear_object (&self->selection);
  g_clear_object (&self->paged);
  g_clear_object (&self->pairs);

  G_OBJECT_CLASS (rapport_partnerships_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RapportPartnershipsPage, child)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/partnerships-page.ui");
  BIND (groups);
  BIND (pending_button);
  BIND (active_button);
  BIND (ended_button);
  BIND (legend);
  BIND (groups_slot);
  BIND (search);
  BIND (alerts);
  BIND (filters_button);
  BIND (filters);
  BIND (sort_button);
  BIND (captions);
  BIND (stack);
  BIND (list);
  BIND (empty);
  BIND (empty_button);
  BIND (selection_menu);
}

static void
rapport_partnerships_page_class_init (RapportPartnershipsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->constructed = rapport_partnerships_page_constructed;
  object_class->dispose = rapport_partnerships_page_dispose;
  page_class->refresh = rapport_partnerships_page_refresh;
  page_class->command = rapport_partnerships_page_command;
  page_class->go_to = rapport_partnerships_page_go_to;

  g_type_ensure (RAPPORT_TYPE_PAIR_CAPTIONS);
  g_type_ensure (RAPPORT_TYPE_SORT_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
}

static void
rapport_partnerships_page_init (RapportPartnershipsPage *self)
{
  self->group = RAPPORT_PARTNERSHIPS_ACTIVE;
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  rapport_sort_button_set_items (self->sort_button, sorts, G_N_ELEMENTS (sorts));
  make_header (self);
  make_alerts (self);
  make_legend (self);
  g_object_set (self, "bottom-widget", self->legend, NULL);
  set_group (self, RAPPORT_PARTNERSHIPS_ACTIVE);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (lay_out), NULL);
  rapport_page_set_title (RAPPORT_PAGE (self), _("Partnerships"), NULL);
  self->filling = FALSE;
}
