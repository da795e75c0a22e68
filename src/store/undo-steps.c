/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/undo-steps.h"

#include <string.h>

#include "model/operations.h"
#include "store/dictionary.h"
#include "store/meta.h"
#include "store/sql.h"

/* What can be undone is not kept anywhere: it follows from which operation undoes which. */

RAPPORT_SQL (select_own_operations,
             "SELECT no, seq, undoes_replica, undoes_seq, title FROM operation WHERE replica = ?1 AND author = ?2 ORDER BY seq")

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

      /* What is erased does not come back; what was taken back before it is not done again. What has left the house is
       * not called back. */
      if (rapport_operation_erases (rapport_column_text (statement, 4)))
        g_array_set_size (self->redo, 0);
      else if (!rapport_operation_is_lasting (rapport_column_text (statement, 4)))
        push_operation (self, step, sqlite3_column_int64 (statement, 2) == self->replica,
                        sqlite3_column_int64 (statement, 3));
    }
}

static gint64
top_of (GArray *stack)
{
  return stack->len > 0 ? g_array_index (stack, Step, stack->len - 1).no : 0;
}

/**
 * rapport_reading_undo_step:
 *
 * Returns: the operation that undo of @author takes next, or redo; 0: there is none
 */
gint64
rapport_reading_undo_step (RapportReading *self,
                           const char     *author,
                           gboolean        redo)
{
  g_auto (Stacks) stacks = { 0 };

  load_stacks (&stacks, self, author);
  return top_of (redo ? stacks.redo : stacks.undo);
}

/* An operation that undid another is called as the other was. */
RapportOperation *
rapport_reading_first_operation (RapportReading *reading,
                                 gint64          no)
{
  RapportOperation *operation = no != 0 ? rapport_reading_operation (reading, no) : NULL;

  if (operation != NULL && operation->args[0] != NULL
      && (strcmp (operation->title, RAPPORT_TITLE_UNDO) == 0 || strcmp (operation->title, RAPPORT_TITLE_REDO) == 0))
    {
      char **args = operation->args;

      g_free (operation->title);
      operation->title = args[0];
      operation->args = g_strdupv (args + 1);
      for (char **arg = args + 1; *arg != NULL; arg++)
        g_free (*arg);
      g_free (args);
    }
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
  RapportOperation *operation = rapport_reading_first_operation (self, rapport_reading_undo_step (self, author, FALSE));

  if (operation != NULL)
    operation->undoable = TRUE;
  return operation;
}

RapportOperation *
rapport_reading_next_redo (RapportReading *self,
                           const char     *author)
{
  return rapport_reading_first_operation (self, rapport_reading_undo_step (self, author, TRUE));
}
