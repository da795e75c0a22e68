/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-form.h"

#include "support/support.h"

static GHashTable *
saved_values (void)
{
  GHashTable *saved = rapport_field_values_new ();

  g_hash_table_insert (saved, g_strdup ("given_name"), g_variant_ref_sink (g_variant_new_string ("Marta")));
  g_hash_table_insert (saved, g_strdup ("city"), g_variant_ref_sink (g_variant_new_string ("Zagreb")));
  g_hash_table_insert (saved, g_strdup ("language/hr"), g_variant_ref_sink (g_variant_new_int64 (1)));
  return saved;
}

static void
test_only_differences (void)
{
  g_autoptr (GHashTable) saved = saved_values ();
  g_autoptr (RapportMemberForm) form = rapport_member_form_new ("u", saved);

  g_assert_false (rapport_member_form_is_changed (form));
  rapport_member_form_set_string (form, "city", "Split");
  rapport_member_form_set_string (form, "phone", "");
  g_assert_cmpuint (g_hash_table_size (rapport_member_form_get_changes (form)), ==, 1);
  rapport_member_form_set_string (form, "city", "  Zagreb ");
  g_assert_false (rapport_member_form_is_changed (form));
}

static void
count_cb (RapportMemberForm *form,
          const char        *name,
          guint             *count)
{
  (*count)++;
}

static void
test_tells_changes_once (void)
{
  g_autoptr (GHashTable) saved = saved_values ();
  g_autoptr (RapportMemberForm) form = rapport_member_form_new ("u", saved);
  guint count = 0;

  g_signal_connect (form, "changed", G_CALLBACK (count_cb), &count);
  rapport_member_form_set_string (form, "city", "Zagreb");
  g_assert_cmpuint (count, ==, 0);
  rapport_member_form_set_string (form, "city", "Split");
  rapport_member_form_set_string (form, "city", "Split");
  g_assert_cmpuint (count, ==, 1);
}

static void
test_families (void)
{
  g_autoptr (GHashTable) saved = saved_values ();
  g_autoptr (RapportMemberForm) form = rapport_member_form_new ("u", saved);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  rapport_member_form_set (form, "language/en", g_variant_new_int64 (1));
  before = rapport_member_form_list (form, "language");
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (before, 0), ==, "language/en");
  rapport_member_form_set (form, "language/hr", NULL);
  after = rapport_member_form_list (form, "language");
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (rapport_member_form_has (form, rapport_fields_find ("member", "language")));
  g_assert_false (rapport_member_form_has (form, rapport_fields_find ("member", "area")));
}

/* Somebody else saves meanwhile: what was typed here stays, the rest follows. */
static void
test_rebase (void)
{
  g_autoptr (GHashTable) saved = saved_values ();
  g_autoptr (GHashTable) later = saved_values ();
  g_autoptr (RapportMemberForm) form = rapport_member_form_new ("u", saved);

  rapport_member_form_set_string (form, "city", "Split");
  g_hash_table_insert (later, g_strdup ("city"), g_variant_ref_sink (g_variant_new_string ("Rijeka")));
  g_hash_table_insert (later, g_strdup ("given_name"), g_variant_ref_sink (g_variant_new_string ("Marija")));
  g_hash_table_remove (later, "language/hr");
  rapport_member_form_rebase (form, later);
  g_assert_cmpstr (rapport_member_form_get_string (form, "city"), ==, "Split");
  g_assert_cmpstr (rapport_member_form_get_string (form, "given_name"), ==, "Marija");
  g_assert_null (rapport_member_form_get (form, "language/hr"));
  g_hash_table_insert (later, g_strdup ("city"), g_variant_ref_sink (g_variant_new_string ("Split")));
  rapport_member_form_rebase (form, later);
  g_assert_false (rapport_member_form_is_changed (form));
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/services/member-form/only-differences-are-changes", test_only_differences);
  g_test_add_func ("/services/member-form/tells-changes-once", test_tells_changes_once);
  g_test_add_func ("/services/member-form/families", test_families);
  g_test_add_func ("/services/member-form/keeps-what-was-typed-when-others-save", test_rebase);
  return g_test_run ();
}
