/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/backups.h"

G_BEGIN_DECLS

/* A database that cannot be read: its newest backup that is whole, and that one in its place. There is no store then, so
 * the work has threads of its own; @source is passed to the callback. */
void               rapport_damaged_find_async     (GObject              *source,
                                                   const char           *database,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* NULL: there is none. */
RapportBackupItem *rapport_damaged_find_finish    (GAsyncResult         *result);

void               rapport_damaged_replace_async  (GObject              *source,
                                                   const char           *database,
                                                   const char           *backup,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Where the damaged file lies now. */
char              *rapport_damaged_replace_finish (GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
