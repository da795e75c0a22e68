/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
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

/* The options of `members`, as the words come. */
typedef struct {
  char *role;
  char *state;
  char *sort;
  char *skill;
  char **areas;
  char **countries;
  char **grades;
  char **languages;
  int most;
} ListWords;

static void
list_words_clear (ListWords *words)
{
  g_free (words->role);
  g_free (words->state);
  g_free (words->sort);
  g_free (words->skill);
  g_strfreev (words->areas);
  g_strfreev (words->countries);
  g_strfreev (words->grades);
  g_strfreev (words->languages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListWords, list_words_clear)

/* The place of @word among @words; -1 and an error that lists them when it is not there. */
static int
place_of (const char *const *words,
          guint              n_words,
          const char        *option,
          const char        *word,
          GError           **error)
{
  g_autofree char *list = NULL;

  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;
  list = g_strjoinv (", ", (char **) words);
  g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("%s takes one of: %s"), option, list);
  return -1;
}

static gboolean
apply_words (ListWords          *words,
             RapportMemberQuery *query,
             GError            **error)
{
  static const char *const roles[] = { "mentor", "mentee", "both", "none", NULL };
  static const char *const states[] = { "has-room", "waiting", "partnered", "full", "paused", NULL };
  static const char *const sorts[] = { "name", "family-name", "changed", "waiting", "completeness", NULL };
  int place = 0;

  if (words->role != NULL)
    {
      place = place_of (roles, RAPPORT_N_ROLES, "--role", words->role, error);
      query->roles = place < 0 ? 0 : (RapportRoles) (1 << place);
    }
  if (place >= 0 && words->state != NULL)
    {
      place = place_of (states, RAPPORT_N_STATES, "--state", words->state, error);
      query->states = place < 0 ? 0 : (RapportStates) (1 << place);
    }
  if (place >= 0 && words->sort != NULL)
    {
      place = place_of (sorts, G_N_ELEMENTS (sorts) - 1, "--sort", words->sort, error);
      query->sort = place < 0 ? RAPPORT_MEMBER_SORT_NAME : (RapportMemberSort) place;
    }
  query->areas = g_steal_pointer (&words->areas);
  query->countries = g_steal_pointer (&words->countries);
  query->grades = g_steal_pointer (&words->grades);
  query->languages = g_steal_pointer (&words->languages);
  return place >= 0;
}

/** What `members` asks for and gets, in one read transaction. */
typedef struct {
  RapportMemberQuery *query;
  const char *skill;
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
  RapportMembersFind find = { question->query, NULL };
  g_autoptr (RapportMemberResult) result = NULL;
  g_autofree RapportMembersRows *rows = NULL;

  if (question->skill != NULL)
    {
      question->query->skill = rapport_members_find_skill (reading, question->skill);
      if (question->query->skill == 0)
        {
          g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("Nobody has a skill called “%s”."), question->skill);
          return NULL;
        }
    }
  result = rapport_members_find (reading, &find, cancellable, error);
  if (result == NULL)
    return NULL;
  question->total = result->total;
  rows = rapport_members_rows_data_new (question->query->programme, question->query->request_takes_place,
                                        (const gint64 *) (gpointer) result->ids->data, MIN (result->ids->len, question->most));
  rows->viewer = question->query->viewer;
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
  g_auto (ListWords) words = { .most = 50 };
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &words.role, N_("mentor, mentee, both or none"), N_("ROLE") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &words.state, N_("has-room, waiting, partnered, full or paused"), N_("STATE") },
    { "area", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.areas, N_("Area of guidance; may be given again"), N_("AREA") },
    { "country", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.countries, N_("Country code; may be given again"), N_("CODE") },
    { "grade", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.grades, N_("Grade; may be given again"), N_("GRADE") },
    { "language", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.languages, N_("Language code; may be given again"), N_("CODE") },
    { "skill", 0, 0, G_OPTION_ARG_STRING, &words.skill, N_("A skill that is held"), N_("SKILL") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &words.sort, N_("name, family-name, changed, waiting or completeness"), N_("ORDER") },
    { "most", 'n', 0, G_OPTION_ARG_INT, &words.most, N_("How many at most (50)"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  ListQuestion question = { query };
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, entries, 0, -1, &argc, &argv, error) || !apply_words (&words, query, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query->text = argc > 1 ? g_strjoinv (" ", argv + 1) : NULL;
  query->programme = rapport_session_get_programme (session);
  query->request_takes_place = rapport_session_get_policy (session)->open_takes_place;
  query->viewer = rapport_session_get_viewer (session)->member;
  question.skill = words.skill;
  question.most = (guint) MAX (words.most, 0);
  rows = rapport_store_read (rapport_session_get_store (session), list_members, &question, NULL, error);
  if (rows == NULL)
    return FALSE;
  print_rows (cli, rows, question.total);
  return TRUE;
}
