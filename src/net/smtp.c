/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/smtp.h"

#include <curl/curl.h>
#include <glib/gi18n.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_SECONDS 5 /* after Cancel */
#define PATIENCE 60
#define MOST_WORDS 500

G_DEFINE_QUARK (rapport-smtp-error-quark, rapport_smtp_error)

struct _RapportSmtp
{
  CURL *curl;              /* Owned */
  char *url;               /* Owned */
  char *host;              /* Owned */
  gboolean token;
  char failure[CURL_ERROR_SIZE];

  /* Of the letter under way */
  GBytes *message;         /* Borrowed */
  gsize offset;
  gboolean whole;          /* the server may have all of it */
  GCancellable *cancellable; /* Borrowed */
  gint64 cancelled_at;     /* monotonic; 0: not yet */

  /* What the server said */
  GString *reply;          /* Owned: the last reply */
  GString *complaint;      /* Owned: the reply that refused something, until something is taken; "": none */
  gboolean reply_over;
  gboolean offers_password;
  gboolean offers_token;
};

/* What libcurl calls ---------------------------------------------------------------------------------------------- */

static size_t
on_read (char   *buffer,
         size_t  size,
         size_t  n,
         void   *data)
{
  RapportSmtp *self = data;
  gsize length = 0;
  const char *bytes = g_bytes_get_data (self->message, &length);
  gsize part = MIN (size * n, length - self->offset);

  memcpy (buffer, bytes + self->offset, part);
  self->offset += part;
  /* Asked again at the end: all is on the wire, and the dot that ends a letter follows. */
  self->whole = part == 0;
  return part;
}

/* "250-AUTH PLAIN LOGIN": what the server would take. */
static void
look_for_methods (RapportSmtp *self,
                  const char  *line)
{
  g_autofree char *upper = g_ascii_strup (line, -1);

  if (strlen (upper) < 8 || strncmp (upper + 4, "AUTH", 4) != 0)
    return;
  self->offers_password |= strstr (upper, "PLAIN") != NULL || strstr (upper, "LOGIN") != NULL
                           || strstr (upper, "CRAM-MD5") != NULL || strstr (upper, "SCRAM") != NULL;
  self->offers_token |= strstr (upper, "XOAUTH2") != NULL || strstr (upper, "OAUTHBEARER") != NULL;
}

/* Every line of every reply: three digits, then '-' where another line follows. */
static size_t
on_reply (char   *bytes,
          size_t  size,
          size_t  n,
          void   *data)
{
  RapportSmtp *self = data;
  g_autofree char *raw = g_strndup (bytes, size * n);
  g_autofree char *valid = g_utf8_make_valid (raw, -1);

  g_strstrip (valid);
  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  look_for_methods (self, valid);
  if (self->reply_over)
    g_string_truncate (self->reply, 0);
  if (self->reply->len < MOST_WORDS)
    g_string_append_printf (self->reply, "%s%s", self->reply->len > 0 ? " " : "", valid);
  self->reply_over = strlen (valid) < 4 || valid[3] != '-';
  /* The farewell that follows a refusal says nothing. */
  if (*self->reply->str == '4' || *self->reply->str == '5')
    g_string_assign (self->complaint, self->reply->str);
  else if (!g_str_has_prefix (self->reply->str, "221"))
    g_string_truncate (self->complaint, 0);
  return size * n;
}

static int
on_progress (void       *data,
             curl_off_t  download_total,
             curl_off_t  download,
             curl_off_t  upload_total,
             curl_off_t  upload)
{
  RapportSmtp *self = data;

  if (self->cancellable == NULL || !g_cancellable_is_cancelled (self->cancellable))
    return 0;
  /* A letter that the server may have is given the time to be acknowledged: else somebody would have to ask its reader. */
  if (self->cancelled_at == 0)
    self->cancelled_at = g_get_monotonic_time ();
  return !self->whole || g_get_monotonic_time () - self->cancelled_at > ANSWER_SECONDS * G_USEC_PER_SEC;
}

static size_t
on_body (char   *bytes,
         size_t  size,
         size_t  n,
         void   *data)
{
  return size * n;
}

/* Setting up ------------------------------------------------------------------------------------------------------ */

/* libcurl keeps copies of the password, and of what it says with it, and frees them as they are. So all that it frees is
 * overwritten. */
static void
wipe_free (void *memory)
{
  if (memory != NULL)
    explicit_bzero (memory, malloc_usable_size (memory));
  free (memory);
}

static void *
wipe_realloc (void   *memory,
              size_t  size)
{
  void *grown = malloc (size);

  if (grown == NULL || memory == NULL)
    return grown;
  memcpy (grown, memory, MIN (size, malloc_usable_size (memory)));
  wipe_free (memory);
  return grown;
}

