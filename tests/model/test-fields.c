/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/fields.h"

#include "support/support.h"

/* The journal keeps names for ever, so no two rows of a kind may share one. */
static void
test_names_are_unique_in_their_kind (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;
  const RapportField *fields = rapport_fields_all (&n);

  g_assert_cmpuint (n, >, 50);
  for (guint i = 0; i < n; i++)
    g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%s %s", fields[i].kind, fields[i].name)));
}

/* A heading that names two fields of a member would make the import guess. */
static void
test_headings_name_one_field (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;
  const RapportField *fields = rapport_fields_of_kind ("member", &n);

  g_assert_cmpuint (n, >, 10);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) headings = g_strsplit (fields[i].headings != NULL ? fields[i].headings : "", "|", -1);

      for (guint j = 0; headings[j] != NULL; j++)
        {
          g_autofree char *folded = g_utf8_strdown (headings[j], -1);

          g_assert_cmpstr (folded, ==, headings[j]);
          g_assert_true (g_hash_table_add (seen, g_steal_pointer (&folded)));
        }
    }
}

static void
test_find_takes_families_apart (void)
{
  const RapportField *area = rapport_fields_find ("member", "area/career");
  const RapportField *family = rapport_fields_find ("member", "family_name");

  if (area == NULL)
    area = rapport_fields_find ("enrolment", "area/career");
  g_assert_nonnull (area);
  g_assert_cmpint (area->type, ==, RAPPORT_FIELD_SET);
  g_assert_nonnull (family);
  g_assert_cmpstr (family->name, ==, "family_name");
  g_assert_null (rapport_fields_find ("member", "no_such_field"));
}

/* I13: whatever says something delicate about a person is hidden until its owner shows it. */
static void
test_sensitive_fields_start_hidden (void)
{
  guint n = 0;
  const RapportField *fields = rapport_fields_of_kind ("member", &n);

  for (guint i = 0; i < n; i++)
    if (fields[i].privacy == RAPPORT_PRIVACY_SENSITIVE && fields[i].visibility != NULL)
      g_assert_cmpstr (fields[i].visibility, ==, "nobody");
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/fields/names-are-unique-in-their-kind", test_names_are_unique_in_their_kind);
  g_test_add_func ("/fields/headings-name-one-field", test_headings_name_one_field);
  g_test_add_func ("/fields/find-takes-families-apart", test_find_takes_families_apart);
  g_test_add_func ("/fields/i13-sensitive-fields-start-hidden", test_sensitive_fields_start_hidden);
  return g_test_run ();
}
