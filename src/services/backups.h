/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/backup-folder.h"
#include "store/lock-file.h"

G_BEGIN_DECLS

/* Backups as people meet them: what is in each, made before what is risky and once a day, restored with a way back. The
 * functions without "_async" work on the calling thread. */

/**
 * RapportBackupItem:
 * @facts: (nullable): what is in it
 * @problem: (nullable): why that cannot be said
 */
typedef struct {
  RapportBackup *file;
  RapportBackupFacts *facts;
  char *problem;
} RapportBackupItem;

void        rapport_backup_item_free      (RapportBackupItem      *self);
/* "Before an import", "Asked for" */
const char *rapport_backups_reason        (RapportBackupReason     reason);
/* "3 May 2026, 14:05", here */
char       *rapport_backups_when          (gint64                  at);
/* "12 members, 3 requests, 2 partnerships" */
char       *rapport_backups_contents      (const RapportBackupFacts *facts);
/* "Members imported, by Ada, 3 May 2026, 14:05"; "" when nothing was ever done */
char       *rapport_backups_last          (const RapportBackupFacts *facts);

GPtrArray  *rapport_backups_list          (const char             *database,
                                           GCancellable           *cancellable);
/* The path of the backup that @name names: as the list has it, or a path. */
char       *rapport_backups_find          (const char             *database,
                                           const char             *name,
                                           GError                **error);

/* Before a long job: takes the lock, and makes a backup unless there is nothing to lose. Until the lock is released. */
RapportLockFile *rapport_backups_prepare  (RapportStore           *store,
                                           RapportLongJob          job,
                                           RapportBackupReason     reason,
                                           GCancellable           *cancellable,
                                           GError                **error);
/* Makes a backup, then restores @path. @undo: (out): the backup that was made, which takes the restore back. */
gboolean    rapport_backups_restore       (RapportStore           *store,
                                           const char             *path,
                                           RapportBackupProgress   progress,
                                           gpointer                data,
                                           char                  **undo,
                                           GCancellable           *cancellable,
                                           GError                **error);
/* A copy that goes on by itself; never over the database itself. */
gboolean    rapport_backups_save_copy     (RapportStore           *store,
                                           const char             *path,
                                           RapportBackupProgress   progress,
                                           gpointer                data,
                                           GCancellable           *cancellable,
                                           GError                **error);
/* Whether something was written since the newest backup, and that is not of today. */
gboolean    rapport_backups_is_due        (RapportStore           *store);
/* Makes the daily backup where it is due. @path: (out) (optional): of what was made, %NULL: none was due. */
gboolean    rapport_backups_make_due      (RapportStore           *store,
                                           char                  **path,
                                           GCancellable           *cancellable,
                                           GError                **error);

typedef enum {
  RAPPORT_BACKUP_WORK_LOOK,     /* at the pages of the database itself; result: "" */
  RAPPORT_BACKUP_WORK_LIST,     /* result: (element-type RapportBackupItem) */
  RAPPORT_BACKUP_WORK_CHECK,    /* @path; result: RapportBackupItem */
  RAPPORT_BACKUP_WORK_MAKE,     /* result: its path */
  RAPPORT_BACKUP_WORK_DAILY,    /* as above; "" when none was due */
  RAPPORT_BACKUP_WORK_RESTORE,  /* @path; result: the path of the backup made before */
  RAPPORT_BACKUP_WORK_COPY,     /* @path; result: that path */
} RapportBackupWork;

/* On another thread. @percent: (nullable): set as it goes on, to be read with g_atomic_int_get(); it must outlive the
 * work. */
void        rapport_backups_work_async    (RapportStore           *store,
                                           RapportBackupWork       work,
                                           const char             *path,
                                           gint                   *percent,
                                           GCancellable           *cancellable,
                                           GAsyncReadyCallback     callback,
                                           gpointer                user_data);
gpointer    rapport_backups_work_finish   (RapportStore           *store,
                                           GAsyncResult           *result,
                                           GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBackupItem, rapport_backup_item_free)

G_END_DECLS
