/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/letters.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/opened-file.h"
#include "model/saved-file.h"
#include "model/sentence.h"
#include "services/outbox.h"
#include "services/sender.h"

/* The Outbox. */

static char *
time_of (gint64 instant)
{
  g_autoptr (GDateTime) time = instant > 0 ? g_date_time_new_from_unix_utc (instant) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%MZ") : NULL;
}

static void
print_letters (RapportCli *cli,
               GPtrArray  *rows)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },   { "kind", N_("Kind"), FALSE },       { "to", N_("To"), FALSE },
    { "address", N_("Address"), FALSE }, { "subject", N_("Subject"), FALSE }, { "state", N_("State"), FALSE },
    { "since", N_("Since"), FALSE }, { "words", NULL, FALSE },            { "attempts", NULL, TRUE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->no);
      g_autofree char *since = time_of (row->state.at > 0 ? row->state.at : row->drafted_at);
      g_autofree char *attempts = g_strdup_printf ("%d", row->state.attempts);

      rapport_cli_table_add (table, number, row->kind, row->member_name, rapport_letter_row_address (row), row->subject,
                             rapport_letter_stage_id (row->state.stage), since, row->state.words, attempts);
    }
  rapport_cli_table_print (table, cli, _("There are no such letters."));
}

static gboolean
stage_of (const char  *word,
          int         *stage,
          GError     **error)
{
  RapportLetterStage found;

  if (word == NULL)
    return TRUE;
  if (!rapport_letter_stage_from_id (word, &found))
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE,
                           _("--state takes one of: draft, queued, sending, sent, failed, unsure"));
      return FALSE;
    }
  *stage = found;
  return TRUE;
}

gboolean
rapport_cli_outbox_list (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  g_autofree char *state = NULL;
  g_autoptr (RapportLettersQuery) query = rapport_letters_query_new (0);
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("draft, queued, sending, sent, failed or unsure"), N_("STATE") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &query->text, N_("Words in names and subjects"), N_("WORDS") },
    { NULL },
  };
  g_autoptr (GPtrArray) rows = NULL;
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, entries, 0, 1, &argc, &argv, error) || !stage_of (state, &query->stage, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query->programme = rapport_session_get_programme (session);
  if (argc > 1)
    {
      query->member = rapport_cli_who (cli, argv[1], error);
      if (query->member == 0)
        return FALSE;
    }
  rows = rapport_store_read (rapport_session_get_store (session), rapport_letters_list, query, NULL, error);
  if (rows == NULL)
    return FALSE;
  print_letters (cli, rows);
  return TRUE;
}

gboolean
rapport_cli_letter_number (const char  *word,
                           gint64      *letter,
                           GError     **error)
{
  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, letter, NULL))
    return TRUE;
  rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not a number; `outbox list` shows them."), word);
  return FALSE;
}

static RapportLetterRow *
get_letter (RapportCli  *cli,
            const char  *word,
            GError     **error)
{
  gint64 letter = 0;
  RapportStore *store = rapport_cli_letter_number (word, &letter, error) ? rapport_cli_get_store (cli, error) : NULL;

  return store != NULL ? rapport_store_read (store, rapport_letters_get, &letter, NULL, error) : NULL;
}

