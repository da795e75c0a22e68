/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "services/enrol.h"

#include <string.h>

#include "cli/cli.h"
#include "services/requests.h"
#include "services/session.h"
#include "support/support.h"

#define ROUNDS 4

typedef struct {
  gint64 mentor;
  gint64 mentees[2];
} People;

static gboolean
people_command (RapportTransaction  *transaction,
                gpointer             data,
                GError             **error)
{
  static const char * const names[] = { "Sofia", "Marta", "Ewa" };
  People *people = data;
  gint64 programme, *members[] = { &people->mentor, &people->mentees[0], &people->mentees[1] };

  rapport_transaction_set_operation (transaction, "make-sample", NULL);
  programme = rapport_session_ensure_programme (transaction);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      *members[i] = rapport_transaction_new_entity (transaction, "member");
      rapport_transaction_set_string (transaction, *members[i], "given_name", names[i]);
      if (!rapport_enrol_member (transaction, programme, *members[i], i == 0 ? "mentor" : "mentee", 1, error))
        return FALSE;
    }
  return TRUE;
}

/* One free place, and two who ask for it. */
static void
make_database (const char *path,
               gint64      requests[2])
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportStore) store = rapport_store_open (path, clock, &error);
  People people = { 0 };
  const char *areas[] = { "career", NULL };

  g_assert_no_error (error);
  rapport_store_write (store, people_command, &people, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RapportRequestSend) send = rapport_request_send_new ();

      send->mentee = people.mentees[i];
      send->mentor = people.mentor;
      send->asked_by = g_strdup ("mentee");
      send->term = 6;
      send->areas = g_strdupv ((char **) areas);
      rapport_store_write (store, rapport_request_send_command, send, NULL, &error);
      g_assert_no_error (error);
      requests[i] = send->request;
    }
  rapport_store_close (store);
}

static GSubprocess *
begin_accept (const char *path,
              gint64      request)
{
  g_autofree char *program = g_build_filename (g_getenv ("RAPPORT_BUILD"), "src", "cli", "rapportctl", NULL);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, request);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program,
                                           "--database", path, "request", "accept", number, NULL);

  g_assert_no_error (error);
  return process;
}

/* Two processes accept for the last free place at once: one does, the other is refused with the reason. */
static void
test_last_place (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autofree char *folder = rapport_test_folder ();
      g_autofree char *path = g_build_filename (folder, "rapport.db", NULL);
      gint64 requests[2];
      GSubprocess *processes[2];
      guint accepted = 0, refused = 0;

      make_database (path, requests);
      for (guint i = 0; i < 2; i++)
        processes[i] = begin_accept (path, requests[i]);
      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *said = NULL, *complained = NULL;
          g_autoptr (GError) error = NULL;
          int code;

          g_subprocess_communicate_utf8 (processes[i], NULL, NULL, &said, &complained, &error);
          g_assert_no_error (error);
          code = g_subprocess_get_exit_status (processes[i]);
          g_test_message ("%d: %s%s", code, said, complained);
          accepted += code == RAPPORT_CLI_DONE;
          refused += code == RAPPORT_CLI_REFUSED;
          if (code == RAPPORT_CLI_REFUSED)
            g_assert_true (strstr (complained, "Sofia’s last place was taken a moment ago") != NULL
                           || strstr (complained, "Sofia has no free place") != NULL);
          g_object_unref (processes[i]);
        }
      g_assert_cmpuint (accepted, ==, 1);
      g_assert_cmpuint (refused, ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/race/i23-two-processes-accept-for-the-last-place", test_last_place);
  return g_test_run ();
}
