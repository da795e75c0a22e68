/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "store/fixture.h"
#include "store/verify.h"
#include "support/support.h"

/* What somebody or something else did to the file is found. */

static const struct {
  const char *name;
  const char *sql;
  const char *words;
} harms[] = {
  { "/verify/another-value-in-a-body", "UPDATE change SET body = CAST (replace (body, 'Chidi', 'Ngozi') AS BLOB)",
    "is not what was written" },
  { "/verify/another-author", "UPDATE operation SET author = 'Eve'", "is not what was written" },
  { "/verify/a-change-that-is-gone", "DELETE FROM change WHERE seq = 1", "not accounted for" },
  { "/verify/heads-that-are-none", "UPDATE entity SET base = 1", "are not those of the journal" },
  { "/verify/a-row-that-says-something-else", "UPDATE member SET given_name = 'Ngozi'", "column “given_name”" },
  { "/verify/a-row-that-is-gone", "DELETE FROM member", "a row too few" },
  { "/verify/a-row-too-many", "INSERT INTO member (no, given_name) VALUES (77, 'Eve')", "a row too many" },
};

static void
write_twice (Fixture *fixture)
{
  Edit edit = { .kind = "member", .field = "given_name", .value = "Ada" };

  fixture_write (fixture, edit_command, &edit);
  edit.value = "Chidi";
  fixture_write (fixture, edit_command, &edit);
}

static GPtrArray *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = rapport_store_verify (fixture->store, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static void
test_harm_is_found (Fixture       *fixture,
                    gconstpointer  data)
{
  guint which = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  gboolean found = FALSE;
  sqlite3 *db = NULL;

  write_twice (fixture);
  before = verify (fixture);
  g_assert_cmpuint (before->len, ==, 0);

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, harms[which].sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  after = verify (fixture);
  for (guint i = 0; i < after->len; i++)
    {
      g_test_message ("%s", (char *) g_ptr_array_index (after, i));
      found |= strstr (g_ptr_array_index (after, i), harms[which].words) != NULL;
    }
  g_assert_true (found);
}

/* New ones in between of which nothing is said, and old ones: more than one stretch for the second thread. */
static gboolean
many_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  GArray *members = data;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("Member \"%u\"", i);
      gint64 member = i % 150 == 149 ? g_array_index (members, gint64, 0)
                                     : rapport_transaction_new_entity (transaction, "member");

      g_array_append_val (members, member);
      if (i % 50 == 49)
        continue;
      rapport_transaction_set_string (transaction, member, "given_name", name);
      rapport_transaction_set_int (transaction, member, "area/career", 1);
      if (i % 150 == 149 && !rapport_transaction_flush (transaction, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_what_a_second_thread_encoded_is_as_written_by_one (Fixture       *fixture,
                                                        gconstpointer  data)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) findings = NULL;
  Edit edit = { .kind = "member", .field = "given_name", .value = "Ada" };

  fixture_write (fixture, edit_command, &edit);
  g_array_append_val (members, edit.entity);
  for (int i = 0; i < 2; i++)
    fixture_write (fixture, many_command, members);
  findings = verify (fixture);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==,
                   fixture_count (fixture, "SELECT max (seq) FROM change"));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 1 + 2 * (400 - 8));
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    g_test_add (harms[i].name, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_harm_is_found, fixture_tear_down);
  g_test_add ("/verify/what-a-second-thread-encoded-is-as-written-by-one", Fixture, NULL, fixture_set_up,
              test_what_a_second_thread_encoded_is_as_written_by_one, fixture_tear_down);
  return g_test_run ();
}
