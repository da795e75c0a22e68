/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/body.h"

#include <math.h>
#include <string.h>

#include "model/uuid.h"

enum
{
  SEEN_NONE,
  SEEN_FIRST,
  SEEN_LISTED,
};

void
rapport_body_init (RapportBody *self)
{
  self->random = NULL;
  self->seen = g_array_new (FALSE, FALSE, sizeof (RapportSeen));
  self->fields = g_array_new (FALSE, FALSE, sizeof (RapportBodyField));
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
rapport_body_clear (RapportBody *self)
{
  g_clear_pointer (&self->seen, g_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_pointer (&self->indices, g_array_unref);
}

/* Reading --------------------------------------------------------------------------------------------------------- */

typedef struct {
  const guint8 *at;
  const guint8 *end;
} Reader;

static gboolean
read_number (Reader  *reader,
             guint64 *number)
{
  *number = 0;
  for (int shift = 0; shift < 64 && reader->at < reader->end; shift += 7)
    {
      guint8 byte = *reader->at++;

      *number |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return TRUE;
    }
  return FALSE;
}

static gboolean
skip_bytes (Reader  *reader,
            guint64  n)
{
  if (n > (guint64) (reader->end - reader->at))
    return FALSE;
  reader->at += n;
  return TRUE;
}

static gboolean
read_seen (RapportBody *self,
           Reader      *reader)
{
  guint64 n;

  if (!read_number (reader, &n) || n > (guint64) (reader->end - reader->at))
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      guint64 replica;
      guint64 seq;
      RapportSeen seen;

      if (!read_number (reader, &replica) || !read_number (reader, &seq))
        return FALSE;
      seen.replica = (gint64) replica;
      seen.seq = (gint64) seq;
      g_array_append_val (self->seen, seen);
    }
  return TRUE;
}

static gboolean
read_indices (RapportBody      *self,
              Reader           *reader,
              guint             how,
              RapportBodyField *field)
{
  guint64 n = how;

  field->first_index = self->indices->len;
  if (how > SEEN_LISTED || (how == SEEN_LISTED && !read_number (reader, &n)) || n > self->seen->len)
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      guint64 index = 0;
      guint small;

      if (how == SEEN_LISTED && !read_number (reader, &index))
        return FALSE;
      if (index >= self->seen->len)
        return FALSE;
      small = (guint) index;
      g_array_append_val (self->indices, small);
    }
  field->n_indices = (guint) n;
  return TRUE;
}

static gboolean
read_value (Reader           *reader,
            RapportBodyField *field)
{
  guint64 n = 0;

  field->data = reader->at;
  switch (field->type)
    {
    case RAPPORT_VALUE_UNSET:
      break;
    case RAPPORT_VALUE_INT:
      if (!read_number (reader, &n))
        return FALSE;
      break;
    case RAPPORT_VALUE_REAL:
      if (!skip_bytes (reader, sizeof (double)))
        return FALSE;
      break;
    case RAPPORT_VALUE_UUID:
      if (!skip_bytes (reader, RAPPORT_UUID_BYTES))
        return FALSE;
      break;
    case RAPPORT_VALUE_TEXT:
    case RAPPORT_VALUE_BYTES:
      if (!read_number (reader, &n))
        return FALSE;
      field->data = reader->at;
      if (!skip_bytes (reader, n))
        return FALSE;
      break;
    case RAPPORT_VALUE_STRV:
      if (!read_number (reader, &n))
        return FALSE;
      field->data = reader->at;
      for (guint64 length = 0; n > 0; n--)
        if (!read_number (reader, &length) || !skip_bytes (reader, length))
          return FALSE;
      break;
    default:
      return FALSE;
    }
  field->size = (gsize) (reader->at - field->data);
  return TRUE;
}

/**
 * rapport_body_parse:
 * @data: what the change table holds; must outlive the use of the fields
 *
 * Returns: whether it is whole; what it holds is undefined otherwise
 */
gboolean
rapport_body_parse (RapportBody  *self,
                    const guint8 *data,
                    gsize         size)
{
  Reader reader = { data, data + size };

  g_array_set_size (self->seen, 0);
  g_array_set_size (self->fields, 0);
  g_array_set_size (self->indices, 0);
  self->random = data;
  if (!skip_bytes (&reader, RAPPORT_RANDOM_BYTES) || !read_seen (self, &reader))
    return FALSE;
  while (reader.at < reader.end)
    {
      RapportBodyField field;
      guint64 number;
      guint8 how;

      if (!read_number (&reader, &number) || reader.at == reader.end)
        return FALSE;
      how = *reader.at++;
      field.field = (gint64) number;
      field.type = how & 0x0f;
      if (!read_indices (self, &reader, how >> 4, &field) || !read_value (&reader, &field))
        return FALSE;
      g_array_append_val (self->fields, field);
    }
  return TRUE;
}

