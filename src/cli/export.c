/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/export.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/print.h"

static void
print_outcome (RapportCli          *cli,
               const RapportExport *export)
{
  JsonObject *facts = json_object_new ();
  g_autofree char *path = g_file_get_parse_name (export->file);
  g_autofree char *sentence = g_strdup_printf (ngettext ("%d member written to %s.", "%d members written to %s.",
                                                         export->done), export->done, path);

  json_object_set_int_member (facts, "members", export->done);
  json_object_set_string_member (facts, "file", path);
  rapport_cli_print_result (cli, sentence, facts);
}

gboolean
rapport_cli_export (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  RapportSession *session;
  g_autoptr (RapportExport) export = NULL;
  g_autoptr (GFile) file = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  if (argc > 1)
    file = g_file_new_for_commandline_arg (argv[1]);
  export = rapport_export_new (file, NULL, 0, rapport_session_get_viewer (session),
                               rapport_session_get_programme (session));
  if (file == NULL)
    export->stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  if (rapport_store_read (rapport_session_get_store (session), rapport_export_query, export, NULL, error) == NULL)
    return FALSE;
  if (file != NULL)
    print_outcome (cli, export);
  return TRUE;
}
