/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/choice-button.h"

#include "ui/chooser.h"

struct _RapportChoiceButton
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkMenuButton *button;
  GtkLabel *shown;

  /* Owned */
  char *name;
  char *code;

  RapportMakeChoices make;
  gpointer data;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportChoiceButton, rapport_choice_button, ADW_TYPE_BIN)

void
rapport_choice_button_set (RapportChoiceButton *self,
                           const char          *code,
                           const char          *words)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", self->name, words);
  char *before = self->code;

  self->code = g_strdup (code);
  g_free (before);
  gtk_label_set_label (self->shown, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const char *
rapport_choice_button_get_code (RapportChoiceButton *self)
{
  return self->code;
}

static void
chosen_cb (RapportChoiceButton *self,
           const char          *code,
           const char          *label)
{
  rapport_choice_button_set (self, code, label);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Hundreds of choices perhaps: only for who looks. */
static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       data)
{
  RapportChoiceButton *self = data;
  g_autoptr (GListModel) choices = NULL;
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  choices = self->make (self->data);
  chooser = rapport_chooser_new (self->name);
  rapport_chooser_set_choices (RAPPORT_CHOOSER (chooser), choices);
  g_signal_connect_swapped (chooser, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_menu_button_set_popover (button, chooser);
}

static gboolean
rapport_choice_button_mnemonic_activate (GtkWidget *widget,
                                         gboolean   group_cycling)
{
  gtk_menu_button_popup (RAPPORT_CHOICE_BUTTON (widget)->button);
  return TRUE;
}

static void
rapport_choice_button_finalize (GObject *object)
{
  RapportChoiceButton *self = RAPPORT_CHOICE_BUTTON (object);

  g_free (self->name);
  g_free (self->code);
  G_OBJECT_CLASS (rapport_choice_button_parent_class)->finalize (object);
}

static void
rapport_choice_button_class_init (RapportChoiceButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_choice_button_finalize;
  GTK_WIDGET_CLASS (klass)->mnemonic_activate = rapport_choice_button_mnemonic_activate;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_choice_button_init (RapportChoiceButton *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->code = g_strdup ("");
  self->shown = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->shown, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->shown, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->shown), TRUE);
  gtk_widget_set_hexpand (columns, TRUE);
  gtk_widget_set_halign (columns, GTK_ALIGN_FILL);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->shown));
  gtk_box_append (GTK_BOX (columns), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, columns);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/** In a row, where the row is what stands out. */
void
rapport_choice_button_set_flat (RapportChoiceButton *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "plain-choice");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
}

GtkWidget *
rapport_choice_button_new (const char         *name,
                           RapportMakeChoices  make,
                           gpointer            data)
{
  RapportChoiceButton *self = g_object_new (RAPPORT_TYPE_CHOICE_BUTTON, NULL);

  self->name = g_strdup (name);
  self->make = make;
  self->data = data;
  return GTK_WIDGET (self);
}
