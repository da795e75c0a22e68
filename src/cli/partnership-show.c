/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/facts.h"
#include "cli/meetings.h"
#include "model/policy.h"
#include "store/meetings.h"
#include "store/partnerships.h"

static void
add_terms (RapportCliFacts             *facts,
           const RapportPartnershipRow *row)
{
  rapport_cli_facts_number (facts, "number", _("No."), row->no);
  rapport_cli_facts_text (facts, "mentee", _("Mentee"), row->mentee_name);
  rapport_cli_facts_text (facts, "mentor", _("Mentor"), row->mentor_name);
  rapport_cli_facts_word (facts, "state", _("State"), rapport_partnership_state_id (row->state),
                          rapport_partnership_state_label (row->state));
  rapport_cli_facts_flag (facts, "starred", _("Starred"), row->starred);
  rapport_cli_facts_flag (facts, "legacy", _("Legacy"), row->legacy);
  rapport_cli_facts_areas (facts, row->areas);
  if (row->request != 0)
    rapport_cli_facts_number (facts, "request", _("Request"), row->request);
  rapport_cli_facts_number (facts, "months", _("Months"), row->term);
  rapport_cli_facts_text (facts, "starts", _("Starts"), row->starts_on);
  rapport_cli_facts_text (facts, "ends", _("Ends"), row->ends_on);
  rapport_cli_facts_text (facts, "ended", _("Ended"), row->ended_on);
  rapport_cli_facts_word (facts, "reason", _("Reason"), row->end_reason, rapport_end_reason_label (row->end_reason));
  rapport_cli_facts_text (facts, "note", _("Note"), row->end_note);
}

static void
add_totals (RapportCliFacts             *facts,
            const RapportPartnershipRow *row,
            const RapportMeetingLog     *log)
{
  rapport_cli_facts_number (facts, "meetings", _("Meetings"), row->meetings);
  rapport_cli_facts_number (facts, "check-ins", _("Check-ins"), row->check_ins);
  rapport_cli_facts_number (facts, "minutes", _("Minutes"), row->minutes);
  rapport_cli_facts_number (facts, "signed-by-both", _("Signed by both"), log->by_both);
  rapport_cli_facts_number (facts, "unsigned", _("Unsigned"), row->unsigned_meetings);
  rapport_cli_facts_text (facts, "last-met", _("Last met"), row->last_met);
}

gboolean
rapport_cli_partnership_show (RapportCli *cli,
                              int         argc,
                              char      **argv,
                              GError    **error)
{
  g_autoptr (RapportCliFacts) facts = NULL;
  g_autoptr (RapportCliTable) meetings = NULL;
  g_autoptr (RapportMeetingLog) log = NULL;
  g_autoptr (RapportPartnershipRow) row = NULL;
  RapportMeetingsQuery query = { 0 };
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error))
    return FALSE;
  query.partnership = rapport_cli_partnership (cli, argv[1], error);
  if (query.partnership == 0 || rapport_cli_get_session (cli, error) == NULL)
    return FALSE;
  query.viewer = *rapport_session_get_viewer (rapport_cli_get_session (cli, NULL));
  store = rapport_cli_get_store (cli, error);
  /* The log is refused to who is none of the two. */
  log = rapport_store_read (store, rapport_meetings_log, &query, NULL, error);
  row = log != NULL ? rapport_store_read (store, rapport_partnerships_get, &query.partnership, NULL, error) : NULL;
  if (row == NULL)
    return FALSE;
  facts = rapport_cli_facts_new ();
  add_terms (facts, row);
  add_totals (facts, row, log);
  meetings = rapport_cli_meeting_table (log);
  rapport_cli_facts_node (facts, "log", rapport_cli_table_to_json (meetings));
  rapport_cli_facts_print (facts, cli);
  if (log->entries->len > 0 && !rapport_cli_wants_json (cli))
    {
      g_print ("\n");
      rapport_cli_table_print_plain (meetings);
    }
  return TRUE;
}
