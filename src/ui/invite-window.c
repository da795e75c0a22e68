/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/invite-window.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "model/date.h"
#include "services/invitations.h"
#include "ui/day-row.h"
#include "ui/form-window.h"
#include "ui/zone-row.h"

enum { DATE, CLOCK, MINUTES, PLACE, TOPICS, N_ENTRIES };

/** The form; lives as long as the window. */
typedef struct {
  RapportPage *page;                /* Owned */
  GtkWidget *window;                /* Borrowed */
  GtkEditable *entries[N_ENTRIES];  /* Borrowed */
  RapportZoneRow *zone;             /* Borrowed */
  GtkLabel *status;                 /* Borrowed */
  gint64 partnership;
} Form;

static void
form_free (Form *self)
{
  g_object_unref (self->page);
  g_free (self);
}

static const char *
text_of (Form *self,
         int   entry)
{
  return gtk_editable_get_text (self->entries[entry]);
}

static void
on_invited (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (RapportInvite) invite = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &invite, &error))
    {
      rapport_page_toast (self->page, _("Invitations drafted; they wait in the Outbox"), TRUE);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  else
    rapport_form_window_fail (RAPPORT_FORM_WINDOW (window), self->status, _("The invitations were not drafted"), error);
}

static void
accepted_cb (GtkWidget *window,
             Form      *self)
{
  RapportInvite *invite = rapport_invite_new (self->partnership);

  invite->date = g_strdup (text_of (self, DATE));
  invite->clock = g_strdup (text_of (self, CLOCK));
  invite->zone = g_strdup (rapport_zone_row_get_zone (self->zone));
  invite->minutes = atoi (text_of (self, MINUTES));
  invite->place = g_strdup (text_of (self, PLACE));
  invite->topics = g_strdup (text_of (self, TOPICS));
  rapport_store_write_async (rapport_session_get_store (rapport_page_get_session (self->page)), rapport_invite_command, invite,
                             (GDestroyNotify) rapport_invite_free, NULL, on_invited, g_object_ref (window));
}

/* Says the time as it will be read, or why there is no such time. */
static void
check (Form *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMeetingPlan) plan = rapport_meeting_plan_new (text_of (self, DATE), text_of (self, CLOCK),
                                                                  rapport_zone_row_get_zone (self->zone),
                                                                  atoi (text_of (self, MINUTES)), &error);
  gboolean nothing_yet = *text_of (self, CLOCK) == '\0';
  g_autofree char *words = plan != NULL ? rapport_meeting_plan_words (plan, NULL)
                                        : g_strdup (nothing_yet ? _("Say when it begins, as 14:30.") : error->message);

  gtk_label_set_label (self->status, words);
  rapport_form_window_set_ready (RAPPORT_FORM_WINDOW (self->window), plan != NULL);
}

static void
add_entries (Form                   *self,
             GtkWidget              *lines,
             const RapportWorkspace *workspace)
{
  const char *zone = workspace->policy->time_zone;
  g_autofree char *tomorrow = rapport_date_add_days (workspace->today, 1);
  gint64 now = rapport_clock_now (rapport_session_get_clock (rapport_page_get_session (self->page)));
  GtkWidget *when = rapport_form_list_new ();
  GtkWidget *what = rapport_form_list_new ();
  GtkWidget *day = rapport_day_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (day), _("Day (year-month-day)"));
  gtk_editable_set_text (GTK_EDITABLE (day), tomorrow);
  gtk_list_box_append (GTK_LIST_BOX (when), day);
  self->entries[DATE] = GTK_EDITABLE (day);
  self->entries[CLOCK] = rapport_form_list_add_entry (when, _("Time (hour:minute)"), "");
  self->entries[MINUTES] = rapport_form_list_add_entry (when, _("Minutes"), "60");
  self->zone = RAPPORT_ZONE_ROW (rapport_zone_row_new (zone != NULL && *zone != '\0' ? zone : "UTC", now));
  gtk_list_box_append (GTK_LIST_BOX (when), GTK_WIDGET (self->zone));
  self->entries[PLACE] = rapport_form_list_add_entry (what, _("Place or Link"), "");
  self->entries[TOPICS] = rapport_form_list_add_entry (what, _("About"), "");
  self->status = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_box_append (GTK_BOX (lines), when);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (lines), what);
}

GtkWidget *
rapport_invite_window_new (RapportPage            *page,
                           const RapportWorkspace *workspace)
{
  Form *self = g_new0 (Form, 1);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *sentence = g_strdup_printf (_("%s and %s each get a letter with the time by their own clocks and an event for their "
                                                 "calendar. The letters wait in the Outbox until you send them."),
                                               workspace->row->mentee_name, workspace->row->mentor_name);

  self->page = g_object_ref (page);
  self->partnership = workspace->row->no;
  add_entries (self, lines, workspace);
  self->window = rapport_form_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _("Invite to Meeting"),
                                          _("Draft"), sentence, lines);
  g_object_set_data_full (G_OBJECT (self->window), "form", self, (GDestroyNotify) form_free);
  g_signal_connect (self->window, "accepted", G_CALLBACK (accepted_cb), self);
  for (guint i = DATE; i <= MINUTES; i++)
    g_signal_connect_swapped (self->entries[i], "changed", G_CALLBACK (check), self);
  g_signal_connect_swapped (self->zone, "changed", G_CALLBACK (check), self);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[CLOCK]));
  return self->window;
}
