/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/meetings.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/opened-file.h"
#include "model/sentence.h"
#include "services/meetings.h"
#include "store/meetings.h"
#include "store/partnerships.h"

/* The options of `meeting log`, `edit` and `correct`. What is not given stays as it is. */
typedef struct {
  char *date, *from, *to, *channel, *place, *topics, *agenda, *next_steps, *notes, *own_notes;
  int minutes;
  gboolean check_in;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->date);
  g_free (words->from);
  g_free (words->to);
  g_free (words->channel);
  g_free (words->place);
  g_free (words->topics);
  g_free (words->agenda);
  g_free (words->next_steps);
  g_free (words->notes);
  g_free (words->own_notes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
parse_words (RapportCli   *cli,
             Words        *words,
             int          *argc,
             char       ***argv,
             GError      **error)
{
  const GOptionEntry entries[] = {
    { "date", 'd', 0, G_OPTION_ARG_STRING, &words->date, N_("The day on which it was"), "YYYY-MM-DD" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &words->from, N_("When it began"), "HH:MM" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &words->to, N_("When it ended"), "HH:MM" },
    { "minutes", 'm', 0, G_OPTION_ARG_INT, &words->minutes, N_("Time spent, in the place of --to"), N_("MINUTES") },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &words->channel, N_("How: video, phone, in-person, email, chat"), N_("CHANNEL") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &words->place, N_("Where"), N_("PLACE") },
    { "topics", 't', 0, G_OPTION_ARG_STRING, &words->topics, N_("What it was about; stands on the tracking sheet"), N_("TEXT") },
    { "agenda", 0, 0, G_OPTION_ARG_STRING, &words->agenda, N_("What was to be talked about"), N_("TEXT") },
    { "next-steps", 0, 0, G_OPTION_ARG_STRING, &words->next_steps, N_("What follows"), N_("TEXT") },
    { "notes", 0, 0, G_OPTION_ARG_STRING, &words->notes, N_("Notes that the two share (with --as)"), N_("TEXT") },
    { "own-notes", 0, 0, G_OPTION_ARG_STRING, &words->own_notes, N_("Notes for oneself (with --as)"), N_("TEXT") },
    { "check-in", 0, 0, G_OPTION_ARG_NONE, &words->check_in, N_("A lighter contact, not a meeting"), NULL },
    { NULL },
  };

  return rapport_cli_parse (cli, entries, 1, 1, argc, argv, error);
}

/* Notes are of the two alone: of the office they would not be kept. */
static gboolean
check_notes (const Words    *words,
             RapportSession *session,
             GError        **error)
{
  if ((words->notes == NULL && words->own_notes == NULL) || !rapport_viewer_is_office (rapport_session_get_viewer (session)))
    return TRUE;
  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Notes are written by one of the two: say who with --as MEMBER."));
  return FALSE;
}

static void
put (char       **field,
     const char  *word)
{
  if (word == NULL)
    return;
  g_free (*field);
  *field = g_strdup (word);
}

/* What is said about time replaces all that was known of it. */
static void
put_time (RapportMeeting *meeting,
          const Words    *words)
{
  if (words->from == NULL && words->to == NULL && words->minutes == 0)
    return;
  if (words->minutes > 0 && words->to == NULL)
    g_clear_pointer (&meeting->ends, g_free);
  put (&meeting->starts, words->from);
  put (&meeting->ends, words->to);
  meeting->minutes = words->minutes;
}

static void
put_words (RapportMeeting *meeting,
           const Words    *words)
{
  put (&meeting->held_on, words->date);
  put (&meeting->channel, words->channel);
  put (&meeting->place, words->place);
  put (&meeting->topics, words->topics);
  put (&meeting->agenda, words->agenda);
  put (&meeting->next_steps, words->next_steps);
  put (&meeting->notes, words->notes);
  put (&meeting->own_notes, words->own_notes);
  if (words->check_in)
    put (&meeting->kind, "check-in");
  put_time (meeting, words);
}

