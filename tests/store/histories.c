/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/fields.h"
#include "model/uuid.h"
#include "store/backup.h"
#include "store/changes.h"
#include "store/connection.h"
#include "store/erased.h"
#include "store/history.h"
#include "store/joined.h"
#include "store/meta.h"
#include "store/oracle.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/state.h"
#include "store/verify.h"
#include "support/support.h"

/* Random histories on three replicas, compared after every step with the brute-force oracle: heads, shown values, what
 * authors had seen, rows of the projections, undo and redo, and at the end that all three are one.
 *
 *   test-store-oracle [--seeds N] [--first SEED] [--expect-difference]
 *
 * The last is for mutants of the code under test: success is a difference found. */

#define N_REPLICAS 3
#define N_ENTITIES 11
#define N_STEPS 45

static const char *const kinds[] = { "member", "enrolment", "request", "skill", "from-the-future" };
static const char *const fields[] = {
  "given_name", "email", "role", "capacity", "term", "label", "area/career", "language/fr", "from_the_future", "member",
  "mentee", "mentor", "deleted",
};
/* Those of them that name a member, and the members. */
static const char *const references[] = { "member", "mentee", "mentor", NULL };
static const guint people[] = { 0, 5, 10 };

/** What undo must bring back: dumps of the shown values before and after an operation. */
typedef struct {
  char *before;
  char *after;
} Step;

typedef struct {
  RapportStore *store;
  RapportClock *clock;
  char *path;
  char *name;
  GHashTable *changes;   /* key → OracleChange, borrowed from the history */
  char *kept;            /* a backup, NULL: none was made */
  GHashTable *kept_changes; /* what was in it; keys borrowed from the history */
  guint restores;
  GPtrArray *undo;       /* Step */
  GPtrArray *redo;       /* Step; NULL: nobody knows what must be there */
} Replica;

typedef struct {
  GRand *rand;
  Replica replicas[N_REPLICAS];
  GHashTable *all;       /* key → OracleChange, owned */
  GHashTable *lines;     /* key → line, owned */
  char *entities[N_ENTITIES];
  gboolean settles;      /* conflicts are settled, and what is waited for is erased, more than by chance */
  char *difference;      /* the first that was found */
} History;

static void
step_free (gpointer data)
{
  Step *step = data;

  if (step == NULL)
    return;
  g_free (step->before);
  g_free (step->after);
  g_free (step);
}

static gboolean G_GNUC_PRINTF (2, 3)
differ (History    *history,
        const char *format,
        ...)
{
  va_list args;

  va_start (args, format);
  if (history->difference == NULL)
    history->difference = g_strdup_vprintf (format, args);
  va_end (args);
  return FALSE;
}

static guint
pick (History *history,
      guint    n)
{
  return (guint) g_rand_int_range (history->rand, 0, (gint32) n);
}

/* Reading a replica ------------------------------------------------------------------------------------------------- */

static char *
print_variant (GVariant *value)
{
  GString *text;
  gsize n;

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_strconcat ("s:", g_variant_get_string (value, NULL), NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("x:%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_strdup_printf ("d:%.17g", g_variant_get_double (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    {
      gconstpointer data = g_variant_get_fixed_array (value, &n, 1);
      g_autofree char *bytes = g_base64_encode (data, n);

      return g_strconcat ("b:", bytes, NULL);
    }
  text = g_string_new ("a:");
  n = g_variant_n_children (value);
  for (gsize i = 0; i < n; i++)
    {
      const char *item;

      g_variant_get_child (value, i, "&s", &item);
      g_string_append_printf (text, "%s|", item);
    }
  return g_string_free (text, FALSE);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static GArray *
entity_numbers (RapportReading *reading)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, "SELECT no FROM entity");

  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 no = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, no);
    }
  return numbers;
}

static void
dump_entity (RapportReading *reading,
             gint64          entity,
             GPtrArray      *lines)
{
  g_autoptr (RapportState) state = rapport_reading_state (reading, entity, NULL);
  g_autofree char *uuid = rapport_reading_uuid (reading, entity);
  guint n = 0;

  for (guint i = 0; state != NULL && i < state->heads->len; i += n)
    {
      const RapportHead *head = &g_array_index (state->heads, RapportHead, i);
      g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GVariant) value = rapport_state_shown (state, head->field);
      g_autofree char *shown = print_variant (value);

      n = rapport_state_run (state, i);
      for (guint j = 0; j < n; j++)
        g_ptr_array_add (keys, g_strdup_printf ("%s:%" G_GINT64_FORMAT, head[j].change->replica_name,
                                                head[j].change->seq));
      g_ptr_array_add (lines, oracle_line (uuid, rapport_reading_name (reading, RAPPORT_DICTIONARY_FIELD, head->field),
                                           keys, shown));
    }
}

/* Heads and shown values of everything, as oracle_dump() writes them. */
static gpointer
dump_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = entity_numbers (reading);

  for (guint i = 0; i < numbers->len; i++)
    dump_entity (reading, g_array_index (numbers, gint64, i), lines);
  return join_sorted (lines);
}

