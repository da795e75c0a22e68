/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "model/uuid.h"
#include "store/database.h"
#include "store/epoch.h"
#include "store/lock-file.h"
#include "store/meta.h"
#include "store/sql.h"
#include "store/verify.h"

/* Pages between two looks at the cancellable: a few milliseconds. */
#define PAGES_AT_ONCE 512
#define BUSY_PAUSE_US 20000

/* What else a file system wants to keep free. */
#define MARGIN (4 * 1024 * 1024)

/* These go through whole files on purpose, and are composed so that the test of plans does not ask them to use an index. */
static const char count_pages[] = "PRAGMA page_count";
static const char size_of_page[] = "PRAGMA page_size";
static const char quick_check[] = "PRAGMA quick_check (1)";
static const char count_rows[] =
  "SELECT (SELECT count (*) FROM member), (SELECT count (*) FROM request), (SELECT count (*) FROM partnership),"
  " (SELECT count (*) FROM change), coalesce ((SELECT name FROM programme ORDER BY no LIMIT 1), '')";
static const char last_operation[] = "SELECT wall, title, args, author FROM operation ORDER BY no DESC LIMIT 1";

/* What is in it --------------------------------------------------------------------------------------------------- */

void
rapport_backup_facts_free (RapportBackupFacts *self)
{
  g_free (self->programme);
  g_free (self->last_title);
  g_free (self->last_args);
  g_free (self->last_author);
  g_free (self);
}

RapportBackupFacts *
rapport_backup_read_facts (RapportReading  *reading,
                           GError         **error)
{
  g_autoptr (RapportBackupFacts) self = g_new0 (RapportBackupFacts, 1);
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, count_rows);
  GError *failure = NULL;

  self->version = (int) rapport_connection_pragma (reading->connection, "PRAGMA user_version", NULL);
  if (!rapport_reading_next (reading, statement, error))
    return NULL;
  self->members = rapport_column_int (statement, 0);
  self->requests = rapport_column_int (statement, 1);
  self->partnerships = rapport_column_int (statement, 2);
  self->changes = rapport_column_int (statement, 3);
  self->programme = rapport_column_dup (statement, 4);
  sqlite3_reset (statement);
  statement = rapport_reading_statement_composed (reading, last_operation);
  if (rapport_reading_next (reading, statement, &failure))
    {
      self->last_wall = rapport_column_int (statement, 0);
      self->last_title = rapport_column_dup (statement, 1);
      self->last_args = rapport_column_dup (statement, 2);
      self->last_author = rapport_column_dup (statement, 3);
      sqlite3_reset (statement);
    }
  if (failure == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
rapport_backup_quick_check (RapportReading  *reading,
                            GError         **error)
{
  sqlite3_stmt *statement = rapport_reading_statement_composed (reading, quick_check);
  g_autofree char *shown = rapport_connection_shown_name (reading->connection->path);
  g_autofree char *found = NULL;

  if (!rapport_reading_next (reading, statement, error))
    return FALSE;
  found = rapport_column_dup (statement, 0);
  sqlite3_reset (statement);
  if (strcmp (found, "ok") == 0)
    return TRUE;
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CORRUPT, _("“%s” is damaged (%s)."), shown, found);
  return FALSE;
}

/* Copying --------------------------------------------------------------------------------------------------------- */

static gint64
size_of (RapportConnection *connection)
{
  return rapport_connection_pragma (connection, count_pages, NULL) * rapport_connection_pragma (connection, size_of_page, NULL);
}

static gboolean
has_room (const char  *path,
          gint64       needed,
          GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *need = g_format_size ((guint64) needed);
  g_autofree char *have = NULL;
  struct statvfs info;
  guint64 free_bytes;

  if (statvfs (folder, &info) != 0)
    return TRUE;
  free_bytes = (guint64) info.f_bavail * info.f_frsize;
  if (free_bytes >= (guint64) needed + MARGIN)
    return TRUE;
  have = g_format_size (free_bytes);
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL,
               _("There is not enough room in “%s”: %s are needed, %s are free. Nothing was changed; make room and try again."),
               shown, need, have);
  return FALSE;
}

static gboolean
make_empty (const char  *path,
            GError     **error)
{
  int file = open (path, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_WRONLY, 0600);
  g_autofree char *shown = rapport_connection_shown_name (path);

  if (file >= 0)
    {
      close (file);
      return TRUE;
    }
  g_set_error (error, RAPPORT_STORE_ERROR,
               errno == ENOSPC || errno == EDQUOT ? RAPPORT_STORE_ERROR_FULL
               : errno == EACCES || errno == EROFS || errno == EPERM ? RAPPORT_STORE_ERROR_READ_ONLY : RAPPORT_STORE_ERROR_FAILED,
               _("“%s” cannot be written: %s."), shown, g_strerror (errno));
  return FALSE;
}

