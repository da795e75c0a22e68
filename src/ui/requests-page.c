/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/requests-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "services/request-list.h"
#include "services/requests.h"
#include "ui/answer-dialog.h"
#include "ui/draft-bar.h"
#include "ui/request-cards.h"
#include "ui/request-pane.h"
#include "ui/request-row.h"
#include "ui/sort-button.h"
#include "ui/split.h"
#include "ui/stack-truth.h"

/* The views: for the office, and for a member. */
typedef enum {
  VIEW_FIRST,   /* open, or received */
  VIEW_SECOND,  /* answered, or sent */
  VIEW_THIRD,   /* expired */
  N_VIEWS,
} View;

struct _RapportRequestsPage
{
  RapportPage parent_instance;

  /* Template widgets */
  RapportSplit *split;
  GtkSearchEntry *search;
  RapportSortButton *sort_button;
  RapportDraftBar *draft_bar;
  GtkStack *stack;
  GtkListView *list;
  RapportRequestCards *cards;
  AdwStatusPage *nothing;
  GtkButton *find;
  RapportRequestPane *pane;
  AdwBin *views_slot;
  GtkWidget *room_bar;
  GtkLabel *room;

  /* Owned */
  RapportReadList *requests;
  RapportIdSelection *selection;
  GtkWidget *views;
  GtkWidget *view_buttons[N_VIEWS];
  GtkWidget *remind;

  gint64 awaited;       /* the request that a target names, until it is there */
  gboolean quiet;
};

/* Only what is open can expire; what is closed is told by when it was. */
static const RapportSortItem open_sorts[] = {
  { "soonest", RAPPORT_REQUESTS_EXPIRES_SOONEST, N_("Expires Soonest") },
  { "newest", RAPPORT_REQUESTS_NEWEST, N_("Newest") },
  { "name", RAPPORT_REQUESTS_BY_NAME, N_("Name") },
};
static const RapportSortItem answered_sorts[] = {
  { "closed", RAPPORT_REQUESTS_CLOSED_LAST, N_("Last Answered") },
  { "newest", RAPPORT_REQUESTS_NEWEST, N_("Newest") },
  { "name", RAPPORT_REQUESTS_BY_NAME, N_("Name") },
};
static const RapportSortItem expired_sorts[] = {
  { "closed", RAPPORT_REQUESTS_CLOSED_LAST, N_("Last Expired") },
  { "newest", RAPPORT_REQUESTS_NEWEST, N_("Newest") },
  { "name", RAPPORT_REQUESTS_BY_NAME, N_("Name") },
};

G_DEFINE_FINAL_TYPE (RapportRequestsPage, rapport_requests_page, RAPPORT_TYPE_PAGE)

static RapportSession *
session_of (RapportRequestsPage *self)
{
  return rapport_page_get_session (RAPPORT_PAGE (self));
}

static gboolean
is_office (RapportRequestsPage *self)
{
  return rapport_viewer_is_office (rapport_session_get_viewer (session_of (self)));
}

static View
chosen_view (RapportRequestsPage *self)
{
  for (View view = VIEW_FIRST; view < N_VIEWS; view++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->view_buttons[view])))
      return view;
  return VIEW_FIRST;
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

static void
set_sorts (RapportRequestsPage *self)
{
  View view = chosen_view (self);

  if (!is_office (self) || view == VIEW_FIRST)
    rapport_sort_button_set_items (self->sort_button, open_sorts, G_N_ELEMENTS (open_sorts));
  else if (view == VIEW_SECOND)
    rapport_sort_button_set_items (self->sort_button, answered_sorts, G_N_ELEMENTS (answered_sorts));
  else
    rapport_sort_button_set_items (self->sort_button, expired_sorts, G_N_ELEMENTS (expired_sorts));
}

