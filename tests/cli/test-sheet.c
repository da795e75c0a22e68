/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <string.h>

#include "support/marks.h"

static void
do_it (const char *database,
       const char *words)
{
  int code = run_line (database, words);

  if (code != RAPPORT_CLI_DONE)
    g_error ("%s: %d: %s", words, code, complained->str);
}

/* The number that the last command told with --json. */
static gint64
fact (const char *name)
{
  g_autofree char *key = g_strdup_printf ("\"%s\"", name);
  const char *place = strstr (printed->str, key);

  g_assert_nonnull (place);
  return g_ascii_strtoll (strchr (place, ':') + 1, NULL, 10);
}

static void
pair (const char *database,
      const char *names)
{
  g_autofree char *send = g_strconcat ("--json\trequest\tsend\t", names, "\t--area\tcareer", NULL);
  g_autofree char *accept = NULL;

  do_it (database, send);
  accept = g_strdup_printf ("request\taccept\t%" G_GINT64_FORMAT, fact ("request"));
  do_it (database, accept);
}

/* Two pairs: Marta is mentored by Sofia, Ewa by Karl. The first pair has met and written down what is nobody else's. */
static char *
two_pairs (void)
{
  static const char * const commands[] = {
    "member\tadd\tgiven_name=Marta\tfamily_name=Kovac\tnumber=MK77\torganisation=Northgate\tjob_title=Signaller",
    "member\tadd\tgiven_name=Sofia\tfamily_name=Lindqvist\tnumber=SL99\torganisation=Harbourworks\tjob_title=Principal",
    "member\tadd\tgiven_name=Ewa\tfamily_name=Dudek\temail=ewa@example.org",
    "member\tadd\tgiven_name=Karl\tfamily_name=Weiss",
    "enrol\tMarta Kovac\t--role\tmentee",
    "enrol\tSofia Lindqvist\t--role\tmentor",
    "enrol\tEwa Dudek\t--role\tmentee",
    "enrol\tKarl Weiss\t--role\tmentor",
  };
  g_autofree char *folder = rapport_test_folder ();
  char *database = g_build_filename (folder, "test.db", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    do_it (database, commands[i]);
  pair (database, "Marta Kovac\tSofia Lindqvist");
  pair (database, "Ewa Dudek\tKarl Weiss");
  do_it (database, "--as\tSofia Lindqvist\tmeeting\tlog\tMarta Kovac\t--date\t2026-11-19\t--minutes\t45\t--topics\tReferees\t--agenda\tAGENDA"
                   "\t--next-steps\tSTEPS\t--notes\tSHARED\t--own-notes\tOWN");
  return database;
}

/* The text of the PDF in the order in which it is drawn; pages end with a form feed. */
static char *
print (const char *database,
       const char *words)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *command = g_strconcat (words, "\t--output\t", path, NULL);
  const char *reader[] = { "pdftotext", "-raw", path, "-", NULL };
  char *text = NULL;
  int status = -1;
  g_autoptr (GError) error = NULL;

  do_it (database, command);
  g_spawn_sync (NULL, (char **) reader, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
assert_has (const char *text,
            const char *words,
            gboolean    has)
{
  if ((strstr (text, words) != NULL) != has)
    g_error ("“%s” is %s the sheet: %s", words, has ? "not on" : "on", text);
}

static guint
n_pages (const char *text)
{
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

  return g_strv_length (pages) - 1;
}

/* What is for the two, or for one, is on no sheet: not on the office's and not on their own (T11). */
static void
test_notes_stay_off (void)
{
  static const char * const viewers[] = { "", "--as\tMarta Kovac\t", "--as\tSofia Lindqvist\t" };
  static const char * const private_words[] = { "AGENDA", "STEPS", "SHARED", "OWN" };
  g_autofree char *database = two_pairs ();

  for (guint i = 0; i < G_N_ELEMENTS (viewers); i++)
    {
      g_autofree char *words = g_strconcat (viewers[i], "sheet\tMarta Kovac", NULL);
      g_autofree char *text = print (database, words);

      assert_has (text, "Referees", TRUE);
      assert_has (text, "45 min", TRUE);
      for (guint j = 0; j < G_N_ELEMENTS (private_words); j++)
        assert_has (text, private_words[j], FALSE);
    }
}

/* A partner sees of the other what the other shows to partners; oneself and the office see all (I13). */
static void
test_visibility_is_obeyed (void)
{
  g_autofree char *database = two_pairs ();
  g_autofree char *before = NULL, *office = NULL, *mentee = NULL, *mentor = NULL;

  before = print (database, "--as\tMarta Kovac\tsheet\tMarta Kovac");
  assert_has (before, "Harbourworks", TRUE);
  assert_has (before, "SL99", FALSE); /* numbers are nobody's by default */
  assert_has (before, "MK77", TRUE);

  do_it (database, "member\tset\tSofia Lindqvist\tvisibility/number=partners\tvisibility/organisation=nobody");
  mentee = print (database, "--as\tMarta Kovac\tsheet\tMarta Kovac");
  assert_has (mentee, "Harbourworks", FALSE);
  assert_has (mentee, "Principal", TRUE);
  assert_has (mentee, "SL99", TRUE);
  mentor = print (database, "--as\tSofia Lindqvist\tsheet\tMarta Kovac");
  assert_has (mentor, "Harbourworks", TRUE);
  assert_has (mentor, "MK77", FALSE);
  office = print (database, "sheet\tMarta Kovac");
  assert_has (office, "Harbourworks", TRUE);
  assert_has (office, "MK77", TRUE);
}

static void
test_strangers_get_none (void)
{
  g_autofree char *database = two_pairs ();
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "stranger.pdf", NULL);
  g_autofree char *words = g_strconcat ("--as\tKarl Weiss\tsheet\tMarta Kovac\t--output\t", path, NULL);

  g_assert_cmpint (run_line (database, words), ==, RAPPORT_CLI_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* One sheet for every partnership that the viewer is in, each on a page of its own. */
static void
test_all (void)
{
  g_autofree char *database = two_pairs ();
  g_autofree char *office = print (database, "sheet\t--all");
  g_autofree char *karl = print (database, "--as\tKarl Weiss\tsheet\t--all");
  g_auto (GStrv) pages = g_strsplit (office, "\f", -1);

  g_assert_cmpuint (n_pages (office), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      gboolean ewas = strstr (pages[i], "Ewa Dudek") != NULL;

      assert_has (pages[i], "Page 1 of 1", TRUE);
      assert_has (pages[i], "Karl Weiss", ewas);
      assert_has (pages[i], "Marta Kovac", !ewas);
      assert_has (pages[i], "Referees", !ewas);
    }
  g_assert_cmpuint (n_pages (karl), ==, 1);
  assert_has (karl, "Ewa Dudek", TRUE);
  assert_has (karl, "Marta Kovac", FALSE);
}

static void
write_all (const char *database,
           const char *folder)
{
  static const char *const commands[] = { "export\t%s/members.csv", "changes\texport\t%s/all.rapport-changes",
                                          "sheet\t--all\t--output\t%s/sheets.pdf" };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) parts = g_strsplit (commands[i], "%s", 2);
      g_autofree char *words = g_strjoinv (folder, parts);

      do_it (database, words);
    }
}

/* Who was erased is in no list, no file of changes and on no sheet written afterwards; the sheet of the other stays. */
static void
test_erased_is_in_nothing_written_afterwards (void)
{
  static const char *const marks[] = { "Kovac", "MK77", "Northgate", "Signaller" };
  static const char *const on_sheets[] = { "Kovac", "MK77", "Northgate", "Signaller", "Marta" };
  g_autofree char *database = two_pairs ();
  g_autofree char *parent = rapport_test_folder ();
  g_autofree char *before = g_build_filename (parent, "before", NULL);
  g_autofree char *after = g_build_filename (parent, "after", NULL);
  g_autofree char *sheets = NULL, *again = NULL;

  write_all (database, before);
  sheets = print (database, "sheet\t--all");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_cmpuint (rapport_marks_count (before, marks[i]), >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (on_sheets); i++)
    assert_has (sheets, on_sheets[i], TRUE);
  do_it (database, "member\terase\t--yes\tMarta Kovac");
  write_all (database, after);
  again = print (database, "sheet\t--all");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_cmpuint (rapport_marks_count (after, marks[i]), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (on_sheets); i++)
    assert_has (again, on_sheets[i], FALSE);
  assert_has (again, "Sofia Lindqvist", TRUE);
  assert_has (again, "Ewa Dudek", TRUE);
}

/* Blank: one page; the names where a partnership is named, never the meetings. */
static void
test_blank (void)
{
  g_autofree char *database = two_pairs ();
  g_autofree char *nobodys = print (database, "sheet\t--blank");
  g_autofree char *theirs = print (database, "sheet\t--blank\tMarta Kovac");
  g_autofree char *everybodys = print (database, "sheet\t--blank\t--all");

  g_assert_cmpuint (n_pages (nobodys), ==, 1);
  assert_has (nobodys, "Mentoring Tracking Sheet", TRUE);
  assert_has (nobodys, "Marta", FALSE);
  assert_has (nobodys, "Ewa", FALSE);
  g_assert_cmpuint (n_pages (theirs), ==, 1);
  assert_has (theirs, "Marta Kovac", TRUE);
  assert_has (theirs, "Referees", FALSE);
  assert_has (theirs, "Ewa", FALSE);
  g_assert_cmpuint (n_pages (everybodys), ==, 2);
  assert_has (everybodys, "Referees", FALSE);
}

/* Without a writer notes would be kept for nobody. */
static void
test_notes_need_a_writer (void)
{
  g_autofree char *database = two_pairs ();

  g_assert_cmpint (run_line (database, "meeting\tlog\tMarta Kovac\t--date\t2026-11-19\t--minutes\t5\t--topics\tMore\t--notes\tLost"), ==,
                   RAPPORT_CLI_USAGE);
  g_assert_nonnull (strstr (complained->str, "--as"));
  do_it (database, "meeting\tlog\tMarta Kovac\t--date\t2026-11-19\t--minutes\t5\t--topics\tMore");
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_setenv ("RAPPORT_NOW", "2026-11-19T12:00:00Z", TRUE);
  g_test_add_func ("/sheet/t11-notes-stay-off", test_notes_stay_off);
  g_test_add_func ("/sheet/i13-visibility-is-obeyed", test_visibility_is_obeyed);
  g_test_add_func ("/sheet/w07-strangers-get-none", test_strangers_get_none);
  g_test_add_func ("/sheet/w16-all-in-one-file", test_all);
  g_test_add_func ("/sheet/w16-blank", test_blank);
  g_test_add_func ("/sheet/t11-notes-need-a-writer", test_notes_need_a_writer);
  g_test_add_func ("/sheet/erased-is-in-nothing-written-afterwards", test_erased_is_in_nothing_written_afterwards);
  return g_test_run ();
}
