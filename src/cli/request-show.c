/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/facts.h"
#include "model/policy.h"
#include "model/request-snapshot.h"
#include "model/sentence.h"
#include "store/requests.h"

/* Names, areas, answers to the questions and the letter: as they were sent, whatever was changed since (I07). */
static void
add_snapshot (RapportCliFacts              *facts,
              const RapportRequestSnapshot *snapshot)
{
  const char * const *questions = rapport_considerations ();
  JsonObject *answers = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  rapport_cli_facts_text (facts, "mentee", _("Mentee"), snapshot->mentee_name);
  rapport_cli_facts_text (facts, "mentor", _("Mentor"), snapshot->mentor_name);
  rapport_cli_facts_text (facts, "asked-by", _("Asked by"), snapshot->asked_by);
  rapport_cli_facts_areas (facts, snapshot->areas);
  rapport_cli_facts_number (facts, "months", _("Months"), snapshot->term);
  if (snapshot->score >= 0)
    rapport_cli_facts_number (facts, "score", _("Match in per cent"), snapshot->score);
  for (guint i = 0; questions[i] != NULL && snapshot->considerations != NULL && snapshot->considerations[i] != NULL; i++)
    if (*snapshot->considerations[i] != '\0')
      {
        json_object_set_string_member (answers, questions[i], snapshot->considerations[i]);
        rapport_cli_facts_label (facts, rapport_consideration_label (questions[i]), snapshot->considerations[i]);
      }
  json_node_take_object (node, answers);
  rapport_cli_facts_node (facts, "considerations", node);
  rapport_cli_facts_text (facts, "letter", NULL, snapshot->letter);
}

/* What has happened so far, and what comes by itself. */
static void
add_events (RapportCliFacts         *facts,
            const RapportRequestRow *row,
            const char              *zone)
{
  gboolean open = rapport_request_row_is_open (row);

  rapport_cli_facts_word (facts, "state", _("State"), rapport_request_state_id (row->state), rapport_request_state_label (row->state));
  rapport_cli_facts_flag (facts, "contested", _("Accepted here and declined there"), row->contested);
  rapport_cli_facts_instant (facts, "sent", _("Sent"), row->sent_at, zone);
  rapport_cli_facts_instant (facts, "saved", _("Saved for later"), row->saved_at, zone);
  rapport_cli_facts_instant (facts, "reminded", _("Reminder sent"), row->reminded_at, zone);
  rapport_cli_facts_flag (facts, "reminder-due", _("Reminder due"), row->reminder_due);
  rapport_cli_facts_instant (facts, "withdrawn", _("Withdrawn"), row->withdrawn_at, zone);
  rapport_cli_facts_instant (facts, "answered", _("Answered"), row->answered_at, zone);
  rapport_cli_facts_text (facts, "comment", _("Comment"), row->comment);
  if (*row->answer_reason != '\0')
    rapport_cli_facts_word (facts, "reason", _("Reason"), row->answer_reason, rapport_decline_reason_label (row->answer_reason));
  rapport_cli_facts_text (facts, "exception", _("Exception"), row->exception);
  /* the last day is the one before the instant */
  rapport_cli_facts_instant (facts, "expires", open || row->state == RAPPORT_REQUEST_EXPIRED ? _("Last day") : NULL,
                             row->expires_at - 1, zone);
  if (row->partnership != 0)
    rapport_cli_facts_number (facts, "partnership", _("Partnership"), row->partnership);
}

static void
print_letter (const char *letter)
{
  g_auto (GStrv) lines = g_strsplit (letter, "\n", -1);

  g_print ("\n");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *plain = rapport_cli_plain (lines[i]);

      g_print ("%s\n", plain);
    }
}

static RapportRequestRow *
read_request (RapportSession  *session,
              gint64           request,
              GError         **error)
{
  g_autoptr (RapportRequestRow) row = NULL;
  gint64 viewer = rapport_session_get_viewer (session)->member;

  row = rapport_store_read (rapport_session_get_store (session), rapport_requests_get, &request, NULL, error);
  if (row == NULL || viewer == 0 || viewer == row->mentee || viewer == row->mentor)
    return g_steal_pointer (&row);
  g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("There is no request %" G_GINT64_FORMAT "."), request);
  return NULL;
}

gboolean
rapport_cli_request_show (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autoptr (RapportCliFacts) facts = NULL;
  g_autoptr (RapportRequestRow) row = NULL;
  g_autoptr (RapportRequestSnapshot) snapshot = NULL;
  RapportSession *session = NULL;
  gint64 request = 0;

  if (!rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error))
    return FALSE;
  if (!g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &request, NULL))
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not a number; `requests` shows them."), argv[1]);
      return FALSE;
    }
  session = rapport_cli_get_session (cli, error);
  row = session != NULL ? read_request (session, request, error) : NULL;
  if (row == NULL)
    return FALSE;
  facts = rapport_cli_facts_new ();
  rapport_cli_facts_number (facts, "number", _("No."), row->no);
  snapshot = rapport_request_snapshot_parse (row->snapshot);
  if (snapshot != NULL)
    add_snapshot (facts, snapshot);
  add_events (facts, row, rapport_session_get_policy (session)->time_zone);
  rapport_cli_facts_print (facts, cli);
  if (snapshot != NULL && !rapport_cli_wants_json (cli))
    print_letter (snapshot->letter);
  return TRUE;
}
