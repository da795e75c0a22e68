/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/policy.h"
#include "model/sentence.h"
#include "services/requests.h"
#include "store/requests.h"

static char *
day_of (gint64 instant)
{
  g_autoptr (GDateTime) time = instant > 0 ? g_date_time_new_from_unix_utc (instant) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
}

static gboolean
group_of (const char            *word,
          RapportRequestsGroup  *group,
          GError               **error)
{
  static const char *const words[] = { "open", "answered", "expired", "closed", "all" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (word == NULL || strcmp (words[i], word) == 0)
      {
        *group = (RapportRequestsGroup) i;
        return TRUE;
      }
  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("--state takes one of: open, answered, expired, closed, all"));
  return FALSE;
}

static void
print_requests (RapportCli *cli,
                GPtrArray  *rows)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },      { "mentee", N_("Mentee"), FALSE },   { "mentor", N_("Mentor"), FALSE },
    { "areas", N_("Areas"), FALSE },    { "months", N_("Months"), TRUE },    { "sent", N_("Sent"), FALSE },
    { "expires", N_("Expires"), FALSE }, { "state", N_("State"), FALSE },    { "reminder-due", NULL, TRUE },
    { "partnership", NULL, TRUE },      { "saved", NULL, FALSE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRequestRow *row = g_ptr_array_index (rows, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->no);
      g_autofree char *areas = row->areas != NULL ? g_strjoinv (", ", row->areas) : NULL;
      g_autofree char *months = g_strdup_printf ("%d", row->term);
      g_autofree char *sent = day_of (row->sent_at);
      g_autofree char *expires = day_of (row->expires_at - 1);
      g_autofree char *partnership = row->partnership != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->partnership) : NULL;

      g_autofree char *saved = day_of (row->saved_at);

      rapport_cli_table_add (table, number, row->mentee_name, row->mentor_name, areas, months, sent, expires,
                             rapport_request_state_id (row->state), row->reminder_due ? "1" : "0", partnership, saved);
    }
  rapport_cli_table_print (table, cli, _("There are no such requests."));
}

gboolean
rapport_cli_requests (RapportCli *cli,
                      int         argc,
                      char      **argv,
                      GError    **error)
{
  g_autofree char *state = NULL;
  gboolean due = FALSE;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("open, answered, expired, closed or all"), N_("STATE") },
    { "reminder-due", 0, 0, G_OPTION_ARG_NONE, &due, N_("Only those that a reminder is due for"), NULL },
    { NULL },
  };
  g_autoptr (RapportRequestsQuery) query = g_new0 (RapportRequestsQuery, 1);
  g_autoptr (GPtrArray) rows = NULL;
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, entries, 0, 1, &argc, &argv, error) || !group_of (state, &query->group, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query->programme = rapport_session_get_programme (session);
  query->reminder_due = due;
  if (!rapport_cli_whose (cli, argc > 1 ? argv[1] : NULL, &query->member, error))
    return FALSE;
  rows = rapport_store_read (rapport_session_get_store (session), rapport_requests_list, query, NULL, error);
  if (rows == NULL)
    return FALSE;
  print_requests (cli, rows);
  return TRUE;
}

/* "mentee", "mentor" or, for the office, "office": who it is that asks. */
static char *
asker (RapportSession           *session,
       const RapportRequestSend *send)
{
  gint64 viewer = rapport_session_get_viewer (session)->member;

  return g_strdup (viewer != 0 && viewer == send->mentor ? "mentor" : viewer != 0 && viewer == send->mentee ? "mentee" : "office");
}

/* As many as rapport_considerations(), "" where nothing is said. @said: in the same order, %NULL where nothing is. */
static char **
dup_considerations (char *const *said)
{
  g_autoptr (GStrvBuilder) answers = g_strv_builder_new ();

  for (guint i = 0; rapport_considerations ()[i] != NULL; i++)
    g_strv_builder_add (answers, said[i] != NULL ? said[i] : "");
  return g_strv_builder_end (answers);
}

