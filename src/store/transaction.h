/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* An entity is named by its number in this database (the INTEGER PRIMARY KEY of its projection) inside the process
 * and by its uuid in the journal. Values are GVariants; %NULL unsets. Several sets of one entity in one transaction
 * become one change. Projections are up to date for readings on the same transaction after rapport_transaction_flush(),
 * which commit does itself. */

RapportReading *rapport_transaction_reading       (RapportTransaction *self);
gint64          rapport_transaction_now           (RapportTransaction *self);
/* The name under which this copy writes; "" on a failure that the commit will tell. */
const char     *rapport_transaction_replica       (RapportTransaction *self);
GCancellable   *rapport_transaction_get_cancellable (RapportTransaction *self);

/* What the user did; title ids are listed in model/operations.h. @args are uuids and counts, never names. */
void            rapport_transaction_set_operation (RapportTransaction *self,
                                                   const char         *title,
                                                   const char * const *args);
/* The same of what was done to one thing. */
void            rapport_transaction_set_operation_on (RapportTransaction *self,
                                                      const char         *title,
                                                      gint64              entity);

gint64          rapport_transaction_entity        (RapportTransaction *self,
                                                   const char         *kind,
                                                   const char         *uuid);
gint64          rapport_transaction_new_entity    (RapportTransaction *self,
                                                   const char         *kind);
void            rapport_transaction_set           (RapportTransaction *self,
                                                   gint64              entity,
                                                   const char         *field,
                                                   GVariant           *value);
void            rapport_transaction_set_string    (RapportTransaction *self,
                                                   gint64              entity,
                                                   const char         *field,
                                                   const char         *value);
void            rapport_transaction_set_int       (RapportTransaction *self,
                                                   gint64              entity,
                                                   const char         *field,
                                                   gint64              value);
void            rapport_transaction_set_reference (RapportTransaction *self,
                                                   gint64              entity,
                                                   const char         *field,
                                                   gint64              target);
void            rapport_transaction_set_strv      (RapportTransaction *self,
                                                   gint64              entity,
                                                   const char         *field,
                                                   const char * const *values);
void            rapport_transaction_delete        (RapportTransaction *self,
                                                   gint64              entity);
void            rapport_transaction_delete_again  (RapportTransaction *self,
                                                   gint64              entity);
char           *rapport_transaction_add_blob      (RapportTransaction *self,
                                                   GBytes             *bytes);
gboolean        rapport_transaction_flush         (RapportTransaction *self,
                                                   GError            **error);

/* The shown value of a field (transfer full), %NULL when unset; and of all fields as a{sv}-like table name → GVariant. */
GVariant       *rapport_reading_get               (RapportReading     *self,
                                                   gint64              entity,
                                                   const char         *field);
GHashTable     *rapport_reading_get_all           (RapportReading     *self,
                                                   gint64              entity);
char           *rapport_reading_uuid              (RapportReading     *self,
                                                   gint64              entity);
char           *rapport_reading_kind              (RapportReading     *self,
                                                   gint64              entity);
gint64          rapport_reading_find              (RapportReading     *self,
                                                   const char         *uuid);
GBytes         *rapport_reading_blob              (RapportReading     *self,
                                                   const char         *hash);
gint64          rapport_reading_now               (RapportReading     *self);

G_END_DECLS
