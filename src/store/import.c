/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import.h"

#include "store/sql.h"

RAPPORT_SQL (select_watermark, "SELECT max (no) FROM change")
RAPPORT_SQL (select_identity, "SELECT issuer, number, email, given_name, family_name FROM member WHERE no = ?1")
/* everybody is asked for: the walk over the whole table is the point (an index that covers it would be walked too) */
RAPPORT_SQL (select_everybody, "SELECT no FROM member WHERE no > 0 ORDER BY no")

gint64
rapport_import_watermark (RapportReading *reading)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_watermark);
  gint64 watermark = 0;

  while (rapport_reading_next (reading, statement, NULL))
    watermark = rapport_column_int (statement, 0);
  return watermark;
}

GArray *
rapport_import_everybody (RapportReading  *reading,
                          GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_everybody);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      gint64 no = rapport_column_int (statement, 0);

      g_array_append_val (members, no);
    }
  if (failure == NULL)
    return g_steal_pointer (&members);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
rapport_import_identity (RapportReading        *reading,
                         gint64                 member,
                         RapportImportIdentity *identity)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_identity);
  gboolean found = FALSE;

  *identity = (RapportImportIdentity) { NULL };
  sqlite3_bind_int64 (statement, 1, member);
  while (rapport_reading_next (reading, statement, NULL))
    {
      *identity = (RapportImportIdentity) {
        rapport_column_dup (statement, 0), rapport_column_dup (statement, 1), rapport_column_dup (statement, 2),
        rapport_column_dup (statement, 3), rapport_column_dup (statement, 4),
      };
      found = TRUE;
    }
  return found;
}

void
rapport_import_identity_clear (RapportImportIdentity *identity)
{
  g_free (identity->issuer);
  g_free (identity->number);
  g_free (identity->email);
  g_free (identity->given_name);
  g_free (identity->family_name);
}
