/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawn-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIND_LIST_ROW (rapport_find_list_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportFindListRow, rapport_find_list_row, RAPPORT, FIND_LIST_ROW, RapportDrawnRow)

/* A result of a search as a card: its data is a RapportFindRow. */
RapportTone rapport_find_badge_tone (int badge);
const char *rapport_find_badge_icon (int badge);

G_END_DECLS
