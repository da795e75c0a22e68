/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <glib/gi18n.h>

#include "store/database.h"
#include "store/job.h"
#include "store/meta.h"
#include "store/sql.h"
#include "store/watermark.h"
#include "store/writing.h"

#define N_READERS 3

struct _RapportStore
{
  GObject parent_instance;

  /* Never change */
  char *path;
  RapportClock *clock;
  GMainContext *context;        /* of the thread that opened it: "changed" is emitted there */
  GAsyncQueue *writes;          /* of RapportJob */
  GAsyncQueue *reads;

  /* Of the thread that opened it */
  GThread *writer_thread;       /* NULL: closed */
  GThread *reader_threads[N_READERS];
  RapportWatermark *watermark;

  /* Of the writer's thread */
  RapportConnection *writer;
  gint64 data_version;
  char *generation;

  /* Guarded by mutex */
  GMutex mutex;
  char *author;
  gboolean changed_queued;
  gboolean everything_changed;
  gboolean look_queued;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStore, rapport_store, G_TYPE_OBJECT)

RAPPORT_SQL (pragma_data_version, "PRAGMA data_version")

/* "changed" ------------------------------------------------------------------------------------------------------- */

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
emit_changed_cb (gpointer data)
{
  g_autoptr (RapportStore) self = g_weak_ref_get (data);
  gboolean everything;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  everything = self->everything_changed;
  self->everything_changed = FALSE;
  self->changed_queued = FALSE;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[CHANGED], 0, everything);
  return G_SOURCE_REMOVE;
}

/* On the writer's thread. Several changes before the context comes to it are one signal. */
static void
queue_changed (RapportStore *self,
               gboolean      everything)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GSource) source = NULL;
  GWeakRef *weak;

  self->everything_changed |= everything;
  if (self->changed_queued)
    return;
  self->changed_queued = TRUE;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "rapport-store-changed");
  g_source_set_callback (source, emit_changed_cb, weak, weak_free);
  g_source_attach (source, self->context);
}

/* The writer's thread --------------------------------------------------------------------------------------------- */

/* A query may have stopped in the middle of a statement. */
static void
reset_statements (RapportConnection *connection)
{
  for (sqlite3_stmt *statement = sqlite3_next_stmt (connection->db, NULL); statement != NULL;
       statement = sqlite3_next_stmt (connection->db, statement))
    if (sqlite3_stmt_busy (statement))
      sqlite3_reset (statement);
}

static gboolean
run_command (RapportStore        *self,
             RapportJob          *job,
             GError             **error)
{
  g_autofree char *author = rapport_store_dup_author (self);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_new (self->writer, self->clock, author,
                                                                        job->cancellable);

  if (!rapport_database_check_version (self->writer, error))
    return FALSE;
  if (job->command (transaction, job->data, error))
    return rapport_transaction_finish (transaction, error);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("That could not be done."));
  return FALSE;
}

/* The one place that writes BEGIN. */
static gboolean
write_once (RapportStore  *self,
            RapportJob    *job,
            GError       **error)
{
  RapportConnection *writer = self->writer;
  gint64 before = sqlite3_total_changes64 (writer->db);
  g_autoptr (GError) failure = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error)
      || !rapport_connection_exec (writer, "BEGIN IMMEDIATE", error))
    return FALSE;
  writer->cancellable = job->cancellable;
  run_command (self, job, &failure);
  writer->cancellable = NULL;
  reset_statements (writer);
  if (failure == NULL && rapport_connection_exec (writer, "COMMIT", &failure))
    {
      rapport_dictionary_trim (&writer->dictionary);
      if (sqlite3_total_changes64 (writer->db) != before)
        queue_changed (self, FALSE);
      return TRUE;
    }
  if (!sqlite3_get_autocommit (writer->db))
    rapport_connection_exec (writer, "ROLLBACK", NULL);
  rapport_dictionary_forget (&writer->dictionary);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
look (RapportStore *self)
{
  RapportReading reading = { self->writer, 0 };
  gint64 version;
  g_autofree char *generation = NULL;

  g_mutex_lock (&self->mutex);
  self->look_queued = FALSE;
  g_mutex_unlock (&self->mutex);
  version = rapport_connection_pragma (self->writer, pragma_data_version, NULL);
  if (version == self->data_version || version < 0)
    return;
  self->data_version = version;
  generation = rapport_reading_meta (&reading, RAPPORT_META_GENERATION, NULL);
  if (g_strcmp0 (generation, self->generation) == 0)
    {
      queue_changed (self, FALSE);
      return;
    }
  g_free (self->generation);
  self->generation = g_steal_pointer (&generation);
  rapport_dictionary_forget (&self->writer->dictionary);
  queue_changed (self, TRUE);
}

