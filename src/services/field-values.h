/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/** A value that some of the members asked about have in a field; "" for none. */
typedef struct {
  char *value;
  guint count;
} RapportFieldValue;

/** Data of rapport_field_values_query(). */
typedef struct {
  GArray *members; /* gint64 */
  char *field;
} RapportFieldValuesAsk;

RapportFieldValuesAsk *rapport_field_values_ask_new  (GArray         *members,
                                                      const char     *field);
void                   rapport_field_values_ask_free (gpointer        data);
gpointer               rapport_field_values_query    (RapportReading *reading,
                                                      gpointer        data,
                                                      GCancellable   *cancellable,
                                                      GError        **error);

G_END_DECLS