/* The shown values alone: what undo and redo are to restore. */
static gpointer
shown_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = entity_numbers (reading);

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 entity = g_array_index (numbers, gint64, i);
      g_autoptr (GHashTable) values = rapport_reading_get_all (reading, entity);
      g_autofree char *uuid = rapport_reading_uuid (reading, entity);
      GHashTableIter iter;
      const char *name;
      GVariant *value;

      g_hash_table_iter_init (&iter, values);
      while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &value))
        {
          g_autofree char *text = print_variant (value);

          /* Whom the deleter had seen is another list each time. */
          g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", uuid, name,
                                                   strcmp (name, "deleted") == 0 ? "" : text));
        }
    }
  return join_sorted (lines);
}

static const char *const entity_tables[] = {
  "programme", "custom_field", "skill", "member", "enrolment", "request", "partnership", "meeting", "signature", "same_person",
  "joined", "joined_enrolment", "erasure", NULL
};
static const char *const reference_columns[] = {
  "programme", "member", "mentee", "mentor", "request", "partnership", "meeting", "corrects", "skill", "custom_field", "one",
  "other", "person", "record", NULL
};

/* A row without the numbers that are this database's own. */
static char *
dump_row (RapportReading *reading,
          const char     *table,
          sqlite3_stmt   *row)
{
  GString *text = g_string_new (table);

  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      const char *column = sqlite3_column_name (row, i);
      gboolean is_no = strcmp (column, "no") == 0;

      if ((is_no && !g_strv_contains (entity_tables, table)) || strcmp (column, "tags") == 0)
        continue;
      if ((is_no || g_strv_contains (reference_columns, column)) && sqlite3_column_type (row, i) == SQLITE_INTEGER)
        {
          g_autofree char *uuid = rapport_reading_uuid (reading, sqlite3_column_int64 (row, i));

          g_string_append_printf (text, " %s=%s", column, uuid != NULL ? uuid : "0");
        }
      else
        g_string_append_printf (text, " %s=%s", column, rapport_column_text (row, i));
    }
  return g_string_free (text, FALSE);
}

static gpointer
rows_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (const char *const *table = rapport_projection_tables (); *table != NULL; table++)
    {
      g_autofree char *sql = g_strconcat ("SELECT * FROM ", *table, NULL);
      sqlite3_stmt *statement = rapport_reading_statement_composed (reading, sql);

      while (rapport_reading_next (reading, statement, NULL))
        g_ptr_array_add (lines, dump_row (reading, *table, statement));
    }
  return join_sorted (lines);
}

static char *
read_text (Replica      *replica,
           RapportQuery  query)
{
  g_autoptr (GError) error = NULL;
  char *text = rapport_store_read (replica->store, query, NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

/* Comparing --------------------------------------------------------------------------------------------------------- */

static const char *
shown_of (GHashTable *heads,
          const char *entity,
          const char *field)
{
  g_autofree char *place = g_strdup_printf ("%s %s", entity, field);
  OracleHeads *found = g_hash_table_lookup (heads, place);

  return found != NULL ? found->shown : NULL;
}

/* What a text column holds of it. */
static const char *
text_of (GHashTable *heads,
         const char *entity,
         const char *field)
{
  const char *shown = shown_of (heads, entity, field);

  return shown != NULL && g_str_has_prefix (shown, "s:") ? shown + 2 : "";
}

static gboolean
is_there (GHashTable *heads,
          const char *entity)
{
  gboolean set = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set |= strcmp (fields[i], "deleted") != 0 && shown_of (heads, entity, fields[i]) != NULL;
  return set && shown_of (heads, entity, "deleted") == NULL;
}

static gboolean
are_said_same (GHashTable *heads,
               const char *one,
               const char *other)
{
  gboolean swap = strcmp (one, other) > 0;
  g_autofree char *fact = rapport_uuid_v5 ("same-person", swap ? other : one, swap ? one : other, NULL);

  return strcmp (text_of (heads, fact, "verdict"), "same") == 0 && strcmp (text_of (heads, fact, "one"), swap ? other : one) == 0
         && strcmp (text_of (heads, fact, "other"), swap ? one : other) == 0;
}

/* The person as whom @entity is shown; @joined: whether with others. */
static const char *
person_of (History    *history,
           GHashTable *heads,
           const char *entity,
           gboolean   *joined)
{
  gboolean in[G_N_ELEMENTS (people)] = { FALSE };
  const char *person = NULL;
  guint n = 0;

  for (guint round = 0; round < G_N_ELEMENTS (people); round++)
    for (guint i = 0; i < G_N_ELEMENTS (people); i++)
      {
        const char *one = history->entities[people[i]];

        in[i] |= strcmp (one, entity) == 0;
        for (guint j = 0; j < G_N_ELEMENTS (people) && !in[i]; j++)
          in[i] = in[j] && are_said_same (heads, one, history->entities[people[j]]);
      }
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const char *one = history->entities[people[i]];

      if (!in[i])
        continue;
      n++;
      if (person == NULL || (is_there (heads, one) && !is_there (heads, person))
          || (is_there (heads, one) == is_there (heads, person) && strcmp (one, person) < 0))
        person = one;
    }
  *joined = n > 1 && is_there (heads, person);
  return *joined ? person : entity;
}

/* Whether another enrolment of the same person and role is shown instead. */
static gboolean
is_shadowed (History    *history,
             GHashTable *heads,
             const char *enrolment)
{
  const char *record = text_of (heads, enrolment, "member");
  gboolean joined;
  const char *person = person_of (history, heads, record, &joined);

  for (guint i = 1; joined && i < N_ENTITIES; i += G_N_ELEMENTS (kinds))
    {
      const char *other = history->entities[i];
      const char *its_record = text_of (heads, other, "member");
      gboolean own = strcmp (record, person) == 0;
      gboolean its_own = strcmp (its_record, person) == 0;
      int order = strcmp (its_record, record);

      if (strcmp (other, enrolment) != 0 && is_there (heads, other)
          && strcmp (person_of (history, heads, its_record, &joined), person) == 0
          && strcmp (text_of (heads, other, "role"), text_of (heads, enrolment, "role")) == 0
          && ((its_own && !own)
              || (its_own == own && (order < 0 || (order == 0 && strcmp (other, enrolment) < 0)))))
        return TRUE;
      joined = TRUE;
    }
  return FALSE;
}

static gboolean
has_row (History    *history,
         GHashTable *heads,
         guint       which)
{
  const char *kind = kinds[which % G_N_ELEMENTS (kinds)];
  const char *entity = history->entities[which];
  gboolean joined;

  if (!is_there (heads, entity))
    return FALSE;
  if (strcmp (kind, "member") == 0)
    return strcmp (person_of (history, heads, entity, &joined), entity) == 0;
  return strcmp (kind, "enrolment") != 0 || !is_shadowed (history, heads, entity);
}

/* What the cell of a field must be, or %NULL where the column is not the field as it is. */
static char *
expected_cell (History    *history,
               GHashTable *heads,
               guint       which,
               const char *field)
{
  const RapportField *known = rapport_fields_find (kinds[which % G_N_ELEMENTS (kinds)], field);
  const char *text = text_of (heads, history->entities[which], field);
  gboolean joined;

  if (known == NULL || known->column == NULL)
    return NULL;
  if (known->type == RAPPORT_FIELD_TEXT)
    return g_strdup_printf (" %s=%s", known->column, text);
  if (known->type == RAPPORT_FIELD_REFERENCE && strlen (text) == RAPPORT_UUID_LENGTH)
    return g_strdup_printf (" %s=%s", known->column, person_of (history, heads, text, &joined));
  return NULL;
}

static gboolean
check_row (History    *history,
           Replica    *replica,
           GHashTable *heads,
           const char *rows,
           guint       which)
{
  const char *kind = kinds[which % G_N_ELEMENTS (kinds)];
  g_autofree char *start = g_strdup_printf ("%s no=%s ", kind, history->entities[which]);
  gboolean expected = has_row (history, heads, which);
  const char *row = strstr (rows, start);
  g_autofree char *line = NULL;

  if (row != rows && row != NULL && row[-1] != '\n')
    row = strstr (row + 1, start);
  if (expected != (row != NULL))
    return differ (history, "%s: %s %s is %s but has %s row", replica->name, kind, history->entities[which],
                   expected ? "there" : "gone", row != NULL ? "a" : "no");
  line = row != NULL ? g_strndup (row, strcspn (row, "\n")) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (fields) && line != NULL; i++)
    {
      g_autofree char *cell = expected_cell (history, heads, which, fields[i]);

      if (cell != NULL && strstr (line, cell) == NULL)
        return differ (history, "%s: row without%s: %s", replica->name, cell, line);
    }
  return TRUE;
}

