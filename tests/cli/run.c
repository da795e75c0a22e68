/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

GString *printed;
GString *complained;

static void
forget (void)
{
  if (printed == NULL)
    {
      printed = g_string_new (NULL);
      complained = g_string_new (NULL);
    }
  g_string_truncate (printed, 0);
  g_string_truncate (complained, 0);
}

static void
take_printed (const char *text)
{
  g_string_append (printed, text);
}

static void
take_complained (const char *text)
{
  g_string_append (complained, text);
}

/* @words: ended by %NULL; rapportctl moves them about. */
static int
run_words (GPtrArray *words)
{
  GPrintFunc out = g_set_print_handler (take_printed);
  GPrintFunc err = g_set_printerr_handler (take_complained);
  int code;

  forget ();
  code = rapport_cli_run ((int) words->len - 1, (char **) words->pdata);
  g_set_print_handler (out);
  g_set_printerr_handler (err);
  return code;
}

static GPtrArray *
begin (const char *database)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) "rapportctl");
  if (database != NULL)
    {
      g_ptr_array_add (words, (gpointer) "--database");
      g_ptr_array_add (words, (gpointer) database);
    }
  return words;
}

int
run (const char *database,
     ...)
{
  g_autoptr (GPtrArray) words = begin (database);
  va_list rest;

  va_start (rest, database);
  for (const char *word = va_arg (rest, const char *); word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  return run_words (words);
}

int
run_line (const char *database,
          const char *line)
{
  g_autoptr (GPtrArray) words = begin (database);
  g_auto (GStrv) parts = g_strsplit (line, "\t", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (words, parts[i]);
  g_ptr_array_add (words, NULL);
  return run_words (words);
}

static JsonNode *
parse (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (printed->str, &error);

  g_assert_no_error (error);
  return node;
}

gint64
printed_number (const char *name)
{
  g_autoptr (JsonNode) node = parse ();

  return json_object_get_int_member (json_node_get_object (node), name);
}

gint64
printed_in_row (guint       row,
                const char *name)
{
  g_autoptr (JsonNode) node = parse ();

  g_assert_cmpuint (row, <, json_array_get_length (json_node_get_array (node)));
  return json_object_get_int_member (json_array_get_object_element (json_node_get_array (node), row), name);
}

guint
printed_rows (void)
{
  g_autoptr (JsonNode) node = parse ();

  return json_array_get_length (json_node_get_array (node));
}

GPrintFunc
run_listen (void)
{
  forget ();
  return g_set_print_handler (take_printed);
}

char *
new_database (void)
{
  g_autofree char *folder = rapport_test_folder ();

  return g_build_filename (folder, "test.db", NULL);
}
