/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/csv-format.h"

G_BEGIN_DECLS

typedef struct _RapportCsvReader RapportCsvReader;

/**
 * RapportCsvRow:
 * @cells: borrowed until the next row is read
 * @n_cells: how many
 * @row: as a spreadsheet counts them, from 1, blank ones and the headings too
 * @line: the line of the file where the row begins, from 1
 */
typedef struct {
  const char * const *cells;
  guint n_cells;
  guint64 row;
  guint64 line;
} RapportCsvRow;

RapportCsvReader *rapport_csv_reader_new  (GInputStream           *stream,
                                           const RapportCsvFormat *format,
                                           GCancellable           *cancellable);
void              rapport_csv_reader_free (RapportCsvReader       *self);
gboolean          rapport_csv_reader_next (RapportCsvReader       *self,
                                           RapportCsvRow          *row,
                                           GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCsvReader, rapport_csv_reader_free)

G_END_DECLS
