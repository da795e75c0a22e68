/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "store/backup-folder.h"
#include "store/lock-file.h"
#include "store/meta.h"
#include "store/sql.h"

#define MIGRATIONS "/io/github/rapport_mentoring/Rapport/store/migrations"
#define MODE_RETRY_MS 20

/* From <linux/magic.h> and the kernel's sources; the last five have no name there. */
static const gint64 network_magics[] = {
  0x6969,     /* NFS */
  0x517B,     /* SMB */
  0x564c,     /* NCP */
  0x01021997, /* 9P */
  0x5346414F, /* AFS */
  0x73757245, /* Coda */
  0x6B414653, /* kAFS */
  0xFE534D42, /* SMB 2 */
  0xFF534D42, /* CIFS */
  0x00c36400, /* Ceph */
  0x0BD00BD0, /* Lustre */
};

RAPPORT_SQL (pragma_application_id, "PRAGMA application_id")
RAPPORT_SQL (pragma_user_version, "PRAGMA user_version")
RAPPORT_SQL (select_schema, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
RAPPORT_SQL (count_tables, "SELECT count (*) FROM sqlite_schema")

gboolean
rapport_database_is_network (gint64 magic)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_magics); i++)
    if ((guint32) network_magics[i] == (guint32) magic)
      return TRUE;
  return FALSE;
}

/* Programs that bring the files of another computer here through FUSE; others (encryption, foreign disks) are local. */
static const char *const remote_programs[] = {
  "sshfs", "rclone", "davfs", "davfs2", "s3fs", "gvfsd-fuse", "glusterfs", "ceph-fuse", "curlftpfs", "smbnetfs", "onedriver",
  "google-drive-ocamlfuse", NULL
};
#define FUSE_MAGIC 0x65735546

char *
rapport_database_remote_mount (const char *mountinfo,
                               guint       major_number,
                               guint       minor_number)
{
  g_autofree char *device = g_strdup_printf ("%u:%u", major_number, minor_number);
  g_auto (GStrv) lines = g_strsplit (mountinfo, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      const char *type = strstr (lines[i], " - fuse.");
      g_autofree char *program = type != NULL ? g_strndup (type + strlen (" - fuse."), strcspn (type + strlen (" - fuse."), " "))
                                              : NULL;

      if (program != NULL && g_strv_length (words) > 2 && strcmp (words[2], device) == 0
          && g_strv_contains (remote_programs, program))
        return g_steal_pointer (&program);
    }
  return NULL;
}

/* Where it lies --------------------------------------------------------------------------------------------------- */

static gboolean
fail_with (RapportStoreError   code,
           const char         *format,
           const char         *path,
           GError            **error) G_GNUC_PRINTF (2, 0);

/* @format has one %s, the path. */
static gboolean
fail_with (RapportStoreError   code,
           const char         *format,
           const char         *path,
           GError            **error)
{
  g_autofree char *shown = rapport_connection_shown_name (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, RAPPORT_STORE_ERROR, code, format, shown);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
fail_system (int          number,
             const char  *path,
             GError     **error)
{
  g_autofree char *shown = rapport_connection_shown_name (path);

  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      return rapport_connection_fail (NULL, SQLITE_READONLY, path, error);
    case ENOSPC:
    case EDQUOT:
      return rapport_connection_fail (NULL, SQLITE_FULL, path, error);
    default:
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("“%s” could not be used: %s."), shown,
                   g_strerror (number));
      return FALSE;
    }
}

static gboolean
check_mount (const char  *folder,
             const char  *path,
             GError     **error)
{
  g_autofree char *mounts = NULL;
  g_autofree char *program = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  struct stat info;

  if (stat (folder, &info) == 0 && g_file_get_contents ("/proc/self/mountinfo", &mounts, NULL, NULL))
    program = rapport_database_remote_mount (mounts, major (info.st_dev), minor (info.st_dev));
  if (program == NULL)
    return TRUE;
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NETWORK,
               _("“%s” lies on another computer and is only shown here (%s). Copy it to a disk of this computer and open the copy."),
               shown, program);
  return FALSE;
}

static gboolean
check_file_system (const char  *folder,
                   const char  *path,
                   GError     **error)
{
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return fail_system (errno, path, error);
  if ((guint32) info.f_type == FUSE_MAGIC)
    return check_mount (folder, path, error);
  if (!rapport_database_is_network ((gint64) info.f_type))
    return TRUE;
  return fail_with (RAPPORT_STORE_ERROR_NETWORK,
                    _("“%s” lies on a network drive, where two computers would damage it. Keep it on a disk of this computer."),
                    path, error);
}

