/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/partnership-alerts.h"
#include "model/states.h"
#include "model/term-months.h"
#include "model/visibility.h"
#include "store/transaction.h"

G_BEGIN_DECLS

typedef enum {
  RAPPORT_PARTNERSHIPS_PENDING,   /* begin later */
  RAPPORT_PARTNERSHIPS_ACTIVE,
  RAPPORT_PARTNERSHIPS_ENDED,
  RAPPORT_PARTNERSHIPS_ALL,
} RapportPartnershipsGroup;

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
 * @alerts: all that somebody should look at
 * @last_met: the last meeting or check-in
 * @unsigned_on: the first meeting that not both have signed
 * @contacts: (element-type RapportMonthContact): the months with meetings or check-ins, in order
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
  char *unsigned_on;
  char *last_met;
  GArray *contacts;
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
GArray  *rapport_partnerships_run_out    (RapportReading              *reading,
                                          gint64                       programme,
                                          gint64                       since);
/* The numbers of all partnerships of a member, in every programme. */
GArray  *rapport_partnerships_of_member  (RapportReading              *reading,
                                          gint64                       member);
/* What @viewer is to @member in any programme (I13). */
RapportRelation rapport_partnerships_relation (RapportReading         *reading,
                                               const RapportViewer    *viewer,
                                               gint64                  member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPartnershipsQuery, rapport_partnerships_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPartnershipRow, rapport_partnership_row_free)

G_END_DECLS
