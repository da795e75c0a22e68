/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/overview.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* Tells the desktop what waits, while nobody looks: how many, and no names, as others may see the screen. One notification
 * of a sort is replaced by the next, and goes when nothing waits any more. Off where the setting says so. */
void rapport_notices_update (RapportWindow               *window,
                             const RapportOverviewCounts *counts);

G_END_DECLS
