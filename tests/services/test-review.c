/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/review-list.h"

#include <glib/gstdio.h>
#include <string.h>

#include "services/changes.h"
#include "services/enrol.h"
#include "services/erase.h"
#include "services/members.h"
#include "services/session.h"
#include "store/history.h"
#include "store/import.h"
#include "store/joined.h"
#include "store/verify.h"
#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19T12:00Z */

/* One copy of the data, or two that exchange files. */
typedef struct {
  RapportClock *clock;
  RapportStore *store;
  char *folder;
} Copy;

typedef struct {
  Copy one;
  Copy other;
  gint64 programme;
  gint64 sofia;   /* one place */
  gint64 marta;
  gint64 ewa;
} Fixture;

static void
copy_set_up (Copy       *copy,
             const char *author)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  copy->folder = rapport_test_folder ();
  path = g_build_filename (copy->folder, "rapport.db", NULL);
  copy->clock = rapport_clock_new_at (NOW);
  copy->store = rapport_store_open (path, copy->clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (copy->store, author);
}

static void
copy_tear_down (Copy *copy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (copy->store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
  rapport_store_close (copy->store);
  g_clear_object (&copy->store);
  g_clear_object (&copy->clock);
  g_free (copy->folder);
}

static gint64
add_member (RapportTransaction *transaction,
            const char         *given,
            const char         *family,
            const char         *role,
            int                 capacity)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_string (transaction, member, "given_name", given);
  rapport_transaction_set_string (transaction, member, "family_name", family);
  if (role != NULL)
    rapport_enrol_member (transaction, rapport_session_ensure_programme (transaction), member, role, capacity, &error);
  g_assert_no_error (error);
  return member;
}

static gboolean
people_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Fixture *fixture = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  fixture->programme = rapport_session_ensure_programme (transaction);
  fixture->sofia = add_member (transaction, "Sofia", "Lindqvist", "mentor", 1);
  fixture->marta = add_member (transaction, "Marta", "Kovač", "mentee", -1);
  fixture->ewa = add_member (transaction, "Ewa", "Dudek", "mentee", -1);
  return TRUE;
}

static void
write_ok (Copy           *copy,
          RapportCommand  command,
          gpointer        data)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (copy->store, command, data, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  copy_set_up (&fixture->one, "Ada");
  copy_set_up (&fixture->other, "Bo");
  write_ok (&fixture->one, people_command, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  copy_tear_down (&fixture->one);
  copy_tear_down (&fixture->other);
}

/* Findings -------------------------------------------------------------------------------------------------------- */

static RapportFinding *
find (Copy               *copy,
      RapportFindingKind  kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReview) review = rapport_store_read (copy->store, rapport_review_query, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < review->items->len; i++)
    {
      const RapportReviewItem *item = g_ptr_array_index (review->items, i);

      g_assert_cmpstr (item->title, !=, "");
      g_assert_cmpstr (item->subtitle, !=, "");
      if (item->finding->kind == kind)
        return rapport_finding_copy (item->finding);
    }
  return NULL;
}

static void
assert_found (Copy               *copy,
              RapportFindingKind  kind,
              gboolean            found)
{
  g_autoptr (RapportFinding) finding = find (copy, kind);

  g_test_message ("%s", rapport_finding_kind_id (kind));
  g_assert_cmpint (finding != NULL, ==, found);
}

/* The remedy that begins so, the @nth of them. */
static char *
remedy_of (Copy                 *copy,
           const RapportFinding *finding,
           const char           *start,
           guint                 nth)
{
  g_autoptr (RapportReviewDetail) detail = rapport_store_read (copy->store, rapport_review_detail_query, (gpointer) finding,
                                                               NULL, NULL);

  for (guint i = 0; i < detail->remedies->len; i++)
    {
      const RapportRemedy *remedy = g_ptr_array_index (detail->remedies, i);

      if (g_str_has_prefix (remedy->id, start) && nth-- == 0)
        return g_strdup (remedy->id);
    }
  g_error ("no remedy %s", start);
}

static void
undo (Copy *copy)
{
  RapportUndoResult result = { 0 };

  write_ok (copy, rapport_undo_command, &result);
  g_assert_cmpuint (result.left_alone, ==, 0);
  g_free (result.title);
  g_strfreev (result.args);
}

/* A list drops at once what one remedy settles wholly. */
static void
assert_whole (Copy                      *copy,
              const RapportReviewSettle *settle)
{
  g_autoptr (RapportReview) review = rapport_store_read (copy->store, rapport_review_query, NULL, NULL, NULL);

  for (guint i = 0; rapport_review_settle_is_whole (settle) && i < review->items->len; i++)
    g_assert_cmpint (((const RapportReviewItem *) g_ptr_array_index (review->items, i))->finding->id, !=, settle->finding->id);
}

