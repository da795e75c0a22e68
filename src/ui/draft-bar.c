/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/draft-bar.h"

typedef struct
{
  /* Template widgets */
  GtkRevealer *revealer;
  GtkLabel *words;

  /* Owned */
  RapportSession *session;
} RapportDraftBarPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportDraftBar, rapport_draft_bar, ADW_TYPE_BIN)

static void
go_on_cb (RapportDraftBar *self)
{
  RAPPORT_DRAFT_BAR_GET_CLASS (self)->go_on (self);
}

static void
rapport_draft_bar_dispose (GObject *object)
{
  RapportDraftBarPrivate *priv = rapport_draft_bar_get_instance_private (RAPPORT_DRAFT_BAR (object));

  g_clear_object (&priv->session);

  G_OBJECT_CLASS (rapport_draft_bar_parent_class)->dispose (object);
}

static void
rapport_draft_bar_class_init (RapportDraftBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_draft_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/draft-bar.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RapportDraftBar, revealer);
  gtk_widget_class_bind_template_child_private (widget_class, RapportDraftBar, words);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
rapport_draft_bar_init (RapportDraftBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** Looks whether there are drafts now. */
void
rapport_draft_bar_look (RapportDraftBar *self,
                        RapportSession  *session)
{
  RapportDraftBarPrivate *priv = rapport_draft_bar_get_instance_private (self);

  g_return_if_fail (RAPPORT_IS_DRAFT_BAR (self));

  g_set_object (&priv->session, session);
  RAPPORT_DRAFT_BAR_GET_CLASS (self)->look (self);
}

/** @words: (nullable): what is offered */
void
rapport_draft_bar_offer (RapportDraftBar *self,
                         const char      *words)
{
  RapportDraftBarPrivate *priv = rapport_draft_bar_get_instance_private (self);

  if (words != NULL)
    gtk_label_set_text (priv->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  gtk_revealer_set_reveal_child (priv->revealer, words != NULL);
}

/** (transfer none) (nullable): of the last look. */
RapportSession *
rapport_draft_bar_get_session (RapportDraftBar *self)
{
  RapportDraftBarPrivate *priv = rapport_draft_bar_get_instance_private (self);

  return priv->session;
}

/** Of the database whose drafts are offered. */
const char *
rapport_draft_bar_get_path (RapportDraftBar *self)
{
  return rapport_store_get_path (rapport_session_get_store (rapport_draft_bar_get_session (self)));
}
