/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/column-guess.h"

#include <string.h>

#include "model/fold.h"

#define CUSTOM_PREFIX "Field: "
#define SENSITIVE_PREFIX "Sensitive field: "

/* Words that make a heading longer and say nothing. */
static const char * const fillers[] = { "your", "my", "the", "please", "enter", "what", "is", "are", "of", "a", "an",
                                        "required", "optional", "current", "do", "you", "which", "in", "for", NULL };
/* Headings too general to be found inside longer ones. */
static const char * const general[] = { "id", "name", "level", "title", "type", "number", "section", "region", "status",
                                        "link", "links", "about", "summary", "description", "profile", "places", "base",
                                        "hours", "since", "topics", "manager", "land", "degree", "area", "areas", "age",
                                        "job", "member", "participant", "position", "communication", "both", "url",
                                        "guidance", "mentees", "joined", "interest", "interests", "language", NULL };
static const char * const sensitive_words[] = {
  "identity", "characteristics", "characteristic", "ethnicity", "ethnic", "race", "disability", "disabilities", "gender",
  "sex", "sexual", "orientation", "religion", "religious", "belief", "faith", "health", "pregnancy", "age", "birth",
  "birthday", "political", "union", "salary", "nationality", "neurodiversity", "criminal", "diversity", NULL
};

static gboolean
shares_word (const char         *heading,
             const char * const *list)
{
  g_autofree char *folded = rapport_fold (heading);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strv_contains (list, words[i]))
      return TRUE;
  return FALSE;
}

/**
 * rapport_heading_sounds_sensitive:
 * @heading: a column's heading
 *
 * Returns: whether it names what the law of many countries protects specially (GDPR article 9, Equality Act 2010)
 */
gboolean
rapport_heading_sounds_sensitive (const char *heading)
{
  return shares_word (heading, sensitive_words);
}

/**
 * rapport_heading_custom_label:
 * @heading: a column's heading
 * @sensitive: (out): whether the field was exported as sensitive
 *
 * Returns: (transfer none) (nullable): the label of the field of the programme that an export of ours names
 */
const char *
rapport_heading_custom_label (const char *heading,
                              gboolean   *sensitive)
{
  *sensitive = g_str_has_prefix (heading, SENSITIVE_PREFIX);
  if (*sensitive)
    return heading + strlen (SENSITIVE_PREFIX);
  return g_str_has_prefix (heading, CUSTOM_PREFIX) ? heading + strlen (CUSTOM_PREFIX) : NULL;
}

/**
 * rapport_heading_of_custom:
 * @label: the label of a field of the programme
 * @sensitive: whether it is sensitive
 *
 * Returns: (transfer full): the heading under which it is exported, the same in every language
 */
char *
rapport_heading_of_custom (const char *label,
                           gboolean    sensitive)
{
  return g_strconcat (sensitive ? SENSITIVE_PREFIX : CUSTOM_PREFIX, label, NULL);
}

/* A heading without fillers and plurals. */
static char *
core_of (const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GString *core = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (g_strv_contains (fillers, words[i]))
        continue;
      if (length > 3 && words[i][length - 1] == 's' && words[i][length - 2] != 's')
        length--;
      g_string_append_printf (core, "%s%.*s", core->len > 0 ? " " : "", (int) length, words[i]);
    }
  return g_string_free (core, FALSE);
}

static char *
without_spaces (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("", words);
}

/* Whether one letter is wrong, missing or too many. */
static gboolean
nearly_equal (const char *one,
              const char *other)
{
  gsize left = strlen (one), right = strlen (other), same = 0;

  if (MIN (left, right) < 6 || MAX (left, right) - MIN (left, right) > 1)
    return FALSE;
  while (one[same] != '\0' && one[same] == other[same])
    same++;
  if (left == right)
    return strcmp (one + same + (one[same] != '\0'), other + same + (other[same] != '\0')) == 0;
  return left > right ? strcmp (one + same + 1, other + same) == 0 : strcmp (one + same, other + same + 1) == 0;
}

