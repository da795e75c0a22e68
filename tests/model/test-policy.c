/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/policy.h"

#include "support/support.h"

static void
test_ieee_preset (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPolicy) policy = rapport_policy_new_preset ("ieee", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (policy->n_terms, ==, 4);
  g_assert_true (rapport_policy_has_term (policy, 9));
  g_assert_false (rapport_policy_has_term (policy, 4));
  g_assert_false (rapport_policy_has_term (policy, 0));
  g_assert_true (rapport_policy_has_area (policy, "volunteering"));
  g_assert_false (rapport_policy_has_area (policy, "registration"));
  g_assert_cmpint (policy->expire_days, ==, 30);
  g_assert_cmpint (policy->remind_days, ==, 7);
  g_assert_cmpint (policy->remind_until_days, ==, 10);
  g_assert_cmpint (policy->asking, ==, RAPPORT_ASKING_MENTEE);
  g_assert_cmpint (policy->comment, ==, RAPPORT_COMMENT_NEVER);
  g_assert_cmpstr (policy->time_zone, ==, "UTC");
}

static void
test_settings_stand_on_the_preset (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPolicy) policy = NULL;
  g_autofree char *terms = NULL, *comment = NULL;

  policy = rapport_policy_new ("ieee", "Europe/Zagreb",
                               "{\"expire_days\": 14, \"terms\": \"[4, 8]\", \"comment\": \"\\\"always\\\"\","
                               " \"excluded_areas\": [\"career\"], \"from_the_future\": {}, \"remind_days\": \"many\","
                               " \"capacity_ceiling\": -3}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (policy->expire_days, ==, 14);
  g_assert_true (rapport_policy_has_term (policy, 8));
  g_assert_false (rapport_policy_has_term (policy, 9));
  g_assert_false (rapport_policy_has_area (policy, "career"));
  g_assert_cmpint (policy->remind_days, ==, 7);
  g_assert_cmpint (policy->capacity_ceiling, ==, 8);
  g_assert_cmpstr (policy->time_zone, ==, "Europe/Zagreb");
  terms = rapport_policy_get_json (policy, "terms");
  g_assert_cmpstr (terms, ==, "[4,8]");
  comment = rapport_policy_get_json (policy, "comment");
  g_assert_cmpstr (comment, ==, "\"always\"");
  g_assert_null (rapport_policy_get_json (policy, "no_such"));
}

static void
test_broken_settings_leave_the_preset (void)
{
  static const char * const broken[] = { NULL, "", "{", "[]", "null", "{\"terms\": [\"x\"]}" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (RapportPolicy) policy = rapport_policy_new ("one from the future", NULL, broken[i], NULL);

      g_assert_nonnull (policy);
      g_assert_cmpuint (policy->n_terms, ==, 4);
    }
}

/* Every contradiction between the programmes is a setting. */
static void
test_contradictions_are_settings (void)
{
  g_autoptr (GPtrArray) settings = rapport_policy_settings ();
  g_autoptr (RapportPolicy) policy = rapport_policy_new_preset ("ieee", NULL);
  g_autoptr (GHashTable) rules = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < settings->len; i++)
    {
      const RapportSetting *setting = settings->pdata[i];
      g_autofree char *json = rapport_policy_get_json (policy, setting->key);

      g_assert_nonnull (json);
      g_assert_true (rapport_policy_check_json (setting->key, json, NULL));
      if (setting->rule != NULL)
        g_hash_table_add (rules, (gpointer) setting->rule);
    }
  for (int i = 1; i <= 15; i++)
    {
      g_autofree char *rule = g_strdup_printf ("C%d", i);

      g_assert_true (g_hash_table_contains (rules, rule));
    }
}

static void
test_values_are_checked (void)
{
  static const struct { const char *key; const char *json; gboolean good; } cases[] = {
    { "expire_days", "14", TRUE },
    { "expire_days", "\"14\"", FALSE },
    { "expire_days", "-1", FALSE },
    { "terms", "[3, 6]", TRUE },
    { "terms", "[0]", FALSE },
    { "terms", "3", FALSE },
    { "asking", "\"either\"", TRUE },
    { "asking", "\"nobody\"", FALSE },
    { "monthly", "true", TRUE },
    { "monthly", "1", FALSE },
    { "name", "\"Γνώση\"", TRUE },
    { "no_such", "1", FALSE },
    { "name", "{", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (rapport_policy_check_json (cases[i].key, cases[i].json, &error), ==, cases[i].good);
      g_assert_cmpint (error == NULL, ==, cases[i].good);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/policy/i03-i06-i20-i21-ieee-preset", test_ieee_preset);
  g_test_add_func ("/policy/settings-stand-on-the-preset", test_settings_stand_on_the_preset);
  g_test_add_func ("/policy/broken-settings-leave-the-preset", test_broken_settings_leave_the_preset);
  g_test_add_func ("/policy/c1-to-c15-are-settings", test_contradictions_are_settings);
  g_test_add_func ("/policy/values-are-checked", test_values_are_checked);
  return g_test_run ();
}
