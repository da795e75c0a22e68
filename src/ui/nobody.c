/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nobody.h"

#include <glib/gi18n.h>

#include "model/sentence.h"
#include "ui/widgets.h"

/* More ways out than this are no help. */
#define MOST_OFFERS 3

struct _RapportNobody
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwStatusPage *status;
  GtkWidget *clear;
  GtkBox *offers;

  /* Owned */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportNobody, rapport_nobody, ADW_TYPE_BIN)

enum {
  SIGNAL_CLEAR,
  SIGNAL_LEAVE_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a button offers to leave out. */
typedef struct {
  char *group;
  char *value;
  guint total;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_free (offer->group);
  g_free (offer->value);
  g_free (offer);
}

static const Offer *
get_offer (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "offer");
}

static void
offer_cb (GtkWidget     *button,
          RapportNobody *self)
{
  const Offer *offer = get_offer (button);
  g_autofree char *group = g_strdup (offer->group);
  g_autofree char *value = g_strdup (offer->value);

  g_signal_emit (self, signals[SIGNAL_LEAVE_OUT], 0, group, value); /* which may take the button away */
}

static void
clear_cb (RapportNobody *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR], 0);
}

static void
rapport_nobody_dispose (GObject *object)
{
  RapportNobody *self = RAPPORT_NOBODY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (rapport_nobody_parent_class)->dispose (object);
}

static void
rapport_nobody_class_init (RapportNobodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_nobody_dispose;
  signals[SIGNAL_CLEAR] = g_signal_new ("clear", RAPPORT_TYPE_NOBODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEAVE_OUT] = g_signal_new ("leave-out", RAPPORT_TYPE_NOBODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                            2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/nobody.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNobody, status);
  gtk_widget_class_bind_template_child (widget_class, RapportNobody, clear);
  gtk_widget_class_bind_template_child (widget_class, RapportNobody, offers);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
rapport_nobody_init (RapportNobody *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rapport_nobody_begin:
 * @title: "Nobody matches …", as plain text
 * @description: (nullable): what else there is to say
 * @can_clear: whether there is anything to clear
 *
 * Takes all offers away, and cancels rapport_nobody_get_cancellable().
 */
void
rapport_nobody_begin (RapportNobody *self,
                      const char    *title,
                      const char    *description,
                      gboolean       can_clear)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_return_if_fail (RAPPORT_IS_NOBODY (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  adw_status_page_set_title (self->status, escaped);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->clear, can_clear);
  rapport_remove_children (self->offers);
}

static GtkWidget *
offer_button_new (RapportNobody *self,
                  const char    *group,
                  const char    *value,
                  const char    *label,
                  guint          total)
{
  g_autofree char *words = rapport_sentence_new (_("Without ‘%s’: %'u"), label, total);
  GtkWidget *button = gtk_button_new_with_label (words);
  Offer *offer = g_new0 (Offer, 1);

  *offer = (Offer) { g_strdup (group), g_strdup (value), total };
  g_object_set_data_full (G_OBJECT (button), "offer", offer, offer_free);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect (button, "clicked", G_CALLBACK (offer_cb), self);
  return button;
}

/**
 * rapport_nobody_offer:
 * @group: what keeps people away
 * @value: (nullable): or which value of it
 * @label: what people call it
 * @total: how many would be found without it
 *
 * Adds a way out; those that find most stand first.
 */
void
rapport_nobody_offer (RapportNobody *self,
                      const char    *group,
                      const char    *value,
                      const char    *label,
                      guint          total)
{
  GtkWidget *before = NULL;
  guint n = 0;

  g_return_if_fail (RAPPORT_IS_NOBODY (self));

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->offers)); button != NULL;
       button = gtk_widget_get_next_sibling (button), n++)
    if (get_offer (button)->total >= total)
      before = button;
  gtk_box_insert_child_after (self->offers, offer_button_new (self, group, value, label, total), before);
  if (n == MOST_OFFERS)
    gtk_box_remove (self->offers, gtk_widget_get_last_child (GTK_WIDGET (self->offers)));
}

/** Returns: (transfer none): of what is asked for the sake of the offers. */
GCancellable *
rapport_nobody_get_cancellable (RapportNobody *self)
{
  return self->cancellable;
}
