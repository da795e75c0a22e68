/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <glib/gi18n.h>

#include "store/database.h"
#include "store/epoch.h"
#include "store/job.h"
#include "store/lock-file.h"
#include "store/meta.h"
#include "store/sql.h"
#include "store/watermark.h"
#include "store/writing.h"

#define N_READERS 3

/* Somebody who waits longer for a write to be saved is told why. */
#define PATIENCE_US (G_USEC_PER_SEC / 2)

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
  GThread *owner;
  GThread *writer_thread;       /* NULL: closed */
  GThread *reader_threads[N_READERS];
  RapportWatermark *watermark;
  char *waiting;                /* what "waiting" said last */

  /* Of the writer's thread */
  RapportConnection *writer;
  gint64 data_version;
  char *generation;
  gboolean log_holds_erased;    /* until a checkpoint has emptied the write-ahead log */

  gint patient;                 /* atomic: a write waits for as long as another process does something long */

  /* Guarded by mutex */
  GMutex mutex;
  char *author;
  gboolean changed_queued;
  gboolean everything_changed;
  gboolean look_queued;
  guint generation_no;          /* how many generations the writer has met */
  guint announced;              /* how many the owner has been told of */
  gboolean outdated;            /* a newer version has upgraded the file */
  gboolean outdated_told;
  guint n_writes;               /* asked for and not done yet */
  gint64 waits_since;           /* monotonic: since when the first of them waits */
};

enum
{
  CHANGED,
  OUTDATED,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStore, rapport_store, G_TYPE_OBJECT)

RAPPORT_SQL (pragma_data_version, "PRAGMA data_version")
RAPPORT_SQL (pragma_schema_version, "PRAGMA user_version")
/* 0: done, 1: somebody reads */
RAPPORT_SQL (pragma_truncate_log, "PRAGMA wal_checkpoint (TRUNCATE)")

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
  gboolean outdated;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  everything = self->everything_changed;
  outdated = self->outdated && !self->outdated_told;
  self->outdated_told = self->outdated;
  self->everything_changed = FALSE;
  self->changed_queued = FALSE;
  self->announced = self->generation_no;
  g_mutex_unlock (&self->mutex);
  if (outdated)
    g_signal_emit (self, signals[OUTDATED], 0);
  if (self->outdated_told)
    return G_SOURCE_REMOVE;
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

/* Whether this version knows the schema; says so to the owner, once, if another has changed it since. */
static gboolean
check_version (RapportStore       *self,
               RapportConnection  *connection,
               GError            **error)
{
  gboolean was_outdated;

  if (rapport_connection_pragma (connection, pragma_schema_version, NULL) <= rapport_database_version ())
    return TRUE;
  g_mutex_lock (&self->mutex);
  was_outdated = self->outdated;
  self->outdated = TRUE;
  g_mutex_unlock (&self->mutex);
  if (!was_outdated)
    queue_changed (self, TRUE);
  return rapport_database_check_version (connection, error);
}

/* A connection that met one generation and now meets another has learnt numbers that mean nothing any more. */
static gboolean
is_other_generation (RapportConnection  *connection,
                     char              **generation)
{
  RapportReading reading = { connection, 0 };
  g_autofree char *found = rapport_reading_meta (&reading, RAPPORT_META_GENERATION, NULL);

  if (g_strcmp0 (found, *generation) == 0)
    return FALSE;
  g_free (*generation);
  *generation = g_steal_pointer (&found);
  rapport_dictionary_forget (&connection->dictionary);
  return TRUE;
}

static void
meet_generation (RapportStore *self)
{
  if (!is_other_generation (self->writer, &self->generation))
    return;
  g_mutex_lock (&self->mutex);
  self->generation_no++;
  g_mutex_unlock (&self->mutex);
  queue_changed (self, TRUE);
}

/* A command holds numbers of rows: they are those of the generation in which it was asked for. */
static gboolean
check_generation (RapportStore  *self,
                  RapportJob    *job,
                  GError       **error)
{
  gboolean same;

  meet_generation (self);
  g_mutex_lock (&self->mutex);
  same = job->generation == self->generation_no;
  g_mutex_unlock (&self->mutex);
  if (!same)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REPLACED,
                         _("The data were replaced in the meantime, as by a restored backup. Nothing was saved; look again and "
                           "repeat it."));
  return same;
}

/* What was erased stands in the write-ahead log until that is emptied, which it cannot be while anybody reads. */
static void
empty_log (RapportStore *self)
{
  if (!self->log_holds_erased)
    return;
  self->log_holds_erased = rapport_connection_pragma (self->writer, pragma_truncate_log, NULL) != 0;
}

