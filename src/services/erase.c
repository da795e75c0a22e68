/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/erase.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/date.h"
#include "model/in-thread.h"
#include "services/entity-words.h"
#include "store/changes.h"
#include "store/lock-file.h"
#include "store/mentions.h"
#include "store/partnerships.h"
#include "store/programmes.h"

RapportEraseJob *
rapport_erase_job_new (void)
{
  RapportEraseJob *self = g_new0 (RapportEraseJob, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
rapport_erase_job_free (RapportEraseJob *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->members);
  g_free (self);
}

void
rapport_erase_account_free (RapportEraseAccount *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->mentions, g_ptr_array_unref);
  g_free (self);
}

/* Words of others --------------------------------------------------------------------------------------------------- */

static gpointer
names_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const RapportEraseJob *job = data;
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_mentioned_free);

  for (guint i = 0; i < job->members->len; i++)
    {
      RapportMentioned *one = rapport_mentioned_new (reading, g_array_index (job->members, gint64, i));

      if (one != NULL)
        g_ptr_array_add (people, one);
    }
  return people;
}

/** Who was erased, and what is told of that. */
typedef struct {
  GPtrArray *people;
  RapportEraseAccount *account;
} Looking;

static gpointer
mentions_query (RapportReading  *reading,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  Looking *looking = data;
  g_autoptr (GPtrArray) found = rapport_mentions_find (reading, looking->people, cancellable, error);

  if (found == NULL)
    return NULL;
  looking->account->authored = rapport_mentions_authored (reading, looking->people);
  looking->account->mentions = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < found->len; i++)
    {
      const RapportMention *mention = g_ptr_array_index (found, i);
      g_autofree char *field = rapport_field_title (reading, mention->kind, mention->field);
      g_autofree char *words = rapport_entity_words (reading, mention->entity);

      /* Translators: a field and whose it is: "Shared notes of Ewa Dudek and Marta Kovač" */
      g_ptr_array_add (looking->account->mentions, g_strdup_printf (_("%s of %s"), field, words));
    }
  return looking;
}

/* In the database --------------------------------------------------------------------------------------------------- */

/** Data of the command. */
typedef struct {
  const RapportEraseJob *job;
  RapportEraseAccount *account;
} Writing;

/* Nobody meets an erased person: what is under way has ended. */
static gboolean
end_partnerships (RapportTransaction  *transaction,
                  Writing             *writing,
                  gint64               member,
                  GError             **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);
  g_autoptr (GArray) numbers = rapport_partnerships_of_member (reading, member);

  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 no = g_array_index (numbers, gint64, i);
      g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &no, NULL, error);
      g_autoptr (RapportPolicy) policy = row != NULL ? rapport_programmes_policy (reading, row->programme) : NULL;
      g_autofree char *today = NULL;

      if (row == NULL)
        return FALSE;
      if (row->state == RAPPORT_PARTNERSHIP_ENDED)
        continue;
      today = rapport_date_of_instant (rapport_transaction_now (transaction), policy->time_zone);
      {
        const char *end[] = { today, "other", "", NULL };

        rapport_transaction_set_strv (transaction, no, "end", end);
      }
      writing->account->ended++;
    }
  return TRUE;
}

static gboolean
erase_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  Writing *writing = data;
  const GArray *members = writing->job->members;
  RapportErase erase = { (const gint64 *) (gpointer) members->data, members->len, writing->job->operation };
  gboolean done = TRUE;

  if (members->len > 0)
    rapport_transaction_set_operation (transaction, "erase-member", NULL);
  for (guint i = 0; i < members->len && done; i++)
    done = end_partnerships (transaction, writing, g_array_index (members, gint64, i), error);
  if (!done)
    return FALSE;
  done = members->len > 0 ? rapport_erase_members_command (transaction, &erase, error)
                          : rapport_erase_import_command (transaction, &erase, error);
  writing->account->at = rapport_transaction_now (transaction);
  memcpy (writing->account->counts, erase.counts, sizeof erase.counts);
  return done;
}

/**
 * rapport_erase_run:
 * @job: what is to be erased
 * @progress: (nullable): hears how far it is, on this thread
 *
 * Erases and waits. From the moment at which the database is written it is not cancelled any more.
 *
 * Returns: (transfer full) (nullable): the account; %NULL with @error set when nothing was erased
 */
