/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/office.h"

#include <string.h>

#include "services/enrol.h"
#include "services/outbox.h"
#include "services/session.h"
#include "support/support.h"

static gint64
add_member (RapportTransaction *transaction,
            const char         *given,
            const char         *family,
            const char         *email,
            const char         *role,
            int                 capacity)
{
  gint64 member = rapport_transaction_new_entity (transaction, "member");

  rapport_transaction_set_string (transaction, member, "given_name", given);
  rapport_transaction_set_string (transaction, member, "family_name", family);
  rapport_transaction_set_string (transaction, member, "email", email);
  rapport_transaction_set_string (transaction, member, "phone", "+44 113 496 0000");
  g_assert_true (rapport_enrol_member (transaction, rapport_session_ensure_programme (transaction), member, role, capacity,
                                       NULL));
  return member;
}

static gboolean
people_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  Office *office = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  office->programme = rapport_session_ensure_programme (transaction);
  office->sofia = add_member (transaction, "Sofia", "Lindqvist", "sofia@example.org", "mentor", 2);
  office->mentees[0] = add_member (transaction, "Marta", "Kovač", "marta@example.org", "mentee", -1);
  office->mentees[1] = add_member (transaction, "Ewa", "Dudek", "ewa@example.org", "mentee", -1);
  office->mentees[2] = add_member (transaction, "Iván", "Lengyel", NULL, "mentee", -1);
  return TRUE;
}

void
office_write (Office         *office,
              RapportCommand  command,
              gpointer        data)
{
  g_autoptr (GError) error = NULL;

  rapport_store_write (office->store, command, data, NULL, &error);
  g_assert_no_error (error);
}

char *
office_refuse (Office         *office,
               RapportCommand  command,
               gpointer        data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rapport_store_write (office->store, command, data, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  return g_strdup (error->message);
}

void
office_set_up (Office        *office,
               gconstpointer  data)
{
  g_autofree char *folder = rapport_test_folder ();
  g_autoptr (GError) error = NULL;

  office->path = g_build_filename (folder, "rapport.db", NULL);
  office->clock = rapport_clock_new_at (OFFICE_NOW);
  office->store = rapport_store_open (office->path, office->clock, &error);
  g_assert_no_error (error);
  office_write (office, people_command, office);
}

void
office_tear_down (Office        *office,
                  gconstpointer  data)
{
  rapport_store_close (office->store);
  g_clear_object (&office->store);
  g_clear_object (&office->clock);
  g_clear_pointer (&office->path, g_free);
}

static gint64
ask (Office *office,
     gint64  mentee,
     gint64  mentor)
{
  g_autoptr (RapportRequestSend) send = rapport_request_send_new ();

  send->mentee = mentee;
  send->mentor = mentor;
  send->asked_by = g_strdup ("mentee");
  send->term = 12;
  send->areas = g_strdupv ((char *[]) { (char *) "career", (char *) "leadership", NULL });
  office_write (office, rapport_request_send_command, send);
  return send->request;
}

gint64
office_ask (Office *office,
            guint   mentee)
{
  return ask (office, office->mentees[mentee], office->sofia);
}

typedef struct {
  guint n;
  GArray *members; /* a mentee, a mentor, a mentee … */
} Crowd;

static gboolean
crowd_command (RapportTransaction  *transaction,
               gpointer             data,
               GError             **error)
{
  Crowd *crowd = data;

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  for (guint i = 0; i < 2 * crowd->n; i++)
    {
      g_autofree char *family = g_strdup_printf ("Number %u", i);
      g_autofree char *email = g_strdup_printf ("person%u@example.org", i);
      gint64 member = add_member (transaction, "Person", family, email, i % 2 == 0 ? "mentee" : "mentor", 1);

      g_array_append_val (crowd->members, member);
    }
  return TRUE;
}

void
office_grow (Office *office,
             guint   n)
{
  Crowd crowd = { n, g_array_new (FALSE, FALSE, sizeof (gint64)) };

  office_write (office, crowd_command, &crowd);
  for (guint i = 0; i < n; i++)
    ask (office, g_array_index (crowd.members, gint64, 2 * i), g_array_index (crowd.members, gint64, 2 * i + 1));
  g_array_unref (crowd.members);
}

GPtrArray *
office_letters (Office *office)
{
  g_autoptr (RapportLettersQuery) query = rapport_letters_query_new (office->programme);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = rapport_store_read (office->store, rapport_letters_list, query, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

guint
office_count (Office             *office,
              RapportLetterStage  stage)
{
  g_autoptr (RapportLettersQuery) query = rapport_letters_query_new (office->programme);
  g_autofree RapportLetterCounts *counts = rapport_store_read (office->store, rapport_letters_counts, query, NULL, NULL);

  g_assert_nonnull (counts);
  return counts->stages[stage];
}

void
office_queue_all (Office *office)
{
  g_autoptr (GPtrArray) rows = office_letters (office);
  g_autoptr (RapportOutboxLetters) letters = rapport_outbox_letters_new (0);

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportLetterRow *row = g_ptr_array_index (rows, i);

      if (row->state.stage == RAPPORT_LETTER_DRAFT)
        g_array_append_val (letters->letters, row->no);
    }
  office_write (office, rapport_outbox_queue_command, letters);
}
