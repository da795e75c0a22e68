/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matching/score.h"

#include <glib/gi18n.h>
#include <math.h>

/* How much of what was looked for there is, 0 to 1; negative where nothing was looked for. */
typedef double (*Measure) (const RapportNeed  *need,
                           const RapportOffer *offer);

static double
measure_areas (const RapportNeed  *need,
               const RapportOffer *offer)
{
  int wanted = __builtin_popcountll (need->areas);

  return wanted > 0 ? (double) __builtin_popcountll (need->areas & offer->areas) / wanted : -1;
}

/** The level that the candidate has of a skill, 0 for none. */
int
rapport_score_held (const RapportOffer *offer,
                    int                 skill)
{
  guint low = 0, high = offer->n_skills;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (offer->skills[middle].skill < skill)
        low = middle + 1;
      else
        high = middle;
    }
  return low < offer->n_skills && offer->skills[low].skill == skill ? offer->skills[low].held : 0;
}

/**
 * rapport_score_gap:
 * @gap: a skill, the level held and the level wanted
 * @held: the candidate's level
 *
 * Returns: how far a candidate of that level leads: 1 at the level wanted, 0 at the level that is held already
 */
double
rapport_score_gap (const RapportGap *gap,
                   int               held)
{
  if (held >= gap->wanted)
    return 1;
  if (held <= gap->held)
    return 0;
  return (double) (held - gap->held) / (gap->wanted - gap->held);
}

/* Gaps count by how wide they are. */
static double
measure_skills (const RapportNeed  *need,
                const RapportOffer *offer)
{
  double covered = 0, width = 0;

  for (guint i = 0; i < need->n_gaps; i++)
    {
      const RapportGap *gap = &need->gaps[i];
      double wide = gap->wanted - gap->held;

      covered += wide * rapport_score_gap (gap, rapport_score_held (offer, gap->skill));
      width += wide;
    }
  return width > 0 ? covered / width : -1;
}

/* One language in common is all that a talk needs. */
static double
measure_languages (const RapportNeed  *need,
                   const RapportOffer *offer)
{
  guint64 wanted = 0, shared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (need->languages); i++)
    {
      wanted |= need->languages[i];
      shared |= need->languages[i] & offer->languages[i];
    }
  return wanted != 0 ? shared != 0 : -1;
}

static double
measure_hours (const RapportNeed  *need,
               const RapportOffer *offer)
{
  return need->minutes > 0 ? CLAMP ((double) offer->common_minutes / need->minutes, 0, 1) : -1;
}

static double
measure_channels (const RapportNeed  *need,
                  const RapportOffer *offer)
{
  int wanted = __builtin_popcountll (need->channels);

  return wanted > 0 ? (double) __builtin_popcountll (need->channels & offer->channels) / wanted : -1;
}

static const Measure measures[RAPPORT_N_CRITERIA] = {
  measure_areas, measure_skills, measure_languages, measure_hours, measure_channels,
};

static void
list_weights (const RapportScoreWeights *weights,
              int                        list[RAPPORT_N_CRITERIA])
{
  list[RAPPORT_CRITERION_AREAS] = weights->areas;
  list[RAPPORT_CRITERION_SKILLS] = weights->skills;
  list[RAPPORT_CRITERION_LANGUAGES] = weights->languages;
  list[RAPPORT_CRITERION_HOURS] = weights->hours;
  list[RAPPORT_CRITERION_PREFERENCES] = weights->preferences;
}

/* round (100 · Σ weight·satisfied / Σ weight), over what applies */
static int
whole_score (const double satisfied[RAPPORT_N_CRITERIA],
             const int    weights[RAPPORT_N_CRITERIA])
{
  double sum = 0, all = 0;

  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    if (satisfied[i] >= 0)
      {
        sum += weights[i] * satisfied[i];
        all += weights[i];
      }
  return all > 0 ? (int) floor (100 * sum / all + 0.5) : 0;
}

/**
 * rapport_score:
 * @need: what somebody looks for
 * @offer: what a candidate has
 * @weights: of the programme
 *
 * Returns: how much of what is looked for there is, in per cent (DESIGN §6)
 */
int
rapport_score (const RapportNeed         *need,
               const RapportOffer        *offer,
               const RapportScoreWeights *weights)
{
  double satisfied[RAPPORT_N_CRITERIA];
  int list[RAPPORT_N_CRITERIA];

  list_weights (weights, list);
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    satisfied[i] = measures[i] (need, offer);
  return whole_score (satisfied, list);
}

/* Whole numbers that add up to @total, each near its exact value: the largest remainders are rounded up. */
static void
apportion (const double exact[RAPPORT_N_CRITERIA],
           int          total,
           int          whole[RAPPORT_N_CRITERIA])
{
  int left = total;

  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    {
      whole[i] = (int) floor (exact[i] + 1e-9);
      left -= whole[i];
    }
  for (; left > 0; left--)
    {
      guint best = 0;

      for (guint i = 1; i < RAPPORT_N_CRITERIA; i++)
        if (exact[i] - whole[i] > exact[best] - whole[best] + 1e-9)
          best = i;
      whole[best]++;
    }
}

/**
 * rapport_score_explain:
 * @need: what somebody looks for
 * @offer: what a candidate has
 * @weights: of the programme
 * @criteria: (out): how the score comes about
 *
 * Returns: the same as rapport_score(); the points of @criteria add up to it, their shares to 100
 */
int
rapport_score_explain (const RapportNeed         *need,
                       const RapportOffer        *offer,
                       const RapportScoreWeights *weights,
                       RapportCriterion           criteria[RAPPORT_N_CRITERIA])
{
  double satisfied[RAPPORT_N_CRITERIA], points[RAPPORT_N_CRITERIA] = { 0 }, missed[RAPPORT_N_CRITERIA] = { 0 };
  int list[RAPPORT_N_CRITERIA], whole_points[RAPPORT_N_CRITERIA], whole_missed[RAPPORT_N_CRITERIA];
  double all = 0;
  int score;

  list_weights (weights, list);
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    {
      satisfied[i] = measures[i] (need, offer);
      all += satisfied[i] >= 0 ? list[i] : 0;
    }
  score = whole_score (satisfied, list);
  for (guint i = 0; all > 0 && i < RAPPORT_N_CRITERIA; i++)
    if (satisfied[i] >= 0)
      {
        points[i] = 100 * list[i] / all * satisfied[i];
        missed[i] = 100 * list[i] / all - points[i];
      }
  apportion (points, score, whole_points);
  apportion (missed, all > 0 ? 100 - score : 0, whole_missed);
  for (guint i = 0; i < RAPPORT_N_CRITERIA; i++)
    criteria[i] = (RapportCriterion) {
      .applies = satisfied[i] >= 0 && list[i] > 0,
      .weight = list[i],
      .satisfied = MAX (satisfied[i], 0),
      .most = whole_points[i] + whole_missed[i],
      .points = whole_points[i],
    };
  return score;
}

/** The name of a criterion for people, translated. */
const char *
rapport_criterion_label (RapportCriterionId criterion)
{
  static const char * const labels[] = {
    N_("Areas"), N_("Skill gap"), N_("Languages"), N_("Hours in common"), N_("Preferences"),
  };

  return _(labels[criterion]);
}
