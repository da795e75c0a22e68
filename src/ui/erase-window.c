/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/erase-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/saved-file.h"
#include "store/members.h"
#include "ui/compat.h"

/* More than that nobody looks through here; rapportctl lists them all. */
#define MOST_MENTIONS 100

struct _RapportEraseWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *step;
  GtkProgressBar *bar;
  GtkListBox *lines;
  GtkWidget *done;
  GtkWidget *save;

  /* Owned */
  RapportEraseAccount *account;  /* NULL: not done yet */
};

G_DEFINE_FINAL_TYPE (RapportEraseWindow, rapport_erase_window, ADW_TYPE_WINDOW)

/* What is to be asked, while the facts for the question are read. */
typedef struct {
  GWeakRef parent;
  RapportStore *store;     /* Owned */
  RapportEraseJob *job;    /* Owned, until it runs */
  char *name;              /* Owned */
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->parent);
  g_clear_object (&question->store);
  rapport_erase_job_free (question->job);
  g_free (question->name);
  g_free (question);
}

/* Doing it ---------------------------------------------------------------------------------------------------------- */

static void
add_line (RapportEraseWindow *self,
          const char         *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  g_autofree char *capital = g_strconcat (first, g_utf8_next_char (text), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), capital);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, capital, -1);
  gtk_list_box_append (self->lines, row);
}

static void
show_account (RapportEraseWindow *self)
{
  g_auto (GStrv) lines = rapport_erase_account_lines (self->account);

  for (guint i = 0; lines[i] != NULL; i++)
    add_line (self, lines[i]);
  for (guint i = 0; self->account->mentions != NULL && i < MIN (self->account->mentions->len, MOST_MENTIONS); i++)
    {
      g_autofree char *line = g_strdup_printf (_("Look through: %s"),
                                               (const char *) g_ptr_array_index (self->account->mentions, i));

      add_line (self, line);
    }
  gtk_window_set_title (GTK_WINDOW (self), _("Erased"));
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_sensitive (self->done, TRUE);
  gtk_widget_grab_focus (self->done);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RapportEraseWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->account, rapport_erase_account_free);
  self->account = rapport_erase_run_finish (RAPPORT_STORE (source), result, &error);
  if (self->account != NULL)
    show_account (self);
  else
    {
      rapport_ask (gtk_window_get_transient_for (GTK_WINDOW (self)), _("Nothing was erased"), error->message, NULL, FALSE, NULL,
                   NULL);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
progress_cb (RapportErasing step,
             guint          percent,
             gpointer       data)
{
  RapportEraseWindow *self = data;

  gtk_label_set_text (self->step, step == RAPPORT_ERASING_RECORDS ? _("Erasing the records…")
                                                                  : _("Replacing the backups…"));
  gtk_progress_bar_set_fraction (self->bar, percent / 100.0);
  if (percent == 0)
    gtk_progress_bar_pulse (self->bar);
}

static void
run (Question *question)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&question->parent);
  RapportEraseWindow *self;

  if (parent == NULL)
    return;
  self = g_object_new (RAPPORT_TYPE_ERASE_WINDOW, "transient-for", parent, NULL);
  gtk_window_present (GTK_WINDOW (self));
  rapport_erase_run_async (question->store, g_steal_pointer (&question->job), progress_cb, self, NULL, erased_cb,
                           g_object_ref (self));
}

/* The account as a file --------------------------------------------------------------------------------------------- */

static void
save_chosen_cb (GFile    *file,
                gpointer  data)
{
  g_autoptr (RapportEraseWindow) self = data;
  g_autofree char *text = rapport_erase_account_text (self->account);
  g_autoptr (GError) error = NULL;

  if (file != NULL && !rapport_saved_file_write (file, text, strlen (text), &error))
    rapport_ask (GTK_WINDOW (self), _("The account is not saved"), error->message, NULL, FALSE, NULL, NULL);
}

static void
save_cb (GtkButton          *button,
         RapportEraseWindow *self)
{
  static const RapportFileFilter filters[] = { { N_("Text"), "*.txt" } };

  rapport_choose_file_to_save (GTK_WINDOW (self), _("Save Account"), _("erased.txt"), filters, G_N_ELEMENTS (filters),
                               save_chosen_cb, g_object_ref (self));
}

/* Asking ------------------------------------------------------------------------------------------------------------ */

