/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fixture.h"
#include "store/joined.h"
#include "store/members.h"
#include "store/verify.h"
#include "support/support.h"

/* Two members, a programme, an enrolment of each, and a request to each of a third. */
typedef struct {
  Fixture base;
  gint64 programme;
  gint64 ewa;       /* the smaller id: made first */
  gint64 dudek;
  gint64 mentor;
  gint64 enrolments[2];
  gint64 requests[2];
} Joining;

static gint64
add_member (RapportTransaction *transaction,
            const char         *name,
            const char         *email)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  rapport_transaction_set_string (transaction, member, "given_name", name);
  rapport_transaction_set_string (transaction, member, "email", email);
  return member;
}

static gboolean
people_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Joining *self = data;

  self->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, self->programme, "name", "Ours");
  self->ewa = add_member (transaction, "Ewa", "ewa@example.org");
  self->dudek = add_member (transaction, "E. Dudek", "dudek@example.com");
  self->mentor = add_member (transaction, "Marta", "marta@example.org");
  for (guint i = 0; i < 2; i++)
    {
      gint64 member = i == 0 ? self->ewa : self->dudek;

      self->enrolments[i] = rapport_transaction_new_entity (transaction, "enrolment");
      rapport_transaction_set_reference (transaction, self->enrolments[i], "programme", self->programme);
      rapport_transaction_set_reference (transaction, self->enrolments[i], "member", member);
      rapport_transaction_set_string (transaction, self->enrolments[i], "role", "mentee");
      self->requests[i] = rapport_transaction_new_entity (transaction, "request");
      rapport_transaction_set_reference (transaction, self->requests[i], "programme", self->programme);
      rapport_transaction_set_reference (transaction, self->requests[i], "mentee", member);
      rapport_transaction_set_reference (transaction, self->requests[i], "mentor", self->mentor);
    }
  return TRUE;
}

