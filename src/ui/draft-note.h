/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/drafts.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_DRAFT_NOTE (rapport_draft_note_get_type ())
G_DECLARE_FINAL_TYPE (RapportDraftNote, rapport_draft_note, RAPPORT, DRAFT_NOTE, AdwBin)

/* Keeps what is typed into a form, brings it back after a crash and then says so. The owner gives and takes its values.
 * Signal "thrown-away": the form begins anew. */

/* (transfer full) (nullable): name → GVariant of what is typed; %NULL where nothing is. */
typedef GHashTable *(*RapportDraftValues) (gpointer owner);

RapportDraft *rapport_draft_note_begin  (RapportDraftNote   *self,
                                         RapportSession     *session,
                                         const char         *form,
                                         const char         *what,
                                         RapportDraftValues  values,
                                         gpointer            owner);
void          rapport_draft_note_keep   (RapportDraftNote   *self);
void          rapport_draft_note_end    (RapportDraftNote   *self);
void          rapport_draft_note_forget (RapportDraftNote   *self);

/* Of the values of a draft; "" and 0 where there is none. */
const char   *rapport_draft_get_string  (const RapportDraft *draft,
                                         const char         *name);
gint64        rapport_draft_get_int     (const RapportDraft *draft,
                                         const char         *name);

G_END_DECLS
