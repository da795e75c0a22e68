/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/partnerships.h"
#include "ui/drawn-row.h"

G_BEGIN_DECLS

/* Where the columns of a row stand, for the captions above them; 0 where a column has folded away. From the right: next
 * step, last met, term. */
typedef struct {
  int badge;
  int term;
  int strip;
  int last;
  int step;
  int names_width;
  int last_width;
} RapportPairColumns;

void rapport_pair_columns (int                       width,
                           RapportPartnershipsGroup  group,
                           RapportPairColumns       *columns);

/* The console's rows of two people: one line, or a card where there is little room. Data: RapportListedPair. */
#define RAPPORT_TYPE_PAIR_ROW (rapport_pair_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportPairRow, rapport_pair_row, RAPPORT, PAIR_ROW, RapportDrawnRow)

#define RAPPORT_TYPE_PAIR_CARD (rapport_pair_card_get_type ())
G_DECLARE_FINAL_TYPE (RapportPairCard, rapport_pair_card, RAPPORT, PAIR_CARD, RapportDrawnRow)

G_END_DECLS
