/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/drafts.h"
#include "services/meetings.h"

G_BEGIN_DECLS

GHashTable *rapport_meeting_draft_values (RapportMeeting     *meeting);
void        rapport_meeting_draft_apply  (const RapportDraft *draft,
                                          RapportMeeting     *meeting);

G_END_DECLS
