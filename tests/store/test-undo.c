/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/fixture.h"
#include "support/support.h"

static void
undo_result_clear (RapportUndoResult *result)
{
  g_free (result->title);
  g_strfreev (result->args);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportUndoResult, undo_result_clear)

/* Undoes and compares what was undone: title and first argument. */
static void
undo (Fixture    *fixture,
      const char *title,
      guint       restored,
      guint       left_alone)
{
  g_auto (RapportUndoResult) result = { 0 };

  fixture_write (fixture, rapport_undo_command, &result);
  g_assert_cmpstr (result.title, ==, title);
  g_assert_cmpuint (result.restored, ==, restored);
  g_assert_cmpuint (result.left_alone, ==, left_alone);
}

static void
redo (Fixture    *fixture,
      const char *title)
{
  g_auto (RapportUndoResult) result = { 0 };

  fixture_write (fixture, rapport_redo_command, &result);
  g_assert_cmpstr (result.title, ==, title);
}

static void
nothing_to (Fixture        *fixture,
            RapportCommand  command)
{
  g_auto (RapportUndoResult) result = { 0 };
  g_autofree char *words = fixture_refuse (fixture, command, &result, RAPPORT_STORE_ERROR_NOTHING);

  g_assert_true (g_str_has_prefix (words, "There is nothing to"));
}

static void
assert_value (Fixture    *fixture,
              gint64      entity,
              const char *field,
              const char *expected)
{
  g_autofree char *value = fixture_value (fixture, entity, field);

  g_assert_cmpstr (value, ==, expected);
}

static gint64
members (Fixture *fixture)
{
  return fixture_count (fixture, "SELECT count (*) FROM member");
}

static void
test_undo_and_redo_walk_through_restarts (Fixture       *fixture,
                                          gconstpointer  data)
{
  static const char *const names[] = { "Ada", "Bo", "Cem" };
  Edit edit = { .kind = "member", .field = "given_name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      edit.value = names[i];
      fixture_write (fixture, edit_command, &edit);
    }
  fixture_write (fixture, delete_command, &edit.entity);
  for (guint round = 0; round < 2; round++)
    {
      undo (fixture, "delete-member", 1, 0);
      assert_value (fixture, edit.entity, "given_name", "Cem");
      g_assert_cmpint (members (fixture), ==, 1);
      undo (fixture, "change-member", 1, 0);
      fixture_reopen (fixture);
      assert_value (fixture, edit.entity, "given_name", "Bo");
      undo (fixture, "change-member", 1, 0);
      assert_value (fixture, edit.entity, "given_name", "Ada");
      undo (fixture, "change-member", 1, 0);
      g_assert_cmpint (members (fixture), ==, 0);
      nothing_to (fixture, rapport_undo_command);
      fixture_reopen (fixture);

      redo (fixture, "change-member");
      assert_value (fixture, edit.entity, "given_name", "Ada");
      redo (fixture, "change-member");
      fixture_reopen (fixture);
      assert_value (fixture, edit.entity, "given_name", "Bo");
      redo (fixture, "change-member");
      assert_value (fixture, edit.entity, "given_name", "Cem");
      redo (fixture, "delete-member");
      g_assert_cmpint (members (fixture), ==, 0);
      nothing_to (fixture, rapport_redo_command);
    }
}

static void
test_a_new_operation_drops_redo (Fixture       *fixture,
                                 gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Ada" };

  fixture_write (fixture, edit_command, &edit);
  edit.value = "Bo";
  fixture_write (fixture, edit_command, &edit);
  undo (fixture, "change-member", 1, 0);
  edit.value = "Cem";
  fixture_write (fixture, edit_command, &edit);
  nothing_to (fixture, rapport_redo_command);
  undo (fixture, "change-member", 1, 0);
  assert_value (fixture, edit.entity, "given_name", "Ada");
}

