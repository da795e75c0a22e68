/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_STORED_WINDOW (rapport_stored_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportStoredWindow, rapport_stored_window, RAPPORT, STORED_WINDOW, AdwWindow)

/* What is stored where, how much it is and who can read it. */
GtkWidget *rapport_stored_window_new (RapportWindow *window);

G_END_DECLS
