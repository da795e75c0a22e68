/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "store/meta.h"
#include "store/operations.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/writing.h"

/* Undo restores, as a new operation, the values that the authors of an operation had seen (DESIGN §3). Redo is undo of
 * the undo. What can be undone is not kept anywhere: it follows from which operation undoes which. */

#define TITLE_UNDO "undo"
#define TITLE_REDO "redo"

RAPPORT_SQL (select_own_operations,
             "SELECT no, seq, undoes_replica, undoes_seq FROM operation WHERE replica = ?1 AND author = ?2 ORDER BY seq")
RAPPORT_SQL (select_changed_entities,
             "SELECT c.entity, e.kind, c.no FROM change AS c JOIN entity AS e ON e.no = c.entity WHERE c.operation = ?1")
RAPPORT_SQL (select_changes_of_both, "SELECT replica, seq FROM change WHERE entity = ?1 AND operation = ?2")
RAPPORT_SQL (select_undone,
             "SELECT u.no FROM operation AS o JOIN operation AS u ON u.replica = o.undoes_replica AND u.seq = o.undoes_seq "
             "WHERE o.no = ?1")
RAPPORT_SQL (select_name, "SELECT replica, seq FROM operation WHERE no = ?1")

void
rapport_undo_result_free (RapportUndoResult *result)
{
  if (result == NULL)
    return;
  g_free (result->title);
  g_strfreev (result->args);
  g_free (result);
}

/* What comes next ------------------------------------------------------------------------------------------------- */

typedef struct {
  gint64 no;
  gint64 seq;
} Step;

/* The stacks that the author would have seen grow, newest last. */
typedef struct {
  GArray *undo;   /* Owned: Step */
  GArray *redo;   /* Owned: Step */
  gint64 replica;
} Stacks;

static void
stacks_clear (Stacks *self)
{
  g_clear_pointer (&self->undo, g_array_unref);
  g_clear_pointer (&self->redo, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stacks, stacks_clear)

static gboolean
take_top (GArray *stack,
          gint64  seq)
{
  if (stack->len == 0 || g_array_index (stack, Step, stack->len - 1).seq != seq)
    return FALSE;
  g_array_set_size (stack, stack->len - 1);
  return TRUE;
}

static void
push_operation (Stacks   *self,
                Step      step,
                gboolean  undoes_own,
                gint64    undone)
{
  if (undoes_own && take_top (self->undo, undone))
    g_array_append_val (self->redo, step);
  else if (undoes_own && take_top (self->redo, undone))
    g_array_append_val (self->undo, step);
  else
    {
      g_array_append_val (self->undo, step);
      g_array_set_size (self->redo, 0);
    }
}

static void
load_stacks (Stacks         *self,
             RapportReading *reading,
             const char     *author)
{
  g_autofree char *name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, NULL);
  sqlite3_stmt *statement;

  self->undo = g_array_new (FALSE, FALSE, sizeof (Step));
  self->redo = g_array_new (FALSE, FALSE, sizeof (Step));
  self->replica = name != NULL ? rapport_reading_number (reading, RAPPORT_DICTIONARY_REPLICA, name) : 0;
  if (self->replica == 0)
    return;
  statement = rapport_reading_statement (reading, select_own_operations);
  sqlite3_bind_int64 (statement, 1, self->replica);
  rapport_bind_text (statement, 2, author);
  while (rapport_reading_next (reading, statement, NULL))
    {
      Step step = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

      push_operation (self, step, sqlite3_column_int64 (statement, 2) == self->replica,
                      sqlite3_column_int64 (statement, 3));
    }
}

static gint64
top_of (GArray *stack)
{
  return stack->len > 0 ? g_array_index (stack, Step, stack->len - 1).no : 0;
}

/* An operation that undid another is called as the other was. */
static RapportOperation *
first_operation (RapportReading *reading,
                 gint64          no)
{
  RapportOperation *operation = no != 0 ? rapport_reading_operation (reading, no) : NULL;

  if (operation != NULL && operation->args[0] != NULL
      && (strcmp (operation->title, TITLE_UNDO) == 0 || strcmp (operation->title, TITLE_REDO) == 0))
    {
      char **args = operation->args;

      g_free (operation->title);
      operation->title = args[0];
      operation->args = g_strdupv (args + 1);
      for (char **arg = args + 1; *arg != NULL; arg++)
        g_free (*arg);
      g_free (args);
    }
  if (operation != NULL)
    operation->undoable = TRUE;
  return operation;
}

/**
 * rapport_reading_next_undo:
 *
 * Returns: (transfer full) (nullable): what rapport_undo_command() would undo for that author
 */
