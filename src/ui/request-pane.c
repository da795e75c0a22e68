/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/request-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/request-snapshot.h"
#include "model/sentence.h"
#include "services/requests.h"
#include "ui/chip.h"
#include "ui/request-words.h"
#include "ui/stack-truth.h"
#include "ui/widgets.h"

struct _RapportRequestPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwAvatar *asker;
  AdwAvatar *asked;
  GtkLabel *names;
  GtkLabel *match;
  AdwBin *chips;
  GtkLabel *expires;
  GtkBox *considerations;
  GtkExpander *letter_expander;
  GtkLabel *letter;
  GtkBox *so_far;
  GtkWidget *answers;
  GtkWidget *accept;
  GtkWidget *second;
  GtkWidget *withdraw;
  GtkWidget *remind;
  GtkWidget *partnership;

  /* Owned */
  GCancellable *cancellable;
  RapportSession *session;
};

G_DEFINE_FINAL_TYPE (RapportRequestPane, rapport_request_pane, ADW_TYPE_BIN)

enum
{
  ANSWER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The answers to the considerations, word for word as they were sent (I07). */
static void
fill_considerations (RapportRequestPane           *self,
                     const RapportRequestSnapshot *snapshot)
{
  const char * const *ids = rapport_considerations ();

  rapport_remove_children (self->considerations);
  for (guint i = 0; ids[i] != NULL && snapshot->considerations[i] != NULL; i++)
    if (*snapshot->considerations[i] != '\0')
      {
        GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
        GtkWidget *answer = rapport_text_label_new (snapshot->considerations[i], i == 0 ? "quote" : NULL, FALSE);

        gtk_label_set_selectable (GTK_LABEL (answer), TRUE);
        gtk_widget_set_can_focus (answer, FALSE);
        gtk_box_append (GTK_BOX (box), rapport_text_label_new (rapport_consideration_label (ids[i]), "caption", TRUE));
        gtk_box_append (GTK_BOX (box), answer);
        gtk_box_append (self->considerations, box);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->considerations),
                          gtk_widget_get_first_child (GTK_WIDGET (self->considerations)) != NULL);
}

static void
fill_chips (RapportRequestPane           *self,
            const RapportRequestSnapshot *snapshot)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; snapshot->areas[i] != NULL; i++)
    g_ptr_array_add (labels, rapport_area_label (snapshot->areas[i]));
  g_ptr_array_add (labels, rapport_date_format_months (snapshot->term));
  g_ptr_array_add (labels, NULL);
  adw_bin_set_child (self->chips, rapport_chip_new_several ((const char * const *) labels->pdata, 0));
}

static void
add_event (RapportRequestPane *self,
           const char         *icon,
           gint64              instant,
           const char         *what,
           const char         *words)
{
  const char *zone = rapport_session_get_policy (self->session)->time_zone;
  g_autofree char *today = rapport_session_get_today (self->session);
  g_autofree char *date = rapport_date_of_instant (instant, zone);
  g_autofree char *day = strcmp (date, today) == 0 ? g_strdup (_("today")) : rapport_date_format_day (date, today);
  g_autofree char *clock = rapport_date_format_clock (instant, zone);
  /* Translators: "Sent", a day, a time: "Sent today 14:34" */
  g_autofree char *line = g_strdup_printf (_("%s %s %s"), what, day, clock);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, "dim-label");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), rapport_text_label_new (line, "caption", FALSE));
  gtk_box_append (self->so_far, box);
  if (words != NULL && *words != '\0')
    gtk_box_append (self->so_far, rapport_text_label_new (words, "quote", FALSE));
}

static void
fill_so_far (RapportRequestPane      *self,
             const RapportRequestRow *row)
{
  rapport_remove_children (self->so_far);
  add_event (self, "mail-send-symbolic", row->sent_at, strcmp (row->asked_by, "office") == 0 ? _("Sent by the office") : _("Sent"),
             NULL);
  if (row->saved_at != 0)
    add_event (self, "bookmark-new-symbolic", row->saved_at, _("Saved for later"), NULL);
  if (row->reminded_at != 0)
    add_event (self, "alarm-symbolic", row->reminded_at, _("Reminded"), NULL);
  if (row->answered_at != 0)
    {
      const char *reason = strcmp (row->answer, "accepted") != 0 ? rapport_decline_reason_label (row->answer_reason) : "";

      add_event (self, strcmp (row->answer, "accepted") == 0 ? "emblem-ok-symbolic" : "window-close-symbolic",
                 row->answered_at, strcmp (row->answer, "accepted") == 0 ? _("Accepted") : _("Declined"), row->comment);
      if (*reason != '\0')
        gtk_box_append (self->so_far, rapport_text_label_new (reason, "caption", TRUE));
    }
  if (row->contested)
    gtk_box_append (self->so_far,
                    rapport_text_label_new (_("Accepted on one computer and declined on another: it counts as accepted until"
                                              " one of the answers is undone."), "caption", TRUE));
  if (row->withdrawn_at != 0)
    add_event (self, "edit-undo-symbolic", row->withdrawn_at, _("Withdrawn"), NULL);
  if (row->state == RAPPORT_REQUEST_EXPIRED)
    add_event (self, "task-past-due-symbolic", row->expires_at - 60, _("Expired"), NULL);
  if (*row->exception != '\0')
    {
      g_autofree char *words = rapport_sentence_new (_("Exception: %s"), row->exception);

      gtk_box_append (self->so_far, rapport_text_label_new (words, "caption", TRUE));
    }
}

