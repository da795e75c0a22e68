/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   **rapport_list_cell_parse   (const char         *cell);
char    *rapport_list_cell_format  (const char * const *elements);

gboolean rapport_skill_cell_parse  (const char         *element,
                                    char              **skill,
                                    int                *level);
gboolean rapport_skill_cell_looks  (const char         *cell);

G_END_DECLS
