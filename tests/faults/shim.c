/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults/shim.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef enum {
  EVENT_CREATE,
  EVENT_WRITE,
  EVENT_TRUNCATE,
  EVENT_SYNC,
  EVENT_DELETE,
  EVENT_MARK,
} EventKind;

typedef struct {
  EventKind kind;
  guint file;       /* of `names`; of a mark: the number of the step */
  gsize offset;     /* of a truncation: the new size */
  gsize size;
  guint8 *bytes;    /* Owned */
} Event;

typedef struct {
  sqlite3_file base;
  char *name;            /* Owned; NULL: not remembered */
  gboolean is_log;       /* the first sync of a log syncs the folder too */
  sqlite3_file *real;    /* behind this struct */
} ShimFile;

static sqlite3_vfs *real_vfs;

/* Guarded by mutex */
static GMutex mutex;
static char *recorded;   /* the folder; NULL: nothing is remembered */
static GArray *events;   /* Event */
static GPtrArray *names; /* base names of files */
static gboolean failing;
static ShimFailure failure;
static guint calls_left; /* until one fails; 0: all do */
static gboolean for_ever_on;
static gboolean has_failed;

/* Remembering ----------------------------------------------------------------------------------------------------- */

static void
event_clear (gpointer data)
{
  Event *event = data;

  g_free (event->bytes);
}

static guint
number_of (const char *name)
{
  guint i;

  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, &i))
    return i;
  g_ptr_array_add (names, g_strdup (name));
  return names->len - 1;
}

static void
remember (const char   *name,
          EventKind     kind,
          sqlite3_int64 offset,
          gsize         size,
          const void   *bytes)
{
  Event event = { kind, 0, (gsize) offset, size, bytes != NULL ? g_memdup2 (bytes, size) : NULL };

  g_mutex_lock (&mutex);
  if (recorded != NULL && name != NULL)
    {
      event.file = number_of (name);
      g_array_append_val (events, event);
    }
  else
    event_clear (&event);
  g_mutex_unlock (&mutex);
}

static char *
name_of (const char *path)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  return recorded != NULL && g_strcmp0 (folder, recorded) == 0 ? g_path_get_basename (path) : NULL;
}

static gboolean
is_known (const char *path)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *name = g_path_get_basename (path);

  return names != NULL && g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* Failing --------------------------------------------------------------------------------------------------------- */

/* Whether this call is to fail; @wants_space: whether a full disk would let it. */
static gboolean
fails (gboolean wants_space)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (!failing || (failure == SHIM_ENOSPC && !wants_space))
    return FALSE;
  if (calls_left > 0)
    calls_left--;
  if (calls_left > 0 || (has_failed && !for_ever_on))
    return FALSE;
  has_failed = TRUE;
  return TRUE;
}

static int
failed_as (int io_error)
{
  return failure == SHIM_ENOSPC ? SQLITE_FULL : io_error;
}

/* Files ----------------------------------------------------------------------------------------------------------- */

#define REAL(file) (((ShimFile *) (file))->real)

static int
shim_close (sqlite3_file *file)
{
  ShimFile *self = (ShimFile *) file;
  int result = self->real->pMethods->xClose (self->real);

  g_clear_pointer (&self->name, g_free);
  return result;
}

static int
shim_read (sqlite3_file *file,
           void         *buffer,
           int           size,
           sqlite3_int64 offset)
{
  if (fails (FALSE))
    return SQLITE_IOERR_READ;
  return REAL (file)->pMethods->xRead (REAL (file), buffer, size, offset);
}

static int
shim_write (sqlite3_file *file,
            const void   *buffer,
            int           size,
            sqlite3_int64 offset)
{
  int result;

  if (fails (TRUE))
    return failed_as (SQLITE_IOERR_WRITE);
  result = REAL (file)->pMethods->xWrite (REAL (file), buffer, size, offset);
  if (result == SQLITE_OK)
    remember (((ShimFile *) file)->name, EVENT_WRITE, offset, (gsize) size, buffer);
  return result;
}

static int
shim_truncate (sqlite3_file *file,
               sqlite3_int64 size)
{
  int result;

  if (fails (FALSE))
    return SQLITE_IOERR_TRUNCATE;
  result = REAL (file)->pMethods->xTruncate (REAL (file), size);
  if (result == SQLITE_OK)
    remember (((ShimFile *) file)->name, EVENT_TRUNCATE, size, 0, NULL);
  return result;
}

static int
shim_sync (sqlite3_file *file,
           int           flags)
{
  int result;

  if (fails (TRUE))
    return failed_as (SQLITE_IOERR_FSYNC);
  result = REAL (file)->pMethods->xSync (REAL (file), flags);
  if (result == SQLITE_OK)
    remember (((ShimFile *) file)->name, EVENT_SYNC, ((ShimFile *) file)->is_log, 0, NULL);
  return result;
}

