/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/uuid.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

/* Version 5 of "rapport-mentoring.github.io" in the RFC's DNS namespace: ours for all that is named by what made it. */
static const guint8 namespace[RAPPORT_UUID_BYTES] = {
  0x6a, 0x2c, 0x4d, 0x1e, 0x90, 0x5b, 0x5f, 0x83, 0xa7, 0x31, 0xc8, 0x0e, 0x5d, 0x12, 0xf4, 0x9b,
};

void
rapport_random (void *bytes,
                gsize n)
{
  guint8 *at = bytes;

  while (n > 0)
    {
      ssize_t got = getrandom (at, n, 0);

      if (got < 0 && errno != EINTR)
        g_error ("getrandom: %s", g_strerror (errno));
      if (got > 0)
        {
          at += got;
          n -= got;
        }
    }
}

#define NAME_BYTES 10

char *
rapport_random_name (void)
{
  guint8 bytes[NAME_BYTES];
  GString *name = g_string_new (NULL);

  rapport_random (bytes, sizeof bytes);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (name, "%02x", bytes[i]);
  return g_string_free (name, FALSE);
}

/* @n is not greater than the pool. */
void
rapport_random_pool_take (RapportRandomPool *self,
                          void              *bytes,
                          gsize              n)
{
  if (self->n_left < n)
    {
      rapport_random (self->bytes, sizeof self->bytes);
      self->n_left = sizeof self->bytes;
    }
  self->n_left -= n;
  memcpy (bytes, self->bytes + self->n_left, n);
}

static void
stamp (guint8 *bytes,
       guint   version)
{
  bytes[6] = (guint8) (version << 4 | (bytes[6] & 0x0f));
  bytes[8] = (guint8) (0x80 | (bytes[8] & 0x3f));
}

/**
 * rapport_uuid_make:
 * @unix_ms: milliseconds since 1970, from the clock
 * @bytes: (out caller-allocates): 16 bytes
 *
 * Makes a new name, version 7: time first, then 74 random bits.
 */
void
rapport_uuid_make (gint64  unix_ms,
                   guint8 *bytes)
{
  rapport_random (bytes + 6, RAPPORT_UUID_BYTES - 6);
  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (unix_ms >> (40 - 8 * i));
  stamp (bytes, 7);
}

/**
 * rapport_uuid_follow:
 * @bytes: (inout): a name that rapport_uuid_make() made
 * @pool: where the step comes from
 *
 * Makes the next name of the same millisecond, greater by a random step (RFC 9562, section 6.2, method 2): names made
 * together lie together in an index.
 */
void
rapport_uuid_follow (guint8            *bytes,
                     RapportRandomPool *pool)
{
  guint32 step;
  guint64 tail;

  rapport_random_pool_take (pool, &step, sizeof step);
  memcpy (&tail, bytes + 8, sizeof tail);
  /* Beyond 62 bits it begins anew, which is no worse than a random name. */
  tail = (GUINT64_FROM_BE (tail) & (G_MAXUINT64 >> 2)) + 1 + step;
  tail = GUINT64_TO_BE (tail);
  memcpy (bytes + 8, &tail, sizeof tail);
  stamp (bytes, 7);
}

/**
 * rapport_uuid_v7:
 * @unix_ms: milliseconds since 1970, from the clock
 *
 * Returns: (transfer full): a new name as text
 */
char *
rapport_uuid_v7 (gint64 unix_ms)
{
  guint8 bytes[RAPPORT_UUID_BYTES];
  char text[RAPPORT_UUID_LENGTH + 1];

  rapport_uuid_make (unix_ms, bytes);
  rapport_uuid_format (bytes, text);
  return g_strdup (text);
}

/**
 * rapport_uuid_v5:
 * @kind: the entity's kind
 * @...: what made it, as strings, ended by %NULL; spelt and cased alike by whoever may make it too
 *
 * Names what two replicas could both create, so that they name it alike. Parts are kept apart: ("ab", "c") and
 * ("a", "bc") give two names.
 *
 * Returns: (transfer full): the name as text
 */
char *
rapport_uuid_v5 (const char *kind,
                 ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  char text[RAPPORT_UUID_LENGTH + 1];
  va_list parts;

  g_checksum_update (checksum, namespace, sizeof namespace);
  va_start (parts, kind);
  for (const char *part = kind; part != NULL; part = va_arg (parts, const char *))
    g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
  va_end (parts);
  g_checksum_get_digest (checksum, digest, &length);

  stamp (digest, 5);
  rapport_uuid_format (digest, text);
  return g_strdup (text);
}

/* One more than a digit's value, 0: none. A table, for an import reads millions of them. */
static const guint8 nibbles[256] = {
  ['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8,
  ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

/**
 * rapport_uuid_parse:
 * @text: anything
 * @bytes: (out caller-allocates): 16 bytes, undefined unless %TRUE is returned
 *
 * Returns: whether @text is a canonical name
 */
gboolean
rapport_uuid_parse (const char *text,
                    guint8     *bytes)
{
  for (int i = 0; i < RAPPORT_UUID_BYTES; i++)
    {
      guint high;
      guint low;

      if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
        return FALSE;
      high = nibbles[(guchar) text[0]];
      if (high == 0)
        return FALSE;
      low = nibbles[(guchar) text[1]];
      if (low == 0)
        return FALSE;
      bytes[i] = (guint8) ((high - 1) << 4 | (low - 1));
      text += 2;
    }
  return *text == '\0';
}

/**
 * rapport_uuid_format:
 * @bytes: 16 bytes
 * @text: (out caller-allocates): room for 37 characters
 */
void
rapport_uuid_format (const guint8 *bytes,
                     char         *text)
{
  static const char digits[] = "0123456789abcdef";

  for (int i = 0; i < RAPPORT_UUID_BYTES; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *text++ = '-';
      *text++ = digits[bytes[i] >> 4];
      *text++ = digits[bytes[i] & 0x0f];
    }
  *text = '\0';
}
