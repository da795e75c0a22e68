/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-mapping.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/csv-reader.h"
#include "exchange/csv-writer.h"
#include "exchange/error.h"
#include "model/fold.h"
#include "model/strip.h"

static void
column_free (RapportImportColumn *column)
{
  rapport_column_facts_free (column->facts);
  g_free (column);
}

/**
 * rapport_import_mapping_new:
 *
 * Returns: (transfer full): a mapping of no columns
 */
RapportImportMapping *
rapport_import_mapping_new (void)
{
  RapportImportMapping *self = g_new0 (RapportImportMapping, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  self->issuer = g_strdup ("");
  self->capacity = -1;
  self->has_headings = TRUE;
  return self;
}

void
rapport_import_mapping_free (RapportImportMapping *self)
{
  g_ptr_array_unref (self->columns);
  g_free (self->issuer);
  g_free (self);
}

RapportImportColumn *
rapport_import_mapping_column (const RapportImportMapping *self,
                               guint                       column)
{
  return g_ptr_array_index (self->columns, column);
}

/**
 * rapport_import_mapping_find:
 * @self: a mapping
 * @heading: as in the file, in whatever case
 *
 * Returns: (transfer none) (nullable): the column with that heading
 */
RapportImportColumn *
rapport_import_mapping_find (const RapportImportMapping *self,
                             const char                 *heading)
{
  g_autofree char *wanted = rapport_fold (heading);

  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportColumn *column = rapport_import_mapping_column (self, i);
      g_autofree char *folded = rapport_fold (column->facts->heading);

      if (strcmp (folded, wanted) == 0)
        return column;
    }
  return NULL;
}

/**
 * rapport_import_mapping_has:
 * @self: a mapping
 * @target: a target's id
 *
 * Returns: whether a column becomes that
 */
