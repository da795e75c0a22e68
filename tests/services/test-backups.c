/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/backups.h"
#include "services/drafts.h"

#include "store/transaction.h"
#include "support/support.h"

#include <signal.h>
#include <sys/resource.h>

#define NOW 1800000000
#define DAY (24 * 3600)

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  guint meanwhile;    /* members to be added while a backup is restored */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GError) error = NULL;

  self->clock = rapport_clock_new_at (NOW);
  self->store = rapport_store_open (path, self->clock, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->store);
  g_object_unref (self->clock);
}

static gboolean
add_member (RapportTransaction  *transaction,
            gpointer             data,
            GError             **error)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  rapport_transaction_set_operation (transaction, "add-member", NULL);
  rapport_transaction_set_string (transaction, member, "given_name", "Marta");
  return TRUE;
}

static void
add (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (self->store, add_member, NULL, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_backups (Fixture *self)
{
  g_autoptr (GPtrArray) list = rapport_backup_list (rapport_store_get_path (self->store));

  return list->len;
}

typedef struct {
  gboolean done;
  gpointer result;
  GError *error;
} Work;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Work *work = data;

  work->result = rapport_backups_work_finish (RAPPORT_STORE (source), result, &work->error);
  work->done = TRUE;
}

static gpointer
work (Fixture           *self,
      RapportBackupWork  what,
      const char        *path)
{
  Work run = { FALSE };

  rapport_backups_work_async (self->store, what, path, NULL, NULL, done_cb, &run);
  g_assert_true (rapport_test_wait (&run.done, 30));
  g_assert_no_error (run.error);
  return run.result;
}

/* One a day, of what has changed since. */
static void
test_daily (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *none = work (self, RAPPORT_BACKUP_WORK_DAILY, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpstr (none, ==, ""); /* there is nothing to lose */
  add (self);
  g_assert_true (rapport_backups_is_due (self->store));
  first = work (self, RAPPORT_BACKUP_WORK_DAILY, NULL);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  add (self);
  g_assert_false (rapport_backups_is_due (self->store)); /* that one is of today */
  rapport_clock_move_to (self->clock, NOW + DAY);
  g_assert_true (rapport_backups_is_due (self->store));
  second = work (self, RAPPORT_BACKUP_WORK_DAILY, NULL);
  g_assert_cmpstr (first, !=, second);
  rapport_clock_move_to (self->clock, NOW + 2 * DAY);
  g_assert_false (rapport_backups_is_due (self->store)); /* nothing was written since */
}

static void
test_before_a_long_job (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (RapportLockFile) lock = NULL;
  g_autoptr (RapportLockFile) second = NULL;
  g_autoptr (GError) error = NULL;

  lock = rapport_backups_prepare (self->store, RAPPORT_LONG_JOB_IMPORT, RAPPORT_BACKUP_IMPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_backups (self), ==, 0); /* of nothing */
  second = rapport_backups_prepare (self->store, RAPPORT_LONG_JOB_IMPORT, RAPPORT_BACKUP_IMPORT, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&lock, rapport_lock_file_release);
  add (self);
  lock = rapport_backups_prepare (self->store, RAPPORT_LONG_JOB_IMPORT, RAPPORT_BACKUP_IMPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_backups (self), ==, 1);
}

/* There is no room for the backup: nothing is begun, and nobody is kept from working. */
static void
test_full_disk_before_a_long_job (Fixture       *self,
                                  gconstpointer  data)
{
  g_autoptr (RapportLockFile) lock = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit tight;

  add (self);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 64 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  lock = rapport_backups_prepare (self->store, RAPPORT_LONG_JOB_IMPORT, RAPPORT_BACKUP_IMPORT, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (lock);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  g_assert_true (g_str_has_suffix (error->message, "."));
  words = rapport_lock_file_dup_words (rapport_store_get_path (self->store), NULL);
  g_assert_null (words);
  add (self);
}

static guint
count_members (Fixture *self)
{
  g_autoptr (RapportBackupFacts) facts = rapport_backup_facts_of (rapport_store_get_path (self->store), NULL);

  return (guint) facts->members;
}

/* The tenth is not removed for the backup that is made before it is restored. */
static void
test_restore_and_back (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *oldest = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *again = NULL;

  add (self);
  oldest = work (self, RAPPORT_BACKUP_WORK_MAKE, NULL);
  for (int i = 1; i < RAPPORT_BACKUPS_KEPT; i++)
    {
      rapport_clock_move_to (self->clock, NOW + i);
      g_free (work (self, RAPPORT_BACKUP_WORK_MAKE, NULL));
    }
  add (self);
  undo = work (self, RAPPORT_BACKUP_WORK_RESTORE, oldest);
  g_assert_cmpuint (count_members (self), ==, 1);
  again = work (self, RAPPORT_BACKUP_WORK_RESTORE, undo);
  g_assert_cmpuint (count_members (self), ==, 2);
}

/* A draft about somebody whom the backup does not know would be offered to whoever gets that number next. */
static void
test_restore_keeps_drafts_about_the_same_people (Fixture       *self,
                                                 gconstpointer  data)
{
  const char *path = rapport_store_get_path (self->store);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_autofree char *about_one = rapport_drafts_key ("request", path, "1-1-0");
  g_autofree char *about_two = rapport_drafts_key ("request", path, "1-2-0");
  g_autofree char *backup = NULL;
  g_auto (GStrv) left = NULL;

  add (self);
  backup = work (self, RAPPORT_BACKUP_WORK_MAKE, NULL);
  rapport_clock_move_to (self->clock, NOW + 1);
  add (self);
  g_hash_table_insert (values, g_strdup ("text"), g_variant_ref_sink (g_variant_new_string ("Dear Marta")));
  g_assert_true (rapport_drafts_save (about_one, values, NULL, NOW, NULL));
  g_assert_true (rapport_drafts_save (about_two, values, NULL, NOW, NULL));
  g_free (work (self, RAPPORT_BACKUP_WORK_RESTORE, backup));
  add (self);
  left = rapport_drafts_list ("request", path);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_cmpstr (left[0], ==, "1-1-0");
  rapport_drafts_remove (about_one);
}

/* The backup is being put in place and somebody writes: on the caller's thread it is the copying beside the data. */
static void
add_meanwhile (guint    percent,
               gpointer data)
{
  Fixture *self = data;

  if (self->meanwhile > 0 && percent <= 50)
    {
      self->meanwhile--;
      add (self);
    }
}

/* What was acknowledged before the last moment is in the backup made before the restore. */
static void
test_restore_loses_nothing_written_meanwhile (Fixture       *self,
                                              gconstpointer  data)
{
  g_autofree char *earlier = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  add (self);
  earlier = work (self, RAPPORT_BACKUP_WORK_MAKE, NULL);
  add (self);
  self->meanwhile = 1;
  g_assert_true (rapport_backups_restore (self->store, earlier, add_meanwhile, self, &undo, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->meanwhile, ==, 0);
  g_assert_cmpuint (count_members (self), ==, 1);
  again = work (self, RAPPORT_BACKUP_WORK_RESTORE, undo);
  g_assert_cmpuint (count_members (self), ==, 3);
}

static void
test_list_says_what_is_in_each (Fixture       *self,
                                gconstpointer  data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *last = NULL;
  g_autofree char *torn = NULL;
  const RapportBackupItem *item;

  add (self);
  torn = work (self, RAPPORT_BACKUP_WORK_MAKE, NULL);
  g_assert_true (g_file_set_contents (torn, "words", -1, NULL));
  rapport_clock_move_to (self->clock, NOW + 1);
  g_free (work (self, RAPPORT_BACKUP_WORK_MAKE, NULL));
  items = work (self, RAPPORT_BACKUP_WORK_LIST, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  item = g_ptr_array_index (items, 0);
  contents = rapport_backups_contents (item->facts);
  g_assert_cmpstr (contents, ==, "1 member, 0 requests, 0 partnerships");
  last = rapport_backups_last (item->facts);
  g_test_message ("%s", last);
  g_assert_true (g_str_has_suffix (last, "15 January 2027, 08:00"));
  item = g_ptr_array_index (items, 1);
  g_assert_null (item->facts);
  g_assert_true (g_str_has_suffix (item->problem, "."));
}

static void
test_copy_never_over_itself (Fixture       *self,
                             gconstpointer  data)
{
  g_autofree char *link = g_strconcat (rapport_store_get_path (self->store), ".link", NULL);
  g_autoptr (GError) error = NULL;

  add (self);
  g_assert_false (rapport_backups_save_copy (self->store, rapport_store_get_path (self->store), NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (rapport_backups_save_copy (self->store, link, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/services/backups/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("daily", test_daily);
  ADD ("before-a-long-job", test_before_a_long_job);
  ADD ("full-disk-before-a-long-job", test_full_disk_before_a_long_job);
  ADD ("restore-and-back", test_restore_and_back);
  ADD ("restore-keeps-drafts-about-the-same-people", test_restore_keeps_drafts_about_the_same_people);
  ADD ("restore-loses-nothing-written-meanwhile", test_restore_loses_nothing_written_meanwhile);
  ADD ("list-says-what-is-in-each", test_list_says_what_is_in_each);
  ADD ("copy-never-over-itself", test_copy_never_over_itself);
  return g_test_run ();
}