static void
ask (RapportRequestsPage *self)
{
  static const RapportRequestsGroup groups[] = { RAPPORT_REQUESTS_OPEN, RAPPORT_REQUESTS_ANSWERED, RAPPORT_REQUESTS_EXPIRED };
  RapportRequestsBelow below = RAPPORT_BELOW_NOTHING;
  View view = chosen_view (self);
  RapportRequestsQuery query = { 0 };

  if (self->requests == NULL || self->quiet)
    return;
  set_sorts (self);
  query.member = rapport_session_get_viewer (session_of (self))->member;
  query.text = (char *) gtk_editable_get_text (GTK_EDITABLE (self->search));
  query.sort = rapport_sort_button_get_sort (self->sort_button);
  if (is_office (self))
    {
      query.group = groups[view];
      query.reminder_due = view == VIEW_FIRST && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->remind));
      if (view == VIEW_FIRST && !query.reminder_due)
        below = RAPPORT_BELOW_CLOSED_LATELY;
    }
  else
    {
      query.group = RAPPORT_REQUESTS_OPEN;
      query.side = view == VIEW_SECOND ? RAPPORT_REQUESTS_SENT : RAPPORT_REQUESTS_RECEIVED;
      below = RAPPORT_BELOW_CLOSED;
    }
  rapport_request_list_ask (self->requests, session_of (self), &query, below);
}

/* Showing --------------------------------------------------------------------------------------------------------- */

static void
set_view_label (RapportRequestsPage *self,
                View                 view,
                const char          *word,
                guint                count)
{
  g_autofree char *label = count > 0 ? g_strdup_printf ("%s %'u", word, count) : g_strdup (word);

  gtk_button_set_label (GTK_BUTTON (self->view_buttons[view]), label);
}

static void
show_counts (RapportRequestsPage *self)
{
  const RapportRequestsBeside *beside = rapport_read_list_get_beside (self->requests);
  const RapportRequestCounts *counts = &beside->counts;
  gboolean office = is_office (self);
  g_autofree char *remind = g_strdup_printf (_("Remind %u"), counts->reminder_due);

  if (office)
    {
      set_view_label (self, VIEW_FIRST, _("Open"), counts->open);
      set_view_label (self, VIEW_SECOND, _("Answered"), counts->answered);
      set_view_label (self, VIEW_THIRD, _("Expired"), counts->expired);
    }
  else
    {
      set_view_label (self, VIEW_FIRST, _("Received"), counts->received);
      set_view_label (self, VIEW_SECOND, _("Sent"), counts->sent);
    }
  gtk_widget_set_visible (self->view_buttons[VIEW_THIRD], office);
  gtk_button_set_label (GTK_BUTTON (self->remind), remind);
  gtk_widget_set_visible (self->remind, office && (counts->reminder_due > 0
                                                  || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->remind))));
}

/* A mentor who answers is told how many can still be taken on. */
static void
show_room (RapportRequestsPage *self)
{
  const RapportRequestsBeside *beside = rapport_read_list_get_beside (self->requests);
  const RapportPolicy *policy = rapport_session_get_policy (session_of (self));
  g_autofree char *words = NULL;

  if (beside->room > 0)
    /* Translators: the number, and the programme's word for mentees: "You have room for 3 more mentees." */
    words = g_strdup_printf (ngettext ("You have room for %d more %s.", "You have room for %d more %s.", beside->room), beside->room,
                             beside->room == 1 ? policy->mentee_word : policy->mentees_word);
  else if (beside->room == 0)
    /* Translators: the programme's word for a mentee */
    words = g_strdup_printf (_("You have no room for another %s now."), policy->mentee_word);
  gtk_label_set_label (self->room, words != NULL ? words : "");
  gtk_widget_set_visible (self->room_bar, words != NULL);
}

static const RapportRequestRow *
current_row (RapportRequestsPage *self)
{
  return rapport_read_list_get_row (self->requests, rapport_id_selection_get_current (self->selection));
}

static void
show_current (RapportRequestsPage *self)
{
  const RapportRequestRow *row = current_row (self);
  gint64 viewer = rapport_session_get_viewer (session_of (self))->member;

  rapport_request_pane_set (self->pane, session_of (self), row);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested",
                            row != NULL && rapport_request_row_is_open (row)
                            && (viewer == 0 || viewer == rapport_request_row_asked (row)));
}

