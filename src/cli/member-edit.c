/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/member-words.h"
#include "cli/print.h"
#include "cli/who.h"
#include "services/member-save.h"
#include "services/members.h"

static gboolean
write_form (RapportCli         *cli,
            RapportMemberForm  *form,
            gint64              member,
            GError            **error)
{
  g_autoptr (RapportMemberSave) save = rapport_member_save_new (member, form);
  JsonObject *facts = NULL;

  if (!rapport_store_write (rapport_cli_get_store (cli, NULL), rapport_member_form_save_command, save, NULL, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "member", save->member);
  rapport_cli_print_result (cli, member == 0 ? _("Member added.") : _("Profile changed."), facts);
  return TRUE;
}

/* Takes the words into a profile as the editor of the window has it, and saves what differs. @member: 0 for somebody new. */
static gboolean
save_words (RapportCli  *cli,
            gint64       member,
            char       **words,
            GError     **error)
{
  RapportSession *session = rapport_cli_get_session (cli, error);
  RapportMemberProfileAsk ask = { .member = member };
  RapportCliMemberWords taking = { 0 };
  g_autoptr (RapportMemberProfile) profile = NULL;
  g_autoptr (RapportMemberForm) form = NULL;

  if (session == NULL)
    return FALSE;
  ask.programme = rapport_session_get_programme (session);
  ask.viewer = *rapport_session_get_viewer (session);
  profile = rapport_store_read (rapport_session_get_store (session), rapport_member_profile_query, &ask, NULL, error);
  if (profile == NULL)
    return FALSE;
  form = rapport_member_form_new ("", profile->values);
  taking = (RapportCliMemberWords) { rapport_session_get_store (session), rapport_session_get_policy (session), profile, form };
  return rapport_cli_member_words_take (&taking, words, error) && write_form (cli, form, member, error);
}

gboolean
rapport_cli_member_add (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  return rapport_cli_parse (cli, NULL, 1, -1, &argc, &argv, error) && save_words (cli, 0, argv + 1, error);
}

gboolean
rapport_cli_member_set (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  gint64 member;

  if (!rapport_cli_parse (cli, NULL, 2, -1, &argc, &argv, error))
    return FALSE;
  member = rapport_cli_who (cli, argv[1], error);
  return member != 0 && save_words (cli, member, argv + 2, error);
}

gboolean
rapport_cli_member_delete (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, NULL, 1, -1, &argc, &argv, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    {
      gint64 member = rapport_cli_who (cli, argv[i], error);

      if (member == 0)
        return FALSE;
      g_array_append_val (edit->members, member);
    }
  store = rapport_cli_get_store (cli, error);
  if (store == NULL || !rapport_store_write (store, rapport_members_delete_command, edit, NULL, error))
    return FALSE;
  rapport_cli_print_result (cli, _("Deleted. “rapportctl undo” takes it back."), json_object_new ());
  return TRUE;
}
