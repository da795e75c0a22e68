/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/column-guess.h"

#include <string.h>

#include "exchange/list-cell.h"
#include "model/fold.h"
#include "model/places.h"
#include "model/strip.h"

#define MOST_TRIED 500

/* Words of one meaning in the languages of many a list, folded. */
static const char * const mentor_words[] = { "mentor", "mentors", "mentorin", "mentora", "tutor", "coach", NULL };
static const char * const mentee_words[] = { "mentee", "mentees", "mentoree", "protege", "protegee", "mentorado", NULL };
static const char * const both_words[] = { "both", "mentor and mentee", "mentee and mentor", "mentor mentee",
                                           "mentee mentor", "beide", "les deux", "ambos", NULL };
static const char * const yes_words[] = { "yes", "y", "true", "1", "x", "ja", "oui", "si", "sim", NULL };
static const char * const no_words[] = { "no", "n", "false", "0", "nein", "non", "nao", NULL };
static const char * const honorifics[] = { "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame",
                                           "rev", "herr", "frau", "m", "mme", NULL };

/**
 * rapport_column_facts_new:
 * @heading: the column's heading, perhaps empty
 *
 * Returns: (transfer full): facts to which values are added
 */
RapportColumnFacts *
rapport_column_facts_new (const char *heading)
{
  RapportColumnFacts *facts = g_new0 (RapportColumnFacts, 1);

  facts->heading = rapport_strip (g_strdup (heading));
  return facts;
}

void
rapport_column_facts_free (RapportColumnFacts *facts)
{
  g_free (facts->heading);
  for (guint i = 0; i < RAPPORT_N_EXAMPLES; i++)
    g_free (facts->examples[i]);
  g_free (facts);
}

/**
 * rapport_email_looks_right:
 * @text: perhaps an address
 *
 * Lenient: something, one "@", a host without spaces. Whether letters arrive only sending tells.
 *
 * Returns: whether it can be an e-mail address
 */
gboolean
rapport_email_looks_right (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at > text && at[1] != '\0' && strchr (at + 1, '@') == NULL
         && strpbrk (text, " \t\r\n,;<>") == NULL && at[1] != '.' && at[strlen (at) - 1] != '.';
}

/**
 * rapport_role_parse:
 * @text: a cell of a role column
 * @mentor: (out): whether it says mentor
 * @mentee: (out): whether it says mentee
 *
 * Returns: whether it says one of them, or both
 */
gboolean
rapport_role_parse (const char *text,
                    gboolean   *mentor,
                    gboolean   *mentee)
{
  g_autofree char *word = rapport_fold (text);
  gboolean both = g_strv_contains (both_words, word);

  *mentor = both || g_strv_contains (mentor_words, word);
  *mentee = both || g_strv_contains (mentee_words, word);
  return *mentor || *mentee;
}

/**
 * rapport_yes_no_parse:
 * @text: a cell
 * @yes: (out): what it says
 *
 * Returns: whether it is a yes or a no
 */
gboolean
rapport_yes_no_parse (const char *text,
                      gboolean   *yes)
{
  g_autofree char *word = rapport_fold (text);

  *yes = g_strv_contains (yes_words, word);
  return *yes || g_strv_contains (no_words, word);
}

static void
take_example (RapportColumnFacts *facts,
              const char         *value)
{
  for (guint i = 0; i < RAPPORT_N_EXAMPLES; i++)
    if (facts->examples[i] == NULL)
      {
        const char *end = g_utf8_offset_to_pointer (value, MIN (g_utf8_strlen (value, -1), 60));

        facts->examples[i] = g_strndup (value, end - value);
        return;
      }
    else if (g_str_has_prefix (value, facts->examples[i])
             && (strlen (value) == strlen (facts->examples[i]) || strlen (facts->examples[i]) > 50))
      return;
}

static gboolean
all_languages (const char *value)
{
  g_auto (GStrv) parts = rapport_list_cell_parse (value);

  for (guint i = 0; parts[i] != NULL; i++)
    if (rapport_language_code (parts[i]) == NULL)
      return FALSE;
  return parts[0] != NULL;
}

static void
try_value (RapportColumnFacts *facts,
           const char         *value)
{
  gsize length = strlen (value);
  gboolean one, other;

  facts->tried++;
  facts->emails += rapport_email_looks_right (value);
  facts->skills += rapport_skill_cell_looks (value);
  facts->integers += length < 10 && strspn (value, "0123456789") == length;
  if (length > 80)
    return;
  g_autofree char *folded = rapport_fold (value);
  facts->countries += rapport_country_code (value) != NULL;
  facts->languages += all_languages (value);
  facts->zones += rapport_time_zone_known (value);
  facts->roles += rapport_role_parse (value, &one, &other);
  facts->yes_no += rapport_yes_no_parse (value, &one);
  facts->honorifics += g_strv_contains (honorifics, folded);
}

/**
 * rapport_column_facts_add:
 * @facts: what is known so far
 * @value: the next cell, without spaces at its ends
 * @this_year: for dates with years of two digits
 */
void
rapport_column_facts_add (RapportColumnFacts *facts,
                          const char         *value,
                          int                 this_year)
{
  if (*value == '\0')
    return;
  facts->filled++;
  if (facts->examples[RAPPORT_N_EXAMPLES - 1] == NULL)
    take_example (facts, value);
  if (facts->tried < MOST_TRIED)
    try_value (facts, value);
  /* the order of dates follows from the whole column, where it looks like dates at all */
  if (facts->filled <= MOST_TRIED || facts->dates.fits[0] + facts->dates.fits[1] + facts->dates.fits[2] > 0)
    rapport_date_guess_add (&facts->dates, value, this_year);
}
