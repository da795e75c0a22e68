/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* The programme's own templates of letters, each with what it makes of the newest request. */
GtkWidget *rapport_template_window_new (RapportPage *page);

G_END_DECLS
