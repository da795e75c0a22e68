/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/connection.h"
#include "store/fixture.h"
#include "store/members.h"
#include "store/partnerships.h"
#include "store/projection.h"
#include "store/requests.h"
#include "store/sql.h"
#include "support/support.h"

/* The entries of RAPPORT_SQL; the linker makes these of the section's name. */
extern const char * const __start_rapport_sql[];
extern const char * const __stop_rapport_sql[];

/* Tables of which there are few rows, whatever the number of members. */
static const char * const small_tables[] = {
  "meta", "replica", "kind", "field", "tag", "skill", "programme", "custom_field", "waiting", "sqlite_schema", "sqlite_master",
  "erased", "erased_blob", "erased_change", "erased_digest", "erasure", "pragma_table_info", "pragma_index_list", "json_each", "member_text", /* member_text: by MATCH, as SQLite puts it */
};

/* What goes through a large table on purpose. */
static const struct {
  const char *part;
  const char *why;
} allowed[] = {
  { "SELECT no, completeness, tags, words FROM member_key", "the index of searches, once after a change" },
  { "SELECT count (*), coalesce (max (no), 0) FROM member_key", "its size, before it is loaded" },
  { "SELECT no FROM member INDEXED BY", "an order of the index, along an index" },
  { "SELECT no, changed_at FROM member INDEXED BY", "as above" },
  { "SELECT member, element, level FROM member_visibility", "who hides what, for a member's search" },
  { "SELECT area, count (*)", "choices, on a reader's thread" },
  { "SELECT language, count (*)", "as above" },
  { "SELECT channel, count (*)", "as above" },
  { "SELECT element, count (*)", "as above" },
  { " AS v, count (*) AS n FROM member WHERE v <> '' GROUP BY v", "as above" },
  { "SELECT no FROM operation ORDER BY no DESC LIMIT ?1", "the newest few, along the key" },
  { "SELECT 1 FROM same_person LIMIT 1", "whether there is any" },
  { "SELECT c.entity, e.kind, c.body FROM change AS c CROSS JOIN", "who is named, once before erasing" },
  { "SELECT tags FROM member_key", "which words anybody uses, once after erasing" },
  { "SELECT group_concat (no) FROM member", "likely doubles: along an index, on a reader's thread" },
  { "b.family_sort = a.sort_name", "as above" },
  { "FROM head GROUP BY entity, field HAVING", "conflicts, along the key: what was edited, on a reader's thread" },
  { "SELECT DISTINCT entity FROM head WHERE field = ?1", "what was deleted, as above" },
  { "FROM joined_enrolment GROUP BY", "of those who are joined" },
  { "FROM joined GROUP BY", "as above" },
  { "FROM operation GROUP BY replica", "clocks that are far off, on a reader's thread" },
  { "FROM gap GROUP BY replica", "what is missing" },
  { "AS arrived CROSS JOIN entity", "what a merge has brought, by the range of its changes" },
  { "DELETE FROM", "emptied to be told again" },
  { "INSERT INTO member_text (member_text) VALUES", "as above" },
};

static gboolean
is_allowed (const char *sql)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (strstr (sql, allowed[i].part) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_small (sqlite3    *db,
          const char *sql,
          const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (small_tables); i++)
    {
      g_autofree char *alias = g_strdup_printf ("%s AS %s", small_tables[i], name);

      if (strcmp (small_tables[i], name) == 0 || strstr (sql, alias) != NULL)
        return TRUE;
    }
  return strcmp (name, "CONSTANT") == 0 || *name == '(' || g_ascii_isdigit (*name);
}

/* "SCAN member", "SCAN m USING INDEX …": the table or its alias. */
static gboolean
scans_large_table (sqlite3    *db,
                   const char *sql)
{
  gboolean scans = FALSE;
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (db, explain, -1, &statement, NULL);

  if (result != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *detail = (const char *) sqlite3_column_text (statement, 3);
      g_autofree char *name = NULL;

      if (!g_str_has_prefix (detail, "SCAN "))
        continue;
      name = g_strndup (detail + 5, strcspn (detail + 5, " "));
      if (!is_small (db, sql, name) && !is_allowed (sql))
        {
          g_test_message ("%s: %s", detail, sql);
          scans = TRUE;
        }
    }
  sqlite3_finalize (statement);
  return scans;
}

static void
check_plan (sqlite3    *db,
            const char *sql)
{
  if (scans_large_table (db, sql))
    g_test_fail ();
}

