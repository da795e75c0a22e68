/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "services/outbox.h"
#include "services/read-list.h"
#include "ui/account-window.h"
#include "ui/letter-actions.h"
#include "ui/letter-pane.h"
#include "ui/letter-row.h"
#include "ui/letter-selection.h"
#include "ui/sending-bar.h"
#include "ui/split.h"
#include "ui/stack-truth.h"
#include "ui/template-window.h"

typedef enum {
  VIEW_DRAFTS,
  VIEW_QUEUED,
  VIEW_PROBLEMS,
  VIEW_SENT,
  N_VIEWS,
} View;

static const guint stages_of_view[N_VIEWS] = {
  1u << RAPPORT_LETTER_DRAFT,
  1u << RAPPORT_LETTER_QUEUED | 1u << RAPPORT_LETTER_SENDING,
  1u << RAPPORT_LETTER_FAILED | 1u << RAPPORT_LETTER_UNSURE,
  1u << RAPPORT_LETTER_SENT,
};

struct _RapportOutboxPage
{
  RapportPage parent_instance;

  /* Template widgets */
  RapportSplit *split;
  GtkSearchEntry *search;
  GtkButton *send_all;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *nothing;
  RapportLetterPane *pane;
  AdwBin *views_slot;

  /* Owned */
  RapportReadList *letters;
  RapportIdSelection *selection;
  GtkWidget *views;
  GtkWidget *view_buttons[N_VIEWS];
  GtkWidget *tools;
  GtkMenuButton *menu;  /* Borrowed: in the tools */
  RapportSendingBar *sending;
  RapportLetterSelection *several;

  gint64 awaited;       /* the letter that a target names, until it is there */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (RapportOutboxPage, rapport_outbox_page, RAPPORT_TYPE_PAGE)

static RapportSession *
session_of (RapportOutboxPage *self)
{
  return rapport_page_get_session (RAPPORT_PAGE (self));
}

static View
chosen_view (RapportOutboxPage *self)
{
  for (View view = VIEW_DRAFTS; view < N_VIEWS; view++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->view_buttons[view])))
      return view;
  return VIEW_DRAFTS;
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

static gpointer
read_letters (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  RapportReadRows *answer = g_new0 (RapportReadRows, 1);

  answer->rows = rapport_letters_list (reading, data, cancellable, error);
  if (answer->rows != NULL)
    answer->beside = rapport_letters_counts (reading, data, cancellable, error);
  if (answer->beside != NULL)
    return answer;
  rapport_read_rows_free (answer);
  return NULL;
}

static void
ask (RapportOutboxPage *self)
{
  RapportLettersQuery *query;

  if (self->letters == NULL || self->quiet)
    return;
  rapport_letter_selection_set_stages (self->several, stages_of_view[chosen_view (self)]);
  query = rapport_letters_query_new (rapport_session_get_programme (session_of (self)));
  query->stages = stages_of_view[chosen_view (self)];
  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  rapport_read_list_ask (self->letters, read_letters, query, (GDestroyNotify) rapport_letters_query_free);
}

/* Showing --------------------------------------------------------------------------------------------------------- */

static guint
count_of (const RapportLetterCounts *counts,
          View                       view)
{
  guint n = 0;

  for (int stage = 0; stage < RAPPORT_N_LETTER_STAGES; stage++)
    if ((stages_of_view[view] & 1u << stage) != 0)
      n += counts->stages[stage];
  return n;
}

static void
show_counts (RapportOutboxPage *self)
{
  static const char * const words[N_VIEWS] = { N_("Drafts"), N_("Queued"), N_("Problems"), N_("Sent") };
  const RapportLetterCounts *counts = rapport_read_list_get_beside (self->letters);

  for (View view = VIEW_DRAFTS; view < N_VIEWS; view++)
    {
      guint n = count_of (counts, view);
      g_autofree char *label = n > 0 ? g_strdup_printf ("%s %'u", _(words[view]), n) : g_strdup (_(words[view]));

      gtk_button_set_label (GTK_BUTTON (self->view_buttons[view]), label);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->view_buttons[view]))), PANGO_ELLIPSIZE_END);
    }
}

static const RapportLetterRow *
current_row (RapportOutboxPage *self)
{
  return rapport_read_list_get_row (self->letters, rapport_id_selection_get_current (self->selection));
}

