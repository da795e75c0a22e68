/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/joined.h"

G_BEGIN_DECLS

/* Between joined.c and joined-rows.c. */

gboolean rapport_joined_any       (RapportTransaction  *tx);
gboolean rapport_joined_is_joined (RapportTransaction *tx,
                                   gint64              member);
gboolean rapport_joined_move_rows (RapportTransaction  *tx,
                                   const gint64        *members,
                                   guint                n_members,
                                   GError             **error);

G_END_DECLS