static void
settle_text (Copy               *copy,
             RapportFindingKind  kind,
             const char         *start,
             guint               nth,
             const char         *text)
{
  g_autoptr (RapportFinding) finding = find (copy, kind);
  g_autofree char *remedy = NULL;
  RapportReviewSettle settle;

  g_assert_nonnull (finding);
  remedy = remedy_of (copy, finding, start, nth);
  settle = (RapportReviewSettle) { finding, remedy, (char *) text };
  write_ok (copy, rapport_review_settle_command, &settle);
  assert_whole (copy, &settle);
}

/* Settles it, takes that back, and settles it for good. */
static void
settle (Copy               *copy,
        RapportFindingKind  kind,
        const char         *start,
        guint               nth)
{
  g_autoptr (RapportFinding) finding = find (copy, kind);

  settle_text (copy, kind, start, nth, NULL);
  assert_found (copy, kind, FALSE);
  undo (copy);
  assert_found (copy, kind, TRUE);
  settle_text (copy, kind, start, nth, NULL);
  assert_found (copy, kind, FALSE);
}

/* What no rule would allow, as merging makes it ------------------------------------------------------------------- */

typedef struct {
  gint64 programme;
  const char *kind;
  gint64 mentee;
  gint64 mentor;
  gint64 entity;
} Pairing;

static gboolean
pair_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  Pairing *pairing = data;

  pairing->entity = rapport_transaction_new_entity (transaction, pairing->kind);
  rapport_transaction_set_reference (transaction, pairing->entity, "programme", pairing->programme);
  rapport_transaction_set_reference (transaction, pairing->entity, "mentee", pairing->mentee);
  rapport_transaction_set_reference (transaction, pairing->entity, "mentor", pairing->mentor);
  if (strcmp (pairing->kind, "request") == 0)
    {
      rapport_transaction_set_int (transaction, pairing->entity, "sent_at", NOW - 60);
      rapport_transaction_set_string (transaction, pairing->entity, "snapshot",
                                      "{\"terms\":{\"remind_days\":7,\"expire_days\":30,\"time_zone\":\"UTC\"}}");
    }
  else
    rapport_transaction_set_string (transaction, pairing->entity, "starts_on", "2026-11-01");
  return TRUE;
}

static gint64
pair (Fixture    *fixture,
      const char *kind,
      gint64      mentee,
      gint64      mentor)
{
  Pairing pairing = { fixture->programme, kind, mentee, mentor, 0 };

  write_ok (&fixture->one, pair_command, &pairing);
  return pairing.entity;
}

typedef struct {
  gint64 entity;
  const char *field;
  const char *value;
  gint64 number;
} Edit;

static gboolean
edit_command (RapportTransaction  *transaction,
              gpointer             data,
              GError             **error)
{
  const Edit *edit = data;

  if (edit->value == NULL)
    rapport_transaction_set_int (transaction, edit->entity, edit->field, edit->number);
  else
    rapport_transaction_set_string (transaction, edit->entity, edit->field, edit->value);
  return TRUE;
}

static void
edit (Copy       *copy,
      gint64      entity,
      const char *field,
      const char *value)
{
  Edit edit_ = { entity, field, value, 0 };

  write_ok (copy, edit_command, &edit_);
}

static gpointer
value_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const Edit *asked = data;
  GVariant *value = rapport_reading_get (reading, asked->entity, asked->field);

  return value != NULL ? value : g_variant_ref_sink (g_variant_new_string (""));
}

static void
assert_text (Copy       *copy,
             gint64      entity,
             const char *field,
             const char *expected)
{
  Edit asked = { entity, field, NULL, 0 };
  g_autoptr (GVariant) value = rapport_store_read (copy->store, value_query, &asked, NULL, NULL);

  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, expected);
}

static gpointer
replica_query (RapportReading  *reading,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  return rapport_reading_own_replica (reading);
}

/* Files ----------------------------------------------------------------------------------------------------------- */

