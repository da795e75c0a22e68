/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/policy.h"
#include "services/find.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIND_NEED_BAR (rapport_find_need_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportFindNeedBar, rapport_find_need_bar, RAPPORT, FIND_NEED_BAR, AdwBin)

/* On top of Find: who looks, and for what. Signals: "change", "someone-else": a button was pressed. */
void rapport_find_need_bar_set        (RapportFindNeedBar      *self,
                                       const RapportFindResult *result,
                                       const char              *looked_for,
                                       gboolean                 office);
void rapport_find_need_bar_choose     (RapportFindNeedBar      *self);
void rapport_find_need_bar_set_narrow (RapportFindNeedBar      *self,
                                       gboolean                 narrow);

G_END_DECLS