static gboolean
parse_number (const char  *word,
              gint64      *number,
              GError     **error)
{
  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, number, NULL))
    return TRUE;
  rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not a number; `meeting list` shows them."), word);
  return FALSE;
}

/* Several partnerships of one member: which, is for the person to say. */
static gint64
only_one_of (GPtrArray   *rows,
             const char  *words,
             GError     **error)
{
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", ((RapportPartnershipRow *) rows->pdata[i])->no);
  if (rows->len == 0)
    rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("“%s” is in no partnership."), words);
  else if (rows->len > 1)
    rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND,
                       _("“%s” is in several partnerships: name one of the numbers %s."), words, numbers->str);
  g_string_free (numbers, TRUE);
  return rows->len == 1 ? ((RapportPartnershipRow *) rows->pdata[0])->no : 0;
}

gint64
rapport_cli_partnership (RapportCli  *cli,
                         const char  *words,
                         GError     **error)
{
  g_autoptr (RapportPartnershipsQuery) query = g_new0 (RapportPartnershipsQuery, 1);
  g_autoptr (GPtrArray) rows = NULL;
  RapportSession *session;
  gint64 number = 0;

  if (g_ascii_string_to_signed (words, 10, 1, G_MAXINT64, &number, NULL))
    return number;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return 0;
  query->programme = rapport_session_get_programme (session);
  query->member = rapport_cli_who (cli, words, error);
  if (query->member == 0)
    return 0;
  query->group = RAPPORT_PARTNERSHIPS_ALL;
  rows = rapport_store_read (rapport_session_get_store (session), rapport_partnerships_list, query, NULL, error);
  return rows != NULL ? only_one_of (rows, words, error) : 0;
}

static RapportMeetingLog *
read_log (RapportSession  *session,
          gint64           partnership,
          GError         **error)
{
  RapportMeetingsQuery query = { partnership, *rapport_session_get_viewer (session) };

  return rapport_store_read (rapport_session_get_store (session), rapport_meetings_log, &query, NULL, error);
}

typedef struct {
  gint64 meeting;
  RapportViewer viewer;
} EntryQuery;

static gpointer
query_entry (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const EntryQuery *entry = data;
  RapportMeetingsQuery query = { rapport_meetings_partnership (reading, entry->meeting), entry->viewer };

  if (query.partnership != 0)
    return rapport_meetings_log (reading, &query, cancellable, error);
  g_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("There is no meeting %" G_GINT64_FORMAT "."), entry->meeting);
  return NULL;
}

/* A copy of the meeting that the number names. */
static RapportMeeting *
find_meeting (RapportSession  *session,
              gint64           number,
              GError         **error)
{
  EntryQuery query = { number, *rapport_session_get_viewer (session) };
  g_autoptr (RapportMeetingLog) log = rapport_store_read (rapport_session_get_store (session), query_entry, &query, NULL, error);
  RapportMeetingEntry *entry = log != NULL ? rapport_meeting_log_find (log, number) : NULL;

  return entry != NULL ? rapport_meeting_copy (entry->meeting) : NULL;
}

static void
print_saved (RapportCli *cli,
             const char *sentence,
             gint64      meeting)
{
  JsonObject *facts = json_object_new ();

  json_object_set_int_member (facts, "meeting", meeting);
  rapport_cli_print_result (cli, sentence, facts);
}

