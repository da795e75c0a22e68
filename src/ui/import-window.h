/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_WINDOW (rapport_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportWindow, rapport_import_window, RAPPORT, IMPORT_WINDOW, AdwWindow)

/* Imports a list of people in four steps: file, columns, check, result. Until the last nothing is written.
 * Signal "show-members": the user wants to see who came in; the window closes itself. */
GtkWidget *rapport_import_window_new  (RapportSession      *session);
void       rapport_import_window_open (RapportImportWindow *self,
                                       GFile               *file);
/* Cells copied in a spreadsheet. */
void       rapport_import_window_open_text (RapportImportWindow *self,
                                            const char          *text);

G_END_DECLS
