/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/review.h"
#include "services/row-source.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REVIEW_LIST (rapport_review_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportReviewList, rapport_review_list, RAPPORT, REVIEW_LIST, GObject)

/* What is to be settled, or who is joined: a RapportRowSource whose rows are RapportReviewItem, all in memory, made on a
 * reader's thread. Asked anew by rapport_review_list_ask() alone. Main context only. Signals: "loaded" (); "failed"
 * (GError). */
RapportReviewList       *rapport_review_list_new      (RapportSession     *session);
/* @kind: only findings of it; RAPPORT_N_FINDINGS: of every kind. */
void                     rapport_review_list_ask      (RapportReviewList  *self,
                                                       gboolean            joined,
                                                       RapportFindingKind  kind);
const RapportReviewItem *rapport_review_list_get_item (RapportReviewList  *self,
                                                       gint64              id);
/* Takes out what has just been settled, until the next answer. */
void                     rapport_review_list_drop     (RapportReviewList  *self,
                                                       gint64              id);
/* Of every kind, whichever is shown. */
guint                    rapport_review_list_get_count (RapportReviewList *self,
                                                        RapportFindingKind kind);

G_END_DECLS
