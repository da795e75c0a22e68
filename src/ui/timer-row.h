/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TIMER_ROW (rapport_timer_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimerRow, rapport_timer_row, RAPPORT, TIMER_ROW, AdwActionRow)

/* Switches the timer of the housekeeping on and off, and says why where that cannot be. */

G_END_DECLS