static void
test_each_author_undoes_their_own (Fixture       *fixture,
                                   gconstpointer  data)
{
  Edit ada = { .kind = "member", .field = "given_name", .value = "Ada" };
  Edit bo = { .kind = "member", .field = "given_name", .value = "Bo" };

  fixture_write (fixture, edit_command, &ada);
  rapport_store_set_author (fixture->store, "Bo");
  nothing_to (fixture, rapport_undo_command);
  fixture_write (fixture, edit_command, &bo);
  rapport_store_set_author (fixture->store, "Ada");
  undo (fixture, "change-member", 1, 0);
  assert_value (fixture, ada.entity, "given_name", "");
  assert_value (fixture, bo.entity, "given_name", "Bo");
}

/* Another's later edit of the field, or of the member that the operation made, is not taken away. */
static void
test_what_a_later_operation_changed_is_left_alone (Fixture       *fixture,
                                                   gconstpointer  data)
{
  Edit ada = { .kind = "member", .field = "given_name", .value = "Ada" };
  Edit bo = { .field = "phone", .value = "1" };
  g_auto (RapportUndoResult) result = { 0 };
  g_autofree char *words = NULL;

  fixture_write (fixture, edit_command, &ada);
  bo.entity = ada.entity;
  rapport_store_set_author (fixture->store, "Bo");
  fixture_write (fixture, edit_command, &bo);
  rapport_store_set_author (fixture->store, "Ada");
  words = fixture_refuse (fixture, rapport_undo_command, &result, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (words, "later changes"));
  assert_value (fixture, ada.entity, "given_name", "Ada");

  rapport_store_set_author (fixture->store, "Bo");
  undo (fixture, "change-member", 1, 0);
  rapport_store_set_author (fixture->store, "Ada");
  undo (fixture, "change-member", 1, 0);
  g_assert_cmpint (members (fixture), ==, 0);
}

typedef struct {
  guint people;
  gint64 programme;
  gint64 first;
} Import;

static gboolean
import_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Import *import = data;

  rapport_transaction_set_operation (transaction, "import-members", NULL);
  import->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, import->programme, "name", "Mentoring");
  for (guint i = 0; i < import->people; i++)
    {
      gint64 member = rapport_transaction_new_entity (transaction, "member");
      gint64 enrolment = rapport_transaction_new_entity (transaction, "enrolment");
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      if (i == 0)
        import->first = member;
      rapport_transaction_set_string (transaction, member, "given_name", name);
      rapport_transaction_set_reference (transaction, enrolment, "member", member);
      rapport_transaction_set_reference (transaction, enrolment, "programme", import->programme);
      rapport_transaction_set_string (transaction, enrolment, "role", "mentor");
      rapport_transaction_set_int (transaction, enrolment, "capacity", 2);
    }
  return TRUE;
}

/* More than wait in memory at a time. */
static void
test_one_undo_takes_an_import_back (Fixture       *fixture,
                                    gconstpointer  data)
{
  Import import = { .people = 3000 };

  fixture_write (fixture, import_command, &import);
  g_assert_cmpint (members (fixture), ==, 3000);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM enrolment"), ==, 3000);
  undo (fixture, "import-members", 6001, 0);
  g_assert_cmpint (members (fixture), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM enrolment"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM programme"), ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM head"), ==, 0);
  redo (fixture, "import-members");
  g_assert_cmpint (members (fixture), ==, 3000);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM enrolment"), ==, 3000);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM head"), ==, 0);
}

static gboolean
request_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  Import *import = data;
  gint64 request = rapport_transaction_new_entity (transaction, "request");

  rapport_transaction_set_operation (transaction, "send-request", NULL);
  rapport_transaction_set_reference (transaction, request, "mentor", import->first);
  rapport_transaction_set_reference (transaction, request, "mentee", import->first + 2);
  rapport_transaction_set_reference (transaction, request, "programme", import->programme);
  return TRUE;
}

