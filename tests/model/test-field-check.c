/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/field-check.h"

#include "support/support.h"

static const RapportField *
field (const char *name)
{
  return rapport_fields_find ("member", name);
}

static void
assert_accepted (const char *name,
                 const char *typed)
{
  g_autofree char *problem = rapport_field_problem (field (name), typed);

  g_assert_cmpstr (problem, ==, NULL);
}

static void
assert_refused (const char *name,
                const char *typed)
{
  g_autofree char *problem = rapport_field_problem (field (name), typed);

  g_test_message ("%s: %s", typed, problem);
  g_assert_nonnull (problem);
  g_assert_true (g_str_has_suffix (problem, "."));
}

static void
test_emails (void)
{
  assert_accepted ("email", "");
  assert_accepted ("email", " m1@example.org ");
  assert_accepted ("email", "marta.kovač@пример.example");
  assert_refused ("email", "marta");
  assert_refused ("email", "@example.org");
  assert_refused ("email", "marta@example");
  assert_refused ("email", "one@example.org, two@example.org");
}

static void
test_dates (void)
{
  static const struct {
    const char *typed;
    const char *kept;
  } cases[] = {
    { "2026-11-19", "2026-11-19" },
    { "19 November 2026", "2026-11-19" },
    { "19 nov 2026", "2026-11-19" },
    { "19.11.2026", "2026-11-19" },
    { "19/11/2026", "2026-11-19" },
    { "2026/2/28", "2026-02-28" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *kept = rapport_field_from_typed (field ("member_since"), cases[i].typed);

      assert_accepted ("member_since", cases[i].typed);
      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
  assert_refused ("member_since", "30 February 2026");
  assert_refused ("member_since", "soon");
  assert_refused ("member_since", "19.11.26");
}

static void
test_date_comes_back_as_typed (void)
{
  g_autofree char *shown = rapport_field_to_typed (field ("member_since"), "2026-11-19");
  g_autofree char *kept = rapport_field_from_typed (field ("member_since"), shown);

  g_assert_cmpstr (shown, ==, "19 November 2026");
  g_assert_cmpstr (kept, ==, "2026-11-19");
}

static void
test_lengths (void)
{
  g_autofree char *most = g_strnfill (RAPPORT_FIELD_MOST_CHARACTERS, 'x');
  g_autofree char *more = g_strnfill (RAPPORT_FIELD_MOST_CHARACTERS + 1, 'x');

  assert_accepted ("biography", most);
  assert_refused ("biography", more);
  assert_refused ("given_name", most);
}

static void
test_links (void)
{
  g_autofree char *good = rapport_link_problem ("https://example.org/marta");
  g_autofree char *short_form = rapport_link_problem ("example.org");
  g_autofree char *script = rapport_link_problem ("javascript:alert(1)");
  g_autofree char *word = rapport_link_problem ("homepage");

  g_assert_null (good);
  g_assert_null (short_form);
  g_assert_nonnull (script);
  g_assert_nonnull (word);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/model/field-check/emails", test_emails);
  g_test_add_func ("/model/field-check/dates-in-several-orders", test_dates);
  g_test_add_func ("/model/field-check/a-date-comes-back-as-typed", test_date_comes_back_as_typed);
  g_test_add_func ("/model/field-check/lengths", test_lengths);
  g_test_add_func ("/model/field-check/links", test_links);
  return g_test_run ();
}
