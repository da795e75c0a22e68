/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/changes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/changes-file.h"
#include "exchange/error.h"
#include "model/in-thread.h"
#include "model/opened-file.h"
#include "model/saved-file.h"
#include "model/sentence.h"
#include "services/backups.h"
#include "services/erase.h"
#include "store/fork.h"

#define BLOCK (256 * 1024)
#define KIND_ERASURE "erasure"

static G_DEFINE_QUARK (rapport-changes-preview-quark, preview)

gboolean
rapport_changes_is_previewed (const GError *error)
{
  return error != NULL && error->domain == preview_quark ();
}

RapportChangesExport *
rapport_changes_export_new (const char *path)
{
  RapportChangesExport *self = g_new0 (RapportChangesExport, 1);

  self->path = g_strdup (path);
  return self;
}

void
rapport_changes_export_free (gpointer data)
{
  RapportChangesExport *self = data;

  g_free (self->path);
  g_free (self->replica);
  g_clear_pointer (&self->after, g_hash_table_unref);
  g_free (self);
}

RapportChangesImport *
rapport_changes_import_new (const char *path,
                            gboolean    just_look)
{
  RapportChangesImport *self = g_new0 (RapportChangesImport, 1);

  self->path = g_strdup (path);
  self->preview = just_look;
  return self;
}

void
rapport_changes_import_free (gpointer data)
{
  RapportChangesImport *self = data;

  g_free (self->path);
  g_free (self->replica);
  g_free (self->forked);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_free (self);
}

void
rapport_changes_peer_free (RapportChangesPeer *self)
{
  g_free (self->replica);
  g_free (self->author);
  g_free (self);
}

/* Out --------------------------------------------------------------------------------------------------------------- */

typedef struct {
  RapportChangesExport *export;
  GOutputStream *stream;
  GString *out;
  guint64 n_lines;
  GCancellable *cancellable;
} Writer;

static gboolean
write_text (Writer      *writer,
            const char  *text,
            gsize        length,
            GError     **error)
{
  g_string_append_len (writer->out, text, (gssize) length);
  g_string_append_c (writer->out, '\n');
  if (writer->out->len < BLOCK)
    return TRUE;
  if (!g_output_stream_write_all (writer->stream, writer->out->str, writer->out->len, NULL, writer->cancellable, error))
    return FALSE;
  g_string_truncate (writer->out, 0);
  return TRUE;
}

static gboolean
write_line (const char  *line,
            gsize        length,
            gpointer     data,
            GError     **error)
{
  Writer *writer = data;

  writer->n_lines++;
  writer->export->n_changes += !g_str_has_prefix (line, "{\"blob\":");
  return write_text (writer, line, length, error);
}

static gboolean
write_file (Writer          *writer,
            RapportReading  *reading,
            GHashTable      *after,
            GError         **error)
{
  g_autoptr (GHashTable) vector = rapport_reading_vector (reading, error);
  g_autofree char *replica = rapport_reading_own_replica (reading);
  g_autofree char *header = NULL;
  g_autofree char *end = NULL;

  if (vector == NULL)
    return FALSE;
  header = rapport_changes_header_write (replica != NULL ? replica : "", vector);
  if (!write_text (writer, header, strlen (header), error)
      || !rapport_reading_changes_after (reading, after, write_line, writer, writer->cancellable, error))
    return FALSE;
  end = rapport_changes_end_write (writer->n_lines);
  return write_text (writer, end, strlen (end), error)
         && g_output_stream_write_all (writer->stream, writer->out->str, writer->out->len, NULL, writer->cancellable, error)
         && g_output_stream_close (writer->stream, writer->cancellable, error);
}

/* What the other side had when its last file came. */
static GHashTable *
vector_of_peer (RapportReading  *reading,
                const char      *replica,
                GError         **error)
{
  g_autofree char *text = rapport_reading_peer (reading, replica);

  if (text != NULL)
    return rapport_changes_vector_read (text, error);
  rapport_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                     _("No file of the copy “%s” has come here, so that it is not known what it has. Export everything, or give "
                       "what it has."), replica);
  return NULL;
}

