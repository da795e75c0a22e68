/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "services/import-mapping.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_COLUMN_ROW (rapport_import_column_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportColumnRow, rapport_import_column_row, RAPPORT, IMPORT_COLUMN_ROW, GtkListBoxRow)

/* One column of the file: how it was recognised, three of its values, and what it becomes.
 * Signal "changed": the user has said what the column becomes; other columns may be left out by that. */
GtkWidget *rapport_import_column_row_new        (RapportImportMapping   *mapping,
                                                 guint                   column);
void       rapport_import_column_row_refresh    (RapportImportColumnRow *self);
void       rapport_import_column_row_set_narrow (RapportImportColumnRow *self,
                                                 gboolean                narrow);

G_END_DECLS
