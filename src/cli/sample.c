/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "services/sample.h"

gboolean
rapport_cli_sample (RapportCli  *cli,
                    int          argc,
                    char       **argv,
                    GError     **error)
{
  gboolean again = FALSE;
  const GOptionEntry entries[] = {
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, N_("Replace sample data that are there already"), NULL },
    { NULL },
  };
  g_autofree char *path = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (RapportClock) clock = NULL;
  JsonObject *facts = NULL;

  if (!rapport_cli_parse (cli, entries, 0, 1, &argc, &argv, error))
    return FALSE;
  path = argc > 1 ? g_strdup (argv[1]) : rapport_sample_path ();
  if (!again && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_REFUSED,
                   _("%s is there already. With --again it is replaced."), path);
      return FALSE;
    }
  clock = rapport_clock_new ();
  if (!rapport_sample_make (path, rapport_clock_now (clock), NULL, error))
    return FALSE;
  sentence = g_strdup_printf (_("Sample data made in %s."), path);
  facts = json_object_new ();
  json_object_set_string_member (facts, "database", path);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}
