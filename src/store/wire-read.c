/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/wire-read.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define DEEPEST 4
#define MOST_FIELDS 100000
#define LONGEST_NAME 256
#define LONGEST_TEXT (16 * 1024 * 1024)
#define GREATEST_SEQ (G_GINT64_CONSTANT (1) << 48)
#define GREATEST_CLOCK (G_GINT64_CONSTANT (1) << 61)
#define BLOB_START "{\"blob\":\""

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_INVALID,
               _("These changes are damaged or were not written by Rapport (%s). Nothing was taken in; ask for them again."),
               what);
  return FALSE;
}

/* json-glib goes as deep as the text does, on the stack. */
static gboolean
is_shallow (const char *line,
            gsize       length)
{
  int depth = 0;
  gboolean in_text = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_text && line[i] == '\\')
        i++;
      else if (line[i] == '"')
        in_text = !in_text;
      else if (!in_text && (line[i] == '{' || line[i] == '['))
        {
          if (++depth > DEEPEST + 1)
            return FALSE;
        }
      else if (!in_text && (line[i] == '}' || line[i] == ']'))
        depth--;
    }
  return TRUE;
}

static gboolean
get_text (JsonNode  *node,
          gsize      longest,
          char     **text)
{
  const char *found;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  found = json_node_get_string (node);
  if (strlen (found) > longest || !g_utf8_validate (found, -1, NULL))
    return FALSE;
  g_free (*text);
  *text = g_strdup (found);
  return TRUE;
}

static gboolean
get_name (JsonNode  *node,
          char     **text)
{
  return get_text (node, LONGEST_NAME, text) && **text != '\0';
}

static gboolean
get_int (JsonNode *node,
         gint64    least,
         gint64    greatest,
         gint64   *number)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_int (node);
  return *number >= least && *number <= greatest;
}

/* ["NAME",N] */
static gboolean
get_pair (JsonNode        *node,
          RapportWireName *name)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) == 2
         && get_name (json_array_get_element (array, 0), &name->replica)
         && get_int (json_array_get_element (array, 1), 1, GREATEST_SEQ, &name->seq);
}

static gboolean
get_hex (JsonNode *node,
         guint8   *bytes,
         gsize     n)
{
  g_autofree char *text = NULL;

  if (!get_text (node, 2 * n, &text) || strlen (text) != 2 * n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/* Random digits are zeros in an emptied change and in no other. */
static gboolean
get_random (JsonObject        *object,
            RapportWireChange *self)
{
  static const guint8 zeros[RAPPORT_RANDOM_BYTES];

  self->is_emptied = json_object_has_member (object, "hash");
  return get_hex (json_object_get_member (object, "random"), self->random, sizeof self->random)
         && self->is_emptied == (memcmp (self->random, zeros, sizeof zeros) == 0)
         && (!self->is_emptied || get_hex (json_object_get_member (object, "hash"), self->hash, sizeof self->hash));
}

static gboolean
get_args (JsonNode  *node,
          char     **args)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GString *out;

  if (array == NULL || json_array_get_length (array) > MOST_FIELDS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      char *text = NULL;

      if (!get_text (json_array_get_element (array, i), LONGEST_TEXT, &text))
        return FALSE;
      g_ptr_array_add (texts, text);
    }
  g_ptr_array_add (texts, NULL);
  out = g_string_new (NULL);
  rapport_wire_strings (out, (const char * const *) texts->pdata);
  *args = g_string_free (out, FALSE);
  return TRUE;
}

static gboolean
get_operation (JsonNode          *node,
               RapportWireChange *self)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *undoes;
  gint64 zone;

  if (object == NULL
      || !get_int (json_object_get_member (object, "seq"), 1, self->name.seq, &self->operation_seq)
      || !get_name (json_object_get_member (object, "title"), &self->title)
      || !get_args (json_object_get_member (object, "args"), &self->args)
      || !get_int (json_object_get_member (object, "wall"), G_MININT64 / 2, GREATEST_CLOCK, &self->wall)
      || !get_int (json_object_get_member (object, "zone"), -24 * 60, 24 * 60, &zone)
      || !get_text (json_object_get_member (object, "author"), LONGEST_NAME, &self->author))
    return FALSE;
  self->zone = (int) zone;
  undoes = json_object_get_member (object, "undoes");
  return undoes != NULL && (JSON_NODE_HOLDS_NULL (undoes) || get_pair (undoes, &self->undoes));
}

