/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"

G_BEGIN_DECLS

/**
 * RapportRequestTerms:
 * @remind_days: a reminder is due from this day after the sending
 * @remind_again_days: and a second one from this day, where the first has been sent; 0: none
 * @expire_days: the last day on which an answer counts
 * @time_zone: (not nullable): in which these days end
 *
 * What was in force when a request was sent. It is kept in its snapshot, so that a changed policy does not move the
 * clock of a request under way (C15).
 */
typedef struct {
  int remind_days;
  int remind_again_days;
  int expire_days;
  char *time_zone;
} RapportRequestTerms;

void   rapport_request_terms_from_policy   (RapportRequestTerms *terms,
                                            const RapportPolicy *policy);
void   rapport_request_terms_from_snapshot (RapportRequestTerms *terms,
                                            const char          *snapshot);
void   rapport_request_terms_clear         (RapportRequestTerms *terms);

gint64 rapport_request_remind_at           (const RapportRequestTerms *terms,
                                            gint64                     sent_at,
                                            gint64                     reminded_at);
gint64 rapport_request_expires_at          (const RapportRequestTerms *terms,
                                            gint64                     sent_at);
char  *rapport_request_last_day            (const RapportRequestTerms *terms,
                                            gint64                     sent_at);

char  *rapport_term_ends_on                (const char *starts_on,
                                            int         months);
gint64 rapport_term_ends_at                (const char *ends_on,
                                            const char *time_zone);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportRequestTerms, rapport_request_terms_clear)

G_END_DECLS
