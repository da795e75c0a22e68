/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/members.h"

G_BEGIN_DECLS

/** What decides the states of a member in a programme today. */
typedef struct {
  gboolean mentor;
  gboolean mentee;
  gboolean mentor_paused;
  gboolean mentee_paused;
  int capacity;
  int taken;            /* partnerships as mentor that have not ended, and what else takes a place */
  int mentors;          /* partnerships as mentee that have not ended */
  int mentees;          /* partnerships as mentor that have not ended */
} RapportMemberFacts;

int           rapport_member_free_places (const RapportMemberFacts *facts);
RapportRoles  rapport_member_roles       (const RapportMemberFacts *facts);
RapportStates rapport_member_states      (const RapportMemberFacts *facts);
RapportStates rapport_member_badge       (RapportStates             states);
int           rapport_date_to_number     (const char               *date);
gboolean      rapport_pause_holds        (gboolean                  paused,
                                          int                       paused_until,
                                          int                       today);

G_END_DECLS