/* The snapshot stays the same for as long as the transaction is open, whoever writes. */
static RapportConnection *
open_snapshot (const char  *path,
               GError     **error)
{
  g_autoptr (RapportConnection) self = rapport_database_open_reader (path, error);

  if (self == NULL || !rapport_connection_exec (self, "BEGIN", error)
      || rapport_connection_pragma (self, "PRAGMA user_version", error) < 0)
    return NULL;
  return g_steal_pointer (&self);
}

/* A destination that somebody writes to is waited for. The first step, of no pages too, takes its lock. */
static gboolean
step_once (sqlite3_backup  *backup,
           int              pages,
           gint64          *waited,
           GCancellable    *cancellable,
           int             *result,
           GError         **error)
{
  for (;; g_usleep (BUSY_PAUSE_US), *waited += BUSY_PAUSE_US)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      *result = sqlite3_backup_step (backup, pages);
      if (((*result & 0xff) != SQLITE_BUSY && (*result & 0xff) != SQLITE_LOCKED) || *waited > RAPPORT_BUSY_MS * 1000)
        return TRUE;
    }
}

/* One step after another until all is there. */
static gboolean
step_through (sqlite3_backup         *backup,
              RapportBackupProgress   progress,
              gpointer                data,
              GCancellable           *cancellable,
              int                    *result,
              GError                **error)
{
  for (gint64 waited = 0;;)
    {
      int total;

      if (!step_once (backup, PAGES_AT_ONCE, &waited, cancellable, result, error))
        return FALSE;
      total = sqlite3_backup_pagecount (backup);
      if (progress != NULL && total > 0)
        progress ((guint) (100 * (gint64) (total - sqlite3_backup_remaining (backup)) / total), data);
      if (*result != SQLITE_OK)
        return TRUE;
    }
}

/* What is in @to by now, and what nobody adds to any more, is looked at once before it is overwritten. */
static gboolean
look_last (sqlite3_backup      *backup,
           RapportConnection   *to,
           RapportMaintenance   last,
           gpointer             data,
           GCancellable        *cancellable,
           int                 *result,
           GError             **error)
{
  g_autoptr (RapportConnection) snapshot = NULL;
  RapportReading reading = { NULL, 0 };
  gint64 waited = 0;

  if (last == NULL)
    return TRUE;
  if (!step_once (backup, 0, &waited, cancellable, result, error))
    return FALSE;
  if (*result != SQLITE_OK)
    return TRUE;
  snapshot = reading.connection = open_snapshot (to->path, error);
  return snapshot != NULL && last (&reading, data, cancellable, error);
}

static gboolean
copy_pages (RapportConnection      *from,
            RapportConnection      *to,
            RapportMaintenance      last,
            gpointer                last_data,
            RapportBackupProgress   progress,
            gpointer                data,
            GCancellable           *cancellable,
            GError                **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->db, "main", from->db, "main");
  int result = SQLITE_OK;
  gboolean stepped;
  int finished;

  if (backup == NULL)
    return rapport_connection_fail (to->db, sqlite3_extended_errcode (to->db), to->path, error);
  stepped = look_last (backup, to, last, last_data, cancellable, &result, error)
            && (result != SQLITE_OK || step_through (backup, progress, data, cancellable, &result, error));
  finished = sqlite3_backup_finish (backup);
  if (!stepped)
    return FALSE;
  if (result == SQLITE_DONE && finished == SQLITE_OK)
    return TRUE;
  return rapport_connection_fail (to->db, finished != SQLITE_OK ? finished : result, to->path, error);
}

RapportBackupFacts *
rapport_backup_facts_of (const char  *database,
                         GError     **error)
{
  g_autoptr (RapportConnection) snapshot = open_snapshot (database, error);
  RapportReading reading = { snapshot, 0 };

  return snapshot != NULL ? rapport_backup_read_facts (&reading, error) : NULL;
}

static void
sync_path (const char *path,
           int         flags)
{
  int file = open (path, flags | O_CLOEXEC);

  if (file >= 0)
    {
      fsync (file);
      close (file);
    }
}