/* Which entities have a row, and the columns that hold a field as it is. */
static gboolean
check_rows (History    *history,
            Replica    *replica,
            GHashTable *heads)
{
  g_autofree char *rows = read_text (replica, rows_query);

  for (guint i = 0; i < N_ENTITIES; i++)
    if (strcmp (kinds[i % G_N_ELEMENTS (kinds)], "from-the-future") != 0
        && !check_row (history, replica, heads, rows, i))
      return FALSE;
  return TRUE;
}

static gboolean
check_replica (History *history,
               Replica *replica)
{
  g_autoptr (GHashTable) heads = oracle_heads (replica->changes);
  g_autofree char *expected = oracle_dump (heads);
  g_autofree char *found = read_text (replica, dump_query);

  if (strcmp (expected, found) != 0)
    return differ (history, "%s: heads differ, expected\n%s\nfound\n%s", replica->name, expected, found);
  return check_rows (history, replica, heads);
}

/* Changes ----------------------------------------------------------------------------------------------------------- */

typedef struct {
  GHashTable *vector;
  GPtrArray *lines;
} Pull;

static gboolean
add_line (const char  *line,
          gsize        length,
          gpointer     data,
          GError     **error)
{
  g_ptr_array_add (data, g_strdup (line));
  return TRUE;
}

static gpointer
pull_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Pull *pull = data;

  if (!rapport_reading_changes_after (reading, pull->vector, add_line, pull->lines, cancellable, error))
    return NULL;
  return g_strdup ("");
}

static gpointer
vector_query (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return rapport_reading_vector (reading, error);
}

static GPtrArray *
pull (Replica    *replica,
      GHashTable *vector)
{
  Pull data = { vector, g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) error = NULL;
  g_autofree char *done = rapport_store_read (replica->store, pull_query, &data, NULL, &error);

  g_assert_no_error (error);
  return data.lines;
}

static gboolean
check_seen (History      *history,
            OracleChange *change,
            GHashTable   *heads_before)
{
  GHashTableIter iter;
  const char *name;
  OracleField *field;

  g_hash_table_iter_init (&iter, change->fields);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &field))
    {
      g_autofree char *place = g_strdup_printf ("%s %s", change->entity, name);
      OracleHeads *before = g_hash_table_lookup (heads_before, place);
      gboolean same = field->seen->len == (before != NULL ? before->heads->len : 0);

      for (guint i = 0; same && i < field->seen->len; i++)
        same = strcmp (g_ptr_array_index (field->seen, i), g_ptr_array_index (before->heads, i)) == 0;
      if (!same)
        return differ (history, "%s of %s had seen other heads than there were", change->key, place);
    }
  return TRUE;
}

