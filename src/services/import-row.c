/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-row.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/csv-writer.h"
#include "exchange/list-cell.h"
#include "model/availability.h"
#include "model/fold.h"
#include "model/places.h"
#include "model/sentence.h"
#include "model/strip.h"

/* The levels of a skill that comes without one: that it is held at all, and wanted above that. */
#define LEVEL_HELD "1"
#define LEVEL_WANTED "2"
#define MOST_CAPACITY 999

static void
value_free (RapportImportValue *value)
{
  g_free (value->text);
  g_strfreev (value->elements);
  g_free (value);
}

void
rapport_import_row_free (RapportImportRow *self)
{
  g_ptr_array_unref (self->values);
  g_free (self->name);
  g_free (self->programme);
  g_free (self->reason);
  g_free (self->wrong_value);
  g_free (self);
}

static void
add_word (GHashTable *canonical,
          const char *word,
          const char *id)
{
  g_hash_table_insert (canonical, rapport_fold (word), g_strdup (id));
}

/**
 * rapport_import_rules_new:
 * @mapping: how the file is to be understood; borrowed
 * @policy: the programme's rules
 * @this_year: for dates with years of two digits
 *
 * Returns: (transfer full): rules for rapport_import_row_parse()
 */
RapportImportRules *
rapport_import_rules_new (const RapportImportMapping *mapping,
                          const RapportPolicy        *policy,
                          int                         this_year)
{
  RapportImportRules *self = g_new0 (RapportImportRules, 1);

  self->mapping = mapping;
  self->policy = rapport_policy_ref (policy);
  self->this_year = this_year;
  self->canonical = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; policy->areas != NULL && policy->areas[i] != NULL; i++)
    {
      g_autofree char *label = rapport_area_label (policy->areas[i]);

      add_word (self->canonical, policy->areas[i], policy->areas[i]);
      add_word (self->canonical, label, policy->areas[i]);
    }
  for (guint i = 0; policy->channels != NULL && policy->channels[i] != NULL; i++)
    {
      add_word (self->canonical, policy->channels[i], policy->channels[i]);
      add_word (self->canonical, rapport_channel_label (policy->channels[i]), policy->channels[i]);
    }
  return self;
}

void
rapport_import_rules_free (RapportImportRules *self)
{
  rapport_policy_unref ((RapportPolicy *) self->policy);
  g_hash_table_unref (self->canonical);
  g_free (self);
}

/**
 * rapport_import_row_reject:
 * @self: a row
 * @column: (nullable): where it is wrong
 * @value: (nullable): what stands there
 * @reason: (transfer full): a sentence; the first reason stays
 */
void
rapport_import_row_reject (RapportImportRow          *self,
                           const RapportImportColumn *column,
                           const char                *value,
                           char                      *reason)
{
  if (self->reason != NULL)
    {
      g_free (reason);
      return;
    }
  self->reason = reason;
  self->wrong_column = column;
  self->wrong_value = g_strdup (value != NULL ? value : "");
}

/* A cell as text: without the guard of formulas, spaces at its ends, line ends of other systems and loose accents. */
static char *
clean (const char *cell)
{
  g_autofree char *stripped = rapport_strip (g_strdup (cell));
  const char *text = rapport_csv_unguard (stripped);
  GString *result;

  if (strchr (text, '\r') == NULL)
    return g_str_is_ascii (text) ? g_strdup (text) : g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  result = g_string_new (text);
  g_string_replace (result, "\r\n", "\n", 0);
  g_string_replace (result, "\r", "\n", 0);
  return g_string_free (result, FALSE);
}

static RapportImportValue *
add_value (RapportImportRow          *row,
           const RapportImportTarget *target,
           const RapportImportColumn *column,
           const char                *text)
{
  RapportImportValue *value = g_new0 (RapportImportValue, 1);

  value->target = target;
  value->column = column;
  value->text = g_strdup (text);
  g_ptr_array_add (row->values, value);
  return value;
}

static gboolean
add_date (const RapportImportRules  *rules,
          RapportImportRow          *row,
          const RapportImportColumn *column,
          const char                *text)
{
  char date[11];

  switch (rapport_date_guess_parse (text, column->date_order, rules->this_year, date))
    {
    case RAPPORT_DATE_IS_GOOD:
      add_value (row, column->target, column, date);
      return TRUE;
    case RAPPORT_DATE_IS_NO_DAY:
      rapport_import_row_reject (row, column, text,
                                 rapport_sentence_new (_("%s: the calendar has no such day"), column->target->label));
      return FALSE;
    case RAPPORT_DATE_IS_NO_DATE:
    default:
      rapport_import_row_reject (row, column, text,
                                 rapport_sentence_new (_("%s: this is no date"), column->target->label));
      return FALSE;
    }
}

