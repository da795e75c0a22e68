/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/letters.h"

#include <string.h>

#include "support/support.h"

static void
test_state_reads_as_it_was_written (void)
{
  for (int stage = 0; stage < RAPPORT_N_LETTER_STAGES; stage++)
    {
      RapportLetterState state = { stage, 1795089600, (char *) "abc", 3, 1795089900, (char *) "a@b.example", (char *) "550 no" };
      g_autoptr (GVariant) value = g_variant_ref_sink (rapport_letter_state_write (&state));
      g_auto (RapportLetterState) again = { 0 };
      RapportLetterStage found = 0;

      rapport_letter_state_read (&again, value);
      g_assert_cmpint (again.stage, ==, stage);
      g_assert_cmpint (again.at, ==, state.at);
      g_assert_cmpint (again.attempts, ==, 3);
      g_assert_cmpint (again.next_try, ==, state.next_try);
      g_assert_cmpstr (again.owner, ==, "abc");
      g_assert_cmpstr (again.sent_to, ==, "a@b.example");
      g_assert_cmpstr (again.words, ==, "550 no");
      g_assert_true (rapport_letter_stage_from_id (rapport_letter_stage_id (stage), &found));
      g_assert_cmpint (found, ==, stage);
    }
}

static void
test_state_of_a_hostile_bundle_is_a_draft (void)
{
  const char *lists[][8] = {
    { NULL }, { "sent", NULL }, { "SENT", "1", "", "", "", "", "", NULL }, { "", "", "", "", "", "", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_strv (lists[i], -1));
      g_auto (RapportLetterState) state = { 0 };

      rapport_letter_state_read (&state, value);
      g_assert_cmpint (state.stage, ==, RAPPORT_LETTER_DRAFT);
    }
}

static void
test_name_follows_from_what_called_for_it (void)
{
  const char *cause = "0192f7a0-0000-7000-8000-000000000001";
  g_autofree char *one = rapport_letter_uuid (cause, "reminder", 1);
  g_autofree char *same = rapport_letter_uuid (cause, "reminder", 1);
  g_autofree char *next = rapport_letter_uuid (cause, "reminder", 2);
  g_autofree char *other = rapport_letter_uuid (cause, "request", 1);

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, next);
  g_assert_cmpstr (one, !=, other);
}

static void
test_addresses (void)
{
  static const struct {
    const char *address;
    gboolean good;
  } cases[] = {
    { "ada@example.org", TRUE },
    { "o'brien+mentor@mail.example.co.uk", TRUE },
    { "ada@bücher.example", TRUE },
    { "", FALSE },
    { "ada", FALSE },
    { "@example.org", FALSE },
    { "ada@", FALSE },
    { "ada@.example.org", FALSE },
    { "ada@example..org", FALSE },
    { "ada@example.org\r\nBcc: all@example.org", FALSE },
    { "ada@example.org>\r\nRCPT TO:<eve@example.org", FALSE },
    { "ada lovelace@example.org", FALSE },
    { "<ada@example.org>", FALSE },
    { "ada@example.org, eve@example.org", FALSE },
    { "ädä@example.org", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (rapport_mail_address_check (cases[i].address, &error), ==, cases[i].good);
      g_assert_true ((error == NULL) == cases[i].good);
    }
  g_assert_false (rapport_mail_address_check (NULL, NULL));
}

static void
test_pauses_grow_and_end (void)
{
  int before = 0;
  int attempts = 1;

  for (; rapport_letter_pause (attempts) > 0; attempts++)
    {
      g_assert_cmpint (rapport_letter_pause (attempts), >, before);
      before = rapport_letter_pause (attempts);
    }
  g_assert_cmpint (attempts, >, 3);
  g_assert_cmpint (rapport_letter_pause (attempts), ==, -1);
  g_assert_cmpint (rapport_letter_pause (0), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/letters/state-reads-as-it-was-written", test_state_reads_as_it_was_written);
  g_test_add_func ("/letters/state-of-a-hostile-bundle-is-a-draft", test_state_of_a_hostile_bundle_is_a_draft);
  g_test_add_func ("/letters/name-follows-from-what-called-for-it", test_name_follows_from_what_called_for_it);
  g_test_add_func ("/letters/addresses", test_addresses);
  g_test_add_func ("/letters/pauses-grow-and-end", test_pauses_grow_and_end);
  return g_test_run ();
}