RapportEraseAccount *
rapport_erase_run (RapportStore            *store,
                   const RapportEraseJob   *job,
                   RapportErasingProgress   progress,
                   gpointer                 data,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_autoptr (RapportEraseAccount) account = g_new0 (RapportEraseAccount, 1);
  g_autoptr (GPtrArray) people = NULL;
  Looking looking = { NULL, account };
  Writing writing = { job, account };
  RapportLockFile *lock = rapport_lock_file_take (rapport_store_get_path (store), RAPPORT_LONG_JOB_ERASE, error);
  gboolean done;

  if (lock == NULL)
    return NULL;
  if (progress != NULL)
    progress (RAPPORT_ERASING_RECORDS, 0, data);
  people = looking.people = rapport_store_read (store, names_query, (gpointer) job, NULL, NULL);
  done = rapport_store_write (store, erase_command, &writing, cancellable, error);
  if (done)
    {
      rapport_erase_tidy (store, account, progress, data);
      if (people != NULL)
        rapport_store_read (store, mentions_query, &looking, NULL, NULL);
    }
  rapport_lock_file_release (lock);
  return done ? g_steal_pointer (&account) : NULL;
}

/* Over a restore ---------------------------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *lines;
  guint next;
} Lines;

static gboolean
next_line (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Lines *lines = data;

  *line = lines->next < lines->lines->len ? g_ptr_array_index (lines->lines, lines->next++) : NULL;
  *length = *line != NULL ? strlen (*line) : 0;
  return TRUE;
}

gboolean
rapport_erasures_put_in (RapportStore  *store,
                         GPtrArray     *lines,
                         GError       **error)
{
  Lines data = { lines, 0 };
  RapportMerge merge = { .source = next_line, .data = &data };
  gboolean ok = lines->len == 0 || rapport_store_write (store, rapport_changes_merge_command, &merge, NULL, error);

  g_free (merge.forked);
  return ok;
}

/* On a thread of its own -------------------------------------------------------------------------------------------- */

/** Of the thread that works, but for the progress, which goes home. */
typedef struct {
  RapportEraseJob *job;             /* Owned */
  RapportErasingProgress progress;
  gpointer data;                    /* Borrowed by the caller's context */
  GMainContext *context;            /* Owned */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  rapport_erase_job_free (run->job);
  g_main_context_unref (run->context);
  g_free (run);
}

typedef struct {
  GTask *task;                      /* Owned: keeps the run */
  RapportErasing step;
  guint percent;
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_object_unref (word->task);
  g_free (word);
}

static gboolean
word_cb (gpointer data)
{
  Word *word = data;
  Run *run = g_task_get_task_data (word->task);

  if (!g_task_get_completed (word->task))
    run->progress (word->step, word->percent, run->data);
  return G_SOURCE_REMOVE;
}

static void
send_word (RapportErasing step,
           guint          percent,
           gpointer       data)
{
  GTask *task = data;
  Run *run = g_task_get_task_data (task);
  Word *word;

  if (run->progress == NULL)
    return;
  word = g_new0 (Word, 1);
  word->task = g_object_ref (task);
  word->step = step;
  word->percent = percent;
  g_main_context_invoke_full (run->context, G_PRIORITY_DEFAULT, word_cb, word, word_free);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Run *run = task_data;
  GError *failure = NULL;
  RapportEraseAccount *account = rapport_erase_run (source, run->job, send_word, task, cancellable, &failure);

  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify) rapport_erase_account_free);
  else
    g_task_return_error (task, failure);
}

void
rapport_erase_run_async (RapportStore           *store,
                         RapportEraseJob        *job,
                         RapportErasingProgress  progress,
                         gpointer                data,
                         GCancellable           *cancellable,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->job = job;
  run->progress = progress;
  run->data = data;
  run->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, rapport_erase_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, run_free);
  rapport_task_run_in_thread (task, run_thread);
}

