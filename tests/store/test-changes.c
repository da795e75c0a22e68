/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/letters.h"
#include "store/changes.h"
#include "store/fixture.h"
#include "store/requests.h"
#include "support/support.h"

/* Changes between two databases. */

typedef struct {
  Fixture one;
  Fixture other;
} Pair;

static void
set_up (Pair          *pair,
        gconstpointer  data)
{
  fixture_set_up (&pair->one, data);
  fixture_set_up (&pair->other, data);
  rapport_store_set_author (pair->other.store, "Bo");
}

static void
tear_down (Pair          *pair,
           gconstpointer  data)
{
  fixture_assert_sound (&pair->one);
  fixture_assert_sound (&pair->other);
  fixture_tear_down (&pair->one, data);
  fixture_tear_down (&pair->other, data);
}

static gboolean
add_line (const char  *line,
          gsize        length,
          gpointer     data,
          GError     **error)
{
  g_assert_cmpuint (strlen (line), ==, length);
  g_ptr_array_add (data, g_strdup (line));
  return TRUE;
}

static gpointer
lines_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (rapport_reading_changes_after (reading, data, add_line, lines, cancellable, error));
  return lines;
}

static gpointer
vector_query (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return rapport_reading_vector (reading, error);
}

static GPtrArray *
lines_of (Fixture    *fixture,
          GHashTable *vector)
{
  return rapport_store_read (fixture->store, lines_query, vector, NULL, NULL);
}

typedef struct {
  GPtrArray *lines;
  guint next;
} Bundle;

static gboolean
next_line (gpointer      data,
           const char  **line,
           gsize        *length,
           GError      **error)
{
  Bundle *bundle = data;

  *line = bundle->next < bundle->lines->len ? g_ptr_array_index (bundle->lines, bundle->next) : NULL;
  *length = *line != NULL ? strlen (*line) : 0;
  bundle->next++;
  return TRUE;
}

static RapportMerge
take_in (Fixture   *fixture,
         GPtrArray *lines)
{
  Bundle bundle = { lines, 0 };
  RapportMerge merge = { next_line, &bundle };

  fixture_write (fixture, rapport_changes_merge_command, &merge);
  return merge;
}

static void
send_all (Fixture *from,
          Fixture *to)
{
  g_autoptr (GHashTable) vector = rapport_store_read (to->store, vector_query, NULL, NULL, NULL);
  g_autoptr (GPtrArray) lines = lines_of (from, vector);

  take_in (to, lines);
}

static void
refuse_line (Fixture    *fixture,
             const char *line,
             int         code)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  Bundle bundle = { lines, 0 };
  RapportMerge merge = { next_line, &bundle };
  gint64 before = fixture_count (fixture, "SELECT count (*) FROM change");
  g_autofree char *words = NULL;

  g_ptr_array_add (lines, (gpointer) line);
  g_test_message ("%.300s", line);
  words = fixture_refuse (fixture, rapport_changes_merge_command, &merge, code);
  g_free (merge.forked);
  g_assert_nonnull (strstr (words, "Nothing was taken in"));
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM change"), ==, before);
}

static void
write_text (Fixture    *fixture,
            Edit       *edit,
            const char *value)
{
  edit->value = value;
  fixture_write (fixture, edit_command, edit);
}

/* Cases ------------------------------------------------------------------------------------------------------------- */

