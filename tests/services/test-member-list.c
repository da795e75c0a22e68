/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/member-list.h"
#include "services/members.h"
#include "support/people.h"
#include "support/support.h"

#define PEOPLE 5200 /* enough for the first page to come first */
#define NOW 1795089600

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  RapportSession *session;
  RapportMemberList *list;
  RapportPeople *people;
  gboolean counted;
  guint n_counted;
  guint n_ids;              /* how often "ids" came */
  gboolean rows;
} Shared;

static Shared shared;

static void
counts_cb (RapportMemberList *list,
           gpointer           data)
{
  shared.counted = TRUE;
  shared.n_counted++;
}

static void
ids_cb (RapportRowSource *source,
        guint             position,
        guint             removed,
        guint             added,
        gpointer          data)
{
  shared.n_ids++;
}

static void
rows_cb (RapportRowSource *source,
         guint             position,
         guint             n,
         gpointer          data)
{
  shared.rows = TRUE;
}

static void
failed_cb (RapportMemberList *list,
           GError            *error,
           gpointer           data)
{
  g_error ("%s", error->message);
}

static gboolean
set_up (void)
{
  g_autofree char *csv = NULL;
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GError) error = NULL;

  if (shared.store != NULL)
    return TRUE;
  csv = rapport_test_population (PEOPLE, "mix");
  if (csv == NULL)
    return FALSE;
  shared.people = rapport_people_read (csv);
  shared.clock = rapport_clock_new_at (NOW);
  shared.store = rapport_store_open (path, shared.clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (shared.store, "Ada");
  shared.session = rapport_session_new (shared.store);
  g_assert_true (rapport_store_write (shared.store, rapport_people_write_command, shared.people, NULL, &error));
  g_assert_no_error (error);
  shared.list = rapport_member_list_new (shared.session);
  g_signal_connect (shared.list, "counts", G_CALLBACK (counts_cb), NULL);
  g_signal_connect (shared.list, "ids", G_CALLBACK (ids_cb), NULL);
  g_signal_connect (shared.list, "rows", G_CALLBACK (rows_cb), NULL);
  g_signal_connect (shared.list, "failed", G_CALLBACK (failed_cb), NULL);
  return TRUE;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Asks and waits for the complete answer. */
static void
ask (const char *text)
{
  g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();

  query->text = g_strdup (text);
  shared.counted = FALSE;
  rapport_member_list_set_query (shared.list, query);
  g_assert_true (rapport_test_wait (&shared.counted, 30));
}

static guint
n_ids (void)
{
  guint n;

  rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (shared.list), &n);
  return n;
}

/* Of many the first page comes, then everybody with exact counts. */
static void
test_first_page_first (void)
{
  const RapportMemberResult *result;

  if (!set_up ())
    return;
  ask ("");
  g_assert_cmpuint (n_ids (), ==, PEOPLE);
  g_assert_cmpuint (rapport_member_list_get_everybody (shared.list), ==, PEOPLE);
  shared.n_ids = 0;
  ask ("e");
  g_assert_cmpuint (shared.n_ids, ==, 2);
  g_assert_cmpuint (n_ids (), ==, rapport_member_list_get_total (shared.list));
  g_assert_cmpuint (n_ids (), >, 64);
  result = rapport_member_list_get_result (shared.list);
  g_assert_cmpuint (result->total, ==, n_ids ());
  g_assert_cmpuint (result->areas->len, ==, 10);
}

/* Typing faster than the answers come: what was asked before the last question is never shown. */
static void
test_stale_answers (void)
{
  static const char * const typed[] = { "l", "li", "lin", "ling", "lingu", "linguist" };
  guint expected;

  if (!set_up ())
    return;
  ask ("linguist");
  expected = n_ids ();
  g_assert_cmpuint (expected, >, 0);
  ask ("zzzz");
  g_assert_cmpuint (n_ids (), ==, 0);
  shared.n_counted = 0;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (RapportMemberQuery) query = rapport_member_query_new ();

      query->text = g_strdup (typed[i]);
      rapport_member_list_set_query (shared.list, query);
    }
  ask ("linguist");
  g_assert_cmpuint (n_ids (), ==, expected);
  settle ();
  g_assert_cmpuint (shared.n_counted, ==, 1);
}

static const RapportMemberRow *
load_row (guint position)
{
  guint n;
  const gint64 *ids = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (shared.list), &n);

  g_assert_cmpuint (position, <, n);
  shared.rows = FALSE;
  if (rapport_row_source_peek_row (RAPPORT_ROW_SOURCE (shared.list), ids[position]) == NULL)
    {
      rapport_row_source_request_page (RAPPORT_ROW_SOURCE (shared.list), position / RAPPORT_ROW_PAGE);
      g_assert_true (rapport_test_wait (&shared.rows, 10));
    }
  return rapport_row_source_peek_row (RAPPORT_ROW_SOURCE (shared.list), ids[position]);
}

/* Going through a long list keeps but some pages; each row is there when it is asked for. */
static void
test_pages (void)
{
  if (!set_up ())
    return;
  ask ("");
  for (guint position = 0; position < PEOPLE; position += RAPPORT_ROW_PAGE)
    {
      const RapportMemberRow *row = load_row (position);

      g_assert_nonnull (row);
      g_assert_cmpstr (row->display_name, !=, "");
    }
  g_assert_null (rapport_row_source_peek_row (RAPPORT_ROW_SOURCE (shared.list),
                                              rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (shared.list), &(guint) { 0 })[0]));
  g_assert_nonnull (load_row (0));
}

