/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHANGES_WINDOW (rapport_changes_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportChangesWindow, rapport_changes_window, RAPPORT, CHANGES_WINDOW, AdwWindow)

/* Looks at a file of changes, says what it would do, and takes it in. */

void rapport_changes_window_choose (RapportWindow *window);
void rapport_changes_window_open   (RapportWindow *window,
                                    GFile         *file);

G_END_DECLS
