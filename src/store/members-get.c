/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/fields.h"
#include "store/members.h"
#include "store/sql.h"

RAPPORT_SQL (select_name, "SELECT display_name FROM member WHERE no = ?1")
RAPPORT_SQL (select_member,
             "SELECT display_name, completeness, hidden, changed_at, availability FROM member WHERE no = ?1")
RAPPORT_SQL (select_areas, "SELECT area FROM member_area WHERE member = ?1 ORDER BY area")
RAPPORT_SQL (select_languages, "SELECT language FROM member_language WHERE member = ?1 ORDER BY language")
RAPPORT_SQL (select_channels, "SELECT channel FROM member_channel WHERE member = ?1 ORDER BY channel")
RAPPORT_SQL (select_interests,
             "SELECT element FROM member_item WHERE member = ?1 AND field = 'interest' ORDER BY element")
RAPPORT_SQL (select_skills,
             "SELECT s.no, s.label, m.held, m.wanted FROM member_skill AS m JOIN skill AS s ON s.no = m.skill"
             " WHERE m.member = ?1 ORDER BY s.label")
RAPPORT_SQL (select_items,
             "SELECT field, element, value FROM member_item WHERE member = ?1 AND field <> 'interest'"
             " ORDER BY field, element")
RAPPORT_SQL (select_customs,
             "SELECT f.no, f.programme, f.label, f.type, f.sensitive, m.value FROM member_custom AS m"
             " JOIN custom_field AS f ON f.no = m.custom_field WHERE m.member = ?1 ORDER BY f.label")
RAPPORT_SQL (select_visibility, "SELECT element, level FROM member_visibility WHERE member = ?1")
RAPPORT_SQL (select_enrolments,
             "SELECT no, programme, role, capacity, paused, paused_until, since FROM enrolment WHERE member = ?1"
             " ORDER BY programme, role DESC")

typedef struct {
  RapportReading *reading;
  RapportMember *member;    /* Owned by the caller */
  GError *failure;          /* Owned */
} Loader;

static sqlite3_stmt *
begin (Loader     *self,
       const char *sql)
{
  sqlite3_stmt *statement = rapport_reading_statement (self->reading, sql);

  sqlite3_bind_int64 (statement, 1, self->member->no);
  return statement;
}

static gboolean
next (Loader       *self,
      sqlite3_stmt *statement)
{
  return self->failure == NULL && rapport_reading_next (self->reading, statement, &self->failure);
}

static char **
strv_from_json (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  GPtrArray *strings = g_ptr_array_new ();

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *string = json_array_get_string_element (array, i);

          g_ptr_array_add (strings, g_strdup (string != NULL ? string : ""));
        }
    }
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (strings, FALSE);
}

static char **
load_strv (Loader     *self,
           const char *sql)
{
  sqlite3_stmt *statement = begin (self, sql);
  GPtrArray *strings = g_ptr_array_new ();

  while (next (self, statement))
    g_ptr_array_add (strings, rapport_column_dup (statement, 0));
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (strings, FALSE);
}

static char *
compose_texts (const RapportField *fields,
               guint               n_fields)
{
  GString *sql = g_string_new ("SELECT no");

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].column != NULL)
      g_string_append_printf (sql, ", %s", fields[i].column);
  g_string_append (sql, " FROM member WHERE no = ?1");
  return g_string_free (sql, FALSE);
}

/* Every column of the table of fields. */
static void
load_texts (Loader *self)
{
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind ("member", &n_fields);
  g_autofree char *sql = compose_texts (fields, n_fields);
  sqlite3_stmt *statement = rapport_reading_statement_composed (self->reading, sql);

  sqlite3_bind_int64 (statement, 1, self->member->no);
  while (next (self, statement))
    for (guint i = 0, column = 1; i < n_fields; i++)
      if (fields[i].column != NULL)
        {
          const char *text = rapport_column_text (statement, (int) column++);

          if (*text != '\0')
            g_hash_table_insert (self->member->texts, g_strdup (fields[i].name), g_strdup (text));
        }
}

static gboolean
load_row (Loader *self)
{
  sqlite3_stmt *statement = begin (self, select_member);
  gboolean found = FALSE;

  while (next (self, statement))
    {
      found = TRUE;
      g_free (self->member->display_name);
      g_strfreev (self->member->availability);
      self->member->display_name = rapport_column_dup (statement, 0);
      self->member->completeness = (int) rapport_column_int (statement, 1);
      self->member->hidden = (int) rapport_column_int (statement, 2);
      self->member->changed_at = rapport_column_int (statement, 3);
      self->member->availability = strv_from_json (rapport_column_text (statement, 4));
    }
  return found;
}

static void
load_skills (Loader *self)
{
  sqlite3_stmt *statement = begin (self, select_skills);

  while (next (self, statement))
    {
      RapportMemberSkill *skill = g_new0 (RapportMemberSkill, 1);

      skill->no = rapport_column_int (statement, 0);
      skill->label = rapport_column_dup (statement, 1);
      skill->held = (int) rapport_column_int (statement, 2);
      skill->wanted = (int) rapport_column_int (statement, 3);
      g_ptr_array_add (self->member->skills, skill);
    }
  for (guint i = 0; i < self->member->skills->len; i++)
    {
      RapportMemberSkill *skill = g_ptr_array_index (self->member->skills, i);

      skill->uuid = rapport_reading_uuid (self->reading, skill->no);
    }
}

