/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-three-way.h"

#include <string.h>

#include "model/fold.h"
#include "model/strip.h"
#include "services/import-compare.h"
#include "store/history.h"

/*   last imported | here | in the file |
 *   a             | a    | b           | the file's news: taken
 *   a             | b    | a           | edited here, unchanged in the file: nothing to do
 *   a             | b    | c           | changed on both sides: somebody has to choose
 *   –             | b    | c           | written by hand before any import: likewise, for what has one value */

static gboolean
same_words (const char *one,
            const char *other)
{
  g_autofree char *left = rapport_fold (one);
  g_autofree char *right = rapport_fold (other);

  return strcmp (left, right) == 0;
}

static gboolean
contains (char       **elements,
          const char  *element)
{
  for (guint i = 0; elements != NULL && elements[i] != NULL; i++)
    if (same_words (elements[i], element))
      return TRUE;
  return FALSE;
}

static gboolean
contains_all (char **elements,
              char **wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!contains (elements, wanted[i]))
      return FALSE;
  return TRUE;
}

static gboolean
same_elements (char **one,
               char **other)
{
  return g_strv_length (one) == g_strv_length (other) && contains_all (one, other);
}

static char *
dup_text (GVariant *value)
{
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

static char *
label_of (RapportReading *reading,
          const char     *uuid)
{
  gint64 no = rapport_reading_find (reading, uuid);
  g_autoptr (GVariant) label = no != 0 ? rapport_reading_get (reading, no, "label") : NULL;

  return dup_text (label);
}

static void
note_edit (RapportImportValue   *value,
           const RapportImported *imported)
{
  if (imported->edited_wall <= value->edited_wall)
    return;
  value->edited_wall = imported->edited_wall;
  value->edited_zone = imported->edited_zone;
}

/* One element of a family, as an import says it: of `skill/UUID/held` "label:level", of an item its first part. */
static char *
dup_element (RapportReading            *reading,
             const RapportImportTarget *target,
             const char                *rest,
             GVariant                  *value)
{
  if (target->field->type == RAPPORT_FIELD_SKILLS)
    {
      const char *slash = strchr (rest, '/');
      g_autofree char *uuid = slash != NULL ? g_strndup (rest, (gsize) (slash - rest)) : g_strdup (rest);
      g_autofree char *label = label_of (reading, uuid);

      if (slash == NULL || !g_str_has_suffix (target->id, slash) || !g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        return NULL;
      return g_strdup_printf ("%s:%d", label, (int) g_variant_get_int64 (value));
    }
  if (target->field->type == RAPPORT_FIELD_ITEMS)
    {
      g_autofree const char **parts = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY) ? g_variant_get_strv (value, NULL)
                                                                                              : NULL;

      return parts != NULL && parts[0] != NULL ? g_strdup (parts[0]) : NULL;
    }
  return g_strdup (rest);
}

/* What the last import said of something that has several values; %NULL when none ever said anything. */
static char **
imported_elements (RapportReading     *reading,
                   GHashTable         *all,
                   RapportImportValue *value)
{
  const RapportImportTarget *target = value->target;
  g_autofree char *prefix = g_strconcat (target->field->name, "/", NULL);
  const RapportImported *list = g_hash_table_lookup (all, target->field->name);
  g_autoptr (GStrvBuilder) elements = g_strv_builder_new ();
  GHashTableIter iter;
  const char *name;
  const RapportImported *imported;
  gboolean any = FALSE;

  if (list != NULL)
    {
      note_edit (value, list);
      return list->is_imported && list->value != NULL && g_variant_is_of_type (list->value, G_VARIANT_TYPE_STRING_ARRAY)
               ? g_variant_dup_strv (list->value, NULL) : NULL;
    }
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &imported))
    {
      g_autofree char *element = NULL;

      if (!g_str_has_prefix (name, prefix))
        continue;
      note_edit (value, imported);
      if (!imported->is_imported)
        continue;
      any = TRUE;
      element = imported->value != NULL ? dup_element (reading, target, name + strlen (prefix), imported->value) : NULL;
      if (element != NULL)
        g_strv_builder_add (elements, element);
    }
  return any ? g_strv_builder_end (elements) : NULL;
}

static void
judge_elements (RapportReading      *reading,
                const RapportMember *member,
                GHashTable          *all,
                RapportImportValue  *value)
{
  g_auto (GStrv) base = imported_elements (reading, all, value);
  g_auto (GStrv) known = rapport_import_elements_of (member, value->target);
  gboolean items = value->target->field->type == RAPPORT_FIELD_ITEMS;

  if (base == NULL)
    return;
  if (items ? contains_all (base, value->elements) : same_elements (base, value->elements))
    value->standing = RAPPORT_STANDING_UNCHANGED;
  else if (!items && !same_elements (base, known))
    value->standing = RAPPORT_STANDING_CONTESTED;
}

/* The field of the programme that the column is: the one of its label that the member has or had a value of. */
static const RapportImported *
imported_custom (RapportReading           *reading,
                 GHashTable               *all,
                 const RapportImportValue *value)
{
  g_autofree char *wanted = rapport_import_column_label (value->column);
  GHashTableIter iter;
  const char *name;
  const RapportImported *imported;

  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &imported))
    {
      g_autofree char *label = g_str_has_prefix (name, "custom/") ? label_of (reading, name + strlen ("custom/")) : NULL;

      if (label != NULL && same_words (label, wanted))
        return imported;
    }
  return NULL;
}

static void
judge_text (RapportReading      *reading,
            const RapportMember *member,
            GHashTable          *all,
            RapportImportValue  *value)
{
  const RapportImported *imported = value->target != NULL ? g_hash_table_lookup (all, value->target->field->name)
                                                          : imported_custom (reading, all, value);
  g_autofree char *base = NULL;
  g_autofree char *known = NULL;

  if (imported == NULL)
    return;
  base = imported->is_imported ? rapport_strip (dup_text (imported->value)) : NULL;
  known = rapport_import_known_text (member, value);
  rapport_strip (known);
  note_edit (value, imported);
  if (base != NULL && strcmp (base, value->text) == 0)
    value->standing = RAPPORT_STANDING_UNCHANGED;
  else if (base != NULL ? strcmp (base, known) != 0 : *known != '\0')
    value->standing = RAPPORT_STANDING_CONTESTED;
}

/**
 * rapport_import_three_way:
 * @member: whom the row is about
 * @row: its values take their standing
 */
void
rapport_import_three_way (RapportReading      *reading,
                          const RapportMember *member,
                          RapportImportRow    *row)
{
  g_autoptr (GHashTable) all = NULL;

  for (guint i = 0; i < row->values->len; i++)
    {
      RapportImportValue *value = g_ptr_array_index (row->values, i);

      value->standing = RAPPORT_STANDING_PLAIN;
      if (!rapport_import_value_differs (member, value))
        continue;
      if (all == NULL)
        all = rapport_reading_imported (reading, member->no, NULL);
      if (all == NULL)
        return;
      if (value->elements != NULL)
        judge_elements (reading, member, all, value);
      else
        judge_text (reading, member, all, value);
    }
}

gboolean
rapport_import_row_is_contested (const RapportImportRow *row)
{
  for (guint i = 0; i < row->values->len; i++)
    if (((const RapportImportValue *) g_ptr_array_index (row->values, i))->standing == RAPPORT_STANDING_CONTESTED)
      return TRUE;
  return FALSE;
}
