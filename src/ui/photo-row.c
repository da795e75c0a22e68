/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/photo-row.h"

#include <glib/gi18n.h>

#include "exchange/photo.h"
#include "ui/wrap-box.h"

struct _RapportPhotoRow
{
  RapportFieldRow parent_instance;

  GtkWidget *choose;
  GtkWidget *remove;
  GtkWidget *spinner;

  /* Owned */
  GCancellable *cancellable;
  GtkFileChooserNative *dialog;
  char *problem;
};

G_DEFINE_FINAL_TYPE (RapportPhotoRow, rapport_photo_row, RAPPORT_TYPE_FIELD_ROW)

static void
rapport_photo_row_load (RapportFieldRow *row)
{
  RapportPhotoRow *self = RAPPORT_PHOTO_ROW (row);
  gboolean there = *rapport_member_form_get_string (rapport_field_row_get_form (row), "photo") != '\0';

  gtk_button_set_label (GTK_BUTTON (self->choose), there ? _("Choose Another Photo…") : _("Choose a Photo…"));
  gtk_widget_set_visible (self->remove, there && !rapport_field_row_get_read_only (row));
  gtk_widget_set_visible (self->choose, !rapport_field_row_get_read_only (row));
}

static char *
rapport_photo_row_problem (RapportFieldRow *row)
{
  return g_strdup (RAPPORT_PHOTO_ROW (row)->problem);
}

static gboolean
rapport_photo_row_focus_value (RapportFieldRow *row)
{
  return gtk_widget_grab_focus (RAPPORT_PHOTO_ROW (row)->choose);
}

static void
set_busy (RapportPhotoRow *self,
          gboolean         busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_sensitive (self->choose, !busy);
}

static void
take_photo (RapportPhotoRow *self,
            GBytes          *photo)
{
  RapportMemberForm *form = rapport_field_row_get_form (RAPPORT_FIELD_ROW (self));
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);

  rapport_member_form_add_blob (form, hash, photo);
  rapport_member_form_set_string (form, "photo", hash);
}

static void
photo_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RapportPhotoRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = rapport_photo_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  g_clear_pointer (&self->problem, g_free);
  if (photo != NULL)
    take_photo (self, photo);
  else
    self->problem = g_strdup (error->message);
  rapport_field_row_check (RAPPORT_FIELD_ROW (self));
}

/** Reads @file and, when it is a picture, makes it the photo. */
static void
read_photo (RapportPhotoRow *self,
            GFile           *file)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  rapport_photo_read_async (file, self->cancellable, photo_read_cb, g_object_ref (self));
}

static void
response_cb (RapportPhotoRow *self,
             int              response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->dialog));
  g_clear_object (&self->dialog);
  if (file != NULL)
    read_photo (self, file);
}

static void
choose_cb (RapportPhotoRow *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->dialog != NULL)
    return;
  gtk_file_filter_set_name (filter, _("PNG, JPEG and WebP pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  self->dialog = gtk_file_chooser_native_new (_("Choose a Photo"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->dialog), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->dialog), filter);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->dialog));
}

static void
remove_cb (RapportPhotoRow *self)
{
  rapport_member_form_set (rapport_field_row_get_form (RAPPORT_FIELD_ROW (self)), "photo", NULL);
  gtk_widget_grab_focus (self->choose);
}

static gboolean
drop_cb (RapportPhotoRow *self,
         const GValue    *value)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE) || rapport_field_row_get_read_only (RAPPORT_FIELD_ROW (self)))
    return FALSE;
  read_photo (self, g_value_get_object (value));
  return TRUE;
}

static void
rapport_photo_row_dispose (GObject *object)
{
  RapportPhotoRow *self = RAPPORT_PHOTO_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dialog);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (rapport_photo_row_parent_class)->dispose (object);
}

static void
rapport_photo_row_class_init (RapportPhotoRowClass *klass)
{
  RapportFieldRowClass *row_class = RAPPORT_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_photo_row_dispose;
  row_class->load = rapport_photo_row_load;
  row_class->problem = rapport_photo_row_problem;
  row_class->focus_value = rapport_photo_row_focus_value;
}

static void
rapport_photo_row_init (RapportPhotoRow *self)
{
  GtkWidget *line = rapport_wrap_box_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->choose = gtk_button_new_with_label (_("Choose a Photo…"));
  self->remove = gtk_button_new_with_label (_("Remove"));
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_add_css_class (self->choose, "pill-small");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove Photo"), -1);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  rapport_wrap_box_append (RAPPORT_WRAP_BOX (line), self->choose);
  rapport_wrap_box_append (RAPPORT_WRAP_BOX (line), self->remove);
  rapport_wrap_box_append (RAPPORT_WRAP_BOX (line), self->spinner);
  gtk_widget_set_margin_top (line, 3);
  rapport_field_row_set_value_widget (RAPPORT_FIELD_ROW (self), line);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/** The photo itself is shown by the page, large. */
GtkWidget *
rapport_photo_row_new (RapportMemberForm  *form,
                       const RapportField *field)
{
  RapportPhotoRow *self = g_object_new (RAPPORT_TYPE_PHOTO_ROW, NULL);

  rapport_field_row_bind (RAPPORT_FIELD_ROW (self), form, field, NULL, NULL);
  rapport_field_row_set_hint (RAPPORT_FIELD_ROW (self), _("PNG, JPEG or WebP up to 20 megapixels; kept small, without its metadata"));
  return GTK_WIDGET (self);
}
