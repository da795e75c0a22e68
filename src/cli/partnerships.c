/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/meetings.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/date.h"
#include "services/partnerships.h"
#include "store/partnerships.h"

static gboolean
group_of (const char                *word,
          RapportPartnershipsGroup  *group,
          GError                   **error)
{
  static const char *const words[] = { "pending", "active", "ended", "all" };

  *group = RAPPORT_PARTNERSHIPS_ALL;
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], word) == 0)
      {
        *group = (RapportPartnershipsGroup) i;
        return TRUE;
      }
  if (word == NULL)
    return TRUE;
  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("--state takes one of: pending, active, ended, all"));
  return FALSE;
}

/* By the bits of RapportPartnershipAlerts. */
static const char *const alert_words[RAPPORT_N_ALERTS] = { "overdue", "unsigned", "ending-soon", "quiet", "legacy" };

/* "unsigned, ending-soon": all that somebody should look at. */
static char *
alerts_of (const RapportPartnershipRow *row)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < RAPPORT_N_ALERTS; i++)
    if ((row->alerts & (1u << i)) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", alert_words[i]);
  return g_strdup (words->str);
}

/* %NULL where no day is set, or the end has come. */
static char *
days_left (const RapportPartnershipRow *row,
           const char                  *today)
{
  if (row->state != RAPPORT_PARTNERSHIP_ACTIVE || *row->ends_on == '\0')
    return NULL;
  return g_strdup_printf ("%d", rapport_date_days_between (today, row->ends_on));
}

static void
print_partnerships (RapportCli *cli,
                    GPtrArray  *rows,
                    const char *today)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },     { "mentee", N_("Mentee"), FALSE },      { "mentor", N_("Mentor"), FALSE },
    { "state", N_("State"), FALSE },   { "starts", N_("Starts"), FALSE },      { "ends", N_("Ends"), FALSE },
    { "ended", N_("Ended"), FALSE },   { "meetings", N_("Meetings"), TRUE },   { "minutes", N_("Minutes"), TRUE },
    { "unsigned", N_("Unsigned"), TRUE }, { "reason", NULL, FALSE },           { "legacy", NULL, TRUE },
    { "early", NULL, TRUE },           { "days-left", N_("Days Left"), TRUE }, { "look-at", N_("Look At"), FALSE },
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportPartnershipRow *row = g_ptr_array_index (rows, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->no);
      g_autofree char *meetings = g_strdup_printf ("%u", row->meetings);
      g_autofree char *minutes = g_strdup_printf ("%d", row->minutes);
      g_autofree char *open = g_strdup_printf ("%u", row->unsigned_meetings);

      g_autofree char *left = days_left (row, today);
      g_autofree char *alerts = alerts_of (row);

      rapport_cli_table_add (table, number, row->mentee_name, row->mentor_name, rapport_partnership_state_id (row->state), row->starts_on,
                             row->ends_on, row->ended_on, meetings, minutes, open, row->end_reason, row->legacy ? "1" : "0",
                             row->early ? "1" : "0", left, alerts);
    }
  rapport_cli_table_print (table, cli, _("There are no such partnerships."));
}

