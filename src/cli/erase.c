/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/saved-file.h"
#include "services/erase.h"
#include "services/personal-data.h"

/* "yes" on the terminal, or --yes where nobody sits. */
static gboolean
confirm (const char  *question,
         gboolean     yes,
         GError     **error)
{
  char answer[16] = "";

  if (yes)
    return TRUE;
  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE,
                           _("Erasing cannot be undone: say --yes, or call it where you can be asked."));
      return FALSE;
    }
  g_print ("%s\n%s ", question, _("Type “yes” to erase:"));
  if (fgets (answer, sizeof answer, stdin) != NULL && g_strcmp0 (g_strstrip (answer), "yes") == 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_REFUSED, _("Nothing was erased."));
  return FALSE;
}

static JsonObject *
account_to_json (const RapportEraseAccount *account)
{
  JsonObject *facts = json_object_new ();
  JsonArray *mentions = json_array_new ();

  for (guint i = 0; i < RAPPORT_N_ERASED; i++)
    if (account->counts[i] > 0)
      json_object_set_int_member (facts, rapport_erased_kind_name (i), account->counts[i]);
  json_object_set_int_member (facts, "ended", account->ended);
  json_object_set_int_member (facts, "backups", account->backups);
  json_object_set_int_member (facts, "drafts", account->drafts);
  json_object_set_int_member (facts, "damaged-files", account->copies);
  json_object_set_int_member (facts, "at", account->at);
  json_object_set_int_member (facts, "authored", account->authored);
  for (guint i = 0; account->mentions != NULL && i < account->mentions->len; i++)
    json_array_add_string_element (mentions, g_ptr_array_index (account->mentions, i));
  json_object_set_array_member (facts, "mentions", mentions);
  return facts;
}

static gboolean
print_account (RapportCli                *cli,
               const RapportEraseAccount *account,
               const char                *file,
               GError                   **error)
{
  g_auto (GStrv) lines = rapport_erase_account_lines (account);
  g_autofree char *list = g_strjoinv ("\n  ", lines);
  g_autofree char *sentence = g_strdup_printf (_("Erased:\n  %s"), list);
  g_autofree char *text = rapport_erase_account_text (account);
  g_autoptr (GFile) saved = file != NULL ? g_file_new_for_commandline_arg (file) : NULL;

  if (saved != NULL && !rapport_saved_file_write (saved, text, strlen (text), error))
    return FALSE;
  rapport_cli_print_result (cli, sentence, account_to_json (account));
  for (guint i = 0; !rapport_cli_wants_json (cli) && account->mentions != NULL && i < account->mentions->len; i++)
    g_print (_("Look through: %s\n"), (const char *) g_ptr_array_index (account->mentions, i));
  return TRUE;
}

/* What both ways of erasing are asked with. */
typedef struct {
  gboolean yes;
  char *file;
} EraseOptions;

static void
erase_options_clear (EraseOptions *self)
{
  g_free (self->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EraseOptions, erase_options_clear)

static gboolean
parse_options (RapportCli    *cli,
               EraseOptions  *options,
               int            most,
               int           *argc,
               char        ***argv,
               GError       **error)
{
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options->yes, N_("Do not ask"), NULL },
    { "account", 0, 0, G_OPTION_ARG_FILENAME, &options->file, N_("Save what was erased, in numbers, as a text"), N_("FILE") },
    { NULL },
  };

  return rapport_cli_parse (cli, entries, 1, most, argc, argv, error);
}

static gboolean
erase (RapportCli      *cli,
       RapportEraseJob *job,
       const char      *file,
       GError         **error)
{
  g_autoptr (RapportEraseAccount) account = rapport_erase_run (rapport_cli_get_store (cli, NULL), job, NULL, NULL, NULL, error);

  return account != NULL && print_account (cli, account, file, error);
}

gboolean
rapport_cli_member_erase (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_auto (EraseOptions) options = { 0 };
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();

  if (!parse_options (cli, &options, -1, &argc, &argv, error))
    return FALSE;
  for (int i = 1; i < argc; i++)
    {
      gint64 member = rapport_cli_who (cli, argv[i], error);

      if (member == 0)
        return FALSE;
      g_array_append_val (job->members, member);
    }
  if (rapport_cli_get_store (cli, error) == NULL
      || !confirm (g_dngettext (NULL, "Everything about this person goes, in the backups too, and does not come back.",
                                "Everything about these people goes, in the backups too, and does not come back.",
                                job->members->len), options.yes, error))
    return FALSE;
  return erase (cli, job, options.file, error);
}

gboolean
rapport_cli_import_remove (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  g_auto (EraseOptions) options = { 0 };
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();

  if (!parse_options (cli, &options, 1, &argc, &argv, error))
    return FALSE;
  job->operation = g_ascii_strtoll (argv[1], NULL, 10);
  if (rapport_cli_get_store (cli, error) == NULL
      || !confirm (_("What this import alone made goes, in the backups too, and does not come back."), options.yes, error))
    return FALSE;
  return erase (cli, job, options.file, error);
}

static gpointer
list_query (RapportReading *reading,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  return rapport_erasures_list (reading, error);
}

gboolean
rapport_cli_erasures (RapportCli *cli,
                      int         argc,
                      char      **argv,
                      GError    **error)
{
  static const RapportCliColumn columns[] = {
    { "when", N_("When"), FALSE },           { "members", N_("Members"), TRUE },   { "requests", N_("Requests"), TRUE },
    { "signatures", N_("Signatures"), TRUE }, { "photos", N_("Photos"), TRUE },     { "kept", N_("Partnerships kept"), TRUE },
  };
  static const RapportErasedKind kinds[] = {
    RAPPORT_ERASED_MEMBERS, RAPPORT_ERASED_REQUESTS, RAPPORT_ERASED_SIGNATURES, RAPPORT_ERASED_PHOTOS, RAPPORT_ERASED_KEPT,
  };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) rows = NULL;
  RapportStore *store = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  rows = store != NULL ? rapport_store_read (store, list_query, NULL, NULL, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportErasureRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (row->erased_at);
      g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M UTC");
      char *cells[G_N_ELEMENTS (kinds)];

      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        cells[j] = g_strdup_printf ("%u", row->counts[kinds[j]]);
      rapport_cli_table_add (table, when, cells[0], cells[1], cells[2], cells[3], cells[4]);
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        g_free (cells[j]);
    }
  if (rows != NULL)
    rapport_cli_table_print (table, cli, _("Nothing has been erased."));
  return rows != NULL;
}

/* Everything about a person, for the person. */
gboolean
rapport_cli_member_export (RapportCli *cli,
                           int         argc,
                           char      **argv,
                           GError    **error)
{
  g_autoptr (RapportDossier) dossier = NULL;
  RapportStore *store = NULL;
  gint64 member = 0;

  if (!rapport_cli_parse (cli, NULL, 1, 3, &argc, &argv, error))
    return FALSE;
  store = rapport_cli_get_store (cli, error);
  member = store != NULL ? rapport_cli_who (cli, argv[1], error) : 0;
  dossier = member != 0 ? rapport_store_read (store, rapport_personal_data_query, &member, NULL, error) : NULL;
  if (dossier == NULL)
    return FALSE;
  if (argc == 2)
    rapport_cli_print_json (rapport_dossier_to_json (dossier));
  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);

      if (!rapport_dossier_write (dossier, file, RAPPORT_PAPER_A4, error))
        return FALSE;
    }
  if (argc > 2)
    rapport_cli_print_result (cli, _("The personal data are written."), NULL);
  return TRUE;
}
