/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/import-job.h"
#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT (rapport_import_get_type ())
G_DECLARE_FINAL_TYPE (RapportImport, rapport_import, RAPPORT, IMPORT, GObject)

/* One import from file to result, for the window: a job and the threads it runs on. While "busy" the job belongs to a
 * thread: only rapport_import_get_done() may be asked. */
RapportImport    *rapport_import_new           (RapportSession       *session);
RapportImportJob *rapport_import_get_job       (RapportImport        *self);
RapportSession   *rapport_import_get_session   (RapportImport        *self);
gboolean          rapport_import_get_busy      (RapportImport        *self);
guint             rapport_import_get_done      (RapportImport        *self);
gboolean          rapport_import_is_backing_up (RapportImport        *self);

void              rapport_import_open_async    (RapportImport        *self,
                                                RapportImportSource  *source,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void              rapport_import_rescan_async  (RapportImport        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void              rapport_import_check_async   (RapportImport        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void              rapport_import_write_async   (RapportImport        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean          rapport_import_finish        (RapportImport        *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* For both, window and rapportctl: a job for the session's programme. @source is taken. */
RapportImportJob *rapport_import_job_for       (RapportSession       *session,
                                                RapportImportSource  *source);

G_END_DECLS
