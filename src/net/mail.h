/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportMail:
 * @from_name: (nullable)
 * @from_address: (nullable): of the account; %NULL: the mail program that opens it puts its own
 * @to_name: (nullable)
 * @id: names the message; the same letter has the same at every attempt, so that mail programs know it again
 * @date: unix seconds
 * @subject: in any script
 * @body: plain text, UTF-8
 * @calendar: (nullable): an event that comes with it (RFC 5545), which asks to come (RFC 5546) if it says so
 *
 * A letter with its addresses, on its way to a server or into a file.
 */
typedef struct {
  const char *from_name;
  const char *from_address;
  const char *to_name;
  const char *to_address;
  const char *id;
  gint64 date;
  const char *subject;
  const char *body;
  const char *calendar;
} RapportMail;

/* (transfer full) (nullable): the message by RFC 5322 and MIME, lines ending in CRLF; %NULL with @error set where an
 * address cannot be written to. */
GBytes *rapport_mail_to_bytes (const RapportMail  *mail,
                               GError            **error);

G_END_DECLS