/* After a local operation: learns what it wrote, and compares what it says that it had seen. */
static gboolean
learn_own (History    *history,
           Replica    *replica,
           GHashTable *vector,
           GHashTable *heads_before)
{
  g_autoptr (GPtrArray) lines = pull (replica, vector);

  for (guint i = 0; i < lines->len; i++)
    {
      OracleChange *change = oracle_read (g_ptr_array_index (lines, i));

      if (strcmp (change->replica, replica->name) != 0 || g_hash_table_contains (history->all, change->key))
        {
          oracle_change_free (change);
          continue;
        }
      g_hash_table_insert (history->all, change->key, change);
      g_hash_table_insert (history->lines, change->key, g_strdup (g_ptr_array_index (lines, i)));
      g_hash_table_insert (replica->changes, change->key, change);
      if (!check_seen (history, change, heads_before))
        return FALSE;
    }
  return TRUE;
}

/* Local operations -------------------------------------------------------------------------------------------------- */

typedef struct {
  History *history;
  gboolean delete;
} Writing;

static GVariant *
random_value (History *history)
{
  static const char *const words[] = { "a", "b", "\u00fc\t\"\\", "", "0190b7f4-0000-7000-8000-000000000001" };
  const char *list[] = { words[pick (history, 5)], "x", NULL };

  switch (pick (history, 9))
    {
    case 0:
      return NULL;
    case 1:
      return g_variant_new_int64 (g_rand_int_range (history->rand, -3, 4));
    case 2:
      return g_variant_new_double (g_rand_double_range (history->rand, -2, 2));
    case 3:
      return g_variant_new_strv (list, pick (history, 3));
    case 4:
      return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "\0\1\377", pick (history, 4), 1);
    default:
      return g_variant_new_string (words[pick (history, G_N_ELEMENTS (words))]);
    }
}

static const char *
random_person (History *history)
{
  return history->entities[people[pick (history, G_N_ELEMENTS (people))]];
}

/* What is erased cannot be written. */
static gboolean
is_erased (RapportTransaction *transaction,
           gint64              entity,
           const char         *field)
{
  RapportReading *reading = rapport_transaction_reading (transaction);

  return rapport_erased_covers (reading, entity, rapport_reading_enter (reading, RAPPORT_DICTIONARY_FIELD, field, NULL));
}

/* Two members are said to be one person, or not, or it is taken back. */
static void
say_something (RapportTransaction *transaction,
               History            *history)
{
  static const char *const verdicts[] = { "same", "same", "different", "" };
  RapportSamePersonFact fact = {
    rapport_transaction_entity (transaction, "member", random_person (history)),
    rapport_transaction_entity (transaction, "member", random_person (history)),
    verdicts[pick (history, G_N_ELEMENTS (verdicts))],
  };

  rapport_transaction_say_same (transaction, &fact);
}

static void
set_something (RapportTransaction *transaction,
               History            *history,
               gint64              entity)
{
  const char *field = fields[pick (history, G_N_ELEMENTS (fields) - 1)];

  if (is_erased (transaction, entity, field))
    return;
  if (g_strv_contains (references, field) && pick (history, 4) > 0)
    rapport_transaction_set_string (transaction, entity, field, random_person (history));
  else
    rapport_transaction_set (transaction, entity, field, random_value (history));
}

static gboolean
random_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Writing *writing = data;
  History *history = writing->history;
  guint n_entities = 1 + pick (history, 3);

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  if (pick (history, 4) == 0)
    say_something (transaction, history);
  for (guint i = 0; i < n_entities; i++)
    {
      guint which = pick (history, N_ENTITIES);
      gint64 entity = rapport_transaction_entity (transaction, kinds[which % G_N_ELEMENTS (kinds)],
                                                  history->entities[which]);
      guint n_fields = 1 + pick (history, pick (history, 2) == 0 ? 3 : G_N_ELEMENTS (fields) - 1);

      if (writing->delete)
        rapport_transaction_delete (transaction, entity);
      for (guint j = 0; j < n_fields && !writing->delete; j++)
        set_something (transaction, history, entity);
    }
  return TRUE;
}

/* One of those that changes are waited for: what is erased is waited for no longer. %NULL: nothing is. */
static char *
random_waited (RapportTransaction *transaction,
               History            *history)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, "SELECT DISTINCT entity FROM waiting ORDER BY entity");
  g_autoptr (GArray) entities = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (rapport_reading_next (reading, statement, NULL))
    {
      gint64 entity = sqlite3_column_int64 (statement, 0);

      g_array_append_val (entities, entity);
    }
  return entities->len > 0
    ? rapport_reading_uuid (reading, g_array_index (entities, gint64, pick (history, entities->len))) : NULL;
}

