/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/row-source.h"
#include "store/store.h"

G_BEGIN_DECLS

/** What a query gives: rows, whose first field is their number (gint64), and what is told beside them. */
typedef struct {
  GPtrArray *rows;
  gpointer beside;            /* freed with g_free() */
} RapportReadRows;

void rapport_read_rows_free (RapportReadRows *self);

#define RAPPORT_TYPE_READ_LIST (rapport_read_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportReadList, rapport_read_list, RAPPORT, READ_LIST, GObject)

/* A RapportRowSource whose rows one query reads, all in memory. A newer question makes the one under way needless. Main
 * context only. Signals: "loaded" (): rows are new; "failed" (GError). */
RapportReadList *rapport_read_list_new        (RapportStore     *store);
/* @query gives RapportReadRows; @data is owned from here on. */
void             rapport_read_list_ask        (RapportReadList  *self,
                                               RapportQuery      query,
                                               gpointer          data,
                                               GDestroyNotify    data_free);
/* (nullable): good until "loaded" */
gconstpointer    rapport_read_list_get_row    (RapportReadList  *self,
                                               gint64            number);
gconstpointer    rapport_read_list_get_beside (RapportReadList  *self);
const GPtrArray *rapport_read_list_get_rows   (RapportReadList  *self);
guint            rapport_read_list_get_n_rows (RapportReadList  *self);

G_END_DECLS
