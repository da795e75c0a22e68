/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/choice-row.h"

#include <glib/gi18n.h>

#include "ui/chooser.h"
#include "ui/choices.h"

/* One of a list that can be searched: country, time zone; or of two. */
struct _RapportChoiceRow
{
  RapportFieldRow parent_instance;

  GtkMenuButton *button;
  GtkLabel *shown;
  GtkWidget *clear;

  gint64 now; /* for the time in a zone */
};

G_DEFINE_FINAL_TYPE (RapportChoiceRow, rapport_choice_row, RAPPORT_TYPE_FIELD_ROW)

static void
rapport_choice_row_load (RapportFieldRow *row)
{
  RapportChoiceRow *self = RAPPORT_CHOICE_ROW (row);
  const char *code = rapport_member_form_get_string (rapport_field_row_get_form (row), rapport_field_row_get_name (row));
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (*code != '\0')
    words = rapport_choice_words (rapport_field_row_get_field (row), code, self->now);
  else
    words = g_strdup (_("Choose…"));
  gtk_label_set_text (self->shown, words);
  if (*code == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->shown), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->shown), "dim-label");
  gtk_widget_set_visible (self->clear, *code != '\0' && !rapport_field_row_get_read_only (row));
  name = g_strdup_printf ("%s: %s", rapport_field_row_get_label (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
rapport_choice_row_focus_value (RapportFieldRow *row)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RAPPORT_CHOICE_ROW (row)->button));
}

static void
set_code (RapportChoiceRow *self,
          const char       *code)
{
  rapport_field_row_set_string (RAPPORT_FIELD_ROW (self), code);
  rapport_choice_row_load (RAPPORT_FIELD_ROW (self));
}

static void
chosen_cb (RapportChoiceRow *self,
           const char       *code,
           const char       *label)
{
  set_code (self, code);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static void
clear_cb (RapportChoiceRow *self)
{
  set_code (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  RapportFieldRow *row = user_data;
  g_autoptr (GListModel) choices = NULL;
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  choices = rapport_choices_new_for_field (rapport_field_row_get_field (row), RAPPORT_CHOICE_ROW (row)->now);
  chooser = rapport_chooser_new (rapport_field_row_get_label (row));
  rapport_chooser_set_choices (RAPPORT_CHOOSER (chooser), choices);
  g_signal_connect_swapped (chooser, "chosen", G_CALLBACK (chosen_cb), row);
  gtk_menu_button_set_popover (button, chooser);
}

static void
rapport_choice_row_class_init (RapportChoiceRowClass *klass)
{
  RapportFieldRowClass *row_class = RAPPORT_FIELD_ROW_CLASS (klass);

  row_class->load = rapport_choice_row_load;
  row_class->focus_value = rapport_choice_row_focus_value;
}

static void
rapport_choice_row_init (RapportChoiceRow *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->shown = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->shown, 0);
  gtk_label_set_ellipsize (self->shown, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->shown));
  gtk_box_append (GTK_BOX (columns), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, columns);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "inline-choice");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_add_css_class (self->clear, "circular");
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->button));
  rapport_field_row_set_value_widget (RAPPORT_FIELD_ROW (self), line);
  rapport_field_row_add_suffix (RAPPORT_FIELD_ROW (self), self->clear);
  g_object_bind_property (self, "read-only", self->button, "sensitive", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

/**
 * rapport_choice_row_new:
 * @field: of type country, zone or choice
 * @now: unix seconds, for the time in a zone
 */
GtkWidget *
rapport_choice_row_new (RapportMemberForm  *form,
                        const RapportField *field,
                        gint64              now)
{
  RapportChoiceRow *self = g_object_new (RAPPORT_TYPE_CHOICE_ROW, NULL);
  g_autofree char *words = g_strdup_printf (_("Clear %s"), _(field->label));

  self->now = now;
  gtk_widget_set_tooltip_text (self->clear, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, NULL, NULL);
  return GTK_WIDGET (self);
}
