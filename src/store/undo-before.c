/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/undo-before.h"

#include "store/erased.h"
#include "store/sql.h"

/* What an entity was before an operation, and whether what the operation said is still what is said. */

RAPPORT_SQL (select_changes_of_both, "SELECT replica, seq FROM change WHERE entity = ?1 AND operation = ?2")
RAPPORT_SQL (select_undone,
             "SELECT u.no FROM operation AS o JOIN operation AS u ON u.replica = o.undoes_replica AND u.seq = o.undoes_seq "
             "WHERE o.no = ?1")

static void
restored_clear (gpointer data)
{
  g_ptr_array_unref (((RapportRestored *) data)->before);
}

static RapportChange *
find_named (GPtrArray         *changes,
            const RapportSeen *seen)
{
  for (guint i = 0; i < changes->len; i++)
    {
      RapportChange *change = g_ptr_array_index (changes, i);

      if (change->replica == seen->replica && change->seq == seen->seq)
        return change;
    }
  return NULL;
}

static RapportChange *
load_named (RapportUndoing     *self,
            const RapportSeen  *name,
            GError            **error)
{
  RapportChange *change = find_named (self->cache, name);

  if (change == NULL)
    change = find_named (self->state->changes, name);
  if (change == NULL)
    {
      change = rapport_reading_change_named (&self->transaction->reading, name->replica, name->seq, error);
      if (change != NULL)
        g_ptr_array_add (self->cache, change);
    }
  return change;
}

/* A change that somebody had seen of a field; %NULL without @error when it has not come here yet. */
static RapportChange *
load_seen (RapportUndoing          *self,
           const RapportChange     *by,
           const RapportBodyField  *value,
           guint                    i,
           GError                 **error)
{
  guint index = g_array_index (by->body.indices, guint, value->first_index + i);
  RapportChange *change = load_named (self, &g_array_index (by->body.seen, RapportSeen, index), error);

  if (change != NULL && rapport_body_find (&change->body, value->field) == NULL)
    return NULL;
  return change;
}

/* Adds to @before what the author of @change had seen of @field, beyond the changes of @operation. */
static gboolean
collect_before (RapportUndoing  *self,
                gint64           operation,
                RapportChange   *change,
                gint64           field,
                GPtrArray       *before,
                GError         **error)
{
  const RapportBodyField *value = rapport_body_find (&change->body, field);
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; value != NULL && i < value->n_indices && failure == NULL; i++)
    {
      RapportChange *seen = load_seen (self, change, value, i, &failure);

      if (seen != NULL && seen->operation == operation)
        collect_before (self, operation, seen, field, before, &failure);
      else if (seen != NULL && !g_ptr_array_find (before, seen, NULL))
        g_ptr_array_add (before, seen);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The operation that @operation undoes, 0: none. */
static gint64
undone_by (RapportUndoing *self,
           gint64          operation)
{
  RapportReading *reading = &self->transaction->reading;
  sqlite3_stmt *statement;
  gpointer known;
  gint64 undone = 0;

  if (g_hash_table_lookup_extended (self->undone, GSIZE_TO_POINTER (operation), NULL, &known))
    return (gint64) GPOINTER_TO_SIZE (known);
  statement = rapport_reading_statement (reading, select_undone);
  sqlite3_bind_int64 (statement, 1, operation);
  while (rapport_reading_next (reading, statement, NULL))
    undone = sqlite3_column_int64 (statement, 0);
  g_hash_table_insert (self->undone, GSIZE_TO_POINTER (operation), GSIZE_TO_POINTER (undone));
  return undone;
}

/* Every change of this entity that @operation made. */
static gboolean
load_changes (RapportUndoing  *self,
              gint64           operation,
              GPtrArray       *changes,
              GError         **error)
{
  RapportReading *reading = &self->transaction->reading;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_changes_of_both);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (RapportSeen));

  sqlite3_bind_int64 (statement, 1, self->state->entity);
  sqlite3_bind_int64 (statement, 2, operation);
  while (rapport_reading_next (reading, statement, NULL))
    {
      RapportSeen name = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

      g_array_append_val (names, name);
    }
  for (guint i = 0; i < names->len; i++)
    {
      RapportChange *change = load_named (self, &g_array_index (names, RapportSeen, i), error);

      if (change == NULL)
        return FALSE;
      g_ptr_array_add (changes, change);
    }
  return TRUE;
}