static void
test_what_goes_out_comes_in_once (Pair          *pair,
                                  gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name" };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) back = NULL;
  RapportMerge merge;

  write_text (&pair->one, &edit, "Chidi");
  write_text (&pair->one, &edit, "Ngozi");
  lines = lines_of (&pair->one, NULL);
  g_assert_cmpuint (lines->len, ==, 2);
  merge = take_in (&pair->other, lines);
  g_assert_cmpuint (merge.n_new, ==, 2);
  merge = take_in (&pair->other, lines);
  g_assert_cmpuint (merge.n_new, ==, 0);
  g_assert_cmpuint (merge.n_known, ==, 2);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM member WHERE given_name = 'Ngozi'"), ==, 1);
  back = lines_of (&pair->other, NULL);
  g_assert_cmpuint (back->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (g_ptr_array_index (back, i), ==, g_ptr_array_index (lines, i));
}

static void
test_gaps_are_waited_for_and_asked_for (Pair          *pair,
                                        gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name" };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) second = g_ptr_array_new ();
  g_autoptr (GHashTable) vector = NULL;
  RapportMerge merge;

  write_text (&pair->one, &edit, "a");
  write_text (&pair->one, &edit, "b");
  write_text (&pair->one, &edit, "c");
  lines = lines_of (&pair->one, NULL);
  g_ptr_array_add (second, g_ptr_array_index (lines, 2));
  merge = take_in (&pair->other, second);
  g_assert_cmpuint (merge.n_waiting, ==, 1);
  vector = rapport_store_read (pair->other.store, vector_query, NULL, NULL, NULL);
  g_assert_cmpuint (g_hash_table_size (vector), ==, 0);
  send_all (&pair->one, &pair->other);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM waiting"), ==, 0);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM gap"), ==, 0);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM member WHERE given_name = 'c'"), ==, 1);
}

static void
assert_heads (Fixture *fixture,
              gint64   expected)
{
  g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM head AS h JOIN field AS f ON f.no = h.field "
                                           "WHERE f.name = 'given_name'"), ==, expected);
}

static gpointer
find_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 entity = rapport_reading_find (reading, data);

  return g_memdup2 (&entity, sizeof entity);
}

static gpointer
uuid_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 *entity = data;

  return rapport_reading_uuid (reading, *entity);
}

static gint64
number_there (Fixture *here,
              gint64   entity,
              Fixture *there)
{
  g_autofree char *uuid = rapport_store_read (here->store, uuid_query, &entity, NULL, NULL);
  g_autofree gint64 *number = rapport_store_read (there->store, find_query, uuid, NULL, NULL);

  return *number;
}

static void
step (Fixture        *fixture,
      RapportCommand  command)
{
  RapportUndoResult result = { 0 };

  fixture_write (fixture, command, &result);
  g_free (result.title);
  g_strfreev (result.args);
}

static void
undo (Fixture *fixture)
{
  step (fixture, rapport_undo_command);
}

/* Both stay; the later is shown; who sets the field again ends it; who undoes that has both again. */
static void
test_two_edits_are_a_conflict_until_somebody_decides (Pair          *pair,
                                                      gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name" };
  Edit theirs = { .field = "given_name" };

  write_text (&pair->one, &edit, "Ada");
  send_all (&pair->one, &pair->other);
  theirs.entity = number_there (&pair->one, edit.entity, &pair->other);
  write_text (&pair->one, &edit, "Here");
  rapport_clock_move_to (pair->other.clock, 4070908800);
  write_text (&pair->other, &theirs, "There");
  send_all (&pair->one, &pair->other);
  send_all (&pair->other, &pair->one);

  assert_heads (&pair->one, 2);
  assert_heads (&pair->other, 2);
  for (guint i = 0; i < 2; i++)
    {
      Fixture *fixture = i == 0 ? &pair->one : &pair->other;

      g_assert_cmpint (fixture_count (fixture, "SELECT count (*) FROM member WHERE given_name = 'There'"), ==, 1);
    }
  write_text (&pair->one, &edit, "There");
  assert_heads (&pair->one, 0);
  undo (&pair->one);
  assert_heads (&pair->one, 2);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM member WHERE given_name = 'There'"), ==, 1);
  send_all (&pair->one, &pair->other);
  assert_heads (&pair->other, 2);
}

static void
test_an_edit_that_the_deleter_had_not_seen_is_kept (Pair          *pair,
                                                    gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name" };
  Edit theirs = { .field = "given_name" };
  g_autofree char *seen = NULL;

  write_text (&pair->one, &edit, "Ada");
  send_all (&pair->one, &pair->other);
  theirs.entity = number_there (&pair->one, edit.entity, &pair->other);
  write_text (&pair->other, &theirs, "Unseen");
  fixture_write (&pair->one, delete_command, &edit.entity);
  send_all (&pair->other, &pair->one);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM member"), ==, 0);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM change"), ==, 3);
  seen = fixture_value (&pair->one, edit.entity, "deleted");
  g_assert_nonnull (strstr (seen, ":1'"));
}

