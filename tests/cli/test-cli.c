/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"

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
  /* a whole name that two have names neither */
  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", "family_name=Dudek", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "delete", "ewa dudek", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_nonnull (strstr (complained->str, "fits several people"));
  g_assert_null (strstr (complained->str, "Ewan"));
  g_assert_cmpint (run (database, "members", "--as", "nobody", NULL), ==, RAPPORT_CLI_NOT_FOUND);
}

/* Nobody is erased for having the number of another. */
static void
test_a_number_of_a_list_may_be_anothers_member_number (void)
{
  g_autofree char *database = new_database ();
  g_auto (GStrv) words = NULL;
  g_autofree char *number = NULL;
  g_autofree char *in_list = NULL;
  g_autofree char *of_member = NULL;

  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "members", NULL), ==, RAPPORT_CLI_DONE);
  words = g_strsplit_set (strstr (printed->str, "Ewa") - 8, " \n", -1);
  for (guint i = 0; words[i] != NULL && number == NULL; i++)
    if (g_ascii_isdigit (*words[i]))
      number = g_strconcat ("number=", words[i], NULL);
  g_assert_nonnull (number);
  in_list = g_strconcat ("no:", number + strlen ("number="), NULL);
  of_member = g_strconcat ("number:", number + strlen ("number="), NULL);
  g_assert_cmpint (run (database, "member", "show", number + strlen ("number="), NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "add", "given_name=Sofia", number, NULL), ==, RAPPORT_CLI_DONE);

  g_assert_cmpint (run (database, "member", "erase", number + strlen ("number="), NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_nonnull (strstr (complained->str, in_list));
  g_assert_nonnull (strstr (complained->str, "Sofia"));
  g_assert_cmpint (run (database, "member", "show", in_list, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Ewa"));
  g_assert_cmpint (run (database, "member", "show", of_member, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Sofia"));
  /* who has that number in both ways is one person */
  g_assert_cmpint (run (database, "member", "set", of_member, "number=", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "set", in_list, number, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "show", number + strlen ("number="), NULL), ==, RAPPORT_CLI_DONE);
}

/* What a profile takes on the command line is what its editor takes; anything else is refused, and nothing is written. */
static void
test_a_profile_is_written_as_in_the_editor (void)
{
  static const char *const right[] = { "skill/Negotiation/held=4", "skill/Negotiation/wanted=6", "language=de; French", "area/Career=1",
                                       "country=Poland", "time_zone=Europe/Warsaw", "visibility/interest=partners", "visibility/interests=nobody",
                                       "education=Politechnika;MSc", "link=Blog;https://example.org/ewa",
                                       "position=volunteer;Treasurer;Section", "graduation_date=3 April 2026", "availability=mon 18:00-20:00" };
  static const char *const wrong[] = { "skill/Negotiation/held=9", "skill/Negotiation=4", "language=de;Quenyanese", "country=Narnia",
                                       "time_zone=Foo/Bar", "visibility/biography=friends", "visibility/shoes=nobody", "email=bad",
                                       "graduation_date=31.2.2026", "availability=mornings", "name_order=x", "photo=/dev/null", "position=Engineer;Lumen", "link=Blog;nowhere" };
  static const char *const shown[] = { "4 held, 6 wanted", "\"de\"", "\"fr\"", "\"career\"", "\"PL\"", "Europe/Warsaw", "Politechnika · MSc",
                                       "2026-04-03", "mon 18:00-20:00" };
  g_autofree char *database = new_database ();
  g_autofree char *before = NULL;

  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", "biography=Signals", NULL), ==, RAPPORT_CLI_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_cmpint (run (database, "member", "set", "Ewa", right[i], NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_assert_nonnull (strstr (printed->str, shown[i]));
  before = g_strdup (printed->str);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_cmpint (run (database, "member", "set", "Ewa", "city=Elsewhere", wrong[i], NULL), !=, RAPPORT_CLI_DONE);
      g_assert_cmpuint (strlen (complained->str), >, 20);
    }
  g_assert_cmpint (run (database, "member", "set", "Ewa", "custom/Shoe size=38", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "--json", "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpstr (printed->str, ==, before);
  /* an empty value clears */
  g_assert_cmpint (run (database, "member", "set", "Ewa", "skill/Negotiation/held=", "skill/Negotiation/wanted=", "language/de=", "education=", NULL),
                   ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_null (strstr (printed->str, "Negotiation"));
  g_assert_null (strstr (printed->str, "\"de\""));
  g_assert_nonnull (strstr (printed->str, "\"fr\""));
  g_assert_null (strstr (printed->str, "Politechnika"));
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

static JsonObject *
parse_object (JsonParser *parser)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (json_parser_load_from_data (parser, printed->str, -1, &error));
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  return json_node_get_object (json_parser_get_root (parser));
}

/* Marta (1) asks Sofia (2). Nobody else, as Ewa (3), has anything to do with it. */
static char *
database_with_a_request (void)
{
  g_autofree char *database = new_database ();

  g_assert_cmpint (run (database, "member", "add", "given_name=Marta", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "add", "given_name=Sofia", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "enrol", "marta", "--role", "mentee", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "enrol", "sofia", "--role", "mentor", "--capacity", "2", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "request", "send", "marta", "sofia", "--area", "career", "--months", "6", "--message",
                        "Dear Sofia,\nyours", NULL), ==, RAPPORT_CLI_DONE);
  return g_steal_pointer (&database);
}

static char *
number_of (const char *key)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (parse_object (parser), key));
}

static char *
first_request (const char *database)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows;

  g_assert_cmpint (run (database, "--json", "requests", "--state", "all", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_true (json_parser_load_from_data (parser, printed->str, -1, NULL));
  rows = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (json_array_get_object_element (rows, 0), "number"));
}

/* I07: who has another name since is shown as the letter was sent. */
static void
test_a_request_is_shown_as_it_was_sent (void)
{
  g_autofree char *database = database_with_a_request ();
  g_autofree char *request = first_request (database);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *shown;

  g_assert_cmpint (run (database, "member", "set", "marta", "given_name=Martina", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "request", "show", request, NULL), ==, RAPPORT_CLI_DONE);
  shown = parse_object (parser);
  g_assert_cmpstr (json_object_get_string_member (shown, "mentee"), ==, "Marta");
  g_assert_cmpstr (json_object_get_string_member (shown, "letter"), ==, "Dear Sofia,\nyours");
  g_assert_cmpstr (json_object_get_string_member (shown, "state"), ==, "open");
  g_assert_cmpint (json_object_get_int_member (shown, "months"), ==, 6);
  g_assert_false (json_object_has_member (shown, "answered"));

  g_assert_cmpint (run (database, "request", "decline", request, "--comment", "Not now", "--reason", "no-time", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "request", "show", request, NULL), ==, RAPPORT_CLI_DONE);
  shown = parse_object (parser);
  g_assert_cmpstr (json_object_get_string_member (shown, "state"), ==, "declined");
  g_assert_cmpstr (json_object_get_string_member (shown, "comment"), ==, "Not now");
  g_assert_true (json_object_has_member (shown, "answered"));
  g_assert_cmpint (run (database, "request", "show", request, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "\nDear Sofia,\nyours\n"));

  g_assert_cmpint (run (database, "--as", "sofia", "request", "show", request, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--as", "ewa", "request", "show", request, NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_cmpint (run (database, "request", "show", "999999", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_cmpint (run (database, "request", "show", "x", NULL), ==, RAPPORT_CLI_USAGE);
}

static void
test_a_partnership_is_shown_with_its_meetings (void)
{
  g_autofree char *database = database_with_a_request ();
  g_autofree char *request = first_request (database);
  g_autofree char *partnership = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *shown;

  g_assert_cmpint (run (database, "--json", "request", "accept", request, "--starts", "2026-11-01", NULL), ==, RAPPORT_CLI_DONE);
  partnership = number_of ("partnership");
  g_assert_cmpint (run (database, "meeting", "log", partnership, "--date", "2026-11-10", "--minutes", "45",
                        "--channel", "video", "--topics", "Goals", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "meeting", "log", partnership, "--date", "2026-11-11", "--minutes", "5",
                        "--channel", "chat", "--topics", "A word", "--check-in", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "partnership", "star", partnership, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "partnership", "show", "marta", NULL), ==, RAPPORT_CLI_DONE);
  shown = parse_object (parser);
  g_assert_cmpstr (json_object_get_string_member (shown, "mentor"), ==, "Sofia");
  g_assert_cmpstr (json_object_get_string_member (shown, "starts"), ==, "2026-11-01");
  g_assert_cmpstr (json_object_get_string_member (shown, "ends"), ==, "2027-05-01");
  g_assert_cmpstr (json_object_get_string_member (shown, "state"), ==, "active");
  g_assert_true (json_object_get_boolean_member (shown, "starred"));
  g_assert_cmpint (json_object_get_int_member (shown, "meetings"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (shown, "check-ins"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (shown, "signed-by-both"), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (shown, "log")), ==, 2);

  g_assert_cmpint (run (database, "partnership", "unstar", partnership, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "partnership", "show", partnership, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_false (json_object_get_boolean_member (parse_object (parser), "starred"));
  g_assert_cmpint (run (database, "partnership", "show", partnership, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "2026-11-10"));
  g_assert_cmpint (run (database, "--as", "ewa", "partnership", "show", partnership, NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_cmpint (run (database, "--as", "ewa", "partnerships", "sofia", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "--as", "ewa", "requests", "sofia", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "--as", "sofia", "requests", "sofia", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "partnership", "star", "999999", NULL), ==, RAPPORT_CLI_NOT_FOUND);
}

/* I11, I13: the office and who it is are told who sees what, and what is filled in vain; each value with who wrote it. */
static void
test_a_profile_says_who_sees_it_and_who_wrote_it (void)
{
  g_autofree char *database = new_database ();

  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", "biography=Signals", "phone=+44 113 496 0000", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "add", "given_name=Jonas", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "partners"));
  g_assert_null (strstr (printed->str, "Filled but hidden"));
  g_assert_cmpint (run (database, "--author", "Lea", "member", "set", "Ewa", "biography=Points and signals", "visibility/biography=nobody", NULL),
                   ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "\"hidden\""));
  g_assert_cmpint (run (database, "--as", "Ewa", "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Filled but hidden"));
  g_assert_cmpint (run (database, "--as", "Jonas", "member", "show", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_null (strstr (printed->str, "signals"));
  g_assert_null (strstr (printed->str, "nobody"));
  g_assert_null (strstr (printed->str, "complete"));
  g_assert_cmpint (run (database, "member", "history", "Ewa", "biography", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Points and signals  Lea"));
  g_assert_nonnull (strstr (printed->str, "  Signals  "));
  g_assert_cmpint (run (database, "member", "history", "Ewa", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Given name"));
  g_assert_cmpint (run (database, "--as", "Jonas", "member", "history", "Ewa", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_cmpint (run (database, "member", "history", "Ewa", "shoes", NULL), ==, RAPPORT_CLI_USAGE);
}

/* Of the first of the things that were listed as JSON. */
static char *
first_number (void)
{
  const char *number = strstr (printed->str, "\"number\" : ");

  g_assert_nonnull (number);
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (number + strlen ("\"number\" : "), NULL, 10));
}

/* What the window's first page and its console show. */
static void
test_the_console_stands_in_the_terminal (void)
{
  g_autofree char *database = new_database ();

  g_assert_cmpint (run (database, "overview", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpstr (printed->str, ==, "Nothing waits.\n");
  g_assert_cmpint (run (database, "member", "add", "given_name=Ewa", "family_name=Dudek", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "member", "add", "given_name=Jonas", "family_name=Wirth", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "enrol", "Ewa", "--role", "mentee", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "enrol", "Jonas", "--role", "mentor", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "overview", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Mentors with room    1 (of 1)"));
  /* what the two said to the six questions stays with the request */
  g_assert_cmpint (run (database, "request", "send", "Ewa", "Jonas", "--area", "career", "--goals", "Lead a review", "--form", "By phone",
                        NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "requests", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_null (strstr (printed->str, "\"saved\""));
  g_autofree char *request = first_number ();
  g_assert_cmpint (run (database, "--json", "request", "show", request, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "\"goals\" : \"Lead a review\""));
  g_assert_nonnull (strstr (printed->str, "\"form\" : \"By phone\""));
  g_assert_null (strstr (printed->str, "\"fit\""));
  g_assert_cmpint (run (database, "request", "save", request, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "requests", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "\"saved\" : \"2026-11-19\""));
  g_assert_cmpint (run (database, "request", "withdraw", request, NULL), ==, RAPPORT_CLI_DONE);
  /* I05: one from before never alerts of its term */
  g_assert_cmpint (run (database, "partnership", "record", "Ewa", "Jonas", "--starts", "yesterday", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "partnership", "record", "Ewa", "Jonas", "--starts", "2026-01-01", "--months", "12", NULL), ==,
                   RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "partnerships", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "\"legacy\" : 1"));
  g_assert_nonnull (strstr (printed->str, "\"days-left\" : 43"));
  g_assert_null (strstr (printed->str, "ending-soon"));
  g_assert_cmpint (run (database, "undo", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "partnerships", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpstr (printed->str, ==, "[]\n");
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
  GPrintFunc out = run_listen ();

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
  rapport_test_init (&argc, &argv);
  g_setenv ("RAPPORT_NOW", "2026-11-19T12:00:00Z", TRUE);
  g_test_add_func ("/cli/every-command-has-a-name-of-its-own", test_every_command_has_a_name_of_its_own);
  g_test_add_func ("/cli/words-find-the-command-they-spell", test_words_find_the_command_they_spell);
  g_test_add_func ("/cli/exit-codes-say-what-went-wrong", test_exit_codes_say_what_went_wrong);
  g_test_add_func ("/cli/a-person-is-found-by-number-email-or-name", test_a_person_is_found_by_number_email_or_name);
  g_test_add_func ("/cli/a-number-of-a-list-may-be-anothers-member-number", test_a_number_of_a_list_may_be_anothers_member_number);
  g_test_add_func ("/cli/a-profile-is-written-as-in-the-editor", test_a_profile_is_written_as_in_the_editor);
  g_test_add_func ("/cli/undo-and-redo-last-from-call-to-call", test_undo_and_redo_last_from_call_to_call);
  g_test_add_func ("/cli/json-is-one-value-in-every-case", test_json_is_one_value_in_every_case);
  g_test_add_func ("/cli/i07-a-request-is-shown-as-it-was-sent", test_a_request_is_shown_as_it_was_sent);
  g_test_add_func ("/cli/a-partnership-is-shown-with-its-meetings", test_a_partnership_is_shown_with_its_meetings);
  g_test_add_func ("/cli/i04-i05-i06-i25-the-console-stands-in-the-terminal", test_the_console_stands_in_the_terminal);
  g_test_add_func ("/cli/i11-i13-a-profile-says-who-sees-it-and-who-wrote-it", test_a_profile_says_who_sees_it_and_who_wrote_it);
  g_test_add_func ("/cli/the-database-is-readable-by-its-owner-alone", test_the_database_is_readable_by_its_owner_alone);
  g_test_add_func ("/cli/a-terminal-gets-no-control-characters", test_a_terminal_gets_no_control_characters);
  g_test_add_func ("/cli/columns-stand-under-their-titles", test_columns_stand_under_their_titles);
  return g_test_run ();
}
