/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_DRAFT_BAR (rapport_draft_bar_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportDraftBar, rapport_draft_bar, RAPPORT, DRAFT_BAR, AdwBin)

/**
 * RapportDraftBarClass:
 * @look: finds out whether there are drafts now, and says so with rapport_draft_bar_offer()
 * @go_on: opens what was offered
 *
 * Offers again what was typed into a form and not saved.
 */
struct _RapportDraftBarClass
{
  AdwBinClass parent_class;

  void (*look)  (RapportDraftBar *self);
  void (*go_on) (RapportDraftBar *self);
};

void            rapport_draft_bar_look        (RapportDraftBar *self,
                                               RapportSession  *session);

/* For subclasses. @words may be %NULL: there is nothing to offer. */
void            rapport_draft_bar_offer       (RapportDraftBar *self,
                                               const char      *words);
RapportSession *rapport_draft_bar_get_session (RapportDraftBar *self);
const char     *rapport_draft_bar_get_path    (RapportDraftBar *self);

/* Of profiles. */
#define RAPPORT_TYPE_MEMBER_DRAFT_BAR (rapport_member_draft_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportMemberDraftBar, rapport_member_draft_bar, RAPPORT, MEMBER_DRAFT_BAR, RapportDraftBar)

/* Of requests, by whoever the session's viewer is. */
#define RAPPORT_TYPE_REQUEST_DRAFT_BAR (rapport_request_draft_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestDraftBar, rapport_request_draft_bar, RAPPORT, REQUEST_DRAFT_BAR, RapportDraftBar)

G_END_DECLS
