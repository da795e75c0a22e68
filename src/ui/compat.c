/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat.h"

#include <glib/gi18n.h>

typedef struct {
  RapportFileChosen chosen;
  gpointer data;
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  g_free (data);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Choice          *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_hide (dialog);
  choice->chosen (file, choice->data);
  g_object_unref (dialog);
}

static GtkFileFilter *
new_filter (const RapportFileFilter *source)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_auto (GStrv) patterns = g_strsplit (source->patterns, " ", -1);

  gtk_file_filter_set_name (filter, source->name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  return filter;
}

static void
choose (GtkFileChooserNative    *dialog,
        const RapportFileFilter *filters,
        guint                    n_filters,
        RapportFileChosen        chosen,
        gpointer                 data)
{
  Choice *choice = g_new0 (Choice, 1);

  for (guint i = 0; i < n_filters; i++)
    {
      g_autoptr (GtkFileFilter) filter = new_filter (&filters[i]);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  choice->chosen = chosen;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
rapport_choose_file_to_open (GtkWindow               *parent,
                             const char              *title,
                             const RapportFileFilter *filters,
                             guint                    n_filters,
                             RapportFileChosen        chosen,
                             gpointer                 data)
{
  choose (gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel")),
          filters, n_filters, chosen, data);
}

void
rapport_choose_file_to_save (GtkWindow               *parent,
                             const char              *title,
                             const char              *suggested_name,
                             const RapportFileFilter *filters,
                             guint                    n_filters,
                             RapportFileChosen        chosen,
                             gpointer                 data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);
  choose (dialog, filters, n_filters, chosen, data);
}

typedef struct {
  RapportAnswered answered;
  gpointer data;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  g_free (data);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (question->answered != NULL)
    question->answered (g_str_equal (response, "do"), question->data);
}

void
rapport_ask (GtkWindow       *parent,
             const char      *text,
             const char      *what_follows,
             const char      *verb,
             gboolean         destroys,
             RapportAnswered  answered,
             gpointer         data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, text, what_follows));
  Question *question = g_new0 (Question, 1);

  question->answered = answered;
  question->data = data;
  if (verb != NULL)
    {
      adw_message_dialog_add_responses (dialog, "cancel", _("Cancel"), "do", verb, NULL);
      adw_message_dialog_set_response_appearance (dialog, "do",
                                                  destroys ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
    }
  else
    adw_message_dialog_add_response (dialog, "cancel", _("Close"));
  adw_message_dialog_set_default_response (dialog, destroys || verb == NULL ? "cancel" : "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