gboolean
rapport_cli_outbox_show (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  g_autoptr (RapportLetterRow) row = NULL;
  g_autofree char *name = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *words = NULL;
  g_autofree char *body = NULL;

  if (!rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error))
    return FALSE;
  row = get_letter (cli, argv[1], error);
  if (row == NULL)
    return FALSE;
  if (rapport_cli_wants_json (cli))
    {
      JsonNode *root = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_int_member (object, "number", row->no);
      json_object_set_string_member (object, "kind", row->kind);
      json_object_set_string_member (object, "to", row->member_name);
      json_object_set_string_member (object, "address", rapport_letter_row_address (row));
      json_object_set_string_member (object, "subject", row->subject);
      json_object_set_string_member (object, "body", row->body);
      json_object_set_string_member (object, "state", rapport_letter_stage_id (row->state.stage));
      json_object_set_string_member (object, "words", row->state.words);
      json_object_set_int_member (object, "attempts", row->state.attempts);
      json_node_set_object (root, object);
      rapport_cli_print_json (root);
      return TRUE;
    }
  body = rapport_cli_plain_lines (row->body);
  name = rapport_cli_plain (row->member_name);
  subject = rapport_cli_plain (row->subject);
  words = rapport_cli_plain (row->state.words);
  g_print (_("To: %s <%s>\nSubject: %s\nState: %s %s\n\n%s"), name, rapport_letter_row_address (row), subject,
           rapport_letter_stage_label (row->state.stage), words, body);
  return TRUE;
}

/* Several letters ------------------------------------------------------------------------------------------------- */

static gboolean
add_all_drafts (RapportCli            *cli,
                RapportOutboxLetters  *letters,
                GError               **error)
{
  RapportSession *session = rapport_cli_get_session (cli, error);
  g_autoptr (RapportLettersQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (session == NULL)
    return FALSE;
  query = rapport_letters_query_new (rapport_session_get_programme (session));
  query->stage = RAPPORT_LETTER_DRAFT;
  rows = rapport_store_read (rapport_session_get_store (session), rapport_letters_list, query, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_array_append_val (letters->letters, ((const RapportLetterRow *) g_ptr_array_index (rows, i))->no);
  return rows != NULL;
}

/* @sentence has one %u. */
static gboolean
on_letters (RapportCli     *cli,
            RapportCommand  command,
            const char     *sentence,
            int             argc,
            char          **argv,
            GError        **error)
{
  g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (0);
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("All drafts"), NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &letters->again, N_("Letters that may have been sent, too"), NULL },
    { NULL },
  };
  RapportStore *store;
  JsonObject *facts;
  g_autofree char *text = NULL;

  if (!rapport_cli_parse (cli, entries, 0, -1, &argc, &argv, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    {
      gint64 letter;

      if (!rapport_cli_letter_number (argv[i], &letter, error))
        return FALSE;
      g_array_append_val (letters->letters, letter);
    }
  if (all && !add_all_drafts (cli, letters, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, command, letters, NULL, error))
    return FALSE;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (sentence, letters->done);
#pragma GCC diagnostic pop
  facts = json_object_new ();
  json_object_set_int_member (facts, "done", letters->done);
  json_object_set_int_member (facts, "left", letters->letters->len - letters->done);
  if (letters->problem != NULL)
    json_object_set_string_member (facts, "problem", letters->problem);
  if (letters->problem != NULL && !rapport_cli_wants_json (cli))
    g_printerr ("rapportctl: %s\n", letters->problem);
  rapport_cli_print_result (cli, text, facts);
  return TRUE;
}

gboolean
rapport_cli_outbox_queue (RapportCli *cli, int argc, char **argv, GError **error)
{
  return on_letters (cli, rapport_outbox_queue_command, _("Queued: %u."), argc, argv, error);
}

gboolean
rapport_cli_outbox_hold (RapportCli *cli, int argc, char **argv, GError **error)
{
  return on_letters (cli, rapport_outbox_hold_command, _("Held back: %u."), argc, argv, error);
}

gboolean
rapport_cli_outbox_discard (RapportCli *cli, int argc, char **argv, GError **error)
{
  return on_letters (cli, rapport_outbox_discard_command, _("Discarded: %u."), argc, argv, error);
}

gboolean
rapport_cli_outbox_sent (RapportCli *cli, int argc, char **argv, GError **error)
{
  return on_letters (cli, rapport_outbox_sent_command, _("Noted as sent: %u."), argc, argv, error);
}

gboolean
rapport_cli_outbox_edit (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  g_autoptr (RapportOutboxEdit) edit = g_new0 (RapportOutboxEdit, 1);
  g_autofree char *file = NULL;
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &edit->address, N_("Where it goes; empty: the member’s own"), N_("ADDRESS") },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &edit->subject, N_("Its subject"), N_("TEXT") },
    { "body", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("A file with its text"), N_("FILE") },
    { NULL },
  };
  RapportStore *store;

  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error)
      || !rapport_cli_letter_number (argv[1], &edit->letter, error)
      || (file != NULL && (edit->body = rapport_opened_file_text (file, error)) == NULL))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, rapport_outbox_edit_command, edit, NULL, error))
    return FALSE;
  rapport_cli_print_result (cli, _("Letter changed."), NULL);
  return TRUE;
}

