/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* The member that a word on the command line names: the number that lists show, a member number, an e-mail address or a
 * name (in full, or a beginning that fits nobody else). 0 with NOT_FOUND when nobody fits, or several do. */
gint64 rapport_cli_who (RapportCli  *cli,
                        const char  *words,
                        GError     **error);

/* Whose things a list shows: those of the member that is named (@words: %NULL for nobody), else of whom one acts as, else
 * everybody's (0). Who acts as a member is shown nobody else's: REFUSED. */
gboolean rapport_cli_whose (RapportCli  *cli,
                            const char  *words,
                            gint64      *member,
                            GError     **error);

G_END_DECLS
