/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "support/support.h"

static GString *printed;
static GString *complained;

static void
take_printed (const char *text)
{
  g_string_append (printed, text);
}

static void
take_complained (const char *text)
{
  g_string_append (complained, text);
}

/* Runs rapportctl in this process with the words given, on the database of the case; what it says is in printed. */
static int
run (const char *database,
     ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GPrintFunc out = g_set_print_handler (take_printed);
  GPrintFunc err = g_set_printerr_handler (take_complained);
  va_list rest;
  int code = 0;

  g_string_truncate (printed, 0);
  g_string_truncate (complained, 0);
  g_ptr_array_add (words, (gpointer) "rapportctl");
  if (database != NULL)
    {
      g_ptr_array_add (words, (gpointer) "--database");
      g_ptr_array_add (words, (gpointer) database);
    }
  va_start (rest, database);
  for (const char *word = va_arg (rest, const char *); word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  code = rapport_cli_run ((int) words->len - 1, (char **) words->pdata);
  g_set_print_handler (out);
  g_set_printerr_handler (err);
  return code;
}

static char *
new_database (void)
{
  g_autofree char *folder = rapport_test_folder ();

  return g_build_filename (folder, "test.db", NULL);
}

static void
test_every_command_has_a_name_of_its_own (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (const RapportCliCommand *command = rapport_cli_commands (); command->name != NULL; command++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) command->name));
      g_assert_nonnull (command->function);
      g_assert_cmpint (strlen (command->summary), >, 0);
    }
}

static void
test_words_find_the_command_they_spell (void)
{
  char *members[] = { (char *) "members", (char *) "anna", NULL };
  char *unknown[] = { (char *) "mem", NULL };
  char *nothing[] = { NULL };
  guint n_words = 9;

  g_assert_cmpstr (rapport_cli_find_command (members, &n_words)->name, ==, "members");
  g_assert_cmpuint (n_words, ==, 1);
  g_assert_null (rapport_cli_find_command (unknown, &n_words));
  g_assert_null (rapport_cli_find_command (nothing, &n_words));
}

