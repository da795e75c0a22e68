/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-history.h"

#include <glib/gi18n.h>

#include "model/date.h"
#include "model/sentence.h"
#include "ui/letter-row.h"
#include "ui/widgets.h"

#define FIRST 5 /* the rest when asked for */

struct _RapportLetterHistory
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkLabel *count;
  GtkListBox *list;
  GtkWidget *rest;   /* NULL: all are there */
};

G_DEFINE_FINAL_TYPE (RapportLetterHistory, rapport_letter_history, ADW_TYPE_BIN)

static GtkWidget *
new_row (const RapportLetterRow *letter,
         const char             *zone,
         const char             *today)
{
  GtkWidget *row = adw_action_row_new ();
  RapportLetterBadge badge = rapport_letter_badge (letter);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", badge.icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *date = rapport_date_of_instant (letter->state.at > 0 ? letter->state.at : letter->drafted_at, zone);
  g_autofree char *day = rapport_date_format_short (date, today);
  /* Translators: the state of a letter, the day of it, and to whom it is: "Sent · 19 Nov · to Marta Kovač" */
  g_autofree char *words = g_strdup_printf (_("%s · %s · to %s"), badge.label, day, letter->member_name);
  g_autofree char *sentence = rapport_sentence_new (_("Letter “%s”, %s"), letter->subject, words);
  g_autofree char *target = g_strdup_printf ("outbox/%" G_GINT64_FORMAT, letter->no);

  gtk_widget_add_css_class (icon, rapport_tone_get_css_class (badge.tone));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), letter->subject);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  /* else the title would be said twice */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return row;
}

static void
show_rest_cb (RapportLetterHistory *self,
              GtkListBoxRow        *row)
{
  if (GTK_WIDGET (row) != self->rest)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, TRUE);
  gtk_widget_child_focus (gtk_widget_get_prev_sibling (self->rest), GTK_DIR_TAB_FORWARD);
  gtk_list_box_remove (self->list, self->rest);
  self->rest = NULL;
}

static void
append_rest (RapportLetterHistory *self,
             guint                 n)
{
  g_autofree char *words = g_strdup_printf (_("Show All %'u"), n);

  self->rest = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rest), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->rest), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rest), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_list_box_append (self->list, self->rest);
}

void
rapport_letter_history_set (RapportLetterHistory *self,
                            const GPtrArray      *letters,
                            const char           *zone,
                            const char           *today)
{
  guint n = letters != NULL ? letters->len : 0;
  g_autofree char *count = g_strdup_printf ("%u", n);
  GtkWidget *row;

  self->rest = NULL;
  rapport_remove_children (self->list);
  for (guint i = 0; i < n; i++)
    {
      row = new_row (g_ptr_array_index (letters, i), zone, today);
      gtk_widget_set_visible (row, i < FIRST || n == FIRST + 1);
      gtk_list_box_append (self->list, row);
    }
  if (n > FIRST + 1)
    append_rest (self, n);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
rapport_letter_history_class_init (RapportLetterHistoryClass *klass)
{
}

static void
rapport_letter_history_init (RapportLetterHistory *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_("Letters"));

  self->count = GTK_LABEL (gtk_label_new (""));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "count");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Letters"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (show_rest_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (lines), head);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), lines);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
