/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* The typed tables that queries read. The journal tells the projection after each change what an entity is now. */

/**
 * rapport_projection_update:
 * @tx: the transaction that writes
 * @kind: the entity's kind; one that this version does not know is passed over
 * @entity: its number, the INTEGER PRIMARY KEY of its row
 * @values: (nullable): every shown value, field name → GVariant (borrowed); %NULL or empty: the entity is gone
 * @changed_at: wall second of the newest of its heads
 * @is_new: there is no row of this entity yet
 * @error: return location
 *
 * Brings the rows of one entity up to date. Must depend on nothing but the arguments and the projections and dictionary
 * of the same database, so that rapport_store_verify() finds the same rows when it rebuilds them in another order.
 */
gboolean rapport_projection_update (RapportTransaction *tx,
                                    const char         *kind,
                                    gint64              entity,
                                    GHashTable         *values,
                                    gint64              changed_at,
                                    gboolean            is_new,
                                    GError            **error);

/* Whether rows of other entities that @operation did not make use this one, so that undo must leave it alone. */
gboolean rapport_projection_in_use (RapportTransaction *tx,
                                    const char         *kind,
                                    gint64              entity,
                                    gint64              operation);

/* Empties every projection, before the journal tells everything again. */
gboolean rapport_projection_clear  (RapportTransaction *tx,
                                    GError            **error);

/* The names of the tables that are projections, for the comparison; %NULL-terminated. */
const char * const *rapport_projection_tables (void);

/* For values that refer to another entity: its number, entered without a kind if it has not come yet (store/journal.c). */
gint64   rapport_transaction_refer (RapportTransaction *self,
                                    const char         *uuid);

G_END_DECLS