static int
shim_file_size (sqlite3_file  *file,
                sqlite3_int64 *size)
{
  if (fails (FALSE))
    return SQLITE_IOERR_FSTAT;
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
shim_lock (sqlite3_file *file,
           int           lock)
{
  if (fails (FALSE))
    return SQLITE_IOERR_LOCK;
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
shim_unlock (sqlite3_file *file,
             int           lock)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
shim_check_reserved_lock (sqlite3_file *file,
                          int          *out)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), out);
}

static int
shim_file_control (sqlite3_file *file,
                   int           op,
                   void         *arg)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static int
shim_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
shim_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
shim_shm_map (sqlite3_file   *file,
              int             page,
              int             size,
              int             extend,
              void volatile **out)
{
  if (fails (extend))
    return failed_as (SQLITE_IOERR_SHMMAP);
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, out);
}

static int
shim_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
shim_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
shim_shm_unmap (sqlite3_file *file,
                int           delete_it)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), delete_it);
}

static const sqlite3_io_methods methods = {
  2, shim_close, shim_read, shim_write, shim_truncate, shim_sync, shim_file_size, shim_lock, shim_unlock,
  shim_check_reserved_lock, shim_file_control, shim_sector_size, shim_device_characteristics,
  shim_shm_map, shim_shm_lock, shim_shm_barrier, shim_shm_unmap, NULL, NULL,
};

/* The VFS --------------------------------------------------------------------------------------------------------- */

static int
shim_open (sqlite3_vfs  *vfs,
           sqlite3_filename path,
           sqlite3_file *file,
           int           flags,
           int          *out_flags)
{
  ShimFile *self = (ShimFile *) file;
  gboolean is_new;
  int result;

  memset (self, 0, sizeof *self);
  if (fails (FALSE))
    return SQLITE_CANTOPEN;
  self->real = (sqlite3_file *) (gpointer) (self + 1);
  /* The database itself is made before SQLite opens it. */
  is_new = path != NULL && (!g_file_test (path, G_FILE_TEST_EXISTS) || !is_known (path));
  result = real_vfs->xOpen (real_vfs, path, self->real, flags, out_flags);
  if (self->real->pMethods == NULL)
    return result;
  self->base.pMethods = &methods;
  self->name = name_of (path);
  self->is_log = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  if (is_new)
    remember (self->name, EVENT_CREATE, 0, 0, NULL);
  return result;
}

static int
shim_delete (sqlite3_vfs *vfs,
             const char  *path,
             int          sync)
{
  g_autofree char *name = name_of (path);
  int result;

  if (fails (FALSE))
    return SQLITE_IOERR_DELETE;
  result = real_vfs->xDelete (real_vfs, path, sync);
  if (result == SQLITE_OK)
    {
      remember (name, EVENT_DELETE, 0, 0, NULL);
      if (sync)
        remember (name, EVENT_SYNC, TRUE, 0, NULL);
    }
  return result;
}

static int
shim_access (sqlite3_vfs *vfs,
             const char  *path,
             int          flags,
             int         *out)
{
  if (fails (FALSE))
    return SQLITE_IOERR_ACCESS;
  return real_vfs->xAccess (real_vfs, path, flags, out);
}

static int
shim_full_pathname (sqlite3_vfs *vfs,
                    const char  *path,
                    int          size,
                    char        *out)
{
  return real_vfs->xFullPathname (real_vfs, path, size, out);
}

void
shim_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = "rapport-shim";
  vfs.szOsFile = (int) sizeof (ShimFile) + real_vfs->szOsFile;
  vfs.xOpen = shim_open;
  vfs.xDelete = shim_delete;
  vfs.xAccess = shim_access;
  vfs.xFullPathname = shim_full_pathname;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

void
shim_fail (ShimFailure how,
           guint       nth,
           gboolean    for_ever)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  failing = TRUE;
  failure = how;
  calls_left = nth;
  for_ever_on = for_ever;
  has_failed = FALSE;
}

gboolean
shim_mend (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  failing = FALSE;
  return has_failed;
}

/* Recording ------------------------------------------------------------------------------------------------------- */

void
shim_record (const char *path)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_clear_pointer (&events, g_array_unref);
  g_clear_pointer (&names, g_ptr_array_unref);
  g_free (recorded);
  events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_array_set_clear_func (events, event_clear);
  names = g_ptr_array_new_with_free_func (g_free);
  recorded = g_path_get_dirname (path);
}

void
shim_stop (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_clear_pointer (&recorded, g_free);
}

void
shim_mark (guint n)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Event event = { EVENT_MARK, n, 0, 0, NULL };

  g_array_append_val (events, event);
}

guint
shim_n_events (void)
{
  return events->len;
}

/* Cutting --------------------------------------------------------------------------------------------------------- */