gboolean
rapport_import_mapping_has (const RapportImportMapping *self,
                            const char                 *target)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = rapport_import_mapping_column (self, i);

      if (column->target != NULL && strcmp (column->target->id, target) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * rapport_import_mapping_guess:
 * @self: a mapping, which takes encoding and separator
 * @source: the file
 * @cancellable: (nullable): to stop
 * @error: %RAPPORT_EXCHANGE_ERROR for what is no text, or what reading gave
 *
 * May be called on any thread.
 *
 * Returns: whether there is a guess
 */
gboolean
rapport_import_mapping_guess (RapportImportMapping  *self,
                              RapportImportSource   *source,
                              GCancellable          *cancellable,
                              GError               **error)
{
  g_autoptr (GInputStream) stream = rapport_import_source_read (source, cancellable, error);

  return stream != NULL && rapport_csv_format_guess (stream, &self->format, cancellable, error);
}

static void
add_columns (RapportImportMapping *self,
             const RapportCsvRow  *row)
{
  for (guint i = self->columns->len; i < row->n_cells; i++)
    {
      RapportImportColumn *column = g_new0 (RapportImportColumn, 1);
      g_autofree char *number = g_strdup_printf (_("Column %u"), i + 1);
      gboolean named = self->has_headings && *row->cells[i] != '\0';

      column->facts = rapport_column_facts_new (named ? rapport_csv_unguard (row->cells[i]) : number);
      g_ptr_array_add (self->columns, column);
    }
}

static void
add_row (RapportImportMapping *self,
         const RapportCsvRow  *row,
         int                   this_year)
{
  gboolean filled = FALSE;

  for (guint i = 0; i < MIN (row->n_cells, self->columns->len); i++)
    {
      const char *cell = row->cells[i];
      g_autofree char *text = NULL;

      if (*cell == '\0')
        continue;
      if (g_ascii_isspace (*cell) || g_ascii_isspace (cell[strlen (cell) - 1]))
        cell = text = rapport_strip (g_strdup (cell));
      filled |= *cell != '\0';
      rapport_column_facts_add (rapport_import_mapping_column (self, i)->facts, rapport_csv_unguard (cell), this_year);
    }
  self->n_rows += filled;
}

/* Columns without headings that hold nothing are what a spreadsheet leaves at the right edge. */
static void
drop_empty_columns (RapportImportMapping *self)
{
  while (self->columns->len > 0)
    {
      const RapportColumnFacts *facts = rapport_import_mapping_column (self, self->columns->len - 1)->facts;
      g_autofree char *number = g_strdup_printf (_("Column %u"), self->columns->len);

      if (facts->filled > 0 || strcmp (facts->heading, number) != 0)
        return;
      g_ptr_array_remove_index (self->columns, self->columns->len - 1);
    }
}

static void
guess_columns (RapportImportMapping *self)
{
  guint n = self->columns->len;
  g_autofree RapportColumnFacts **facts = g_new (RapportColumnFacts *, n + 1);
  g_autofree RapportColumnGuess *guesses = g_new (RapportColumnGuess, n + 1);
  RapportDateOrder usual = rapport_date_order_usual ();

  for (guint i = 0; i < n; i++)
    facts[i] = rapport_import_mapping_column (self, i)->facts;
  rapport_columns_guess (facts, n, guesses);
  for (guint i = 0; i < n; i++)
    {
      RapportImportColumn *column = rapport_import_mapping_column (self, i);

      column->target = guesses[i].target;
      column->custom = guesses[i].custom;
      column->sensitive = guesses[i].sensitive;
      column->recognition = guesses[i].recognition;
      column->date_order = rapport_date_guess_order (&facts[i]->dates, usual, &column->date_ambiguous);
    }
  self->key = rapport_import_mapping_has (self, "number") || !rapport_import_mapping_has (self, "email")
    ? RAPPORT_IMPORT_KEY_NUMBER : RAPPORT_IMPORT_KEY_EMAIL;
}

/* "mentees-2026.csv" says who is in it. */
static void
guess_roles (RapportImportMapping *self,
             const char           *name)
{
  g_autofree char *folded = rapport_fold (name);

  self->mentor = self->mentee = FALSE;
  if (rapport_import_mapping_has (self, "role"))
    return;
  self->mentor = strstr (folded, "mentor") != NULL && strstr (folded, "mentoring") == NULL;
  self->mentee = strstr (folded, "mentee") != NULL;
}

/**
 * rapport_import_mapping_scan:
 * @self: a mapping whose encoding, separator and @has_headings are set
 * @source: the file
 * @this_year: for dates with years of two digits
 * @cancellable: (nullable): to stop
 * @error: %RAPPORT_EXCHANGE_ERROR with the line, or what reading gave
 *
 * Reads the whole file once, in bounded memory: rows are counted, columns recognised. May be called on any thread.
 *
 * Returns: whether the file could be read to its end
 */
gboolean
rapport_import_mapping_scan (RapportImportMapping  *self,
                             RapportImportSource   *source,
                             int                    this_year,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_autoptr (GInputStream) stream = rapport_import_source_read (source, cancellable, error);
  g_autoptr (RapportCsvReader) reader = NULL;
  g_autoptr (GError) failure = NULL;
  RapportCsvRow row;

  if (stream == NULL)
    return FALSE;
  g_ptr_array_set_size (self->columns, 0);
  self->n_rows = 0;
  self->remembered = 0;
  reader = rapport_csv_reader_new (stream, &self->format, cancellable);
  for (gboolean first = TRUE; rapport_csv_reader_next (reader, &row, &failure); first = FALSE)
    {
      if (first || !self->has_headings)
        add_columns (self, &row);
      if (!first || !self->has_headings)
        add_row (self, &row, this_year);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  drop_empty_columns (self);
  guess_columns (self);
  guess_roles (self, source->name);
  if (self->columns->len > 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_EMPTY, _("There are no rows in the file."));
  return FALSE;
}

/**
 * rapport_import_mapping_set_target:
 * @self: a mapping
 * @column: which one
 * @target: (nullable): what it becomes; %NULL leaves it out
 *
 * Another column with this target is left out, as a field has one value.
 */
void
rapport_import_mapping_set_target (RapportImportMapping      *self,
                                   guint                      column,
                                   const RapportImportTarget *target)
{
  RapportImportColumn *chosen = rapport_import_mapping_column (self, column);

  for (guint i = 0; i < self->columns->len && target != NULL; i++)
    {
      RapportImportColumn *other = rapport_import_mapping_column (self, i);

      if (other->target == target && other != chosen)
        {
          other->target = NULL;
          other->recognition = RAPPORT_RECOGNITION_NONE;
        }
    }
  chosen->target = target;
  chosen->custom = FALSE;
  chosen->recognition = target != NULL ? RAPPORT_RECOGNITION_HEADING : RAPPORT_RECOGNITION_NONE;
}

/**
 * rapport_import_mapping_set_custom:
 * @self: a mapping
 * @column: which one
 * @sensitive: whether nobody sees it by default
 *
 * Makes the column a field of the programme.
 */
void
rapport_import_mapping_set_custom (RapportImportMapping *self,
                                   guint                 column,
                                   gboolean              sensitive)
{
  RapportImportColumn *chosen = rapport_import_mapping_column (self, column);

  chosen->target = NULL;
  chosen->custom = TRUE;
  chosen->sensitive = sensitive;
  chosen->recognition = RAPPORT_RECOGNITION_HEADING;
}

/**
 * rapport_import_column_label:
 * @column: a column that is not left out
 *
 * Returns: (transfer full): what it becomes, for people
 */
char *
rapport_import_column_label (const RapportImportColumn *column)
{
  gboolean sensitive;
  const char *own = rapport_heading_custom_label (column->facts->heading, &sensitive);

  if (column->target != NULL)
    return g_strdup (column->target->label);
  if (own == NULL)
    own = column->facts->heading;
  /* the label of a field begins with a capital, whatever the file does */
  g_autofree char *first = g_utf8_strup (own, g_utf8_next_char (own) - own);
  return *own != '\0' ? g_strconcat (first, g_utf8_next_char (own), NULL) : g_strdup ("");
}

/**
 * rapport_import_mapping_is_useful:
 * @self: a mapping
 * @problem: (out) (optional) (nullable) (transfer full): a sentence that says what is missing
 *
 * Returns: whether there are columns for names, without which nobody can be imported
 */
gboolean
rapport_import_mapping_is_useful (const RapportImportMapping  *self,
                                  char                       **problem)
{
  gboolean named = rapport_import_mapping_has (self, "given_name") || rapport_import_mapping_has (self, "family_name")
                   || rapport_import_mapping_has (self, "full_name");

  if (!named && problem != NULL)
    *problem = g_strdup (_("No column is a name: choose the one that is."));
  return named;
}
