/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/keyring.h"
#include "net/online-accounts.h"
#include "net/smtp.h"

G_BEGIN_DECLS

/**
 * RapportMailAccount:
 * @id: opaque; names the password
 * @online: (nullable): path of the account of GNOME Online Accounts whose tokens stand in the place of a password
 * @in_file: the password is in a file of 0600, as the user said that there is no keyring
 *
 * From whom letters come and how they are sent. It belongs to this user on this machine, not to the database.
 */
typedef struct {
  char *id;
  RapportSmtpServer server;
  char *from_name;
  char *from_address;
  char *online;
  gboolean in_file;
} RapportMailAccount;

RapportMailAccount *rapport_mail_account_new     (void);
void                rapport_mail_account_free    (RapportMailAccount        *self);
/* (transfer full) (nullable): %NULL without @error: there is none. */
RapportMailAccount *rapport_mail_account_load    (GError                   **error);
gboolean            rapport_mail_account_check   (const RapportMailAccount  *self,
                                                  GError                   **error);
gboolean            rapport_mail_account_save    (const RapportMailAccount  *self,
                                                  GError                   **error);
gboolean            rapport_mail_account_forget  (GError                   **error);
/* Whether a password or a token is needed. */
gboolean            rapport_mail_account_logs_in (const RapportMailAccount *self);
/* (nullable): a sentence where the provider behind @host takes no passwords from programs but demands OAuth; %NULL where
 * name and password do. The same stands in the error of an attempt. */
const char         *rapport_mail_account_oauth_words (const char           *host);
/* (transfer full): where its password is. */
RapportKeyring     *rapport_mail_account_keyring (const RapportMailAccount  *self);

/* The password, or the token that stands for it. @may_ask: whether somebody sits there who can unlock the keyring. */
void                rapport_mail_account_credential_async  (const RapportMailAccount  *self,
                                                            gboolean                   may_ask,
                                                            GCancellable              *cancellable,
                                                            GAsyncReadyCallback        callback,
                                                            gpointer                   data);
/* (transfer full) (nullable): to be given to rapport_password_free(). */
char               *rapport_mail_account_credential_finish (GAsyncResult              *result,
                                                            GError                   **error);
/* Makes @self an account that goes by @online. */
void                rapport_mail_account_use_online        (RapportMailAccount         *self,
                                                            const RapportOnlineAccount *online);

/* For a thread that may wait: these turn a main context of their own. */
gboolean            rapport_mail_account_store_password  (const RapportMailAccount  *self,
                                                          const char                *password,
                                                          GCancellable              *cancellable,
                                                          GError                   **error);
char               *rapport_mail_account_lookup_password (const RapportMailAccount  *self,
                                                          gboolean                   may_ask,
                                                          GCancellable              *cancellable,
                                                          GError                   **error);
/* (element-type RapportOnlineAccount) */
GPtrArray          *rapport_mail_account_list_online     (GError                   **error);
gboolean            rapport_mail_account_remove_password (const RapportMailAccount  *self,
                                                          GCancellable              *cancellable,
                                                          GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMailAccount, rapport_mail_account_free)

G_END_DECLS
