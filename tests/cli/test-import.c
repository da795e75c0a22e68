/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <string.h>

static char *
write_list (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static gint64
fact (const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  /* GTest prints what GLib logs in the same way, before it */
  const char *json = strstr (printed->str, "{\n");

  g_assert_nonnull (json);
  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  return json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)), name);
}

static void
test_check_writes_nothing (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *list = write_list (folder, "list.csv", "First name,Last name,Email\nEwa,Dudek,ewa@example.org\n");
  g_autofree char *check = g_strconcat ("--json\timport\t--check\t", list, NULL);
  g_autofree char *import = g_strconcat ("--json\timport\t", list, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (run_line (database, check), ==, RAPPORT_CLI_DONE);
      g_assert_cmpint (fact ("new"), ==, 1);
    }
  g_assert_cmpint (run_line (database, import), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (fact ("new"), ==, 1);
  g_assert_cmpint (run_line (database, import), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (fact ("new"), ==, 0);
  g_assert_cmpint (fact ("same"), ==, 1);
  /* what says nothing new is no operation */
  g_assert_cmpint (run_line (database, "undo"), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run_line (database, "undo"), ==, RAPPORT_CLI_REFUSED);
}

static void
test_columns_are_said_on_the_command_line (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *list = write_list (folder, "list.csv", "A;B;C;D;E\nEwa;Dudek;x;1.2.2020;secret\nJo;Li;y;31.2.2020;\n");
  g_autofree char *rejected = g_build_filename (folder, "rejected.csv", NULL);
  g_autofree char *words = g_strdup_printf ("--json\timport\t%s\t--map\tA=given_name\t--map\tB=Family name\t--map\tD=member_since"
                                            "\t--field\tC\t--sensitive\tE\t--role\tmentee\t--rejected\t%s", list, rejected);
  g_autofree char *saved = NULL;

  g_assert_cmpint (run_line (database, words), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (fact ("new"), ==, 1);
  g_assert_cmpint (fact ("rejected"), ==, 1);
  g_assert_true (g_file_get_contents (rejected, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "Jo,Li,y,31.2.2020,,3,Member since: the calendar has no such day"));
  g_autofree char *exported = g_build_filename (folder, "members.csv", NULL);
  g_autofree char *export = g_strconcat ("export\t", exported, NULL);
  g_free (g_steal_pointer (&saved));
  g_assert_cmpint (run_line (database, export), ==, RAPPORT_CLI_DONE);
  g_assert_true (g_file_get_contents (exported, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, ",Field: C,Sensitive field: E\r\nEwa,Dudek,"));
  g_assert_nonnull (strstr (saved, ",mentee,,x,secret\r\n"));
}

/* A column that nobody mapped is not lost unseen. */
static void
test_what_is_left_out_is_named (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *list = write_list (folder, "list.csv", "First name,Last name,Shoe size,Pet\nEwa,Dudek,38,cat\n");
  g_autofree char *import = g_strconcat ("import\t", list, NULL);
  g_autofree char *kept = g_strconcat (import, "\t--field\tShoe size\t--field\tPet", NULL);

  g_assert_cmpint (run_line (database, import), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Left out: Shoe size, Pet (--field=HEADING keeps"));
  g_assert_cmpint (run_line (database, kept), ==, RAPPORT_CLI_DONE);
  g_assert_null (strstr (printed->str, "Left out"));
}

/* What was guessed is said, and what would change, value by value; a likely double with who it may be. */
static void
test_what_was_guessed_and_would_change_is_said (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *first = write_list (folder, "first.csv", "First name,Last name,Email,Organisation,Joined\n"
                                                            "Ewa,Dudek,ewa@example.org,Lumen,03/14/2019\nJo,Li,jo@example.org,Helix,\n");
  g_autofree char *second = write_list (folder, "second.csv", "First name;Last name;Email;Organisation;Member since\n"
                                                              "Zo\xeb;Brandt;zoe@example.org;Lumen;\n"
                                                              "Ewa;Dudek;ewa@example.org;Kestrel;02/03/2020\nJo;Li;other@example.org;Helix;\n");
  g_autofree char *import = g_strconcat ("import\t", first, NULL);
  g_autofree char *check = g_strconcat ("import\t--check\t", second, NULL);
  g_autofree char *json = g_strconcat ("--json\t", check, NULL);

  g_assert_cmpint (run_line (database, import), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run_line (database, check), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Read as: Windows-1252 (Western Europe), Semicolon\n"));
  g_assert_nonnull (strstr (printed->str, "they can be read in two ways"));
  g_assert_nonnull (strstr (printed->str, "Row 3, Ewa Dudek, changes: "));
  g_assert_nonnull (strstr (printed->str, "Organisation Lumen › Kestrel"));
  g_assert_nonnull (strstr (printed->str, "Row 4, Jo Li, may be member "));
  g_assert_cmpint (run_line (database, json), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "\"encoding\" : \"windows-1252\""));
  g_assert_nonnull (strstr (printed->str, "\"separator\" : \"semicolon\""));
  g_assert_nonnull (strstr (printed->str, "\"dates-ambiguous\" : true"));
  g_assert_nonnull (strstr (printed->str, "\"old\" : \"Lumen\""));
  g_assert_nonnull (strstr (printed->str, "\"member-name\" : \"Jo Li\""));
}

/* What a list shows is what is written, in its order. */
static void
test_what_a_list_shows_is_exported (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *list = write_list (folder, "list.csv", "First name,Last name,Role,Country,Skills\nZoe,Brandt,mentor,FR,Welding:3\n"
                                                          "Ewa,Dudek,mentee,PL,\nAnn,Moreau,mentor,FR,\n");
  g_autofree char *import = g_strconcat ("import\t", list, NULL);
  g_autofree char *exported = g_build_filename (folder, "members.csv", NULL);
  g_autofree char *some = g_strconcat ("export\t--role\tmentor\t--country\tFR\t", exported, NULL);
  g_autofree char *one = g_strconcat ("--json\texport\t--skill\tWelding\t", exported, NULL);
  g_autofree char *none = g_strconcat ("--json\texport\t--text\tEwa\t--role\tmentor\t", exported, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (run_line (database, import), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run_line (database, some), ==, RAPPORT_CLI_DONE);
  g_assert_true (g_file_get_contents (exported, &text, NULL, NULL));
  g_assert_null (strstr (text, "Dudek"));
  g_assert_true (strstr (text, "Moreau") != NULL && strstr (text, "Moreau") < strstr (text, "Brandt"));
  g_assert_cmpint (run_line (database, one), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (fact ("members"), ==, 1);
  g_assert_cmpint (run_line (database, none), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (fact ("members"), ==, 0);
  g_assert_cmpint (run_line (database, "export\t--skill\tflying"), ==, RAPPORT_CLI_NOT_FOUND);
}

static void
test_mistakes_are_told (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *list = write_list (folder, "list.csv", "First name,Email\nEwa,ewa@example.org\n");
  g_autofree char *nameless = write_list (folder, "nameless.csv", "Email\newa@example.org\n");
  const char * const wrong[] = { "--role\tboss", "--key\tname", "--map\tNo such=email", "--map\tEmail=nothing", "--field\tX" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *words = g_strdup_printf ("import\t%s\t%s", list, wrong[i]);

      g_assert_cmpint (run_line (database, words), ==, RAPPORT_CLI_USAGE);
    }
  g_autofree char *import = g_strconcat ("import\t", nameless, NULL);
  g_assert_cmpint (run_line (database, import), ==, RAPPORT_CLI_FAILED);
  g_assert_cmpint (run_line (database, "import\t/nonexistent/list.csv"), !=, RAPPORT_CLI_DONE);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/cli-import/check-writes-nothing", test_check_writes_nothing);
  g_test_add_func ("/cli-import/columns-are-said-on-the-command-line", test_columns_are_said_on_the_command_line);
  g_test_add_func ("/cli-import/what-is-left-out-is-named", test_what_is_left_out_is_named);
  g_test_add_func ("/cli-import/what-was-guessed-and-would-change-is-said", test_what_was_guessed_and_would_change_is_said);
  g_test_add_func ("/cli-import/what-a-list-shows-is-exported", test_what_a_list_shows_is_exported);
  g_test_add_func ("/cli-import/mistakes-are-told", test_mistakes_are_told);
  return g_test_run ();
}
