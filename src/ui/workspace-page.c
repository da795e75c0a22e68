/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/workspace-page.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/operations.h"
#include "model/request-snapshot.h"
#include "model/term-months.h"
#include "services/meetings.h"
#include "services/partnerships.h"
#include "services/sheet-job.h"
#include "services/workspace.h"
#include "ui/end-dialog.h"
#include "ui/letter-history.h"
#include "ui/invite-window.h"
#include "ui/meeting-form.h"
#include "ui/meeting-row.h"
#include "ui/month-strip.h"
#include "ui/partnership-words.h"
#include "ui/sheet-preview.h"
#include "ui/sign-dialog.h"
#include "ui/split.h"
#include "ui/stack-truth.h"
#include "ui/two-faces.h"

struct _RapportWorkspacePage
{
  RapportPage parent_instance;

  /* Template widgets */
  GtkToggleButton *star_button;
  GtkStack *stack;
  GtkBox *head;
  AdwBin *faces_slot;
  GtkBox *names_box;
  GtkLabel *names_label;
  AdwBin *badge_slot;
  GtkLabel *sentence_label;
  GtkWidget *term_box;
  GtkLabel *elapsed_label;
  GtkLabel *ends_label;
  GtkLevelBar *term_bar;
  RapportMonthStrip *strip;
  GtkWidget *tabs;
  GtkToggleButton *meetings_button;
  GtkToggleButton *request_button;
  GtkToggleButton *letters_button;
  GtkWidget *no_meeting;
  GtkStack *tab_stack;
  RapportSplit *split;
  GtkWidget *captions;
  GtkLabel *mentee_caption;
  GtkLabel *mentor_caption;
  GtkStack *list_stack;
  GtkListBox *list;
  GtkLabel *totals_label;
  GtkWidget *blank_button;
  GtkWidget *print_label;
  GtkWidget *log_button; /* in the header, where there is room */
  GtkWidget *log_below;
  RapportMeetingForm *form;
  GtkLabel *request_label;
  GtkLabel *letter_label;
  RapportLetterHistory *letters;

  /* Owned */
  RapportWorkspace *workspace;
  GCancellable *cancellable;

  gint64 partnership;
  gint64 selected;       /* meeting shown in the form */
  gboolean begin_new;    /* when the workspace has come */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RapportWorkspacePage, rapport_workspace_page, RAPPORT_TYPE_PAGE)

static gboolean
is_narrow (RapportWorkspacePage *self)
{
  gboolean narrow = FALSE;

  g_object_get (self, "narrow", &narrow, NULL);
  return narrow;
}

static GtkWindow *
get_window (RapportWorkspacePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static RapportStore *
get_store (RapportWorkspacePage *self)
{
  return rapport_session_get_store (rapport_page_get_session (RAPPORT_PAGE (self)));
}

static RapportViewer
get_viewer (RapportWorkspacePage *self)
{
  return *rapport_session_get_viewer (rapport_page_get_session (RAPPORT_PAGE (self)));
}

/* "Meeting logged", with Undo. */
static void
say_done (RapportWorkspacePage *self,
          const char           *operation)
{
  g_autofree char *sentence = rapport_operation_sentence (operation, NULL, NULL, NULL);

  rapport_page_toast (RAPPORT_PAGE (self), sentence, TRUE);
}

/* --- The head ------------------------------------------------------------------------------------------------ */

static void
show_strip (RapportWorkspacePage *self)
{
  const RapportPartnershipRow *row = self->workspace->row;
  const RapportTermDates term = { row->starts_on, row->ends_on, row->ended_on, row->term };
  g_autoptr (GArray) months = rapport_term_months_new (&term, self->workspace->today, self->workspace->policy->monthly,
                                                       (const RapportMonthContact *) (gpointer) row->contacts->data, row->contacts->len);
  g_autofree char *name = rapport_term_months_name (months);
  g_auto (GStrv) tooltips = g_new0 (char *, months->len + 1);
  RapportMonth cells[RAPPORT_TERM_MOST_CELLS];

  for (guint i = 0; i < months->len; i++)
    {
      const RapportTermMonth *month = &g_array_index (months, RapportTermMonth, i);

      cells[i] = (RapportMonth) month->state;
      tooltips[i] = rapport_term_month_sentence (month);
    }
  rapport_month_strip_set (self->strip, cells, months->len, (const char * const *) tooltips, name);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), months->len > 0);
}

