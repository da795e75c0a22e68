/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/partnership-contacts.h"

#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

/* The newest version of each meeting, and by how many sides it is signed. */
RAPPORT_SQL (select_meetings,
             "SELECT m.held_on, m.kind, m.minutes,"
             " (SELECT count (DISTINCT s.side) FROM signature s WHERE s.meeting = m.no)"
             " FROM meeting m WHERE m.partnership = ?1"
             " AND NOT EXISTS (SELECT 1 FROM meeting c WHERE c.corrects = m.no) ORDER BY m.held_on")

static void
add_contact (RapportPartnershipRow *row,
             const char            *held_on,
             gboolean               check_in,
             int                    minutes)
{
  int year = strlen (held_on) == 10 ? atoi (held_on) : 0, month = year > 0 ? atoi (held_on + 5) : 0;
  RapportMonthContact *last = row->contacts->len > 0
                              ? &g_array_index (row->contacts, RapportMonthContact, row->contacts->len - 1) : NULL;

  if (last == NULL || last->year != year || last->month != month)
    {
      RapportMonthContact contact = { year, month, 0, 0, 0 };

      g_array_append_val (row->contacts, contact);
      last = &g_array_index (row->contacts, RapportMonthContact, row->contacts->len - 1);
    }
  last->met += !check_in;
  last->check_ins += check_in;
  last->minutes += minutes;
}

gboolean
rapport_partnership_contacts_read (RapportReading         *reading,
                                   RapportPartnershipRow  *row,
                                   GError                **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_meetings);
  g_autoptr (GError) failure = NULL;

  row->contacts = g_array_new (FALSE, FALSE, sizeof (RapportMonthContact));
  row->last_met = g_strdup ("");
  row->unsigned_on = g_strdup ("");
  sqlite3_bind_int64 (statement, 1, row->no);
  while (rapport_reading_next (reading, statement, &failure))
    {
      const char *held_on = rapport_column_text (statement, 0);
      gboolean check_in = strcmp (rapport_column_text (statement, 1), "check-in") == 0;
      int minutes = rapport_column_int (statement, 2);
      gboolean is_unsigned = !check_in && rapport_column_int (statement, 3) < 2;

      row->meetings += !check_in;
      row->check_ins += check_in;
      row->minutes += minutes;
      add_contact (row, held_on, check_in, minutes);
      if (is_unsigned && row->unsigned_meetings++ == 0)
        {
          g_free (row->unsigned_on);
          row->unsigned_on = g_strdup (held_on);
        }
      g_free (row->last_met);
      row->last_met = g_strdup (held_on);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
