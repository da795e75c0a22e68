/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PARTNERSHIPS_PAGE (rapport_partnerships_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportPartnershipsPage, rapport_partnerships_page, RAPPORT, PARTNERSHIPS_PAGE, RapportPage)

G_END_DECLS
