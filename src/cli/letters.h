/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "services/sender.h"

G_BEGIN_DECLS

/* What the commands on letters share. */

gboolean            rapport_cli_letter_number (const char           *word,
                                               gint64               *letter,
                                               GError              **error);
/* (transfer full) (nullable): the account; %NULL with @error where none is set up. */
RapportMailAccount *rapport_cli_account       (GError              **error);
gboolean            rapport_cli_send          (RapportCli           *cli,
                                               gboolean              may_ask,
                                               RapportSenderResult  *result,
                                               GError              **error);
JsonObject         *rapport_cli_sender_facts  (const RapportSenderResult *result);

G_END_DECLS
