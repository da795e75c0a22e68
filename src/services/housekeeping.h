/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/outbox.h"
#include "services/sender.h"

G_BEGIN_DECLS

/* The systemd user units that do it every hour; the timer is what is switched on. */
#define RAPPORT_HOUSEKEEPING_TIMER "rapport-housekeeping.timer"
#define RAPPORT_HOUSEKEEPING_SERVICE "rapport-housekeeping.service"

/**
 * RapportHousekeeping:
 * @due: what time has called for
 * @backup: (nullable): path of the daily backup, where one was due
 * @sent: what came of the queued letters
 * @problems: (element-type utf8): what could not be done and why, sentences for people
 *
 * Result of rapport_housekeeping_run().
 */
typedef struct {
  RapportOutboxDue due;
  char *backup;
  RapportSenderResult sent;
  GPtrArray *problems;
} RapportHousekeeping;

RapportHousekeeping *rapport_housekeeping_new  (void);
void                 rapport_housekeeping_free (RapportHousekeeping  *self);
/* Makes the daily backup, drafts what is due and what has run out, and sends what is queued. Nobody is asked anything: a
 * locked keyring is a problem that is noted, and so is a disk without room. Blocks. %FALSE with @error: nothing could be
 * written (RAPPORT_STORE_ERROR_BUSY: another process does something long). */
gboolean             rapport_housekeeping_run  (RapportStore         *store,
                                                RapportHousekeeping  *self,
                                                GCancellable         *cancellable,
                                                GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportHousekeeping, rapport_housekeeping_free)

G_END_DECLS
