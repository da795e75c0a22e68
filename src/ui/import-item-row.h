/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/import-entry.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_ITEM_ROW (rapport_import_item_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportItemRow, rapport_import_item_row, RAPPORT, IMPORT_ITEM_ROW, AdwBin)

/* One row of the check: who it is, what is wrong, changed or doubtful, and what can be said about it.
 * Signals: "decided": the job's answers are others now; "corrected" (gint64 row, guint column, const char *text). */
GtkWidget *rapport_import_item_row_new        (void);
void       rapport_import_item_row_set_entry  (RapportImportItemRow *self,
                                               RapportImportEntry   *entry);
void       rapport_import_item_row_set_narrow (RapportImportItemRow *self,
                                               gboolean              narrow);
/* The row as a screen reader says it. */
char      *rapport_import_item_describe       (const RapportImportItem *item);

G_END_DECLS
