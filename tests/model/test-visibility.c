/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/visibility.h"

#include "support/support.h"

/* Every level against every relation. */
static void
test_levels (void)
{
  static const char * const seen[] = {
    [RAPPORT_RELATION_PUBLIC] = "y----",
    [RAPPORT_RELATION_MEMBER] = "yy---",
    [RAPPORT_RELATION_REQUESTED] = "yyy--",
    [RAPPORT_RELATION_PARTNER] = "yyyy-",
    [RAPPORT_RELATION_SELF] = "yyyyy",
    [RAPPORT_RELATION_OFFICE] = "yyyyy",
  };

  for (guint relation = 0; relation < G_N_ELEMENTS (seen); relation++)
    for (guint level = 0; level < 5; level++)
      g_assert_cmpint (rapport_visibility_allows (level, relation), ==, seen[relation][level] == 'y');
}

static void
test_relations (void)
{
  RapportViewer office = RAPPORT_VIEWER_OFFICE;
  RapportViewer member = rapport_viewer_for_member (7);

  g_assert_cmpint (rapport_relation_of (&office, 7, FALSE, FALSE), ==, RAPPORT_RELATION_OFFICE);
  g_assert_cmpint (rapport_relation_of (&member, 7, FALSE, FALSE), ==, RAPPORT_RELATION_SELF);
  g_assert_cmpint (rapport_relation_of (&member, 8, FALSE, FALSE), ==, RAPPORT_RELATION_MEMBER);
  g_assert_cmpint (rapport_relation_of (&member, 8, TRUE, FALSE), ==, RAPPORT_RELATION_REQUESTED);
  g_assert_cmpint (rapport_relation_of (&member, 8, TRUE, TRUE), ==, RAPPORT_RELATION_PARTNER);
}

static void
test_unknown_level_hides (void)
{
  g_assert_cmpint (rapport_visibility_from_id ("members"), ==, RAPPORT_VISIBLE_MEMBERS);
  g_assert_cmpint (rapport_visibility_from_id ("friends of friends"), ==, RAPPORT_VISIBLE_NOBODY);
  g_assert_cmpint (rapport_visibility_from_id (NULL), ==, RAPPORT_VISIBLE_NOBODY);
  for (guint level = 0; level < 5; level++)
    g_assert_cmpint (rapport_visibility_from_id (rapport_visibility_id (level)), ==, level);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/visibility/i13-levels", test_levels);
  g_test_add_func ("/visibility/i13-relations", test_relations);
  g_test_add_func ("/visibility/i13-unknown-level-hides", test_unknown_level_hides);
  return g_test_run ();
}
