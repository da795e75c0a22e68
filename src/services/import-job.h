/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "services/backups.h"
#include "services/import-compare.h"
#include "services/import-feed.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** What becomes of a row. */
typedef enum {
  RAPPORT_IMPORT_NEW,
  RAPPORT_IMPORT_CHANGED,
  RAPPORT_IMPORT_SAME,
  RAPPORT_IMPORT_DOUBLE,   /* likely somebody who is there; taken for somebody else until the user says otherwise */
  RAPPORT_IMPORT_REJECTED,
  RAPPORT_N_IMPORT_KINDS
} RapportImportKind;

/**
 * RapportImportVerdict:
 * @member: who it is, or who it may be
 * @contested: somebody has edited by hand what the file says anew
 * @uncontested: and the file says something else besides
 *
 * A row of the file, in its order.
 */
typedef struct {
  gint64 row;
  gint64 member;
  RapportImportKind kind;
  gboolean contested;
  gboolean uncontested;
} RapportImportVerdict;

/**
 * RapportImportItem:
 * @name: as the row says it, perhaps ""
 * @detail: number, e-mail and organisation, as far as the row says them
 * @other_name: of the member that it is, or may be
 * @differences: (nullable) (element-type RapportImportDifference): what the row would change
 * @edited: (nullable): the day on which somebody changed by hand what the file would overwrite, 'YYYY-MM-DD'
 * @reason: (nullable): why the row is rejected
 * @column: where it is wrong; -1: nowhere in particular
 *
 * A row for people to look at.
 */
typedef struct {
  RapportImportKind kind;
  gint64 row;
  gint64 member;
  char *name;
  char *detail;
  char *other_name;
  char *other_detail;
  GPtrArray *differences;
  char *edited;
  char *reason;
  char *column_label;
  int column;
  char *value;
} RapportImportItem;

#define RAPPORT_IMPORT_MOST_ITEMS 2000

/**
 * RapportImportReport:
 * @counts: how many rows there are of each kind
 * @contested: how many rows were changed on both sides
 * @verdicts: (element-type RapportImportVerdict): every row
 * @items: (element-type RapportImportItem): the first %RAPPORT_IMPORT_MOST_ITEMS of each kind
 * @reasons: row (gint64, boxed) → why it is rejected
 * @watermark: the state of the database for which it holds
 *
 * What importing would do.
 */
typedef struct {
  guint counts[RAPPORT_N_IMPORT_KINDS];
  guint contested;
  GArray *verdicts;
  GPtrArray *items[RAPPORT_N_IMPORT_KINDS];
  GHashTable *reasons;
  gint64 watermark;
} RapportImportReport;

/** What importing did. */
typedef struct {
  guint added;
  guint changed;
  guint same;
  guint rejected;
  guint kept;      /* changes that the user did not want */
  guint doubles;   /* of those added: likely doubles */
  gint64 microseconds;
} RapportImportResult;

/**
 * RapportImportJob:
 * @programme: into which is imported; 0: the one that is made with the import
 * @programmes: folded name → number (gint64, boxed)
 * @same: rows (gint64, boxed) that the user says are the member that they may be
 * @keep: rows whose changes the user does not want
 * @asked: rows for which @keep had its say: what somebody edited by hand stays until the user says otherwise
 * @format_chosen: encoding and separator are the user's and not to be guessed
 * @backing_up: whether the backup before the writing is being made; as @done
 * @lock: (nullable): held while it writes; it is told how far that is
 * @done: rows gone through; to be read from any thread with g_atomic_int_get()
 *
 * One import: plain data for the functions that run on the store's threads. Only one of them runs at a time, and nobody
 * else touches it meanwhile.
 */
typedef struct {
  RapportImportSource *source;
  RapportImportMapping *mapping;
  RapportPolicy *policy;
  int this_year;
  gint64 programme;
  GHashTable *programmes;
  GHashTable *corrections;
  GHashTable *same;
  GHashTable *keep;
  GHashTable *asked;
  RapportImportReport *report;
  RapportImportResult result;
  gboolean format_chosen;
  gint done;
  gint backing_up;
  RapportLockFile *lock;
} RapportImportJob;

RapportImportJob    *rapport_import_job_new        (RapportImportSource *source,
                                                    const RapportPolicy *policy,
                                                    int                  this_year);
void                 rapport_import_job_free       (RapportImportJob    *self);
void                 rapport_import_report_free    (RapportImportReport *self);
void                 rapport_import_item_free      (RapportImportItem   *self);
gboolean             rapport_import_rows_contain   (GHashTable          *rows,
                                                    gint64               row);
void                 rapport_import_rows_set       (GHashTable          *rows,
                                                    gint64               row,
                                                    gboolean             contained);
guint                rapport_import_job_will_write (RapportImportJob    *self);
void                 rapport_import_job_keep_edits (RapportImportJob    *self);

/* A RapportQuery: reads the file once and recognises its columns; @data is the job and the result, borrowed. */
gpointer             rapport_import_scan_query     (RapportReading      *reading,
                                                    gpointer             data,
                                                    GCancellable        *cancellable,
                                                    GError             **error);
/* A RapportQuery: @data is the job; returns a RapportImportReport. Never writes. */
gpointer             rapport_import_check_query    (RapportReading      *reading,
                                                    gpointer             data,
                                                    GCancellable        *cancellable,
                                                    GError             **error);
/* Before it: the lock and a backup. A RapportQuery for the window's thread that reads, @data is the job and the result; for
 * rapportctl a function. */
gboolean             rapport_import_prepare        (RapportImportJob    *self,
                                                    RapportStore        *store,
                                                    GCancellable        *cancellable,
                                                    GError             **error);
/* After it, whatever came of it. */
void                 rapport_import_settle         (RapportImportJob    *self);
/* A RapportCommand: "import-members". @data: the job, checked. */
gboolean             rapport_import_write_command  (RapportTransaction  *transaction,
                                                    gpointer             data,
                                                    GError             **error);

/* A RapportCommand: takes the newest operation back if it is an import, else refuses. @data is not used. */
gboolean             rapport_import_undo_command   (RapportTransaction  *transaction,
                                                    gpointer             data,
                                                    GError             **error);

/* Shared by the first two. */
RapportImportKind    rapport_import_judge          (RapportImportJob    *self,
                                                    RapportReading      *reading,
                                                    RapportImportRow    *row,
                                                    RapportMember      **member,
                                                    GPtrArray          **differences,
                                                    GError             **error);
char                *rapport_import_member_uuid    (const RapportImportRow *row);
gint64               rapport_import_programme_of   (const RapportImportJob *self,
                                                    const RapportImportRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportJob, rapport_import_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportReport, rapport_import_report_free)

G_END_DECLS
