/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/verdicts.h"

#include <glib/gi18n.h>

/**
 * rapport_verdicts_pass:
 * @verdicts: (element-type RapportVerdict): what the rules say of a command
 * @exception: (nullable): the reason for an exception
 * @error: return location: %RAPPORT_STORE_ERROR_REFUSED, its message the verdict's sentence
 *
 * Returns: whether it may go on: no hard verdict, and a reason where there is a soft one
 */
gboolean
rapport_verdicts_pass (GPtrArray   *verdicts,
                       const char  *exception,
                       GError     **error)
{
  const RapportVerdict *worst = rapport_verdicts_worst (verdicts);
  g_autofree char *words = NULL;

  if (worst == NULL)
    return TRUE;
  if (worst->level == RAPPORT_VERDICT_SOFT && exception != NULL && *exception != '\0')
    return TRUE;
  words = rapport_verdict_words (worst);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, words);
  return FALSE;
}
