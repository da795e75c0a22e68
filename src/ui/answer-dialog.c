/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/answer-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/terms.h"
#include "services/requests.h"
#include "ui/drop-down-name.h"
#include "ui/widgets.h"

struct _RapportAnswerDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkButton *verb;
  GtkWidget *accepting;
  AdwActionRow *starts_row;
  GtkMenuButton *starts;
  GtkCalendar *calendar;
  AdwActionRow *term_row;
  GtkDropDown *term;
  GtkListBox *checks;
  GtkWidget *exception_row;
  GtkEntry *exception;
  GtkWidget *declining;
  GtkDropDown *reason;
  GtkLabel *comment_label;
  GtkLabel *comment_hint;
  GtkEntry *comment;
  GtkLabel *follows;
  GtkLabel *failure;

  /* Owned */
  RapportSession *session;
  RapportPolicy *policy;
  RapportPair *pair;          /* NULL until it is read */
  GWeakRef page;
  GCancellable *cancellable;
  char *starts_on;
  GArray *terms;

  gint64 request;
  RapportRequestState state;
  gboolean accepts;
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (RapportAnswerDialog, rapport_answer_dialog, ADW_TYPE_WINDOW)

/* The last entry of the list gives none. */
static const char *
chosen_reason (RapportAnswerDialog *self)
{
  const char * const *reasons = rapport_decline_reasons ();
  guint selected = gtk_drop_down_get_selected (self->reason);

  return selected < g_strv_length ((char **) reasons) ? reasons[selected] : "";
}

static int
chosen_term (RapportAnswerDialog *self)
{
  guint position = gtk_drop_down_get_selected (self->term);

  return position < self->terms->len ? g_array_index (self->terms, int, position) : 0;
}

/* ✓ what is kept, ⚠ what may be overridden, ✗ what refuses. */
static GtkWidget *
new_check (const RapportVerdict *verdict)
{
  static const char * const icons[] = { "emblem-ok-symbolic", "dialog-warning-symbolic", "action-unavailable-symbolic" };
  static const char * const classes[] = { "state-active", "state-attention", "state-overdue" };
  GtkWidget *row = adw_action_row_new (), *icon = gtk_image_new_from_icon_name (icons[verdict->level]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), verdict->sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), verdict->remedy);
  gtk_widget_add_css_class (icon, classes[verdict->level]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
show_dates (RapportAnswerDialog *self)
{
  g_autofree char *today = rapport_session_get_today (self->session);
  g_autofree char *day = rapport_date_format_long (self->starts_on);
  g_autofree char *near = rapport_date_format_near (self->starts_on, today);
  g_autofree char *ends_on = rapport_term_ends_on (self->starts_on, chosen_term (self));
  g_autofree char *end_day = rapport_date_format_long (ends_on);
  g_autofree char *ends = *end_day != '\0' ? g_strdup_printf (_("ends on %s"), end_day) : g_strdup ("");

  gtk_menu_button_set_label (self->starts, day);
  adw_action_row_set_subtitle (self->starts_row, near);
  adw_action_row_set_subtitle (self->term_row, ends);
}

static void
follow (RapportAnswerDialog *self)
{
  const char *comment = gtk_editable_get_text (GTK_EDITABLE (self->comment));
  gboolean excused = *gtk_editable_get_text (GTK_EDITABLE (self->exception)) != '\0';
  g_autoptr (GPtrArray) verdicts = NULL;
  RapportVerdictLevel level;

  if (self->pair == NULL)
    return;
  if (self->accepts)
    verdicts = rapport_request_rules_check_accept (self->policy, self->pair, self->state, chosen_term (self),
                                                   self->starts_on, comment);
  else
    verdicts = rapport_request_rules_check_answer (self->policy, self->pair, RAPPORT_ANSWER_DECLINE, self->state, comment);
  rapport_remove_children (self->checks);
  for (guint i = 0; i < verdicts->len; i++)
    gtk_list_box_append (self->checks, new_check (verdicts->pdata[i]));
  level = rapport_verdicts_level (verdicts);
  gtk_widget_set_visible (self->exception_row, level == RAPPORT_VERDICT_SOFT);
  gtk_widget_set_visible (GTK_WIDGET (self->checks), verdicts->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->verb), !self->sending && (level == RAPPORT_VERDICT_OK
                                                                       || (level == RAPPORT_VERDICT_SOFT && excused)));
  if (self->accepts)
    show_dates (self);
}