RapportBodyField *
rapport_body_find (const RapportBody *self,
                   gint64             field)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      RapportBodyField *found = &g_array_index (self->fields, RapportBodyField, i);

      if (found->field == field)
        return found;
    }
  return NULL;
}

/* Whether the author of @field had seen that change's value. */
gboolean
rapport_body_has_seen (const RapportBody      *self,
                       const RapportBodyField *field,
                       const RapportSeen      *seen)
{
  for (guint i = 0; i < field->n_indices; i++)
    {
      guint index = g_array_index (self->indices, guint, field->first_index + i);
      const RapportSeen *one = &g_array_index (self->seen, RapportSeen, index);

      if (one->replica == seen->replica && one->seq == seen->seq)
        return TRUE;
    }
  return FALSE;
}

gint64
rapport_body_int (const RapportBodyField *field)
{
  Reader reader = { field->data, field->data + field->size };
  guint64 number = 0;

  read_number (&reader, &number);
  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

double
rapport_body_real (const RapportBodyField *field)
{
  guint64 bits;
  double real;

  memcpy (&bits, field->data, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&real, &bits, sizeof real);
  return real;
}

gboolean
rapport_body_next_text (const RapportBodyField  *field,
                        gsize                   *offset,
                        const char             **text,
                        gsize                   *length)
{
  Reader reader = { field->data + *offset, field->data + field->size };
  guint64 n;

  if (reader.at >= reader.end || !read_number (&reader, &n))
    return FALSE;
  *text = (const char *) reader.at;
  *length = (gsize) n;
  *offset = (gsize) (reader.at - field->data) + (gsize) n;
  return TRUE;
}

/* Text of a damaged file need not be UTF-8. */
static GVariant *
text_variant (const char *text,
              gsize       length)
{
  return g_variant_new_take_string (g_utf8_make_valid (text, (gssize) length));
}

static GVariant *
strv_variant (const RapportBodyField *field)
{
  GVariantBuilder builder;
  const char *text;
  gsize length;
  gsize offset = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  while (rapport_body_next_text (field, &offset, &text, &length))
    g_variant_builder_add_value (&builder, text_variant (text, length));
  return g_variant_builder_end (&builder);
}

/**
 * rapport_body_value:
 *
 * Returns: (transfer full) (nullable): the value, %NULL when unset
 */
GVariant *
rapport_body_value (const RapportBodyField *field)
{
  GVariant *value = NULL;
  char uuid[RAPPORT_UUID_LENGTH + 1];

  switch (field->type)
    {
    case RAPPORT_VALUE_UNSET:
      return NULL;
    case RAPPORT_VALUE_INT:
      value = g_variant_new_int64 (rapport_body_int (field));
      break;
    case RAPPORT_VALUE_REAL:
      value = g_variant_new_double (rapport_body_real (field));
      break;
    case RAPPORT_VALUE_TEXT:
      value = text_variant ((const char *) field->data, field->size);
      break;
    case RAPPORT_VALUE_UUID:
      rapport_uuid_format (field->data, uuid);
      value = g_variant_new_string (uuid);
      break;
    case RAPPORT_VALUE_STRV:
      value = strv_variant (field);
      break;
    case RAPPORT_VALUE_BYTES:
      value = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, field->data, field->size, 1);
      break;
    default:
      g_assert_not_reached ();
    }
  return g_variant_ref_sink (value);
}

/* Writing --------------------------------------------------------------------------------------------------------- */

static void
put_number (GByteArray *buffer,
            guint64     number)
{
  guint8 bytes[10];
  guint n = 0;

  while (number >= 0x80)
    {
      bytes[n++] = (guint8) (number | 0x80);
      number >>= 7;
    }
  bytes[n++] = (guint8) number;
  g_byte_array_append (buffer, bytes, n);
}

static void
put_sized (GByteArray   *buffer,
           gconstpointer data,
           gsize         size)
{
  put_number (buffer, size);
  g_byte_array_append (buffer, data, (guint) size);
}

