/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/strip.h"

#include <string.h>

/* What nobody sees at the end of a word: spreadsheets and web pages leave no-break spaces there, editors marks of width 0. */
static gboolean
is_blank (gunichar letter)
{
  if (letter < 0x80)
    return g_ascii_isspace ((char) letter);
  return g_unichar_isspace (letter) || letter == 0x200B || letter == 0x2060 || letter == 0xFEFF;
}

/**
 * rapport_strip:
 * @text: (transfer none): UTF-8 that a person wrote
 *
 * Takes blanks of every script from both ends, in place, where g_strstrip() knows those of ASCII alone.
 *
 * Returns: @text
 */
char *
rapport_strip (char *text)
{
  char *start = text;
  char *end = text + strlen (text);

  while (start < end && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  memmove (text, start, (gsize) (end - start));
  text[end - start] = '\0';
  return text;
}
