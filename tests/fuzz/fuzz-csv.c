/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv-reader.h"
#include "exchange/csv-writer.h"
#include "exchange/list-cell.h"
#include "fuzz/fuzz.h"

/* Whatever the bytes are, they are rows of valid UTF-8 or an error; and what was read is read again from what is written
 * of it. */

static void
check_cells (const RapportCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *label = NULL;
      int level;

      g_assert_true (g_utf8_validate (row->cells[i], -1, NULL));
      rapport_skill_cell_parse (row->cells[i], &label, &level);
    }
}

static void
read_rows (GBytes                 *bytes,
           const RapportCsvFormat *format)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (RapportCsvReader) reader = rapport_csv_reader_new (stream, format, NULL);
  g_autoptr (GError) error = NULL;
  RapportCsvRow row;
  guint64 last = 0;

  while (rapport_csv_reader_next (reader, &row, &error))
    {
      g_assert_cmpuint (row.row, >, last);
      last = row.row;
      check_cells (&row);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  RapportCsvFormat format = { RAPPORT_ENCODING_UTF_8, ',' };

  if (!rapport_csv_format_guess (stream, &format, NULL, NULL))
    format = (RapportCsvFormat) { RAPPORT_ENCODING_UTF_8, ',' };
  read_rows (bytes, &format);
  /* As somebody may say instead. */
  format.encoding = size > 0 ? data[0] % RAPPORT_N_ENCODINGS : RAPPORT_ENCODING_UTF_8;
  format.separator = size > 1 ? ",;\t"[data[1] % 3] : ';';
  read_rows (bytes, &format);
  return 0;
}
