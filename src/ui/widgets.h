/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *rapport_text_label_new  (const char *text,
                                    const char *style,
                                    gboolean    dim);
void       rapport_remove_children (gpointer    container);
GtkWidget *rapport_header_button_new (const char *icon_name,
                                      const char *label,
                                      const char *name,
                                      const char *action);

G_END_DECLS
