/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/workspace.h"
#include "ui/page.h"

G_BEGIN_DECLS

/* Asks the two of a partnership to a meeting: when, where, about what. */
GtkWidget *rapport_invite_window_new (RapportPage            *page,
                                      const RapportWorkspace *workspace);

G_END_DECLS
