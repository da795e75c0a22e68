/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/import-source.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_FILE_STEP (rapport_import_file_step_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportFileStep, rapport_import_file_step, RAPPORT, IMPORT_FILE_STEP, AdwBin)

/* The first step: drop, choose or paste. Signal "chosen" (RapportImportSource *source): taken by whoever handles it. */
void rapport_import_file_step_show_error (RapportImportFileStep *self,
                                          const char            *message);
void rapport_import_file_step_refresh    (RapportImportFileStep *self);

G_END_DECLS
