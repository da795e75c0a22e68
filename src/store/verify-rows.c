/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/sql.h"

/* A table whose rows are parts of another's counts them for itself: their numbers say nothing. */
static char *
select_all (RapportReading *reading,
            const char     *table)
{
  g_autofree char *pragma = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, pragma);
  gboolean is_part = strchr (table, '_') != NULL && strcmp (table, "custom_field") != 0;
  g_autoptr (GString) columns = g_string_new (NULL);

  while (rapport_reading_next (reading, statement, NULL))
    if (!is_part || strcmp (rapport_column_text (statement, 0), "no") != 0)
      g_string_append_printf (columns, "%s%s", columns->len > 0 ? ", " : "", rapport_column_text (statement, 0));
  return g_strdup_printf ("SELECT %s FROM %s ORDER BY %s", columns->str, table, is_part ? columns->str : "no");
}

static gboolean
same_cell (sqlite3_stmt *a,
           sqlite3_stmt *b,
           int           column)
{
  int size = sqlite3_column_bytes (a, column);

  return sqlite3_column_type (a, column) == sqlite3_column_type (b, column)
         && size == sqlite3_column_bytes (b, column)
         && (size == 0 || memcmp (sqlite3_column_blob (a, column), sqlite3_column_blob (b, column), (gsize) size) == 0);
}

static char *
compare_row (sqlite3_stmt *live,
             sqlite3_stmt *rebuilt,
             guint64       row)
{
  for (int i = 0; i < sqlite3_column_count (live); i++)
    if (!same_cell (live, rebuilt, i))
      return g_strdup_printf (_("row %" G_GUINT64_FORMAT ", column “%s”"), row, sqlite3_column_name (live, i));
  return NULL;
}

char *
rapport_verify_compare_rows (RapportReading *live,
                             RapportReading *rebuilt,
                             const char     *table)
{
  g_autofree char *sql = select_all (live, table);
  sqlite3_stmt *one = rapport_reading_statement_composed (live, sql);
  sqlite3_stmt *other = rapport_reading_statement_composed (rebuilt, sql);
  g_autoptr (GError) failure = NULL;
  char *difference = NULL;

  for (guint64 row = 1; difference == NULL && failure == NULL; row++)
    {
      gboolean has_one = rapport_reading_next (live, one, &failure);
      gboolean has_other = failure == NULL && rapport_reading_next (rebuilt, other, &failure);

      if (failure != NULL)
        difference = g_strdup (failure->message);
      else if (!has_one && !has_other)
        break;
      else if (has_one != has_other)
        difference = g_strdup_printf (has_one ? _("there is a row too many after row %" G_GUINT64_FORMAT)
                                              : _("there is a row too few after row %" G_GUINT64_FORMAT), row - 1);
      else
        difference = compare_row (one, other, row);
    }
  sqlite3_reset (one);
  sqlite3_reset (other);
  return difference;
}
