/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/badge.h"
#include "ui/letter-row.h"

struct _RapportLetterPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *address;
  AdwBin *badge_slot;
  GtkLabel *words;
  GtkLabel *subject;
  GtkLabel *body;
  GtkWidget *event;
  GtkButton *send;
  GtkButton *edit;
  GtkMenuButton *more;
};

enum
{
  ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportLetterPane, rapport_letter_pane, ADW_TYPE_BIN)

static void
act (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACT], 0, action + strlen ("letter."));
}

static void
allow (RapportLetterPane      *self,
       const RapportLetterRow *row)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RapportLetterStage stage = row->state.stage;
  gboolean still = stage == RAPPORT_LETTER_DRAFT || stage == RAPPORT_LETTER_FAILED;
  gboolean over = stage == RAPPORT_LETTER_SENT || stage == RAPPORT_LETTER_SENDING;

  gtk_widget_action_set_enabled (widget, "letter.send", !over);
  gtk_widget_action_set_enabled (widget, "letter.edit", still);
  gtk_widget_action_set_enabled (widget, "letter.open", !over);
  gtk_widget_action_set_enabled (widget, "letter.sent", !over);
  gtk_widget_action_set_enabled (widget, "letter.hold", stage == RAPPORT_LETTER_QUEUED);
  gtk_widget_action_set_enabled (widget, "letter.discard", still || stage == RAPPORT_LETTER_QUEUED);
}

/**
 * rapport_letter_pane_set:
 * @row: (nullable): what it shows
 */
void
rapport_letter_pane_set (RapportLetterPane      *self,
                         const RapportLetterRow *row)
{
  RapportLetterBadge badge;
  const char *address;

  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "letter" : "nothing");
  if (row == NULL)
    return;
  badge = rapport_letter_badge (row);
  address = *row->state.sent_to != '\0' ? row->state.sent_to : rapport_letter_row_address (row);
  gtk_label_set_label (self->name, row->member_name);
  gtk_label_set_label (self->address, *address != '\0' ? address : _("No e-mail address"));
  adw_bin_set_child (self->badge_slot, rapport_badge_new (badge.tone, badge.icon, badge.label));
  gtk_label_set_label (self->words, row->state.words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *row->state.words != '\0');
  gtk_label_set_label (self->subject, row->subject);
  gtk_label_set_label (self->body, row->body);
  gtk_widget_set_visible (self->event, strcmp (row->kind, "invitation") == 0);
  gtk_button_set_label (self->send, row->state.stage == RAPPORT_LETTER_UNSURE || row->state.stage == RAPPORT_LETTER_FAILED
                                      ? _("Send Again") : _("Send"));
  allow (self, row);
}

static void
rapport_letter_pane_class_init (RapportLetterPaneClass *klass)
{
  static const char * const actions[] = {
    "letter.send", "letter.edit", "letter.open", "letter.save", "letter.save-event", "letter.sent", "letter.hold", "letter.discard",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, act);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/letter-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, name);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, address);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, badge_slot);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, words);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, subject);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, body);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, event);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, send);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, edit);
  gtk_widget_class_bind_template_child (widget_class, RapportLetterPane, more);
}

static void
rapport_letter_pane_init (RapportLetterPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
