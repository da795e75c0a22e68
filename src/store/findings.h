/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/**
 * RapportFindingKind:
 * @RAPPORT_FINDING_DOUBLE: two members that are likely one person
 * @RAPPORT_FINDING_CONFLICT: a field with several versions that did not know of each other
 * @RAPPORT_FINDING_UNSEEN: deleted by somebody who had not seen what somebody else changed
 * @RAPPORT_FINDING_CONTESTED: a request accepted here and declined there
 * @RAPPORT_FINDING_NO_ROOM: more partnerships than places
 * @RAPPORT_FINDING_TWO_MENTORS: more partnerships of a mentee than the policy allows
 * @RAPPORT_FINDING_TWO_PARTNERSHIPS: two of the same two people
 * @RAPPORT_FINDING_TWO_REQUESTS: two open ones of one pair
 * @RAPPORT_FINDING_ONESELF: a partnership of a person with themselves
 * @RAPPORT_FINDING_TWO_ENROLMENTS: two of one role, of which one is shown
 * @RAPPORT_FINDING_POLICY: settings that contradict one another
 * @RAPPORT_FINDING_MISSING: changes of a replica that have not come here
 * @RAPPORT_FINDING_HELD: a file of changes that was not taken in, for two copies have gone on under one name
 * @RAPPORT_FINDING_CLOCK: a computer whose clock is far off
 *
 * What a person should settle (DESIGN §3). Derived, never stored.
 */
typedef enum {
  RAPPORT_FINDING_DOUBLE,
  RAPPORT_FINDING_CONFLICT,
  RAPPORT_FINDING_UNSEEN,
  RAPPORT_FINDING_CONTESTED,
  RAPPORT_FINDING_NO_ROOM,
  RAPPORT_FINDING_TWO_MENTORS,
  RAPPORT_FINDING_TWO_PARTNERSHIPS,
  RAPPORT_FINDING_TWO_REQUESTS,
  RAPPORT_FINDING_ONESELF,
  RAPPORT_FINDING_TWO_ENROLMENTS,
  RAPPORT_FINDING_POLICY,
  RAPPORT_FINDING_MISSING,
  RAPPORT_FINDING_HELD,
  RAPPORT_FINDING_CLOCK,
  RAPPORT_N_FINDINGS,
} RapportFindingKind;

/**
 * RapportFinding:
 * @id: the same on every replica, positive; printed as 12 hexadecimal digits
 * @subject: the number of the member, entity, request, partnership, programme or replica
 * @other: of the second member, 0: none
 * @programme: 0: none
 * @name: (nullable): of the field, role or setting
 * @number: how many; of a clock the wall second that it shows
 */
typedef struct {
  RapportFindingKind kind;
  gint64 id;
  gint64 subject;
  gint64 other;
  gint64 programme;
  char *name;
  gint64 number;
} RapportFinding;

void            rapport_finding_free     (RapportFinding       *self);
RapportFinding *rapport_finding_copy     (const RapportFinding *self);
const char     *rapport_finding_kind_id  (RapportFindingKind    kind);

/* Every finding, by kind: (element-type RapportFinding). Goes through tables, so on a reader's thread. */
GPtrArray      *rapport_reading_findings (RapportReading       *self,
                                          GCancellable         *cancellable,
                                          GError              **error);
/* Members that are joined as one person, one finding of kind DOUBLE a person with all of them: subject is the person. */
GPtrArray      *rapport_reading_joins    (RapportReading       *self,
                                          GError              **error);

/* findings-doubles.c, findings-conflicts.c: parts of the above. @findings grows. */
gboolean        rapport_findings_add_doubles   (RapportReading  *self,
                                                GPtrArray       *findings,
                                                GCancellable    *cancellable,
                                                GError         **error);
gboolean        rapport_findings_add_conflicts (RapportReading  *self,
                                                GPtrArray       *findings,
                                                GCancellable    *cancellable,
                                                GError         **error);
RapportFinding *rapport_findings_add           (RapportReading     *self,
                                                GPtrArray          *findings,
                                                RapportFindingKind  kind,
                                                gint64              subject,
                                                gint64              other,
                                                const char         *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFinding, rapport_finding_free)

G_END_DECLS
