/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/state.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/connection.h"
#include "store/sql.h"

RAPPORT_SQL (select_change, "SELECT no, replica, seq, entity, operation, clock, body FROM change WHERE no = ?1")
RAPPORT_SQL (select_change_named,
             "SELECT no, replica, seq, entity, operation, clock, body FROM change WHERE replica = ?1 AND seq = ?2")
RAPPORT_SQL (select_base, "SELECT base FROM entity WHERE no = ?1")
RAPPORT_SQL (select_heads, "SELECT field, change FROM head WHERE entity = ?1 ORDER BY field")

void
rapport_change_free (RapportChange *self)
{
  if (self == NULL)
    return;
  rapport_body_clear (&self->body);
  g_free (self->data);
  g_free (self);
}

/* Says that the file is damaged. Returns %FALSE. */
gboolean
rapport_reading_damaged (RapportReading  *self,
                         GError         **error)
{
  g_autofree char *path = rapport_connection_shown_name (self->connection->path);

  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CORRUPT,
               _("“%s” is damaged (%s). Keep the file, and open the newest backup instead."), path,
               "a change cannot be read");
  return FALSE;
}

/* The row that @statement stands on. */
static RapportChange *
change_of_row (RapportReading  *self,
               sqlite3_stmt    *statement,
               GError         **error)
{
  g_autoptr (RapportChange) change = g_new0 (RapportChange, 1);
  gsize size = (gsize) sqlite3_column_bytes (statement, 6);

  change->no = sqlite3_column_int64 (statement, 0);
  change->replica = sqlite3_column_int64 (statement, 1);
  change->replica_name = rapport_reading_name (self, RAPPORT_DICTIONARY_REPLICA, change->replica);
  change->seq = sqlite3_column_int64 (statement, 2);
  change->entity = sqlite3_column_int64 (statement, 3);
  change->operation = sqlite3_column_int64 (statement, 4);
  change->clock = sqlite3_column_int64 (statement, 5);
  change->data = g_memdup2 (sqlite3_column_blob (statement, 6), size);
  rapport_body_init (&change->body);
  sqlite3_reset (statement);
  if (change->replica_name == NULL || !rapport_body_parse (&change->body, change->data, size))
    {
      rapport_reading_damaged (self, error);
      return NULL;
    }
  return g_steal_pointer (&change);
}

/**
 * rapport_reading_change:
 * @no: its number in the change table
 *
 * Returns: (transfer full) (nullable): the change, %NULL with @error set when it is not there
 */
RapportChange *
rapport_reading_change (RapportReading  *self,
                        gint64           no,
                        GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_change);
  g_autoptr (GError) failure = NULL;

  sqlite3_bind_int64 (statement, 1, no);
  if (rapport_reading_next (self, statement, &failure))
    return change_of_row (self, statement, error);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    rapport_reading_damaged (self, error);
  return NULL;
}

/**
 * rapport_reading_change_named:
 *
 * Returns: (transfer full) (nullable): the change of that name; %NULL without @error when it has not come yet
 */
RapportChange *
rapport_reading_change_named (RapportReading  *self,
                              gint64           replica,
                              gint64           seq,
                              GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_change_named);

  sqlite3_bind_int64 (statement, 1, replica);
  sqlite3_bind_int64 (statement, 2, seq);
  if (rapport_reading_next (self, statement, error))
    return change_of_row (self, statement, error);
  return NULL;
}

/* Which of two values is shown: the later by (clock, replica name). */
int
rapport_change_compare (const RapportChange *a,
                        const RapportChange *b)
{
  if (a->clock != b->clock)
    return a->clock < b->clock ? -1 : 1;
  return strcmp (a->replica_name, b->replica_name);
}

static int
compare_heads (gconstpointer a,
               gconstpointer b)
{
  const RapportHead *one = a;
  const RapportHead *other = b;

  if (one->field != other->field)
    return one->field < other->field ? -1 : 1;
  return rapport_change_compare (one->change, other->change);
}

static RapportChange *
load_change (RapportState    *state,
             RapportReading  *reading,
             gint64           no,
             GError         **error)
{
  RapportChange *change;

  for (guint i = 0; i < state->changes->len; i++)
    {
      change = g_ptr_array_index (state->changes, i);
      if (change->no == no)
        return change;
    }
  change = rapport_reading_change (reading, no, error);
  if (change != NULL)
    g_ptr_array_add (state->changes, change);
  return change;
}

static gboolean
add_head (RapportState  *state,
          gint64         field,
          RapportChange *change)
{
  RapportHead head = { field, change, rapport_body_find (&change->body, field) };

  g_array_append_val (state->heads, head);
  return head.value != NULL;
}

typedef struct {
  gint64 field;
  gint64 change;
} Row;

