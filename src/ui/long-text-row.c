/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/long-text-row.h"

#include <glib/gi18n.h>

#include "model/field-check.h"
#include "ui/text-area.h"

/* Several lines, as high as what they hold, with the number of characters below. */
struct _RapportLongTextRow
{
  RapportFieldRow parent_instance;

  GtkWidget *view;
  GtkTextBuffer *buffer;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (RapportLongTextRow, rapport_long_text_row, RAPPORT_TYPE_FIELD_ROW)

static char *
dup_text (RapportLongTextRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
update_count (RapportLongTextRow *self)
{
  g_autofree char *text = dup_text (self);
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *words = g_strdup_printf (_("%'ld of %'d characters"), length, RAPPORT_FIELD_MOST_CHARACTERS);

  rapport_field_row_set_hint (RAPPORT_FIELD_ROW (self), length > 0 ? words : NULL);
}

static void
rapport_long_text_row_load (RapportFieldRow *row)
{
  RapportLongTextRow *self = RAPPORT_LONG_TEXT_ROW (row);

  self->loading = TRUE;
  gtk_text_buffer_set_text (self->buffer,
                            rapport_member_form_get_string (rapport_field_row_get_form (row), rapport_field_row_get_name (row)),
                            -1);
  self->loading = FALSE;
  update_count (self);
}

static char *
rapport_long_text_row_problem (RapportFieldRow *row)
{
  g_autofree char *text = dup_text (RAPPORT_LONG_TEXT_ROW (row));

  return rapport_field_problem (rapport_field_row_get_field (row), text);
}

static gboolean
rapport_long_text_row_focus_value (RapportFieldRow *row)
{
  return gtk_widget_grab_focus (RAPPORT_LONG_TEXT_ROW (row)->view);
}

static void
changed_cb (RapportLongTextRow *self)
{
  g_autofree char *text = NULL;

  if (self->loading)
    return;
  text = dup_text (self);
  gtk_widget_queue_resize (self->view);
  rapport_field_row_set_string (RAPPORT_FIELD_ROW (self), text);
  rapport_field_row_check (RAPPORT_FIELD_ROW (self));
  update_count (self);
}

static void
rapport_long_text_row_class_init (RapportLongTextRowClass *klass)
{
  RapportFieldRowClass *row_class = RAPPORT_FIELD_ROW_CLASS (klass);

  row_class->load = rapport_long_text_row_load;
  row_class->problem = rapport_long_text_row_problem;
  row_class->focus_value = rapport_long_text_row_focus_value;
}

static void
rapport_long_text_row_init (RapportLongTextRow *self)
{
  self->view = rapport_text_area_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_widget_set_hexpand (self->view, TRUE);
  rapport_field_row_set_wide_widget (RAPPORT_FIELD_ROW (self), self->view);
  g_object_bind_property (self, "read-only", self->view, "editable", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
}

GtkWidget *
rapport_long_text_row_new (RapportMemberForm  *form,
                           const RapportField *field)
{
  RapportLongTextRow *self = g_object_new (RAPPORT_TYPE_LONG_TEXT_ROW, NULL);

  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, NULL, NULL);
  rapport_field_row_label_widget (RAPPORT_FIELD_ROW (self), self->view);
  return GTK_WIDGET (self);
}