static void
answered_cb (gboolean answer,
             gpointer data)
{
  if (answer)
    run (data);
  question_free (data);
}

static gpointer
facts_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Question *question = data;

  question->name = rapport_members_name (reading, g_array_index (question->job->members, gint64, 0));
  return rapport_erase_preview (reading, question->job, cancellable, error);
}

static char *
question_words (const RapportEraseAccount *preview)
{
  GString *words = g_string_new (_("Profile, photo, requests, letters, their own notes and signatures go for good: here, in the "
                                   "backups, and in other copies when they next take in changes. Undo does not bring them back."));

  if (preview->counts[RAPPORT_ERASED_KEPT] > 0)
    {
      guint n = preview->counts[RAPPORT_ERASED_KEPT];

      g_string_append (words, "\n\n");
      g_string_append_printf (words, ngettext ("%u partnership stays with “Erased person” in their place.",
                                               "%u partnerships stay with “Erased person” in their place.", n), n);
    }
  if (preview->ended == 1 && preview->counts[RAPPORT_ERASED_KEPT] == 1)
    g_string_append_printf (words, " %s", _("It is under way and ends today."));
  else if (preview->ended > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words, ngettext ("%u of them is under way and ends today.",
                                               "%u of them are under way and end today.", preview->ended), preview->ended);
    }
  return g_string_free (words, FALSE);
}

static void
facts_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr (RapportEraseAccount) preview = rapport_store_read_finish (RAPPORT_STORE (source), result, NULL);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&question->parent);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (preview == NULL || parent == NULL || question->name == NULL || *question->name == '\0')
    {
      question_free (question);
      return;
    }
  title = g_strdup_printf (_("Erase %s?"), question->name);
  words = question_words (preview);
  rapport_ask (parent, title, words, _("Erase"), TRUE, answered_cb, question);
}

static Question *
question_new (GtkWindow      *parent,
              RapportSession *session)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->parent, parent);
  question->store = g_object_ref (rapport_session_get_store (session));
  question->job = rapport_erase_job_new ();
  return question;
}

/**
 * rapport_erase_window_ask_member:
 *
 * Asks whether a person is to be erased, and does it.
 */
void
rapport_erase_window_ask_member (GtkWindow      *parent,
                                 RapportSession *session,
                                 gint64          member)
{
  Question *question = question_new (parent, session);

  g_array_append_val (question->job->members, member);
  rapport_store_read_async (question->store, facts_query, question, NULL, (GDestroyNotify) rapport_erase_account_free, NULL,
                            facts_cb, question);
}

/**
 * rapport_erase_window_ask_import:
 * @operation: an import that was taken back
 *
 * Asks whether what it alone made is to be removed for good, and does it.
 */
void
rapport_erase_window_ask_import (GtkWindow      *parent,
                                 RapportSession *session,
                                 gint64          operation)
{
  Question *question = question_new (parent, session);

  question->job->operation = operation;
  rapport_ask (parent, _("Remove this import for good?"),
               _("The import was taken back, and Redo could still bring it back. What it alone made goes for good, in the "
                 "backups too; what stood before stays."), _("Remove for Good"), TRUE, answered_cb, question);
}

/* The class --------------------------------------------------------------------------------------------------------- */

/* While it works there is nothing to close: it cannot be stopped half-way. */
static gboolean
rapport_erase_window_close_request (GtkWindow *window)
{
  if (RAPPORT_ERASE_WINDOW (window)->account == NULL)
    return TRUE;
  return GTK_WINDOW_CLASS (rapport_erase_window_parent_class)->close_request (window);
}

static void
rapport_erase_window_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_ERASE_WINDOW (object)->account, rapport_erase_account_free);

  G_OBJECT_CLASS (rapport_erase_window_parent_class)->finalize (object);
}

static void
rapport_erase_window_class_init (RapportEraseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_erase_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_erase_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapport_mentoring/Rapport/ui/erase-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportEraseWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportEraseWindow, step);
  gtk_widget_class_bind_template_child (widget_class, RapportEraseWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, RapportEraseWindow, lines);
  gtk_widget_class_bind_template_child (widget_class, RapportEraseWindow, done);
  gtk_widget_class_bind_template_child (widget_class, RapportEraseWindow, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
rapport_erase_window_init (RapportEraseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_text (self->step, _("Erasing the records…"));
}