static void
show_current (RapportOutboxPage *self)
{
  const RapportLetterRow *row = current_row (self);

  rapport_letter_pane_set (self->pane, row);
  rapport_page_set_command (RAPPORT_PAGE (self), "delete", row != NULL && chosen_view (self) != VIEW_SENT);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested", row != NULL && chosen_view (self) != VIEW_SENT);
}

static void
show_nothing (RapportOutboxPage *self)
{
  static const char * const titles[N_VIEWS] = {
    N_("No Drafts"), N_("No Letters Queued"), N_("No Problems"), N_("No Letters Sent"),
  };
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *title = *text != '\0' ? g_strdup_printf (_("Nothing matches “%s”"), text)
                                         : g_strdup (_(titles[chosen_view (self)]));

  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing,
                                   *text == '\0' ? _("Requests, answers and endings draft letters, which wait here for you.")
                                                 : NULL);
}

static void
show_send_all (RapportOutboxPage *self,
               guint              n)
{
  View view = chosen_view (self);
  g_autofree char *label = g_strdup_printf (view == VIEW_DRAFTS ? _("Send %'u…") : _("Send %'u"), n);

  gtk_button_set_label (self->send_all, label);
  gtk_widget_set_visible (GTK_WIDGET (self->send_all), n > 0 && (view == VIEW_DRAFTS || view == VIEW_QUEUED)
                                                                && !rapport_id_selection_get_selecting (self->selection));
}

static void
on_loaded (RapportOutboxPage *self)
{
  guint n = 0;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->letters), &n);

  show_counts (self);
  show_send_all (self, n);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
  gtk_widget_set_visible (GTK_WIDGET (self->pane), n > 0); /* an empty list has nothing to choose from */
  if (n == 0)
    show_nothing (self);
  if (self->awaited != 0 && rapport_read_list_get_row (self->letters, self->awaited) != NULL)
    {
      rapport_id_selection_set_current (self->selection, self->awaited);
      rapport_split_set_show_detail (self->split, TRUE);
      self->awaited = 0;
    }
  if (current_row (self) == NULL)
    rapport_id_selection_set_current (self->selection, n > 0 ? ids[0] : 0);
  if (n == 0)
    rapport_split_set_show_detail (self->split, FALSE);
  show_current (self);
}

static void
on_failed (RapportOutboxPage *self,
           const GError      *error)
{
  rapport_page_show_error (RAPPORT_PAGE (self), _("The letters cannot be shown"), error);
}

/* Doing ----------------------------------------------------------------------------------------------------------- */

static void
act_cb (RapportOutboxPage *self,
        const char        *what)
{
  const RapportLetterRow *row = current_row (self);

  if (row != NULL)
    rapport_letter_act (RAPPORT_PAGE (self), self->sending, row, what);
}

static void
send_all_cb (RapportOutboxPage *self)
{
  rapport_letters_send (RAPPORT_PAGE (self), self->sending, rapport_read_list_get_rows (self->letters));
}

static void
act_on_several_cb (RapportOutboxPage *self,
                   const char        *what)
{
  g_autoptr (GArray) ids = rapport_id_selection_dup_chosen (self->selection);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      gconstpointer row = rapport_read_list_get_row (self->letters, g_array_index (ids, gint64, i));

      if (row != NULL)
        g_ptr_array_add (rows, (gpointer) row);
    }
  rapport_letters_act (RAPPORT_PAGE (self), self->sending, rows, what);
  if (strcmp (what, "send") != 0) /* which asks first, and ends the mode when it begins */
    rapport_letter_selection_end (self->several);
}

static void
due_cb (RapportOutboxPage *self)
{
  gtk_menu_button_popdown (self->menu);
  rapport_letters_draft_due (RAPPORT_PAGE (self));
}

static void
account_cb (RapportOutboxPage *self)
{
  gtk_menu_button_popdown (self->menu);
  gtk_window_present (GTK_WINDOW (rapport_account_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))))));
}

static void
templates_cb (RapportOutboxPage *self)
{
  gtk_menu_button_popdown (self->menu);
  gtk_window_present (GTK_WINDOW (rapport_template_window_new (RAPPORT_PAGE (self))));
}

static void
ask_cb (RapportOutboxPage *self)
{
  ask (self);
}

static void
activate_cb (RapportOutboxPage *self,
             guint              position)
{
  guint n;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (self->letters), &n);

  if (rapport_id_selection_get_selecting (self->selection))
    {
      if (position < n)
        rapport_id_selection_toggle (self->selection, ids[position]);
      return;
    }
  rapport_split_set_show_detail (self->split, TRUE);
}

