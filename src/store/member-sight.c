/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member-sight.h"

#include <string.h>

#include "model/completeness.h"
#include "model/visibility.h"
#include "store/sql.h"

RAPPORT_SQL (select_partners,
             "SELECT mentor, mentee FROM partnership WHERE (mentor = ?1 OR mentee = ?1) AND ended_on = ''"
             " AND (ends_at = 0 OR ends_at > ?2)")
RAPPORT_SQL (select_asked,
             "SELECT mentor, mentee FROM request WHERE (mentor = ?1 OR mentee = ?1) AND answer = '' AND withdrawn_at = 0"
             " AND expires_at > ?2")
RAPPORT_SQL (select_levels, "SELECT element, level FROM member_visibility WHERE member = ?1")

static const struct {
  const char *element;
  RapportSight bit;
} elements[] = {
  { "organisation", RAPPORT_SIGHT_ORGANISATION }, { "job_title", RAPPORT_SIGHT_JOB_TITLE },
  { "number", RAPPORT_SIGHT_NUMBER }, { "email", RAPPORT_SIGHT_EMAIL }, { "areas", RAPPORT_SIGHT_AREAS },
  { "languages", RAPPORT_SIGHT_LANGUAGES }, { "place", RAPPORT_SIGHT_PLACE }, { "grade", RAPPORT_SIGHT_GRADE },
  { "skills", RAPPORT_SIGHT_SKILLS }, { "interests", RAPPORT_SIGHT_INTERESTS }, { "biography", RAPPORT_SIGHT_BIOGRAPHY },
  { "expertise", RAPPORT_SIGHT_EXPERTISE }, { "photo", RAPPORT_SIGHT_PHOTO },
};

#define N_RELATIONS (RAPPORT_RELATION_OFFICE + 1)

struct _RapportMemberSight
{
  gint64 viewer;
  GHashTable *relations;        /* member → RapportRelation, of those who are more than members to one another */
  guint defaults[N_RELATIONS];  /* hidden where the owner has chosen nothing */
};

static gboolean
relate (RapportMemberSight  *self,
        RapportReading      *reading,
        const char          *sql,
        RapportRelation      relation,
        GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, self->viewer);
  sqlite3_bind_int64 (statement, 2, rapport_reading_now (reading));
  while (rapport_reading_next (reading, statement, &failure))
    for (int column = 0; column < 2; column++)
      g_hash_table_insert (self->relations, GSIZE_TO_POINTER (rapport_column_int (statement, column)),
                           GINT_TO_POINTER (relation));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static RapportRelation
relation_to (RapportMemberSight *self,
             gint64              member)
{
  gpointer relation;

  if (self->viewer == 0)
    return RAPPORT_RELATION_OFFICE;
  if (self->viewer == member)
    return RAPPORT_RELATION_SELF;
  if (g_hash_table_lookup_extended (self->relations, GSIZE_TO_POINTER (member), NULL, &relation))
    return (RapportRelation) GPOINTER_TO_INT (relation);
  return RAPPORT_RELATION_MEMBER;
}

RapportMemberSight *
rapport_member_sight_new (RapportReading  *reading,
                          gint64           viewer,
                          GError         **error)
{
  g_autoptr (RapportMemberSight) self = g_new0 (RapportMemberSight, 1);

  self->viewer = viewer;
  self->relations = g_hash_table_new (NULL, NULL);
  for (guint relation = 0; relation < N_RELATIONS; relation++)
    for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
      if (!rapport_visibility_allows (rapport_visibility_from_id (rapport_visibility_default (elements[i].element)),
                                      (RapportRelation) relation))
        self->defaults[relation] |= elements[i].bit;
  /* Partners are more than people with a request between them: they come last. */
  if (viewer != 0 && (!relate (self, reading, select_asked, RAPPORT_RELATION_REQUESTED, error)
                      || !relate (self, reading, select_partners, RAPPORT_RELATION_PARTNER, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
rapport_member_sight_free (RapportMemberSight *self)
{
  g_hash_table_unref (self->relations);
  g_free (self);
}

/**
 * rapport_member_sight_default:
 *
 * Returns: what is hidden of @member as long as the owner has chosen nothing
 */
guint
rapport_member_sight_default (RapportMemberSight *self,
                              gint64              member)
{
  return self->defaults[relation_to (self, member)];
}

/**
 * rapport_member_sight_with:
 * @hidden: what was hidden so far
 *
 * Returns: what is hidden with the level that the owner has chosen for @element
 */
guint
rapport_member_sight_with (RapportMemberSight *self,
                           gint64              member,
                           guint               hidden,
                           const char         *element,
                           const char         *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (elements[i].element, element) == 0)
      return rapport_visibility_allows (rapport_visibility_from_id (level), relation_to (self, member))
               ? hidden & ~(guint) elements[i].bit
               : hidden | elements[i].bit;
  return hidden;
}

guint
rapport_member_sight_of (RapportMemberSight  *self,
                         RapportReading      *reading,
                         gint64               member,
                         GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_levels);
  guint hidden = rapport_member_sight_default (self, member);

  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (reading, statement, error))
    hidden = rapport_member_sight_with (self, member, hidden, rapport_column_text (statement, 0),
                                        rapport_column_text (statement, 1));
  return hidden;
}
