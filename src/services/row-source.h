/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ROW_SOURCE (rapport_row_source_get_type ())
G_DECLARE_INTERFACE (RapportRowSource, rapport_row_source, RAPPORT, ROW_SOURCE, GObject)

/**
 * RapportRowSourceInterface:
 * @get_ids: (transfer none): every id of the list in order, and how many
 * @peek_row: (transfer none) (nullable): what is shown of an id, if it is at hand; %NULL: call @request_page
 * @request_page: load what is shown of the ids at these positions (a page of RAPPORT_ROW_PAGE); "rows" follows
 *
 * Where a long list takes its rows from; RapportPagedList wraps it as a GListModel. Main context only.
 *
 * Signals: "ids" (guint position, guint removed, guint added): the ids have changed; the common beginning and end are left out.
 * "rows" (guint position, guint n): rows at these positions are at hand, or are other than before.
 */
struct _RapportRowSourceInterface
{
  GTypeInterface parent_interface;

  const gint64 *(*get_ids)      (RapportRowSource *self,
                                 guint            *n_ids);
  gpointer      (*peek_row)     (RapportRowSource *self,
                                 gint64            id);
  void          (*request_page) (RapportRowSource *self,
                                 guint             page);
};

#define RAPPORT_ROW_PAGE 64

const gint64 *rapport_row_source_get_ids      (RapportRowSource *self,
                                               guint            *n_ids);
gpointer      rapport_row_source_peek_row     (RapportRowSource *self,
                                               gint64            id);
void          rapport_row_source_request_page (RapportRowSource *self,
                                               guint             page);
void          rapport_row_source_emit_ids     (RapportRowSource *self,
                                               const gint64     *before,
                                               guint             n_before,
                                               const gint64     *after,
                                               guint             n_after);
void          rapport_row_source_emit_rows    (RapportRowSource *self,
                                               guint             position,
                                               guint             n);

G_END_DECLS