static void
update_back (RapportOutboxPage *self)
{
  gboolean selecting = self->selection != NULL && rapport_id_selection_get_selecting (self->selection);

  /* where the list stands alone, a tap opens what it is on, also the one that is selected already */
  gtk_list_view_set_single_click_activate (self->list, rapport_split_get_folded (self->split) && !selecting);
  rapport_page_set_can_go_back (RAPPORT_PAGE (self), rapport_split_get_folded (self->split)
                                                     && rapport_split_get_show_detail (self->split));
}

/* The page -------------------------------------------------------------------------------------------------------- */

static void
rapport_outbox_page_back (RapportPage *page)
{
  rapport_split_set_show_detail (RAPPORT_OUTBOX_PAGE (page)->split, FALSE);
}

static void
rapport_outbox_page_refresh (RapportPage *page)
{
  ask (RAPPORT_OUTBOX_PAGE (page));
}

static void
show_view (RapportOutboxPage *self,
           View               view)
{
  self->quiet = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->view_buttons[view]), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->quiet = FALSE;
  ask (self);
}

static void
on_wanted (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (RapportOutboxPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportLetterRow) row = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (row == NULL)
    {
      rapport_page_show_error (RAPPORT_PAGE (self), _("The letter cannot be shown"), error);
      return;
    }
  self->awaited = row->no;
  for (View view = VIEW_DRAFTS; view < N_VIEWS; view++)
    if ((stages_of_view[view] & 1u << row->state.stage) != 0)
      show_view (self, view);
}

/* "drafts", "queued", "problems", "sent", or the number of a letter */
static void
rapport_outbox_page_go_to (RapportPage *page,
                           const char  *target)
{
  static const char * const names[N_VIEWS] = { "drafts", "queued", "problems", "sent" };
  RapportOutboxPage *self = RAPPORT_OUTBOX_PAGE (page);
  gint64 letter = g_ascii_strtoll (target, NULL, 10);

  for (View view = VIEW_DRAFTS; view < N_VIEWS; view++)
    if (strcmp (names[view], target) == 0)
      show_view (self, view);
  if (letter != 0)
    rapport_store_read_async (rapport_session_get_store (session_of (self)), rapport_letters_get, g_memdup2 (&letter, sizeof letter),
                              g_free, (GDestroyNotify) rapport_letter_row_free, NULL, on_wanted, g_object_ref (self));
}

static void
rapport_outbox_page_command (RapportPage *page,
                             const char  *name,
                             GVariant    *parameter)
{
  RapportOutboxPage *self = RAPPORT_OUTBOX_PAGE (page);

  if (rapport_letter_selection_command (self->several, name))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->list)); /* for Space and Ctrl+A, which a search would keep to itself */
      return;
    }
  if (strcmp (name, "search") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else if (strcmp (name, "delete") == 0)
    rapport_id_selection_get_selecting (self->selection) ? act_on_several_cb (self, "discard") : act_cb (self, "discard");
  else if (strcmp (name, "suggested") == 0)
    act_cb (self, "send");
  else if (strcmp (name, "detail") == 0)
    rapport_split_set_detail_hidden (self->split, !rapport_split_get_detail_hidden (self->split));
}

