/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/letters.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LETTER_PANE (rapport_letter_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportLetterPane, rapport_letter_pane, RAPPORT, LETTER_PANE, AdwBin)

/* A letter beside the list. Signal "act" (RapportLetterPane *, const char *what): "send", "edit", "open", "save", "sent",
 * "hold" or "discard". */

void rapport_letter_pane_set (RapportLetterPane      *self,
                              const RapportLetterRow *row);

G_END_DECLS