/* 0600 before SQLite opens it: -wal and -shm take the mode of the file. */
static gboolean
make_file (const char  *path,
           GError     **error)
{
  int fd = open (path, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_RDWR, 0600);
  struct stat info;
  gboolean good;

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno != EEXIST)
    return fail_system (errno, path, error);
  fd = open (path, O_NOFOLLOW | O_CLOEXEC | O_RDWR | O_NONBLOCK);
  if (fd < 0)
    return errno == ELOOP || errno == EISDIR || errno == ENXIO
      ? fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), path, error)
      : fail_system (errno, path, error);
  good = fstat (fd, &info) == 0 && S_ISREG (info.st_mode);
  /* Nobody else's to read, however it came here. */
  if (good && (info.st_mode & 077) != 0 && info.st_uid == geteuid () && fchmod (fd, 0600) != 0)
    g_info ("%s stays readable for others: %s", path, g_strerror (errno));
  close (fd);
  return good || fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), path, error);
}

/**
 * rapport_database_prepare_path:
 * @path: where a database lies or is to lie
 *
 * Makes folders (0700) and file (0600) where there are none.
 *
 * Returns: (transfer full) (nullable): the path without symbolic links in its folder
 */
char *
rapport_database_prepare_path (const char  *path,
                               GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *full = NULL;
  char *real;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_system (errno, path, error);
      return NULL;
    }
  real = realpath (folder, NULL);
  if (real == NULL)
    {
      fail_system (errno, path, error);
      return NULL;
    }
  full = g_build_filename (real, base, NULL);
  free (real);
  g_free (folder);
  folder = g_path_get_dirname (full);
  if (!check_file_system (folder, full, error) || !make_file (full, error))
    return NULL;
  if (access (folder, W_OK) != 0)
    {
      rapport_connection_fail (NULL, SQLITE_READONLY, full, error);
      return NULL;
    }
  return g_steal_pointer (&full);
}

/* Opening --------------------------------------------------------------------------------------------------------- */

/* Statistics of memory cost a lock an allocation, a tenth of the time of an import; nobody reads them. GTK's libraries
 * may have started SQLite already, then it stays as it is. */
static void
configure_once (void)
{
  static gsize configured;

  if (g_once_init_enter (&configured))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&configured, 1);
    }
}

static RapportConnection *
open_hardened (const char  *path,
               int          flags,
               GError     **error)
{
  g_autoptr (RapportConnection) connection = NULL;
  struct stat info = { 0 };
  sqlite3 *db = NULL;
  int result;

  configure_once ();
  result = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);
  if (result != SQLITE_OK)
    {
      rapport_connection_fail (db, result, path, error);
      sqlite3_close (db);
      return NULL;
    }
  connection = rapport_connection_new (db, path);
  if (stat (path, &info) == 0)
    {
      connection->device = info.st_dev;
      connection->inode = info.st_ino;
    }
  sqlite3_busy_timeout (db, RAPPORT_BUSY_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_LOOKASIDE, NULL, 1024, 256);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  if (!rapport_connection_exec (connection, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;", error))
    return NULL;
  return g_steal_pointer (&connection);
}

static gboolean
is_not_a_database (GError *error)
{
  return g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CORRUPT);
}

/* Damage in the very first page means that the file never was a database of ours, as far as anybody can tell. */
gboolean
rapport_database_check_identity (RapportConnection  *self,
                                 GError            **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 id = rapport_connection_pragma (self, pragma_application_id, &failure);
  gint64 tables = failure == NULL ? rapport_connection_pragma (self, count_tables, &failure) : 0;
  gint64 version = failure == NULL ? rapport_connection_pragma (self, pragma_user_version, &failure) : 0;

  if (failure != NULL && is_not_a_database (failure) && id != RAPPORT_APPLICATION_ID)
    return fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), self->path, error);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (id != RAPPORT_APPLICATION_ID && (id != 0 || tables > 0 || version != 0))
    return fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), self->path, error);
  return TRUE;
}

/* Migrations ------------------------------------------------------------------------------------------------------ */

extern GResource *rapport_store_get_resource (void);