static void
init_once (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      curl_global_init_mem (CURL_GLOBAL_DEFAULT, malloc, wipe_free, wipe_realloc, strdup, calloc);
      g_once_init_leave (&done, 1);
    }
}

/* USESSL_ALL refuses to say anything, let alone a password, to a server that does not turn to TLS. */
static void
set_safety (CURL                    *curl,
            const RapportSmtpServer *server)
{
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_USE_SSL, (long) CURLUSESSL_ALL);
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (curl, CURLOPT_NETRC, (long) CURL_NETRC_IGNORED);
  if (server->ca_file != NULL && *server->ca_file != '\0')
    curl_easy_setopt (curl, CURLOPT_CAINFO, server->ca_file);
}

static void
set_patience (CURL  *curl,
              guint  seconds)
{
  long patience = seconds > 0 ? (long) seconds : PATIENCE;

  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, patience);
  curl_easy_setopt (curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, patience);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_TIME, patience);
}

/**
 * rapport_smtp_new:
 * @server: where to
 * @password: (nullable): for @server's user; kept until the connection is freed
 *
 * Returns: (transfer full): a connection that is opened when it is needed
 */
RapportSmtp *
rapport_smtp_new (const RapportSmtpServer *server,
                  const char              *password)
{
  RapportSmtp *self = g_new0 (RapportSmtp, 1);
  gboolean v6 = strchr (server->host, ':') != NULL;

  init_once ();
  self->host = g_strdup (server->host);
  self->url = g_strdup_printf ("%s://%s%s%s:%u", server->starttls ? "smtp" : "smtps", v6 ? "[" : "", server->host,
                               v6 ? "]" : "", server->port);
  self->reply = g_string_new (NULL);
  self->complaint = g_string_new (NULL);
  self->curl = curl_easy_init ();
  curl_easy_setopt (self->curl, CURLOPT_URL, self->url);
  curl_easy_setopt (self->curl, CURLOPT_ERRORBUFFER, self->failure);
  set_safety (self->curl, server);
  set_patience (self->curl, server->patience);
  if (server->user != NULL && *server->user != '\0')
    {
      curl_easy_setopt (self->curl, CURLOPT_USERNAME, server->user);
      self->token = server->token;
      if (server->token)
        {
          curl_easy_setopt (self->curl, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
          curl_easy_setopt (self->curl, CURLOPT_XOAUTH2_BEARER, password != NULL ? password : "");
        }
      else
        curl_easy_setopt (self->curl, CURLOPT_PASSWORD, password != NULL ? password : "");
    }
  curl_easy_setopt (self->curl, CURLOPT_READFUNCTION, on_read);
  curl_easy_setopt (self->curl, CURLOPT_READDATA, self);
  curl_easy_setopt (self->curl, CURLOPT_HEADERFUNCTION, on_reply);
  curl_easy_setopt (self->curl, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (self->curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFODATA, self);
  curl_easy_setopt (self->curl, CURLOPT_NOPROGRESS, 0L);
  return self;
}

void
rapport_smtp_free (RapportSmtp *self)
{
  curl_easy_cleanup (self->curl);
  g_string_free (self->reply, TRUE);
  g_string_free (self->complaint, TRUE);
  g_free (self->host);
  g_free (self->url);
  g_free (self);
}

/* What went wrong ------------------------------------------------------------------------------------------------- */

static gboolean
say (RapportSmtp       *self,
     RapportSmtpError   code,
     const char        *sentence,
     GError           **error)
{
  const char *words = self->complaint->len > 0 ? self->complaint->str : self->failure;

  if (*words != '\0')
    g_set_error (error, RAPPORT_SMTP_ERROR, code, "%s %s", sentence, words);
  else
    g_set_error_literal (error, RAPPORT_SMTP_ERROR, code, sentence);
  return FALSE;
}

const char *
rapport_smtp_oauth_words (void)
{
  return _("This provider takes no passwords from programs (it demands OAuth). Add the account to the system’s Online Accounts"
           " and choose it here, or open letters in your own mail program instead.");
}

static gboolean
say_unsafe (RapportSmtp  *self,
            const char   *sentence,
            GError      **error)
{
  g_set_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_UNSAFE, "%s %s", sentence, self->failure);
  return FALSE;
}

/* The server answered with a number: 4… for now, 5… for good. */
static gboolean
say_refused (RapportSmtp  *self,
             GError      **error)
{
  if (*self->complaint->str == '4')
    return say (self, RAPPORT_SMTP_ERROR_LATER, _("The server cannot take it now:"), error);
  return say (self, RAPPORT_SMTP_ERROR_REFUSED, _("The server refuses it:"), error);
}

/* The large providers offer passwords beside tokens, and then refuse every password. */
static gboolean
say_login (RapportSmtp  *self,
           GError      **error)
{
  g_autoptr (GError) failure = NULL;

  if (!self->offers_token)
    return say (self, RAPPORT_SMTP_ERROR_LOGIN, _("The server does not accept name and password:"), error);
  say (self, RAPPORT_SMTP_ERROR_LOGIN, _("The server does not accept name and password:"), &failure);
  g_set_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_LOGIN, "%s %s", failure->message,
               _("It goes by OAuth too, and such providers often take only that or a password made for one program. Add the account"
                 " to the system’s Online Accounts and choose it here, or open letters in your own mail program instead."));
  return FALSE;
}

