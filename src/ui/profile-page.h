/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* "profile/12", "profile/new": one person's own words, to read and to write. */
#define RAPPORT_TYPE_PROFILE_PAGE (rapport_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportProfilePage, rapport_profile_page, RAPPORT, PROFILE_PAGE, RapportPage)

G_END_DECLS