static GtkWidget *
make_views (RapportOutboxPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (View view = VIEW_DRAFTS; view < N_VIEWS; view++)
    {
      self->view_buttons[view] = gtk_toggle_button_new ();
      if (view > VIEW_DRAFTS)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->view_buttons[view]),
                                     GTK_TOGGLE_BUTTON (self->view_buttons[VIEW_DRAFTS]));
      gtk_widget_set_hexpand (self->view_buttons[view], TRUE);
      gtk_box_append (GTK_BOX (box), self->view_buttons[view]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->view_buttons[VIEW_DRAFTS]), TRUE);
  for (View view = VIEW_DRAFTS; view < N_VIEWS; view++)
    g_signal_connect_object (self->view_buttons[view], "toggled", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static void
add_tool (RapportOutboxPage *self,
          GtkWidget         *box,
          const char        *words,
          GCallback          clicked)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_tools (RapportOutboxPage *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *select = gtk_button_new_from_icon_name ("selection-mode-symbolic");
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_tool (self, box, _("Draft What Is Due"), G_CALLBACK (due_cb));
  add_tool (self, box, _("Templates of Letters…"), G_CALLBACK (templates_cb));
  add_tool (self, box, _("Mail Account…"), G_CALLBACK (account_cb));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->menu = GTK_MENU_BUTTON (menu);
  gtk_menu_button_set_icon_name (self->menu, "view-more-symbolic");
  gtk_menu_button_set_popover (self->menu, popover);
  gtk_widget_set_tooltip_text (menu, _("More for Letters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More for Letters"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (select), "win.select");
  gtk_widget_set_tooltip_text (select, _("Select Letters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (select), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Select Letters"), -1);
  gtk_box_append (GTK_BOX (tools), select);
  gtk_box_append (GTK_BOX (tools), menu);
  return tools;
}

/* Wide, the views stand in the header; narrow, over the list. */
static void
narrow_cb (RapportOutboxPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);
  g_object_set (self, "title-widget", NULL, NULL);
  adw_bin_set_child (self->views_slot, NULL);
  if (narrow)
    adw_bin_set_child (self->views_slot, self->views);
  else
    g_object_set (self, "title-widget", self->views, NULL);
}

static void
bars_cb (RapportOutboxPage *self)
{
  gboolean busy = rapport_sending_bar_get_busy (self->sending);

  if (busy)
    rapport_letter_selection_end (self->several);
  g_object_set (self, "bottom-widget", busy ? GTK_WIDGET (self->sending) : rapport_letter_selection_get_bar (self->several), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_all), !busy);
  update_back (self);
  show_send_all (self, rapport_read_list_get_n_rows (self->letters));
}

static void
rapport_outbox_page_constructed (GObject *object)
{
  RapportOutboxPage *self = RAPPORT_OUTBOX_PAGE (object);
  g_autoptr (RapportPagedList) rows = NULL;

  G_OBJECT_CLASS (rapport_outbox_page_parent_class)->constructed (object);
  if (session_of (self) == NULL)
    return;
  self->letters = rapport_read_list_new (rapport_session_get_store (session_of (self)));
  rows = rapport_paged_list_new (RAPPORT_ROW_SOURCE (self->letters));
  self->selection = rapport_id_selection_new (rows);
  self->several = rapport_letter_selection_new (RAPPORT_PAGE (self), self->selection, self->split);
  gtk_list_view_set_factory (self->list, rapport_drawn_row_factory_new (RAPPORT_TYPE_LETTER_LIST_ROW, self->selection));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "current-changed", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->letters, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->letters, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sending, "changed", G_CALLBACK (bars_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->several, "changed", G_CALLBACK (bars_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->several, "act", G_CALLBACK (act_on_several_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  narrow_cb (self);
  g_object_set (self, "end-widget", self->tools, NULL);
  rapport_page_set_title (RAPPORT_PAGE (self), _("Outbox"), rapport_session_get_policy (session_of (self))->name);
  rapport_page_set_command (RAPPORT_PAGE (self), "search", TRUE);
  rapport_page_set_command (RAPPORT_PAGE (self), "detail", TRUE);
}

static void
rapport_outbox_page_dispose (GObject *object)
{
  RapportOutboxPage *self = RAPPORT_OUTBOX_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->several);
  g_clear_object (&self->selection);
  g_clear_object (&self->letters);
  g_clear_object (&self->views);
  g_clear_object (&self->tools);
  g_clear_object (&self->sending);
  G_OBJECT_CLASS (rapport_outbox_page_parent_class)->dispose (object);
}

static void
rapport_outbox_page_class_init (RapportOutboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  object_class->constructed = rapport_outbox_page_constructed;
  object_class->dispose = rapport_outbox_page_dispose;
  page_class->refresh = rapport_outbox_page_refresh;
  page_class->go_to = rapport_outbox_page_go_to;
  page_class->command = rapport_outbox_page_command;
  page_class->back = rapport_outbox_page_back;

  g_type_ensure (RAPPORT_TYPE_SPLIT);
  g_type_ensure (RAPPORT_TYPE_LETTER_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, split);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, search);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, send_all);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, pane);
  gtk_widget_class_bind_template_child (widget_class, RapportOutboxPage, views_slot);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
}

static void
rapport_outbox_page_init (RapportOutboxPage *self)
{
  self->views = g_object_ref_sink (make_views (self));
  self->tools = g_object_ref_sink (make_tools (self));
  self->sending = g_object_ref_sink (rapport_sending_bar_new ());
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
}
