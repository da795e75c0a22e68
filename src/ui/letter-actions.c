/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/letter-actions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "services/outbox.h"
#include "services/sender.h"
#include "ui/compat.h"
#include "ui/letter-ways.h"
#include "ui/letter-window.h"

static RapportStore *
store_of (RapportPage *page)
{
  return rapport_session_get_store (rapport_page_get_session (page));
}

static GtkWindow *
window_of (RapportPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

/* Writing --------------------------------------------------------------------------------------------------------- */

typedef struct {
  RapportPage *page;            /* Owned */
  RapportSendingBar *sending;   /* Owned; NULL: nothing is sent afterwards */
  const char *toast;            /* NULL: none */
  gboolean undoable;            /* what has left the house is not: undo would take back something else */
} Doing;

static void
on_done (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Doing *doing = data;
  g_autoptr (RapportPage) page = doing->page;
  g_autoptr (RapportSendingBar) sending = doing->sending;
  g_autoptr (RapportOutboxLetters) letters = NULL;
  g_autoptr (GError) error = NULL;

  if (!rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &letters, &error))
    {
      if (sending != NULL)
        rapport_sending_bar_give_up (sending);
      rapport_page_show_error (page, _("This was not done"), error);
    }
  else if (sending != NULL)
    rapport_sending_bar_run (sending, page, letters->done);
  else if (letters->problem != NULL)
    rapport_page_toast (page, letters->problem, doing->undoable);
  else
    rapport_page_toast (page, doing->toast, doing->undoable);
}

/* Takes @letters. */
static void
write_letters (RapportPage          *page,
               RapportSendingBar    *sending,
               RapportCommand        command,
               RapportOutboxLetters *letters,
               const char           *toast)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->page = g_object_ref (page);
  doing->sending = sending != NULL ? g_object_ref (sending) : NULL;
  doing->toast = toast;
  doing->undoable = command != rapport_outbox_sent_command;
  rapport_store_write_async (store_of (page), command, letters, (GDestroyNotify) rapport_outbox_letters_free,
                             sending != NULL ? rapport_sending_bar_prepare (sending, letters->letters->len) : NULL, on_done, doing);
}

/* Sending --------------------------------------------------------------------------------------------------------- */

typedef struct {
  RapportPage *page;            /* Owned */
  RapportSendingBar *sending;   /* Owned */
  RapportOutboxLetters *letters; /* Owned */
} Question;

static void
on_answered (gboolean answer,
             gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (RapportPage) page = question->page;
  g_autoptr (RapportSendingBar) sending = question->sending;
  g_autoptr (RapportOutboxLetters) letters = question->letters;

  if (answer)
    write_letters (page, sending, rapport_outbox_queue_command, g_steal_pointer (&letters), NULL);
}

/* Takes @letters. */
static void
ask_first (RapportPage          *page,
           RapportSendingBar    *sending,
           RapportOutboxLetters *letters,
           const char           *title,
           const char           *what_follows)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (page);
  question->sending = g_object_ref (sending);
  question->letters = letters;
  rapport_ask (window_of (page), title, what_follows, _("Send"), FALSE, on_answered, question);
}

static void
send_one (RapportPage            *page,
          RapportSendingBar      *sending,
          const RapportLetterRow *row)
{
  RapportOutboxLetters *letters = rapport_outbox_letters_new (row->no);
  gboolean elsewhere = row->state.stage == RAPPORT_LETTER_QUEUED && !row->ours;

  letters->again = row->state.stage == RAPPORT_LETTER_UNSURE || elsewhere;
  if (row->state.stage == RAPPORT_LETTER_QUEUED && row->ours)
    {
      rapport_outbox_letters_free (letters);
      rapport_sending_bar_run (sending, page, 1);
    }
  else if (elsewhere)
    ask_first (page, sending, letters, _("Send From Here?"),
               _("Another computer is to send this letter, and may have done so since you last heard of it."));
  else if (letters->again)
    ask_first (page, sending, letters, _("Send Again?"),
               _("This letter may have arrived already. Look there first, if you can."));
  else
    write_letters (page, sending, rapport_outbox_queue_command, letters, NULL);
}

/* What is sent of @rows, and of how many somebody should know why they are not. */
static void
sort_out (const GPtrArray      *rows,
          RapportOutboxLetters *letters,
          guint                *without_address,
          guint                *unsure)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);
      gboolean still = row->state.stage == RAPPORT_LETTER_DRAFT || row->state.stage == RAPPORT_LETTER_FAILED;

      *unsure += row->state.stage == RAPPORT_LETTER_UNSURE;
      if (!still)
        continue;
      if (rapport_mail_address_check (rapport_letter_row_address (row), NULL))
        g_array_append_val (letters->letters, row->no);
      else
        *without_address += 1;
    }
}

