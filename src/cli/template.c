/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "model/opened-file.h"
#include "services/outbox.h"

/* Templates of letters. */

gboolean
rapport_cli_template_show (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  g_autofree char *language = NULL;
  gboolean preview = FALSE;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Two letters; else English"), "LANGUAGE" },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_("Filled with the newest request"), NULL },
    { NULL },
  };
  RapportSession *session;
  RapportOutboxWhich which = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (RapportLetterText) letter = NULL;

  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  which = (RapportOutboxWhich) { argv[1], language != NULL ? language : "en", rapport_session_get_programme (session) };
  text = rapport_store_read (rapport_session_get_store (session), rapport_outbox_template_query, &which, NULL, error);
  if (text == NULL)
    return FALSE;
  if (preview)
    {
      RapportOutboxPreview ask = { argv[1], text, 0, which.programme };

      letter = rapport_store_read (rapport_session_get_store (session), rapport_outbox_preview_query, &ask, NULL, error);
      if (letter == NULL)
        return FALSE;
      g_free (text);
      text = g_strdup_printf ("%s\n\n%s", letter->subject, letter->body);
    }
  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return TRUE;
}

/* With a file the programme's own, without one Rapport's again. */
gboolean
rapport_cli_template_set (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autofree char *language = NULL;
  g_autofree char *text = NULL;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Two letters; else English"), "LANGUAGE" },
    { NULL },
  };
  RapportOutboxTemplate own = { 0 };
  RapportStore *store;

  if (!rapport_cli_parse (cli, entries, 1, 2, &argc, &argv, error)
      || (argc > 2 && (text = rapport_opened_file_text (argv[2], error)) == NULL))
    return FALSE;
  own = (RapportOutboxTemplate) { argv[1], language != NULL ? language : (char *) "en", text };
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, rapport_outbox_template_command, &own, NULL, error))
    return FALSE;
  rapport_cli_print_result (cli, text != NULL ? _("Template kept.") : _("The template of Rapport is in force again."), NULL);
  return TRUE;
}