static gboolean
run_command (RapportStore        *self,
             RapportJob          *job,
             gboolean            *erased,
             GError             **error)
{
  g_autofree char *author = rapport_store_dup_author (self);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (!rapport_database_check_place (self->writer, error) || !check_version (self, self->writer, error)
      || !check_generation (self, job, error))
    return FALSE;
  transaction = rapport_transaction_new (self->writer, self->clock, author, job->cancellable);
  if (job->command (transaction, job->data, error))
    {
      *erased = transaction->erased;
      return rapport_transaction_finish (transaction, error);
    }
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("That could not be done."));
  return FALSE;
}

/* While a window shows, a write waits until another process has finished what its lock file names. */
static gboolean
begin (RapportStore  *self,
       RapportJob    *job,
       GError       **error)
{
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *other = NULL;

      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
      if (rapport_connection_exec (self->writer, "BEGIN IMMEDIATE", &failure))
        return TRUE;
      if (g_error_matches (failure, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY) && g_atomic_int_get (&self->patient))
        other = rapport_lock_file_dup_words (self->path, NULL);
      if (other != NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
}

/* The one place that writes BEGIN. */
static gboolean
write_once (RapportStore  *self,
            RapportJob    *job,
            GError       **error)
{
  RapportConnection *writer = self->writer;
  RapportReading reading = { writer, 0 };
  gint64 before = sqlite3_total_changes64 (writer->db);
  gboolean erased = FALSE;
  g_autoptr (GError) failure = NULL;

  if (!begin (self, job, error))
    return FALSE;
  writer->cancellable = job->cancellable;
  rapport_connection_guard (writer);
  run_command (self, job, &erased, &failure);
  rapport_connection_unguard (writer, failure == NULL ? &failure : NULL);
  writer->cancellable = NULL;
  reset_statements (writer);
  if (failure == NULL && rapport_connection_exec (writer, "COMMIT", &failure))
    {
      rapport_dictionary_trim (&writer->dictionary);
      rapport_epoch_committed (&reading);
      if (sqlite3_total_changes64 (writer->db) != before)
        queue_changed (self, FALSE);
      meet_generation (self);
      self->log_holds_erased |= erased;
      empty_log (self);
      return TRUE;
    }
  if (!sqlite3_get_autocommit (writer->db))
    rapport_connection_exec (writer, "ROLLBACK", NULL);
  rapport_dictionary_forget (&writer->dictionary);
  rapport_epoch_rolled_back (&reading);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
maintain_once (RapportStore  *self,
               RapportJob    *job,
               GError       **error)
{
  RapportReading reading = { self->writer, rapport_clock_now (self->clock) };

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error)
      || !rapport_database_check_place (self->writer, error) || !check_version (self, self->writer, error))
    return;
  self->writer->cancellable = job->cancellable;
  job->maintenance (&reading, job->data, job->cancellable, error);
  self->writer->cancellable = NULL;
  reset_statements (self->writer);
  if (!sqlite3_get_autocommit (self->writer->db))
    rapport_connection_exec (self->writer, "ROLLBACK", NULL);
  rapport_dictionary_forget (&self->writer->dictionary);
  meet_generation (self);
}

static void
look (RapportStore *self)
{
  gint64 version;

  g_mutex_lock (&self->mutex);
  self->look_queued = FALSE;
  g_mutex_unlock (&self->mutex);
  empty_log (self);
  version = rapport_connection_pragma (self->writer, pragma_data_version, NULL);
  if (version == self->data_version || version < 0 || !check_version (self, self->writer, NULL))
    return;
  self->data_version = version;
  meet_generation (self);
  queue_changed (self, FALSE);
}

