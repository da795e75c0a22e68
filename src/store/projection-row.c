/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/projection-row.h"

#include <string.h>

#include "model/fields.h"
#include "store/joined.h"

/* What stands in a column that has no value, where it is not "" or 0. */
static const struct {
  const char *kind;
  const char *column;
  const char *text; /* %NULL: NULL */
} defaults[] = {
  { "custom-field", "type", "text" },
  { "request", "asked_by", "mentee" },
  { "request", "areas", "[]" },
  { "request", "snapshot", "{}" },
  { "partnership", "request", NULL },
  { "partnership", "areas", "[]" },
  { "meeting", "kind", "meeting" },
  { "meeting", "corrects", NULL },
  { "letter", "kind", "request" },
  { "erasure", "counts", "[]" },
};

/**
 * rapport_values_text:
 *
 * Returns: (transfer none): the text of a field, "" when it has none
 */
const char *
rapport_values_text (GHashTable *values,
                     const char *field)
{
  GVariant *value = g_hash_table_lookup (values, field);

  return value != NULL && g_variant_classify (value) == G_VARIANT_CLASS_STRING ? g_variant_get_string (value, NULL) : "";
}

/**
 * rapport_values_int:
 *
 * Returns: the number of a field, 0 when it has none
 */
gint64
rapport_values_int (GHashTable *values,
                    const char *field)
{
  GVariant *value = g_hash_table_lookup (values, field);

  return value != NULL && g_variant_classify (value) == G_VARIANT_CLASS_INT64 ? g_variant_get_int64 (value) : 0;
}

/**
 * rapport_values_list:
 *
 * Returns: (transfer container) (nullable): the texts of a field, %NULL when it is not a list
 */
const char **
rapport_values_list (GHashTable *values,
                     const char *field)
{
  GVariant *value = g_hash_table_lookup (values, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY) ? g_variant_get_strv (value, NULL)
                                                                                    : NULL;
}

static void
append_json_string (GString    *json,
                    const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (json, "\\%c", *at);
    else if ((guchar) *at < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *at);
    else
      g_string_append_c (json, *at);
  g_string_append_c (json, '"');
}

/**
 * rapport_strv_to_json:
 *
 * Returns: (transfer full): a JSON array of the strings
 */
char *
rapport_strv_to_json (const char * const *strings)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_json_string (json, strings[i]);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static const char * const tables[][2] = {
  { "programme", "programme" }, { "custom-field", "custom_field" }, { "skill", "skill" }, { "member", "member" },
  { "enrolment", "enrolment" }, { "request", "request" }, { "partnership", "partnership" }, { "meeting", "meeting" },
  { "signature", "signature" }, { "letter", "letter" }, { "same-person", "same_person" }, { "erasure", "erasure" },
};

static guint
table_index (const char *kind)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (tables) && strcmp (tables[i][0], kind) != 0)
    i++;
  return i;
}

/**
 * rapport_projection_table:
 *
 * Returns: (transfer none) (nullable): the table of a kind, %NULL for one that has none
 */
const char *
rapport_projection_table (const char *kind)
{
  guint i = table_index (kind);

  return i < G_N_ELEMENTS (tables) ? tables[i][1] : NULL;
}

static char *
compose_insert (const char           *kind,
                const RapportField   *fields,
                guint                 n_fields,
                const RapportDerived *derived,
                guint                 n_derived)
{
  GString *sql = g_string_new ("INSERT INTO ");
  guint n_columns = 1;

  g_string_append_printf (sql, "%s (no", rapport_projection_table (kind));
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].column != NULL)
      {
        g_string_append_printf (sql, ", %s", fields[i].column);
        n_columns++;
      }
  for (guint i = 0; i < n_derived; i++)
    g_string_append_printf (sql, ", %s", derived[i].column);
  n_columns += n_derived;
  g_string_append (sql, ") VALUES (?1");
  for (guint i = 1; i < n_columns; i++)
    g_string_append_printf (sql, ", ?%u", i + 1);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* Composed once a kind and process: the derived columns of a kind are always the same. */
static const char *
insert_of_kind (const char           *kind,
                const RapportField   *fields,
                guint                 n_fields,
                const RapportDerived *derived,
                guint                 n_derived)
{
  static gsize inserts[G_N_ELEMENTS (tables)];
  gsize *insert = &inserts[table_index (kind)];

  if (g_once_init_enter (insert))
    g_once_init_leave (insert, (gsize) compose_insert (kind, fields, n_fields, derived, n_derived));
  return (const char *) *insert;
}

