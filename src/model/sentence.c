/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sentence.h"

#include <stdarg.h>
#include <string.h>

/* More arguments than any sentence of ours has. */
#define MOST_ARGUMENTS 12

gboolean
rapport_sentence_is_control (gunichar letter)
{
  return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

static gboolean
has_controls (const char *text)
{
  for (const char *at = strstr (text, "\xe2"); at != NULL; at = strstr (at + 1, "\xe2"))
    if (rapport_sentence_is_control (g_utf8_get_char_validated (at, -1)))
      return TRUE;
  return FALSE;
}

/* Appends a control where it opens or closes something; @open holds what is open, 'i' an isolate, 'e' all else. */
static void
append_control (GString  *isolated,
                GString  *open,
                gunichar  control)
{
  const char *isolate = strrchr (open->str, 'i');

  if (control == 0x202C && (open->len == 0 || open->str[open->len - 1] == 'i'))
    return;
  if (control == 0x2069 && isolate == NULL)
    return;
  if (control == 0x202C)
    g_string_truncate (open, open->len - 1);
  else if (control == 0x2069)
    g_string_truncate (open, (gsize) (isolate - open->str));
  else
    g_string_append_c (open, control >= 0x2066 ? 'i' : 'e');
  g_string_append_unichar (isolated, control);
}

/**
 * rapport_sentence_isolate:
 *
 * Keeps the direction controls of a text from turning round what stands beside it: between a first strong isolate and its
 * end, what it opens is closed, and what it never opened is not (UAX 9).
 *
 * Returns: (transfer full): the text, as it was if it has no such controls
 */
char *
rapport_sentence_isolate (const char *text)
{
  GString *isolated;
  g_autoptr (GString) open = NULL;

  if (!has_controls (text))
    return g_strdup (text);
  open = g_string_new (NULL);
  isolated = g_string_new ("\u2068");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (rapport_sentence_is_control (letter))
        append_control (isolated, open, letter);
      else
        g_string_append_unichar (isolated, letter);
    }
  for (gsize i = open->len; i > 0; i--)
    g_string_append (isolated, open->str[i - 1] == 'i' ? "\u2069" : "\u202c");
  g_string_append (isolated, "\u2069");
  return g_string_free (isolated, FALSE);
}

/**
 * rapport_sentence_begin:
 * @most: how many characters
 *
 * Returns: (transfer full): the beginning of a text that may be a megabyte, with an ellipsis where something is left out
 */
char *
rapport_sentence_begin (const char *text,
                        glong       most)
{
  g_autofree char *begin = g_utf8_strlen (text, -1) > most ? g_utf8_substring (text, 0, most) : NULL;

  return begin != NULL ? g_strconcat (begin, "…", NULL) : g_strdup (text);
}

void
rapport_sentence_append (GString    *line,
                         const char *fact)
{
  g_autofree char *isolated = fact != NULL && *fact != '\0' ? rapport_sentence_isolate (fact) : NULL;

  if (isolated != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", isolated);
}

/* Sentences --------------------------------------------------------------------------------------------------------- */

/** A conversion of a format, without its "%" and its "2$". */
typedef struct {
  guint argument;       /* from 0 */
  char spec[24];        /* "%.8s" */
  gboolean is_long;
} Conversion;

/* Reads what stands after "%"; moves @at behind it. */
static void
read_conversion (const char **at,
                 guint        next,
                 Conversion  *conversion)
{
  const char *from = *at;
  gsize position = strspn (from, "0123456789");
  gsize length;

  conversion->argument = next;
  if (position > 0 && from[position] == '$')
    {
      conversion->argument = (guint) g_ascii_strtoull (from, NULL, 10) - 1;
      from += position + 1;
    }
  length = strcspn (from, "sducxXi%");
  g_assert (from[length] != '\0' && length + 2 < sizeof conversion->spec && conversion->argument < MOST_ARGUMENTS);
  conversion->is_long = memchr (from, 'l', length) != NULL;
  conversion->spec[0] = '%';
  memcpy (conversion->spec + 1, from, length + 1);
  conversion->spec[length + 2] = '\0';
  *at = from + length + 1;
}

static char
type_of (const Conversion *conversion)
{
  return conversion->spec[strlen (conversion->spec) - 1];
}

/* Which conversion takes each argument: only then can they be taken in their order. */
static guint
read_types (const char *format,
            char       *types)
{
  guint n = 0, next = 0;

  for (const char *at = strchr (format, '%'); at != NULL; at = strchr (at, '%'))
    {
      Conversion conversion;

      at++;
      read_conversion (&at, next, &conversion);
      if (type_of (&conversion) == '%')
        continue;
      next = conversion.argument + 1;
      n = MAX (n, next);
      types[conversion.argument] = type_of (&conversion) == 's' ? 's' : conversion.is_long ? 'l' : 'i';
    }
  return n;
}

/* What the conversion makes of its argument alone. */
static void
append_converted (GString          *sentence,
                  const Conversion *conversion,
                  char              type,
                  gconstpointer     text,
                  gint64            number)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (type == 's')
    {
      g_autofree char *converted = g_strdup_printf (conversion->spec, text);
      g_autofree char *isolated = rapport_sentence_isolate (converted);

      g_string_append (sentence, isolated);
    }
  else if (type == 'l')
    g_string_append_printf (sentence, conversion->spec, (glong) number);
  else
    g_string_append_printf (sentence, conversion->spec, (int) number);
#pragma GCC diagnostic pop
}

static char *build (const char *format,
                    va_list     arguments) G_GNUC_PRINTF (1, 0);

static char *
build (const char *format,
       va_list     arguments)
{
  GString *sentence = g_string_new (NULL);
  char types[MOST_ARGUMENTS] = "";
  gconstpointer texts[MOST_ARGUMENTS] = { NULL };
  gint64 numbers[MOST_ARGUMENTS] = { 0 };
  guint n = read_types (format, types), next = 0;
  const char *from = format;

  for (guint i = 0; i < n; i++)
    if (types[i] == 's')
      texts[i] = va_arg (arguments, const char *);
    else
      numbers[i] = types[i] == 'l' ? va_arg (arguments, glong) : va_arg (arguments, int);
  for (const char *at = strchr (from, '%'); at != NULL; at = strchr (from, '%'))
    {
      Conversion conversion;

      g_string_append_len (sentence, from, at - from);
      from = at + 1;
      read_conversion (&from, next, &conversion);
      if (type_of (&conversion) == '%')
        {
          g_string_append_c (sentence, '%');
          continue;
        }
      next = conversion.argument + 1;
      append_converted (sentence, &conversion, types[conversion.argument], texts[conversion.argument],
                        numbers[conversion.argument]);
    }
  g_string_append (sentence, from);
  return g_string_free (sentence, FALSE);
}

/**
 * rapport_sentence_new:
 * @format: a sentence of ours, as for printf: strings and whole numbers, with "2$" where a translation turns them round
 *
 * Puts into a sentence what people wrote: direction controls in one part turn round neither another nor our own words.
 *
 * Returns: (transfer full): the sentence
 */
char *
rapport_sentence_new (const char *format,
                      ...)
{
  va_list arguments;
  char *sentence;

  va_start (arguments, format);
  sentence = build (format, arguments);
  va_end (arguments);
  return sentence;
}

/**
 * rapport_set_error:
 *
 * As g_set_error(), of an error that quotes what people wrote; see rapport_sentence_new().
 */
void
rapport_set_error (GError     **error,
                   GQuark       domain,
                   int          code,
                   const char  *format,
                   ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = build (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, domain, code, sentence);
}
