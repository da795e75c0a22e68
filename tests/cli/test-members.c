/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <glib/gstdio.h>
#include <string.h>

/* What rapportctl does to people: enrolling and pausing, deleting, handing out what is stored about them, erasing. */

#define DONE(...) g_assert_cmpint (run (database, __VA_ARGS__, NULL), ==, RAPPORT_CLI_DONE)
#define REFUSED(...) g_assert_cmpint (run (database, __VA_ARGS__, NULL), ==, RAPPORT_CLI_REFUSED)
#define WRONG(...) g_assert_cmpint (run (database, __VA_ARGS__, NULL), ==, RAPPORT_CLI_USAGE)

static char *
database_with_two (void)
{
  g_autofree char *database = new_database ();

  DONE ("member", "add", "given_name=Ewa", "family_name=Dudek", "email=ewa@example.org", "biography=MARKER-OF-EWA");
  DONE ("member", "add", "given_name=Sofia", "family_name=Lindqvist", "email=sofia@example.org");
  DONE ("enrol", "ewa", "--role", "mentee");
  DONE ("enrol", "sofia", "--role", "mentor", "--capacity", "2");
  return g_steal_pointer (&database);
}

static guint
members (const char *database,
         const char *option,
         const char *value)
{
  DONE ("--json", "members", option, value);
  return printed_rows ();
}

static void
test_a_pause_and_its_end (void)
{
  g_autofree char *database = database_with_two ();

  DONE ("--json", "find", "ewa");
  g_assert_cmpuint (printed_rows (), ==, 1);
  DONE ("--json", "pause", "sofia", "--until", "2199-01-01");
  g_assert_cmpint (printed_number ("changed"), ==, 1);
  DONE ("--json", "find", "ewa");
  g_assert_cmpuint (printed_rows (), ==, 0);
  DONE ("resume", "sofia");
  DONE ("--json", "find", "ewa");
  g_assert_cmpuint (printed_rows (), ==, 1);
  REFUSED ("pause", "sofia", "--until", "Thursday");
  WRONG ("resume", "sofia", "--until", "2199-01-01");
  WRONG ("pause", "sofia", "--capacity", "3");
}

static void
test_an_enrolment_ends (void)
{
  g_autofree char *database = database_with_two ();

  g_assert_cmpuint (members (database, "--role", "mentee"), ==, 1);
  REFUSED ("unenrol", "ewa");
  WRONG ("unenrol", "ewa", "--role", "mentee", "--capacity", "1");
  DONE ("--json", "unenrol", "ewa", "--role", "mentee");
  g_assert_cmpint (printed_number ("changed"), ==, 1);
  g_assert_cmpuint (members (database, "--role", "mentee"), ==, 0);
  DONE ("undo");
  g_assert_cmpuint (members (database, "--role", "mentee"), ==, 1);
}

static void
test_several_are_deleted_and_come_back (void)
{
  g_autofree char *database = database_with_two ();

  DONE ("member", "delete", "ewa", "sofia@example.org");
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 0);
  DONE ("undo");
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 2);
  g_assert_cmpint (run (database, "member", "delete", "ewa", "nobody", NULL), ==, RAPPORT_CLI_NOT_FOUND);
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 2);
}

static char *
contents (const char *path,
          mode_t     *mode)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  GStatBuf status;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  *mode = status.st_mode & 0777;
  return text;
}

/* What a person saves may be read by whom their umask lets read it. */
static void
test_personal_data_are_written_for_the_person (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *json = g_build_filename (folder, "ewa.json", NULL);
  g_autofree char *pdf = g_build_filename (folder, "ewa.pdf", NULL);
  g_autofree char *list = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *of_json = NULL;
  g_autofree char *of_pdf = NULL;
  g_autofree char *of_list = NULL;
  mode_t before = umask (0027);
  mode_t mode = 0;

  DONE ("member", "export", "ewa", json, pdf);
  DONE ("export", list);
  umask (before);
  of_json = contents (json, &mode);
  g_assert_cmpint (mode, ==, 0640);
  g_assert_nonnull (strstr (of_json, "MARKER-OF-EWA"));
  g_assert_null (strstr (of_json, "sofia@example.org"));
  of_pdf = contents (pdf, &mode);
  g_assert_cmpint (mode, ==, 0640);
  g_assert_true (g_str_has_prefix (of_pdf, "%PDF-"));
  of_list = contents (list, &mode);
  g_assert_cmpint (mode, ==, 0640);
  g_assert_nonnull (strstr (of_list, "ewa@example.org"));
}

static void
test_erasing_is_asked_for_and_accounted_for (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *account = g_build_filename (folder, "account.txt", NULL);
  g_autofree char *said = NULL;
  g_autofree char *bytes = NULL;
  mode_t mode = 0;
  gsize length = 0;

  WRONG ("member", "erase", "ewa");
  g_assert_nonnull (strstr (complained->str, "--yes"));
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 2);

  DONE ("--json", "member", "erase", "ewa", "--yes", "--account", account);
  g_assert_cmpint (printed_number ("member"), ==, 1);
  g_assert_cmpint (printed_number ("enrolment"), ==, 1);
  said = contents (account, &mode);
  g_assert_nonnull (strstr (said, "1 member record"));
  g_assert_null (strstr (said, "Ewa"));
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 1);
  DONE ("--json", "erasures");
  g_assert_cmpuint (printed_rows (), ==, 1);
  g_assert_cmpint (printed_in_row (0, "members"), ==, 1);
  /* Undo goes on with what was done before, and brings nobody back. */
  DONE ("undo");
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 1);
  g_assert_true (g_file_get_contents (database, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "MARKER-OF-EWA"));
  DONE ("verify");
}

/* Only what the import alone made: the one who was there before stays. */
static void
test_an_undone_import_is_removed (void)
{
  g_autofree char *database = database_with_two ();
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *list = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *number = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_set_contents (list, "First name,Last name,Email\nEwa,Dudek,ewa@example.org\n"
                                      "Marta,MARKER-OF-MARTA,marta@example.org\n", -1, NULL));
  DONE ("import", list);
  DONE ("--json", "log");
  number = g_strdup_printf ("%" G_GINT64_FORMAT, printed_in_row (0, "number"));
  REFUSED ("import", "remove", number, "--yes");
  DONE ("undo");
  WRONG ("import", "remove", number);
  DONE ("--json", "import", "remove", number, "--yes");
  g_assert_cmpint (printed_number ("member"), ==, 1);
  DONE ("--json", "members");
  g_assert_cmpuint (printed_rows (), ==, 2);
  g_assert_true (g_file_get_contents (database, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "MARKER-OF-MARTA"));
  DONE ("verify");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/members/a-pause-and-its-end", test_a_pause_and_its_end);
  g_test_add_func ("/members/an-enrolment-ends", test_an_enrolment_ends);
  g_test_add_func ("/members/several-are-deleted-and-come-back", test_several_are_deleted_and_come_back);
  g_test_add_func ("/members/personal-data-are-written-for-the-person", test_personal_data_are_written_for_the_person);
  g_test_add_func ("/members/erasing-is-asked-for-and-accounted-for", test_erasing_is_asked_for_and_accounted_for);
  g_test_add_func ("/members/an-undone-import-is-removed", test_an_undone_import_is_removed);
  return g_test_run ();
}
