/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "store/fixture.h"
#include "store/joined.h"
#include "model/uuid.h"
#include "store/projection.h"
#include "store/sql.h"
#include "support/people.h"
#include "support/support.h"

/* Every row of every projection as text, in an order of its own: what two states of a database are compared by. */
static char *
dump (Fixture *fixture)
{
  const char * const *tables = rapport_projection_tables ();
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint t = 0; tables[t] != NULL; t++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", tables[t]);
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          g_string_append (text, tables[t]);
          for (int c = 0; c < sqlite3_column_count (statement); c++)
            g_string_append_printf (text, "|%s", (const char *) sqlite3_column_text (statement, c));
          g_string_append_c (text, '\n');
        }
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static char *
look_up (Fixture    *fixture,
         const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  GString *text = g_string_new (NULL);

  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int c = 0; c < sqlite3_column_count (statement); c++)
      {
        const char *column = (const char *) sqlite3_column_text (statement, c);

        g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", column != NULL ? column : "NULL");
      }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

#define assert_rows(fixture, sql, expected) \
  G_STMT_START { \
    g_autofree char *rows_ = look_up (fixture, sql); \
    g_assert_cmpstr (rows_, ==, expected); \
  } G_STMT_END

/* Every kind with every sort of field. */
typedef struct {
  gint64 programme;
  gint64 custom_field;
  gint64 skill;
  gint64 mentor;
  gint64 mentee;
  gint64 enrolment;
  gint64 request;
  gint64 partnership;
  gint64 meeting;
  gint64 signature;
} World;

static void
set_family (RapportTransaction *transaction,
            gint64              entity,
            const char         *family,
            gint64              element,
            const char         *rest,
            GVariant           *value)
{
  g_autofree char *uuid = rapport_reading_uuid (rapport_transaction_reading (transaction), element);
  g_autofree char *field = g_strconcat (family, "/", uuid, rest, NULL);

  rapport_transaction_set (transaction, entity, field, value);
}

static void
make_member (RapportTransaction *transaction,
             World              *world)
{
  const char *degree[] = { "BSc", "Aldine \"University\"", "1999", NULL };

  world->mentor = rapport_transaction_new_entity (transaction, "member");
  rapport_transaction_set_string (transaction, world->mentor, "given_name", "순자");
  rapport_transaction_set_string (transaction, world->mentor, "family_name", "배");
  rapport_transaction_set_string (transaction, world->mentor, "biography", "Builds bridges");
  rapport_transaction_set_string (transaction, world->mentor, "visibility/biography", "nobody");
  rapport_transaction_set_int (transaction, world->mentor, "area/career", 1);
  rapport_transaction_set_int (transaction, world->mentor, "language/ko", 1);
  rapport_transaction_set_int (transaction, world->mentor, "channel/phone", 1);
  rapport_transaction_set_int (transaction, world->mentor, "interest/tunnels", 1);
  rapport_transaction_set_strv (transaction, world->mentor, "education/0192f7a0-0000-7000-8000-000000000001", degree);
  set_family (transaction, world->mentor, "skill", world->skill, "/held", g_variant_new_int64 (5));
  set_family (transaction, world->mentor, "skill", world->skill, "/wanted", g_variant_new_int64 (7));
  set_family (transaction, world->mentor, "custom", world->custom_field, "", g_variant_new_string ("Policy"));
  rapport_transaction_set_string (transaction, world->mentor, "from_the_future", "kept");
  world->mentee = rapport_transaction_new_entity (transaction, "member");
  rapport_transaction_set_string (transaction, world->mentee, "given_name", "Ewa");
}

