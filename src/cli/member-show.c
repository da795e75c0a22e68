/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/fields.h"
#include "model/member-view.h"
#include "store/members.h"
#include "store/partnerships.h"

typedef struct {
  gint64 member;
  RapportViewer viewer;
} ShowQuestion;

/* A RapportQuery: @data is a ShowQuestion; returns a RapportMemberView. */
static gpointer
view_member (RapportReading *reading,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  ShowQuestion *question = data;
  g_autoptr (RapportMember) member = rapport_members_get (reading, &question->member, cancellable, error);

  if (member == NULL)
    return NULL;
  return rapport_member_view_new (member, rapport_partnerships_relation (reading, &question->viewer, question->member));
}

static void
add_skills (RapportCliTable   *table,
            RapportMemberView *view)
{
  GPtrArray *skills = rapport_member_view_get_skills (view);

  for (guint i = 0; skills != NULL && i < skills->len; i++)
    {
      const RapportMemberSkill *skill = g_ptr_array_index (skills, i);
      g_autofree char *levels = g_strdup_printf (_("%s: level %d held, %d wanted"), skill->label, skill->held, skill->wanted);

      rapport_cli_table_add (table, "skill", _("Skill"), levels);
    }
}

/* "University of Zagreb · MSc": what is filled of an item's parts. */
static void
add_items (RapportCliTable    *table,
           RapportMemberView  *view,
           const RapportField *field)
{
  GPtrArray *items = rapport_member_view_get_items (view);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const RapportMemberItem *item = g_ptr_array_index (items, i);
      g_autoptr (GString) words = g_string_new (NULL);

      if (strcmp (item->field, field->name) != 0)
        continue;
      for (guint j = 0; item->values[j] != NULL; j++)
        if (*item->values[j] != '\0')
          g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", item->values[j]);
      rapport_cli_table_add (table, field->name, _(field->label), words->str);
    }
}

static void
add_customs (RapportCliTable   *table,
             RapportMemberView *view)
{
  GPtrArray *customs = rapport_member_view_get_customs (view);

  for (guint i = 0; customs != NULL && i < customs->len; i++)
    {
      const RapportMemberCustom *custom = g_ptr_array_index (customs, i);

      rapport_cli_table_add (table, "custom", custom->label, custom->value);
    }
}

static void
add_field (RapportCliTable    *table,
           RapportMemberView  *view,
           const RapportField *field)
{
  if (field->type == RAPPORT_FIELD_SET)
    {
      char **values = rapport_member_view_get_set (view, field->name);

      for (guint i = 0; values != NULL && values[i] != NULL; i++)
        rapport_cli_table_add (table, field->name, _(field->label), values[i]);
    }
  else if (field->type == RAPPORT_FIELD_ITEMS)
    add_items (table, view, field);
  else if (field->column != NULL && field->section != NULL)
    {
      const char *value = rapport_member_view_get_text (view, field->name);

      if (value != NULL && *value != '\0')
        rapport_cli_table_add (table, field->name, _(field->label), value);
    }
}

gboolean
rapport_cli_member_show (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  static const RapportCliColumn columns[] = { { "field", NULL, FALSE }, { "label", N_("Field"), FALSE }, { "value", N_("Value"), FALSE } };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (RapportMemberView) view = NULL;
  RapportSession *session = NULL;
  ShowQuestion question = { 0 };
  guint n_fields = 0;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  if (!rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  question.member = session != NULL ? rapport_cli_who (cli, argv[1], error) : 0;
  if (question.member == 0)
    return FALSE;
  question.viewer = *rapport_session_get_viewer (session);
  view = rapport_store_read (rapport_session_get_store (session), view_member, &question, NULL, error);
  if (view == NULL)
    return FALSE;
  rapport_cli_table_add (table, "name", _("Name"), rapport_member_view_get_name (view));
  for (guint i = 0; i < n_fields; i++)
    add_field (table, view, &fields[i]);
  add_skills (table, view);
  add_customs (table, view);
  rapport_cli_table_print (table, cli, _("Nothing of them is visible."));
  return TRUE;
}