static gpointer
writer_main (gpointer data)
{
  RapportStore *self = data;

  for (;;)
    {
      RapportJob *job = g_async_queue_pop (self->writes);

      switch (job->kind)
        {
        case RAPPORT_JOB_QUIT:
          rapport_job_free (job);
          return NULL;
        case RAPPORT_JOB_LOOK:
          look (self);
          rapport_job_free (job);
          break;
        case RAPPORT_JOB_WRITE:
          write_once (self, job, &job->error);
          rapport_job_go_home (job);
          break;
        case RAPPORT_JOB_READ:
        default:
          g_assert_not_reached ();
        }
    }
}

/* The readers' threads -------------------------------------------------------------------------------------------- */

static void
read_once (RapportStore      *self,
           RapportConnection *connection,
           RapportJob        *job)
{
  RapportReading reading = { connection, rapport_clock_now (self->clock) };

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error)
      || !rapport_connection_exec (connection, "BEGIN", &job->error))
    return;
  connection->cancellable = job->cancellable;
  job->result = job->query (&reading, job->data, job->cancellable, &job->error);
  connection->cancellable = NULL;
  reset_statements (connection);
  rapport_connection_exec (connection, "ROLLBACK", NULL);
  rapport_dictionary_trim (&connection->dictionary);
}

static gpointer
reader_main (gpointer data)
{
  RapportStore *self = data;
  g_autoptr (RapportConnection) connection = NULL;

  for (;;)
    {
      RapportJob *job = g_async_queue_pop (self->reads);

      if (job->kind == RAPPORT_JOB_QUIT)
        {
          rapport_job_free (job);
          return NULL;
        }
      if (connection == NULL)
        connection = rapport_database_open_reader (self->path, &job->error);
      if (connection != NULL)
        read_once (self, connection, job);
      rapport_job_go_home (job);
    }
}

/* The object ------------------------------------------------------------------------------------------------------ */

static void
rapport_store_dispose (GObject *object)
{
  rapport_store_close (RAPPORT_STORE (object));
  G_OBJECT_CLASS (rapport_store_parent_class)->dispose (object);
}

static void
rapport_store_finalize (GObject *object)
{
  RapportStore *self = RAPPORT_STORE (object);

  g_async_queue_unref (self->writes);
  g_async_queue_unref (self->reads);
  g_clear_object (&self->clock);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self->generation);
  g_free (self->author);
  g_free (self->path);
  G_OBJECT_CLASS (rapport_store_parent_class)->finalize (object);
}

static void
rapport_store_class_init (RapportStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_store_dispose;
  object_class->finalize = rapport_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
rapport_store_init (RapportStore *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->writes = g_async_queue_new ();
  self->reads = g_async_queue_new ();
  self->author = g_strdup ("");
}

/**
 * rapport_store_open:
 * @path: where the database lies; it is made there if there is none
 * @clock: the clock
 * @error: return location; %RAPPORT_STORE_ERROR with a sentence for people
 *
 * Returns: (transfer full) (nullable): the database, brought up to this version
 */
RapportStore *
rapport_store_open (const char    *path,
                    RapportClock  *clock,
                    GError       **error)
{
  g_autofree char *real = rapport_database_prepare_path (path, error);
  RapportConnection *writer = real != NULL ? rapport_database_open_writer (real, error) : NULL;
  RapportReading reading = { writer, 0 };
  RapportStore *self;

  if (writer == NULL)
    return NULL;
  self = g_object_new (RAPPORT_TYPE_STORE, NULL);
  self->path = g_steal_pointer (&real);
  self->clock = g_object_ref (clock);
  self->writer = writer;
  self->data_version = rapport_connection_pragma (writer, pragma_data_version, NULL);
  self->generation = rapport_reading_meta (&reading, RAPPORT_META_GENERATION, NULL);
  self->writer_thread = g_thread_new ("rapport-writer", writer_main, self);
  for (int i = 0; i < N_READERS; i++)
    self->reader_threads[i] = g_thread_new ("rapport-reader", reader_main, self);
  return self;
}

/**
 * rapport_store_close:
 *
 * Ends the threads when they have done all that was asked of them before. Nothing may be asked afterwards.
 */
void
rapport_store_close (RapportStore *self)
{
  g_return_if_fail (RAPPORT_IS_STORE (self));

  if (self->writer_thread == NULL)
    return;
  g_clear_pointer (&self->watermark, rapport_watermark_free);
  g_async_queue_push (self->writes, rapport_job_new (RAPPORT_JOB_QUIT, NULL));
  for (int i = 0; i < N_READERS; i++)
    g_async_queue_push (self->reads, rapport_job_new (RAPPORT_JOB_QUIT, NULL));
  for (int i = 0; i < N_READERS; i++)
    g_thread_join (g_steal_pointer (&self->reader_threads[i]));
  g_thread_join (g_steal_pointer (&self->writer_thread));
  g_clear_pointer (&self->writer, rapport_connection_free);
}

const char *
rapport_store_get_path (RapportStore *self)
{
  return self->path;
}

RapportClock *
rapport_store_get_clock (RapportStore *self)
{
  return self->clock;
}

/**
 * rapport_store_dup_author:
 *
 * Returns: (transfer full): who is written down as the author of what is done now; from any thread
 */
char *
rapport_store_dup_author (RapportStore *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->author);
}

