/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup-folder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "store/lock-file.h"

#define ENDING ".db"
#define TIME_FORMAT "%Y%m%dT%H%M%SZ"
#define TIME_LENGTH 16

/* All backups together take at most this part of their file system; the newest two stay in any case. */
#define SHARE_OF_DISK 10
#define LEAST_KEPT 2

static const char *const reason_ids[RAPPORT_N_BACKUP_REASONS] = {
  "daily", "import", "merge", "restore", "upgrade", "erase", "own",
};

void
rapport_backup_free (RapportBackup *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

const char *
rapport_backup_reason_id (RapportBackupReason reason)
{
  return reason_ids[reason];
}

/* Names ----------------------------------------------------------------------------------------------------------- */

/**
 * rapport_backup_folder:
 * @database: path of a database; it need not be there
 *
 * Returns: (transfer full): where its backups lie
 */
char *
rapport_backup_folder (const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *base = g_path_get_basename (database);
  char *real = realpath (folder, NULL);
  g_autofree char *full = g_build_filename (real != NULL ? real : folder, base, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);
  g_autofree char *name = NULL;

  free (real);
  if (g_str_has_suffix (base, ENDING))
    base[strlen (base) - strlen (ENDING)] = '\0';
  digest[8] = '\0';
  name = g_strdup_printf ("%s-%s", base, digest);
  return g_build_filename (g_get_user_data_dir (), "rapport", "backups", name, NULL);
}

static gint64
parse_time (const char *name)
{
  g_autoptr (GDateTime) time = NULL;
  int n[6];

  if (sscanf (name, "%4d%2d%2dT%2d%2d%2dZ", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5]) != 6)
    return -1;
  time = g_date_time_new_utc (n[0], n[1], n[2], n[3], n[4], n[5]);
  return time != NULL ? g_date_time_to_unix (time) : -1;
}

/* "20261121T221500Z-import" or "20261121T221500Z-import-2". */
static RapportBackup *
read_name (const char *folder,
           const char *file)
{
  gsize length = strlen (file);
  g_autoptr (RapportBackup) self = NULL;
  const char *reason = file + TIME_LENGTH + 1;
  struct stat info;

  if (length <= TIME_LENGTH + 1 || !g_str_has_suffix (file, ENDING) || file[TIME_LENGTH] != '-' || parse_time (file) < 0)
    return NULL;
  self = g_new0 (RapportBackup, 1);
  self->at = parse_time (file);
  self->name = g_strndup (file, length - strlen (ENDING));
  self->path = g_build_filename (folder, file, NULL);
  while (self->reason < RAPPORT_N_BACKUP_REASONS
         && strncmp (reason, reason_ids[self->reason], strcspn (reason, "-.")) != 0)
    self->reason++;
  if (self->reason == RAPPORT_N_BACKUP_REASONS || lstat (self->path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  self->bytes = (guint64) info.st_size;
  return g_steal_pointer (&self);
}

RapportBackup *
rapport_backup_of_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  RapportBackup *self = read_name (folder, base);
  GStatBuf info;

  if (self != NULL)
    return self;
  self = g_new0 (RapportBackup, 1);
  self->path = g_strdup (path);
  self->name = g_steal_pointer (&base);
  self->reason = RAPPORT_BACKUP_OWN;
  if (g_stat (path, &info) == 0)
    {
      self->at = info.st_mtime;
      self->bytes = (guint64) info.st_size;
    }
  return self;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const RapportBackup *one = *(RapportBackup *const *) a;
  const RapportBackup *other = *(RapportBackup *const *) b;

  if (one->at != other->at)
    return one->at < other->at ? 1 : -1;
  return strcmp (other->name, one->name);
}

/**
 * rapport_backup_list:
 *
 * Returns: (transfer full) (element-type RapportBackup): the newest first
 */
GPtrArray *
rapport_backup_list (const char *database)
{
  g_autofree char *folder = rapport_backup_folder (database);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      RapportBackup *backup = read_name (folder, file);

      if (backup != NULL)
        g_ptr_array_add (list, backup);
    }
  g_ptr_array_sort (list, compare_newest_first);
  return list;
}

/* Making ---------------------------------------------------------------------------------------------------------- */

