/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-memory.h"

#include <errno.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "model/fold.h"

#define MOST_MAPPINGS 40
#define MOST_RECENT 8

static char *
memory_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "imports.json", NULL);
}

/* The memory, or an empty one: what cannot be read is no reason not to import. */
static JsonObject *
load (void)
{
  g_autofree char *path = memory_path ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_file (parser, path, NULL))
    return json_object_new ();
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : json_object_new ();
}

static JsonArray *
array_in (JsonObject *memory,
          const char *name)
{
  JsonNode *node = json_object_get_member (memory, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    json_object_set_array_member (memory, name, json_array_new ());
  return json_object_get_array_member (memory, name);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The same headings in any order are the same list. */
static char *
headings_key (const RapportImportMapping *mapping)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < mapping->columns->len; i++)
    g_ptr_array_add (headings, rapport_fold (rapport_import_mapping_column (mapping, i)->facts->heading));
  g_ptr_array_sort (headings, compare_strings);
  g_ptr_array_add (headings, NULL);
  joined = g_strjoinv ("\n", (char **) headings->pdata);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, joined, -1);
}

static JsonObject *
find_mapping (JsonArray  *mappings,
              const char *key,
              guint      *position)
{
  for (guint i = 0; i < json_array_get_length (mappings); i++)
    {
      JsonNode *node = json_array_get_element (mappings, i);

      if (!JSON_NODE_HOLDS_OBJECT (node)
          || g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (node), "headings", ""), key) != 0)
        continue;
      *position = i;
      return json_node_get_object (node);
    }
  return NULL;
}

static void
recall_column (RapportImportMapping *mapping,
               guint                 index,
               JsonObject           *columns)
{
  RapportImportColumn *column = rapport_import_mapping_column (mapping, index);
  JsonNode *node = json_object_get_member (columns, column->facts->heading);
  JsonObject *choice = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = choice != NULL ? json_object_get_string_member_with_default (choice, "field", NULL) : NULL;
  const RapportImportTarget *target = id != NULL ? rapport_import_target_find (id) : NULL;
  gint64 order;

  if (choice == NULL)
    return;
  if (json_object_get_boolean_member_with_default (choice, "custom", FALSE))
    rapport_import_mapping_set_custom (mapping, index,
                                       json_object_get_boolean_member_with_default (choice, "sensitive", FALSE));
  else
    rapport_import_mapping_set_target (mapping, index, target);
  order = json_object_get_int_member_with_default (choice, "order", -1);
  /* only a column that leaves it open follows what was said of an earlier one */
  if (column->date_ambiguous && order >= 0 && order < RAPPORT_N_DATE_ORDERS)
    {
      column->date_order = (RapportDateOrder) order;
      column->date_ambiguous = FALSE;
    }
}

/**
 * rapport_import_memory_recall:
 * @mapping: a mapping as guessed
 *
 * Takes the choices made for the last file with the same headings. Encoding, separator and what the name of the file
 * said about roles stay.
 *
 * Returns: whether there was one
 */
gboolean
rapport_import_memory_recall (RapportImportMapping *mapping)
{
  g_autoptr (JsonObject) memory = load ();
  g_autofree char *key = headings_key (mapping);
  guint position;
  JsonObject *kept = mapping->has_headings ? find_mapping (array_in (memory, "mappings"), key, &position) : NULL;
  JsonNode *columns = kept != NULL ? json_object_get_member (kept, "columns") : NULL;

  if (columns == NULL || !JSON_NODE_HOLDS_OBJECT (columns))
    return FALSE;
  for (guint i = 0; i < mapping->columns->len; i++)
    recall_column (mapping, i, json_node_get_object (columns));
  mapping->key = json_object_get_int_member_with_default (kept, "key", mapping->key) == RAPPORT_IMPORT_KEY_EMAIL
    ? RAPPORT_IMPORT_KEY_EMAIL : RAPPORT_IMPORT_KEY_NUMBER;
  g_free (mapping->issuer);
  mapping->issuer = g_strdup (json_object_get_string_member_with_default (kept, "issuer", ""));
  if (!mapping->mentor && !mapping->mentee)
    {
      mapping->mentor = json_object_get_boolean_member_with_default (kept, "mentor", FALSE);
      mapping->mentee = json_object_get_boolean_member_with_default (kept, "mentee", FALSE);
    }
  mapping->capacity = (int) json_object_get_int_member_with_default (kept, "capacity", -1);
  mapping->remembered = json_object_get_int_member_with_default (kept, "when", 0);
  return TRUE;
}

static JsonObject *
columns_to_json (const RapportImportMapping *mapping)
{
  JsonObject *columns = json_object_new ();

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const RapportImportColumn *column = rapport_import_mapping_column (mapping, i);
      JsonObject *choice = json_object_new ();

      if (column->target != NULL)
        json_object_set_string_member (choice, "field", column->target->id);
      json_object_set_boolean_member (choice, "custom", column->custom);
      json_object_set_boolean_member (choice, "sensitive", column->sensitive);
      json_object_set_int_member (choice, "order", column->date_order);
      json_object_set_object_member (columns, column->facts->heading, choice);
    }
  return columns;
}

