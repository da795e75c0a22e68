/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/letters.h"
#include "cli/print.h"
#include "services/housekeeping.h"

static JsonObject *
facts_of (const RapportHousekeeping *done)
{
  JsonObject *facts = rapport_cli_sender_facts (&done->sent);
  JsonArray *problems = json_array_new ();

  json_object_set_int_member (facts, "drafted", done->due.drafted);
  if (done->backup != NULL)
    json_object_set_string_member (facts, "backup", done->backup);
  for (guint i = 0; i < done->problems->len; i++)
    json_array_add_string_element (problems, g_ptr_array_index (done->problems, i));
  json_object_set_array_member (facts, "problems", problems);
  return facts;
}

/* What a timer does every now and then; nobody sits before it, so nobody is asked. */
gboolean
rapport_cli_housekeeping (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autoptr (RapportHousekeeping) done = rapport_housekeeping_new ();
  g_autofree char *text = NULL;
  RapportStore *store;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_housekeeping_run (store, done, NULL, error))
    return FALSE;
  for (guint i = 0; i < done->problems->len && !rapport_cli_wants_json (cli); i++)
    g_printerr ("rapportctl: %s\n", (const char *) g_ptr_array_index (done->problems, i));
  text = g_strdup_printf (_("Drafted: %u. Sent: %u. Failed: %u. Later: %u. Backup: %s."), done->due.drafted, done->sent.sent,
                          done->sent.failed, done->sent.later, done->backup != NULL ? done->backup : _("none was due"));
  rapport_cli_print_result (cli, text, facts_of (done));
  return TRUE;
}
