/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RAPPORT_MEETING_MOST_MINUTES (24 * 60)

/** The two who sign. The mentee stands first everywhere. */
typedef enum {
  RAPPORT_SIDE_MENTEE,
  RAPPORT_SIDE_MENTOR,
} RapportSide;

#define RAPPORT_N_SIDES 2

typedef enum {
  RAPPORT_SIGNING_DRAWN,
  RAPPORT_SIGNING_TYPED,
  RAPPORT_SIGNING_PAPER,
} RapportSigning;

/**
 * RapportMeeting:
 * @uuid: of the entity, %NULL before it is logged
 * @kind: "meeting" or "check-in"
 * @held_on: 'YYYY-MM-DD'
 * @starts: 'HH:MM', or empty
 * @ends: 'HH:MM', or empty
 * @minutes: time spent
 * @channel: how they met, one of the policy's channels, or empty; see rapport_channel_label()
 * @topics: what it was about; stands on the tracking sheet
 * @notes: shared by the two; %NULL where the viewer may not read them
 * @own_notes: the viewer's own; %NULL where the viewer is none of the two
 * @corrects: number of the earlier version that this one stands for, 0: none
 *
 * A meeting or check-in that was logged. Plain data; every string is owned and may be %NULL.
 */
typedef struct {
  gint64 no;
  gint64 partnership;
  char *uuid;
  char *kind;
  char *held_on;
  char *starts;
  char *ends;
  int minutes;
  char *channel;
  char *place;
  char *topics;
  char *agenda;
  char *next_steps;
  char *notes;
  char *own_notes;
  gint64 corrects;
} RapportMeeting;

RapportMeeting *rapport_meeting_new             (void);
RapportMeeting *rapport_meeting_copy            (const RapportMeeting *self);
void            rapport_meeting_free            (RapportMeeting       *self);
gboolean        rapport_meeting_is_check_in     (const RapportMeeting *self);

const char     *rapport_meeting_kind_label      (const char           *kind);
char           *rapport_meeting_duration        (int                   minutes);

const char     *rapport_side_to_string          (RapportSide           side);
gboolean        rapport_side_from_string        (const char           *text,
                                                 RapportSide          *side);
const char     *rapport_signing_to_string       (RapportSigning        method);
gboolean        rapport_signing_from_string     (const char           *text,
                                                 RapportSigning       *method);

char           *rapport_meeting_parse_time      (const char           *text);
int             rapport_meeting_minutes_between (const char           *starts,
                                                 const char           *ends);
char           *rapport_meeting_end_after       (const char           *starts,
                                                 int                   minutes);
void            rapport_meeting_fill_time       (RapportMeeting       *self);

char           *rapport_meeting_problem         (const RapportMeeting *self,
                                                 const char           *today,
                                                 const char           *from,
                                                 const char           *until);
char           *rapport_meeting_digest          (const RapportMeeting *self);
char           *rapport_meeting_sentence        (const RapportMeeting *self,
                                                 const char           *other_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeeting, rapport_meeting_free)

G_END_DECLS
