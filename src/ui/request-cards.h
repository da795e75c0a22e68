/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REQUEST_CARDS (rapport_request_cards_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestCards, rapport_request_cards, RAPPORT, REQUEST_CARDS, AdwBin)

/* The requests of one member on a narrow screen: cards that are answered where they stand. Signals: "answer" (gint64
 * request, "accept", "save" or "decline"); "opened" (gint64 request). */
void rapport_request_cards_set_rows (RapportRequestCards *self,
                                     RapportSession      *session,
                                     const GPtrArray     *rows);

G_END_DECLS
