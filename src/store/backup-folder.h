/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/backup.h"

G_BEGIN_DECLS

/* Where the backups of a database lie, $XDG_DATA_HOME/rapport/backups/NAME-DIGEST/: the digest is of the place of the
 * database. A backup's name says when and why it was made, "20261121T221500Z-import.db". */

/**
 * RapportBackupReason:
 * @RAPPORT_BACKUP_DAILY: the first of a day
 * @RAPPORT_BACKUP_IMPORT: before an import
 * @RAPPORT_BACKUP_MERGE: before changes from another copy were taken in
 * @RAPPORT_BACKUP_RESTORE: before a backup was restored
 * @RAPPORT_BACKUP_UPGRADE: before an upgrade
 * @RAPPORT_BACKUP_ERASE: after an erasure, in the place of those that were removed
 * @RAPPORT_BACKUP_OWN: somebody asked for it
 */
typedef enum {
  RAPPORT_BACKUP_DAILY,
  RAPPORT_BACKUP_IMPORT,
  RAPPORT_BACKUP_MERGE,
  RAPPORT_BACKUP_RESTORE,
  RAPPORT_BACKUP_UPGRADE,
  RAPPORT_BACKUP_ERASE,
  RAPPORT_BACKUP_OWN,
  RAPPORT_N_BACKUP_REASONS,
} RapportBackupReason;

/** How many are kept. */
#define RAPPORT_BACKUPS_KEPT 10

/** One backup. */
typedef struct {
  char *path;
  char *name;       /* without folder and ending */
  gint64 at;        /* unix seconds */
  RapportBackupReason reason;
  guint64 bytes;
} RapportBackup;

void        rapport_backup_free        (RapportBackup          *self);
const char *rapport_backup_reason_id   (RapportBackupReason     reason);
char       *rapport_backup_folder      (const char             *database);
/* The newest first; temporary files and what has another name are left out. */
GPtrArray  *rapport_backup_list        (const char             *database);
/* What the name of a file says; of one with another name, when it was changed last. */
RapportBackup *rapport_backup_of_path  (const char             *path);
/* Makes one, checked, and removes the oldest beyond those that are kept. Returns its path. */
char       *rapport_backup_make        (const char             *database,
                                        RapportBackupReason     reason,
                                        gint64                  now,
                                        RapportBackupProgress   progress,
                                        gpointer                data,
                                        GCancellable           *cancellable,
                                        GError                **error);
/* As above; @kept: (nullable): a backup that is not removed for it. */
char       *rapport_backup_make_beside (const char             *database,
                                        RapportBackupReason     reason,
                                        gint64                  now,
                                        const char             *kept,
                                        RapportBackupProgress   progress,
                                        gpointer                data,
                                        GCancellable           *cancellable,
                                        GError                **error);
/* Renames a file that cannot be read, with what lies beside it, and puts a backup in its place. Nobody may have it open.
 * @aside: (out): where it lies now. */
gboolean    rapport_backup_replace     (const char             *database,
                                        const char             *backup,
                                        gint64                  now,
                                        char                  **aside,
                                        GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBackup, rapport_backup_free)

G_END_DECLS
