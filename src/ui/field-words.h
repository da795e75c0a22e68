/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/member-form.h"
#include "services/member-profile.h"

G_BEGIN_DECLS

char *rapport_field_value_words (const RapportField         *field,
                                 const char                 *name,
                                 GVariant                   *value,
                                 const RapportMemberProfile *profile);

G_END_DECLS