static void
day_cb (RapportAnswerDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  g_free (self->starts_on);
  self->starts_on = g_date_time_format (date, "%Y-%m-%d");
  gtk_menu_button_popdown (self->starts);
  follow (self);
}

/* Doing ----------------------------------------------------------------------------------------------------------- */

static void
on_answered (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (RapportAnswerDialog) self = data;
  g_autoptr (RapportPage) page = g_weak_ref_get (&self->page);
  g_autoptr (RapportRequestAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  self->sending = FALSE;
  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &answer, &error))
    {
      g_autofree char *words = self->accepts
        ? g_strdup_printf (_("%s and %s are partners now"), self->pair->mentee.short_name, self->pair->mentor.short_name)
        : g_strdup (_("Request declined"));

      if (page != NULL)
        rapport_page_toast (page, words, TRUE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->failure, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
}

static void
verb_cb (RapportAnswerDialog *self)
{
  RapportRequestAnswer *answer;

  if (self->pair == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->verb)))
    return;
  answer = rapport_request_answer_new (self->request);
  answer->comment = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->comment)));
  answer->exception = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->exception)));
  if (self->accepts)
    {
      answer->term = chosen_term (self);
      answer->starts_on = g_strdup (self->starts_on);
      answer->had_room = self->pair->mentor.capacity > self->pair->mentor.taken;
    }
  else
    answer->reason = g_strdup (chosen_reason (self));
  self->sending = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->verb), FALSE);
  rapport_store_write_async (rapport_session_get_store (self->session),
                             self->accepts ? rapport_request_accept_command : rapport_request_decline_command, answer,
                             (GDestroyNotify) rapport_request_answer_free, NULL, on_answered, g_object_ref (self));
}

static void
cancel_cb (RapportAnswerDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
verb_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  verb_cb (RAPPORT_ANSWER_DIALOG (widget));
}

/* Beginning ------------------------------------------------------------------------------------------------------- */

static void
on_pair (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RapportAnswerDialog) self = data;
  g_autoptr (GError) error = NULL;
  RapportPair *pair = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&pair, rapport_pair_free);
      return;
    }
  self->pair = pair;
  if (pair == NULL)
    {
      gtk_label_set_label (self->failure, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
    }
  follow (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->comment));
}

static void
fill_terms (RapportAnswerDialog *self,
            int                  asked)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  gboolean listed = FALSE;

  for (guint i = 0; i < self->policy->n_terms; i++)
    listed = listed || self->policy->terms[i] == asked;
  if (!listed)
    g_array_append_val (self->terms, asked);
  g_array_append_vals (self->terms, self->policy->terms, self->policy->n_terms);
  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autofree char *label = rapport_date_format_months (g_array_index (self->terms, int, i));

      gtk_string_list_append (words, label);
    }
  gtk_drop_down_set_model (self->term, G_LIST_MODEL (words));
  for (guint i = 0; i < self->terms->len; i++)
    if (g_array_index (self->terms, int, i) == asked)
      gtk_drop_down_set_selected (self->term, i);
}

static void
fill_reasons (RapportAnswerDialog *self)
{
  const char * const *reasons = rapport_decline_reasons ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; reasons[i] != NULL; i++)
    gtk_string_list_append (words, rapport_decline_reason_label (reasons[i]));
  gtk_string_list_append (words, _("No reason given"));
  gtk_drop_down_set_model (self->reason, G_LIST_MODEL (words));
}

