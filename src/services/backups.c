/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/backups.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "model/date.h"
#include "model/operations.h"
#include "model/sentence.h"
#include "services/drafts-about.h"
#include "services/erase.h"
#include "store/changes.h"

void
rapport_backup_item_free (RapportBackupItem *self)
{
  rapport_backup_free (self->file);
  g_clear_pointer (&self->facts, rapport_backup_facts_free);
  g_free (self->problem);
  g_free (self);
}

/* Words ----------------------------------------------------------------------------------------------------------- */

const char *
rapport_backups_reason (RapportBackupReason reason)
{
  switch (reason)
    {
    case RAPPORT_BACKUP_DAILY:
      return _("Daily");
    case RAPPORT_BACKUP_IMPORT:
      return _("Before an import");
    case RAPPORT_BACKUP_MERGE:
      return _("Before changes were taken in");
    case RAPPORT_BACKUP_RESTORE:
      return _("Before a restore");
    case RAPPORT_BACKUP_UPGRADE:
      return _("Before an upgrade");
    case RAPPORT_BACKUP_ERASE:
      return _("After an erasure");
    case RAPPORT_BACKUP_OWN:
    case RAPPORT_N_BACKUP_REASONS:
    default:
      return _("Asked for");
    }
}

char *
rapport_backups_contents (const RapportBackupFacts *facts)
{
  g_autofree char *members = g_strdup_printf (g_dngettext (NULL, "%'d member", "%'d members", (gulong) facts->members),
                                              (int) facts->members);
  g_autofree char *requests = g_strdup_printf (g_dngettext (NULL, "%'d request", "%'d requests", (gulong) facts->requests),
                                               (int) facts->requests);
  g_autofree char *partnerships = g_strdup_printf (g_dngettext (NULL, "%'d partnership", "%'d partnerships",
                                                                (gulong) facts->partnerships), (int) facts->partnerships);

  /* Translators: "12 members, 3 requests, 2 partnerships" */
  return g_strdup_printf (_("%s, %s, %s"), members, requests, partnerships);
}

static char **
args_of (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  char **args = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    args[i] = g_strdup (json_array_get_string_element (array, i));
  return args;
}

char *
rapport_backups_when (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  /* Translators: day and time of something that happened, "19 November 2026, 14:32" */
  return time != NULL ? g_date_time_format (time, _("%-e %B %Y, %H:%M")) : g_strdup ("");
}

char *
rapport_backups_last (const RapportBackupFacts *facts)
{
  g_auto (GStrv) args = NULL;
  g_autofree char *what = NULL;
  g_autofree char *when = NULL;

  if (facts->last_title == NULL)
    return g_strdup ("");
  args = args_of (facts->last_args);
  what = rapport_operation_sentence (facts->last_title, (const char *const *) args, NULL, NULL);
  when = rapport_backups_when (facts->last_wall / 1000);
  if (*facts->last_author == '\0')
    return g_strdup_printf (_("%s, %s"), what, when);
  /* Translators: "Members imported, by Ada, 3 May 2026, 14:05" */
  return rapport_sentence_new (_("%s, by %s, %s"), what, facts->last_author, when);
}

/* Lists ----------------------------------------------------------------------------------------------------------- */

static RapportBackupItem *
look_into (RapportBackup *file,
           gboolean       check,
           GCancellable  *cancellable)
{
  RapportBackupItem *item = g_new0 (RapportBackupItem, 1);
  g_autoptr (GError) error = NULL;

  item->file = file;
  item->facts = check ? rapport_backup_check (file->path, cancellable, &error)
                      : rapport_backup_peek (file->path, cancellable, &error);
  if (item->facts == NULL)
    item->problem = g_strdup (error->message);
  return item;
}

GPtrArray *
rapport_backups_list (const char   *database,
                      GCancellable *cancellable)
{
  g_autoptr (GPtrArray) files = rapport_backup_list (database);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_backup_item_free);

  while (files->len > 0)
    g_ptr_array_add (items, look_into (g_ptr_array_steal_index (files, 0), FALSE, cancellable));
  return items;
}

char *
rapport_backups_find (const char  *database,
                      const char  *name,
                      GError     **error)
{
  g_autoptr (GPtrArray) files = rapport_backup_list (database);

  for (guint i = 0; i < files->len; i++)
    {
      const RapportBackup *file = g_ptr_array_index (files, i);

      if (strcmp (file->name, name) == 0)
        return g_strdup (file->path);
    }
  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return g_canonicalize_filename (name, NULL);
  rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("There is no backup “%s”."), name);
  return NULL;
}

/* Making ---------------------------------------------------------------------------------------------------------- */

