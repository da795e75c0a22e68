/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/oracle.h"

#include <json-glib/json-glib.h>
#include <string.h>

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
print_value (JsonNode *node)
{
  GString *text;
  JsonArray *array;

  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strconcat ("b:", json_object_get_string_member (json_node_get_object (node), "b"), NULL);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strconcat ("s:", json_node_get_string (node), NULL);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("x:%" G_GINT64_FORMAT, json_node_get_int (node));
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strdup_printf ("d:%.17g", json_node_get_double (node));
  text = g_string_new ("a:");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s|", json_array_get_string_element (array, i));
  return g_string_free (text, FALSE);
}

static char *
pair_key (JsonArray *pair)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, json_array_get_string_element (pair, 0),
                          json_array_get_int_element (pair, 1));
}

static void
field_free (gpointer data)
{
  OracleField *field = data;

  g_ptr_array_unref (field->seen);
  g_free (field->value);
  g_free (field);
}

static OracleField *
read_field (JsonArray *pair,
            JsonArray *all_seen)
{
  OracleField *field = g_new0 (OracleField, 1);
  JsonArray *indices = json_array_get_array_element (pair, 0);

  field->seen = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (indices); i++)
    g_ptr_array_add (field->seen, pair_key (json_array_get_array_element (all_seen,
                                                                         (guint) json_array_get_int_element (indices, i))));
  g_ptr_array_sort (field->seen, compare_texts);
  field->value = print_value (json_array_get_element (pair, 1));
  return field;
}

OracleChange *
oracle_read (const char *line)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  JsonObject *object = json_node_get_object (root);
  OracleChange *change = g_new0 (OracleChange, 1);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  change->replica = g_strdup (json_object_get_string_member (object, "replica"));
  change->key = g_strdup_printf ("%s:%" G_GINT64_FORMAT, change->replica, json_object_get_int_member (object, "seq"));
  change->clock = json_object_get_int_member (object, "clock");
  change->entity = g_strdup (json_object_get_string_member (object, "entity"));
  change->kind = g_strdup (json_object_get_string_member (object, "kind"));
  change->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, field_free);
  json_object_iter_init (&iter, json_object_get_object_member (object, "fields"));
  while (json_object_iter_next (&iter, &name, &member))
    g_hash_table_insert (change->fields, g_strdup (name),
                         read_field (json_node_get_array (member), json_object_get_array_member (object, "seen")));
  return change;
}

void
oracle_change_free (OracleChange *change)
{
  g_hash_table_unref (change->fields);
  g_free (change->kind);
  g_free (change->entity);
  g_free (change->replica);
  g_free (change->key);
  g_free (change);
}

static void
heads_free (gpointer data)
{
  OracleHeads *heads = data;

  g_ptr_array_unref (heads->heads);
  g_free (heads->shown);
  g_free (heads->replica);
  g_free (heads);
}

GHashTable *
oracle_erased (GHashTable *changes)
{
  GHashTable *erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  OracleChange *change;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    {
      OracleField *targets = strcmp (change->kind, "erasure") == 0 ? g_hash_table_lookup (change->fields, "targets") : NULL;
      g_auto (GStrv) each = targets != NULL ? g_strsplit (targets->value + strlen ("a:"), "|", -1) : NULL;

      for (guint i = 0; each != NULL && each[i] != NULL; i++)
        g_hash_table_add (erased, g_strdup (each[i]));
    }
  return erased;
}

/* "entity field key" of all that somebody has seen. */
static GHashTable *
all_seen (GHashTable *changes,
          GHashTable *erased)
{
  GHashTable *seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  GHashTableIter fields;
  OracleChange *change;
  const char *name;
  OracleField *field;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    {
      if (g_hash_table_contains (erased, change->entity))
        continue;
      g_hash_table_iter_init (&fields, change->fields);
      while (g_hash_table_iter_next (&fields, (gpointer *) &name, (gpointer *) &field))
        for (guint i = 0; i < field->seen->len; i++)
          g_hash_table_add (seen, g_strdup_printf ("%s %s %s", change->entity, name,
                                                   (char *) g_ptr_array_index (field->seen, i)));
    }
  return seen;
}

static void
add_head (GHashTable   *heads,
          OracleChange *change,
          const char   *name,
          const char   *value)
{
  g_autofree char *place = g_strdup_printf ("%s %s", change->entity, name);
  OracleHeads *found = g_hash_table_lookup (heads, place);

  if (found == NULL)
    {
      found = g_new0 (OracleHeads, 1);
      found->heads = g_ptr_array_new_with_free_func (g_free);
      found->clock = -1;
      g_hash_table_insert (heads, g_steal_pointer (&place), found);
    }
  g_ptr_array_add (found->heads, g_strdup (change->key));
  g_ptr_array_sort (found->heads, compare_texts);
  if (change->clock > found->clock
      || (change->clock == found->clock && strcmp (change->replica, found->replica) > 0))
    {
      g_free (found->shown);
      g_free (found->replica);
      found->shown = g_strdup (value);
      found->replica = g_strdup (change->replica);
      found->clock = change->clock;
    }
}

GHashTable *
oracle_heads (GHashTable *changes)
{
  g_autoptr (GHashTable) erased = oracle_erased (changes);
  g_autoptr (GHashTable) seen = all_seen (changes, erased);
  GHashTable *heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, heads_free);
  GHashTableIter iter;
  GHashTableIter fields;
  OracleChange *change;
  const char *name;
  OracleField *field;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    {
      if (g_hash_table_contains (erased, change->entity))
        continue;
      g_hash_table_iter_init (&fields, change->fields);
      while (g_hash_table_iter_next (&fields, (gpointer *) &name, (gpointer *) &field))
        {
          g_autofree char *place = g_strdup_printf ("%s %s %s", change->entity, name, change->key);
          g_autofree char *target = g_strdup_printf ("%s/%s", change->entity, name);

          if (!g_hash_table_contains (seen, place))
            add_head (heads, change, name, g_hash_table_contains (erased, target) ? NULL : field->value);
        }
    }
  return heads;
}

char *
oracle_line (const char *entity,
             const char *field,
             GPtrArray  *heads,
             const char *shown)
{
  GString *line = g_string_new (NULL);

  g_ptr_array_sort (heads, compare_texts);
  g_string_printf (line, "%s %s [", entity, field);
  for (guint i = 0; i < heads->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (heads, i));
  g_string_append_printf (line, "] %s", shown != NULL ? shown : "-");
  return g_string_free (line, FALSE);
}

char *
oracle_dump (GHashTable *heads)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *place;
  OracleHeads *found;

  g_hash_table_iter_init (&iter, heads);
  while (g_hash_table_iter_next (&iter, (gpointer *) &place, (gpointer *) &found))
    {
      g_auto (GStrv) parts = g_strsplit (place, " ", 2);

      g_ptr_array_add (lines, oracle_line (parts[0], parts[1], found->heads, found->shown));
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
