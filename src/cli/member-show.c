/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/completeness.h"
#include "model/fields.h"
#include "model/member-view.h"
#include "store/members.h"
#include "store/partnerships.h"

typedef struct {
  gint64 member;
  RapportViewer viewer;
} ShowQuestion;

/** A member, and what of them the viewer sees. Who it is and the office are told who else does, too. */
typedef struct {
  RapportMember *member;
  RapportMemberView *view;
  gboolean own;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *self = data;

  g_clear_pointer (&self->member, rapport_member_free);
  g_clear_pointer (&self->view, rapport_member_view_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shown, shown_free)

/* A RapportQuery: @data is a ShowQuestion; returns a Shown. */
static gpointer
view_member (RapportReading *reading,
             gpointer        data,
             GCancellable   *cancellable,
             GError        **error)
{
  ShowQuestion *question = data;
  RapportRelation relation = rapport_partnerships_relation (reading, &question->viewer, question->member);
  g_autoptr (Shown) self = g_new0 (Shown, 1);

  self->member = rapport_members_get (reading, &question->member, cancellable, error);
  if (self->member == NULL)
    return NULL;
  self->own = relation >= RAPPORT_RELATION_SELF;
  self->view = rapport_member_view_new (self->member, relation);
  return g_steal_pointer (&self);
}

/* @element %NULL: no visibility applies. */
static void
add_row (RapportCliTable *table,
         const Shown     *shown,
         const char      *field,
         const char      *label,
         const char      *value,
         const char      *element)
{
  rapport_cli_table_add (table, field, label, shown->own && element != NULL ? rapport_member_get_level (shown->member, element) : NULL,
                         value);
}

static void
add_skills (RapportCliTable *table,
            const Shown     *shown)
{
  GPtrArray *skills = rapport_member_view_get_skills (shown->view);

  for (guint i = 0; skills != NULL && i < skills->len; i++)
    {
      const RapportMemberSkill *skill = g_ptr_array_index (skills, i);
      g_autofree char *levels = skill->wanted == 0 ? g_strdup_printf (_("%s: level %d held"), skill->label, skill->held)
                                : skill->held == 0 ? g_strdup_printf (_("%s: level %d wanted"), skill->label, skill->wanted)
                                                   : g_strdup_printf (_("%s: level %d held, %d wanted"), skill->label, skill->held, skill->wanted);

      add_row (table, shown, "skill", _("Skill"), levels, "skills");
    }
}

/* "University of Zagreb · MSc": what is filled of an item's parts. */
static void
add_items (RapportCliTable    *table,
           const Shown        *shown,
           const RapportField *field)
{
  GPtrArray *items = rapport_member_view_get_items (shown->view);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const RapportMemberItem *item = g_ptr_array_index (items, i);
      g_autoptr (GString) words = g_string_new (NULL);

      if (strcmp (item->field, field->name) != 0)
        continue;
      for (guint j = 0; item->values[j] != NULL; j++)
        if (*item->values[j] != '\0')
          g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", item->values[j]);
      add_row (table, shown, field->name, _(field->label), words->str, field->element);
    }
}

static void
add_customs (RapportCliTable *table,
             const Shown     *shown)
{
  GPtrArray *customs = rapport_member_view_get_customs (shown->view);

  for (guint i = 0; customs != NULL && i < customs->len; i++)
    {
      const RapportMemberCustom *custom = g_ptr_array_index (customs, i);

      g_autofree char *element = g_strconcat ("custom/", custom->uuid, NULL);
      const char *level = g_hash_table_lookup (shown->member->visibility, element);

      rapport_cli_table_add (table, "custom", custom->label,
                             !shown->own ? NULL : level != NULL ? level : custom->sensitive ? "nobody" : "members", custom->value);
    }
}

/* The text of a field, "" where there is none; what a photo is named by says nothing to people, nor does a list in JSON. */
static char *
dup_value (const Shown        *shown,
           const RapportField *field)
{
  const char *text = rapport_member_view_get_text (shown->view, field->name);

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (field->type == RAPPORT_FIELD_BLOB)
    return g_strdup (_("there is one"));
  if (field->type == RAPPORT_FIELD_LIST && shown->member->availability != NULL)
    return g_strjoinv (" · ", shown->member->availability);
  return g_strdup (text);
}

static void
add_field (RapportCliTable    *table,
           const Shown        *shown,
           const RapportField *field)
{
  if (field->type == RAPPORT_FIELD_SET)
    {
      char **values = rapport_member_view_get_set (shown->view, field->name);

      for (guint i = 0; values != NULL && values[i] != NULL; i++)
        add_row (table, shown, field->name, _(field->label), values[i], field->element);
    }
  else if (field->type == RAPPORT_FIELD_ITEMS)
    add_items (table, shown, field);
  else if (field->column != NULL && field->section != NULL)
    {
      g_autofree char *value = dup_value (shown, field);

      if (*value != '\0')
        add_row (table, shown, field->name, _(field->label), value, field->element);
    }
}

/* Filled, but nobody who searches sees it (I11). */
static gboolean
is_hidden (const Shown        *shown,
           const RapportField *field)
{
  char **values = field->type == RAPPORT_FIELD_SET ? rapport_member_view_get_set (shown->view, field->name) : NULL;

  if (!rapport_completeness_is_critical (field->element)
      || !rapport_visibility_is_hidden (rapport_member_get_level (shown->member, field->element)))
    return FALSE;
  return field->type == RAPPORT_FIELD_SET ? values != NULL && values[0] != NULL
                                          : *rapport_member_get_text (shown->member, field->name) != '\0';
}

static void
add_completeness (RapportCliTable *table,
                  const Shown     *shown)
{
  guint n_fields = 0;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  g_autofree char *complete = g_strdup_printf (_("%d %%"), shown->member->completeness);

  rapport_cli_table_add (table, "completeness", _("Profile complete"), NULL, complete);
  for (guint i = 0; i < n_fields; i++)
    if (is_hidden (shown, &fields[i]))
      rapport_cli_table_add (table, "hidden", _("Filled but hidden"), NULL, _(fields[i].label));
}

gboolean
rapport_cli_member_show (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  static const RapportCliColumn columns[] = { { "field", NULL, FALSE }, { "label", N_("Field"), FALSE },
                                              { "seen-by", N_("Seen By"), FALSE }, { "value", N_("Value"), FALSE } };
  static const RapportCliColumn of_others[] = { { "field", NULL, FALSE }, { "label", N_("Field"), FALSE },
                                                { "seen-by", NULL, FALSE }, { "value", N_("Value"), FALSE } };
  g_autoptr (RapportCliTable) table = NULL;
  g_autoptr (Shown) shown = NULL;
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
  shown = rapport_store_read (rapport_session_get_store (session), view_member, &question, NULL, error);
  if (shown == NULL)
    return FALSE;
  table = rapport_cli_table_new (shown->own ? columns : of_others, G_N_ELEMENTS (columns));
  rapport_cli_table_add (table, "name", _("Name"), NULL, rapport_member_view_get_name (shown->view));
  for (guint i = 0; i < n_fields; i++)
    add_field (table, shown, &fields[i]);
  add_skills (table, shown);
  add_customs (table, shown);
  if (shown->own)
    add_completeness (table, shown);
  rapport_cli_table_print (table, cli, _("Nothing of them is visible."));
  return TRUE;
}
