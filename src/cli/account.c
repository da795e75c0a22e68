/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/letters.h"
#include "cli/print.h"
#include "model/sentence.h"

#define MOST_PASSWORD 1024

RapportMailAccount *
rapport_cli_account (GError **error)
{
  g_autoptr (GError) failure = NULL;
  RapportMailAccount *account = rapport_mail_account_load (&failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (account == NULL)
    g_set_error_literal (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND,
                         _("No mail account has been set up yet; `account set` does it."));
  return account;
}

/* From the terminal without echo, else the first line of standard input: a password is never an argument, which everybody
 * on the machine can read. */
static char *
read_password (void)
{
  char *line = g_malloc0 (MOST_PASSWORD);
  struct termios before;
  gboolean terminal = tcgetattr (STDIN_FILENO, &before) == 0;

  if (terminal)
    {
      struct termios silent = before;

      g_printerr ("%s ", _("Password:"));
      silent.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
    }
  /* Byte by byte: what stdio reads stays in its buffer. */
  for (gsize n = 0; n < MOST_PASSWORD - 1 && read (STDIN_FILENO, line + n, 1) == 1 && line[n] != '\n'; n++)
    ;
  if (terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      g_printerr ("\n");
    }
  line[strcspn (line, "\r\n")] = '\0';
  return line;
}

static void
replace (char **field,
         char  *given)
{
  if (given == NULL)
    return;
  g_free (*field);
  *field = given;
}

static gboolean
keep (RapportMailAccount  *account,
      GError             **error)
{
  char *password = NULL;
  gboolean kept;

  if (!rapport_mail_account_check (account, error))
    return FALSE;
  if (!rapport_mail_account_logs_in (account) || account->online != NULL)
    return rapport_mail_account_save (account, error);
  rapport_password_guard ();
  password = read_password ();
  kept = rapport_mail_account_store_password (account, password, NULL, error);
  rapport_password_free (password);
  return kept && rapport_mail_account_save (account, error);
}

static gboolean
go_online (RapportMailAccount  *account,
           const char          *address,
           GError             **error)
{
  g_autoptr (GPtrArray) accounts = rapport_mail_account_list_online (error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const RapportOnlineAccount *found = g_ptr_array_index (accounts, i);

      if (g_ascii_strcasecmp (found->address, address) == 0)
        {
          rapport_mail_account_use_online (account, found);
          return TRUE;
        }
    }
  if (accounts != NULL)
    rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_NOT_FOUND, _("No account of Online Accounts that sends mail has the address %s."),
                       address);
  return FALSE;
}

gboolean
rapport_cli_account_set (RapportCli *cli,
                         int         argc,
                         char      **argv,
                         GError    **error)
{
  char *host = NULL, *user = NULL, *name = NULL, *address = NULL, *ca_file = NULL;
  g_autofree char *online = NULL;
  int port = 0;
  gboolean tls = FALSE, in_file = FALSE;
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &host, N_("The server that sends"), N_("HOST") },
    { "port", 0, 0, G_OPTION_ARG_INT, &port, N_("Its port; else 587, with --tls 465"), N_("PORT") },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &tls, N_("TLS from the first byte; else STARTTLS"), NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, N_("Name for the login; without it nobody logs in"), N_("NAME") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("Name from whom letters come"), N_("NAME") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_("Address from which letters come"), N_("ADDRESS") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &ca_file, N_("Certificates to trust in the place of the system’s"), N_("FILE") },
    { "online", 0, 0, G_OPTION_ARG_STRING, &online,
      N_("Go by an account of GNOME Online Accounts, without a password: its e-mail address"), N_("ADDRESS") },
    { "password-in-file", 0, 0, G_OPTION_ARG_NONE, &in_file,
      N_("Keep the password in a file that only you can read, where there is no keyring"), NULL },
    { NULL },
  };
  g_autoptr (RapportMailAccount) account = rapport_mail_account_new ();
  g_autoptr (RapportMailAccount) before = NULL;
  gboolean parsed = rapport_cli_parse (cli, entries, 0, 0, &argc, &argv, error);

  replace (&account->server.host, host);
  replace (&account->server.user, user);
  replace (&account->server.ca_file, ca_file);
  replace (&account->from_name, name);
  replace (&account->from_address, address);
  account->server.starttls = !tls;
  account->server.port = (guint16) CLAMP (port != 0 ? port : tls ? 465 : 587, 0, 65535);
  account->in_file = in_file;
  if (!parsed || (online != NULL && !go_online (account, online, error)))
    return FALSE;
  before = rapport_mail_account_load (NULL);
  if (!keep (account, error))
    return FALSE;
  if (before != NULL && !rapport_mail_account_remove_password (before, NULL, NULL))
    g_info ("The password of the earlier account stays where it was.");
  rapport_cli_print_result (cli, _("Account kept. `account test` tries it."), NULL);
  return TRUE;
}

gboolean
rapport_cli_account_show (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autoptr (RapportMailAccount) account = NULL;
  g_autofree char *text = NULL;
  JsonObject *facts;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  account = rapport_cli_account (error);
  if (account == NULL)
    return FALSE;
  text = g_strdup_printf (_("%s <%s> by %s, port %u (%s)"), account->from_name != NULL ? account->from_name : "",
                          account->from_address, account->server.host, account->server.port,
                          account->server.starttls ? "STARTTLS" : "TLS");
  facts = json_object_new ();
  json_object_set_string_member (facts, "host", account->server.host);
  json_object_set_int_member (facts, "port", account->server.port);
  json_object_set_string_member (facts, "address", account->from_address);
  json_object_set_boolean_member (facts, "password-in-file", account->in_file);
  rapport_cli_print_result (cli, text, facts);
  return TRUE;
}

gboolean
rapport_cli_account_test (RapportCli *cli,
                          int         argc,
                          char      **argv,
                          GError    **error)
{
  g_autoptr (RapportMailAccount) account = NULL;
  RapportSmtp *smtp;
  char *password = NULL;
  gboolean good;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  account = rapport_cli_account (error);
  if (account == NULL)
    return FALSE;
  rapport_password_guard ();
  if (rapport_mail_account_logs_in (account))
    {
      password = rapport_mail_account_lookup_password (account, TRUE, NULL, error);
      if (password == NULL)
        return FALSE;
    }
  smtp = rapport_smtp_new (&account->server, password);
  rapport_password_free (password);
  good = rapport_smtp_test (smtp, NULL, error);
  rapport_smtp_free (smtp);
  if (good)
    rapport_cli_print_result (cli, _("The server can be reached and takes name and password. Nothing was sent."), NULL);
  return good;
}

gboolean
rapport_cli_account_remove (RapportCli *cli,
                            int         argc,
                            char      **argv,
                            GError    **error)
{
  g_autoptr (RapportMailAccount) account = NULL;
  g_autoptr (GError) failure = NULL;

  if (!rapport_cli_parse (cli, NULL, 0, 0, &argc, &argv, error))
    return FALSE;
  account = rapport_mail_account_load (&failure);
  if (account == NULL && failure == NULL)
    return rapport_cli_account (error) != NULL;
  /* One that cannot be read goes too; only it knew where its password is. */
  if (!rapport_mail_account_forget (error))
    return FALSE;
  if (failure != NULL || !rapport_mail_account_remove_password (account, NULL, &failure))
    {
      rapport_set_error (error, RAPPORT_CLI_ERROR, RAPPORT_CLI_FAILED, _("The account is removed. Its password may still be in the keyring: %s"),
                         failure->message);
      return FALSE;
    }
  rapport_cli_print_result (cli, _("Account and password removed."), NULL);
  return TRUE;
}
