/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/same-person.h"

#include <string.h>

#include "model/fold.h"
#include "model/strip.h"

typedef enum {
  UNKNOWN, /* one of the two does not say */
  AGREE,
  DIFFER,
} Evidence;

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static Evidence
compare_folded (const char *one,
                const char *other)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (is_empty (one) || is_empty (other))
    return UNKNOWN;
  left = rapport_fold (one);
  right = rapport_fold (other);
  return strcmp (left, right) == 0 ? AGREE : DIFFER;
}

/* A number means something only beside who issued it; unknown issuers are taken as one. */
static Evidence
compare_numbers (const RapportIdentity *one,
                 const RapportIdentity *other)
{
  if (compare_folded (one->issuer, other->issuer) == DIFFER)
    return UNKNOWN;
  return compare_folded (one->number, other->number);
}

/* Upper and lower case make no difference to any mail server that people meet. */
static Evidence
compare_emails (const RapportIdentity *one,
                const RapportIdentity *other)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (is_empty (one->email) || is_empty (other->email))
    return UNKNOWN;
  left = g_utf8_casefold (one->email, -1);
  right = g_utf8_casefold (other->email, -1);
  return strcmp (rapport_strip (left), rapport_strip (right)) == 0 ? AGREE : DIFFER;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * rapport_name_key:
 * @given_name: (nullable): as written
 * @family_name: (nullable): as written
 *
 * Returns: (transfer full): one text for all the ways of writing a name: without accents and case, its words in one
 *   order, so that "Dudek, Ewa" and "EWA DUDEK" give the same; empty when there is no name
 */
char *
rapport_name_key (const char *given_name,
                  const char *family_name)
{
  g_autofree char *both = g_strconcat (given_name != NULL ? given_name : "", " ",
                                       family_name != NULL ? family_name : "", NULL);
  g_autofree char *folded = rapport_fold (both);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  return g_strjoinv (" ", words);
}

static Evidence
compare_names (const RapportIdentity *one,
               const RapportIdentity *other)
{
  g_autofree char *left = rapport_name_key (one->given_name, one->family_name);
  g_autofree char *right = rapport_name_key (other->given_name, other->family_name);

  if (*left == '\0' || *right == '\0')
    return UNKNOWN;
  return strcmp (left, right) == 0 ? AGREE : DIFFER;
}

/**
 * rapport_same_person:
 * @one: what is known of somebody
 * @other: what is known of somebody
 *
 * A number of one issuer names one person, unless both name and e-mail contradict it (numbers are mistyped and given
 * out again). An e-mail address names one person when the name does not contradict it (families and offices share
 * addresses). A name alone says nothing where numbers of one issuer tell the two apart, and else calls for a look.
 *
 * Returns: the verdict, the same in both directions
 */
RapportSamePerson
rapport_same_person (const RapportIdentity *one,
                     const RapportIdentity *other)
{
  Evidence number = compare_numbers (one, other);
  Evidence email = compare_emails (one, other);
  Evidence name;

  if (number == AGREE && email == AGREE)
    return RAPPORT_PERSON_SAME;
  if (number == DIFFER && email != AGREE)
    return RAPPORT_PERSON_DIFFERENT;
  name = compare_names (one, other);
  if (number == AGREE)
    return name == DIFFER && email == DIFFER ? RAPPORT_PERSON_LIKELY : RAPPORT_PERSON_SAME;
  if (email == AGREE)
    return name == DIFFER || number == DIFFER ? RAPPORT_PERSON_LIKELY : RAPPORT_PERSON_SAME;
  return name == AGREE ? RAPPORT_PERSON_LIKELY : RAPPORT_PERSON_DIFFERENT;
}
