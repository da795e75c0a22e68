/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/row-source.h"
#include "services/session.h"
#include "store/requests.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REQUEST_LIST (rapport_request_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestList, rapport_request_list, RAPPORT, REQUEST_LIST, GObject)

/* A list of requests that is kept current: a RapportRowSource whose rows are RapportRequestRow, all in memory. Follows the
 * session's "changed". Main context only. Signals: "loaded" (): rows and counts are new; "failed" (GError). */
RapportRequestList         *rapport_request_list_new        (RapportSession             *session);
/* The programme is filled in; @query is copied. */
void                        rapport_request_list_set_query  (RapportRequestList         *self,
                                                             const RapportRequestsQuery *query);
const RapportRequestCounts *rapport_request_list_get_counts (RapportRequestList         *self);
guint                       rapport_request_list_get_n_rows (RapportRequestList         *self);
const RapportRequestRow    *rapport_request_list_get_row    (RapportRequestList         *self,
                                                             gint64                      request);

G_END_DECLS
