/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matching/score.h"

#include "support/support.h"

static const RapportScoreWeights weights = { 30, 25, 15, 15, 15 };
static const RapportGap negotiating[] = { { 7, 3, 5 } };
static const RapportGap two_gaps[] = { { 7, 3, 5 }, { 9, 1, 7 } };
static const RapportHeld nothing[] = { { 0, 0 } };
static const RapportHeld six[] = { { 2, 1 }, { 7, 6 }, { 9, 1 } };
static const RapportHeld four[] = { { 7, 4 } };
static const RapportHeld three[] = { { 7, 3 } };

#define MARTA { 3, { 1 }, 2, negotiating, 1, 480 }

static void
test_scores (void)
{
  static const struct { RapportNeed need; RapportOffer offer; int score; } cases[] = {
    /* everything */
    { MARTA, { 3, { 1 }, 2, six, 3, 480 }, 100 },
    /* one area of two: 15 of 30 */
    { MARTA, { 2, { 1 }, 2, six, 3, 480 }, 85 },
    /* half of the way from 3 to 5: 12.5 of 25 */
    { MARTA, { 3, { 1 }, 2, four, 1, 480 }, 88 },
    /* the level that is held already leads nowhere */
    { MARTA, { 3, { 1 }, 2, three, 1, 480 }, 75 },
    /* no language in common */
    { MARTA, { 3, { 2 }, 2, six, 3, 480 }, 85 },
    /* a quarter of the hours: 3.75 of 15 */
    { MARTA, { 3, { 1 }, 2, six, 3, 120 }, 89 },
    { MARTA, { 0, { 0 }, 0, nothing, 0, 0 }, 0 },
    /* what is not looked for has no weight: areas alone */
    { { 3, { 0 }, 0, NULL, 0, 0 }, { 1, { 1 }, 2, six, 3, 480 }, 50 },
    { { 0, { 0 }, 0, NULL, 0, 0 }, { 1, { 1 }, 2, six, 3, 480 }, 0 },
    /* gaps count by how wide they are: 2 of 8 */
    { { 0, { 0 }, 0, two_gaps, 2, 0 }, { 0, { 0 }, 0, six, 3, 0 }, 25 },
    /* a language of another word of the set */
    { { 0, { 0, 0, 0, 1 }, 0, NULL, 0, 0 }, { 0, { 1, 0, 0, 1 }, 0, NULL, 0, 0 }, 100 },
    { { 0, { 0, 0, 0, 1 }, 0, NULL, 0, 0 }, { 0, { 1, 0, 0, 0 }, 0, NULL, 0, 0 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportCriterion criteria[RAPPORT_N_CRITERIA];

      g_test_message ("case %u", i);
      g_assert_cmpint (rapport_score (&cases[i].need, &cases[i].offer, &weights), ==, cases[i].score);
      g_assert_cmpint (rapport_score_explain (&cases[i].need, &cases[i].offer, &weights, criteria), ==, cases[i].score);
    }
}

/* The points in front of the user add up to the score, for any weights and candidates. */
static void
test_points_add_up (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < 20000; i++)
    {
      RapportScoreWeights some = { g_rand_int_range (rand, 0, 40), g_rand_int_range (rand, 0, 40),
                                   g_rand_int_range (rand, 0, 40), g_rand_int_range (rand, 0, 40),
                                   g_rand_int_range (rand, 0, 40) };
      RapportNeed need = { g_rand_int (rand) & 15, { g_rand_int (rand) & 3 }, g_rand_int (rand) & 7, two_gaps,
                           g_rand_int_range (rand, 0, 3), g_rand_int_range (rand, 0, 600) };
      RapportOffer offer = { g_rand_int (rand) & 15, { g_rand_int (rand) & 3 }, g_rand_int (rand) & 7, six,
                             g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 600) };
      RapportCriterion criteria[RAPPORT_N_CRITERIA];
      int score = rapport_score_explain (&need, &offer, &some, criteria), points = 0, most = 0, applying = 0;

      for (guint j = 0; j < RAPPORT_N_CRITERIA; j++)
        {
          g_assert_cmpint (criteria[j].points, >=, 0);
          points += criteria[j].points;
          most += criteria[j].most;
          applying += criteria[j].applies;
        }
      g_assert_cmpint (points, ==, score);
      g_assert_cmpint (most, ==, applying > 0 ? 100 : 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/score/s06-s11-s19-scores", test_scores);
  g_test_add_func ("/score/s11-points-add-up", test_points_add_up);
  return g_test_run ();
}