/* A file on the disk, and what was asked for since its last sync. */
typedef struct {
  gboolean exists;
  GByteArray *bytes;  /* Owned */
  GPtrArray *pending; /* Owned: Event, borrowed */
} OnDisk;

static void
on_disk_free (gpointer data)
{
  OnDisk *self = data;

  g_byte_array_unref (self->bytes);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

static void
grow (GByteArray     *bytes,
      gsize           size,
      const ShimDisk *disk,
      GRand          *random)
{
  gsize from = bytes->len;

  if (size <= from)
    return;
  g_byte_array_set_size (bytes, (guint) size);
  memset (bytes->data + from, 0, size - from);
  for (gsize i = from; disk != NULL && disk->garbage && i < size; i += 16)
    bytes->data[i] = (guint8) g_rand_int (random);
}

/* @disk: NULL: all of it is there. */
static void
apply_write (OnDisk         *self,
             const Event    *event,
             const ShimDisk *disk,
             GRand          *random)
{
  gsize end = event->offset + event->size;
  gsize step;

  for (gsize at = event->offset; at < end; at += step)
    {
      gsize n;

      step = disk != NULL ? MIN (end - at, disk->sector - at % disk->sector) : end - at;
      n = step;
      if (disk != NULL && g_rand_double (random) >= disk->survival)
        n = g_rand_double (random) < disk->torn ? (gsize) g_rand_int_range (random, 0, (gint32) step + 1) : 0;
      if (n == 0)
        continue;
      grow (self->bytes, at + step, disk, random);
      memcpy (self->bytes->data + at, event->bytes + (at - event->offset), n);
    }
}

static gboolean
survives (const ShimDisk *disk,
          GRand          *random)
{
  return disk == NULL || g_rand_double (random) < disk->survival;
}

/* @disk: NULL: nothing is lost. */
static void
settle (OnDisk         *self,
        const ShimDisk *disk,
        GRand          *random)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Event *event = g_ptr_array_index (self->pending, i);

      /* The entries of a folder come in order: what follows a lost one is lost with it. */
      if (event->kind == EVENT_CREATE || event->kind == EVENT_DELETE)
        {
          if (!survives (disk, random))
            break;
          if (!self->exists || event->kind == EVENT_DELETE)
            g_byte_array_set_size (self->bytes, 0);
          self->exists = event->kind == EVENT_CREATE;
        }
      else if (event->kind == EVENT_TRUNCATE && survives (disk, random))
        {
          grow (self->bytes, event->offset, disk, random);
          g_byte_array_set_size (self->bytes, (guint) event->offset);
        }
      else if (event->kind == EVENT_WRITE)
        apply_write (self, event, disk, random);
    }
  g_ptr_array_set_size (self->pending, 0);
}

/* The sync of a folder: files that were made in it are there from now on, their contents need not be. */
static void
settle_entries (GPtrArray *disks)
{
  for (guint i = 0; i < disks->len; i++)
    {
      OnDisk *self = g_ptr_array_index (disks, i);

      while (self->pending->len > 0)
        {
          const Event *event = g_ptr_array_index (self->pending, 0);

          if (event->kind != EVENT_CREATE && event->kind != EVENT_DELETE)
            break;
          if (!self->exists || event->kind == EVENT_DELETE)
            g_byte_array_set_size (self->bytes, 0);
          self->exists = event->kind == EVENT_CREATE;
          g_ptr_array_remove_index (self->pending, 0);
        }
    }
}

static GPtrArray *
replay (guint  n_events,
        guint *marks)
{
  GPtrArray *disks = g_ptr_array_new_with_free_func (on_disk_free);

  for (guint i = 0; i < names->len; i++)
    {
      OnDisk *self = g_new0 (OnDisk, 1);

      self->bytes = g_byte_array_new ();
      self->pending = g_ptr_array_new ();
      g_ptr_array_add (disks, self);
    }
  *marks = 0;
  for (guint i = 0; i < n_events; i++)
    {
      Event *event = &g_array_index (events, Event, i);

      if (event->kind == EVENT_MARK)
        *marks = event->file + 1;
      else if (event->kind == EVENT_SYNC)
        {
          settle (g_ptr_array_index (disks, event->file), NULL, NULL);
          if (event->offset)
            settle_entries (disks);
        }
      else
        g_ptr_array_add (((OnDisk *) g_ptr_array_index (disks, event->file))->pending, event);
    }
  return disks;
}

guint
shim_cut (guint           n_events,
          const ShimDisk *disk,
          GRand          *random,
          const char     *folder)
{
  guint marks;
  g_autoptr (GPtrArray) disks = replay (n_events, &marks);

  for (guint i = 0; i < disks->len; i++)
    {
      OnDisk *self = g_ptr_array_index (disks, i);
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      settle (self, disk, random);
      if (!self->exists)
        continue;
      g_assert_true (g_file_set_contents_full (path, (const char *) self->bytes->data, self->bytes->len,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
  return marks;
}
