/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/fold.h"
#include "model/sentence.h"
#include "services/import-memory.h"
#include "services/import-three-way.h"
#include "store/erase.h"
#include "store/import.h"
#include "store/members.h"
#include "store/programmes.h"

/* What one pass over the file knows. */
typedef struct {
  RapportImportJob *job;
  RapportReading *reading;
  RapportImportReport *report;
  GHashTable *keys;    /* folded key → row (gint64, boxed) */
  GHashTable *members; /* member (gint64, boxed) → row */
} Check;

/* Where e-mail is the key, numbers are not looked at: they may be those of another list. */
static RapportSamePerson
compare (const RapportImportJob *job,
         RapportReading         *reading,
         const RapportImportRow *row,
         gint64                  member)
{
  g_auto (RapportImportIdentity) known = { NULL };
  RapportIdentity one = row->identity, other;

  if (!rapport_import_identity (reading, member, &known))
    return RAPPORT_PERSON_DIFFERENT;
  other = (RapportIdentity) { known.issuer, known.number, known.email, known.given_name, known.family_name };
  if (job->mapping->key == RAPPORT_IMPORT_KEY_EMAIL && one.email != NULL)
    one.number = NULL;
  return rapport_same_person (&one, &other);
}

static GArray *
candidates_of (RapportReading          *reading,
               const RapportImportRow  *row,
               GError                 **error)
{
  RapportMemberKey key = { row->identity.issuer, row->identity.number, row->identity.email, row->identity.given_name,
                           row->identity.family_name };
  g_autofree char *uuid = rapport_import_member_uuid (row);
  GArray *candidates = rapport_members_candidates (reading, &key, error);
  gint64 named = uuid != NULL && candidates != NULL ? rapport_reading_find (reading, uuid) : 0;

  /* somebody imported under this name whose number and e-mail were changed since */
  if (named > 0)
    g_array_append_val (candidates, named);
  return candidates;
}

/* The member that fits the row best. A newer verdict must be better than the one before to count. */
static RapportSamePerson
best_candidate (RapportImportJob        *self,
                RapportReading          *reading,
                const RapportImportRow  *row,
                RapportMember          **best,
                GError                 **error)
{
  g_autoptr (GArray) candidates = candidates_of (reading, row, error);
  RapportSamePerson verdict = RAPPORT_PERSON_DIFFERENT;
  gint64 chosen = 0;

  for (guint i = 0; candidates != NULL && i < candidates->len && verdict != RAPPORT_PERSON_SAME; i++)
    {
      gint64 candidate = g_array_index (candidates, gint64, i);
      RapportSamePerson found = compare (self, reading, row, candidate);

      if (found <= verdict)
        continue;
      verdict = found;
      chosen = candidate;
    }
  if (chosen > 0)
    *best = rapport_members_load (reading, chosen);
  return verdict;
}

/* Known by a digest, or because every copy gives them the same name. */
static gboolean
is_erased (RapportReading         *reading,
           const RapportImportRow *row)
{
  g_autofree char *uuid = rapport_import_member_uuid (row);

  return rapport_erased_person (reading, &row->identity) || (uuid != NULL && rapport_erased_uuid (reading, uuid));
}

/**
 * rapport_import_judge:
 * @self: the job
 * @reading: of the database
 * @row: a row that is not rejected so far
 * @member: (out) (nullable) (transfer full): who the row is, or may be
 * @differences: (out) (nullable) (transfer full): what it would change
 * @error: what reading gave
 *
 * Returns: what becomes of the row
 */
