/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* The table of all commands, in the order in which --help shows them; ended by a row without a name. */
const RapportCliCommand *rapport_cli_commands     (void);

/* The command that @words begin with ("meeting", "log", …): of two that fit the one with more words; its number of
 * words goes to @n_words. NULL when none fits. */
const RapportCliCommand *rapport_cli_find_command (char **words,
                                                   guint *n_words);

/* One function a command, in src/cli/<topic>.c. */
#define RAPPORT_CLI_COMMAND(function) \
  gboolean function (RapportCli *cli, int argc, char **argv, GError **error)

/* backup.c */
RAPPORT_CLI_COMMAND (rapport_cli_backup_list);
RAPPORT_CLI_COMMAND (rapport_cli_backup_now);
RAPPORT_CLI_COMMAND (rapport_cli_backup_restore);
RAPPORT_CLI_COMMAND (rapport_cli_backup_verify);
RAPPORT_CLI_COMMAND (rapport_cli_copy);
/* erase.c */
RAPPORT_CLI_COMMAND (rapport_cli_member_erase);
RAPPORT_CLI_COMMAND (rapport_cli_import_remove);
RAPPORT_CLI_COMMAND (rapport_cli_erasures);
RAPPORT_CLI_COMMAND (rapport_cli_member_export);

/* history.c */
RAPPORT_CLI_COMMAND (rapport_cli_undo);
RAPPORT_CLI_COMMAND (rapport_cli_redo);
RAPPORT_CLI_COMMAND (rapport_cli_log);

/* invite.c */
RAPPORT_CLI_COMMAND (rapport_cli_meeting_invite);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_ics);

/* meetings.c */
RAPPORT_CLI_COMMAND (rapport_cli_meeting_list);
RAPPORT_CLI_COMMAND (rapport_cli_meeting_log);
RAPPORT_CLI_COMMAND (rapport_cli_meeting_edit);
RAPPORT_CLI_COMMAND (rapport_cli_meeting_correct);
RAPPORT_CLI_COMMAND (rapport_cli_meeting_sign);
RAPPORT_CLI_COMMAND (rapport_cli_meeting_delete);

/* changes.c */
RAPPORT_CLI_COMMAND (rapport_cli_changes_export);
RAPPORT_CLI_COMMAND (rapport_cli_changes_import);
RAPPORT_CLI_COMMAND (rapport_cli_changes_vector);

/* review.c */
RAPPORT_CLI_COMMAND (rapport_cli_review);
RAPPORT_CLI_COMMAND (rapport_cli_settle);
RAPPORT_CLI_COMMAND (rapport_cli_join);
RAPPORT_CLI_COMMAND (rapport_cli_part);

/* sample.c */
RAPPORT_CLI_COMMAND (rapport_cli_sample);

/* sheet.c */
RAPPORT_CLI_COMMAND (rapport_cli_sheet);

/* enrol.c, requests.c, partnerships.c */
RAPPORT_CLI_COMMAND (rapport_cli_enrol);
RAPPORT_CLI_COMMAND (rapport_cli_unenrol);
RAPPORT_CLI_COMMAND (rapport_cli_pause);
RAPPORT_CLI_COMMAND (rapport_cli_resume);
RAPPORT_CLI_COMMAND (rapport_cli_requests);
RAPPORT_CLI_COMMAND (rapport_cli_request_send);
RAPPORT_CLI_COMMAND (rapport_cli_request_accept);
RAPPORT_CLI_COMMAND (rapport_cli_request_decline);
RAPPORT_CLI_COMMAND (rapport_cli_request_save);
RAPPORT_CLI_COMMAND (rapport_cli_request_withdraw);
RAPPORT_CLI_COMMAND (rapport_cli_request_remind);
RAPPORT_CLI_COMMAND (rapport_cli_partnerships);
RAPPORT_CLI_COMMAND (rapport_cli_partnership_record);
RAPPORT_CLI_COMMAND (rapport_cli_partnership_star);
RAPPORT_CLI_COMMAND (rapport_cli_partnership_unstar);
RAPPORT_CLI_COMMAND (rapport_cli_partnership_end);
RAPPORT_CLI_COMMAND (rapport_cli_partnership_extend);

/* request-show.c, partnership-show.c */
RAPPORT_CLI_COMMAND (rapport_cli_request_show);
RAPPORT_CLI_COMMAND (rapport_cli_partnership_show);

/* find.c */
RAPPORT_CLI_COMMAND (rapport_cli_find);

/* verify.c */
RAPPORT_CLI_COMMAND (rapport_cli_verify);

/* overview.c */
RAPPORT_CLI_COMMAND (rapport_cli_overview);

/* where.c */
RAPPORT_CLI_COMMAND (rapport_cli_where);

/* members.c, member-show.c, member-history.c, member-edit.c */
RAPPORT_CLI_COMMAND (rapport_cli_member_history);
RAPPORT_CLI_COMMAND (rapport_cli_member_show);
RAPPORT_CLI_COMMAND (rapport_cli_members);
RAPPORT_CLI_COMMAND (rapport_cli_member_add);
RAPPORT_CLI_COMMAND (rapport_cli_member_set);
RAPPORT_CLI_COMMAND (rapport_cli_member_delete);

/* import.c, export.c */
RAPPORT_CLI_COMMAND (rapport_cli_import);
RAPPORT_CLI_COMMAND (rapport_cli_export);

/* programme.c */
RAPPORT_CLI_COMMAND (rapport_cli_programme_show);
RAPPORT_CLI_COMMAND (rapport_cli_programme_set);

/* outbox.c, template.c, account.c, housekeeping.c */
RAPPORT_CLI_COMMAND (rapport_cli_outbox_list);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_show);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_edit);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_draft);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_queue);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_hold);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_discard);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_send);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_eml);
RAPPORT_CLI_COMMAND (rapport_cli_outbox_sent);
RAPPORT_CLI_COMMAND (rapport_cli_template_show);
RAPPORT_CLI_COMMAND (rapport_cli_template_set);
RAPPORT_CLI_COMMAND (rapport_cli_account_set);
RAPPORT_CLI_COMMAND (rapport_cli_account_show);
RAPPORT_CLI_COMMAND (rapport_cli_account_test);
RAPPORT_CLI_COMMAND (rapport_cli_account_remove);
RAPPORT_CLI_COMMAND (rapport_cli_housekeeping);

G_END_DECLS