static GBytes *
migration (int number)
{
  g_autofree char *name = g_strdup_printf (MIGRATIONS "/%04d.sql", number);

  return g_resource_lookup_data (rapport_store_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

int
rapport_database_version (void)
{
  static gsize version = 0;

  if (g_once_init_enter (&version))
    {
      int number = 0;

      for (GBytes *script = migration (1); script != NULL; script = migration (number + 1))
        {
          g_bytes_unref (script);
          number++;
        }
      g_once_init_leave (&version, (gsize) number);
    }
  return (int) version;
}

gboolean
rapport_database_check_version (RapportConnection  *self,
                                GError            **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 version = rapport_connection_pragma (self, pragma_user_version, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (version < 0) /* the number in the file has a sign, and no version of ours has */
    return fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), self->path, error);
  if (version <= rapport_database_version ())
    return TRUE;
  return fail_with (RAPPORT_STORE_ERROR_TOO_NEW,
                    _("“%s” was written by a newer version of Rapport. Update Rapport to open it."), self->path, error);
}

gboolean
rapport_database_check_place (RapportConnection  *self,
                              GError            **error)
{
  struct stat info;

  if (stat (self->path, &info) == 0 && info.st_dev == self->device && info.st_ino == self->inode)
    return TRUE;
  return fail_with (RAPPORT_STORE_ERROR_REPLACED,
                    _("“%s” was moved, deleted or replaced by another program while it was open. Nothing was saved; close the "
                      "window and open the file again."), self->path, error);
}

static gboolean
migrate_one (RapportConnection  *self,
             int                 number,
             GError            **error)
{
  g_autoptr (GBytes) script = migration (number);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d;", number,
                                              RAPPORT_APPLICATION_ID);

  return rapport_connection_exec (self, g_bytes_get_data (script, NULL), error)
         && rapport_connection_exec (self, version, error);
}

