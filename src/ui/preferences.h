/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PREFERENCES (rapport_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RapportPreferences, rapport_preferences, RAPPORT, PREFERENCES, AdwPreferencesWindow)

/* @session: (nullable): whose file and programme are named. */
GtkWidget *rapport_preferences_new (RapportSession *session);

G_END_DECLS
