/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/uuid.h"
#include "store/changes.h"
#include "store/erase.h"
#include "store/fixture.h"
#include "store/history.h"
#include "store/verify.h"
#include "support/marks.h"
#include "support/support.h"

/* What is erased is gone from every byte, stays gone whatever comes, and the partner keeps what is theirs. */

#define PHOTO "PHOTO-MARK-7f3a9c"
#define BIOGRAPHY "Zwobelarith"
#define NAME "Quexandrine"
#define NOTE "Gribbelnote"
#define SIGNATURE "M 111.25 77.5 L 113.75 79.25"
#define LETTER "Xylobriefing"

static const char *const marks[] = { PHOTO, BIOGRAPHY, NAME, NOTE, SIGNATURE, LETTER, NULL };

typedef struct {
  gint64 programme, mentor, mentee, enrolment, request, partnership, meeting, mentor_signature, mentee_signature;
  char *uuid;   /* Owned: the mentee's */
} Pair;

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

static gint64
add_signature (RapportTransaction *tx,
               gint64              meeting,
               const char         *side,
               const char         *name,
               const char         *path)
{
  gint64 signature = add (tx, "signature", "side", side);

  rapport_transaction_set_reference (tx, signature, "meeting", meeting);
  rapport_transaction_set_string (tx, signature, "method", "drawn");
  rapport_transaction_set_string (tx, signature, "name", name);
  rapport_transaction_set_string (tx, signature, "path", path);
  rapport_transaction_set_string (tx, signature, "signed_on", "2026-11-01");
  return signature;
}

static void
add_meeting (RapportTransaction *tx,
             Pair               *pair)
{
  pair->meeting = add (tx, "meeting", "topics", "Shared topic");
  rapport_transaction_set_reference (tx, pair->meeting, "partnership", pair->partnership);
  rapport_transaction_set_string (tx, pair->meeting, "mentee_notes", "Thoughts, " NOTE);
  rapport_transaction_set_string (tx, pair->meeting, "mentor_notes", "The mentor's own");
  pair->mentee_signature = add_signature (tx, pair->meeting, "mentee", NAME " Dudek", SIGNATURE);
  pair->mentor_signature = add_signature (tx, pair->meeting, "mentor", "Arturo", "M 1 1 L 2 2");
}

static gboolean
pair_command (RapportTransaction  *tx,
              gpointer             data,
              GError             **error)
{
  static const char *const end[] = { "2026-10-01", "goals-met", NAME " has moved", NULL };
  Pair *pair = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG" PHOTO, strlen ("\x89PNG" PHOTO));
  g_autofree char *photo = rapport_transaction_add_blob (tx, bytes);
  gint64 letter;

  rapport_transaction_set_operation (tx, "make-sample", NULL);
  pair->programme = add (tx, "programme", "preset", "ieee");
  pair->mentor = add (tx, "member", "given_name", "Arturo");
  pair->mentee = add (tx, "member", "given_name", NAME);
  rapport_transaction_set_string (tx, pair->mentee, "email", "ewa@" NAME ".example");
  rapport_transaction_set_string (tx, pair->mentee, "issuer", "IEEE");
  rapport_transaction_set_string (tx, pair->mentee, "number", "4711");
  rapport_transaction_set_string (tx, pair->mentee, "biography", "I grew up near " BIOGRAPHY ", and so on.");
  rapport_transaction_set_string (tx, pair->mentee, "photo", photo);
  pair->enrolment = add (tx, "enrolment", "role", "mentee");
  rapport_transaction_set_reference (tx, pair->enrolment, "member", pair->mentee);
  rapport_transaction_set_reference (tx, pair->enrolment, "programme", pair->programme);
  pair->request = add (tx, "request", "snapshot", "{\"letter\":\"" LETTER "\"}");
  rapport_transaction_set_reference (tx, pair->request, "mentee", pair->mentee);
  rapport_transaction_set_reference (tx, pair->request, "mentor", pair->mentor);
  letter = add (tx, "letter", "body", "Dear Arturo, " LETTER "-to-another");
  rapport_transaction_set_reference (tx, letter, "member", pair->mentor);
  rapport_transaction_set_reference (tx, letter, "other", pair->mentee);
  pair->partnership = add (tx, "partnership", "starts_on", "2026-01-01");
  rapport_transaction_set_reference (tx, pair->partnership, "mentee", pair->mentee);
  rapport_transaction_set_reference (tx, pair->partnership, "mentor", pair->mentor);
  rapport_transaction_flush (tx, NULL);
  rapport_transaction_set_strv (tx, pair->partnership, "end", end);
  add_meeting (tx, pair);
  if (!rapport_transaction_flush (tx, error))
    return FALSE;
  pair->uuid = rapport_reading_uuid (rapport_transaction_reading (tx), pair->mentee);
  return TRUE;
}

