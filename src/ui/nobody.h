/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "ui/member-filters.h"

G_BEGIN_DECLS

/* Stands where the list is when nobody matches: "clear" and "leave-out" (a RapportMemberFilter) are what it offers. */
#define RAPPORT_TYPE_NOBODY (rapport_nobody_get_type ())
G_DECLARE_FINAL_TYPE (RapportNobody, rapport_nobody, RAPPORT, NOBODY, AdwBin)

void rapport_nobody_show (RapportNobody            *self,
                          RapportSession           *session,
                          const RapportMemberQuery *query);

G_END_DECLS
