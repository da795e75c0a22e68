/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/find.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIND_PANE (rapport_find_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportFindPane, rapport_find_pane, RAPPORT, FIND_PANE, AdwBin)

/* Somebody who was found, as far as who looks may see them, how the score comes about, and Request….
 * Signals: "request" (): the button was pressed. "profile" (): the name was. */
void     rapport_find_pane_set         (RapportFindPane         *self,
                                        RapportSession          *session,
                                        const RapportFindResult *result,
                                        const RapportFindRow    *row);
gboolean rapport_find_pane_can_request (RapportFindPane         *self);

G_END_DECLS
