/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/completeness.h"
#include "model/fields.h"
#include "model/fold.h"
#include "model/person-name.h"
#include "store/joined.h"
#include "store/member-tags.h"
#include "store/projection-row.h"

RAPPORT_SQL (insert_area, "INSERT INTO member_area (member, area) VALUES (?1, ?2)")
RAPPORT_SQL (insert_language, "INSERT INTO member_language (member, language) VALUES (?1, ?2)")
RAPPORT_SQL (insert_channel, "INSERT INTO member_channel (member, channel) VALUES (?1, ?2)")
RAPPORT_SQL (insert_skill, "INSERT INTO member_skill (member, skill, held, wanted) VALUES (?1, ?2, ?3, ?4)")
RAPPORT_SQL (insert_item, "INSERT INTO member_item (member, field, element, value) VALUES (?1, ?2, ?3, ?4)")
RAPPORT_SQL (insert_custom, "INSERT INTO member_custom (member, custom_field, value) VALUES (?1, ?2, ?3)")
RAPPORT_SQL (insert_visibility, "INSERT INTO member_visibility (member, element, level) VALUES (?1, ?2, ?3)")
RAPPORT_SQL (insert_key, "INSERT INTO member_key (no, completeness, tags, words) VALUES (?1, ?2, ?3, ?4)")
RAPPORT_SQL (insert_text, "INSERT INTO member_text (rowid, biography, expertise) VALUES (?1, ?2, ?3)")

RAPPORT_SQL (select_text, "SELECT biography, expertise FROM member WHERE no = ?1")
RAPPORT_SQL (delete_text,
             "INSERT INTO member_text (member_text, rowid, biography, expertise) VALUES ('delete', ?1, ?2, ?3)")
RAPPORT_SQL (delete_areas, "DELETE FROM member_area WHERE member = ?1")
RAPPORT_SQL (delete_languages, "DELETE FROM member_language WHERE member = ?1")
RAPPORT_SQL (delete_channels, "DELETE FROM member_channel WHERE member = ?1")
RAPPORT_SQL (delete_skills, "DELETE FROM member_skill WHERE member = ?1")
RAPPORT_SQL (delete_items, "DELETE FROM member_item WHERE member = ?1")
RAPPORT_SQL (delete_customs, "DELETE FROM member_custom WHERE member = ?1")
RAPPORT_SQL (delete_visibility, "DELETE FROM member_visibility WHERE member = ?1")
RAPPORT_SQL (delete_key, "DELETE FROM member_key WHERE no = ?1")
RAPPORT_SQL (delete_member, "DELETE FROM member WHERE no = ?1")

static const char * const deletes[] = {
  delete_areas, delete_languages, delete_channels, delete_skills, delete_items, delete_customs, delete_visibility,
  delete_key, delete_member,
};

#define UUID_LENGTH 36

/* The two levels of a skill stand in two fields. */
typedef struct {
  gint64 skill;
  gint64 held;
  gint64 wanted;
} Levels;

/* What is gathered of one member while its fields are gone through. */
typedef struct {
  RapportTransaction *tx;
  RapportReading *reading;
  gint64 member;
  GArray *tags;             /* guint64 */
  GArray *levels;           /* Levels, one a skill */
  GHashTable *visibility;   /* borrowed texts; NULL until there is one */
  gboolean filled[RAPPORT_MOST_COLUMNS];
  const RapportField *fields;
  guint n_fields;
} Gathering;

static gboolean
run_with_texts (Gathering   *self,
                const char  *sql,
                const char  *first,
                const char  *second,
                const char  *third,
                GError     **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, sql);

  sqlite3_bind_int64 (statement, 1, self->member);
  rapport_bind_borrowed (statement, 2, first);
  if (second != NULL)
    rapport_bind_borrowed (statement, 3, second);
  if (third != NULL)
    rapport_bind_borrowed (statement, 4, third);
  return rapport_reading_run (self->reading, statement, error);
}

static gboolean
gather_tag (Gathering       *self,
            RapportTagFacet  facet,
            const char      *word,
            GError         **error)
{
  guint64 tag;

  if (*word == '\0')
    return TRUE;
  tag = rapport_tag_of_word (self->tx, facet, word, error);
  if (tag != 0)
    g_array_append_val (self->tags, tag);
  return tag != 0;
}

