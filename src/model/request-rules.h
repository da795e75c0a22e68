/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"
#include "model/states.h"
#include "model/verdict.h"

G_BEGIN_DECLS

/**
 * RapportParty:
 * @member: the member's number; 0 is one who is not a member any more
 * @name: in full
 * @short_name: as one speaks of them
 * @grade: or ""
 * @enrolled: whether in the programme in this role
 * @paused: whether they pause today
 * @paused_until: last day of the pause, or ""
 * @capacity: places (mentors)
 * @taken: partnerships in this role that have not ended
 * @open_requests: open requests in this role
 *
 * One side of a request, as the rules see it.
 */
typedef struct {
  gint64 member;
  char *name;
  char *short_name;
  char *grade;
  gboolean enrolled;
  gboolean paused;
  char *paused_until;
  int capacity;
  int taken;
  int open_requests;
} RapportParty;

/**
 * RapportPair:
 * @asked_at: when the request between the two that is open was sent; 0 is none (S13)
 * @partners: whether they have a partnership that has not ended
 * @today: the date of today in the programme's zone
 *
 * Both sides and what is between them.
 */
typedef struct {
  RapportParty mentor;
  RapportParty mentee;
  gint64 asked_at;
  gboolean partners;
  char *today;
} RapportPair;

/** What is asked for. @asked_by is "mentee", "mentor" or "office"; @considerations run as rapport_considerations(). */
typedef struct {
  const char *asked_by;
  int term;
  const char * const *areas;
  const char * const *considerations;
} RapportAsk;

/** What is done with a request. */
typedef enum {
  RAPPORT_ANSWER_ACCEPT,
  RAPPORT_ANSWER_DECLINE,
  RAPPORT_ANSWER_SAVE,
  RAPPORT_ANSWER_WITHDRAW,
  RAPPORT_ANSWER_REMIND,
} RapportAnswer;

void       rapport_pair_free                  (RapportPair         *self);

GPtrArray *rapport_request_rules_check_pair   (const RapportPolicy *policy,
                                               const RapportPair   *pair);
GPtrArray *rapport_request_rules_check        (const RapportPolicy *policy,
                                               const RapportPair   *pair,
                                               const RapportAsk    *ask);
GPtrArray *rapport_request_rules_check_accept (const RapportPolicy *policy,
                                               const RapportPair   *pair,
                                               RapportRequestState  state,
                                               int                  term,
                                               const char          *starts_on,
                                               const char          *comment);
GPtrArray *rapport_request_rules_check_answer (const RapportPolicy *policy,
                                               const RapportPair   *pair,
                                               RapportAnswer        answer,
                                               RapportRequestState  state,
                                               const char          *comment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPair, rapport_pair_free)

G_END_DECLS
