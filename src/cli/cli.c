/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/who.h"
#include "model/sentence.h"
#include "services/account.h"
#include "services/data-files.h"

/* Of a word that is not understood. */

struct _RapportCli
{
  const RapportCliCommand *command;
  char *database;
  char *author;
  char *viewer;
  gboolean json;
  gboolean version;

  /* Owned, made on first use */
  RapportClock *clock;
  RapportStore *store;
  RapportSession *session;
};

G_DEFINE_QUARK (rapport-cli-error-quark, rapport_cli_error)

/* The options that may stand before the command and after it. */
static void
add_common_options (RapportCli     *cli,
                    GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &cli->database, N_("Use this database instead of your own"), N_("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &cli->json, N_("Print JSON, for programs"), NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &cli->viewer, N_("Show what this member may see (a view, not protection)"), N_("MEMBER") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &cli->author, N_("Who does this, for the history"), N_("NAME") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &cli->version, N_("Show the version"), NULL },
    { NULL },
  };

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static char *
list_of_commands (void)
{
  GString *text = g_string_new (_("Commands:"));

  for (const RapportCliCommand *command = rapport_cli_commands (); command->name != NULL; command++)
    {
      g_autofree char *usage = g_strconcat (command->name, " ", command->arguments, NULL);

      int fill = 38 - (int) g_utf8_strlen (usage, -1);

      g_string_append_printf (text, "\n  %s%*s  %s", usage, MAX (fill, 0), "", _(command->summary));
    }
  g_string_append_printf (text, "\n\n%s\n%s", _("“rapportctl COMMAND --help” tells more about one of them."),
                          _("Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 refused by a rule, 5 database "
                            "unusable, 6 busy, 7 differences found"));
  return g_string_free (text, FALSE);
}

/* The words before the command; argv is left with the command first. */
static gboolean
parse_before_command (RapportCli *cli,
                      int        *argc,
                      char     ***argv,
                      GError    **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND …"));
  g_autofree char *commands = list_of_commands ();

  add_common_options (cli, context);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, _("Runs mentoring programmes from a terminal: the same jobs as Rapport, without a display."));
  g_option_context_set_description (context, commands);
  return g_option_context_parse (context, argc, argv, error);
}

gboolean
rapport_cli_parse (RapportCli         *cli,
                   const GOptionEntry *entries,
                   int                 least,
                   int                 most,
                   int                *argc,
                   char             ***argv,
                   GError            **error)
{
  g_autofree char *parameters = g_strconcat (cli->command->name, " ", cli->command->arguments, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_common_options (cli, context);
  g_option_context_set_summary (context, _(cli->command->summary));
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc - 1 < least || (most >= 0 && *argc - 1 > most))
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Usage: rapportctl %s"), parameters);
      return FALSE;
    }
  return TRUE;
}

gboolean
rapport_cli_wants_json (RapportCli *cli)
{
  return cli->json;
}

char *
rapport_cli_dup_database (RapportCli *cli)
{
  return cli->database != NULL ? g_strdup (cli->database) : rapport_data_files_database ();
}

RapportStore *
rapport_cli_get_store (RapportCli *cli,
                       GError    **error)
{
  if (cli->store == NULL)
    {
      g_autofree char *path = rapport_cli_dup_database (cli);

      cli->clock = rapport_clock_new ();
      cli->store = rapport_store_open (path, cli->clock, error);
      if (cli->store != NULL)
        {
          g_autofree char *author = cli->author != NULL ? g_strdup (cli->author) : rapport_account_author ();

          rapport_store_set_author (cli->store, author);
        }
    }
  return cli->store;
}

RapportSession *
rapport_cli_get_session (RapportCli *cli,
                         GError    **error)
{
  RapportStore *store = rapport_cli_get_store (cli, error);

  if (store != NULL && cli->session == NULL)
    {
      RapportViewer viewer = { 0 };

      cli->session = rapport_session_new (store);
      if (cli->viewer == NULL)
        return cli->session;
      viewer = rapport_viewer_for_member (rapport_cli_who (cli, cli->viewer, error));
      if (rapport_viewer_is_office (&viewer))
        {
          g_clear_object (&cli->session);
          return NULL;
        }
      rapport_session_set_viewer (cli->session, &viewer);
    }
  return cli->session;
}

