/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/import-job.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_COLUMNS_STEP (rapport_import_columns_step_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportColumnsStep, rapport_import_columns_step, RAPPORT, IMPORT_COLUMNS_STEP, AdwBin)

/* The second step: what the columns become, and what holds for the whole file.
 * Signals: "format-changed": the file must be read anew; "changed": the mapping is another now. */
void rapport_import_columns_step_set_job    (RapportImportColumnsStep *self,
                                             RapportImportJob         *job);
void rapport_import_columns_step_set_narrow (RapportImportColumnsStep *self,
                                             gboolean                  narrow);

G_END_DECLS
