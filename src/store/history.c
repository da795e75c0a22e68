/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/history.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "store/dictionary.h"
#include "store/meta.h"
#include "store/operations.h"
#include "store/sql.h"
#include "store/state.h"
#include "store/undo-steps.h"

/* Who wrote what, when and why. */

RAPPORT_SQL (select_changes_of_entity, "SELECT no FROM change WHERE entity = ?1 ORDER BY no")
RAPPORT_SQL (select_operation,
             "SELECT no, replica, seq, title, args, wall, zone, author FROM operation WHERE no = ?1")
RAPPORT_SQL (select_undoing_operation,
             "SELECT u.no FROM operation AS o JOIN operation AS u ON u.undoes_replica = o.replica AND u.undoes_seq = o.seq "
             "WHERE o.no = ?1 ORDER BY u.no DESC LIMIT 1")
RAPPORT_SQL (select_operations, "SELECT no FROM operation ORDER BY no DESC LIMIT ?1")

void
rapport_field_version_free (RapportFieldVersion *version)
{
  if (version == NULL)
    return;
  g_clear_pointer (&version->value, g_variant_unref);
  g_free (version->author);
  g_free (version->operation);
  g_strfreev (version->args);
  g_free (version->change);
  g_free (version);
}

void
rapport_operation_free (RapportOperation *operation)
{
  if (operation == NULL)
    return;
  g_free (operation->title);
  g_strfreev (operation->args);
  g_free (operation->author);
  g_free (operation);
}

/* What the column args holds. */
static char **
parse_args (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
      g_ptr_array_add (args, g_strdup (json_array_get_string_element (array, i)));
  g_ptr_array_add (args, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&args), FALSE);
}

/**
 * rapport_reading_undone_by:
 *
 * Returns: the operation that took this one back, 0 if none did
 */
gint64
rapport_reading_undone_by (RapportReading *self,
                           gint64          operation)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_undoing_operation);
  gint64 undoing = 0;

  sqlite3_bind_int64 (statement, 1, operation);
  if (rapport_reading_next (self, statement, NULL))
    {
      undoing = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return undoing;
}

/**
 * rapport_reading_operation:
 * @no: its number
 *
 * Returns: (transfer full) (nullable): what the journal says of it
 */
RapportOperation *
rapport_reading_operation (RapportReading *self,
                           gint64          no)
{
  sqlite3_stmt *statement = rapport_reading_statement (self, select_operation);
  RapportOperation *operation;

  sqlite3_bind_int64 (statement, 1, no);
  if (!rapport_reading_next (self, statement, NULL))
    return NULL;
  operation = g_new0 (RapportOperation, 1);
  operation->no = no;
  operation->title = rapport_column_dup (statement, 3);
  operation->args = parse_args (rapport_column_text (statement, 4));
  operation->wall = sqlite3_column_int64 (statement, 5);
  operation->zone = sqlite3_column_int (statement, 6);
  operation->author = rapport_column_dup (statement, 7);
  sqlite3_reset (statement);
  return operation;
}

static gboolean
is_head (RapportState *state,
         gint64        field,
         gint64        change)
{
  guint n_heads;
  const RapportHead *heads = rapport_state_heads (state, field, &n_heads);

  for (guint i = 0; i < n_heads; i++)
    if (heads[i].change->no == change)
      return TRUE;
  return FALSE;
}

static RapportFieldVersion *
version_of (RapportReading         *self,
            RapportState           *state,
            RapportChange          *change,
            const RapportBodyField *value)
{
  g_autofree char *replica = rapport_reading_meta (self, RAPPORT_META_REPLICA, NULL);
  RapportFieldVersion *version = g_new0 (RapportFieldVersion, 1);
  g_autoptr (RapportOperation) operation = rapport_reading_operation (self, change->operation);

  version->value = rapport_body_value (value);
  version->current = is_head (state, value->field, change->no);
  version->change = g_strdup_printf ("%s:%" G_GINT64_FORMAT, change->replica_name, change->seq);
  version->own = g_strcmp0 (replica, change->replica_name) == 0;
  if (operation != NULL)
    {
      version->author = g_steal_pointer (&operation->author);
      version->operation = g_steal_pointer (&operation->title);
      version->args = g_steal_pointer (&operation->args);
      version->wall = operation->wall;
      version->zone = operation->zone;
    }
  return version;
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  return rapport_change_compare (*(RapportChange *const *) a, *(RapportChange *const *) b);
}

