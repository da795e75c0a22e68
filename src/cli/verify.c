/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"

gboolean
rapport_cli_verify (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  static const RapportCliColumn columns[] = { { "difference", N_("Difference"), FALSE } };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) differences = NULL;
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL)
    return FALSE;
  differences = rapport_store_verify (store, NULL, error);
  if (differences == NULL)
    return FALSE;
  for (guint i = 0; i < differences->len; i++)
    rapport_cli_table_add (table, g_ptr_array_index (differences, i));
  if (differences->len == 0)
    {
      rapport_cli_table_print (table, cli, _("The journal and what is shown agree."));
      return TRUE;
    }
  if (!rapport_cli_wants_json (cli))
    rapport_cli_table_print_plain (table);
  g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_DIFFERENCES,
               ngettext ("%u difference between the journal and what is shown.", "%u differences between the journal and what is shown.",
                         differences->len), differences->len);
  return FALSE;
}
