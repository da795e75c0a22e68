/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "exchange/sheet-layout.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SHEET_PREVIEW (rapport_sheet_preview_get_type ())
G_DECLARE_FINAL_TYPE (RapportSheetPreview, rapport_sheet_preview, RAPPORT, SHEET_PREVIEW, AdwWindow)

/* Tracking sheets as they will be printed, on A4 or Letter, to print or to save as PDF; needs no printer.
 * @sheets: (transfer full) (element-type RapportSheet). */
GtkWidget *rapport_sheet_preview_new (GPtrArray *sheets);

G_END_DECLS