static gboolean
put_set_element (Gathering   *self,
                 const char  *family,
                 const char  *element,
                 GError     **error)
{
  if (strcmp (family, "area") == 0)
    return run_with_texts (self, insert_area, element, NULL, NULL, error)
           && gather_tag (self, RAPPORT_TAG_AREA, element, error);
  if (strcmp (family, "language") == 0)
    return run_with_texts (self, insert_language, element, NULL, NULL, error)
           && gather_tag (self, RAPPORT_TAG_LANGUAGE, element, error);
  if (strcmp (family, "interest") == 0)
    return run_with_texts (self, insert_item, family, element, "true", error)
           && gather_tag (self, RAPPORT_TAG_INTEREST, element, error);
  return run_with_texts (self, insert_channel, element, NULL, NULL, error);
}

static Levels *
levels_of (Gathering *self,
           gint64     skill)
{
  Levels levels = { skill, 0, 0 };

  for (guint i = 0; i < self->levels->len; i++)
    if (g_array_index (self->levels, Levels, i).skill == skill)
      return &g_array_index (self->levels, Levels, i);
  g_array_append_val (self->levels, levels);
  return &g_array_index (self->levels, Levels, self->levels->len - 1);
}

static void
gather_skill (Gathering  *self,
              const char *element,
              GVariant   *value)
{
  char uuid[UUID_LENGTH + 1] = { 0 };
  const char *side = strchr (element, '/');
  gint64 skill;
  gint64 level;

  if (side == NULL || side - element != UUID_LENGTH || g_variant_classify (value) != G_VARIANT_CLASS_INT64)
    return;
  memcpy (uuid, element, UUID_LENGTH);
  level = g_variant_get_int64 (value);
  skill = rapport_transaction_refer (self->tx, uuid);
  if (skill <= 0 || level <= 0)
    return;
  if (strcmp (side, "/held") == 0)
    levels_of (self, skill)->held = level;
  else if (strcmp (side, "/wanted") == 0)
    levels_of (self, skill)->wanted = level;
}

static int
compare_levels (gconstpointer one,
                gconstpointer other)
{
  const Levels *a = one;
  const Levels *b = other;

  return (a->skill > b->skill) - (a->skill < b->skill);
}

