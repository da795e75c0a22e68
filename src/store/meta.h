/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* The table meta: what the file says about itself. */
#define RAPPORT_META_REPLICA "replica"       /* the name under which this copy writes */
#define RAPPORT_META_EPOCH "epoch"           /* turned when a process begins to write under that name */
#define RAPPORT_META_CLOCK "clock"           /* the greatest ordering clock met */
#define RAPPORT_META_GENERATION "generation" /* a new one says: forget all you have read */
#define RAPPORT_META_UNTIDY "untidy"         /* something was erased, and backups and drafts may hold it still */

char    *rapport_reading_meta    (RapportReading  *self,
                                  const char      *key,
                                  GError         **error);
gboolean rapport_reading_set_meta (RapportReading *self,
                                   const char     *key,
                                   const char     *value,
                                   GError        **error);
gboolean rapport_reading_drop_meta (RapportReading *self,
                                    const char     *key,
                                    GError        **error);
/* For what leaves other rows behind numbers that somebody may have read. */
gboolean rapport_reading_renew_generation (RapportReading *self,
                                           GError        **error);

G_END_DECLS
