/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/drafts.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

/* More than a form with a photo ever is; a file that is larger is not ours. */
#define MOST_BYTES (16 * 1024 * 1024)

static char *
drafts_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "drafts", NULL);
}

static char *
draft_path (const char *key)
{
  g_autofree char *folder = drafts_folder ();
  g_autofree char *name = g_strconcat (key, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
add_value (JsonBuilder *builder,
           GVariant    *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    json_builder_add_string_value (builder, g_variant_get_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    json_builder_add_int_value (builder, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    json_builder_add_double_value (builder, g_variant_get_double (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **texts = g_variant_get_strv (value, NULL);

      json_builder_begin_array (builder);
      for (guint i = 0; texts[i] != NULL; i++)
        json_builder_add_string_value (builder, texts[i]);
      json_builder_end_array (builder);
    }
  else
    json_builder_add_null_value (builder);
}

static GVariant *
strings_of_array (JsonArray *array)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_variant_builder_add (&builder, "s", json_node_get_string (node));
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
value_of_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_variant_ref_sink (strings_of_array (json_node_get_array (node)));
  if (JSON_NODE_HOLDS_VALUE (node))
    switch (json_node_get_value_type (node))
      {
      case G_TYPE_STRING:
        return g_variant_ref_sink (g_variant_new_string (json_node_get_string (node)));
      case G_TYPE_INT64:
        return g_variant_ref_sink (g_variant_new_int64 (json_node_get_int (node)));
      case G_TYPE_DOUBLE:
        return g_variant_ref_sink (g_variant_new_double (json_node_get_double (node)));
      default:
        break;
      }
  return g_variant_ref_sink (g_variant_new_tuple (NULL, 0));
}

static void
add_values (JsonBuilder *builder,
            GHashTable  *values)
{
  GHashTableIter iter;
  gpointer name, value;

  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      json_builder_set_member_name (builder, name);
      add_value (builder, value);
    }
  json_builder_end_object (builder);
}

static void
add_blobs (JsonBuilder *builder,
           GHashTable  *blobs)
{
  GHashTableIter iter;
  gpointer hash, bytes;

  json_builder_set_member_name (builder, "blobs");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, blobs);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    {
      gsize size;
      const guchar *data = g_bytes_get_data (bytes, &size);
      g_autofree char *text = g_base64_encode (data, size);

      json_builder_set_member_name (builder, hash);
      json_builder_add_string_value (builder, text);
    }
  json_builder_end_object (builder);
}

static char *
draft_to_json (GHashTable *values,
               GHashTable *blobs,
               gint64      now)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "saved_at");
  json_builder_add_int_value (builder, now);
  add_values (builder, values);
  if (blobs != NULL)
    add_blobs (builder, blobs);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

static void
read_values (JsonObject   *object,
             RapportDraft *draft)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    g_hash_table_insert (draft->values, g_strdup (name), value_of_node (node));
}

static void
read_blobs (JsonObject   *object,
            RapportDraft *draft)
{
  JsonObjectIter iter;
  const char *hash;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &hash, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      {
        gsize size;
        guchar *data = g_base64_decode (json_node_get_string (node), &size);

        g_hash_table_insert (draft->blobs, g_strdup (hash), g_bytes_new_take (data, size));
      }
}

static RapportDraft *
draft_new (void)
{
  RapportDraft *draft = g_new0 (RapportDraft, 1);

  draft->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  draft->blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return draft;
}

static RapportDraft *
draft_from_json (const char  *text,
                 gsize        length,
                 GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (RapportDraft) draft = draft_new ();
  JsonNode *root, *node;
  JsonObject *object;

  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  node = object != NULL ? json_object_get_member (object, "values") : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The draft cannot be read."));
      return NULL;
    }
  read_values (json_node_get_object (node), draft);
  node = json_object_get_member (object, "blobs");
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    read_blobs (json_node_get_object (node), draft);
  draft->saved_at = json_object_get_int_member_with_default (object, "saved_at", 0);
  return g_steal_pointer (&draft);
}

void
rapport_draft_free (RapportDraft *draft)
{
  g_hash_table_unref (draft->values);
  g_hash_table_unref (draft->blobs);
  g_free (draft);
}

static char *
key_prefix (const char *form,
            const char *database)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, database, -1);

  hash[12] = '\0';
  return g_strdup_printf ("%s-%s-", form, hash);
}

