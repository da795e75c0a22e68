/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/member-form.h"
#include "ui/page.h"

G_BEGIN_DECLS

void rapport_draft_toast_show (RapportPage       *page,
                               RapportMemberForm *form,
                               const char        *key,
                               const char        *target);

G_END_DECLS