static void
make_pair (RapportTransaction *transaction,
           World              *world)
{
  const gint64 *sides[] = { &world->request, &world->partnership };

  world->request = rapport_transaction_new_entity (transaction, "request");
  world->partnership = rapport_transaction_new_entity (transaction, "partnership");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      rapport_transaction_set_reference (transaction, *sides[i], "programme", world->programme);
      rapport_transaction_set_reference (transaction, *sides[i], "mentor", world->mentor);
      rapport_transaction_set_reference (transaction, *sides[i], "mentee", world->mentee);
    }
  rapport_transaction_set_int (transaction, world->request, "sent_at", 1792000000);
  rapport_transaction_set_string (transaction, world->request, "snapshot",
                                  "{\"terms\":{\"remind_days\":5,\"expire_days\":10,\"time_zone\":\"Asia/Seoul\"}}");
  rapport_transaction_set_strv (transaction, world->request, "answer",
                                (const char *[]) { "accepted", "1792090000", "Gladly", "", NULL });
  rapport_transaction_set_reference (transaction, world->partnership, "request", world->request);
  rapport_transaction_set_string (transaction, world->partnership, "starts_on", "2026-08-31");
  rapport_transaction_set_int (transaction, world->partnership, "term", 6);
}

static void
make_letter (RapportTransaction *transaction,
             World              *world)
{
  gint64 letter = rapport_transaction_new_entity (transaction, "letter");

  rapport_transaction_set_reference (transaction, letter, "cause", world->request);
  rapport_transaction_set_reference (transaction, letter, "member", world->mentee);
  rapport_transaction_set_string (transaction, letter, "subject", "Sorry");
  rapport_transaction_set_strv (transaction, letter, "state",
                                (const char *[]) { "failed", "1792090000", "abc", "2", "0", "a@b.example", "550 no", NULL });
}

/* The mentor once more, whom somebody has joined with the first. */
static gboolean
double_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  World *world = data;
  gint64 last = rapport_transaction_entity (transaction, "member", "ffffffff-ffff-7fff-bfff-ffffffffffff");
  RapportSamePersonFact fact = { world->mentor, last, "same" };

  rapport_transaction_set_string (transaction, fact.other, "email", "bae@example.org");
  return rapport_transaction_flush (transaction, error) && rapport_transaction_say_same (transaction, &fact);
}

static gboolean
world_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  World *world = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  world->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, world->programme, "name", "A programme");
  rapport_transaction_set_string (transaction, world->programme, "time_zone", "Europe/London");
  rapport_transaction_set_string (transaction, world->programme, "setting/expire_days", "21");
  rapport_transaction_set_string (transaction, world->programme, "setting/areas", "[\"career\"]");
  world->custom_field = rapport_transaction_new_entity (transaction, "custom-field");
  rapport_transaction_set_reference (transaction, world->custom_field, "programme", world->programme);
  rapport_transaction_set_string (transaction, world->custom_field, "label", "Profession");
  world->skill = rapport_transaction_new_entity (transaction, "skill");
  rapport_transaction_set_string (transaction, world->skill, "label", "Statistics");
  make_member (transaction, world);
  world->enrolment = rapport_transaction_new_entity (transaction, "enrolment");
  rapport_transaction_set_reference (transaction, world->enrolment, "programme", world->programme);
  rapport_transaction_set_reference (transaction, world->enrolment, "member", world->mentor);
  rapport_transaction_set_string (transaction, world->enrolment, "role", "mentor");
  rapport_transaction_set_int (transaction, world->enrolment, "capacity", 2);
  make_pair (transaction, world);
  world->meeting = rapport_transaction_new_entity (transaction, "meeting");
  rapport_transaction_set_reference (transaction, world->meeting, "partnership", world->partnership);
  rapport_transaction_set_strv (transaction, world->meeting, "time",
                                (const char *[]) { "2026-09-03", "10:00", "11:30", "90", NULL });
  world->signature = rapport_transaction_new_entity (transaction, "signature");
  rapport_transaction_set_reference (transaction, world->signature, "meeting", world->meeting);
  rapport_transaction_set_string (transaction, world->signature, "side", "mentee");
  rapport_transaction_set_string (transaction, world->signature, "method", "typed");
  make_letter (transaction, world);
  rapport_transaction_set_int (transaction, rapport_transaction_new_entity (transaction, "erasure"), "erased_at", 1800000000);
  return TRUE;
}