gpointer
rapport_changes_export_query (RapportReading  *reading,
                              gpointer         data,
                              GCancellable    *cancellable,
                              GError         **error)
{
  RapportChangesExport *self = data;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GHashTable) known = self->replica != NULL ? vector_of_peer (reading, self->replica, error) : NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Writer writer = { self, NULL, out, 0, cancellable };
  gboolean existed = g_file_query_exists (file, NULL);

  if (self->replica != NULL && known == NULL)
    return NULL;
  stream = rapport_saved_file_begin (file, cancellable, error);
  writer.stream = G_OUTPUT_STREAM (stream);
  if (stream != NULL && write_file (&writer, reading, known != NULL ? known : self->after, error))
    return self;
  if (stream != NULL)
    {
      /* Closing a cancelled stream leaves an older file in its place; half a new one is taken away. */
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close (writer.stream, cancelled, NULL);
      if (!existed)
        g_file_delete (file, NULL, NULL);
    }
  return NULL;
}

gboolean
rapport_changes_share_command (RapportTransaction  *transaction,
                               gpointer             data,
                               GError             **error)
{
  return rapport_fork_share (transaction, error);
}

/* In ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
  RapportChangesImport *import;
  RapportChangesReader *reader;   /* Owned */
  guint64 size;
} Source;

static gboolean
next_line (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Source *source = data;

  if (!rapport_changes_reader_next (source->reader, line, length, error))
    return FALSE;
  if (source->size > 0)
    g_atomic_int_set (&source->import->percent, (gint) (rapport_changes_reader_bytes (source->reader) * 100 / source->size));
  return TRUE;
}

static GHashTable *
ids_of (GPtrArray *findings)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    g_hash_table_add (ids, GSIZE_TO_POINTER (((const RapportFinding *) g_ptr_array_index (findings, i))->id));
  return ids;
}

/* What is to be settled that was not before. */
static gboolean
count_findings (RapportTransaction    *transaction,
                RapportChangesImport  *self,
                GPtrArray             *before,
                GError               **error)
{
  g_autoptr (GPtrArray) now = rapport_reading_findings (rapport_transaction_reading (transaction),
                                                        rapport_transaction_get_cancellable (transaction), error);
  g_autoptr (GHashTable) known = ids_of (before);

  for (guint i = 0; now != NULL && i < now->len; i++)
    {
      const RapportFinding *finding = g_ptr_array_index (now, i);

      if (!g_hash_table_contains (known, GSIZE_TO_POINTER (finding->id)))
        self->findings[finding->kind]++;
    }
  return now != NULL;
}

static gboolean
merge (RapportTransaction    *transaction,
       RapportChangesImport  *self,
       Source                *source,
       GError               **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  const RapportChangesHeader *header = rapport_changes_reader_header (source->reader);
  RapportMerge merging = { next_line, source };
  gint64 after = rapport_reading_last_change (reading);
  g_autofree char *vector = rapport_changes_vector_write (header->vector);
  GError *failure = NULL;

  g_free (self->replica);
  self->replica = g_strdup (header->replica);
  if (!rapport_changes_merge_command (transaction, &merging, &failure))
    {
      if (g_error_matches (failure, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_INVALID))
        g_prefix_error (&failure, _("Line %" G_GUINT64_FORMAT ": "), rapport_changes_reader_line (source->reader));
      g_free (self->forked);
      self->forked = merging.forked;
      self->forked_at = merging.forked_at;
      g_propagate_error (error, failure);
      return FALSE;
    }
  self->n_new = merging.n_new;
  self->n_known = merging.n_known;
  self->n_missing = merging.n_waiting;
  self->n_reissued = merging.n_reissued;
  self->counts = rapport_reading_arrived (reading, after, error);
  return self->counts != NULL
         && rapport_merge_note (transaction, after, merging.n_new, error)
         && (*header->replica == '\0'
             || (rapport_reading_set_peer (reading, header->replica, vector, error)
                 && rapport_reading_let_file_go (reading, header->replica, error)));
}

static gboolean
look (RapportTransaction    *transaction,
      RapportChangesImport  *self,
      Source                *source,
      GError               **error)
{
  g_autoptr (GPtrArray) before = rapport_reading_findings (rapport_transaction_reading (transaction),
                                                           rapport_transaction_get_cancellable (transaction), error);

  if (before == NULL || !merge (transaction, self, source, error)
      || !count_findings (transaction, self, before, error))
    return FALSE;
  g_set_error_literal (error, preview_quark (), 0, "previewed");
  return FALSE;
}

