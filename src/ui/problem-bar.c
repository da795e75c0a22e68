/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/problem-bar.h"

#include "ui/widgets.h"

struct _RapportProblemBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkBox *lines;
};

enum {
  GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportProblemBar, rapport_problem_bar, ADW_TYPE_BIN)

static void
rapport_problem_bar_class_init (RapportProblemBarClass *klass)
{
  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_problem_bar_init (RapportProblemBar *self)
{
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->lines = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->lines), "problem-bar");
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->lines));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
}

static void
clicked_cb (RapportProblemBar *self,
            GtkButton         *link)
{
  g_signal_emit (self, signals[GO], 0, g_object_get_data (G_OBJECT (link), "field"));
}

/** Nothing is wrong any more. */
void
rapport_problem_bar_clear (RapportProblemBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  rapport_remove_children (self->lines);
}

/**
 * rapport_problem_bar_add:
 * @field: what "go" tells
 * @label: what people call it; "" where @problem says it all
 */
void
rapport_problem_bar_add (RapportProblemBar *self,
                         const char        *field,
                         const char        *label,
                         const char        *problem)
{
  g_autofree char *words = *label != '\0' ? g_strdup_printf ("%s: %s", label, problem) : g_strdup (problem);
  GtkWidget *text = gtk_label_new (words);
  GtkWidget *link = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_button_set_child (GTK_BUTTON (link), text);
  gtk_widget_add_css_class (link, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (link), "field", g_strdup (field), g_free);
  g_signal_connect_swapped (link, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (self->lines, link);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}
