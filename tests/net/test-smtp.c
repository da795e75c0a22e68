/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/smtp.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "net/mail.h"
#include "support/mail-server.h"
#include "support/support.h"

#define PASSWORD "gr\xc3\xbc\xc3\x9f-7731-Gott"

static RapportSmtp *
connect_to (const RapportTestServer *server,
            gboolean                 starttls,
            guint                    patience)
{
  const RapportSmtpServer where = {
    .host = (char *) "localhost", .port = server->port, .starttls = starttls, .user = (char *) RAPPORT_TEST_USER,
    .ca_file = server->ca_file, .patience = patience,
  };

  return rapport_smtp_new (&where, PASSWORD);
}

static const RapportMail letter = {
  .from_name = "Büro 사무실", .from_address = "office@example.org", .to_name = "O'Brien, \"Marta\" Kovač", .id = "0192f7a0",
  .to_address = "marta@example.org", .date = 1795089600, .subject = "배순자 asks: 請求 \"now\"", .body = "One\n",
};

static gboolean
send_letter (RapportSmtp        *smtp,
             const RapportMail  *mail,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autoptr (GBytes) bytes = rapport_mail_to_bytes (mail, error);

  g_assert_nonnull (bytes);
  return rapport_smtp_send (smtp, mail->from_address, mail->to_address, bytes, cancellable, error);
}

/* What Python's email module has read in the letter. */
static JsonObject *
read_there (const RapportTestServer *server,
            JsonNode               **node)
{
  g_autofree char *text = rapport_test_server_file (server, "letter-0.json");

  *node = json_from_string (text, NULL);
  g_assert_nonnull (*node);
  return json_node_get_object (*node);
}

static void
arrives (gboolean starttls)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start (starttls ? "good" : "tls", PASSWORD);
  g_autoptr (RapportSmtp) smtp = connect_to (server, starttls, 30);
  g_autofree char *long_line = g_strnfill (20000, 'x');
  g_autofree char *body = g_strdup_printf ("Liebe Marta,\n\n%s\n.\n..\n.hidden\n순자 배\nمرحبا\n  end \n", long_line);
  g_autofree char *talk = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  RapportMail mail = letter;
  JsonObject *there;

  mail.body = body;
  send_letter (smtp, &mail, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rapport_test_server_count (server), ==, 1);
  there = read_there (server, &node);
  g_assert_cmpstr (json_object_get_string_member (there, "subject"), ==, mail.subject);
  g_assert_cmpstr (json_object_get_string_member (there, "body"), ==, body);
  g_assert_cmpstr (json_object_get_string_member (there, "from"), ==, "Büro 사무실 <office@example.org>");
  g_assert_cmpstr (json_object_get_string_member (there, "to"), ==, "\"O'Brien, \\\"Marta\\\" Kovač\" <marta@example.org>");
  g_assert_cmpstr (json_object_get_string_member (there, "envelope_from"), ==, "office@example.org");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (there, "defects")), ==, 0);
  /* A second letter goes over the same connection. */
  send_letter (smtp, &letter, NULL, &error);
  g_assert_no_error (error);
  talk = rapport_test_server_file (server, "talk");
  g_assert_nonnull (strstr (talk, "in TLS"));
  g_assert_null (strstr (strstr (talk, "in TLS") + 6, "in TLS"));
  g_assert_null (strstr (talk, "CLEAR"));
}

static void
test_arrives_by_starttls (void)
{
  arrives (TRUE);
}

static void
test_arrives_by_tls (void)
{
  arrives (FALSE);
}

typedef struct {
  const char *way;
  RapportSmtpError code;
  const char *words;   /* that the message must have */
  guint taken;
} Failing;

