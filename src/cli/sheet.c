/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/meetings.h"
#include "cli/print.h"
#include "exchange/sheet-pdf.h"
#include "services/sheet-job.h"
#include "store/partnerships.h"

static gboolean
add_all (RapportSession     *session,
         RapportSheetQuery  *query,
         GError            **error)
{
  g_autoptr (RapportPartnershipsQuery) partnerships = g_new0 (RapportPartnershipsQuery, 1);
  g_autoptr (GPtrArray) rows = NULL;

  partnerships->group = RAPPORT_PARTNERSHIPS_ALL;
  partnerships->programme = rapport_session_get_programme (session);
  partnerships->member = query->viewer.member;
  partnerships->sort = RAPPORT_PARTNERSHIPS_NAME;
  rows = rapport_store_read (rapport_session_get_store (session), rapport_partnerships_list, partnerships, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    rapport_sheet_query_add (query, ((RapportPartnershipRow *) rows->pdata[i])->no);
  return rows != NULL;
}

static gboolean
add_named (RapportCli         *cli,
           RapportSheetQuery  *query,
           char              **words,
           GError            **error)
{
  for (; *words != NULL; words++)
    {
      gint64 partnership = rapport_cli_partnership (cli, *words, error);

      if (partnership == 0)
        return FALSE;
      rapport_sheet_query_add (query, partnership);
    }
  return TRUE;
}

typedef struct {
  gboolean blank, all;
  char *paper, *output;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->paper);
  g_free (words->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
check_words (const Words   *words,
             int            n_named,
             RapportPaper  *paper,
             GError       **error)
{
  *paper = RAPPORT_PAPER_A4;
  if (words->output == NULL)
    g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Say where to write the PDF: --output FILE."));
  else if (words->paper != NULL && !rapport_paper_from_string (words->paper, paper))
    g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("The paper is a4 or letter."));
  else if (n_named == 0 && !words->all && !words->blank)
    g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Name a partnership, or say --all or --blank."));
  else
    return TRUE;
  return FALSE;
}

gboolean
rapport_cli_sheet (RapportCli *cli,
                   int         argc,
                   char      **argv,
                   GError    **error)
{
  g_auto (Words) words = { 0 };
  const GOptionEntry entries[] = {
    { "blank", 0, 0, G_OPTION_ARG_NONE, &words.blank, N_("Empty rows to fill in by hand"), NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &words.all, N_("One sheet for every partnership"), NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &words.paper, N_("a4 (the default) or letter"), N_("PAPER") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output, N_("The PDF to write"), N_("FILE") },
    { NULL },
  };
  g_autoptr (RapportSheetQuery) query = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *sentence = NULL;
  RapportSession *session;
  RapportPaper paper;
  JsonObject *facts;

  if (!rapport_cli_parse (cli, entries, 0, -1, &argc, &argv, error) || !check_words (&words, argc - 1, &paper, error))
    return FALSE;
  session = rapport_cli_get_session (cli, error);
  if (session == NULL)
    return FALSE;
  query = rapport_sheet_query_new (*rapport_session_get_viewer (session));
  query->blank = words.blank;
  query->programme = rapport_session_get_programme (session);
  if ((words.all && !add_all (session, query, error)) || !add_named (cli, query, argv + 1, error))
    return FALSE;
  sheets = rapport_store_read (rapport_session_get_store (session), rapport_sheet_job_read, query, NULL, error);
  if (sheets == NULL || !rapport_sheet_pdf_write (sheets, paper, words.output, error))
    return FALSE;
  facts = json_object_new ();
  json_object_set_int_member (facts, "sheets", sheets->len);
  sentence = g_strdup_printf (g_dngettext (NULL, "%u sheet written.", "%u sheets written.", sheets->len), sheets->len);
  rapport_cli_print_result (cli, sentence, facts);
  return TRUE;
}
