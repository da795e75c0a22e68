/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-window.h"

#include <glib/gi18n.h>

#include "services/outbox.h"
#include "ui/form-window.h"

/** The form; lives as long as the window. */
typedef struct {
  RapportPage *page;         /* Owned */
  GtkWidget *window;         /* Borrowed */
  GtkEditable *address;      /* Borrowed */
  GtkEditable *subject;      /* Borrowed */
  GtkTextBuffer *body;       /* Borrowed */
  char *own_address;         /* Owned: the member's */
  gint64 letter;
} Form;

static void
form_free (Form *self)
{
  g_object_unref (self->page);
  g_free (self->own_address);
  g_free (self);
}

static void
on_changed (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  Form *self = g_object_get_data (G_OBJECT (window), "form");
  g_autoptr (RapportOutboxEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &edit, &error))
    {
      rapport_page_toast (self->page, _("Letter changed"), TRUE);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  else
    rapport_page_show_error (self->page, _("The letter was not changed"), error);
}

static void
accepted_cb (GtkWidget *window,
             gpointer   data)
{
  Form *self = data;
  RapportOutboxEdit *edit = g_new0 (RapportOutboxEdit, 1);
  const char *address = gtk_editable_get_text (self->address);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->body, &start, &end);
  edit->letter = self->letter;
  edit->address = g_strdup (g_strcmp0 (address, self->own_address) != 0 ? address : "");
  edit->subject = g_strdup (gtk_editable_get_text (self->subject));
  edit->body = gtk_text_buffer_get_text (self->body, &start, &end, TRUE);
  rapport_store_write_async (rapport_session_get_store (rapport_page_get_session (self->page)), rapport_outbox_edit_command,
                             edit, (GDestroyNotify) rapport_outbox_edit_free, NULL, on_changed, g_object_ref (window));
}

static GtkWidget *
make_body (Form       *self,
           const char *text)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->body = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->body, text, -1);
  gtk_text_buffer_set_enable_undo (self->body, TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "top-margin", 12, "bottom-margin", 12, "left-margin", 12, "right-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the letter"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, -1, 300);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  return scrolled;
}

GtkWidget *
rapport_letter_window_new (RapportPage            *page,
                           const RapportLetterRow *row)
{
  Form *self = g_new0 (Form, 1);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *list = rapport_form_list_new ();
  g_autofree char *sentence = g_strdup_printf (_("To %s. Changes are for this letter alone."), row->member_name);

  self->page = g_object_ref (page);
  self->letter = row->no;
  self->own_address = g_strdup (row->email);
  self->address = rapport_form_list_add_entry (list, _("E-mail"), rapport_letter_row_address (row));
  self->subject = rapport_form_list_add_entry (list, _("Subject"), row->subject);
  gtk_box_append (GTK_BOX (lines), list);
  gtk_box_append (GTK_BOX (lines), make_body (self, row->body));
  self->window = rapport_form_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _("Edit Letter"), _("Save"), sentence,
                                          lines);
  g_object_set_data_full (G_OBJECT (self->window), "form", self, (GDestroyNotify) form_free);
  g_signal_connect (self->window, "accepted", G_CALLBACK (accepted_cb), self);
  return self->window;
}
