/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/partnerships.h"
#include "ui/drawing.h"

G_BEGIN_DECLS

/* How a partnership is spoken of on every page. */
char       *rapport_partnership_areas      (const RapportPartnershipRow *row);
char       *rapport_partnership_sentence   (const RapportPartnershipRow *row);
GtkWidget  *rapport_partnership_badge_new  (const RapportPartnershipRow *row,
                                            const char                  *today);

/** The one badge of a row: the most urgent thing, else the state. */
typedef struct {
  RapportTone tone;
  const char *icon;
  char *word;       /* owned */
} RapportPartnershipBadge;

void        rapport_partnership_badge      (const RapportPartnershipRow *row,
                                            const char                  *today,
                                            RapportPartnershipBadge     *badge);

G_END_DECLS