static gboolean
erase_command (RapportTransaction  *tx,
               gpointer             data,
               GError             **error)
{
  rapport_transaction_set_operation (tx, "erase-member", NULL);
  return rapport_erase_members_command (tx, data, error);
}

static void
erase (Fixture *fixture,
       gint64   member,
       guint   *counts)
{
  RapportErase data = { .members = &member, .n_members = 1 };

  fixture_write (fixture, erase_command, &data);
  if (counts != NULL)
    memcpy (counts, data.counts, sizeof data.counts);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (fixture->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

/* As edit_command(), with nothing but a title in its operation. */
static gboolean
set_command (RapportTransaction  *tx,
             gpointer             data,
             GError             **error)
{
  Edit *edit = data;

  rapport_transaction_set_operation (tx, "change-member", NULL);
  if (edit->entity == 0)
    edit->entity = rapport_transaction_new_entity (tx, edit->kind);
  rapport_transaction_set_string (tx, edit->entity, edit->field, edit->value);
  return TRUE;
}

/* With deleted records and earlier values, which no table shows any more. */
static void
make_pair (Fixture *fixture,
           Pair    *pair)
{
  Edit edit = { 0 };

  fixture_write (fixture, pair_command, pair);
  edit = (Edit) { pair->mentee, "member", "family_name", NAME "-Before" };
  fixture_write (fixture, set_command, &edit);
  edit.value = "Dudek";
  fixture_write (fixture, set_command, &edit);
  fixture_write (fixture, delete_command, &pair->request);
  fixture_write (fixture, delete_command, &pair->mentee_signature);
}

static void
test_no_byte_is_left (Fixture       *fixture,
                      gconstpointer  data)
{
  Pair pair = { 0 };
  guint counts[RAPPORT_N_ERASED];
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *topics = NULL;
  g_autofree char *notes = NULL;
  g_autofree char *signed_on = NULL;
  g_autofree char *drawing = NULL;

  make_pair (fixture, &pair);
  for (guint i = 0; marks[i] != NULL; i++)
    g_assert_cmpuint (rapport_marks_count (folder, marks[i]), >, 0);
  erase (fixture, pair.mentee, counts);
  for (guint i = 0; marks[i] != NULL; i++)
    {
      g_test_message ("%s", marks[i]);
      g_assert_cmpuint (rapport_marks_count (folder, marks[i]), ==, 0);
    }
  g_assert_cmpuint (counts[RAPPORT_ERASED_MEMBERS], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_ENROLMENTS], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_REQUESTS], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_LETTERS], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_NOTES], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_SIGNATURES], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_PHOTOS], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_END_NOTES], ==, 1);
  g_assert_cmpuint (counts[RAPPORT_ERASED_KEPT], ==, 1);
  topics = fixture_value (fixture, pair.meeting, "topics");
  notes = fixture_value (fixture, pair.meeting, "mentor_notes");
  signed_on = fixture_value (fixture, pair.mentor_signature, "signed_on");
  drawing = fixture_value (fixture, pair.mentor_signature, "path");
  g_assert_nonnull (strstr (topics, "Shared topic"));
  g_assert_nonnull (strstr (notes, "The mentor's own"));
  g_assert_nonnull (strstr (signed_on, "2026-11-01"));
  g_assert_nonnull (strstr (drawing, "L 2 2"));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM blob"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM erasure"), ==, 1);
  assert_sound (fixture);
  g_free (pair.uuid);
}

