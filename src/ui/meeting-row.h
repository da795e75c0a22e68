/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "services/workspace.h"

G_BEGIN_DECLS

/* Widths of the columns, for the captions above them too. */
#define RAPPORT_MEETING_ROW_DATE 62
#define RAPPORT_MEETING_ROW_SIGNATURE 112

#define RAPPORT_TYPE_MEETING_ROW (rapport_meeting_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportMeetingRow, rapport_meeting_row, RAPPORT, MEETING_ROW, GtkListBoxRow)

/* A meeting in the list: day and time, topics, both signatures. Nothing of the arguments is kept. */
GtkWidget *rapport_meeting_row_new         (const RapportWorkspace    *workspace,
                                            const RapportMeetingEntry *entry,
                                            gboolean                   narrow);
gint64     rapport_meeting_row_get_meeting (RapportMeetingRow         *self);

G_END_DECLS
