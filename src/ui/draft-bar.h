/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

/* Offers again what was typed into a profile and not saved before the application ended. */
#define RAPPORT_TYPE_DRAFT_BAR (rapport_draft_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportDraftBar, rapport_draft_bar, RAPPORT, DRAFT_BAR, AdwBin)

void rapport_draft_bar_look (RapportDraftBar *self,
                             RapportSession  *session);

G_END_DECLS
