/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/policy.h"
#include "services/find.h"
#include "services/member-profile.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_NEED_FORM (rapport_need_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportNeedForm, rapport_need_form, RAPPORT, NEED_FORM, AdwBin)

GtkWidget       *rapport_need_form_new      (const RapportFindNeed *need,
                                             RapportMemberProfile  *profile,
                                             RapportPolicy         *policy);
RapportFindNeed *rapport_need_form_dup_need (RapportNeedForm       *self);

G_END_DECLS
