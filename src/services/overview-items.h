/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "services/overview.h"
#include "store/partnerships.h"
#include "store/requests.h"

G_BEGIN_DECLS

/* What the overview is made of, read once; for services/overview.c. */
typedef struct {
  const RapportPolicy *policy; /* Borrowed */
  RapportViewer viewer;
  char *today;
  GPtrArray *requests;         /* open ones, the soonest to expire first */
  GPtrArray *partnerships;     /* active ones, the most urgent first */
  guint open;
  guint received;
  guint sent;
  guint expiring;
  guint active;
  guint began_this_month;
  guint in_contact;            /* this month */
  guint requests_pressing;
  guint partnerships_pressing;
  char *last_met;
} RapportOverviewFacts;

RapportOverviewFacts *rapport_overview_facts_load       (RapportReading              *reading,
                                                         const RapportOverviewQuery  *query,
                                                         const RapportPolicy         *policy,
                                                         GCancellable                *cancellable,
                                                         GError                     **error);
void                  rapport_overview_facts_free       (RapportOverviewFacts        *self);

gboolean              rapport_overview_request_presses  (const RapportRequestRow     *row,
                                                         const RapportOverviewFacts  *facts);
RapportOverviewItem  *rapport_overview_item_of_request  (const RapportRequestRow     *row,
                                                         const RapportOverviewFacts  *facts);
RapportOverviewItem  *rapport_overview_item_of_unsigned (const RapportPartnershipRow *row,
                                                         const RapportOverviewFacts  *facts);
RapportOverviewItem  *rapport_overview_item_of_waiting  (const RapportWaitingMentee  *mentee,
                                                         const RapportOverviewFacts  *facts);
/* @alert 0: starred. */
RapportOverviewItem  *rapport_overview_item_of_alert    (const RapportPartnershipRow *row,
                                                         RapportPartnershipAlerts     alert,
                                                         const RapportOverviewFacts  *facts);
void                  rapport_overview_item_free        (gpointer                     data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOverviewFacts, rapport_overview_facts_free)

G_END_DECLS