static void
test_what_this_version_does_not_know_is_passed_on (Pair          *pair,
                                                   gconstpointer  data)
{
  Edit future = { .kind = "hologram", .field = "beam/7", .value = "\xe2\x9c\xa8" };
  Edit edit = { .kind = "member", .field = "mood" };
  g_autofree char *value = NULL;

  fixture_write (&pair->one, edit_command, &future);
  write_text (&pair->one, &edit, "good");
  send_all (&pair->one, &pair->other);
  value = fixture_value (&pair->other, number_there (&pair->one, future.entity, &pair->other), "beam/7");
  g_assert_cmpstr (value, ==, "\xe2\x9c\xa8");
}

static gboolean
values_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  gint64 entity = rapport_transaction_new_entity (transaction, "hologram");

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  rapport_transaction_set (transaction, entity, "a", g_variant_new_int64 (G_MAXINT64));
  rapport_transaction_set (transaction, entity, "b", g_variant_new_int64 (-G_MAXINT64));
  rapport_transaction_set (transaction, entity, "c", g_variant_new_double (-0.0));
  rapport_transaction_set (transaction, entity, "d", g_variant_new_double (1e300));
  rapport_transaction_set (transaction, entity, "e", g_variant_new_double (0.1));
  rapport_transaction_set (transaction, entity, "f", g_variant_new_string ("\x01\x1f\"\\/\x7f\xf0\x9f\x98\x80"));
  rapport_transaction_set (transaction, entity, "g", g_variant_new_strv (NULL, 0));
  rapport_transaction_set (transaction, entity, "h", g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "\0\xff", 2, 1));
  rapport_transaction_set (transaction, entity, "i", g_variant_new_int64 (G_MININT64));
  return TRUE;
}

static void
test_every_value_travels (Pair          *pair,
                          gconstpointer  data)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) back = NULL;

  fixture_write (&pair->one, values_command, NULL);
  send_all (&pair->one, &pair->other);
  lines = lines_of (&pair->one, NULL);
  back = lines_of (&pair->other, NULL);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (lines, 0), ==, g_ptr_array_index (back, 0));
}

static gboolean
photo_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  gint64 entity = rapport_transaction_new_entity (transaction, "member");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG", 5);
  g_autofree char *hash = rapport_transaction_add_blob (transaction, bytes);

  rapport_transaction_set_operation (transaction, "change-member", NULL);
  rapport_transaction_set_string (transaction, entity, "given_name", "Ada");
  rapport_transaction_set_string (transaction, entity, "photo", hash);
  return TRUE;
}

static void
test_photos_travel_with_their_members (Pair          *pair,
                                       gconstpointer  data)
{
  g_autoptr (GPtrArray) lines = NULL;

  fixture_write (&pair->one, photo_command, NULL);
  lines = lines_of (&pair->one, NULL);
  g_assert_cmpuint (lines->len, ==, 2);
  take_in (&pair->other, lines);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM blob WHERE length (bytes) = 5"), ==, 1);
  ((char *) g_ptr_array_index (lines, 0))[10] ^= 1;
  refuse_line (&pair->other, g_ptr_array_index (lines, 0), RAPPORT_STORE_ERROR_INVALID);
}