static gboolean
put_skills (Gathering  *self,
            GError    **error)
{
  /* In the order of the table: each then goes to its end. */
  g_array_sort (self->levels, compare_levels);
  for (guint i = 0; i < self->levels->len; i++)
    {
      const Levels *levels = &g_array_index (self->levels, Levels, i);
      sqlite3_stmt *statement = rapport_reading_statement (self->reading, insert_skill);
      guint64 held = rapport_tag_make (RAPPORT_TAG_SKILL, (guint64) levels->skill);
      guint64 wanted = rapport_tag_make (RAPPORT_TAG_WANTED, (guint64) levels->skill);

      if (levels->held > 0)
        g_array_append_val (self->tags, held);
      if (levels->wanted > 0)
        g_array_append_val (self->tags, wanted);
      sqlite3_bind_int64 (statement, 1, self->member);
      sqlite3_bind_int64 (statement, 2, levels->skill);
      sqlite3_bind_int64 (statement, 3, levels->held);
      sqlite3_bind_int64 (statement, 4, levels->wanted);
      if (!rapport_reading_run (self->reading, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_item (Gathering   *self,
          const char  *family,
          const char  *element,
          GVariant    *value,
          GError     **error)
{
  g_autofree const char **strings = NULL;
  g_autofree char *json = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return TRUE;
  strings = g_variant_get_strv (value, NULL);
  json = rapport_strv_to_json (strings);
  return run_with_texts (self, insert_item, family, element, json, error);
}

static gboolean
put_custom (Gathering   *self,
            const char  *uuid,
            const char  *value,
            GError     **error)
{
  sqlite3_stmt *statement;
  gint64 custom_field;

  if (strlen (uuid) != UUID_LENGTH || *value == '\0')
    return TRUE;
  custom_field = rapport_transaction_refer (self->tx, uuid);
  if (custom_field <= 0)
    return TRUE;
  statement = rapport_reading_statement (self->reading, insert_custom);
  sqlite3_bind_int64 (statement, 1, self->member);
  sqlite3_bind_int64 (statement, 2, custom_field);
  rapport_bind_borrowed (statement, 3, value);
  return rapport_reading_run (self->reading, statement, error);
}

static gboolean
put_visibility (Gathering   *self,
                const char  *element,
                const char  *level,
                GError     **error)
{
  if (*level == '\0')
    return TRUE;
  if (self->visibility == NULL)
    self->visibility = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (self->visibility, (gpointer) element, (gpointer) level);
  return run_with_texts (self, insert_visibility, element, level, NULL, error);
}

/* @name is "area/career": family, slash, element. What this version does not know stays in the journal alone. */
static gboolean
put_element (Gathering   *self,
             const char  *name,
             const char  *slash,
             GVariant    *value,
             GError     **error)
{
  gsize length = slash - name;
  const char *element = slash + 1;
  const char *text;
  guint i = 0;

  while (i < self->n_fields
         && (*self->fields[i].name != *name || strncmp (self->fields[i].name, name, length) != 0
             || self->fields[i].name[length] != '\0'))
    i++;
  if (i == self->n_fields || *element == '\0')
    return TRUE;
  self->filled[i] = TRUE;
  if (self->fields[i].type == RAPPORT_FIELD_SET)
    return put_set_element (self, self->fields[i].name, element, error);
  if (self->fields[i].type == RAPPORT_FIELD_SKILLS)
    gather_skill (self, element, value);
  if (self->fields[i].type == RAPPORT_FIELD_ITEMS)
    return put_item (self, self->fields[i].name, element, value, error);
  text = g_variant_classify (value) == G_VARIANT_CLASS_STRING ? g_variant_get_string (value, NULL) : "";
  if (self->fields[i].type == RAPPORT_FIELD_CUSTOM)
    return put_custom (self, element, text, error);
  if (self->fields[i].type == RAPPORT_FIELD_VISIBILITY)
    return put_visibility (self, element, text, error);
  return TRUE;
}

static gboolean
put_elements (Gathering   *self,
              GHashTable  *values,
              GError     **error)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *slash = strchr (name, '/');

      if (slash != NULL && !put_element (self, name, slash, value, error))
        return FALSE;
    }
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].column != NULL && g_hash_table_contains (values, self->fields[i].name))
      self->filled[i] = TRUE;
  return put_skills (self, error)
         && gather_tag (self, RAPPORT_TAG_COUNTRY, rapport_values_text (values, "country"), error)
         && gather_tag (self, RAPPORT_TAG_GRADE, rapport_values_text (values, "grade"), error);
}

static void
append_words (GString    *words,
              const char *text)
{
  g_autofree char *folded = *text != '\0' ? rapport_fold (text) : NULL;

  if (folded == NULL || *folded == '\0')
    return;
  g_string_append_c (words, ' ');
  g_string_append (words, folded);
}

/* Each folded word stands behind a space, so that a search for " lin" finds those that begin with "lin". The names come
 * first, then one segment an element, as RapportSight counts them: not everybody may find by each. */
static char *
words_of (GHashTable *values,
          const char *display_name)
{
  static const char * const elements[] = { "organisation", "job_title", "number", "email" };
  GString *words = g_string_sized_new (128);

  append_words (words, rapport_values_text (values, "given_name"));
  append_words (words, rapport_values_text (values, "family_name"));
  /* Only where the names stand together is the display name another word than they are. */
  if (strchr (display_name, ' ') == NULL)
    append_words (words, display_name);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_string_append_c (words, '\t');
      append_words (words, rapport_values_text (values, elements[i]));
    }
  return g_string_free (words, FALSE);
}

static gboolean
put_key (Gathering   *self,
         GHashTable  *values,
         const char  *display_name,
         int          completeness,
         GError     **error)
{
  g_autofree char *words = words_of (values, display_name);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, insert_key);

  rapport_tags_encode (self->tags, bytes);
  sqlite3_bind_int64 (statement, 1, self->member);
  sqlite3_bind_int (statement, 2, completeness);
  sqlite3_bind_blob (statement, 3, bytes->len > 0 ? (const void *) bytes->data : "", (int) bytes->len, SQLITE_STATIC);
  rapport_bind_borrowed (statement, 4, words);
  return rapport_reading_run (self->reading, statement, error);
}

static gboolean
put_text (Gathering   *self,
          GHashTable  *values,
          GError     **error)
{
  const char *biography = rapport_values_text (values, "biography");
  const char *expertise = rapport_values_text (values, "expertise");

  return (*biography == '\0' && *expertise == '\0')
         || run_with_texts (self, insert_text, biography, expertise, NULL, error);
}

