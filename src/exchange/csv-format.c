/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv-format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/error.h"

#define SAMPLE (64 * 1024)
#define SAMPLE_ROWS 200

static const struct {
  const char *charset;
  const char *label;
} encodings[RAPPORT_N_ENCODINGS] = {
  [RAPPORT_ENCODING_UTF_8] = { "UTF-8", N_("UTF-8") },
  [RAPPORT_ENCODING_UTF_16_LE] = { "UTF-16LE", N_("UTF-16") },
  [RAPPORT_ENCODING_UTF_16_BE] = { "UTF-16BE", N_("UTF-16, big end first") },
  [RAPPORT_ENCODING_WINDOWS_1252] = { "WINDOWS-1252", N_("Windows-1252 (Western Europe)") },
  [RAPPORT_ENCODING_WINDOWS_1250] = { "WINDOWS-1250", N_("Windows-1250 (Central Europe)") },
  [RAPPORT_ENCODING_WINDOWS_1251] = { "WINDOWS-1251", N_("Windows-1251 (Cyrillic)") },
};

/* What the names of files lie about most often, by their first bytes. */
static const struct {
  const char *bytes;
  gsize length;
  const char *message;
} other_files[] = {
  { "PK\003\004", 4, N_("This is a workbook, not a CSV file: save it as CSV in the spreadsheet first.") },
  { "\320\317\021\340", 4, N_("This is an old workbook, not a CSV file: save it as CSV in the spreadsheet first.") },
  { "%PDF", 4, N_("This is a PDF, not a CSV file.") },
  { "\037\213", 2, N_("This file is compressed: unpack it first.") },
  { "\211PNG", 4, N_("This is a picture, not a CSV file.") },
};

/**
 * rapport_encoding_label:
 * @encoding: an encoding
 *
 * Returns: (transfer none): its name for people
 */
const char *
rapport_encoding_label (RapportEncoding encoding)
{
  return _(encodings[encoding].label);
}

/**
 * rapport_encoding_charset:
 * @encoding: an encoding
 *
 * Returns: (transfer none): its name for iconv
 */
const char *
rapport_encoding_charset (RapportEncoding encoding)
{
  return encodings[encoding].charset;
}

/**
 * rapport_separator_label:
 * @separator: a comma, a semicolon or a tab
 *
 * Returns: (transfer none): its name for people
 */
const char *
rapport_separator_label (char separator)
{
  return separator == '\t' ? _("Tab") : separator == ';' ? _("Semicolon") : _("Comma");
}

/* Follows a UTF-8 text through blocks: the bytes of a letter that a block cuts wait for the next one. */
typedef struct {
  char rest[4];
  gsize n_rest;
  gboolean valid;
} Utf8Check;

static void
utf8_check (Utf8Check  *check,
            const char *bytes,
            gsize       length,
            gboolean    last)
{
  g_autofree char *joined = NULL;
  const char *end;
  gsize total = length + check->n_rest;

  if (!check->valid || total == 0)
    return;
  joined = g_malloc (total);
  memcpy (joined, check->rest, check->n_rest);
  memcpy (joined + check->n_rest, bytes, length);
  check->n_rest = 0;
  if (g_utf8_validate_len (joined, total, &end))
    return;
  total -= end - joined;
  if (last || total > 3 || g_utf8_get_char_validated (end, total) != (gunichar) -2)
    check->valid = FALSE;
  else
    memcpy (check->rest, end, check->n_rest = total);
}

/* UTF-16 without a mark: text has most of its zero bytes on one side. */
static int
guess_utf_16 (const char *sample,
              gsize       length)
{
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < length; i++)
    zeros[i % 2] += sample[i] == '\0';
  if (zeros[1] > length / 5 && zeros[0] < zeros[1] / 4)
    return RAPPORT_ENCODING_UTF_16_LE;
  if (zeros[0] > length / 5 && zeros[1] < zeros[0] / 4)
    return RAPPORT_ENCODING_UTF_16_BE;
  return -1;
}

