/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/import-job.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_ENTRY (rapport_import_entry_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportEntry, rapport_import_entry, RAPPORT, IMPORT_ENTRY, GObject)

/* A row of the check as lists want it; it borrows from the job's report. */
RapportImportEntry      *rapport_import_entry_new      (RapportImportJob        *job,
                                                        const RapportImportItem *item);
RapportImportJob        *rapport_import_entry_get_job  (RapportImportEntry      *self);
const RapportImportItem *rapport_import_entry_get_item (RapportImportEntry      *self);

G_END_DECLS
