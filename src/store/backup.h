/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Copies of a database as a whole: made while others read and write, checked before they count, and put back. None of
 * these functions is to be called on the main loop's thread of a window. */

/** Per cent done, on the thread that works. */
typedef void (*RapportBackupProgress) (guint     percent,
                                       gpointer  data);

/**
 * RapportBackupFacts:
 * @last_wall: unix milliseconds of the last operation, 0: none
 * @last_title: its title id, with @last_args (a JSON array)
 *
 * What is in a database.
 */
typedef struct {
  int version;
  char *programme;
  gint64 members;
  gint64 requests;
  gint64 partnerships;
  gint64 changes;
  gint64 last_wall;
  char *last_title;
  char *last_args;
  char *last_author;
} RapportBackupFacts;

void                rapport_backup_facts_free (RapportBackupFacts     *self);
RapportBackupFacts *rapport_backup_read_facts (RapportReading         *reading,
                                               GError                **error);
/* The same of a database that is open somewhere, by a connection of its own. */
RapportBackupFacts *rapport_backup_facts_of   (const char             *database,
                                               GError                **error);
/* Whether the pages of an open database are whole. */
gboolean            rapport_backup_quick_check (RapportReading        *reading,
                                                GError               **error);

/* Copies what @from is now into a new file @to, checks it there, and only then gives it its name. */
gboolean            rapport_backup_copy       (const char             *from,
                                               const char             *to,
                                               RapportBackupProgress   progress,
                                               gpointer                data,
                                               GCancellable           *cancellable,
                                               GError                **error);
/* As above, for a copy that is to go on by itself: it takes a replica name of its own with its first change. */
gboolean            rapport_backup_save_copy  (const char             *from,
                                               const char             *to,
                                               RapportBackupProgress   progress,
                                               gpointer                data,
                                               GCancellable           *cancellable,
                                               GError                **error);
/* Opens a file that somebody offers, read-only and hardened, compares its schema, checks its pages. Returns what is in it. */
RapportBackupFacts *rapport_backup_check      (const char             *path,
                                               GCancellable           *cancellable,
                                               GError                **error);
/* As above, without the pages: quick, for lists. */
RapportBackupFacts *rapport_backup_peek       (const char             *path,
                                               GCancellable           *cancellable,
                                               GError                **error);
/* As rapport_store_verify(), in a file that is not open. */
GPtrArray          *rapport_backup_verify     (const char             *path,
                                               GCancellable           *cancellable,
                                               GError                **error);
/* Puts what is in @path in the place of the store's data, in one transaction: all processes go on with it. @last looks
 * at what goes when nobody can write there any more. */
gboolean            rapport_backup_restore    (RapportStore           *store,
                                               const char             *path,
                                               RapportMaintenance      last,
                                               gpointer                last_data,
                                               RapportBackupProgress   progress,
                                               gpointer                data,
                                               GCancellable           *cancellable,
                                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBackupFacts, rapport_backup_facts_free)

G_END_DECLS
