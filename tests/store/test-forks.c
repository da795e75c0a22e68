/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "store/fixture.h"
#include "store/fork.h"
#include "store/merge-mark.h"
#include "support/support.h"

/* Two copies that go on under one name: a whole machine is put back to an earlier state, its notes of the replica too. */

typedef struct {
  Fixture one;
  Fixture other;
  gint64 ewa;
  char *ewa_uuid;
  char *saved;          /* what the file was */
  GHashTable *records;  /* path → bytes */
} Forked;

static char *
records_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "rapport", "replicas", NULL);
}

static void
save_machine (Forked *self)
{
  g_autofree char *folder = records_folder ();
  g_autofree char *bytes = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gsize size;

  fixture_close (&self->one);
  g_assert_true (g_file_get_contents (self->one.path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (self->saved, bytes, (gssize) size, NULL));
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);
      char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_hash_table_insert (self->records, path, text);
    }
  fixture_open (&self->one);
}

static void
put_machine_back (Forked *self)
{
  g_autofree char *bytes = NULL;
  gsize size;
  GHashTableIter iter;
  gpointer path;
  gpointer text;

  fixture_close (&self->one);
  g_assert_true (g_file_get_contents (self->saved, &bytes, &size, NULL));
  /* Over the bytes: the inode stays. */
  g_assert_true (g_file_set_contents_full (self->one.path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &path, &text))
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fixture_open (&self->one);
}

static gboolean
share_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  return rapport_fork_share (transaction, error);
}

static void
give_all (Fixture *from,
          Fixture *to)
{
  fixture_write (from, share_command, NULL);
  fixture_send_all (from, to);
}

static gpointer
own_query (RapportReading  *reading,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  return rapport_reading_own_replica (reading);
}

static char *
own_name (Fixture *fixture)
{
  return rapport_store_read (fixture->store, own_query, NULL, NULL, NULL);
}

static gpointer
uuid_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return rapport_reading_uuid (reading, *(gint64 *) data);
}

static void
write_text (Fixture    *fixture,
            gint64      entity,
            const char *field,
            const char *value)
{
  Edit edit = { entity, "member", field, value };

  fixture_write (fixture, edit_command, &edit);
}

static void
set_up (Forked        *self,
        gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Ewa" };

  fixture_set_up (&self->one, data);
  fixture_set_up (&self->other, data);
  rapport_store_set_author (self->other.store, "Bo");
  self->saved = g_strconcat (self->one.path, "-saved", NULL);
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture_write (&self->one, edit_command, &edit);
  self->ewa = edit.entity;
  self->ewa_uuid = rapport_store_read (self->one.store, uuid_query, &self->ewa, NULL, NULL);
  give_all (&self->one, &self->other);
  save_machine (self);
}

static void
tear_down (Forked        *self,
           gconstpointer  data)
{
  fixture_assert_sound (&self->one);
  fixture_assert_sound (&self->other);
  fixture_tear_down (&self->one, data);
  fixture_tear_down (&self->other, data);
  g_hash_table_unref (self->records);
  g_free (self->saved);
  g_free (self->ewa_uuid);
}

/* What is lost on the machine, and known to the other copy. */
static void
write_and_lose (Forked *self)
{
  write_text (&self->one, self->ewa, "city", "Lodz");
  write_text (&self->one, 0, "given_name", "Lost");
  write_text (&self->one, self->ewa, "city", "Krakow");
  give_all (&self->one, &self->other);
  put_machine_back (self);
}

static void
undo (Fixture *fixture)
{
  RapportUndoResult result = { 0 };

  fixture_write (fixture, rapport_undo_command, &result);
  g_free (result.title);
  g_strfreev (result.args);
}

