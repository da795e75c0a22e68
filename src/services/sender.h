/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/mail-account.h"
#include "store/letters.h"
#include "store/store.h"

G_BEGIN_DECLS

/** What came of sending. @words: (nullable): why it stopped before all was sent, or why the last one failed. */
typedef struct {
  guint sent;
  guint failed;
  guint later;    /* the server cannot take them now: they are tried again */
  guint unsure;   /* may have been sent, those of a sender that was lost before included */
  char *words;
} RapportSenderResult;

/* On the thread that sends, after each letter. */
typedef void (*RapportSenderProgress) (const RapportSenderResult *result,
                                       gpointer                   data);

void     rapport_sender_result_clear (RapportSenderResult       *self);

/* Sends what this replica has queued and whose time has come, one after the other. Blocks: for rapportctl and for a
 * worker's thread. Only one sender at a time works on a database; RAPPORT_STORE_ERROR_BUSY: another does. What keeps all
 * letters from being sent (no connection, no login) ends it with @error; results count what was done before. */
gboolean rapport_sender_run          (RapportStore              *store,
                                      const RapportMailAccount  *account,
                                      const char                *password,
                                      RapportSenderProgress      progress,
                                      gpointer                   data,
                                      RapportSenderResult       *result,
                                      GCancellable              *cancellable,
                                      GError                   **error);

/* The same with the password from the keyring; @may_ask: whether somebody sits there who can unlock it. */
gboolean rapport_sender_run_with_keyring (RapportStore              *store,
                                          const RapportMailAccount  *account,
                                          gboolean                   may_ask,
                                          RapportSenderResult       *result,
                                          GCancellable              *cancellable,
                                          GError                   **error);

/* The same on a thread of its own, with the password from the keyring (which may ask); @progress comes on the caller's
 * context. */
void                 rapport_sender_run_async  (RapportStore             *store,
                                                RapportSenderProgress     progress,
                                                gpointer                  progress_data,
                                                GCancellable             *cancellable,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  data);
/* (transfer full) (nullable): %NULL with @error; free with rapport_sender_result_free(). */
RapportSenderResult *rapport_sender_run_finish (RapportStore             *store,
                                                GAsyncResult             *result,
                                                GError                  **error);
void                 rapport_sender_result_free (RapportSenderResult     *self);

/* (transfer full): the letter as a message from the account, with @calendar (nullable) as an event; "" its name and address where there is none. */
GBytes  *rapport_sender_message      (const RapportLetterRow    *row,
                                      const RapportMailAccount  *account,
                                      const char                *uuid,
                                      const char                *calendar,
                                      GError                   **error);

/** Data of rapport_sender_message_query(). */
typedef struct {
  gint64 letter;
  const RapportMailAccount *account;
} RapportSenderMessage;

/* A RapportQuery: GBytes of an .eml file. */
gpointer rapport_sender_message_query (RapportReading  *reading,
                                       gpointer         data,
                                       GCancellable    *cancellable,
                                       GError         **error);

G_END_DECLS
