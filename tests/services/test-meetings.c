/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/meetings.h"

#include "store/history.h"
#include "store/meetings.h"
#include "support/support.h"

#define NOW 1795089600 /* 2026-11-19 12:00 UTC */
#define SCRAWL "M 104 62 L 96 70 L 92 95 L 104 128 L 130 140 L 150 118 L 158 84 L 164 110 L 186 118"

typedef struct {
  RapportClock *clock;
  RapportStore *store;
  gint64 programme, mentee, mentor, stranger, partnership;
} Fixture;

static gint64
add_member (RapportTransaction *transaction,
            const char         *given_name,
            const char         *family_name)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  rapport_transaction_set_string (transaction, member, "given_name", given_name);
  rapport_transaction_set_string (transaction, member, "family_name", family_name);
  return member;
}

static gboolean
make_pair (RapportTransaction  *transaction,
           gpointer             data,
           GError             **error)
{
  Fixture *fixture = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  fixture->programme = rapport_transaction_new_entity (transaction, "programme");
  rapport_transaction_set_string (transaction, fixture->programme, "name", "IEEE Mentoring");
  rapport_transaction_set_string (transaction, fixture->programme, "preset", "ieee");
  fixture->mentee = add_member (transaction, "Nadia", "Petrova");
  fixture->mentor = add_member (transaction, "Helen", "Ashworth");
  fixture->stranger = add_member (transaction, "Karl", "Weiss");
  fixture->partnership = rapport_transaction_new_entity (transaction, "partnership");
  rapport_transaction_set_reference (transaction, fixture->partnership, "programme", fixture->programme);
  rapport_transaction_set_reference (transaction, fixture->partnership, "mentee", fixture->mentee);
  rapport_transaction_set_reference (transaction, fixture->partnership, "mentor", fixture->mentor);
  rapport_transaction_set_int (transaction, fixture->partnership, "term", 12);
  rapport_transaction_set_string (transaction, fixture->partnership, "starts_on", "2026-05-19");
  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->clock = rapport_clock_new_at (NOW);
  fixture->store = rapport_store_open (path, fixture->clock, &error);
  g_assert_no_error (error);
  rapport_store_set_author (fixture->store, "Ada");
  g_assert_true (rapport_store_write (fixture->store, make_pair, fixture, NULL, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  rapport_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_object_unref (fixture->clock);
}

static RapportMeeting *
a_meeting (Fixture *fixture)
{
  RapportMeeting *meeting = rapport_meeting_new ();

  meeting->partnership = fixture->partnership;
  meeting->held_on = g_strdup ("2026-11-03");
  meeting->starts = g_strdup ("1730");
  meeting->minutes = 60;
  meeting->channel = g_strdup ("video");
  meeting->topics = g_strdup ("  Leading the design review ");
  return meeting;
}

static RapportMeetingLog *
read_log (Fixture *fixture,
          gint64   viewer)
{
  RapportMeetingsQuery query = { fixture->partnership, { viewer } };
  g_autoptr (GError) error = NULL;
  RapportMeetingLog *log = rapport_store_read (fixture->store, rapport_meetings_log, &query, NULL, &error);

  g_assert_no_error (error);
  return log;
}

/* NULL: done. Else the sentence that refuses. */
static char *
save_as (Fixture        *fixture,
         RapportCommand  command,
         RapportMeeting *meeting,
         gint64          viewer,
         gint64         *saved)
{
  RapportMeetingSave save = { meeting, { viewer }, 0 };
  g_autoptr (GError) error = NULL;

  if (rapport_store_write (fixture->store, command, &save, NULL, &error))
    {
      g_assert_no_error (error);
      if (saved != NULL)
        *saved = save.saved;
      return NULL;
    }
  g_assert_nonnull (error);
  return g_strdup (error->message);
}

static gint64
log_it (Fixture *fixture)
{
  g_autoptr (RapportMeeting) meeting = a_meeting (fixture);
  gint64 saved = 0;
  g_autofree char *refusal = save_as (fixture, rapport_meeting_log_command, meeting, 0, &saved);

  g_assert_null (refusal);
  return saved;
}

static char *
sign_as (Fixture        *fixture,
         gint64          meeting,
         RapportSide     side,
         RapportSigning  method,
         gint64          viewer,
         const char     *digest)
{
  RapportMeetingSign sign = { meeting, side, method, .name = (char *) "Nadia Petrova", .path = (char *) SCRAWL,
                              .digest = (char *) digest, .viewer = { viewer } };
  g_autoptr (GError) error = NULL;

  if (rapport_store_write (fixture->store, rapport_meeting_sign_command, &sign, NULL, &error))
    return NULL;
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  return g_strdup (error->message);
}

static void
sign_both (Fixture *fixture,
           gint64   meeting)
{
  g_assert_null (sign_as (fixture, meeting, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED, 0, NULL));
  g_assert_null (sign_as (fixture, meeting, RAPPORT_SIDE_MENTOR, RAPPORT_SIGNING_DRAWN, 0, NULL));
}

static void
assert_refused (char       *refusal,
                const char *part)
{
  g_assert_nonnull (refusal);
  if (strstr (refusal, part) == NULL)
    g_error ("refused with “%s”", refusal);
  g_free (refusal);
}

static void
undo (Fixture *fixture)
{
  RapportUndoResult result = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_store_write (fixture->store, rapport_undo_command, &result, NULL, &error));
  g_free (result.title);
  g_strfreev (result.args);
}

static void
test_log_and_undo (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 meeting = log_it (fixture);
  g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
  RapportMeetingEntry *entry = rapport_meeting_log_find (log, meeting);

  g_assert_cmpuint (log->n_meetings, ==, 1);
  g_assert_cmpint (log->minutes, ==, 60);
  g_assert_cmpstr (entry->meeting->starts, ==, "17:30");
  g_assert_cmpstr (entry->meeting->ends, ==, "18:30");
  g_assert_cmpstr (entry->meeting->topics, ==, "Leading the design review");
  undo (fixture);
  {
    g_autoptr (RapportMeetingLog) after = read_log (fixture, 0);

    g_assert_cmpuint (after->entries->len, ==, 0);
  }
}

static void
test_refuses_the_future (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RapportMeeting) meeting = a_meeting (fixture);

  g_free (meeting->held_on);
  meeting->held_on = g_strdup ("2026-11-20");
  assert_refused (save_as (fixture, rapport_meeting_log_command, meeting, 0, NULL), "still to come");
}

