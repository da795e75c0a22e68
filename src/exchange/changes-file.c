/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/changes-file.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/error.h"
#include "model/sentence.h"

#define FORMAT 1
#define BLOCK (64 * 1024)
#define MOST_REPLICAS 10000

struct _RapportChangesReader
{
  GInputStream *stream;          /* Owned */
  GCancellable *cancellable;     /* Borrowed */
  RapportChangesHeader *header;  /* Owned */
  GByteArray *buffer;            /* Owned: what has been read and not given yet, from start on */
  gsize start;
  guint64 line;
  guint64 bytes;
  guint64 n_given;
  gboolean at_end;               /* of the stream */
  gboolean has_ended;            /* the line that says so was read */
};

void
rapport_changes_header_free (RapportChangesHeader *self)
{
  if (self == NULL)
    return;
  g_free (self->replica);
  g_clear_pointer (&self->vector, g_hash_table_unref);
  g_free (self);
}

/* Writing --------------------------------------------------------------------------------------------------------- */

static JsonNode *
vector_node (GHashTable *vector)
{
  JsonObject *object = json_object_new ();
  GList *names = g_list_sort (g_hash_table_get_keys (vector), (GCompareFunc) strcmp);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (GList *link = names; link != NULL; link = link->next)
    json_object_set_int_member (object, link->data, *(const gint64 *) g_hash_table_lookup (vector, link->data));
  g_list_free (names);
  json_node_take_object (node, object);
  return node;
}

char *
rapport_changes_vector_write (GHashTable *vector)
{
  g_autoptr (JsonNode) node = vector_node (vector);

  return json_to_string (node, FALSE);
}

char *
rapport_changes_header_write (const char *replica,
                              GHashTable *vector)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "rapport-changes", FORMAT);
  json_object_set_string_member (object, "replica", replica);
  json_object_set_member (object, "vector", vector_node (vector));
  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

char *
rapport_changes_end_write (guint64 n_lines)
{
  return g_strdup_printf ("{\"end\":%" G_GUINT64_FORMAT "}", n_lines);
}

/* Reading --------------------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError               **error,
        RapportExchangeError   code,
        guint64                line,
        const char            *sentence)
{
  if (line > 0)
    rapport_set_error (error, RAPPORT_EXCHANGE_ERROR, code, _("Line %" G_GUINT64_FORMAT ": %s"), line, sentence);
  else
    g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, code, sentence);
  return FALSE;
}

static GHashTable *
read_vector (JsonObject *object)
{
  g_autoptr (GHashTable) vector = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (json_object_get_size (object) > MOST_REPLICAS)
    return NULL;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      gint64 seq = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
        ? json_node_get_int (node) : 0;

      if (seq <= 0)
        return NULL;
      g_hash_table_insert (vector, g_strdup (name), g_memdup2 (&seq, sizeof seq));
    }
  return g_steal_pointer (&vector);
}

GHashTable *
rapport_changes_vector_read (const char  *text,
                             GError     **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  GHashTable *vector = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? read_vector (json_node_get_object (node)) : NULL;

  if (vector == NULL)
    refuse (error, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, 0, _("That does not say what a copy has: write {\"name\":number}."));
  return vector;
}

/* The next line without its line feed; %FALSE with *@line %NULL: there is none. */
static gboolean
read_line (RapportChangesReader  *self,
           char                 **line,
           gsize                 *length,
           GError               **error)
{
  gsize looked = 0;

  *line = NULL;
  for (;;)
    {
      guint8 *begin = self->buffer->data + self->start;
      gsize size = self->buffer->len - self->start;
      guint8 *feed = size > looked ? memchr (begin + looked, '\n', size - looked) : NULL;
      guint8 block[BLOCK];
      gssize got;

      if (feed != NULL)
        {
          *feed = '\0';
          *line = (char *) begin;
          *length = (gsize) (feed - begin);
          self->start += *length + 1;
          self->line++;
          return TRUE;
        }
      looked = size;
      if (size > RAPPORT_CHANGES_LONGEST_LINE)
        return refuse (error, RAPPORT_EXCHANGE_ERROR_TOO_LONG, self->line + 1,
                       _("it is longer than any change can be. Nothing was taken in."));
      if (self->at_end)
        return size == 0 || refuse (error, RAPPORT_EXCHANGE_ERROR_EMPTY, self->line + 1,
                                    _("it is cut off: the file is not whole. Nothing was taken in."));
      if (self->start > 0)
        g_byte_array_remove_range (self->buffer, 0, (guint) self->start);
      self->start = 0;
      got = g_input_stream_read (self->stream, block, sizeof block, self->cancellable, error);
      if (got < 0)
        return FALSE;
      self->at_end = got == 0;
      self->bytes += (guint64) got;
      g_byte_array_append (self->buffer, block, (guint) got);
    }
}

