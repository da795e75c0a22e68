/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "store/requests.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REQUEST_PANE (rapport_request_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestPane, rapport_request_pane, RAPPORT, REQUEST_PANE, AdwBin)

/* A request as it was sent, what happened since, and what can be done now.
 * Signals: "answer" (string): "accept", "save", "decline", "withdraw", "remind" or "partnership". */
void rapport_request_pane_set (RapportRequestPane      *self,
                               RapportSession          *session,
                               const RapportRequestRow *row);

G_END_DECLS
