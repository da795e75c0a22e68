/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/page-table.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SIDEBAR (rapport_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RapportSidebar, rapport_sidebar, RAPPORT, SIDEBAR, AdwBin)

/* Signal "go" (const char *name): a row was activated. */
void        rapport_sidebar_set_office  (RapportSidebar *self,
                                         gboolean        office);
void        rapport_sidebar_select      (RapportSidebar *self,
                                         const char     *name);
void        rapport_sidebar_set_count   (RapportSidebar *self,
                                         const char     *name,
                                         guint           count,
                                         gboolean        attention);
const char *rapport_sidebar_get_nth     (RapportSidebar *self,
                                         guint           nth);

G_END_DECLS