static gboolean
end_it (RapportTransaction  *transaction,
        gpointer             data,
        GError             **error)
{
  Fixture *fixture = data;
  const char *end[] = { "2026-11-04", "goals-met", "", NULL };

  rapport_transaction_set_operation (transaction, "end-partnership", NULL);
  rapport_transaction_set_strv (transaction, fixture->partnership, "end", end);
  return TRUE;
}

static void
test_ended_takes_meetings_of_its_time (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RapportMeeting) meeting = a_meeting (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_store_write (fixture->store, end_it, fixture, NULL, &error));
  g_assert_null (save_as (fixture, rapport_meeting_log_command, meeting, 0, NULL));
  g_free (meeting->held_on);
  meeting->held_on = g_strdup ("2026-11-05");
  assert_refused (save_as (fixture, rapport_meeting_log_command, meeting, 0, NULL), "ended on 4 November 2026");
}

static void
test_sign_once_a_side (Fixture       *fixture,
                       gconstpointer  data)
{
  gint64 meeting = log_it (fixture);

  g_assert_null (sign_as (fixture, meeting, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED, fixture->mentee, NULL));
  assert_refused (sign_as (fixture, meeting, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_PAPER, 0, NULL), "signed already");
  assert_refused (sign_as (fixture, meeting, RAPPORT_SIDE_MENTOR, RAPPORT_SIGNING_PAPER, fixture->mentee, NULL), "for themselves");
  g_assert_null (sign_as (fixture, meeting, RAPPORT_SIDE_MENTOR, RAPPORT_SIGNING_DRAWN, fixture->mentor, NULL));
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
    RapportMeetingEntry *entry = rapport_meeting_log_find (log, meeting);
    RapportSignature *drawn = entry->signatures[RAPPORT_SIDE_MENTOR];

    g_assert_cmpuint (log->by_both, ==, 1);
    g_assert_cmpstr (entry->signatures[RAPPORT_SIDE_MENTEE]->name, ==, "Nadia Petrova");
    g_assert_cmpstr (drawn->sentence, ==, "I met Nadia Petrova for 60 minutes on 3 November 2026 about: Leading the design review");
    g_assert_true (g_str_has_prefix (drawn->path, "M 104 62"));
    g_assert_cmpstr (drawn->signed_on, ==, "2026-11-19");
  }
}

static void
test_wrong_digest_does_not_sign (Fixture       *fixture,
                                 gconstpointer  data)
{
  gint64 meeting = log_it (fixture);
  g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
  g_autofree char *digest = rapport_meeting_digest (rapport_meeting_log_find (log, meeting)->meeting);
  g_autoptr (RapportMeeting) changed = rapport_meeting_copy (rapport_meeting_log_find (log, meeting)->meeting);

  g_free (changed->topics);
  changed->topics = g_strdup ("Something else");
  g_assert_null (save_as (fixture, rapport_meeting_edit_command, changed, 0, NULL));
  assert_refused (sign_as (fixture, meeting, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED, 0, digest), "changed meanwhile");
}

