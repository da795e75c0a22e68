/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/letters.h"
#include "cli/print.h"
#include "services/outbox.h"

/* What a timer does every now and then; nobody sits before it, so nobody is asked. */
gboolean
rapport_cli_housekeeping (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  RapportOutboxDue due = { TRUE, TRUE, 0 };
  RapportSenderResult result = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autoptr (RapportMailAccount) account = NULL;
  g_autofree char *text = NULL;
  RapportStore *store;
  JsonObject *facts;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, rapport_outbox_due_command, &due, NULL, error))
    return FALSE;
  account = rapport_mail_account_load (NULL);
  if (account != NULL)
    rapport_cli_send (cli, FALSE, &result, &failure);
  facts = rapport_cli_sender_facts (&result);
  json_object_set_int_member (facts, "drafted", due.drafted);
  if (failure != NULL)
    json_object_set_string_member (facts, "problem", failure->message);
  if (failure != NULL && !rapport_cli_wants_json (cli))
    g_printerr ("rapportctl: %s\n", failure->message);
  text = g_strdup_printf (_("Drafted: %u. Sent: %u. Failed: %u. Later: %u."), due.drafted, result.sent, result.failed, result.later);
  rapport_cli_print_result (cli, text, facts);
  rapport_sender_result_clear (&result);
  return TRUE;
}
