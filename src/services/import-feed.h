/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/import-row.h"

G_BEGIN_DECLS

/* Understands the rows of a file on a thread of its own, a bounded number ahead of whoever takes them, so that neither
 * the database nor its lock waits for parsing. */
typedef struct _RapportImportFeed RapportImportFeed;

RapportImportFeed *rapport_import_feed_new  (RapportImportSource      *source,
                                             const RapportImportRules *rules,
                                             GHashTable               *corrections,
                                             GCancellable             *cancellable);
void               rapport_import_feed_free (RapportImportFeed        *self);
RapportImportRow  *rapport_import_feed_next (RapportImportFeed        *self,
                                             GError                  **error);

/* Corrections: row (guint64, boxed) → GHashTable of column number → text. */
GHashTable        *rapport_import_corrections_new (void);
void               rapport_import_correct         (GHashTable         *corrections,
                                                   guint64             row,
                                                   guint               column,
                                                   const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportFeed, rapport_import_feed_free)

G_END_DECLS