static void
show_term (RapportWorkspacePage *self)
{
  const RapportPartnershipRow *row = self->workspace->row;
  const RapportTermDates term = { row->starts_on, row->ends_on, row->ended_on, row->term };
  g_autofree char *elapsed = rapport_term_elapsed_words (&term, self->workspace->today);
  g_autofree char *day = rapport_date_format_long (*row->ended_on != '\0' ? row->ended_on : row->ends_on);
  gboolean ended = row->state == RAPPORT_PARTNERSHIP_ENDED;
  g_autofree char *ends = *day == '\0' ? g_strdup ("") : g_strdup_printf (ended ? _("ended %s") : _("ends %s"), day);

  gtk_label_set_text (self->elapsed_label, elapsed);
  gtk_label_set_text (self->ends_label, ends);
  gtk_level_bar_set_value (self->term_bar, rapport_term_elapsed_share (&term, self->workspace->today));
  gtk_widget_set_visible (GTK_WIDGET (self->term_bar), row->term > 0);
  if (row->alerts & RAPPORT_ALERT_ENDING_SOON)
    gtk_widget_add_css_class (GTK_WIDGET (self->term_bar), "attention");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->term_bar), "attention");
  show_strip (self);
}

static void
show_head (RapportWorkspacePage *self)
{
  const RapportPartnershipRow *row = self->workspace->row;
  g_autofree char *both = g_strdup_printf (_("%s and %s"), row->mentee_name, row->mentor_name);
  g_autofree char *sentence = rapport_partnership_sentence (row);
  RapportTwoFaces *faces = RAPPORT_TWO_FACES (adw_bin_get_child (self->faces_slot));

  rapport_two_faces_set (faces, row->mentee_name, NULL, row->mentor_name, NULL);
  gtk_label_set_text (self->names_label, both);
  gtk_label_set_text (self->sentence_label, sentence);
  adw_bin_set_child (self->badge_slot, rapport_partnership_badge_new (row, self->workspace->today));
  rapport_page_set_title (RAPPORT_PAGE (self), both, self->workspace->policy->name);
  self->filling = TRUE;
  gtk_toggle_button_set_active (self->star_button, row->starred);
  gtk_button_set_icon_name (GTK_BUTTON (self->star_button), row->starred ? "starred-symbolic" : "non-starred-symbolic");
  self->filling = FALSE;
  show_term (self);
}

/* A tab without anything in it is not there, and with one alone there are no tabs. */
static void
show_tabs (RapportWorkspacePage *self)
{
  gboolean request = self->workspace->request != NULL && self->workspace->request->snapshot != NULL;
  gboolean letters = self->workspace->letters != NULL && self->workspace->letters->len > 0;

  if ((!request && gtk_toggle_button_get_active (self->request_button))
      || (!letters && gtk_toggle_button_get_active (self->letters_button)))
    gtk_toggle_button_set_active (self->meetings_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->request_button), request);
  gtk_widget_set_visible (GTK_WIDGET (self->letters_button), letters);
  gtk_widget_set_visible (self->tabs, request || letters);
  rapport_letter_history_set (self->letters, self->workspace->letters, self->workspace->policy->time_zone, self->workspace->today);
}

static void
show_request (RapportWorkspacePage *self)
{
  const RapportRequestRow *request = self->workspace->request;
  g_autoptr (RapportRequestSnapshot) snapshot = NULL;
  g_autofree char *day = NULL;
  g_autofree char *date = NULL;
  g_autofree char *sent = NULL;

  if (request == NULL || request->snapshot == NULL)
    return;
  snapshot = rapport_request_snapshot_parse (request->snapshot);
  date = rapport_date_of_instant (request->sent_at, self->workspace->policy->time_zone);
  day = rapport_date_format_long (date);
  sent = g_strdup_printf (_("As it was sent on %s. It stays as it is."), day);
  gtk_label_set_text (self->request_label, sent);
  gtk_label_set_text (self->letter_label, snapshot != NULL && snapshot->letter != NULL ? snapshot->letter : "");
}

/* --- The list ------------------------------------------------------------------------------------------------ */

