/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ZONE_ROW (rapport_zone_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportZoneRow, rapport_zone_row, RAPPORT, ZONE_ROW, AdwActionRow)

/* A time zone, chosen from a list that can be searched. Signal "changed" (RapportZoneRow *). */

/* @now: unix seconds, for the time that it is there */
GtkWidget  *rapport_zone_row_new      (const char     *zone,
                                       gint64          now);
const char *rapport_zone_row_get_zone (RapportZoneRow *self);

G_END_DECLS
