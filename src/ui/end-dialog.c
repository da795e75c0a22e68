/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/end-dialog.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/terms.h"
#include "services/partnerships.h"
#include "ui/note-row.h"

struct _RapportEndDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkButton *do_button;
  GtkLabel *follows_label;
  GtkWidget *end_list;
  AdwComboRow *reason_row;
  GtkEditable *date_row;
  RapportNoteRow *note_row;
  GtkWidget *terms_box;
  GtkLabel *problem_label;

  /* Owned */
  RapportSession *session;
  char *starts_on;
  char *ends_on;

  gint64 partnership;
  int term;              /* chosen; of extending */
  gboolean extends;
  gboolean busy;
};

enum {
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportEndDialog, rapport_end_dialog, ADW_TYPE_WINDOW)

/* The first entry of the list of reasons asks to choose. */
static const char *
get_reason (RapportEndDialog *self)
{
  char **reasons = rapport_session_get_policy (self->session)->end_reasons;
  guint selected = adw_combo_row_get_selected (self->reason_row);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > g_strv_length (reasons) ? NULL : reasons[selected - 1];
}

/* What follows from what is chosen, in a sentence. */
static char *
end_sentence (RapportEndDialog *self)
{
  const char *day = gtk_editable_get_text (self->date_row);
  g_autofree char *ends = rapport_date_format_long (self->ends_on);

  if (rapport_date_is_valid (day) && *self->ends_on != '\0' && g_strcmp0 (day, self->ends_on) < 0)
    return g_strdup_printf (_("This is early: the term runs until %s. Everything stays readable, and meetings of that time can "
                              "still be logged and signed."), ends);
  return g_strdup (_("Everything stays readable, and meetings of that time can still be logged and signed."));
}

static void
update_cb (RapportEndDialog *self)
{
  g_autofree char *sentence = NULL;

  if (self->session == NULL)
    return;
  if (self->extends)
    {
      g_autofree char *ends_on = rapport_term_ends_on (self->starts_on, self->term);
      g_autofree char *day = rapport_date_format_long (ends_on);

      sentence = self->term > 0 ? g_strdup_printf (_("The partnership then runs until %s."), day) : g_strdup (_("Choose the whole term."));
    }
  else
    {
      sentence = end_sentence (self);
    }
  gtk_label_set_text (self->follows_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button),
                            !self->busy && (self->extends ? self->term > 0
                                            : get_reason (self) != NULL && rapport_date_is_valid (gtk_editable_get_text (self->date_row))));
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RapportEndDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    {
      g_signal_emit (self, signals[DONE], 0, self->extends ? "extend-partnership" : "end-partnership");
      if (self->session != NULL)
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->session == NULL)
    return;
  update_cb (self);
  gtk_label_set_text (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

static void
do_cb (RapportEndDialog *self)
{
  RapportPartnershipChange *change = rapport_partnership_change_new (self->partnership);

  if (self->extends)
    change->term = self->term;
  else
    {
      change->reason = g_strdup (get_reason (self));
      change->ended_on = g_strdup (gtk_editable_get_text (self->date_row));
      change->note = g_strdup (rapport_note_row_get_text (self->note_row));
    }
  self->busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->do_button), FALSE);
  rapport_store_write_async (rapport_session_get_store (self->session),
                             self->extends ? rapport_partnership_extend_command : rapport_partnership_end_command, change,
                             (GDestroyNotify) rapport_partnership_change_free, NULL, done_cb, g_object_ref (self));
}

static void
rapport_end_dialog_dispose (GObject *object)
{
  RapportEndDialog *self = RAPPORT_END_DIALOG (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_end_dialog_parent_class)->dispose (object);
}

static void
rapport_end_dialog_finalize (GObject *object)
{
  RapportEndDialog *self = RAPPORT_END_DIALOG (object);

  g_free (self->starts_on);
  g_free (self->ends_on);

  G_OBJECT_CLASS (rapport_end_dialog_parent_class)->finalize (object);
}

static void
rapport_end_dialog_class_init (RapportEndDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_end_dialog_dispose;
  object_class->finalize = rapport_end_dialog_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (RAPPORT_TYPE_NOTE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/end-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, do_button);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, follows_label);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, end_list);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, terms_box);
  gtk_widget_class_bind_template_child (widget_class, RapportEndDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_end_dialog_init (RapportEndDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Before it is mapped, a window that gives the focus away stays hidden from assistive technology (GTK 4.8). */
static void
focus_first (RapportEndDialog *self,
             GtkWidget        *widget)
{
  g_signal_connect_object (self, "map", G_CALLBACK (gtk_widget_grab_focus), widget, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static RapportEndDialog *
new_dialog (RapportSession              *session,
            const RapportPartnershipRow *row,
            gboolean                     extends)
{
  RapportEndDialog *self = g_object_new (RAPPORT_TYPE_END_DIALOG, NULL);
  g_autofree char *both = g_strdup_printf (_("%s and %s"), row->mentee_name, row->mentor_name);
  const char *title = extends ? _("Extend Term") : _("End Partnership");

  self->session = g_object_ref (session);
  self->partnership = row->no;
  self->starts_on = g_strdup (row->starts_on);
  self->ends_on = g_strdup (row->ends_on);
  self->extends = extends;
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, both);
  gtk_button_set_label (self->do_button, extends ? _("Extend") : _("End Partnership"));
  gtk_widget_set_visible (self->end_list, !extends);
  gtk_widget_set_visible (self->terms_box, extends);
  return self;
}

GtkWidget *
rapport_end_dialog_new (RapportSession              *session,
                        const RapportPartnershipRow *row)
{
  RapportEndDialog *self = new_dialog (session, row, FALSE);
  const RapportPolicy *policy = rapport_session_get_policy (session);
  g_autoptr (GtkStringList) reasons = gtk_string_list_new (NULL);
  g_autofree char *today = rapport_date_of_instant (rapport_clock_now (rapport_session_get_clock (session)), policy->time_zone);

  gtk_string_list_append (reasons, _("Choose…"));
  for (guint i = 0; policy->end_reasons[i] != NULL; i++)
    gtk_string_list_append (reasons, rapport_end_reason_label (policy->end_reasons[i]));
  adw_combo_row_set_model (self->reason_row, G_LIST_MODEL (reasons));
  gtk_editable_set_text (self->date_row, today);
  update_cb (self);
  focus_first (self, GTK_WIDGET (self->reason_row));
  return GTK_WIDGET (self);
}

static void
term_toggled_cb (RapportEndDialog *self,
                 GParamSpec       *pspec,
                 GtkToggleButton  *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->term = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "months"));
  update_cb (self);
}

GtkWidget *
rapport_end_dialog_new_extend (RapportSession              *session,
                               const RapportPartnershipRow *row)
{
  RapportEndDialog *self = new_dialog (session, row, TRUE);
  GtkToggleButton *first = NULL;

  for (int more = 3; more <= 12; more += 3)
    {
      int months = row->term + more;
      g_autofree char *label = g_strdup_printf (ngettext ("%d month", "%d months", months), months);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      g_object_set_data (G_OBJECT (button), "months", GINT_TO_POINTER (months));
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      g_signal_connect_swapped (button, "notify::active", G_CALLBACK (term_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->terms_box), button);
    }
  gtk_toggle_button_set_active (first, TRUE);
  focus_first (self, GTK_WIDGET (first));
  return GTK_WIDGET (self);
}