static void
test_no_way_back (Fixture       *fixture,
                  gconstpointer  data)
{
  Pair pair = { 0 };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *refused = NULL;
  Edit edit = { 0 };

  make_pair (fixture, &pair);
  erase (fixture, pair.mentee, NULL);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      RapportUndoResult result = { 0 };
      gboolean undone = rapport_store_write (fixture->store, rapport_undo_command, &result, NULL, &error);

      if (undone)
        g_assert_cmpstr (result.title, !=, "erase-member");
      g_free (result.title);
      g_strfreev (result.args);
      g_assert_cmpuint (rapport_marks_count (folder, NAME), ==, 0);
      g_assert_cmpuint (rapport_marks_count (folder, NOTE), ==, 0);
      if (!undone)
        break;
      assert_sound (fixture);
    }
  edit = (Edit) { pair.mentee, "member", "given_name", "Again" };
  refused = fixture_refuse (fixture, set_command, &edit, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (refused, "erased"));
  assert_sound (fixture);
  g_free (pair.uuid);
}

/* Two copies: the other goes on writing about the erased person before it hears of it. */
static void
test_whenever_it_arrives (gconstpointer data)
{
  gboolean erasure_first = GPOINTER_TO_INT (data);
  Fixture one = { 0 };
  Fixture other = { 0 };
  Pair pair = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *other_folder = NULL;
  gint64 there;
  Edit edit;

  fixture_set_up (&one, NULL);
  fixture_set_up (&other, NULL);
  folder = g_path_get_dirname (one.path);
  other_folder = g_path_get_dirname (other.path);
  make_pair (&one, &pair);
  if (!erasure_first)
    fixture_send (&one, &other);
  erase (&one, pair.mentee, NULL);
  if (erasure_first)
    fixture_send (&one, &other);
  there = fixture_find (&other, pair.uuid);
  g_assert_cmpint (there, !=, 0);
  if (!erasure_first)
    {
      edit = (Edit) { there, "member", "biography", "Once more " BIOGRAPHY };
      fixture_write (&other, set_command, &edit);
      g_assert_cmpuint (rapport_marks_count (other_folder, BIOGRAPHY), >, 0);
      fixture_send (&other, &one);
      fixture_send (&one, &other);
    }
  fixture_send (&other, &one);
  for (guint i = 0; marks[i] != NULL; i++)
    {
      g_assert_cmpuint (rapport_marks_count (folder, marks[i]), ==, 0);
      g_assert_cmpuint (rapport_marks_count (other_folder, marks[i]), ==, 0);
    }
  assert_sound (&one);
  assert_sound (&other);
  fixture_tear_down (&one, NULL);
  fixture_tear_down (&other, NULL);
  g_free (pair.uuid);
}

typedef struct {
  const char *mentee;
  const char *mentor;
} Late;

static gboolean
late_command (RapportTransaction  *tx,
              gpointer             data,
              GError             **error)
{
  Late *late = data;
  gint64 request = add (tx, "request", "snapshot", "{\"letter\":\"" LETTER " once more\"}");

  rapport_transaction_set_operation (tx, "send-request", NULL);
  rapport_transaction_set_string (tx, request, "mentee", late->mentee);
  return TRUE;
}

/* A request to somebody whom another copy has erased in the meantime. */
static void
test_newcomers (void)
{
  Fixture one = { 0 };
  Fixture other = { 0 };
  Pair pair = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *other_folder = NULL;
  Late late;

  fixture_set_up (&one, NULL);
  fixture_set_up (&other, NULL);
  folder = g_path_get_dirname (one.path);
  other_folder = g_path_get_dirname (other.path);
  make_pair (&one, &pair);
  fixture_send (&one, &other);
  late.mentee = pair.uuid;
  fixture_write (&other, late_command, &late);
  erase (&one, pair.mentee, NULL);
  fixture_send (&other, &one);
  g_assert_cmpuint (rapport_marks_count (folder, LETTER), ==, 0);
  fixture_send (&one, &other);
  g_assert_cmpuint (rapport_marks_count (other_folder, LETTER), ==, 0);
  fixture_send (&other, &one);
  assert_sound (&one);
  assert_sound (&other);
  fixture_tear_down (&one, NULL);
  fixture_tear_down (&other, NULL);
  g_free (pair.uuid);
}

static gpointer
known_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return g_strdup (rapport_erased_person (reading, data) ? "erased" : "unknown");
}

