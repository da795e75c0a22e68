/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/epoch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/uuid.h"
#include "store/connection.h"
#include "store/meta.h"
#include "store/sql.h"

#define RECORD_VERSION "rapport-replica-1"

RAPPORT_SQL (delete_names, "DELETE FROM meta WHERE key IN ('replica', 'epoch', 'untidy')")

/** What $XDG_STATE_HOME knows of a replica. */
typedef struct {
  char *machine;        /* Owned */
  guint64 device;
  guint64 inode;
  char *epoch;          /* Owned: as last committed */
  char *next;           /* Owned: as it is when a commit went through and nobody could note it */
  gint64 seq;
} Record;

struct _RapportEpoch
{
  char *replica;        /* Owned: whose epoch has been turned, NULL: none */
  char *turning;        /* Owned: whose is being turned in this transaction */
  char *epoch;          /* Owned: as the file has it */
  gint64 seq;           /* 0: this transaction takes none */
};

static void
record_clear (Record *self)
{
  g_free (self->machine);
  g_free (self->epoch);
  g_free (self->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

void
rapport_epoch_free (RapportEpoch *self)
{
  if (self == NULL)
    return;
  g_free (self->replica);
  g_free (self->turning);
  g_free (self->epoch);
  g_free (self);
}

static RapportEpoch *
epoch_of (RapportReading *reading)
{
  RapportConnection *connection = reading->connection;

  if (connection->epoch == NULL)
    connection->epoch = g_new0 (RapportEpoch, 1);
  return connection->epoch;
}

/* The record -------------------------------------------------------------------------------------------------------- */

/* The machine's id is not to be told to anybody, so that what stands in the state is made from it (machine-id(5)). */
static char *
machine_name (void)
{
  static const char *const files[] = { "/etc/machine-id", "/var/lib/dbus/machine-id" };
  g_autofree char *id = NULL;
  g_autofree char *salted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files) && id == NULL; i++)
    g_file_get_contents (files[i], &id, NULL, NULL);
  salted = g_strconcat ("io.github.rapport_mentoring.Rapport ", id != NULL ? g_strstrip (id) : "", NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, salted, -1);
}

/* A name out of a file may be anything. */
static char *
path_of (const char *replica)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, replica, -1);

  name[32] = '\0';
  return g_build_filename (g_get_user_state_dir (), "rapport", "replicas", name, NULL);
}

static int
open_record (const char *replica,
             gboolean    create)
{
  g_autofree char *path = path_of (replica);
  g_autofree char *folder = g_path_get_dirname (path);
  int file;

  if (create)
    g_mkdir_with_parents (folder, 0700);
  file = open (path, (create ? O_RDWR | O_CREAT : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0)
    flock (file, create ? LOCK_EX : LOCK_SH);
  return file;
}

static gboolean
read_record (int     file,
             Record *record)
{
  char text[512] = "";
  g_auto (GStrv) lines = NULL;

  if (file < 0 || pread (file, text, sizeof text - 1, 0) <= 0)
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) < 7 || strcmp (lines[0], RECORD_VERSION) != 0)
    return FALSE;
  record->machine = g_strdup (lines[1]);
  record->device = g_ascii_strtoull (lines[2], NULL, 10);
  record->inode = g_ascii_strtoull (lines[3], NULL, 10);
  record->epoch = g_strdup (lines[4]);
  record->next = g_strdup (lines[5]);
  record->seq = g_ascii_strtoll (lines[6], NULL, 10);
  return TRUE;
}

static void
write_record (int           file,
              const Record *record)
{
  g_autofree char *text = g_strdup_printf (RECORD_VERSION "\n%s\n%" G_GUINT64_FORMAT "\n%" G_GUINT64_FORMAT "\n%s\n%s\n%"
                                           G_GINT64_FORMAT "\n", record->machine, record->device, record->inode,
                                           record->epoch, record->next, record->seq);
  gssize length = (gssize) strlen (text);

  /* Then the file takes a new name the next time it is opened, which does no harm. */
  if (file < 0 || pwrite (file, text, (gsize) length, 0) != length || ftruncate (file, length) != 0)
    g_info ("The state of the replica cannot be kept: %s", g_strerror (errno));
}

