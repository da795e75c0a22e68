/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/mail.h"

#include <gmime/gmime.h>
#include <string.h>

#include "model/letters.h"

static void
init_once (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_mime_init ();
      g_once_init_leave (&done, 1);
    }
}

/* What ends a line or stands in it unseen becomes a space: nothing of it can open another header. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  return g_strstrip (g_string_free (line, FALSE));
}

static void
add_mailbox (GMimeMessage     *message,
             GMimeAddressType  type,
             const char       *name,
             const char       *address)
{
  g_autofree char *shown = one_line (name);
  const char *at = strrchr (address, '@');
  g_autofree char *domain = g_hostname_to_ascii (at + 1);
  g_autofree char *plain = g_strdup_printf ("%.*s@%s", (int) (at - address), address, domain);

  g_mime_message_add_mailbox (message, type, *shown != '\0' ? shown : NULL, plain);
}

static GMimeObject *
make_text (const char *body)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype ("plain");
  g_autofree char *valid = g_utf8_make_valid (body != NULL ? body : "", -1);

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, valid);
  /* Lines of any length and words in any script go through servers that take neither. */
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return GMIME_OBJECT (part);
}

/* A mail program finds the event both where it looks for a file and where it looks for what it can answer to. */
static GMimeObject *
make_calendar (const char *calendar)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype ("calendar");
  GMimeObject *object = GMIME_OBJECT (part);

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, calendar);
  g_mime_object_set_content_type_parameter (object, "method", strstr (calendar, "METHOD:REQUEST") != NULL ? "REQUEST" : "PUBLISH");
  g_mime_object_set_disposition (object, GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (GMIME_PART (part), "invitation.ics");
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_BASE64);
  return object;
}

/* (transfer full) */
static GMimeObject *
make_content (const RapportMail *mail)
{
  GMimeObject *text = make_text (mail->body);
  GMimeObject *calendar;
  GMimeMultipart *both;

  if (mail->calendar == NULL)
    return text;
  calendar = make_calendar (mail->calendar);
  both = g_mime_multipart_new_with_subtype ("mixed");
  g_mime_multipart_set_boundary (both, mail->id);
  g_mime_multipart_add (both, text);
  g_mime_multipart_add (both, calendar);
  g_object_unref (text);
  g_object_unref (calendar);
  return GMIME_OBJECT (both);
}

static GMimeMessage *
make_message (const RapportMail *mail)
{
  GMimeMessage *message = g_mime_message_new (TRUE);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (mail->date);
  g_autofree char *subject = one_line (mail->subject);
  g_autofree char *id = g_strdup_printf ("%s%s", mail->id, mail->from_address != NULL ? strrchr (mail->from_address, '@') : "@rapport.invalid");
  GMimeObject *content = make_content (mail);

  if (mail->from_address != NULL)
    add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from_address);
  else /* a letter that mail programs open to be sent, not one that came */
    g_mime_object_set_header (GMIME_OBJECT (message), "X-Unsent", "1", NULL);
  add_mailbox (message, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to_address);
  g_mime_message_set_subject (message, subject, "utf-8");
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, id);
  g_mime_message_set_mime_part (message, content);
  g_object_unref (content);
  return message;
}

/* GMime ends lines with a line feed alone where it made them. */
static GBytes *
with_crlf (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 256);

  for (const char *at = text; *at != '\0'; at++)
    if (*at == '\n')
      g_string_append (out, "\r\n");
    else if (*at != '\r')
      g_string_append_c (out, *at);
  return g_string_free_to_bytes (out);
}

GBytes *
rapport_mail_to_bytes (const RapportMail  *mail,
                       GError            **error)
{
  GMimeMessage *message;
  g_autofree char *text = NULL;

  if ((mail->from_address != NULL && !rapport_mail_address_check (mail->from_address, error))
      || !rapport_mail_address_check (mail->to_address, error))
    return NULL;
  init_once ();
  message = make_message (mail);
  text = g_mime_object_to_string (GMIME_OBJECT (message), NULL);
  g_object_unref (message);
  return with_crlf (text);
}
