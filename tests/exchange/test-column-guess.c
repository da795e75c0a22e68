/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/column-guess.h"

#include <string.h>

#include "exchange/csv-reader.h"
#include "exchange/list-cell.h"
#include "support/support.h"

#define NONE RAPPORT_RECOGNITION_NONE
#define GUESS RAPPORT_RECOGNITION_GUESS
#define HEADING RAPPORT_RECOGNITION_HEADING

typedef struct {
  const char *heading;
  const char *values; /* parted by / */
  const char *id;
  RapportRecognition recognition;
} Column;

static void
assert_guesses (const Column *columns,
                guint         n_columns)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_column_facts_free);
  g_autofree RapportColumnGuess *guesses = g_new (RapportColumnGuess, n_columns);

  for (guint i = 0; i < n_columns; i++)
    {
      g_auto (GStrv) values = g_strsplit (columns[i].values, "/", -1);

      g_ptr_array_add (facts, rapport_column_facts_new (columns[i].heading));
      for (guint j = 0; values[j] != NULL; j++)
        rapport_column_facts_add (facts->pdata[i], values[j], 2026);
    }
  rapport_columns_guess ((RapportColumnFacts **) facts->pdata, n_columns, guesses);
  for (guint i = 0; i < n_columns; i++)
    {
      g_test_message ("%s", columns[i].heading);
      g_assert_cmpstr (guesses[i].target != NULL ? guesses[i].target->id : NULL, ==, columns[i].id);
      g_assert_cmpint (guesses[i].recognition, ==, columns[i].recognition);
    }
}

static void
test_headings_in_several_wordings (void)
{
  static const Column english[] = {
    { "Membership No.", "M1/M2", "number", HEADING }, { "FIRST NAME", "Ewa/Jo", "given_name", HEADING },
    { "Sur-name", "Dudek", "family_name", GUESS }, { "E-mail", "a@x.org", "email", HEADING },
    { "What is your job title?", "smith", "job_title", GUESS }, { "Organisaton", "Helix", "organisation", GUESS },
    { "Country of residence", "FR/DE", "country", GUESS }, { "Skills wanted", "risk:3", "skill/wanted", HEADING },
    { "Skills", "law:2", "skill/held", HEADING }, { "Remarks", "rang on 3 April", NULL, NONE },
    { "Email", "b@x.org", NULL, NONE },
  };
  static const Column german[] = {
    { "Mitgl.-Nr.", "M0000001", "number", HEADING }, { "Vorname", "Nathan", "given_name", HEADING },
    { "Nachname", "Prince", "family_name", HEADING }, { "E-Mail", "m1@example.org", "email", HEADING },
    { "Firma", "City Water Board", "organisation", HEADING },
    { "Seit", "17.08.2016/31.12.2022", "member_since", GUESS },
    { "Fertigkeiten", "negotiating:3; statistics:4/packaging objects:7", "skill/held", GUESS },
    { "Themen", "career;research", "area", HEADING }, { "Bem.", "rief am 3.4. an", NULL, NONE },
  };

  assert_guesses (english, G_N_ELEMENTS (english));
  assert_guesses (german, G_N_ELEMENTS (german));
}

static void
test_values_contradict_headings (void)
{
  static const Column columns[] = {
    { "Title", "Mr/Dr/Mrs", NULL, NONE }, { "Role", "engineer/plumber", NULL, NONE },
    { "Contact", "a@x.org/b@x.org", "email", GUESS }, { "Where", "Europe/", NULL, NONE },
    { "Joined", "always/never", NULL, NONE }, { "Part", "mentor/mentee/both", "role", GUESS },
  };

  assert_guesses (columns, G_N_ELEMENTS (columns));
}

static void
guess_file (const char         *path,
            RapportColumnGuess *guesses,
            GPtrArray          *facts)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  RapportCsvFormat format = { RAPPORT_ENCODING_UTF_8, ',' };
  g_autoptr (RapportCsvReader) reader = rapport_csv_reader_new (stream, &format, NULL);
  RapportCsvRow row;

  g_assert_true (rapport_csv_reader_next (reader, &row, NULL));
  g_assert_true (rapport_columns_first_row_heads (row.cells, row.n_cells));
  for (guint i = 0; i < row.n_cells; i++)
    g_ptr_array_add (facts, rapport_column_facts_new (row.cells[i]));
  while (rapport_csv_reader_next (reader, &row, NULL))
    {
      g_assert_false (rapport_columns_first_row_heads (row.cells, row.n_cells));
      for (guint i = 0; i < row.n_cells; i++)
        rapport_column_facts_add (facts->pdata[i], row.cells[i], 2026);
    }
  rapport_columns_guess ((RapportColumnFacts **) facts->pdata, facts->len, guesses);
}

