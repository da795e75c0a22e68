/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/sign-dialog.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/strip.h"
#include "services/meetings.h"
#include "ui/signature-pad.h"
#include "ui/stack-truth.h"

struct _RapportSignDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkWidget *sign_button;
  GtkWidget *signers;
  GtkToggleButton *mentee_button;
  GtkToggleButton *mentor_button;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *role_label;
  GtkToggleButton *draw_button;
  GtkToggleButton *type_button;
  GtkToggleButton *paper_button;
  GtkStack *stack;
  RapportSignaturePad *pad;
  GtkEditable *typed_row;
  GtkLabel *typed_label;
  GtkEditable *paper_row;
  GtkLabel *sentence_label;
  GtkLabel *problem_label;

  /* Owned */
  RapportSession *session;
  RapportMeeting *meeting;
  char *digest;             /* of what is shown here */
  char *names[RAPPORT_N_SIDES];
  char *roles[RAPPORT_N_SIDES];
  char *today;

  RapportSide side;
  gboolean busy;
};

enum {
  SIGNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportSignDialog, rapport_sign_dialog, ADW_TYPE_WINDOW)

static RapportSigning
get_method (RapportSignDialog *self)
{
  if (gtk_toggle_button_get_active (self->type_button))
    return RAPPORT_SIGNING_TYPED;
  return gtk_toggle_button_get_active (self->paper_button) ? RAPPORT_SIGNING_PAPER : RAPPORT_SIGNING_DRAWN;
}

static gboolean
is_name (const char *text)
{
  g_autofree char *name = g_strdup (text);

  return g_utf8_strlen (rapport_strip (name), -1) >= 2;
}

static gboolean
is_complete (RapportSignDialog *self)
{
  switch (get_method (self))
    {
    case RAPPORT_SIGNING_TYPED:
      return is_name (gtk_editable_get_text (self->typed_row));
    case RAPPORT_SIGNING_PAPER:
      return rapport_date_is_valid (gtk_editable_get_text (self->paper_row));
    case RAPPORT_SIGNING_DRAWN:
    default:
      return rapport_signature_pad_get_enough (self->pad);
    }
}

static void
update_cb (RapportSignDialog *self)
{
  gtk_label_set_text (self->typed_label, gtk_editable_get_text (self->typed_row));
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_widget_set_sensitive (self->sign_button, !self->busy && is_complete (self));
}

static void
method_cb (RapportSignDialog *self)
{
  static const char * const pages[] = { "draw", "type", "paper" };
  RapportSigning method = get_method (self);

  gtk_stack_set_visible_child_name (self->stack, pages[method]);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self))) /* before that the focus is not ours to give */
    ;
  else if (method == RAPPORT_SIGNING_TYPED)
    gtk_widget_grab_focus (GTK_WIDGET (self->typed_row));
  else if (method == RAPPORT_SIGNING_PAPER)
    gtk_widget_grab_focus (GTK_WIDGET (self->paper_row));
  update_cb (self);
}

static void
clear_cb (RapportSignDialog *self)
{
  rapport_signature_pad_clear (self->pad);
}

/* Shows for whom the signature is, and what it says. */
static void
show_signer (RapportSignDialog *self)
{
  const char *name = self->names[self->side];
  const char *other = self->names[self->side == RAPPORT_SIDE_MENTEE ? RAPPORT_SIDE_MENTOR : RAPPORT_SIDE_MENTEE];
  g_autofree char *sentence = rapport_meeting_sentence (self->meeting, other);
  g_autofree char *role = g_strdup_printf (_("%s · signs on this machine"), self->roles[self->side]);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->role_label, role);
  gtk_label_set_text (self->sentence_label, sentence);
  rapport_signature_pad_clear (self->pad);
  rapport_signature_pad_set_signer (self->pad, name);
  update_cb (self);
}

static void
signer_cb (RapportSignDialog *self)
{
  self->side = gtk_toggle_button_get_active (self->mentee_button) ? RAPPORT_SIDE_MENTEE : RAPPORT_SIDE_MENTOR;
  show_signer (self);
}