static void
fill (RapportAnswerDialog     *self,
      const RapportRequestRow *row)
{
  g_autofree char *subtitle = g_strdup_printf (_("%s → %s"), row->mentee_name, row->mentor_name);
  g_autofree char *comment = g_strdup_printf (_("Comment to %s"), rapport_request_row_asker_name (row));
  gboolean needed = self->policy->comment == RAPPORT_COMMENT_ALWAYS
                    || (!self->accepts && self->policy->comment == RAPPORT_COMMENT_ON_DECLINE);

  gtk_window_set_title (GTK_WINDOW (self), self->accepts ? _("Accept Request") : _("Decline Request"));
  adw_window_title_set_title (self->title, self->accepts ? _("Accept Request") : _("Decline Request"));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_button_set_label (GTK_BUTTON (self->verb), self->accepts ? _("Accept") : _("Decline"));
  gtk_widget_set_visible (self->accepting, self->accepts);
  gtk_widget_set_visible (self->declining, !self->accepts);
  gtk_label_set_label (self->comment_label, comment);
  gtk_label_set_label (self->comment_hint, needed ? _("needed") : _("optional"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->comment), GTK_ACCESSIBLE_PROPERTY_LABEL, comment, -1);
  gtk_label_set_label (self->follows, self->accepts ? _("Then the two are partners, and Rapport makes a workspace for them.")
                                                    : _("The request stays in the history, with your answer."));
  gtk_window_set_default_size (GTK_WINDOW (self), 520, self->accepts ? 500 : 340);
  self->starts_on = rapport_session_get_today (self->session);
  fill_terms (self, row->term);
  fill_reasons (self);
  show_dates (self);
}

static void
rapport_answer_dialog_dispose (GObject *object)
{
  RapportAnswerDialog *self = RAPPORT_ANSWER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  g_clear_pointer (&self->pair, rapport_pair_free);
  g_clear_pointer (&self->starts_on, g_free);
  g_clear_pointer (&self->terms, g_array_unref);
  G_OBJECT_CLASS (rapport_answer_dialog_parent_class)->dispose (object);
}

static void
rapport_answer_dialog_finalize (GObject *object)
{
  g_weak_ref_clear (&RAPPORT_ANSWER_DIALOG (object)->page);
  G_OBJECT_CLASS (rapport_answer_dialog_parent_class)->finalize (object);
}

static void
rapport_answer_dialog_class_init (RapportAnswerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_answer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_answer_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "answer.verb", NULL, verb_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "answer.verb", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "answer.verb", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/answer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, verb);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, accepting);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, starts_row);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, starts);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, term_row);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, term);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, checks);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, exception_row);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, exception);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, declining);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, comment_label);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, comment_hint);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, comment);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, follows);
  gtk_widget_class_bind_template_child (widget_class, RapportAnswerDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, verb_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow);
}

static void
rapport_answer_dialog_init (RapportAnswerDialog *self)
{
  g_weak_ref_init (&self->page, NULL);
  self->cancellable = g_cancellable_new ();
  self->terms = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_drop_down_set_name (self->term, _("Term"));
  rapport_drop_down_set_name (self->reason, _("Reason"));
}

GtkWidget *
rapport_answer_dialog_new (RapportPage             *page,
                           const RapportRequestRow *row,
                           gboolean                 accepts)
{
  RapportAnswerDialog *self = g_object_new (RAPPORT_TYPE_ANSWER_DIALOG,
                                            "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), NULL);
  RapportPairQuery *query = g_new0 (RapportPairQuery, 1);

  self->session = g_object_ref (rapport_page_get_session (page));
  self->policy = rapport_policy_ref (rapport_session_get_policy (self->session));
  g_weak_ref_set (&self->page, page);
  self->request = row->no;
  self->state = row->state;
  self->accepts = accepts;
  fill (self, row);
  *query = (RapportPairQuery) { row->programme, row->mentee, row->mentor };
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_requests_pair, query, g_free,
                            (GDestroyNotify) rapport_pair_free, self->cancellable, on_pair, g_object_ref (self));
  return GTK_WIDGET (self);
}
