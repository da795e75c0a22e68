/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/session.h"
#include "store/members.h"
#include "ui/nobody.h"

G_BEGIN_DECLS

void rapport_member_blame_show (RapportNobody            *nobody,
                                RapportSession           *session,
                                const RapportMemberQuery *query);

G_END_DECLS
