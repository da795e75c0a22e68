/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawn-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REVIEW_ROW (rapport_review_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportReviewRow, rapport_review_row, RAPPORT, REVIEW_ROW, RapportDrawnRow)

/* Something to settle in a list: its data is a RapportReviewItem. */

G_END_DECLS