gboolean
rapport_cli_meeting_log (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  g_auto (Words) words = { 0 };
  g_autoptr (RapportMeeting) meeting = rapport_meeting_new ();
  RapportMeetingSave save = { meeting };
  g_autofree char *sentence = NULL;
  RapportSession *session;

  if (!parse_words (cli, &words, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL || !check_notes (&words, session, error)
      || (meeting->partnership = rapport_cli_partnership (cli, argv[1], error)) == 0)
    return FALSE;
  put_words (meeting, &words);
  save.viewer = *rapport_session_get_viewer (session);
  if (!rapport_store_write (rapport_session_get_store (session), rapport_meeting_log_command, &save, NULL, error))
    return FALSE;
  sentence = g_strdup_printf (_("Logged as number %" G_GINT64_FORMAT "."), save.saved);
  print_saved (cli, sentence, save.saved);
  return TRUE;
}

static gboolean
change (RapportCli      *cli,
        RapportCommand   command,
        int              argc,
        char           **argv,
        GError         **error)
{
  g_auto (Words) words = { 0 };
  g_autoptr (RapportMeeting) meeting = NULL;
  RapportMeetingSave save = { NULL };
  g_autofree char *sentence = NULL;
  RapportSession *session;
  gint64 number = 0;

  if (!parse_words (cli, &words, &argc, &argv, error) || !parse_number (argv[1], &number, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL || !check_notes (&words, session, error) || (meeting = find_meeting (session, number, error)) == NULL)
    return FALSE;
  put_words (meeting, &words);
  save.meeting = meeting;
  save.viewer = *rapport_session_get_viewer (session);
  if (!rapport_store_write (rapport_session_get_store (session), command, &save, NULL, error))
    return FALSE;
  if (save.saved != number)
    sentence = g_strdup_printf (_("Corrected; the new version is number %" G_GINT64_FORMAT "."), save.saved);
  print_saved (cli, sentence != NULL ? sentence : _("Meeting changed."), save.saved);
  return TRUE;
}

gboolean
rapport_cli_meeting_edit (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  return change (cli, rapport_meeting_edit_command, argc, argv, error);
}

gboolean
rapport_cli_meeting_correct (RapportCli *cli,
                             int         argc,
                             char      **argv,
                             GError    **error)
{
  return change (cli, rapport_meeting_correct_command, argc, argv, error);
}

gboolean
rapport_cli_meeting_delete (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  RapportMeetingRemove remove_it = { 0 };
  RapportSession *session;

  if (!rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error) || !parse_number (argv[1], &remove_it.meeting, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  remove_it.viewer = *rapport_session_get_viewer (session);
  if (!rapport_store_write (rapport_session_get_store (session), rapport_meeting_remove_command, &remove_it, NULL, error))
    return FALSE;
  print_saved (cli, _("Meeting deleted."), remove_it.meeting);
  return TRUE;
}

/* --- Signing ------------------------------------------------------------------------------------------------- */

typedef struct {
  char *typed, *drawn, *date;
  gboolean paper;
} SignWords;

static gboolean
read_sign_words (RapportMeetingSign  *sign,
                 const SignWords     *words,
                 GError             **error)
{
  if ((words->typed != NULL) + (words->drawn != NULL) + words->paper != 1)
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Say one of --typed NAME, --drawn FILE and --paper."));
      return FALSE;
    }
  sign->method = words->typed != NULL ? RAPPORT_SIGNING_TYPED : words->paper ? RAPPORT_SIGNING_PAPER : RAPPORT_SIGNING_DRAWN;
  sign->name = g_strdup (words->typed);
  sign->signed_on = g_strdup (words->date);
  if (words->drawn != NULL)
    sign->path = rapport_opened_file_text (words->drawn, error);
  return words->drawn == NULL || sign->path != NULL;
}

gboolean
rapport_cli_meeting_sign (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  SignWords words = { NULL };
  const GOptionEntry entries[] = {
    { "typed", 0, 0, G_OPTION_ARG_STRING, &words.typed, N_("By the name in full"), N_("NAME") },
    { "drawn", 0, 0, G_OPTION_ARG_FILENAME, &words.drawn, N_("By a drawing: “M x y L x y …” in a box of 480 by 170"), N_("FILE") },
    { "paper", 0, 0, G_OPTION_ARG_NONE, &words.paper, N_("It was signed on paper"), NULL },
    { "date", 'd', 0, G_OPTION_ARG_STRING, &words.date, N_("The day on the paper; else today"), "YYYY-MM-DD" },
    { NULL },
  };
  g_autoptr (RapportMeetingSign) sign = rapport_meeting_sign_new (0, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED);
  RapportSession *session;
  gboolean ok = rapport_cli_parse (cli, entries, 2, 2, &argc, &argv, error) && parse_number (argv[1], &sign->meeting, error);

  if (ok && !rapport_side_from_string (argv[2], &sign->side))
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Say who signs: mentee or mentor."));
      ok = FALSE;
    }
  ok = ok && read_sign_words (sign, &words, error) && (session = rapport_cli_get_session (cli, error)) != NULL;
  g_free (words.typed);
  g_free (words.drawn);
  g_free (words.date);
  if (!ok)
    return FALSE;
  sign->viewer = *rapport_session_get_viewer (session);
  sign->entered_by = g_strdup (rapport_store_get_author (rapport_session_get_store (session)));
  if (!rapport_store_write (rapport_session_get_store (session), rapport_meeting_sign_command, sign, NULL, error))
    return FALSE;
  print_saved (cli, _("Meeting signed."), sign->meeting);
  return TRUE;
}

/* --- Listing ------------------------------------------------------------------------------------------------- */

static const char *
signature_word (const RapportMeetingEntry *entry,
                RapportSide                side)
{
  if (entry->signatures[side] != NULL)
    return rapport_signing_to_string (entry->signatures[side]->method);
  return entry->signed_earlier[side] ? "earlier" : "";
}

static void
add_row (RapportCliTable           *table,
         const RapportMeetingEntry *entry)
{
  const RapportMeeting *meeting = entry->meeting;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, meeting->no);
  g_autofree char *minutes = g_strdup_printf ("%d", meeting->minutes);
  g_autofree char *version = g_strdup_printf ("%u", entry->version);

  rapport_cli_table_add (table, number, meeting->held_on, meeting->starts, minutes, meeting->kind, meeting->channel,
                         meeting->topics, signature_word (entry, RAPPORT_SIDE_MENTEE),
                         signature_word (entry, RAPPORT_SIDE_MENTOR), version, entry->superseded ? "1" : "0",
                         meeting->place, meeting->agenda, meeting->next_steps, meeting->notes, meeting->own_notes);
}

