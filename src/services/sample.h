/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* The sample programme: invented people with requests and partnerships in every state, as of today, in a database of its
 * own, made by the same commands that people use. */

/* (transfer full): where it lies: $XDG_DATA_HOME/rapport/sample.db. */
char     *rapport_sample_path (void);

/**
 * rapport_sample_make:
 * @path: where the database is to be; one that is there already is replaced
 * @now: unix seconds: what happened lies before
 *
 * Takes about a second. Nothing is at @path, or what was there before, unless it succeeds. Any thread.
 */
gboolean  rapport_sample_make (const char   *path,
                               gint64        now,
                               GCancellable *cancellable,
                               GError      **error);

G_END_DECLS
