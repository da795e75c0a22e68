/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/viewer.h"
#include "services/member-profile.h"
#include "store/letters.h"
#include "store/partnerships.h"

G_BEGIN_DECLS

/**
 * RapportMemberSummary:
 * @profile: what the viewer may see of it
 * @row: the member's part and state in the programme
 * @partnerships: (element-type RapportPartnershipRow): active first; none of others' for a member who looks
 * @letters: (nullable) (element-type RapportLetterRow): to and about them, for the office alone
 *
 * What the pane beside a list shows of one member.
 */
typedef struct {
  RapportMemberProfile *profile;
  RapportMemberRow *row;
  GPtrArray *partnerships;
  GPtrArray *letters;
} RapportMemberSummary;

/** Data of rapport_member_summary_query(). */
typedef struct {
  gint64 member;
  gint64 programme;
  gboolean request_takes_place;
  RapportViewer viewer;
} RapportMemberSummaryAsk;

void     rapport_member_summary_free  (RapportMemberSummary *self);
gpointer rapport_member_summary_query (RapportReading       *reading,
                                       gpointer              data,
                                       GCancellable         *cancellable,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberSummary, rapport_member_summary_free)

G_END_DECLS
