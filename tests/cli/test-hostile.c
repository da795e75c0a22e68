/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli/run.h"
#include "exchange/list-cell.h"
#include "model/field-check.h"
#include "model/fields.h"
#include "store/transaction.h"
#include "store/verify.h"

/* What no form would write, in every field of the table that a person or a file can fill: by a command of the store, by
 * rapportctl and by a CSV file. Each is taken, or refused in a sentence; nothing else changes, and the database verifies. */

static const struct {
  const char *name;
  const char *bytes;
  gsize size;           /* 0: as long as its text; more: repeated */
} hostile[] = {
  { "invalid-utf-8", "a\xc3\x28z", 0 },
  { "surrogate", "\xed\xa0\x80", 0 },
  { "overlong", "\xc0\xaf", 0 },
  { "cut-off", "caf\xc3", 0 },
  { "byte-order-mark", "\xef\xbb\xbf", 0 },
  { "control", "a\x01\x02\x1b[31mz\x7f", 0 },
  { "line-feeds", "\r\n\n\r", 0 },
  { "right-to-left-override", "\u202eevil\u202c", 0 },
  { "open-isolate", "\u2066\u2067never closed", 0 },
  { "markup", "<b>&amp;</b>'\"); DROP TABLE member; --", 0 },
  { "formula", "=HYPERLINK(\"http://example.org\")", 0 },
  { "day-that-is-none", "2026-02-31", 0 },
  { "month-13", "2026-13-01", 0 },
  { "year-0", "0000-01-01", 0 },
  { "year-999999", "999999-12-31", 0 },
  { "before-christ", "-44-03-15", 0 },
  { "greatest-number", "9223372036854775807", 0 },
  { "number-too-great", "99999999999999999999999999999999999999", 0 },
  { "number-below", "-9223372036854775809", 0 },
  { "infinity", "1e999", 0 },
  { "not-a-number", "NaN", 0 },
  { "nonsense-list", ";;:;a:;:7;b:99;c:-1;d:18446744073709551617", 0 },
  { "json", "{\"a\":[1,2,{\"b\":null}]}", 0 },
  { "brackets", "[[[[[[[[", 0 },
  { "noncharacter", "\uffff\ufffe", 0 },
  { "combining", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324", 0 },
  { "wide-space", "\u00a0\u2003\u3000", 0 },
  { "a-megabyte", "long ", 1024 * 1024 },
};

/* Every value in every field in --all; in CI each field meets some of the values, and each value some of the fields. */
static gboolean
is_tried (guint field,
          guint which)
{
  return (field + which) % rapport_test_amount (13, 1) == 0;
}

static char *
hostile_text (guint which)
{
  GString *text = g_string_new (hostile[which].bytes);

  while (text->len < hostile[which].size)
    g_string_append (text, hostile[which].bytes);
  return g_string_free (text, FALSE);
}

static void
assert_verifies (const char *database)
{
  g_assert_cmpint (run (database, "verify", NULL), ==, RAPPORT_CLI_DONE);
}

/* Done, or refused in words that are valid and end as a sentence does. */
static void
assert_said (int         code,
             const char *field,
             const char *name)
{
  g_autofree char *words = g_strchomp (g_strdup (complained->str));

  if (code == RAPPORT_CLI_DONE)
    return;
  g_test_message ("%s, %s: %d, %.120s", field, name, code, words);
  g_assert_true (code == RAPPORT_CLI_USAGE || code == RAPPORT_CLI_NOT_FOUND || code == RAPPORT_CLI_REFUSED
                 || code == RAPPORT_CLI_FAILED);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpuint (strlen (words), >, 20);
  /* Not the value itself, were it a megabyte. */
  g_assert_cmpuint (strlen (words), <, 4000);
}

/* Marks over a letter are one text in whatever order they were written: files are brought to one. */
static gboolean
is_same_text (const char *shown,
              const char *given)
{
  g_autofree char *one = g_utf8_normalize (shown, -1, G_NORMALIZE_NFC);
  g_autofree char *other = g_utf8_normalize (given, -1, G_NORMALIZE_NFC);

  return strcmp (one, other) == 0;
}

/* Whether --json shows that value of a field of a member. */
static gboolean
reads_back (const char *database,
            const char *member,
            const char *field,
            const char *value)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gboolean seen = FALSE;
  JsonArray *rows;

  g_assert_cmpint (run (database, "--json", "member", "show", member, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_true (json_parser_load_from_data (parser, printed->str, -1, NULL));
  rows = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (strcmp (json_object_get_string_member (row, "field"), field) != 0)
        continue;
      seen = TRUE;
      if (is_same_text (json_object_get_string_member (row, "value"), value))
        return TRUE;
    }
  /* Nothing but blanks unsets. */
  return !seen && *value == '\0';
}

/* A position or a school is written as a list of its parts, and shown as these beside one another. */
static char *
expected_of (const RapportField *field,
             const char         *given)
{
  g_auto (GStrv) parts = NULL;

  if (field->type != RAPPORT_FIELD_ITEMS)
    return rapport_field_from_typed (field, given);
  parts = rapport_list_cell_parse (given);
  return g_strjoinv (" · ", parts);
}

/* What is accepted can be read again as it was given, but for blanks around it. */
static void
assert_reads_back (const char         *database,
                   const char         *member,
                   const RapportField *field,
                   const char         *given,
                   const char         *name)
{
  g_autofree char *expected = expected_of (field, given);

  if (reads_back (database, member, field->name, expected))
    return;
  g_test_message ("%s of %s is not read back: %.400s", name, field->name, printed->str);
  g_test_fail ();
}

static void
set_one (const char         *database,
         const RapportField *field,
         guint               h)
{
  g_autofree char *value = hostile_text (h);
  gboolean element = field->type == RAPPORT_FIELD_SET;
  g_autofree char *setting = element ? g_strconcat (field->name, "/", value, "=1", NULL) : g_strconcat (field->name, "=", value, NULL);
  int code = run (database, "member", "set", "1", setting, NULL);

  assert_said (code, field->name, hostile[h].name);
  if (code == RAPPORT_CLI_DONE)
    assert_reads_back (database, "1", field, value, hostile[h].name);
}

static void
test_rapportctl (void)
{
  g_autofree char *database = new_database ();
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  g_assert_cmpint (run (database, "member", "add", "given_name=Ada", "family_name=Lovelace", "number=1", NULL), ==,
                   RAPPORT_CLI_DONE);
  for (guint f = 0; f < n_fields; f++)
    for (guint h = 0; h < G_N_ELEMENTS (hostile); h++)
      if (is_tried (f, h) && strcmp (fields[f].name, "number") != 0)
        set_one (database, &fields[f], h);
  assert_verifies (database);
  g_assert_cmpint (run (database, "member", "show", "1", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_true (g_utf8_validate (printed->str, -1, NULL));
}

/* What is no date, number, element or country is said to be none, and nothing is written. */
static void
test_refused (void)
{
  static const char *const settings[] = {
    "full_name=Ada Lovelace", "language=klingonish", "interest/=1", "interest/trains=yes", "language/klingonish=1", "city/of=1",
    "skill/trains/held=8", "skill/trains=3", "skill//held=3", "skill/018cc251-f400-7000-8000-00000000000a/held=8", "skill/018cc251-f400-7000-8000-00000000000a=3",
    "country=Atlantis", "time_zone=Mars/Olympus", "name_order=any", "visibility/place=everyone-else", "visibility/none=members",
    "member_since=2026-02-31", "member_since=999999-12-31", "email=ada", "phone=-", "custom/age=7",
  };
  g_autofree char *database = new_database ();
  g_autofree char *before = NULL;

  g_assert_cmpint (run (database, "member", "add", "given_name=Ada", "number=1", "country=France", "interest/trains=1", NULL), ==,
                   RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "--json", "member", "show", "1", NULL), ==, RAPPORT_CLI_DONE);
  before = g_strdup (printed->str);
  g_assert_nonnull (strstr (before, "\"FR\""));
  g_assert_nonnull (strstr (before, "\"trains\""));
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      int code = run (database, "member", "set", "1", settings[i], NULL);

      g_test_message ("%s: %d, %s", settings[i], code, complained->str);
      g_assert_cmpint (code, ==, RAPPORT_CLI_REFUSED);
      assert_said (code, settings[i], "refused");
    }
  g_assert_cmpint (run (database, "--json", "member", "show", "1", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpstr (printed->str, ==, before);
}

/* Whether the import that was just printed has put the value into the field. Bytes that are no UTF-8 are read as the letters of
 * another code, a column without a good cell is left out or read as what it looks like, and an empty cell leaves what is there. */
static gboolean
is_taken (const RapportField *field,
          const char         *value)
{
  g_autofree char *read_as = g_strdup_printf ("\"field\" : \"%s\"", field->name);
  g_autofree char *expected = g_utf8_validate (value, -1, NULL) ? expected_of (field, value) : g_strdup ("");

  return *expected != '\0' && strstr (printed->str, " 0 rejected.") != NULL && strstr (printed->str, read_as) != NULL
         && (field->type == RAPPORT_FIELD_TEXT || field->type == RAPPORT_FIELD_LONG_TEXT) && strcmp (field->name, "full_name") != 0;
}

/* A file with one hostile cell among good rows: these are all there afterwards. */
static void
import_one (const char         *folder,
            const RapportField *field,
            guint               h)
{
  /* The number of another issuer is another person: a list for each of these. */
  g_autofree char *list = g_strconcat (strcmp (field->name, "issuer") == 0 ? hostile[h].name : "import", ".db", NULL);
  g_autofree char *database = g_build_filename (folder, list, NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_auto (GStrv) headings = g_strsplit (field->headings, "|", -1);
  g_autofree char *value = hostile_text (h);
  g_auto (GStrv) quoted = g_strsplit (value, "\"", -1);
  g_autofree char *cell = g_strjoinv ("\"\"", quoted);
  g_autofree char *text = g_strdup_printf ("membership number,first name,surname,%s\n1,Ada,Lovelace,\n2,Grace,Hopper,\"%s\"\n"
                                           "3,Chidi,Obi,\n", headings[0], cell);
  int code;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  code = run (database, "--json", "import", path, NULL);
  assert_said (code, field->name, hostile[h].name);
  if (code == RAPPORT_CLI_DONE)
    {
      if (is_taken (field, value))
        assert_reads_back (database, "number:2", field, value, hostile[h].name);
      g_assert_cmpint (run (database, "--json", "members", NULL), ==, RAPPORT_CLI_DONE);
      g_assert_true (g_utf8_validate (printed->str, -1, NULL));
    }
}

static void
test_import (void)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "import.db", NULL);
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint f = 0; f < n_fields; f++)
    for (guint h = 0; h < G_N_ELEMENTS (hostile); h++)
      if (is_tried (f, h) && fields[f].headings != NULL && *fields[f].headings != '\0' && strcmp (fields[f].name, "number") != 0
          && strcmp (fields[f].name, "given_name") != 0 && strcmp (fields[f].name, "family_name") != 0)
        import_one (folder, &fields[f], h);
  assert_verifies (database);
  g_assert_cmpint (run (database, "members", "lovelace", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Ada"));
  g_assert_cmpint (run (database, "members", "obi", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Chidi"));
}

/* Pages of the web and spreadsheets leave blanks that nobody sees, and that are none to ASCII. */
static void
test_blanks_that_nobody_sees (void)
{
  static const char text[] = "membership number,first name,surname,city\n\u00a01\u00a0,Ada\u200b,\u3000Lovelace,\u00a0\n";
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "blanks.db", NULL);
  g_autofree char *path = g_build_filename (folder, "blanks.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (run (database, "member", "add", "given_name=Ada\u00a0", "family_name=Lovelace", "number=1", "city=\u00a0",
                        "interest/\u2003trains=1", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_true (reads_back (database, "1", "given_name", "Ada"));
  g_assert_true (reads_back (database, "1", "interest", "trains"));
  g_assert_true (reads_back (database, "1", "city", ""));
  g_assert_cmpint (run (database, "member", "set", "1", "interest/\r\n=1", NULL), ==, RAPPORT_CLI_REFUSED);
  g_assert_cmpint (run (database, "--json", "import", path, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_nonnull (strstr (printed->str, "Imported: 0 new, 0 changed, 1 the same, 0 rejected."));
}

/* NUL stands in files alone: an argument ends there. */
static void
test_a_file_with_nul (void)
{
  static const char text[] = "membership number,first name,surname\n1,A\0da,Love\0lace\n2,Grace,Hopper\n";
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *database = g_build_filename (folder, "nul.db", NULL);
  g_autofree char *path = g_build_filename (folder, "nul.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, sizeof text - 1, NULL));
  assert_said (run (database, "import", path, NULL), "given_name", "NUL");
  assert_verifies (database);
}

/* What LinkedIn gives out, with one hostile text in it. */
static void
linkedin_one (const char *folder,
              const char *column,
              guint       h)
{
  const RapportField *field = rapport_fields_find ("member", strcmp (column, "Summary") == 0 ? "biography" : "expertise");
  g_autofree char *database = new_database ();
  g_autofree char *path = g_build_filename (folder, "Profile.csv", NULL);
  g_autofree char *value = hostile_text (h);
  g_auto (GStrv) quoted = g_strsplit (value, "\"", -1);
  g_autofree char *cell = g_strjoinv ("\"\"", quoted);
  g_autofree char *text = g_strdup_printf ("First Name,Last Name,%s\nAda,Lovelace,\"%s\"\n", column, cell);
  int code;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  code = run (database, "--json", "import", path, NULL);
  assert_said (code, field->name, hostile[h].name);
  if (code == RAPPORT_CLI_DONE && strstr (printed->str, " 0 rejected.") != NULL && g_utf8_validate (value, -1, NULL))
    assert_reads_back (database, "Ada Lovelace", field, value, hostile[h].name);
}

static void
test_linkedin (void)
{
  g_autofree char *folder = rapport_test_folder ();

  for (guint h = 0; h < G_N_ELEMENTS (hostile); h++)
    if (is_tried (0, h))
      {
        linkedin_one (folder, "Headline", h);
        linkedin_one (folder, "Summary", h);
      }
}

/* The store ------------------------------------------------------------------------------------------------------- */

typedef struct {
  const RapportField *field;
  GVariant *value;
  gint64 entity;
} Put;

static gboolean
put_command (RapportTransaction  *transaction,
             gpointer             data,
             GError             **error)
{
  Put *put = data;
  gboolean family = put->field->column == NULL;
  g_autofree char *name = family ? g_strconcat (put->field->name, "/018cc251-f400-7000-8000-00000000000a/held", NULL)
                                 : g_strdup (put->field->name);

  put->entity = rapport_transaction_new_entity (transaction, put->field->kind);
  rapport_transaction_set (transaction, put->entity, name, put->value);
  return TRUE;
}

static void
put_one (RapportStore       *store,
         const RapportField *field,
         GVariant           *value)
{
  g_autoptr (GVariant) own = g_variant_ref_sink (value);
  g_autoptr (GError) error = NULL;
  Put put = { field, own, 0 };

  rapport_store_write (store, put_command, &put, NULL, &error);
  if (error == NULL)
    return;
  g_test_message ("%s of a %s: %s", field->name, field->kind, error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Rows are numbered, and come, in the order of their arrival. */
static GPtrArray *
lines_of (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  JsonArray *rows;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  rows = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);

      json_object_remove_member (json_node_get_object (row), "number");
      g_ptr_array_add (lines, json_to_string (row, FALSE));
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static void
assert_same_list (const char *one,
                  const char *other)
{
  g_autoptr (GPtrArray) first = lines_of (one);
  g_autoptr (GPtrArray) second = lines_of (other);

  g_assert_cmpuint (first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpstr (first->pdata[i], ==, second->pdata[i]);
}

/* Another copy that takes all of it in from a file shows the same. */
static void
assert_goes_over (const char *database)
{
  static const char *const lists[] = { "members", "requests", "partnerships" };
  g_autofree char *other = new_database ();
  g_autofree char *path = g_strconcat (other, ".rapport-changes", NULL);

  g_assert_cmpint (run (database, "changes", "export", path, NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (other, "changes", "import", path, NULL), ==, RAPPORT_CLI_DONE);
  assert_verifies (other);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      int code = run (database, "--json", lists[i], NULL);
      g_autofree char *here = g_strdup (printed->str);

      g_assert_cmpint (run (other, "--json", lists[i], NULL), ==, code);
      assert_same_list (here, printed->str);
    }
}

/* Of every kind: what another copy's change may hold, of any type. */
static void
test_store (void)
{
  g_autofree char *database = new_database ();
  g_autoptr (RapportClock) clock = rapport_clock_new_at (1800000000);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (database, clock, &error);
  const char *none[] = { NULL };
  guint n_fields;
  const RapportField *fields = rapport_fields_all (&n_fields);

  g_assert_no_error (error);
  for (guint f = 0; f < n_fields; f++)
    {
      for (guint h = 0; h < G_N_ELEMENTS (hostile); h++)
        {
          g_autofree char *text = hostile_text (h);
          const char *list[] = { text, text, NULL };

          /* A change that is not UTF-8 is refused by the reader of lines; a value in memory never is anything else. */
          if (!g_utf8_validate (text, -1, NULL) || (hostile[h].size > 0 && f % 8 != 0))
            continue;
          put_one (store, &fields[f], g_variant_new_string (text));
          put_one (store, &fields[f], g_variant_new_strv (list, -1));
        }
      put_one (store, &fields[f], g_variant_new_strv (none, 0));
      put_one (store, &fields[f], g_variant_new_int64 (G_MAXINT64));
      put_one (store, &fields[f], g_variant_new_int64 (G_MININT64));
      put_one (store, &fields[f], g_variant_new_double (G_MAXDOUBLE));
      put_one (store, &fields[f], g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "\0\xff", 2, 1));
    }
  g_clear_object (&store);
  assert_verifies (database);
  assert_goes_over (database);
  g_assert_cmpint (run (database, "members", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "requests", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "partnerships", NULL), ==, RAPPORT_CLI_DONE);
  g_assert_cmpint (run (database, "log", NULL), ==, RAPPORT_CLI_DONE);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/hostile/every-field-by-rapportctl", test_rapportctl);
  g_test_add_func ("/hostile/what-no-field-may-have", test_refused);
  g_test_add_func ("/hostile/every-field-by-a-file", test_import);
  g_test_add_func ("/hostile/what-linkedin-gives-out", test_linkedin);
  g_test_add_func ("/hostile/blanks-that-nobody-sees", test_blanks_that_nobody_sees);
  g_test_add_func ("/hostile/a-file-with-nul", test_a_file_with_nul);
  g_test_add_func ("/hostile/every-field-of-every-kind-by-a-change", test_store);
  return g_test_run ();
}