/* Edits over edits, a deletion that names what it had seen, an operation that undoes another: all of it moves. */
static void
write_tail (Forked *self)
{
  Edit edit = { 0, "member", "given_name", "Kept" };
  gint64 gone;

  write_text (&self->one, self->ewa, "city", "Gdansk");
  write_text (&self->one, self->ewa, "city", "Gdynia");
  fixture_write (&self->one, edit_command, &edit);
  gone = edit.entity;
  write_text (&self->one, 0, "given_name", "Also kept");
  fixture_write (&self->one, delete_command, &gone);
  write_text (&self->one, self->ewa, "job_title", "Head");
  undo (&self->one);
}

#define MEMBERS "SELECT count (*) FROM member"
#define CHANGES "SELECT count (*) FROM change"

static void
assert_same (Forked *self)
{
  fixture_send_all (&self->one, &self->other);
  fixture_send_all (&self->other, &self->one);
  g_assert_cmpint (fixture_count (&self->one, CHANGES), ==, fixture_count (&self->other, CHANGES));
  g_assert_cmpint (fixture_count (&self->one, MEMBERS), ==, fixture_count (&self->other, MEMBERS));
}

static void
test_the_tail_that_nobody_has_seen_takes_a_new_name (Forked        *self,
                                                     gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *reopened = NULL;
  g_autofree char *city = NULL;
  RapportMerge merge;

  write_and_lose (self);
  write_tail (self);
  before = own_name (&self->one);
  merge = fixture_send_all (&self->other, &self->one);
  after = own_name (&self->one);
  g_assert_cmpuint (merge.n_reissued, ==, 7);
  g_assert_cmpuint (merge.n_new, ==, 3);
  g_assert_cmpstr (before, !=, after);
  /* Ewa, Lost, Also kept: nothing that either has written is gone, and two cities are to be settled. */
  g_assert_cmpint (fixture_count (&self->one, MEMBERS), ==, 3);
  g_assert_cmpint (fixture_count (&self->one, "SELECT count (*) FROM head AS h JOIN field AS f ON f.no = h.field "
                                              "WHERE f.name = 'city'"), ==, 2);
  fixture_assert_sound (&self->one);
  assert_same (self);
  write_text (&self->one, self->ewa, "city", "Sopot");
  fixture_reopen (&self->one);
  write_text (&self->one, self->ewa, "job_title", "Chair");
  reopened = own_name (&self->one);
  g_assert_cmpstr (reopened, ==, after);
  assert_same (self);
  city = fixture_value (&self->other, fixture_find (&self->other, self->ewa_uuid), "city");
  g_assert_cmpstr (city, ==, "Sopot");
}

static void
test_what_has_a_new_name_is_undone_as_before (Forked        *self,
                                              gconstpointer  data)
{
  write_and_lose (self);
  write_text (&self->one, 0, "given_name", "Kept");
  write_text (&self->one, self->ewa, "job_title", "Head");
  fixture_send_all (&self->other, &self->one);
  undo (&self->one);
  undo (&self->one);
  g_assert_cmpint (fixture_count (&self->one, "SELECT count (*) FROM member WHERE given_name = 'Kept'"), ==, 0);
  g_assert_cmpint (fixture_count (&self->one, "SELECT count (*) FROM member WHERE given_name = 'Lost'"), ==, 1);
  assert_same (self);
}

static void
test_what_both_have_given_on_is_held (Forked        *self,
                                      gconstpointer  data)
{
  gint64 before;

  write_and_lose (self);
  write_tail (self);
  fixture_write (&self->one, share_command, NULL);
  before = fixture_count (&self->one, CHANGES);
  {
    g_autofree char *words = fixture_refuse_all (&self->other, &self->one, RAPPORT_STORE_ERROR_FORK);

    g_assert_nonnull (strstr (words, "Nothing was taken in"));
  }
  g_assert_cmpint (fixture_count (&self->one, CHANGES), ==, before);
  /* What the copy writes under a name that others know from both is nobody's to take in. */
  g_free (fixture_refuse_all (&self->one, &self->other, RAPPORT_STORE_ERROR_FORK));
}

