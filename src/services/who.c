/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/who.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/fold.h"
#include "model/sentence.h"
#include "store/members.h"

/* So many are named when several are meant. */
#define MOST_NAMED 5

/* Before a number, which one it is. */
#define IN_LIST "no:"
#define OF_MEMBER "number:"

RapportWhoQuestion *
rapport_who_question_new (const char *words,
                          gint64      programme)
{
  RapportWhoQuestion *self = g_new0 (RapportWhoQuestion, 1);

  self->words = g_strdup (words);
  self->programme = programme;
  return self;
}

void
rapport_who_question_free (RapportWhoQuestion *self)
{
  g_free (self->words);
  g_free (self);
}

void
rapport_who_free (RapportWho *self)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static void
add_one (RapportWho     *self,
         RapportReading *reading,
         gint64          member)
{
  char *name = rapport_members_name (reading, member);

  if (name == NULL)
    return;
  g_array_append_val (self->ids, member);
  g_ptr_array_add (self->names, name);
}

static gboolean
add_by_key (RapportWho        *self,
            RapportReading    *reading,
            RapportMemberKey   key,
            GError           **error)
{
  g_autoptr (GArray) found = rapport_members_candidates (reading, &key, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    add_one (self, reading, g_array_index (found, gint64, i));
  return found != NULL;
}

/* Whose whole name it is stand for all whose names only begin so. */
static void
keep_whole_names (RapportWho *self,
                  const char *words)
{
  g_autofree char *wanted = rapport_fold (words);
  guint kept = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      g_autofree char *folded = rapport_fold (g_ptr_array_index (self->names, i));

      if (!g_str_equal (folded, wanted))
        continue;
      g_array_index (self->ids, gint64, kept) = g_array_index (self->ids, gint64, i);
      if (kept != i)
        {
          g_free (self->names->pdata[kept]);
          self->names->pdata[kept] = g_steal_pointer (&self->names->pdata[i]);
        }
      kept++;
    }
  if (kept == 0)
    return;
  g_array_set_size (self->ids, kept);
  g_ptr_array_set_size (self->names, (int) kept);
}

/* By the beginnings of words. */
static gboolean
add_by_name (RapportWho                *self,
             RapportReading            *reading,
             const RapportWhoQuestion  *question,
             GCancellable              *cancellable,
             GError                   **error)
{
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();
  g_autoptr (RapportMemberResult) result = NULL;
  RapportMembersFind find = { query, NULL };

  query->programme = question->programme;
  query->text = g_strdup (question->words);
  query->first = 200;
  result = rapport_members_find (reading, &find, cancellable, error);
  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < result->ids->len; i++)
    add_one (self, reading, g_array_index (result->ids, gint64, i));
  keep_whole_names (self, question->words);
  return TRUE;
}

/* By number: of the list, of the member, or both where nothing says which. */
static gboolean
add_by_number (RapportWho                *self,
               RapportReading            *reading,
               const RapportWhoQuestion  *question,
               GError                   **error)
{
  const char *of_list = question->words;
  const char *of_member = question->words;
  gint64 number = 0;

  if (question->listed && g_str_has_prefix (question->words, IN_LIST))
    {
      of_list += strlen (IN_LIST);
      of_member = NULL;
    }
  else if (question->listed && g_str_has_prefix (question->words, OF_MEMBER))
    {
      of_list = NULL;
      of_member += strlen (OF_MEMBER);
    }
  if (question->listed && of_list != NULL && g_ascii_string_to_signed (of_list, 10, 1, G_MAXINT64, &number, NULL))
    add_one (self, reading, number);
  if (of_member != NULL && !add_by_key (self, reading, (RapportMemberKey) { .number = of_member }, error))
    return FALSE;
  if (self->ids->len == 2 && g_array_index (self->ids, gint64, 0) == g_array_index (self->ids, gint64, 1))
    {
      g_array_set_size (self->ids, 1);
      g_ptr_array_set_size (self->names, 1);
    }
  return TRUE;
}

/**
 * rapport_who_query:
 * @data: a #RapportWhoQuestion
 *
 * A #RapportQuery: by number, else by e-mail address, else by name.
 *
 * Returns: (transfer full): a #RapportWho
 */
gpointer
rapport_who_query (RapportReading *reading,
                   gpointer        data,
                   GCancellable   *cancellable,
                   GError        **error)
{
  const RapportWhoQuestion *question = data;
  g_autoptr (RapportWho) self = g_new0 (RapportWho, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->listed = question->listed;
  if (!add_by_number (self, reading, question, error))
    return NULL;
  if (self->ids->len == 0 && !add_by_key (self, reading, (RapportMemberKey) { .email = question->words }, error))
    return NULL;
  if (self->ids->len == 0 && !add_by_name (self, reading, question, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* In the terminal with the words that name each of them alone. */
static char *
list_names (const RapportWho *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->names->len && i < MOST_NAMED; i++)
    {
      g_autofree char *name = rapport_sentence_isolate (g_ptr_array_index (self->names, i));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name);
      if (self->listed)
        g_string_append_printf (list, " (" IN_LIST "%" G_GINT64_FORMAT ")", g_array_index (self->ids, gint64, i));
    }
  if (self->names->len > MOST_NAMED)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

/**
 * rapport_who_found:
 * @words: as they were asked for
 *
 * Returns: the one member who is meant; 0 with @error set when nobody is, or several
 */
gint64
rapport_who_found (const RapportWho  *self,
                   const char        *words,
                   GError           **error)
{
  g_autofree char *names = NULL;
  g_autofree char *shown = rapport_sentence_begin (words, 60);

  if (self->ids->len == 1)
    return g_array_index (self->ids, gint64, 0);
  names = list_names (self);
  if (self->ids->len == 0)
    rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("Nobody is called “%s”."), shown);
  else if (self->listed)
    rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("“%s” fits several people: %s."), shown, names);
  else
    rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                       _("“%s” fits several people: %s. An e-mail address or a member number says who is meant."), shown, names);
  return 0;
}
