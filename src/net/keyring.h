/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportKeyringError:
 * @RAPPORT_KEYRING_ERROR_ABSENT: there is no Secret Service
 * @RAPPORT_KEYRING_ERROR_LOCKED: it is locked, and nobody was to be asked
 * @RAPPORT_KEYRING_ERROR_REFUSED: somebody was asked and did not unlock it
 * @RAPPORT_KEYRING_ERROR_SILENT: it did not answer in time
 * @RAPPORT_KEYRING_ERROR_NOT_FOUND: it holds no such password
 * @RAPPORT_KEYRING_ERROR_FAILED: anything else
 *
 * Messages are sentences for people, translated.
 */
typedef enum {
  RAPPORT_KEYRING_ERROR_ABSENT,
  RAPPORT_KEYRING_ERROR_LOCKED,
  RAPPORT_KEYRING_ERROR_REFUSED,
  RAPPORT_KEYRING_ERROR_SILENT,
  RAPPORT_KEYRING_ERROR_NOT_FOUND,
  RAPPORT_KEYRING_ERROR_FAILED,
} RapportKeyringError;

#define RAPPORT_KEYRING_ERROR (rapport_keyring_error_quark ())
GQuark rapport_keyring_error_quark (void);

/* Where the passwords of accounts are: in the Secret Service of the session; in a file of 0600 where the user has said
 * that there is none; or, for tests, in memory. A password is named by an opaque id, so that the keyring tells nobody
 * whose it is. Everything is asynchronous, can be cancelled and comes to an end: a locked keyring that nothing can ask
 * for would keep its caller for ever. */
#define RAPPORT_TYPE_KEYRING (rapport_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RapportKeyring, rapport_keyring, RAPPORT, KEYRING, GObject)

RapportKeyring *rapport_keyring_new           (void);
RapportKeyring *rapport_keyring_new_file      (const char           *path);
RapportKeyring *rapport_keyring_new_memory    (void);

/* How long the Secret Service may take, somebody who types a password included; else two minutes. */
void            rapport_keyring_set_patience  (RapportKeyring       *self,
                                               guint                 seconds);
void            rapport_keyring_store_async   (RapportKeyring       *self,
                                               const char           *id,
                                               const char           *label,
                                               const char           *password,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              data);
gboolean        rapport_keyring_store_finish  (RapportKeyring       *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* @may_ask: whether a locked keyring may ask the user to unlock it. */
void            rapport_keyring_lookup_async  (RapportKeyring       *self,
                                               const char           *id,
                                               gboolean              may_ask,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              data);
/* (transfer full) (nullable): to be given to rapport_password_free(). */
char           *rapport_keyring_lookup_finish (RapportKeyring       *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* Does well where there is none. */
void            rapport_keyring_remove_async  (RapportKeyring       *self,
                                               const char           *id,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              data);
gboolean        rapport_keyring_remove_finish (RapportKeyring       *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* Overwrites it first. */
void            rapport_password_free         (char                 *password);
/* For a process that is about to hold a password: it leaves no core dump behind, in a file or by way of a program. */
void            rapport_password_guard        (void);

G_END_DECLS
