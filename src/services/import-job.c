/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-job.h"

#include "model/uuid.h"

/**
 * rapport_import_job_new:
 * @source: (transfer full): the file
 * @policy: the programme's rules
 * @this_year: for dates with years of two digits
 *
 * Returns: (transfer full): a job whose mapping is empty
 */
RapportImportJob *
rapport_import_job_new (RapportImportSource *source,
                        const RapportPolicy *policy,
                        int                  this_year)
{
  RapportImportJob *self = g_new0 (RapportImportJob, 1);

  self->source = source;
  self->mapping = rapport_import_mapping_new ();
  self->policy = rapport_policy_ref (policy);
  self->this_year = this_year;
  self->programmes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->corrections = rapport_import_corrections_new ();
  self->same = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->keep = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
rapport_import_job_free (RapportImportJob *self)
{
  rapport_import_source_free (self->source);
  rapport_import_mapping_free (self->mapping);
  rapport_policy_unref (self->policy);
  g_hash_table_unref (self->programmes);
  g_hash_table_unref (self->corrections);
  g_hash_table_unref (self->same);
  g_hash_table_unref (self->keep);
  g_hash_table_unref (self->asked);
  g_clear_pointer (&self->report, rapport_import_report_free);
  rapport_import_settle (self);
  g_free (self);
}

void
rapport_import_report_free (RapportImportReport *self)
{
  g_array_unref (self->verdicts);
  for (guint i = 0; i < RAPPORT_N_IMPORT_KINDS; i++)
    g_ptr_array_unref (self->items[i]);
  g_hash_table_unref (self->reasons);
  g_free (self);
}

void
rapport_import_item_free (RapportImportItem *self)
{
  g_free (self->name);
  g_free (self->detail);
  g_free (self->other_name);
  g_free (self->other_detail);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_free (self->edited);
  g_free (self->reason);
  g_free (self->column_label);
  g_free (self->value);
  g_free (self);
}

gboolean
rapport_import_rows_contain (GHashTable *rows,
                             gint64      row)
{
  return g_hash_table_contains (rows, &row);
}

void
rapport_import_rows_set (GHashTable *rows,
                         gint64      row,
                         gboolean    contained)
{
  if (contained)
    g_hash_table_add (rows, g_memdup2 (&row, sizeof row));
  else
    g_hash_table_remove (rows, &row);
}

gboolean
rapport_import_prepare (RapportImportJob  *self,
                        RapportStore      *store,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->backing_up, TRUE);
  self->lock = rapport_backups_prepare (store, RAPPORT_LONG_JOB_IMPORT, RAPPORT_BACKUP_IMPORT, cancellable, error);
  g_atomic_int_set (&self->backing_up, FALSE);
  return self->lock != NULL;
}

void
rapport_import_settle (RapportImportJob *self)
{
  g_clear_pointer (&self->lock, rapport_lock_file_release);
}

/**
 * rapport_import_job_will_write:
 * @self: a job that has been checked
 *
 * Returns: how many rows would be written
 */
guint
rapport_import_job_will_write (RapportImportJob *self)
{
  const guint *counts = self->report->counts;
  guint kept = g_hash_table_size (self->keep);

  /* Of a row that was changed on both sides, what is uncontested is written all the same. */
  for (guint i = 0; kept > 0 && self->report->contested > 0 && i < self->report->verdicts->len; i++)
    {
      const RapportImportVerdict *verdict = &g_array_index (self->report->verdicts, RapportImportVerdict, i);

      if (verdict->contested && verdict->uncontested && rapport_import_rows_contain (self->keep, verdict->row))
        kept--;
    }
  return counts[RAPPORT_IMPORT_NEW] + counts[RAPPORT_IMPORT_DOUBLE] + counts[RAPPORT_IMPORT_CHANGED]
         - MIN (counts[RAPPORT_IMPORT_CHANGED], kept);
}

/**
 * rapport_import_job_keep_edits:
 * @self: a job that has been checked
 *
 * Keeps what somebody edited by hand from being overwritten by the file, until the user says otherwise; rows that were
 * answered before stay as they were answered.
 */
void
rapport_import_job_keep_edits (RapportImportJob *self)
{
  const GArray *verdicts = self->report->verdicts;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const RapportImportVerdict *verdict = &g_array_index (verdicts, RapportImportVerdict, i);

      if (!verdict->contested || rapport_import_rows_contain (self->asked, verdict->row))
        continue;
      rapport_import_rows_set (self->asked, verdict->row, TRUE);
      rapport_import_rows_set (self->keep, verdict->row, TRUE);
    }
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/**
 * rapport_import_member_uuid:
 * @row: a row
 *
 * Returns: (transfer full) (nullable): the name that every replica gives to whoever has this issuer, number and e-mail;
 *   %NULL where one of them is not known
 */
char *
rapport_import_member_uuid (const RapportImportRow *row)
{
  g_autofree char *issuer = NULL;
  g_autofree char *number = NULL;
  g_autofree char *email = NULL;

  if (is_empty (row->identity.issuer) || is_empty (row->identity.number) || is_empty (row->identity.email))
    return NULL;
  issuer = g_utf8_casefold (row->identity.issuer, -1);
  number = g_utf8_casefold (row->identity.number, -1);
  email = g_utf8_casefold (row->identity.email, -1);
  return rapport_uuid_v5 ("member", issuer, number, email, NULL);
}

/**
 * rapport_import_programme_of:
 * @self: the job
 * @row: a row
 *
 * Returns: the programme into which the row enrols; 0: the job's own, still to be made; -1: there is none of that name
 */
gint64
rapport_import_programme_of (const RapportImportJob *self,
                             const RapportImportRow *row)
{
  const gint64 *programme;

  if (row->programme == NULL)
    return self->programme;
  programme = g_hash_table_lookup (self->programmes, row->programme);
  if (programme == NULL)
    return -1;
  return *programme != 0 ? *programme : self->programme;
}