static void
assert_sound (Joining *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rapport_store_verify (self->base.store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
set_up (Joining       *self,
        gconstpointer  data)
{
  fixture_set_up (&self->base, data);
  fixture_write (&self->base, people_command, self);
}

static void
tear_down (Joining       *self,
           gconstpointer  data)
{
  assert_sound (self);
  fixture_tear_down (&self->base, data);
}

typedef struct {
  RapportSamePersonFact fact;
} Saying;

static gboolean
say_command (RapportTransaction  *transaction,
             gpointer             data,
             GError             **error)
{
  Saying *saying = data;

  return rapport_transaction_say_same (transaction, &saying->fact);
}

static void
say (Joining    *self,
     gint64      one,
     gint64      other,
     const char *verdict)
{
  Saying saying = { { one, other, verdict } };

  fixture_write (&self->base, say_command, &saying);
}

static gint64
count (Joining    *self,
       const char *format,
       gint64      no)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *sql = g_strdup_printf (format, no);
#pragma GCC diagnostic pop

  return fixture_count (&self->base, sql);
}

static void
undo (Joining *self)
{
  RapportUndoResult result = { 0 };

  fixture_write (&self->base, rapport_undo_command, &result);
  g_assert_cmpuint (result.left_alone, ==, 0);
  g_free (result.title);
  g_strfreev (result.args);
}

static void
assert_apart (Joining *self)
{
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM member"), ==, 3);
  g_assert_cmpint (count (self, "SELECT count (*) FROM request WHERE mentee = %" G_GINT64_FORMAT, self->ewa), ==, 1);
  g_assert_cmpint (count (self, "SELECT count (*) FROM request WHERE mentee = %" G_GINT64_FORMAT, self->dudek), ==, 1);
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM enrolment"), ==, 2);
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM joined"), ==, 0);
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM joined_enrolment"), ==, 0);
}

static void
assert_joined (Joining *self)
{
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM member"), ==, 2);
  g_assert_cmpint (count (self, "SELECT count (*) FROM member WHERE no = %" G_GINT64_FORMAT, self->ewa), ==, 1);
  g_assert_cmpint (count (self, "SELECT count (*) FROM request WHERE mentee = %" G_GINT64_FORMAT, self->ewa), ==, 2);
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM enrolment"), ==, 1);
  g_assert_cmpint (count (self, "SELECT no FROM enrolment WHERE member = %" G_GINT64_FORMAT, self->ewa), ==,
                   self->enrolments[0]);
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM joined_enrolment"), ==, 2);
}

static void
test_joining_shows_one_person (Joining       *self,
                               gconstpointer  data)
{
  assert_apart (self);
  say (self, self->dudek, self->ewa, "same");
  assert_joined (self);
  undo (self);
  assert_apart (self);
}

static void
test_parting_gives_everybody_back_their_own (Joining       *self,
                                             gconstpointer  data)
{
  say (self, self->ewa, self->dudek, "same");
  assert_sound (self);
  say (self, self->dudek, self->ewa, "different");
  assert_apart (self);
  undo (self);
  assert_joined (self);
}

/* Who joins Ewa with Dudek and Dudek with Marta, has joined all three; and parts them one by one. */
static void
test_joining_goes_on (Joining       *self,
                      gconstpointer  data)
{
  say (self, self->ewa, self->dudek, "same");
  say (self, self->dudek, self->mentor, "same");
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM member"), ==, 1);
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM request WHERE mentee = mentor"), ==, 2);
  assert_sound (self);
  say (self, self->ewa, self->dudek, "different");
  g_assert_cmpint (fixture_count (&self->base, "SELECT count (*) FROM member"), ==, 2);
  g_assert_cmpint (count (self, "SELECT count (*) FROM request WHERE mentor = %" G_GINT64_FORMAT, self->dudek), ==, 2);
}

/* Who is deleted as the double does not take the other along. */
static void
test_the_one_that_is_left_stands_for_both (Joining       *self,
                                           gconstpointer  data)
{
  say (self, self->ewa, self->dudek, "same");
  fixture_write (&self->base, delete_command, &self->ewa);
  g_assert_cmpint (count (self, "SELECT count (*) FROM member WHERE no = %" G_GINT64_FORMAT, self->dudek), ==, 1);
  g_assert_cmpint (count (self, "SELECT count (*) FROM request WHERE mentee = %" G_GINT64_FORMAT, self->dudek), ==, 2);
  assert_sound (self);
  undo (self);
  assert_joined (self);
}

static void
test_the_other_enrolment_comes_forward (Joining       *self,
                                        gconstpointer  data)
{
  say (self, self->ewa, self->dudek, "same");
  fixture_write (&self->base, delete_command, &self->enrolments[0]);
  g_assert_cmpint (count (self, "SELECT no FROM enrolment WHERE member = %" G_GINT64_FORMAT, self->ewa), ==,
                   self->enrolments[1]);
  undo (self);
  assert_joined (self);
}

static gpointer
candidates_query (RapportReading  *reading,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rapport_members_candidates (reading, data, error);
}

/* Files go on naming the hidden one; and what it is changed to is known as well. */
static void
test_the_hidden_one_is_found_by_its_own_address (Joining       *self,
                                                 gconstpointer  data)
{
  RapportMemberKey key = { .email = "NEW@example.com" };
  Edit edit = { .entity = self->dudek, .field = "email", .value = "new@example.com" };
  g_autoptr (GArray) found = NULL;

  say (self, self->ewa, self->dudek, "same");
  fixture_write (&self->base, edit_command, &edit);
  found = rapport_store_read (self->base.store, candidates_query, &key, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, gint64, 0), ==, self->ewa);
}

#define ADD(name, function) g_test_add (name, Joining, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  ADD ("/joined/joining-shows-one-person", test_joining_shows_one_person);
  ADD ("/joined/parting-gives-everybody-back-their-own", test_parting_gives_everybody_back_their_own);
  ADD ("/joined/joining-goes-on", test_joining_goes_on);
  ADD ("/joined/the-one-that-is-left-stands-for-both", test_the_one_that_is_left_stands_for_both);
  ADD ("/joined/the-other-enrolment-comes-forward", test_the_other_enrolment_comes_forward);
  ADD ("/joined/the-hidden-one-is-found-by-its-own-address", test_the_hidden_one_is_found_by_its_own_address);
  return g_test_run ();
}