gboolean
rapport_changes_import_command (RapportTransaction  *transaction,
                                gpointer             data,
                                GError             **error)
{
  RapportChangesImport *self = data;
  GCancellable *cancellable = rapport_transaction_get_cancellable (transaction);
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = rapport_opened_file_begin (file, cancellable, error);
  g_autoptr (GFileInfo) info = stream != NULL
    ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL) : NULL;
  g_autoptr (RapportChangesReader) reader = stream != NULL
    ? rapport_changes_reader_new (G_INPUT_STREAM (stream), cancellable, error) : NULL;
  Source source = { self, reader, info != NULL ? (guint64) g_file_info_get_size (info) : 0 };

  if (reader == NULL)
    return FALSE;
  return self->preview ? look (transaction, self, &source, error) : merge (transaction, self, &source, error);
}

gboolean
rapport_changes_hold_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  const RapportChangesImport *self = data;

  return self->forked == NULL || *self->replica == '\0'
         || rapport_reading_hold_file (rapport_transaction_reading (transaction), self->replica, self->forked,
                                       self->forked_at, error);
}

/* Erasures that came are true of the backups here, too, of which the newest was made just before. */
void
rapport_changes_import_tidy (RapportStore         *store,
                             RapportChangesImport *import)
{
  RapportEraseAccount account = { .at = rapport_clock_now (rapport_store_get_clock (store)) };

  for (guint i = 0; import->counts != NULL && i < import->counts->len; i++)
    if (g_strcmp0 (((const RapportMergeCount *) g_ptr_array_index (import->counts, i))->kind, KIND_ERASURE) == 0)
      {
        rapport_erase_tidy (store, &account, NULL, NULL);
        return;
      }
}

/* On other threads -------------------------------------------------------------------------------------------------- */

static void
tidy_thread (GTask        *task,
             gpointer      store,
             gpointer      data,
             GCancellable *cancellable)
{
  rapport_changes_import_tidy (store, data);
  g_task_return_boolean (task, TRUE);
}

static void
on_tidied (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;

  g_object_set_data (G_OBJECT (task), "lock", NULL);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task, which holds the lock until this is done. */
static void
tidy_then_return (GTask *task)
{
  g_autoptr (GTask) tidying = g_task_new (g_task_get_source_object (task), NULL, on_tidied, task);

  g_task_set_task_data (tidying, g_task_get_task_data (task), NULL);
  rapport_task_run_in_thread (tidying, tidy_thread);
}

/* Whether the file could be noted or not, it is the refusal that is told. */
static void
on_held (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *refusal = g_object_steal_data (G_OBJECT (task), "refusal");

  rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, NULL);
  g_task_return_error (task, refusal);
}

static void
on_written (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  RapportChangesImport *import = g_task_get_task_data (task);
  GError *error = NULL;

  if (rapport_store_write_finish (RAPPORT_STORE (object), result, NULL, &error))
    tidy_then_return (g_steal_pointer (&task));
  else if (import->preview && rapport_changes_is_previewed (error))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else if (import->forked != NULL)
    {
      g_object_set_data_full (G_OBJECT (task), "refusal", error, (GDestroyNotify) g_error_free);
      rapport_store_write_async (RAPPORT_STORE (object), rapport_changes_hold_command, import, NULL,
                                 g_task_get_cancellable (task), on_held, g_object_ref (task));
    }
  else
    g_task_return_error (task, error);
}

static void
write_it (GTask *task)
{
  rapport_store_write_async (g_task_get_source_object (task), rapport_changes_import_command, g_task_get_task_data (task),
                             NULL, g_task_get_cancellable (task), on_written, g_object_ref (task));
}

static void
prepare (GTask        *task,
         gpointer      store,
         gpointer      data,
         GCancellable *cancellable)
{
  RapportChangesImport *import = data;
  GError *error = NULL;
  RapportLockFile *lock;

  g_atomic_int_set (&import->backing_up, TRUE);
  lock = rapport_backups_prepare (store, RAPPORT_LONG_JOB_MERGE, RAPPORT_BACKUP_MERGE, cancellable, &error);
  g_atomic_int_set (&import->backing_up, FALSE);
  if (lock != NULL)
    g_task_return_pointer (task, lock, (GDestroyNotify) rapport_lock_file_release);
  else
    g_task_return_error (task, error);
}

static void
on_prepared (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  RapportLockFile *lock = g_task_propagate_pointer (G_TASK (result), &error);

  if (lock == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "lock", lock, (GDestroyNotify) rapport_lock_file_release);
  write_it (task);
}