static char *
replaced (const char *line,
          const char *what,
          const char *with)
{
  g_autoptr (GString) text = g_string_new (line);

  g_assert_cmpuint (g_string_replace (text, what, with, 1), ==, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_one_name_with_two_contents_is_a_fork (Pair          *pair,
                                           gconstpointer  data)
{
  Edit edit = { .kind = "member", .field = "given_name" };
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *forged = NULL;

  write_text (&pair->one, &edit, "Chidi");
  lines = lines_of (&pair->one, NULL);
  take_in (&pair->other, lines);
  forged = replaced (g_ptr_array_index (lines, 0), "[[],\"Chidi\"]", "[[],\"Ngozi\"]");
  refuse_line (&pair->other, forged, RAPPORT_STORE_ERROR_FORK);
}

#define LINE(seq, kind, entity, clock, seen, fields) \
  "{\"replica\":\"abc\",\"seq\":" seq ",\"kind\":\"" kind "\",\"entity\":\"" entity "\",\"clock\":" clock ",\"operation\":{" \
  "\"seq\":" seq ",\"title\":\"t\",\"args\":[],\"wall\":1,\"zone\":0,\"author\":\"A\",\"undoes\":null}," \
  "\"random\":\"00112233445566778899aabbccddeeff\",\"seen\":" seen ",\"fields\":" fields "}"
#define ID "0190b7f4-0000-7000-8000-000000000001"

static void
test_what_is_not_as_we_write_it_is_refused (Pair          *pair,
                                            gconstpointer  data)
{
  static const char *const bad[] = {
    "", "{", "null", "[]", "\"x\"", "{}",
    LINE ("0", "member", ID, "1", "[]", "{\"a\":[[],1]}"),
    LINE ("-1", "member", ID, "1", "[]", "{\"a\":[[],1]}"),
    LINE ("99999999999999999999", "member", ID, "1", "[]", "{\"a\":[[],1]}"),
    LINE ("1", "", ID, "1", "[]", "{\"a\":[[],1]}"),
    LINE ("1", "member", "x", "1", "[]", "{\"a\":[[],1]}"),
    LINE ("1", "member", "0190B7F4-0000-7000-8000-000000000001", "1", "[]", "{\"a\":[[],1]}"),
    LINE ("1", "member", ID, "-1", "[]", "{\"a\":[[],1]}"),
    LINE ("1", "member", ID, "9000000000000000000", "[]", "{\"a\":[[],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{}"),
    LINE ("1", "member", ID, "1", "[]", "{\"\":[[],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[0],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],true]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],{\"c\":\"\"}]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],{\"b\":\"!\"}]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],[1]]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],1.50]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],1e999]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],01]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],\"\\u0041\"]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],1],\"a\":[[],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"b\":[[],1],\"a\":[[],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\": [[],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],1]}") " ",
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],1]},\"more\":1"),
    LINE ("2", "member", ID, "1", "[[\"abc\",2]]", "{\"a\":[[0],1]}"),
    LINE ("2", "member", ID, "1", "[[\"b\",2],[\"a\",1]]", "{\"a\":[[0,1],1]}"),
    LINE ("2", "member", ID, "1", "[[\"a\",1],[\"a\",1]]", "{\"a\":[[0,1],1]}"),
    LINE ("2", "member", ID, "1", "[[\"a\",1],[\"b\",1]]", "{\"a\":[[1,0],1]}"),
    LINE ("2", "member", ID, "1", "[[\"a\",1]]", "{\"a\":[[0,0],1]}"),
    LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],[[[[[[[[\"x\"]]]]]]]]]}"),
  };
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    refuse_line (&pair->one, bad[i], RAPPORT_STORE_ERROR_INVALID);
  refuse_line (&pair->one, deep, RAPPORT_STORE_ERROR_INVALID);
  g_ptr_array_add (lines, (gpointer) LINE ("1", "member", ID, "1", "[]", "{\"a\":[[],1]}"));
  g_assert_cmpuint (take_in (&pair->one, lines).n_new, ==, 1);
  /* One name of two kinds, and an author who had seen what was not yet written. */
  refuse_line (&pair->one, LINE ("2", "skill", ID, "2", "[]", "{\"a\":[[],1]}"), RAPPORT_STORE_ERROR_INVALID);
  refuse_line (&pair->one, LINE ("2", "member", ID, "1", "[[\"abc\",1]]", "{\"a\":[[0],1]}"), RAPPORT_STORE_ERROR_INVALID);
}

static void
test_all_come_in_or_none (Pair          *pair,
                          gconstpointer  data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  Bundle bundle = { lines, 0 };
  RapportMerge merge = { next_line, &bundle };
  g_autofree char *words = NULL;

  g_ptr_array_add (lines, (gpointer) LINE ("1", "member", ID, "1", "[]", "{\"given_name\":[[],\"x\"]}"));
  g_ptr_array_add (lines, (gpointer) "broken");
  words = fixture_refuse (&pair->one, rapport_changes_merge_command, &merge, RAPPORT_STORE_ERROR_INVALID);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM change"), ==, 0);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM member"), ==, 0);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM entity"), ==, 0);
}

/* One request, answered on two laptops (DESIGN §3) ------------------------------------------------------------------- */

typedef struct {
  gint64 programme;
  gint64 mentor;
  gint64 mentee;
  gint64 request;
  gint64 partnership;
} Case;

static gint64
add_member (RapportTransaction *transaction,
            const char         *name)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  rapport_transaction_set_string (transaction, member, "given_name", name);
  return member;
}

static void
set_between (RapportTransaction *transaction,
             const Case         *self,
             gint64              entity)
{
  rapport_transaction_set_reference (transaction, entity, "programme", self->programme);
  rapport_transaction_set_reference (transaction, entity, "mentor", self->mentor);
  rapport_transaction_set_reference (transaction, entity, "mentee", self->mentee);
}

static gboolean
ask_command (RapportTransaction  *transaction,
             gpointer             data,
             GError             **error)
{
  Case *self = data;
  gint64 enrolment;

  rapport_transaction_set_operation (transaction, "send-request", NULL);
  self->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, self->programme, "name", "A programme");
  self->mentor = add_member (transaction, "Sofia");
  self->mentee = add_member (transaction, "Marta");
  enrolment = rapport_transaction_new_entity (transaction, "enrolment");
  rapport_transaction_set_reference (transaction, enrolment, "programme", self->programme);
  rapport_transaction_set_reference (transaction, enrolment, "member", self->mentor);
  rapport_transaction_set_string (transaction, enrolment, "role", "mentor");
  rapport_transaction_set_int (transaction, enrolment, "capacity", 2);
  self->request = rapport_transaction_new_entity (transaction, "request");
  set_between (transaction, self, self->request);
  rapport_transaction_set_int (transaction, self->request, "sent_at", rapport_transaction_now (transaction));
  return TRUE;
}

static void
write_answer (RapportTransaction *transaction,
              const Case         *self,
              const char         *title,
              const char         *answer)
{
  rapport_transaction_set_operation (transaction, title, NULL);
  rapport_transaction_set_strv (transaction, self->request, "answer", (const char *[]) { answer, "1800000000", "", "", NULL });
}

static gboolean
accept_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Case *self = data;

  write_answer (transaction, self, "accept-request", "accepted");
  if (self->partnership == 0)
    self->partnership = rapport_transaction_new_entity (transaction, "partnership");
  set_between (transaction, self, self->partnership);
  rapport_transaction_set_reference (transaction, self->partnership, "request", self->request);
  rapport_transaction_set_string (transaction, self->partnership, "starts_on", "2027-01-15");
  rapport_transaction_set_int (transaction, self->partnership, "term", 12);
  return TRUE;
}

