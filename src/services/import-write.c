/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/import-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/list-cell.h"
#include "model/date.h"
#include "model/fold.h"
#include "model/uuid.h"
#include "services/members.h"
#include "services/session.h"
#include "services/import-three-way.h"
#include "store/history.h"
#include "store/import.h"
#include "store/joined.h"
#include "store/programmes.h"

/* Rows that are collected before the transaction turns them into statements. */
#define BATCH 256

/* A skill of the dictionary, as fields of members name it. */
typedef struct {
  char *held;
  char *wanted;
} SkillFields;

/* What writing one file knows. */
typedef struct {
  RapportImportJob *job;
  RapportTransaction *transaction;
  GHashTable *skills;  /* label → SkillFields */
  GHashTable *customs; /* column → field "custom/UUID" */
  gint64 programme;    /* the job's, made if there was none */
  char *today;         /* where the programme is */
  gboolean fresh;      /* nothing was written since the check */
} Writing;

static void
skill_fields_free (SkillFields *fields)
{
  g_free (fields->held);
  g_free (fields->wanted);
  g_free (fields);
}

static const char *
skill_field (Writing    *writing,
             const char *label,
             gboolean    held)
{
  SkillFields *fields = g_hash_table_lookup (writing->skills, label);

  if (fields == NULL)
    {
      gint64 skill = rapport_members_ensure_skill (writing->transaction, label);
      g_autofree char *uuid = rapport_reading_uuid (rapport_transaction_reading (writing->transaction), skill);

      fields = g_new0 (SkillFields, 1);
      fields->held = g_strconcat ("skill/", uuid, "/held", NULL);
      fields->wanted = g_strconcat ("skill/", uuid, "/wanted", NULL);
      g_hash_table_insert (writing->skills, g_strdup (label), fields);
    }
  return held ? fields->held : fields->wanted;
}

