/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/csv-reader.h"
#include "exchange/csv-writer.h"
#include "exchange/error.h"

#include <string.h>

#include "support/support.h"

/* Rows as "line: cell|cell" joined by "/", or the error's message after "!". */
static char *
read_all (const char      *bytes,
          gsize            length,
          RapportEncoding  encoding,
          char             separator)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, length, NULL);
  RapportCsvFormat format = { encoding, separator };
  g_autoptr (RapportCsvReader) reader = rapport_csv_reader_new (stream, &format, NULL);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  RapportCsvRow row;

  while (rapport_csv_reader_next (reader, &row, &error))
    {
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ":", text->len > 0 ? "/" : "", row.line);
      for (guint i = 0; i < row.n_cells; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", row.cells[i]);
    }
  if (error != NULL)
    g_string_append_printf (text, "!%s", error->message);
  return g_string_free (text, FALSE);
}

#define assert_rows(bytes, encoding, separator, expected) \
  G_STMT_START { \
    g_autofree char *rows_ = read_all (bytes, sizeof (bytes) - 1, encoding, separator); \
    g_assert_cmpstr (rows_, ==, expected); \
  } G_STMT_END

static void
test_rows (void)
{
  assert_rows ("a,b\r\n1,2\r\n", RAPPORT_ENCODING_UTF_8, ',', "1:a|b/2:1|2");
  assert_rows ("a;b\n1;2", RAPPORT_ENCODING_UTF_8, ';', "1:a|b/2:1|2");
  assert_rows ("a\tb\r1\t2\r", RAPPORT_ENCODING_UTF_8, '\t', "1:a|b/2:1|2");
  assert_rows ("\357\273\277a,b\n", RAPPORT_ENCODING_UTF_8, ',', "1:a|b");
  assert_rows ("sep=;\r\na;b\r\n", RAPPORT_ENCODING_UTF_8, ';', "2:a|b");
  assert_rows ("a,,\n,,\n", RAPPORT_ENCODING_UTF_8, ',', "1:a||/2:||");
  assert_rows ("\n\n a \n\n\nb\n\n", RAPPORT_ENCODING_UTF_8, ',', "3: a /6:b");
  assert_rows ("", RAPPORT_ENCODING_UTF_8, ',', "");
  assert_rows ("\n\r\n", RAPPORT_ENCODING_UTF_8, ',', "");
}

static void
test_quotes (void)
{
  assert_rows ("\"a,1\",\"say \"\"hi\"\"\"\n", RAPPORT_ENCODING_UTF_8, ',', "1:a,1|say \"hi\"");
  assert_rows ("\"one\ntwo\",x\ny,z\n", RAPPORT_ENCODING_UTF_8, ',', "1:one\ntwo|x/3:y|z");
  assert_rows ("\"one\r\ntwo\",x\r\ny,z\r\n", RAPPORT_ENCODING_UTF_8, ',', "1:one\r\ntwo|x/3:y|z");
  assert_rows ("5\" pipe,\"\",\"q\"x\n", RAPPORT_ENCODING_UTF_8, ',', "1:5\" pipe||qx");
  assert_rows ("\"\"\n\"a\"", RAPPORT_ENCODING_UTF_8, ',', "2:a");
  assert_rows ("a,b\nc,\"d\ne,f\n", RAPPORT_ENCODING_UTF_8, ',',
               "1:a|b!The quotation mark opened on line 2 is never closed.");
}

