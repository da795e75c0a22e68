/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/history.h"

G_BEGIN_DECLS

/** An operation in words. */
typedef struct {
  gint64 no;
  char *sentence;      /* "Request sent: Ewa Dudek", without a full stop */
  char *author;
  gint64 wall;         /* unix milliseconds */
  int zone;            /* minutes east of UTC, where it was done */
  gboolean undoable;
  gboolean removable;  /* an import that was taken back: what it made can be removed for good */
} RapportHappened;

/** What Undo and Redo would take next, in words; %NULL where there is nothing. */
typedef struct {
  char *undo;
  char *redo;
} RapportHappenedNext;

void      rapport_happened_free      (RapportHappened     *self);
void      rapport_happened_next_free (RapportHappenedNext *self);

/* A RapportQuery: @data is GUINT_TO_POINTER of how many at most; a GPtrArray of RapportHappened, the newest first. */
gpointer  rapport_happened_list      (RapportReading      *reading,
                                      gpointer             data,
                                      GCancellable        *cancellable,
                                      GError             **error);
/* A RapportQuery: @data is the author's name (char *); a RapportHappenedNext. */
gpointer  rapport_happened_next      (RapportReading      *reading,
                                      gpointer             data,
                                      GCancellable        *cancellable,
                                      GError             **error);

G_END_DECLS
