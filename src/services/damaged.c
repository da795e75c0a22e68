/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/damaged.h"

typedef struct {
  GTask *task;          /* Owned while under way */
  char *database;
  char *backup;
  gint64 now;

  /* Results */
  RapportBackupItem *item;
  char *aside;
  GError *error;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->database);
  g_free (self->backup);
  g_free (self->aside);
  g_clear_pointer (&self->item, rapport_backup_item_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* On the caller's context, with the only reference: nothing is freed on the thread. */
static gboolean
home_cb (gpointer data)
{
  Work *self = data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (self->backup != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->aside), g_free);
  else
    g_task_return_pointer (task, g_steal_pointer (&self->item), (GDestroyNotify) rapport_backup_item_free);
  return G_SOURCE_REMOVE;
}

static void
find (Work *self)
{
  g_autoptr (GPtrArray) files = rapport_backup_list (self->database);

  for (guint i = 0; i < files->len && self->item == NULL; i++)
    {
      RapportBackup *file = g_ptr_array_index (files, i);
      RapportBackupFacts *facts = rapport_backup_check (file->path, NULL, NULL);

      if (facts == NULL)
        continue;
      self->item = g_new0 (RapportBackupItem, 1);
      self->item->facts = facts;
      self->item->file = g_ptr_array_steal_index (files, i);
    }
}

static gpointer
work_main (gpointer data)
{
  Work *self = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  if (self->backup == NULL)
    find (self);
  else
    rapport_backup_replace (self->database, self->backup, self->now, &self->aside, &self->error);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, home_cb, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));
  return NULL;
}

static void
start (GObject             *source,
       const char          *database,
       const char          *backup,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  Work *self = g_new0 (Work, 1);

  self->task = g_task_new (source, NULL, callback, user_data);
  self->database = g_strdup (database);
  self->backup = g_strdup (backup);
  self->now = rapport_clock_now (clock);
  g_task_set_task_data (self->task, self, work_free);
  g_thread_unref (g_thread_new ("rapport-damaged", work_main, self));
}

void
rapport_damaged_find_async (GObject             *source,
                            const char          *database,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  start (source, database, NULL, callback, user_data);
}

RapportBackupItem *
rapport_damaged_find_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
rapport_damaged_replace_async (GObject             *source,
                               const char          *database,
                               const char          *backup,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  start (source, database, backup, callback, user_data);
}

char *
rapport_damaged_replace_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
