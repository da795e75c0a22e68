/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/mentions.h"

#include <string.h>

#include "model/fold.h"
#include "store/sql.h"

RAPPORT_SQL (select_meeting_texts,
             "SELECT m.no, p.mentor, p.mentee, m.topics, m.agenda, m.notes, m.mentor_notes, m.mentee_notes, m.next_steps "
             "FROM meeting AS m CROSS JOIN partnership AS p ON p.no = m.partnership WHERE m.no > 0")
RAPPORT_SQL (select_partnership_texts, "SELECT no, mentor, mentee, end_note FROM partnership WHERE no > 0")
RAPPORT_SQL (select_request_texts, "SELECT no, mentor, mentee, comment, exception FROM request WHERE no > 0")
RAPPORT_SQL (select_letter_texts, "SELECT no, member, other, subject, body FROM letter WHERE no > 0")
RAPPORT_SQL (select_member_texts, "SELECT no, 0, 0, biography, expertise FROM member WHERE no > 0")
RAPPORT_SQL (count_authored, "SELECT count (*) FROM operation WHERE no > 0 AND author = ?1")

#define MOST_TEXTS 6
#define ROWS_BETWEEN_LOOKS 256

/** The texts of a kind: behind the number and the two people that it is about. */
typedef struct {
  const char *kind;
  const char *sql;
  const char *fields[MOST_TEXTS + 1];
} Texts;

static const Texts all_texts[] = {
  { "meeting", select_meeting_texts, { "topics", "agenda", "notes", "mentor_notes", "mentee_notes", "next_steps" } },
  { "partnership", select_partnership_texts, { "end" } },
  { "request", select_request_texts, { "answer", "exception" } },
  { "letter", select_letter_texts, { "subject", "body" } },
  { "member", select_member_texts, { "biography", "expertise" } },
};

void
rapport_mentioned_free (RapportMentioned *self)
{
  if (self == NULL)
    return;
  g_free (self->given);
  g_free (self->family);
  g_free (self->author);
  g_free (self);
}

static char *
text_of (RapportReading *reading,
         gint64          member,
         const char     *field)
{
  g_autoptr (GVariant) value = rapport_reading_get (reading, member, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL)
                                                                               : g_strdup ("");
}

RapportMentioned *
rapport_mentioned_new (RapportReading *reading,
                       gint64          member)
{
  g_autoptr (RapportMentioned) self = g_new0 (RapportMentioned, 1);
  g_autofree char *given = text_of (reading, member, "given_name");
  g_autofree char *family = text_of (reading, member, "family_name");

  self->member = member;
  self->given = rapport_fold (g_strstrip (given));
  self->family = rapport_fold (g_strstrip (family));
  self->author = g_strstrip (g_strjoin (" ", given, family, NULL));
  return *self->given != '\0' || *self->family != '\0' ? g_steal_pointer (&self) : NULL;
}

/* Whether both are folded and @word stands in @text with no letter or digit at its sides. */
static gboolean
has_word (const char *text,
          const char *word)
{
  gsize length = strlen (word);

  if (length == 0)
    return FALSE;
  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    {
      gunichar after = g_utf8_get_char (found + length);
      gunichar before = found > text ? g_utf8_get_char (g_utf8_prev_char (found)) : 0;

      if (!g_unichar_isalnum (before) && !g_unichar_isalnum (after))
        return TRUE;
    }
  return FALSE;
}

/* Whoever met them writes one of their names; elsewhere one alone may be anybody's. */
static gboolean
mentions (const char *folded,
          GPtrArray  *people,
          gint64      one,
          gint64      other)
{
  for (guint i = 0; i < people->len; i++)
    {
      const RapportMentioned *person = g_ptr_array_index (people, i);
      gboolean given = has_word (folded, person->given);
      gboolean family = has_word (folded, person->family);
      gboolean is_known = person->member == one || person->member == other || *person->given == '\0'
                          || *person->family == '\0';

      if (is_known ? given || family : given && family)
        return TRUE;
    }
  return FALSE;
}

static void
look_at_row (sqlite3_stmt *statement,
             const Texts  *texts,
             GPtrArray    *people,
             GPtrArray    *found)
{
  for (guint i = 0; texts->fields[i] != NULL; i++)
    {
      const char *text = rapport_column_text (statement, 3 + (int) i);
      g_autofree char *folded = *text != '\0' ? rapport_fold (text) : NULL;
      RapportMention *mention;

      if (folded == NULL
          || !mentions (folded, people, sqlite3_column_int64 (statement, 1), sqlite3_column_int64 (statement, 2)))
        continue;
      mention = g_new0 (RapportMention, 1);
      mention->kind = texts->kind;
      mention->entity = sqlite3_column_int64 (statement, 0);
      mention->field = texts->fields[i];
      g_ptr_array_add (found, mention);
    }
}

GPtrArray *
rapport_mentions_find (RapportReading  *reading,
                       GPtrArray       *people,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all_texts) && people->len > 0 && failure == NULL; i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, all_texts[i].sql);

      while (rapport_reading_next (reading, statement, &failure))
        {
          if (++n % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, &failure))
            break;
          look_at_row (statement, &all_texts[i], people, found);
        }
      sqlite3_reset (statement);
    }
  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

guint
rapport_mentions_authored (RapportReading *reading,
                           GPtrArray      *people)
{
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, count_authored);

      rapport_bind_borrowed (statement, 1, ((const RapportMentioned *) g_ptr_array_index (people, i))->author);
      if (rapport_reading_next (reading, statement, NULL))
        n += (guint) sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return n;
}