static void
show_totals (RapportWorkspacePage *self)
{
  const RapportMeetingLog *log = self->workspace->log;
  g_autofree char *time = rapport_meeting_duration (log->minutes);
  g_autofree char *meetings = g_strdup_printf (ngettext ("%u meeting", "%u meetings", log->n_meetings), log->n_meetings);
  g_autofree char *both = g_strdup_printf (ngettext ("%u signed by both", "%u signed by both", log->by_both), log->by_both);
  g_autofree char *all = log->n_meetings == 0 ? g_strdup ("") : is_narrow (self) ? g_strdup_printf ("%s · %s", meetings, time)
                                                : g_strdup_printf ("%s · %s · %s", meetings, time, both);

  gtk_label_set_text (self->totals_label, all);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->totals_label), *all != '\0' ? both : NULL);
}

static GtkWidget *
append_row (RapportWorkspacePage      *self,
            const RapportMeetingEntry *entry)
{
  GtkWidget *row = rapport_meeting_row_new (self->workspace, entry, is_narrow (self) || rapport_split_get_folded (self->split));

  gtk_list_box_append (self->list, row);
  if (entry->meeting->no == self->selected)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  return row;
}

/* The newest meeting first; the versions of one in their order. */
static void
fill_list (RapportWorkspacePage *self)
{
  GPtrArray *entries = self->workspace->log->entries;
  GtkListBoxRow *row;

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint end = entries->len; end > 0;)
    {
      guint begin = end - 1;

      while (begin > 0 && ((RapportMeetingEntry *) entries->pdata[begin - 1])->number == ((RapportMeetingEntry *) entries->pdata[begin])->number)
        begin--;
      for (guint i = begin; i < end; i++)
        append_row (self, entries->pdata[i]);
      end = begin;
    }
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->list_stack, entries->len > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->log_below, entries->len > 0 && is_narrow (self));
  gtk_widget_set_visible (self->captions, entries->len > 0 && !is_narrow (self) && !rapport_split_get_folded (self->split));
  gtk_label_set_text (self->mentee_caption, self->workspace->pair->names[RAPPORT_SIDE_MENTEE]);
  gtk_label_set_text (self->mentor_caption, self->workspace->pair->names[RAPPORT_SIDE_MENTOR]);
  show_totals (self);
}

/* --- Form and commands --------------------------------------------------------------------------------------- */

static void
update_commands (RapportWorkspacePage *self)
{
  gboolean there = self->workspace != NULL;
  gboolean ended = there && *self->workspace->row->ended_on != '\0';
  gboolean signs = there && rapport_meeting_form_get_meeting (self->form) != 0;

  rapport_page_set_command (RAPPORT_PAGE (self), "log-meeting", there && self->workspace->row->state != RAPPORT_PARTNERSHIP_PENDING);
  rapport_page_set_command (RAPPORT_PAGE (self), "invite-to-meeting",
                            there && self->workspace->row->state != RAPPORT_PARTNERSHIP_ENDED
                            && rapport_viewer_is_office (&self->workspace->viewer));
  rapport_page_set_command (RAPPORT_PAGE (self), "sign", signs);
  rapport_page_set_command (RAPPORT_PAGE (self), "suggested", there);
  rapport_page_set_command (RAPPORT_PAGE (self), "print", there);
  rapport_page_set_command (RAPPORT_PAGE (self), "blank-sheet", there);
  rapport_page_set_command (RAPPORT_PAGE (self), "star", there);
  rapport_page_set_command (RAPPORT_PAGE (self), "end-partnership", there && self->workspace->row->state != RAPPORT_PARTNERSHIP_ENDED);
  rapport_page_set_command (RAPPORT_PAGE (self), "extend-term", there && !ended && self->workspace->row->term > 0);
}

/* The page's own back button leaves the detail, which stands in the place of the list when there is little room. */
static void
update_back (RapportWorkspacePage *self)
{
  gboolean alone = rapport_split_get_folded (self->split) && rapport_split_get_show_detail (self->split);

  rapport_page_set_can_go_back (RAPPORT_PAGE (self), alone);
  gtk_widget_set_visible (GTK_WIDGET (self->head), !alone || !is_narrow (self));
}

static void
show_detail (RapportWorkspacePage *self,
             gboolean              shown)
{
  rapport_split_set_show_detail (self->split, shown);
  update_back (self);
}

static void
show_meeting (RapportWorkspacePage *self,
              gint64                meeting)
{
  self->selected = meeting;
  rapport_meeting_form_show (self->form, rapport_page_get_session (RAPPORT_PAGE (self)), self->workspace, meeting);
  update_commands (self);
}