/* Everything asked for is done sooner or later: the next one waits from now on. */
static void
count_write (RapportStore *self,
             int           step)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (step < 0 || self->n_writes == 0)
    self->waits_since = g_get_monotonic_time ();
  self->n_writes = (guint) ((int) self->n_writes + step);
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
          count_write (self, -1);
          rapport_job_go_home (job);
          break;
        case RAPPORT_JOB_MAINTAIN:
          maintain_once (self, job, &job->error);
          count_write (self, -1);
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
           char             **generation,
           RapportJob        *job)
{
  RapportReading reading = { connection, rapport_clock_now (self->clock) };

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error)
      || !rapport_connection_exec (connection, "BEGIN", &job->error))
    return;
  connection->cancellable = job->cancellable;
  rapport_connection_guard (connection);
  is_other_generation (connection, generation);
  if (check_version (self, connection, &job->error))
    job->result = job->query (&reading, job->data, job->cancellable, &job->error);
  rapport_connection_unguard (connection, job->error == NULL ? &job->error : NULL);
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
  g_autofree char *generation = NULL;

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
        read_once (self, connection, &generation, job);
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
  g_free (self->waiting);
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
  signals[OUTDATED] = g_signal_new ("outdated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[WAITING] = g_signal_new ("waiting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_store_init (RapportStore *self)
{
  g_mutex_init (&self->mutex);
  self->owner = g_thread_self ();
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
  RapportConnection *writer = real != NULL ? rapport_database_open_writer (real, rapport_clock_now (clock), error) : NULL;
  g_autofree char *untidy = NULL;
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
  /* Somebody may have been killed between the erasure and what follows it. */
  untidy = rapport_reading_meta (&reading, RAPPORT_META_UNTIDY, NULL);
  self->log_holds_erased = untidy != NULL;
  empty_log (self);
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
  g_atomic_int_set (&self->patient, FALSE);
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

/* What own writes wait for, in words; %NULL while none does. An import's own writing does not wait for itself. */
static char *
dup_waiting (RapportStore *self)
{
  g_autofree char *words = NULL;
  gboolean own = FALSE;
  gint64 since;
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_writes;
  since = self->waits_since;
  g_mutex_unlock (&self->mutex);
  if (n == 0 || g_get_monotonic_time () - since < PATIENCE_US)
    return NULL;
  words = rapport_lock_file_dup_words (self->path, &own);
  if (words == NULL || (own && n < 2))
    return NULL;
  return g_strdup_printf (_("%s. What you do is saved when it has finished."), words);
}

static void
tell_waiting (RapportStore *self)
{
  g_autofree char *words = dup_waiting (self);

  if (g_strcmp0 (words, self->waiting) == 0)
    return;
  g_free (self->waiting);
  self->waiting = g_steal_pointer (&words);
  g_signal_emit (self, signals[WAITING], 0, self->waiting);
}

static void
look_later (gpointer data)
{
  g_autoptr (RapportStore) self = g_object_ref (RAPPORT_STORE (data));
  gboolean queued;

  tell_waiting (self);
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

  g_atomic_int_set (&self->patient, watching);
  if (!watching)
    g_clear_pointer (&self->watermark, rapport_watermark_free);
  else if (self->watermark == NULL)
    {
      self->watermark = rapport_watermark_new (self->path, look_later, self);
      look_later (self);
    }
}

/* Writing and reading --------------------------------------------------------------------------------------------- */

static void
push_write (RapportStore *self,
            RapportJob   *job)
{
  count_write (self, 1);
  g_mutex_lock (&self->mutex);
  job->generation = self->announced;
  g_mutex_unlock (&self->mutex);
  g_async_queue_push (self->writes, job);
}

/* The owner that waits for the end has been told of every generation when it comes. */
static gboolean
push_and_wait (RapportStore  *self,
               RapportJob    *job,
               GError       **error)
{
  push_write (self, job);
  rapport_job_wait (job);
  if (g_thread_self () == self->owner)
    {
      g_mutex_lock (&self->mutex);
      self->announced = self->generation_no;
      g_mutex_unlock (&self->mutex);
    }
  if (job->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&job->error));
  return FALSE;
}

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
  return push_and_wait (self, job, error);
}

/**
 * rapport_store_maintain:
 * @maintenance: runs on the writer's thread, between two commands
 * @data: (nullable): its struct, the caller's all the time
 *
 * Waits until it is done.
 */
gboolean
rapport_store_maintain (RapportStore        *self,
                        RapportMaintenance   maintenance,
                        gpointer             data,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_autoptr (RapportJob) job = rapport_job_new (RAPPORT_JOB_MAINTAIN, cancellable);

  g_return_val_if_fail (RAPPORT_IS_STORE (self) && self->writer_thread != NULL, FALSE);

  job->maintenance = maintenance;
  job->data = data;
  return push_and_wait (self, job, error);
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
  push_write (self, job);
}

/**
 * rapport_store_maintain_async:
 * @data: (transfer full): its struct; the writer's thread has it until @callback is called
 * @data_free: (nullable): frees it after the callback, unless rapport_store_write_finish() took it
 */
void
rapport_store_maintain_async (RapportStore        *self,
                              RapportMaintenance   maintenance,
                              gpointer             data,
                              GDestroyNotify       data_free,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  RapportJob *job;

  g_return_if_fail (RAPPORT_IS_STORE (self) && self->writer_thread != NULL);

  job = new_task_job (self, RAPPORT_JOB_MAINTAIN, data, data_free, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, rapport_store_maintain_async);
  job->maintenance = maintenance;
  push_write (self, job);
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
