/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Sets up the mail account of this user, tries it, and removes it. */
GtkWidget *rapport_account_window_new (GtkWindow *parent);

G_END_DECLS
