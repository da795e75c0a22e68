/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/fields.h"
#include "model/operations.h"
#include "model/sentence.h"
#include "services/field-history.h"

/* A RapportQuery: @data is a RapportFieldHistoryAsk; of a field of theirs, or, where it names none, of all of them, one
 * field after the other. A GPtrArray of RapportHistoryEntry. */
static gpointer
query_history (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  RapportFieldHistoryAsk *ask = data;
  RapportFieldHistoryAsk one = { .member = ask->member };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_history_entry_free);
  guint n_fields = 0;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  if (ask->field != NULL)
    return rapport_field_history_query (reading, ask, cancellable, error);
  for (guint i = 0; i < n_fields; i++)
    {
      GPtrArray *entries;

      one.field = (char *) fields[i].name;
      entries = rapport_field_history_query (reading, &one, cancellable, error);
      if (entries == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, entries);
    }
  return g_steal_pointer (&all);
}

static void
add_entry (RapportCliTable           *table,
           const RapportHistoryEntry *entry)
{
  const RapportField *field = rapport_fields_find ("member", entry->name);
  const RapportFieldVersion *version = entry->version;
  g_autofree char *when = rapport_cli_wall_time (version->wall, version->zone);
  g_autofree char *what = rapport_operation_sentence (version->operation, (const char *const *) version->args, NULL, NULL);

  rapport_cli_table_add (table, entry->name, field != NULL ? _(field->label) : entry->name, when, entry->words, version->author, what,
                         version->current ? "1" : "0");
}

/* Every value that the fields of a profile have had, with who wrote it and when. */
gboolean
rapport_cli_member_history (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "name", NULL, FALSE },       { "field", N_("Field"), FALSE },    { "when", N_("When"), FALSE }, { "value", N_("Value"), FALSE },
    { "author", N_("Who"), FALSE }, { "operation", N_("With"), FALSE }, { "current", NULL, TRUE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) entries = NULL;
  RapportFieldHistoryAsk ask = { 0 };
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, NULL, 1, 2, &argc, &argv, error))
    return FALSE;
  if (argc > 2 && rapport_fields_find ("member", argv[2]) == NULL)
    {
      g_autofree char *shown = rapport_sentence_begin (argv[2], RAPPORT_CLI_MOST_SHOWN);

      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not a field of a member."), shown);
      return FALSE;
    }
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  ask.member = rapport_cli_who (cli, argv[1], error);
  ask.field = argc > 2 ? argv[2] : NULL;
  if (ask.member == 0)
    return FALSE;
  if (!rapport_viewer_is_office (rapport_session_get_viewer (session))
      && rapport_session_get_viewer (session)->member != ask.member)
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("The history of a profile is for the office and for whose it is."));
      return FALSE;
    }
  entries = rapport_store_read (rapport_session_get_store (session), query_history, &ask, NULL, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    add_entry (table, g_ptr_array_index (entries, i));
  rapport_cli_table_print (table, cli, _("Nothing has been written there."));
  return TRUE;
}
