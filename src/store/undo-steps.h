/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operations.h"

G_BEGIN_DECLS

/* Which operation undo and redo take next. */
#define RAPPORT_TITLE_UNDO "undo"
#define RAPPORT_TITLE_REDO "redo"

gint64            rapport_reading_undo_step       (RapportReading *self,
                                                   const char     *author,
                                                   gboolean        redo);
RapportOperation *rapport_reading_first_operation (RapportReading *self,
                                                   gint64          no);
/* Who refers to others goes before those. */
int               rapport_undo_rank               (const char     *kind);

G_END_DECLS