gboolean
rapport_cli_request_send (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autoptr (RapportRequestSend) send = rapport_request_send_new ();
  g_autofree char *by = NULL;
  g_autofree char *goals = NULL;
  g_autofree char *fit = NULL;
  g_autofree char *given = NULL;
  g_autofree char *frequency = NULL;
  g_autofree char *schedule = NULL;
  g_autofree char *form = NULL;
  const GOptionEntry entries[] = {
    { "area", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &send->areas, N_("Area of guidance; may be given again"), N_("AREA") },
    { "months", 'm', 0, G_OPTION_ARG_INT, &send->term, N_("Term in months; else the programme's usual one"), N_("MONTHS") },
    { "message", 0, 0, G_OPTION_ARG_STRING, &send->letter, N_("The message, in the place of the usual letter"), N_("TEXT") },
    { "goals", 0, 0, G_OPTION_ARG_STRING, &goals, N_("What do you want to reach?"), N_("TEXT") },
    { "fit", 0, 0, G_OPTION_ARG_STRING, &fit, N_("How does this person fit your interests?"), N_("TEXT") },
    { "time", 0, 0, G_OPTION_ARG_STRING, &given, N_("How much time can you give?"), N_("TEXT") },
    { "frequency", 0, 0, G_OPTION_ARG_STRING, &frequency, N_("How often would you like to meet?"), N_("TEXT") },
    { "schedule", 0, 0, G_OPTION_ARG_STRING, &schedule, N_("When are you free, and in which time zone?"), N_("TEXT") },
    { "form", 0, 0, G_OPTION_ARG_STRING, &form, N_("How do you want to talk?"), N_("TEXT") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Who asks: mentee, mentor or office"), N_("WHO") },
    { "exception", 0, 0, G_OPTION_ARG_STRING, &send->exception, N_("Why a rule that only warns is set aside"), N_("REASON") },
    { NULL },
  };
  RapportSession *session = NULL;
  JsonObject *facts = NULL;

  send->score = -1;
  if (!rapport_cli_parse (cli, entries, 2, 2, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  send->mentee = rapport_cli_who (cli, argv[1], error);
  send->mentor = send->mentee != 0 ? rapport_cli_who (cli, argv[2], error) : 0;
  if (send->mentor == 0)
    return FALSE;
  g_strfreev (send->considerations);
  send->considerations = dup_considerations ((char *[]) { goals, fit, given, frequency, schedule, form });
  g_free (send->asked_by);
  send->asked_by = by != NULL ? g_steal_pointer (&by) : asker (session, send);
  if (send->term == 0)
    send->term = rapport_session_get_policy (session)->default_term;
  if (!rapport_store_write (rapport_session_get_store (session), rapport_request_send_command, send, NULL, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "request", send->request);
  rapport_cli_print_result (cli, _("Request sent."), facts);
  return TRUE;
}

/* Whether there is a free place before the acceptance is written; its loss meanwhile is told as what it is. */
static gpointer
query_room (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  RapportRequestAnswer *answer = data;
  g_autoptr (RapportRequestRow) row = rapport_requests_get (reading, &answer->request, cancellable, error);
  RapportPairQuery between = { 0 };
  RapportPair *pair;

  if (row == NULL)
    return NULL;
  between = (RapportPairQuery) { row->programme, row->mentee, row->mentor };
  pair = rapport_requests_pair (reading, &between, cancellable, error);
  if (pair != NULL)
    answer->had_room = pair->mentor.capacity > pair->mentor.taken;
  return pair;
}

/* What can be said with an answer. */
typedef enum {
  SAYS_NOTHING = 0,
  SAYS_WORDS = 1 << 0,
  SAYS_REASON = 1 << 1,
  SAYS_TERMS = 1 << 2,
} Says;

/* What each of the answers takes and says. */
static gboolean
answer (RapportCli     *cli,
        RapportCommand  command,
        Says            says,
        const char     *sentence,
        int             argc,
        char          **argv,
        GError        **error)
{
  g_autoptr (RapportRequestAnswer) words = rapport_request_answer_new (0);
  const struct {
    Says says;
    GOptionEntry entry;
  } options[] = {
    { SAYS_WORDS, { "comment", 0, 0, G_OPTION_ARG_STRING, &words->comment, N_("A comment for the other side"), N_("TEXT") } },
    { SAYS_REASON, { "reason", 0, 0, G_OPTION_ARG_STRING, &words->reason, N_("Why it is declined"), N_("REASON") } },
    { SAYS_WORDS, { "exception", 0, 0, G_OPTION_ARG_STRING, &words->exception, N_("Why a rule that only warns is set aside"), N_("REASON") } },
    { SAYS_TERMS, { "months", 'm', 0, G_OPTION_ARG_INT, &words->term, N_("Accept for another term than was asked for"), N_("MONTHS") } },
    { SAYS_TERMS, { "starts", 0, 0, G_OPTION_ARG_STRING, &words->starts_on, N_("First day of the partnership; else today"), "YYYY-MM-DD" } },
  };
  GOptionEntry entries[G_N_ELEMENTS (options) + 1] = { { NULL } };
  guint n_entries = 0;
  g_autoptr (RapportPair) pair = NULL;
  RapportSession *session = NULL;
  JsonObject *facts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if ((options[i].says & says) != 0)
      entries[n_entries++] = options[i].entry;
  if (!rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error))
    return FALSE;
  if (!g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &words->request, NULL))
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not a number; `requests` shows them."), argv[1]);
      return FALSE;
    }
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  pair = rapport_store_read (rapport_session_get_store (session), query_room, words, NULL, error);
  if (pair == NULL || !rapport_store_write (rapport_session_get_store (session), command, words, NULL, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "request", words->request);
  if (words->partnership != 0)
    json_object_set_int_member (facts, "partnership", words->partnership);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}

gboolean
rapport_cli_request_accept (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  return answer (cli, rapport_request_accept_command, SAYS_WORDS | SAYS_TERMS, _("Request accepted."), argc, argv, error);
}

gboolean
rapport_cli_request_decline (RapportCli *cli,
                             int         argc,
                             char      **argv,
                             GError    **error)
{
  return answer (cli, rapport_request_decline_command, SAYS_WORDS | SAYS_REASON, _("Request declined."), argc, argv, error);
}

gboolean
rapport_cli_request_save (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  return answer (cli, rapport_request_save_command, SAYS_WORDS,
                 _("Request saved for later; it still expires on its day."), argc, argv, error);
}

gboolean
rapport_cli_request_withdraw (RapportCli *cli,
                              int         argc,
                              char      **argv,
                              GError    **error)
{
  return answer (cli, rapport_request_withdraw_command, SAYS_NOTHING, _("Request withdrawn."), argc, argv, error);
}

gboolean
rapport_cli_request_remind (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  return answer (cli, rapport_request_remind_command, SAYS_NOTHING, _("Reminder noted."), argc, argv, error);
}
