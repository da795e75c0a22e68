/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/fields.h"
#include "store/dictionary.h"
#include "store/erased.h"
#include "store/member-tags.h"
#include "store/sql.h"

/* Words that stand in dictionaries: the name of a field says as much as a value where it is `interest/WORD`, and so does a
 * tag. Nobody can be told from them, but who wrote the word alone has written it; so those that nobody else uses go. */

RAPPORT_SQL (select_bodies, "SELECT body FROM change WHERE no > 0")
RAPPORT_SQL (select_uses_of_field,
             "SELECT EXISTS (SELECT 1 FROM waiting WHERE field = ?1) OR EXISTS (SELECT 1 FROM erased WHERE field = ?1)")
RAPPORT_SQL (drop_field, "DELETE FROM field WHERE no = ?1")
RAPPORT_SQL (select_tag_words, "SELECT no, facet FROM tag")
RAPPORT_SQL (select_tags_of_all, "SELECT tags FROM member_key WHERE no > 0")
RAPPORT_SQL (drop_tag, "DELETE FROM tag WHERE no = ?1")

/* `interest/WORD`; of a kind that this version does not know whatever has an element. */
static gboolean
has_word (const char *name)
{
  const RapportField *field = rapport_fields_find ("member", name);

  return strchr (name, '/') != NULL && (field == NULL || field->type == RAPPORT_FIELD_SET);
}

/**
 * rapport_erasure_note_names:
 * @body: of a change, before it is emptied
 *
 * The names of its fields that are words of a person's own go at the end of the transaction, unless somebody else has used
 * them.
 */
void
rapport_erasure_note_names (RapportTransaction *self,
                            const RapportBody  *body)
{
  for (guint i = 0; i < body->fields->len; i++)
    {
      gint64 field = g_array_index (body->fields, RapportBodyField, i).field;
      const char *name = rapport_reading_name (&self->reading, RAPPORT_DICTIONARY_FIELD, field);

      if (name == NULL || !has_word (name))
        continue;
      if (self->erased_names == NULL)
        self->erased_names = g_hash_table_new (NULL, NULL);
      g_hash_table_add (self->erased_names, GSIZE_TO_POINTER (field));
    }
}

/* Takes out of @names what a change that is here still says. */
static gboolean
keep_used (RapportReading  *reading,
           GHashTable      *names,
           GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_bodies);
  g_autoptr (GError) failure = NULL;
  RapportBody body;

  rapport_body_init (&body);
  while (g_hash_table_size (names) > 0 && rapport_reading_next (reading, statement, &failure))
    if (rapport_body_parse (&body, sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0)))
      for (guint i = 0; i < body.fields->len; i++)
        g_hash_table_remove (names, GSIZE_TO_POINTER (g_array_index (body.fields, RapportBodyField, i).field));
  sqlite3_reset (statement);
  rapport_body_clear (&body);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
drop (RapportReading  *reading,
      const char      *sql,
      gint64           no,
      GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);

  sqlite3_bind_int64 (statement, 1, no);
  return rapport_reading_run (reading, statement, error);
}

static gboolean
is_used_otherwise (RapportReading *reading,
                   gint64          field)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_uses_of_field);
  gboolean used = FALSE;

  sqlite3_bind_int64 (statement, 1, field);
  while (rapport_reading_next (reading, statement, NULL))
    used = sqlite3_column_int64 (statement, 0) != 0;
  return used;
}

static gboolean
drop_names (RapportTransaction  *self,
            GError             **error)
{
  GHashTableIter iter;
  gpointer field;

  if (!keep_used (&self->reading, self->erased_names, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->erased_names);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    if (!is_used_otherwise (&self->reading, (gint64) GPOINTER_TO_SIZE (field))
        && !drop (&self->reading, drop_field, (gint64) GPOINTER_TO_SIZE (field), error))
      return FALSE;
  return TRUE;
}

/* All words that are numbered: tag → number of its row. */
static GHashTable *
load_tags (RapportReading  *reading,
           GError         **error)
{
  g_autoptr (GHashTable) tags = g_hash_table_new (NULL, NULL);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_tag_words);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);
      guint64 tag = rapport_tag_make ((RapportTagFacet) sqlite3_column_int64 (statement, 1), (guint64) no);

      g_hash_table_insert (tags, GSIZE_TO_POINTER (tag), GSIZE_TO_POINTER (no));
    }
  if (failure == NULL)
    return g_steal_pointer (&tags);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
drop_tags (RapportReading  *reading,
           GError         **error)
{
  g_autoptr (GHashTable) tags = load_tags (reading, error);
  sqlite3_stmt *statement = tags != NULL ? rapport_reading_statement (reading, select_tags_of_all) : NULL;
  g_autoptr (GError) failure = NULL;
  GHashTableIter iter;
  gpointer no;

  if (statement == NULL)
    return FALSE;
  while (g_hash_table_size (tags) > 0 && rapport_reading_next (reading, statement, &failure))
    {
      const guint8 *at = sqlite3_column_blob (statement, 0);
      const guint8 *end = at != NULL ? at + sqlite3_column_bytes (statement, 0) : NULL;
      guint64 tag = 0;

      while (rapport_tags_next (&at, end, &tag))
        g_hash_table_remove (tags, GSIZE_TO_POINTER (tag));
    }
  sqlite3_reset (statement);
  g_hash_table_iter_init (&iter, tags);
  while (failure == NULL && g_hash_table_iter_next (&iter, NULL, &no))
    drop (reading, drop_tag, (gint64) GPOINTER_TO_SIZE (no), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * rapport_erasure_drop_words:
 *
 * Takes out of the dictionaries what only the erased ones had written. What connections remember of them is wrong from then
 * on: the generation must turn.
 */
gboolean
rapport_erasure_drop_words (RapportTransaction  *self,
                            GError             **error)
{
  return (self->erased_names == NULL || drop_names (self, error)) && (!self->erased || drop_tags (&self->reading, error));
}