RapportCliTable *
rapport_cli_meeting_table (const RapportMeetingLog *log)
{
  static const RapportCliColumn columns[] = {
    { "number", N_("No."), TRUE },
    { "date", N_("Date"), FALSE },
    { "from", N_("From"), FALSE },
    { "minutes", N_("Minutes"), TRUE },
    { "kind", N_("Kind"), FALSE },
    { "channel", N_("How"), FALSE },
    { "topics", N_("Topics"), FALSE },
    { "mentee_signature", N_("Mentee"), FALSE },
    { "mentor_signature", N_("Mentor"), FALSE },
    { "version", N_("Version"), TRUE },
    { "superseded", NULL, TRUE },
    { "place", NULL, FALSE },
    { "agenda", NULL, FALSE },
    { "next_steps", NULL, FALSE },
    { "notes", NULL, FALSE },
    { "own_notes", NULL, FALSE },
  };
  RapportCliTable *table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < log->entries->len; i++)
    add_row (table, log->entries->pdata[i]);
  return table;
}

gboolean
rapport_cli_meeting_list (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autoptr (RapportCliTable) table = NULL;
  g_autoptr (RapportMeetingLog) log = NULL;
  RapportSession *session;
  gint64 partnership;

  if (!rapport_cli_parse (cli, NULL, 1, 1, &argc, &argv, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL || (partnership = rapport_cli_partnership (cli, argv[1], error)) == 0
      || (log = read_log (session, partnership, error)) == NULL)
    return FALSE;
  table = rapport_cli_meeting_table (log);
  rapport_cli_table_print (table, cli, _("No meeting has been logged yet."));
  return TRUE;
}