static gboolean
get_seen (JsonNode          *node,
          RapportWireChange *self)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > MOST_FIELDS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      RapportWireName seen = { NULL, 0 };
      gboolean good = get_pair (json_array_get_element (array, i), &seen);

      g_array_append_val (self->seen, seen);
      /* Nobody has seen what they had not yet written. */
      if (!good || (strcmp (seen.replica, self->name.replica) == 0 && seen.seq >= self->name.seq))
        return FALSE;
    }
  return TRUE;
}

static gboolean
get_indices (JsonNode *node,
             guint     n_seen,
             GArray   *indices)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 last = -1;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      guint small;

      if (!get_int (json_array_get_element (array, i), last + 1, (gint64) n_seen - 1, &last))
        return FALSE;
      small = (guint) last;
      g_array_append_val (indices, small);
    }
  return TRUE;
}

static GVariant *
get_strings (JsonArray *array)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE_STRING_ARRAY);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = NULL;

      if (!get_text (json_array_get_element (array, i), LONGEST_TEXT, &text))
        return NULL;
      g_variant_builder_add (builder, "s", text);
    }
  return g_variant_builder_end (builder);
}

static GVariant *
get_bytes (JsonObject *object)
{
  g_autofree char *text = NULL;
  g_autofree guchar *bytes = NULL;
  gsize n;

  if (json_object_get_size (object) != 1 || !get_text (json_object_get_member (object, "b"), LONGEST_TEXT, &text))
    return NULL;
  bytes = g_base64_decode (text, &n);
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, n, 1);
}

static gboolean
get_value (JsonNode  *node,
           GVariant **value)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    *value = get_strings (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    *value = get_bytes (json_node_get_object (node));
  else if (get_text (node, LONGEST_TEXT, &text))
    *value = g_variant_new_string (text);
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    *value = g_variant_new_int64 (json_node_get_int (node));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *value = g_variant_new_double (json_node_get_double (node));
  if (*value != NULL)
    g_variant_ref_sink (*value);
  return *value != NULL && rapport_body_can_hold (*value);
}

static gboolean
get_fields (JsonNode          *node,
            RapportWireChange *self)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (object == NULL || (json_object_get_size (object) == 0 && !self->is_emptied) || json_object_get_size (object) > MOST_FIELDS)
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
      RapportWireField field = { g_strdup (name), g_array_new (FALSE, FALSE, sizeof (guint)), NULL };
      gboolean good = *name != '\0' && strlen (name) <= LONGEST_NAME && g_utf8_validate (name, -1, NULL)
                      && pair != NULL && json_array_get_length (pair) == 2
                      && get_indices (json_array_get_element (pair, 0), self->seen->len, field.indices)
                      && get_value (json_array_get_element (pair, 1), &field.value);

      g_array_append_val (self->fields, field);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static gboolean