static void
test_the_lists_of_a_civil_service (void)
{
  static const char * const ids[] = { "given_name", "family_name", "email", "both", "job_title", "grade", "organisation",
                                      NULL, NULL, NULL, "biography" };
  g_autofree char *path = rapport_test_shared ("data/civil-service-mentees.csv");
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_column_facts_free);
  RapportColumnGuess guesses[32];

  if (path == NULL)
    return;
  guess_file (path, guesses, facts);
  g_assert_cmpuint (facts->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < facts->len; i++)
    g_assert_cmpstr (guesses[i].target != NULL ? guesses[i].target->id : NULL, ==, ids[i]);
  g_assert_false (guesses[7].sensitive);
  g_assert_true (guesses[9].sensitive);
}

static void
test_a_membership (void)
{
  static const char * const ids[] = { "number", "given_name", "family_name", "email", "organisation", "job_title", "grade",
                                      "country", "time_zone", "language", "role", "capacity", "area", "skill/held",
                                      "skill/wanted", "channel", "biography", "graduation_date", "member_since" };
  g_autofree char *path = rapport_test_population (200, "mix");
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_column_facts_free);
  RapportColumnGuess guesses[32];

  if (path == NULL)
    return;
  guess_file (path, guesses, facts);
  g_assert_cmpuint (facts->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < facts->len; i++)
    {
      g_assert_cmpstr (guesses[i].target != NULL ? guesses[i].target->id : NULL, ==, ids[i]);
      g_assert_cmpint (guesses[i].recognition, ==, HEADING);
    }
  g_assert_cmpstr (((RapportColumnFacts *) facts->pdata[0])->examples[2], ==, "M0000003");
}

static void
test_our_own_fields_come_back (void)
{
  g_autofree char *heading = rapport_heading_of_custom ("Profession", FALSE);
  g_autofree char *delicate = rapport_heading_of_custom ("Identity", TRUE);
  gboolean sensitive;

  g_assert_cmpstr (rapport_heading_custom_label (heading, &sensitive), ==, "Profession");
  g_assert_false (sensitive);
  g_assert_cmpstr (rapport_heading_custom_label (delicate, &sensitive), ==, "Identity");
  g_assert_true (sensitive);
  g_assert_null (rapport_heading_custom_label ("Field", &sensitive));
}