RapportImportKind
rapport_import_judge (RapportImportJob  *self,
                      RapportReading    *reading,
                      RapportImportRow  *row,
                      RapportMember    **member,
                      GPtrArray        **differences,
                      GError           **error)
{
  gint64 programme = rapport_import_programme_of (self, row);
  RapportSamePerson verdict;

  *member = NULL;
  *differences = NULL;
  if (programme < 0)
    rapport_import_row_reject (row, NULL, row->programme, g_strdup (_("There is no programme of this name")));
  if (row->reason != NULL)
    return RAPPORT_IMPORT_REJECTED;
  verdict = best_candidate (self, reading, row, member, error);
  if (*member == NULL && is_erased (reading, row))
    {
      rapport_import_row_reject (row, NULL, NULL, g_strdup (_("This person was erased and is not taken in again")));
      return RAPPORT_IMPORT_REJECTED;
    }
  if (*member == NULL)
    return RAPPORT_IMPORT_NEW;
  rapport_import_three_way (reading, *member, row);
  *differences = rapport_import_differences (*member, row, programme, self->policy);
  /* who is there with all that the row says is no double of himself */
  if ((*differences)->len == 0)
    return RAPPORT_IMPORT_SAME;
  return verdict == RAPPORT_PERSON_SAME ? RAPPORT_IMPORT_CHANGED : RAPPORT_IMPORT_DOUBLE;
}

static char *
key_of (const RapportImportJob *job,
        const RapportImportRow *row)
{
  g_autofree char *text = NULL;
  gboolean numbered = row->identity.number != NULL
                      && (job->mapping->key == RAPPORT_IMPORT_KEY_NUMBER || row->identity.email == NULL);

  if (numbered)
    text = g_strjoin ("\n", "number", row->identity.issuer, row->identity.number, NULL);
  else if (row->identity.email != NULL)
    text = g_strjoin ("\n", "email", row->identity.email, NULL);
  return text != NULL ? g_utf8_casefold (text, -1) : NULL;
}

static const RapportImportColumn *
column_of (const RapportImportRow *row,
           const char             *id)
{
  for (guint i = 0; i < row->values->len; i++)
    {
      const RapportImportValue *value = g_ptr_array_index (row->values, i);

      if (value->target != NULL && strcmp (value->target->id, id) == 0)
        return value->column;
    }
  return NULL;
}

/* The same number or e-mail twice in one file: the second is somebody else's, or a second row of one person. */
static void
reject_repetition (Check            *check,
                   RapportImportRow *row)
{
  g_autofree char *key = key_of (check->job, row);
  gint64 number = (gint64) row->row;
  const gint64 *earlier = key != NULL ? g_hash_table_lookup (check->keys, key) : NULL;
  gboolean numbered = key != NULL && g_str_has_prefix (key, "number");

  if (earlier != NULL)
    rapport_import_row_reject (row, column_of (row, numbered ? "number" : "email"),
                               numbered ? row->identity.number : row->identity.email,
                               g_strdup_printf (numbered ? _("The same member number as row %" G_GINT64_FORMAT)
                                                         : _("The same e-mail as row %" G_GINT64_FORMAT), *earlier));
  else if (key != NULL)
    g_hash_table_insert (check->keys, g_steal_pointer (&key), g_memdup2 (&number, sizeof number));
}

/* Two rows that are one member by different marks, one by number and one by e-mail. */
static gboolean
is_taken (Check            *check,
          RapportImportRow *row,
          gint64            member)
{
  gint64 number = (gint64) row->row;
  const gint64 *earlier = g_hash_table_lookup (check->members, &member);

  if (earlier == NULL)
    {
      g_hash_table_insert (check->members, g_memdup2 (&member, sizeof member), g_memdup2 (&number, sizeof number));
      return FALSE;
    }
  rapport_import_row_reject (row, NULL, NULL,
                             g_strdup_printf (_("The same person as row %" G_GINT64_FORMAT), *earlier));
  return TRUE;
}

static char *
join_details (const char *number,
              const char *email,
              const char *organisation)
{
  const char *parts[3] = { number, email, organisation };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    rapport_sentence_append (text, parts[i]);
  return g_string_free (text, FALSE);
}

static const char *
text_of (const RapportImportRow *row,
         const char             *id)
{
  for (guint i = 0; i < row->values->len; i++)
    {
      const RapportImportValue *value = g_ptr_array_index (row->values, i);

      if (value->target != NULL && strcmp (value->target->id, id) == 0)
        return value->text;
    }
  return NULL;
}

