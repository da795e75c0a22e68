/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void        rapport_csv_append_row (GString            *out,
                                    const char * const *cells,
                                    guint               n_cells);
char       *rapport_csv_guard      (const char         *text);
const char *rapport_csv_unguard    (const char         *text);

G_END_DECLS
