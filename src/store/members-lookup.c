/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/fold.h"
#include "model/person-name.h"
#include "store/members.h"
#include "store/sql.h"

RAPPORT_SQL (select_by_number, "SELECT no FROM member WHERE number = ?1 AND number <> '' AND (?2 = '' OR issuer IN ('', ?2))")
RAPPORT_SQL (select_by_email, "SELECT no FROM member WHERE email = ?1 COLLATE NOCASE AND email <> ''")
RAPPORT_SQL (select_by_joined_number,
             "SELECT person FROM joined WHERE number = ?1 AND number <> '' AND (?2 = '' OR issuer IN ('', ?2))")
RAPPORT_SQL (select_by_joined_email, "SELECT person FROM joined WHERE email = ?1 COLLATE NOCASE AND email <> ''")
RAPPORT_SQL (select_by_name, "SELECT no FROM member WHERE sort_name = ?1")
RAPPORT_SQL (select_by_family, "SELECT no FROM member WHERE family_sort = ?1")
RAPPORT_SQL (select_skills, "SELECT no, label, framework FROM skill ORDER BY label")
RAPPORT_SQL (select_skill, "SELECT no FROM skill WHERE label = ?1 COLLATE NOCASE ORDER BY no LIMIT 1")
RAPPORT_SQL (select_custom_fields,
             "SELECT no, programme, label, type, sensitive FROM custom_field WHERE programme = ?1 ORDER BY no")

RAPPORT_SQL (select_partnership_as_mentor,
             "SELECT 1 FROM partnership WHERE mentor = ?1 AND ended_on = '' AND (ends_at = 0 OR ends_at > ?2) LIMIT 1")
RAPPORT_SQL (select_partnership_as_mentee,
             "SELECT 1 FROM partnership WHERE mentee = ?1 AND ended_on = '' AND (ends_at = 0 OR ends_at > ?2) LIMIT 1")
RAPPORT_SQL (select_enrolment_of, "SELECT no FROM enrolment WHERE member = ?1 AND programme = ?2 AND role = ?3 ORDER BY no")
RAPPORT_SQL (select_enrolments, "SELECT no FROM enrolment WHERE member = ?1")

/* The few fields that lists of values are asked for; whole indexes or narrow tables are gone through. */
RAPPORT_SQL (values_of_area, "SELECT area, count (*) AS n FROM member_area GROUP BY area ORDER BY n DESC, area LIMIT ?1")
RAPPORT_SQL (values_of_language,
             "SELECT language, count (*) AS n FROM member_language GROUP BY language ORDER BY n DESC, language LIMIT ?1")
RAPPORT_SQL (values_of_channel,
             "SELECT channel, count (*) AS n FROM member_channel GROUP BY channel ORDER BY n DESC, channel LIMIT ?1")
RAPPORT_SQL (values_of_interest,
             "SELECT element, count (*) AS n FROM member_item WHERE field = 'interest' GROUP BY element"
             " ORDER BY n DESC, element LIMIT ?1")
RAPPORT_SQL (values_of_custom,
             "SELECT value, count (*) AS n FROM member_custom WHERE custom_field = ?2 GROUP BY value"
             " ORDER BY n DESC, value LIMIT ?1")

static const struct {
  const char *field;
  const char *sql;
} value_statements[] = {
  { "area", values_of_area },
  { "language", values_of_language },
  { "channel", values_of_channel },
  { "interest", values_of_interest },
};

/* Columns of member by which people choose; anything else has no list. */
static const char * const value_columns[] = {
  "organisation", "grade", "country", "job_title", "city", "region", "issuer", "status", "time_zone", "pronouns",
};

static void
add_once (GArray *nos,
          gint64  no)
{
  for (guint i = 0; i < nos->len; i++)
    if (g_array_index (nos, gint64, i) == no)
      return;
  g_array_append_val (nos, no);
}

static gboolean
add_found (RapportReading  *reading,
           GArray          *nos,
           const char      *sql,
           const char      *first,
           const char      *second,
           GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  g_autoptr (GError) failure = NULL;

  rapport_bind_borrowed (statement, 1, first);
  if (second != NULL)
    rapport_bind_borrowed (statement, 2, second);
  while (rapport_reading_next (reading, statement, &failure))
    add_once (nos, rapport_column_int (statement, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
add_named (RapportReading  *reading,
           GArray          *nos,
           const char      *given_name,
           const char      *family_name,
           GError         **error)
{
  g_autofree char *display = rapport_name_display (given_name, family_name, "");
  g_autofree char *family_display = rapport_name_family_display (given_name, family_name);
  g_autofree char *sort_name = rapport_fold (display);
  g_autofree char *family_sort = rapport_fold (family_display);

  if (*sort_name == '\0')
    return TRUE;
  return add_found (reading, nos, select_by_name, sort_name, NULL, error)
         && add_found (reading, nos, select_by_family, family_sort, NULL, error);
}

/**
 * rapport_members_candidates:
 *
 * Looks in three indexes; no rule about who is the same person is applied here.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the numbers, by number first, then e-mail, then name
 */
GArray *
rapport_members_candidates (RapportReading          *reading,
                            const RapportMemberKey  *key,
                            GError                 **error)
{
  g_autoptr (GArray) nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *given_name = key->given_name != NULL ? key->given_name : "";
  const char *family_name = key->family_name != NULL ? key->family_name : "";
  const char *issuer = key->issuer != NULL ? key->issuer : "";

  if (key->number != NULL && *key->number != '\0'
      && (!add_found (reading, nos, select_by_number, key->number, issuer, error)
          || !add_found (reading, nos, select_by_joined_number, key->number, issuer, error)))
    return NULL;
  if (key->email != NULL && *key->email != '\0'
      && (!add_found (reading, nos, select_by_email, key->email, NULL, error)
          || !add_found (reading, nos, select_by_joined_email, key->email, NULL, error)))
    return NULL;
  if (!add_named (reading, nos, given_name, family_name, error))
    return NULL;
  return g_steal_pointer (&nos);
}

gboolean
rapport_members_has_partnership (RapportReading *reading,
                                 gint64          member)
{
  const char *sql[] = { select_partnership_as_mentor, select_partnership_as_mentee };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, sql[i]);

      sqlite3_bind_int64 (statement, 1, member);
      sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
      while (rapport_reading_next (reading, statement, NULL))
        found = TRUE;
    }
  return found;
}

/* The enrolment in that role, 0: none. */
gint64
rapport_members_enrolment (RapportReading *reading,
                           gint64          member,
                           gint64          programme,
                           const char     *role)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_enrolment_of);
  gint64 enrolment = 0;

  sqlite3_bind_int64 (statement, 1, member);
  sqlite3_bind_int64 (statement, 2, programme);
  rapport_bind_borrowed (statement, 3, role);
  if (rapport_reading_next (reading, statement, NULL))
    enrolment = rapport_column_int (statement, 0);
  sqlite3_reset (statement);
  return enrolment;
}

