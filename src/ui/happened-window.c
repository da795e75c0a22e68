/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/happened-window.h"

#include <glib/gi18n.h>

#include "services/happened.h"
#include "ui/erase-window.h"
#include "ui/stack-truth.h"

#define MOST 100

struct _RapportHappenedWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkListBox *list;

  /* Owned */
  RapportSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportHappenedWindow, rapport_happened_window, ADW_TYPE_WINDOW)

/* In the reader's own zone, as it is their day that they remember. */
static char *
format_when (const RapportHappened *happened)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (happened->wall / 1000);

  /* Translators: day and time of something that happened, "19 November 2026, 14:32" */
  return g_date_time_format (when, _("%-e %B %Y, %H:%M"));
}

static void
remove_cb (GtkButton             *button,
           RapportHappenedWindow *self)
{
  const gint64 *operation = g_object_get_data (G_OBJECT (button), "operation");

  rapport_erase_window_ask_import (GTK_WINDOW (self), self->session, *operation);
}

/* An import that was taken back is still in the journal, so that Redo can bring it back. */
static GtkWidget *
new_remove_button (RapportHappenedWindow *self,
                   const RapportHappened *happened)
{
  GtkWidget *button = gtk_button_new_with_label (_("Remove for Good…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, rapport_viewer_is_office (rapport_session_get_viewer (self->session)));
  g_object_set_data_full (G_OBJECT (button), "operation", g_memdup2 (&happened->no, sizeof happened->no), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  return button;
}

static GtkWidget *
new_row (RapportHappenedWindow *self,
         const RapportHappened *happened)
{
  g_autofree char *when = format_when (happened);
  g_autofree char *second = g_strdup_printf ("%s · %s", when, happened->author);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), happened->sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), second);
  if (happened->removable)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (self, happened));
  return row;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportHappenedWindow) self = user_data;
  g_autoptr (GPtrArray) happened = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);
  GtkListBoxRow *row;

  if (happened == NULL || self->session == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < happened->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (happened, i)));
  gtk_stack_set_visible_child_name (self->stack, happened->len > 0 ? "list" : "empty");
}

static void
load (RapportHappenedWindow *self)
{
  rapport_store_read_async (rapport_session_get_store (self->session), rapport_happened_list, GUINT_TO_POINTER (MOST), NULL,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
rapport_happened_window_dispose (GObject *object)
{
  RapportHappenedWindow *self = RAPPORT_HAPPENED_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_happened_window_parent_class)->dispose (object);
}

static void
rapport_happened_window_class_init (RapportHappenedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_happened_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_mentoring/Rapport/ui/happened-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportHappenedWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportHappenedWindow, list);
}

static void
rapport_happened_window_init (RapportHappenedWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}

GtkWidget *
rapport_happened_window_new (RapportSession *session)
{
  RapportHappenedWindow *self = g_object_new (RAPPORT_TYPE_HAPPENED_WINDOW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
