/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-compare.h"

#include <stdlib.h>
#include <string.h>

#include "model/fold.h"
#include "model/places.h"
#include "model/strip.h"

void
rapport_import_difference_free (RapportImportDifference *self)
{
  g_free (self->label);
  g_free (self->old);
  g_free (self->new);
  g_free (self);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
sorted_copy (char **strings)
{
  char **copy = strings != NULL ? g_strdupv (strings) : g_new0 (char *, 1);

  qsort (copy, g_strv_length (copy), sizeof *copy, compare_strings);
  return copy;
}

static char **
skills_of (const RapportMember *member,
           gboolean             held)
{
  g_autoptr (GPtrArray) skills = g_ptr_array_new ();

  for (guint i = 0; i < member->skills->len; i++)
    {
      const RapportMemberSkill *skill = g_ptr_array_index (member->skills, i);
      int level = held ? skill->held : skill->wanted;

      if (level > 0)
        g_ptr_array_add (skills, g_strdup_printf ("%s:%d", skill->label, level));
    }
  g_ptr_array_sort (skills, compare_strings);
  g_ptr_array_add (skills, NULL);
  return (char **) g_ptr_array_steal (skills, NULL);
}

static char **
items_of (const RapportMember *member,
          const char          *field)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < member->items->len; i++)
    {
      const RapportMemberItem *item = g_ptr_array_index (member->items, i);

      if (strcmp (item->field, field) == 0 && item->values != NULL && item->values[0] != NULL)
        g_ptr_array_add (items, g_strdup (item->values[0]));
    }
  g_ptr_array_add (items, NULL);
  return (char **) g_ptr_array_steal (items, NULL);
}

/**
 * rapport_import_elements_of:
 * @member: a member
 * @target: something that has several values
 *
 * Returns: (transfer full) (array zero-terminated=1): the member's elements, as an import would read them, sorted where
 *   their order means nothing
 */
char **
rapport_import_elements_of (const RapportMember       *member,
                            const RapportImportTarget *target)
{
  if (strcmp (target->id, "skill/held") == 0 || strcmp (target->id, "skill/wanted") == 0)
    return skills_of (member, strcmp (target->id, "skill/held") == 0);
  if (strcmp (target->id, "area") == 0)
    return sorted_copy (member->areas);
  if (strcmp (target->id, "language") == 0)
    return sorted_copy (member->languages);
  if (strcmp (target->id, "channel") == 0)
    return sorted_copy (member->channels);
  if (strcmp (target->id, "interest") == 0)
    return sorted_copy (member->interests);
  if (strcmp (target->id, "availability") == 0)
    return member->availability != NULL ? g_strdupv (member->availability) : g_new0 (char *, 1);
  return items_of (member, target->id);
}

static gboolean
same_words (const char *one,
            const char *other)
{
  g_autofree char *left = rapport_fold (one);
  g_autofree char *right = rapport_fold (other);

  return strcmp (left, right) == 0;
}

/**
 * rapport_import_custom_of:
 * @member: a member
 * @label: of a field of the programme
 *
 * Returns: (transfer full): the member's value there, "" when there is none
 */
char *
rapport_import_custom_of (const RapportMember *member,
                          const char          *label)
{
  for (guint i = 0; i < member->customs->len; i++)
    {
      const RapportMemberCustom *custom = g_ptr_array_index (member->customs, i);

      if (same_words (custom->label, label))
        return g_strdup (custom->value);
    }
  return g_strdup ("");
}

static gboolean
contains_words (char       **elements,
                const char  *element)
{
  for (guint i = 0; elements[i] != NULL; i++)
    if (strcmp (elements[i], element) == 0 || same_words (elements[i], element))
      return TRUE;
  return FALSE;
}

/* Items are added to, lists and sets are replaced: a list names all there is, a column of degrees hardly ever does. */
static gboolean
elements_differ (const RapportMember      *member,
                 const RapportImportValue *value)
{
  g_auto (GStrv) known = rapport_import_elements_of (member, value->target);
  gboolean items = value->target->field->type == RAPPORT_FIELD_ITEMS;

  if (!items && g_strv_length (known) != g_strv_length (value->elements))
    return TRUE;
  for (guint i = 0; value->elements[i] != NULL; i++)
    if (!contains_words (known, value->elements[i]))
      return TRUE;
  return FALSE;
}

/**
 * rapport_import_known_text:
 *
 * Returns: (transfer full): what is known of something that has one value, "" when nothing is
 */