static gboolean
fixed_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  sqlite3 *db = rapport_transaction_reading (transaction)->connection->db;
  guint n = 0;

  for (const char * const *sql = __start_rapport_sql; sql < __stop_rapport_sql; sql++, n++)
    check_plan (db, *sql);
  g_test_message ("%u statements", n);
  g_assert_true (scans_large_table (db, "SELECT no FROM member WHERE city = 'Leeds'"));
  g_assert_true (scans_large_table (db, "SELECT s.no FROM member AS s WHERE s.city = 'Leeds'"));
  g_assert_cmpuint (n, >, 100);
  return TRUE;
}

static void
test_fixed (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_write (fixture, fixed_command, NULL);
}

/* Calls what puts statements together, in each of its ways; they stay prepared with the connection. */
static void
compose_members (RapportReading *reading,
                 gint64          member)
{
  static const char * const fields[] = {
    "area", "language", "channel", "interest", "organisation", "grade", "country", "job_title", "city", "region", "issuer",
    "status", "time_zone", "pronouns", "custom/0192f7a0-0000-7000-8000-000000000001",
  };
  g_autoptr (RapportMember) one = rapport_members_load (reading, member);

  g_assert_nonnull (one);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GPtrArray) values = rapport_members_values (reading, fields[i], 10, NULL);

      g_assert_nonnull (values);
    }
}

static void
compose_requests (RapportReading *reading,
                  gint64          programme)
{
  RapportRequestsQuery query = { .programme = programme, .member = 1 };

  for (int group = RAPPORT_REQUESTS_OPEN; group <= RAPPORT_REQUESTS_ALL; group++)
    for (int side = RAPPORT_REQUESTS_EITHER; side <= RAPPORT_REQUESTS_SENT; side++)
      for (int sort = RAPPORT_REQUESTS_EXPIRES_SOONEST; sort <= RAPPORT_REQUESTS_CLOSED_LAST; sort++)
        {
          g_autoptr (GPtrArray) rows = NULL;

          query.group = group;
          query.side = side;
          query.sort = sort;
          query.closed_since = sort == RAPPORT_REQUESTS_CLOSED_LAST ? 1 : 0;
          rows = rapport_requests_list (reading, &query, NULL, NULL);
          g_assert_nonnull (rows);
        }
}

static void
compose_partnerships (RapportReading *reading,
                      gint64          programme)
{
  RapportPartnershipsQuery query = { .programme = programme };

  for (int group = RAPPORT_PARTNERSHIPS_PENDING; group <= RAPPORT_PARTNERSHIPS_ALL; group++)
    {
      g_autoptr (GPtrArray) rows = NULL;

      query.group = group;
      rows = rapport_partnerships_list (reading, &query, NULL, NULL);
      g_assert_nonnull (rows);
    }
}

static gboolean
composed_command (RapportTransaction  *transaction,
                  gpointer             data,
                  GError             **error)
{
  static const char * const kinds[] = {
    "programme", "custom-field", "skill", "member", "enrolment", "request", "partnership", "meeting", "signature", "letter",
  };
  RapportReading *reading = rapport_transaction_reading (transaction);
  gint64 member = rapport_transaction_new_entity (transaction, "member");
  gint64 programme = rapport_transaction_new_entity (transaction, "programme");
  GHashTableIter iter;
  gpointer sql;

  rapport_transaction_set_operation (transaction, "add-member", NULL);
  rapport_transaction_set_string (transaction, member, "given_name", "Ewa");
  rapport_transaction_set_string (transaction, programme, "preset", "ieee");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 entity = rapport_transaction_new_entity (transaction, kinds[i]);

      rapport_transaction_set_int (transaction, entity, "term", (gint64) i + 1);
      g_assert_true (rapport_transaction_flush (transaction, error));
      rapport_transaction_delete (transaction, entity);
    }
  g_assert_true (rapport_transaction_flush (transaction, error));
  compose_members (reading, member);
  compose_requests (reading, programme);
  compose_partnerships (reading, programme);
  g_hash_table_iter_init (&iter, reading->connection->composed);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    check_plan (reading->connection->db, sql);
  g_assert_cmpuint (g_hash_table_size (reading->connection->composed), >, 10);
  g_hash_table_iter_init (&iter, reading->connection->statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL))
    check_plan (reading->connection->db, sql);
  return TRUE;
}

static void
test_composed (Fixture       *fixture,
               gconstpointer  data)
{
  fixture_write (fixture, composed_command, NULL);
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add ("/plans/fixed-statements-scan-no-large-table", Fixture, NULL, fixture_set_up, test_fixed, fixture_tear_down);
  g_test_add ("/plans/composed-statements-scan-no-large-table", Fixture, NULL, fixture_set_up, test_composed,
              fixture_tear_down);
  return g_test_run ();
}
