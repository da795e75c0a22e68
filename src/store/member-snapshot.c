/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member-snapshot.h"

#include <string.h>

#include "model/fold.h"
#include "store/member-states.h"
#include "store/member-tags.h"
#include "store/sql.h"

/* These read everybody, once after a change of the database: they are the index. */
RAPPORT_SQL (select_size, "SELECT count (*), coalesce (max (no), 0) FROM member_key")
RAPPORT_SQL (select_keys, "SELECT no, completeness, tags, words FROM member_key ORDER BY no")
RAPPORT_SQL (select_tags, "SELECT no, facet, value FROM tag")
RAPPORT_SQL (select_skills, "SELECT no, label FROM skill")
RAPPORT_SQL (select_by_name, "SELECT no FROM member INDEXED BY member_by_sort_name ORDER BY sort_name, no")
RAPPORT_SQL (select_by_family, "SELECT no FROM member INDEXED BY member_by_family_sort ORDER BY family_sort, no")
RAPPORT_SQL (select_by_changed, "SELECT no, changed_at FROM member INDEXED BY member_by_changed ORDER BY changed_at, no")
RAPPORT_SQL (select_enrolments,
             "SELECT member, role, capacity, paused, paused_until, since FROM enrolment WHERE programme = ?1")
RAPPORT_SQL (select_pairs, "SELECT mentor, mentee, ends_on, ended_on FROM partnership WHERE programme = ?1")

/* An open-addressing table from tags to their numbers here: half of the loading time would else go to it. */
typedef struct {
  guint64 *keys;            /* tag + 1; 0: free */
  guint *numbers;
  guint size;               /* a power of two */
} TagTable;