static JsonNode *
parse_object (const char *line)
{
  JsonNode *node = json_from_string (line, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  return NULL;
}

static gint64
int_of (JsonObject *object,
        const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
    ? json_node_get_int (node) : -1;
}

static RapportChangesHeader *
read_header (const char  *line,
             GError     **error)
{
  g_autoptr (JsonNode) node = parse_object (line);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonNode *replica = object != NULL ? json_object_get_member (object, "replica") : NULL;
  JsonNode *vector = object != NULL ? json_object_get_member (object, "vector") : NULL;
  g_autoptr (RapportChangesHeader) header = g_new0 (RapportChangesHeader, 1);

  if (object == NULL || int_of (object, "rapport-changes") < 1)
    {
      refuse (error, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, 0, _("This is not a file of changes of Rapport."));
      return NULL;
    }
  if (int_of (object, "rapport-changes") > FORMAT)
    {
      refuse (error, RAPPORT_EXCHANGE_ERROR_ENCODING, 0,
              _("This file was written by a newer version of Rapport. Update Rapport to import it."));
      return NULL;
    }
  if (replica == NULL || !JSON_NODE_HOLDS_VALUE (replica) || json_node_get_value_type (replica) != G_TYPE_STRING
      || vector == NULL || !JSON_NODE_HOLDS_OBJECT (vector))
    {
      refuse (error, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, 1, _("it does not say who wrote the file. Nothing was taken in."));
      return NULL;
    }
  header->replica = json_node_dup_string (replica);
  header->vector = read_vector (json_node_get_object (vector));
  if (header->vector != NULL)
    return g_steal_pointer (&header);
  refuse (error, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, 1, _("it does not say what the writer has. Nothing was taken in."));
  return NULL;
}

RapportChangesReader *
rapport_changes_reader_new (GInputStream  *stream,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (RapportChangesReader) self = g_new0 (RapportChangesReader, 1);
  char *line;
  gsize length;

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable;
  self->buffer = g_byte_array_new ();
  if (!read_line (self, &line, &length, error))
    return NULL;
  self->header = line != NULL ? read_header (line, error) : NULL;
  if (line == NULL)
    refuse (error, RAPPORT_EXCHANGE_ERROR_EMPTY, 0, _("This file is empty."));
  return self->header != NULL ? g_steal_pointer (&self) : NULL;
}

void
rapport_changes_reader_free (RapportChangesReader *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  rapport_changes_header_free (self->header);
  g_byte_array_unref (self->buffer);
  g_free (self);
}

const RapportChangesHeader *
rapport_changes_reader_header (RapportChangesReader *self)
{
  return self->header;
}

/* The last line says how many there were. */
static gboolean
check_end (RapportChangesReader  *self,
           const char            *line,
           GError               **error)
{
  g_autoptr (JsonNode) node = parse_object (line);
  gint64 n = node != NULL ? int_of (json_node_get_object (node), "end") : -1;
  char *more;
  gsize length;

  if (n < 0 || (guint64) n != self->n_given)
    return refuse (error, RAPPORT_EXCHANGE_ERROR_EMPTY, self->line,
                   _("lines are missing before it. Nothing was taken in; ask for the file again."));
  self->has_ended = TRUE;
  if (!read_line (self, &more, &length, error))
    return FALSE;
  return more == NULL || refuse (error, RAPPORT_EXCHANGE_ERROR_NOT_TEXT, self->line,
                                 _("it stands behind the end. Nothing was taken in."));
}

gboolean
rapport_changes_reader_next (RapportChangesReader  *self,
                             const char           **line,
                             gsize                 *length,
                             GError               **error)
{
  char *found;

  *line = NULL;
  if (self->has_ended)
    return TRUE;
  if (!read_line (self, &found, length, error))
    return FALSE;
  if (found == NULL)
    return refuse (error, RAPPORT_EXCHANGE_ERROR_EMPTY, self->line + 1,
                   _("the file ends before its end. Nothing was taken in; ask for it again."));
  if (g_str_has_prefix (found, "{\"end\":"))
    return check_end (self, found, error);
  self->n_given++;
  *line = found;
  return TRUE;
}

guint64
rapport_changes_reader_line (RapportChangesReader *self)
{
  return self->line;
}

guint64
rapport_changes_reader_bytes (RapportChangesReader *self)
{
  return self->bytes;
}