static int
column_number (const RapportImportMapping *mapping,
               const RapportImportColumn  *column)
{
  guint index;

  if (column != NULL && g_ptr_array_find (mapping->columns, column, &index))
    return (int) index;
  return -1;
}

/* The newest day on which somebody edited by hand what the row would overwrite. */
static char *
edited_on (const RapportImportRow *row)
{
  gint64 newest = 0;
  int zone = 0;

  for (guint i = 0; i < row->values->len; i++)
    {
      const RapportImportValue *value = g_ptr_array_index (row->values, i);

      if (value->standing != RAPPORT_STANDING_CONTESTED || value->edited_wall <= newest)
        continue;
      newest = value->edited_wall;
      zone = value->edited_zone;
    }
  if (newest == 0)
    return NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (newest / 1000);
  g_autoptr (GDateTime) there = g_date_time_add_minutes (utc, zone);
  return g_date_time_format (there, "%Y-%m-%d");
}

static void
add_item (Check               *check,
          RapportImportKind    kind,
          RapportImportRow    *row,
          const RapportMember *member,
          GPtrArray           *differences)
{
  RapportImportItem *item;

  if (check->report->items[kind]->len >= RAPPORT_IMPORT_MOST_ITEMS)
    return;
  item = g_new0 (RapportImportItem, 1);
  item->kind = kind;
  item->row = (gint64) row->row;
  item->name = g_strdup (row->name != NULL ? row->name : "");
  item->detail = join_details (row->identity.number, row->identity.email, text_of (row, "organisation"));
  item->column = column_number (check->job->mapping, row->wrong_column);
  if (row->wrong_column != NULL)
    item->column_label = rapport_import_column_label (row->wrong_column);
  item->reason = g_strdup (row->reason);
  item->value = g_strdup (row->wrong_value);
  if (member != NULL)
    {
      item->member = member->no;
      item->other_name = g_strdup (member->display_name);
      item->other_detail = join_details (rapport_member_get_text (member, "number"),
                                         rapport_member_get_text (member, "email"),
                                         rapport_member_get_text (member, "organisation"));
    }
  if (kind == RAPPORT_IMPORT_CHANGED)
    item->edited = edited_on (row);
  if (differences != NULL)
    item->differences = g_ptr_array_ref (differences);
  g_ptr_array_add (check->report->items[kind], item);
}

static gboolean
check_row (Check             *check,
           RapportImportRow  *row,
           GError           **error)
{
  g_autoptr (RapportMember) member = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) failure = NULL;
  RapportImportVerdict verdict = { .row = (gint64) row->row };

  if (row->reason == NULL)
    reject_repetition (check, row);
  verdict.kind = rapport_import_judge (check->job, check->reading, row, &member, &differences, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if ((verdict.kind == RAPPORT_IMPORT_CHANGED || verdict.kind == RAPPORT_IMPORT_SAME)
      && is_taken (check, row, member->no))
    verdict.kind = RAPPORT_IMPORT_REJECTED;
  verdict.member = member != NULL ? member->no : 0;
  verdict.contested = verdict.kind == RAPPORT_IMPORT_CHANGED && rapport_import_row_is_contested (row);
  for (guint i = 0; verdict.contested && i < differences->len; i++)
    verdict.uncontested |= !((RapportImportDifference *) g_ptr_array_index (differences, i))->contested;
  check->report->contested += verdict.contested;
  if (verdict.kind == RAPPORT_IMPORT_REJECTED)
    g_hash_table_insert (check->report->reasons, g_memdup2 (&verdict.row, sizeof verdict.row), g_strdup (row->reason));
  g_array_append_val (check->report->verdicts, verdict);
  check->report->counts[verdict.kind]++;
  add_item (check, verdict.kind, row, member, differences);
  return TRUE;
}