static char *
export_all (Copy *copy)
{
  char *path = g_build_filename (copy->folder, "changes", NULL);
  g_autoptr (RapportChangesExport) export = rapport_changes_export_new (path);
  g_autoptr (GError) error = NULL;

  rapport_store_read (copy->store, rapport_changes_export_query, export, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static RapportChangesImport *
import (Copy       *copy,
        const char *path,
        gboolean    preview)
{
  RapportChangesImport *import_ = rapport_changes_import_new (path, preview);
  g_autoptr (GError) error = NULL;
  gboolean done = rapport_store_write (copy->store, rapport_changes_import_command, import_, NULL, &error);

  if (preview)
    g_assert_true (!done && rapport_changes_is_previewed (error));
  else
    g_assert_no_error (error);
  return import_;
}

static void
send (Copy *from,
      Copy *to)
{
  g_autofree char *path = export_all (from);
  g_autoptr (RapportChangesImport) import_ = import (to, path, FALSE);

  g_assert_nonnull (import_->counts);
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

/* How the other copy numbers it. */
static gint64
there (Fixture *fixture,
       gint64   entity)
{
  g_autofree char *uuid = rapport_store_read (fixture->one.store, uuid_query, &entity, NULL, NULL);
  g_autofree gint64 *no = rapport_store_read (fixture->other.store, no_query, uuid, NULL, NULL);

  return *no;
}

/* Cases ----------------------------------------------------------------------------------------------------------- */

static gboolean
double_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  *(gint64 *) data = add_member (transaction, "DUDEK", "Ewa", "mentee", -1);
  return TRUE;
}

static void
test_likely_doubles (Fixture       *fixture,
                     gconstpointer  data)
{
  gint64 twin;

  assert_found (&fixture->one, RAPPORT_FINDING_DOUBLE, FALSE);
  write_ok (&fixture->one, double_command, &twin);
  assert_found (&fixture->one, RAPPORT_FINDING_DOUBLE, TRUE);
  settle_text (&fixture->one, RAPPORT_FINDING_DOUBLE, "different", 0, NULL);
  assert_found (&fixture->one, RAPPORT_FINDING_DOUBLE, FALSE);
  undo (&fixture->one);
  settle (&fixture->one, RAPPORT_FINDING_DOUBLE, "join", 0);
  settle (&fixture->one, RAPPORT_FINDING_TWO_ENROLMENTS, "keep", 1);
}

/* In a large programme the answer to the next question takes seconds. */
static void
test_a_list_drops_what_is_settled (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RapportSession) session = rapport_session_new (fixture->one.store);
  g_autoptr (RapportReviewList) list = rapport_review_list_new (session);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gint64 twin;
  gint64 id;
  guint n;

  g_signal_connect_swapped (list, "loaded", G_CALLBACK (g_main_loop_quit), loop);
  write_ok (&fixture->one, double_command, &twin);
  rapport_review_list_ask (list, FALSE, RAPPORT_N_FINDINGS);
  g_main_loop_run (loop);
  id = rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (list), &n)[0];
  g_assert_cmpuint (n, ==, 1);
  rapport_review_list_drop (list, id);
  rapport_row_source_get_ids (RAPPORT_ROW_SOURCE (list), &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (rapport_review_list_get_count (list, RAPPORT_FINDING_DOUBLE), ==, 0);
  g_assert_null (rapport_review_list_get_item (list, id));
  rapport_review_list_drop (list, id);
  /* It was not settled: the next answer has it again. */
  rapport_review_list_ask (list, FALSE, RAPPORT_N_FINDINGS);
  g_main_loop_run (loop);
  g_assert_nonnull (rapport_review_list_get_item (list, id));
}

static gpointer
count_query (RapportReading  *reading,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GArray) everybody = rapport_import_everybody (reading, error);

  return g_memdup2 (&everybody->len, sizeof everybody->len);
}

static void
assert_members (Copy  *copy,
                guint  expected)
{
  g_autofree guint *n = rapport_store_read (copy->store, count_query, NULL, NULL, NULL);

  g_assert_cmpuint (*n, ==, expected);
}

static gpointer
person_query (RapportReading  *reading,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  gint64 person = rapport_reading_person (reading, *(gint64 *) data);

  return g_memdup2 (&person, sizeof person);
}

/* Who deletes a person deletes all that is joined as that person, and Undo brings all of it back. */
static void
test_a_joined_person_is_deleted_whole (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RapportMembersEdit) edit_ = rapport_members_edit_new ();
  g_autofree gint64 *person = NULL;
  gint64 twin;

  write_ok (&fixture->one, double_command, &twin);
  settle_text (&fixture->one, RAPPORT_FINDING_DOUBLE, "join", 0, NULL);
  assert_members (&fixture->one, 3);
  person = rapport_store_read (fixture->one.store, person_query, &fixture->ewa, NULL, NULL);
  g_array_append_val (edit_->members, *person);
  write_ok (&fixture->one, rapport_members_delete_command, edit_);
  assert_members (&fixture->one, 2);
  undo (&fixture->one);
  assert_members (&fixture->one, 3);
}