static void
show_nothing (RapportRequestsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  View view = chosen_view (self);
  g_autofree char *title = NULL;

  if (*text != '\0')
    title = g_strdup_printf (_("Nobody matches “%s”"), text);
  else if (!is_office (self))
    title = g_strdup (view == VIEW_SECOND ? _("No Requests Sent") : _("No Requests Received"));
  else
    title = g_strdup (view == VIEW_FIRST ? _("No Open Requests") : view == VIEW_SECOND ? _("No Answered Requests")
                                                                                       : _("No Expired Requests"));
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, *text != '\0' ? NULL : _("Requests come from the Find page."));
  gtk_widget_set_visible (GTK_WIDGET (self->find), *text == '\0');
}

/* The office has been through with everything: what was closed lately is not worth a list then. */
static gboolean
nothing_open (RapportRequestsPage *self)
{
  const GPtrArray *rows = rapport_read_list_get_rows (self->requests);

  return is_office (self) && chosen_view (self) == VIEW_FIRST && rows->len > 0
         && ((const RapportRequestRow *) rows->pdata[0])->begins_closed
         && *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0';
}

/* The list; a member on a narrow screen has cards in its place. */
static void
show_rows (RapportRequestsPage *self,
           guint                n)
{
  gboolean narrow = FALSE, cards;

  g_object_get (self, "narrow", &narrow, NULL);
  cards = narrow && !is_office (self);
  if (nothing_open (self))
    n = 0;
  rapport_request_cards_set_rows (self->cards, session_of (self), cards ? rapport_read_list_get_rows (self->requests) : NULL);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "nothing" : cards ? "cards" : "list");
  gtk_widget_set_visible (GTK_WIDGET (self->pane), n > 0); /* an empty list has nothing to choose from */
  if (n == 0)
    show_nothing (self);
}

static void
on_loaded (RapportRequestsPage *self)
{
  guint n = 0;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->requests), &n);

  show_counts (self);
  show_room (self);
  show_rows (self, n);
  if (self->awaited != 0 && rapport_read_list_get_row (self->requests, self->awaited) != NULL)
    {
      rapport_id_selection_set_current (self->selection, self->awaited);
      rapport_split_set_show_detail (self->split, TRUE);
    }
  self->awaited = 0;
  if (current_row (self) == NULL)
    rapport_id_selection_set_current (self->selection, n > 0 ? ids[0] : 0);
  if (n == 0)
    rapport_split_set_show_detail (self->split, FALSE);
  show_current (self);
}

static void
on_failed (RapportRequestsPage *self,
           const GError        *error)
{
  rapport_page_show_error (RAPPORT_PAGE (self), _("The requests cannot be shown"), error);
}

/* Doing ----------------------------------------------------------------------------------------------------------- */

typedef struct {
  RapportRequestsPage *page;
  const char *toast;
} Doing;

static void
on_done (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Doing *doing = data;
  g_autoptr (RapportRequestsPage) self = doing->page;
  g_autoptr (RapportRequestAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &answer, &error))
    rapport_page_toast (RAPPORT_PAGE (self), doing->toast, TRUE);
  else
    rapport_page_show_error (RAPPORT_PAGE (self), _("This was not done"), error);
}

static void
write_answer (RapportRequestsPage *self,
              RapportCommand       command,
              const char          *toast)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->page = g_object_ref (self);
  doing->toast = toast;
  rapport_store_write_async (rapport_session_get_store (session_of (self)), command,
                             rapport_request_answer_new (rapport_id_selection_get_current (self->selection)),
                             (GDestroyNotify) rapport_request_answer_free, NULL, on_done, doing);
}

static void
answer_cb (RapportRequestsPage *self,
           const char          *answer)
{
  const RapportRequestRow *row = current_row (self);
  g_autofree char *target = NULL;

  if (row == NULL)
    return;
  if (strcmp (answer, "accept") == 0 || strcmp (answer, "decline") == 0)
    gtk_window_present (GTK_WINDOW (rapport_answer_dialog_new (RAPPORT_PAGE (self), row, strcmp (answer, "accept") == 0)));
  else if (strcmp (answer, "save") == 0)
    write_answer (self, rapport_request_save_command, _("Saved for later; the days go on"));
  else if (strcmp (answer, "withdraw") == 0)
    write_answer (self, rapport_request_withdraw_command, _("Request withdrawn"));
  else if (strcmp (answer, "remind") == 0)
    {
      if (rapport_request_reminders_are_letters (rapport_session_get_policy (session_of (self))))
        write_answer (self, rapport_request_draft_reminder_command, _("The reminder is in the Outbox"));
      else
        write_answer (self, rapport_request_remind_command, _("Reminder noted"));
    }
  else if (strcmp (answer, "partnership") == 0 && row->partnership != 0)
    {
      target = g_strdup_printf ("partnership/%" G_GINT64_FORMAT, row->partnership);
      rapport_page_go (RAPPORT_PAGE (self), target);
    }
}