static void
begin_new (RapportWorkspacePage *self)
{
  self->begin_new = FALSE;
  self->selected = 0;
  self->filling = TRUE;
  gtk_list_box_unselect_all (self->list);
  self->filling = FALSE;
  gtk_toggle_button_set_active (self->meetings_button, TRUE);
  show_detail (self, TRUE);
  rapport_meeting_form_show_new (self->form, rapport_page_get_session (RAPPORT_PAGE (self)), self->workspace);
  update_commands (self);
}

static void
row_selected_cb (RapportWorkspacePage *self,
                 GtkListBoxRow        *row)
{
  if (self->filling || row == NULL || self->workspace == NULL)
    return;
  show_meeting (self, rapport_meeting_row_get_meeting (RAPPORT_MEETING_ROW (row)));
}

static void
row_activated_cb (RapportWorkspacePage *self,
                  GtkListBoxRow        *row)
{
  row_selected_cb (self, row);
  show_detail (self, TRUE);
}

/* The newest one that stands, where there is room to show it beside the list. */
static void
choose_meeting (RapportWorkspacePage *self)
{
  RapportMeetingEntry *latest = rapport_meeting_log_get_latest (self->workspace->log);

  if (self->selected != 0 && rapport_meeting_log_find (self->workspace->log, self->selected) != NULL)
    return;
  self->selected = latest != NULL ? latest->meeting->no : 0;
}

static void
show_workspace (RapportWorkspacePage *self)
{
  gboolean new_one = rapport_meeting_form_is_new (self->form);

  gtk_stack_set_visible_child_name (self->stack, "partnership");
  show_head (self);
  show_request (self);
  show_tabs (self);
  if (self->begin_new || new_one)
    self->selected = 0;
  else
    choose_meeting (self);
  fill_list (self);
  if (self->begin_new || new_one)
    begin_new (self);
  else
    show_meeting (self, self->selected);
}

static void
take_workspace (RapportWorkspacePage *self,
                RapportWorkspace     *workspace)
{
  RapportWorkspace *before = self->workspace;
  gboolean other = before != NULL && before->row->no != workspace->row->no;

  self->workspace = workspace;
  if (other)
    rapport_meeting_form_show (self->form, rapport_page_get_session (RAPPORT_PAGE (self)), workspace, 0);
  show_workspace (self);
  rapport_workspace_free (before);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RapportWorkspacePage) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportWorkspace *workspace = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    {
      rapport_workspace_free (workspace);
      return;
    }
  if (workspace != NULL)
    {
      take_workspace (self, workspace);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  if (!g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND))
    rapport_page_show_error (RAPPORT_PAGE (self), _("The partnership could not be read."), error);
}

static void
rapport_workspace_page_refresh (RapportPage *page)
{
  RapportWorkspacePage *self = RAPPORT_WORKSPACE_PAGE (page);
  RapportMeetingsQuery *query;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->partnership == 0)
    return;
  self->cancellable = g_cancellable_new ();
  query = g_new0 (RapportMeetingsQuery, 1);
  query->partnership = self->partnership;
  query->viewer = get_viewer (self);
  rapport_store_read_async (get_store (self), rapport_workspace_read, query, g_free, (GDestroyNotify) rapport_workspace_free,
                            self->cancellable, read_cb, g_object_ref (self));
}

/* --- What people do ------------------------------------------------------------------------------------------ */

static void
saved_cb (RapportWorkspacePage *self,
          gint64                meeting,
          const char           *operation)
{
  self->selected = meeting;
  say_done (self, operation);
  rapport_workspace_page_refresh (RAPPORT_PAGE (self));
}

static void
signed_cb (RapportWorkspacePage *self)
{
  say_done (self, "sign-meeting");
  rapport_workspace_page_refresh (RAPPORT_PAGE (self));
}