/* Script and number change together; who comes second finds it done. */
gboolean
rapport_database_migrate (RapportConnection  *self,
                          GError            **error)
{
  RapportReading reading = { self, 0 };
  g_autoptr (GError) failure = NULL;
  gint64 version = rapport_connection_pragma (self, pragma_user_version, &failure);

  if (failure == NULL && version == rapport_database_version ())
    return TRUE;
  if (failure == NULL && rapport_connection_exec (self, "BEGIN IMMEDIATE", &failure))
    {
      version = rapport_connection_pragma (self, pragma_user_version, &failure);
      for (int number = (int) version + 1; failure == NULL && number <= rapport_database_version (); number++)
        migrate_one (self, number, &failure);
      if (failure == NULL && version > 0 && version < rapport_database_version ())
        rapport_reading_renew_generation (&reading, &failure);
      if (failure == NULL)
        rapport_connection_exec (self, "COMMIT", &failure);
      if (failure != NULL)
        rapport_connection_exec (self, "ROLLBACK", NULL);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What data there are is kept as it was, checked, before it is changed. */
static gboolean
upgrade (RapportConnection  *self,
         gint64              now,
         GError            **error)
{
  gint64 version = rapport_connection_pragma (self, pragma_user_version, NULL);
  g_autoptr (RapportLockFile) lock = NULL;
  g_autofree char *backup = NULL;

  if (version == rapport_database_version ())
    return TRUE;
  if (version > 0)
    {
      lock = rapport_lock_file_take (self->path, RAPPORT_LONG_JOB_UPGRADE, error);
      backup = lock != NULL ? rapport_backup_make (self->path, RAPPORT_BACKUP_UPGRADE, now, NULL, NULL, NULL, error) : NULL;
      if (backup == NULL)
        return FALSE;
    }
  return rapport_database_migrate (self, error);
}

/* SQLite does not wait by itself for another process that turns the same new file into a WAL database. */
static gboolean
set_wal (RapportConnection  *self,
         GError            **error)
{
  g_autoptr (GError) failure = NULL;

  for (int waited = 0;; waited += MODE_RETRY_MS)
    {
      g_clear_error (&failure);
      if (rapport_connection_exec (self, "PRAGMA journal_mode = WAL", &failure))
        return TRUE;
      if (!g_error_matches (failure, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY) || waited >= RAPPORT_BUSY_MS)
        break;
      g_usleep (MODE_RETRY_MS * 1000);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * rapport_database_open_writer:
 * @path: as rapport_database_prepare_path() gave it
 * @now: unix seconds
 *
 * Returns: (transfer full) (nullable): the one connection that writes, the schema brought up to this version
 */
RapportConnection *
rapport_database_open_writer (const char  *path,
                              gint64       now,
                              GError     **error)
{
  g_autoptr (RapportConnection) self = open_hardened (path, SQLITE_OPEN_READWRITE, error);

  if (self == NULL || !rapport_database_check_identity (self, error) || !rapport_database_check_version (self, error))
    return NULL;
  if (sqlite3_db_readonly (self->db, "main") == 1)
    {
      rapport_connection_fail (NULL, SQLITE_READONLY, path, error);
      return NULL;
    }
  if (!set_wal (self, error)
      || !rapport_connection_exec (self, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;",
                                   error)
      || !upgrade (self, now, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * rapport_database_open_reader:
 *
 * Returns: (transfer full) (nullable): a connection that only reads
 */
RapportConnection *
rapport_database_open_reader (const char  *path,
                              GError     **error)
{
  g_autoptr (RapportConnection) self = open_hardened (path, SQLITE_OPEN_READONLY, error);

  if (self == NULL || !rapport_connection_exec (self, "PRAGMA query_only = ON; PRAGMA cache_size = -32768;", error))
    return NULL;
  return g_steal_pointer (&self);
}

RapportConnection *
rapport_database_open_copy (const char  *path,
                            GError     **error)
{
  g_autoptr (RapportConnection) self = open_hardened (path, SQLITE_OPEN_READWRITE, error);

  if (self == NULL
      || !rapport_connection_exec (self, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;",
                                   error))
    return NULL;
  return g_steal_pointer (&self);
}

/* A file that nobody has open is read without a lock, so that one on a read-only disk can be. Beside a write-ahead log
 * somebody may have it open, and the log is read too. */
RapportConnection *
rapport_database_open_offered (const char  *path,
                               GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  g_autofree char *full = g_build_filename (real != NULL ? real : folder, base, NULL);
  g_autofree char *wal = g_strconcat (full, "-wal", NULL);
  g_autofree char *uri = g_filename_to_uri (full, NULL, error);
  g_autofree char *name = NULL;
  g_autoptr (RapportConnection) self = NULL;
  struct stat info;

  free (real);
  if (uri == NULL)
    return NULL;
  if (lstat (full, &info) != 0)
    {
      fail_system (errno, full, error);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), full, error);
      return NULL;
    }
  name = g_strconcat (uri, stat (wal, &info) == 0 ? "?mode=ro" : "?mode=ro&immutable=1", NULL);
  self = open_hardened (name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  if (self == NULL)
    return NULL;
  g_free (self->path);
  self->path = g_steal_pointer (&full);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  if (!rapport_connection_exec (self, "PRAGMA query_only = ON; PRAGMA mmap_size = 0;", error))
    return NULL;
  return g_steal_pointer (&self);
}

/* The schema ------------------------------------------------------------------------------------------------------ */

/* Every table and index with its words. */
static char *
describe_schema (RapportConnection  *self,
                 GError            **error)
{
  RapportReading reading = { self, 0 };
  sqlite3_stmt *statement = rapport_reading_statement (&reading, select_schema);
  g_autoptr (GString) text = g_string_new (NULL);
  GError *failure = NULL;

  while (rapport_reading_next (&reading, statement, &failure))
    g_string_append_printf (text, "%s|%s|%s|%s\n", rapport_column_text (statement, 0), rapport_column_text (statement, 1),
                            rapport_column_text (statement, 2), rapport_column_text (statement, 3));
  if (failure == NULL)
    return g_strdup (text->str);
  g_propagate_error (error, failure);
  return NULL;
}

static char *
expected_schema (int       version,
                 GError  **error)
{
  g_autoptr (RapportConnection) empty = NULL;
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) != SQLITE_OK)
    {
      rapport_connection_fail (db, SQLITE_NOMEM, ":memory:", error);
      sqlite3_close (db);
      return NULL;
    }
  empty = rapport_connection_new (db, ":memory:");
  for (int number = 1; number <= version; number++)
    if (!migrate_one (empty, number, error))
      return NULL;
  return describe_schema (empty, error);
}

gboolean
rapport_database_check_schema (RapportConnection  *self,
                               GError            **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 version = rapport_connection_pragma (self, pragma_user_version, &failure);
  g_autofree char *found = version > 0 ? describe_schema (self, error) : NULL;
  g_autofree char *expected = found != NULL ? expected_schema ((int) version, error) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (version <= 0)
    return fail_with (RAPPORT_STORE_ERROR_FOREIGN, _("“%s” is not a Rapport database."), self->path, error);
  if (expected == NULL)
    return FALSE;
  return strcmp (found, expected) == 0
         || fail_with (RAPPORT_STORE_ERROR_FOREIGN,
                       _("“%s” is not as Rapport writes its databases: somebody has changed how it is built."), self->path, error);
}
