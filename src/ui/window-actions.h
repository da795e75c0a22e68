/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void rapport_window_install_actions (RapportWindow *self);
void rapport_window_update_actions  (RapportWindow *self);

G_END_DECLS