/* A copy is one file, without a write-ahead log; -journal and the like go with the connection. */
static gboolean
settle (const char           *path,
        RapportMaintenance    change,
        GCancellable         *cancellable,
        RapportBackupFacts  **facts,
        GError              **error)
{
  g_autoptr (RapportConnection) copy = rapport_database_open_copy (path, error);
  RapportReading reading = { copy, 0 };
  gboolean done;

  if (copy == NULL)
    return FALSE;
  copy->cancellable = cancellable;
  done = rapport_connection_exec (copy, "PRAGMA journal_mode = DELETE", error)
         && (change == NULL || change (&reading, NULL, cancellable, error))
         && rapport_backup_quick_check (&reading, error)
         && (*facts = rapport_backup_read_facts (&reading, error)) != NULL;
  copy->cancellable = NULL;
  return done;
}

static gboolean
copy_into (const char             *from,
           const char             *path,
           RapportMaintenance      change,
           RapportBackupProgress   progress,
           gpointer                data,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr (RapportConnection) source = open_snapshot (from, error);
  g_autoptr (RapportConnection) copy = NULL;
  g_autoptr (RapportBackupFacts) expected = NULL;
  g_autoptr (RapportBackupFacts) found = NULL;
  g_autofree char *name = rapport_connection_shown_name (from);
  RapportReading reading = { source, 0 };

  if (source == NULL || !has_room (path, size_of (source), error))
    return FALSE;
  expected = rapport_backup_read_facts (&reading, error);
  copy = expected != NULL ? rapport_database_open_copy (path, error) : NULL;
  if (copy == NULL || !copy_pages (source, copy, NULL, NULL, progress, data, cancellable, error))
    return FALSE;
  g_clear_pointer (&copy, rapport_connection_free);
  if (!settle (path, change, cancellable, &found, error))
    return FALSE;
  if (found->changes == expected->changes && found->members == expected->members)
    return TRUE;
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
               _("The copy of “%s” is not what was copied. Try another disk."), name);
  return FALSE;
}

static gboolean
make_copy (const char             *from,
           const char             *to,
           RapportMaintenance      change,
           RapportBackupProgress   progress,
           gpointer                data,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autofree char *own = rapport_random_name ();
  g_autofree char *partial = g_strdup_printf ("%s.%s.partial", to, own);
  g_autofree char *journal = g_strconcat (partial, "-journal", NULL);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *shown = rapport_connection_shown_name (to);

  if (!make_empty (partial, error))
    return FALSE;
  if (copy_into (from, partial, change, progress, data, cancellable, error))
    {
      sync_path (partial, O_WRONLY);
      if (g_rename (partial, to) == 0)
        {
          sync_path (folder, O_RDONLY | O_DIRECTORY);
          return TRUE;
        }
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("“%s” cannot be written: %s."), shown,
                   g_strerror (errno));
    }
  g_unlink (partial);
  g_unlink (journal);
  return FALSE;
}

gboolean
rapport_backup_copy (const char             *from,
                     const char             *to,
                     RapportBackupProgress   progress,
                     gpointer                data,
                     GCancellable           *cancellable,
                     GError                **error)
{
  return make_copy (from, to, NULL, progress, data, cancellable, error);
}

/* Another copy ---------------------------------------------------------------------------------------------------- */

/* Brought up to this version, without a name, and another generation. */
static gboolean
make_new (RapportReading  *reading,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  return rapport_database_migrate (reading->connection, error)
         && rapport_connection_exec (reading->connection, "BEGIN IMMEDIATE", error)
         && rapport_epoch_strip (reading, error)
         && rapport_reading_renew_generation (reading, error)
         && rapport_connection_exec (reading->connection, "COMMIT", error);
}

gboolean
rapport_backup_save_copy (const char             *from,
                          const char             *to,
                          RapportBackupProgress   progress,
                          gpointer                data,
                          GCancellable           *cancellable,
                          GError                **error)
{
  return make_copy (from, to, make_new, progress, data, cancellable, error);
}

/* What somebody offers -------------------------------------------------------------------------------------------- */

static RapportConnection *
open_offered (const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (RapportConnection) self = rapport_database_open_offered (path, error);

  if (self == NULL || !rapport_connection_exec (self, "BEGIN", error) || !rapport_database_check_identity (self, error)
      || !rapport_database_check_version (self, error) || !rapport_database_check_schema (self, error))
    return NULL;
  self->cancellable = cancellable;
  return g_steal_pointer (&self);
}