/* Everything of an entity, or one field of it; an entity that nobody has heard of yet, too. */
static gboolean
erase_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  History *history = data;
  const char *entity = history->entities[pick (history, N_ENTITIES)];
  g_autofree char *waited = history->settles && pick (history, 2) == 0 ? random_waited (transaction, history) : NULL;
  g_autofree char *target = waited != NULL ? g_steal_pointer (&waited)
    : pick (history, 2) == 0 ? g_strdup (entity) : g_strdup_printf ("%s/%s", entity, fields[pick (history, G_N_ELEMENTS (fields) - 1)]);
  const char *targets[] = { target, NULL };
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  gint64 erasure;

  rapport_transaction_set_operation (transaction, "erase-member", NULL);
  erasure = rapport_transaction_new_entity (transaction, RAPPORT_KIND_ERASURE);
  rapport_transaction_set_strv (transaction, erasure, "targets", targets);
  return rapport_transaction_flush (transaction, error)
         && rapport_erasure_apply (transaction, erasure, touched, error)
         && rapport_journal_project_touched (transaction, touched, error);
}

static void
move_clock (History *history,
            Replica *replica)
{
  if (pick (history, 3) == 0)
    rapport_clock_move_to (replica->clock, rapport_clock_now (replica->clock)
                                             + g_rand_int_range (history->rand, -5, 10));
}

/* What was there before comes back with undo, unless something came from elsewhere in between. */
static gboolean
check_walk (History    *history,
            Replica    *replica,
            const char *what,
            GPtrArray  *from,
            GPtrArray  *to,
            gboolean    backwards)
{
  g_autofree char *now = read_text (replica, shown_query);
  Step *step = from->len > 0 ? g_ptr_array_steal_index (from, from->len - 1) : NULL;

  g_ptr_array_add (to, step);
  if (step == NULL)
    return TRUE;
  if (strcmp (now, backwards ? step->before : step->after) == 0)
    return TRUE;
  return differ (history, "%s: after %s there should be\n%s\nbut there is\n%s", replica->name, what,
                 backwards ? step->before : step->after, now);
}

/** A field with several heads, of which one is to stand. */
typedef struct {
  gint64 entity;
  const char *field;
  GVariant *value;    /* Owned; %NULL: unset */
} Version;

static void
version_clear (gpointer data)
{
  g_clear_pointer (&((Version *) data)->value, g_variant_unref);
}

static void
add_versions (RapportReading *reading,
              RapportState   *state,
              GArray         *versions)
{
  for (guint i = 0, n; i < state->heads->len; i += n)
    {
      n = rapport_state_run (state, i);
      for (guint j = i; n > 1 && j < i + n; j++)
        {
          const RapportHead *head = &g_array_index (state->heads, RapportHead, j);
          Version version = { state->entity, rapport_reading_name (reading, RAPPORT_DICTIONARY_FIELD, head->field),
                              rapport_body_value (head->value) };

          g_array_append_val (versions, version);
        }
    }
}

/* What the Review page does with a conflict: one of the versions is set over all of them. */
static gboolean
settle_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Writing *writing = data;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));
  const Version *chosen;

  g_array_set_clear_func (versions, version_clear);
  for (guint i = 0; i < N_ENTITIES; i++)
    {
      gint64 entity = rapport_reading_find (reading, writing->history->entities[i]);
      g_autoptr (RapportState) state = entity != 0 ? rapport_reading_state (reading, entity, error) : NULL;

      if (state != NULL)
        add_versions (reading, state, versions);
    }
  rapport_transaction_set_operation (transaction, "choose-version", NULL);
  if (versions->len == 0)
    return TRUE;
  chosen = &g_array_index (versions, Version, pick (writing->history, versions->len));
  rapport_transaction_set (transaction, chosen->entity, chosen->field, chosen->value);
  return TRUE;
}

static gboolean
write_local (History        *history,
             Replica        *replica,
             RapportCommand  command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) vector = rapport_store_read (replica->store, vector_query, NULL, NULL, NULL);
  g_autoptr (GHashTable) heads = oracle_heads (replica->changes);
  guint known = g_hash_table_size (replica->changes);
  Writing writing = { history, pick (history, 6) == 0 };
  Step *step = g_new0 (Step, 1);

  move_clock (history, replica);
  step->before = read_text (replica, shown_query);
  rapport_store_write (replica->store, command, &writing, NULL, &error);
  g_assert_no_error (error);
  step->after = read_text (replica, shown_query);
  if (!learn_own (history, replica, vector, heads))
    {
      step_free (step);
      return FALSE;
    }
  if (g_hash_table_size (replica->changes) == known)
    {
      step_free (step);
      return TRUE;
    }
  g_ptr_array_add (replica->undo, step);
  g_ptr_array_set_size (replica->redo, 0);
  return TRUE;
}

/* Somebody uses what was to be taken back: it stays, and nobody knows what must be there. */
static gboolean
forget_steps (Replica *replica)
{
  g_ptr_array_set_size (replica->undo, 0);
  g_ptr_array_set_size (replica->redo, 0);
  return TRUE;
}

/* Nothing of it comes back, whatever is undone or taken in afterwards. */
static gboolean
erase_some (History *history,
            Replica *replica)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) vector = rapport_store_read (replica->store, vector_query, NULL, NULL, NULL);
  g_autoptr (GHashTable) heads = oracle_heads (replica->changes);

  move_clock (history, replica);
  if (!rapport_store_write (replica->store, erase_command, history, NULL, &error))
    return differ (history, "erasing fails: %s", error->message);
  g_ptr_array_set_size (replica->undo, 0);
  g_ptr_array_set_size (replica->redo, 0);
  return learn_own (history, replica, vector, heads);
}

