/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *rapport_text_label_new  (const char *text,
                                    const char *style,
                                    gboolean    dim);
void       rapport_remove_children (gpointer    container);

G_END_DECLS
