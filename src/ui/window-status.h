/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/* Asks the store what the frame shows beside the pages (programme, counts, the viewer's name), and shows it. */
void rapport_window_update_status (RapportWindow *self);

G_END_DECLS
