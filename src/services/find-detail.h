/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member-view.h"
#include "model/verdict.h"
#include "store/store.h"

G_BEGIN_DECLS

/** Data of rapport_find_detail(). */
typedef struct {
  gint64 programme;
  char *role;          /* of the candidate */
  gint64 member;       /* who looks, or 0 */
  gint64 candidate;
} RapportFindDetailQuery;

/**
 * RapportFindDetail:
 * @verdicts: (element-type RapportVerdict): whether one may ask the other; empty where nobody looks
 *
 * A candidate, as far as who looks may see them.
 */
typedef struct {
  RapportMemberView *view;
  GPtrArray *verdicts;
  char *time_zone;     /* "" where it is not visible */
  guint partnerships;  /* in this role, ever */
  guint goals_met;
} RapportFindDetail;

RapportFindDetailQuery *rapport_find_detail_query_new  (gint64      programme,
                                                        const char *role,
                                                        gint64      member,
                                                        gint64      candidate);
void                    rapport_find_detail_query_free (gpointer    data);
void                    rapport_find_detail_free       (RapportFindDetail *self);

/* A RapportQuery: @data is a RapportFindDetailQuery; returns a RapportFindDetail. */
gpointer                rapport_find_detail            (RapportReading  *reading,
                                                        gpointer         data,
                                                        GCancellable    *cancellable,
                                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFindDetail, rapport_find_detail_free)

G_END_DECLS
