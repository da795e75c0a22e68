/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/request-rules.h"
#include "model/states.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** Which requests a list holds. */
typedef enum {
  RAPPORT_REQUESTS_OPEN,
  RAPPORT_REQUESTS_ANSWERED,   /* accepted, declined and withdrawn ones */
  RAPPORT_REQUESTS_EXPIRED,
  RAPPORT_REQUESTS_CLOSED,     /* answered and expired ones */
  RAPPORT_REQUESTS_ALL,
} RapportRequestsGroup;

/** On whose side a member stands. */
typedef enum {
  RAPPORT_REQUESTS_EITHER,
  RAPPORT_REQUESTS_RECEIVED,
  RAPPORT_REQUESTS_SENT,
} RapportRequestsSide;

typedef enum {
  RAPPORT_REQUESTS_EXPIRES_SOONEST,
  RAPPORT_REQUESTS_NEWEST,
  RAPPORT_REQUESTS_BY_NAME,
  RAPPORT_REQUESTS_CLOSED_LAST,
} RapportRequestsSort;

/** Data of rapport_requests_list(); what is 0 or %NULL does not restrict. */
typedef struct {
  gint64 programme;
  RapportRequestsGroup group;
  gint64 member;               /* only those of this member */
  RapportRequestsSide side;    /* and on that side of them */
  char *text;                  /* words that names must contain */
  gboolean reminder_due;
  gint64 closed_since;         /* not those that were answered, withdrawn or expired before */
  RapportRequestsSort sort;
  guint most;
} RapportRequestsQuery;

/**
 * RapportRequestRow:
 *
 * A request as lists show it. Names and photos are those of today; what was written is in @snapshot as it was sent,
 * which only rapport_requests_get() reads.
 */
typedef struct {
  gint64 no;
  gint64 programme;
  gint64 mentee;
  gint64 mentor;
  char *mentee_name;
  char *mentor_name;
  char *mentee_photo;
  char *mentor_photo;
  char *asked_by;
  int term;
  char **areas;
  gint64 sent_at;
  gint64 remind_at;
  gint64 expires_at;
  gint64 saved_at;
  gint64 reminded_at;
  gint64 answered_at;
  gint64 withdrawn_at;
  char *answer;
  char *comment;
  char *answer_reason;
  char *exception;
  gboolean contested;
  RapportRequestState state;
  gboolean saved;
  gboolean reminder_due;
  gint64 partnership;          /* that came of it, or 0 */
  gboolean begins_closed;      /* in a list of open ones: the first of those that are not, which follow them */
  char *snapshot;              /* JSON, or %NULL in lists */
} RapportRequestRow;

/** How many requests there are; of one member where the query says so. */
typedef struct {
  guint open;
  guint answered;
  guint expired;
  guint reminder_due;
  guint received;              /* open ones */
  guint sent;
} RapportRequestCounts;

/** Data of rapport_requests_pair_query(). */
typedef struct {
  gint64 programme;
  gint64 mentee;
  gint64 mentor;
} RapportPairQuery;

void                  rapport_requests_query_free (RapportRequestsQuery    *self);
void                  rapport_request_row_free    (RapportRequestRow       *self);
gboolean              rapport_request_row_is_open (const RapportRequestRow *self);
gint64                rapport_request_row_asker   (const RapportRequestRow *self);
gint64                rapport_request_row_asked   (const RapportRequestRow *self);
const char           *rapport_request_row_asker_name (const RapportRequestRow *self);
const char           *rapport_request_row_asked_name (const RapportRequestRow *self);
void                  rapport_request_row_facts   (const RapportRequestRow *self,
                                                   RapportRequestFacts     *facts);

/* RapportQuery functions: @data is a RapportRequestsQuery; a GPtrArray of RapportRequestRow, and RapportRequestCounts
 * (g_free), of which only programme and member restrict. */
gpointer              rapport_requests_list       (RapportReading          *reading,
                                                   gpointer                 data,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
gpointer              rapport_requests_counts     (RapportReading          *reading,
                                                   gpointer                 data,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
/* A RapportQuery: @data points to the request's number (gint64); a RapportRequestRow with its snapshot. */
gpointer              rapport_requests_get        (RapportReading          *reading,
                                                   gpointer                 data,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
/* A RapportQuery: @data is a RapportPairQuery; a RapportPair: the facts that the rules judge by, of this moment. */
gpointer              rapport_requests_pair       (RapportReading          *reading,
                                                   gpointer                 data,
                                                   GCancellable            *cancellable,
                                                   GError                 **error);
/* The request between the two that is open, or 0 (S13). */
gint64                rapport_requests_open_between (RapportReading        *reading,
                                                     gint64                 programme,
                                                     gint64                 mentee,
                                                     gint64                 mentor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestsQuery, rapport_requests_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRequestRow, rapport_request_row_free)

G_END_DECLS