gboolean
rapport_cli_outbox_draft (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  RapportSession *session = rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error) ? rapport_cli_get_session (cli, error) : NULL;
  g_autofree char *text = NULL;
  RapportStore *store;
  JsonObject *facts;

  if (session == NULL)
    return FALSE;
  due.programme = rapport_session_get_programme (session);
  store = rapport_session_get_store (session);
  if (!rapport_store_write (store, rapport_outbox_due_command, &due, NULL, error))
    return FALSE;
  text = g_strdup_printf (_("Drafted: %u."), due.drafted);
  facts = json_object_new ();
  json_object_set_int_member (facts, "drafted", due.drafted);
  rapport_cli_print_result (cli, text, facts);
  return TRUE;
}

/* Out of the house ------------------------------------------------------------------------------------------------ */

gboolean
rapport_cli_outbox_eml (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  g_autoptr (RapportMailAccount) account = NULL;
  RapportSenderMessage message = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) unread = NULL;
  RapportStore *store;

  if (!rapport_cli_parse (cli, NULL, 2, 2, &argc, &argv, error) || !rapport_cli_letter_number (argv[1], &message.letter, error))
    return FALSE;
  /* Without an account it has no sender yet: the mail program puts in its own. */
  account = rapport_mail_account_load (&unread);
  if (unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return FALSE;
    }
  store = rapport_cli_get_store (cli, error);
  message.account = account;
  bytes = store != NULL ? rapport_store_read (store, rapport_sender_message_query, &message, NULL, error) : NULL;
  file = g_file_new_for_commandline_arg (argv[2]);
  if (bytes == NULL || !rapport_saved_file_write (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return FALSE;
  rapport_cli_print_result (cli, _("Letter written as a file; `outbox sent` notes when you have sent it."), NULL);
  return TRUE;
}

gboolean
rapport_cli_send (RapportCli           *cli,
                  gboolean              may_ask,
                  RapportSenderResult  *result,
                  GError              **error)
{
  g_autoptr (RapportMailAccount) account = rapport_cli_account (error);
  RapportStore *store = account != NULL ? rapport_cli_get_store (cli, error) : NULL;

  return store != NULL && rapport_sender_run_with_keyring (store, account, may_ask, result, NULL, error);
}

JsonObject *
rapport_cli_sender_facts (const RapportSenderResult *result)
{
  JsonObject *facts = json_object_new ();

  json_object_set_int_member (facts, "sent", result->sent);
  json_object_set_int_member (facts, "failed", result->failed);
  json_object_set_int_member (facts, "later", result->later);
  json_object_set_int_member (facts, "unsure", result->unsure);
  if (result->words != NULL)
    json_object_set_string_member (facts, "words", result->words);
  return facts;
}

gboolean
rapport_cli_outbox_send (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  RapportSenderResult result = { 0 };
  g_autofree char *text = NULL;
  gboolean done;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  done = rapport_cli_send (cli, TRUE, &result, error);
  if (done)
    {
      text = g_strdup_printf (_("Sent: %u. Failed: %u. Later: %u. May have been sent: %u."), result.sent, result.failed, result.later,
                              result.unsure);
      rapport_cli_print_result (cli, text, rapport_cli_sender_facts (&result));
    }
  rapport_sender_result_clear (&result);
  return done;
}