static void
sign_cb (RapportWorkspacePage *self,
         gint64                meeting)
{
  const RapportMeetingEntry *entry = self->workspace != NULL ? rapport_meeting_log_find (self->workspace->log, meeting) : NULL;
  GtkWidget *dialog;
  RapportSide side;

  if (entry == NULL || entry->superseded || rapport_meeting_entry_is_signed_by_both (entry)
      || (rapport_workspace_get_side (self->workspace, &side) && entry->signatures[side] != NULL))
    return;
  dialog = rapport_sign_dialog_new (rapport_page_get_session (RAPPORT_PAGE (self)), self->workspace, meeting);
  g_signal_connect_object (dialog, "signed", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_window (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RapportWorkspacePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    rapport_page_show_error (RAPPORT_PAGE (self), _("This could not be done."), error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RapportWorkspacePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    say_done (self, "delete-meeting");
  else
    rapport_page_show_error (RAPPORT_PAGE (self), _("The meeting could not be deleted."), error);
}

static void
remove_cb (RapportWorkspacePage *self,
           gint64                meeting)
{
  RapportMeetingRemove *remove_it = g_new0 (RapportMeetingRemove, 1);

  remove_it->meeting = meeting;
  remove_it->viewer = get_viewer (self);
  show_detail (self, FALSE);
  rapport_store_write_async (get_store (self), rapport_meeting_remove_command, remove_it, g_free, NULL, removed_cb, g_object_ref (self));
}

static void
cancelled_cb (RapportWorkspacePage *self)
{
  show_detail (self, FALSE);
  rapport_workspace_page_refresh (RAPPORT_PAGE (self));
}

static void
star_cb (RapportWorkspacePage *self)
{
  RapportPartnershipChange *change;

  if (self->filling || self->workspace == NULL)
    return;
  change = rapport_partnership_change_new (self->partnership);
  change->starred = gtk_toggle_button_get_active (self->star_button);
  rapport_store_write_async (get_store (self), rapport_partnership_star_command, change,
                             (GDestroyNotify) rapport_partnership_change_free, NULL, written_cb, g_object_ref (self));
}

static void
ended_cb (RapportWorkspacePage *self,
          const char           *operation)
{
  say_done (self, operation);
}

static void
ask_end (RapportWorkspacePage *self,
         gboolean              extend)
{
  RapportSession *session = rapport_page_get_session (RAPPORT_PAGE (self));
  GtkWidget *dialog = extend ? rapport_end_dialog_new_extend (session, self->workspace->row)
                             : rapport_end_dialog_new (session, self->workspace->row);

  g_signal_connect_object (dialog, "done", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_window (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sheets_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportWorkspacePage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  GtkWidget *preview;

  if (sheets == NULL)
    {
      rapport_page_show_error (RAPPORT_PAGE (self), _("The sheet could not be made."), error);
      return;
    }
  preview = rapport_sheet_preview_new (sheets);
  gtk_window_set_transient_for (GTK_WINDOW (preview), get_window (self));
  gtk_window_present (GTK_WINDOW (preview));
}

static void
make_sheet (RapportWorkspacePage *self,
            gboolean              blank)
{
  RapportSheetQuery *query = rapport_sheet_query_new (get_viewer (self));

  query->blank = blank;
  query->rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  rapport_sheet_query_add (query, self->partnership);
  rapport_store_read_async (get_store (self), rapport_sheet_job_read, query, (GDestroyNotify) rapport_sheet_query_free,
                            (GDestroyNotify) g_ptr_array_unref, NULL, sheets_cb, g_object_ref (self));
}

static void
rapport_workspace_page_command (RapportPage *page,
                                const char  *name,
                                GVariant    *parameter)
{
  RapportWorkspacePage *self = RAPPORT_WORKSPACE_PAGE (page);

  if (self->workspace == NULL)
    return;
  if (g_str_equal (name, "log-meeting"))
    begin_new (self);
  else if (g_str_equal (name, "invite-to-meeting"))
    gtk_window_present (GTK_WINDOW (rapport_invite_window_new (page, self->workspace)));
  else if (g_str_equal (name, "sign"))
    sign_cb (self, rapport_meeting_form_get_meeting (self->form));
  else if (g_str_equal (name, "suggested"))
    rapport_meeting_form_save (self->form);
  else if (g_str_equal (name, "print"))
    make_sheet (self, FALSE);
  else if (g_str_equal (name, "blank-sheet"))
    make_sheet (self, TRUE);
  else if (g_str_equal (name, "star"))
    gtk_toggle_button_set_active (self->star_button, !gtk_toggle_button_get_active (self->star_button));
  else if (g_str_equal (name, "end-partnership"))
    ask_end (self, FALSE);
  else if (g_str_equal (name, "extend-term"))
    ask_end (self, TRUE);
}

/* --- Going about --------------------------------------------------------------------------------------------- */

/* "12", "12?meeting=34", "12?log" */
static void
rapport_workspace_page_go_to (RapportPage *page,
                              const char  *target)
{
  RapportWorkspacePage *self = RAPPORT_WORKSPACE_PAGE (page);
  gint64 partnership = g_ascii_strtoll (target, NULL, 10);
  const char *query = strchr (target, '?');

  if (partnership != self->partnership)
    {
      self->selected = 0;
      rapport_split_set_show_detail (self->split, FALSE);
    }
  self->partnership = partnership;
  if (query != NULL && g_str_has_prefix (query, "?meeting="))
    {
      self->selected = g_ascii_strtoll (query + strlen ("?meeting="), NULL, 10);
      show_detail (self, TRUE);
    }
  self->begin_new = query != NULL && g_str_has_prefix (query, "?log");
  rapport_workspace_page_refresh (page);
}

static void
rapport_workspace_page_back (RapportPage *page)
{
  show_detail (RAPPORT_WORKSPACE_PAGE (page), FALSE);
}

static void
tab_cb (RapportWorkspacePage *self)
{
  gtk_stack_set_visible_child_name (self->tab_stack, gtk_toggle_button_get_active (self->letters_button) ? "letters"
                                                     : gtk_toggle_button_get_active (self->request_button) ? "request" : "meetings");
}

static void
lay_out (RapportWorkspacePage *self)
{
  gboolean narrow = is_narrow (self);
  int margin = narrow ? 12 : 24;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->names_box), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->names_box, narrow ? 2 : 9);
  gtk_box_set_spacing (self->head, narrow ? 9 : 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->head), margin);
  gtk_widget_set_margin_end (GTK_WIDGET (self->head), margin);
  gtk_widget_set_visible (self->blank_button, !narrow);
  gtk_widget_set_visible (self->print_label, !narrow);
  gtk_widget_set_visible (self->log_button, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->star_button), !narrow);
  if (narrow)
    gtk_widget_add_css_class (self->no_meeting, "compact");
  else
    gtk_widget_remove_css_class (self->no_meeting, "compact");
  if (self->workspace != NULL)
    fill_list (self);
}

static void
folded_cb (RapportWorkspacePage *self)
{
  update_back (self);
  if (self->workspace != NULL)
    fill_list (self);
}

/* --- Class --------------------------------------------------------------------------------------------------- */

static void
rapport_workspace_page_dispose (GObject *object)
{
  RapportWorkspacePage *self = RAPPORT_WORKSPACE_PAGE (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->workspace, rapport_workspace_free);

  G_OBJECT_CLASS (rapport_workspace_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RapportWorkspacePage, child)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/workspace-page.ui");
  BIND (star_button);
  BIND (stack);
  BIND (head);
  BIND (faces_slot);
  BIND (names_box);
  BIND (names_label);
  BIND (badge_slot);
  BIND (sentence_label);
  BIND (term_box);
  BIND (elapsed_label);
  BIND (ends_label);
  BIND (term_bar);
  BIND (strip);
  BIND (tabs);
  BIND (meetings_button);
  BIND (request_button);
  BIND (letters_button);
  BIND (no_meeting);
  BIND (tab_stack);
  BIND (split);
  BIND (captions);
  BIND (mentee_caption);
  BIND (mentor_caption);
  BIND (list_stack);
  BIND (list);
  BIND (totals_label);
  BIND (blank_button);
  BIND (print_label);
  BIND (log_button);
  BIND (log_below);
  BIND (form);
  BIND (request_label);
  BIND (letter_label);
  BIND (letters);
}

static void
rapport_workspace_page_class_init (RapportWorkspacePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RapportPageClass *page_class = RAPPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_workspace_page_dispose;
  page_class->refresh = rapport_workspace_page_refresh;
  page_class->command = rapport_workspace_page_command;
  page_class->go_to = rapport_workspace_page_go_to;
  page_class->back = rapport_workspace_page_back;

  g_type_ensure (RAPPORT_TYPE_MONTH_STRIP);
  g_type_ensure (RAPPORT_TYPE_SPLIT);
  g_type_ensure (RAPPORT_TYPE_MEETING_FORM);
  g_type_ensure (RAPPORT_TYPE_LETTER_HISTORY);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, star_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
}

static void
rapport_workspace_page_init (RapportWorkspacePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
  rapport_stack_tell_truth (self->tab_stack);
  rapport_stack_tell_truth (self->list_stack);
  adw_bin_set_child (self->faces_slot, rapport_two_faces_new (52));
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (lay_out), NULL);
  rapport_page_set_title (RAPPORT_PAGE (self), _("Partnership"), NULL);
  update_commands (self);
}
