/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/same-person.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* Erasing personal data (DESIGN §3): who, and what of others names them. What it decides is written down as an entity of
 * kind 'erasure', which travels as every change does and is made true wherever it arrives (store/erased.h). */

/** What can be counted in an account, in its order. */
typedef enum {
  RAPPORT_ERASED_MEMBERS,
  RAPPORT_ERASED_ENROLMENTS,
  RAPPORT_ERASED_REQUESTS,
  RAPPORT_ERASED_LETTERS,
  RAPPORT_ERASED_NOTES,        /* meetings with notes of the erased one's own */
  RAPPORT_ERASED_SIGNATURES,
  RAPPORT_ERASED_PHOTOS,
  RAPPORT_ERASED_END_NOTES,
  RAPPORT_ERASED_OTHERS,       /* skills, fields and whatever else an import made */
  RAPPORT_ERASED_VALUES,       /* earlier values of what stays */
  RAPPORT_ERASED_KEPT,         /* partnerships that stay with "erased person" on one side */
  RAPPORT_N_ERASED,
} RapportErasedKind;

/** Data of rapport_erase_members_command() and rapport_erase_import_command(). */
typedef struct {
  const gint64 *members;                /* Borrowed */
  guint n_members;
  gint64 operation;                     /* of the import that was undone */
  /* Results */
  guint counts[RAPPORT_N_ERASED];
} RapportErase;

/** One erasure, as its account tells. */
typedef struct {
  gint64 no;
  gint64 erased_at;                     /* unix seconds */
  guint counts[RAPPORT_N_ERASED];
} RapportErasureRow;

gboolean   rapport_erase_members_command   (RapportTransaction    *transaction,
                                            gpointer               erase,
                                            GError               **error);
gboolean   rapport_erase_import_command    (RapportTransaction    *transaction,
                                            gpointer               erase,
                                            GError               **error);
/* Whether an operation was taken back and something of what it made is left in the journal. */
gboolean   rapport_erase_is_removable      (RapportReading        *reading,
                                            gint64                 operation);
/* After a merge: what has come that names somebody who is erased is erased, too. */
gboolean   rapport_erase_newcomers         (RapportTransaction    *transaction,
                                            GHashTable            *touched,
                                            GError               **error);

/* Every erasure, the newest first; RapportErasureRow, freed by g_free(). */
GPtrArray *rapport_erasures_list           (RapportReading        *reading,
                                            GError               **error);
const char *rapport_erased_kind_name       (RapportErasedKind      kind);

/* Whether the person was erased: known by a digest of issuer and number, or of the e-mail address. */
gboolean   rapport_erased_person           (RapportReading        *reading,
                                            const RapportIdentity *identity);
/* "Erased person"; %NULL for one who was not erased. Owned. */
char      *rapport_erased_name             (RapportReading        *reading,
                                            gint64                 member);
/* Whether the entity of that name was. */
gboolean   rapport_erased_uuid             (RapportReading        *reading,
                                            const char            *uuid);

/* A RapportQuery: a text (g_free) while something that was erased may stand in backups and drafts, %NULL: nothing does. */
gpointer rapport_erasure_untidy_query   (RapportReading      *reading,
                                         gpointer             data,
                                         GCancellable        *cancellable,
                                         GError             **error);
gboolean rapport_erasure_tidied_command (RapportTransaction  *transaction,
                                         gpointer             data,
                                         GError             **error);

G_END_DECLS