static void
test_too_few_places (Fixture       *fixture,
                     gconstpointer  data)
{
  pair (fixture, "partnership", fixture->marta, fixture->sofia);
  assert_found (&fixture->one, RAPPORT_FINDING_NO_ROOM, FALSE);
  pair (fixture, "partnership", fixture->ewa, fixture->sofia);
  settle_text (&fixture->one, RAPPORT_FINDING_NO_ROOM, "end", 1, NULL);
  assert_found (&fixture->one, RAPPORT_FINDING_NO_ROOM, FALSE);
  undo (&fixture->one);
  settle (&fixture->one, RAPPORT_FINDING_NO_ROOM, "places", 0);
}

static void
test_partnered_twice_and_asked_twice (Fixture       *fixture,
                                      gconstpointer  data)
{
  pair (fixture, "partnership", fixture->marta, fixture->sofia);
  pair (fixture, "partnership", fixture->marta, fixture->sofia);
  pair (fixture, "request", fixture->ewa, fixture->sofia);
  assert_found (&fixture->one, RAPPORT_FINDING_TWO_REQUESTS, FALSE);
  pair (fixture, "request", fixture->ewa, fixture->sofia);
  settle (&fixture->one, RAPPORT_FINDING_TWO_PARTNERSHIPS, "end", 1);
  settle (&fixture->one, RAPPORT_FINDING_TWO_REQUESTS, "withdraw", 1);
}

static void
test_more_partners_than_allowed (Fixture       *fixture,
                                 gconstpointer  data)
{
  edit (&fixture->one, fixture->programme, "setting/mentors_per_mentee", "1");
  pair (fixture, "partnership", fixture->marta, fixture->sofia);
  assert_found (&fixture->one, RAPPORT_FINDING_TWO_MENTORS, FALSE);
  pair (fixture, "partnership", fixture->marta, fixture->ewa);
  settle (&fixture->one, RAPPORT_FINDING_TWO_MENTORS, "end", 0);
}

static void
test_partnered_with_themselves (Fixture       *fixture,
                                gconstpointer  data)
{
  RapportMembersSame same = { fixture->marta, fixture->sofia, TRUE };

  pair (fixture, "partnership", fixture->marta, fixture->sofia);
  write_ok (&fixture->one, rapport_members_same_command, &same);
  settle (&fixture->one, RAPPORT_FINDING_ONESELF, "part", 0);
}

static void
test_rules_at_odds (Fixture       *fixture,
                    gconstpointer  data)
{
  assert_found (&fixture->one, RAPPORT_FINDING_POLICY, FALSE);
  edit (&fixture->one, fixture->programme, "setting/remind_days", "40");
  edit (&fixture->one, fixture->programme, "setting/remind_until_days", "45");
  settle (&fixture->one, RAPPORT_FINDING_POLICY, "reset", 0);
}

static void
test_two_versions (Fixture       *fixture,
                   gconstpointer  data)
{
  send (&fixture->one, &fixture->other);
  edit (&fixture->one, fixture->ewa, "city", "Leeds");
  edit (&fixture->other, there (fixture, fixture->ewa), "city", "York");
  send (&fixture->other, &fixture->one);
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "keep", 0, NULL);
  assert_text (&fixture->one, fixture->ewa, "city", "Leeds");
  undo (&fixture->one);
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "keep", 1, NULL);
  assert_text (&fixture->one, fixture->ewa, "city", "York");
  undo (&fixture->one);
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "write", 0, "Hull");
  assert_text (&fixture->one, fixture->ewa, "city", "Hull");
  assert_found (&fixture->one, RAPPORT_FINDING_CONFLICT, FALSE);
  send (&fixture->one, &fixture->other);
  assert_found (&fixture->other, RAPPORT_FINDING_CONFLICT, FALSE);
  assert_text (&fixture->other, there (fixture, fixture->ewa), "city", "Hull");
}

/* Who wrote what, when, and on which copy. */
static void
assert_whose_they_are (Fixture *fixture)
{
  g_autoptr (RapportFinding) finding = NULL;
  g_autoptr (RapportReviewDetail) detail = NULL;
  g_autofree char *replica = NULL;
  const RapportReviewSide *side;
  const RapportReviewLine *line;

  finding = find (&fixture->one, RAPPORT_FINDING_CONFLICT);
  detail = rapport_store_read (fixture->one.store, rapport_review_detail_query, finding, NULL, NULL);
  replica = rapport_store_read (fixture->other.store, replica_query, NULL, NULL, NULL);
  replica[8] = '\0';
  g_assert_cmpstr (detail->item->title, ==, "City of Ewa Dudek");
  g_assert_cmpuint (detail->sides->len, ==, 2);
  g_assert_cmpuint (detail->lines->len, ==, 1);
  line = g_ptr_array_index (detail->lines, 0);
  g_assert_cmpstr (line->label, ==, "City");
  for (guint i = 0; i < 2; i++)
    {
      gboolean own;

      side = g_ptr_array_index (detail->sides, i);
      own = strcmp (side->title, "Yours") == 0;
      g_assert_true (own || strcmp (side->title, "Theirs") == 0);
      g_assert_cmpstr (line->cells[i], ==, own ? "Leeds" : "York");
      g_test_message ("%s", side->subtitle);
      g_assert_true (g_str_has_prefix (side->subtitle, own ? "Ada · 20" : "Bo · 20"));
      g_assert_true (own ? g_str_has_suffix (side->subtitle, " · this copy") : g_str_has_suffix (side->subtitle, replica));
    }
}

