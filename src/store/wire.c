/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/wire.h"

#include <string.h>

#include "model/uuid.h"
#include "store/dictionary.h"
#include "store/sql.h"

static void
put_int (GString *out,
         gint64   number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (out, at, digits + sizeof digits - at);
}

static void
put_text (GString    *out,
          const char *text,
          gsize       length)
{
  static const char digits[] = "0123456789abcdef";
  gsize start = 0;

  g_string_append_c (out, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, text + start, (gssize) (i - start));
      g_string_append_c (out, '\\');
      if (c >= 0x20)
        g_string_append_c (out, (char) c);
      else
        {
          g_string_append_len (out, "u00", 3);
          g_string_append_c (out, digits[c >> 4]);
          g_string_append_c (out, digits[c & 0x0f]);
        }
      start = i + 1;
    }
  g_string_append_len (out, text + start, (gssize) (length - start));
  g_string_append_c (out, '"');
}

static void
put_string (GString    *out,
            const char *text)
{
  put_text (out, text, strlen (text));
}

static void
put_hex (GString      *out,
         const guint8 *bytes,
         gsize         n)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < n; i++)
    {
      g_string_append_c (out, digits[bytes[i] >> 4]);
      g_string_append_c (out, digits[bytes[i] & 0x0f]);
    }
}

static void
put_real (GString *out,
          double   real)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, real);
  g_string_append (out, text);
  if (strpbrk (text, ".e") == NULL)
    g_string_append (out, ".0");
}

static void
put_texts (GString                *out,
           const RapportBodyField *field)
{
  const char *text;
  gsize length;
  gsize offset = 0;
  const char *comma = "";

  g_string_append_c (out, '[');
  while (rapport_body_next_text (field, &offset, &text, &length))
    {
      g_string_append (out, comma);
      put_text (out, text, length);
      comma = ",";
    }
  g_string_append_c (out, ']');
}

static void
put_bytes (GString                *out,
           const RapportBodyField *field)
{
  g_autofree char *text = g_base64_encode (field->data, field->size);

  g_string_append (out, "{\"b\":\"");
  g_string_append (out, text);
  g_string_append (out, "\"}");
}

