/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_DAY_ROW (rapport_day_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportDayRow, rapport_day_row, RAPPORT, DAY_ROW, AdwEntryRow)

/* A day that is typed as 2026-11-19, or chosen from a calendar while the row is editable. */
GtkWidget *rapport_day_row_new (void);

G_END_DECLS