/* Elements of sets and lists come in one spelling; returns %NULL for what is none. */
static char *
canonical_element (const RapportImportRules  *rules,
                   const RapportImportTarget *target,
                   const char                *element)
{
  g_autofree char *folded = NULL;
  const char *known;

  if (strcmp (target->id, "language") == 0)
    return g_strdup (rapport_language_code (element));
  if (strcmp (target->id, "availability") == 0)
    return rapport_availability_is_valid (element) ? g_strdup (element) : NULL;
  if (strcmp (target->id, "area") != 0 && strcmp (target->id, "channel") != 0)
    return g_strdup (element);
  folded = rapport_fold (element);
  known = g_hash_table_lookup (rules->canonical, folded);
  return g_strdup (known != NULL ? known : element);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_elements (const RapportImportRules  *rules,
              RapportImportRow          *row,
              const RapportImportColumn *column,
              const char                *text)
{
  g_auto (GStrv) parts = rapport_list_cell_parse (text);
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *element = canonical_element (rules, column->target, parts[i]);

      if (element == NULL)
        {
          rapport_import_row_reject (row, column, parts[i],
                                     rapport_sentence_new (_("%s: “%s” is not known"), column->target->label, parts[i]));
          return;
        }
      if (g_ptr_array_find_with_equal_func (elements, element, g_str_equal, NULL))
        g_free (element);
      else
        g_ptr_array_add (elements, element);
    }
  if (column->target->field->type == RAPPORT_FIELD_SET)
    g_ptr_array_sort (elements, compare_strings);
  g_ptr_array_add (elements, NULL);
  add_value (row, column->target, column, text)->elements = (char **) g_ptr_array_steal (elements, NULL);
}

static void
add_skills (RapportImportRow          *row,
            const RapportImportColumn *column,
            const char                *text)
{
  g_auto (GStrv) parts = rapport_list_cell_parse (text);
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);
  const char *usual = strcmp (column->target->id, "skill/held") == 0 ? LEVEL_HELD : LEVEL_WANTED;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *skill = NULL;
      int level;

      if (!rapport_skill_cell_parse (parts[i], &skill, &level))
        {
          rapport_import_row_reject (row, column, parts[i],
                                     rapport_sentence_new (_("%s: the level of “%s” is not from 1 to 7"),
                                                           column->target->label, parts[i]));
          return;
        }
      if (level > 0)
        g_ptr_array_add (elements, g_strdup_printf ("%s:%d", skill, level));
      else
        g_ptr_array_add (elements, g_strconcat (skill, ":", usual, NULL));
    }
  g_ptr_array_sort (elements, compare_strings);
  g_ptr_array_add (elements, NULL);
  add_value (row, column->target, column, text)->elements = (char **) g_ptr_array_steal (elements, NULL);
}

static void
add_place (RapportImportRow          *row,
           const RapportImportColumn *column,
           const char                *text)
{
  gboolean country = column->target->field->type == RAPPORT_FIELD_COUNTRY;
  const char *place = country ? rapport_country_code (text) : rapport_time_zone_known (text) ? text : NULL;

  if (place != NULL)
    add_value (row, column->target, column, place);
  else
    rapport_import_row_reject (row, column, text,
                               rapport_sentence_new (_("%s: “%s” is not known"), column->target->label, text));
}

static void
add_email (RapportImportRow          *row,
           const RapportImportColumn *column,
           const char                *text)
{
  if (rapport_email_looks_right (text))
    add_value (row, column->target, column, text);
  else if (strchr (text, '@') == NULL)
    rapport_import_row_reject (row, column, text, g_strdup (_("E-mail has no “@”")));
  else
    rapport_import_row_reject (row, column, text, g_strdup (_("E-mail is no address")));
}