/* Also when the choice was taken back, whichever it was. */
static void
test_two_versions_say_whose_they_are (Fixture       *fixture,
                                      gconstpointer  data)
{
  send (&fixture->one, &fixture->other);
  edit (&fixture->one, fixture->ewa, "city", "Leeds");
  edit (&fixture->other, there (fixture, fixture->ewa), "city", "York");
  send (&fixture->other, &fixture->one);
  assert_whose_they_are (fixture);
  for (guint i = 0; i < 2; i++)
    {
      settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "keep", i, NULL);
      undo (&fixture->one);
      assert_whose_they_are (fixture);
    }
}

static void
set_apart (Fixture    *fixture,
           const char *field,
           const char *ours,
           const char *theirs)
{
  edit (&fixture->one, fixture->ewa, field, ours);
  edit (&fixture->other, there (fixture, fixture->ewa), field, theirs);
  send (&fixture->other, &fixture->one);
}

static void
assert_no_third (Fixture    *fixture,
                 const char *text)
{
  g_autoptr (RapportFinding) finding = find (&fixture->one, RAPPORT_FINDING_CONFLICT);
  RapportReviewSettle settling = { finding, (char *) "write", (char *) text };
  g_autoptr (GError) error = NULL;

  g_assert_false (rapport_store_write (fixture->one.store, rapport_review_settle_command, &settling, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  assert_found (&fixture->one, RAPPORT_FINDING_CONFLICT, TRUE);
}

/* A third is checked as in every form; a day, a country and a zone can be written too. */
static void
test_a_third_is_checked (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *much = g_strnfill (5000, 'x');

  send (&fixture->one, &fixture->other);
  set_apart (fixture, "country", "PL", "DE");
  assert_no_third (fixture, "Atlantis");
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "write", 0, "Norway");
  assert_text (&fixture->one, fixture->ewa, "country", "NO");
  set_apart (fixture, "member_since", "2020-01-01", "2021-01-01");
  assert_no_third (fixture, "31 February 2020");
  assert_no_third (fixture, "99999-01-01");
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "write", 0, "19 November 2019");
  assert_text (&fixture->one, fixture->ewa, "member_since", "2019-11-19");
  set_apart (fixture, "email", "ewa@example.org", "dudek@example.org");
  assert_no_third (fixture, "nobody");
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "write", 0, "e.dudek@example.org");
  set_apart (fixture, "city", "Leeds", "York");
  assert_no_third (fixture, much);
  settle_text (&fixture->one, RAPPORT_FINDING_CONFLICT, "write", 0, "");
  assert_text (&fixture->one, fixture->ewa, "city", "");
  undo (&fixture->one);
  assert_found (&fixture->one, RAPPORT_FINDING_CONFLICT, TRUE);
}

/* Letters of several bytes are not cut in the middle. */
static void
test_a_long_version_is_named_by_its_beginning (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (RapportFinding) finding = NULL;
  g_autoptr (RapportReviewDetail) detail = NULL;

  send (&fixture->one, &fixture->other);
  set_apart (fixture, "biography", "x\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436"
             "\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436\u0436", "\u202emine");
  finding = find (&fixture->one, RAPPORT_FINDING_CONFLICT);
  detail = rapport_store_read (fixture->one.store, rapport_review_detail_query, finding, NULL, NULL);
  for (guint i = 0; i < detail->remedies->len; i++)
    {
      const RapportRemedy *remedy = g_ptr_array_index (detail->remedies, i);

      g_test_message ("%s", remedy->label);
      g_assert_true (g_utf8_validate (remedy->label, -1, NULL));
      if (strstr (remedy->label, "mine") != NULL)
        g_assert_nonnull (strstr (remedy->label, "\u2068\u202emine\u202c\u2069"));
      else if (g_str_has_prefix (remedy->id, "keep:"))
        g_assert_true (g_str_has_suffix (remedy->label, "\u0436…"));
    }
}

static void
test_the_same_said_twice_is_no_conflict (Fixture       *fixture,
                                         gconstpointer  data)
{
  send (&fixture->one, &fixture->other);
  edit (&fixture->one, fixture->ewa, "city", "Leeds");
  edit (&fixture->other, there (fixture, fixture->ewa), "city", "Leeds");
  send (&fixture->other, &fixture->one);
  assert_found (&fixture->one, RAPPORT_FINDING_CONFLICT, FALSE);
}