static GArray *
select_rows (RapportReading  *self,
             gint64           entity,
             GError         **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (self, select_heads);

  sqlite3_bind_int64 (statement, 1, entity);
  while (rapport_reading_next (self, statement, &failure))
    {
      Row row = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

      g_array_append_val (rows, row);
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *one = a;
  const Row *other = b;

  return (one->field > other->field) - (one->field < other->field);
}

static gboolean
has_row (GArray *rows,
         gint64  field)
{
  Row row = { field, 0 };

  return rows->len > 0 && g_array_binary_search (rows, &row, compare_rows, NULL);
}

static gboolean
load_heads (RapportState    *state,
            RapportReading  *reading,
            GError         **error)
{
  g_autoptr (GArray) rows = select_rows (reading, state->entity, error);
  RapportChange *base;

  if (rows == NULL)
    return FALSE;
  state->has_rows = rows->len > 0;
  for (guint i = 0; i < rows->len; i++)
    {
      Row row = g_array_index (rows, Row, i);
      RapportChange *change = load_change (state, reading, row.change, error);

      if (change == NULL)
        return FALSE;
      if (!add_head (state, row.field, change))
        return rapport_reading_damaged (reading, error);
    }
  if (state->base == 0)
    return TRUE;

  base = load_change (state, reading, state->base, error);
  if (base == NULL)
    return FALSE;
  for (guint i = 0; i < base->body.fields->len; i++)
    {
      gint64 field = g_array_index (base->body.fields, RapportBodyField, i).field;

      if (!has_row (rows, field))
        add_head (state, field, base);
    }
  return TRUE;
}

/**
 * rapport_reading_state:
 * @entity: its number
 *
 * Returns: (transfer full) (nullable): its heads, none for an entity that nothing is known about
 */
RapportState *
rapport_reading_state (RapportReading  *self,
                       gint64           entity,
                       GError         **error)
{
  g_autoptr (RapportState) state = g_new0 (RapportState, 1);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (self, select_base);

  state->entity = entity;
  state->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_free);
  state->heads = g_array_new (FALSE, FALSE, sizeof (RapportHead));
  sqlite3_bind_int64 (statement, 1, entity);
  if (rapport_reading_next (self, statement, &failure))
    {
      state->base = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!load_heads (state, self, error))
    return NULL;
  g_array_sort (state->heads, compare_heads);
  return g_steal_pointer (&state);
}

void
rapport_state_free (RapportState *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->heads);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

guint
rapport_state_run (const RapportState *self,
                   guint               index)
{
  gint64 field = g_array_index (self->heads, RapportHead, index).field;
  guint end = index + 1;

  while (end < self->heads->len && g_array_index (self->heads, RapportHead, end).field == field)
    end++;
  return end - index;
}

/**
 * rapport_state_heads:
 * @n_heads: (out): how many; more than one is a conflict
 *
 * Returns: (transfer none) (nullable): the first head of a field; the last is the one that is shown
 */
const RapportHead *
rapport_state_heads (const RapportState *self,
                     gint64              field,
                     guint              *n_heads)
{
  guint low = 0;
  guint high = self->heads->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->heads, RapportHead, middle).field < field)
        low = middle + 1;
      else
        high = middle;
    }
  *n_heads = 0;
  if (low == self->heads->len || g_array_index (self->heads, RapportHead, low).field != field)
    return NULL;
  *n_heads = rapport_state_run (self, low);
  return &g_array_index (self->heads, RapportHead, low);
}

/**
 * rapport_state_shown:
 *
 * Returns: (transfer full) (nullable): the value that is shown, %NULL when unset
 */
GVariant *
rapport_state_shown (const RapportState *self,
                     gint64              field)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (self, field, &n_heads);

  if (n_heads == 0)
    return NULL;
  return rapport_body_value (heads[n_heads - 1].value);
}

/* The head with the greatest (clock, replica) of all fields, %NULL if there is none. */
const RapportChange *
rapport_state_newest (const RapportState *self)
{
  const RapportChange *newest = NULL;

  for (guint i = 0; i < self->heads->len; i++)
    {
      const RapportChange *change = g_array_index (self->heads, RapportHead, i).change;

      if (newest == NULL || rapport_change_compare (newest, change) < 0)
        newest = change;
    }
  return newest;
}

/* Whether a field other than `deleted` is set and `deleted` is not. @deleted is that field's number, 0: unknown. */
gboolean
rapport_state_is_alive (const RapportState *self,
                        gint64              deleted)
{
  gboolean set = FALSE;
  guint n = 0;

  for (guint i = 0; i < self->heads->len; i += n)
    {
      const RapportHead *shown;
      gboolean is_set;

      n = rapport_state_run (self, i);
      shown = &g_array_index (self->heads, RapportHead, i + n - 1);
      is_set = shown->value->type != RAPPORT_VALUE_UNSET;
      if (is_set && shown->field == deleted)
        return FALSE;
      set |= is_set;
    }
  return set;
}