static JsonObject *
mapping_to_json (const RapportImportMapping *mapping,
                 const char                 *key,
                 gint64                      when)
{
  JsonObject *kept = json_object_new ();

  json_object_set_string_member (kept, "headings", key);
  json_object_set_int_member (kept, "when", when);
  json_object_set_int_member (kept, "key", mapping->key);
  json_object_set_string_member (kept, "issuer", mapping->issuer);
  json_object_set_boolean_member (kept, "mentor", mapping->mentor);
  json_object_set_boolean_member (kept, "mentee", mapping->mentee);
  json_object_set_int_member (kept, "capacity", mapping->capacity);
  json_object_set_object_member (kept, "columns", columns_to_json (mapping));
  return kept;
}

/* The newest stands first; what is too old goes. */
static void
put_first (JsonObject *memory,
           const char *name,
           JsonObject *entry,
           guint       most)
{
  g_autoptr (JsonArray) old = json_array_ref (array_in (memory, name));
  JsonArray *array = json_array_new ();

  json_array_add_object_element (array, entry);
  for (guint i = 0; i < json_array_get_length (old) && json_array_get_length (array) < most; i++)
    json_array_add_element (array, json_array_dup_element (old, i));
  json_object_set_array_member (memory, name, array);
}

static void
keep_recent (JsonObject                 *memory,
             const RapportImportMapping *mapping,
             const RapportImportSource  *source,
             gint64                      when)
{
  JsonArray *recent = array_in (memory, "recent");
  g_autofree char *uri = g_file_get_uri (source->file);
  JsonObject *entry = json_object_new ();

  for (guint i = json_array_get_length (recent); i > 0; i--)
    {
      JsonNode *node = json_array_get_element (recent, i - 1);

      if (!JSON_NODE_HOLDS_OBJECT (node)
          || g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (node), "uri", ""), uri) == 0)
        json_array_remove_element (recent, i - 1);
    }
  json_object_set_string_member (entry, "uri", uri);
  json_object_set_string_member (entry, "name", source->name);
  json_object_set_int_member (entry, "when", when);
  json_object_set_int_member (entry, "rows", mapping->n_rows);
  put_first (memory, "recent", entry, MOST_RECENT);
}

static gboolean
save (JsonObject  *memory,
      GError     **error)
{
  g_autofree char *path = memory_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (JsonNode) root = json_node_alloc ();
  g_autofree char *text = NULL;

  json_node_init_object (root, memory);
  text = json_to_string (root, TRUE);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * rapport_import_memory_keep:
 * @mapping: how a file was understood when it was imported
 * @source: the file
 * @when: unix seconds
 * @error: what writing gave
 *
 * Returns: whether it is remembered now
 */
gboolean
rapport_import_memory_keep (const RapportImportMapping  *mapping,
                            const RapportImportSource   *source,
                            gint64                       when,
                            GError                     **error)
{
  g_autoptr (JsonObject) memory = load ();
  g_autofree char *key = headings_key (mapping);
  guint position;

  if (find_mapping (array_in (memory, "mappings"), key, &position) != NULL)
    json_array_remove_element (array_in (memory, "mappings"), position);
  if (mapping->has_headings)
    put_first (memory, "mappings", mapping_to_json (mapping, key, when), MOST_MAPPINGS);
  if (source->file != NULL)
    keep_recent (memory, mapping, source, when);
  return save (memory, error);
}

void
rapport_import_recent_free (RapportImportRecent *self)
{
  g_free (self->uri);
  g_free (self->name);
  g_free (self);
}

/**
 * rapport_import_memory_recent:
 *
 * Returns: (transfer full) (element-type RapportImportRecent): the files imported last, newest first
 */
GPtrArray *
rapport_import_memory_recent (void)
{
  g_autoptr (JsonObject) memory = load ();
  JsonArray *recent = array_in (memory, "recent");
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_recent_free);

  for (guint i = 0; i < json_array_get_length (recent); i++)
    {
      JsonNode *node = json_array_get_element (recent, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      RapportImportRecent *file;

      if (entry == NULL)
        continue;
      file = g_new0 (RapportImportRecent, 1);
      file->uri = g_strdup (json_object_get_string_member_with_default (entry, "uri", ""));
      file->name = g_strdup (json_object_get_string_member_with_default (entry, "name", ""));
      file->when = json_object_get_int_member_with_default (entry, "when", 0);
      file->rows = (guint) CLAMP (json_object_get_int_member_with_default (entry, "rows", 0), 0, G_MAXINT);
      g_ptr_array_add (result, file);
    }
  return result;
}
