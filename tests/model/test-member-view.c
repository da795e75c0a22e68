/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/member-view.h"

#include "support/support.h"

static RapportMember *
make_member (void)
{
  RapportMember *member = rapport_member_new ();
  RapportMemberSkill *skill = g_new0 (RapportMemberSkill, 1);
  RapportMemberCustom *plain = g_new0 (RapportMemberCustom, 1), *sensitive = g_new0 (RapportMemberCustom, 1);
  char *areas[] = { "career", NULL };

  member->no = 7;
  g_free (member->display_name);
  member->display_name = g_strdup ("Marta Kovač");
  g_hash_table_insert (member->texts, g_strdup ("given_name"), g_strdup ("Marta"));
  g_hash_table_insert (member->texts, g_strdup ("biography"), g_strdup ("Twenty years"));
  g_hash_table_insert (member->texts, g_strdup ("email"), g_strdup ("marta@example.org"));
  g_hash_table_insert (member->texts, g_strdup ("address"), g_strdup ("A street"));
  g_hash_table_insert (member->texts, g_strdup ("organisation"), g_strdup ("Quartz"));
  g_hash_table_insert (member->texts, g_strdup ("issuer"), g_strdup ("IEEE"));
  g_hash_table_insert (member->visibility, g_strdup ("organisation"), g_strdup ("requested"));
  g_hash_table_insert (member->visibility, g_strdup ("skills"), g_strdup ("from the future"));
  g_strfreev (member->areas);
  member->areas = g_strdupv (areas);
  skill->label = g_strdup ("negotiating");
  g_ptr_array_add (member->skills, skill);
  plain->uuid = g_strdup ("u1");
  plain->value = g_strdup ("Engineer");
  sensitive->uuid = g_strdup ("u2");
  sensitive->sensitive = TRUE;
  g_ptr_array_add (member->customs, plain);
  g_ptr_array_add (member->customs, sensitive);
  return member;
}

/* What each relation sees: biography (members), organisation (requested), e-mail (partners), address (nobody), issuer
 * (no element), areas (members), skills (a level of a later version), customs. */
static void
test_what_is_seen (void)
{
  static const struct { RapportRelation relation; const char *seen; guint skills; guint customs; } cases[] = {
    { RAPPORT_RELATION_PUBLIC, "-----", 0, 0 },
    { RAPPORT_RELATION_MEMBER, "b----", 0, 1 },
    { RAPPORT_RELATION_REQUESTED, "bo---", 0, 1 },
    { RAPPORT_RELATION_PARTNER, "boe--", 0, 1 },
    { RAPPORT_RELATION_SELF, "boeai", 1, 2 },
    { RAPPORT_RELATION_OFFICE, "boeai", 1, 2 },
  };
  static const char * const fields[] = { "biography", "organisation", "email", "address", "issuer" };
  g_autoptr (RapportMember) member = make_member ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportMemberView) view = rapport_member_view_new (member, cases[i].relation);

      g_assert_cmpstr (rapport_member_view_get_name (view), ==, "Marta Kovač");
      g_assert_cmpstr (rapport_member_view_get_text (view, "given_name"), ==, "Marta");
      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        g_assert_cmpint (rapport_member_view_get_text (view, fields[j]) != NULL, ==, cases[i].seen[j] != '-');
      g_assert_cmpint (rapport_member_view_get_set (view, "area") != NULL, ==, cases[i].relation > RAPPORT_RELATION_PUBLIC);
      g_assert_cmpuint (rapport_member_view_get_skills (view)->len, ==, cases[i].skills);
      g_assert_cmpuint (rapport_member_view_get_customs (view)->len, ==, cases[i].customs);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/member-view/i13-what-is-seen", test_what_is_seen);
  return g_test_run ();
}