static void
signed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  if (rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    {
      g_signal_emit (self, signals[SIGNED], 0);
      if (self->session != NULL)
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->session == NULL) /* closed meanwhile */
    return;
  update_cb (self);
  gtk_label_set_text (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

static void
sign_cb (RapportSignDialog *self)
{
  RapportStore *store = rapport_session_get_store (self->session);
  RapportMeetingSign *sign;

  if (self->busy || !is_complete (self))
    return;
  sign = rapport_meeting_sign_new (self->meeting->no, self->side, get_method (self));
  sign->viewer = *rapport_session_get_viewer (self->session);
  sign->digest = g_strdup (self->digest);
  sign->entered_by = g_strdup (rapport_store_get_author (store));
  if (sign->method == RAPPORT_SIGNING_TYPED)
    sign->name = g_strdup (gtk_editable_get_text (self->typed_row));
  else if (sign->method == RAPPORT_SIGNING_PAPER)
    sign->signed_on = g_strdup (gtk_editable_get_text (self->paper_row));
  else
    sign->path = rapport_signature_pad_dup_path (self->pad);
  self->busy = TRUE;
  gtk_widget_set_sensitive (self->sign_button, FALSE);
  rapport_store_write_async (store, rapport_meeting_sign_command, sign, (GDestroyNotify) rapport_meeting_sign_free, NULL,
                             signed_cb, g_object_ref (self));
}

static void
rapport_sign_dialog_dispose (GObject *object)
{
  RapportSignDialog *self = RAPPORT_SIGN_DIALOG (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_sign_dialog_parent_class)->dispose (object);
}

static void
rapport_sign_dialog_finalize (GObject *object)
{
  RapportSignDialog *self = RAPPORT_SIGN_DIALOG (object);

  rapport_meeting_free (self->meeting);
  g_free (self->digest);
  g_free (self->today);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      g_free (self->names[side]);
      g_free (self->roles[side]);
    }

  G_OBJECT_CLASS (rapport_sign_dialog_parent_class)->finalize (object);
}

static void
rapport_sign_dialog_class_init (RapportSignDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_sign_dialog_dispose;
  object_class->finalize = rapport_sign_dialog_finalize;

  signals[SIGNED] = g_signal_new ("signed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RAPPORT_TYPE_SIGNATURE_PAD);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/sign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, sign_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, signers);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, mentee_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, mentor_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, name_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, role_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, draw_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, type_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, paper_button);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, pad);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, typed_row);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, typed_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, RapportSignDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, signer_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_sign_dialog_init (RapportSignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_stack_tell_truth (self->stack);
}

/* Who can still sign: the viewer for themselves, the office for either. */
static void
choose_side (RapportSignDialog         *self,
             const RapportWorkspace    *workspace,
             const RapportMeetingEntry *entry)
{
  gboolean mentee_open = entry->signatures[RAPPORT_SIDE_MENTEE] == NULL;
  gboolean mentor_open = entry->signatures[RAPPORT_SIDE_MENTOR] == NULL;

  if (!rapport_workspace_get_side (workspace, &self->side))
    {
      self->side = mentee_open ? RAPPORT_SIDE_MENTEE : RAPPORT_SIDE_MENTOR;
      gtk_widget_set_visible (self->signers, mentee_open && mentor_open);
    }
  gtk_button_set_label (GTK_BUTTON (self->mentee_button), self->names[RAPPORT_SIDE_MENTEE]);
  gtk_button_set_label (GTK_BUTTON (self->mentor_button), self->names[RAPPORT_SIDE_MENTOR]);
  gtk_toggle_button_set_active (self->side == RAPPORT_SIDE_MENTEE ? self->mentee_button : self->mentor_button, TRUE);
}

/* The programme may not accept every kind (C15). */
static void
offer_methods (RapportSignDialog   *self,
               const RapportPolicy *policy)
{
  GtkToggleButton *buttons[] = { self->draw_button, self->type_button, self->paper_button };
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gboolean accepted = policy->signature_kinds == NULL || policy->signature_kinds[0] == NULL
                          || g_strv_contains ((const char * const *) policy->signature_kinds,
                                              rapport_signing_to_string ((RapportSigning) i));

      gtk_widget_set_visible (GTK_WIDGET (buttons[i]), accepted);
      if (accepted && first == NULL)
        first = buttons[i];
    }
  if (first != NULL)
    gtk_toggle_button_set_active (first, TRUE);
}

/**
 * rapport_sign_dialog_new:
 * @workspace: read during the call only
 * @meeting: number of an entry of its log that stands and waits for a signature
 */
GtkWidget *
rapport_sign_dialog_new (RapportSession         *session,
                         const RapportWorkspace *workspace,
                         gint64                  meeting)
{
  RapportSignDialog *self = g_object_new (RAPPORT_TYPE_SIGN_DIALOG, NULL);
  const RapportMeetingEntry *entry = rapport_meeting_log_find (workspace->log, meeting);
  g_autofree char *day = NULL;
  g_autofree char *subtitle = NULL;

  self->session = g_object_ref (session);
  self->meeting = rapport_meeting_copy (entry->meeting);
  self->digest = rapport_meeting_digest (entry->meeting);
  for (guint side = 0; side < RAPPORT_N_SIDES; side++)
    {
      self->names[side] = g_strdup (workspace->pair->names[side]);
      self->roles[side] = g_strdup (rapport_policy_role_word (workspace->policy, rapport_side_to_string ((RapportSide) side)));
    }
  self->today = g_strdup (workspace->today);
  day = rapport_date_format_long (entry->meeting->held_on);
  subtitle = g_strdup_printf (ngettext ("%s · %d minute", "%s · %d minutes", entry->meeting->minutes), day, entry->meeting->minutes);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  if (rapport_meeting_is_check_in (entry->meeting))
    adw_window_title_set_title (self->window_title, _("Sign Check-in"));
  gtk_editable_set_text (self->paper_row, workspace->today);
  offer_methods (self, workspace->policy);
  choose_side (self, workspace, entry);
  show_signer (self);
  return GTK_WIDGET (self);
}
