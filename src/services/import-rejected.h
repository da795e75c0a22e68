/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/import-job.h"

G_BEGIN_DECLS

guint rapport_import_save_rejected (RapportImportJob  *job,
                                    GFile             *file,
                                    GCancellable      *cancellable,
                                    GError           **error);

G_END_DECLS
