/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/member-index.h"
#include "store/members.h"

G_BEGIN_DECLS

/* The inside of the member index; for src/store/member-*.c and members-*.c alone. A member is a position in arrays. */

/** A partnership of the programme, as far as places and waiting are concerned. Dates are numbers, 20261119. */
typedef struct {
  guint mentor;      /* positions; G_MAXUINT: a member that is gone */
  guint mentee;
  int ends_on;
  int ended_on;
} RapportSnapshotPair;

/** Who takes part in one programme and how. */
typedef struct {
  gint64 programme;
  guint8 *roles;            /* bit 0 mentor, 1 mentee, 2 mentor paused, 3 mentee paused */
  gint16 *capacity;
  int *mentor_until;        /* last day of the pause; 0: no end */
  int *mentee_until;
  int *since;               /* as mentee */
  GArray *pairs;            /* RapportSnapshotPair */
} RapportParticipation;

typedef struct {
  gatomicrefcount references;
  gint64 watermark;
  char *generation;

  guint n;
  gint64 *nos;              /* ascending */
  guint *position;          /* of a number, n where there is no such member */
  gint64 most_no;
  guint8 *completeness;
  guint *tag_start;         /* n + 1 */
  guint *tags;              /* numbers of tag_of */
  guint *word_start;        /* n + 1 */
  char *words;

  GArray *tag_of;           /* guint64: what a tag's number here stands for */
  GPtrArray *tag_value;     /* its code, word or label */
  GPtrArray *tag_words;     /* folded words of what can be searched, else NULL */

  guint *by_name;           /* positions in order; NULL until asked for */
  guint *by_family;
  guint *by_changed;        /* latest first */
  GPtrArray *participations;
} RapportMemberSnapshot;

/* The snapshot as of @reading, with the order and the participation (owned by it) that a query needs. */
RapportMemberSnapshot      *rapport_member_index_take   (RapportMemberIndex          *self,
                                                         RapportReading              *reading,
                                                         gint64                       programme,
                                                         RapportMemberSort            sort,
                                                         const RapportParticipation **participation,
                                                         GError                     **error);
void                        rapport_member_snapshot_unref (RapportMemberSnapshot     *self);
const RapportParticipation *rapport_member_snapshot_participation (const RapportMemberSnapshot *self,
                                                                   gint64                       programme);
guint                       rapport_member_snapshot_position (const RapportMemberSnapshot *self,
                                                              gint64                       member);

RapportMemberSnapshot      *rapport_member_snapshot_load  (RapportReading            *reading,
                                                           GError                   **error);
gboolean                    rapport_member_snapshot_need_order (RapportMemberSnapshot *self,
                                                                RapportReading        *reading,
                                                                RapportMemberSort      sort,
                                                                GError               **error);
gboolean                    rapport_member_snapshot_need_programme (RapportMemberSnapshot *self,
                                                                    RapportReading        *reading,
                                                                    gint64                 programme,
                                                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberSnapshot, rapport_member_snapshot_unref)

G_END_DECLS