static void
test_exit_codes_say_what_went_wrong (void)
{
  g_autofree char *database = new_database ();
  g_autofree char *foreign = new_database ();

  g_assert_cmpint (run (database, "log", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, NULL), ==, RAPPORT_CLI_USAGE);
  g_assert_cmpint (run (database, "no-such-command", NULL), ==, RAPPORT_CLI_USAGE);
  g_assert_cmpint (run (database, "log", "--no-such-option", NULL), ==, RAPPORT_CLI_USAGE);
  g_assert_cmpint (run (database, "log", "too", "many", NULL), ==, RAPPORT_CLI_USAGE);
  g_assert_cmpint (run (database, "members", "--role", "pilot", NULL), ==, RAPPORT_CLI_USAGE);
  g_assert_cmpint (run (database, "members", "--skill", "flying", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_true (g_file_set_contents (foreign, "this is not a database, whatever it is", -1, NULL));
  g_assert_cmpint (run (foreign, "log", NULL), ==, RAPPORT_CLI_DATABASE);
  g_assert_true (strlen (complained->str) > 20);
}

/* One person can be named in four ways; a name that fits several names nobody. */
static void
test_a_person_is_found_by_number_email_or_name (void)
{
  g_autofree char *database = new_database ();

  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", "family_name=Dudek", "number=M12", "email=ewa@example.org", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "add", "given_name=Ewan", "family_name=Dudley", "email=ewan@example.org", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "set", "1", "city=Łódź", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "set", "M12", "city=Gdańsk", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "set", "EWA@example.org", "city=Łódź", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "set", "ewa dudek", "city=Gdańsk", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "set", "ewa", "city=Łódź", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_nonnull (strstr (complained->str, "Ewan Dudley"));
  g_assert_cmpint (run (database, "member", "set", "nobody", "city=Łódź", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_cmpint (run (database, "members", "--as", "nobody", NULL), ==, RAPPORT_CLI_NOT_FOUND);
}

static guint
count (const char *needle)
{
  g_auto (GStrv) parts = g_strsplit (printed->str, needle, -1);

  return g_strv_length (parts) - 1;
}

/* Undo and redo are kept in the database, and each author has their own. */
static void
test_undo_and_redo_last_from_call_to_call (void)
{
  g_autofree char *database = new_database ();

  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--author", "Somebody Else", "undo", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "undo", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "members", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpuint (count ("Ewa"), ==, 0);
  g_assert_cmpint (run (database, "undo", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "redo", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "members", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpuint (count ("Ewa"), ==, 1);
  g_assert_cmpint (run (database, "redo", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "--json", "log", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpuint (count ("\"operation\""), ==, 3);
}

/* Programs read standard output alone: an error is an object there, and a list is one without rows too. */
static void
test_json_is_one_value_in_every_case (void)
{
  g_autofree char *database = new_database ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run (database, "--json", "members", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_true (json_parser_load_from_data (parser, printed->str, -1, &error));
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)));

  g_assert_cmpint (run (database, "members", "--json", "--role", "pilot", NULL), ==, RAPPORT_CLI_USAGE);
  g_assert_true (json_parser_load_from_data (parser, printed->str, -1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)), "exit"), ==, RAPPORT_CLI_USAGE);
}

static void
test_the_database_is_readable_by_its_owner_alone (void)
{
  g_autofree char *database = new_database ();
  GStatBuf facts;

  g_assert_cmpint (run (database, "log", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (g_stat (database, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0777, ==, 0600);
}

static void
test_a_terminal_gets_no_control_characters (void)
{
  g_autofree char *plain = rapport_cli_plain ("Ann\x1b[31m\xe2\x80\xae red\n");

  g_assert_cmpstr (plain, ==, "Ann [31m red ");
}

/* Wide characters take two columns, combining ones none. */
static void
test_columns_stand_under_their_titles (void)
{
  static const RapportCliColumn columns[] = { { "name", "Name", FALSE }, { "n", "N", TRUE } };
  g_autoptr (RapportCliTable) table = rapport_cli_table_new (columns, 2);
  GPrintFunc out = g_set_print_handler (take_printed);

  g_string_truncate (printed, 0);
  rapport_cli_table_add (table, "山田", "7");
  rapport_cli_table_add (table, "Zoe\xcc\x88", "12");
  rapport_cli_table_print_plain (table);
  g_set_print_handler (out);
  g_assert_cmpstr (printed->str, ==, "Name   N\n山田   7\nZoe\xcc\x88   12\n");
}

int
main (int   argc,
      char *argv[])
{
  int result = 0;

  rapport_test_init (&argc, &argv);
  printed = g_string_new (NULL);
  complained = g_string_new (NULL);
  g_test_add_func ("/cli/every-command-has-a-name-of-its-own", test_every_command_has_a_name_of_its_own);
  g_test_add_func ("/cli/words-find-the-command-they-spell", test_words_find_the_command_they_spell);
  g_test_add_func ("/cli/exit-codes-say-what-went-wrong", test_exit_codes_say_what_went_wrong);
  g_test_add_func ("/cli/a-person-is-found-by-number-email-or-name", test_a_person_is_found_by_number_email_or_name);
  g_test_add_func ("/cli/undo-and-redo-last-from-call-to-call", test_undo_and_redo_last_from_call_to_call);
  g_test_add_func ("/cli/json-is-one-value-in-every-case", test_json_is_one_value_in_every_case);
  g_test_add_func ("/cli/the-database-is-readable-by-its-owner-alone", test_the_database_is_readable_by_its_owner_alone);
  g_test_add_func ("/cli/a-terminal-gets-no-control-characters", test_a_terminal_gets_no_control_characters);
  g_test_add_func ("/cli/columns-stand-under-their-titles", test_columns_stand_under_their_titles);
  result = g_test_run ();
  g_string_free (printed, TRUE);
  g_string_free (complained, TRUE);
  return result;
}
