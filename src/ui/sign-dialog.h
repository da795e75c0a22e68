/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "services/workspace.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SIGN_DIALOG (rapport_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportSignDialog, rapport_sign_dialog, RAPPORT, SIGN_DIALOG, AdwWindow)

/* Signs one meeting for one of the two: drawn, typed or on paper. Who signs can be chosen where the office sits before it
 * and neither has signed. Signal "signed" (). */
GtkWidget *rapport_sign_dialog_new (RapportSession         *session,
                                    const RapportWorkspace *workspace,
                                    gint64                  meeting);

G_END_DECLS
