/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/merge-mark.h"

#include <string.h>

#include "store/meta.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/undo-steps.h"
#include "store/writing.h"

RAPPORT_SQL (select_last_no, "SELECT coalesce (max (no), 0) FROM change")
RAPPORT_SQL (select_arrived,
             "SELECT k.name, sum (was = 0 AND gone = 0), sum (was AND gone = 0) FROM (SELECT a.entity, "
             "EXISTS (SELECT 1 FROM change AS p WHERE p.entity = a.entity AND p.no <= ?1) AS was, "
             "EXISTS (SELECT 1 FROM erased AS x WHERE x.entity = a.entity AND x.field = 0) AS gone FROM (SELECT DISTINCT entity FROM change WHERE no > ?1) AS a) "
             "AS arrived CROSS JOIN entity AS e ON e.no = arrived.entity JOIN kind AS k ON k.no = e.kind "
             "GROUP BY k.name ORDER BY k.name")
RAPPORT_SQL (select_arrived_entities,
             "SELECT DISTINCT c.entity, e.kind FROM change AS c JOIN entity AS e ON e.no = c.entity "
             "WHERE c.no > ?1 AND c.no <= ?2")
RAPPORT_SQL (select_marks,
             "SELECT c.entity FROM change AS c JOIN entity AS e ON e.no = c.entity JOIN kind AS k ON k.no = e.kind "
             "WHERE c.operation = ?1 AND k.name = 'merge' LIMIT 1")
RAPPORT_SQL (select_of_entity, "SELECT no FROM change WHERE entity = ?1 ORDER BY no")
RAPPORT_SQL (select_peers, "SELECT substr (key, 6) FROM meta WHERE key BETWEEN 'peer/' AND 'peer0' ORDER BY key")

RAPPORT_SQL (select_author,
             "SELECT o.author FROM operation AS o JOIN replica AS r ON r.no = o.replica WHERE r.name = ?1 "
             "ORDER BY o.seq DESC LIMIT 1")

#define KIND_MERGE "merge"

void
rapport_merge_count_free (RapportMergeCount *self)
{
  g_free (self->kind);
  g_free (self);
}

gint64
rapport_reading_last_change (RapportReading *self)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_last_no);
  gint64 no = 0;

  if (rapport_reading_next (self, statement, NULL))
    no = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return no;
}

GPtrArray *
rapport_reading_arrived (RapportReading  *self,
                         gint64           after,
                         GError         **error)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_merge_count_free);
  sqlite3_stmt *statement = rapport_reading_statement (self, select_arrived);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, after);
  while (rapport_reading_next (self, statement, &failure))
    {
      RapportMergeCount *count = g_new0 (RapportMergeCount, 1);

      count->kind = rapport_column_dup (statement, 0);
      count->n_new = (guint) sqlite3_column_int64 (statement, 1);
      count->n_changed = (guint) sqlite3_column_int64 (statement, 2);
      g_ptr_array_add (counts, count);
    }
  if (failure == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Two copies that send one another their notes only would never be done. */
static gboolean
is_notes_alone (GPtrArray *arrived)
{
  for (guint i = 0; i < arrived->len; i++)
    if (strcmp (((const RapportMergeCount *) g_ptr_array_index (arrived, i))->kind, KIND_MERGE) != 0)
      return FALSE;
  return TRUE;
}

gboolean
rapport_merge_note (RapportTransaction  *transaction,
                    gint64               after,
                    guint                n,
                    GError             **error)
{
  g_autoptr (GPtrArray) arrived = rapport_reading_arrived (&transaction->reading, after, error);
  g_autofree char *count = g_strdup_printf ("%u", n);
  gint64 until = rapport_reading_last_change (&transaction->reading);
  gint64 mark;

  if (arrived == NULL || is_notes_alone (arrived))
    return arrived != NULL;
  mark = rapport_transaction_new_entity (transaction, KIND_MERGE);
  rapport_transaction_set_operation (transaction, RAPPORT_TITLE_MERGE, (const char * const []) { count, NULL });
  rapport_transaction_set_int (transaction, mark, "count", n);
  rapport_transaction_set_int (transaction, mark, "after", after);
  rapport_transaction_set_int (transaction, mark, "until", until);
  return rapport_transaction_flush (transaction, error);
}

/* Taking back ----------------------------------------------------------------------------------------------------- */

/** What came of one entity, and what was there. */
typedef struct {
  RapportTransaction *transaction;
  gint64 after;
  gint64 until;
  GPtrArray *changes;     /* Owned: RapportChange, by arrival */
  RapportState *state;    /* Owned */
} Arrival;

static void
arrival_clear (Arrival *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->state, rapport_state_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arrival, arrival_clear)

static gboolean
load_arrival (Arrival  *self,
              gint64    entity,
              GError  **error)
{
  RapportReading *reading = &self->transaction->reading;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_of_entity);

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_free);
  sqlite3_bind_int64 (statement, 1, entity);
  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      RapportChange *change = rapport_reading_change (reading, g_array_index (numbers, gint64, i), error);

      if (change == NULL)
        return FALSE;
      g_ptr_array_add (self->changes, change);
    }
  self->state = rapport_reading_state (reading, entity, error);
  return self->state != NULL;
}

