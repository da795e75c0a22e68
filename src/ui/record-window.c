/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/record-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "services/partnerships.h"
#include "services/who.h"
#include "ui/day-row.h"
#include "ui/form-window.h"

enum { MENTEE, MENTOR, N_PEOPLE };

/** The form; lives as long as the window. */
typedef struct {
  RapportPage *page;                      /* Owned */
  GtkWidget *window;                      /* Borrowed */
  GtkEditable *people[N_PEOPLE];          /* Borrowed */
  GtkEditable *starts;                    /* Borrowed */
  GtkEditable *months;                    /* Borrowed */
  GtkEditable *ended;                     /* Borrowed */
  GPtrArray *areas;                       /* Owned: check buttons, as the areas of the policy */
  GtkLabel *status;                       /* Borrowed */
  GCancellable *cancellables[N_PEOPLE];   /* Owned */
  gint64 found[N_PEOPLE];                 /* 0: not one yet */
  char *words[N_PEOPLE];                  /* Owned: whose name that is, or why nobody is meant */
} Form;

/* Which of the two a question is about. */
typedef struct {
  GtkWidget *window; /* Owned */
  guint person;
} Asked;

static void
closed_cb (Form *self)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    g_cancellable_cancel (self->cancellables[i]);
}

static void
form_free (Form *self)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_clear_object (&self->cancellables[i]);
      g_free (self->words[i]);
    }
  g_ptr_array_unref (self->areas);
  g_object_unref (self->page);
  g_free (self);
}

static RapportSession *
session_of (Form *self)
{
  return rapport_page_get_session (self->page);
}

/* Empty: without a term. */
static gboolean
read_months (Form *self,
             int  *months)
{
  const char *text = gtk_editable_get_text (self->months);
  gint64 number = 0;

  if (*text != '\0' && !g_ascii_string_to_signed (text, 10, 1, 240, &number, NULL))
    return FALSE;
  *months = (int) number;
  return TRUE;
}

/* What is still missing; %NULL: nothing. */
static const char *
find_problem (Form *self)
{
  const char *starts = gtk_editable_get_text (self->starts);
  const char *ended = gtk_editable_get_text (self->ended);
  g_autofree char *today = rapport_session_get_today (session_of (self));
  int months = 0;

  if (self->found[MENTEE] != 0 && self->found[MENTEE] == self->found[MENTOR])
    return _("A partnership is between two people.");
  if (!rapport_date_is_valid (starts))
    return _("Say when it began, as 2024-11-19.");
  if (!read_months (self, &months))
    return _("The term is a number of months, at most 240; leave it empty where there is none.");
  if (*ended != '\0' && (!rapport_date_is_valid (ended) || strcmp (ended, starts) < 0 || strcmp (ended, today) > 0))
    return _("The last day is one between the first day and today; leave it empty while the two go on.");
  return NULL;
}

static void
check (Form *self)
{
  const char *problem = find_problem (self);
  gboolean both = self->found[MENTEE] != 0 && self->found[MENTOR] != 0;
  g_autofree char *words = NULL;

  if (self->words[MENTEE] == NULL && self->words[MENTOR] == NULL)
    words = g_strdup (_("Type the names of the two, their e-mail addresses or member numbers."));
  else if (both && problem == NULL)
    words = g_strdup_printf (_("%s, accompanied by %s"), self->words[MENTEE], self->words[MENTOR]);
  else if (both)
    words = g_strdup (problem);
  else
    words = g_strdup (self->words[MENTEE] != NULL && self->found[MENTEE] == 0 ? self->words[MENTEE]
                      : self->words[MENTOR] != NULL ? self->words[MENTOR] : self->words[MENTEE]);
  gtk_label_set_label (self->status, words);
  rapport_form_window_set_ready (RAPPORT_FORM_WINDOW (self->window), both && problem == NULL);
}

static void
on_found (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree Asked *asked = data;
  g_autoptr (GtkWidget) window = asked->window;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportWho) who = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (who != NULL)
    self->found[asked->person] = rapport_who_found (who, gtk_editable_get_text (self->people[asked->person]), &error);
  self->words[asked->person] = g_strdup (self->found[asked->person] != 0 ? g_ptr_array_index (who->names, 0) : error->message);
  check (self);
}