static char *
what_follows (guint without_address,
              guint unsure)
{
  g_autoptr (GString) words = g_string_new (_("They go out now, in the order of the list."));

  if (without_address > 0)
    g_string_append_c (words, ' ');
  if (without_address > 0)
    g_string_append_printf (words, ngettext ("%'u more has no e-mail address and stays.", "%'u more have no e-mail address and stay.",
                                             without_address), without_address);
  if (unsure > 0)
    g_string_append_c (words, ' ');
  if (unsure > 0)
    g_string_append_printf (words, ngettext ("%'u more may have been sent already: look at it alone.",
                                             "%'u more may have been sent already: look at them one at a time.", unsure), unsure);
  g_string_append_c (words, ' ');
  g_string_append (words, _("What has been sent is not taken back by Undo."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
rapport_letters_send (RapportPage       *page,
                      RapportSendingBar *sending,
                      const GPtrArray   *rows)
{
  g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (0);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  guint without_address = 0, unsure = 0, n;

  if (rows == NULL || rows->len == 0)
    return;
  sort_out (rows, letters, &without_address, &unsure);
  n = letters->letters->len;
  if (n > 0)
    {
      title = g_strdup_printf (ngettext ("Send %'u Letter?", "Send %'u Letters?", n), n);
      words = what_follows (without_address, unsure);
      ask_first (page, sending, g_steal_pointer (&letters), title, words);
    }
  else if (unsure > 0)
    rapport_page_toast (page, _("These may have been sent already: look at them one at a time"), FALSE);
  else if (without_address > 0)
    rapport_page_toast (page, _("None of them has an e-mail address"), FALSE);
  else
    rapport_sending_bar_run (sending, page, rows->len);
}

/* All of it ------------------------------------------------------------------------------------------------------- */

void
rapport_letter_act (RapportPage            *page,
                    RapportSendingBar      *sending,
                    const RapportLetterRow *row,
                    const char             *what)
{
  RapportOutboxLetters *letters = rapport_outbox_letters_new (row->no);

  if (strcmp (what, "sent") == 0)
    write_letters (page, NULL, rapport_outbox_sent_command, g_steal_pointer (&letters), _("Noted as sent"));
  else if (strcmp (what, "hold") == 0)
    write_letters (page, NULL, rapport_outbox_hold_command, g_steal_pointer (&letters), _("Letter held back"));
  else if (strcmp (what, "discard") == 0)
    write_letters (page, NULL, rapport_outbox_discard_command, g_steal_pointer (&letters), _("Letter discarded"));
  else if (strcmp (what, "send") == 0)
    send_one (page, sending, row);
  else if (strcmp (what, "edit") == 0)
    gtk_window_present (GTK_WINDOW (rapport_letter_window_new (page, row)));
  else if (strcmp (what, "open") == 0)
    rapport_letter_open (page, row);
  else if (strcmp (what, "save") == 0)
    rapport_letter_save (page, row, RAPPORT_LETTER_FILE_MESSAGE);
  else if (strcmp (what, "save-event") == 0)
    rapport_letter_save (page, row, RAPPORT_LETTER_FILE_EVENT);
  g_clear_pointer (&letters, rapport_outbox_letters_free);
}

void
rapport_letters_act (RapportPage       *page,
                     RapportSendingBar *sending,
                     const GPtrArray   *rows,
                     const char        *what)
{
  g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (0);
  guint n = rows->len;

  for (guint i = 0; i < n; i++)
    g_array_append_val (letters->letters, ((const RapportLetterRow *) g_ptr_array_index (rows, i))->no);
  if (n == 0)
    return;
  if (strcmp (what, "send") == 0)
    rapport_letters_send (page, sending, rows);
  else if (strcmp (what, "sent") == 0)
    write_letters (page, NULL, rapport_outbox_sent_command, g_steal_pointer (&letters),
                   _("Noted as sent"));
  else if (strcmp (what, "hold") == 0)
    write_letters (page, NULL, rapport_outbox_hold_command, g_steal_pointer (&letters),
                   ngettext ("Letter held back", "Letters held back", n));
  else if (strcmp (what, "discard") == 0)
    write_letters (page, NULL, rapport_outbox_discard_command, g_steal_pointer (&letters),
                   ngettext ("Letter discarded", "Letters discarded", n));
}

static void
on_drafted (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (RapportPage) page = data;
  g_autofree RapportOutboxDue *due = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!rapport_store_write_finish (RAPPORT_STORE (object), result, (gpointer *) &due, &error))
    {
      rapport_page_show_error (page, _("Nothing was drafted"), error);
      return;
    }
  text = due->drafted > 0 ? g_strdup_printf (ngettext ("%'u letter drafted", "%'u letters drafted", due->drafted), due->drafted)
                          : g_strdup (_("Nothing is due"));
  rapport_page_toast (page, text, due->drafted > 0);
}

void
rapport_letters_draft_due (RapportPage *page)
{
  RapportOutboxDue *due = g_new0 (RapportOutboxDue, 1);

  due->reminders = due->expiries = TRUE;
  due->programme = rapport_session_get_programme (rapport_page_get_session (page));
  rapport_store_write_async (store_of (page), rapport_outbox_due_command, due, g_free, NULL, on_drafted, g_object_ref (page));
}