static void
test_dates_in_several_orders (void)
{
  static const struct { const char *text; RapportDateOrder order; const char *date; } cases[] = {
    { "2016-08-17", RAPPORT_DATE_ORDER_DMY, "2016-08-17" }, { "2016/8/7", RAPPORT_DATE_ORDER_MDY, "2016-08-07" },
    { "17.08.2016", RAPPORT_DATE_ORDER_DMY, "2016-08-17" }, { "3/4/2016", RAPPORT_DATE_ORDER_DMY, "2016-04-03" },
    { "3/4/2016", RAPPORT_DATE_ORDER_MDY, "2016-03-04" }, { "3/4/16", RAPPORT_DATE_ORDER_DMY, "2016-04-03" },
    { "3/4/87", RAPPORT_DATE_ORDER_DMY, "1987-04-03" }, { "16-04-03", RAPPORT_DATE_ORDER_YMD, "2016-04-03" },
    { "17 Aug 2016", RAPPORT_DATE_ORDER_DMY, "2016-08-17" }, { "August 17th, 2016", RAPPORT_DATE_ORDER_DMY, "2016-08-17" },
    { "17 août 2016", RAPPORT_DATE_ORDER_DMY, "2016-08-17" }, { "1er mai 2016", RAPPORT_DATE_ORDER_DMY, "2016-05-01" },
    { "Mon, 3 Dez 2018", RAPPORT_DATE_ORDER_DMY, "2018-12-03" }, { "20160817", RAPPORT_DATE_ORDER_DMY, "2016-08-17" },
    { "2016年8月17日", RAPPORT_DATE_ORDER_DMY, "2016-08-17" }, { "2016-08-17T10:30:00Z", RAPPORT_DATE_ORDER_DMY, "2016-08-17" },
    { "17/08/2016 10:30", RAPPORT_DATE_ORDER_DMY, "2016-08-17" }, { "June 2027", RAPPORT_DATE_ORDER_DMY, "2027-06-01" },
    { "31.02.2022", RAPPORT_DATE_ORDER_DMY, NULL }, { "13/13/2022", RAPPORT_DATE_ORDER_DMY, NULL },
    { "soon", RAPPORT_DATE_ORDER_DMY, NULL }, { "12", RAPPORT_DATE_ORDER_DMY, NULL }, { "", RAPPORT_DATE_ORDER_DMY, NULL },
    { "1/2/3/4", RAPPORT_DATE_ORDER_DMY, NULL }, { "99999999999", RAPPORT_DATE_ORDER_DMY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char date[11];
      RapportDateVerdict verdict = rapport_date_guess_parse (cases[i].text, cases[i].order, 2026, date);

      g_test_message ("%s", cases[i].text);
      if (cases[i].date == NULL)
        g_assert_cmpint (verdict, !=, RAPPORT_DATE_IS_GOOD);
      else
        g_assert_cmpstr (date, ==, cases[i].date);
    }
  g_assert_cmpint (rapport_date_guess_parse ("31.02.2022", RAPPORT_DATE_ORDER_DMY, 2026, NULL), ==, RAPPORT_DATE_IS_NO_DAY);
}

static RapportDateOrder
order_of (const char *values,
          gboolean   *ambiguous)
{
  g_auto (GStrv) parts = g_strsplit (values, " ", -1);
  RapportDateGuess guess = { 0 };

  for (guint i = 0; parts[i] != NULL; i++)
    rapport_date_guess_add (&guess, parts[i], 2026);
  return rapport_date_guess_order (&guess, RAPPORT_DATE_ORDER_DMY, ambiguous);
}

static void
test_the_whole_column_tells_the_order (void)
{
  gboolean ambiguous;

  g_assert_cmpint (order_of ("3/4/2016 5/6/2017 13/1/2018", &ambiguous), ==, RAPPORT_DATE_ORDER_DMY);
  g_assert_false (ambiguous);
  g_assert_cmpint (order_of ("3/4/2016 5/6/2017 1/13/2018", &ambiguous), ==, RAPPORT_DATE_ORDER_MDY);
  g_assert_false (ambiguous);
  g_assert_cmpint (order_of ("2016-03-04 2017-05-06", &ambiguous), ==, RAPPORT_DATE_ORDER_YMD);
  g_assert_false (ambiguous);
  g_assert_cmpint (order_of ("3/4/2016 5/6/2017", &ambiguous), ==, RAPPORT_DATE_ORDER_DMY);
  g_assert_true (ambiguous);
  g_assert_cmpint (order_of ("3/3/2016 5/5/2017", &ambiguous), ==, RAPPORT_DATE_ORDER_DMY);
  g_assert_false (ambiguous);
}

static void
test_lists_in_a_cell (void)
{
  static const struct { const char *cell; const char *elements; } cases[] = {
    { "career;job search", "career|job search" }, { " career , education ", "career|education" },
    { "a;;b; ", "a|b" }, { "one\ntwo", "one|two" }, { "a, b;c", "a, b|c" }, { "a, b;", "a, b" }, { "", "" },
    { "managing, gathering and storing data:5", "managing, gathering and storing data:5" },
    { "risk:3, law:2", "risk:3|law:2" }, { "x\\;y;z\\\\", "x;y|z\\" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) elements = rapport_list_cell_parse (cases[i].cell);
      g_autofree char *joined = g_strjoinv ("|", elements);
      g_autofree char *cell = rapport_list_cell_format ((const char *const *) elements);
      g_auto (GStrv) again = rapport_list_cell_parse (cell);

      g_assert_cmpstr (joined, ==, cases[i].elements);
      g_assert_cmpstrv (again, elements);
    }
}

static void
test_skills_with_levels (void)
{
  g_autofree char *skill = NULL;
  int level;

  g_assert_true (rapport_skill_cell_parse ("risk: law : 3", &skill, &level));
  g_assert_cmpstr (skill, ==, "risk: law");
  g_assert_cmpint (level, ==, 3);
  g_clear_pointer (&skill, g_free);
  g_assert_true (rapport_skill_cell_parse ("risk", &skill, &level));
  g_assert_cmpint (level, ==, 0);
  g_assert_false (rapport_skill_cell_parse ("risk:8", NULL, &level));
  g_assert_false (rapport_skill_cell_parse ("risk:0", NULL, &level));
  g_assert_false (rapport_skill_cell_parse (":3", NULL, &level));
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/columns/headings-in-several-wordings", test_headings_in_several_wordings);
  g_test_add_func ("/columns/values-contradict-headings", test_values_contradict_headings);
  g_test_add_func ("/columns/the-lists-of-a-civil-service", test_the_lists_of_a_civil_service);
  g_test_add_func ("/columns/a-membership", test_a_membership);
  g_test_add_func ("/columns/our-own-fields-come-back", test_our_own_fields_come_back);
  g_test_add_func ("/dates/several-orders", test_dates_in_several_orders);
  g_test_add_func ("/dates/the-whole-column-tells-the-order", test_the_whole_column_tells_the_order);
  g_test_add_func ("/cells/lists", test_lists_in_a_cell);
  g_test_add_func ("/cells/skills-with-levels", test_skills_with_levels);
  return g_test_run ();
}
