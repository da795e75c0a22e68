/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/policy-odds.h"

#include <glib/gi18n.h>

void
rapport_policy_odd_free (RapportPolicyOdd *self)
{
  g_free (self->key);
  g_free (self->sentence);
  g_free (self->json);
  g_free (self);
}

/* Takes @sentence and @json. */
static void
add (GPtrArray  *odds,
     const char *key,
     char       *sentence,
     char       *json)
{
  RapportPolicyOdd *odd = g_new0 (RapportPolicyOdd, 1);

  odd->key = g_strdup (key);
  odd->sentence = sentence;
  odd->json = json;
  g_ptr_array_add (odds, odd);
}

static void
check_days (const RapportPolicy *policy,
            GPtrArray           *odds)
{
  if (policy->remind_until_days < policy->remind_days)
    add (odds, "remind_until_days",
         g_strdup_printf (_("A reminder is late after %d days, before it is due after %d"), policy->remind_until_days,
                          policy->remind_days),
         g_strdup_printf ("%d", policy->remind_days));
  if (policy->expire_days > 0 && policy->remind_days >= policy->expire_days)
    add (odds, "remind_days",
         g_strdup_printf (_("A reminder is due after %d days, when the request has expired after %d"), policy->remind_days,
                          policy->expire_days),
         g_strdup_printf ("%d", policy->expire_days / 2));
}

static void
check_places (const RapportPolicy *policy,
              GPtrArray           *odds)
{
  if (policy->capacity_ceiling > 0 && policy->default_capacity > policy->capacity_ceiling)
    add (odds, "default_capacity",
         g_strdup_printf (_("%d places are given at first, and %d are the most that is allowed"), policy->default_capacity,
                          policy->capacity_ceiling),
         g_strdup_printf ("%d", policy->capacity_ceiling));
}

static void
check_term (const RapportPolicy *policy,
            GPtrArray           *odds)
{
  if (policy->n_terms > 0 && policy->default_term > 0 && !rapport_policy_has_term (policy, policy->default_term))
    add (odds, "default_term",
         g_strdup_printf (_("%d months are proposed, and that term is not among those allowed"), policy->default_term),
         g_strdup_printf ("%d", policy->terms[0]));
}

/**
 * rapport_policy_odds:
 *
 * Returns: (transfer full) (element-type RapportPolicyOdd): what contradicts itself, empty when nothing does
 */
GPtrArray *
rapport_policy_odds (const RapportPolicy *policy)
{
  GPtrArray *odds = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_policy_odd_free);

  check_days (policy, odds);
  check_places (policy, odds);
  check_term (policy, odds);
  return odds;
}
