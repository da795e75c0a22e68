/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/policy.h"

G_BEGIN_DECLS

/** Two settings of a policy that contradict one another, as they may after merging (DESIGN §3). */
typedef struct {
  char *key;       /* the setting that can give way */
  char *sentence;  /* what is at odds */
  char *json;      /* what it would be then */
} RapportPolicyOdd;

void       rapport_policy_odd_free (RapportPolicyOdd    *self);
GPtrArray *rapport_policy_odds     (const RapportPolicy *policy);

G_END_DECLS
