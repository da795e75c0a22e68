/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/overview.h"

G_BEGIN_DECLS

/* What the overview page is put together from; a click on each goes to its target through "win.go". */
GtkWidget *rapport_overview_tile_widget    (const RapportOverviewTile    *tile);
/* With avatars and badges, which stand under the text when @narrow. */
GtkWidget *rapport_overview_waiting_widget (const RapportOverviewSection *section,
                                            gboolean                      narrow);
GtkWidget *rapport_overview_section_widget (const RapportOverviewSection *section);

G_END_DECLS
