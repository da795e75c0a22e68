/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* A replica's name belongs to one file (DESIGN §3, "Replicas"). What was copied or put back from a copy must not go on
 * under it, or two different changes would have one name. So an epoch stands in the file and, with the machine, the
 * device, the inode and the last number taken, in $XDG_STATE_HOME; both are compared and turned by the first transaction
 * that names a change. What does not agree takes a new name. */
typedef struct _RapportEpoch RapportEpoch;

/* Inside a transaction: whether @replica, whose last change is @seq, may go on in this file. */
gboolean rapport_epoch_is_ours    (RapportReading     *reading,
                                   const char         *replica,
                                   gint64              seq);
/* Inside a transaction that names changes of @replica: turns the epoch, once for each opening of the file. */
gboolean rapport_epoch_turn       (RapportReading     *reading,
                                   const char         *replica,
                                   GError            **error);
/* Inside it: the last number that it has taken. */
void     rapport_epoch_take       (RapportReading     *reading,
                                   gint64              seq);
/* After it. */
void     rapport_epoch_committed  (RapportReading     *reading);
void     rapport_epoch_rolled_back (RapportReading    *reading);
void     rapport_epoch_free       (RapportEpoch       *self);
/* Takes name and epoch out of a file that is to become another copy. Inside a transaction. */
gboolean rapport_epoch_strip      (RapportReading     *reading,
                                   GError            **error);

G_END_DECLS