static gint64
now_of (RapportStore *store)
{
  return rapport_clock_now (rapport_store_get_clock (store));
}

RapportLockFile *
rapport_backups_prepare (RapportStore         *store,
                         RapportLongJob        job,
                         RapportBackupReason   reason,
                         GCancellable         *cancellable,
                         GError              **error)
{
  const char *database = rapport_store_get_path (store);
  g_autoptr (RapportLockFile) lock = rapport_lock_file_take (database, job, error);
  g_autoptr (RapportBackupFacts) facts = lock != NULL ? rapport_backup_facts_of (database, error) : NULL;
  g_autofree char *backup = NULL;

  if (facts == NULL)
    return NULL;
  if (facts->changes > 0)
    {
      backup = rapport_backup_make (database, reason, now_of (store), NULL, NULL, cancellable, error);
      if (backup == NULL)
        return NULL;
    }
  return g_steal_pointer (&lock);
}

/** What is kept of the data that a backup takes the place of. */
typedef struct {
  RapportStore *store;
  const char *path;     /* of the backup */
  char *before;         /* Owned: path of the backup made of them */
  GPtrArray *erasures;  /* Owned */
  RapportDraftsAbout *drafts; /* Owned */
} Kept;

/* Nobody writes any more: what was acknowledged until now is in the backup that is made here, or never was. */
static gboolean
keep_what_goes (RapportReading  *reading,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  Kept *self = data;

  g_clear_pointer (&self->drafts, rapport_drafts_about_free);
  self->drafts = rapport_drafts_about_new (reading, rapport_store_get_path (self->store));
  self->erasures = rapport_reading_erasure_lines (reading, error);
  if (self->erasures == NULL)
    return FALSE;
  /* Making one removes the oldest, which may be the one that is wanted. */
  self->before = rapport_backup_make_beside (rapport_store_get_path (self->store), RAPPORT_BACKUP_RESTORE, now_of (self->store),
                                             self->path, NULL, NULL, cancellable, error);
  return self->before != NULL;
}

gboolean
rapport_backups_restore (RapportStore           *store,
                         const char             *path,
                         RapportBackupProgress   progress,
                         gpointer                data,
                         char                  **undo,
                         GCancellable           *cancellable,
                         GError                **error)
{
  gboolean was_untidy = rapport_erase_is_untidy (store);
  Kept kept = { store, path };
  gboolean done = rapport_backup_restore (store, path, keep_what_goes, &kept, progress, data, cancellable, error)
                  && rapport_erasures_put_in (store, kept.erasures, error);

  /* What the erasures met was in @path alone: the backups were replaced when they were made. */
  if (done && !was_untidy)
    rapport_erase_forget_untidy (store);
  if (done && kept.drafts != NULL)
    rapport_drafts_about_trim (kept.drafts, store);
  if (done && undo != NULL)
    *undo = g_steal_pointer (&kept.before);
  g_free (kept.before);
  g_clear_pointer (&kept.erasures, g_ptr_array_unref);
  g_clear_pointer (&kept.drafts, rapport_drafts_about_free);
  return done;
}

static gboolean
is_same_file (const char *one,
              const char *other)
{
  GStatBuf first, second;

  return g_stat (one, &first) == 0 && g_stat (other, &second) == 0 && first.st_dev == second.st_dev
         && first.st_ino == second.st_ino;
}

gboolean
rapport_backups_save_copy (RapportStore           *store,
                           const char             *path,
                           RapportBackupProgress   progress,
                           gpointer                data,
                           GCancellable           *cancellable,
                           GError                **error)
{
  const char *database = rapport_store_get_path (store);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  if (is_same_file (database, path))
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                         _("A copy cannot take the place of what it is copied from. Choose another name."));
  else if (g_file_test (wal, G_FILE_TEST_EXISTS))
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                         _("The file that would be replaced is open in a program. Choose another name."));
  else
    return rapport_backup_save_copy (database, path, progress, data, cancellable, error);
  return FALSE;
}

static char *
local_day (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  return g_date_time_format (time, "%F");
}

gboolean
rapport_backups_is_due (RapportStore *store)
{
  g_autoptr (GPtrArray) files = rapport_backup_list (rapport_store_get_path (store));
  const RapportBackup *newest = files->len > 0 ? g_ptr_array_index (files, 0) : NULL;
  g_autofree char *today = local_day (now_of (store));
  g_autofree char *then = newest != NULL ? local_day (newest->at) : NULL;
  g_autoptr (RapportBackupFacts) before = NULL;
  g_autoptr (RapportBackupFacts) facts = NULL;

  if (rapport_erase_is_untidy (store))
    return TRUE;
  if (g_strcmp0 (today, then) == 0)
    return FALSE;
  facts = rapport_backup_facts_of (rapport_store_get_path (store), NULL);
  if (facts == NULL || facts->changes == 0)
    return FALSE;
  before = newest != NULL ? rapport_backup_peek (newest->path, NULL, NULL) : NULL;
  return before == NULL || before->changes != facts->changes || before->last_wall != facts->last_wall;
}