static RapportValueType
type_of (GVariant *value,
         guint8   *uuid)
{
  if (value == NULL)
    return RAPPORT_VALUE_UNSET;
  switch ((int) g_variant_classify (value))
    {
    case G_VARIANT_CLASS_INT64:
      return RAPPORT_VALUE_INT;
    case G_VARIANT_CLASS_DOUBLE:
      return RAPPORT_VALUE_REAL;
    case G_VARIANT_CLASS_STRING:
      return rapport_uuid_parse (g_variant_get_string (value, NULL), uuid) ? RAPPORT_VALUE_UUID : RAPPORT_VALUE_TEXT;
    case G_VARIANT_CLASS_ARRAY:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY) ? RAPPORT_VALUE_STRV : RAPPORT_VALUE_BYTES;
    default:
      g_return_val_if_reached (RAPPORT_VALUE_UNSET);
    }
}

gboolean
rapport_body_can_hold (GVariant *value)
{
  if (value == NULL)
    return TRUE;
  switch ((int) g_variant_classify (value))
    {
    case G_VARIANT_CLASS_INT64:
    case G_VARIANT_CLASS_STRING:
      return TRUE;
    case G_VARIANT_CLASS_DOUBLE:
      return isfinite (g_variant_get_double (value));
    case G_VARIANT_CLASS_ARRAY:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY)
             || g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING);
    default:
      return FALSE;
    }
}

void
rapport_body_begin (GByteArray        *buffer,
                    const guint8      *random,
                    const RapportSeen *seen,
                    guint              n_seen)
{
  g_byte_array_set_size (buffer, 0);
  g_byte_array_append (buffer, random, RAPPORT_RANDOM_BYTES);
  put_number (buffer, n_seen);
  for (guint i = 0; i < n_seen; i++)
    {
      put_number (buffer, (guint64) seen[i].replica);
      put_number (buffer, (guint64) seen[i].seq);
    }
}

static void
put_real (GByteArray *buffer,
          double      real)
{
  guint64 bits;

  memcpy (&bits, &real, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (buffer, (const guint8 *) &bits, sizeof bits);
}

static void
put_strv (GByteArray *buffer,
          GVariant   *value)
{
  gsize n = g_variant_n_children (value);

  put_number (buffer, n);
  for (gsize i = 0; i < n; i++)
    {
      const char *text;

      g_variant_get_child (value, i, "&s", &text);
      put_sized (buffer, text, strlen (text));
    }
}

static void
put_value (GByteArray       *buffer,
           RapportValueType  type,
           const guint8     *uuid,
           GVariant         *value)
{
  gint64 number;
  gsize size;
  gconstpointer data;

  switch (type)
    {
    case RAPPORT_VALUE_UNSET:
      break;
    case RAPPORT_VALUE_INT:
      number = g_variant_get_int64 (value);
      put_number (buffer, (guint64) number << 1 ^ (guint64) (number >> 63));
      break;
    case RAPPORT_VALUE_REAL:
      put_real (buffer, g_variant_get_double (value));
      break;
    case RAPPORT_VALUE_TEXT:
      data = g_variant_get_string (value, &size);
      put_sized (buffer, data, size);
      break;
    case RAPPORT_VALUE_UUID:
      g_byte_array_append (buffer, uuid, RAPPORT_UUID_BYTES);
      break;
    case RAPPORT_VALUE_STRV:
      put_strv (buffer, value);
      break;
    case RAPPORT_VALUE_BYTES:
      data = g_variant_get_fixed_array (value, &size, 1);
      put_sized (buffer, data, size);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * rapport_body_add:
 * @indices: which of the seen changes this field's author had seen, ascending
 * @value: (nullable): %NULL unsets
 */
void
rapport_body_add (GByteArray  *buffer,
                  gint64       field,
                  const guint *indices,
                  guint        n_indices,
                  GVariant    *value)
{
  guint8 uuid[RAPPORT_UUID_BYTES];
  RapportValueType type = type_of (value, uuid);
  guint how = n_indices == 0 ? SEEN_NONE : n_indices == 1 && indices[0] == 0 ? SEEN_FIRST : SEEN_LISTED;
  guint8 byte = (guint8) (how << 4 | type);

  put_number (buffer, (guint64) field);
  g_byte_array_append (buffer, &byte, 1);
  if (how == SEEN_LISTED)
    {
      put_number (buffer, n_indices);
      for (guint i = 0; i < n_indices; i++)
        put_number (buffer, indices[i]);
    }
  put_value (buffer, type, uuid, value);
}
