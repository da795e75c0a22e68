/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/writing.h"

G_BEGIN_DECLS

/* What a change from elsewhere does to the heads; used by changes-in.c alone. */
gboolean rapport_merge_heads (RapportTransaction  *self,
                              const RapportEntry  *entry,
                              gint64               change,
                              RapportState        *state,
                              GError             **error);
gboolean rapport_merge_known (RapportTransaction  *self,
                              gint64               replica,
                              gint64               seq,
                              const guint8        *hash,
                              gboolean            *known,
                              GError             **error);
guint    rapport_merge_count_waiting (RapportTransaction *self);

G_END_DECLS