static void
test_known_by_digest (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct { RapportIdentity identity; const char *is; } cases[] = {
    { { "IEEE", "4711", NULL, NULL, NULL }, "erased" },
    { { "ieee", " 4711", "somebody@else.example", NULL, NULL }, "erased" },
    { { "", "", "EWA@" NAME ".example", NULL, NULL }, "erased" },
    { { "IET", "4711", NULL, NULL, NULL }, "unknown" },
    { { "IEEE", "4712", NULL, NULL, NULL }, "unknown" },
    { { NULL, NULL, NULL, NULL, NULL }, "unknown" },
  };
  Pair pair = { 0 };

  make_pair (fixture, &pair);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autofree char *is = rapport_store_read (fixture->store, known_query, (gpointer) &cases[i].identity, NULL, NULL);

          g_assert_cmpstr (is, ==, round == 0 ? "unknown" : cases[i].is);
        }
      if (round == 0)
        erase (fixture, pair.mentee, NULL);
    }
  g_free (pair.uuid);
}

static gboolean
import_command (RapportTransaction  *tx,
                gpointer             data,
                GError             **error)
{
  gint64 *member = data;
  const char *args[] = { "2", NULL };

  rapport_transaction_set_operation (tx, "import-members", args);
  rapport_transaction_set_string (tx, add (tx, "member", "given_name", NAME), "email", "a@b.example");
  rapport_transaction_set_string (tx, *member, "biography", "From the file: " BIOGRAPHY);
  return TRUE;
}

static void
test_remove_for_good (Fixture       *fixture,
                      gconstpointer  data)
{
  Edit edit = { 0, "member", "given_name", "Ada" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *refused = NULL;
  g_autofree char *name = NULL;
  RapportErase erased = { 0 };
  RapportUndoResult result = { 0 };

  fixture_write (fixture, set_command, &edit);
  fixture_write (fixture, import_command, &edit.entity);
  erased.operation = fixture_count (fixture, "SELECT max (no) FROM operation");
  refused = fixture_refuse (fixture, rapport_erase_import_command, &erased, RAPPORT_STORE_ERROR_REFUSED);
  fixture_write (fixture, rapport_undo_command, &result);
  g_free (result.title);
  g_strfreev (result.args);
  g_assert_cmpuint (rapport_marks_count (folder, NAME), >, 0);
  g_assert_cmpuint (rapport_marks_count (folder, BIOGRAPHY), >, 0);
  fixture_write (fixture, rapport_erase_import_command, &erased);
  g_assert_cmpuint (rapport_marks_count (folder, NAME), ==, 0);
  g_assert_cmpuint (rapport_marks_count (folder, BIOGRAPHY), ==, 0);
  g_assert_cmpuint (erased.counts[RAPPORT_ERASED_MEMBERS], ==, 1);
  name = fixture_value (fixture, edit.entity, "given_name");
  g_assert_nonnull (strstr (name, "Ada"));
  g_free (fixture_refuse (fixture, rapport_redo_command, &result, RAPPORT_STORE_ERROR_NOTHING));
  g_free (fixture_refuse (fixture, rapport_erase_import_command, &erased, RAPPORT_STORE_ERROR_NOTHING));
  assert_sound (fixture);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add ("/erase/no-byte-is-left", Fixture, NULL, fixture_set_up, test_no_byte_is_left, fixture_tear_down);
  g_test_add ("/erase/nothing-brings-it-back", Fixture, NULL, fixture_set_up, test_no_way_back, fixture_tear_down);
  g_test_add_data_func ("/erase/edits-come-before", GINT_TO_POINTER (FALSE), test_whenever_it_arrives);
  g_test_add_data_func ("/erase/edits-come-after", GINT_TO_POINTER (TRUE), test_whenever_it_arrives);
  g_test_add_func ("/erase/what-names-the-erased-later-goes-too", test_newcomers);
  g_test_add ("/erase/the-person-is-known-again-by-a-digest", Fixture, NULL, fixture_set_up, test_known_by_digest,
              fixture_tear_down);
  g_test_add ("/erase/an-undone-import-is-removed-for-good", Fixture, NULL, fixture_set_up, test_remove_for_good,
              fixture_tear_down);
  return g_test_run ();
}