static gboolean
walk (History  *history,
      Replica  *replica,
      gboolean  backwards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) vector = rapport_store_read (replica->store, vector_query, NULL, NULL, NULL);
  g_autoptr (GHashTable) heads = oracle_heads (replica->changes);
  RapportUndoResult result = { 0 };
  gboolean done;

  move_clock (history, replica);
  done = rapport_store_write (replica->store, backwards ? rapport_undo_command : rapport_redo_command, &result, NULL, &error);
  g_free (result.title);
  g_strfreev (result.args);
  if (!done)
    {
      GPtrArray *steps = backwards ? replica->undo : replica->redo;

      if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED))
        return forget_steps (replica);
      if (steps->len > 0 && g_ptr_array_index (steps, steps->len - 1) != NULL)
        return differ (history, "%s: %s: %s", replica->name, backwards ? "undo" : "redo", error->message);
      return TRUE;
    }
  if (!learn_own (history, replica, vector, heads))
    return FALSE;
  if (result.left_alone > 0)
    return forget_steps (replica);
  return backwards ? check_walk (history, replica, "undo", replica->undo, replica->redo, TRUE)
                   : check_walk (history, replica, "redo", replica->redo, replica->undo, FALSE);
}

/* Merging ----------------------------------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *lines;
  guint next;
} Bundle;

static gboolean
next_line (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Bundle *bundle = data;

  *line = bundle->next < bundle->lines->len ? g_ptr_array_index (bundle->lines, bundle->next) : NULL;
  *length = *line != NULL ? strlen (*line) : 0;
  bundle->next++;
  return TRUE;
}

static guint
count_missing (Replica *replica)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) erased = oracle_erased (replica->changes);
  GHashTableIter iter;
  GHashTableIter fields_iter;
  OracleChange *change;
  OracleField *field;

  g_hash_table_iter_init (&iter, replica->changes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    {
      if (g_hash_table_contains (erased, change->entity))
        continue;
      g_hash_table_iter_init (&fields_iter, change->fields);
      while (g_hash_table_iter_next (&fields_iter, NULL, (gpointer *) &field))
        for (guint i = 0; i < field->seen->len; i++)
          if (!g_hash_table_contains (replica->changes, g_ptr_array_index (field->seen, i)))
            g_hash_table_add (missing, g_ptr_array_index (field->seen, i));
    }
  return g_hash_table_size (missing);
}

/* @emptied: (nullable): key → the line that came in the place of what its author wrote */
static gboolean
take_in (History    *history,
         Replica    *replica,
         GPtrArray  *keys,
         GHashTable *emptied)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  Bundle bundle = { lines, 0 };
  RapportMerge merge = { next_line, &bundle };
  guint known = g_hash_table_size (replica->changes);
  g_autoptr (GHashTable) vector = rapport_store_read (replica->store, vector_query, NULL, NULL, NULL);
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < keys->len; i++)
    {
      char *key = g_ptr_array_index (keys, i);

      char *line = emptied != NULL ? g_hash_table_lookup (emptied, key) : NULL;

      g_ptr_array_add (lines, line != NULL ? line : g_hash_table_lookup (history->lines, key));
      g_hash_table_insert (replica->changes, key, g_hash_table_lookup (history->all, key));
    }
  if (!rapport_store_write (replica->store, rapport_changes_merge_command, &merge, NULL, &error))
    return differ (history, "%s: merge: %s", replica->name, error->message);
  if (merge.n_new != g_hash_table_size (replica->changes) - known || merge.n_new + merge.n_known != keys->len)
    return differ (history, "%s: of %u lines %u new and %u known", replica->name, keys->len, merge.n_new, merge.n_known);
  if (merge.n_waiting != count_missing (replica))
    return differ (history, "%s: waits for %u, not %u", replica->name, merge.n_waiting, count_missing (replica));
  if (merge.n_new > 0)
    {
      g_ptr_array_set_size (replica->undo, 0);
      g_ptr_array_set_size (replica->redo, 0);
    }
  /* What came and named somebody who is erased was erased by a change of this replica's own. */
  return learn_own (history, replica, vector, nothing);
}

/* Some of what the other has, in any order, some twice. */
static gboolean
merge_some (History *history,
            Replica *from,
            Replica *to)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint share = 1 + pick (history, 4);
  GHashTableIter iter;
  char *key;

  g_hash_table_iter_init (&iter, from->changes);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    if (pick (history, 4) < share)
      g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_texts);
  for (guint i = 0; i + 1 < keys->len; i++)
    {
      guint other = i + pick (history, keys->len - i);
      gpointer moved = g_ptr_array_index (keys, i);

      g_ptr_array_index (keys, i) = g_ptr_array_index (keys, other);
      g_ptr_array_index (keys, other) = moved;
    }
  if (keys->len > 0 && pick (history, 2) == 0)
    g_ptr_array_add (keys, g_ptr_array_index (keys, pick (history, keys->len)));
  return take_in (history, to, keys, NULL);
}

/* An emptied change carries the hash of what its author wrote. */
static gboolean
is_emptied_form (const char *line,
                 const char *written)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, written, -1);
  g_autofree char *start = g_strdup_printf ("{\"hash\":\"%s\",", hash);

  return g_str_has_prefix (line, start);
}