static void
tag_table_insert (TagTable *table,
                  guint64   tag,
                  guint     number)
{
  guint at = (guint) ((tag * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & (table->size - 1);

  while (table->keys[at] != 0)
    at = (at + 1) & (table->size - 1);
  table->keys[at] = tag + 1;
  table->numbers[at] = number;
}

static void
tag_table_grow (TagTable     *table,
                const GArray *tag_of)
{
  g_free (table->keys);
  g_free (table->numbers);
  table->size = table->size == 0 ? 4096 : table->size * 2;
  table->keys = g_new0 (guint64, table->size);
  table->numbers = g_new0 (guint, table->size);
  for (guint i = 0; i < tag_of->len; i++)
    tag_table_insert (table, g_array_index (tag_of, guint64, i), i);
}

static guint
tag_number (TagTable *table,
            GArray   *tag_of,
            guint64   tag)
{
  guint at;

  if (table->size < 2 * (tag_of->len + 1))
    tag_table_grow (table, tag_of);
  at = (guint) ((tag * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & (table->size - 1);
  while (table->keys[at] != 0 && table->keys[at] != tag + 1)
    at = (at + 1) & (table->size - 1);
  if (table->keys[at] == 0)
    {
      table->keys[at] = tag + 1;
      table->numbers[at] = tag_of->len;
      g_array_append_val (tag_of, tag);
    }
  return table->numbers[at];
}

static void
free_participation (gpointer data)
{
  RapportParticipation *self = data;

  g_free (self->roles);
  g_free (self->capacity);
  g_free (self->mentor_until);
  g_free (self->mentee_until);
  g_free (self->since);
  g_array_unref (self->pairs);
  g_free (self);
}

void
rapport_member_snapshot_unref (RapportMemberSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->generation);
  g_free (self->nos);
  g_free (self->position);
  g_free (self->completeness);
  g_free (self->tag_start);
  g_free (self->tags);
  g_free (self->word_start);
  g_free (self->words);
  g_array_unref (self->tag_of);
  g_ptr_array_unref (self->tag_value);
  g_ptr_array_unref (self->tag_words);
  g_free (self->by_name);
  g_free (self->by_family);
  g_free (self->by_changed);
  g_ptr_array_unref (self->participations);
  g_free (self);
}

guint
rapport_member_snapshot_position (const RapportMemberSnapshot *self,
                                  gint64                       member)
{
  return member > 0 && member <= self->most_no ? self->position[member] : self->n;
}

static gboolean
finish_reading (GError **failure,
                GError **error)
{
  if (*failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (failure));
  return FALSE;
}

static gboolean
load_size (RapportMemberSnapshot *self,
           RapportReading        *reading,
           GError               **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_size);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      self->n = (guint) rapport_column_int (statement, 0);
      self->most_no = rapport_column_int (statement, 1);
    }
  self->nos = g_new0 (gint64, self->n + 1);
  self->position = g_new (guint, self->most_no + 1);
  for (gint64 no = 0; no <= self->most_no; no++)
    self->position[no] = self->n;
  self->completeness = g_new0 (guint8, self->n + 1);
  self->tag_start = g_new0 (guint, self->n + 1);
  self->word_start = g_new0 (guint, self->n + 1);
  return finish_reading (&failure, error);
}

static void
load_key (RapportMemberSnapshot *self,
          guint                  at,
          sqlite3_stmt          *statement,
          TagTable              *table,
          GArray                *tags,
          GString               *words)
{
  const guint8 *bytes = sqlite3_column_blob (statement, 2);
  const guint8 *end = bytes + sqlite3_column_bytes (statement, 2);
  guint64 tag = 0;

  self->nos[at] = rapport_column_int (statement, 0);
  self->position[self->nos[at]] = at;
  self->completeness[at] = (guint8) CLAMP (rapport_column_int (statement, 1), 0, 100);
  self->tag_start[at] = tags->len;
  while (rapport_tags_next (&bytes, end, &tag))
    {
      guint number = tag_number (table, self->tag_of, tag);

      g_array_append_val (tags, number);
    }
  self->word_start[at] = (guint) words->len;
  g_string_append_len (words, (const char *) sqlite3_column_text (statement, 3), sqlite3_column_bytes (statement, 3));
  g_string_append_c (words, '\n');
}

static gboolean
load_keys (RapportMemberSnapshot *self,
           RapportReading        *reading,
           GError               **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_keys);
  GArray *tags = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->n * 20);
  GString *words = g_string_sized_new (self->n * 96 + 1);
  TagTable table = { NULL, NULL, 0 };
  g_autoptr (GError) failure = NULL;
  guint at = 0;

  while (rapport_reading_next (reading, statement, &failure))
    if (at < self->n)
      load_key (self, at++, statement, &table, tags, words);
  self->n = at;
  self->tag_start[at] = tags->len;
  self->word_start[at] = (guint) words->len;
  self->tags = (guint *) (gpointer) g_array_free (tags, FALSE);
  self->words = g_string_free (words, FALSE);
  g_free (table.keys);
  g_free (table.numbers);
  return finish_reading (&failure, error);
}

static char *
words_of (const char *text)
{
  g_autofree char *folded = rapport_fold (text);

  return g_strconcat (" ", folded, NULL);
}

/* What a tag stands for, and the words by which a search finds it: those of skills and interests. */
static void
name_tag (RapportMemberSnapshot *self,
          GHashTable            *numbers,
          guint64                tag,
          const char            *value)
{
  gpointer number;
  RapportTagFacet facet = rapport_tag_facet (tag);

  if (!g_hash_table_lookup_extended (numbers, &tag, NULL, &number))
    return;
  g_free (g_ptr_array_index (self->tag_value, GPOINTER_TO_UINT (number)));
  g_ptr_array_index (self->tag_value, GPOINTER_TO_UINT (number)) = g_strdup (value);
  if (facet == RAPPORT_TAG_SKILL || facet == RAPPORT_TAG_WANTED || facet == RAPPORT_TAG_INTEREST)
    {
      g_free (g_ptr_array_index (self->tag_words, GPOINTER_TO_UINT (number)));
      g_ptr_array_index (self->tag_words, GPOINTER_TO_UINT (number)) = words_of (value);
    }
}

