/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/transaction.h"

G_BEGIN_DECLS

/* Fixed statements and how they are bound and read. Included by src/store alone.
 *
 *   RAPPORT_SQL (select_area, "SELECT area FROM member_area WHERE member = ?1 ORDER BY area")
 *
 *   sqlite3_stmt *statement = rapport_reading_statement (reading, select_area);
 *   g_autoptr (GError) failure = NULL;
 *
 *   sqlite3_bind_int64 (statement, 1, member);
 *   while (rapport_reading_next (reading, statement, &failure))
 *     g_ptr_array_add (areas, rapport_column_dup (statement, 0));
 */

/**
 * RAPPORT_SQL:
 * @name: the static array of characters that it becomes
 * @text: one statement
 *
 * Declares a fixed statement and enters it in the section `rapport_sql`, where a test finds them all.
 */
#define RAPPORT_SQL(name, text) \
  static const char name[] = text; \
  static const char *const G_PASTE (name, _entry) __attribute__ ((used, section ("rapport_sql"))) = name;

/* A prepared statement of the reading's connection, cached by the address of @sql, reset and without bindings. %NULL
 * when it cannot be prepared; rapport_reading_next() and _run() then give the reason, and binding does nothing. */
sqlite3_stmt *rapport_reading_statement (RapportReading *self,
                                         const char     *sql);
/* As above for a text that is put together at run time from constant fragments; cached by content. */
sqlite3_stmt *rapport_reading_statement_composed (RapportReading *self,
                                                  const char     *sql);
/* %TRUE: a row stands ready. %FALSE: no more, or @error is set; the statement is reset. */
gboolean      rapport_reading_next      (RapportReading *self,
                                         sqlite3_stmt   *statement,
                                         GError        **error);
/* Runs to the end and resets. */
gboolean      rapport_reading_run       (RapportReading *self,
                                         sqlite3_stmt   *statement,
                                         GError        **error);

/* Binding: the text must outlive the next step ("borrowed"), or is copied. %NULL binds NULL. */
void          rapport_bind_borrowed     (sqlite3_stmt   *statement,
                                         int             index,
                                         const char     *text);
void          rapport_bind_text         (sqlite3_stmt   *statement,
                                         int             index,
                                         const char     *text);
/* Reading a column; a NULL reads as "". */
const char   *rapport_column_text       (sqlite3_stmt   *statement,
                                         int             column);
char         *rapport_column_dup        (sqlite3_stmt   *statement,
                                         int             column);
gint64        rapport_column_int        (sqlite3_stmt   *statement,
                                         int             column);

G_END_DECLS