/* A file of what is new alone begins with the change before: that is another here. */
static void
test_a_file_that_begins_beyond_the_fork_is_held (Forked        *self,
                                                 gconstpointer  data)
{
  gint64 before;

  write_and_lose (self);
  write_tail (self);
  before = fixture_count (&self->other, CHANGES);
  g_free (fixture_refuse_new (&self->one, &self->other, RAPPORT_STORE_ERROR_FORK));
  g_assert_cmpint (fixture_count (&self->other, CHANGES), ==, before);
  /* All of the other's tells where the two parted: what nobody has seen is given new names. */
  g_assert_cmpuint (fixture_send_all (&self->other, &self->one).n_reissued, ==, 7);
  assert_same (self);
}

/* Where one's own tail forked cannot be told from a file that begins in the middle: nothing is given a new name. */
static void
test_a_tail_is_not_cut_in_the_middle (Forked        *self,
                                      gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  write_and_lose (self);
  write_text (&self->one, self->ewa, "city", "Gdansk");
  write_text (&self->one, self->ewa, "city", "Gdynia");
  before = own_name (&self->one);
  g_free (fixture_refuse_new (&self->other, &self->one, RAPPORT_STORE_ERROR_FORK));
  after = own_name (&self->one);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (fixture_send_all (&self->other, &self->one).n_reissued, ==, 2);
  assert_same (self);
}

static gboolean
queue_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  g_autofree char *own = rapport_reading_own_replica (rapport_transaction_reading (transaction));
  const char *state[] = { "queued", "1800000000", own, "0", "0", "", "", NULL };

  *(gint64 *) data = rapport_transaction_new_entity (transaction, "letter");
  rapport_transaction_set (transaction, *(gint64 *) data, "state", g_variant_new_strv (state, -1));
  return TRUE;
}

static gpointer
state_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GVariant) value = rapport_reading_get (reading, *(gint64 *) data, "state");

  return g_variant_dup_strv (value, NULL);
}

/* Whoever queued a letter sends it, under the new name too. */
static void
test_a_letter_that_was_queued_stays_its_own (Forked        *self,
                                             gconstpointer  data)
{
  g_autofree char *after = NULL;
  g_auto (GStrv) state = NULL;
  gint64 letter = 0;

  write_and_lose (self);
  fixture_write (&self->one, queue_command, &letter);
  fixture_send_all (&self->other, &self->one);
  after = own_name (&self->one);
  state = rapport_store_read (self->one.store, state_query, &letter, NULL, NULL);
  g_assert_cmpstr (state[0], ==, "queued");
  g_assert_cmpstr (state[2], ==, after);
  assert_same (self);
}

/* Nothing was written since: the next change must not be called as one that somebody else has. */
static void
test_a_copy_that_meets_its_own_future_leaves_its_name (Forked        *self,
                                                       gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  RapportMerge merge;

  write_and_lose (self);
  before = own_name (&self->one);
  merge = fixture_send_all (&self->other, &self->one);
  g_assert_cmpuint (merge.n_reissued, ==, 0);
  write_text (&self->one, self->ewa, "city", "Sopot");
  after = own_name (&self->one);
  g_assert_cmpstr (before, !=, after);
  assert_same (self);
}

#define ADD(name, function) g_test_add ("/store/forks/" name, Forked, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  ADD ("the-tail-that-nobody-has-seen-takes-a-new-name", test_the_tail_that_nobody_has_seen_takes_a_new_name);
  ADD ("what-has-a-new-name-is-undone-as-before", test_what_has_a_new_name_is_undone_as_before);
  ADD ("what-both-have-given-on-is-held", test_what_both_have_given_on_is_held);
  ADD ("a-file-that-begins-beyond-the-fork-is-held", test_a_file_that_begins_beyond_the_fork_is_held);
  ADD ("a-tail-is-not-cut-in-the-middle", test_a_tail_is_not_cut_in_the_middle);
  ADD ("a-letter-that-was-queued-stays-its-own", test_a_letter_that_was_queued_stays_its_own);
  ADD ("a-copy-that-meets-its-own-future-leaves-its-name", test_a_copy_that_meets_its_own_future_leaves_its_name);
  return g_test_run ();
}
