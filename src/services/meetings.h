/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "model/viewer.h"
#include "store/transaction.h"

G_BEGIN_DECLS

/* What people do with meetings. Each struct is the data of commands for rapport_store_write() or, made by its _new() and
 * with its _free(), for rapport_store_write_async(). A rule refuses with its sentence. */

/**
 * RapportMeetingSave:
 * @meeting: (not nullable): what to write. Logging reads its partnership; editing and correcting its number
 * @viewer: who writes: shared and own notes are written only for one of the two, and stay as they are otherwise
 * @saved: result: the meeting's number; of a correction the new version's
 */
typedef struct {
  RapportMeeting *meeting;
  RapportViewer viewer;
  gint64 saved;
} RapportMeetingSave;

/**
 * RapportMeetingSign:
 * @name: of a typed signature as typed, else %NULL for the member's name
 * @path: of a drawn one, 'M x y L x y …'
 * @signed_on: %NULL: today; on paper the day on the paper
 * @digest: (nullable): of what the signer has read; another one than that of the meeting refuses
 * @entered_by: whose hands; %NULL: not known
 * @signature: result: its number
 */
typedef struct {
  gint64 meeting;
  RapportSide side;
  RapportSigning method;
  char *name;
  char *path;
  char *signed_on;
  char *digest;
  char *entered_by;
  RapportViewer viewer;
  gint64 signature;
} RapportMeetingSign;

/** Data of rapport_meeting_remove_command(). */
typedef struct {
  gint64 meeting;
  RapportViewer viewer;
} RapportMeetingRemove;

RapportMeetingSave *rapport_meeting_save_new        (const RapportMeeting *meeting,
                                                     RapportViewer         viewer);
void                rapport_meeting_save_free       (RapportMeetingSave   *self);
RapportMeetingSign *rapport_meeting_sign_new        (gint64                meeting,
                                                     RapportSide           side,
                                                     RapportSigning        method);
void                rapport_meeting_sign_free       (RapportMeetingSign   *self);

gboolean            rapport_meeting_log_command     (RapportTransaction *transaction, gpointer data, GError **error);
gboolean            rapport_meeting_edit_command    (RapportTransaction *transaction, gpointer data, GError **error);
gboolean            rapport_meeting_correct_command (RapportTransaction *transaction, gpointer data, GError **error);
gboolean            rapport_meeting_sign_command    (RapportTransaction *transaction, gpointer data, GError **error);
gboolean            rapport_meeting_remove_command  (RapportTransaction *transaction, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeetingSave, rapport_meeting_save_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMeetingSign, rapport_meeting_sign_free)

G_END_DECLS
