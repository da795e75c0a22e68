/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_VIEWER_BUTTON (rapport_viewer_button_get_type ())
G_DECLARE_FINAL_TYPE (RapportViewerButton, rapport_viewer_button, RAPPORT, VIEWER_BUTTON, AdwBin)

/* Shows for whom the screen is made, "Office" or a member, and lets one choose; activates "win.act-as". */
void rapport_viewer_button_set_session (RapportViewerButton *self,
                                        RapportSession      *session);
/* @name of the member, %NULL for the office. */
void rapport_viewer_button_set_name    (RapportViewerButton *self,
                                        const char          *name);
void rapport_viewer_button_set_narrow  (RapportViewerButton *self,
                                        gboolean             narrow);
void rapport_viewer_button_popup       (RapportViewerButton *self);

G_END_DECLS