static void
test_encodings (void)
{
  assert_rows ("\377\376a\0,\0\351\0\n\0", RAPPORT_ENCODING_UTF_16_LE, ',', "1:a|é");
  assert_rows ("\376\377\0a\0,\0\351\0\r\0\n", RAPPORT_ENCODING_UTF_16_BE, ',', "1:a|é");
  assert_rows ("Ren\351,\200 5\n", RAPPORT_ENCODING_WINDOWS_1252, ',', "1:René|€ 5");
  assert_rows ("a\nRen\351\n", RAPPORT_ENCODING_UTF_8, ',',
               "1:a!Line 2 has bytes that are no letters in UTF-8: choose another encoding.");
  assert_rows ("a\nb\201\n", RAPPORT_ENCODING_WINDOWS_1252, ',',
               "1:a!Line 2 has bytes that are no letters in Windows-1252 (Western Europe): choose another encoding.");
  assert_rows ("a,b\nc\0,d\n", RAPPORT_ENCODING_UTF_8, ',',
               "1:a|b!Line 2 has a zero byte: this is no text, or its encoding is UTF-16.");
  assert_rows ("a\0\n\0b\0\n", RAPPORT_ENCODING_UTF_16_LE, ',',
               "1:a!Line 2 has bytes that are no letters in UTF-16: choose another encoding.");
}

/* An unclosed quotation mark in a large file must not eat the memory of the machine. */
static void
test_memory_is_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\nx,\"");
  g_autofree char *rows = NULL;

  for (guint i = 0; i < 600000; i++)
    g_string_append (text, "a row of some length\n");
  rows = read_all (text->str, text->len, RAPPORT_ENCODING_UTF_8, ',');
  g_assert_cmpstr (rows, ==, "1:a|b!The quotation mark opened on line 2 is never closed.");
  g_string_assign (text, "a\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",");
  g_free (g_steal_pointer (&rows));
  rows = read_all (text->str, text->len, RAPPORT_ENCODING_UTF_8, ',');
  g_assert_cmpstr (rows, ==, "1:a!The row on line 2 is too long to be a row of people.");
}

/* Every cut of a file into two blocks gives the same rows: the state of the reader lives across blocks. */
static void
test_blocks_do_not_matter (void)
{
  static const char bytes[] = "\357\273\277é,\"x\r\n\"\"y\"\"\",z\r\n\r\n\"\",ü\r\nlast,";
  g_autofree char *whole = read_all (bytes, sizeof bytes - 1, RAPPORT_ENCODING_UTF_8, ',');

  g_assert_cmpstr (whole, ==, "1:é|x\r\n\"y\"|z/4:|ü/5:last|");
  for (gsize pad = 65530; pad < 65590; pad++)
    {
      g_autofree char *padded = g_malloc (pad + sizeof bytes);
      g_autofree char *rows = NULL;

      memset (padded, 'p', pad);
      padded[pad - 1] = '\n';
      memcpy (padded + pad, bytes + 3, sizeof bytes - 3);
      rows = read_all (padded, pad + sizeof bytes - 4, RAPPORT_ENCODING_UTF_8, ',');
      g_assert_cmpstr (rows + 2 + pad - 1, ==, "/2:é|x\r\n\"y\"|z/5:|ü/6:last|");
    }
}

