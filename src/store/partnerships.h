/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/states.h"
#include "model/visibility.h"
#include "store/transaction.h"

G_BEGIN_DECLS

typedef enum {
  RAPPORT_PARTNERSHIPS_PENDING,   /* begin later */
  RAPPORT_PARTNERSHIPS_ACTIVE,
  RAPPORT_PARTNERSHIPS_ENDED,
  RAPPORT_PARTNERSHIPS_ALL,
} RapportPartnershipsGroup;

/** What asks for somebody's attention; bits. */
typedef enum {
  RAPPORT_ALERT_ENDING = 1 << 0,     /* ends soon (I06) */
  RAPPORT_ALERT_OVERDUE = 1 << 1,    /* no first meeting in the days of the programme, or ended without a word */
  RAPPORT_ALERT_UNSIGNED = 1 << 2,   /* a meeting that not both have signed */
  RAPPORT_ALERT_LOST_TOUCH = 1 << 3, /* no meeting for too long (T18) */
  RAPPORT_ALERT_LEGACY = 1 << 4,     /* says so, and nothing more (I05) */
} RapportPartnershipAlerts;
#define RAPPORT_N_ALERTS 5

typedef enum {
  RAPPORT_PARTNERSHIPS_MOST_URGENT,
  RAPPORT_PARTNERSHIPS_ENDS_FIRST,
  RAPPORT_PARTNERSHIPS_LONGEST_QUIET,
  RAPPORT_PARTNERSHIPS_NAME,
  RAPPORT_PARTNERSHIPS_NEWEST,
} RapportPartnershipsSort;

/** Data of rapport_partnerships_list(); what is 0 or %NULL does not restrict. */
typedef struct {
  gint64 programme;
  RapportPartnershipsGroup group;
  gint64 member;
  char *text;
  RapportPartnershipAlerts alerts; /* any of them */
  gboolean starred;
  RapportPartnershipsSort sort;
  guint most;
} RapportPartnershipsQuery;

/**
 * RapportPartnershipRow:
 * @months: one letter a calendar month of the term from its first, at most the last twelve: 'm' met, 'c' check-in only, '-' nothing
 * @first_month: of @months, 'YYYY-MM'
 * @minutes_of_month: (array fixed-size=12): as @months
 *
 * A partnership as lists show it; dates are text in the programme's zone, "" where there is none.
 */
typedef struct {
  gint64 no;
  gint64 programme;
  gint64 request;
  gint64 mentee;
  gint64 mentor;
  char *mentee_name;
  char *mentor_name;
  char *mentee_photo;
  char *mentor_photo;
  char **areas;
  int term;
  char *starts_on;
  char *ends_on;
  char *ended_on;
  char *end_reason;
  char *end_note;
  gboolean legacy;
  gboolean starred;
  RapportPartnershipState state;
  RapportPartnershipAlerts alerts;
  gboolean early;
  guint meetings;
  guint check_ins;
  int minutes;
  guint unsigned_meetings;
  char *first_met;
  char *last_met;                /* or had a check-in */
  char first_month[8];
  char months[13];
  int minutes_of_month[12];
} RapportPartnershipRow;

typedef struct {
  guint pending;
  guint active;
  guint ended;
  guint legacy;
  guint alerts[RAPPORT_N_ALERTS]; /* of the active ones */
} RapportPartnershipCounts;

void     rapport_partnerships_query_free (RapportPartnershipsQuery    *self);
void     rapport_partnership_row_free    (RapportPartnershipRow       *self);
void     rapport_partnership_row_facts   (const RapportPartnershipRow *self,
                                          RapportPartnershipFacts     *facts);

/* RapportQuery functions: @data is a RapportPartnershipsQuery; a GPtrArray of RapportPartnershipRow, and
 * RapportPartnershipCounts (g_free), of which only programme and member restrict. */
gpointer rapport_partnerships_list       (RapportReading              *reading,
                                          gpointer                     data,
                                          GCancellable                *cancellable,
                                          GError                     **error);
gpointer rapport_partnerships_counts     (RapportReading              *reading,
                                          gpointer                     data,
                                          GCancellable                *cancellable,
                                          GError                     **error);
/* A RapportQuery: @data points to the partnership's number (gint64); a RapportPartnershipRow. */
gpointer rapport_partnerships_get        (RapportReading              *reading,
                                          gpointer                     data,
                                          GCancellable                *cancellable,
                                          GError                     **error);
gint64   rapport_partnerships_between    (RapportReading              *reading,
                                          gint64                       programme,
                                          gint64                       mentee,
                                          gint64                       mentor);
/* What @viewer is to @member in any programme (I13). */
RapportRelation rapport_partnerships_relation (RapportReading         *reading,
                                               const RapportViewer    *viewer,
                                               gint64                  member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPartnershipsQuery, rapport_partnerships_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPartnershipRow, rapport_partnership_row_free)

G_END_DECLS