/* Those of an operation's @changes that say something of @field and that none of the others has superseded. */
static GPtrArray *
last_of (GPtrArray *changes,
         gint64     field)
{
  GPtrArray *last = g_ptr_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      RapportChange *change = g_ptr_array_index (changes, i);
      RapportSeen name = { change->replica, change->seq };
      gboolean superseded = rapport_body_find (&change->body, field) == NULL;

      for (guint j = 0; j < changes->len && !superseded; j++)
        {
          RapportChange *other = g_ptr_array_index (changes, j);
          const RapportBodyField *value = rapport_body_find (&other->body, field);

          superseded = value != NULL && rapport_body_has_seen (&other->body, value, &name);
        }
      if (!superseded)
        g_ptr_array_add (last, change);
    }
  return last;
}

static gboolean
collect_all_before (RapportUndoing  *self,
                    gint64           operation,
                    GPtrArray       *last,
                    gint64           field,
                    GPtrArray       *before,
                    GError         **error)
{
  for (guint i = 0; i < last->len; i++)
    if (!collect_before (self, operation, g_ptr_array_index (last, i), field, before, error))
      return FALSE;
  return TRUE;
}

/* Adds to @origins who first wrote what @change says of @field: what undo restored was written by those before the
 * undone operation, and so what redo restored by the first one. */
static gboolean
collect_origins (RapportUndoing  *self,
                 RapportChange   *change,
                 gint64           field,
                 GPtrArray       *origins,
                 GError         **error)
{
  gint64 undone = undone_by (self, change->operation);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GPtrArray) before = NULL;

  if (undone == 0)
    {
      if (!g_ptr_array_find (origins, change, NULL))
        g_ptr_array_add (origins, change);
      return TRUE;
    }
  changes = g_ptr_array_new ();
  if (!load_changes (self, undone, changes, error))
    return FALSE;
  last = last_of (changes, field);
  before = g_ptr_array_new ();
  if (!collect_all_before (self, undone, last, field, before, error))
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    if (!collect_origins (self, g_ptr_array_index (before, i), field, origins, error))
      return FALSE;
  return TRUE;
}

static gboolean
same_set (GPtrArray *a,
          GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find (b, g_ptr_array_index (a, i), NULL))
      return FALSE;
  return TRUE;
}

static gboolean
same_origins (RapportUndoing  *self,
              GPtrArray       *a,
              GPtrArray       *b,
              gint64           field,
              gboolean        *same,
              GError         **error)
{
  g_autoptr (GPtrArray) origins_a = g_ptr_array_new ();
  g_autoptr (GPtrArray) origins_b = g_ptr_array_new ();

  *same = same_set (a, b);
  if (*same)
    return TRUE;
  for (guint i = 0; i < a->len; i++)
    if (!collect_origins (self, g_ptr_array_index (a, i), field, origins_a, error))
      return FALSE;
  for (guint i = 0; i < b->len; i++)
    if (!collect_origins (self, g_ptr_array_index (b, i), field, origins_b, error))
      return FALSE;
  *same = same_set (origins_a, origins_b);
  return TRUE;
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  return rapport_change_compare (*(RapportChange *const *) a, *(RapportChange *const *) b);
}

static gboolean
is_winner_set (GPtrArray *changes,
               gint64     field)
{
  RapportChange *winner = changes->len > 0 ? g_ptr_array_index (changes, changes->len - 1) : NULL;

  return winner != NULL && rapport_body_find (&winner->body, field)->type != RAPPORT_VALUE_UNSET;
}

static GPtrArray *
heads_of (RapportUndoing *self,
          gint64          field)
{
  GPtrArray *changes = g_ptr_array_new ();
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (self->state, field, &n_heads);

  for (guint i = 0; i < n_heads; i++)
    g_ptr_array_add (changes, heads[i].change);
  return changes;
}

/* What stands beside all that the operation said, written without knowing of it: that stays when the operation is taken
 * back, and ends the conflict. %NULL: what it said does not stand, or nothing stands beside it. */
static GPtrArray *
beside (GPtrArray *heads,
        GPtrArray *own)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < own->len; i++)
    if (!g_ptr_array_find (heads, g_ptr_array_index (own, i), NULL))
      return NULL;
  for (guint i = 0; i < heads->len; i++)
    if (!g_ptr_array_find (own, g_ptr_array_index (heads, i), NULL))
      g_ptr_array_add (others, g_ptr_array_index (heads, i));
  return own->len > 0 && others->len > 0 ? g_steal_pointer (&others) : NULL;
}