GArray *
rapport_members_enrolments (RapportReading *reading,
                            gint64          member)
{
  GArray *enrolments = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_enrolments);

  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 enrolment = rapport_column_int (statement, 0);

      g_array_append_val (enrolments, enrolment);
    }
  return enrolments;
}

/**
 * rapport_members_find_skill:
 *
 * Returns: the number of the skill with this label, whatever its case; 0 when there is none
 */
gint64
rapport_members_find_skill (RapportReading *reading,
                            const char     *label)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_skill);
  gint64 skill = 0;

  rapport_bind_borrowed (statement, 1, label);
  while (rapport_reading_next (reading, statement, NULL))
    skill = rapport_column_int (statement, 0);
  return skill;
}

/**
 * rapport_members_skills:
 *
 * Returns: (transfer full) (element-type RapportSkill) (nullable): the dictionary of skills by label
 */
GPtrArray *
rapport_members_skills (RapportReading  *reading,
                        GError         **error)
{
  g_autoptr (GPtrArray) skills = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_skill_free);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_skills);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportSkill *skill = g_new0 (RapportSkill, 1);

      skill->no = rapport_column_int (statement, 0);
      skill->label = rapport_column_dup (statement, 1);
      skill->framework = rapport_column_dup (statement, 2);
      g_ptr_array_add (skills, skill);
    }
  if (failure == NULL)
    return g_steal_pointer (&skills);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * rapport_members_custom_fields:
 *
 * Returns: (transfer full) (element-type RapportCustomField) (nullable): the programme's own fields, oldest first
 */
GPtrArray *
rapport_members_custom_fields (RapportReading  *reading,
                               gint64           programme,
                               GError         **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_custom_field_free);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_custom_fields);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, programme);
  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportCustomField *field = g_new0 (RapportCustomField, 1);

      field->no = rapport_column_int (statement, 0);
      field->programme = rapport_column_int (statement, 1);
      field->label = rapport_column_dup (statement, 2);
      field->type = rapport_column_dup (statement, 3);
      field->sensitive = rapport_column_int (statement, 4) != 0;
      g_ptr_array_add (fields, field);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      RapportCustomField *field = g_ptr_array_index (fields, i);

      field->uuid = rapport_reading_uuid (reading, field->no);
    }
  if (failure == NULL)
    return g_steal_pointer (&fields);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static sqlite3_stmt *
values_statement (RapportReading *reading,
                  const char     *field)
{
  if (g_str_has_prefix (field, "custom/"))
    {
      sqlite3_stmt *statement = rapport_reading_statement (reading, values_of_custom);

      sqlite3_bind_int64 (statement, 2, rapport_reading_find (reading, field + strlen ("custom/")));
      return statement;
    }
  for (guint i = 0; i < G_N_ELEMENTS (value_statements); i++)
    if (strcmp (value_statements[i].field, field) == 0)
      return rapport_reading_statement (reading, value_statements[i].sql);
  for (guint i = 0; i < G_N_ELEMENTS (value_columns); i++)
    if (strcmp (value_columns[i], field) == 0)
      {
        g_autofree char *sql = g_strdup_printf ("SELECT %s AS v, count (*) AS n FROM member WHERE v <> ''"
                                                " GROUP BY v ORDER BY n DESC, v LIMIT ?1", value_columns[i]);

        return rapport_reading_statement_composed (reading, sql);
      }
  return NULL;
}

/**
 * rapport_members_values:
 * @most: how many at most
 *
 * For autocompletion and for choices: goes through everybody, so on a reader's thread.
 *
 * Returns: (transfer full) (element-type RapportFacetValue) (nullable): the values, most frequent first
 */
GPtrArray *
rapport_members_values (RapportReading  *reading,
                        const char      *field,
                        guint            most,
                        GError         **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_facet_value_free);
  sqlite3_stmt *statement = values_statement (reading, field);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return g_steal_pointer (&values);
  sqlite3_bind_int64 (statement, 1, most);
  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportFacetValue *value = g_new0 (RapportFacetValue, 1);

      value->value = rapport_column_dup (statement, 0);
      value->count = (guint) rapport_column_int (statement, 1);
      g_ptr_array_add (values, value);
    }
  if (failure == NULL)
    return g_steal_pointer (&values);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
