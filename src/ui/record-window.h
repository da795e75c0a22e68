/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/* Records a partnership that began before the programme came here (I05): who, since when, how long, about what. */
GtkWidget *rapport_record_window_new (RapportPage *page);

G_END_DECLS
