/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/store.h"

/* Who looks holds the lock for microseconds; who wants it tries again so often. */
#define ATTEMPTS 20
#define PAUSE_US 10000

struct _RapportLockFile
{
  int file;
  RapportLongJob job;
  int percent;        /* atomic; as last written */
};

static const char *const job_ids[RAPPORT_N_LONG_JOBS] = { "import", "merge", "restore", "upgrade", "erase" };

static char *
path_of (const char *database)
{
  return g_strconcat (database, "-lock", NULL);
}

/* One short write: pid, program, job and per cent, a line each. */
static void
write_down (RapportLockFile *self,
            int              percent)
{
  g_autofree char *text = g_strdup_printf ("%d\n%s\n%s\n%d\n", (int) getpid (), g_get_prgname () != NULL ? g_get_prgname () : "",
                                           job_ids[self->job], percent);
  gssize length = (gssize) strlen (text);

  if (pwrite (self->file, text, (gsize) length, 0) != length || ftruncate (self->file, length) != 0)
    g_info ("The lock file does not say what is done: %s", g_strerror (errno));
}

static int
open_lock (const char *database,
           int         flags)
{
  g_autofree char *path = path_of (database);

  return open (path, flags | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* Words ----------------------------------------------------------------------------------------------------------- */

static char *
job_words (const char *id,
           const char *program)
{
  if (g_strcmp0 (id, job_ids[RAPPORT_LONG_JOB_IMPORT]) == 0)
    return g_strdup_printf (_("An import is running in %s"), program);
  if (g_strcmp0 (id, job_ids[RAPPORT_LONG_JOB_MERGE]) == 0)
    return g_strdup_printf (_("Changes are being taken in by %s"), program);
  if (g_strcmp0 (id, job_ids[RAPPORT_LONG_JOB_RESTORE]) == 0)
    return g_strdup_printf (_("A backup is being restored by %s"), program);
  if (g_strcmp0 (id, job_ids[RAPPORT_LONG_JOB_UPGRADE]) == 0)
    return g_strdup_printf (_("The data are being upgraded by %s"), program);
  if (g_strcmp0 (id, job_ids[RAPPORT_LONG_JOB_ERASE]) == 0)
    return g_strdup_printf (_("Personal data are being erased by %s"), program);
  return g_strdup_printf (_("%s is at work"), program);
}

/* The file may have been written by anybody: nothing in it is shown that is not a plain word. */
static char *
words_of (const char *text,
          gboolean   *own)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 5);
  guint n = g_strv_length (lines);
  g_autofree char *program = g_strndup (n > 1 ? lines[1] : "", 40);
  g_autofree char *words = NULL;
  gint64 percent = n > 3 ? g_ascii_strtoll (lines[3], NULL, 10) : 0;

  *own = n > 0 && g_ascii_strtoll (lines[0], NULL, 10) == getpid ();
  g_strcanon (program, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", '_');
  words = job_words (n > 2 ? lines[2] : "", *program != '\0' ? program : "Rapport");
  if (percent <= 0 || percent > 100)
    return g_steal_pointer (&words);
  /* Translators: "An import is running in rapportctl (45 %)" */
  return g_strdup_printf (_("%s (%d %%)"), words, (int) percent);
}

/**
 * rapport_lock_file_dup_words:
 * @database: path of the database
 * @own: (out) (optional): whether it is this process itself
 *
 * Returns: (transfer full) (nullable): what is being done, %NULL when nobody does anything long
 */
char *
rapport_lock_file_dup_words (const char *database,
                             gboolean   *own)
{
  int file = open_lock (database, O_RDONLY);
  char text[256] = "";
  gboolean mine = FALSE;
  char *words = NULL;

  if (file >= 0 && flock (file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
      && pread (file, text, sizeof text - 1, 0) > 0)
    words = words_of (text, &mine);
  if (file >= 0)
    close (file);
  if (own != NULL)
    *own = mine;
  return words;
}

/* Taking it ------------------------------------------------------------------------------------------------------- */

static void
fail_busy (const char  *database,
           GError     **error)
{
  g_autofree char *words = rapport_lock_file_dup_words (database, NULL);
  g_autofree char *shown = g_filename_display_name (database);

  if (words != NULL)
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY, _("%s. Try again when it has finished."), words);
  else
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                 _("Another program is working on “%s”. Try again when it has finished."), shown);
}

/**
 * rapport_lock_file_take:
 * @database: path of the database
 * @job: what is going to be done
 * @error: return location; %RAPPORT_STORE_ERROR_BUSY says who has it
 *
 * Returns: (transfer full) (nullable): the lock, until it is released or the process ends
 */
RapportLockFile *
rapport_lock_file_take (const char      *database,
                        RapportLongJob   job,
                        GError         **error)
{
  int file = open_lock (database, O_RDWR | O_CREAT);
  RapportLockFile *self;

  if (file < 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR,
                   errno == EACCES || errno == EROFS || errno == EPERM ? RAPPORT_STORE_ERROR_READ_ONLY : RAPPORT_STORE_ERROR_FAILED,
                   _("Nothing can be written beside “%s”: %s."), database, g_strerror (errno));
      return NULL;
    }
  for (int i = 0; flock (file, LOCK_EX | LOCK_NB) != 0; i++)
    {
      if (i < ATTEMPTS)
        {
          g_usleep (PAUSE_US);
          continue;
        }
      close (file);
      fail_busy (database, error);
      return NULL;
    }
  self = g_new0 (RapportLockFile, 1);
  self->file = file;
  self->job = job;
  write_down (self, 0);
  return self;
}

/* From any one thread. */
void
rapport_lock_file_set_percent (RapportLockFile *self,
                               guint            percent)
{
  if (g_atomic_int_get (&self->percent) == (int) percent)
    return;
  g_atomic_int_set (&self->percent, (int) percent);
  write_down (self, (int) percent);
}

void
rapport_lock_file_release (RapportLockFile *self)
{
  if (self == NULL)
    return;
  if (ftruncate (self->file, 0) != 0)
    g_info ("The lock file keeps what it said: %s", g_strerror (errno));
  close (self->file);
  g_free (self);
}