static gboolean
has_words (const char *core,
           const char *wanted)
{
  g_autofree char *text = g_strconcat (" ", core, " ", NULL);
  g_autofree char *words = g_strconcat (" ", wanted, " ", NULL);

  return strstr (text, words) != NULL;
}

/* How well a heading fits a target: 0 not at all, 100 in the same words. */
static int
heading_score (const char                *folded,
               const char                *core,
               const RapportImportTarget *target)
{
  int best = 0;

  for (guint i = 0; target->headings[i] != NULL && best < 100; i++)
    {
      const char *known = target->headings[i];
      g_autofree char *known_core = core_of (known);
      g_autofree char *joined = without_spaces (core);
      g_autofree char *known_joined = without_spaces (known_core);

      if (strcmp (folded, known) == 0)
        best = 100;
      else if (*known_core == '\0')
        continue;
      else if (strcmp (joined, known_joined) == 0)
        best = MAX (best, 80);
      else if (nearly_equal (joined, known_joined))
        best = MAX (best, 60);
      else if (!g_strv_contains (general, known) && strlen (known_core) >= 4 && has_words (core, known_core))
        best = MAX (best, 20 + (int) MIN (strlen (known_core), 30));
    }
  return best;
}

static double
share (guint count,
       guint whole)
{
  return whole > 0 ? (double) count / whole : 0;
}

static double
date_share (const RapportColumnFacts *facts)
{
  guint best = MAX (facts->dates.fits[0], MAX (facts->dates.fits[1], facts->dates.fits[2]));

  return share (best, facts->dates.values);
}

/* Which part of a column's values can be values of a target; 1 where anything goes. */
static double
values_fit (const RapportColumnFacts  *facts,
            const RapportImportTarget *target)
{
  if (facts->filled == 0)
    return 1;
  if (strcmp (target->id, "email") == 0)
    return share (facts->emails, facts->tried);
  if (strcmp (target->id, "role") == 0)
    return share (facts->roles, facts->tried);
  if (strcmp (target->id, "both") == 0)
    return share (facts->yes_no, facts->tried);
  if (strcmp (target->id, "language") == 0)
    return share (facts->languages, facts->tried);
  if (strcmp (target->id, "job_title") == 0)
    return 1 - share (facts->honorifics, facts->tried);
  if (strcmp (target->id, "capacity") == 0)
    return share (facts->integers, facts->tried);
  if (target->field != NULL && target->field->type == RAPPORT_FIELD_DATE)
    return date_share (facts);
  if (target->field != NULL && target->field->type == RAPPORT_FIELD_COUNTRY)
    return share (facts->countries, facts->tried);
  if (target->field != NULL && target->field->type == RAPPORT_FIELD_ZONE)
    return share (facts->zones, facts->tried);
  return 1;
}

static gboolean
is_taken (const RapportColumnGuess  *guesses,
          guint                      n_columns,
          const RapportImportTarget *target)
{
  for (guint i = 0; i < n_columns; i++)
    if (guesses[i].target == target)
      return TRUE;
  return FALSE;
}

/* The free target that fits a heading best, with at least @least points. */
static const RapportImportTarget *
by_heading (const RapportColumnFacts *facts,
            const RapportColumnGuess *guesses,
            guint                     n_columns,
            int                       least)
{
  const GPtrArray *targets = rapport_import_targets ();
  g_autofree char *folded = rapport_fold (facts->heading);
  g_autofree char *core = core_of (folded);
  const RapportImportTarget *best = NULL;

  for (guint i = 0; i < targets->len && *folded != '\0'; i++)
    {
      const RapportImportTarget *target = g_ptr_array_index (targets, i);
      int score = heading_score (folded, core, target);

      if (score < least || is_taken (guesses, n_columns, target))
        continue;
      /* what a heading seems to say counts only where the values do not laugh at it */
      if (values_fit (facts, target) < (score == 100 ? 0.2 : 0.5))
        continue;
      best = target;
      least = score + 1;
    }
  return best;
}

