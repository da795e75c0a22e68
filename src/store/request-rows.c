/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/request-rows.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "model/fold.h"
#include "store/sql.h"

/**
 * rapport_column_strv:
 * @statement: a row
 * @column: a JSON array of strings
 *
 * Returns: (transfer full): the strings; none where it cannot be read
 */
char **
rapport_column_strv (sqlite3_stmt *statement,
                     int           column)
{
  g_autoptr (JsonNode) node = json_from_string (rapport_column_text (statement, column), NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

/**
 * rapport_names_match:
 * @text: (nullable): what was typed
 * @one: a name
 * @other: another
 *
 * Returns: whether every word of @text is found in one of the names, without regard to case and accents
 */
gboolean
rapport_names_match (const char *text,
                     const char *one,
                     const char *other)
{
  g_autofree char *folded = text != NULL ? rapport_fold (text) : NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_auto (GStrv) words = NULL;

  if (folded == NULL || *folded == '\0')
    return TRUE;
  first = rapport_fold (one);
  second = rapport_fold (other);
  words = g_strsplit_set (folded, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (first, words[i]) == NULL && strstr (second, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
