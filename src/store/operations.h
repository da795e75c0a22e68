/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/history.h"

G_BEGIN_DECLS

/* What history and undo share. */
RapportOperation *rapport_reading_operation (RapportReading *self,
                                             gint64          no);

gint64            rapport_reading_undone_by (RapportReading *self,
                                             gint64          operation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOperation, rapport_operation_free)

G_END_DECLS