static void
test_every_kind (Fixture       *fixture,
                 gconstpointer  data)
{
  World world = { 0 };
  const char * const *tables = rapport_projection_tables ();

  fixture_write (fixture, world_command, &world);
  fixture_write (fixture, double_command, &world);
  for (guint t = 0; tables[t] != NULL; t++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", tables[t], NULL);

      g_assert_cmpint (fixture_count (fixture, sql), >, 0);
    }
  assert_rows (fixture, "SELECT settings FROM programme", "{\"areas\":[\"career\"],\"expire_days\":21}");
  assert_rows (fixture, "SELECT label, type FROM custom_field", "Profession|text");
  assert_rows (fixture, "SELECT display_name, hidden FROM member ORDER BY no LIMIT 1", "배순자|1");
  assert_rows (fixture, "SELECT held, wanted FROM member_skill", "5|7");
  assert_rows (fixture, "SELECT l.subject, l.state, l.state_at, l.owner, l.attempts, l.sent_to, l.words, m.given_name"
                        " FROM letter l JOIN member m ON m.no = l.member",
               "Sorry|failed|1792090000|abc|2|a@b.example|550 no|Ewa");
  assert_rows (fixture, "SELECT field, value FROM member_item WHERE field <> 'interest'",
               "education|[\"BSc\",\"Aldine \\\"University\\\"\",\"1999\"]");
  assert_rows (fixture, "SELECT element FROM member_item WHERE field = 'interest'", "tunnels");
  assert_rows (fixture, "SELECT value FROM member_custom", "Policy");
  assert_rows (fixture, "SELECT role, capacity, paused FROM enrolment", "mentor|2|0");
  assert_rows (fixture, "SELECT answer, answered_at, comment, contested FROM request", "accepted|1792090000|Gladly|0");
  assert_rows (fixture, "SELECT held_on, starts, ends, minutes, corrects FROM meeting", "2026-09-03|10:00|11:30|90|NULL");
  assert_rows (fixture, "SELECT side, method FROM signature", "mentee|typed");
}

/* The request keeps the days and the zone that were in force when it was sent; a term ends by calendar months. */
static void
test_instants (Fixture       *fixture,
               gconstpointer  data)
{
  World world = { 0 };
  Edit edit = { 0, "programme", "time_zone", "America/New_York" };

  fixture_write (fixture, world_command, &world);
  assert_rows (fixture, "SELECT datetime (remind_at, 'unixepoch'), datetime (expires_at, 'unixepoch') FROM request",
               "2026-10-19 15:00:00|2026-10-25 15:00:00");
  assert_rows (fixture, "SELECT ends_on, datetime (ends_at, 'unixepoch') FROM partnership", "2027-02-28|2027-03-01 00:00:00");
  edit.entity = world.programme;
  fixture_write (fixture, edit_command, &edit);
  assert_rows (fixture, "SELECT datetime (expires_at, 'unixepoch') FROM request", "2026-10-25 15:00:00");
  assert_rows (fixture, "SELECT ends_on, datetime (ends_at, 'unixepoch') FROM partnership", "2027-02-28|2027-03-01 05:00:00");
}

static void
undo (Fixture *fixture)
{
  RapportUndoResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_store_write (fixture->store, rapport_undo_command, &result, NULL, &error));
  g_assert_no_error (error);
  g_free (result.title);
  g_strfreev (result.args);
}

static void
redo (Fixture *fixture)
{
  RapportUndoResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_store_write (fixture->store, rapport_redo_command, &result, NULL, &error));
  g_assert_no_error (error);
  g_free (result.title);
  g_strfreev (result.args);
}

