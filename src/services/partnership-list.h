/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/term-months.h"
#include "services/read-list.h"
#include "services/session.h"
#include "store/partnerships.h"

G_BEGIN_DECLS

/**
 * RapportListedPair:
 * @no: the partnership's number, or of a request that waits for an answer the request's
 * @is_request: asked and not answered: pending (I04)
 * @last_day: of the answer, for a request
 * @months: (element-type RapportTermMonth): the strip
 * @elapsed: "6 of 12 months"
 * @share: of the term, 0 to 1
 * @today: in the programme's zone
 *
 * What the console shows of two people. Of a request, @row has what a partnership would have.
 */
typedef struct {
  gint64 no;
  gboolean is_request;
  char *last_day;
  RapportPartnershipRow *row;
  GArray *months;
  char *elapsed;
  double share;
  char *today;
} RapportListedPair;

/* Asks @list for the partnerships of the console, as the session's viewer sees them: its rows are RapportListedPair, and
 * beside them are the RapportPartnershipCounts of the programme, or of the viewer; requests that wait count as pending. */
void rapport_partnership_list_ask (RapportReadList          *list,
                                   RapportSession           *session,
                                   RapportPartnershipsGroup  group,
                                   const char               *text,
                                   RapportPartnershipAlerts  alerts,
                                   RapportPartnershipsSort   sort);

G_END_DECLS