static RapportEncoding
guess_encoding (const char *sample,
                gsize       length,
                gboolean    valid_utf_8)
{
  int wide;

  if (length >= 2 && memcmp (sample, "\377\376", 2) == 0)
    return RAPPORT_ENCODING_UTF_16_LE;
  if (length >= 2 && memcmp (sample, "\376\377", 2) == 0)
    return RAPPORT_ENCODING_UTF_16_BE;
  wide = guess_utf_16 (sample, length);
  if (wide >= 0)
    return wide;
  return valid_utf_8 ? RAPPORT_ENCODING_UTF_8 : RAPPORT_ENCODING_WINDOWS_1252;
}

/* How well a separator explains the sample: the rows that have as many cells as the first, weighed by that number. */
static double
separator_score (const char *text,
                 char        separator)
{
  guint columns = 1, first = 0, rows = 0, alike = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && rows < SAMPLE_ROWS; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (!quoted && *p == separator)
      columns++;
    else if (!quoted && (*p == '\n' || (*p == '\r' && p[1] != '\n')))
      {
        if (first == 0)
          first = columns;
        alike += columns == first;
        rows++;
        columns = 1;
      }
  if (rows == 0)
    return columns - 1;
  return first < 2 ? 0 : (double) alike / rows * 10 + MIN (first, 60) / 60.0;
}

static char
guess_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  double best_score = 0;
  char best = ',';

  if (g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\0' && strchr (",;\t", text[4]) != NULL)
    return text[4];
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      double score = separator_score (text, candidates[i]);

      if (score > best_score)
        {
          best_score = score;
          best = candidates[i];
        }
    }
  return best;
}

static char *
decode_sample (const char     *sample,
               gsize           length,
               RapportEncoding encoding)
{
  const char *charset = rapport_encoding_charset (encoding);
  gsize written;
  char *text;

  if (encoding == RAPPORT_ENCODING_UTF_16_LE || encoding == RAPPORT_ENCODING_UTF_16_BE)
    length &= ~(gsize) 1;
  text = encoding == RAPPORT_ENCODING_UTF_8
    ? g_utf8_make_valid (sample, length)
    : g_convert_with_fallback (sample, length, "UTF-8", charset, "?", NULL, &written, NULL);
  if (text != NULL && g_str_has_prefix (text, "\357\273\277"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return text != NULL ? text : g_strndup (sample, length);
}

static gboolean
refuse_other_files (const char *sample,
                    gsize       length,
                    GError    **error)
{
  if (length == 0)
    {
      g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_EMPTY, _("The file is empty."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (other_files); i++)
    if (length >= other_files[i].length && memcmp (sample, other_files[i].bytes, other_files[i].length) == 0)
      {
        g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, _(other_files[i].message));
        return FALSE;
      }
  return TRUE;
}

/**
 * rapport_csv_format_guess:
 * @stream: the file from its beginning; it is read to its end, as the one letter that tells Windows-1252 from UTF-8 may
 *   stand in the last row
 * @format: (out): the guess
 * @cancellable: (nullable): to stop
 * @error: %RAPPORT_EXCHANGE_ERROR for what is no text, or what reading gave
 *
 * Returns: whether there is a guess
 */
gboolean
rapport_csv_format_guess (GInputStream     *stream,
                          RapportCsvFormat *format,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_autofree char *block = g_malloc (SAMPLE);
  g_autoptr (GByteArray) sample = g_byte_array_new ();
  g_autofree char *text = NULL;
  Utf8Check check = { .valid = TRUE };
  gssize length;

  while ((length = g_input_stream_read (stream, block, SAMPLE, cancellable, error)) > 0)
    {
      if (sample->len < SAMPLE)
        g_byte_array_append (sample, (guint8 *) block, MIN ((gsize) length, SAMPLE - sample->len));
      utf8_check (&check, block, length, FALSE);
    }
  if (length < 0 || !refuse_other_files ((char *) sample->data, sample->len, error))
    return FALSE;
  utf8_check (&check, "", 0, TRUE);
  format->encoding = guess_encoding ((char *) sample->data, sample->len, check.valid);
  text = decode_sample ((char *) sample->data, sample->len, format->encoding);
  format->separator = guess_separator (text);
  return TRUE;
}
