/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/members.h"
#include "model/policy.h"
#include "ui/drawing.h"

G_BEGIN_DECLS

/** How a member's state is shown: one badge, the most urgent. */
typedef struct {
  RapportTone tone;
  const char *icon_name;
  const char *word;
} RapportStateWords;

const RapportStateWords *rapport_state_words        (RapportStates           badge);
const char              *rapport_states_value_label (RapportStates           state);
char                    *rapport_state_sentence     (const RapportMemberRow *row);
char                    *rapport_word_alone         (const char             *word);
char                    *rapport_roles_label        (RapportRoles            roles,
                                                     const RapportPolicy    *policy);
char                    *rapport_member_second_line (const RapportMemberRow *row,
                                                     gboolean                with_country);

G_END_DECLS
