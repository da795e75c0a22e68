/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timer-row.h"

#include <glib/gi18n.h>

#include "services/timer.h"

struct _RapportTimerRow
{
  AdwActionRow parent_instance;

  /* Borrowed */
  GtkSwitch *toggle;

  /* Owned */
  GCancellable *cancellable;

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapportTimerRow, rapport_timer_row, ADW_TYPE_ACTION_ROW)

static void
show (RapportTimerRow *self,
      gboolean         on,
      const GError    *error)
{
  self->showing = TRUE;
  gtk_switch_set_active (self->toggle, on);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), error == NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               error != NULL ? error->message
                               : _("Drafts what is due, sends what is queued and makes the daily backup, also while Rapport is closed"));
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (RapportTimerRow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean on = rapport_timer_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show (self, on, error);
}

static void
switched_cb (RapportTimerRow *self)
{
  if (self->showing)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), FALSE);
  rapport_timer_set_async (gtk_switch_get_active (self->toggle), self->cancellable, on_answer, g_object_ref (self));
}

static void
rapport_timer_row_dispose (GObject *object)
{
  g_cancellable_cancel (RAPPORT_TIMER_ROW (object)->cancellable);
  G_OBJECT_CLASS (rapport_timer_row_parent_class)->dispose (object);
}

static void
rapport_timer_row_finalize (GObject *object)
{
  g_object_unref (RAPPORT_TIMER_ROW (object)->cancellable);
  G_OBJECT_CLASS (rapport_timer_row_parent_class)->finalize (object);
}

static void
rapport_timer_row_class_init (RapportTimerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_timer_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_timer_row_finalize;
}

static void
rapport_timer_row_init (RapportTimerRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Housekeeping Every Hour"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 5);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (switched_cb), self);
  rapport_timer_get_async (self->cancellable, on_answer, g_object_ref (self));
}
