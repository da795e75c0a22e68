/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/full-text.h"

#include "model/fold.h"

/**
 * rapport_search_words:
 * @text: (nullable): what somebody typed
 *
 * Returns: (transfer full): its folded words, each behind one space, as they stand in member_key.words; empty when
 *   there is none
 */
char **
rapport_search_words (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
  g_autofree char *folded = rapport_fold (valid);
  char **words;

  if (*folded == '\0')
    return g_new0 (char *, 1);
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = words[i];

      words[i] = g_strconcat (" ", word, NULL);
      g_free (word);
    }
  return words;
}

/* FTS5's unicode61 takes letters, numbers and private use to be parts of words, and skips these marks inside them. */
static gboolean
is_token_letter (gunichar letter)
{
  GUnicodeType type = g_unichar_type (letter);

  return g_unichar_isalnum (letter) || type == G_UNICODE_LETTER_NUMBER || type == G_UNICODE_OTHER_NUMBER
         || type == G_UNICODE_PRIVATE_USE || (letter >= 0x0300 && letter <= 0x0331);
}

static void
end_term (GString *terms,
          GString *term,
          guint    n_letters)
{
  if (n_letters >= RAPPORT_FULL_TEXT_LEAST)
    g_string_append_printf (terms, "%s\"%s\"*", terms->len > 0 ? " " : "", term->str);
  g_string_truncate (term, 0);
}

/**
 * rapport_full_text_terms:
 * @text: (nullable): what somebody typed, or a word of it
 *
 * Makes a query for FTS5 that finds the rows with words that begin like all of @text's words of three letters and
 * more. No character of @text can mean anything to FTS5: only letters and digits come through, between quotes, and never
 * two tokens in one pair of quotes, which detail=none would refuse as a phrase.
 *
 * Returns: (transfer full) (nullable): the right side of MATCH; %NULL when no word is long enough
 */
char *
rapport_full_text_terms (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *composed = valid != NULL ? g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE) : NULL;
  g_autoptr (GString) term = g_string_new (NULL);
  GString *terms = g_string_new (NULL);
  guint n_letters = 0;

  for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (is_token_letter (letter))
        {
          g_string_append_unichar (term, letter);
          n_letters++;
          continue;
        }
      end_term (terms, term, n_letters);
      n_letters = 0;
    }
  end_term (terms, term, n_letters);
  return g_string_free (terms, terms->len == 0);
}
