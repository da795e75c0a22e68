/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "net/compose.h"
#include "services/backups.h"
#include "services/changes.h"
#include "services/drafts.h"
#include "services/erase.h"
#include "services/sample.h"
#include "store/backup-folder.h"
#include "store/history.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/verify.h"
#include "services/whole.h"
#include "support/marks.h"
#include "support/people.h"
#include "support/support.h"

/* Everything that this computer keeps: the file, its backups, drafts. */

#define BIOGRAPHY "Zwobelarith was where it began"
#define NAME "Quexandrine"
#define NOTE "Gribbelnote to myself"
#define PHOTO "PHOTO-MARK-7f3a9c"
#define MET "Ulmtal"
#define PATH "M 111.25 77.5 L 113.75 79.25"

static const char *const marks[] = { BIOGRAPHY, NAME, NOTE, PHOTO, PATH, NULL };

typedef struct {
  char *folder;
  char *path;
  RapportClock *clock;
  RapportStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_strdup (g_get_user_data_dir ());
  fixture->path = g_build_filename (fixture->folder, "rapport", "rapport.db", NULL);
  fixture->clock = rapport_clock_new_at (1800000000);
  fixture->store = rapport_store_open (fixture->path, fixture->clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (fixture->store, "Ada");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };

  rapport_test_finalize (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_unlink (path);
    }
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Somebody among many, in a partnership that is under way. */
typedef struct {
  RapportPeople *people;
  gint64 member;
  gint64 mentor;
  gint64 partnership;
} World;

static gint64
add (RapportTransaction *tx,
     const char         *kind,
     const char         *field,
     const char         *value)
{
  gint64 entity = rapport_transaction_new_entity (tx, kind);

  rapport_transaction_set_string (tx, entity, field, value);
  return entity;
}

static gboolean
world_command (RapportTransaction  *tx,
               gpointer             data,
               GError             **error)
{
  World *world = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG" PHOTO, strlen ("\x89PNG" PHOTO));
  g_autofree char *photo = rapport_transaction_add_blob (tx, bytes);
  gint64 meeting;
  gint64 signature;

  world->member = g_array_index (world->people->members, gint64, 17);
  world->mentor = g_array_index (world->people->members, gint64, 18);
  rapport_transaction_set_operation (tx, "change-member", NULL);
  rapport_transaction_set_string (tx, world->member, "given_name", NAME);
  rapport_transaction_set_string (tx, world->member, "family_name", MET);
  rapport_transaction_set_string (tx, world->member, "biography", BIOGRAPHY);
  rapport_transaction_set_string (tx, world->member, "photo", photo);
  world->partnership = add (tx, "partnership", "starts_on", "2026-12-01");
  rapport_transaction_set_reference (tx, world->partnership, "programme", world->people->programme);
  rapport_transaction_set_reference (tx, world->partnership, "mentee", world->member);
  rapport_transaction_set_reference (tx, world->partnership, "mentor", world->mentor);
  meeting = add (tx, "meeting", "mentee_notes", NOTE);
  rapport_transaction_set_string (tx, meeting, "mentor_notes", "Quite good; " MET ", as she is called, was late");
  rapport_transaction_set_string (tx, meeting, "notes", "The bridge at " MET "en");
  rapport_transaction_set_reference (tx, meeting, "partnership", world->partnership);
  signature = add (tx, "signature", "side", "mentee");
  rapport_transaction_set_reference (tx, signature, "meeting", meeting);
  rapport_transaction_set_string (tx, signature, "method", "drawn");
  rapport_transaction_set_string (tx, signature, "path", PATH);
  return TRUE;
}

static void
make_world (Fixture *fixture,
            World   *world,
            char    *csv)
{
  g_autoptr (GError) error = NULL;

  world->people = rapport_people_read (csv);
  rapport_store_write (fixture->store, rapport_people_write_command, world->people, NULL, &error);
  g_assert_no_error (error);
  rapport_store_write (fixture->store, world_command, world, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
uuid_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return rapport_reading_uuid (reading, *(gint64 *) data);
}

static gpointer
no_query (RapportReading  *reading,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  gint64 no = rapport_reading_find (reading, data);

  return g_memdup2 (&no, sizeof no);
}

static void
keep_draft (Fixture *fixture,
            World   *world)
{
  g_autofree char *uuid = rapport_store_read (fixture->store, uuid_query, &world->member, NULL, NULL);
  g_autofree char *key = rapport_drafts_key ("member", rapport_store_get_path (fixture->store), uuid);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);

  g_hash_table_insert (values, (gpointer) "biography", g_variant_ref_sink (g_variant_new_string (BIOGRAPHY)));
  g_assert_true (rapport_drafts_save (key, values, NULL, 1800000000, NULL));
}

static void
keep_backup (Fixture *fixture,
             gint64   at)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = rapport_backup_make (rapport_store_get_path (fixture->store), RAPPORT_BACKUP_DAILY, at, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (made);
}

static gpointer
partnership_query (RapportReading  *reading,
                   gpointer         data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  return rapport_partnerships_get (reading, data, cancellable, error);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  RapportEraseAccount **account = data;
  g_autoptr (GError) error = NULL;

  *account = rapport_erase_run_finish (RAPPORT_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
progress_cb (RapportErasing step,
             guint          percent,
             gpointer       data)
{
  guint *steps = data;

  *steps |= 1u << step;
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GPtrArray) findings = rapport_store_verify (fixture->store, NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_everywhere (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *csv = rapport_test_population (500, "mix");
  World world = { 0 };
  RapportEraseJob *job = rapport_erase_job_new ();
  RapportEraseAccount *account = NULL;
  guint steps = 0;
  g_autofree char *text = NULL;
  g_autoptr (RapportPartnershipRow) row = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  if (csv == NULL)
    {
      rapport_erase_job_free (job);
      return;
    }
  make_world (fixture, &world, csv);
  keep_draft (fixture, &world);
  keep_backup (fixture, 1799990000);
  keep_backup (fixture, 1799995000);
  for (guint i = 0; marks[i] != NULL; i++)
    g_assert_cmpuint (rapport_marks_count (fixture->folder, marks[i]), >, 2);

  g_array_append_val (job->members, world.member);
  rapport_erase_run_async (fixture->store, job, progress_cb, &steps, NULL, erased_cb, &account);
  while (account == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; marks[i] != NULL; i++)
    {
      g_test_message ("%s", marks[i]);
      g_assert_cmpuint (rapport_marks_count (fixture->folder, marks[i]), ==, 0);
    }
  g_assert_cmpuint (account->ended, ==, 1);
  g_assert_cmpuint (account->backups, ==, 2);
  g_assert_cmpuint (account->drafts, ==, 1);
  g_assert_false (account->backup_failed);
  g_assert_cmpuint (steps & 1, ==, 1);
  text = rapport_erase_account_text (account);
  g_assert_nonnull (strstr (text, "1 member record"));
  g_assert_nonnull (strstr (text, "1 signature"));
  g_assert_null (strstr (text, NAME));
  /* The mentor's note says her name; the other a place of which it is the beginning. */
  g_assert_nonnull (strstr (text, "1 text of others"));
  g_assert_cmpuint (account->mentions->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (account->mentions, 0), "Mentor's own notes of "));
  backups = rapport_backup_list (rapport_store_get_path (fixture->store));
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpint (((RapportBackup *) g_ptr_array_index (backups, 0))->reason, ==, RAPPORT_BACKUP_ERASE);
  row = rapport_store_read (fixture->store, partnership_query, &world.partnership, NULL, NULL);
  g_assert_cmpstr (row->mentee_name, ==, "Erased person");
  g_assert_cmpstr (row->mentor_name, !=, "");
  g_assert_cmpint (row->state, ==, RAPPORT_PARTNERSHIP_ENDED);
  assert_sound (fixture);
  rapport_erase_account_free (account);
  rapport_people_free (world.people);
}

/* What the two share of their meetings stays with the other (DESIGN §3). */
static gboolean
is_shared (const RapportMark *mark)
{
  static const char *const shared[] = { "place", "topics", "agenda", "notes", "next_steps", NULL };

  return strcmp (mark->kind, "meeting") == 0 && g_strv_contains (shared, mark->field);
}

static void
draft_of (Fixture     *fixture,
          const char  *form,
          const char  *what,
          const char  *mark)
{
  g_autofree char *key = rapport_drafts_key (form, rapport_store_get_path (fixture->store), what);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);

  g_hash_table_insert (values, (gpointer) "text", g_variant_ref_sink (g_variant_new_string (mark)));
  g_assert_true (rapport_drafts_save (key, values, NULL, 1800000000, NULL));
}

/* As the forms name them. */
static void
keep_drafts (Fixture            *fixture,
             const RapportWhole *whole,
             const char         *mark,
             const char         *others)
{
  g_autofree char *uuid = rapport_store_read (fixture->store, uuid_query, (gpointer) &whole->person, NULL, NULL);
  g_autofree char *partner = rapport_store_read (fixture->store, uuid_query, (gpointer) &whole->partner, NULL, NULL);
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-0", whole->person, whole->partner);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-0", whole->partner, whole->person);
  g_autofree char *among = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-0", whole->partner, whole->partner);
  g_autofree char *meeting = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-0", whole->partnership, whole->meeting);
  g_autofree char *by_other = g_strdup_printf ("%" G_GINT64_FORMAT "-0-%" G_GINT64_FORMAT, whole->partnership, whole->partner);
  g_autofree char *new_one = g_strdup_printf ("%" G_GINT64_FORMAT "-0-%" G_GINT64_FORMAT, whole->partnership, whole->person);

  draft_of (fixture, "member", uuid, mark);
  draft_of (fixture, "member", partner, others);
  draft_of (fixture, "request", from, mark);
  draft_of (fixture, "request", to, mark);
  draft_of (fixture, "request", among, others);
  draft_of (fixture, "meeting", meeting, mark);
  draft_of (fixture, "meeting", new_one, mark);
  draft_of (fixture, "meeting", by_other, others);
}

/* No kind and no field of the table that says something about a person is left behind, in the file, its backups or a draft. */
static void
test_every_field_of_every_kind (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RapportWhole) whole = rapport_whole_new ();
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
  g_autoptr (RapportEraseAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *all = rapport_compose_folder ();
  g_autofree char *given = NULL;
  g_autofree char *folder = NULL;
  guint others;

  rapport_store_write (fixture->store, rapport_whole_command, whole, NULL, &error);
  g_assert_no_error (error);
  rapport_store_write (fixture->store, rapport_whole_end_command, whole, NULL, &error);
  g_assert_no_error (error);
  keep_drafts (fixture, whole, "zwqdraftq9c41d7q", "zwqotherq51c0a7q");
  others = rapport_marks_count (fixture->folder, "zwqotherq51c0a7q");
  keep_backup (fixture, 1799990000);
  aside = g_strconcat (fixture->path, ".damaged-2026-11-19-120000", NULL);
  g_assert_true (g_file_set_contents (aside, "zwqdraftq9c41d7q", -1, NULL));
  given = g_build_filename (all, "x1y2z3", "invitation.ics", NULL);
  folder = g_path_get_dirname (given);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (given, "zwqdraftq9c41d7q", -1, NULL));
  g_assert_cmpuint (whole->marks->len, >, 40);
  g_array_append_val (job->members, whole->person);
  account = rapport_erase_run (fixture->store, job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < whole->marks->len; i++)
    {
      const RapportMark *mark = g_ptr_array_index (whole->marks, i);

      g_test_message ("%s: %s %s", mark->text, mark->kind, mark->field);
      if (is_shared (mark))
        g_assert_cmpuint (rapport_marks_count (fixture->folder, mark->text), >, 0);
      else
        g_assert_cmpuint (rapport_marks_count (fixture->folder, mark->text), ==, 0);
    }
  g_assert_cmpuint (rapport_marks_count (fixture->folder, "zwqdraftq9c41d7q"), ==, 0);
  g_assert_cmpuint (rapport_marks_count (fixture->folder, "zwqotherq51c0a7q"), ==, others);
  g_assert_cmpuint (account->drafts, ==, 5);
  g_assert_cmpuint (account->copies, ==, 1);
  g_assert_false (g_file_test (given, G_FILE_TEST_EXISTS));
  assert_sound (fixture);
}

