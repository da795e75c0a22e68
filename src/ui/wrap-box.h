/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WRAP_BOX (rapport_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (RapportWrapBox, rapport_wrap_box, RAPPORT, WRAP_BOX, GtkWidget)

/* Children side by side at their natural width, in as many lines as are needed, 6 apart. */
GtkWidget *rapport_wrap_box_new    (void);
void       rapport_wrap_box_append (RapportWrapBox *self,
                                    GtkWidget      *child);
void       rapport_wrap_box_clear  (RapportWrapBox *self);

G_END_DECLS
