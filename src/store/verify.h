/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

GPtrArray *rapport_store_verify (RapportStore   *self,
                                 GCancellable   *cancellable,
                                 GError        **error);

/* As a query, for rapport_store_read_async(); no data. */
gpointer   rapport_verify_query (RapportReading *reading,
                                 gpointer        data,
                                 GCancellable   *cancellable,
                                 GError        **error);

G_END_DECLS
