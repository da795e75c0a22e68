/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "services/member-profile.h"
#include "ui/field-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_TAGS_ROW (rapport_tags_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportTagsRow, rapport_tags_row, RAPPORT, TAGS_ROW, RapportFieldRow)

GtkWidget *rapport_tags_row_new (RapportMemberForm          *form,
                                 const RapportField         *field,
                                 const RapportPolicy        *policy,
                                 const RapportMemberProfile *profile);

G_END_DECLS