static const char *
id_by_values (const RapportColumnFacts *facts)
{
  guint tried = facts->tried;

  if (tried == 0)
    return NULL;
  if (share (facts->emails, tried) >= 0.8)
    return "email";
  if (share (facts->skills, tried) >= 0.8)
    return "skill/held";
  if (share (facts->zones, tried) >= 0.9)
    return "time_zone";
  if (share (facts->roles, tried) >= 0.9)
    return "role";
  /* a list that was typed by hand has its 31 February */
  if (date_share (facts) >= 0.75 && facts->integers < tried)
    return share (facts->dates.future, facts->dates.values) > 0.1 ? "graduation_date" : "member_since";
  /* codes of countries and of languages are alike; capitals tell them apart, else there is no guess */
  if (tried >= 3 && share (facts->countries, tried) >= 0.9
      && (facts->languages < facts->countries || g_ascii_isupper (*facts->examples[0])))
    return "country";
  if (tried >= 3 && share (facts->languages, tried) >= 0.9)
    return "language";
  return NULL;
}

static void
guess_custom (const RapportColumnFacts *facts,
              RapportColumnGuess       *guess)
{
  guess->custom = rapport_heading_custom_label (facts->heading, &guess->sensitive) != NULL;
  if (guess->custom)
    guess->recognition = RAPPORT_RECOGNITION_HEADING;
  else
    guess->sensitive = rapport_heading_sounds_sensitive (facts->heading);
}

/**
 * rapport_columns_guess:
 * @columns: (array length=n_columns): what is known of the columns of a file
 * @n_columns: how many
 * @guesses: (out caller-allocates) (array length=n_columns): what they are taken for; no target twice
 *
 * The same heading comes first, then similar ones, then the values.
 */
void
rapport_columns_guess (RapportColumnFacts **columns,
                       guint                n_columns,
                       RapportColumnGuess  *guesses)
{
  static const int least[] = { 100, 80, 20 };

  memset (guesses, 0, n_columns * sizeof *guesses);
  for (guint i = 0; i < n_columns; i++)
    guess_custom (columns[i], &guesses[i]);
  for (guint pass = 0; pass <= G_N_ELEMENTS (least); pass++)
    for (guint i = 0; i < n_columns; i++)
      {
        const RapportImportTarget *target = NULL;
        const char *id = pass == G_N_ELEMENTS (least) ? id_by_values (columns[i]) : NULL;

        if (guesses[i].target != NULL || guesses[i].custom)
          continue;
        if (pass < G_N_ELEMENTS (least))
          target = by_heading (columns[i], guesses, n_columns, least[pass]);
        else if (id != NULL)
          target = rapport_import_target_find (id);
        if (target == NULL || is_taken (guesses, n_columns, target))
          continue;
        guesses[i].target = target;
        guesses[i].recognition = pass == 0 && values_fit (columns[i], target) >= 0.5
          ? RAPPORT_RECOGNITION_HEADING : RAPPORT_RECOGNITION_GUESS;
      }
}

/**
 * rapport_columns_first_row_heads:
 * @cells: (array length=n_cells): the first row of a file
 * @n_cells: how many
 *
 * Returns: whether it looks like headings: nothing in it is an address, a date or a number
 */
gboolean
rapport_columns_first_row_heads (const char * const *cells,
                                 guint               n_cells)
{
  guint filled = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      gsize length = strlen (cells[i]);

      if (length == 0)
        continue;
      filled++;
      if (rapport_email_looks_right (cells[i]) || strspn (cells[i], "0123456789.,-/ ") == length || length > 200)
        return FALSE;
    }
  return filled > 0;
}
