/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/transaction.h"

G_BEGIN_DECLS

/* What of a member's profile a viewer may not see in lists (I13); one bit an element. The first ones are the segments of
 * member_key.words after the names. */
typedef enum {
  RAPPORT_SIGHT_ORGANISATION = 1 << 1,
  RAPPORT_SIGHT_JOB_TITLE = 1 << 2,
  RAPPORT_SIGHT_NUMBER = 1 << 3,
  RAPPORT_SIGHT_EMAIL = 1 << 4,
  RAPPORT_SIGHT_AREAS = 1 << 5,
  RAPPORT_SIGHT_LANGUAGES = 1 << 6,
  RAPPORT_SIGHT_PLACE = 1 << 7,
  RAPPORT_SIGHT_GRADE = 1 << 8,
  RAPPORT_SIGHT_SKILLS = 1 << 9,
  RAPPORT_SIGHT_INTERESTS = 1 << 10,
  RAPPORT_SIGHT_BIOGRAPHY = 1 << 11,
  RAPPORT_SIGHT_EXPERTISE = 1 << 12,
  RAPPORT_SIGHT_PHOTO = 1 << 13,
} RapportSight;

typedef struct _RapportMemberSight RapportMemberSight;

/* @viewer: a member's number; 0, the office, sees everything. */
RapportMemberSight *rapport_member_sight_new     (RapportReading      *reading,
                                                  gint64               viewer,
                                                  GError             **error);
void                rapport_member_sight_free    (RapportMemberSight  *self);
guint               rapport_member_sight_default (RapportMemberSight  *self,
                                                  gint64               member);
guint               rapport_member_sight_with    (RapportMemberSight  *self,
                                                  gint64               member,
                                                  guint                hidden,
                                                  const char          *element,
                                                  const char          *level);
/* What is hidden of one member, as a RapportSight. */
guint               rapport_member_sight_of      (RapportMemberSight  *self,
                                                  RapportReading      *reading,
                                                  gint64               member,
                                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMemberSight, rapport_member_sight_free)

G_END_DECLS