static gboolean
decline_command (RapportTransaction  *transaction,
                 gpointer             data,
                 GError             **error)
{
  write_answer (transaction, data, "decline-request", "declined");
  return TRUE;
}

static void
send_both_ways (Pair *pair)
{
  send_all (&pair->one, &pair->other);
  send_all (&pair->other, &pair->one);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Both know the same and show the same of the request. */
static void
assert_same_answer (Pair                *pair,
                    const Case          *here,
                    const Case          *there,
                    RapportRequestState  state,
                    gboolean             contested,
                    int                  taken)
{
  const Case *cases[] = { here, there };
  Fixture *fixtures[] = { &pair->one, &pair->other };
  g_autoptr (GPtrArray) ours = lines_of (&pair->one, NULL);
  g_autoptr (GPtrArray) theirs = lines_of (&pair->other, NULL);

  g_ptr_array_sort (ours, compare_lines);
  g_ptr_array_sort (theirs, compare_lines);
  g_assert_cmpuint (ours->len, ==, theirs->len);
  for (guint i = 0; i < ours->len; i++)
    g_assert_cmpstr (g_ptr_array_index (ours, i), ==, g_ptr_array_index (theirs, i));
  for (guint i = 0; i < 2; i++)
    {
      RapportPairQuery query = { cases[i]->programme, cases[i]->mentee, cases[i]->mentor };
      gint64 number = cases[i]->request;
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportRequestRow) row = rapport_store_read (fixtures[i]->store, rapport_requests_get, &number, NULL, &error);
      g_autoptr (RapportPair) facts = rapport_store_read (fixtures[i]->store, rapport_requests_pair, &query, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (fixture_count (fixtures[i], "SELECT contested FROM request"), ==, contested);
      g_assert_cmpint (row->contested, ==, contested);
      g_assert_cmpint (row->state, ==, state);
      g_assert_cmpint (facts->mentor.capacity, ==, 2);
      g_assert_cmpint (facts->mentor.taken, ==, taken);
      g_assert_cmpint (facts->mentor.open_requests, ==, 0);
    }
}

/* Sent on one, known on both, accepted here and, later by the clock, declined there. */
static void
answer_differently (Pair *pair,
                    Case *here,
                    Case *there)
{
  fixture_write (&pair->one, ask_command, here);
  send_all (&pair->one, &pair->other);
  there->programme = number_there (&pair->one, here->programme, &pair->other);
  there->mentor = number_there (&pair->one, here->mentor, &pair->other);
  there->mentee = number_there (&pair->one, here->mentee, &pair->other);
  there->request = number_there (&pair->one, here->request, &pair->other);
  fixture_write (&pair->one, accept_command, here);
  fixture_write (&pair->other, decline_command, there);
  send_both_ways (pair);
}

static void
test_accepted_here_and_declined_there_takes_a_place (Pair          *pair,
                                                     gconstpointer  data)
{
  Case here = { 0 }, there = { 0 };
  gint64 changes;

  answer_differently (pair, &here, &there);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_ACCEPTED, TRUE, 1);
  /* Nothing is written because of it: no letter, no reminder, no answer of our own. */
  changes = fixture_count (&pair->one, "SELECT count (*) FROM change");
  send_both_ways (pair);
  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM change"), ==, changes);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM change"), ==, changes);
}

