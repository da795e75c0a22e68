/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIND_PAGE (rapport_find_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportFindPage, rapport_find_page, RAPPORT, FIND_PAGE, RapportPage)

G_END_DECLS
