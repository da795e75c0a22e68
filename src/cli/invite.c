/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/letters.h"
#include "cli/meetings.h"
#include "model/saved-file.h"
#include "services/invitations.h"

/* Invitations to meetings. */

static gboolean
parse (RapportCli      *cli,
       RapportInvite   *invite,
       int             *argc,
       char          ***argv,
       GError         **error)
{
  const GOptionEntry entries[] = {
    { "date", 'd', 0, G_OPTION_ARG_STRING, &invite->date, N_("The day"), "YYYY-MM-DD" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &invite->clock, N_("When it begins"), "HH:MM" },
    { "minutes", 'm', 0, G_OPTION_ARG_INT, &invite->minutes, N_("How long; else an hour"), N_("MINUTES") },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &invite->zone, N_("The time zone of --from; else the programme’s"), N_("ZONE") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &invite->place, N_("Where"), N_("PLACE") },
    { "topics", 't', 0, G_OPTION_ARG_STRING, &invite->topics, N_("What it is to be about"), N_("TEXT") },
    { NULL },
  };

  return rapport_cli_parse (cli, entries, 1, 1, argc, argv, error);
}

gboolean
rapport_cli_meeting_invite (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  g_autoptr (RapportInvite) invite = rapport_invite_new (0);
  RapportStore *store = parse (cli, invite, &argc, &argv, error) ? rapport_cli_get_store (cli, error) : NULL;
  g_autofree char *text = NULL;
  JsonObject *facts;

  if (store == NULL || (invite->partnership = rapport_cli_partnership (cli, argv[1], error)) == 0
      || !rapport_store_write (store, rapport_invite_command, invite, NULL, error))
    return FALSE;
  text = g_strdup_printf (_("Invitations drafted: %u. `outbox queue` lets them go out."), invite->drafted);
  facts = json_object_new ();
  json_object_set_int_member (facts, "drafted", invite->drafted);
  rapport_cli_print_result (cli, text, facts);
  return TRUE;
}

gboolean
rapport_cli_outbox_ics (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  g_autoptr (RapportMailAccount) account = NULL;
  RapportInvitationWhich which = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) unread = NULL;
  RapportStore *store;

  if (!rapport_cli_parse (cli, NULL, 2, 2, &argc, &argv, error) || !rapport_cli_letter_number (argv[1], &which.letter, error))
    return FALSE;
  account = rapport_mail_account_load (&unread);
  if (unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return FALSE;
    }
  which.organiser = account != NULL ? account->from_address : NULL;
  store = rapport_cli_get_store (cli, error);
  text = store != NULL ? rapport_store_read (store, rapport_invitation_query, &which, NULL, error) : NULL;
  file = g_file_new_for_commandline_arg (argv[2]);
  if (text == NULL || !rapport_saved_file_write (file, text, strlen (text), error))
    return FALSE;
  rapport_cli_print_result (cli, _("Event written as a file."), NULL);
  return TRUE;
}