static void
put_value (GString                *out,
           const RapportBodyField *field)
{
  char uuid[RAPPORT_UUID_LENGTH + 1];

  switch (field->type)
    {
    case RAPPORT_VALUE_UNSET:
      g_string_append_len (out, "null", 4);
      break;
    case RAPPORT_VALUE_INT:
      put_int (out, rapport_body_int (field));
      break;
    case RAPPORT_VALUE_REAL:
      put_real (out, rapport_body_real (field));
      break;
    case RAPPORT_VALUE_TEXT:
      put_text (out, (const char *) field->data, field->size);
      break;
    case RAPPORT_VALUE_UUID:
      rapport_uuid_format (field->data, uuid);
      put_text (out, uuid, RAPPORT_UUID_LENGTH);
      break;
    case RAPPORT_VALUE_STRV:
      put_texts (out, field);
      break;
    case RAPPORT_VALUE_BYTES:
      put_bytes (out, field);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* ["NAME",N] */
static void
put_named (GString    *out,
           const char *replica,
           gint64      seq)
{
  g_string_append_c (out, '[');
  put_string (out, replica);
  g_string_append_c (out, ',');
  put_int (out, seq);
  g_string_append_c (out, ']');
}

/**
 * rapport_wire_strings:
 * @strings: (nullable): ended by %NULL
 *
 * Appends a JSON array of strings.
 */
void
rapport_wire_strings (GString            *out,
                      const char * const *strings)
{
  g_string_append_c (out, '[');
  for (gsize i = 0; strings != NULL && strings[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      put_string (out, strings[i]);
    }
  g_string_append_c (out, ']');
}

void
rapport_wire_operation (GString                    *out,
                        const RapportWireOperation *operation)
{
  g_string_append (out, "{\"seq\":");
  put_int (out, operation->seq);
  g_string_append (out, ",\"title\":");
  put_string (out, operation->title);
  g_string_append (out, ",\"args\":");
  g_string_append (out, operation->args);
  g_string_append (out, ",\"wall\":");
  put_int (out, operation->wall);
  g_string_append (out, ",\"zone\":");
  put_int (out, operation->zone);
  g_string_append (out, ",\"author\":");
  put_string (out, operation->author);
  g_string_append (out, ",\"undoes\":");
  if (operation->undoes_replica != NULL)
    put_named (out, operation->undoes_replica, operation->undoes_seq);
  else
    g_string_append (out, "null");
  g_string_append_c (out, '}');
}

void
rapport_wire_operation_row (GString        *out,
                            RapportReading *reading,
                            sqlite3_stmt   *row,
                            int             column)
{
  RapportWireOperation operation = {
    .seq = sqlite3_column_int64 (row, column), .title = rapport_column_text (row, column + 1),
    .args = rapport_column_text (row, column + 2), .wall = sqlite3_column_int64 (row, column + 3),
    .zone = sqlite3_column_int (row, column + 4), .author = rapport_column_text (row, column + 5),
    .undoes_seq = sqlite3_column_int64 (row, column + 7),
  };

  if (sqlite3_column_type (row, column + 6) != SQLITE_NULL)
    operation.undoes_replica = rapport_reading_name (reading, RAPPORT_DICTIONARY_REPLICA,
                                                     sqlite3_column_int64 (row, column + 6));
  rapport_wire_operation (out, &operation);
}

static gboolean
put_seen (GString           *out,
          RapportReading    *reading,
          const RapportBody *body)
{
  g_string_append (out, "\",\"seen\":[");
  for (guint i = 0; i < body->seen->len; i++)
    {
      const RapportSeen *seen = &g_array_index (body->seen, RapportSeen, i);
      const char *name = rapport_reading_name (reading, RAPPORT_DICTIONARY_REPLICA, seen->replica);

      if (name == NULL)
        return FALSE;
      if (i > 0)
        g_string_append_c (out, ',');
      put_named (out, name, seen->seq);
    }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
put_fields (GString            *out,
            RapportReading     *reading,
            const char * const *names,
            const RapportBody  *body)
{
  g_string_append (out, ",\"fields\":{");
  for (guint i = 0; i < body->fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (body->fields, RapportBodyField, i);
      const char *name = names != NULL ? names[i]
                                       : rapport_reading_name (reading, RAPPORT_DICTIONARY_FIELD, field->field);

      if (name == NULL)
        return FALSE;
      if (i > 0)
        g_string_append_c (out, ',');
      put_string (out, name);
      g_string_append_len (out, ":[[", 3);
      for (guint j = 0; j < field->n_indices; j++)
        {
          if (j > 0)
            g_string_append_c (out, ',');
          put_int (out, g_array_index (body->indices, guint, field->first_index + j));
        }
      g_string_append_len (out, "],", 2);
      put_value (out, field);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '}');
  return TRUE;
}

/**
 * rapport_wire_change:
 * @out: the line is appended, without a line feed
 * @reading: (nullable): for the names; not asked where the frame has them and nothing was seen
 *
 * Returns: %FALSE if the dictionary lacks a name that the body uses: the file is damaged
 */
gboolean
rapport_wire_change (GString                *out,
                     RapportReading         *reading,
                     const RapportWireFrame *frame,
                     const RapportBody      *body)
{
  char uuid[RAPPORT_UUID_LENGTH + 1];

  rapport_uuid_format (frame->entity, uuid);
  g_string_append_c (out, '{');
  if (frame->hash != NULL)
    {
      g_string_append (out, "\"hash\":\"");
      put_hex (out, frame->hash, RAPPORT_HASH_BYTES);
      g_string_append (out, "\",");
    }
  g_string_append (out, "\"replica\":");
  put_string (out, frame->replica);
  g_string_append (out, ",\"seq\":");
  put_int (out, frame->seq);
  g_string_append (out, ",\"kind\":");
  put_string (out, frame->kind);
  g_string_append (out, ",\"entity\":\"");
  g_string_append_len (out, uuid, RAPPORT_UUID_LENGTH);
  g_string_append (out, "\",\"clock\":");
  put_int (out, frame->clock);
  g_string_append (out, ",\"operation\":");
  g_string_append (out, frame->operation);
  g_string_append (out, ",\"random\":\"");
  put_hex (out, body->random, RAPPORT_RANDOM_BYTES);
  if (!put_seen (out, reading, body) || !put_fields (out, reading, frame->fields, body))
    return FALSE;
  g_string_append_c (out, '}');
  return TRUE;
}

/**
 * rapport_wire_hash:
 * @checksum: of SHA-256; used again and again
 * @hash: (out caller-allocates): 32 bytes
 */
void
rapport_wire_hash (GChecksum     *checksum,
                   const GString *line,
                   guint8        *hash)
{
  gsize length = RAPPORT_HASH_BYTES;

  g_checksum_reset (checksum);
  g_checksum_update (checksum, (const guchar *) line->str, (gssize) line->len);
  g_checksum_get_digest (checksum, hash, &length);
}