static gboolean
had_been_seen (const Arrival       *self,
               const RapportChange *change,
               gint64               field)
{
  RapportSeen name = { change->replica, change->seq };

  for (guint i = 0; i < self->changes->len; i++)
    {
      const RapportChange *other = g_ptr_array_index (self->changes, i);
      const RapportBodyField *value = other->no <= self->after ? rapport_body_find (&other->body, field) : NULL;

      if (value != NULL && rapport_body_has_seen (&other->body, value, &name))
        return TRUE;
    }
  return FALSE;
}

/* The change whose value was shown before they came; %NULL: there was none. */
static const RapportChange *
shown_before (const Arrival *self,
              gint64         field)
{
  const RapportChange *shown = NULL;

  for (guint i = 0; i < self->changes->len; i++)
    {
      const RapportChange *change = g_ptr_array_index (self->changes, i);

      if (change->no <= self->after && rapport_body_find (&change->body, field) != NULL
          && !had_been_seen (self, change, field) && (shown == NULL || rapport_change_compare (shown, change) < 0))
        shown = change;
    }
  return shown;
}

static gboolean
changed_since (const Arrival *self,
               gint64         field)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (self->state, field, &n_heads);

  for (guint i = 0; i < n_heads; i++)
    if (heads[i].change->no > self->until)
      return TRUE;
  return FALSE;
}

/* Adds the fields of @change to what is to be set; returns how many are left alone. */
static guint
add_fields (Arrival             *self,
            const RapportChange *change,
            RapportPending      *pending)
{
  RapportReading *reading = &self->transaction->reading;
  guint left_alone = 0;

  for (guint i = 0; i < change->body.fields->len; i++)
    {
      gint64 field = g_array_index (change->body.fields, RapportBodyField, i).field;
      const RapportChange *before = shown_before (self, field);
      g_autoptr (GVariant) value = before != NULL ? rapport_body_value (rapport_body_find (&before->body, field)) : NULL;

      if (changed_since (self, field))
        left_alone++;
      else
        rapport_pending_set (pending, field, rapport_reading_name (reading, RAPPORT_DICTIONARY_FIELD, field), value);
    }
  return left_alone;
}

static gboolean
was_there (const Arrival *self)
{
  return self->changes->len > 0 && ((const RapportChange *) g_ptr_array_index (self->changes, 0))->no <= self->after;
}

static gboolean
take_entity_back (RapportTransaction  *transaction,
                  gint64               entity,
                  const char          *kind,
                  const gint64        *range,
                  RapportUndoResult   *result,
                  GError             **error)
{
  g_auto (Arrival) self = { .transaction = transaction, .after = range[0], .until = range[1] };
  g_autoptr (RapportPending) pending = rapport_pending_new (entity, FALSE);
  guint left_alone = 0;

  if (!load_arrival (&self, entity, error))
    return FALSE;
  for (guint i = 0; i < self.changes->len; i++)
    {
      const RapportChange *change = g_ptr_array_index (self.changes, i);

      if (change->no > self.after && change->no <= self.until)
        left_alone += add_fields (&self, change, pending);
    }
  if (!was_there (&self) && (left_alone > 0 || rapport_projection_in_use (transaction, kind, entity, 0)))
    {
      result->left_alone++;
      return TRUE;
    }
  result->left_alone += left_alone > 0;
  result->restored++;
  return rapport_journal_write (transaction, pending, error);
}

