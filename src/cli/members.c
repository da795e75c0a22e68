/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/member-list.h"
#include "cli/print.h"
#include "store/members.h"

/* The words of --state and of the column, by the bits of RapportStates. */
static const char *const state_words[] = { "has-room", "waiting", "partnered", "full", "paused" };

static const char *
role_word (RapportRoles roles)
{
  return roles & RAPPORT_ROLE_BOTH ? "both" : roles & RAPPORT_ROLE_MENTOR ? "mentor" : roles & RAPPORT_ROLE_MENTEE ? "mentee" : "";
}

static const char *
state_word (RapportStates badge)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (badge == (RapportStates) (1 << i))
      return state_words[i];
  return "";
}

/** What `members` asks for and gets, in one read transaction. */
typedef struct {
  RapportCliMemberAsk ask;
  guint most;
  guint total;
} ListQuestion;

/* A RapportQuery: @data is a ListQuestion; returns a GPtrArray of RapportMemberRow. */
static gpointer
list_members (RapportReading *reading,
              gpointer        data,
              GCancellable   *cancellable,
              GError        **error)
{
  ListQuestion *question = data;
  const RapportMemberQuery *query = question->ask.query;
  g_autoptr (RapportMemberResult) result = rapport_cli_member_list_find (reading, &question->ask, cancellable, error);
  g_autofree RapportMembersRows *rows = NULL;

  if (result == NULL)
    return NULL;
  question->total = result->total;
  rows = rapport_members_rows_data_new (query->programme, query->request_takes_place, (const gint64 *) (gpointer) result->ids->data,
                                        MIN (result->ids->len, question->most));
  rows->viewer = query->viewer;
  return rapport_members_rows (reading, rows, cancellable, error);
}

static void
print_rows (RapportCli *cli,
            GPtrArray  *rows,
            guint       total)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },      { "name", N_("Name"), FALSE },        { "role", N_("Role"), FALSE },
    { "state", N_("State"), FALSE },    { "position", N_("Position"), FALSE }, { "organisation", N_("Organisation"), FALSE },
    { "country", N_("Country"), FALSE }, { "free-places", NULL, TRUE },         { "completeness", NULL, TRUE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportMemberRow *row = g_ptr_array_index (rows, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->no);
      g_autofree char *places = row->roles & RAPPORT_ROLE_MENTOR ? g_strdup_printf ("%d", row->free) : NULL;
      g_autofree char *complete = g_strdup_printf ("%d", row->completeness);

      rapport_cli_table_add (table, number, row->display_name, role_word (row->roles), state_word (row->badge), row->job_title,
                             row->organisation, row->country, places, complete);
    }
  rapport_cli_table_print (table, cli, _("Nobody matches."));
  if (!rapport_cli_wants_json (cli) && rows->len < total)
    g_print (_("%u of %u; --most shows more.\n"), rows->len, total);
}

gboolean
rapport_cli_members (RapportCli *cli,
                     int         argc,
                     char      **argv,
                     GError    **error)
{
  g_auto (RapportCliMemberList) words = { 0 };
  int most = 50;
  GOptionEntry entries[RAPPORT_CLI_MEMBER_OPTIONS + 2] = {
    [RAPPORT_CLI_MEMBER_OPTIONS] = { "most", 'n', 0, G_OPTION_ARG_INT, &most, N_("How many at most (50)"), N_("NUMBER") },
  };
  g_autoptr (RapportMemberQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  ListQuestion question = { 0 };
  RapportSession *session = NULL;

  rapport_cli_member_list_options (&words, entries);
  if (!rapport_cli_parse (cli, entries, 0, -1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  text = argc > 1 ? g_strjoinv (" ", argv + 1) : NULL;
  query = session != NULL ? rapport_cli_member_list_query (&words, session, text, error) : NULL;
  if (query == NULL)
    return FALSE;
  question = (ListQuestion) { .ask = { query, words.skill }, .most = (guint) MAX (most, 0) };
  rows = rapport_store_read (rapport_session_get_store (session), list_members, &question, NULL, error);
  if (rows == NULL)
    return FALSE;
  print_rows (cli, rows, question.total);
  return TRUE;
}