static void
ask_cb (RapportRequestsPage *self)
{
  ask (self);
}

static void
find_cb (RapportRequestsPage *self)
{
  rapport_page_go (RAPPORT_PAGE (self), "find");
}

static void
activate_cb (RapportRequestsPage *self)
{
  rapport_split_set_show_detail (self->split, TRUE);
}

static void
card_answer_cb (RapportRequestsPage *self,
                gint64               request,
                const char          *verb)
{
  rapport_id_selection_set_current (self->selection, request);
  answer_cb (self, verb);
}

static void
card_opened_cb (RapportRequestsPage *self,
                gint64               request)
{
  rapport_id_selection_set_current (self->selection, request);
  activate_cb (self);
}

static void
update_back (RapportRequestsPage *self)
{
  /* where the list stands alone, a tap opens what it is on, also the one that is selected already */
  gtk_list_view_set_single_click_activate (self->list, rapport_split_get_folded (self->split));
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), rapport_split_get_folded (self->split)
                                                     && rapport_split_get_show_detail (self->split));
  g_object_set (self, "toast-place", rapport_split_get_toast_place (self->split), NULL);
}

/* The page -------------------------------------------------------------------------------------------------------- */

static void
rapport_requests_page_back (RapportPage *page)
{
  rapport_split_set_show_detail (RAPPORT_REQUESTS_PAGE (page)->split, FALSE);
}

static void
rapport_requests_page_refresh (RapportPage *page)
{
  RapportRequestsPage *self = RAPPORT_REQUESTS_PAGE (page);

  if (!is_office (self) && chosen_view (self) == VIEW_THIRD)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->view_buttons[VIEW_FIRST]), TRUE);
  rapport_draft_bar_look (self->draft_bar, session_of (self));
  ask (self);
}

static void
rapport_requests_page_shown (RapportPage *page)
{
  RapportRequestsPage *self = RAPPORT_REQUESTS_PAGE (page);

  rapport_draft_bar_look (self->draft_bar, session_of (self));
}

/* "open", "answered", "expired", "received", "sent", with "?filter=reminder" or "?request=12" */
static void
rapport_requests_page_go_to (RapportPage *page,
                             const char  *target)
{
  RapportRequestsPage *self = RAPPORT_REQUESTS_PAGE (page);
  const char *request = strstr (target, "request=");
  View view = g_str_has_prefix (target, "answered") || g_str_has_prefix (target, "sent") ? VIEW_SECOND
              : g_str_has_prefix (target, "expired") ? VIEW_THIRD : VIEW_FIRST;

  self->quiet = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->view_buttons[view]), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->remind), strstr (target, "filter=reminder") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->awaited = request != NULL ? g_ascii_strtoll (request + strlen ("request="), NULL, 10) : 0;
  rapport_split_set_show_detail (self->split, FALSE); /* a list was asked for; what it awaits opens as it comes */
  self->quiet = FALSE;
  ask (self);
}

static void
rapport_requests_page_command (RapportPage *page,
                               const char  *name,
                               GVariant    *parameter)
{
  RapportRequestsPage *self = RAPPORT_REQUESTS_PAGE (page);

  if (strcmp (name, "search") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (strcmp (name, "suggested") == 0)
    answer_cb (self, "accept");
  else if (strcmp (name, "detail") == 0)
    rapport_split_set_detail_hidden (self->split, !rapport_split_get_detail_hidden (self->split));
  else if (strcmp (name, "new") == 0)
    find_cb (self);
}

static GtkWidget *
make_views (RapportRequestsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (View view = VIEW_FIRST; view < N_VIEWS; view++)
    {
      self->view_buttons[view] = gtk_toggle_button_new ();
      if (view > VIEW_FIRST)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->view_buttons[view]),
                                     GTK_TOGGLE_BUTTON (self->view_buttons[VIEW_FIRST]));
      gtk_widget_set_hexpand (self->view_buttons[view], TRUE);
      gtk_box_append (GTK_BOX (box), self->view_buttons[view]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->view_buttons[VIEW_FIRST]), TRUE);
  for (View view = VIEW_FIRST; view < N_VIEWS; view++)
    g_signal_connect_object (self->view_buttons[view], "toggled", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  return box;
}