/* Whoever is asked answers, whoever asked may withdraw; the office does both for them. */
static void
fill_answers (RapportRequestPane      *self,
              const RapportRequestRow *row)
{
  gint64 viewer = rapport_session_get_viewer (self->session)->member;
  gboolean open = rapport_request_row_is_open (row);
  gboolean answers = open && (viewer == 0 || viewer == rapport_request_row_asked (row));
  gboolean asks = open && (viewer == 0 || viewer == rapport_request_row_asker (row));

  gtk_widget_set_visible (self->accept, answers);
  gtk_widget_set_visible (self->second, answers);
  gtk_widget_set_visible (self->withdraw, asks);
  gtk_widget_set_visible (self->remind, asks && row->reminder_due);
  gtk_button_set_label (GTK_BUTTON (self->remind),
                        rapport_request_reminders_are_letters (rapport_session_get_policy (self->session))
                          ? _("Write a Reminder") : _("Note a Reminder"));
  gtk_widget_set_visible (self->partnership, row->partnership != 0);
  gtk_widget_set_visible (self->answers, answers || asks || row->partnership != 0);
}

static void
fill (RapportRequestPane      *self,
      const RapportRequestRow *row)
{
  g_autoptr (RapportRequestSnapshot) snapshot = rapport_request_snapshot_parse (row->snapshot);
  const char *zone = rapport_session_get_policy (self->session)->time_zone;
  g_autofree char *last_day = rapport_date_of_instant (row->expires_at - 1, zone);
  g_autofree char *long_day = rapport_date_format_long (last_day);
  g_autofree char *expires = g_strdup_printf (_("Expires on %s"), long_day);
  g_autofree char *names = g_strdup_printf (_("%s asks %s"), rapport_request_row_asker_name (row),
                                            rapport_request_row_asked_name (row));
  g_autofree char *match = snapshot->score >= 0 ? g_strdup_printf (_("%d %% match when sent"), snapshot->score) : NULL;

  adw_avatar_set_text (self->asker, rapport_request_row_asker_name (row));
  adw_avatar_set_text (self->asked, rapport_request_row_asked_name (row));
  gtk_label_set_label (self->names, names);
  gtk_label_set_label (self->match, match != NULL ? match : "");
  gtk_widget_set_visible (GTK_WIDGET (self->match), match != NULL);
  gtk_label_set_label (self->expires, expires);
  gtk_widget_set_visible (GTK_WIDGET (self->expires), rapport_request_row_is_open (row));
  gtk_label_set_label (self->letter, snapshot->letter);
  gtk_widget_set_visible (GTK_WIDGET (self->letter_expander), *snapshot->letter != '\0');
  fill_chips (self, snapshot);
  fill_considerations (self, snapshot);
  fill_so_far (self, row);
  fill_answers (self, row);
}

typedef struct {
  RapportRequestPane *pane;
  GCancellable *cancellable;
} Question;

static void
on_row (GObject      *object,
        GAsyncResult *result,
        gpointer      data)
{
  g_autofree Question *question = data;
  g_autoptr (RapportRequestPane) self = question->pane;
  g_autoptr (GCancellable) cancellable = question->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportRequestRow) row = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (cancellable != self->cancellable || row == NULL)
    return;
  fill (self, row);
  gtk_stack_set_visible_child_name (self->stack, "request");
}

static void
accept_cb (RapportRequestPane *self)
{
  g_signal_emit (self, signals[ANSWER], 0, "accept");
}

static void
save_cb (RapportRequestPane *self)
{
  g_signal_emit (self, signals[ANSWER], 0, "save");
}

static void
decline_cb (RapportRequestPane *self)
{
  g_signal_emit (self, signals[ANSWER], 0, "decline");
}

static void
withdraw_cb (RapportRequestPane *self)
{
  g_signal_emit (self, signals[ANSWER], 0, "withdraw");
}

static void
remind_cb (RapportRequestPane *self)
{
  g_signal_emit (self, signals[ANSWER], 0, "remind");
}

static void
partnership_cb (RapportRequestPane *self)
{
  g_signal_emit (self, signals[ANSWER], 0, "partnership");
}

static void
rapport_request_pane_dispose (GObject *object)
{
  RapportRequestPane *self = RAPPORT_REQUEST_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rapport_request_pane_parent_class)->dispose (object);
}

static void
rapport_request_pane_class_init (RapportRequestPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_request_pane_dispose;
  signals[ANSWER] = g_signal_new ("answer", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/request-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, asker);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, asked);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, names);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, match);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, chips);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, expires);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, considerations);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, letter_expander);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, letter);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, so_far);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, answers);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, accept);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, second);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, withdraw);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, remind);
  gtk_widget_class_bind_template_child (widget_class, RapportRequestPane, partnership);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, remind_cb);
  gtk_widget_class_bind_template_callback (widget_class, partnership_cb);
}

static void
rapport_request_pane_init (RapportRequestPane *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}

/**
 * rapport_request_pane_set:
 * @self: a pane
 * @session: the session
 * @row: (nullable): the request; its snapshot is read here
 */
void
rapport_request_pane_set (RapportRequestPane      *self,
                          RapportSession          *session,
                          const RapportRequestRow *row)
{
  Question *question;
  gint64 *request;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->session, session);
  if (row == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  question = g_new0 (Question, 1);
  question->pane = g_object_ref (self);
  question->cancellable = g_object_ref (self->cancellable);
  request = g_memdup2 (&row->no, sizeof row->no);
  rapport_store_read_async (rapport_session_get_store (session), rapport_requests_get, request, g_free,
                            (GDestroyNotify) rapport_request_row_free, self->cancellable, on_row, question);
}
