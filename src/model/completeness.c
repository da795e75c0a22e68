/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/completeness.h"

#include "model/fields.h"

/* I11: what a programme calls critical, by its element. */
static const char * const critical_elements[] = { "interests", "biography", "expertise" };

/**
 * rapport_visibility_default:
 * @element: an element of the profile
 *
 * Returns: (transfer none): the level in force where the owner has chosen none (I13)
 */
const char *
rapport_visibility_default (const char *element)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].visibility != NULL && g_strcmp0 (fields[i].element, element) == 0)
      return fields[i].visibility;
  return "nobody";
}

/**
 * rapport_visibility_is_hidden:
 *
 * Returns: whether those who look for a partner cannot see what has this level
 */
gboolean
rapport_visibility_is_hidden (const char *level)
{
  return !g_str_equal (level, "everyone") && !g_str_equal (level, "members");
}

/** Returns: whether a programme calls this element of the profile critical: filled it is, but of use only when seen (I11). */
gboolean
rapport_completeness_is_critical (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (critical_elements); i++)
    if (g_strcmp0 (critical_elements[i], element) == 0)
      return TRUE;
  return FALSE;
}

/**
 * rapport_completeness_percent:
 * @filled: for each field of kind "member", in the order of rapport_fields_of_kind(), whether it has a value
 *
 * Returns: how complete a profile is, in per cent: the weights of the filled fields over all weights
 */
int
rapport_completeness_percent (const gboolean *filled)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  int have = 0;
  int all = 0;

  for (guint i = 0; i < n_fields; i++)
    {
      all += fields[i].weight;
      if (filled[i])
        have += fields[i].weight;
    }
  return (100 * have + all / 2) / all;
}

/**
 * rapport_completeness_hidden:
 * @filled: as for rapport_completeness_percent()
 * @visibility: (nullable): element → level, where the owner has chosen one
 *
 * Returns: how many critical elements are filled but hidden (I11)
 */
int
rapport_completeness_hidden (const gboolean *filled,
                             GHashTable     *visibility)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  int hidden = 0;

  for (guint i = 0; i < n_fields; i++)
    for (guint c = 0; c < G_N_ELEMENTS (critical_elements); c++)
      if (filled[i] && g_strcmp0 (fields[i].element, critical_elements[c]) == 0)
        {
          const char *level = visibility != NULL ? g_hash_table_lookup (visibility, fields[i].element) : NULL;

          if (rapport_visibility_is_hidden (level != NULL ? level : fields[i].visibility))
            hidden++;
        }
  return hidden;
}
