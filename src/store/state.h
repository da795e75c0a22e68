/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/body.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* What the journal knows about one entity now: the heads of each of its fields (DESIGN §3). */

/** A change read back from the change table. */
typedef struct {
  gint64 no;
  gint64 replica;
  const char *replica_name; /* Borrowed from the dictionary, valid during the transaction */
  gint64 seq;
  gint64 entity;
  gint64 operation;
  gint64 clock;
  guint8 *data;             /* Owned: what the body borrows from */
  RapportBody body;
} RapportChange;

/** One head of one field. */
typedef struct {
  gint64 field;
  RapportChange *change;         /* Borrowed from the state */
  const RapportBodyField *value; /* Borrowed from the change */
} RapportHead;

typedef struct {
  gint64 entity;
  gint64 base;              /* 0: none */
  gboolean has_rows;        /* in the table head */
  GPtrArray *changes;       /* Owned: RapportChange, each once */
  GArray *heads;            /* Owned: RapportHead, by field; within a field the shown one last */
} RapportState;

#define RAPPORT_FIELD_DELETED "deleted"

RapportChange     *rapport_reading_change      (RapportReading     *self,
                                                gint64              no,
                                                GError            **error);
RapportChange     *rapport_reading_change_named (RapportReading    *self,
                                                gint64              replica,
                                                gint64              seq,
                                                GError            **error);
void               rapport_change_free         (RapportChange      *self);
int                rapport_change_compare      (const RapportChange *a,
                                                const RapportChange *b);

gboolean           rapport_reading_damaged     (RapportReading     *self,
                                                GError            **error);

RapportState      *rapport_reading_state       (RapportReading     *self,
                                                gint64              entity,
                                                GError            **error);
void               rapport_state_free          (RapportState       *self);
const RapportHead *rapport_state_heads         (const RapportState *self,
                                                gint64              field,
                                                guint              *n_heads);
GVariant          *rapport_state_shown         (const RapportState *self,
                                                gint64              field);
const RapportChange *rapport_state_newest      (const RapportState *self);
gboolean           rapport_state_is_alive      (const RapportState *self,
                                                gint64              deleted);
/* Number of heads from @index on that are of one field. */
guint              rapport_state_run           (const RapportState *self,
                                                guint               index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChange, rapport_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportState, rapport_state_free)

G_END_DECLS