void
rapport_changes_import_async (RapportStore         *store,
                              RapportChangesImport *import,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GTask) preparation = NULL;

  g_task_set_task_data (task, import, NULL);
  if (import->preview)
    {
      write_it (task);
      return;
    }
  preparation = g_task_new (store, cancellable, on_prepared, g_object_ref (task));
  g_task_set_task_data (preparation, import, NULL);
  rapport_task_run_in_thread (preparation, prepare);
}

gboolean
rapport_changes_import_finish (RapportStore  *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Words ------------------------------------------------------------------------------------------------------------- */

static const char *
kind_format (const char *kind)
{
  static const char * const formats[][2] = {
    { "member", N_("Members: %u new, %u changed") },
    { "enrolment", N_("Enrolments: %u new, %u changed") },
    { "request", N_("Requests: %u new, %u changed") },
    { "partnership", N_("Partnerships: %u new, %u changed") },
    { "meeting", N_("Meetings: %u new, %u changed") },
    { "signature", N_("Signatures: %u new, %u changed") },
    { "letter", N_("Letters: %u new, %u changed") },
    { "programme", N_("Programmes and their rules: %u new, %u changed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i][0], kind) == 0)
      return _(formats[i][1]);
  return NULL;
}

static void
add_counts (const RapportChangesImport *self,
            GPtrArray                  *words)
{
  for (guint i = 0; self->counts != NULL && i < self->counts->len; i++)
    {
      const RapportMergeCount *count = g_ptr_array_index (self->counts, i);
      const char *format = count->n_new + count->n_changed > 0 ? kind_format (count->kind) : NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      if (strcmp (count->kind, KIND_ERASURE) == 0)
        format = ngettext ("%u erasure of personal data: what it names goes here and from the backups, and does not come back",
                           "%u erasures of personal data: what they name goes here and from the backups, and does not come "
                           "back", count->n_new);
      if (format != NULL)
        g_ptr_array_add (words, g_strdup_printf (format, count->n_new, count->n_changed));
#pragma GCC diagnostic pop
    }
}

static void
add_number (GPtrArray  *words,
            const char *one,
            const char *many,
            guint       n)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (n > 0)
    g_ptr_array_add (words, g_strdup_printf (g_dngettext (NULL, one, many, n), n));
#pragma GCC diagnostic pop
}

/**
 * rapport_changes_import_words:
 *
 * Returns: (transfer full) (element-type utf8): what came or would come, a line each; the first says how much it is
 */
GPtrArray *
rapport_changes_import_words (const RapportChangesImport *self)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  guint others = 0;

  for (guint i = 0; i < RAPPORT_N_FINDINGS; i++)
    if (i != RAPPORT_FINDING_DOUBLE && i != RAPPORT_FINDING_CONFLICT && i != RAPPORT_FINDING_MISSING)
      others += self->findings[i];
  if (self->n_new == 0)
    g_ptr_array_add (words, g_strdup (_("Everything in this file is here already")));
  add_number (words, N_("%u new change"), N_("%u new changes"), self->n_new);
  add_counts (self, words);
  add_number (words, N_("%u likely double to look at"), N_("%u likely doubles to look at"),
              self->findings[RAPPORT_FINDING_DOUBLE]);
  add_number (words, N_("%u field with two versions"), N_("%u fields with two versions"),
              self->findings[RAPPORT_FINDING_CONFLICT]);
  add_number (words, N_("%u broken rule to settle"), N_("%u broken rules to settle"), others);
  add_number (words, N_("%u change of this copy gets a new name, for another copy had gone on under the old one"),
              N_("%u changes of this copy get a new name, for another copy had gone on under the old one"),
              self->n_reissued);
  add_number (words, N_("%u earlier change is still missing"), N_("%u earlier changes are still missing"), self->n_missing);
  return words;
}

/* Others ------------------------------------------------------------------------------------------------------------ */

gpointer
rapport_changes_peers_query (RapportReading  *reading,
                             gpointer         data,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_autoptr (GPtrArray) replicas = rapport_reading_peers (reading);
  GPtrArray *peers = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_changes_peer_free);

  for (guint i = 0; i < replicas->len; i++)
    {
      RapportChangesPeer *peer = g_new0 (RapportChangesPeer, 1);

      peer->replica = g_strdup (g_ptr_array_index (replicas, i));
      peer->author = rapport_reading_author_of (reading, peer->replica);
      g_ptr_array_add (peers, peer);
    }
  return peers;
}
