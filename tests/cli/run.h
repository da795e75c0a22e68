/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "support/support.h"

G_BEGIN_DECLS

/* rapportctl in this process. What the last one said on its two outputs is in these. */
extern GString *printed;
extern GString *complained;

/* @database: (nullable): none is named. The words end with %NULL. Returns the exit code. */
int   run          (const char *database,
                    ...) G_GNUC_NULL_TERMINATED;
/* The same, the words parted by tabs. */
int   run_line     (const char *database,
                    const char *words);
/* What the last one printed with --json: a number of it, or one of the row @row of a list. */
gint64 printed_number (const char *name);
gint64 printed_in_row (guint       row,
                       const char *name);
guint  printed_rows   (void);
/* What is printed from now on stands in printed; for g_set_print_handler() afterwards. */
GPrintFunc run_listen (void);
/* The path of a database that is not there yet, in a folder of its own. */
char *new_database (void);

G_END_DECLS
