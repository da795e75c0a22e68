/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/people.h"

#include <string.h>

#include "model/fold.h"
#include "model/uuid.h"

/* One record of well-formed CSV; @at moves behind it. */
static char **
read_record (const char **at)
{
  GPtrArray *cells = g_ptr_array_new ();
  GString *cell = g_string_new (NULL);
  gboolean quoted = FALSE;
  const char *p = *at;

  for (; *p != '\0'; p++)
    {
      if (*p == '"' && quoted && p[1] == '"')
        g_string_append_c (cell, *p++);
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == ',' || *p == '\n'))
        {
          g_ptr_array_add (cells, g_strdup (cell->str));
          g_string_truncate (cell, 0);
          if (*p == '\n')
            break;
        }
      else if (quoted || *p != '\r')
        g_string_append_c (cell, *p);
    }
  *at = *p == '\n' ? p + 1 : p;
  g_string_free (cell, TRUE);
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

RapportPeople *
rapport_people_read (const char *path)
{
  RapportPeople *self = g_new0 (RapportPeople, 1);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *at;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  at = text;
  g_strfreev (read_record (&at));
  while (*at != '\0')
    {
      char **row = read_record (&at);

      g_assert_cmpuint (g_strv_length (row), ==, N_PERSON_COLUMNS);
      g_ptr_array_add (self->rows, row);
    }
  return self;
}

void
rapport_people_free (RapportPeople *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->members);
  g_free (self);
}

const char *
rapport_people_get (const RapportPeople *self,
                    guint                person,
                    RapportPersonColumn  column)
{
  char **row = g_ptr_array_index (self->rows, person);

  return row[column];
}

static void
set_elements (RapportTransaction *transaction,
              gint64              member,
              const char         *family,
              const char         *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *field = g_strconcat (family, "/", parts[i], NULL);

      if (*parts[i] != '\0')
        rapport_transaction_set_int (transaction, member, field, 1);
    }
}

static void
set_skills (RapportTransaction *transaction,
            GHashTable         *skills,
            gint64              member,
            const char         *side,
            const char         *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strrchr (parts[i], ':');
      g_autofree char *field = NULL;
      const char *uuid;

      if (colon == NULL)
        continue;
      *colon = '\0';
      uuid = g_hash_table_lookup (skills, parts[i]);
      if (uuid == NULL)
        {
          g_autofree char *folded = rapport_fold (parts[i]);
          char *made = rapport_uuid_v5 ("skill", folded, NULL);
          gint64 skill = rapport_transaction_entity (transaction, "skill", made);

          rapport_transaction_set_string (transaction, skill, "label", parts[i]);
          g_hash_table_insert (skills, g_strdup (parts[i]), made);
          uuid = made;
        }
      field = g_strconcat ("skill/", uuid, "/", side, NULL);
      rapport_transaction_set_int (transaction, member, field, g_ascii_strtoll (colon + 1, NULL, 10));
    }
}

static void
enrol (RapportTransaction *transaction,
       gint64              programme,
       gint64              member,
       const char         *role,
       const char         *capacity,
       const char         *since)
{
  gint64 enrolment = rapport_transaction_new_entity (transaction, "enrolment");

  rapport_transaction_set_reference (transaction, enrolment, "programme", programme);
  rapport_transaction_set_reference (transaction, enrolment, "member", member);
  rapport_transaction_set_string (transaction, enrolment, "role", role);
  rapport_transaction_set_string (transaction, enrolment, "since", since);
  if (*capacity != '\0')
    rapport_transaction_set_int (transaction, enrolment, "capacity", g_ascii_strtoll (capacity, NULL, 10));
}

static gint64
write_person (RapportTransaction *transaction,
              RapportPeople      *people,
              guint               person,
              GHashTable         *skills)
{
  static const struct {
    const char *field;
    RapportPersonColumn column;
  } texts[] = {
    { "number", PERSON_NUMBER }, { "given_name", PERSON_GIVEN_NAME }, { "family_name", PERSON_FAMILY_NAME },
    { "email", PERSON_EMAIL }, { "organisation", PERSON_ORGANISATION }, { "job_title", PERSON_JOB_TITLE },
    { "grade", PERSON_GRADE }, { "country", PERSON_COUNTRY }, { "time_zone", PERSON_TIME_ZONE },
    { "biography", PERSON_BIOGRAPHY }, { "graduation_date", PERSON_GRADUATION_DATE },
    { "member_since", PERSON_MEMBER_SINCE },
  };
  char **row = g_ptr_array_index (people->rows, person);
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*row[texts[i].column] != '\0')
      rapport_transaction_set_string (transaction, member, texts[i].field, row[texts[i].column]);
  set_elements (transaction, member, "language", row[PERSON_LANGUAGES]);
  set_elements (transaction, member, "area", row[PERSON_AREAS]);
  set_elements (transaction, member, "channel", row[PERSON_CHANNELS]);
  set_skills (transaction, skills, member, "held", row[PERSON_SKILLS]);
  set_skills (transaction, skills, member, "wanted", row[PERSON_SKILLS_WANTED]);
  if (strcmp (row[PERSON_ROLE], "mentee") != 0)
    enrol (transaction, people->programme, member, "mentor", row[PERSON_CAPACITY], row[PERSON_MEMBER_SINCE]);
  if (strcmp (row[PERSON_ROLE], "mentor") != 0)
    enrol (transaction, people->programme, member, "mentee", "", row[PERSON_MEMBER_SINCE]);
  return member;
}

gboolean
rapport_people_write_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  RapportPeople *people = data;
  g_autoptr (GHashTable) skills = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *count = g_strdup_printf ("%u", people->rows->len);
  const char *args[] = { count, NULL };

  rapport_transaction_set_operation (transaction, "import-members", args);
  if (people->programme == 0)
    {
      people->programme = rapport_transaction_new_entity (transaction, "programme");
      rapport_transaction_set_string (transaction, people->programme, "name", "A programme");
      rapport_transaction_set_string (transaction, people->programme, "time_zone", "Europe/London");
    }
  for (guint i = 0; i < people->rows->len; i++)
    {
      gint64 member = write_person (transaction, people, i, skills);

      g_array_append_val (people->members, member);
      if (i % 512 == 511 && !rapport_transaction_flush (transaction, error))
        return FALSE;
    }
  return TRUE;
}