gboolean
rapport_cli_partnerships (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autofree char *state = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("pending, active, ended or all"), N_("STATE") },
    { NULL },
  };
  g_autoptr (RapportPartnershipsQuery) query = g_new0 (RapportPartnershipsQuery, 1);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *today = NULL;
  RapportSession *session = NULL;

  if (!rapport_cli_parse (cli, entries, 0, 1, &argc, &argv, error) || !group_of (state, &query->group, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query->programme = rapport_session_get_programme (session);
  if (!rapport_cli_whose (cli, argc > 1 ? argv[1] : NULL, &query->member, error))
    return FALSE;
  rows = rapport_store_read (rapport_session_get_store (session), rapport_partnerships_list, query, NULL, error);
  if (rows == NULL)
    return FALSE;
  today = rapport_session_get_today (session);
  print_partnerships (cli, rows, today);
  return TRUE;
}

static gboolean
change (RapportCli               *cli,
        RapportPartnershipChange *words,
        const char               *partnership,
        RapportCommand            command,
        const char               *sentence,
        GError                  **error)
{
  RapportStore *store = rapport_cli_get_store (cli, error);
  JsonObject *facts = NULL;

  if (store == NULL)
    return FALSE;
  words->partnership = rapport_cli_partnership (cli, partnership, error);
  if (words->partnership == 0 || !rapport_store_write (store, command, words, NULL, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "partnership", words->partnership);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}

gboolean
rapport_cli_partnership_end (RapportCli *cli,
                             int         argc,
                             char      **argv,
                             GError    **error)
{
  g_autoptr (RapportPartnershipChange) words = rapport_partnership_change_new (0);
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &words->reason, N_("Why it ends, of the programme's list"), N_("REASON") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words->note, N_("More about it"), N_("TEXT") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words->ended_on, N_("Its last day; else today"), "YYYY-MM-DD" },
    { NULL },
  };

  return rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error) &&
         change (cli, words, argv[1], rapport_partnership_end_command, _("Partnership ended."), error);
}

gboolean
rapport_cli_partnership_extend (RapportCli *cli,
                                int         argc,
                                char      **argv,
                                GError    **error)
{
  g_autoptr (RapportPartnershipChange) words = rapport_partnership_change_new (0);
  const GOptionEntry entries[] = {
    { "months", 'm', 0, G_OPTION_ARG_INT, &words->term, N_("The whole length in months"), N_("MONTHS") },
    { NULL },
  };

  return rapport_cli_parse (cli, entries, 1, 1, &argc, &argv, error) &&
         change (cli, words, argv[1], rapport_partnership_extend_command, _("Term extended."), error);
}

static gboolean
set_star (RapportCli *cli,
          int         argc,
          char      **argv,
          gboolean    starred,
          GError    **error)
{
  g_autoptr (RapportPartnershipChange) words = rapport_partnership_change_new (0);

  words->starred = starred;
  return rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error) &&
         change (cli, words, argv[1], rapport_partnership_star_command, starred ? _("Star added.") : _("Star removed."), error);
}

gboolean
rapport_cli_partnership_star (RapportCli *cli,
                              int         argc,
                              char      **argv,
                              GError    **error)
{
  return set_star (cli, argc, argv, TRUE, error);
}

gboolean
rapport_cli_partnership_unstar (RapportCli *cli,
                                int         argc,
                                char      **argv,
                                GError    **error)
{
  return set_star (cli, argc, argv, FALSE, error);
}

gboolean
rapport_cli_partnership_record (RapportCli *cli,
                                int         argc,
                                char      **argv,
                                GError    **error)
{
  g_autoptr (RapportPartnershipRecord) record = g_new0 (RapportPartnershipRecord, 1);
  const GOptionEntry entries[] = {
    { "starts", 0, 0, G_OPTION_ARG_STRING, &record->starts_on, N_("Its first day"), "YYYY-MM-DD" },
    { "ended", 0, 0, G_OPTION_ARG_STRING, &record->ended_on, N_("Its last day, where it is over"), "YYYY-MM-DD" },
    { "months", 'm', 0, G_OPTION_ARG_INT, &record->term, N_("The whole length in months; 0: no term"), N_("MONTHS") },
    { "area", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &record->areas, N_("Area of guidance; may be given again"), N_("AREA") },
    { NULL },
  };
  RapportStore *store = NULL;
  JsonObject *facts = NULL;

  if (!rapport_cli_parse (cli, entries, 2, 2, &argc, &argv, error))
    return FALSE;
  record->legacy = TRUE;
  record->mentee = rapport_cli_who (cli, argv[1], error);
  record->mentor = record->mentee != 0 ? rapport_cli_who (cli, argv[2], error) : 0;
  store = record->mentor != 0 ? rapport_cli_get_store (cli, error) : NULL;
  if (store == NULL || !rapport_store_write (store, rapport_partnership_record_command, record, NULL, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "partnership", record->partnership);
  rapport_cli_print_result (cli, _("Partnership recorded."), facts);
  return TRUE;
}