/* Every change of an entity, by (clock, replica). */
static GPtrArray *
changes_of_entity (RapportReading  *self,
                   gint64           entity,
                   GError         **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (self, select_changes_of_entity);

  sqlite3_bind_int64 (statement, 1, entity);
  while (rapport_reading_next (self, statement, &failure))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  for (guint i = 0; failure == NULL && i < numbers->len; i++)
    {
      RapportChange *change = rapport_reading_change (self, g_array_index (numbers, gint64, i), &failure);

      if (change != NULL)
        g_ptr_array_add (changes, change);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  g_ptr_array_sort (changes, compare_changes);
  return g_steal_pointer (&changes);
}

/**
 * rapport_reading_history:
 * @field: its name in the journal
 *
 * Returns: (transfer full) (nullable) (element-type RapportFieldVersion): every value that the field has had, the
 *   oldest first; the last current one is shown
 */
GPtrArray *
rapport_reading_history (RapportReading  *self,
                         gint64           entity,
                         const char      *field,
                         GError         **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_field_version_free);
  gint64 number = rapport_reading_number (self, RAPPORT_DICTIONARY_FIELD, field);
  g_autoptr (RapportState) state = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (number == 0)
    return g_steal_pointer (&versions);
  state = rapport_reading_state (self, entity, error);
  changes = state != NULL ? changes_of_entity (self, entity, error) : NULL;
  if (changes == NULL)
    return NULL;
  for (guint i = 0; i < changes->len; i++)
    {
      RapportChange *change = g_ptr_array_index (changes, i);
      const RapportBodyField *value = rapport_body_find (&change->body, number);

      if (value != NULL)
        g_ptr_array_add (versions, version_of (self, state, change, value));
    }
  return g_steal_pointer (&versions);
}

/* Imports ----------------------------------------------------------------------------------------------------------- */

static void
imported_free (gpointer data)
{
  RapportImported *imported = data;

  g_clear_pointer (&imported->value, g_variant_unref);
  g_free (imported);
}

/* Whether an operation has been taken back, and not done again. */
static gboolean
is_undone (RapportReading *self,
           gint64          operation)
{
  gboolean undone = FALSE;

  for (gint64 by = rapport_reading_undone_by (self, operation); by != 0; by = rapport_reading_undone_by (self, by))
    undone = !undone;
  return undone;
}

static void
note_change (RapportReading         *self,
             GHashTable             *all,
             const RapportChange    *change,
             const RapportOperation *operation,
             gboolean                import)
{
  for (guint i = 0; i < change->body.fields->len; i++)
    {
      const RapportBodyField *field = &g_array_index (change->body.fields, RapportBodyField, i);
      const char *name = rapport_reading_name (self, RAPPORT_DICTIONARY_FIELD, field->field);
      RapportImported *imported = name != NULL ? g_hash_table_lookup (all, name) : NULL;

      if (name == NULL)
        continue;
      if (imported == NULL)
        {
          imported = g_new0 (RapportImported, 1);
          g_hash_table_insert (all, g_strdup (name), imported);
        }
      imported->edited_wall = import ? 0 : operation->wall;
      imported->edited_zone = operation->zone;
      if (!import)
        continue;
      imported->is_imported = TRUE;
      g_clear_pointer (&imported->value, g_variant_unref);
      imported->value = rapport_body_value (field);
    }
}

/**
 * rapport_reading_imported:
 *
 * Returns: (transfer full) (nullable) (element-type utf8 RapportImported): what the last import that has not been taken
 *   back said of each field
 */
GHashTable *
rapport_reading_imported (RapportReading  *self,
                          gint64           entity,
                          GError         **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, imported_free);
  g_autoptr (GPtrArray) changes = changes_of_entity (self, entity, error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      RapportChange *change = g_ptr_array_index (changes, i);
      g_autoptr (RapportOperation) operation = rapport_reading_operation (self, change->operation);
      gboolean import = operation != NULL && strcmp (operation->title, "import-members") == 0;

      /* An import that was taken back and what took it back say nothing. */
      if (operation == NULL || strcmp (operation->title, RAPPORT_TITLE_UNDO) == 0
          || (import && is_undone (self, change->operation)))
        continue;
      note_change (self, all, change, operation, import);
    }
  return changes != NULL ? g_steal_pointer (&all) : NULL;
}

/* Marks what each author would undo next. */
static void
mark_undoable (RapportReading *self,
               GPtrArray      *operations)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < operations->len; i++)
    {
      RapportOperation *operation = g_ptr_array_index (operations, i);
      gint64 *step = g_hash_table_lookup (steps, operation->author);

      if (step == NULL)
        {
          step = g_new (gint64, 1);
          *step = rapport_reading_undo_step (self, operation->author, FALSE);
          g_hash_table_insert (steps, operation->author, step);
        }
      operation->undoable = operation->no == *step;
    }
}

/**
 * rapport_reading_operations:
 * @most: how many at most
 *
 * Returns: (transfer full) (nullable) (element-type RapportOperation): what was done, the latest to arrive first
 */
GPtrArray *
rapport_reading_operations (RapportReading  *self,
                            guint            most,
                            GError         **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_operation_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = rapport_reading_statement (self, select_operations);

  sqlite3_bind_int64 (statement, 1, most);
  while (rapport_reading_next (self, statement, &failure))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      RapportOperation *operation = rapport_reading_operation (self, g_array_index (numbers, gint64, i));

      if (operation != NULL)
        g_ptr_array_add (operations, operation);
    }
  mark_undoable (self, operations);
  return g_steal_pointer (&operations);
}
