/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/requests.h"

G_BEGIN_DECLS

/* For src/store alone: lists that stand as JSON in a column, and names that are searched. */
char     **rapport_column_strv      (sqlite3_stmt *statement,
                                     int           column);
gboolean   rapport_names_match      (const char   *text,
                                     const char   *one,
                                     const char   *other);

G_END_DECLS
