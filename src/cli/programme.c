/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/programme.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "model/policy.h"

gboolean
rapport_cli_programme_show (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "key", N_("Setting"), FALSE }, { "value", N_("Value"), FALSE }, { "rule", NULL, FALSE }, { "label", N_("Meaning"), FALSE },
  };
  g_autoptr (RapportCliTable) table = NULL;
  g_autoptr (GPtrArray) settings = NULL;
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  settings = rapport_policy_settings ();
  table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < settings->len; i++)
    {
      const RapportSetting *setting = g_ptr_array_index (settings, i);
      g_autofree char *json = rapport_policy_get_json (rapport_session_get_policy (session), setting->key);

      rapport_cli_table_add (table, setting->key, json, setting->rule, setting->label);
    }
  rapport_cli_table_print (table, cli, "");
  return TRUE;
}

gboolean
rapport_cli_programme_set (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  RapportProgrammeSet set = { NULL };
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, NULL, 1, 2, &argc, &argv, error))
    return FALSE;
  set.key = argv[1];
  set.json = argc > 2 ? argv[2] : NULL;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, rapport_programme_set_command, &set, NULL, error))
    return FALSE;
  rapport_cli_print_result (cli, _("Rules of the programme changed."), NULL);
  return TRUE;
}