static void
test_who_answers_again_settles_it_and_undo_opens_it (Pair          *pair,
                                                     gconstpointer  data)
{
  Case here = { 0 }, there = { 0 };

  answer_differently (pair, &here, &there);
  fixture_write (&pair->one, accept_command, &here);
  send_both_ways (pair);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_ACCEPTED, FALSE, 1);
  undo (&pair->one);
  send_both_ways (pair);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_ACCEPTED, TRUE, 1);
}

static void
test_who_takes_back_the_decline_settles_it (Pair          *pair,
                                            gconstpointer  data)
{
  Case here = { 0 }, there = { 0 };

  answer_differently (pair, &here, &there);
  undo (&pair->other);
  send_both_ways (pair);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_ACCEPTED, FALSE, 1);
  step (&pair->other, rapport_redo_command);
  send_both_ways (pair);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_ACCEPTED, TRUE, 1);
}

static void
test_who_takes_back_the_acceptance_settles_it (Pair          *pair,
                                               gconstpointer  data)
{
  Case here = { 0 }, there = { 0 };

  answer_differently (pair, &here, &there);
  undo (&pair->one);
  send_both_ways (pair);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_DECLINED, FALSE, 0);
  step (&pair->one, rapport_redo_command);
  send_both_ways (pair);
  assert_same_answer (pair, &here, &there, RAPPORT_REQUEST_ACCEPTED, TRUE, 1);
}

#define CASE(name, function) g_test_add ("/changes/" name, Pair, NULL, set_up, function, tear_down)

/* Letters --------------------------------------------------------------------------------------------------------- */

#define LETTER_CAUSE "0192f7a0-0000-7000-8000-000000000001"

/* @data is a RapportLetterState: the letter that both laptops make of one cause is one, and now so. */
static gboolean
set_letter_command (RapportTransaction  *transaction,
                    gpointer             data,
                    GError             **error)
{
  g_autofree char *uuid = rapport_letter_uuid (LETTER_CAUSE, "reminder", 1);
  gint64 letter = rapport_transaction_entity (transaction, "letter", uuid);

  rapport_transaction_set_operation (transaction, "note-reminder", NULL);
  rapport_transaction_set_string (transaction, letter, "kind", "reminder");
  rapport_transaction_set (transaction, letter, "state", rapport_letter_state_write (data));
  return TRUE;
}