RapportOperation *
rapport_reading_next_undo (RapportReading *self,
                           const char     *author)
{
  g_auto (Stacks) stacks = { 0 };

  load_stacks (&stacks, self, author);
  return first_operation (self, top_of (stacks.undo));
}

RapportOperation *
rapport_reading_next_redo (RapportReading *self,
                           const char     *author)
{
  g_auto (Stacks) stacks = { 0 };

  load_stacks (&stacks, self, author);
  return first_operation (self, top_of (stacks.redo));
}

/* What one entity was before -------------------------------------------------------------------------------------- */

/** One field as it was before the operation. */
typedef struct {
  gint64 field;
  GPtrArray *before;    /* Owned: RapportChange (borrowed), the winner last; empty: it was never set */
} Restored;

typedef struct {
  RapportTransaction *transaction;
  GHashTable *undone;   /* Borrowed: operation → the one that it undoes, 0: none */
  gint64 operation;
  RapportState *state;
  GPtrArray *cache;     /* Owned: RapportChange that are heads no longer */
  GPtrArray *own;       /* Owned: RapportChange (borrowed) that the operation made of this entity */
  GArray *restored;     /* Owned: Restored */
  gboolean later;       /* a later operation has changed the entity, too */
  gboolean was_alive;   /* before the operation */
} Undoing;

static void
restored_clear (gpointer data)
{
  g_ptr_array_unref (((Restored *) data)->before);
}

