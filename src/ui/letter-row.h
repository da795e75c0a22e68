/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/letters.h"
#include "ui/drawn-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LETTER_LIST_ROW (rapport_letter_list_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportLetterListRow, rapport_letter_list_row, RAPPORT, LETTER_LIST_ROW, RapportDrawnRow)

/* A letter in a list: its data is a RapportLetterRow. */

/** Tone, icon and word of the badge that tells how far a letter is. */
typedef struct {
  RapportTone tone;
  const char *icon;
  const char *label;
} RapportLetterBadge;

RapportLetterBadge rapport_letter_badge (const RapportLetterRow *row);

G_END_DECLS
