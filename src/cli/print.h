/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/**
 * RapportCliColumn:
 * @key: name in JSON
 * @title: what people read above the column, marked for translation; %NULL: in JSON alone
 * @number: aligned right, and a number in JSON
 */
typedef struct {
  const char *key;
  const char *title;
  gboolean number;
} RapportCliColumn;

/* Rows of text under columns: for people a plain table, with --json a list of objects. */
typedef struct _RapportCliTable RapportCliTable;

RapportCliTable *rapport_cli_table_new    (const RapportCliColumn *columns,
                                           guint                   n_columns);
void             rapport_cli_table_free   (RapportCliTable        *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCliTable, rapport_cli_table_free)

/* As many strings as there are columns; they are copied. NULL: no value (absent in JSON). */
void             rapport_cli_table_add    (RapportCliTable        *table,
                                           ...);
/* @nothing: the sentence for people when there are no rows. */
void             rapport_cli_table_print  (RapportCliTable        *table,
                                           RapportCli             *cli,
                                           const char             *nothing);
/* As with --json. */
JsonNode        *rapport_cli_table_to_json (RapportCliTable       *table);
/* As for people, titles and all. */
void             rapport_cli_table_print_plain (RapportCliTable   *table);

/* What a command has done: @sentence for people; with --json @facts (taken; may be NULL) and @sentence as "message". */
void             rapport_cli_print_result (RapportCli             *cli,
                                           const char             *sentence,
                                           JsonObject             *facts);
/* One JSON value on standard output, indented, with a newline. Takes @node. */
void             rapport_cli_print_json   (JsonNode               *node);
/* Text from the database for a terminal: control characters and direction controls do not get through. */
char            *rapport_cli_plain        (const char             *text);
/* The same of a text of several lines, which stay. */
char            *rapport_cli_plain_lines  (const char             *text);
char            *rapport_cli_wall_time    (gint64                  wall,
                                           int                     zone);

G_END_DECLS