/* Of the thread that sets it. */
const char *
rapport_store_get_author (RapportStore *self)
{
  return self->author;
}

void
rapport_store_set_author (RapportStore *self,
                          const char   *author)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->author);
  self->author = g_strdup (author);
}

static void
look_later (gpointer data)
{
  RapportStore *self = data;
  gboolean queued;

  g_mutex_lock (&self->mutex);
  queued = self->look_queued;
  self->look_queued = TRUE;
  g_mutex_unlock (&self->mutex);
  if (!queued)
    g_async_queue_push (self->writes, rapport_job_new (RAPPORT_JOB_LOOK, NULL));
}

/**
 * rapport_store_set_watching:
 * @watching: whether what other processes write is to be looked for, so that "changed" tells of it within a second;
 *   for as long as a window shows
 */
void
rapport_store_set_watching (RapportStore *self,
                            gboolean      watching)
{
  g_return_if_fail (self->writer_thread != NULL);

  if (!watching)
    g_clear_pointer (&self->watermark, rapport_watermark_free);
  else if (self->watermark == NULL)
    {
      self->watermark = rapport_watermark_new (self->path, look_later, self);
      look_later (self);
    }
}

/* Writing and reading --------------------------------------------------------------------------------------------- */

/**
 * rapport_store_write:
 * @command: runs on the writer's thread
 * @data: (nullable): the command's struct, the caller's all the time
 *
 * Runs a command and waits until it is committed, refused or failed. Not to be called from commands and queries.
 */
gboolean
rapport_store_write (RapportStore    *self,
                     RapportCommand   command,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autoptr (RapportJob) job = rapport_job_new (RAPPORT_JOB_WRITE, cancellable);

  g_return_val_if_fail (RAPPORT_IS_STORE (self) && self->writer_thread != NULL, FALSE);

  job->command = command;
  job->data = data;
  g_async_queue_push (self->writes, job);
  rapport_job_wait (job);
  if (job->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&job->error));
  return FALSE;
}

static RapportJob *
new_task_job (RapportStore        *self,
              RapportJobKind       kind,
              gpointer             data,
              GDestroyNotify       data_free,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  RapportJob *job = rapport_job_new (kind, cancellable);

  job->data = data;
  job->data_free = data_free;
  job->task = g_task_new (self, cancellable, callback, user_data);
  /* A write that was committed is committed, whatever happened since. */
  g_task_set_check_cancellable (job->task, FALSE);
  g_task_set_task_data (job->task, job, (GDestroyNotify) rapport_job_free);
  return job;
}

/**
 * rapport_store_write_async:
 * @data: (transfer full): the command's struct; the writer's thread has it until @callback is called
 * @data_free: (nullable): frees it after the callback, unless rapport_store_write_finish() took it
 */
void
rapport_store_write_async (RapportStore        *self,
                           RapportCommand       command,
                           gpointer             data,
                           GDestroyNotify       data_free,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  RapportJob *job;

  g_return_if_fail (RAPPORT_IS_STORE (self) && self->writer_thread != NULL);

  job = new_task_job (self, RAPPORT_JOB_WRITE, data, data_free, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, rapport_store_write_async);
  job->command = command;
  g_async_queue_push (self->writes, job);
}

/**
 * rapport_store_write_finish:
 * @data: (out) (optional) (transfer full): the command's struct, also when it failed
 */
gboolean
rapport_store_write_finish (RapportStore  *self,
                            GAsyncResult  *result,
                            gpointer      *data,
                            GError       **error)
{
  RapportJob *job;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (data != NULL)
    *data = g_steal_pointer (&job->data);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rapport_store_read:
 *
 * Runs a query on a reader's thread and waits for its result. Not to be called from commands and queries.
 *
 * Returns: what the query returned
 */
gpointer
rapport_store_read (RapportStore  *self,
                    RapportQuery   query,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (RapportJob) job = rapport_job_new (RAPPORT_JOB_READ, cancellable);

  g_return_val_if_fail (RAPPORT_IS_STORE (self) && self->writer_thread != NULL, NULL);

  job->query = query;
  job->data = data;
  g_async_queue_push (self->reads, job);
  rapport_job_wait (job);
  if (job->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return NULL;
    }
  return g_steal_pointer (&job->result);
}

/**
 * rapport_store_read_async:
 * @data_free: (nullable): frees @data after the callback
 * @result_free: (nullable): frees a result that nobody takes
 */
void
rapport_store_read_async (RapportStore        *self,
                          RapportQuery         query,
                          gpointer             data,
                          GDestroyNotify       data_free,
                          GDestroyNotify       result_free,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  RapportJob *job;

  g_return_if_fail (RAPPORT_IS_STORE (self) && self->writer_thread != NULL);

  job = new_task_job (self, RAPPORT_JOB_READ, data, data_free, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, rapport_store_read_async);
  job->query = query;
  job->result_free = result_free;
  g_async_queue_push (self->reads, job);
}

gpointer
rapport_store_read_finish (RapportStore  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
