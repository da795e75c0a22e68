/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv-writer.h"

#include <string.h>

/* A spreadsheet takes a cell that begins so for a formula. */
static gboolean
begins_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

/* Apostrophes before such a beginning: each guarding adds one, each unguarding takes one away. */
static gboolean
is_guardable (const char *text)
{
  return begins_formula (text + strspn (text, "'"));
}

/**
 * rapport_csv_guard:
 * @text: a value
 *
 * Returns: (transfer full): the value as a cell that no spreadsheet runs: an apostrophe stands before what would be a
 *   formula (OWASP, "CSV Injection")
 */
char *
rapport_csv_guard (const char *text)
{
  return g_strconcat (is_guardable (text) ? "'" : "", text, NULL);
}

/**
 * rapport_csv_unguard:
 * @text: a cell
 *
 * Returns: (transfer none): the value behind it, as it was before rapport_csv_guard(); a part of @text
 */
const char *
rapport_csv_unguard (const char *text)
{
  return *text == '\'' && is_guardable (text) ? text + 1 : text;
}

static void
append_cell (GString    *out,
             const char *text)
{
  gboolean blank_edge = *text == ' ' || (*text != '\0' && text[strlen (text) - 1] == ' ');

  if (!blank_edge && strpbrk (text, "\",\r\n;\t") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/**
 * rapport_csv_append_row:
 * @out: the text so far
 * @cells: (array length=n_cells): values; they are guarded against being run as formulas
 * @n_cells: how many
 *
 * Appends a row of RFC 4180 with commas. Semicolons and tabs are quoted too, for readers that guess.
 */
void
rapport_csv_append_row (GString            *out,
                        const char * const *cells,
                        guint               n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *guarded = rapport_csv_guard (cells[i]);

      if (i > 0)
        g_string_append_c (out, ',');
      append_cell (out, guarded);
    }
  if (n_cells == 1 && *cells[0] == '\0')
    g_string_append (out, "\"\"");
  g_string_append (out, "\r\n");
}
