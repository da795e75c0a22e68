/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"

G_BEGIN_DECLS

/** What a score is made of, in the order in which it is explained. */
typedef enum {
  RAPPORT_CRITERION_AREAS,
  RAPPORT_CRITERION_SKILLS,
  RAPPORT_CRITERION_LANGUAGES,
  RAPPORT_CRITERION_HOURS,
  RAPPORT_CRITERION_PREFERENCES,
} RapportCriterionId;
#define RAPPORT_N_CRITERIA 5

/** A skill that is wanted above the level held. */
typedef struct {
  int skill;    /* any number that names it */
  int held;
  int wanted;
} RapportGap;

/** A skill that a candidate has. */
typedef struct {
  int skill;
  int held;
} RapportHeld;

/** What somebody looks for. Sets are bits whose meaning caller and candidates share. */
typedef struct {
  guint64 areas;
  guint64 languages[4];
  guint64 channels;
  const RapportGap *gaps;
  guint n_gaps;
  int minutes;  /* free in the week that is compared; 0: not known */
} RapportNeed;

/** What a candidate offers. */
typedef struct {
  guint64 areas;
  guint64 languages[4];
  guint64 channels;
  const RapportHeld *skills; /* sorted by skill */
  guint n_skills;
  int common_minutes;        /* free in that week together with who looks */
} RapportOffer;

/**
 * RapportCriterion:
 * @applies: whether the need says anything that it could be measured by; what does not apply has no weight
 * @weight: of the policy
 * @satisfied: 0 to 1
 * @most: share of the hundred
 * @points: of @most; those of all criteria add up to the score
 */
typedef struct {
  gboolean applies;
  int weight;
  double satisfied;
  int most;
  int points;
} RapportCriterion;

int         rapport_score            (const RapportNeed         *need,
                                      const RapportOffer        *offer,
                                      const RapportScoreWeights *weights);
int         rapport_score_explain    (const RapportNeed         *need,
                                      const RapportOffer        *offer,
                                      const RapportScoreWeights *weights,
                                      RapportCriterion           criteria[RAPPORT_N_CRITERIA]);
double      rapport_score_gap        (const RapportGap          *gap,
                                      int                        held);
int         rapport_score_held       (const RapportOffer        *offer,
                                      int                        skill);
const char *rapport_criterion_label  (RapportCriterionId         criterion);

G_END_DECLS
