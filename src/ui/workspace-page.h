/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WORKSPACE_PAGE (rapport_workspace_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportWorkspacePage, rapport_workspace_page, RAPPORT, WORKSPACE_PAGE, RapportPage)

G_END_DECLS
