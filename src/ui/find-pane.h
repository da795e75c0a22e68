/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/find.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIND_PANE (rapport_find_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportFindPane, rapport_find_pane, RAPPORT, FIND_PANE, AdwBin)

/* Somebody who was found, as far as who looks may see them, how the score comes about, and Request….
 * Signals: "request", "profile": the button was pressed; "compare" (gboolean): put beside others, or not any more. */
void     rapport_find_pane_set         (RapportFindPane         *self,
                                        RapportSession          *session,
                                        const RapportFindResult *result,
                                        const RapportFindRow    *row);
gboolean rapport_find_pane_can_request (RapportFindPane         *self);
void     rapport_find_pane_set_compared (RapportFindPane        *self,
                                        gboolean                 compared,
                                        gboolean                 can);

G_END_DECLS
