/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/session.h"
#include "store/erase.h"

G_BEGIN_DECLS

/* Erasing people, or what an undone import made, from everything that this computer keeps of a database: the file itself,
 * its backups, drafts. */

/** What is being done, for a progress bar. */
typedef enum {
  RAPPORT_ERASING_RECORDS,
  RAPPORT_ERASING_BACKUPS,
} RapportErasing;

typedef void (*RapportErasingProgress) (RapportErasing  step,
                                        guint           percent,
                                        gpointer        data);

/** What is to be erased: members, or an operation. */
typedef struct {
  GArray *members;     /* Owned: gint64; empty: the operation */
  gint64 operation;
} RapportEraseJob;

/** What was erased, in numbers. */
typedef struct {
  gint64 at;           /* unix seconds */
  guint counts[RAPPORT_N_ERASED];
  guint ended;         /* partnerships that were under way */
  guint backups;       /* that were replaced by a new one */
  guint drafts;
  guint copies;        /* damaged files that were put aside, and what was left half-made of a restore */
  gboolean backup_failed; /* the old ones are gone, and there is no new one */
  gboolean backups_left;  /* an old one could not be removed */
  guint authored;      /* what they did themselves and stays, with their name as who did it */
  GPtrArray *mentions; /* Owned: (utf8): places where others may have written of them; %NULL: nobody has looked */
} RapportEraseAccount;

RapportEraseJob     *rapport_erase_job_new         (void);
void                 rapport_erase_job_free        (RapportEraseJob         *self);
void                 rapport_erase_account_free    (RapportEraseAccount     *self);

/* Does it and waits for it: not on the main loop's thread of a window. @progress is called on that thread. */
RapportEraseAccount *rapport_erase_run             (RapportStore            *store,
                                                    const RapportEraseJob   *job,
                                                    RapportErasingProgress   progress,
                                                    gpointer                 data,
                                                    GCancellable            *cancellable,
                                                    GError                 **error);
/* The same on a thread of its own; @job is taken, @progress is called on the caller's context. */
void                 rapport_erase_run_async       (RapportStore            *store,
                                                    RapportEraseJob         *job,
                                                    RapportErasingProgress   progress,
                                                    gpointer                 data,
                                                    GCancellable            *cancellable,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
RapportEraseAccount *rapport_erase_run_finish      (RapportStore            *store,
                                                    GAsyncResult            *result,
                                                    GError                 **error);

/* Whether backups and drafts may hold what was erased: see rapport_erase_tidy(). Waits. */
gboolean             rapport_erase_is_untidy       (RapportStore            *store);
void                 rapport_erase_forget_untidy   (RapportStore            *store);
void                 rapport_erase_tidy            (RapportStore            *store,
                                                    RapportEraseAccount     *account,
                                                    RapportErasingProgress   progress,
                                                    gpointer                 data);

/* What was erased stays so though an older copy takes the place of the data: the erasures taken out of them
 * (rapport_reading_erasure_lines()) are put in again. Not on the main loop's thread of a window. */
gboolean             rapport_erasures_put_in       (RapportStore            *store,
                                                    GPtrArray               *lines,
                                                    GError                 **error);

/* The account as sentences, a line each; numbers and kinds, no names. */
char               **rapport_erase_account_lines   (const RapportEraseAccount *account);
/* As a text to be saved, with title and date. */
char                *rapport_erase_account_text    (const RapportEraseAccount *account);

/* A RapportQuery: what erasing would do: @data is a RapportEraseJob with members; a RapportEraseAccount. Nothing is
 * counted that only the journal remembers. */
gpointer             rapport_erase_preview         (RapportReading          *reading,
                                                    gpointer                 job,
                                                    GCancellable            *cancellable,
                                                    GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportEraseJob, rapport_erase_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportEraseAccount, rapport_erase_account_free)

G_END_DECLS
