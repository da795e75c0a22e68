/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The lock file beside a database names the process that does something long, and how far it is, so that another one can
 * say so. It counts for as long as that process lives: what a dead one left behind is not believed. */
typedef struct _RapportLockFile RapportLockFile;

/**
 * RapportLongJob:
 * @RAPPORT_LONG_JOB_IMPORT: members come from a file
 * @RAPPORT_LONG_JOB_MERGE: changes come from another copy
 * @RAPPORT_LONG_JOB_RESTORE: a backup takes the place of the data
 * @RAPPORT_LONG_JOB_UPGRADE: the schema is brought up to this version
 * @RAPPORT_LONG_JOB_ERASE: personal data are erased
 */
typedef enum {
  RAPPORT_LONG_JOB_IMPORT,
  RAPPORT_LONG_JOB_MERGE,
  RAPPORT_LONG_JOB_RESTORE,
  RAPPORT_LONG_JOB_UPGRADE,
  RAPPORT_LONG_JOB_ERASE,
  RAPPORT_N_LONG_JOBS,
} RapportLongJob;

RapportLockFile *rapport_lock_file_take        (const char       *database,
                                                RapportLongJob    job,
                                                GError          **error);
void             rapport_lock_file_set_percent (RapportLockFile  *self,
                                                guint             percent);
void             rapport_lock_file_release     (RapportLockFile  *self);

/* What somebody does with the database just now, "An import is running in rapportctl (45 %)", without full stop; NULL:
 * nobody does anything long. @own: (out) (optional): it is this process. */
char            *rapport_lock_file_dup_words   (const char       *database,
                                                gboolean         *own);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLockFile, rapport_lock_file_release)

G_END_DECLS
