/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/connection.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "model/sentence.h"
#include "store/epoch.h"
#include "store/lock-file.h"
#include "store/sql.h"

/* Virtual machine steps between two looks at the cancellable: some tens of microseconds. */
#define STEPS_BETWEEN_LOOKS 2000

G_DEFINE_QUARK (rapport-store-error-quark, rapport_store_error)

gboolean
rapport_store_refuse (GError     **error,
                      const char  *sentence)
{
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

static void
statement_free (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
progress_cb (gpointer data)
{
  RapportConnection *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * rapport_connection_new:
 * @db: (transfer full): an open connection
 * @path: where it lies, for messages
 */
RapportConnection *
rapport_connection_new (sqlite3    *db,
                        const char *path)
{
  RapportConnection *self = g_new0 (RapportConnection, 1);

  self->db = db;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  self->composed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  rapport_dictionary_init (&self->dictionary);
  sqlite3_progress_handler (db, STEPS_BETWEEN_LOOKS, progress_cb, self);
  return self;
}

void
rapport_connection_free (RapportConnection *self)
{
  if (self == NULL)
    return;
  rapport_epoch_free (self->epoch);
  rapport_dictionary_clear (&self->dictionary);
  g_hash_table_unref (self->composed);
  g_hash_table_unref (self->statements);
  if (sqlite3_close (self->db) != SQLITE_OK)
    g_critical ("A statement of %s is still open", self->path);
  g_clear_error (&self->unprepared);
  g_clear_error (&self->failure);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_no_space (int system_error)
{
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

/* SQLite calls a full disk SQLITE_FULL, but an exhausted quota or the greatest size of a file an input/output error; why,
 * only the file remembers. */
static gboolean
has_no_space (sqlite3 *db)
{
  sqlite3_file *log = NULL;
  int in_file = 0;
  int in_log = 0;

  if (db == NULL)
    return FALSE;
  sqlite3_file_control (db, "main", SQLITE_FCNTL_LAST_ERRNO, &in_file);
  sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &in_log);
  return is_no_space (in_file) || is_no_space (in_log);
}

static RapportStoreError
code_of (sqlite3 *db,
         int      result)
{
  int system_error = db != NULL ? sqlite3_system_errno (db) : 0;

  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RAPPORT_STORE_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return RAPPORT_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return system_error == EACCES || system_error == EROFS || system_error == EPERM
        ? RAPPORT_STORE_ERROR_READ_ONLY : RAPPORT_STORE_ERROR_FAILED;
    case SQLITE_FULL:
      return RAPPORT_STORE_ERROR_FULL;
    case SQLITE_IOERR:
      if (result == SQLITE_IOERR_CORRUPTFS)
        return RAPPORT_STORE_ERROR_CORRUPT;
      return is_no_space (system_error) || has_no_space (db) ? RAPPORT_STORE_ERROR_FULL : RAPPORT_STORE_ERROR_FAILED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return RAPPORT_STORE_ERROR_CORRUPT;
    default:
      return RAPPORT_STORE_ERROR_FAILED;
    }
}

/* What happened, where, and what to do about it. */
static char *
sentence_of (RapportStoreError  code,
             int                result,
             const char        *path,
             const char        *words,
             const char        *other)
{
  if (code == RAPPORT_STORE_ERROR_FAILED && (result & 0xff) == SQLITE_IOERR)
    return g_strdup_printf (_("“%s” could not be read or written: the disk reported an error. Check the disk and its connection, "
                              "and try again."), path);
  if ((result & 0xff) == SQLITE_NOMEM && *path == '\0')
    return g_strdup (_("There is not enough memory. Close other programs, and try again."));
  if ((result & 0xff) == SQLITE_NOMEM)
    return g_strdup_printf (_("There is not enough memory for “%s”. Close other programs, and try again."), path);
  switch ((int) code)
    {
    case RAPPORT_STORE_ERROR_BUSY:
      if (other != NULL)
        return g_strdup_printf (_("%s. Try again when it has finished."), other);
      return g_strdup_printf (_("Another program is writing to “%s”. Try again when it has finished."), path);
    case RAPPORT_STORE_ERROR_READ_ONLY:
      return g_strdup_printf (_("“%s” cannot be written. Check the permissions of the file and of its folder, or open a copy in a "
                                "folder of your own."), path);
    case RAPPORT_STORE_ERROR_FULL:
      return g_strdup_printf (_("There is no space left for “%s”. Nothing was saved; make room on the disk and try again."),
                              path);
    case RAPPORT_STORE_ERROR_CORRUPT:
      return g_strdup_printf (_("“%s” is damaged (%s). Keep the file, and open the newest backup instead."), path, words);
    default:
      return g_strdup_printf (_("“%s” could not be used: %s."), path, words);
    }
}

char *
rapport_connection_shown_name (const char *path)
{
  g_autofree char *file = NULL;
  g_autofree char *shown = NULL;
  char *tail;

  if (strcmp (path, ":memory:") == 0)
    return g_strdup ("");
  if (g_str_has_prefix (path, "file://"))
    {
      g_autofree char *uri = g_strndup (path, strcspn (path, "?"));

      file = g_filename_from_uri (uri, NULL, NULL);
    }
  if (file == NULL)
    file = g_strdup (path);
  /* FILE.RANDOM.partial, what is going to be FILE; FILE-restore-RANDOM, what is going to take its place. */
  if (g_str_has_suffix (file, ".partial"))
    {
      file[strlen (file) - strlen (".partial")] = '\0';
      tail = strrchr (file, '.');
      if (tail != NULL)
        *tail = '\0';
    }
  tail = g_strrstr (file, "-restore-");
  if (tail != NULL && strchr (tail, G_DIR_SEPARATOR) == NULL && strchr (tail, '.') == NULL)
    *tail = '\0';
  shown = g_filename_display_name (file);
  return rapport_sentence_isolate (shown);
}

gboolean
rapport_connection_fail (sqlite3     *db,
                         int          result,
                         const char  *path,
                         GError     **error)
{
  RapportStoreError code = code_of (db, result);
  g_autofree char *shown = rapport_connection_shown_name (path);
  g_autofree char *other = code == RAPPORT_STORE_ERROR_BUSY ? rapport_lock_file_dup_words (path, NULL) : NULL;
  /* What SQLite says may quote a damaged file. */
  g_autofree char *said = g_utf8_make_valid (db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (result), -1);
  g_autofree char *sentence = NULL;

  if ((result & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      return FALSE;
    }
  sentence = sentence_of (code, result, shown, said, other);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, code, sentence);
  return FALSE;
}

gboolean
rapport_connection_exec (RapportConnection  *self,
                         const char         *sql,
                         GError            **error)
{
  int result = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;
  return rapport_connection_fail (self->db, sqlite3_extended_errcode (self->db), self->path, error);
}

gint64
rapport_connection_pragma (RapportConnection  *self,
                           const char         *sql,
                           GError            **error)
{
  RapportReading reading = { self, 0 };
  sqlite3_stmt *statement = rapport_reading_statement (&reading, sql);
  gint64 value = -1;

  if (rapport_reading_next (&reading, statement, error))
    {
      value = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return value;
}

static sqlite3_stmt *
prepare (RapportConnection *self,
         const char        *sql)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);

  if (result == SQLITE_OK)
    return statement;
  g_clear_error (&self->unprepared);
  rapport_connection_fail (self->db, sqlite3_extended_errcode (self->db), self->path, &self->unprepared);
  return NULL;
}

static sqlite3_stmt *
ready (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return statement;
}

sqlite3_stmt *
rapport_reading_statement (RapportReading *self,
                           const char     *sql)
{
  RapportConnection *connection = self->connection;
  sqlite3_stmt *statement = g_hash_table_lookup (connection->statements, sql);

  if (statement != NULL)
    return ready (statement);
  statement = prepare (connection, sql);
  if (statement != NULL)
    g_hash_table_insert (connection->statements, (gpointer) sql, statement);
  return statement;
}

sqlite3_stmt *
rapport_reading_statement_composed (RapportReading *self,
                                    const char     *sql)
{
  RapportConnection *connection = self->connection;
  sqlite3_stmt *statement = g_hash_table_lookup (connection->composed, sql);

  if (statement != NULL)
    return ready (statement);
  statement = prepare (connection, sql);
  if (statement != NULL)
    g_hash_table_insert (connection->composed, g_strdup (sql), statement);
  return statement;
}

void
rapport_connection_guard (RapportConnection *self)
{
  g_clear_error (&self->failure);
  self->is_guarded = TRUE;
}

/**
 * rapport_connection_unguard:
 *
 * Returns: whether every statement since rapport_connection_guard() did
 */
gboolean
rapport_connection_unguard (RapportConnection  *self,
                            GError            **error)
{
  self->is_guarded = FALSE;
  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}

/* Takes @failure; the first one stays. */
static gboolean
fail_statement (RapportConnection  *self,
                GError             *failure,
                GError            **error)
{
  if (self->is_guarded && self->failure == NULL)
    self->failure = g_error_copy (failure);
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
rapport_reading_next (RapportReading  *self,
                      sqlite3_stmt    *statement,
                      GError         **error)
{
  RapportConnection *connection = self->connection;
  GError *failure = NULL;
  int result;

  if (connection->is_guarded && connection->failure != NULL)
    return fail_statement (connection, g_error_copy (connection->failure), error);
  if (statement == NULL)
    return fail_statement (connection, connection->unprepared != NULL
                             ? g_error_copy (connection->unprepared)
                             : g_error_new_literal (RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, "no statement"), error);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    {
      rapport_connection_fail (connection->db, sqlite3_extended_errcode (connection->db), connection->path, &failure);
      fail_statement (connection, failure, error);
    }
  sqlite3_reset (statement);
  return FALSE;
}

gboolean
rapport_reading_run (RapportReading  *self,
                     sqlite3_stmt    *statement,
                     GError         **error)
{
  g_autoptr (GError) failure = NULL;

  while (rapport_reading_next (self, statement, &failure))
    continue;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
rapport_bind_borrowed (sqlite3_stmt *statement,
                       int           index,
                       const char   *text)
{
  if (statement != NULL)
    sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

void
rapport_bind_text (sqlite3_stmt *statement,
                   int           index,
                   const char   *text)
{
  if (statement != NULL)
    sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

const char *
rapport_column_text (sqlite3_stmt *statement,
                     int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

char *
rapport_column_dup (sqlite3_stmt *statement,
                    int           column)
{
  return g_strdup (rapport_column_text (statement, column));
}

gint64
rapport_column_int (sqlite3_stmt *statement,
                    int           column)
{
  return sqlite3_column_int64 (statement, column);
}
