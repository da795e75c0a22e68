/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/member-list.h"

#include <glib/gi18n.h>

#include "model/sentence.h"

void
rapport_cli_member_list_clear (RapportCliMemberList *self)
{
  g_free (self->role);
  g_free (self->state);
  g_free (self->sort);
  g_free (self->skill);
  g_strfreev (self->areas);
  g_strfreev (self->countries);
  g_strfreev (self->grades);
  g_strfreev (self->languages);
}

/** Fills the first RAPPORT_CLI_MEMBER_OPTIONS of @entries with the options that say which members and in which order. */
void
rapport_cli_member_list_options (RapportCliMemberList *self,
                                 GOptionEntry         *entries)
{
  const GOptionEntry options[RAPPORT_CLI_MEMBER_OPTIONS] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &self->role, N_("mentor, mentee, both or none"), N_("ROLE") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &self->state, N_("has-room, waiting, partnered, full or paused"), N_("STATE") },
    { "area", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->areas, N_("Area of guidance; may be given again"), N_("AREA") },
    { "country", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->countries, N_("Country code; may be given again"), N_("CODE") },
    { "grade", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->grades, N_("Grade; may be given again"), N_("GRADE") },
    { "language", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->languages, N_("Language code; may be given again"), N_("CODE") },
    { "skill", 0, 0, G_OPTION_ARG_STRING, &self->skill, N_("A skill that is held"), N_("SKILL") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &self->sort, N_("name, family-name, changed, waiting or completeness"), N_("ORDER") },
  };

  for (guint i = 0; i < RAPPORT_CLI_MEMBER_OPTIONS; i++)
    entries[i] = options[i];
}

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
  rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("%s takes one of: %s"), option, list);
  return -1;
}

static gboolean
apply_words (RapportCliMemberList  *words,
             RapportMemberQuery    *query,
             GError               **error)
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

/**
 * rapport_cli_member_list_query:
 * @text: (nullable): what is searched for
 *
 * Returns: (transfer full): what the words ask for; the words are used up. %NULL with @error where they are none
 */
RapportMemberQuery *
rapport_cli_member_list_query (RapportCliMemberList  *self,
                               RapportSession        *session,
                               const char            *text,
                               GError               **error)
{
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();

  if (!apply_words (self, query, error))
    return NULL;
  query->text = g_strdup (text);
  query->programme = rapport_session_get_programme (session);
  query->request_takes_place = rapport_session_get_policy (session)->open_takes_place;
  query->viewer = rapport_session_get_viewer (session)->member;
  return g_steal_pointer (&query);
}

/* A RapportQuery: @data is a RapportCliMemberAsk; returns a RapportMemberResult. */
gpointer
rapport_cli_member_list_find (RapportReading  *reading,
                              gpointer         data,
                              GCancellable    *cancellable,
                              GError         **error)
{
  RapportCliMemberAsk *ask = data;
  RapportMembersFind find = { ask->query, NULL };

  if (ask->skill != NULL)
    {
      ask->query->skill = rapport_members_find_skill (reading, ask->skill);
      if (ask->query->skill == 0)
        {
          rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("Nobody has a skill called “%s”."), ask->skill);
          return NULL;
        }
    }
  return rapport_members_find (reading, &find, cancellable, error);
}