static gboolean
name_tags (RapportMemberSnapshot *self,
           RapportReading        *reading,
           GHashTable            *numbers,
           GError               **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_tags);

  while (rapport_reading_next (reading, statement, &failure))
    name_tag (self, numbers,
              rapport_tag_make ((RapportTagFacet) rapport_column_int (statement, 1),
                                (guint64) rapport_column_int (statement, 0)),
              rapport_column_text (statement, 2));
  statement = rapport_reading_statement (reading, select_skills);
  while (failure == NULL && rapport_reading_next (reading, statement, &failure))
    {
      guint64 skill = (guint64) rapport_column_int (statement, 0);
      const char *label = rapport_column_text (statement, 1);

      name_tag (self, numbers, rapport_tag_make (RAPPORT_TAG_SKILL, skill), label);
      name_tag (self, numbers, rapport_tag_make (RAPPORT_TAG_WANTED, skill), label);
    }
  return finish_reading (&failure, error);
}

static gboolean
load_tag_names (RapportMemberSnapshot *self,
                RapportReading        *reading,
                GError               **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_ptr_array_set_size (self->tag_value, (int) self->tag_of->len);
  g_ptr_array_set_size (self->tag_words, (int) self->tag_of->len);
  for (guint i = 0; i < self->tag_of->len; i++)
    {
      guint64 *tag = &g_array_index (self->tag_of, guint64, i);

      g_hash_table_insert (numbers, tag, GUINT_TO_POINTER (i));
      if (rapport_tag_is_code (*tag))
        {
          g_autofree char *code = rapport_tag_to_code (*tag);

          name_tag (self, numbers, *tag, code);
        }
    }
  return name_tags (self, reading, numbers, error);
}

RapportMemberSnapshot *
rapport_member_snapshot_load (RapportReading *reading,
                              GError        **error)
{
  g_autoptr (RapportMemberSnapshot) self = g_new0 (RapportMemberSnapshot, 1);

  g_atomic_ref_count_init (&self->references);
  self->tag_of = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->tag_value = g_ptr_array_new_with_free_func (g_free);
  self->tag_words = g_ptr_array_new_with_free_func (g_free);
  self->participations = g_ptr_array_new_with_free_func (free_participation);
  if (!load_size (self, reading, error) || !load_keys (self, reading, error) || !load_tag_names (self, reading, error))
    return NULL;
  return g_steal_pointer (&self);
}

static guint *
load_order (RapportMemberSnapshot *self,
            RapportReading        *reading,
            const char            *sql,
            GError               **error)
{
  g_autofree guint *order = g_new0 (guint, self->n + 1);
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  while (rapport_reading_next (reading, statement, &failure))
    {
      guint at = rapport_member_snapshot_position (self, rapport_column_int (statement, 0));

      if (at < self->n && n < self->n)
        order[n++] = at;
    }
  return finish_reading (&failure, error) ? g_steal_pointer (&order) : NULL;
}

static void
reverse (guint *order,
         guint  from,
         guint  to)
{
  while (from + 1 < to)
    {
      guint swapped = order[--to];

      order[to] = order[from];
      order[from++] = swapped;
    }
}

/* Latest first, those changed in the same second by number: an imported list stands as it stood in the file. */
static guint *
load_by_changed (RapportMemberSnapshot *self,
                 RapportReading        *reading,
                 GError               **error)
{
  g_autofree guint *order = g_new0 (guint, self->n + 1);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_by_changed);
  g_autoptr (GError) failure = NULL;
  gint64 changed_at = G_MININT64;
  guint same_from = 0;
  guint n = 0;

  while (rapport_reading_next (reading, statement, &failure))
    {
      guint at = rapport_member_snapshot_position (self, rapport_column_int (statement, 0));

      if (at >= self->n || n >= self->n)
        continue;
      if (rapport_column_int (statement, 1) != changed_at)
        {
          reverse (order, same_from, n);
          same_from = n;
          changed_at = rapport_column_int (statement, 1);
        }
      order[n++] = at;
    }
  reverse (order, same_from, n);
  reverse (order, 0, n);
  return finish_reading (&failure, error) ? g_steal_pointer (&order) : NULL;
}