/* Wide, the views stand in the header; narrow, over the list. */
static void
narrow_cb (RapportRequestsPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  g_object_set (self, "title-widget", NULL, "end-widget", narrow ? NULL : self->remind, NULL);
  adw_bin_set_child (self->views_slot, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->views_slot), narrow);
  if (narrow)
    adw_bin_set_child (self->views_slot, self->views);
  else
    g_object_set (self, "title-widget", self->views, NULL);
  rapport_sort_button_set_narrow (self->sort_button, narrow);
  if (rapport_read_list_get_rows (self->requests) != NULL)
    show_rows (self, rapport_read_list_get_n_rows (self->requests));
}

static void
rapport_requests_page_constructed (GObject *object)
{
  RapportRequestsPage *self = RAPPORT_REQUESTS_PAGE (object);
  g_autoptr (RapportPagedList) rows = NULL;

  G_OBJECT_CLASS (rapport_requests_page_parent_class)->constructed (object);
  if (session_of (self) == NULL)
    return;
  self->requests = rapport_read_list_new (rapport_session_get_store (session_of (self)));
  rows = rapport_paged_list_new (RAPPORT_ROW_SOURCE (self->requests));
  self->selection = rapport_id_selection_new (rows);
  gtk_list_view_set_factory (self->list, rapport_drawn_row_factory_new (RAPPORT_TYPE_REQUEST_LIST_ROW, self->selection));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "current-changed", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->requests, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->requests, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
  update_back (self);
  rapport_page_set_title (RAPPORT_PAGE (self), _("Requests"), rapport_session_get_policy (session_of (self))->name);
  rapport_page_set_command (RAPPORT_PAGE (self), "search", TRUE);
  rapport_page_set_command (RAPPORT_PAGE (self), "detail", TRUE);
  rapport_page_set_command (RAPPORT_PAGE (self), "new", TRUE);
}

static void
rapport_requests_page_dispose (GObject *object)
{
  RapportRequestsPage *self = RAPPORT_REQUESTS_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->requests);
  g_clear_object (&self->views);
  g_clear_object (&self->remind);
  G_OBJECT_CLASS (rapport_requests_page_parent_class)->dispose (object);
}

static void
rapport_requests_page_class_init (RapportRequestsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->constructed = rapport_requests_page_constructed;
  object_class->dispose = rapport_requests_page_dispose;
  page_class->shown = rapport_requests_page_shown;
  page_class->refresh = rapport_requests_page_refresh;
  page_class->go_to = rapport_requests_page_go_to;
  page_class->command = rapport_requests_page_command;
  page_class->back = rapport_requests_page_back;

  g_type_ensure (RAPPORT_TYPE_REQUEST_CARDS);
  g_type_ensure (RAPPORT_TYPE_REQUEST_DRAFT_BAR);
  g_type_ensure (RAPPORT_TYPE_REQUEST_PANE);
  g_type_ensure (RAPPORT_TYPE_SORT_BUTTON);
  g_type_ensure (RAPPORT_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, split);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, search);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, find);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, views_slot);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, room_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestsPage, room);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, card_answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, card_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
}

static void
rapport_requests_page_init (RapportRequestsPage *self)
{
  self->quiet = TRUE;
  self->views = g_object_ref_sink (make_views (self));
  self->remind = g_object_ref_sink (gtk_toggle_button_new ());
  gtk_widget_set_visible (self->remind, FALSE);
  gtk_widget_add_css_class (self->remind, "flat");
  gtk_widget_set_tooltip_text (self->remind, _("Only those for which a reminder is due"));
  g_signal_connect_object (self->remind, "toggled", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  rapport_sort_button_set_items (self->sort_button, open_sorts, G_N_ELEMENTS (open_sorts));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  self->quiet = FALSE;
}
