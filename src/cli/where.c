/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "services/stored.h"

static void
add_place (RapportCliTable    *table,
           RapportStoredPlace *place)
{
  g_autofree char *who = rapport_stored_place_who (place);
  g_autofree char *size = g_format_size (place->bytes);
  g_autofree char *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, place->bytes);
  g_autofree char *files = g_strdup_printf ("%u", place->files);
  g_autofree char *open = g_strdup_printf ("%u", place->open);

  rapport_cli_table_add (table, place->id, place->title, place->path, place->files > 0 ? size : "", bytes, files, open, who);
}

/* Also while the database itself cannot be opened. */
gboolean
rapport_cli_where (RapportCli *cli,
                   int         argc,
                   char      **argv,
                   GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "id", NULL, FALSE },
    { "what", N_("What"), FALSE },
    { "path", N_("Where"), FALSE },
    { "size", N_("Size"), FALSE },
    { "bytes", NULL, TRUE },
    { "files", NULL, TRUE },
    { "open", NULL, TRUE },
    { "who", N_("Who Can Read It"), FALSE },
  };
  gboolean mend = FALSE;
  const GOptionEntry entries[] = {
    { "mend", 0, 0, G_OPTION_ARG_NONE, &mend, N_("Close what others on this computer can read"), NULL },
    { NULL },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *given = NULL;
  g_autofree char *database = NULL;
  guint failed = 0;

  if (!rapport_cli_parse (cli, entries, 0, 0, &argc, &argv, error))
    return FALSE;
  given = rapport_cli_dup_database (cli);
  database = g_canonicalize_filename (given, NULL);
  if (mend)
    failed = rapport_stored_mend (database);
  places = rapport_stored_list (database);
  for (guint i = 0; i < places->len; i++)
    add_place (table, g_ptr_array_index (places, i));
  rapport_cli_table_print (table, cli, "");
  if (failed == 0)
    return TRUE;
  g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_FAILED,
               ngettext ("The permissions of %u file or folder could not be changed.",
                         "The permissions of %u files or folders could not be changed.", failed), failed);
  return FALSE;
}
