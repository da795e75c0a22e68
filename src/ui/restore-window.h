/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_RESTORE_WINDOW (rapport_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportRestoreWindow, rapport_restore_window, RAPPORT, RESTORE_WINDOW, AdwWindow)

/* The backups with what is in each; one is looked at beside what is here now, and restored. Then the main window says so,
 * with a way back. */
RapportRestoreWindow *rapport_restore_window_new  (RapportWindow        *window);
/* Looks at a file at once. */
void                  rapport_restore_window_look (RapportRestoreWindow *self,
                                                   const char           *path);

G_END_DECLS
