/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/clock.h"

G_BEGIN_DECLS

/**
 * RapportStoreError:
 * @RAPPORT_STORE_ERROR_BUSY: another process writes; the message says what
 * @RAPPORT_STORE_ERROR_READ_ONLY: the file or its folder cannot be written
 * @RAPPORT_STORE_ERROR_TOO_NEW: written by a newer Rapport
 * @RAPPORT_STORE_ERROR_FOREIGN: not a Rapport database
 * @RAPPORT_STORE_ERROR_CORRUPT: damaged
 * @RAPPORT_STORE_ERROR_FULL: no space on the disk
 * @RAPPORT_STORE_ERROR_NETWORK: lies on a network file system
 * @RAPPORT_STORE_ERROR_REFUSED: a rule refused the command; the message is the verdict's sentence
 * @RAPPORT_STORE_ERROR_NOTHING: nothing to undo or redo
 * @RAPPORT_STORE_ERROR_NOT_FOUND: what the command is about is not there (any more)
 * @RAPPORT_STORE_ERROR_INVALID: changes from elsewhere that cannot be read
 * @RAPPORT_STORE_ERROR_FORK: one name of a change, two contents
 * @RAPPORT_STORE_ERROR_REPLACED: other data stand there than when this was asked (a backup was restored): look again
 * @RAPPORT_STORE_ERROR_FAILED: anything else; the message has SQLite's words
 *
 * Every message is a sentence for people, translated.
 */
typedef enum {
  RAPPORT_STORE_ERROR_BUSY,
  RAPPORT_STORE_ERROR_READ_ONLY,
  RAPPORT_STORE_ERROR_TOO_NEW,
  RAPPORT_STORE_ERROR_FOREIGN,
  RAPPORT_STORE_ERROR_CORRUPT,
  RAPPORT_STORE_ERROR_FULL,
  RAPPORT_STORE_ERROR_NETWORK,
  RAPPORT_STORE_ERROR_REFUSED,
  RAPPORT_STORE_ERROR_NOTHING,
  RAPPORT_STORE_ERROR_NOT_FOUND,
  RAPPORT_STORE_ERROR_INVALID,
  RAPPORT_STORE_ERROR_FORK,
  RAPPORT_STORE_ERROR_REPLACED,
  RAPPORT_STORE_ERROR_FAILED,
} RapportStoreError;

#define RAPPORT_STORE_ERROR (rapport_store_error_quark ())
GQuark rapport_store_error_quark (void);

/* Refuses with a @sentence for people; always %FALSE, so that commands can return it. */
gboolean rapport_store_refuse (GError     **error,
                               const char  *sentence);

typedef struct _RapportTransaction RapportTransaction;
typedef struct _RapportReading RapportReading;

/**
 * RapportCommand:
 * @transaction: valid during the call only
 * @data: the command's own plain struct; results are written into it
 * @error: set when it refuses (%RAPPORT_STORE_ERROR_REFUSED with the verdict's sentence)
 *
 * Runs on the writer's thread after BEGIN IMMEDIATE. Reads its facts through rapport_transaction_reading(), asks the
 * rules, and appends or refuses. Returning %FALSE rolls everything back.
 */
typedef gboolean (*RapportCommand) (RapportTransaction *transaction,
                                    gpointer            data,
                                    GError            **error);

/**
 * RapportMaintenance:
 * @reading: of the connection that writes, outside of any transaction
 *
 * What concerns the file as a whole (restore, compaction). Runs on the writer's thread between two commands.
 */
typedef gboolean (*RapportMaintenance) (RapportReading   *reading,
                                        gpointer          data,
                                        GCancellable     *cancellable,
                                        GError          **error);

/** Runs on a reader's thread inside one read transaction. Returns an owned result, or %NULL with @error set. */
typedef gpointer (*RapportQuery)   (RapportReading     *reading,
                                    gpointer            data,
                                    GCancellable       *cancellable,
                                    GError            **error);

#define RAPPORT_TYPE_STORE (rapport_store_get_type ())
G_DECLARE_FINAL_TYPE (RapportStore, rapport_store, RAPPORT, STORE, GObject)

/* Signal "changed" (RapportStore *, gboolean everything), on the main context that opened the store: other rows can
 * be read now than before; @everything after a new generation. Emitted for own writes and for other processes'.
 * Signal "outdated" (RapportStore *): a newer Rapport has upgraded the database; nothing can be read or written any more.
 * Signal "waiting" (RapportStore *, const char *words): own writes wait for what @words say is done; %NULL: no longer. */

RapportStore *rapport_store_open           (const char          *path,
                                            RapportClock        *clock,
                                            GError             **error);
void          rapport_store_close          (RapportStore        *self);
const char   *rapport_store_get_path       (RapportStore        *self);
RapportClock *rapport_store_get_clock      (RapportStore        *self);
const char   *rapport_store_get_author     (RapportStore        *self);
char         *rapport_store_dup_author     (RapportStore        *self);
void          rapport_store_set_author     (RapportStore        *self,
                                            const char          *author);
void          rapport_store_set_watching   (RapportStore        *self,
                                            gboolean             watching);

gboolean      rapport_store_write          (RapportStore        *self,
                                            RapportCommand       command,
                                            gpointer             data,
                                            GCancellable        *cancellable,
                                            GError             **error);
void          rapport_store_write_async    (RapportStore        *self,
                                            RapportCommand       command,
                                            gpointer             data,
                                            GDestroyNotify       data_free,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      rapport_store_write_finish   (RapportStore        *self,
                                            GAsyncResult        *result,
                                            gpointer            *data,
                                            GError             **error);

gboolean      rapport_store_maintain       (RapportStore        *self,
                                            RapportMaintenance   maintenance,
                                            gpointer             data,
                                            GCancellable        *cancellable,
                                            GError             **error);
/* Its result is that of rapport_store_write_finish(). */
void          rapport_store_maintain_async (RapportStore        *self,
                                            RapportMaintenance   maintenance,
                                            gpointer             data,
                                            GDestroyNotify       data_free,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);

gpointer      rapport_store_read           (RapportStore        *self,
                                            RapportQuery         query,
                                            gpointer             data,
                                            GCancellable        *cancellable,
                                            GError             **error);
void          rapport_store_read_async     (RapportStore        *self,
                                            RapportQuery         query,
                                            gpointer             data,
                                            GDestroyNotify       data_free,
                                            GDestroyNotify       result_free,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gpointer      rapport_store_read_finish    (RapportStore        *self,
                                            GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