static gboolean
has_words (char       **elements,
           const char  *words)
{
  g_autofree char *wanted = rapport_fold (words);

  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autofree char *folded = rapport_fold (elements[i]);

      if (strcmp (elements[i], words) == 0 || strcmp (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
write_skills (Writing                  *writing,
              gint64                    entity,
              const RapportMember      *member,
              const RapportImportValue *value)
{
  gboolean held = strcmp (value->target->id, "skill/held") == 0;
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; value->elements[i] != NULL; i++)
    {
      char *label = NULL;
      int level = 0;

      if (!rapport_skill_cell_parse (value->elements[i], &label, &level))
        continue;
      rapport_transaction_set_int (writing->transaction, entity, skill_field (writing, label, held), level);
      g_ptr_array_add (named, label);
    }
  if (member == NULL)
    return;
  g_ptr_array_add (named, NULL);
  for (guint i = 0; i < member->skills->len; i++)
    {
      const RapportMemberSkill *skill = g_ptr_array_index (member->skills, i);

      if ((held ? skill->held : skill->wanted) > 0 && !has_words ((char **) named->pdata, skill->label))
        rapport_transaction_set (writing->transaction, entity, skill_field (writing, skill->label, held), NULL);
    }
}

static void
write_set (Writing                  *writing,
           gint64                    entity,
           const RapportMember      *member,
           const RapportImportValue *value)
{
  g_auto (GStrv) known = member != NULL ? rapport_import_elements_of (member, value->target) : g_new0 (char *, 1);

  for (guint i = 0; value->elements[i] != NULL; i++)
    if (*known == NULL || !has_words (known, value->elements[i]))
      {
        g_autofree char *field = g_strconcat (value->target->field->name, "/", value->elements[i], NULL);

        rapport_transaction_set_int (writing->transaction, entity, field, 1);
      }
  for (guint i = 0; known[i] != NULL; i++)
    if (!has_words (value->elements, known[i]))
      {
        g_autofree char *field = g_strconcat (value->target->field->name, "/", known[i], NULL);

        rapport_transaction_set (writing->transaction, entity, field, NULL);
      }
}

/* An item is named by what it says, so that two replicas make it once. */
static void
write_items (Writing                  *writing,
             gint64                    entity,
             const RapportMember      *member,
             const RapportImportValue *value)
{
  g_auto (GStrv) known = member != NULL ? rapport_import_elements_of (member, value->target) : g_new0 (char *, 1);
  g_autofree char *owner = rapport_reading_uuid (rapport_transaction_reading (writing->transaction), entity);
  const char *name = value->target->field->name;

  for (guint i = 0; value->elements[i] != NULL; i++)
    if (!has_words (known, value->elements[i]))
      {
        const char *parts[] = { value->elements[i], NULL };
        g_autofree char *uuid = rapport_uuid_v5 (name, owner, value->elements[i], NULL);
        g_autofree char *field = g_strconcat (name, "/", uuid, NULL);

        rapport_transaction_set_strv (writing->transaction, entity, field, parts);
      }
}

/* The field of the programme that a column becomes: the one of that label, or a new one. */
static const char *
custom_field (Writing                   *writing,
              const RapportImportColumn *column)
{
  RapportReading *reading = rapport_transaction_reading (writing->transaction);
  g_autofree char *label = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *programme = NULL;
  g_autofree char *uuid = NULL;
  char *field = g_hash_table_lookup (writing->customs, column);
  gint64 no;

  if (field != NULL)
    return field;
  label = rapport_import_column_label (column);
  folded = rapport_fold (label);
  programme = rapport_reading_uuid (reading, writing->programme);
  uuid = rapport_uuid_v5 ("custom-field", programme, folded, NULL);
  no = rapport_transaction_entity (writing->transaction, "custom-field", uuid);
  g_autoptr (GVariant) known = rapport_reading_get (reading, no, "label");
  g_autoptr (GVariant) delicate = rapport_reading_get (reading, no, "sensitive");
  if (known == NULL)
    {
      rapport_transaction_set_reference (writing->transaction, no, "programme", writing->programme);
      rapport_transaction_set_string (writing->transaction, no, "label", label);
      rapport_transaction_set_string (writing->transaction, no, "type", "text");
    }
  /* a later import can make a field more private, not less */
  if (column->sensitive && (delicate == NULL || g_variant_get_int64 (delicate) == 0))
    rapport_transaction_set_int (writing->transaction, no, "sensitive", 1);
  field = g_strconcat ("custom/", uuid, NULL);
  g_hash_table_insert (writing->customs, (gpointer) column, field);
  return field;
}

static void
write_value (Writing                  *writing,
             gint64                    entity,
             const RapportMember      *member,
             const RapportImportValue *value)
{
  if (member != NULL && !rapport_import_value_differs (member, value))
    return;
  if (value->target == NULL)
    rapport_transaction_set_string (writing->transaction, entity, custom_field (writing, value->column), value->text);
  else if (value->elements == NULL)
    rapport_transaction_set_string (writing->transaction, entity, value->target->field->name, value->text);
  else if (value->target->field->type == RAPPORT_FIELD_SKILLS)
    write_skills (writing, entity, member, value);
  else if (value->target->field->type == RAPPORT_FIELD_SET)
    write_set (writing, entity, member, value);
  else if (value->target->field->type == RAPPORT_FIELD_ITEMS)
    write_items (writing, entity, member, value);
  else
    rapport_transaction_set_strv (writing->transaction, entity, value->target->field->name,
                                  (const char *const *) value->elements);
}

/* As rapport_enrol_member() does, with what is the same for every row of a file asked once; the rules were asked when the row
 * was understood. */
static void
enrol (Writing    *writing,
       gint64      programme,
       gint64      member,
       const char *role,
       int         capacity)
{
  RapportTransaction *transaction = writing->transaction;
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autofree char *programme_id = rapport_reading_uuid (reading, programme);
  g_autofree char *member_id = rapport_reading_uuid (reading, member);
  g_autofree char *uuid = rapport_uuid_v5 ("enrolment", programme_id, member_id, role, NULL);
  gint64 known = rapport_reading_find (reading, uuid);
  gint64 enrolment = rapport_transaction_entity (transaction, "enrolment", uuid);
  g_autoptr (GVariant) deleted = known > 0 ? rapport_reading_get (reading, known, "deleted") : NULL;

  if (deleted != NULL)
    rapport_transaction_set (transaction, enrolment, "deleted", NULL);
  rapport_transaction_set_reference (transaction, enrolment, "programme", programme);
  rapport_transaction_set_reference (transaction, enrolment, "member", member);
  rapport_transaction_set_string (transaction, enrolment, "role", role);
  rapport_transaction_set_string (transaction, enrolment, "since", writing->today);
  if (strcmp (role, "mentor") == 0)
    rapport_transaction_set_int (transaction, enrolment, "capacity",
                                 capacity >= 0 ? capacity : writing->job->policy->default_capacity);
}

static void
write_enrolments (Writing                *writing,
                  gint64                  entity,
                  const RapportMember    *member,
                  const RapportImportRow *row)
{
  const char * const roles[] = { "mentor", "mentee" };
  const gboolean wanted[] = { row->mentor, row->mentee };
  gint64 programme = rapport_import_programme_of (writing->job, row);

  if (programme == 0)
    programme = writing->programme;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      int capacity = i == 0 ? row->capacity : -1;
      const RapportMemberEnrolment *known = member != NULL && wanted[i]
        ? rapport_member_get_enrolment (member, programme, roles[i]) : NULL;

      if (!wanted[i])
        continue;
      if (known == NULL)
        enrol (writing, programme, entity, roles[i], capacity);
      else if (capacity >= 0 && capacity != known->capacity)
        rapport_transaction_set_int (writing->transaction, known->no, "capacity", capacity);
    }
}

static gint64
new_member (Writing                *writing,
            const RapportImportRow *row)
{
  g_autofree char *uuid = rapport_import_member_uuid (row);
  RapportReading *reading = rapport_transaction_reading (writing->transaction);
  gint64 known, entity;

  if (uuid == NULL)
    return rapport_transaction_new_entity (writing->transaction, "member");
  known = rapport_reading_find (reading, uuid);
  /* Of one that somebody has joined with another, the other is meant. */
  if (known > 0 && rapport_reading_person (reading, known) != known)
    return rapport_reading_person (reading, known);
  entity = rapport_transaction_entity (writing->transaction, "member", uuid);
  if (known > 0)
    {
      g_autoptr (GVariant) deleted = rapport_reading_get (reading, known, "deleted");

      if (deleted != NULL)
        rapport_transaction_set (writing->transaction, known, "deleted", NULL);
    }
  return entity;
}

/* @keep: what was changed on both sides stays as it is here. */
static void
write_row (Writing                *writing,
           const RapportMember    *member,
           const RapportImportRow *row,
           gboolean                keep)
{
  gint64 entity = member != NULL ? member->no : new_member (writing, row);

  for (guint i = 0; i < row->values->len; i++)
    {
      const RapportImportValue *value = g_ptr_array_index (row->values, i);

      if (!keep || value->standing != RAPPORT_STANDING_CONTESTED)
        write_value (writing, entity, member, value);
    }
  write_enrolments (writing, entity, member, row);
}

/* A row's verdict: that of the check, judged anew when somebody has written since. */
static RapportImportKind
judge_again (Writing                     *writing,
             const RapportImportVerdict  *verdict,
             RapportImportRow            *row,
             RapportMember              **member,
             GError                     **error)
{
  RapportReading *reading = rapport_transaction_reading (writing->transaction);
  g_autoptr (GPtrArray) differences = NULL;

  if (verdict->kind == RAPPORT_IMPORT_REJECTED)
    return RAPPORT_IMPORT_REJECTED;
  if (!writing->fresh)
    return rapport_import_judge (writing->job, reading, row, member, &differences, error);
  if (verdict->member > 0 && verdict->kind != RAPPORT_IMPORT_SAME)
    *member = rapport_members_load (reading, verdict->member);
  if (*member != NULL)
    rapport_import_three_way (reading, *member, row);
  return verdict->kind;
}

static gboolean
take_row (Writing                     *writing,
          const RapportImportVerdict  *verdict,
          RapportImportRow            *row,
          GError                     **error)
{
  RapportImportJob *job = writing->job;
  RapportImportResult *result = &job->result;
  g_autoptr (RapportMember) member = NULL;
  g_autoptr (GError) failure = NULL;
  RapportImportKind kind = judge_again (writing, verdict, row, &member, &failure);
  gboolean keep;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (kind == RAPPORT_IMPORT_DOUBLE)
    {
      gboolean same = rapport_import_rows_contain (job->same, verdict->row);

      result->doubles += !same;
      kind = same ? RAPPORT_IMPORT_CHANGED : RAPPORT_IMPORT_NEW;
    }
  keep = kind == RAPPORT_IMPORT_CHANGED && rapport_import_rows_contain (job->keep, verdict->row);
  result->kept += keep;
  if (keep && !(verdict->contested && verdict->uncontested))
    return TRUE;
  result->added += kind == RAPPORT_IMPORT_NEW;
  result->changed += kind == RAPPORT_IMPORT_CHANGED;
  result->same += kind == RAPPORT_IMPORT_SAME;
  result->rejected += kind == RAPPORT_IMPORT_REJECTED;
  if (kind == RAPPORT_IMPORT_SAME || kind == RAPPORT_IMPORT_REJECTED)
    return TRUE;
  write_row (writing, kind == RAPPORT_IMPORT_CHANGED ? member : NULL, row, keep);
  return TRUE;
}

static gboolean
write_rows (Writing            *writing,
            RapportImportFeed  *feed,
            GCancellable       *cancellable,
            GError            **error)
{
  RapportImportJob *job = writing->job;
  g_autoptr (GError) failure = NULL;
  RapportImportRow *next;
  guint i = 0;

  while ((next = rapport_import_feed_next (feed, &failure)) != NULL)
    {
      g_autoptr (RapportImportRow) row = next;

      if (i >= job->report->verdicts->len
          || !take_row (writing, &g_array_index (job->report->verdicts, RapportImportVerdict, i), row, error))
        return FALSE;
      g_atomic_int_set (&job->done, (gint) ++i);
      if (job->lock != NULL && i % BATCH == 0)
        rapport_lock_file_set_percent (job->lock, (guint) (100 * (guint64) i / MAX (1, job->report->verdicts->len)));
      if (i % BATCH == 0 && !rapport_transaction_flush (writing->transaction, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

gboolean
rapport_import_write_command (RapportTransaction  *transaction,
                              gpointer             data,
                              GError             **error)
{
  RapportImportJob *job = data;
  GCancellable *cancellable = rapport_transaction_get_cancellable (transaction);
  g_autoptr (RapportImportRules) rules = rapport_import_rules_new (job->mapping, job->policy, job->this_year);
  g_autofree char *count = g_strdup_printf ("%u", rapport_import_job_will_write (job));
  const char *args[] = { count, NULL };
  gint64 began = g_get_monotonic_time ();
  gboolean done;
  Writing writing = { job, transaction };

  job->result = (RapportImportResult) { 0 };
  g_atomic_int_set (&job->done, 0);
  rapport_transaction_set_operation (transaction, "import-members", args);
  if (job->programme == 0)
    job->programme = rapport_programmes_first (rapport_transaction_reading (transaction));
  writing.fresh = rapport_import_watermark (rapport_transaction_reading (transaction)) == job->report->watermark;
  writing.programme = job->programme > 0 ? job->programme : rapport_session_ensure_programme (transaction);
  writing.today = rapport_date_of_instant (rapport_transaction_now (transaction), job->policy->time_zone);
  writing.skills = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) skill_fields_free);
  writing.customs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (RapportImportFeed) feed = rapport_import_feed_new (job->source, rules, job->corrections, cancellable);
  done = write_rows (&writing, feed, cancellable, error);
  g_free (writing.today);
  g_hash_table_unref (writing.skills);
  g_hash_table_unref (writing.customs);
  job->result.microseconds = g_get_monotonic_time () - began;
  return done;
}

gboolean
rapport_import_undo_command (RapportTransaction  *transaction,
                             gpointer             data,
                             GError             **error)
{
  RapportUndoResult result = { NULL };
  gboolean undone = rapport_undo_command (transaction, &result, error);

  if (undone && g_strcmp0 (result.title, "import-members") != 0)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                           _("Something else was done since the import: undo that first."));
      undone = FALSE;
    }
  g_free (result.title);
  g_strfreev (result.args);
  return undone;
}
