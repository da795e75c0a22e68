/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

void rapport_window_undo        (RapportWindow *self);
void rapport_window_redo        (RapportWindow *self);
/* Asks the store what Undo and Redo would take, and tells menu and actions. */
void rapport_window_update_undo (RapportWindow *self);

G_END_DECLS
