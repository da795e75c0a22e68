/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/find.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/sentence.h"
#include "store/members.h"

/** What `find` asks for, and what is printed of it: made inside one read transaction. */
typedef struct {
  RapportFindJob *job;
  const char *skill; /* SKILL or SKILL:LEVEL, or NULL */
  guint most;
  guint total;
} FindQuestion;

/* SKILL:LEVEL; a skill may have colons of its own, so only a last one before a digit counts. */
static gboolean
take_skill (FindQuestion   *question,
            RapportReading *reading,
            GError        **error)
{
  g_autofree char *label = g_strdup (question->skill);
  char *colon = strrchr (label, ':');
  RapportFindSkill skill = { 0, 1 };

  if (colon != NULL && colon[1] >= '1' && colon[1] <= '7' && colon[2] == '\0')
    {
      *colon = '\0';
      skill.held = colon[1] - '0';
    }
  skill.skill = (int) rapport_members_find_skill (reading, label);
  if (skill.skill == 0)
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("Nobody has a skill called “%s”."), label);
      return FALSE;
    }
  if (question->job->query->skills == NULL)
    question->job->query->skills = g_array_new (FALSE, FALSE, sizeof (RapportFindSkill));
  g_array_append_val (question->job->query->skills, skill);
  return TRUE;
}

/* A RapportQuery: @data is a FindQuestion; returns a GPtrArray of RapportFindRow, the best first. */
static gpointer
find_rows (RapportReading *reading,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  FindQuestion *question = data;
  g_autoptr (RapportFindResult) result = NULL;
  GPtrArray *rows = NULL;

  if (question->skill != NULL && !take_skill (question, reading, error))
    return NULL;
  result = rapport_find (reading, question->job, cancellable, error);
  if (result == NULL)
    return NULL;
  question->total = result->ids->len;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_find_row_free);
  for (guint i = 0; i < result->ids->len && i < question->most; i++)
    {
      RapportFindRow *row = rapport_find_result_row (result, g_array_index (result->ids, gint64, i));

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return rows;
}

/* "areas 30/30 (career) · languages 0/15": the sum can be followed (S11). */
static char *
explain (const RapportFindRow *row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    if (row->criteria[i].applies)
      {
        g_string_append_printf (words, "%s%s %d/%d", words->len > 0 ? " · " : "", rapport_criterion_label ((RapportCriterionId) i),
                                row->criteria[i].points, row->criteria[i].most);
        if (row->whats[i] != NULL && *row->whats[i] != '\0')
          g_string_append_printf (words, " (%s)", row->whats[i]);
      }
  return g_string_free (words, FALSE);
}

static void
print_found (RapportCli         *cli,
             const FindQuestion *question,
             GPtrArray          *rows)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },      { "score", N_("Match"), TRUE },   { "name", N_("Name"), FALSE },    { "who", N_("Who"), FALSE },
    { "state", N_("State"), FALSE },    { "why", N_("Why"), FALSE },      { "misses", NULL, FALSE },        { "explained", NULL, FALSE },
    { "free-places", NULL, TRUE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportFindRow *row = g_ptr_array_index (rows, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->member);
      g_autofree char *score = g_strdup_printf ("%d", row->score);
      g_autofree char *places = g_strdup_printf ("%d", row->free);
      g_autofree char *explained = explain (row);

      rapport_cli_table_add (table, number, score, row->name, row->second_line, row->badge_label, row->matches, row->misses, explained, places);
    }
  rapport_cli_table_print (table, cli, _("Nobody fits. Fewer conditions may help."));
  if (!rapport_cli_wants_json (cli) && rows->len < question->total)
    g_print (_("%u of %u; --most shows more.\n"), rows->len, question->total);
}

/* What was said on the command line takes the place of what a new query has. */
static void
take (char **field,
      char **word)
{
  if (*word == NULL)
    return;
  g_free (*field);
  *field = g_steal_pointer (word);
}

static void
take_list (char ***field,
           char ***words)
{
  if (*words == NULL)
    return;
  g_strfreev (*field);
  *field = g_steal_pointer (words);
}

gboolean
rapport_cli_find (RapportCli *cli,
                  int         argc,
                  char      **argv,
                  GError    **error)
{
  g_autoptr (RapportFindQuery) query = rapport_find_query_new ("mentor", 0);
  FindQuestion question = { 0 };
  g_autofree char *skill = NULL, *role = NULL;
  g_auto (GStrv) areas = NULL, languages = NULL;
  gboolean room = FALSE, not_asked = FALSE, elsewhere = FALSE;
  int most = 20;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("Who is looked for: mentor (the default) or mentee"), N_("ROLE") },
    { "area", 0, 0, G_OPTION_ARG_STRING_ARRAY, &areas, N_("Only who offers this area; may be given again"), N_("AREA") },
    { "language", 0, 0, G_OPTION_ARG_STRING_ARRAY, &languages, N_("Only who speaks it (a code); may be given again"), N_("CODE") },
    { "skill", 0, 0, G_OPTION_ARG_STRING, &skill, N_("Only who holds this skill, at this level or above"), N_("SKILL[:LEVEL]") },
    { "room", 0, 0, G_OPTION_ARG_NONE, &room, N_("Only who has a free place"), NULL },
    { "not-asked", 0, 0, G_OPTION_ARG_NONE, &not_asked, N_("Only who has not been asked already"), NULL },
    { "elsewhere", 0, 0, G_OPTION_ARG_NONE, &elsewhere, N_("Only who works in another organisation"), NULL },
    { "most", 'n', 0, G_OPTION_ARG_INT, &most, N_("How many at most (20)"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr (GPtrArray) rows = NULL;
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, entries, 1, -1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query->member = rapport_cli_who (cli, argv[1], error);
  if (query->member == 0)
    return FALSE;
  query->programme = rapport_session_get_programme (session);
  take (&query->role, &role);
  take_list (&query->areas, &areas);
  take_list (&query->languages, &languages);
  if (argc > 2)
    {
      g_free (query->text);
      query->text = g_strjoinv (" ", argv + 2);
    }
  query->musts = (room ? RAPPORT_MUST_ROOM : 0) | (not_asked ? RAPPORT_MUST_NOT_ASKED : 0) | (elsewhere ? RAPPORT_MUST_OTHER_ORGANISATION : 0);
  question.job = rapport_find_job_new (query, NULL);
  question.skill = skill;
  question.most = (guint) MAX (most, 0);
  rows = rapport_store_read (rapport_session_get_store (session), find_rows, &question, NULL, error);
  rapport_find_job_free (question.job);
  if (rows == NULL)
    return FALSE;
  print_found (cli, &question, rows);
  return TRUE;
}
