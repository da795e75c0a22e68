/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/verdict.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * rapport_verdict_new:
 * @level: how the rule judges
 * @id: (transfer none): a literal
 * @sentence: (transfer full): for people, without full stop
 * @remedy: (transfer full): what would allow it, or the facts
 *
 * Returns: (transfer full): the verdict
 */
RapportVerdict *
rapport_verdict_new (RapportVerdictLevel  level,
                     const char          *id,
                     char                *sentence,
                     char                *remedy)
{
  RapportVerdict *self = g_new0 (RapportVerdict, 1);

  self->level = level;
  self->id = id;
  self->sentence = sentence;
  self->remedy = remedy;
  return self;
}

void
rapport_verdict_free (RapportVerdict *self)
{
  g_free (self->sentence);
  g_free (self->remedy);
  g_free (self);
}

/**
 * rapport_verdict_words:
 * @self: a verdict
 *
 * Returns: (transfer full): what it says and what would allow it, as sentences
 */
char *
rapport_verdict_words (const RapportVerdict *self)
{
  if (self->remedy == NULL || *self->remedy == '\0')
    return g_strdup_printf (_("%s."), self->sentence);
  /* Translators: what a rule says, then what would allow it: "Sofia has no free place: 4 of 4 are taken." */
  return g_strdup_printf (_("%s: %s."), self->sentence, self->remedy);
}

/** Returns: (transfer full) (element-type RapportVerdict): an empty list of them */
GPtrArray *
rapport_verdicts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_verdict_free);
}

/** The verdict of the rule @id, or %NULL where it was not asked. */
const RapportVerdict *
rapport_verdicts_find (GPtrArray  *verdicts,
                       const char *id)
{
  for (guint i = 0; i < verdicts->len; i++)
    if (strcmp (((RapportVerdict *) verdicts->pdata[i])->id, id) == 0)
      return verdicts->pdata[i];
  return NULL;
}

/** The first of the hardest verdicts; %NULL where all are kept. */
const RapportVerdict *
rapport_verdicts_worst (GPtrArray *verdicts)
{
  const RapportVerdict *worst = NULL;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const RapportVerdict *verdict = verdicts->pdata[i];

      if (verdict->level > (worst != NULL ? worst->level : RAPPORT_VERDICT_OK))
        worst = verdict;
    }
  return worst;
}

/** How hard the hardest of them is. */
RapportVerdictLevel
rapport_verdicts_level (GPtrArray *verdicts)
{
  const RapportVerdict *worst = rapport_verdicts_worst (verdicts);

  return worst != NULL ? worst->level : RAPPORT_VERDICT_OK;
}