static void
test_failing (gconstpointer data)
{
  const Failing *failing = data;
  g_autoptr (RapportTestServer) server = rapport_test_server_start (failing->way, PASSWORD);
  g_autoptr (RapportSmtp) smtp = connect_to (server, TRUE, g_str_has_prefix (failing->way, "hang") ? 2 : 30);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = g_strnfill (3000000, 'x');
  g_autofree char *talk = NULL;
  RapportMail mail = letter;

  if (strcmp (failing->way, "drop") == 0)
    mail.body = body;
  g_assert_false (send_letter (smtp, &mail, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, RAPPORT_SMTP_ERROR, (int) failing->code);
  g_assert_nonnull (strstr (error->message, failing->words));
  g_assert_null (strstr (error->message, PASSWORD));
  g_assert_cmpuint (rapport_test_server_count (server), ==, failing->taken);
  talk = rapport_test_server_file (server, "talk");
  g_assert_null (strstr (talk, "CLEAR"));
}

static const Failing failings[] = {
  { "refuse-all", RAPPORT_SMTP_ERROR_REFUSED, "550 5.1.1 <b>No such user</b> here", 0 },
  { "busy", RAPPORT_SMTP_ERROR_LATER, "451 4.3.0 Try again later, please", 0 },
  { "login", RAPPORT_SMTP_ERROR_LOGIN, "name and password", 0 },
  { "oauth", RAPPORT_SMTP_ERROR_OAUTH, "mail program", 0 },
  { "both", RAPPORT_SMTP_ERROR_LOGIN, "OAuth", 0 },
  { "expired", RAPPORT_SMTP_ERROR_UNSAFE, "expired", 0 },
  { "plain", RAPPORT_SMTP_ERROR_UNSAFE, "no encryption", 0 },
  { "wrong-name", RAPPORT_SMTP_ERROR_UNSAFE, "certificate", 0 },
  { "hang", RAPPORT_SMTP_ERROR_CONNECTION, "localhost", 0 },
  { "hang-after", RAPPORT_SMTP_ERROR_UNSURE, "before the letter was acknowledged", 1 },
  { "drop", RAPPORT_SMTP_ERROR_CONNECTION, "localhost", 0 },
  { "drop-after", RAPPORT_SMTP_ERROR_UNSURE, "before the letter was acknowledged", 1 },
};

/* Trusted by nobody but the test. */
static void
test_certificate_of_nobody_we_know (void)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  const RapportSmtpServer where = { .host = (char *) "localhost", .port = server->port, .starttls = TRUE, .user = (char *) "office", .patience = 2 };
  g_autoptr (RapportSmtp) smtp = rapport_smtp_new (&where, PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autofree char *talk = NULL;

  g_assert_false (send_letter (smtp, &letter, NULL, &error));
  g_assert_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_UNSAFE);
  talk = rapport_test_server_file (server, "talk");
  g_assert_null (strstr (talk, "AUTH"));
  g_assert_null (strstr (talk, "MAIL"));
}

static void
test_nobody_listens (void)
{
  const RapportSmtpServer where = { .host = (char *) "localhost", .port = 1, .starttls = TRUE, .patience = 2 };
  g_autoptr (RapportSmtp) smtp = rapport_smtp_new (&where, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (send_letter (smtp, &letter, NULL, &error));
  g_assert_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_CONNECTION);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (300 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel_ends_a_hanging_server (void)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("hang", PASSWORD);
  const RapportSmtpServer where = { .host = (char *) "localhost", .port = server->port, .starttls = TRUE, .user = (char *) RAPPORT_TEST_USER, .ca_file = server->ca_file };
  g_autoptr (RapportSmtp) smtp = rapport_smtp_new (&where, PASSWORD);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  g_assert_false (send_letter (smtp, &letter, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

static void
test_test_logs_in_and_sends_nothing (void)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_start ("good", PASSWORD);
  g_autoptr (RapportTestServer) strict = rapport_test_server_start ("login", PASSWORD);
  g_autoptr (RapportSmtp) smtp = connect_to (server, TRUE, 30);
  g_autoptr (RapportSmtp) refused = connect_to (strict, TRUE, 30);
  g_autoptr (GError) error = NULL;
  g_autofree char *talk = NULL;

  g_assert_true (rapport_smtp_test (smtp, NULL, &error));
  g_assert_no_error (error);
  talk = rapport_test_server_file (server, "talk");
  g_assert_nonnull (strstr (talk, "AUTH"));
  g_assert_null (strstr (talk, "MAIL"));
  send_letter (smtp, &letter, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rapport_smtp_test (refused, NULL, &error));
  g_assert_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_LOGIN);
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/smtp/arrives-by-starttls", test_arrives_by_starttls);
  g_test_add_func ("/smtp/arrives-by-tls", test_arrives_by_tls);
  for (guint i = 0; i < G_N_ELEMENTS (failings); i++)
    {
      g_autofree char *path = g_strconcat ("/smtp/server-", failings[i].way, NULL);

      g_test_add_data_func (path, &failings[i], test_failing);
    }
  g_test_add_func ("/smtp/certificate-of-nobody-we-know", test_certificate_of_nobody_we_know);
  g_test_add_func ("/smtp/nobody-listens", test_nobody_listens);
  g_test_add_func ("/smtp/cancel-ends-a-hanging-server", test_cancel_ends_a_hanging_server);
  g_test_add_func ("/smtp/test-logs-in-and-sends-nothing", test_test_logs_in_and_sends_nothing);
  return g_test_run ();
}