typedef struct {
  gint64 request;
  const char *word;
} Answer;

static gboolean
answer_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  const Answer *answer = data;

  rapport_transaction_set_strv (transaction, answer->request, "answer",
                                (const char * const []) { answer->word, "1795089600", "", "", NULL });
  return TRUE;
}

static void
test_accepted_here_and_declined_there (Fixture       *fixture,
                                       gconstpointer  data)
{
  Answer answer = { pair (fixture, "request", fixture->marta, fixture->sofia), "accepted" };
  Answer theirs = { 0, "declined" };

  send (&fixture->one, &fixture->other);
  theirs.request = there (fixture, answer.request);
  write_ok (&fixture->one, answer_command, &answer);
  write_ok (&fixture->other, answer_command, &theirs);
  send (&fixture->other, &fixture->one);
  assert_found (&fixture->one, RAPPORT_FINDING_CONFLICT, FALSE);
  settle_text (&fixture->one, RAPPORT_FINDING_CONTESTED, "decline", 0, NULL);
  assert_found (&fixture->one, RAPPORT_FINDING_CONTESTED, FALSE);
  undo (&fixture->one);
  settle (&fixture->one, RAPPORT_FINDING_CONTESTED, "accept", 0);
}

static gboolean
delete_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  rapport_transaction_delete (transaction, *(gint64 *) data);
  return TRUE;
}

static void
test_an_edit_that_the_deleter_had_not_seen (Fixture       *fixture,
                                            gconstpointer  data)
{
  send (&fixture->one, &fixture->other);
  write_ok (&fixture->one, delete_command, &fixture->ewa);
  assert_found (&fixture->one, RAPPORT_FINDING_UNSEEN, FALSE);
  edit (&fixture->other, there (fixture, fixture->ewa), "city", "York");
  send (&fixture->other, &fixture->one);
  settle_text (&fixture->one, RAPPORT_FINDING_UNSEEN, "bring-back", 0, NULL);
  assert_found (&fixture->one, RAPPORT_FINDING_UNSEEN, FALSE);
  assert_text (&fixture->one, fixture->ewa, "city", "York");
  undo (&fixture->one);
  settle (&fixture->one, RAPPORT_FINDING_UNSEEN, "delete", 0);
}

static void
test_a_clock_that_is_far_off (Fixture       *fixture,
                              gconstpointer  data)
{
  send (&fixture->one, &fixture->other);
  rapport_clock_move_to (fixture->other.clock, 4070908800);
  edit (&fixture->other, there (fixture, fixture->ewa), "city", "York");
  send (&fixture->other, &fixture->one);
  assert_found (&fixture->one, RAPPORT_FINDING_CLOCK, TRUE);
  assert_found (&fixture->other, RAPPORT_FINDING_CLOCK, FALSE);
}

/* The file without its last change but one; what is left keeps its form. */
static void
drop_line (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *end = NULL;
  g_autofree char *joined = NULL;
  guint n;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 0; i < n - 1; i++)
    if (i != n - 3)
      g_ptr_array_add (kept, lines[i]);
  end = g_strdup_printf ("{\"end\":%u}\n", n - 3);
  g_ptr_array_add (kept, end);
  g_ptr_array_add (kept, NULL);
  joined = g_strjoinv ("\n", (char **) kept->pdata);
  g_assert_true (g_file_set_contents (path, joined, -1, NULL));
}

static void
test_changes_that_have_not_come (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (RapportChangesImport) import_ = NULL;

  edit (&fixture->one, fixture->ewa, "city", "Leeds");
  edit (&fixture->one, fixture->ewa, "city", "York");
  path = export_all (&fixture->one);
  drop_line (path);
  import_ = import (&fixture->other, path, FALSE);
  assert_found (&fixture->other, RAPPORT_FINDING_MISSING, TRUE);
  send (&fixture->one, &fixture->other);
  assert_found (&fixture->other, RAPPORT_FINDING_MISSING, FALSE);
}

