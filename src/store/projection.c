/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/projection.h"

#include <string.h>

#include "store/projection-row.h"

/* Kinds whose rows need more than the table of fields says. */
static const struct {
  const char *kind;
  RapportProjector put;
} projectors[] = {
  { "member", rapport_projection_put_member },
  { "programme", rapport_projection_put_programme },
  { "request", rapport_projection_put_request },
  { "partnership", rapport_projection_put_partnership },
  { "meeting", rapport_projection_put_meeting },
  { "letter", rapport_projection_put_letter },
  { "enrolment", rapport_projection_put_enrolment },
  { "same-person", rapport_projection_put_same_person },
};

/* The table tag is not among them: it is a dictionary, its numbers stand in member_key.tags. Neither is member_text,
 * whose rows are those of member. */
static const char * const tables[] = {
  "programme", "custom_field", "skill", "member", "member_area", "member_language", "member_channel", "member_skill",
  "member_item", "member_custom", "member_visibility", "member_key", "enrolment", "request", "partnership", "meeting",
  "signature", "letter", "same_person", "joined", "joined_enrolment", "erasure", NULL
};

RAPPORT_SQL (clear_texts, "INSERT INTO member_text (member_text) VALUES ('delete-all')")

const char * const *
rapport_projection_tables (void)
{
  return tables;
}

gboolean
rapport_projection_update (RapportTransaction *tx,
                           const char         *kind,
                           gint64              entity,
                           GHashTable         *values,
                           gint64              changed_at,
                           gboolean            is_new,
                           GError            **error)
{
  gboolean gone = values == NULL || g_hash_table_size (values) == 0;

  if (rapport_projection_table (kind) == NULL || (gone && is_new))
    return TRUE;
  if (!is_new && strcmp (kind, "member") != 0 && strcmp (kind, "same-person") != 0
      && !rapport_projection_delete_row (tx, kind, entity, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (projectors); i++)
    if (strcmp (projectors[i].kind, kind) == 0)
      return projectors[i].put (tx, entity, gone ? NULL : values, changed_at, is_new, error);
  return gone || rapport_projection_put_row (tx, kind, entity, values, NULL, 0, error);
}

gboolean
rapport_projection_clear (RapportTransaction *tx,
                          GError            **error)
{
  RapportReading *reading = rapport_transaction_reading (tx);

  if (!rapport_reading_run (reading, rapport_reading_statement (reading, clear_texts), error))
    return FALSE;
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM ", tables[i], NULL);

      if (!rapport_reading_run (reading, rapport_reading_statement_composed (reading, sql), error))
        return FALSE;
    }
  return TRUE;
}
