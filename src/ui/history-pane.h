/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/field-history.h"
#include "services/member-profile.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_HISTORY_PANE (rapport_history_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportHistoryPane, rapport_history_pane, RAPPORT, HISTORY_PANE, AdwBin)

/* Signals: "restore" (RapportHistoryPane *, RapportHistoryEntry *, gboolean choose): somebody wants this version back.
 * "close". */

void        rapport_history_pane_show_field (RapportHistoryPane         *self,
                                             RapportSession             *session,
                                             const RapportMemberProfile *profile,
                                             const char                 *name,
                                             const char                 *label);
const char *rapport_history_pane_get_name   (RapportHistoryPane         *self);

G_END_DECLS