static void
bind_default (sqlite3_stmt       *statement,
              int                 index,
              const RapportField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (*defaults[i].column == *field->column && strcmp (defaults[i].column, field->column) == 0
        && strcmp (defaults[i].kind, field->kind) == 0)
      {
        rapport_bind_borrowed (statement, index, defaults[i].text);
        return;
      }
  if (field->type == RAPPORT_FIELD_INTEGER || field->type == RAPPORT_FIELD_BOOLEAN
      || field->type == RAPPORT_FIELD_INSTANT || field->type == RAPPORT_FIELD_REFERENCE)
    sqlite3_bind_int64 (statement, index, 0);
  else
    sqlite3_bind_text (statement, index, "", 0, SQLITE_STATIC);
}

/* What names one of several joined members names the person. */
static void
bind_reference (RapportTransaction *tx,
                sqlite3_stmt       *statement,
                int                 index,
                const RapportField *field,
                const char         *uuid)
{
  static const char * const of_members[] = { "member", "mentee", "mentor", NULL };
  gboolean of_member = g_strv_contains (of_members, field->name)
                       || (strcmp (field->kind, "letter") == 0 && strcmp (field->name, "other") == 0);
  gint64 entity = rapport_transaction_refer (tx, uuid);

  sqlite3_bind_int64 (statement, index, of_member ? rapport_joined_person (tx, entity) : entity);
}

/* A value of another type than the field's, from a bundle that somebody made by hand, is as none. */
static void
bind_value (RapportTransaction *tx,
            sqlite3_stmt       *statement,
            int                 index,
            const RapportField *field,
            GVariant           *value)
{
  gboolean is_number = field->type == RAPPORT_FIELD_INTEGER || field->type == RAPPORT_FIELD_BOOLEAN
                       || field->type == RAPPORT_FIELD_INSTANT;

  if (is_number && g_variant_classify (value) == G_VARIANT_CLASS_INT64)
    sqlite3_bind_int64 (statement, index, g_variant_get_int64 (value));
  else if (field->type == RAPPORT_FIELD_LIST && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **strings = g_variant_get_strv (value, NULL);
      g_autofree char *json = rapport_strv_to_json (strings);

      rapport_bind_text (statement, index, json);
    }
  else if (field->type == RAPPORT_FIELD_REFERENCE && g_variant_classify (value) == G_VARIANT_CLASS_STRING
           && *g_variant_get_string (value, NULL) != '\0')
    bind_reference (tx, statement, index, field, g_variant_get_string (value, NULL));
  else if (!is_number && field->type != RAPPORT_FIELD_REFERENCE && g_variant_classify (value) == G_VARIANT_CLASS_STRING)
    rapport_bind_borrowed (statement, index, g_variant_get_string (value, NULL));
  else
    bind_default (statement, index, field);
}

/**
 * rapport_projection_put_row:
 * @derived: columns that do not stand in the table of fields
 *
 * Writes the row of an entity: the columns of its kind in the table of fields, and those derived. There is none before:
 * INSERT OR REPLACE would open a savepoint a row, at each of which FTS5 writes out what it has gathered.
 */
gboolean
rapport_projection_put_row (RapportTransaction   *tx,
                            const char           *kind,
                            gint64                entity,
                            GHashTable           *values,
                            const RapportDerived *derived,
                            guint                 n_derived,
                            GError              **error)
{
  RapportReading *reading = rapport_transaction_reading (tx);
  guint n_fields;
  const RapportField *fields = rapport_fields_of_kind (kind, &n_fields);
  const char *sql = insert_of_kind (kind, fields, n_fields, derived, n_derived);
  sqlite3_stmt *statement = rapport_reading_statement (reading, sql);
  int index = 1;

  sqlite3_bind_int64 (statement, index++, entity);
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].column != NULL)
      {
        GVariant *value = g_hash_table_lookup (values, fields[i].name);

        if (value != NULL)
          bind_value (tx, statement, index++, &fields[i], value);
        else
          bind_default (statement, index++, &fields[i]);
      }
  for (guint i = 0; i < n_derived; i++, index++)
    if (derived[i].text != NULL)
      rapport_bind_borrowed (statement, index, derived[i].text);
    else
      sqlite3_bind_int64 (statement, index, derived[i].number);
  return rapport_reading_run (reading, statement, error);
}

gboolean
rapport_projection_delete_row (RapportTransaction *tx,
                               const char         *kind,
                               gint64              entity,
                               GError            **error)
{
  RapportReading *reading = rapport_transaction_reading (tx);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE no = ?1", rapport_projection_table (kind));
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, sql);

  sqlite3_bind_int64 (statement, 1, entity);
  return rapport_reading_run (reading, statement, error);
}