/* Somebody was killed after erasing: the backups hold what is gone. Who has the lock is at it. */
static void
tidy (RapportStore *store)
{
  RapportLockFile *lock = rapport_lock_file_take (rapport_store_get_path (store), RAPPORT_LONG_JOB_ERASE, NULL);
  RapportEraseAccount account = { .at = now_of (store) };

  if (lock == NULL)
    return;
  rapport_erase_tidy (store, &account, NULL, NULL);
  rapport_lock_file_release (lock);
}

gboolean
rapport_backups_make_due (RapportStore  *store,
                          char         **path,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autofree char *made = NULL;

  if (rapport_erase_is_untidy (store))
    tidy (store);
  if (!rapport_backups_is_due (store))
    return TRUE;
  made = rapport_backup_make (rapport_store_get_path (store), RAPPORT_BACKUP_DAILY, now_of (store), NULL, NULL, cancellable, error);
  if (made == NULL)
    return FALSE;
  if (path != NULL)
    *path = g_steal_pointer (&made);
  return TRUE;
}

/* On another thread ----------------------------------------------------------------------------------------------- */

typedef struct {
  RapportStore *store;      /* Owned */
  RapportBackupWork work;
  char *path;               /* Owned */
  gint *percent;            /* Borrowed, may be NULL */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->store);
  g_free (self->path);
  g_free (self);
}

static void
percent_cb (guint     percent,
            gpointer  data)
{
  Work *self = data;

  if (self->percent != NULL)
    g_atomic_int_set (self->percent, (gint) percent);
}

/* A query that reads other files: it goes home as all queries do. */
static gpointer
work_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Work *self = data;
  const char *database = rapport_store_get_path (self->store);
  char *undo = NULL;

  switch (self->work)
    {
    case RAPPORT_BACKUP_WORK_LOOK:
      return rapport_backup_quick_check (reading, error) ? g_strdup ("") : NULL;
    case RAPPORT_BACKUP_WORK_LIST:
      return rapport_backups_list (database, cancellable);
    case RAPPORT_BACKUP_WORK_CHECK:
      return look_into (rapport_backup_of_path (self->path), TRUE, cancellable);
    case RAPPORT_BACKUP_WORK_DAILY:
      if (!rapport_backups_is_due (self->store))
        return g_strdup ("");
      return rapport_backup_make (database, RAPPORT_BACKUP_DAILY, now_of (self->store), percent_cb, self, cancellable, error);
    case RAPPORT_BACKUP_WORK_MAKE:
      return rapport_backup_make (database, RAPPORT_BACKUP_OWN, now_of (self->store), percent_cb, self, cancellable, error);
    case RAPPORT_BACKUP_WORK_COPY:
      return rapport_backups_save_copy (self->store, self->path, percent_cb, self, cancellable, error)
             ? g_strdup (self->path) : NULL;
    case RAPPORT_BACKUP_WORK_RESTORE:
    default:
      return rapport_backups_restore (self->store, self->path, percent_cb, self, &undo, cancellable, error) ? undo : NULL;
    }
}

static GDestroyNotify
free_of (RapportBackupWork work)
{
  if (work == RAPPORT_BACKUP_WORK_LIST)
    return (GDestroyNotify) g_ptr_array_unref;
  return work == RAPPORT_BACKUP_WORK_CHECK ? (GDestroyNotify) rapport_backup_item_free : g_free;
}

/**
 * rapport_backups_work_async:
 * @work: what is to be done
 * @path: (nullable): of the file that it is about
 * @callback: calls rapport_backups_work_finish()
 */
void
rapport_backups_work_async (RapportStore        *store,
                            RapportBackupWork    work,
                            const char          *path,
                            gint                *percent,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Work *self = g_new0 (Work, 1);

  self->store = g_object_ref (store);
  self->work = work;
  self->path = g_strdup (path);
  self->percent = percent;
  rapport_store_read_async (store, work_query, self, work_free, free_of (work), cancellable, callback, user_data);
}

gpointer
rapport_backups_work_finish (RapportStore  *store,
                             GAsyncResult  *result,
                             GError       **error)
{
  return rapport_store_read_finish (store, result, error);
}
