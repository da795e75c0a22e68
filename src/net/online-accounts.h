/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportOnlineError:
 * @RAPPORT_ONLINE_ERROR_ABSENT: GNOME Online Accounts does not run here
 * @RAPPORT_ONLINE_ERROR_REFUSED: it does not give access to the account: somebody has to sign in again
 *
 * Messages are sentences for people, translated.
 */
typedef enum {
  RAPPORT_ONLINE_ERROR_ABSENT,
  RAPPORT_ONLINE_ERROR_REFUSED,
} RapportOnlineError;

#define RAPPORT_ONLINE_ERROR (rapport_online_error_quark ())
GQuark rapport_online_error_quark (void);

/**
 * RapportOnlineAccount:
 * @path: names it on the bus
 * @provider: "Google"
 *
 * An account of GNOME Online Accounts that letters can go out by, with a token in the place of a password.
 */
typedef struct {
  char *path;
  char *provider;
  char *address;
  char *host;
  guint16 port;
  gboolean starttls;
  char *user;
} RapportOnlineAccount;

void       rapport_online_account_free         (RapportOnlineAccount  *self);

/* (element-type RapportOnlineAccount) (transfer container): those that send mail; where the service is absent
 * RAPPORT_ONLINE_ERROR_ABSENT. */
void       rapport_online_accounts_list_async  (GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               data);
GPtrArray *rapport_online_accounts_list_finish (GAsyncResult          *result,
                                                GError               **error);
/* (transfer full): a token that is good for some minutes; to be given to rapport_password_free(). */
void       rapport_online_account_token_async  (const char            *path,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               data);
char      *rapport_online_account_token_finish (GAsyncResult          *result,
                                                GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOnlineAccount, rapport_online_account_free)

G_END_DECLS
