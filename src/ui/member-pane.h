/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/member-summary.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEMBER_PANE (rapport_member_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportMemberPane, rapport_member_pane, RAPPORT, MEMBER_PANE, AdwBin)

/* The pane beside the list of members: who it is, how to reach them, what they do here. Its buttons use the actions
 * "win.edit", "win.delete", "win.go" and "members.…". */

void rapport_member_pane_show (RapportMemberPane          *self,
                               RapportSession             *session,
                               const RapportMemberSummary *summary);

G_END_DECLS
