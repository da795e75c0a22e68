/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/dictionary.h"

G_BEGIN_DECLS

/* One SQLite connection with its prepared statements. Used by one thread at a time. */
typedef struct {
  sqlite3 *db;                  /* Owned */
  char *path;                   /* Owned */
  GHashTable *statements;       /* Owned: address of a fixed text → statement */
  GHashTable *composed;         /* Owned: text → statement */
  guint64 device;               /* where the file lay when it was opened */
  guint64 inode;
  RapportDictionary dictionary;
  struct _RapportEpoch *epoch;  /* Owned, may be NULL: of the connection that writes */
  GError *unprepared;           /* Owned: why the last statement could not be prepared */
  gboolean is_guarded;          /* a job has its transaction open */
  GError *failure;              /* Owned: the first failure of its statements, whoever looked at it */
  GCancellable *cancellable;    /* Borrowed: of the job that runs */
} RapportConnection;

struct _RapportReading
{
  RapportConnection *connection; /* Borrowed */
  gint64 now;                    /* unix seconds */
};

RapportConnection *rapport_connection_new   (sqlite3            *db,
                                             const char         *path);
void               rapport_connection_free  (RapportConnection  *self);
gboolean           rapport_connection_exec  (RapportConnection  *self,
                                             const char         *sql,
                                             GError            **error);
/* Between the beginning and the end of a job's transaction. SQLite ends a transaction by itself when a disk or memory fails; a
 * statement that ran after that would be committed alone. So the first that fails stops all that follow, and
 * rapport_connection_unguard() tells of it even where somebody took it for "nothing found". */
void               rapport_connection_guard (RapportConnection   *self);
gboolean           rapport_connection_unguard (RapportConnection *self,
                                             GError             **error);
/* A whole number that a pragma gives, -1 on failure. */
gint64             rapport_connection_pragma (RapportConnection *self,
                                              const char        *sql,
                                              GError           **error);

/* The file as people know it, whatever SQLite was told to open; "": none that is on a disk. */
char              *rapport_connection_shown_name (const char       *path);
/* Turns what SQLite said last into an error for people; @db may be %NULL. Returns %FALSE. */
gboolean           rapport_connection_fail  (sqlite3            *db,
                                             int                 result,
                                             const char         *path,
                                             GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportConnection, rapport_connection_free)

G_END_DECLS
