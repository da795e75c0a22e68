/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/person-name.h"

#include <string.h>

#include "model/sentence.h"

typedef enum {
  NAME_SCRIPT_OTHER,
  NAME_SCRIPT_HAN_OR_KANA,
  NAME_SCRIPT_HANGUL,
} NameScript;

static NameScript
script_of (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    switch ((int) g_unichar_get_script (g_utf8_get_char (at)))
      {
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
        return NAME_SCRIPT_HAN_OR_KANA;
      case G_UNICODE_SCRIPT_HANGUL:
        return NAME_SCRIPT_HANGUL;
      default:
        break;
      }
  return NAME_SCRIPT_OTHER;
}

/**
 * rapport_name_is_family_first:
 * @name_order: "given-first", "family-first", or "" to let the script of the names decide
 *
 * Names written in Han, kana or Hangul stand with the family name first where nobody has said otherwise.
 */
gboolean
rapport_name_is_family_first (const char *given_name,
                              const char *family_name,
                              const char *name_order)
{
  if (*given_name == '\0' || *family_name == '\0')
    return FALSE;
  if (*name_order != '\0')
    return strcmp (name_order, "family-first") == 0;
  return script_of (family_name) != NAME_SCRIPT_OTHER && script_of (given_name) != NAME_SCRIPT_OTHER;
}

/**
 * rapport_name_display:
 *
 * The name as its owner writes it. Two parts in Han, kana or Hangul stand together without a space; a single name,
 * given or family, stands alone. Direction controls in one part reach neither the other nor what stands beside the name.
 *
 * Returns: (transfer full): the name, empty when both parts are
 */
char *
rapport_name_display (const char *given_name,
                      const char *family_name,
                      const char *name_order)
{
  gboolean family_first = rapport_name_is_family_first (given_name, family_name, name_order);
  const char *first = family_first ? family_name : given_name;
  const char *second = family_first ? given_name : family_name;
  gboolean space = *first != '\0' && *second != '\0'
                   && !(family_first && script_of (first) != NAME_SCRIPT_OTHER && script_of (second) != NAME_SCRIPT_OTHER);
  g_autofree char *one = rapport_sentence_isolate (first);
  g_autofree char *other = rapport_sentence_isolate (second);

  return g_strconcat (one, space ? " " : "", other, NULL);
}

/**
 * rapport_name_family_display:
 *
 * Returns: (transfer full): the family name first, for sorting by it; a single name stands where a family name would
 */
char *
rapport_name_family_display (const char *given_name,
                             const char *family_name)
{
  gboolean space = *given_name != '\0' && *family_name != '\0';

  return g_strconcat (family_name, space ? " " : "", given_name, NULL);
}
