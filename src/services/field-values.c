/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/field-values.h"

RapportFieldValuesAsk *
rapport_field_values_ask_new (GArray     *members,
                              const char *field)
{
  RapportFieldValuesAsk *ask = g_new0 (RapportFieldValuesAsk, 1);

  ask->members = g_array_ref (members);
  ask->field = g_strdup (field);
  return ask;
}

void
rapport_field_values_ask_free (gpointer data)
{
  RapportFieldValuesAsk *ask = data;

  g_array_unref (ask->members);
  g_free (ask->field);
  g_free (ask);
}

static void
value_free (gpointer data)
{
  g_free (((RapportFieldValue *) data)->value);
  g_free (data);
}

static int
most_first (gconstpointer a,
            gconstpointer b)
{
  const RapportFieldValue *one = *(const RapportFieldValue * const *) a;
  const RapportFieldValue *other = *(const RapportFieldValue * const *) b;

  return one->count < other->count ? 1 : one->count > other->count ? -1 : g_strcmp0 (one->value, other->value);
}

static void
count_value (GHashTable *counts,
             const char *value)
{
  RapportFieldValue *one = g_hash_table_lookup (counts, value);

  if (one == NULL)
    {
      one = g_new0 (RapportFieldValue, 1);
      one->value = g_strdup (value);
      g_hash_table_insert (counts, one->value, one);
    }
  one->count++;
}

/**
 * rapport_field_values_query:
 * @data: a RapportFieldValuesAsk; the field holds text
 *
 * A RapportQuery.
 *
 * Returns: (transfer full) (element-type RapportFieldValue): the values that they have, most frequent first
 */
gpointer
rapport_field_values_query (RapportReading *reading,
                            gpointer        data,
                            GCancellable   *cancellable,
                            GError        **error)
{
  const RapportFieldValuesAsk *ask = data;
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *values = g_ptr_array_new_with_free_func (value_free);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < ask->members->len; i++)
    {
      g_autoptr (GVariant) shown = rapport_reading_get (reading, g_array_index (ask->members, gint64, i), ask->field);

      count_value (counts, shown != NULL && g_variant_is_of_type (shown, G_VARIANT_TYPE_STRING) ? g_variant_get_string (shown, NULL) : "");
      if (i % 256 == 0 && g_cancellable_is_cancelled (cancellable))
        break;
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (values, value);
  g_ptr_array_sort (values, most_first);
  return values;
}
