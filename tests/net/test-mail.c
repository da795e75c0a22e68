/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/mail.h"

#include <string.h>

#include "support/support.h"

static char *
make (const RapportMail *mail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rapport_mail_to_bytes (mail, &error);
  gsize length;

  g_assert_no_error (error);
  g_bytes_get_data (bytes, &length);
  return g_strndup (g_bytes_get_data (bytes, NULL), length);
}

static const RapportMail plain = {
  .from_name = "Programme office", .from_address = "office@example.org", .to_name = "Marta Kovač",
  .to_address = "marta@bücher.example", .id = "0192f7a0", .date = 1795089600, .subject = "Hello", .body = "Text\n",
};

/* A mail program opens it to be sent, from whoever uses that. */
static void
test_without_an_account_nobody_is_the_sender (void)
{
  RapportMail mail = plain;
  g_autofree char *text = NULL;

  mail.from_name = mail.from_address = NULL;
  text = make (&mail);
  g_assert_null (strstr (text, "From:"));
  g_assert_nonnull (strstr (text, "X-Unsent: 1\r\n"));
  g_assert_nonnull (strstr (text, "marta@"));
}

/* Every line ends in CRLF, none is longer than a server takes, and all is ASCII. */
static void
test_lines_and_bytes_that_every_server_takes (void)
{
  RapportMail mail = plain;
  g_autofree char *long_line = g_strnfill (20000, 'x');
  g_autofree char *body = g_strdup_printf ("%s\n.\n..\n.hidden\n순자 배\n", long_line);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  mail.body = body;
  mail.subject = "배순자 asks 請求 — a subject that is so long that it has to be folded into several lines of the header, really";
  text = make (&mail);
  g_assert_true (g_str_is_ascii (text));
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <, 200);
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
}

static void
test_headers_stay_one_each (void)
{
  RapportMail mail = plain;
  g_autofree char *text = NULL;
  char *end;

  mail.subject = "Hello\r\nBcc: all@example.org\r\n\r\nBody\xe2\x80\xa8X";
  mail.to_name = "Marta\r\nBcc: all@example.org";
  mail.from_name = "\" <eve@example.org>, \"";
  text = make (&mail);
  end = strstr (text, "\r\n\r\n");
  *end = '\0';
  g_assert_null (strstr (text, "\nBcc:"));
  g_assert_null (strstr (text, "\nBody"));
  g_assert_nonnull (strstr (text, "marta@xn--bcher-kva.example"));
  g_assert_nonnull (strstr (text, "\nMessage-Id: <0192f7a0@example.org>"));
}

static void
test_same_letter_has_the_same_name (void)
{
  g_autofree char *one = make (&plain);
  g_autofree char *other = make (&plain);

  g_assert_cmpstr (one, ==, other);
}

static void
test_addresses_that_cannot_be_written_to (void)
{
  static const char * const addresses[] = { "", "marta", "a@b@c d", "marta@example.org\r\nRCPT TO:<eve@example.org>" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      RapportMail mail = plain;
      g_autoptr (GError) error = NULL;

      mail.to_address = addresses[i];
      g_assert_null (rapport_mail_to_bytes (&mail, &error));
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/mail/without-an-account-nobody-is-the-sender", test_without_an_account_nobody_is_the_sender);
  g_test_add_func ("/mail/lines-and-bytes-that-every-server-takes", test_lines_and_bytes_that_every_server_takes);
  g_test_add_func ("/mail/headers-stay-one-each", test_headers_stay_one_each);
  g_test_add_func ("/mail/same-letter-has-the-same-name", test_same_letter_has_the_same_name);
  g_test_add_func ("/mail/addresses-that-cannot-be-written-to", test_addresses_that_cannot_be_written_to);
  return g_test_run ();
}
