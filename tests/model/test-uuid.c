/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/uuid.h"
#include "support/support.h"

static void
test_text_and_bytes_say_the_same (void)
{
  static const char *const refused[] = {
    "", "0190b7f4-0000-7000-8000-00000000000", "0190b7f4-0000-7000-8000-0000000000011", "0190B7F4-0000-7000-8000-000000000001",
    "0190b7f400007000800000000000000001", "0190b7f4-0000-7000-8000-00000000000g", "0190b7f4_0000-7000-8000-000000000001",
  };
  guint8 bytes[RAPPORT_UUID_BYTES];
  char text[RAPPORT_UUID_LENGTH + 1];

  g_assert_true (rapport_uuid_parse ("0190b7f4-89ab-7cde-8f01-23456789abcd", bytes));
  rapport_uuid_format (bytes, text);
  g_assert_cmpstr (text, ==, "0190b7f4-89ab-7cde-8f01-23456789abcd");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (rapport_uuid_parse (refused[i], bytes));
}

static void
test_new_names_carry_time_and_differ (void)
{
  g_autofree char *one = rapport_uuid_v7 (0x0190b7f489ab);
  g_autofree char *other = rapport_uuid_v7 (0x0190b7f489ab);

  g_assert_true (g_str_has_prefix (one, "0190b7f4-89ab-7"));
  g_assert_nonnull (strchr ("89ab", one[19]));
  g_assert_cmpstr (one, !=, other);
}

static void
test_names_made_together_rise (void)
{
  guint8 last[RAPPORT_UUID_BYTES];
  guint8 next[RAPPORT_UUID_BYTES];
  RapportRandomPool pool = { 0 };

  rapport_uuid_make (0x0190b7f489ab, last);
  /* Far from the end of the count, which begins anew. */
  last[8] = 0x80;
  for (guint i = 0; i < 1000; i++)
    {
      memcpy (next, last, sizeof next);
      rapport_uuid_follow (next, &pool);
      g_assert_cmpint (memcmp (last, next, sizeof next), <, 0);
      g_assert_cmpmem (last, 8, next, 8);
      g_assert_cmphex (next[8] & 0xc0, ==, 0x80);
      memcpy (last, next, sizeof next);
    }
}

/* The value of the first is written down so that no later version names things otherwise. */
static void
test_what_two_could_make_is_named_alike (void)
{
  g_autofree char *one = rapport_uuid_v5 ("enrolment", "p", "m", "mentor", NULL);
  g_autofree char *same = rapport_uuid_v5 ("enrolment", "p", "m", "mentor", NULL);
  g_autofree char *parted = rapport_uuid_v5 ("enrolment", "pm", "mentor", NULL);
  g_autofree char *kind = rapport_uuid_v5 ("skill", "p", "m", "mentor", NULL);

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, parted);
  g_assert_cmpstr (one, !=, kind);
  g_assert_cmpint (one[14], ==, '5');
  g_assert_nonnull (strchr ("89ab", one[19]));
  g_assert_cmpstr (one, ==, "cf9d74d5-ca42-5551-81aa-81ba8789e24d");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/uuid/text-and-bytes-say-the-same", test_text_and_bytes_say_the_same);
  g_test_add_func ("/uuid/new-names-carry-time-and-differ", test_new_names_carry_time_and_differ);
  g_test_add_func ("/uuid/names-made-together-rise", test_names_made_together_rise);
  g_test_add_func ("/uuid/what-two-could-make-is-named-alike", test_what_two_could_make_is_named_alike);
  return g_test_run ();
}
