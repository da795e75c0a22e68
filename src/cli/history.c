/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "model/operations.h"
#include "store/history.h"

static gpointer
query_operations (RapportReading *reading,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  return rapport_reading_operations (reading, GPOINTER_TO_UINT (data), error);
}

gboolean
rapport_cli_log (RapportCli *cli,
                 int         argc,
                 char      **argv,
                 GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },
    { "when", N_("When"), FALSE },
    { "what", N_("What"), FALSE },
    { "author", N_("Who"), FALSE },
    { "operation", NULL, FALSE },
    { "undoable", NULL, TRUE },
  };
  int most = 50;
  const GOptionEntry entries[] = {
    { "most", 'n', 0, G_OPTION_ARG_INT, &most, N_("How many at most (50)"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (RapportCliTable) table = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, entries, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  if (store == NULL)
    return FALSE;
  operations = rapport_store_read (store, query_operations, GUINT_TO_POINTER ((guint) MAX (most, 0)), NULL, error);
  if (operations == NULL)
    return FALSE;
  table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < operations->len; i++)
    {
      const RapportOperation *operation = g_ptr_array_index (operations, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, operation->no);
      g_autofree char *when = rapport_cli_wall_time (operation->wall, operation->zone);
      g_autofree char *what = rapport_operation_sentence (operation->title, (const char *const *) operation->args, NULL, NULL);

      rapport_cli_table_add (table, number, when, what, operation->author, operation->title, operation->undoable ? "1" : "0");
    }
  rapport_cli_table_print (table, cli, _("Nothing has happened yet."));
  return TRUE;
}