/* A written change shows without being asked for. */
static void
test_follows_changes (void)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  g_autoptr (GError) error = NULL;
  gint64 member;

  if (!set_up ())
    return;
  ask ("linguist");
  member = load_row (0)->no;
  g_array_append_val (edit->members, member);
  rapport_members_edit_add_text (edit, "organisation", "Quoxmongers");
  shared.counted = FALSE;
  shared.rows = FALSE;
  g_assert_true (rapport_store_write (shared.store, rapport_member_save_command, edit, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rapport_test_wait (&shared.counted, 10));
  g_assert_true (shared.rows || rapport_test_wait (&shared.rows, 10));
  g_assert_cmpstr (load_row (0)->organisation, ==, "Quoxmongers");
  ask ("quoxmon");
  g_assert_cmpuint (n_ids (), ==, 1);
}

/* Only what differs is written; a name is needed; nobody is written twice. */
static void
test_save (void)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  g_autoptr (RapportMembersEdit) again = rapport_members_edit_new ();
  g_autoptr (RapportMembersEdit) nameless = rapport_members_edit_new ();
  g_autoptr (GError) error = NULL;

  if (!set_up ())
    return;
  rapport_members_edit_add_text (nameless, "city", "Leeds");
  g_assert_false (rapport_store_write (shared.store, rapport_member_save_command, nameless, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  rapport_members_edit_add_text (edit, "given_name", "Quirin");
  rapport_members_edit_add_text (edit, "city", "Leeds");
  g_assert_true (rapport_store_write (shared.store, rapport_member_save_command, edit, NULL, &error));
  g_assert_cmpuint (edit->members_written, ==, 1);
  g_assert_cmpint (edit->member, >, 0);
  g_array_append_val (again->members, edit->member);
  rapport_members_edit_add_text (again, "city", "Leeds");
  g_assert_true (rapport_store_write (shared.store, rapport_member_save_command, again, NULL, &error));
  g_assert_cmpuint (again->members_written, ==, 0);
  ask ("quirin");
  g_assert_cmpuint (n_ids (), ==, 1);
  g_assert_true (rapport_store_write (shared.store, rapport_members_delete_command, again, NULL, &error));
  g_assert_no_error (error);
  shared.counted = FALSE;
  g_assert_true (rapport_test_wait (&shared.counted, 10));
  g_assert_cmpuint (n_ids (), ==, 0);
  g_assert_false (rapport_store_write (shared.store, rapport_members_delete_command, again, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
}

static gboolean
pair_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  gint64 partnership = rapport_transaction_new_entity (transaction, "partnership");

  rapport_transaction_set_operation (transaction, "record-partnership", NULL);
  rapport_transaction_set_reference (transaction, partnership, "programme", shared.people->programme);
  rapport_transaction_set_reference (transaction, partnership, "mentor", g_array_index (shared.people->members, gint64, 7));
  rapport_transaction_set_reference (transaction, partnership, "mentee", g_array_index (shared.people->members, gint64, 8));
  rapport_transaction_set_string (transaction, partnership, "starts_on", "2026-09-01");
  rapport_transaction_set_int (transaction, partnership, "term", 12);
  return TRUE;
}

/* Deleting several is all or nobody; who has a partnership stays. */
static void
test_delete_partner (void)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  g_autoptr (GError) error = NULL;

  if (!set_up ())
    return;
  g_assert_true (rapport_store_write (shared.store, pair_command, NULL, NULL, &error));
  g_array_append_vals (edit->members, &g_array_index (shared.people->members, gint64, 6), 2);
  g_assert_false (rapport_store_write (shared.store, rapport_members_delete_command, edit, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  shared.counted = FALSE;
  ask (rapport_people_get (shared.people, 6, PERSON_NUMBER));
  g_assert_cmpuint (n_ids (), ==, 1);
}

/* Of many at once, those are written whose value differs; one undo takes all back. */
static void
test_set_many (void)
{
  g_autoptr (RapportMembersEdit) edit = rapport_members_edit_new ();
  g_autoptr (GError) error = NULL;

  if (!set_up ())
    return;
  g_array_append_vals (edit->members, &g_array_index (shared.people->members, gint64, 100), 50);
  rapport_members_edit_add_text (edit, "region", "Quoxshire");
  g_assert_true (rapport_store_write (shared.store, rapport_members_set_command, edit, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (edit->members_written, ==, 50);
  g_assert_true (rapport_store_write (shared.store, rapport_members_set_command, edit, NULL, &error));
  g_assert_cmpuint (edit->members_written, ==, 0);
}

static void
gone_cb (gpointer  data,
         GObject  *object)
{
  *(gboolean *) data = TRUE;
}

/* A list lives until its answers are home. */
static void
tear_down (void)
{
  gboolean gone = FALSE;

  if (shared.store == NULL)
    return;
  g_object_weak_ref (G_OBJECT (shared.list), gone_cb, &gone);
  g_object_unref (shared.list);
  g_assert_true (rapport_test_wait (&gone, 30));
  g_assert_finalize_object (shared.session);
  g_assert_finalize_object (shared.store);
  g_object_unref (shared.clock);
  rapport_people_free (shared.people);
}

int
main (int    argc,
      char **argv)
{
  int status;

  rapport_test_init (&argc, &argv);
  g_test_add_func ("/member-list/first-page-first", test_first_page_first);
  g_test_add_func ("/member-list/stale-answers-are-dropped", test_stale_answers);
  g_test_add_func ("/member-list/pages-of-rows", test_pages);
  g_test_add_func ("/member-list/follows-changes", test_follows_changes);
  g_test_add_func ("/members/save-what-differs", test_save);
  g_test_add_func ("/members/who-has-a-partner-is-not-deleted", test_delete_partner);
  g_test_add_func ("/members/set-a-field-of-many", test_set_many);
  status = g_test_run ();
  tear_down ();
  return status;
}