RapportEraseAccount *
rapport_erase_run_finish (RapportStore  *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What it would do -------------------------------------------------------------------------------------------------- */

gpointer
rapport_erase_preview (RapportReading  *reading,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  const RapportEraseJob *job = data;
  g_autoptr (RapportEraseAccount) account = g_new0 (RapportEraseAccount, 1);

  account->counts[RAPPORT_ERASED_MEMBERS] = job->members->len;
  for (guint i = 0; i < job->members->len; i++)
    {
      g_autoptr (GArray) numbers = rapport_partnerships_of_member (reading, g_array_index (job->members, gint64, i));

      account->counts[RAPPORT_ERASED_KEPT] += numbers->len;
      for (guint j = 0; j < numbers->len; j++)
        {
          g_autoptr (RapportPartnershipRow) row = rapport_partnerships_get (reading, &g_array_index (numbers, gint64, j),
                                                                            cancellable, error);

          if (row == NULL)
            return NULL;
          account->ended += row->state != RAPPORT_PARTNERSHIP_ENDED;
        }
    }
  return g_steal_pointer (&account);
}

/* Words ------------------------------------------------------------------------------------------------------------- */

static char *
line_of (RapportErasedKind kind,
         guint             n)
{
  const char *format = NULL;

  switch (kind)
    {
    case RAPPORT_ERASED_MEMBERS:
      format = ngettext ("%u member record", "%u member records", n);
      break;
    case RAPPORT_ERASED_ENROLMENTS:
      format = ngettext ("%u enrolment", "%u enrolments", n);
      break;
    case RAPPORT_ERASED_REQUESTS:
      format = ngettext ("%u request with its letter as sent", "%u requests with their letters as sent", n);
      break;
    case RAPPORT_ERASED_LETTERS:
      format = ngettext ("%u letter", "%u letters", n);
      break;
    case RAPPORT_ERASED_NOTES:
      format = ngettext ("their own notes of %u meeting", "their own notes of %u meetings", n);
      break;
    case RAPPORT_ERASED_SIGNATURES:
      format = ngettext ("name and drawing of %u signature", "names and drawings of %u signatures", n);
      break;
    case RAPPORT_ERASED_PHOTOS:
      format = ngettext ("%u photo", "%u photos", n);
      break;
    case RAPPORT_ERASED_END_NOTES:
      format = ngettext ("the note at the end of %u partnership", "the notes at the end of %u partnerships", n);
      break;
    case RAPPORT_ERASED_OTHERS:
      format = ngettext ("%u other record", "%u other records", n);
      break;
    case RAPPORT_ERASED_VALUES:
      format = ngettext ("%u earlier value", "%u earlier values", n);
      break;
    case RAPPORT_ERASED_KEPT:
      format = ngettext ("%u partnership stays with its meetings, without the person",
                         "%u partnerships stay with their meetings, without the person", n);
      break;
    case RAPPORT_N_ERASED:
    default:
      g_assert_not_reached ();
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, n);
#pragma GCC diagnostic pop
}

/**
 * rapport_erase_account_lines:
 *
 * Returns: (transfer full): what was erased, a line each
 */
char **
rapport_erase_account_lines (const RapportEraseAccount *account)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < RAPPORT_N_ERASED; i++)
    if (account->counts[i] > 0)
      {
        g_autofree char *line = line_of (i, account->counts[i]);

        g_strv_builder_add (lines, line);
      }
  if (account->ended > 0)
    {
      g_autofree char *line = g_strdup_printf (ngettext ("%u partnership that was under way has ended",
                                                         "%u partnerships that were under way have ended", account->ended),
                                               account->ended);

      g_strv_builder_add (lines, line);
    }
  if (account->drafts > 0)
    {
      g_autofree char *line = g_strdup_printf (ngettext ("%u unsaved draft", "%u unsaved drafts", account->drafts),
                                               account->drafts);

      g_strv_builder_add (lines, line);
    }
  if (account->copies > 0)
    {
      g_autofree char *line = g_strdup_printf (ngettext ("%u damaged file that had been put aside",
                                                         "%u damaged files that had been put aside", account->copies),
                                               account->copies);

      g_strv_builder_add (lines, line);
    }
  if (account->backups > 0)
    {
      g_autofree char *line = g_strdup_printf (ngettext ("%u backup, in whose place a new one was made",
                                                         "%u backups, in whose place a new one was made", account->backups),
                                               account->backups);

      g_strv_builder_add (lines, line);
    }
  if (account->backup_failed || account->backups_left)
    g_strv_builder_add (lines, _("The backups could not all be replaced: look into their folder, and make a new one"));
  if (account->authored > 0)
    {
      g_autofree char *line = g_strdup_printf (ngettext ("Not erased: their name as who did %u thing in the history",
                                                         "Not erased: their name as who did %u things in the history",
                                                         account->authored), account->authored);

      g_strv_builder_add (lines, line);
    }
  if (account->mentions != NULL && account->mentions->len > 0)
    {
      guint n = account->mentions->len;
      g_autofree char *line = g_strdup_printf (ngettext ("Not erased: %u text of others that may speak of the person",
                                                         "Not erased: %u texts of others that may speak of the person", n), n);

      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

char *
rapport_erase_account_text (const RapportEraseAccount *account)
{
  g_auto (GStrv) lines = rapport_erase_account_lines (account);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (account->at);
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M UTC");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("Erased with Rapport on %s"), when);
  g_string_append (text, "\n\n");
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "- %s\n", lines[i]);
  g_string_append_printf (text, "\n%s\n",
                          _("Copies that were exported, printed or sent before are not among them, and other copies of the "
                            "database follow when they next take in changes."));
  return g_string_free (text, FALSE);
}
