/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/export.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/member-list.h"
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

/* Whom the words mean, in their order; the list of the window is exported so, too. */
static RapportMemberResult *
find_members (RapportSession        *session,
              RapportCliMemberList  *words,
              const char            *text,
              GError               **error)
{
  g_autoptr (RapportMemberQuery) query = rapport_cli_member_list_query (words, session, text, error);
  RapportCliMemberAsk ask = { query, words->skill };

  return query != NULL ? rapport_store_read (rapport_session_get_store (session), rapport_cli_member_list_find, &ask, NULL, error) : NULL;
}

gboolean
rapport_cli_export (RapportCli *cli,
                    int         argc,
                    char      **argv,
                    GError    **error)
{
  g_auto (RapportCliMemberList) words = { 0 };
  g_autofree char *text = NULL;
  GOptionEntry entries[RAPPORT_CLI_MEMBER_OPTIONS + 2] = {
    [RAPPORT_CLI_MEMBER_OPTIONS] = { "text", 0, 0, G_OPTION_ARG_STRING, &text, N_("Only who fits this text"), N_("TEXT") },
  };
  RapportSession *session;
  g_autoptr (RapportMemberResult) found = NULL;
  g_autoptr (RapportExport) export = NULL;
  g_autoptr (GFile) file = NULL;

  rapport_cli_member_list_options (&words, entries);
  if (!rapport_cli_parse (cli, entries, 0, 1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  found = session != NULL ? find_members (session, &words, text, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (argc > 1)
    file = g_file_new_for_commandline_arg (argv[1]);
  export = rapport_export_new (file, found->ids, rapport_session_get_viewer (session), rapport_session_get_programme (session));
  if (file == NULL)
    export->stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  if (rapport_store_read (rapport_session_get_store (session), rapport_export_query, export, NULL, error) == NULL)
    return FALSE;
  if (file != NULL)
    print_outcome (cli, export);
  return TRUE;
}
