/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHIP (rapport_chip_get_type ())
G_DECLARE_FINAL_TYPE (RapportChip, rapport_chip, RAPPORT, CHIP, GtkWidget)

/* A chip says what something is about. */
GtkWidget *rapport_chip_new           (const char *label,
                                       gboolean    match);
/* A button that takes a filter away: connect to "clicked". */
GtkWidget *rapport_chip_new_removable (const char *label);
/* Several in rows as wide as there is room: "+3" for those over @most (0: all). */
GtkWidget *rapport_chip_new_several   (const char * const *labels,
                                       guint       most);

G_END_DECLS
