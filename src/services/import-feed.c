/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-feed.h"

#define BATCH 128
#define MOST_BATCHES 8

struct _RapportImportFeed
{
  /* Borrowed; not changed while the feed lives */
  RapportImportSource *source;
  const RapportImportRules *rules;
  GHashTable *corrections;

  /* Owned */
  GCancellable *cancellable;
  GThread *thread;
  GPtrArray *batch; /* the taker's; rows from @next on are still owned */
  guint next;

  /* Under the lock */
  GMutex lock;
  GCond changed;
  GQueue batches;
  gboolean done;
  gboolean stopped;
  GError *error;
};

/**
 * rapport_import_corrections_new:
 *
 * Returns: (transfer full): a table of cells that the user has put right
 */
GHashTable *
rapport_import_corrections_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

/**
 * rapport_import_correct:
 * @corrections: the table
 * @row: as a spreadsheet counts
 * @column: from 0
 * @text: what is to stand there
 */
void
rapport_import_correct (GHashTable *corrections,
                        guint64     row,
                        guint       column,
                        const char *text)
{
  gint64 key = (gint64) row;
  GHashTable *cells = g_hash_table_lookup (corrections, &key);

  if (cells == NULL)
    {
      cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_hash_table_insert (corrections, g_memdup2 (&key, sizeof key), cells);
    }
  g_hash_table_insert (cells, GUINT_TO_POINTER (column), g_strdup (text));
}

static RapportImportRow *
understand (RapportImportFeed   *self,
            const RapportCsvRow *row)
{
  gint64 key = (gint64) row->row;
  GHashTable *cells = g_hash_table_lookup (self->corrections, &key);
  g_autofree const char **corrected = NULL;
  guint n_cells = row->n_cells;

  if (cells == NULL)
    return rapport_import_row_parse (self->rules, row->row, row->cells, n_cells);
  n_cells = MAX (n_cells, self->rules->mapping->columns->len);
  corrected = g_new (const char *, n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      const char *text = g_hash_table_lookup (cells, GUINT_TO_POINTER (i));

      corrected[i] = text != NULL ? text : i < row->n_cells ? row->cells[i] : "";
    }
  return rapport_import_row_parse (self->rules, row->row, corrected, n_cells);
}

/* Returns whether there is any use in going on. */
static gboolean
hand_over (RapportImportFeed *self,
           GPtrArray         *batch)
{
  gboolean wanted;

  g_mutex_lock (&self->lock);
  while (self->batches.length >= MOST_BATCHES && !self->stopped)
    g_cond_wait (&self->changed, &self->lock);
  wanted = !self->stopped;
  g_queue_push_tail (&self->batches, batch);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return wanted && !g_cancellable_is_cancelled (self->cancellable);
}

static GPtrArray *
new_batch (void)
{
  return g_ptr_array_new_full (BATCH, (GDestroyNotify) rapport_import_row_free);
}

static void
read_rows (RapportImportFeed  *self,
           GError            **error)
{
  g_autoptr (GInputStream) stream = rapport_import_source_read (self->source, self->cancellable, error);
  g_autoptr (RapportCsvReader) reader = NULL;
  GPtrArray *batch = new_batch ();
  gboolean heading = self->rules->mapping->has_headings;
  gboolean wanted = stream != NULL;
  RapportCsvRow row;

  if (stream != NULL)
    reader = rapport_csv_reader_new (stream, &self->rules->mapping->format, self->cancellable);
  while (wanted && rapport_csv_reader_next (reader, &row, error))
    {
      RapportImportRow *understood = heading ? NULL : understand (self, &row);

      heading = FALSE;
      if (understood != NULL)
        g_ptr_array_add (batch, understood);
      if (batch->len < BATCH)
        continue;
      wanted = hand_over (self, batch);
      batch = new_batch ();
    }
  hand_over (self, batch);
  /* an end for this reason is none of the file's */
  if (error != NULL && *error == NULL)
    g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gpointer
run (gpointer data)
{
  RapportImportFeed *self = data;
  GError *error = NULL;

  read_rows (self, &error);
  g_mutex_lock (&self->lock);
  self->done = TRUE;
  self->error = error;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * rapport_import_feed_new:
 * @source: the file; borrowed, as are the next two
 * @rules: how to understand it
 * @corrections: what the user has put right
 * @cancellable: (nullable): to stop
 *
 * Returns: (transfer full): a feed that runs already
 */
RapportImportFeed *
rapport_import_feed_new (RapportImportSource      *source,
                         const RapportImportRules *rules,
                         GHashTable               *corrections,
                         GCancellable             *cancellable)
{
  RapportImportFeed *self = g_new0 (RapportImportFeed, 1);

  self->source = source;
  self->rules = rules;
  self->corrections = corrections;
  g_set_object (&self->cancellable, cancellable);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("import-feed", run, self);
  return self;
}

void
rapport_import_feed_free (RapportImportFeed *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->batches, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = self->next; self->batch != NULL && i < self->batch->len; i++)
    rapport_import_row_free (g_ptr_array_index (self->batch, i));
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * rapport_import_feed_next:
 * @self: a feed
 * @error: what reading the file gave
 *
 * Returns: (transfer full) (nullable): the next row; %NULL at the end, or with @error set
 */
RapportImportRow *
rapport_import_feed_next (RapportImportFeed  *self,
                          GError            **error)
{
  while (self->batch == NULL || self->next == self->batch->len)
    {
      g_clear_pointer (&self->batch, g_ptr_array_unref);
      g_mutex_lock (&self->lock);
      while (self->batches.length == 0 && !self->done)
        g_cond_wait (&self->changed, &self->lock);
      self->batch = g_queue_pop_head (&self->batches);
      g_cond_broadcast (&self->changed);
      if (self->batch == NULL && self->error != NULL)
        g_propagate_error (error, g_steal_pointer (&self->error));
      g_mutex_unlock (&self->lock);
      self->next = 0;
      if (self->batch == NULL)
        return NULL;
      g_ptr_array_set_free_func (self->batch, NULL);
    }
  return g_ptr_array_index (self->batch, self->next++);
}