static gboolean
make_folder (const char  *folder,
             GError     **error)
{
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *shown = g_filename_display_name (folder);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      /* Made by somebody else, perhaps, and open to all. */
      if (g_chmod (above, 0700) != 0 || g_chmod (folder, 0700) != 0)
        g_info ("%s stays as it is: %s", folder, g_strerror (errno));
      return TRUE;
    }
  g_set_error (error, RAPPORT_STORE_ERROR,
               errno == ENOSPC || errno == EDQUOT ? RAPPORT_STORE_ERROR_FULL
               : errno == EACCES || errno == EROFS || errno == EPERM ? RAPPORT_STORE_ERROR_READ_ONLY : RAPPORT_STORE_ERROR_FAILED,
               _("The folder for backups, “%s”, cannot be made: %s."), shown, g_strerror (errno));
  return FALSE;
}

static char *
new_name (const char          *folder,
          RapportBackupReason  reason,
          gint64               now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *when = g_date_time_format (time, TIME_FORMAT);

  for (int i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%d", i) : g_strdup ("");
      g_autofree char *file = g_strconcat (when, "-", reason_ids[reason], number, ENDING, NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/* What was left by a process that died in the middle. Nobody else is at it when it is older than an hour. */
static void
sweep (const char *folder,
       gint64      now)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      struct stat info;

      if (strstr (file, ".partial") != NULL && lstat (path, &info) == 0 && info.st_mtime + 3600 < now)
        g_unlink (path);
    }
}

static void
prune (const char *database,
       const char *folder,
       const char *kept)
{
  g_autoptr (GPtrArray) list = rapport_backup_list (database);
  guint64 most = G_MAXUINT64;
  guint64 sum = 0;
  struct statvfs info;

  if (statvfs (folder, &info) == 0)
    most = (guint64) info.f_blocks * info.f_frsize / SHARE_OF_DISK;
  for (guint i = 0; i < list->len; i++)
    {
      const RapportBackup *backup = g_ptr_array_index (list, i);

      sum += backup->bytes;
      if (i >= LEAST_KEPT && (i >= RAPPORT_BACKUPS_KEPT || sum > most) && g_strcmp0 (backup->path, kept) != 0)
        g_unlink (backup->path);
    }
}

/**
 * rapport_backup_make:
 * @now: unix seconds, for the name
 *
 * Returns: (transfer full) (nullable): where it lies
 */
char *
rapport_backup_make (const char             *database,
                     RapportBackupReason     reason,
                     gint64                  now,
                     RapportBackupProgress   progress,
                     gpointer                data,
                     GCancellable           *cancellable,
                     GError                **error)
{
  return rapport_backup_make_beside (database, reason, now, NULL, progress, data, cancellable, error);
}

char *
rapport_backup_make_beside (const char             *database,
                            RapportBackupReason     reason,
                            gint64                  now,
                            const char             *kept,
                            RapportBackupProgress   progress,
                            gpointer                data,
                            GCancellable           *cancellable,
                            GError                **error)
{
  g_autofree char *folder = rapport_backup_folder (database);
  g_autofree char *path = NULL;

  if (!make_folder (folder, error))
    return NULL;
  sweep (folder, g_get_real_time () / G_USEC_PER_SEC);
  path = new_name (folder, reason, now);
  if (!rapport_backup_copy (database, path, progress, data, cancellable, error))
    return NULL;
  prune (database, folder, kept);
  return g_steal_pointer (&path);
}

/* In the place of a damaged file ------------------------------------------------------------------------------------ */

static gboolean
put_aside (const char  *database,
           const char  *aside,
           GError     **error)
{
  static const char *const endings[] = { "-shm", "-wal", "" };
  g_autofree char *shown = g_filename_display_name (database);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (database, endings[i], NULL);
      g_autofree char *to = g_strconcat (aside, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY, _("“%s” cannot be renamed: %s."), shown,
                       g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
rapport_backup_replace (const char  *database,
                        const char  *backup,
                        gint64       now,
                        char       **aside,
                        GError     **error)
{
  g_autoptr (RapportLockFile) lock = rapport_lock_file_take (database, RAPPORT_LONG_JOB_RESTORE, error);
  g_autoptr (RapportBackupFacts) facts = lock != NULL ? rapport_backup_check (backup, NULL, error) : NULL;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d-%H%M%S");
  g_autofree char *fresh = g_strconcat (database, ".new", NULL);

  if (facts == NULL || !rapport_backup_save_copy (backup, fresh, NULL, NULL, NULL, error))
    return FALSE;
  *aside = g_strconcat (database, ".damaged-", when, NULL);
  if (put_aside (database, *aside, error) && g_rename (fresh, database) == 0)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("“%s” cannot be written: %s."), database,
                 g_strerror (errno));
  g_unlink (fresh);
  return FALSE;
}