static void
test_a_member_with_requests_is_not_removed (Fixture       *fixture,
                                            gconstpointer  data)
{
  Import import = { .people = 4 };

  fixture_write (fixture, import_command, &import);
  rapport_store_set_author (fixture->store, "Bo");
  fixture_write (fixture, request_command, &import);
  rapport_store_set_author (fixture->store, "Ada");
  /* Mentor, mentee and the programme stay; the enrolments and the other two go. */
  undo (fixture, "import-members", 6, 3);
  g_assert_cmpint (members (fixture), ==, 2);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM programme"), ==, 1);
  redo (fixture, "import-members");
  g_assert_cmpint (members (fixture), ==, 4);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM enrolment"), ==, 4);
}

static gpointer
history_query (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  gint64 *entity = data;

  return rapport_reading_history (reading, *entity, "given_name", error);
}

static void
test_history_says_who_and_what (Fixture       *fixture,
                                gconstpointer  data)
{
  static const char *const expected[] = { "Ada", "Bo", "Ada" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;
  Edit edit = { .kind = "member", .field = "given_name", .value = "Ada" };

  fixture_write (fixture, edit_command, &edit);
  rapport_clock_move_to (fixture->clock, 1800000060);
  rapport_store_set_author (fixture->store, "Bo");
  edit.value = "Bo";
  fixture_write (fixture, edit_command, &edit);
  undo (fixture, "change-member", 1, 0);

  history = rapport_store_read (fixture->store, history_query, &edit.entity, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < history->len; i++)
    {
      RapportFieldVersion *version = g_ptr_array_index (history, i);

      g_assert_cmpstr (g_variant_get_string (version->value, NULL), ==, expected[i]);
      g_assert_cmpstr (version->author, ==, i == 0 ? "Ada" : "Bo");
      g_assert_cmpstr (version->operation, ==, i == 2 ? "undo" : "change-member");
      g_assert_cmpint (version->wall, ==, (i == 0 ? 1800000000 : 1800000060) * G_GINT64_CONSTANT (1000));
      g_assert_cmpint (version->current, ==, i == 2);
    }
}

static gpointer
operations_query (RapportReading  *reading,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rapport_reading_operations (reading, 10, error);
}

/* @marks: one letter an operation, newest first: "u" can be undone, "-" cannot. */
static void
assert_undoable (Fixture    *fixture,
                 const char *marks)
{
  g_autoptr (GPtrArray) operations = rapport_store_read (fixture->store, operations_query, NULL, NULL, NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < operations->len; i++)
    g_string_append_c (found, ((RapportOperation *) g_ptr_array_index (operations, i))->undoable ? 'u' : '-');
  g_assert_cmpstr (found->str, ==, marks);
}

static void
test_what_each_author_would_undo_next_is_marked (Fixture       *fixture,
                                                 gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Ada" };

  fixture_write (fixture, edit_command, &edit);
  edit.value = "Bo";
  fixture_write (fixture, edit_command, &edit);
  assert_undoable (fixture, "u-");
  undo (fixture, "change-member", 1, 0);
  assert_undoable (fixture, "--u");
  redo (fixture, "change-member");
  assert_undoable (fixture, "u---");
  rapport_store_set_author (fixture->store, "Bo");
  edit.value = "Cem";
  fixture_write (fixture, edit_command, &edit);
  assert_undoable (fixture, "uu---");
  undo (fixture, "change-member", 1, 0);
  assert_undoable (fixture, "--u---");
}

#define CASE(name, function) g_test_add ("/undo/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  CASE ("undo-and-redo-walk-through-restarts", test_undo_and_redo_walk_through_restarts);
  CASE ("a-new-operation-drops-redo", test_a_new_operation_drops_redo);
  CASE ("each-author-undoes-their-own", test_each_author_undoes_their_own);
  CASE ("what-a-later-operation-changed-is-left-alone", test_what_a_later_operation_changed_is_left_alone);
  CASE ("one-undo-takes-an-import-back", test_one_undo_takes_an_import_back);
  CASE ("a-member-with-requests-is-not-removed", test_a_member_with_requests_is_not_removed);
  CASE ("history-says-who-and-what", test_history_says_who_and_what);
  CASE ("what-each-author-would-undo-next-is-marked", test_what_each_author_would_undo_next_is_marked);
  return g_test_run ();
}
