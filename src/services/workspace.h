/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "store/letters.h"
#include "store/meetings.h"
#include "store/partnerships.h"
#include "store/requests.h"

G_BEGIN_DECLS

/**
 * RapportWorkspace:
 * @request: (nullable): what came before it, with its snapshot (I07)
 * @letters: (nullable) (element-type RapportLetterRow): of the partnership and of its request, for the office alone
 * @today: in the programme's zone
 *
 * All that the workspace of a partnership shows, of one moment.
 */
typedef struct {
  RapportPartnershipRow *row;
  RapportMeetingPair *pair;
  RapportMeetingLog *log;
  RapportRequestRow *request;
  GPtrArray *letters;
  RapportPolicy *policy;
  RapportViewer viewer;
  char *today;
} RapportWorkspace;

void     rapport_workspace_free            (RapportWorkspace       *self);
gboolean rapport_workspace_get_side        (const RapportWorkspace *self,
                                            RapportSide            *side);
char    *rapport_workspace_get_short_name  (const RapportWorkspace *self,
                                            RapportSide             side);

/* A RapportQuery: @data is a RapportMeetingsQuery; a RapportWorkspace. */
gpointer rapport_workspace_read            (RapportReading         *reading,
                                            gpointer                data,
                                            GCancellable           *cancellable,
                                            GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportWorkspace, rapport_workspace_free)

G_END_DECLS
