/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/writing.h"

G_BEGIN_DECLS

/** One field as it was before the operation. */
typedef struct {
  gint64 field;
  GPtrArray *before;    /* Owned: RapportChange (borrowed), the winner last; empty: it was never set */
} RapportRestored;

typedef struct {
  RapportTransaction *transaction;
  GHashTable *undone;   /* Borrowed: operation → the one that it undoes, 0: none */
  gint64 operation;
  RapportState *state;
  GPtrArray *cache;     /* Owned: RapportChange that are heads no longer */
  GPtrArray *own;       /* Owned: RapportChange (borrowed) that the operation made of this entity */
  GArray *restored;     /* Owned: RapportRestored */
  gboolean later;       /* a later operation has changed the entity, too */
  gboolean was_alive;   /* before the operation */
} RapportUndoing;

gboolean rapport_undoing_init  (RapportUndoing      *self,
                                RapportTransaction  *transaction,
                                GHashTable          *undone,
                                gint64               operation,
                                gint64               entity,
                                GError             **error);
void     rapport_undoing_clear (RapportUndoing      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportUndoing, rapport_undoing_clear)

G_END_DECLS