/* The names under which a column may name a programme; the one that is still to be made has its preset's. */
static gboolean
load_programmes (RapportImportJob  *job,
                 RapportReading    *reading,
                 GCancellable      *cancellable,
                 GError           **error)
{
  g_autoptr (GPtrArray) programmes = rapport_programmes_list (reading, NULL, cancellable, error);

  if (programmes == NULL)
    return FALSE;
  g_hash_table_remove_all (job->programmes);
  if (job->programme == 0)
    g_hash_table_insert (job->programmes, rapport_fold (job->policy->name), g_new0 (gint64, 1));
  for (guint i = 0; i < programmes->len; i++)
    {
      const RapportProgramme *programme = g_ptr_array_index (programmes, i);

      g_hash_table_replace (job->programmes, rapport_fold (programme->name),
                            g_memdup2 (&programme->no, sizeof programme->no));
    }
  return TRUE;
}

static RapportImportReport *
report_new (RapportReading *reading)
{
  RapportImportReport *report = g_new0 (RapportImportReport, 1);

  report->verdicts = g_array_new (FALSE, FALSE, sizeof (RapportImportVerdict));
  for (guint i = 0; i < RAPPORT_N_IMPORT_KINDS; i++)
    report->items[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_item_free);
  report->reasons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  report->watermark = rapport_import_watermark (reading);
  return report;
}

/* A column that was made a field of the programme once is recognised as that ever after. */
static gboolean
recognise_customs (RapportImportJob  *job,
                   RapportReading    *reading,
                   GError           **error)
{
  g_autoptr (GPtrArray) fields = job->programme > 0
    ? rapport_members_custom_fields (reading, job->programme, error) : g_ptr_array_new ();

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const RapportCustomField *field = g_ptr_array_index (fields, i);
      RapportImportColumn *column = rapport_import_mapping_find (job->mapping, field->label);

      if (column == NULL || column->target != NULL || column->recognition != RAPPORT_RECOGNITION_NONE)
        continue;
      column->custom = TRUE;
      column->sensitive = field->sensitive;
      column->recognition = RAPPORT_RECOGNITION_HEADING;
    }
  return fields != NULL;
}

gpointer
rapport_import_scan_query (RapportReading  *reading,
                           gpointer         data,
                           GCancellable    *cancellable,
                           GError         **error)
{
  RapportImportJob *job = data;

  g_clear_pointer (&job->report, rapport_import_report_free);
  g_hash_table_remove_all (job->corrections);
  if (job->programme == 0)
    job->programme = rapport_programmes_first (reading);
  if (!job->format_chosen && !rapport_import_mapping_guess (job->mapping, job->source, cancellable, error))
    return NULL;
  if (!rapport_import_mapping_scan (job->mapping, job->source, job->this_year, cancellable, error))
    return NULL;
  rapport_import_memory_recall (job->mapping);
  return recognise_customs (job, reading, error) ? job : NULL;
}

gpointer
rapport_import_check_query (RapportReading  *reading,
                            gpointer         data,
                            GCancellable    *cancellable,
                            GError         **error)
{
  RapportImportJob *job = data;
  g_autoptr (RapportImportRules) rules = rapport_import_rules_new (job->mapping, job->policy, job->this_year);
  g_autoptr (RapportImportFeed) feed = NULL;
  g_autoptr (RapportImportReport) report = NULL;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;
  RapportImportRow *next;

  if (job->programme == 0)
    job->programme = rapport_programmes_first (reading);
  g_atomic_int_set (&job->done, 0);
  if (!load_programmes (job, reading, cancellable, error))
    return NULL;
  report = report_new (reading);
  feed = rapport_import_feed_new (job->source, rules, job->corrections, cancellable);
  while ((next = rapport_import_feed_next (feed, &failure)) != NULL)
    {
      g_autoptr (RapportImportRow) row = next;
      Check check = { job, reading, report, keys, members };

      if (!check_row (&check, row, error))
        return NULL;
      g_atomic_int_inc (&job->done);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&report);
}