static void
undoing_clear (Undoing *self)
{
  g_clear_pointer (&self->restored, g_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->cache, g_ptr_array_unref);
  g_clear_pointer (&self->state, rapport_state_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Undoing, undoing_clear)

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
load_named (Undoing            *self,
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
load_seen (Undoing                 *self,
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
collect_before (Undoing        *self,
                gint64          operation,
                RapportChange  *change,
                gint64          field,
                GPtrArray      *before,
                GError        **error)
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
undone_by (Undoing *self,
           gint64   operation)
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
load_changes (Undoing    *self,
              gint64      operation,
              GPtrArray  *changes,
              GError    **error)
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
collect_all_before (Undoing    *self,
                    gint64      operation,
                    GPtrArray  *last,
                    gint64      field,
                    GPtrArray  *before,
                    GError    **error)
{
  for (guint i = 0; i < last->len; i++)
    if (!collect_before (self, operation, g_ptr_array_index (last, i), field, before, error))
      return FALSE;
  return TRUE;
}

/* Adds to @origins who first wrote what @change says of @field: what undo restored was written by those before the
 * undone operation, and so what redo restored by the first one. */
static gboolean
collect_origins (Undoing        *self,
                 RapportChange  *change,
                 gint64          field,
                 GPtrArray      *origins,
                 GError        **error)
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
same_origins (Undoing    *self,
              GPtrArray  *a,
              GPtrArray  *b,
              gint64      field,
              gboolean   *same,
              GError    **error)
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
heads_of (Undoing *self,
          gint64   field)
{
  GPtrArray *changes = g_ptr_array_new ();
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (self->state, field, &n_heads);

  for (guint i = 0; i < n_heads; i++)
    g_ptr_array_add (changes, heads[i].change);
  return changes;
}

/* A field that the operation set: is what it said still what is said? */
static gboolean
look_at_own (Undoing  *self,
             gint64    field,
             GError  **error)
{
  g_autoptr (GPtrArray) own = last_of (self->own, field);
  g_autoptr (GPtrArray) heads = heads_of (self, field);
  Restored restored = { field, g_ptr_array_new () };
  gboolean stands = FALSE;
  gboolean done = same_origins (self, heads, own, field, &stands, error)
                  && collect_all_before (self, self->operation, own, field, restored.before, error);

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
look_at_other (Undoing            *self,
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
is_head_of_all (Undoing *self)
{
  RapportChange *base = self->state->changes->len == 1 ? g_ptr_array_index (self->state->changes, 0) : NULL;

  return !self->state->has_rows && base != NULL && base->operation == self->operation;
}

static gboolean
load_own (Undoing  *self,
          GError  **error)
{
  if (!is_head_of_all (self))
    return load_changes (self, self->operation, self->own, error);
  g_ptr_array_add (self->own, g_ptr_array_index (self->state->changes, 0));
  return TRUE;
}

static gboolean
is_own (Undoing *self,
        gint64   field,
        guint    before)
{
  for (guint i = 0; i < before; i++)
    if (rapport_body_find (&((RapportChange *) g_ptr_array_index (self->own, i))->body, field) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
look_at_entity (Undoing  *self,
                GError  **error)
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

/* Restoring ------------------------------------------------------------------------------------------------------- */

/* Would the entity be gone, or half gone, though somebody has begun to use it? */
static gboolean
must_stay (Undoing    *self,
           const char *kind)
{
  gboolean is_alive = rapport_state_is_alive (self->state, rapport_journal_deleted_field (self->transaction));

  if (self->was_alive || !is_alive)
    return FALSE;
  return self->later || rapport_projection_in_use (self->transaction, kind, self->state->entity, self->operation);
}

static void
set_restored (Undoing         *self,
              RapportPending  *pending,
              const Restored  *restored,
              RapportChange   *from)
{
  const char *name = rapport_reading_name (&self->transaction->reading, RAPPORT_DICTIONARY_FIELD, restored->field);
  g_autoptr (GVariant) value = from != NULL ? rapport_body_value (rapport_body_find (&from->body, restored->field)) : NULL;

  rapport_pending_set (pending, restored->field, name, value);
}

/* A value that stood beside the one that is shown stands beside it again: a change of its own, unseen by the other. */
static gint64
append_loser (Undoing         *self,
              const Restored  *restored,
              guint            index,
              GError         **error)
{
  g_autoptr (RapportPending) pending = rapport_pending_new (self->state->entity, FALSE);

  set_restored (self, pending, restored, g_ptr_array_index (restored->before, index));
  return rapport_journal_append (self->transaction, pending, self->state, error);
}

static gboolean
append_losers (Undoing  *self,
               GArray   *losers,
               GError  **error)
{
  for (guint i = 0; i < self->restored->len; i++)
    {
      const Restored *restored = &g_array_index (self->restored, Restored, i);

      for (guint j = 0; j + 1 < restored->before->len; j++)
        {
          gint64 pair[2] = { restored->field, append_loser (self, restored, j, error) };

          if (pair[1] == 0)
            return FALSE;
          g_array_append_vals (losers, pair, 2);
        }
    }
  return TRUE;
}

RAPPORT_SQL (insert_loser, "INSERT INTO head (entity, field, change) VALUES (?1, ?2, ?3)")

static gboolean
reopen_conflicts (Undoing  *self,
                  GArray   *losers,
                  gint64    winner,
                  GError  **error)
{
  RapportReading *reading = &self->transaction->reading;
  gint64 last = 0;

  for (guint i = 0; i < losers->len; i += 2)
    {
      gint64 field = g_array_index (losers, gint64, i);
      sqlite3_stmt *statement;

      if (field != last && !rapport_journal_set_heads (self->transaction, self->state->entity, field, &winner, 1, error))
        return FALSE;
      last = field;
      statement = rapport_reading_statement (reading, insert_loser);
      sqlite3_bind_int64 (statement, 1, self->state->entity);
      sqlite3_bind_int64 (statement, 2, field);
      sqlite3_bind_int64 (statement, 3, g_array_index (losers, gint64, i + 1));
      if (!rapport_reading_run (reading, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_restored (Undoing  *self,
                GError  **error)
{
  g_autoptr (RapportPending) pending = rapport_pending_new (self->state->entity, FALSE);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 winner;

  for (guint i = 0; i < self->restored->len; i++)
    {
      const Restored *restored = &g_array_index (self->restored, Restored, i);
      guint n = restored->before->len;

      set_restored (self, pending, restored, n > 0 ? g_ptr_array_index (restored->before, n - 1) : NULL);
    }
  if (!append_losers (self, losers, error))
    return FALSE;
  winner = rapport_journal_write_over (self->transaction, pending, self->state, error);
  return winner != 0 && reopen_conflicts (self, losers, winner, error);
}

static gboolean
undo_entity (RapportTransaction *transaction,
             GHashTable         *undone,
             gint64              operation,
             gint64              entity,
             const char         *kind,
             RapportUndoResult  *result,
             GError            **error)
{
  g_auto (Undoing) self = { transaction, undone, operation };

  self.cache = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_free);
  self.own = g_ptr_array_new ();
  self.restored = g_array_new (FALSE, FALSE, sizeof (Restored));
  g_array_set_clear_func (self.restored, restored_clear);
  self.state = rapport_reading_state (&transaction->reading, entity, error);
  if (self.state == NULL || !look_at_entity (&self, error))
    return FALSE;
  if (self.later)
    result->left_alone++;
  if (self.restored->len == 0)
    return TRUE;
  if (must_stay (&self, kind))
    {
      result->left_alone += !self.later;
      return TRUE;
    }
  result->restored++;
  return write_restored (&self, error);
}

/* The whole operation --------------------------------------------------------------------------------------------- */

/** An entity that the operation has changed. */
typedef struct {
  gint64 entity;
  gint64 change;    /* the operation's last one of it */
  const char *kind; /* Borrowed from the dictionary */
  int rank;
} Changed;

/* Who refers to others goes before those, so that nothing is left that uses them. */
static int
rank_of (const char *kind)
{
  static const char *const kinds[] = {
    "signature", "meeting", "partnership", "request", "enrolment", "same-person", "member", "custom-field", "skill",
    "programme",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], kind) == 0)
      return (int) i + 1;
  return 0;
}

static int
compare_changed (gconstpointer a,
                 gconstpointer b)
{
  const Changed *one = a;
  const Changed *other = b;

  if (one->rank != other->rank)
    return one->rank - other->rank;
  return (one->change < other->change) - (one->change > other->change);
}

static GArray *
list_changed (RapportTransaction  *transaction,
              gint64               operation,
              GError             **error)
{
  RapportReading *reading = &transaction->reading;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Changed));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_changed_entities);

  sqlite3_bind_int64 (statement, 1, operation);
  while (rapport_reading_next (reading, statement, &failure))
    {
      const char *kind = rapport_reading_name (reading, RAPPORT_DICTIONARY_KIND, sqlite3_column_int64 (statement, 1));
      Changed changed = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 2), kind, 0 };

      changed.kind = kind != NULL ? kind : "";
      changed.rank = rank_of (changed.kind);
      g_array_append_val (list, changed);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  g_array_sort (list, compare_changed);
  return g_steal_pointer (&list);
}

static gboolean
undo_changed (RapportTransaction  *transaction,
              gint64               operation,
              GArray              *list,
              RapportUndoResult   *result,
              GError             **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) undone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const Changed *changed = &g_array_index (list, Changed, i);

      if (g_cancellable_set_error_if_cancelled (transaction->cancellable, error))
        return FALSE;
      if (g_hash_table_add (done, GSIZE_TO_POINTER (changed->entity))
          && !undo_entity (transaction, undone, operation, changed->entity, changed->kind, result, error))
        return FALSE;
    }
  return TRUE;
}

static void
name_operation (RapportTransaction     *transaction,
                const char             *title,
                const RapportOperation *undone)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();

  g_ptr_array_add (args, undone->title);
  for (char **arg = undone->args; *arg != NULL; arg++)
    g_ptr_array_add (args, *arg);
  g_ptr_array_add (args, NULL);
  rapport_transaction_set_operation (transaction, title, (const char * const *) args->pdata);
}

static gboolean
name_undone (RapportTransaction  *transaction,
             gint64               operation,
             GError             **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (&transaction->reading, select_name);

  sqlite3_bind_int64 (statement, 1, operation);
  if (!rapport_reading_next (&transaction->reading, statement, error))
    return FALSE;
  transaction->undoes_replica = sqlite3_column_int64 (statement, 0);
  transaction->undoes_seq = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
undo_operation (RapportTransaction  *transaction,
                const char          *title,
                gint64               operation,
                RapportUndoResult   *result,
                GError             **error)
{
  g_autoptr (RapportOperation) undone = first_operation (&transaction->reading, operation);
  g_autoptr (GArray) list = NULL;

  if (undone == NULL || !name_undone (transaction, operation, error))
    return FALSE;
  name_operation (transaction, title, undone);
  result->title = g_steal_pointer (&undone->title);
  result->args = g_steal_pointer (&undone->args);
  list = list_changed (transaction, operation, error);
  if (list == NULL || !undo_changed (transaction, operation, list, result, error))
    return FALSE;
  if (transaction->operation != 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       _("That cannot be taken back: later changes use all that it did."));
  return FALSE;
}

/**
 * rapport_undo_command:
 * @result: a cleared #RapportUndoResult
 *
 * Takes back the newest operation of the transaction's author on this replica that is not taken back yet. What later
 * operations use is left alone and counted.
 *
 * Returns: %FALSE with %RAPPORT_STORE_ERROR_NOTHING when there is none
 */
gboolean
rapport_undo_command (RapportTransaction  *transaction,
                      gpointer             result,
                      GError             **error)
{
  g_auto (Stacks) stacks = { 0 };

  load_stacks (&stacks, &transaction->reading, transaction->author);
  if (top_of (stacks.undo) != 0)
    return undo_operation (transaction, TITLE_UNDO, top_of (stacks.undo), result, error);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING, _("There is nothing to undo."));
  return FALSE;
}

/**
 * rapport_redo_command:
 * @result: a cleared #RapportUndoResult
 *
 * Does again what was undone last, unless something else was done since.
 */
gboolean
rapport_redo_command (RapportTransaction  *transaction,
                      gpointer             result,
                      GError             **error)
{
  g_auto (Stacks) stacks = { 0 };

  load_stacks (&stacks, &transaction->reading, transaction->author);
  if (top_of (stacks.redo) != 0)
    return undo_operation (transaction, TITLE_REDO, top_of (stacks.redo), result, error);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING, _("There is nothing to redo."));
  return FALSE;
}
