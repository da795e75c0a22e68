/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** In which state a request is: follows from its facts and the time, and is never typed in (I04, I19, I20). */
typedef enum {
  RAPPORT_REQUEST_OPEN,
  RAPPORT_REQUEST_ACCEPTED,
  RAPPORT_REQUEST_DECLINED,
  RAPPORT_REQUEST_WITHDRAWN,
  RAPPORT_REQUEST_EXPIRED,
} RapportRequestState;

/** The facts of a request that decide; instants are unix seconds, 0 where it did not happen. */
typedef struct {
  gint64 sent_at;
  gint64 remind_at;
  gint64 expires_at;
  gint64 saved_at;
  gint64 reminded_at;
  gint64 withdrawn_at;
  gint64 answered_at;
  const char *answer;  /* "", "accepted" or "declined" */
  gboolean contested;  /* answered differently on two replicas: counts as accepted (DESIGN §3) */
} RapportRequestFacts;

/** In which state a partnership is (I04, I06, I09). */
typedef enum {
  RAPPORT_PARTNERSHIP_PENDING,
  RAPPORT_PARTNERSHIP_ACTIVE,
  RAPPORT_PARTNERSHIP_ENDED,
} RapportPartnershipState;

/** The facts of a partnership that decide; dates are text, "" where there is none. */
typedef struct {
  const char *starts_on;
  const char *ends_on;
  const char *ended_on;
  gboolean legacy;
} RapportPartnershipFacts;

RapportRequestState      rapport_request_state            (const RapportRequestFacts     *facts,
                                                           gint64                         now);
gboolean                 rapport_request_is_saved         (const RapportRequestFacts     *facts,
                                                           gint64                         now);
gboolean                 rapport_request_reminder_is_due  (const RapportRequestFacts     *facts,
                                                           gint64                         now);
const char              *rapport_request_state_id         (RapportRequestState            state);
const char              *rapport_request_state_label      (RapportRequestState            state);

RapportPartnershipState  rapport_partnership_state        (const RapportPartnershipFacts *facts,
                                                           const char                    *today);
gboolean                 rapport_partnership_ends_soon    (const RapportPartnershipFacts *facts,
                                                           const char                    *today,
                                                           int                            days);
gboolean                 rapport_partnership_ended_early  (const RapportPartnershipFacts *facts);
const char              *rapport_partnership_state_id     (RapportPartnershipState        state);
const char              *rapport_partnership_state_label  (RapportPartnershipState        state);

G_END_DECLS
