/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "exchange/sheet-layout.h"

G_BEGIN_DECLS

/* Called when printing has come to an end; @error is %NULL when it went well or was cancelled. */
typedef void (*RapportSheetPrinted) (const GError *error,
                                     gpointer      data);

/* Asks how to print and prints; @sheets: (transfer full) (element-type RapportSheet). The dialog's own preview opens
 * the preview of ui/sheet-preview.h. */
void rapport_sheet_print (GtkWindow           *parent,
                          GPtrArray           *sheets,
                          RapportPaper         paper,
                          RapportSheetPrinted  printed,
                          gpointer             data);

G_END_DECLS
