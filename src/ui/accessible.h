/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A drop-down's name, for itself and for the button in it that takes the focus (SCREENS §3.7). */
void rapport_drop_down_set_name (GtkDropDown *drop_down,
                                 const char  *name);

G_END_DECLS
