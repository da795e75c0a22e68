/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/erased.h"

#include <string.h>

#include "store/sql.h"

RAPPORT_SQL (select_anything, "SELECT 1 FROM erased LIMIT 1")
RAPPORT_SQL (select_any_change, "SELECT 1 FROM erased_change LIMIT 1")
RAPPORT_SQL (select_covered, "SELECT 1 FROM erased WHERE entity = ?1 AND field IN (0, ?2) LIMIT 1")
RAPPORT_SQL (select_erased_fields, "SELECT field FROM erased WHERE entity = ?1")
RAPPORT_SQL (select_erased_change, "SELECT 1 FROM erased_change WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (select_erased_blob, "SELECT 1 FROM erased_blob WHERE hash = ?1")

static const guint8 no_random[RAPPORT_RANDOM_BYTES];

/**
 * rapport_body_is_emptied:
 *
 * Returns: whether the change has lost values to an erasure
 */
gboolean
rapport_body_is_emptied (const RapportBody *body)
{
  return memcmp (body->random, no_random, sizeof no_random) == 0;
}

static gboolean
has_row (RapportReading *reading,
         sqlite3_stmt   *statement)
{
  gboolean found = rapport_reading_next (reading, statement, NULL);

  if (found)
    sqlite3_reset (statement);
  return found;
}

/**
 * rapport_erased_anything:
 *
 * Returns: whether there is any erasure at all
 */
gboolean
rapport_erased_anything (RapportReading *reading)
{
  return has_row (reading, rapport_reading_statement (reading, select_anything))
         || has_row (reading, rapport_reading_statement (reading, select_any_change));
}

/**
 * rapport_erased_covers:
 * @field: its number in the dictionary; 0 asks for the whole entity
 */
gboolean
rapport_erased_covers (RapportReading *reading,
                       gint64          entity,
                       gint64          field)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_covered);

  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, field);
  return has_row (reading, statement);
}

gboolean
rapport_erased_blob (RapportReading *reading,
                     GBytes         *bytes)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_erased_blob);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[RAPPORT_HASH_BYTES];
  gsize length = sizeof hash;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, hash, &length);
  sqlite3_bind_blob (statement, 1, hash, sizeof hash, SQLITE_TRANSIENT);
  return has_row (reading, statement);
}

/* What is erased of one change --------------------------------------------------------------------------------------- */

typedef struct {
  gboolean whole;    /* the entity */
  gboolean change;   /* every value of the change */
  GArray *fields;    /* Owned: gint64 */
} Extent;

static void
extent_clear (Extent *self)
{
  g_array_unref (self->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Extent, extent_clear)

static void
load_extent (Extent         *self,
             RapportReading *reading,
             gint64          entity,
             gint64          replica,
             gint64          seq)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_erased_fields);

  *self = (Extent) { .fields = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  sqlite3_bind_int64 (statement, 1, entity);
  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 field = sqlite3_column_int64 (statement, 0);

      if (field == 0)
        self->whole = TRUE;
      else
        g_array_append_val (self->fields, field);
    }
  statement = rapport_reading_statement (reading, select_erased_change);
  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, seq);
  self->change = has_row (reading, statement);
}

static gboolean
loses (const Extent *extent,
       gint64        field)
{
  if (extent->whole || extent->change)
    return TRUE;
  for (guint i = 0; i < extent->fields->len; i++)
    if (g_array_index (extent->fields, gint64, i) == field)
      return TRUE;
  return FALSE;
}

static gboolean
loses_any (const Extent      *extent,
           const RapportBody *body,
           gboolean           set_only)
{
  for (guint i = 0; i < body->fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (body->fields, RapportBodyField, i);

      if (loses (extent, field->field) && (!set_only || field->type != RAPPORT_VALUE_UNSET))
        return TRUE;
    }
  return FALSE;
}

static void
copy_field (GByteArray             *out,
            const RapportBody      *body,
            const RapportBodyField *field,
            gboolean                empty)
{
  g_autoptr (GVariant) value = empty ? NULL : rapport_body_value (field);
  const guint *indices = field->n_indices > 0 ? &g_array_index (body->indices, guint, field->first_index) : NULL;

  rapport_body_add (out, field->field, indices, field->n_indices, value);
}

/**
 * rapport_erased_empty:
 * @entry: the change's name and its entity
 * @body: what it says
 * @out: taken over by what may remain of it: of an erased entity nothing, not even the names of fields, which may say as
 *   much as their values; otherwise everything but the erased values
 *
 * Returns: whether anything has to go
 */
gboolean
rapport_erased_empty (RapportReading     *reading,
                      const RapportEntry *entry,
                      const RapportBody  *body,
                      GByteArray         *out)
{
  g_auto (Extent) extent = { 0 };

  load_extent (&extent, reading, entry->entity, entry->replica, entry->seq);
  if (extent.whole)
    {
      rapport_body_begin (out, no_random, NULL, 0);
      return !rapport_body_is_emptied (body) || body->fields->len > 0;
    }
  if (!loses_any (&extent, body, rapport_body_is_emptied (body)))
    return FALSE;
  rapport_body_begin (out, no_random, (const RapportSeen *) (gpointer) body->seen->data, body->seen->len);
  for (guint i = 0; i < body->fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (body->fields, RapportBodyField, i);

      copy_field (out, body, field, loses (&extent, field->field));
    }
  return TRUE;
}

/**
 * rapport_erased_explains:
 * @change: an emptied change
 */
gboolean
rapport_erased_explains (RapportReading      *reading,
                         const RapportChange *change)
{
  g_auto (Extent) extent = { 0 };

  load_extent (&extent, reading, change->entity, change->replica, change->seq);
  return extent.whole || loses_any (&extent, &change->body, FALSE);
}