/* Comparing and turning --------------------------------------------------------------------------------------------- */

gboolean
rapport_epoch_is_ours (RapportReading *reading,
                       const char     *replica,
                       gint64          seq)
{
  RapportConnection *connection = reading->connection;
  g_autofree char *epoch = rapport_reading_meta (reading, RAPPORT_META_EPOCH, NULL);
  g_autofree char *machine = NULL;
  g_auto (Record) record = { 0 };
  gboolean known;
  int file;

  if (g_strcmp0 (epoch_of (reading)->replica, replica) == 0)
    return TRUE;
  /* Written before there were epochs. */
  if (epoch == NULL)
    return TRUE;
  file = open_record (replica, FALSE);
  known = read_record (file, &record);
  if (file >= 0)
    close (file);
  machine = machine_name ();
  return known && strcmp (record.machine, machine) == 0
         && record.device == connection->device && record.inode == connection->inode
         && (strcmp (record.epoch, epoch) == 0 || strcmp (record.next, epoch) == 0)
         && seq >= record.seq;
}

/* Before the commit the state allows for both epochs. */
static void
announce (RapportReading *reading,
          const char     *replica,
          const char     *before,
          const char     *next)
{
  int file = open_record (replica, TRUE);
  g_auto (Record) known = { 0 };
  Record record = { NULL, reading->connection->device, reading->connection->inode, (char *) before, (char *) next, 0 };

  if (read_record (file, &known))
    record.seq = known.seq;
  record.machine = machine_name ();
  write_record (file, &record);
  g_free (record.machine);
  if (file >= 0)
    close (file);
}

gboolean
rapport_epoch_turn (RapportReading  *reading,
                    const char      *replica,
                    GError         **error)
{
  RapportEpoch *self = epoch_of (reading);
  g_autofree char *before = rapport_reading_meta (reading, RAPPORT_META_EPOCH, NULL);

  g_free (self->epoch);
  if (g_strcmp0 (self->replica, replica) == 0)
    {
      self->epoch = g_steal_pointer (&before);
      return TRUE;
    }
  self->epoch = rapport_random_name ();
  g_free (self->turning);
  self->turning = g_strdup (replica);
  announce (reading, replica, before != NULL ? before : self->epoch, self->epoch);
  return rapport_reading_set_meta (reading, RAPPORT_META_EPOCH, self->epoch, error);
}

void
rapport_epoch_take (RapportReading *reading,
                    gint64          seq)
{
  epoch_of (reading)->seq = seq;
}

/* Another process may have turned the epoch since and noted it already. */
void
rapport_epoch_committed (RapportReading *reading)
{
  RapportEpoch *self = reading->connection->epoch;
  g_auto (Record) record = { 0 };
  int file;

  if (self == NULL || (self->seq == 0 && self->turning == NULL))
    return;
  if (self->turning != NULL)
    {
      g_free (self->replica);
      self->replica = g_steal_pointer (&self->turning);
    }
  file = open_record (self->replica, TRUE);
  if (read_record (file, &record))
    {
      if (g_strcmp0 (record.next, self->epoch) == 0)
        {
          g_free (record.epoch);
          record.epoch = g_strdup (self->epoch);
        }
      record.seq = MAX (record.seq, self->seq);
      write_record (file, &record);
    }
  if (file >= 0)
    close (file);
  self->seq = 0;
}

void
rapport_epoch_rolled_back (RapportReading *reading)
{
  RapportEpoch *self = reading->connection->epoch;

  if (self == NULL)
    return;
  g_clear_pointer (&self->turning, g_free);
  self->seq = 0;
}

gboolean
rapport_epoch_strip (RapportReading  *reading,
                     GError         **error)
{
  return rapport_reading_run (reading, rapport_reading_statement (reading, delete_names), error);
}
