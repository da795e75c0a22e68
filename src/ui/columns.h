/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_COLUMNS (rapport_columns_get_type ())
G_DECLARE_FINAL_TYPE (RapportColumns, rapport_columns, RAPPORT, COLUMNS, GtkWidget)

/* Equal columns, as many as have "column-width" each and leave no gap in the last line, below one another where it is
 * narrow. With "last-width" there are two, of which the last has that width. "spacing" lies between. */
GtkWidget *rapport_columns_new    (int             column_width,
                                   int             spacing);
void       rapport_columns_append (RapportColumns *self,
                                   GtkWidget      *child);
void       rapport_columns_clear  (RapportColumns *self);

G_END_DECLS
