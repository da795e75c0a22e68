/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/sheet.h"
#include "model/viewer.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/**
 * RapportSheetQuery:
 * @partnerships: (element-type gint64): each becomes a sheet; empty with @blank: one sheet with neither names nor rows
 * @programme: of a sheet without names; 0: none yet
 * @blank: empty rows to fill in by hand
 * @rtl: columns run from the right
 * @viewer: for whom: who is none of the two is told that there is nothing
 *
 * Data of rapport_sheet_job_read().
 */
typedef struct {
  GArray *partnerships;
  gint64 programme;
  gboolean blank;
  gboolean rtl;
  RapportViewer viewer;
} RapportSheetQuery;

RapportSheetQuery *rapport_sheet_query_new  (RapportViewer      viewer);
void               rapport_sheet_query_add  (RapportSheetQuery *self,
                                             gint64             partnership);
void               rapport_sheet_query_free (RapportSheetQuery *self);

/* A RapportQuery: @data is a RapportSheetQuery; a GPtrArray of RapportSheet, for exchange/sheet-layout.h. */
gpointer           rapport_sheet_job_read   (RapportReading    *reading,
                                             gpointer           data,
                                             GCancellable      *cancellable,
                                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSheetQuery, rapport_sheet_query_free)

G_END_DECLS
