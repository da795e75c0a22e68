/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *rapport_visibility_default     (const char     *element);
gboolean    rapport_visibility_is_hidden   (const char     *level);
gboolean    rapport_completeness_is_critical (const char   *element);
int         rapport_completeness_percent   (const gboolean *filled);
int         rapport_completeness_hidden    (const gboolean *filled,
                                            GHashTable     *visibility);

G_END_DECLS
