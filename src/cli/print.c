/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/print.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

#include "model/sentence.h"

struct _RapportCliTable
{
  const RapportCliColumn *columns;
  guint n_columns;
  GPtrArray *rows; /* of char *[n_columns] */
};

static char *
make_plain (const char *text,
            gboolean    lines)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (lines && c == '\n')
        g_string_append_c (plain, '\n');
      else if (g_unichar_iscntrl (c))
        g_string_append_c (plain, ' ');
      else if (!rapport_sentence_is_control (c))
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

char *
rapport_cli_plain (const char *text)
{
  return make_plain (text, FALSE);
}

char *
rapport_cli_plain_lines (const char *text)
{
  return make_plain (text, TRUE);
}

/* Columns that @text takes on a terminal. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

RapportCliTable *
rapport_cli_table_new (const RapportCliColumn *columns,
                       guint                   n_columns)
{
  RapportCliTable *table = g_new0 (RapportCliTable, 1);

  table->columns = columns;
  table->n_columns = n_columns;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return table;
}

void
rapport_cli_table_free (RapportCliTable *table)
{
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
rapport_cli_table_add (RapportCliTable *table,
                       ...)
{
  char **row = g_new0 (char *, table->n_columns + 1);
  va_list values;

  va_start (values, table);
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *value = va_arg (values, const char *);

      /* An absent value is kept as an empty string that the JSON side leaves out: a strv ends at NULL. */
      row[i] = g_strdup (value != NULL ? value : "");
    }
  va_end (values);
  g_ptr_array_add (table->rows, row);
}

static void
print_cell (const char *text,
            guint       width,
            gboolean    number,
            gboolean    last)
{
  g_autofree char *plain = rapport_cli_plain (text);
  guint own = width_of (plain);
  guint fill = width > own ? width - own : 0;

  g_print ("%*s%s%*s%s", number ? (int) fill : 0, "", plain, !number && !last ? (int) fill : 0, "", last ? "\n" : "  ");
}

void
rapport_cli_table_print_plain (RapportCliTable *table)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  guint last = 0;

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].title != NULL)
      {
        last = i;
        widths[i] = width_of (_(table->columns[i].title));
        for (guint r = 0; r < table->rows->len; r++)
          {
            g_autofree char *plain = rapport_cli_plain (((char **) g_ptr_array_index (table->rows, r))[i]);

            widths[i] = MAX (widths[i], width_of (plain));
          }
      }
  for (guint r = 0; r <= table->rows->len; r++)
    for (guint i = 0; i < table->n_columns; i++)
      {
        const RapportCliColumn *column = &table->columns[i];

        if (column->title != NULL)
          print_cell (r == 0 ? _(column->title) : ((char **) g_ptr_array_index (table->rows, r - 1))[i],
                      widths[i], column->number, i == last);
      }
}

static JsonNode *
value_node (const RapportCliColumn *column,
            const char             *value)
{
  JsonNode *node = json_node_alloc ();

  if (!column->number)
    return json_node_init_string (node, value);
  if (strchr (value, '.') != NULL)
    return json_node_init_double (node, g_ascii_strtod (value, NULL));
  return json_node_init_int (node, g_ascii_strtoll (value, NULL, 10));
}

JsonNode *
rapport_cli_table_to_json (RapportCliTable *table)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *root = json_node_new (JSON_NODE_ARRAY);

  for (guint r = 0; r < table->rows->len; r++)
    {
      char **row = g_ptr_array_index (table->rows, r);
      JsonObject *object = json_object_new ();

      for (guint i = 0; i < table->n_columns; i++)
        if (row[i][0] != '\0')
          json_object_set_member (object, table->columns[i].key, value_node (&table->columns[i], row[i]));
      json_array_add_object_element (array, object);
    }
  json_node_set_array (root, array);
  return root;
}

void
rapport_cli_table_print (RapportCliTable *table,
                         RapportCli      *cli,
                         const char      *nothing)
{
  if (rapport_cli_wants_json (cli))
    rapport_cli_print_json (rapport_cli_table_to_json (table));
  else if (table->rows->len == 0)
    g_print ("%s\n", nothing);
  else
    rapport_cli_table_print_plain (table);
}

void
rapport_cli_print_result (RapportCli *cli,
                          const char *sentence,
                          JsonObject *facts)
{
  g_autoptr (JsonObject) object = facts != NULL ? facts : json_object_new ();

  if (rapport_cli_wants_json (cli))
    {
      JsonNode *root = json_node_new (JSON_NODE_OBJECT);

      json_object_set_string_member (object, "message", sentence);
      json_node_set_object (root, object);
      rapport_cli_print_json (root);
    }
  else
    {
      g_autofree char *plain = rapport_cli_plain (sentence);

      g_print ("%s\n", plain);
    }
}

void
rapport_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_print ("%s\n", text);
  json_node_unref (node);
}

/**
 * rapport_cli_wall_time:
 * @wall: unix milliseconds
 * @zone: minutes east of UTC
 *
 * Returns: (transfer full): the wall clock of whoever did it, in their own zone
 */
char *
rapport_cli_wall_time (gint64 wall,
                       int    zone)
{
  g_autoptr (GTimeZone) there = g_time_zone_new_offset (zone * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, there);

  return g_date_time_format (local, "%Y-%m-%d %H:%M %:z");
}
