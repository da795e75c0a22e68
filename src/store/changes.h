/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* Changes as they travel between copies: out as lines of JSON (store/wire.h), in by set union. Lines can be taken in in
 * any order, any number of times, with gaps. */

/**
 * RapportChangeLine:
 * @line: one change, or the blob that the next change names; without line feed, ended by NUL
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*RapportChangeLine)   (const char  *line,
                                         gsize        length,
                                         gpointer     data,
                                         GError     **error);

/**
 * RapportChangeSource:
 * @line: (out): the next line, valid until the next call; %NULL at the end
 *
 * Returns: %FALSE with @error set on failure
 */
typedef gboolean (*RapportChangeSource) (gpointer      data,
                                         const char  **line,
                                         gsize        *length,
                                         GError      **error);

/** What rapport_changes_merge_command() takes and gives. */
typedef struct {
  RapportChangeSource source;
  gpointer data;
  /* Results */
  guint n_new;
  guint n_known;
  guint n_waiting;  /* changes that others have seen and that are not here, now, all told */
  guint n_reissued; /* changes of this copy that have a new name now: another had gone on under the old one */
  char *forked;     /* owned, of %RAPPORT_STORE_ERROR_FORK: the name under which two have written, */
  gint64 forked_at; /* and from which of its changes on */
} RapportMerge;

/* The version vector: replica name → (gint64 *) the seq up to which every change of that replica is here. */
GHashTable *rapport_reading_vector        (RapportReading      *self,
                                           GError             **error);
gboolean    rapport_reading_changes_after (RapportReading      *self,
                                           GHashTable          *vector,
                                           RapportChangeLine    callback,
                                           gpointer             data,
                                           GCancellable        *cancellable,
                                           GError             **error);
/* The lines of every erasure (store/erased.h), so that what was erased stays so in whatever takes this database's place. */
GPtrArray  *rapport_reading_erasure_lines  (RapportReading      *self,
                                           GError             **error);
gboolean    rapport_changes_merge_command (RapportTransaction  *transaction,
                                           gpointer             merge,
                                           GError             **error);

G_END_DECLS
