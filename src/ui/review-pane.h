/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/review.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REVIEW_PANE (rapport_review_pane_get_type ())
G_DECLARE_FINAL_TYPE (RapportReviewPane, rapport_review_pane, RAPPORT, REVIEW_PANE, AdwBin)

/* Something to settle side by side, with a button for each remedy. Signal "settle" (const char *remedy, const char *text):
 * @text is %NULL unless the remedy takes one. */

/* @detail: (nullable) (transfer full) */
void     rapport_review_pane_take      (RapportReviewPane   *self,
                                        RapportReviewDetail *detail);
/* Presses the suggested button, if there is one. */
gboolean rapport_review_pane_suggested (RapportReviewPane   *self);

G_END_DECLS