/* Asks by version vector, as a bundle does. */
static gboolean
merge_missing (History *history,
               Replica *from,
               Replica *to)
{
  g_autoptr (GHashTable) vector = rapport_store_read (to->store, vector_query, NULL, NULL, NULL);
  g_autoptr (GPtrArray) lines = pull (from, vector);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GHashTable) emptied = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      OracleChange *change = oracle_read (g_ptr_array_index (lines, i));
      gpointer key;
      gpointer written;

      if (g_hash_table_lookup_extended (history->lines, change->key, &key, &written)
          && is_emptied_form (g_ptr_array_index (lines, i), written))
        g_hash_table_insert (emptied, key, g_ptr_array_index (lines, i));
      else if (!g_hash_table_lookup_extended (history->lines, change->key, &key, NULL)
               || strcmp (g_hash_table_lookup (history->lines, key), g_ptr_array_index (lines, i)) != 0)
        {
          differ (history, "%s sends another line than was written:\n%s", from->name,
                  (char *) g_ptr_array_index (lines, i));
          oracle_change_free (change);
          return FALSE;
        }
      g_ptr_array_add (keys, key);
      oracle_change_free (change);
    }
  return take_in (history, to, keys, emptied);
}

static gboolean
name_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  return rapport_reading_set_meta (rapport_transaction_reading (transaction), RAPPORT_META_REPLICA, data, error);
}

/* Backups ----------------------------------------------------------------------------------------------------------- */

static void
keep (History *history,
      Replica *replica)
{
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer change;

  g_clear_pointer (&replica->kept_changes, g_hash_table_unref);
  if (replica->kept == NULL)
    replica->kept = g_strconcat (replica->path, ".kept", NULL);
  g_unlink (replica->kept);
  rapport_backup_copy (replica->path, replica->kept, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  replica->kept_changes = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, replica->changes);
  while (g_hash_table_iter_next (&iter, &key, &change))
    g_hash_table_insert (replica->kept_changes, key, change);
}

static gboolean
has_it_elsewhere (History    *history,
                  const char *key)
{
  for (guint i = 0; i < N_REPLICAS; i++)
    if (g_hash_table_contains (history->replicas[i].changes, key))
      return TRUE;
  return FALSE;
}

/* What nobody else has heard of is lost for ever. */
static void
lose (History    *history,
      GHashTable *had)
{
  GHashTableIter iter;
  char *key;
  OracleChange *change;

  g_hash_table_iter_init (&iter, had);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &change))
    if (!has_it_elsewhere (history, key))
      {
        g_hash_table_remove (history->lines, key);
        g_hash_table_remove (history->all, key);
      }
}

static gpointer
replica_query (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  char *name = rapport_reading_meta (reading, RAPPORT_META_REPLICA, error);

  return name != NULL ? name : g_strdup ("");
}