static gboolean
integrity_command (RapportTransaction  *transaction,
                   gpointer             data,
                   GError             **error)
{
  RapportReading *reading = rapport_transaction_reading (transaction);

  /* 1: the index is compared with the texts that it is of. */
  return rapport_reading_run (reading, rapport_reading_statement_composed (reading,
                              "INSERT INTO member_text (member_text, rank) VALUES ('integrity-check', 1)"), error);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  World world = { 0 };
  g_autofree char *empty = dump (fixture);
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  fixture_write (fixture, world_command, &world);
  before = dump (fixture);
  g_assert_cmpstr (before, !=, empty);
  undo (fixture);
  undone = dump (fixture);
  g_assert_cmpstr (undone, ==, empty);
  fixture_write (fixture, integrity_command, NULL);
  redo (fixture);
  redone = dump (fixture);
  /* When it was changed is another time; nothing else is other. */
  g_assert_cmpstr (redone, ==, before);
  fixture_write (fixture, integrity_command, NULL);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const of_member[] = {
    "member_area", "member_language", "member_channel", "member_skill", "member_item", "member_custom",
    "member_visibility",
  };
  World world = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_write (fixture, world_command, &world);
  before = dump (fixture);
  fixture_write (fixture, delete_command, &world.mentor);
  for (guint i = 0; i < G_N_ELEMENTS (of_member); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", of_member[i], NULL);

      g_assert_cmpint (fixture_count (fixture, sql), ==, 0);
    }
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member_key"), ==, 1);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member_text WHERE member_text MATCH 'bridges'"), ==, 0);
  fixture_write (fixture, integrity_command, NULL);
  undo (fixture);
  after = dump (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member_text WHERE member_text MATCH 'bridges'"), ==, 1);
}

/* A kind, a field and a type that this version does not know make no row and no error, and are kept. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  Edit kind = { 0, "badge", "colour", "gold" };
  Edit field = { 0, "member", "shoe_size", "44" };
  g_autofree char *colour = NULL;
  g_autofree char *size = NULL;

  fixture_write (fixture, edit_command, &kind);
  fixture_write (fixture, edit_command, &field);
  colour = fixture_value (fixture, kind.entity, "colour");
  size = fixture_value (fixture, field.entity, "shoe_size");
  g_assert_nonnull (strstr (colour, "gold"));
  g_assert_nonnull (strstr (size, "44"));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member"), ==, 1);
  field.field = "country";
  field.value = "GB";
  fixture_write (fixture, edit_command, &field);
  assert_rows (fixture, "SELECT country FROM member", "GB");
}

/* DESIGN §3: journal and projections together are at most twice the projections alone, without the full text. */
static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *csv = rapport_test_population (1000, "mix");
  g_autoptr (RapportPeople) people = csv != NULL ? rapport_people_read (csv) : NULL;
  const char * const *tables = rapport_projection_tables ();
  GString *names = g_string_new ("''");
  g_autofree char *list = NULL;
  g_autofree char *plain = NULL;
  gint64 plain_bytes;
  gint64 all_bytes;

  if (people != NULL)
    {
      for (guint t = 0; tables[t] != NULL; t++)
        g_string_append_printf (names, ", '%s'", tables[t]);
      list = g_string_free (names, FALSE);
      plain = g_strdup_printf ("SELECT sum (pgsize) FROM dbstat WHERE name IN"
                               " (SELECT name FROM sqlite_schema WHERE tbl_name IN (%s))", list);
      fixture_write (fixture, rapport_people_write_command, people);
      plain_bytes = fixture_count (fixture, plain);
      all_bytes = fixture_count (fixture, "SELECT sum (pgsize) FROM dbstat WHERE name NOT LIKE 'member_text%'");
      g_test_message ("%.2f times: %" G_GINT64_FORMAT " bytes a member beside %" G_GINT64_FORMAT,
                      (double) all_bytes / (double) plain_bytes, all_bytes / 1000, plain_bytes / 1000);
      g_assert_cmpint (plain_bytes, >, 0);
      g_assert_cmpint (all_bytes, <=, 2 * plain_bytes);
    }
  else
    {
      g_string_free (names, TRUE);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  ADD ("/projection/every-kind", test_every_kind);
  ADD ("/projection/c15-instants-in-the-zone-of-the-programme", test_instants);
  ADD ("/projection/undo-and-redo-bring-the-same-rows", test_undo);
  ADD ("/projection/delete-and-back", test_delete);
  ADD ("/projection/unknown-kinds-and-fields-are-kept", test_unknown);
  ADD ("/projection/size-within-twice-the-plain-tables", test_size);
  return g_test_run ();
}