static void
look_for (Form  *self,
          guint  person)
{
  const char *text = gtk_editable_get_text (self->people[person]);
  Asked *asked;

  g_cancellable_cancel (self->cancellables[person]);
  g_clear_object (&self->cancellables[person]);
  g_clear_pointer (&self->words[person], g_free);
  self->found[person] = 0;
  check (self);
  if (*text == '\0')
    return;
  self->cancellables[person] = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->window = g_object_ref (self->window);
  asked->person = person;
  rapport_store_read_async (rapport_session_get_store (session_of (self)), rapport_who_query,
                            rapport_who_question_new (text, rapport_session_get_programme (session_of (self))),
                            (GDestroyNotify) rapport_who_question_free, (GDestroyNotify) rapport_who_free,
                            self->cancellables[person], on_found, asked);
}

static void
mentee_cb (Form *self)
{
  look_for (self, MENTEE);
}

static void
mentor_cb (Form *self)
{
  look_for (self, MENTOR);
}

static void
on_recorded (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (RapportPartnershipRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &record, &error))
    {
      g_autofree char *target = g_strdup_printf ("partnership/%" G_GINT64_FORMAT, record->partnership);

      rapport_page_toast (self->page, _("Partnership recorded"), TRUE);
      rapport_page_go (self->page, target);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  else
    rapport_form_window_fail (RAPPORT_FORM_WINDOW (window), self->status, _("The partnership was not recorded"), error);
}

static char **
dup_areas (Form *self)
{
  const RapportPolicy *policy = rapport_session_get_policy (session_of (self));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->areas->len; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->areas->pdata[i])))
      g_strv_builder_add (builder, policy->areas[i]);
  return g_strv_builder_end (builder);
}

static void
accepted_cb (GtkWidget *window,
             Form      *self)
{
  RapportPartnershipRecord *record = g_new0 (RapportPartnershipRecord, 1);

  record->mentee = self->found[MENTEE];
  record->mentor = self->found[MENTOR];
  record->starts_on = g_strdup (gtk_editable_get_text (self->starts));
  record->ended_on = g_strdup (gtk_editable_get_text (self->ended));
  record->areas = dup_areas (self);
  record->legacy = TRUE;
  read_months (self, &record->term);
  rapport_store_write_async (rapport_session_get_store (session_of (self)), rapport_partnership_record_command, record,
                             (GDestroyNotify) rapport_partnership_record_free, NULL, on_recorded, g_object_ref (window));
}

static GtkEditable *
add_day (GtkWidget  *list,
         const char *title)
{
  GtkWidget *row = rapport_day_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

static GtkWidget *
make_areas (Form *self)
{
  const RapportPolicy *policy = rapport_session_get_policy (session_of (self));
  GtkWidget *list = rapport_form_list_new ();

  self->areas = g_ptr_array_new ();
  for (guint i = 0; policy->areas[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *tick = gtk_check_button_new ();
      g_autofree char *label = rapport_area_label (policy->areas[i]);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (self->areas, tick);
    }
  return list;
}

static void
add_lines (Form      *self,
           GtkWidget *lines)
{
  GtkWidget *who = rapport_form_list_new ();
  GtkWidget *when = rapport_form_list_new ();

  self->people[MENTEE] = rapport_form_list_add_entry (who, _("Mentee"), "");
  self->people[MENTOR] = rapport_form_list_add_entry (who, _("Mentor"), "");
  self->starts = add_day (when, _("First Day (year-month-day)"));
  self->months = rapport_form_list_add_entry (when, _("Term in Months"), "");
  self->ended = add_day (when, _("Last Day, Where It Is Over"));
  self->status = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_box_append (GTK_BOX (lines), who);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (lines), when);
  gtk_box_append (GTK_BOX (lines), make_areas (self));
}

GtkWidget *
rapport_record_window_new (RapportPage *page)
{
  Form *self = g_new0 (Form, 1);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->page = g_object_ref (page);
  add_lines (self, lines);
  self->window = rapport_form_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _("Record Partnership"), _("Record"),
                                          _("One that began before, without a request here. It is called legacy, and nobody is"
                                            " reminded of its term."), lines);
  g_object_set_data_full (G_OBJECT (self->window), "form", self, (GDestroyNotify) form_free);
  g_signal_connect (self->window, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect_swapped (self->window, "unmap", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->people[MENTEE], "changed", G_CALLBACK (mentee_cb), self);
  g_signal_connect_swapped (self->people[MENTOR], "changed", G_CALLBACK (mentor_cb), self);
  g_signal_connect_swapped (self->starts, "changed", G_CALLBACK (check), self);
  g_signal_connect_swapped (self->months, "changed", G_CALLBACK (check), self);
  g_signal_connect_swapped (self->ended, "changed", G_CALLBACK (check), self);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->people[MENTEE]));
  return self->window;
}
