/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "model/states.h"

G_BEGIN_DECLS

/** What somebody should look at in an active partnership. */
typedef enum {
  RAPPORT_ALERT_NO_MEETING = 1 << 0,  /* the first contact is overdue (B13, T08) */
  RAPPORT_ALERT_UNSIGNED = 1 << 1,    /* a meeting waits for a signature (W07) */
  RAPPORT_ALERT_ENDING_SOON = 1 << 2, /* I06 */
  RAPPORT_ALERT_LOST_TOUCH = 1 << 3,  /* T18 */
  RAPPORT_ALERT_LEGACY = 1 << 4,      /* I05: no alert but a mark, and no alert of the term */
} RapportPartnershipAlerts;

#define RAPPORT_N_ALERTS 5

/** What is known of the contact of the two. Dates are text, "" where there was none. */
typedef struct {
  const char *last_contact;   /* meeting or check-in */
  guint n_entries;
  guint n_unsigned;           /* entries that wait for a signature */
} RapportPartnershipContact;

RapportPartnershipAlerts rapport_partnership_alerts     (const RapportPartnershipFacts   *facts,
                                                         const RapportPartnershipContact *contact,
                                                         const RapportPolicy             *policy,
                                                         const char                      *today);
RapportPartnershipAlerts rapport_partnership_urgent     (RapportPartnershipAlerts         alerts);
char                    *rapport_partnership_alert_word (RapportPartnershipAlerts         alert,
                                                         const RapportPartnershipFacts   *facts,
                                                         const char                      *today);
char                    *rapport_partnership_next_step  (RapportPartnershipAlerts         alert,
                                                         const char                      *unsigned_on,
                                                         const char                      *today);

G_END_DECLS
