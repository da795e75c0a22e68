/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/member-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SKILL_ROW (rapport_skill_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportSkillRow, rapport_skill_row, RAPPORT, SKILL_ROW, AdwPreferencesRow)

/* Signal "removed" (RapportSkillRow *): the skill is taken away. */

GtkWidget  *rapport_skill_row_new     (RapportMemberForm *form,
                                       const char        *key,
                                       const char        *label,
                                       gboolean           read_only);
void        rapport_skill_row_edit    (RapportSkillRow   *self);
const char *rapport_skill_row_get_key (RapportSkillRow   *self);

G_END_DECLS