/* "Ewa Dudek", "Dudek, Ewa", "Ludwig van Beethoven"; one word stands alone. */
static void
add_full_name (RapportImportRow          *row,
               const RapportImportColumn *column,
               const char                *text)
{
  const RapportImportTarget *given = rapport_import_target_find ("given_name");
  const RapportImportTarget *family = rapport_import_target_find ("family_name");
  static const char * const particles[] = { "van", "von", "de", "del", "della", "di", "da", "dos", "bin", "ibn", "al",
                                            "der", "la", "le", "ter", "ten", NULL };
  g_auto (GStrv) halves = g_strsplit (text, ",", 2);
  g_auto (GStrv) words = NULL;
  guint n, first_of_family;

  if (halves[0] != NULL && halves[1] != NULL && *rapport_strip (halves[1]) != '\0')
    {
      add_value (row, given, column, halves[1]);
      add_value (row, family, column, rapport_strip (halves[0]));
      return;
    }
  words = g_strsplit_set (text, " \t\n", -1);
  n = g_strv_length (words);
  first_of_family = n > 1 ? n - 1 : n;
  while (first_of_family > 1 && first_of_family < n && g_strv_contains (particles, words[first_of_family - 1]))
    first_of_family--;
  if (first_of_family < n)
    {
      g_autofree char *last = g_strjoinv (" ", words + first_of_family);

      add_value (row, family, column, last);
      g_clear_pointer (&words[first_of_family], g_free);
      for (guint i = first_of_family + 1; i < n; i++)
        g_free (words[i]);
    }
  g_autofree char *first = g_strjoinv (" ", words);
  add_value (row, given, column, rapport_strip (first));
}

/* What concerns the part in the programme and not the person. */
static void
take_enrolment (const RapportImportRules  *rules,
                RapportImportRow          *row,
                const RapportImportColumn *column,
                const char                *text)
{
  int ceiling = rules->policy->capacity_ceiling;
  const char *id = column->target->id;
  gboolean mentor, mentee, yes;

  if (strcmp (id, "role") == 0)
    {
      if (rapport_role_parse (text, &mentor, &mentee))
        {
          row->mentor |= mentor;
          row->mentee |= mentee;
        }
      else
        rapport_import_row_reject (row, column, text,
                                   rapport_sentence_new (_("%s: “%s” is no role of the programme"),
                                                         column->target->label, text));
    }
  else if (strcmp (id, "both") == 0)
    {
      if (!rapport_yes_no_parse (text, &yes))
        rapport_import_row_reject (row, column, text,
                                   rapport_sentence_new (_("%s: “%s” is neither yes nor no"), column->target->label, text));
      else if (yes)
        row->mentor = row->mentee = TRUE;
    }
  else if (strcmp (id, "programme") == 0)
    row->programme = rapport_fold (text);
  else if (strlen (text) > 3 || strspn (text, "0123456789") != strlen (text) || atoi (text) > MOST_CAPACITY)
    rapport_import_row_reject (row, column, text,
                               rapport_sentence_new (_("%s: “%s” is no number"), column->target->label, text));
  else if (ceiling > 0 && atoi (text) > ceiling)
    rapport_import_row_reject (row, column, text,
                               rapport_sentence_new (_("%s: the rules of the programme allow at most %d"),
                                                     column->target->label, ceiling));
  else
    row->capacity = atoi (text);
}

/**
 * rapport_import_is_role:
 * @target: a target
 *
 * Returns: whether it concerns the part in the programme and not the person
 */
gboolean
rapport_import_is_role (const RapportImportTarget *target)
{
  return target != NULL && (target->field == NULL || strcmp (target->field->kind, "enrolment") == 0);
}

static void
add_choice (RapportImportRow          *row,
            const RapportImportColumn *column,
            const char                *text)
{
  g_autofree char *folded = rapport_fold (text);

  if (strcmp (folded, "family first") == 0)
    add_value (row, column->target, column, "family-first");
  else if (strcmp (folded, "given first") == 0)
    add_value (row, column->target, column, "given-first");
  else
    rapport_import_row_reject (row, column, text,
                               rapport_sentence_new (_("%s: “%s” is not known"), column->target->label, text));
}

static void
take_cell (const RapportImportRules  *rules,
           RapportImportRow          *row,
           const RapportImportColumn *column,
           const char                *text)
{
  if (column->target == NULL)
    add_value (row, NULL, column, text);
  else if (rapport_import_is_role (column->target))
    take_enrolment (rules, row, column, text);
  else if (strcmp (column->target->id, "email") == 0)
    add_email (row, column, text);
  else if (strcmp (column->target->id, "full_name") == 0)
    add_full_name (row, column, text);
  else if (column->target->field->type == RAPPORT_FIELD_DATE)
    add_date (rules, row, column, text);
  else if (column->target->field->type == RAPPORT_FIELD_CHOICE)
    add_choice (row, column, text);
  else if (column->target->field->type == RAPPORT_FIELD_COUNTRY || column->target->field->type == RAPPORT_FIELD_ZONE)
    add_place (row, column, text);
  else if (column->target->field->type == RAPPORT_FIELD_SKILLS)
    add_skills (row, column, text);
  else if (column->target->field->type == RAPPORT_FIELD_SET || column->target->field->type == RAPPORT_FIELD_ITEMS
           || column->target->field->type == RAPPORT_FIELD_LIST)
    add_elements (rules, row, column, text);
  else
    add_value (row, column->target, column, text);
}