static gboolean
put_everything (Gathering   *self,
                GHashTable  *values,
                gint64       changed_at,
                gboolean     text_too,
                GError     **error)
{
  const char *given_name = rapport_values_text (values, "given_name");
  const char *family_name = rapport_values_text (values, "family_name");
  g_autofree char *display_name = rapport_name_display (given_name, family_name, rapport_values_text (values, "name_order"));
  g_autofree char *family_display = rapport_name_family_display (given_name, family_name);
  g_autofree char *sort_name = rapport_fold (display_name);
  g_autofree char *family_sort = rapport_fold (family_display);
  int completeness;

  if (!put_elements (self, values, error))
    return FALSE;
  completeness = rapport_completeness_percent (self->filled);
  {
    RapportDerived derived[] = {
      { "display_name", display_name, 0 },
      { "sort_name", sort_name, 0 },
      { "family_sort", family_sort, 0 },
      { "completeness", NULL, completeness },
      { "hidden", NULL, rapport_completeness_hidden (self->filled, self->visibility) },
      { "changed_at", NULL, changed_at },
    };

    return rapport_projection_put_row (self->tx, "member", self->member, values, derived, G_N_ELEMENTS (derived), error)
           && put_key (self, values, display_name, completeness, error)
           && (!text_too || put_text (self, values, error));
  }
}

/* Takes the member's rows away. The full text stays where it will be the same again: @same_text says so. */
static gboolean
remove_rows (Gathering   *self,
             GHashTable  *values,
             gboolean    *same_text,
             GError     **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, select_text);
  g_autofree char *biography = NULL;
  g_autofree char *expertise = NULL;
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, self->member);
  while (rapport_reading_next (self->reading, statement, &failure))
    {
      g_free (biography);
      g_free (expertise);
      biography = rapport_column_dup (statement, 0);
      expertise = rapport_column_dup (statement, 1);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (biography == NULL)
    return TRUE;
  *same_text = values != NULL && strcmp (biography, rapport_values_text (values, "biography")) == 0
               && strcmp (expertise, rapport_values_text (values, "expertise")) == 0;
  if (!*same_text && (*biography != '\0' || *expertise != '\0')
      && !run_with_texts (self, delete_text, biography, expertise, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (deletes); i++)
    {
      statement = rapport_reading_statement (self->reading, deletes[i]);
      sqlite3_bind_int64 (statement, 1, self->member);
      if (!rapport_reading_run (self->reading, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_projection_put_member:
 * @values: (nullable): %NULL: the member is gone
 *
 * A #RapportProjector: the row of a member, those of its several-valued fields, its search key and its full text.
 */
gboolean
rapport_projection_put_member (RapportTransaction *tx,
                               gint64              entity,
                               GHashTable         *values,
                               gint64              changed_at,
                               gboolean            is_new,
                               GError            **error)
{
  g_autoptr (GArray) tags = g_array_sized_new (FALSE, FALSE, sizeof (guint64), 32);
  g_autoptr (GArray) levels = g_array_sized_new (FALSE, FALSE, sizeof (Levels), 16);
  Gathering gathering = {
    .tx = tx, .reading = rapport_transaction_reading (tx), .member = entity, .tags = tags, .levels = levels,
  };
  gboolean same_text = FALSE;
  gboolean is_joined;
  gboolean is_hidden;
  gboolean ok;

  gathering.fields = rapport_fields_of_kind ("member", &gathering.n_fields);
  g_assert (gathering.n_fields <= RAPPORT_MOST_COLUMNS);
  /* Of one that is joined, the rows may be there already, or are to stay away. */
  is_joined = rapport_joined_is_known (tx, entity);
  is_hidden = is_joined && rapport_joined_person (tx, entity) != entity;
  if ((!is_new || is_joined || rapport_joined_has_settled (tx))
      && !remove_rows (&gathering, is_hidden ? NULL : values, &same_text, error))
    return FALSE;
  ok = values == NULL || is_hidden || put_everything (&gathering, values, changed_at, !same_text, error);
  g_clear_pointer (&gathering.visibility, g_hash_table_unref);
  return ok && (!is_joined || rapport_joined_member_changed (tx, entity, is_new || values == NULL, error));
}
