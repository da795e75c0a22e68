/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/members-page.h"

G_BEGIN_DECLS

/* What can be done with the members that are chosen: actions "members.…". */
GSimpleActionGroup *rapport_members_actions_new     (RapportMembersPage *page);
GtkWidget          *rapport_members_actions_new_bar (void);
void                rapport_members_actions_update  (RapportMembersPage *page,
                                                     GSimpleActionGroup *actions);

G_END_DECLS
