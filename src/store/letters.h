/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/letters.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** Data of rapport_letters_list(); what is 0, negative or %NULL does not restrict. */
typedef struct {
  gint64 programme;
  int stage;         /* RapportLetterStage, -1: any */
  guint stages;      /* bits 1 << RapportLetterStage, 0: any */
  char *kind;
  gint64 member;     /* to them or about them */
  gint64 cause;
  gint64 earlier;    /* and those of this one too: the request before a partnership */
  char *text;        /* words that names or the subject must contain */
  guint most;
} RapportLettersQuery;

/**
 * RapportLetterRow:
 * @address: chosen for this letter, or ""
 * @email: the reader's own, or ""
 * @ours: whether this replica has queued it
 *
 * A letter as the Outbox shows it. Names are those of today.
 */
typedef struct {
  gint64 no;
  gint64 programme;
  gint64 cause;
  char *kind;
  int number;
  gint64 member;
  gint64 other;
  char *member_name;
  char *other_name;
  char *member_photo;
  char *address;
  char *email;
  char *subject;
  char *body;
  gint64 drafted_at;
  RapportLetterState state;
  gboolean ours;
} RapportLetterRow;

/** How many letters of a programme are at which stage. */
typedef struct {
  guint stages[RAPPORT_N_LETTER_STAGES];
} RapportLetterCounts;

RapportLettersQuery *rapport_letters_query_new  (gint64                  programme);
void                 rapport_letters_query_free (RapportLettersQuery    *self);
void                 rapport_letter_row_free    (RapportLetterRow       *self);
/* Where it goes: the address chosen for it, else the reader's own; "" where there is none. */
const char          *rapport_letter_row_address (const RapportLetterRow *self);

/* RapportQuery functions: @data is a RapportLettersQuery; a GPtrArray of RapportLetterRow, the newest first, and
 * RapportLetterCounts (g_free), of which only programme and member restrict. */
gpointer             rapport_letters_list       (RapportReading         *reading,
                                                 gpointer                data,
                                                 GCancellable           *cancellable,
                                                 GError                **error);
gpointer             rapport_letters_counts     (RapportReading         *reading,
                                                 gpointer                data,
                                                 GCancellable           *cancellable,
                                                 GError                **error);
/* A RapportQuery: @data points to the letter's number (gint64); a RapportLetterRow. */
gpointer             rapport_letters_get        (RapportReading         *reading,
                                                 gpointer                data,
                                                 GCancellable           *cancellable,
                                                 GError                **error);

/* The letter that @owner sends next, of those whose time has come; 0: none. */
gint64               rapport_letters_next_queued (RapportReading        *reading,
                                                  const char            *owner);
/* (transfer full): numbers (gint64) of the letters that a sender of @owner has claimed and not noted. */
GArray              *rapport_letters_claimed    (RapportReading         *reading,
                                                 const char             *owner);
/* The greatest number of the letters of that cause and kind, 0: none. */
int                  rapport_letters_last_number (RapportReading        *reading,
                                                  gint64                 cause,
                                                  const char            *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLettersQuery, rapport_letters_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportLetterRow, rapport_letter_row_free)

G_END_DECLS
