/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/history.h"

G_BEGIN_DECLS

/** One version, as people read it, and of which field: of a family the element's name. */
typedef struct {
  char *name;
  char *words;
  RapportFieldVersion *version;
} RapportHistoryEntry;

/** Data of rapport_field_history_query(). */
typedef struct {
  gint64 member;
  char *field;    /* a name, or a family: all its elements */
} RapportFieldHistoryAsk;

RapportFieldHistoryAsk *rapport_field_history_ask_new (gint64             member,
                                                       const char        *field);
void                    rapport_field_history_ask_free (gpointer          data);
void                    rapport_history_entry_free    (RapportHistoryEntry *entry);
gpointer                rapport_field_history_query   (RapportReading    *reading,
                                                       gpointer           data,
                                                       GCancellable      *cancellable,
                                                       GError           **error);

/** Data of rapport_restore_version_command(): @value %NULL: unset. */
typedef struct {
  gint64 member;
  char *field;
  GVariant *value;
  gboolean choose; /* between two heads */
} RapportRestoreVersion;

RapportRestoreVersion *rapport_restore_version_new     (gint64              member,
                                                        const char         *field,
                                                        GVariant           *value,
                                                        gboolean            choose);
void                   rapport_restore_version_free    (gpointer            data);
gboolean               rapport_restore_version_command (RapportTransaction *transaction,
                                                        gpointer            data,
                                                        GError            **error);

G_END_DECLS
