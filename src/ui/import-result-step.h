/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/import-job.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_RESULT_STEP (rapport_import_result_step_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportResultStep, rapport_import_result_step, RAPPORT, IMPORT_RESULT_STEP, AdwBin)

/* The last step: what was done. Signals: "save-rejected", "undo", "show-members". */
void rapport_import_result_step_set_job    (RapportImportResultStep *self,
                                            const RapportImportJob  *job);
void rapport_import_result_step_set_undone (RapportImportResultStep *self);
void rapport_import_result_step_show_error (RapportImportResultStep *self,
                                            const char              *message);
void rapport_import_result_step_set_narrow (RapportImportResultStep *self,
                                            gboolean                 narrow);

G_END_DECLS
