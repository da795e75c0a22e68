/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/drafts.h"
#include "services/member-form.h"
#include "model/clock.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_DRAFT_KEEPER (rapport_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (RapportDraftKeeper, rapport_draft_keeper, RAPPORT, DRAFT_KEEPER, GObject)

/* Signal "kept" (RapportDraftKeeper *, gint64 when): the draft is on the disk. Signal "failed" (GError *). */

RapportDraftKeeper *rapport_draft_keeper_new    (RapportMemberForm  *form,
                                                 const char         *key,
                                                 RapportClock       *clock);
RapportDraftKeeper *rapport_draft_keeper_new_for (GHashTable       *(*values) (gpointer owner),
                                                 gpointer            owner,
                                                 const char         *key,
                                                 RapportClock       *clock);
void                rapport_draft_keeper_keep   (RapportDraftKeeper *self);
void                rapport_draft_keeper_forget (RapportDraftKeeper *self);
void                rapport_draft_keeper_clear  (RapportDraftKeeper *self);
void                rapport_draft_keeper_flush  (RapportDraftKeeper *self);

G_END_DECLS
