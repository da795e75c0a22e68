/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/term-months.h"
#include "services/row-source.h"
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

#define RAPPORT_TYPE_PARTNERSHIP_LIST (rapport_partnership_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportPartnershipList, rapport_partnership_list, RAPPORT, PARTNERSHIP_LIST, GObject)

/* The partnerships of the console, kept current: a RapportRowSource whose rows are RapportListedPair. Main context only.
 * Signals: "loaded" (); "failed" (GError). */
RapportPartnershipList         *rapport_partnership_list_new        (RapportSession           *session);
void                            rapport_partnership_list_set_query  (RapportPartnershipList   *self,
                                                                     RapportPartnershipsGroup  group,
                                                                     const char               *text,
                                                                     RapportPartnershipAlerts  alerts,
                                                                     RapportPartnershipsSort   sort);
gboolean                        rapport_partnership_list_is_loaded  (RapportPartnershipList   *self);
/* All of the programme, or of the viewer; requests that wait count as pending. */
const RapportPartnershipCounts *rapport_partnership_list_get_counts (RapportPartnershipList   *self);
guint                           rapport_partnership_list_get_n      (RapportPartnershipList   *self);
const RapportListedPair        *rapport_partnership_list_find       (RapportPartnershipList   *self,
                                                                     gint64                    no);

G_END_DECLS
