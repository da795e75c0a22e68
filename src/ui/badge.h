/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/drawing.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BADGE (rapport_badge_get_type ())
G_DECLARE_FINAL_TYPE (RapportBadge, rapport_badge, RAPPORT, BADGE, GtkWidget)

/* Says in which state something is: always icon and word. */
GtkWidget *rapport_badge_new (RapportTone   tone,
                              const char   *icon_name,
                              const char   *label);
void       rapport_badge_set (RapportBadge *self,
                              RapportTone   tone,
                              const char   *icon_name,
                              const char   *label);

G_END_DECLS