static int
exit_code (const GError *error)
{
  if (error->domain == RAPPORT_CLI_ERROR)
    return error->code;
  if (error->domain == G_OPTION_ERROR)
    return RAPPORT_CLI_USAGE;
  if (error->domain != RAPPORT_STORE_ERROR)
    return RAPPORT_CLI_FAILED;
  switch ((RapportStoreError) error->code)
    {
    case RAPPORT_STORE_ERROR_NOT_FOUND:
      return RAPPORT_CLI_NOT_FOUND;
    case RAPPORT_STORE_ERROR_REFUSED:
    case RAPPORT_STORE_ERROR_NOTHING:
      return RAPPORT_CLI_REFUSED;
    case RAPPORT_STORE_ERROR_BUSY:
    case RAPPORT_STORE_ERROR_REPLACED:
      return RAPPORT_CLI_BUSY;
    case RAPPORT_STORE_ERROR_READ_ONLY:
    case RAPPORT_STORE_ERROR_TOO_NEW:
    case RAPPORT_STORE_ERROR_FOREIGN:
    case RAPPORT_STORE_ERROR_CORRUPT:
    case RAPPORT_STORE_ERROR_FULL:
    case RAPPORT_STORE_ERROR_NETWORK:
      return RAPPORT_CLI_DATABASE;
    case RAPPORT_STORE_ERROR_INVALID:
    case RAPPORT_STORE_ERROR_FORK:
    case RAPPORT_STORE_ERROR_FAILED:
    default:
      return RAPPORT_CLI_FAILED;
    }
}

/* A message on standard error; --json repeats it for programs on standard output. */
static int
report (RapportCli   *cli,
        const GError *error)
{
  g_autofree char *plain = rapport_cli_plain (error->message);
  int code = exit_code (error);

  g_printerr ("rapportctl: %s\n", plain);
  if (cli->json)
    {
      JsonNode *root = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "error", error->message);
      json_object_set_int_member (object, "exit", code);
      json_node_set_object (root, object);
      rapport_cli_print_json (root);
    }
  return code;
}

/* Everything that is said is UTF-8, but for the name of a file that is there, which may be anything. */
static gboolean
check_words (char    **words,
             GError  **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL) && !g_file_test (words[i], G_FILE_TEST_EXISTS))
      {
        g_autofree char *valid = g_utf8_make_valid (words[i], -1);
        g_autofree char *shown = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), RAPPORT_CLI_MOST_SHOWN));

        rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("“%s” is not text in UTF-8."), shown);
        return FALSE;
      }
  return TRUE;
}

static gboolean
run_command (RapportCli *cli,
             int         argc,
             char      **argv,
             GError    **error)
{
  guint n_words = 0;

  if (!parse_before_command (cli, &argc, &argv, error))
    return FALSE;
  if (cli->version)
    {
      g_print ("rapportctl %s\n", RAPPORT_VERSION);
      return TRUE;
    }
  if (argc < 2)
    {
      g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("Which command? “rapportctl --help” lists them."));
      return FALSE;
    }
  cli->command = rapport_cli_find_command (argv + 1, &n_words);
  if (cli->command == NULL)
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_USAGE, _("There is no command “%s”. “rapportctl --help” lists them."), argv[1]);
      return FALSE;
    }
  return cli->command->function (cli, argc - (int) n_words, argv + n_words, error);
}

static void
cli_clear (RapportCli *cli)
{
  g_clear_object (&cli->session);
  if (cli->store != NULL)
    rapport_store_close (cli->store);
  g_clear_object (&cli->store);
  g_clear_object (&cli->clock);
  g_free (cli->database);
  g_free (cli->author);
  g_free (cli->viewer);
}

/**
 * rapport_cli_run:
 * @argc: of main()
 * @argv: (array length=argc): of main()
 *
 * Does what the command line says.
 *
 * Returns: the exit code, a #RapportCliExit
 */
int
rapport_cli_run (int    argc,
                 char **argv)
{
  RapportCli cli = { NULL };
  g_auto (GStrv) words = g_new0 (char *, argc + 1);
  g_autofree char **rest = g_new0 (char *, argc + 1); /* borrows: GOption takes options out of it */
  g_autoptr (GError) error = NULL;
  int code = RAPPORT_CLI_DONE;

  for (int i = 0; i < argc; i++)
    rest[i] = words[i] = g_strdup (argv[i]);
  g_set_prgname ("rapportctl");
  if (!check_words (words, &error) || !run_command (&cli, argc, rest, &error))
    code = report (&cli, error);
  cli_clear (&cli);
  return code;
}