static void
load_items (Loader *self)
{
  sqlite3_stmt *statement = begin (self, select_items);

  while (next (self, statement))
    {
      const RapportField *field = rapport_fields_find ("member", rapport_column_text (statement, 0));
      RapportMemberItem *item;

      if (field == NULL)
        continue;
      item = g_new0 (RapportMemberItem, 1);
      item->field = field->name;
      item->uuid = rapport_column_dup (statement, 1);
      item->values = strv_from_json (rapport_column_text (statement, 2));
      g_ptr_array_add (self->member->items, item);
    }
}

static void
load_customs (Loader *self)
{
  sqlite3_stmt *statement = begin (self, select_customs);

  while (next (self, statement))
    {
      RapportMemberCustom *custom = g_new0 (RapportMemberCustom, 1);

      custom->field = rapport_column_int (statement, 0);
      custom->programme = rapport_column_int (statement, 1);
      custom->label = rapport_column_dup (statement, 2);
      custom->type = rapport_column_dup (statement, 3);
      custom->sensitive = rapport_column_int (statement, 4) != 0;
      custom->value = rapport_column_dup (statement, 5);
      g_ptr_array_add (self->member->customs, custom);
    }
  for (guint i = 0; i < self->member->customs->len; i++)
    {
      RapportMemberCustom *custom = g_ptr_array_index (self->member->customs, i);

      custom->uuid = rapport_reading_uuid (self->reading, custom->field);
    }
}

static void
load_visibility (Loader *self)
{
  sqlite3_stmt *statement = begin (self, select_visibility);

  while (next (self, statement))
    g_hash_table_insert (self->member->visibility, rapport_column_dup (statement, 0), rapport_column_dup (statement, 1));
}

static void
load_enrolments (Loader *self)
{
  sqlite3_stmt *statement = begin (self, select_enrolments);

  while (next (self, statement))
    {
      RapportMemberEnrolment *enrolment = g_new0 (RapportMemberEnrolment, 1);

      enrolment->no = rapport_column_int (statement, 0);
      enrolment->programme = rapport_column_int (statement, 1);
      enrolment->role = rapport_column_dup (statement, 2);
      enrolment->capacity = (int) rapport_column_int (statement, 3);
      enrolment->paused = rapport_column_int (statement, 4) != 0;
      enrolment->paused_until = rapport_column_dup (statement, 5);
      enrolment->since = rapport_column_dup (statement, 6);
      g_ptr_array_add (self->member->enrolments, enrolment);
    }
}

static gboolean
load_everything (Loader *self)
{
  if (!load_row (self))
    return FALSE;
  load_texts (self);
  self->member->areas = load_strv (self, select_areas);
  self->member->languages = load_strv (self, select_languages);
  self->member->channels = load_strv (self, select_channels);
  self->member->interests = load_strv (self, select_interests);
  load_skills (self);
  load_items (self);
  load_customs (self);
  load_visibility (self);
  load_enrolments (self);
  self->member->uuid = rapport_reading_uuid (self->reading, self->member->no);
  return self->failure == NULL;
}

/**
 * rapport_members_get:
 * @data: a pointer to the member's number
 *
 * A #RapportQuery: one member in full.
 *
 * Returns: (transfer full) (nullable): the member; %NULL with NOT_FOUND when there is none of that number
 */
gpointer
rapport_members_get (RapportReading  *reading,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autoptr (RapportMember) member = rapport_member_new ();
  Loader loader = { .reading = reading, .member = member };

  member->no = *(const gint64 *) data;
  if (load_everything (&loader))
    return g_steal_pointer (&member);
  if (loader.failure != NULL)
    g_propagate_error (error, loader.failure);
  else
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("This member is not there any more."));
  return NULL;
}

/**
 * rapport_members_load:
 *
 * Returns: (transfer full) (nullable): one member in full, for commands and for other queries; %NULL: there is none
 */
RapportMember *
rapport_members_load (RapportReading *reading,
                      gint64          member)
{
  return rapport_members_get (reading, &member, NULL, NULL);
}

/**
 * rapport_members_exists:
 *
 * Returns: whether there is a member of that number
 */
gboolean
rapport_members_exists (RapportReading *reading,
                        gint64          member)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_name);
  gboolean found = FALSE;

  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (reading, statement, NULL))
    found = TRUE;
  return found;
}

/**
 * rapport_members_name:
 *
 * Returns: (transfer full): the member's name, "" when there is none
 */
char *
rapport_members_name (RapportReading *reading,
                      gint64          member)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_name);
  char *name = NULL;

  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (reading, statement, NULL))
    {
      g_free (name);
      name = rapport_column_dup (statement, 0);
    }
  return name != NULL ? name : g_strdup ("");
}