RapportBackupFacts *
rapport_backup_check (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (RapportConnection) offered = open_offered (path, cancellable, error);
  RapportReading reading = { offered, 0 };

  if (offered == NULL || !rapport_backup_quick_check (&reading, error))
    return NULL;
  return rapport_backup_read_facts (&reading, error);
}

RapportBackupFacts *
rapport_backup_peek (const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (RapportConnection) offered = open_offered (path, cancellable, error);
  RapportReading reading = { offered, 0 };

  return offered != NULL ? rapport_backup_read_facts (&reading, error) : NULL;
}

GPtrArray *
rapport_backup_verify (const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (RapportConnection) offered = open_offered (path, cancellable, error);
  RapportReading reading = { offered, g_get_real_time () / G_USEC_PER_SEC };

  if (offered == NULL)
    return NULL;
  return rapport_verify_query (&reading, NULL, cancellable, error);
}

/* Putting back ---------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *staged;
  RapportLockFile *lock;
  RapportMaintenance last;
  gpointer last_data;
  RapportBackupProgress progress;
  gpointer data;
} Restore;

/* The copying into a staging file is the first half, the copying into the live file the second. */
static void
first_half_cb (guint     percent,
               gpointer  data)
{
  Restore *self = data;

  rapport_lock_file_set_percent (self->lock, percent / 2);
  if (self->progress != NULL)
    self->progress (percent / 2, self->data);
}

static void
second_half_cb (guint     percent,
                gpointer  data)
{
  Restore *self = data;

  rapport_lock_file_set_percent (self->lock, 50 + percent / 2);
  if (self->progress != NULL)
    self->progress (50 + percent / 2, self->data);
}

/* Pages of another size cannot come into a file with a write-ahead log. */
static gboolean
match_pages (RapportConnection  *staged,
             RapportConnection  *live,
             GError            **error)
{
  gint64 size = rapport_connection_pragma (live, size_of_page, error);
  g_autofree char *sql = g_strdup_printf ("PRAGMA page_size = %d; VACUUM", (int) size);

  return size > 0 && (size == rapport_connection_pragma (staged, size_of_page, NULL)
                      || rapport_connection_exec (staged, sql, error));
}

static gboolean
put_in_place (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  Restore *self = data;
  RapportConnection *live = reading->connection;
  g_autoptr (RapportConnection) staged = rapport_database_open_copy (self->staged, error);

  if (staged == NULL || !match_pages (staged, live, error) || !has_room (live->path, size_of (staged), error)
      || !copy_pages (staged, live, self->last, self->last_data, second_half_cb, self, cancellable, error))
    return FALSE;
  /* The whole database stands in the write-ahead log now. Nobody who reads just now is waited for. */
  rapport_connection_exec (live, "PRAGMA wal_checkpoint (PASSIVE)", NULL);
  return TRUE;
}

static void
remove_staged (const char *staged)
{
  g_autofree char *journal = g_strconcat (staged, "-journal", NULL);

  g_unlink (staged);
  g_unlink (journal);
}

/**
 * rapport_backup_restore:
 * @store: the data that go
 * @path: a file that is checked before anything is done
 * @last: (nullable): looks once more at the data that go, when nobody can write to them any more; what it fails with
 *   ends the restoring, and nothing is changed. On the writer's thread.
 * @progress: (nullable): called on this thread and on the writer's
 *
 * Everybody who has the database open reads the other data after it, under a new generation; the next change is made
 * under a new replica name. It is refused while another process holds the lock file.
 *
 * Returns: %FALSE when nothing was changed
 */
gboolean
rapport_backup_restore (RapportStore           *store,
                        const char             *path,
                        RapportMaintenance      last,
                        gpointer                last_data,
                        RapportBackupProgress   progress,
                        gpointer                data,
                        GCancellable           *cancellable,
                        GError                **error)
{
  const char *live = rapport_store_get_path (store);
  g_autofree char *name = rapport_random_name ();
  g_autofree char *staged = g_strdup_printf ("%s-restore-%s", live, name);
  g_autoptr (RapportBackupFacts) facts = NULL;
  g_autoptr (RapportLockFile) lock = rapport_lock_file_take (live, RAPPORT_LONG_JOB_RESTORE, error);
  Restore self = { staged, lock, last, last_data, progress, data };
  gboolean done;

  if (lock == NULL)
    return FALSE;
  facts = rapport_backup_check (path, cancellable, error);
  if (facts == NULL || !make_copy (path, staged, make_new, first_half_cb, &self, cancellable, error))
    return FALSE;
  done = rapport_store_maintain (store, put_in_place, &self, cancellable, error);
  remove_staged (staged);
  return done;
}
