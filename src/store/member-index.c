/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member-snapshot.h"
#include "store/sql.h"

/* Two values by index: cheap enough to ask before each search. */
RAPPORT_SQL (select_watermark,
             "SELECT coalesce ((SELECT max (no) FROM change), 0),"
             " coalesce ((SELECT value FROM meta WHERE key = 'generation'), '')")

struct _RapportMemberIndex
{
  gatomicrefcount references;
  GMutex mutex;                     /* guards what follows, and loading */
  RapportMemberSnapshot *snapshot;
};

/**
 * rapport_member_index_new:
 *
 * Returns: (transfer full): an index that loads itself at the first search
 */
RapportMemberIndex *
rapport_member_index_new (void)
{
  RapportMemberIndex *self = g_new0 (RapportMemberIndex, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  return self;
}

RapportMemberIndex *
rapport_member_index_ref (RapportMemberIndex *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
rapport_member_index_unref (RapportMemberIndex *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->snapshot, rapport_member_snapshot_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
read_watermark (RapportReading *reading,
                gint64         *watermark,
                char          **generation,
                GError        **error)
{
  sqlite3_stmt *statement = rapport_reading_statement (reading, select_watermark);
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (reading, statement, &failure))
    {
      *watermark = rapport_column_int (statement, 0);
      g_free (*generation);
      *generation = rapport_column_dup (statement, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
bring_up_to_date (RapportMemberIndex *self,
                  RapportReading     *reading,
                  GError            **error)
{
  g_autofree char *generation = NULL;
  gint64 watermark = 0;
  RapportMemberSnapshot *snapshot;

  if (!read_watermark (reading, &watermark, &generation, error))
    return FALSE;
  if (self->snapshot != NULL && self->snapshot->watermark == watermark
      && g_strcmp0 (self->snapshot->generation, generation) == 0)
    return TRUE;
  snapshot = rapport_member_snapshot_load (reading, error);
  if (snapshot == NULL)
    return FALSE;
  snapshot->watermark = watermark;
  snapshot->generation = g_steal_pointer (&generation);
  g_clear_pointer (&self->snapshot, rapport_member_snapshot_unref);
  self->snapshot = snapshot;
  return TRUE;
}

RapportMemberSnapshot *
rapport_member_index_take (RapportMemberIndex          *self,
                           RapportReading              *reading,
                           gint64                       programme,
                           RapportMemberSort            sort,
                           const RapportParticipation **participation,
                           GError                     **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  (void) locker;
  if (!bring_up_to_date (self, reading, error)
      || !rapport_member_snapshot_need_order (self->snapshot, reading, sort, error)
      || !rapport_member_snapshot_need_programme (self->snapshot, reading, programme, error))
    return NULL;
  *participation = rapport_member_snapshot_participation (self->snapshot, programme);
  g_atomic_ref_count_inc (&self->snapshot->references);
  return self->snapshot;
}
