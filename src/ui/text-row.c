/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/text-row.h"

#include <glib/gi18n.h>

#include "model/field-check.h"

/* One line. A date is one line, too: people type "3.11.2026" faster than they find it in a calendar. */
struct _RapportTextRow
{
  RapportFieldRow parent_instance;

  GtkWidget *text;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (RapportTextRow, rapport_text_row, RAPPORT_TYPE_FIELD_ROW)

static void
rapport_text_row_load (RapportFieldRow *row)
{
  RapportTextRow *self = RAPPORT_TEXT_ROW (row);
  const char *saved = rapport_member_form_get_string (rapport_field_row_get_form (row), rapport_field_row_get_name (row));
  g_autofree char *shown = rapport_field_to_typed (rapport_field_row_get_field (row), saved);

  self->loading = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), shown);
  self->loading = FALSE;
}

static char *
rapport_text_row_problem (RapportFieldRow *row)
{
  return rapport_field_problem (rapport_field_row_get_field (row),
                                gtk_editable_get_text (GTK_EDITABLE (RAPPORT_TEXT_ROW (row)->text)));
}

static gboolean
rapport_text_row_focus_value (RapportFieldRow *row)
{
  return gtk_widget_grab_focus (RAPPORT_TEXT_ROW (row)->text);
}

static void
changed_cb (RapportTextRow *self)
{
  RapportFieldRow *row = RAPPORT_FIELD_ROW (self);
  g_autofree char *value = NULL;

  if (self->loading)
    return;
  value = rapport_field_from_typed (rapport_field_row_get_field (row), gtk_editable_get_text (GTK_EDITABLE (self->text)));
  rapport_field_row_set_string (row, value);
  rapport_field_row_clear_problem (row);
}

/* While somebody types an error is not news; it is once they leave the field. */
static void
left_cb (RapportTextRow *self)
{
  RapportFieldRow *row = RAPPORT_FIELD_ROW (self);

  if (rapport_field_row_get_form (row) != NULL && rapport_field_row_check (row) == NULL)
    rapport_text_row_load (row);
}

/* Enter goes to the next field: fast entry of a paper form (T21). */
static void
activate_cb (RapportTextRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  for (GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (self)); next != NULL; next = gtk_widget_get_next_sibling (next))
    if (RAPPORT_IS_FIELD_ROW (next) && gtk_widget_get_visible (next) && rapport_field_row_focus (RAPPORT_FIELD_ROW (next)))
      return;
  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
rapport_text_row_class_init (RapportTextRowClass *klass)
{
  RapportFieldRowClass *row_class = RAPPORT_FIELD_ROW_CLASS (klass);

  row_class->load = rapport_text_row_load;
  row_class->problem = rapport_text_row_problem;
  row_class->focus_value = rapport_text_row_focus_value;
}

static void
rapport_text_row_init (RapportTextRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = gtk_entry_new (); /* a bare GtkText has no accessible role */
  gtk_entry_set_has_frame (GTK_ENTRY (self->text), FALSE);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_widget_add_css_class (self->text, "inline-entry");
  rapport_field_row_set_value_widget (RAPPORT_FIELD_ROW (self), self->text);
  g_object_bind_property (self, "read-only", self->text, "editable", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->text, focus);
}

static void
set_purpose (RapportTextRow     *self,
             const RapportField *field)
{
  if (g_str_equal (field->name, "email"))
    gtk_entry_set_input_purpose (GTK_ENTRY (self->text), GTK_INPUT_PURPOSE_EMAIL);
  else if (g_str_equal (field->name, "phone"))
    gtk_entry_set_input_purpose (GTK_ENTRY (self->text), GTK_INPUT_PURPOSE_PHONE);
  if (field->type == RAPPORT_FIELD_DATE)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), _("day month year, or year-month-day"));
}

/** For its arguments see rapport_field_row_bind(). */
GtkWidget *
rapport_text_row_new (RapportMemberForm  *form,
                      const RapportField *field,
                      const char         *name,
                      const char         *label)
{
  RapportTextRow *self = g_object_new (RAPPORT_TYPE_TEXT_ROW, NULL);

  set_purpose (self, field);
  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, name, label);
  rapport_field_row_label_widget (RAPPORT_FIELD_ROW (self), self->text);
  return GTK_WIDGET (self);
}