static void
test_signed_is_locked (Fixture       *fixture,
                       gconstpointer  data)
{
  gint64 meeting = log_it (fixture);
  RapportMeetingRemove remove_it = { meeting, { 0 } };
  g_autoptr (GError) error = NULL;

  sign_both (fixture, meeting);
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, fixture->mentee);
    g_autoptr (RapportMeeting) changed = rapport_meeting_copy (rapport_meeting_log_find (log, meeting)->meeting);

    /* one's own notes are not signed */
    g_free (changed->own_notes);
    changed->own_notes = g_strdup ("For me");
    g_assert_null (save_as (fixture, rapport_meeting_edit_command, changed, fixture->mentee, NULL));
    changed->minutes = 90;
    g_free (changed->ends);
    changed->ends = g_strdup ("19:00");
    assert_refused (save_as (fixture, rapport_meeting_edit_command, changed, fixture->mentee, NULL), "locked");
  }
  g_assert_false (rapport_store_write (fixture->store, rapport_meeting_remove_command, &remove_it, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
}

/* What the two share about a meeting is locked by the first signature, though it is not on the sheet. */
static void
test_one_signature_locks_what_is_shared (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (RapportMeeting) meeting = a_meeting (fixture);
  gint64 viewer = fixture->mentor;

  meeting->agenda = g_strdup ("Agreed");
  meeting->next_steps = g_strdup ("Agreed");
  meeting->notes = g_strdup ("Agreed");
  g_assert_null (save_as (fixture, rapport_meeting_log_command, meeting, viewer, &meeting->no));
  g_assert_null (sign_as (fixture, meeting->no, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED, 0, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RapportMeeting) changed = rapport_meeting_copy (meeting);
      char **shared[] = { &changed->agenda, &changed->next_steps, &changed->notes };

      g_free (*shared[i]);
      *shared[i] = g_strdup ("Something else");
      assert_refused (save_as (fixture, rapport_meeting_edit_command, changed, viewer, NULL), "Correct it");
      if (shared[i] != &changed->notes)
        assert_refused (save_as (fixture, rapport_meeting_edit_command, changed, 0, NULL), "Correct it");
      g_assert_null (save_as (fixture, rapport_meeting_correct_command, changed, viewer, NULL));
      undo (fixture);
    }
  {
    g_autoptr (RapportMeeting) changed = rapport_meeting_copy (meeting);
    g_autoptr (RapportMeetingLog) log = NULL;

    changed->own_notes = g_strdup ("For me");
    g_assert_null (save_as (fixture, rapport_meeting_edit_command, changed, viewer, NULL));
    log = read_log (fixture, viewer);
    g_assert_cmpstr (rapport_meeting_log_find (log, meeting->no)->meeting->own_notes, ==, "For me");
    g_assert_cmpstr (rapport_meeting_log_find (log, meeting->no)->meeting->notes, ==, "Agreed");
  }
}

/* As long as nobody has signed, all of it can be changed, by the one and by the other. */
static void
test_unsigned_is_open (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RapportMeeting) meeting = a_meeting (fixture);
  g_autoptr (RapportMeetingLog) log = NULL;
  const RapportMeeting *kept;

  g_assert_null (save_as (fixture, rapport_meeting_log_command, meeting, fixture->mentor, &meeting->no));
  meeting->agenda = g_strdup ("One");
  meeting->next_steps = g_strdup ("Two");
  meeting->notes = g_strdup ("Three");
  g_assert_null (save_as (fixture, rapport_meeting_edit_command, meeting, fixture->mentee, NULL));
  log = read_log (fixture, fixture->mentor);
  kept = rapport_meeting_log_find (log, meeting->no)->meeting;
  g_assert_cmpstr (kept->agenda, ==, "One");
  g_assert_cmpstr (kept->next_steps, ==, "Two");
  g_assert_cmpstr (kept->notes, ==, "Three");
}