/* A field that the operation set: is what it said still what is said? */
static gboolean
look_at_own (RapportUndoing  *self,
             gint64           field,
             GError         **error)
{
  g_autoptr (GPtrArray) own = last_of (self->own, field);
  g_autoptr (GPtrArray) heads = heads_of (self, field);
  GPtrArray *others = NULL;
  RapportRestored restored = { field, NULL };
  gboolean stands;
  gboolean done;

  /* What was erased has nothing to be brought back. */
  if (rapport_erased_covers (&self->transaction->reading, self->state->entity, field))
    return TRUE;
  others = beside (heads, own);
  stands = others != NULL;
  restored.before = g_ptr_array_new ();
  done = (stands || same_origins (self, heads, own, field, &stands, error))
         && collect_all_before (self, self->operation, own, field, restored.before, error);
  if (others != NULL)
    {
      g_ptr_array_unref (restored.before);
      restored.before = others;
    }
  g_ptr_array_sort (restored.before, compare_changes);
  self->was_alive |= is_winner_set (restored.before, field);
  self->later |= !stands;
  if (done && stands)
    g_array_append_val (self->restored, restored);
  else
    g_ptr_array_unref (restored.before);
  return done;
}

/* A field that it did not set: was it there before, or is it somebody's later work? Before and later are in the order in
 * which changes came here. */
static gboolean
look_at_other (RapportUndoing     *self,
               const RapportHead  *shown,
               gint64              since,
               GError            **error)
{
  g_autoptr (GPtrArray) origins = g_ptr_array_new ();

  if (shown->value->type == RAPPORT_VALUE_UNSET)
    return TRUE;
  if (!collect_origins (self, shown->change, shown->field, origins, error))
    return FALSE;
  for (guint i = 0; i < origins->len; i++)
    if (((RapportChange *) g_ptr_array_index (origins, i))->no > since)
      self->later = TRUE;
    else
      self->was_alive = TRUE;
  return TRUE;
}

/* Where one change of the operation is the head of everything, nothing else need be asked: the usual case after an
 * import. */
static gboolean
is_head_of_all (RapportUndoing *self)
{
  RapportChange *base = self->state->changes->len == 1 ? g_ptr_array_index (self->state->changes, 0) : NULL;

  return !self->state->has_rows && base != NULL && base->operation == self->operation;
}

static gboolean
load_own (RapportUndoing  *self,
          GError         **error)
{
  if (!is_head_of_all (self))
    return load_changes (self, self->operation, self->own, error);
  g_ptr_array_add (self->own, g_ptr_array_index (self->state->changes, 0));
  return TRUE;
}

static gboolean
is_own (RapportUndoing *self,
        gint64          field,
        guint           before)
{
  for (guint i = 0; i < before; i++)
    if (rapport_body_find (&((RapportChange *) g_ptr_array_index (self->own, i))->body, field) != NULL)
      return TRUE;
  return FALSE;
}

/* Fills what was before. */
static gboolean
look_at_entity (RapportUndoing  *self,
                GError         **error)
{
  gint64 since = G_MAXINT64;
  guint n = 0;

  if (!load_own (self, error))
    return FALSE;
  for (guint i = 0; i < self->own->len; i++)
    {
      RapportChange *change = g_ptr_array_index (self->own, i);

      since = MIN (since, change->no);
      for (guint j = 0; j < change->body.fields->len; j++)
        {
          gint64 field = g_array_index (change->body.fields, RapportBodyField, j).field;

          if (!is_own (self, field, i) && !look_at_own (self, field, error))
            return FALSE;
        }
    }
  for (guint i = 0; i < self->state->heads->len; i += n)
    {
      const RapportHead *head = &g_array_index (self->state->heads, RapportHead, i);

      n = rapport_state_run (self->state, i);
      if (!is_own (self, head->field, self->own->len) && !look_at_other (self, head + n - 1, since, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_undoing_init:
 * @undone: a cache that lives as long as the command: operation → the one that it undoes
 *
 * Finds out what undoing @operation means for one of the entities that it has changed.
 */
gboolean
rapport_undoing_init (RapportUndoing      *self,
                      RapportTransaction  *transaction,
                      GHashTable          *undone,
                      gint64               operation,
                      gint64               entity,
                      GError             **error)
{
  *self = (RapportUndoing) { .transaction = transaction, .undone = undone, .operation = operation };
  self->cache = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_free);
  self->own = g_ptr_array_new ();
  self->restored = g_array_new (FALSE, FALSE, sizeof (RapportRestored));
  g_array_set_clear_func (self->restored, restored_clear);
  self->state = rapport_reading_state (&transaction->reading, entity, error);
  return self->state != NULL && look_at_entity (self, error);
}

void
rapport_undoing_clear (RapportUndoing *self)
{
  g_clear_pointer (&self->restored, g_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->cache, g_ptr_array_unref);
  g_clear_pointer (&self->state, rapport_state_free);
}
