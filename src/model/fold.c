/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fold.h"

/* Letters whose stroke or ligature is no combining mark, so that decomposition leaves them as they are. */
static const char *
plain_letters (gunichar letter)
{
  switch (letter)
    {
    case 0x00E6: return "ae";
    case 0x00F8: return "o";
    case 0x0111: return "d";
    case 0x0131: return "i";
    case 0x0142: return "l";
    case 0x0153: return "oe";
    default: return NULL;
    }
}

static char *
fold_ascii (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
    else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

/**
 * rapport_fold:
 * @text: UTF-8
 *
 * Brings what people write in several ways to one form for comparing: lower case, without accents, the letters and
 * digits alone, with single spaces for whatever stands between them.
 *
 * Returns: (transfer full): the folded text, perhaps empty
 */
char *
rapport_fold (const char *text)
{
  g_autofree char *lower = NULL;
  g_autofree char *split = NULL;
  GString *folded;
  gboolean gap = FALSE;

  if (g_str_is_ascii (text))
    return fold_ascii (text);
  lower = g_utf8_casefold (text, -1);
  split = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  folded = g_string_new (NULL);
  for (const char *p = split; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_ismark (letter))
        continue;
      if (!g_unichar_isalnum (letter))
        {
          gap = TRUE;
          continue;
        }
      if (gap && folded->len > 0)
        g_string_append_c (folded, ' ');
      gap = FALSE;
      if (plain_letters (letter) != NULL)
        g_string_append (folded, plain_letters (letter));
      else
        g_string_append_unichar (folded, letter);
    }
  return g_string_free (folded, FALSE);
}
