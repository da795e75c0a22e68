/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/writing.h"

G_BEGIN_DECLS

/* An import makes hundreds of new entities between two flushes. What their changes say follows from nothing but what was
 * set: a second thread writes body and hash of each while the writer's thread is at the rows of those before. */

/** A change of a new entity, ready for its row. */
typedef struct {
  RapportPending *pending;       /* Borrowed */
  gint64 seq;
  gint64 clock;
  guint8 *body;                  /* Owned */
  gsize size;
  guint8 hash[RAPPORT_HASH_BYTES];
} RapportEncoded;

typedef struct _RapportEncoder RapportEncoder;

/* Begins with the pending entities from @first on, which the caller leaves alone until each has been taken; %NULL when
 * too few new ones follow. The transaction has begun its operation and takes no names of its own meanwhile. */
RapportEncoder       *rapport_encoder_new     (RapportTransaction   *tx,
                                               guint                 first);
/* Joins the thread, whether all was taken or not. */
void                  rapport_encoder_free    (RapportEncoder       *self);
/* The next one, waited for; valid as long as the encoder. */
const RapportEncoded *rapport_encoder_take    (RapportEncoder       *self);
gboolean              rapport_encoder_is_done (const RapportEncoder *self);

G_END_DECLS
