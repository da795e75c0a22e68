/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/fields.h"
#include "services/members.h"

/* Takes FIELD=VALUE words into @edit; fields by their names in fields.c, families with their element. */
static gboolean
take_edits (RapportMembersEdit *edit,
            char              **words,
            GError            **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      const RapportField *field = parts[0] != NULL ? rapport_fields_find ("member", parts[0]) : NULL;

      if (field == NULL || parts[1] == NULL)
        {
          g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not FIELD=VALUE with a field of a member."), words[i]);
          return FALSE;
        }
      if (field->type == RAPPORT_FIELD_BLOB || field->type == RAPPORT_FIELD_LIST || field->type == RAPPORT_FIELD_ITEMS)
        {
          g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” cannot be written on the command line."), parts[0]);
          return FALSE;
        }
      if (!rapport_members_edit_add_typed (edit, parts[0], parts[1], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_edit (RapportCli         *cli,
            RapportCommand      command,
            RapportMembersEdit *edit,
            const char         *sentence,
            GError            **error)
{
  RapportStore *store = rapport_cli_get_store (cli, error);
  JsonObject *facts = NULL;

  if (store == NULL || !rapport_store_write (store, command, edit, NULL, error))
    return FALSE;
  facts = json_object_new ();
  if (edit->member != 0)
    json_object_set_int_member (facts, "member", edit->member);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}

gboolean
rapport_cli_member_add (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();

  return rapport_cli_parse (cli, NULL, 1, -1, &argc, &argv, error) && take_edits (edit, argv + 1, error) &&
         write_edit (cli, rapport_member_save_command, edit, _("Member added."), error);
}

gboolean
rapport_cli_member_set (RapportCli *cli,
                        int         argc,
                        char      **argv,
                        GError    **error)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  gint64 member = 0;

  if (!rapport_cli_parse (cli, NULL, 2, -1, &argc, &argv, error) || !take_edits (edit, argv + 2, error))
    return FALSE;
  member = rapport_cli_who (cli, argv[1], error);
  if (member == 0)
    return FALSE;
  g_array_append_val (edit->members, member);
  return write_edit (cli, rapport_member_save_command, edit, _("Profile changed."), error);
}

gboolean
rapport_cli_member_delete (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();

  if (!rapport_cli_parse (cli, NULL, 1, -1, &argc, &argv, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    {
      gint64 member = rapport_cli_who (cli, argv[i], error);

      if (member == 0)
        return FALSE;
      g_array_append_val (edit->members, member);
    }
  return write_edit (cli, rapport_members_delete_command, edit, _("Deleted. “rapportctl undo” takes it back."), error);
}
