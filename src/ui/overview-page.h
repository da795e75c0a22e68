/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_OVERVIEW_PAGE (rapport_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportOverviewPage, rapport_overview_page, RAPPORT, OVERVIEW_PAGE, RapportPage)

G_END_DECLS
