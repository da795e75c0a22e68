/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "model/viewer.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/** A signature as it was given. */
typedef struct {
  gint64 no;
  gint64 meeting;
  RapportSide side;
  RapportSigning method;
  char *name;
  char *signed_on;
  char *sentence;
  char *digest;
  char *path;
  char *entered_by;
} RapportSignature;

/**
 * RapportMeetingEntry:
 * @number: of the meeting among those of the partnership, from 1 in the order of days; all versions have the same
 * @version: 1 for the first
 * @superseded: a later version stands for this one
 * @signatures: those that agree with the content; of two of one side the first
 * @signed_earlier: this side has not signed this, and did sign an earlier version or another wording
 *
 * A version of a meeting with its signatures.
 */
typedef struct {
  RapportMeeting *meeting;
  guint number;
  guint version;
  gboolean superseded;
  RapportSignature *signatures[RAPPORT_N_SIDES];
  gboolean signed_earlier[RAPPORT_N_SIDES];
} RapportMeetingEntry;

/**
 * RapportMeetingLog:
 * @entries: (element-type RapportMeetingEntry): by day, the versions of one meeting one after another
 * @n_meetings: entries that stand, and their
 * @minutes: time spent
 * @by_both: how many of them both have signed
 */
typedef struct {
  GPtrArray *entries;
  guint n_meetings;
  int minutes;
  guint by_both;
} RapportMeetingLog;

/** Data of rapport_meetings_log(). */
typedef struct {
  gint64 partnership;
  RapportViewer viewer;
} RapportMeetingsQuery;

/** The two of a partnership and its time; members and names by #RapportSide. */
typedef struct {
  gint64 programme;
  gint64 members[RAPPORT_N_SIDES];
  char *names[RAPPORT_N_SIDES];
  char *starts_on;
  char *ends_on;
  char *ended_on;
  int term;
} RapportMeetingPair;

void                 rapport_meeting_pair_free      (RapportMeetingPair        *self);
RapportMeetingPair  *rapport_meetings_pair          (RapportReading            *reading,
                                                     gint64                     partnership,
                                                     GError                   **error);

void                 rapport_signature_free         (RapportSignature          *self);
void                 rapport_meeting_entry_free     (RapportMeetingEntry       *self);
void                 rapport_meeting_log_free       (RapportMeetingLog         *self);
RapportMeetingEntry *rapport_meeting_log_find       (const RapportMeetingLog   *self,
                                                     gint64                     meeting);
RapportMeetingEntry *rapport_meeting_log_get_latest (const RapportMeetingLog   *self);
gboolean             rapport_meeting_entry_is_signed_by_both (const RapportMeetingEntry *self);
gboolean             rapport_meeting_entry_is_signed (const RapportMeetingEntry *self);

/* A RapportQuery: @data is a RapportMeetingsQuery; a RapportMeetingLog. Shared notes come only to the two, own notes only
 * to their owner, and none to the office (T11). A member who is none of the two is told that there is nothing. */
gpointer             rapport_meetings_log           (RapportReading            *reading,
                                                     gpointer                   data,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);
GPtrArray           *rapport_meetings_signatures    (RapportReading            *reading,
                                                     gint64                     partnership,
                                                     GError                   **error);
/* The partnership of a meeting, 0 when there is no such meeting. */
gint64               rapport_meetings_partnership   (RapportReading            *reading,
                                                     gint64                     meeting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeetingPair, rapport_meeting_pair_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeetingLog, rapport_meeting_log_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSignature, rapport_signature_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeetingEntry, rapport_meeting_entry_free)

G_END_DECLS
