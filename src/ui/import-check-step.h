/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/import-job.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_CHECK_STEP (rapport_import_check_step_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportCheckStep, rapport_import_check_step, RAPPORT, IMPORT_CHECK_STEP, AdwBin)

/* The third step: what the import would do, and the questions it has.
 * Signals: "decided": an answer is another now; "corrected" (gint64 row, guint column, const char *text): a cell is to
 * be put right, and the file checked again; "save-rejected". */
void rapport_import_check_step_set_job    (RapportImportCheckStep *self,
                                           RapportImportJob       *job);
void rapport_import_check_step_set_narrow (RapportImportCheckStep *self,
                                           gboolean                narrow);

G_END_DECLS