/* What the other copy knows of this one is not what is in the file: each has written under the name. */
static void
test_changes_under_a_name_that_two_have (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) forged = NULL;
  g_autoptr (RapportChangesImport) import_ = NULL;
  g_autoptr (GError) error = NULL;

  edit (&fixture->one, fixture->ewa, "city", "Leeds");
  send (&fixture->one, &fixture->other);
  path = export_all (&fixture->one);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  forged = g_string_new (text);
  g_assert_cmpuint (g_string_replace (forged, "Leeds", "York", 0), ==, 1);
  g_assert_true (g_file_set_contents (path, forged->str, -1, NULL));

  import_ = rapport_changes_import_new (path, FALSE);
  g_assert_false (rapport_store_write (fixture->other.store, rapport_changes_import_command, import_, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FORK);
  assert_found (&fixture->other, RAPPORT_FINDING_HELD, FALSE);
  write_ok (&fixture->other, rapport_changes_hold_command, import_);
  assert_found (&fixture->other, RAPPORT_FINDING_HELD, TRUE);
  settle_text (&fixture->other, RAPPORT_FINDING_HELD, "forget", 0, NULL);
  assert_found (&fixture->other, RAPPORT_FINDING_HELD, FALSE);

  write_ok (&fixture->other, rapport_changes_hold_command, import_);
  send (&fixture->one, &fixture->other);
  assert_found (&fixture->other, RAPPORT_FINDING_HELD, FALSE);
}

/* Files: looked at and taken in ----------------------------------------------------------------------------------- */

static gpointer
dump_query (RapportReading  *reading,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GHashTable) vector = rapport_reading_vector (reading, error);
  g_autoptr (GPtrArray) findings = rapport_reading_findings (reading, cancellable, error);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u %u %" G_GINT64_FORMAT, g_hash_table_size (vector), findings->len,
                          rapport_reading_last_change (reading));
  return g_string_free (text, FALSE);
}

static void
test_a_preview_says_what_merging_does (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RapportChangesImport) looked = NULL;
  g_autoptr (RapportChangesImport) taken = NULL;
  gint64 twin;

  send (&fixture->one, &fixture->other);
  write_ok (&fixture->one, double_command, &twin);
  edit (&fixture->one, fixture->marta, "city", "Leeds");
  edit (&fixture->other, there (fixture, fixture->marta), "city", "York");
  path = export_all (&fixture->one);
  before = rapport_store_read (fixture->other.store, dump_query, NULL, NULL, NULL);
  looked = import (&fixture->other, path, TRUE);
  after = rapport_store_read (fixture->other.store, dump_query, NULL, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (looked->findings[RAPPORT_FINDING_DOUBLE], ==, 1);
  g_assert_cmpuint (looked->findings[RAPPORT_FINDING_CONFLICT], ==, 1);

  taken = import (&fixture->other, path, FALSE);
  g_assert_cmpuint (taken->n_new, ==, looked->n_new);
  g_assert_cmpuint (taken->n_known, ==, looked->n_known);
  g_assert_cmpuint (taken->counts->len, ==, looked->counts->len);
  for (guint i = 0; i < taken->counts->len; i++)
    {
      const RapportMergeCount *one = g_ptr_array_index (looked->counts, i);
      const RapportMergeCount *other = g_ptr_array_index (taken->counts, i);

      g_assert_cmpstr (one->kind, ==, other->kind);
      g_assert_cmpuint (one->n_new, ==, other->n_new);
      g_assert_cmpuint (one->n_changed, ==, other->n_changed);
    }
  assert_found (&fixture->other, RAPPORT_FINDING_DOUBLE, TRUE);
  assert_found (&fixture->other, RAPPORT_FINDING_CONFLICT, TRUE);
}

static guint
count_new (const RapportChangesImport *looked,
           const char                 *kind)
{
  for (guint i = 0; i < looked->counts->len; i++)
    {
      const RapportMergeCount *count = g_ptr_array_index (looked->counts, i);

      if (strcmp (count->kind, kind) == 0)
        return count->n_new + count->n_changed;
    }
  return 0;
}

