/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/print.h"
#include "store/meetings.h"

G_BEGIN_DECLS

/* The partnership that a word on the command line names: its number, or a member who is in one alone. 0 with NOT_FOUND. */
gint64 rapport_cli_partnership (RapportCli  *cli,
                                const char  *words,
                                GError     **error);

/* A row for each version of each meeting. */
RapportCliTable *rapport_cli_meeting_table (const RapportMeetingLog *log);

G_END_DECLS
