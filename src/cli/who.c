/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/who.h"

#include <glib/gi18n.h>

#include "services/who.h"

gint64
rapport_cli_who (RapportCli *cli,
                 const char *words,
                 GError    **error)
{
  RapportSession *session = rapport_cli_get_session (cli, error);
  g_autoptr (RapportWho) who = NULL;
  RapportWhoQuestion question = { .words = (char *) words, .listed = TRUE };

  if (session == NULL)
    return 0;
  question.programme = rapport_session_get_programme (session);
  who = rapport_store_read (rapport_session_get_store (session), rapport_who_query, &question, NULL, error);
  return who != NULL ? rapport_who_found (who, words, error) : 0;
}

gboolean
rapport_cli_whose (RapportCli  *cli,
                   const char  *words,
                   gint64      *member,
                   GError     **error)
{
  RapportSession *session = rapport_cli_get_session (cli, error);
  gint64 viewer;

  if (session == NULL)
    return FALSE;
  viewer = rapport_session_get_viewer (session)->member;
  *member = words != NULL ? rapport_cli_who (cli, words, error) : viewer;
  if (words != NULL && *member == 0)
    return FALSE;
  if (viewer == 0 || *member == viewer)
    return TRUE;
  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_REFUSED,
                       _("Who acts as a member is shown that member’s own only: leave out the name, or --as."));
  return FALSE;
}