/* Where a missing name would have to stand. */
static const RapportImportColumn *
name_column (const RapportImportMapping *mapping)
{
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const RapportImportColumn *column = rapport_import_mapping_column (mapping, i);
      const char *id = column->target != NULL ? column->target->id : "";

      if (strcmp (id, "given_name") == 0 || strcmp (id, "family_name") == 0 || strcmp (id, "full_name") == 0)
        return column;
    }
  return NULL;
}

static void
take_identity (RapportImportRow           *row,
               const RapportImportMapping *mapping,
               const char                 *issuer)
{
  row->identity.issuer = issuer;
  for (guint i = 0; i < row->values->len; i++)
    {
      const RapportImportValue *value = g_ptr_array_index (row->values, i);
      const char *id = value->target != NULL ? value->target->id : "";

      if (strcmp (id, "issuer") == 0)
        row->identity.issuer = value->text;
      else if (strcmp (id, "number") == 0)
        row->identity.number = value->text;
      else if (strcmp (id, "email") == 0)
        row->identity.email = value->text;
      else if (strcmp (id, "given_name") == 0)
        row->identity.given_name = value->text;
      else if (strcmp (id, "family_name") == 0)
        row->identity.family_name = value->text;
    }
  row->name = g_strjoin (row->identity.given_name != NULL && row->identity.family_name != NULL ? " " : "",
                         row->identity.given_name != NULL ? row->identity.given_name : "",
                         row->identity.family_name != NULL ? row->identity.family_name : "", NULL);
  if (*row->name == '\0')
    rapport_import_row_reject (row, name_column (mapping), NULL,
                               g_strdup (_("Given name and family name are both empty")));
}

/* The issuer of the whole file belongs to whoever has a number. */
static void
add_issuer (RapportImportRow           *row,
            const RapportImportMapping *mapping)
{
  const RapportImportTarget *issuer = rapport_import_target_find ("issuer");
  gboolean numbered = FALSE;

  for (guint i = 0; i < row->values->len; i++)
    {
      const RapportImportValue *value = g_ptr_array_index (row->values, i);

      if (value->target == issuer)
        return;
      numbered |= value->target != NULL && strcmp (value->target->id, "number") == 0;
    }
  if (numbered && *mapping->issuer != '\0')
    add_value (row, issuer, NULL, mapping->issuer);
}

/**
 * rapport_import_row_parse:
 * @rules: how
 * @row: as a spreadsheet counts
 * @cells: (array length=n_cells): the row
 * @n_cells: how many
 *
 * Returns: (transfer full) (nullable): what the row says; @reason is set when it cannot be imported; %NULL for a row
 *   without anything in it
 */
RapportImportRow *
rapport_import_row_parse (const RapportImportRules *rules,
                          guint64                   row,
                          const char * const       *cells,
                          guint                     n_cells)
{
  const RapportImportMapping *mapping = rules->mapping;
  RapportImportRow *self = g_new0 (RapportImportRow, 1);
  gboolean filled = FALSE, surplus = FALSE;

  self->row = row;
  self->capacity = mapping->capacity;
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  for (guint i = 0; i < n_cells; i++)
    {
      const RapportImportColumn *column = i < mapping->columns->len
        ? rapport_import_mapping_column (mapping, i) : NULL;
      g_autofree char *text = *cells[i] != '\0' ? clean (cells[i]) : NULL;

      if (text == NULL || *text == '\0')
        continue;
      filled = TRUE;
      surplus |= column == NULL;
      if (column != NULL && (column->target != NULL || column->custom))
        take_cell (rules, self, column, text);
    }
  if (!filled)
    {
      rapport_import_row_free (self);
      return NULL;
    }
  /* a role in the row stands before that of the whole file, a "both" beside it */
  if (!self->mentor && !self->mentee)
    {
      self->mentor = mapping->mentor;
      self->mentee = mapping->mentee;
    }
  add_issuer (self, mapping);
  take_identity (self, mapping, "");
  if (surplus)
    rapport_import_row_reject (self, NULL, NULL, g_strdup (_("The row has more cells than there are headings")));
  return self;
}
