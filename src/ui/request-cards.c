/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/request-cards.h"

#include <glib/gi18n.h>

#include "store/requests.h"
#include "ui/badge.h"
#include "ui/bar.h"
#include "ui/request-words.h"

#define AVATAR 40
#define COUNTDOWN 112

struct _RapportRequestCards
{
  AdwBin parent_instance;

  /* Borrowed: our child */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (RapportRequestCards, rapport_request_cards, ADW_TYPE_BIN)

enum
{
  ANSWER,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The number of a card's request, whether it is the first that is closed, and the answer of a button. */
#define REQUEST "rapport-request"
#define BEGINS_CLOSED "rapport-begins-closed"
#define VERB "rapport-verb"

static gint64
request_of (GtkListBoxRow *row)
{
  const gint64 *request = row != NULL ? g_object_get_data (G_OBJECT (row), REQUEST) : NULL;

  return request != NULL ? *request : 0;
}

static void
answer_cb (RapportRequestCards *self,
           GtkWidget           *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  g_signal_emit (self, signals[ANSWER], 0, request_of (GTK_LIST_BOX_ROW (row)), g_object_get_data (G_OBJECT (button), VERB));
}

static void
activated_cb (RapportRequestCards *self,
              GtkListBoxRow       *row)
{
  g_signal_emit (self, signals[OPENED], 0, request_of (row));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Who the other is, what is asked, and how long there is to answer. */
static GtkWidget *
new_head (const RapportRequestRow *row,
          const char              *name,
          const char              *zone,
          const char              *today)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *what = rapport_request_what (row);
  GtkWidget *second = new_label (what, "caption");

  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), g_object_new (ADW_TYPE_AVATAR, "size", AVATAR, "text", name, "show-initials", TRUE,
                                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (lines), new_label (name, "heading"));
  gtk_box_append (GTK_BOX (lines), second);
  gtk_box_append (GTK_BOX (head), lines);
  if (rapport_request_row_is_open (row))
    {
      RapportRequestCountdown countdown = { NULL };
      GtkWidget *bar = rapport_bar_new ();

      rapport_request_countdown (row, zone, today, &countdown);
      rapport_bar_set (RAPPORT_BAR (bar), countdown.words, countdown.fraction, countdown.tone);
      gtk_widget_set_size_request (bar, COUNTDOWN, -1);
      gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (head), bar);
      g_free (countdown.words);
    }
  return head;
}

static void
append_button (RapportRequestCards *self,
               GtkWidget           *box,
               const char          *label,
               const char          *name,
               const char          *verb,
               const char          *who)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), VERB, (gpointer) verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, who, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (answer_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* Three of one size, none of them suggested: it is for the one who is asked to say. */
static GtkWidget *
new_answers (RapportRequestCards *self,
             const char          *who)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  append_button (self, box, _("Accept…"), _("Accept…"), "accept", who);
  /* Translators: a small button: save this request for later */
  append_button (self, box, _("Later"), _("Save for Later"), "save", who);
  append_button (self, box, _("Decline…"), _("Decline…"), "decline", who);
  return box;
}

static GtkWidget *
new_card (RapportRequestCards     *self,
          RapportSession          *session,
          const RapportRequestRow *row)
{
  gint64 viewer = rapport_session_get_viewer (session)->member;
  gboolean asked = viewer == rapport_request_row_asked (row);
  const char *name = asked ? rapport_request_row_asker_name (row) : rapport_request_row_asked_name (row);
  const char *zone = rapport_session_get_policy (session)->time_zone;
  g_autofree char *today = rapport_session_get_today (session);
  g_autofree char *words = rapport_request_describe (row, zone, today);
  RapportRequestBadge badge = rapport_request_badge (row, zone, today);
  GtkWidget *card = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (box), new_head (row, name, zone, today));
  if (badge.label != NULL)
    gtk_box_append (GTK_BOX (box), rapport_badge_new (badge.tone, badge.icon, badge.label));
  if (asked && rapport_request_row_is_open (row))
    gtk_box_append (GTK_BOX (box), new_answers (self, name));
  gtk_widget_add_css_class (box, "request-card");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (card), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (card), REQUEST, g_memdup2 (&row->no, sizeof row->no), g_free);
  g_object_set_data (G_OBJECT (card), BEGINS_CLOSED, GINT_TO_POINTER (row->begins_closed));
  return card;
}

static void
set_header (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       user_data)
{
  GtkWidget *heading;

  if (g_object_get_data (G_OBJECT (row), BEGINS_CLOSED) == NULL || gtk_list_box_row_get_header (row) != NULL)
    return;
  heading = new_label (_("Closed"), "caption-heading");
  gtk_widget_add_css_class (heading, "request-heading");
  gtk_list_box_row_set_header (row, heading);
}

static void
rapport_request_cards_class_init (RapportRequestCardsClass *klass)
{
  signals[ANSWER] = g_signal_new ("answer", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rapport_request_cards_init (RapportRequestCards *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (self->list, set_header, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "request-cards");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Requests"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/* Of the card that the keys are on, or in. */
static gint64
focused_request (RapportRequestCards *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL ? request_of (GTK_LIST_BOX_ROW (row)) : 0;
}

/**
 * rapport_request_cards_set_rows:
 * @session: its viewer is a member
 * @rows: (element-type RapportRequestRow): not kept
 */
void
rapport_request_cards_set_rows (RapportRequestCards *self,
                                RapportSession      *session,
                                const GPtrArray     *rows)
{
  gint64 focused = focused_request (self);
  GtkListBoxRow *last;
  GtkWidget *again = NULL;

  g_return_if_fail (RAPPORT_IS_REQUEST_CARDS (self));

  while ((last = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (last));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRequestRow *row = rows->pdata[i];
      GtkWidget *child = new_card (self, session, row);

      gtk_list_box_append (self->list, child);
      if (focused != 0 && row->no == focused)
        again = child;
    }
  if (again != NULL)
    gtk_widget_grab_focus (again);
}
