/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member-tags.h"

#include <string.h>

RAPPORT_SQL (select_tag, "SELECT no FROM tag WHERE facet = ?1 AND value = ?2")
RAPPORT_SQL (insert_tag, "INSERT INTO tag (facet, value) VALUES (?1, ?2) RETURNING no")

/* Numbers of codes lie above those of the table. */
#define CODE_BASE (G_GUINT64_CONSTANT (1) << 40)

/**
 * rapport_tag_of_code:
 * @code: "GB", "en", "yue"
 *
 * Returns: the tag, or 0 when @code is not two or three letters of one case
 */
guint64
rapport_tag_of_code (RapportTagFacet facet,
                     const char     *code)
{
  guint64 number = 0;
  gsize length = strlen (code);

  if (length < 2 || length > 3)
    return 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalpha (code[i]) || g_ascii_isupper (code[i]) != g_ascii_isupper (code[0]))
        return 0;
      number = number * 27 + (g_ascii_tolower (code[i]) - 'a' + 1);
    }
  return rapport_tag_make (facet, CODE_BASE | number << 1 | (g_ascii_isupper (code[0]) ? 1 : 0));
}

gboolean
rapport_tag_is_code (guint64 tag)
{
  RapportTagFacet facet = rapport_tag_facet (tag);

  return facet != RAPPORT_TAG_SKILL && facet != RAPPORT_TAG_WANTED && ((tag >> 3) & CODE_BASE) != 0;
}

/**
 * rapport_tag_to_code:
 *
 * Returns: (transfer full): the letters of a tag that is a code
 */
char *
rapport_tag_to_code (guint64 tag)
{
  guint64 number = ((tag >> 3) & (CODE_BASE - 1)) >> 1;
  char first = ((tag >> 3) & 1) != 0 ? 'A' : 'a';
  char letters[4] = { 0 };
  int length = number >= 27 * 27 ? 3 : 2;

  for (int i = length - 1; i >= 0; i--)
    {
      letters[i] = (char) (first + number % 27 - 1);
      number /= 27;
    }
  return g_strdup (letters);
}

/**
 * rapport_tag_of_word:
 *
 * Returns: the tag, entered in the dictionary if it is new; 0 with @error set
 */
guint64
rapport_tag_of_word (RapportTransaction *transaction,
                     RapportTagFacet     facet,
                     const char         *word,
                     GError            **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  const char *sql[] = { select_tag, insert_tag };
  g_autoptr (GError) failure = NULL;
  guint64 tag = rapport_tag_of_code (facet, word);

  for (guint i = 0; i < G_N_ELEMENTS (sql) && tag == 0 && failure == NULL; i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, sql[i]);

      sqlite3_bind_int (statement, 1, facet);
      rapport_bind_borrowed (statement, 2, word);
      while (rapport_reading_next (reading, statement, &failure))
        tag = rapport_tag_make (facet, (guint64) rapport_column_int (statement, 0));
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return tag;
}

static int
compare_tags (gconstpointer one,
              gconstpointer other)
{
  guint64 a = *(const guint64 *) one;
  guint64 b = *(const guint64 *) other;

  return (a > b) - (a < b);
}

/**
 * rapport_tags_encode:
 * @tags: (element-type guint64): in any order; sorted here
 * @bytes: what they are appended to
 */
void
rapport_tags_encode (GArray     *tags,
                     GByteArray *bytes)
{
  guint64 before = 0;

  g_array_sort (tags, compare_tags);
  for (guint i = 0; i < tags->len; i++)
    {
      guint64 rest = g_array_index (tags, guint64, i) - before;

      before = g_array_index (tags, guint64, i);
      do
        {
          guint8 byte = (rest & 0x7f) | (rest > 0x7f ? 0x80 : 0);

          g_byte_array_append (bytes, &byte, 1);
          rest >>= 7;
        }
      while (rest != 0);
    }
}

/**
 * rapport_tags_next:
 * @at: (inout): where the next one begins
 * @tag: (inout): the one before, 0 at first
 *
 * Returns: whether there was another tag
 */
gboolean
rapport_tags_next (const guint8 **at,
                   const guint8  *end,
                   guint64       *tag)
{
  guint64 difference = 0;
  guint shift = 0;

  if (*at >= end)
    return FALSE;
  while (*at < end && shift < 64)
    {
      guint8 byte = *(*at)++;

      difference |= (guint64) (byte & 0x7f) << shift;
      shift += 7;
      if ((byte & 0x80) == 0)
        break;
    }
  *tag += difference;
  return TRUE;
}