static void
assert_format (const char      *bytes,
               gsize            length,
               RapportEncoding  encoding,
               char             separator)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, length, NULL);
  g_autoptr (GError) error = NULL;
  RapportCsvFormat format;

  g_assert_true (rapport_csv_format_guess (stream, &format, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (format.encoding, ==, encoding);
  g_assert_cmpint (format.separator, ==, separator);
}

static void
test_format_is_guessed (void)
{
  g_autoptr (GString) late = g_string_new ("a;b\n");

  assert_format ("a,b\n1,2\n", 8, RAPPORT_ENCODING_UTF_8, ',');
  assert_format ("a;b\n\"x,y,z\";2,5\n", 16, RAPPORT_ENCODING_UTF_8, ';');
  assert_format ("a\tb\n1;x\t2,3\n", 12, RAPPORT_ENCODING_UTF_8, '\t');
  assert_format ("sep=;\na,b\n", 10, RAPPORT_ENCODING_UTF_8, ';');
  assert_format ("name\nx\n", 7, RAPPORT_ENCODING_UTF_8, ',');
  assert_format ("Ren\351;x\ny;z\n", 11, RAPPORT_ENCODING_WINDOWS_1252, ';');
  assert_format ("\377\376a\0;\0b\0\n\0", 10, RAPPORT_ENCODING_UTF_16_LE, ';');
  assert_format ("a\0,\0b\0\n\0c\0,\0d\0", 14, RAPPORT_ENCODING_UTF_16_LE, ',');
  assert_format ("\0a\0,\0b\0\n\0c\0,\0d", 14, RAPPORT_ENCODING_UTF_16_BE, ',');
  /* the letter that decides stands far behind the sample, and one across two blocks decides nothing */
  while (late->len < 65535)
    g_string_append (late, "x;y\n");
  g_string_append (late, "é;y\nz;é\n");
  assert_format (late->str, late->len, RAPPORT_ENCODING_UTF_8, ';');
  g_string_append (late, "\351;y\n");
  assert_format (late->str, late->len, RAPPORT_ENCODING_WINDOWS_1252, ';');
}

static void
test_other_files_are_refused (void)
{
  static const struct { const char *bytes; gsize length; int code; } cases[] = {
    { "PK\003\004xl/workbook.xml", 19, RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
    { "%PDF-1.7", 8, RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
    { "", 0, RAPPORT_EXCHANGE_ERROR_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (cases[i].bytes, cases[i].length, NULL);
      g_autoptr (GError) error = NULL;
      RapportCsvFormat format;

      g_assert_false (rapport_csv_format_guess (stream, &format, NULL, &error));
      g_assert_error (error, RAPPORT_EXCHANGE_ERROR, cases[i].code);
    }
}

static void
test_formulas_are_guarded_and_come_back (void)
{
  static const char * const cases[][2] = {
    { "=1+1", "'=1+1" }, { "+44 20", "'+44 20" }, { "-", "'-" }, { "@x", "'@x" }, { "\tx", "'\tx" }, { "\rx", "'\rx" },
    { "'=x", "''=x" }, { "''=x", "'''=x" }, { "'x", "'x" }, { "'", "'" }, { "", "" }, { "a=b", "a=b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *guarded = rapport_csv_guard (cases[i][0]);

      g_assert_cmpstr (guarded, ==, cases[i][1]);
      g_assert_cmpstr (rapport_csv_unguard (guarded), ==, cases[i][0]);
    }
}

static void
test_written_is_read (void)
{
  static const char * const cells[] = { "plain", "a,b", "say \"hi\"", "two\nlines", "", " edge ", "a;b", "=1", "é" };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (RapportCsvReader) reader = NULL;
  RapportCsvFormat format = { RAPPORT_ENCODING_UTF_8, ',' };
  RapportCsvRow row;

  rapport_csv_append_row (out, cells, G_N_ELEMENTS (cells));
  g_assert_true (g_str_has_prefix (out->str, "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,\" edge \",\"a;b\",'=1,é\r\n"));
  stream = g_memory_input_stream_new_from_data (out->str, out->len, NULL);
  reader = rapport_csv_reader_new (stream, &format, NULL);
  g_assert_true (rapport_csv_reader_next (reader, &row, NULL));
  g_assert_cmpuint (row.n_cells, ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < row.n_cells; i++)
    g_assert_cmpstr (rapport_csv_unguard (row.cells[i]), ==, cells[i]);
  g_assert_false (rapport_csv_reader_next (reader, &row, NULL));
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/csv/rows-and-line-numbers", test_rows);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/memory-is-bounded", test_memory_is_bounded);
  g_test_add_func ("/csv/blocks-do-not-matter", test_blocks_do_not_matter);
  g_test_add_func ("/csv/format-is-guessed", test_format_is_guessed);
  g_test_add_func ("/csv/other-files-are-refused", test_other_files_are_refused);
  g_test_add_func ("/csv/formulas-are-guarded-and-come-back", test_formulas_are_guarded_and_come_back);
  g_test_add_func ("/csv/written-is-read", test_written_is_read);
  return g_test_run ();
}