typedef struct {
  gint64 entity;
  const char *kind; /* Borrowed from the dictionary */
} Arrived;

static int
compare_arrived (gconstpointer a,
                 gconstpointer b)
{
  const Arrived *one = a;
  const Arrived *other = b;
  int order = rapport_undo_rank (one->kind) - rapport_undo_rank (other->kind);

  return order != 0 ? order : (one->entity < other->entity) - (one->entity > other->entity);
}

static GArray *
list_arrived (RapportReading *reading,
              const gint64   *range)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Arrived));
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_arrived_entities);

  sqlite3_bind_int64 (statement, 1, range[0]);
  sqlite3_bind_int64 (statement, 2, range[1]);
  while (rapport_reading_next (reading, statement, NULL))
    {
      const char *kind = rapport_reading_name (reading, RAPPORT_DICTIONARY_KIND, sqlite3_column_int64 (statement, 1));
      Arrived arrived = { sqlite3_column_int64 (statement, 0), kind != NULL ? kind : "" };

      g_array_append_val (list, arrived);
    }
  g_array_sort (list, compare_arrived);
  return list;
}

static gint64
int_of (RapportReading *reading,
        gint64          entity,
        const char     *field)
{
  g_autoptr (GVariant) value = rapport_reading_get (reading, entity, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (value) : 0;
}

gboolean
rapport_merge_take_back (RapportTransaction  *transaction,
                         gint64               operation,
                         RapportUndoResult   *result,
                         GError             **error)
{
  RapportReading *reading = &transaction->reading;
  g_autoptr (RapportOperation) taken_back = rapport_reading_operation (reading, operation);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_marks);
  g_autoptr (GArray) list = NULL;
  gint64 range[2] = { 0, 0 };
  gint64 mark = 0;

  /* What was done again is an operation with changes of its own. */
  if (taken_back == NULL || strcmp (taken_back->title, RAPPORT_TITLE_MERGE) != 0)
    return TRUE;
  sqlite3_bind_int64 (statement, 1, operation);
  if (rapport_reading_next (reading, statement, NULL))
    mark = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  range[0] = mark != 0 ? int_of (reading, mark, "after") : 0;
  range[1] = mark != 0 ? int_of (reading, mark, "until") : 0;
  list = list_arrived (reading, range);
  for (guint i = 0; i < list->len; i++)
    {
      const Arrived *arrived = &g_array_index (list, Arrived, i);

      if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error))
        return FALSE;
      if (strcmp (arrived->kind, KIND_MERGE) != 0 && strcmp (arrived->kind, "erasure") != 0
          && !take_entity_back (transaction, arrived->entity, arrived->kind, range, result, error))
        return FALSE;
    }
  return TRUE;
}

/* Other copies ---------------------------------------------------------------------------------------------------- */

gboolean
rapport_reading_set_peer (RapportReading  *self,
                          const char      *replica,
                          const char      *vector,
                          GError         **error)
{
  g_autofree char *key = g_strconcat ("peer/", replica, NULL);

  return rapport_reading_set_meta (self, key, vector, error);
}

char *
rapport_reading_peer (RapportReading *self,
                      const char     *replica)
{
  g_autofree char *key = g_strconcat ("peer/", replica, NULL);

  return rapport_reading_meta (self, key, NULL);
}

GPtrArray *
rapport_reading_peers (RapportReading *self)
{
  GPtrArray *peers = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = rapport_reading_statement (self, select_peers);

  while (rapport_reading_next (self, statement, NULL))
    g_ptr_array_add (peers, rapport_column_dup (statement, 0));
  return peers;
}

char *
rapport_reading_own_replica (RapportReading *self)
{
  return rapport_reading_meta (self, RAPPORT_META_REPLICA, NULL);
}

char *
rapport_reading_replica_name (RapportReading *self,
                              gint64          replica)
{
  return g_strdup (rapport_reading_name (self, RAPPORT_DICTIONARY_REPLICA, replica));
}

char *
rapport_reading_author_of (RapportReading *self,
                           const char     *replica)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_author);
  char *author = NULL;

  rapport_bind_borrowed (statement, 1, replica);
  if (rapport_reading_next (self, statement, NULL))
    author = rapport_column_dup (statement, 0);
  sqlite3_reset (statement);
  return author != NULL ? author : g_strdup ("");
}
