/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sending-bar.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "services/sender.h"

struct _RapportSendingBar
{
  AdwBin parent_instance;

  GtkLabel *words;
  GtkProgressBar *progress;

  /* Owned */
  GCancellable *cancellable;  /* NULL: nothing is sent */
  guint n;
  gboolean sending;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportSendingBar, rapport_sending_bar, ADW_TYPE_BIN)

static void
cancel_cb (RapportSendingBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
rapport_sending_bar_dispose (GObject *object)
{
  cancel_cb (RAPPORT_SENDING_BAR (object));
  g_clear_object (&RAPPORT_SENDING_BAR (object)->cancellable);
  G_OBJECT_CLASS (rapport_sending_bar_parent_class)->dispose (object);
}

static void
rapport_sending_bar_class_init (RapportSendingBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_sending_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
rapport_sending_bar_init (RapportSendingBar *self)
{
  GtkWidget *bar = gtk_action_bar_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  GtkWidget *progress = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->words = GTK_LABEL (words);
  self->progress = GTK_PROGRESS_BAR (progress);
  gtk_accessible_update_property (GTK_ACCESSIBLE (progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sending"), -1);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), words);
  gtk_box_append (GTK_BOX (lines), progress);
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), lines);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), cancel);
  adw_bin_set_child (ADW_BIN (self), bar);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
}

RapportSendingBar *
rapport_sending_bar_new (void)
{
  return g_object_new (RAPPORT_TYPE_SENDING_BAR, NULL);
}

gboolean
rapport_sending_bar_get_busy (RapportSendingBar *self)
{
  return self->cancellable != NULL;
}

GCancellable *
rapport_sending_bar_prepare (RapportSendingBar *self,
                             guint              n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("Queueing %'u letter…", "Queueing %'u letters…", n), n);

  if (self->cancellable != NULL)
    return NULL;
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->words, words);
  gtk_progress_bar_set_fraction (self->progress, 0);
  g_signal_emit (self, signals[CHANGED], 0);
  return self->cancellable;
}

static void
end (RapportSendingBar *self)
{
  g_clear_object (&self->cancellable);
  self->sending = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rapport_sending_bar_give_up (RapportSendingBar *self)
{
  if (!self->sending && self->cancellable != NULL)
    end (self);
}

static void
show_progress (RapportSendingBar *self,
               guint              done)
{
  g_autofree char *words = g_strdup_printf (_("%'u of %'u letters"), done, MAX (self->n, done));

  gtk_label_set_label (self->words, words);
  gtk_progress_bar_set_fraction (self->progress, self->n > 0 ? MIN (1.0, (double) done / self->n) : 0);
}

static void
on_progress (const RapportSenderResult *result,
             gpointer                   data)
{
  show_progress (data, result->sent + result->failed + result->later + result->unsure);
}

typedef struct {
  RapportSendingBar *bar;
  RapportPage *page;
} Sending;

/* Takes @words. */
static void
add_part (GString *text,
          guint    n,
          char    *words)
{
  if (n > 0)
    rapport_sentence_append (text, words);
  g_free (words);
}

/* Only what there is: "1 letter sent · 2 failed" */
static void
tell (RapportPage               *page,
      const RapportSenderResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean others = result->failed + result->later + result->unsure > 0;

  add_part (text, !others || result->sent > 0,
            g_strdup_printf (ngettext ("%'u letter sent", "%'u letters sent", result->sent), result->sent));
  add_part (text, result->failed, g_strdup_printf (ngettext ("%'u failed", "%'u failed", result->failed), result->failed));
  add_part (text, result->later,
            g_strdup_printf (ngettext ("%'u is tried again later", "%'u are tried again later", result->later), result->later));
  add_part (text, result->unsure,
            g_strdup_printf (ngettext ("%'u may have been sent", "%'u may have been sent", result->unsure), result->unsure));
  rapport_page_toast (page, text->str, FALSE);
}

static void
on_sent (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Sending *sending = data;
  g_autoptr (RapportSendingBar) bar = sending->bar;
  g_autoptr (RapportPage) page = sending->page;
  g_autoptr (GError) error = NULL;
  RapportSenderResult *done = rapport_sender_run_finish (RAPPORT_STORE (object), result, &error);

  end (bar);
  if (done != NULL)
    tell (page, done);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_page_toast (page, _("Sending was cancelled; the rest stays queued"), FALSE);
  else
    rapport_page_show_error (page, _("The letters stay queued"), error);
  g_clear_pointer (&done, rapport_sender_result_free);
}

void
rapport_sending_bar_run (RapportSendingBar *self,
                         RapportPage       *page,
                         guint              n)
{
  Sending *sending;

  if (self->sending)
    return;
  self->sending = TRUE;
  sending = g_new0 (Sending, 1);
  sending->bar = g_object_ref (self);
  sending->page = g_object_ref (page);
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  self->n = n;
  show_progress (self, 0);
  g_signal_emit (self, signals[CHANGED], 0);
  rapport_sender_run_async (rapport_session_get_store (rapport_page_get_session (page)), on_progress, self, self->cancellable,
                            on_sent, sending);
}
