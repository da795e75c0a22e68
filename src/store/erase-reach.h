/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/writing.h"

G_BEGIN_DECLS

/* What in the whole journal, also what was deleted or undone, names certain members. */

typedef struct {
  GHashTable *members;      /* Owned: the 16 bytes of their names */
  GArray *enrolments;       /* Owned: RapportReached, here and below */
  GArray *requests;
  GArray *letters;
  GArray *partnerships;     /* the side is theirs */
  GArray *meetings;         /* likewise */
  GArray *signatures;       /* those that are theirs */
} RapportReach;

typedef struct {
  gint64 entity;
  gboolean is_mentor;       /* of the last three; otherwise the mentee */
} RapportReached;

GHashTable *rapport_uuid_set_new (void);
gboolean rapport_reach_init  (RapportReach    *self,
                              RapportReading  *reading,
                              GHashTable      *members,
                              GCancellable    *cancellable,
                              GError         **error);
void     rapport_reach_clear (RapportReach    *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportReach, rapport_reach_clear)

G_END_DECLS