char *
rapport_import_known_text (const RapportMember      *member,
                           const RapportImportValue *value)
{
  g_autofree char *label = NULL;
  const char *text;

  if (value->target == NULL)
    {
      label = rapport_import_column_label (value->column);
      return rapport_import_custom_of (member, label);
    }
  text = rapport_member_get_text (member, value->target->id);
  return g_strdup (text != NULL ? text : "");
}

/**
 * rapport_import_value_differs:
 * @member: a member
 * @value: what a file says of the member
 *
 * Returns: whether it says something new
 */
gboolean
rapport_import_value_differs (const RapportMember      *member,
                              const RapportImportValue *value)
{
  g_autofree char *known = NULL;

  if (value->standing == RAPPORT_STANDING_UNCHANGED)
    return FALSE;
  if (value->elements != NULL)
    return elements_differ (member, value);
  known = rapport_import_known_text (member, value);
  return strcmp (rapport_strip (known), value->text) != 0;
}

static void
add_difference (GPtrArray  *differences,
                const char *label,
                const char *old,
                const char *new,
                gboolean    contested)
{
  RapportImportDifference *difference = g_new0 (RapportImportDifference, 1);

  difference->label = g_strdup (label);
  difference->old = g_strdup (old);
  difference->new = g_strdup (new);
  difference->contested = contested;
  g_ptr_array_add (differences, difference);
}

/* Codes are said as names. */
static const char *
said (const RapportImportValue *value,
      const char               *text)
{
  if (value->target == NULL || *text == '\0')
    return text;
  if (value->target->field->type == RAPPORT_FIELD_COUNTRY)
    return rapport_country_name (text);
  return strcmp (value->target->id, "language") == 0 ? rapport_language_name (text) : text;
}

static char *
said_elements (const RapportImportValue *value,
               char                    **elements)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; elements[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", said (value, elements[i]));
  return g_string_free (text, FALSE);
}

static void
compare_value (GPtrArray                *differences,
               const RapportMember      *member,
               const RapportImportValue *value)
{
  g_autofree char *label = value->target != NULL
    ? g_strdup (value->target->label) : rapport_import_column_label (value->column);
  gboolean contested = value->standing == RAPPORT_STANDING_CONTESTED;

  if (!rapport_import_value_differs (member, value))
    return;
  if (value->elements != NULL)
    {
      g_auto (GStrv) known = rapport_import_elements_of (member, value->target);
      g_autofree char *old = said_elements (value, known);
      g_autofree char *new = said_elements (value, value->elements);

      add_difference (differences, label, old, new, contested);
    }
  else
    {
      g_autofree char *old = rapport_import_known_text (member, value);

      add_difference (differences, label, said (value, old), said (value, value->text), contested);
    }
}

static void
compare_enrolment (GPtrArray              *differences,
                   const RapportMember    *member,
                   const RapportImportRow *row,
                   gint64                  programme,
                   const RapportPolicy    *policy)
{
  const char * const roles[] = { "mentor", "mentee" };
  const gboolean wanted[] = { row->mentor, row->mentee };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const RapportMemberEnrolment *enrolment = wanted[i]
        ? rapport_member_get_enrolment (member, programme, roles[i]) : NULL;

      if (wanted[i] && enrolment == NULL)
        add_difference (differences, rapport_import_target_find ("role")->label, "",
                        rapport_policy_role_word (policy, roles[i]), FALSE);
      else if (enrolment != NULL && i == 0 && row->capacity >= 0 && enrolment->capacity != row->capacity)
        {
          g_autofree char *old = g_strdup_printf ("%d", enrolment->capacity);
          g_autofree char *new = g_strdup_printf ("%d", row->capacity);

          add_difference (differences, rapport_import_target_find ("capacity")->label, old, new, FALSE);
        }
    }
}

/* Of the others the order stays: the sort of GLib is stable. */
static int
contested_first (gconstpointer a,
                 gconstpointer b)
{
  return (*(RapportImportDifference *const *) b)->contested - (*(RapportImportDifference *const *) a)->contested;
}

/**
 * rapport_import_differences:
 * @member: a member
 * @row: what a file says of the member
 * @programme: into which the row would enrol, 0 for one that is still to be made
 * @policy: for the programme's words
 *
 * Returns: (transfer full) (element-type RapportImportDifference): what the row would change
 */
GPtrArray *
rapport_import_differences (const RapportMember    *member,
                            const RapportImportRow *row,
                            gint64                  programme,
                            const RapportPolicy    *policy)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_difference_free);

  for (guint i = 0; i < row->values->len; i++)
    compare_value (differences, member, g_ptr_array_index (row->values, i));
  compare_enrolment (differences, member, row, programme, policy);
  g_ptr_array_sort (differences, contested_first);
  return differences;
}
