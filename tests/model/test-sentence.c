/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sentence.h"

#include <gio/gio.h>

#include "support/support.h"

#define EVIL "\u202elive"
#define KEPT_IN "\u2068\u202elive\u202c\u2069"

static void
assert_is (char       *sentence,
           const char *expected)
{
  g_autofree char *own = sentence;

  g_assert_cmpstr (own, ==, expected);
}

static void
test_says_what_printf_says (void)
{
  assert_is (rapport_sentence_new ("nothing to fill"), "nothing to fill");
  assert_is (rapport_sentence_new ("%s asks %s, %d of %u, 100 %%", "Ada", "Obi", -2, 7u), "Ada asks Obi, -2 of 7, 100 %");
  assert_is (rapport_sentence_new ("%2$s, then %1$s (%3$ld)", "one", "other", 123456789012L), "other, then one (123456789012)");
  assert_is (rapport_sentence_new ("copy %.3s%s|%5d|%-3s|", "0123456789", "", 42, "a"), "copy 012|   42|a  |");
}

static void
test_isolates_each_part (void)
{
  assert_is (rapport_sentence_new ("Country: “%s” is not known", EVIL), "Country: “" KEPT_IN "” is not known");
  assert_is (rapport_sentence_new ("%2$s of %1$s", "Ada", EVIL), KEPT_IN " of Ada");
  /* cut off behind the control that opens */
  assert_is (rapport_sentence_new ("%.3s!", EVIL), "\u2068\u202e\u202c\u2069!");
  /* what is isolated already stays readable */
  assert_is (rapport_sentence_new ("%s!", KEPT_IN), "\u2068" KEPT_IN "\u2069!");
}

static void
test_a_line_of_facts (void)
{
  g_autoptr (GString) line = g_string_new (NULL);

  rapport_sentence_append (line, NULL);
  rapport_sentence_append (line, "");
  rapport_sentence_append (line, EVIL);
  rapport_sentence_append (line, "Lumen");
  g_assert_cmpstr (line->str, ==, KEPT_IN " · Lumen");
}

/* In an error too, one part turns round no other; and a text is cut between letters. */
static void
test_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *begin = rapport_sentence_begin ("\u0436\u0436\u0436", 2);
  g_autofree char *whole = rapport_sentence_begin ("\u0436\u0436", 2);

  rapport_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "“%s” fits %u people: %s.", "\u202eabc", 2u, "x");
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "“\u2068\u202eabc\u202c\u2069” fits 2 people: x.");
  g_assert_cmpstr (begin, ==, "\u0436\u0436…");
  g_assert_cmpstr (whole, ==, "\u0436\u0436");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/sentences/say-what-printf-says", test_says_what_printf_says);
  g_test_add_func ("/sentences/isolate-each-part", test_isolates_each_part);
  g_test_add_func ("/sentences/a-line-of-facts", test_a_line_of_facts);
  g_test_add_func ("/sentences/an-error-isolates-its-parts", test_error);
  return g_test_run ();
}
