/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FAILED_WINDOW (rapport_failed_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportFailedWindow, rapport_failed_window, RAPPORT, FAILED_WINDOW, AdwApplicationWindow)

RapportFailedWindow *rapport_failed_window_new (GtkApplication *application,
                                                const char     *path,
                                                const GError   *error);

G_END_DECLS
