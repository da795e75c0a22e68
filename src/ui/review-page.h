/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REVIEW_PAGE (rapport_review_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportReviewPage, rapport_review_page, RAPPORT, REVIEW_PAGE, RapportPage)

/* What somebody should settle, and who is joined. Target: "" or "joined". */

G_END_DECLS
