/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/history.h"

G_BEGIN_DECLS

/* A merge as something that somebody did: it stands in the history and can be taken back, by new edits. */

#define RAPPORT_TITLE_MERGE "merge-changes"

/** How many things of a kind came with changes, and how many of those that were here became others: without the erased. */
typedef struct {
  char *kind;
  guint n_new;
  guint n_changed;
} RapportMergeCount;

void       rapport_merge_count_free     (RapportMergeCount   *self);

/* The last change by the order of arrival. */
gint64     rapport_reading_last_change  (RapportReading      *self);
/* What the changes that arrived after @after are about (element-type RapportMergeCount). */
GPtrArray *rapport_reading_arrived      (RapportReading      *self,
                                         gint64               after,
                                         GError             **error);
/* Notes that @n changes have come since @after, as an operation of this author. Nothing for notes alone. */
gboolean   rapport_merge_note           (RapportTransaction  *transaction,
                                         gint64               after,
                                         guint                n,
                                         GError             **error);
/* Undo of such an operation: sets what came to what was there before. What was changed since is left alone. */
gboolean   rapport_merge_take_back      (RapportTransaction  *transaction,
                                         gint64               operation,
                                         RapportUndoResult   *result,
                                         GError             **error);

/* What another copy had when its file came: replica → vector, as text. */
gboolean   rapport_reading_set_peer     (RapportReading      *self,
                                         const char          *replica,
                                         const char          *vector,
                                         GError             **error);
char      *rapport_reading_peer         (RapportReading      *self,
                                         const char          *replica);
/* The copies whose files have come (element-type utf8). */
GPtrArray *rapport_reading_peers        (RapportReading      *self);
/* Who wrote there last, "" when nothing of it is here. */
char      *rapport_reading_author_of    (RapportReading      *self,
                                         const char          *replica);
/* The name of the copy of that number, %NULL: there is none. */
char      *rapport_reading_replica_name (RapportReading      *self,
                                         gint64               replica);
/* This copy's own name, %NULL before its first change. */
char      *rapport_reading_own_replica  (RapportReading      *self);

G_END_DECLS