static void
test_correction_stands_beside_the_first (Fixture       *fixture,
                                         gconstpointer  data)
{
  gint64 first = log_it (fixture), second = 0;

  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
    RapportMeeting *meeting = rapport_meeting_log_find (log, first)->meeting;

    assert_refused (save_as (fixture, rapport_meeting_correct_command, meeting, 0, NULL), "simply be changed");
  }
  sign_both (fixture, first);
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
    g_autoptr (RapportMeeting) meeting = rapport_meeting_copy (rapport_meeting_log_find (log, first)->meeting);

    meeting->minutes = 45;
    g_clear_pointer (&meeting->ends, g_free);
    g_assert_null (save_as (fixture, rapport_meeting_correct_command, meeting, 0, &second));
    assert_refused (save_as (fixture, rapport_meeting_correct_command, meeting, 0, NULL), "corrected already");
  }
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
    RapportMeetingEntry *old = log->entries->pdata[0], *new = log->entries->pdata[1];

    g_assert_cmpuint (log->entries->len, ==, 2);
    g_assert_cmpuint (log->n_meetings, ==, 1);
    g_assert_cmpint (log->minutes, ==, 45);
    g_assert_cmpint (new->meeting->no, ==, second);
    g_assert_true (old->superseded);
    g_assert_true (rapport_meeting_entry_is_signed_by_both (old));
    g_assert_cmpuint (new->version, ==, 2);
    g_assert_cmpuint (new->number, ==, old->number);
    g_assert_true (new->signed_earlier[RAPPORT_SIDE_MENTEE]);
    g_assert_false (rapport_meeting_entry_is_signed (new));
  }
  assert_refused (sign_as (fixture, first, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED, 0, NULL), "corrected");
  g_assert_null (sign_as (fixture, second, RAPPORT_SIDE_MENTEE, RAPPORT_SIGNING_TYPED, 0, NULL));
  undo (fixture);
  undo (fixture);
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);

    g_assert_cmpuint (log->entries->len, ==, 1);
    g_assert_cmpuint (log->by_both, ==, 1);
  }
}

static void
test_notes_are_for_whom_they_are (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (RapportMeeting) meeting = a_meeting (fixture);
  const gint64 viewers[] = { 0, fixture->mentee, fixture->mentor };
  const char *shared[] = { NULL, "For the two", "For the two" };
  const char *own[] = { NULL, "", "For me alone" };
  gint64 saved = 0;
  g_autoptr (GError) error = NULL;
  RapportMeetingsQuery query = { fixture->partnership, { fixture->stranger } };

  meeting->notes = g_strdup ("For the two");
  meeting->own_notes = g_strdup ("For me alone");
  g_assert_null (save_as (fixture, rapport_meeting_log_command, meeting, fixture->mentor, &saved));
  for (guint i = 0; i < G_N_ELEMENTS (viewers); i++)
    {
      g_autoptr (RapportMeetingLog) log = read_log (fixture, viewers[i]);
      RapportMeetingEntry *entry = rapport_meeting_log_find (log, saved);

      g_assert_cmpstr (entry->meeting->notes, ==, shared[i]);
      g_assert_cmpstr (entry->meeting->own_notes, ==, own[i]);
    }
  g_assert_null (rapport_store_read (fixture->store, rapport_meetings_log, &query, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);

  /* the office's edit leaves them alone */
  meeting->no = saved;
  g_free (meeting->notes);
  meeting->notes = g_strdup ("From the office");
  g_assert_null (save_as (fixture, rapport_meeting_edit_command, meeting, 0, NULL));
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, fixture->mentor);

    g_assert_cmpstr (rapport_meeting_log_find (log, saved)->meeting->notes, ==, "For the two");
  }
}

static void
test_remove_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 meeting = log_it (fixture);
  RapportMeetingRemove remove_it = { meeting, { 0 } };
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_as (fixture, meeting, RAPPORT_SIDE_MENTOR, RAPPORT_SIGNING_PAPER, 0, NULL));
  g_assert_true (rapport_store_write (fixture->store, rapport_meeting_remove_command, &remove_it, NULL, &error));
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);

    g_assert_cmpuint (log->entries->len, ==, 0);
  }
  undo (fixture);
  {
    g_autoptr (RapportMeetingLog) log = read_log (fixture, 0);
    RapportMeetingEntry *entry = rapport_meeting_log_find (log, meeting);

    g_assert_cmpint (entry->signatures[RAPPORT_SIDE_MENTOR]->method, ==, RAPPORT_SIGNING_PAPER);
  }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/meetings/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("w07-log-and-undo", test_log_and_undo);
  ADD ("w07-refuses-the-future", test_refuses_the_future);
  ADD ("w07-ended-partnership-takes-meetings-of-its-time", test_ended_takes_meetings_of_its_time);
  ADD ("w07-each-side-signs-once", test_sign_once_a_side);
  ADD ("w07-wrong-digest-does-not-sign", test_wrong_digest_does_not_sign);
  ADD ("w07-signed-is-locked", test_signed_is_locked);
  ADD ("w07-one-signature-locks-what-is-shared", test_one_signature_locks_what_is_shared);
  ADD ("w07-unsigned-is-open", test_unsigned_is_open);
  ADD ("w07-correction-stands-beside-the-first-version", test_correction_stands_beside_the_first);
  ADD ("t11-notes-are-for-whom-they-are", test_notes_are_for_whom_they_are);
  ADD ("w07-remove-and-undo", test_remove_and_undo);
  return g_test_run ();
}
