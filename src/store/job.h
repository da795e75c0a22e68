/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum {
  RAPPORT_JOB_WRITE,
  RAPPORT_JOB_READ,
  RAPPORT_JOB_MAINTAIN,
  RAPPORT_JOB_LOOK, /* has another process written? */
  RAPPORT_JOB_QUIT,
} RapportJobKind;

/** What a thread of the store is asked to do. One thread at a time has it: the caller, the worker, the caller again. */
typedef struct {
  RapportJobKind kind;
  RapportCommand command;
  RapportQuery query;
  RapportMaintenance maintenance;
  guint generation;           /* of what the caller has been told, when it asked */
  gpointer data;
  GDestroyNotify data_free;   /* may be NULL */
  GCancellable *cancellable;  /* Owned, may be NULL */

  /* What came of it */
  gpointer result;
  GDestroyNotify result_free; /* may be NULL */
  GError *error;              /* Owned */

  /* How it goes home */
  GTask *task;                /* Owned while under way; its task data is this job. NULL: somebody waits */
  gboolean is_done;           /* guarded by mutex */
  GMutex mutex;
  GCond cond;
} RapportJob;

RapportJob *rapport_job_new       (RapportJobKind  kind,
                                   GCancellable   *cancellable);
void        rapport_job_free      (RapportJob     *self);
/* Called by the worker, which must not touch the job afterwards. */
void        rapport_job_go_home   (RapportJob     *self);
/* Called by who waits for a job without a task. */
void        rapport_job_wait      (RapportJob     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportJob, rapport_job_free)

G_END_DECLS