/* What was taken back is still in the journal, and goes with the rest. */
static void
test_what_was_undone (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RapportWhole) whole = rapport_whole_new ();
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
  g_autoptr (RapportEraseAccount) account = NULL;
  RapportUndoResult undone = { 0 };
  g_autoptr (GError) error = NULL;

  rapport_store_write (fixture->store, rapport_whole_command, whole, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (whole->marks, 0);
  rapport_store_write (fixture->store, rapport_whole_end_command, whole, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->marks->len, ==, 1);
  rapport_store_write (fixture->store, rapport_undo_command, &undone, NULL, &error);
  g_assert_no_error (error);
  g_free (undone.title);
  g_strfreev (undone.args);
  g_array_append_val (job->members, whole->person);
  account = rapport_erase_run (fixture->store, job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (account->counts[RAPPORT_ERASED_END_NOTES], ==, 1);
  g_assert_cmpuint (account->ended, ==, 1);
  g_assert_cmpuint (rapport_marks_count (fixture->folder, ((RapportMark *) g_ptr_array_index (whole->marks, 0))->text), ==, 0);
  assert_sound (fixture);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
  g_autoptr (GError) error = NULL;
  gint64 nobody = 4711;

  g_array_append_val (job->members, nobody);
  keep_backup (fixture, 1799990000);
  g_assert_null (rapport_erase_run (fixture->store, job, NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
  {
    g_autoptr (GPtrArray) backups = rapport_backup_list (rapport_store_get_path (fixture->store));

    g_assert_cmpuint (backups->len, >=, 1);
  }
}

/* A copy that somebody put elsewhere before is restored. */
static void
test_restored (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *csv = rapport_test_population (20, "mix");
  g_autofree char *elsewhere = rapport_test_folder ();
  g_autofree char *copy = g_build_filename (elsewhere, "copy.db", NULL);
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
  g_autoptr (RapportEraseAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  World world = { 0 };

  if (csv == NULL)
    return;
  make_world (fixture, &world, csv);
  g_assert_true (rapport_backup_copy (rapport_store_get_path (fixture->store), copy, NULL, NULL, NULL, &error));
  g_array_append_val (job->members, world.member);
  account = rapport_erase_run (fixture->store, job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_backups_restore (fixture->store, copy, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; marks[i] != NULL; i++)
    {
      g_assert_cmpuint (rapport_marks_count (elsewhere, marks[i]), >, 0);
      g_assert_cmpuint (rapport_marks_count (fixture->folder, marks[i]), ==, 0);
    }
  assert_sound (fixture);
  rapport_people_free (world.people);
}

static void
taken_in_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_changes_import_finish (RAPPORT_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
write_changes (RapportStore *store,
               const char   *path)
{
  g_autoptr (RapportChangesExport) export = rapport_changes_export_new (path);
  g_autoptr (GError) error = NULL;

  rapport_store_read (store, rapport_changes_export_query, export, NULL, &error);
  g_assert_no_error (error);
}

/* Another copy takes in what is here, erases somebody, and sends that back into @path. */
static void
erase_elsewhere (Fixture    *fixture,
                 World      *world,
                 const char *folder,
                 const char *path)
{
  g_autofree char *database = g_build_filename (folder, "other.db", NULL);
  g_autoptr (RapportChangesImport) import_ = rapport_changes_import_new (path, FALSE);
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
  g_autoptr (RapportEraseAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) other = rapport_store_open (database, fixture->clock, &error);
  g_autofree char *uuid = rapport_store_read (fixture->store, uuid_query, &world->member, NULL, NULL);
  g_autofree gint64 *member = NULL;

  g_assert_no_error (error);
  write_changes (fixture->store, path);
  rapport_store_write (other, rapport_changes_import_command, import_, NULL, &error);
  g_assert_no_error (error);
  member = rapport_store_read (other, no_query, uuid, NULL, NULL);
  g_array_append_val (job->members, *member);
  account = rapport_erase_run (other, job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  write_changes (other, path);
}

static void
test_erased_elsewhere (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *csv = rapport_test_population (20, "mix");
  g_autofree char *elsewhere = rapport_test_folder ();
  g_autofree char *path = g_build_filename (elsewhere, "changes", NULL);
  g_autoptr (RapportChangesImport) import_ = NULL;
  g_autoptr (GPtrArray) words = NULL;
  World world = { 0 };
  gboolean told = FALSE;
  gboolean done = FALSE;

  if (csv == NULL)
    return;
  make_world (fixture, &world, csv);
  keep_draft (fixture, &world);
  keep_backup (fixture, 1799990000);
  erase_elsewhere (fixture, &world, elsewhere, path);
  import_ = rapport_changes_import_new (path, TRUE);
  rapport_changes_import_async (fixture->store, import_, NULL, taken_in_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  words = rapport_changes_import_words (import_);
  for (guint i = 0; i < words->len; i++)
    told |= strstr (g_ptr_array_index (words, i), "1 erasure of personal data") != NULL;
  g_assert_true (told);
  rapport_changes_import_free (g_steal_pointer (&import_));

  done = FALSE;
  import_ = rapport_changes_import_new (path, FALSE);
  rapport_changes_import_async (fixture->store, import_, NULL, taken_in_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; marks[i] != NULL; i++)
    {
      g_test_message ("%s", marks[i]);
      g_assert_cmpuint (rapport_marks_count (fixture->folder, marks[i]), ==, 0);
    }
  assert_sound (fixture);
  rapport_people_free (world.people);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add ("/erase/from-file-backups-and-drafts", Fixture, NULL, set_up, test_everywhere, tear_down);
  g_test_add ("/erase/every-field-of-every-kind", Fixture, NULL, set_up, test_every_field_of_every_kind, tear_down);
  g_test_add ("/erase/what-was-undone", Fixture, NULL, set_up, test_what_was_undone, tear_down);
  g_test_add ("/erase/a-restored-copy-does-not-bring-it-back", Fixture, NULL, set_up, test_restored, tear_down);
  g_test_add ("/erase/what-others-have-erased-leaves-the-backups-here", Fixture, NULL, set_up, test_erased_elsewhere, tear_down);
  g_test_add ("/erase/nobody-leaves-the-backups-alone", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
