/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_DAY_BAR (rapport_day_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportDayBar, rapport_day_bar, RAPPORT, DAY_BAR, GtkWidget)

GtkWidget *rapport_day_bar_new       (void);
void       rapport_day_bar_set_hours (RapportDayBar *self,
                                      GArray        *hours,
                                      const char    *words);

G_END_DECLS