static gboolean
explain (RapportSmtp  *self,
         CURLcode      result,
         GError      **error)
{
  switch ((int) result)
    {
    case CURLE_USE_SSL_FAILED:
      return say_unsafe (self, _("The server offers no encryption, and nothing was said to it."), error);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
      return say_unsafe (self, _("The server’s certificate cannot be trusted, and nothing was said to it."), error);
    case CURLE_SSL_CONNECT_ERROR:
      return say_unsafe (self, _("No encrypted connection came about, and nothing was said to the server."), error);
    case CURLE_LOGIN_DENIED:
      if (self->token)
        return say (self, RAPPORT_SMTP_ERROR_LOGIN, _("The server does not accept the account of Online Accounts:"), error);
      if (self->offers_token && !self->offers_password)
        return say (self, RAPPORT_SMTP_ERROR_OAUTH, rapport_smtp_oauth_words (), error);
      return say_login (self, error);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_WEIRD_SERVER_REPLY:
      if (self->complaint->len > 0)
        return say_refused (self, error);
      g_set_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_CONNECTION, _("The connection to %s was lost: %s."), self->host,
                   *self->failure != '\0' ? self->failure : curl_easy_strerror (result));
      return FALSE;
    default:
      if (self->complaint->len > 0)
        return say_refused (self, error);
      g_set_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_CONNECTION, _("%s cannot be reached: %s."), self->host,
                   *self->failure != '\0' ? self->failure : curl_easy_strerror (result));
      return FALSE;
    }
}

/* After the last byte only the server's own answer says whether it has the letter. */
static gboolean
conclude (RapportSmtp  *self,
          CURLcode      result,
          GError      **error)
{
  if (result == CURLE_OK)
    return TRUE;
  if (self->whole && self->complaint->len == 0)
    {
      g_set_error (error, RAPPORT_SMTP_ERROR, RAPPORT_SMTP_ERROR_UNSURE,
                   _("The connection to %s was lost before the letter was acknowledged."), self->host);
      return FALSE;
    }
  if (result == CURLE_ABORTED_BY_CALLBACK)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Sending was cancelled."));
      return FALSE;
    }
  return explain (self, result, error);
}

static gboolean
perform (RapportSmtp   *self,
         GBytes        *message,
         GCancellable  *cancellable,
         GError       **error)
{
  CURLcode result;

  self->message = message;
  self->cancellable = cancellable;
  self->cancelled_at = 0;
  self->offset = 0;
  self->whole = FALSE;
  self->reply_over = FALSE;
  self->failure[0] = '\0';
  g_string_truncate (self->reply, 0);
  g_string_truncate (self->complaint, 0);
  result = curl_easy_perform (self->curl);
  self->message = NULL;
  self->cancellable = NULL;
  return conclude (self, result, error);
}

/* Sending --------------------------------------------------------------------------------------------------------- */

/**
 * rapport_smtp_send:
 * @self: a connection
 * @from: the sender's address, checked
 * @to: the reader's address, checked
 * @message: as rapport_mail_to_bytes() makes it; dots are doubled on the way
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: whether the server has taken it
 */
gboolean
rapport_smtp_send (RapportSmtp   *self,
                   const char    *from,
                   const char    *to,
                   GBytes        *message,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree char *sender = g_strdup_printf ("<%s>", from);
  g_autofree char *reader = g_strdup_printf ("<%s>", to);
  struct curl_slist *readers = curl_slist_append (NULL, reader);
  gboolean sent;

  curl_easy_setopt (self->curl, CURLOPT_MAIL_FROM, sender);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, readers);
  curl_easy_setopt (self->curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (self->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) -1);
  sent = perform (self, message, cancellable, error);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_slist_free_all (readers);
  return sent;
}

gboolean
rapport_smtp_test (RapportSmtp   *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  curl_easy_setopt (self->curl, CURLOPT_UPLOAD, 0L);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_easy_setopt (self->curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt (self->curl, CURLOPT_CUSTOMREQUEST, "NOOP");
  {
    gboolean good = perform (self, nothing, cancellable, error);

    curl_easy_setopt (self->curl, CURLOPT_CUSTOMREQUEST, NULL);
    curl_easy_setopt (self->curl, CURLOPT_NOBODY, 0L);
    return good;
  }
}
