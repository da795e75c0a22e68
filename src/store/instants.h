/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* The next instant at which something is in another state without anybody's doing: a reminder falls due, a request
 * expires, a term ends, a day begins in @time_zone. */
gint64 rapport_instants_next (RapportReading *reading,
                              gint64          programme,
                              const char     *time_zone);

G_END_DECLS
