/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_HAPPENED_WINDOW (rapport_happened_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportHappenedWindow, rapport_happened_window, RAPPORT, HAPPENED_WINDOW, AdwWindow)

/* "What Happened": the latest operations, who did them and when. */
GtkWidget *rapport_happened_window_new (RapportSession *session);

G_END_DECLS
