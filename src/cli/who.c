/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/who.h"

#include <glib/gi18n.h>

#include "model/fold.h"
#include "store/members.h"

#define MOST_NAMED 5

typedef struct {
  const char *words;
  gint64 programme;
} WhoQuestion;

/* Those who may be meant, with their names. */
typedef struct {
  GArray *ids;      /* of gint64 */
  GPtrArray *names; /* of char */
} WhoAnswer;

static void
who_answer_free (WhoAnswer *answer)
{
  g_array_unref (answer->ids);
  g_ptr_array_unref (answer->names);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhoAnswer, who_answer_free)

static void
add_one (WhoAnswer      *answer,
         RapportReading *reading,
         gint64          member)
{
  char *name = rapport_members_name (reading, member);

  if (name == NULL)
    return;
  g_array_append_val (answer->ids, member);
  g_ptr_array_add (answer->names, name);
}

static gboolean
add_by_key (WhoAnswer        *answer,
            RapportReading   *reading,
            RapportMemberKey  key,
            GError          **error)
{
  g_autoptr (GArray) found = rapport_members_candidates (reading, &key, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    add_one (answer, reading, g_array_index (found, gint64, i));
  return found != NULL;
}

/* By the beginnings of words; one whose whole name it is stands for all. */
static gboolean
add_by_name (WhoAnswer      *answer,
             RapportReading *reading,
             WhoQuestion    *question,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();
  g_autoptr (RapportMemberResult) result = NULL;
  RapportMembersFind find = { query, NULL };
  g_autofree char *wanted = rapport_fold (question->words);

  query->programme = question->programme;
  query->text = g_strdup (question->words);
  query->first = 200;
  result = rapport_members_find (reading, &find, cancellable, error);
  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < result->ids->len; i++)
    {
      g_autofree char *folded = NULL;

      add_one (answer, reading, g_array_index (result->ids, gint64, i));
      folded = rapport_fold (g_ptr_array_index (answer->names, answer->names->len - 1));
      if (g_str_equal (folded, wanted))
        {
          g_array_remove_range (answer->ids, 0, answer->ids->len - 1);
          g_ptr_array_remove_range (answer->names, 0, answer->names->len - 1);
          return TRUE;
        }
    }
  return TRUE;
}

/* A RapportQuery: @data is a WhoQuestion; returns a WhoAnswer. */
static gpointer
look_for (RapportReading *reading,
          gpointer        data,
          GCancellable   *cancellable,
          GError        **error)
{
  WhoQuestion *question = data;
  g_autoptr (WhoAnswer) answer = g_new0 (WhoAnswer, 1);
  gint64 number = 0;

  answer->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  answer->names = g_ptr_array_new_with_free_func (g_free);
  if (g_ascii_string_to_signed (question->words, 10, 1, G_MAXINT64, &number, NULL))
    add_one (answer, reading, number);
  if (answer->ids->len == 0 && !add_by_key (answer, reading, (RapportMemberKey) { .number = question->words }, error))
    return NULL;
  if (answer->ids->len == 0 && !add_by_key (answer, reading, (RapportMemberKey) { .email = question->words }, error))
    return NULL;
  if (answer->ids->len == 0 && !add_by_name (answer, reading, question, cancellable, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static char *
list_names (const WhoAnswer *answer)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < answer->names->len && i < MOST_NAMED; i++)
    g_string_append_printf (list, "%s%s (%" G_GINT64_FORMAT ")", i > 0 ? ", " : "", (char *) g_ptr_array_index (answer->names, i),
                            g_array_index (answer->ids, gint64, i));
  if (answer->names->len > MOST_NAMED)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

gint64
rapport_cli_who (RapportCli *cli,
                 const char *words,
                 GError    **error)
{
  RapportSession *session = rapport_cli_get_session (cli, error);
  g_autoptr (WhoAnswer) answer = NULL;
  WhoQuestion question = { words, 0 };

  if (session == NULL)
    return 0;
  question.programme = rapport_session_get_programme (session);
  answer = rapport_store_read (rapport_session_get_store (session), look_for, &question, NULL, error);
  if (answer == NULL)
    return 0;
  if (answer->ids->len == 0)
    {
      g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("Nobody is called “%s”."), words);
      return 0;
    }
  if (answer->ids->len > 1)
    {
      g_autofree char *names = list_names (answer);

      g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("“%s” fits several people: %s."), words, names);
      return 0;
    }
  return g_array_index (answer->ids, gint64, 0);
}

gboolean
rapport_cli_whose (RapportCli  *cli,
                   const char  *words,
                   gint64      *member,
                   GError     **error)
{
  RapportSession *session = rapport_cli_get_session (cli, error);
  gint64 viewer;

  if (session == NULL)
    return FALSE;
  viewer = rapport_session_get_viewer (session)->member;
  *member = words != NULL ? rapport_cli_who (cli, words, error) : viewer;
  if (words != NULL && *member == 0)
    return FALSE;
  if (viewer == 0 || *member == viewer)
    return TRUE;
  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_REFUSED,
                       _("Who acts as a member is shown that member’s own only: leave out the name, or --as."));
  return FALSE;
}
