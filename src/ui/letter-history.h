/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/letters.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LETTER_HISTORY (rapport_letter_history_get_type ())
G_DECLARE_FINAL_TYPE (RapportLetterHistory, rapport_letter_history, RAPPORT, LETTER_HISTORY, AdwBin)

/* The letters to and about somebody, or about two: the newest first, each one click from itself in the Outbox. */

/* @letters: (nullable) (element-type RapportLetterRow): %NULL or none: nothing is shown. Days are those of @zone, told from
 * @today. */
void rapport_letter_history_set (RapportLetterHistory *self,
                                 const GPtrArray      *letters,
                                 const char           *zone,
                                 const char           *today);

G_END_DECLS
