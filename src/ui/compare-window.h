/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/find.h"

G_BEGIN_DECLS

/** More do not fit side by side. */
#define RAPPORT_MOST_COMPARED 4

#define RAPPORT_TYPE_COMPARE_WINDOW (rapport_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportCompareWindow, rapport_compare_window, RAPPORT, COMPARE_WINDOW, AdwWindow)

/* Some of those who were found, side by side. Signals: "chosen" (gint64 member): this one is looked at more closely, and
 * the window is gone; "removed" (gint64 member): no longer compared. */
GtkWidget *rapport_compare_window_new (GtkWindow *parent,
                                       GPtrArray *rows);

G_END_DECLS