get_change (JsonObject         *object,
            RapportWireChange  *self,
            GError            **error)
{
  g_autofree char *entity = NULL;

  if (!get_name (json_object_get_member (object, "replica"), &self->name.replica)
      || !get_int (json_object_get_member (object, "seq"), 1, GREATEST_SEQ, &self->name.seq))
    return refuse (error, "name");
  if (!get_name (json_object_get_member (object, "kind"), &self->kind)
      || !get_text (json_object_get_member (object, "entity"), RAPPORT_UUID_LENGTH, &entity)
      || !rapport_uuid_parse (entity, self->entity))
    return refuse (error, "entity");
  if (!get_int (json_object_get_member (object, "clock"), 0, GREATEST_CLOCK, &self->clock))
    return refuse (error, "clock");
  if (!get_operation (json_object_get_member (object, "operation"), self))
    return refuse (error, "operation");
  if (!get_random (object, self))
    return refuse (error, "random");
  if (!get_seen (json_object_get_member (object, "seen"), self))
    return refuse (error, "seen");
  return get_fields (json_object_get_member (object, "fields"), self) || refuse (error, "fields");
}

static void
name_clear (gpointer data)
{
  g_free (((RapportWireName *) data)->replica);
}

static void
field_clear (gpointer data)
{
  RapportWireField *field = data;

  g_free (field->name);
  g_array_unref (field->indices);
  g_clear_pointer (&field->value, g_variant_unref);
}

void
rapport_wire_change_free (RapportWireChange *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fields);
  g_array_unref (self->seen);
  name_clear (&self->undoes);
  name_clear (&self->name);
  g_free (self->author);
  g_free (self->args);
  g_free (self->title);
  g_free (self->kind);
  g_free (self);
}

/**
 * rapport_wire_read:
 * @line: ended by NUL, too
 *
 * Returns: (transfer full) (nullable): what it says; %NULL with %RAPPORT_STORE_ERROR_INVALID
 */
RapportWireChange *
rapport_wire_read (const char  *line,
                   gsize        length,
                   GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (RapportWireChange) self = NULL;
  JsonNode *root;

  if (length > RAPPORT_WIRE_LONGEST || !is_shallow (line, length)
      || !json_parser_load_from_data (parser, line, (gssize) length, NULL))
    {
      refuse (error, "JSON");
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, "JSON");
      return NULL;
    }
  self = g_new0 (RapportWireChange, 1);
  self->seen = g_array_new (FALSE, TRUE, sizeof (RapportWireName));
  g_array_set_clear_func (self->seen, name_clear);
  self->fields = g_array_new (FALSE, TRUE, sizeof (RapportWireField));
  g_array_set_clear_func (self->fields, field_clear);
  return get_change (json_node_get_object (root), self, error) ? g_steal_pointer (&self) : NULL;
}

/* Blobs ----------------------------------------------------------------------------------------------------------- */

void
rapport_wire_blob (GString    *out,
                   const char *hash,
                   GBytes     *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_base64_encode (data, size);

  g_string_append (out, BLOB_START);
  g_string_append (out, hash);
  g_string_append (out, "\",\"bytes\":\"");
  g_string_append (out, text);
  g_string_append (out, "\"}");
}

gboolean
rapport_wire_read_blob (const char  *line,
                        gsize        length,
                        GBytes     **bytes,
                        GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;
  JsonObject *object;
  guchar *data;
  gsize size;

  if (length < strlen (BLOB_START) || memcmp (line, BLOB_START, strlen (BLOB_START)) != 0)
    return FALSE;
  parser = json_parser_new_immutable ();
  if (length > RAPPORT_WIRE_LONGEST || !is_shallow (line, length)
      || !json_parser_load_from_data (parser, line, (gssize) length, NULL))
    return refuse (error, "blob");
  object = json_node_get_object (json_parser_get_root (parser));
  if (!get_text (json_object_get_member (object, "blob"), 2 * RAPPORT_HASH_BYTES, &hash)
      || !get_text (json_object_get_member (object, "bytes"), RAPPORT_WIRE_LONGEST, &text))
    return refuse (error, "blob");
  data = g_base64_decode (text, &size);
  *bytes = g_bytes_new_take (data, size);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, *bytes);
  if (strcmp (found, hash) == 0)
    return TRUE;
  g_clear_pointer (bytes, g_bytes_unref);
  return refuse (error, "blob");
}
