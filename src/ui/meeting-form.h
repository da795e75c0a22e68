/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "services/workspace.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MEETING_FORM (rapport_meeting_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeetingForm, rapport_meeting_form, RAPPORT, MEETING_FORM, AdwBin)

/* One meeting of a workspace: logged anew, changed while nobody has signed, read when somebody has, or corrected.
 * Signals: "saved" (gint64 meeting, const char *operation); "sign" (gint64 meeting); "remove" (gint64 meeting);
 * "cancelled" (); "failed" (GError). */
GtkWidget *rapport_meeting_form_new      (void);
/* @workspace is borrowed until the next call. @meeting: number of an entry of its log; 0 shows nothing. What was typed
 * and not saved stays when it is the same meeting. */
void       rapport_meeting_form_show     (RapportMeetingForm     *self,
                                          RapportSession         *session,
                                          const RapportWorkspace *workspace,
                                          gint64                  meeting);
/* Begins a new one with the kind, place and length of the last. */
void       rapport_meeting_form_show_new (RapportMeetingForm     *self,
                                          RapportSession         *session,
                                          const RapportWorkspace *workspace);
gboolean   rapport_meeting_form_is_dirty (RapportMeetingForm     *self);
gboolean   rapport_meeting_form_is_new   (RapportMeetingForm     *self);
gint64     rapport_meeting_form_get_meeting (RapportMeetingForm  *self);
/* Ctrl+Return */
void       rapport_meeting_form_save     (RapportMeetingForm     *self);

G_END_DECLS