/* What was erased elsewhere comes emptied: nobody new. */
static void
test_a_preview_counts_no_erased_person (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autofree char *whole = export_all (&fixture->one);
  g_autoptr (RapportChangesImport) before = import (&fixture->other, whole, TRUE);
  g_autoptr (RapportEraseJob) job = rapport_erase_job_new ();
  g_autoptr (RapportEraseAccount) account = NULL;
  g_autoptr (RapportChangesImport) looked = NULL;
  g_autofree char *emptied = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (job->members, fixture->marta);
  account = rapport_erase_run (fixture->one.store, job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  emptied = export_all (&fixture->one);
  looked = import (&fixture->other, emptied, TRUE);
  g_assert_cmpuint (count_new (looked, "member"), ==, count_new (before, "member") - 1);
  g_assert_cmpuint (count_new (looked, "erasure"), ==, 1);
}

static void
test_taking_in_can_be_taken_back (Fixture       *fixture,
                                  gconstpointer  data)
{
  gint64 marta;

  send (&fixture->one, &fixture->other);
  marta = there (fixture, fixture->marta);
  edit (&fixture->other, marta, "city", "York");
  send (&fixture->other, &fixture->one);
  assert_text (&fixture->one, fixture->marta, "city", "York");
  undo (&fixture->one);
  assert_text (&fixture->one, fixture->marta, "city", "");
  undo (&fixture->other);
  undo (&fixture->other);
  assert_text (&fixture->other, marta, "given_name", "");
}

/* What two copies have to say to one another comes to an end. */
static void
test_copies_come_to_rest (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (RapportChangesImport) last = NULL;

  for (guint i = 0; i < 3; i++)
    {
      send (&fixture->one, &fixture->other);
      send (&fixture->other, &fixture->one);
    }
  path = export_all (&fixture->one);
  last = import (&fixture->other, path, FALSE);
  g_assert_cmpuint (last->n_new, ==, 0);
}

static void
refuse_file (Copy       *copy,
             const char *path,
             const char *words)
{
  g_autoptr (RapportChangesImport) import_ = rapport_changes_import_new (path, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = rapport_store_read (copy->store, dump_query, NULL, NULL, NULL);
  g_autofree char *after = NULL;

  g_assert_false (rapport_store_write (copy->store, rapport_changes_import_command, import_, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  after = rapport_store_read (copy->store, dump_query, NULL, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_bad_files_are_refused_with_their_line (Fixture       *fixture,
                                            gconstpointer  data)
{
  static const char header[] = "{\"rapport-changes\":1,\"replica\":\"a\",\"vector\":{}}\n";
  g_autofree char *path = export_all (&fixture->one);
  g_autofree char *good = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *spoilt = NULL;
  g_autofree char *newer = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &good, &size, NULL));
  cut = g_strndup (good, size / 2);
  g_assert_true (g_file_set_contents (path, cut, -1, NULL));
  refuse_file (&fixture->other, path, "Nothing was taken in");
  spoilt = g_strconcat (header, "{\"replica\":1}\n{\"end\":1}\n", NULL);
  g_assert_true (g_file_set_contents (path, spoilt, -1, NULL));
  refuse_file (&fixture->other, path, "Line 2: ");
  g_free (spoilt);
  spoilt = g_strconcat (header, "{\"end\":1}\n", NULL);
  g_assert_true (g_file_set_contents (path, spoilt, -1, NULL));
  refuse_file (&fixture->other, path, "Line 2: ");
  g_assert_true (g_file_set_contents (path, "name,e-mail\n", -1, NULL));
  refuse_file (&fixture->other, path, "not a file of changes");
  newer = g_strdup ("{\"rapport-changes\":2,\"replica\":\"a\",\"vector\":{}}\n");
  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  refuse_file (&fixture->other, path, "newer version");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  ADD ("/review/likely-doubles", test_likely_doubles);
  ADD ("/review/a-list-drops-what-is-settled", test_a_list_drops_what_is_settled);
  ADD ("/review/a-joined-person-is-deleted-whole", test_a_joined_person_is_deleted_whole);
  ADD ("/review/too-few-places", test_too_few_places);
  ADD ("/review/partnered-twice-and-asked-twice", test_partnered_twice_and_asked_twice);
  ADD ("/review/more-partners-than-allowed", test_more_partners_than_allowed);
  ADD ("/review/partnered-with-themselves", test_partnered_with_themselves);
  ADD ("/review/rules-at-odds", test_rules_at_odds);
  ADD ("/review/two-versions", test_two_versions);
  ADD ("/review/two-versions-say-whose-they-are", test_two_versions_say_whose_they_are);
  ADD ("/review/a-third-is-checked", test_a_third_is_checked);
  ADD ("/review/a-long-version-is-named-by-its-beginning", test_a_long_version_is_named_by_its_beginning);
  ADD ("/review/the-same-said-twice-is-no-conflict", test_the_same_said_twice_is_no_conflict);
  ADD ("/review/accepted-here-and-declined-there", test_accepted_here_and_declined_there);
  ADD ("/review/an-edit-that-the-deleter-had-not-seen", test_an_edit_that_the_deleter_had_not_seen);
  ADD ("/review/a-clock-that-is-far-off", test_a_clock_that_is_far_off);
  ADD ("/review/changes-that-have-not-come", test_changes_that_have_not_come);
  ADD ("/review/changes-under-a-name-that-two-have", test_changes_under_a_name_that_two_have);
  ADD ("/changes/a-preview-says-what-merging-does", test_a_preview_says_what_merging_does);
  ADD ("/changes/a-preview-counts-no-erased-person", test_a_preview_counts_no_erased_person);
  ADD ("/changes/taking-in-can-be-taken-back", test_taking_in_can_be_taken_back);
  ADD ("/changes/copies-come-to-rest", test_copies_come_to_rest);
  ADD ("/changes/bad-files-are-refused-with-their-line", test_bad_files_are_refused_with_their_line);
  return g_test_run ();
}
