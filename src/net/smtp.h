/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportSmtpError:
 * @RAPPORT_SMTP_ERROR_REFUSED: the server will not take it; the message has its words
 * @RAPPORT_SMTP_ERROR_LATER: the server cannot take it now; the message has its words
 * @RAPPORT_SMTP_ERROR_LOGIN: name or password are wrong
 * @RAPPORT_SMTP_ERROR_OAUTH: the provider takes no passwords
 * @RAPPORT_SMTP_ERROR_UNSAFE: no TLS, or a certificate that cannot be trusted
 * @RAPPORT_SMTP_ERROR_CONNECTION: it could not be reached, or was lost before the letter was whole
 * @RAPPORT_SMTP_ERROR_UNSURE: it was lost when the letter was whole and before it was acknowledged
 *
 * After any but the last the letter has not been sent. Messages are sentences for people, plain text.
 */
typedef enum {
  RAPPORT_SMTP_ERROR_REFUSED,
  RAPPORT_SMTP_ERROR_LATER,
  RAPPORT_SMTP_ERROR_LOGIN,
  RAPPORT_SMTP_ERROR_OAUTH,
  RAPPORT_SMTP_ERROR_UNSAFE,
  RAPPORT_SMTP_ERROR_CONNECTION,
  RAPPORT_SMTP_ERROR_UNSURE,
} RapportSmtpError;

#define RAPPORT_SMTP_ERROR (rapport_smtp_error_quark ())
GQuark rapport_smtp_error_quark (void);

/**
 * RapportSmtpServer:
 * @starttls: begins in the clear and turns to TLS before anything is said; else TLS from the first byte
 * @user: (nullable): %NULL or "" does not log in
 * @token: what is given as password is a token (XOAUTH2)
 * @ca_file: (nullable): certificates to trust in the place of the system's
 * @patience: seconds to wait for the server, 0: a minute
 */
typedef struct {
  char *host;
  guint16 port;
  gboolean starttls;
  char *user;
  gboolean token;
  char *ca_file;
  guint patience;
} RapportSmtpServer;

/* A connection to a server, opened with the first letter and kept for the next ones. One thread at a time. */
typedef struct _RapportSmtp RapportSmtp;

RapportSmtp *rapport_smtp_new   (const RapportSmtpServer  *server,
                                 const char               *password);
void         rapport_smtp_free  (RapportSmtp              *self);
/* Blocks: for a worker's thread. */
gboolean     rapport_smtp_send  (RapportSmtp              *self,
                                 const char               *from,
                                 const char               *to,
                                 GBytes                   *message,
                                 GCancellable             *cancellable,
                                 GError                  **error);
/* What is said of a provider that takes no passwords. */
const char  *rapport_smtp_oauth_words (void);
/* Connects and logs in, and sends nothing. */
gboolean     rapport_smtp_test  (RapportSmtp              *self,
                                 GCancellable             *cancellable,
                                 GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSmtp, rapport_smtp_free)

G_END_DECLS
