/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/fields.h"
#include "store/dictionary.h"
#include "store/findings.h"
#include "store/sql.h"
#include "store/state.h"

/* Fields with several heads, and what was deleted by somebody who had not seen all of it. */

RAPPORT_SQL (select_conflicts, "SELECT entity, field FROM head GROUP BY entity, field HAVING count (*) > 1")
RAPPORT_SQL (select_deleted, "SELECT DISTINCT entity FROM head WHERE field = ?1")
RAPPORT_SQL (select_is_contested, "SELECT 1 FROM request WHERE no = ?1 AND contested = 1")

typedef struct {
  gint64 entity;
  gint64 field;
} Place;

static GArray *
select_places (RapportReading  *self,
               const char      *sql,
               gint64           field,
               GError         **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (Place));
  sqlite3_stmt *statement = rapport_reading_statement (self, sql);
  g_autoptr (GError) failure = NULL;

  if (field != 0)
    sqlite3_bind_int64 (statement, 1, field);
  while (rapport_reading_next (self, statement, &failure))
    {
      Place place = { sqlite3_column_int64 (statement, 0), field == 0 ? sqlite3_column_int64 (statement, 1) : field };

      g_array_append_val (places, place);
    }
  if (failure == NULL)
    return g_steal_pointer (&places);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Two who wrote the same have nothing to settle. */
static gboolean
heads_differ (const RapportState *state,
              gint64              field)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (state, field, &n_heads);
  g_autoptr (GVariant) first = n_heads > 1 ? rapport_body_value (heads[0].value) : NULL;

  for (guint i = 1; i < n_heads; i++)
    {
      g_autoptr (GVariant) value = rapport_body_value (heads[i].value);

      if ((value == NULL) != (first == NULL) || (value != NULL && !g_variant_equal (value, first)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_contested (RapportReading *self,
              gint64          request)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_is_contested);
  gboolean found;

  sqlite3_bind_int64 (statement, 1, request);
  found = rapport_reading_next (self, statement, NULL);
  sqlite3_reset (statement);
  return found;
}

/* What this version does not know it cannot show, and a contested answer is a finding of its own. */
static gboolean
can_be_settled (RapportReading *self,
                gint64          entity,
                const char     *field)
{
  g_autofree char *kind = rapport_reading_kind (self, entity);

  return kind != NULL && rapport_fields_find (kind, field) != NULL
         && (strcmp (kind, "request") != 0 || strcmp (field, "answer") != 0 || !is_contested (self, entity));
}

static gboolean
add_conflict (RapportReading  *self,
              GPtrArray       *findings,
              const Place     *place,
              gint64           deleted,
              GError         **error)
{
  g_autoptr (RapportState) state = rapport_reading_state (self, place->entity, error);
  const char *field = rapport_reading_name (self, RAPPORT_DICTIONARY_FIELD, place->field);

  if (state == NULL)
    return FALSE;
  if (field != NULL && place->field != deleted && rapport_state_is_alive (state, deleted)
      && heads_differ (state, place->field) && can_be_settled (self, place->entity, field))
    rapport_findings_add (self, findings, RAPPORT_FINDING_CONFLICT, place->entity, 0, field);
  return TRUE;
}

static gboolean
had_seen (const char          **seen,
          const RapportChange  *change)
{
  g_autofree char *name = g_strdup_printf ("%s:%" G_GINT64_FORMAT, change->replica_name, change->seq);

  return g_strv_contains (seen, name);
}

/* Did somebody change it whom the deleter had not heard of? */
static gboolean
has_unseen (const RapportState *state,
            gint64              deleted)
{
  guint n_heads;
  const RapportHead *deletions = rapport_state_heads (state, deleted, &n_heads);
  g_autoptr (GVariant) value = rapport_state_shown (state, deleted);
  g_autofree const char **seen = NULL;

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return FALSE;
  seen = g_variant_get_strv (value, NULL);
  for (guint i = 0; i < state->heads->len; i++)
    {
      const RapportHead *head = &g_array_index (state->heads, RapportHead, i);

      if (head->field != deleted && head->change != deletions[n_heads - 1].change && !had_seen (seen, head->change))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_unseen (RapportReading  *self,
            GPtrArray       *findings,
            gint64           entity,
            gint64           deleted,
            GError         **error)
{
  g_autoptr (RapportState) state = rapport_reading_state (self, entity, error);
  g_autofree char *kind = rapport_reading_kind (self, entity);
  guint n_fields;

  if (state == NULL)
    return FALSE;
  rapport_fields_of_kind (kind != NULL ? kind : "", &n_fields);
  if (n_fields > 0 && has_unseen (state, deleted))
    rapport_findings_add (self, findings, RAPPORT_FINDING_UNSEEN, entity, 0, kind);
  return TRUE;
}

gboolean
rapport_findings_add_conflicts (RapportReading  *self,
                                GPtrArray       *findings,
                                GCancellable    *cancellable,
                                GError         **error)
{
  gint64 deleted = rapport_reading_number (self, RAPPORT_DICTIONARY_FIELD, RAPPORT_FIELD_DELETED);
  g_autoptr (GArray) conflicts = select_places (self, select_conflicts, 0, error);
  g_autoptr (GArray) deletions = NULL;

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !add_conflict (self, findings, &g_array_index (conflicts, Place, i), deleted, error))
      return FALSE;
  if (conflicts == NULL || deleted == 0)
    return conflicts != NULL;
  deletions = select_places (self, select_deleted, deleted, error);
  for (guint i = 0; deletions != NULL && i < deletions->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !add_unseen (self, findings, g_array_index (deletions, Place, i).entity, deleted, error))
      return FALSE;
  return deletions != NULL;
}
