/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/erase.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ERASE_WINDOW (rapport_erase_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportEraseWindow, rapport_erase_window, RAPPORT, ERASE_WINDOW, AdwWindow)

/* Asks first. Then shows how far it is, and at the end the account, which can be saved. */
void rapport_erase_window_ask_member (GtkWindow      *parent,
                                      RapportSession *session,
                                      gint64          member);
void rapport_erase_window_ask_import (GtkWindow      *parent,
                                      RapportSession *session,
                                      gint64          operation);

G_END_DECLS
