/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REQUESTS_PAGE (rapport_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportRequestsPage, rapport_requests_page, RAPPORT, REQUESTS_PAGE, RapportPage)

G_END_DECLS