static void
assert_letters (Pair       *pair,
                const char *where)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM letter WHERE ", where, NULL);

  g_assert_cmpint (fixture_count (&pair->one, "SELECT count (*) FROM letter"), ==, 1);
  g_assert_cmpint (fixture_count (&pair->other, "SELECT count (*) FROM letter"), ==, 1);
  g_assert_cmpint (fixture_count (&pair->one, sql), ==, 1);
  g_assert_cmpint (fixture_count (&pair->other, sql), ==, 1);
}

/* The other laptop's clock is later, so that its word is the one that is shown of any other field. */
static void
test_letter_sent_on_one_laptop_is_not_queued_again_by_another (Pair          *pair,
                                                               gconstpointer  data)
{
  RapportLetterState sent = { RAPPORT_LETTER_SENT, 1, (char *) "one", 1, 0, (char *) "a@example.org" };
  RapportLetterState queued = { RAPPORT_LETTER_QUEUED, 2, (char *) "other" };

  fixture_write (&pair->one, set_letter_command, &sent);
  fixture_write (&pair->other, set_letter_command, &queued);
  fixture_write (&pair->other, set_letter_command, &queued);
  send_both_ways (pair);
  assert_letters (pair, "state = 'sent' AND owner = 'one' AND sent_to = 'a@example.org'");
}

static void
test_letter_queued_on_two_laptops_has_one_owner (Pair          *pair,
                                                 gconstpointer  data)
{
  RapportLetterState here = { RAPPORT_LETTER_QUEUED, 1, (char *) "one" };
  RapportLetterState there = { RAPPORT_LETTER_QUEUED, 1, (char *) "other" };
  gint64 owned;

  fixture_write (&pair->one, set_letter_command, &here);
  fixture_write (&pair->other, set_letter_command, &there);
  send_both_ways (pair);
  owned = fixture_count (&pair->one, "SELECT count (*) FROM letter WHERE owner = 'one'");
  assert_letters (pair, owned == 1 ? "owner = 'one'" : "owner = 'other'");
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  CASE ("what-goes-out-comes-in-once", test_what_goes_out_comes_in_once);
  CASE ("gaps-are-waited-for-and-asked-for", test_gaps_are_waited_for_and_asked_for);
  CASE ("two-edits-are-a-conflict-until-somebody-decides", test_two_edits_are_a_conflict_until_somebody_decides);
  CASE ("an-edit-that-the-deleter-had-not-seen-is-kept", test_an_edit_that_the_deleter_had_not_seen_is_kept);
  CASE ("what-this-version-does-not-know-is-passed-on", test_what_this_version_does_not_know_is_passed_on);
  CASE ("every-value-travels", test_every_value_travels);
  CASE ("photos-travel-with-their-members", test_photos_travel_with_their_members);
  CASE ("one-name-with-two-contents-is-a-fork", test_one_name_with_two_contents_is_a_fork);
  CASE ("what-is-not-as-we-write-it-is-refused", test_what_is_not_as_we_write_it_is_refused);
  CASE ("all-come-in-or-none", test_all_come_in_or_none);
  CASE ("letter-sent-on-one-laptop-is-not-queued-again-by-another",
        test_letter_sent_on_one_laptop_is_not_queued_again_by_another);
  CASE ("letter-queued-on-two-laptops-has-one-owner", test_letter_queued_on_two_laptops_has_one_owner);
  CASE ("accepted-here-and-declined-there-takes-a-place", test_accepted_here_and_declined_there_takes_a_place);
  CASE ("who-answers-again-settles-it-and-undo-opens-it", test_who_answers_again_settles_it_and_undo_opens_it);
  CASE ("who-takes-back-the-decline-settles-it", test_who_takes_back_the_decline_settles_it);
  CASE ("who-takes-back-the-acceptance-settles-it", test_who_takes_back_the_acceptance_settles_it);
  return g_test_run ();
}