/* A new name, if the copy asks for one; by number, so that a seed makes the same history again. */
static void
rename_restored (Replica *replica)
{
  g_autofree char *name = read_text (replica, replica_query);
  g_autoptr (GError) error = NULL;

  if (*name != '\0')
    return;
  g_free (replica->name);
  replica->name = g_strdup_printf ("%s-%u", replica->path + strlen (replica->path) - strlen ("replica0"), ++replica->restores);
  rapport_store_write (replica->store, name_command, replica->name, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
restore (History *history,
         Replica *replica)
{
  g_autoptr (GHashTable) had = g_steal_pointer (&replica->changes);
  g_autoptr (GError) error = NULL;

  if (!rapport_backup_restore (replica->store, replica->kept, NULL, NULL, NULL, NULL, NULL, &error))
    {
      replica->changes = g_steal_pointer (&had);
      return differ (history, "%s: restore: %s", replica->name, error->message);
    }
  replica->changes = g_steal_pointer (&replica->kept_changes);
  lose (history, had);
  rename_restored (replica);
  return forget_steps (replica);
}

static gboolean
keep_or_restore (History *history,
                 Replica *replica)
{
  if (replica->kept_changes != NULL)
    return restore (history, replica);
  keep (history, replica);
  return TRUE;
}

/* One history ------------------------------------------------------------------------------------------------------- */

/* Making the tables takes longer than a history. */
static void
copy_empty (const char *folder,
            const char *path)
{
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_test (empty, G_FILE_TEST_EXISTS))
    {
      g_autoptr (RapportClock) clock = rapport_clock_new_at (0);
      RapportStore *store = rapport_store_open (empty, clock, &error);

      g_assert_no_error (error);
      g_object_unref (store);
    }
  g_file_get_contents (empty, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
open_replica (History    *history,
              guint       which,
              const char *folder)
{
  static const gint64 instants[N_REPLICAS] = { 1800000000, 4070908800, 1799999990 };
  g_autoptr (GError) error = NULL;
  Replica *self = &history->replicas[which];

  self->name = g_strdup_printf ("replica%u", which);
  self->path = g_build_filename (folder, self->name, NULL);
  copy_empty (folder, self->path);
  self->clock = rapport_clock_new_at (instants[which]);
  self->store = rapport_store_open (self->path, self->clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (self->store, self->name);
  rapport_store_write (self->store, name_command, self->name, NULL, &error);
  g_assert_no_error (error);
  self->changes = g_hash_table_new (g_str_hash, g_str_equal);
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
}

static void
close_replica (Replica *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-lock" };

  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_hash_table_unref (self->changes);
  g_clear_pointer (&self->kept_changes, g_hash_table_unref);
  if (self->kept != NULL)
    g_unlink (self->kept);
  g_free (self->kept);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_free (self->path);
  g_free (self->name);
}

static gboolean
take_step (History *history)
{
  Replica *replica = &history->replicas[pick (history, N_REPLICAS)];
  Replica *other = &history->replicas[pick (history, N_REPLICAS)];
  guint what = pick (history, 13);
  gboolean done;

  if (what < 6)
    done = write_local (history, replica, history->settles && what == 5 ? settle_command : random_command);
  else if (what < 8)
    done = walk (history, replica, TRUE);
  else if (what < 9)
    done = walk (history, replica, FALSE);
  else if (what < 11)
    done = merge_some (history, other, replica);
  else if (what < 12)
    done = pick (history, 2) == 0 ? erase_some (history, replica) : merge_some (history, other, replica);
  else if (pick (history, 4) == 0)
    done = keep_or_restore (history, replica);
  else
    done = merge_missing (history, other, replica);
  return done && check_replica (history, replica);
}

static gboolean
check_verify (History *history,
              Replica *replica)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (replica->store, NULL, &error);

  g_assert_no_error (error);
  if (findings->len > 0)
    return differ (history, "%s: verify: %s", replica->name, (char *) g_ptr_array_index (findings, 0));
  return TRUE;
}

/* Everybody hears of everything: now all must be one. */
static gboolean
check_convergence (History *history)
{
  g_autofree char *heads = NULL;
  g_autofree char *rows = NULL;

  guint known = 0;

  /* Twice around; once more for what was erased as it came. */
  for (guint round = 0; round < 2 || known < g_hash_table_size (history->all); round++)
    {
      known = round > 0 ? g_hash_table_size (history->all) : 0;
      for (guint i = 0; i < N_REPLICAS; i++)
        if (!merge_missing (history, &history->replicas[i], &history->replicas[(i + 1) % N_REPLICAS]))
          return FALSE;
    }
  heads = read_text (&history->replicas[0], dump_query);
  rows = read_text (&history->replicas[0], rows_query);
  for (guint i = 0; i < N_REPLICAS; i++)
    {
      Replica *replica = &history->replicas[i];
      g_autofree char *its_heads = read_text (replica, dump_query);
      g_autofree char *its_rows = read_text (replica, rows_query);

      if (g_hash_table_size (replica->changes) != g_hash_table_size (history->all))
        return differ (history, "%s has not heard of everything", replica->name);
      if (!check_replica (history, replica) || !check_verify (history, replica))
        return FALSE;
      if (strcmp (its_heads, heads) != 0)
        return differ (history, "%s has other heads:\n%s\nthan\n%s", replica->name, its_heads, heads);
      if (strcmp (its_rows, rows) != 0)
        return differ (history, "%s has other rows:\n%s\nthan\n%s", replica->name, its_rows, rows);
    }
  return TRUE;
}

/* Returns: (nullable): the first difference. */
static char *
run_history (guint32     seed,
             const char *folder)
{
  History history = { .rand = g_rand_new_with_seed (seed), .settles = seed % 5 == 4 };
  gboolean good = TRUE;

  history.all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) oracle_change_free);
  history.lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < N_ENTITIES; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      history.entities[i] = rapport_uuid_v5 (kinds[i % G_N_ELEMENTS (kinds)], number, NULL);
    }
  for (guint i = 0; i < N_REPLICAS; i++)
    open_replica (&history, i, folder);
  for (guint i = 0; i < N_STEPS && good; i++)
    good = take_step (&history);
  if (good)
    check_convergence (&history);

  for (guint i = 0; i < N_REPLICAS; i++)
    close_replica (&history.replicas[i]);
  for (guint i = 0; i < N_ENTITIES; i++)
    g_free (history.entities[i]);
  g_hash_table_unref (history.lines);
  g_hash_table_unref (history.all);
  g_rand_free (history.rand);
  return history.difference;
}

#define NO_DIFFERENCE 77

/* A mutant may also fall over what it has made of its memory, which is a difference. Returns as a child, in which the
 * histories are run; in the parent not at all. */
static void
run_in_child (void)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    return;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  exit (WIFEXITED (status) && WEXITSTATUS (status) == NO_DIFFERENCE ? EXIT_FAILURE : EXIT_SUCCESS);
}

int
oracle_main (int    argc,
             char **argv)
{
  int seeds = 0;
  int first = 1;
  gboolean expect_difference = FALSE;
  GOptionEntry entries[] = {
    { "seeds", 0, 0, G_OPTION_ARG_INT, &seeds, "how many histories", "N" },
    { "first", 0, 0, G_OPTION_ARG_INT, &first, "the first one's seed", "SEED" },
    { "expect-difference", 0, 0, G_OPTION_ARG_NONE, &expect_difference, "the code under test is a mutant", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  /* Nothing is to survive a power cut here. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  folder = rapport_test_folder ();
  if (expect_difference)
    run_in_child ();
  if (seeds == 0)
    seeds = (int) rapport_test_amount (300, 3000);
  for (int seed = first; seed < first + seeds; seed++)
    {
      g_autofree char *difference = run_history ((guint32) seed, folder);

      if (difference == NULL)
        continue;
      g_print ("seed %d: %s\n", seed, difference);
      return expect_difference ? EXIT_SUCCESS : EXIT_FAILURE;
    }
  g_print ("%d histories, no difference\n", seeds);
  fflush (stdout);
  if (expect_difference)
    _exit (NO_DIFFERENCE);
  return EXIT_SUCCESS;
}
