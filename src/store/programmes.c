/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/programmes.h"

#include "store/sql.h"

RAPPORT_SQL (select_all, "SELECT no, name, preset, time_zone, settings FROM programme ORDER BY no")
RAPPORT_SQL (select_one, "SELECT no, name, preset, time_zone, settings FROM programme WHERE no = ?1")
RAPPORT_SQL (select_first, "SELECT min (no) FROM programme")

void
rapport_programme_free (RapportProgramme *self)
{
  g_free (self->name);
  g_free (self->preset);
  g_free (self->time_zone);
  g_free (self->settings);
  g_clear_pointer (&self->policy, rapport_policy_unref);
  g_free (self);
}

static RapportProgramme *
read_programme (sqlite3_stmt  *statement,
                GError       **error)
{
  g_autoptr (RapportProgramme) programme = g_new0 (RapportProgramme, 1);

  programme->no = rapport_column_int (statement, 0);
  programme->name = rapport_column_dup (statement, 1);
  programme->preset = rapport_column_dup (statement, 2);
  programme->time_zone = rapport_column_dup (statement, 3);
  programme->settings = rapport_column_dup (statement, 4);
  programme->policy = rapport_policy_new (programme->preset, programme->time_zone, programme->settings, error);
  return programme->policy != NULL ? g_steal_pointer (&programme) : NULL;
}

gpointer
rapport_programmes_list (RapportReading  *reading,
                         gpointer         data,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_autoptr (GPtrArray) programmes = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_programme_free);
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_all);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      RapportProgramme *programme = read_programme (statement, NULL);

      if (programme != NULL)
        g_ptr_array_add (programmes, programme);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&programmes);
}

/**
 * rapport_programmes_get:
 * @reading: a reading
 * @programme: its number
 *
 * Returns: (transfer full) (nullable): the programme, %NULL when there is none of that number
 */
RapportProgramme *
rapport_programmes_get (RapportReading *reading,
                        gint64          programme)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_one);
  RapportProgramme *found = NULL;

  sqlite3_bind_int64 (statement, 1, programme);
  while (rapport_reading_next (reading, statement, NULL))
    found = read_programme (statement, NULL);
  return found;
}

/** The number of the oldest programme, 0 when there is none yet. */
gint64
rapport_programmes_first (RapportReading *reading)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_first);
  gint64 first = 0;

  while (rapport_reading_next (reading, statement, NULL))
    first = rapport_column_int (statement, 0);
  return first;
}

/**
 * rapport_programmes_policy:
 * @reading: a reading
 * @programme: its number, or 0
 *
 * Returns: (transfer full): its rules; the IEEE preset's where there is no such programme
 */
RapportPolicy *
rapport_programmes_policy (RapportReading *reading,
                           gint64          programme)
{
  g_autoptr (RapportProgramme) found = rapport_programmes_get (reading, programme);

  return found != NULL ? rapport_policy_ref (found->policy) : rapport_policy_new_preset ("ieee", NULL);
}