gboolean
rapport_member_snapshot_need_order (RapportMemberSnapshot *self,
                                    RapportReading        *reading,
                                    RapportMemberSort      sort,
                                    GError               **error)
{
  if (self->by_name == NULL)
    self->by_name = load_order (self, reading, select_by_name, error);
  if (self->by_name == NULL)
    return FALSE;
  if (sort == RAPPORT_MEMBER_SORT_FAMILY_NAME && self->by_family == NULL)
    return (self->by_family = load_order (self, reading, select_by_family, error)) != NULL;
  if (sort == RAPPORT_MEMBER_SORT_CHANGED && self->by_changed == NULL)
    return (self->by_changed = load_by_changed (self, reading, error)) != NULL;
  return TRUE;
}

const RapportParticipation *
rapport_member_snapshot_participation (const RapportMemberSnapshot *self,
                                       gint64                       programme)
{
  for (guint i = 0; i < self->participations->len; i++)
    {
      const RapportParticipation *participation = g_ptr_array_index (self->participations, i);

      if (participation->programme == programme)
        return participation;
    }
  return NULL;
}

static void
take_enrolment (RapportParticipation *self,
                guint                 at,
                sqlite3_stmt         *statement)
{
  gboolean mentor = strcmp (rapport_column_text (statement, 1), "mentor") == 0;
  gboolean paused = rapport_column_int (statement, 3) != 0;
  int until = rapport_date_to_number (rapport_column_text (statement, 4));

  self->roles[at] |= (guint8) ((mentor ? 1 : 2) | (paused ? (mentor ? 4 : 8) : 0));
  if (mentor)
    {
      self->capacity[at] = (gint16) CLAMP (rapport_column_int (statement, 2), 0, G_MAXINT16);
      self->mentor_until[at] = until;
    }
  else
    {
      self->mentee_until[at] = until;
      self->since[at] = rapport_date_to_number (rapport_column_text (statement, 5));
    }
}

static gboolean
load_participation (RapportMemberSnapshot *self,
                    RapportParticipation  *participation,
                    RapportReading        *reading,
                    GError               **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_enrolments);

  sqlite3_bind_int64 (statement, 1, participation->programme);
  while (rapport_reading_next (reading, statement, &failure))
    {
      guint at = rapport_member_snapshot_position (self, rapport_column_int (statement, 0));

      if (at < self->n)
        take_enrolment (participation, at, statement);
    }
  statement = rapport_reading_statement (reading, select_pairs);
  sqlite3_bind_int64 (statement, 1, participation->programme);
  while (failure == NULL && rapport_reading_next (reading, statement, &failure))
    {
      RapportSnapshotPair pair = {
        .mentor = rapport_member_snapshot_position (self, rapport_column_int (statement, 0)),
        .mentee = rapport_member_snapshot_position (self, rapport_column_int (statement, 1)),
        .ends_on = rapport_date_to_number (rapport_column_text (statement, 2)),
        .ended_on = rapport_date_to_number (rapport_column_text (statement, 3)),
      };

      g_array_append_val (participation->pairs, pair);
    }
  return finish_reading (&failure, error);
}

gboolean
rapport_member_snapshot_need_programme (RapportMemberSnapshot *self,
                                        RapportReading        *reading,
                                        gint64                 programme,
                                        GError               **error)
{
  RapportParticipation *participation;

  if (rapport_member_snapshot_participation (self, programme) != NULL)
    return TRUE;
  participation = g_new0 (RapportParticipation, 1);
  participation->programme = programme;
  participation->roles = g_new0 (guint8, self->n + 1);
  participation->capacity = g_new0 (gint16, self->n + 1);
  participation->mentor_until = g_new0 (int, self->n + 1);
  participation->mentee_until = g_new0 (int, self->n + 1);
  participation->since = g_new0 (int, self->n + 1);
  participation->pairs = g_array_new (FALSE, FALSE, sizeof (RapportSnapshotPair));
  if (!load_participation (self, participation, reading, error))
    {
      free_participation (participation);
      return FALSE;
    }
  g_ptr_array_add (self->participations, participation);
  return TRUE;
}
