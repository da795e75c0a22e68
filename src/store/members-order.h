/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/member-snapshot.h"

G_BEGIN_DECLS

void rapport_members_order (const RapportMemberSnapshot *snapshot,
                            const RapportParticipation  *participation,
                            const RapportMemberQuery    *query,
                            const guint8                *states,
                            const guint8                *matches,
                            GArray                      *ids);

G_END_DECLS
