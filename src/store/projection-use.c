/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/projection.h"
#include "store/sql.h"

/* Rows that name the entity and that the operation has not touched. */
#define USED_BY(table, column, owner) \
  "SELECT 1 FROM " table " AS t WHERE t." column " = ?1" \
  " AND NOT EXISTS (SELECT 1 FROM change AS c WHERE c.entity = t." owner " AND c.operation = ?2) LIMIT 1"

RAPPORT_SQL (member_in_enrolment, USED_BY ("enrolment", "member", "no"))
RAPPORT_SQL (mentee_in_request, USED_BY ("request", "mentee", "no"))
RAPPORT_SQL (mentor_in_request, USED_BY ("request", "mentor", "no"))
RAPPORT_SQL (mentee_in_partnership, USED_BY ("partnership", "mentee", "no"))
RAPPORT_SQL (mentor_in_partnership, USED_BY ("partnership", "mentor", "no"))
RAPPORT_SQL (one_in_same_person, USED_BY ("same_person", "one", "no"))
RAPPORT_SQL (other_in_same_person, USED_BY ("same_person", "other", "no"))
RAPPORT_SQL (request_in_partnership, USED_BY ("partnership", "request", "no"))
RAPPORT_SQL (partnership_in_meeting, USED_BY ("meeting", "partnership", "no"))
RAPPORT_SQL (meeting_in_meeting, USED_BY ("meeting", "corrects", "no"))
RAPPORT_SQL (meeting_in_signature, USED_BY ("signature", "meeting", "no"))
RAPPORT_SQL (skill_of_member, USED_BY ("member_skill", "skill", "member"))
RAPPORT_SQL (field_of_member, USED_BY ("member_custom", "custom_field", "member"))
RAPPORT_SQL (programme_in_enrolment, USED_BY ("enrolment", "programme", "no"))
RAPPORT_SQL (programme_in_request, USED_BY ("request", "programme", "no"))
RAPPORT_SQL (programme_in_partnership, USED_BY ("partnership", "programme", "no"))
RAPPORT_SQL (programme_in_field, USED_BY ("custom_field", "programme", "no"))

/* A letter does not keep its cause: what has left the house stays in the Outbox when the request is taken back. */
RAPPORT_SQL (member_in_letter, USED_BY ("letter", "member", "no"))
RAPPORT_SQL (other_in_letter, USED_BY ("letter", "other", "no"))

static const struct {
  const char *kind;
  const char *sql;
} uses[] = {
  { "member", member_in_enrolment },
  { "member", mentee_in_request },
  { "member", mentor_in_request },
  { "member", mentee_in_partnership },
  { "member", mentor_in_partnership },
  { "member", member_in_letter },
  { "member", other_in_letter },
  { "member", one_in_same_person },
  { "member", other_in_same_person },
  { "request", request_in_partnership },
  { "partnership", partnership_in_meeting },
  { "meeting", meeting_in_meeting },
  { "meeting", meeting_in_signature },
  { "skill", skill_of_member },
  { "custom-field", field_of_member },
  { "programme", programme_in_enrolment },
  { "programme", programme_in_request },
  { "programme", programme_in_partnership },
  { "programme", programme_in_field },
};

gboolean
rapport_projection_in_use (RapportTransaction *tx,
                           const char         *kind,
                           gint64              entity,
                           gint64              operation)
{
  RapportReading *reading = rapport_transaction_reading (tx);

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    if (strcmp (uses[i].kind, kind) == 0)
      {
        sqlite3_stmt *statement = rapport_reading_statement (reading, uses[i].sql);
        gboolean found = FALSE;

        sqlite3_bind_int64 (statement, 1, entity);
        sqlite3_bind_int64 (statement, 2, operation);
        while (rapport_reading_next (reading, statement, NULL))
          found = TRUE;
        if (found)
          return TRUE;
      }
  return FALSE;
}