/**
 * rapport_drafts_key:
 * @form: which form, "member"
 * @database: path of the database that it would be saved into
 * @what: uuid of what is edited, or "new"
 *
 * Returns: (transfer full): the name of the draft; it says nothing about the person
 */
char *
rapport_drafts_key (const char *form,
                    const char *database,
                    const char *what)
{
  g_autofree char *prefix = key_prefix (form, database);

  return g_strconcat (prefix, what, NULL);
}

/* What is being written stands beside the draft: on a thread as PREPARED, at once as SAVED. */
#define PREPARED ".part"
#define SAVED ".now"

static char *
part_path (const char *key,
           const char *part)
{
  g_autofree char *path = draft_path (key);

  return g_strconcat (path, part, NULL);
}

static gboolean
write_part (const char            *key,
            const char            *part,
            GHashTable            *values,
            GHashTable            *blobs,
            gint64                 now,
            GFileSetContentsFlags  flags,
            GError               **error)
{
  g_autofree char *folder = drafts_folder ();
  g_autofree char *path = part_path (key, part);
  g_autofree char *text = draft_to_json (values, blobs, now);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The folder for drafts cannot be made: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, text, -1, flags, 0600, error);
}

/**
 * rapport_drafts_prepare:
 * @values: name → GVariant
 * @blobs: (nullable): hex hash → GBytes
 * @now: unix seconds
 *
 * Writes the draft beside the one that there is, readable by its owner alone, and returns when the disk has it. It takes
 * as long as the disk does and belongs on a thread; rapport_drafts_commit() or rapport_drafts_discard() follow.
 */
gboolean
rapport_drafts_prepare (const char  *key,
                        GHashTable  *values,
                        GHashTable  *blobs,
                        gint64       now,
                        GError     **error)
{
  return write_part (key, PREPARED, values, blobs, now, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, error);
}

static gboolean
replace (const char  *key,
         const char  *part,
         GError     **error)
{
  g_autofree char *path = draft_path (key);
  g_autofree char *from = part_path (key, part);

  if (g_rename (from, path) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The draft cannot be written: %s"), g_strerror (errno));
  return FALSE;
}

/** Puts what was prepared in the place of the draft, in one step that does not wait for the disk. */
gboolean
rapport_drafts_commit (const char  *key,
                       GError     **error)
{
  return replace (key, PREPARED, error);
}

/** Forgets what was prepared. */
void
rapport_drafts_discard (const char *key)
{
  g_autofree char *part = part_path (key, PREPARED);

  g_unlink (part);
}

/**
 * rapport_drafts_save:
 * @values: name → GVariant
 * @blobs: (nullable): hex hash → GBytes
 * @now: unix seconds
 *
 * Writes the draft in one piece (a crash of the application leaves the former one or this) without waiting for the disk.
 */
gboolean
rapport_drafts_save (const char  *key,
                     GHashTable  *values,
                     GHashTable  *blobs,
                     gint64       now,
                     GError     **error)
{
  return write_part (key, SAVED, values, blobs, now, G_FILE_SET_CONTENTS_NONE, error) && replace (key, SAVED, error);
}

/**
 * rapport_drafts_load:
 *
 * Returns: (transfer full) (nullable): the draft; %NULL without @error when there is none
 */
RapportDraft *
rapport_drafts_load (const char  *key,
                     GError     **error)
{
  g_autofree char *path = draft_path (key);
  g_autofree char *text = NULL;
  GStatBuf status;
  gsize length;

  if (g_lstat (path, &status) != 0)
    return NULL;
  if (!S_ISREG (status.st_mode) || status.st_size > MOST_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The draft cannot be read."));
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return draft_from_json (text, length, error);
}

/** Forgets the draft: it is saved, or thrown away. */
void
rapport_drafts_remove (const char *key)
{
  g_autofree char *path = draft_path (key);

  g_unlink (path);
}

/**
 * rapport_drafts_list:
 *
 * Returns: (transfer full): the last part of the keys of all drafts of @form for @database: uuids, and "new"
 */
char **
rapport_drafts_list (const char *form,
                     const char *database)
{
  g_autofree char *folder = drafts_folder ();
  g_autofree char *prefix = key_prefix (form, database);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".json"))
      {
        g_autofree char *what = g_strndup (name + strlen (prefix), strlen (name) - strlen (prefix) - strlen (".json"));

        g_strv_builder_add (found, what);
      }
  return g_strv_builder_end (found);
}
