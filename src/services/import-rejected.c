/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-rejected.h"

#include <glib/gi18n.h>

#include "exchange/csv-writer.h"
#include "model/saved-file.h"

#define BLOCK (64 * 1024)

static void
append (GString             *out,
        const RapportCsvRow *row,
        guint                n_columns,
        const char          *number,
        const char          *reason)
{
  g_autofree const char **cells = g_new (const char *, MAX (n_columns, row->n_cells) + 2);
  guint n = 0;

  for (; n < MAX (n_columns, row->n_cells); n++)
    cells[n] = n < row->n_cells ? rapport_csv_unguard (row->cells[n]) : "";
  cells[n++] = number;
  cells[n++] = reason;
  rapport_csv_append_row (out, cells, n);
}

static gboolean
write_out (GOutputStream  *stream,
           GString        *out,
           gsize           least,
           GCancellable   *cancellable,
           GError        **error)
{
  if (out->len < least)
    return TRUE;
  if (!g_output_stream_write_all (stream, out->str, out->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (out, 0);
  return TRUE;
}

/**
 * rapport_import_save_rejected:
 * @job: a job that has been checked
 * @file: where to; it is replaced, and readable by its owner alone
 * @cancellable: (nullable): to stop
 * @error: what reading and writing gave
 *
 * Writes the rejected rows as they stand in the file, with two columns more: the row and the reason. Corrected, the file
 * can be imported as it is.
 *
 * Returns: how many rows there are; 0 with @error set when it failed
 */
guint
rapport_import_save_rejected (RapportImportJob  *job,
                              GFile             *file,
                              GCancellable      *cancellable,
                              GError           **error)
{
  g_autoptr (GInputStream) input = rapport_import_source_read (job->source, cancellable, error);
  g_autoptr (GFileOutputStream) output = NULL;
  g_autoptr (RapportCsvReader) reader = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) failure = NULL;
  gboolean heading = job->mapping->has_headings;
  RapportCsvRow row;
  guint n_rows = 0;

  if (input == NULL)
    return 0;
  output = rapport_saved_file_begin (file, cancellable, error);
  if (output == NULL)
    return 0;
  reader = rapport_csv_reader_new (input, &job->mapping->format, cancellable);
  while (rapport_csv_reader_next (reader, &row, &failure))
    {
      gint64 number = (gint64) row.row;
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      const char *reason = g_hash_table_lookup (job->report->reasons, &number);

      if (heading)
        append (out, &row, job->mapping->columns->len, _("Row"), _("Reason"));
      else if (reason != NULL)
        append (out, &row, job->mapping->columns->len, text, reason);
      n_rows += !heading && reason != NULL;
      heading = FALSE;
      if (!write_out (G_OUTPUT_STREAM (output), out, BLOCK, cancellable, error))
        return 0;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return 0;
    }
  if (!write_out (G_OUTPUT_STREAM (output), out, 1, cancellable, error)
      || !g_output_stream_close (G_OUTPUT_STREAM (output), cancellable, error))
    return 0;
  return n_rows;
}
