/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import.h"

#include "services/import-memory.h"

struct _RapportImport
{
  GObject parent_instance;

  /* Owned */
  RapportSession *session;
  RapportImportJob *job; /* with the thread that works on it, while @busy */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RapportImport, rapport_import, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
rapport_import_dispose (GObject *object)
{
  RapportImport *self = RAPPORT_IMPORT (object);

  g_clear_pointer (&self->job, rapport_import_job_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rapport_import_parent_class)->dispose (object);
}

static void
rapport_import_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RapportImport *self = RAPPORT_IMPORT (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_import_class_init (RapportImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_import_dispose;
  object_class->get_property = rapport_import_get_property;

  /* Whether a thread works on the job. */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rapport_import_init (RapportImport *self)
{
}

static void
set_busy (RapportImport *self,
          gboolean       busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * rapport_import_new:
 * @session: into whose programme
 *
 * Returns: (transfer full): an import without a file
 */
RapportImport *
rapport_import_new (RapportSession *session)
{
  RapportImport *self = g_object_new (RAPPORT_TYPE_IMPORT, NULL);

  self->session = g_object_ref (session);
  return self;
}

RapportImportJob *
rapport_import_get_job (RapportImport *self)
{
  g_return_val_if_fail (!self->busy, NULL);
  return self->job;
}

RapportSession *
rapport_import_get_session (RapportImport *self)
{
  return self->session;
}

gboolean
rapport_import_get_busy (RapportImport *self)
{
  return self->busy;
}

/**
 * rapport_import_get_done:
 * @self: an import
 *
 * Returns: how many rows the check or the writing under way has gone through
 */
guint
rapport_import_get_done (RapportImport *self)
{
  return self->job != NULL ? (guint) g_atomic_int_get (&self->job->done) : 0;
}

/** Whether the backup before the writing is being made. */
gboolean
rapport_import_is_backing_up (RapportImport *self)
{
  return self->job != NULL && g_atomic_int_get (&self->job->backing_up);
}

/**
 * rapport_import_job_for:
 * @session: into whose programme
 * @source: (transfer full): the file
 *
 * Returns: (transfer full): a job
 */
RapportImportJob *
rapport_import_job_for (RapportSession      *session,
                        RapportImportSource *source)
{
  gint64 now = rapport_clock_now (rapport_session_get_clock (session));
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (now);
  RapportImportJob *job = rapport_import_job_new (source, rapport_session_get_policy (session),
                                                  g_date_time_get_year (today));

  job->programme = rapport_session_get_programme (session);
  return job;
}

static void
scanned (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  set_busy (g_task_get_source_object (task), FALSE);
  rapport_store_read_finish (RAPPORT_STORE (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
checked (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  RapportImport *self = g_task_get_source_object (task);
  GError *error = NULL;
  RapportImportReport *report = rapport_store_read_finish (RAPPORT_STORE (object), result, &error);

  set_busy (self, FALSE);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->job->report, rapport_import_report_free);
  self->job->report = report;
  g_task_return_boolean (task, TRUE);
}

static void
written (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  RapportImport *self = g_task_get_source_object (task);
  gint64 now = rapport_clock_now (rapport_session_get_clock (self->session));
  g_autoptr (GError) forgetful = NULL;
  GError *error = NULL;

  set_busy (self, FALSE);
  rapport_import_settle (self->job);
  if (!rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!rapport_import_memory_keep (self->job->mapping, self->job->source, now, &forgetful))
    g_message ("The mapping of the columns is not remembered: %s", forgetful->message);
  g_task_return_boolean (task, TRUE);
}

typedef struct {
  RapportImportJob *job;
  RapportStore *store;
} Preparing;

static gpointer
prepare_query (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Preparing *preparing = data;

  return rapport_import_prepare (preparing->job, preparing->store, cancellable, error) ? preparing->job : NULL;
}

static void
prepared (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  RapportImport *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (rapport_store_read_finish (RAPPORT_STORE (object), result, &error) == NULL)
    {
      set_busy (self, FALSE);
      g_task_return_error (task, error);
      return;
    }
  rapport_store_write_async (RAPPORT_STORE (object), rapport_import_write_command, self->job, NULL,
                             g_task_get_cancellable (task), written, g_object_ref (task));
}

static void
read_with (RapportImport       *self,
           RapportQuery         query,
           GDestroyNotify       result_free,
           GCancellable        *cancellable,
           GAsyncReadyCallback  finish,
           GTask               *task)
{
  set_busy (self, TRUE);
  rapport_store_read_async (rapport_session_get_store (self->session), query, self->job, NULL, result_free, cancellable,
                            finish, task);
}

/**
 * rapport_import_open_async:
 * @self: an import at rest
 * @source: (transfer full): the file
 * @cancellable: (nullable): to stop
 * @callback: calls rapport_import_finish()
 * @user_data: for @callback
 *
 * Reads the file once and recognises its columns.
 */
void
rapport_import_open_async (RapportImport        *self,
                           RapportImportSource  *source,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  g_return_if_fail (!self->busy);
  g_clear_pointer (&self->job, rapport_import_job_free);
  self->job = rapport_import_job_for (self->session, source);
  rapport_import_rescan_async (self, cancellable, callback, user_data);
}

/**
 * rapport_import_rescan_async:
 * @self: an import at rest, with a file
 * @cancellable: (nullable): to stop
 * @callback: calls rapport_import_finish()
 * @user_data: for @callback
 *
 * Reads the file anew, after its encoding, separator or headings were said to be others.
 */
void
rapport_import_rescan_async (RapportImport       *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (!self->busy);
  read_with (self, rapport_import_scan_query, NULL, cancellable, scanned,
             g_task_new (self, cancellable, callback, user_data));
}

/**
 * rapport_import_check_async:
 * @self: an import at rest, with a file
 * @cancellable: (nullable): to stop
 * @callback: calls rapport_import_finish(); then the job has a report
 * @user_data: for @callback
 */
void
rapport_import_check_async (RapportImport       *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (!self->busy);
  read_with (self, rapport_import_check_query, (GDestroyNotify) rapport_import_report_free, cancellable, checked,
             g_task_new (self, cancellable, callback, user_data));
}

/**
 * rapport_import_write_async:
 * @self: an import at rest, that has been checked
 * @cancellable: (nullable): to stop; then nothing stays
 * @callback: calls rapport_import_finish(); then the job has a result
 * @user_data: for @callback
 */
void
rapport_import_write_async (RapportImport       *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Preparing *preparing = g_new0 (Preparing, 1);

  g_return_if_fail (!self->busy);
  set_busy (self, TRUE);
  preparing->job = self->job;
  preparing->store = rapport_session_get_store (self->session);
  rapport_store_read_async (preparing->store, prepare_query, preparing, g_free, NULL, cancellable, prepared,
                            g_task_new (self, cancellable, callback, user_data));
}

gboolean
rapport_import_finish (RapportImport  *self,
                       GAsyncResult   *result,
                       GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
