/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/session.h"
#include "store/partnerships.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_END_DIALOG (rapport_end_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportEndDialog, rapport_end_dialog, RAPPORT, END_DIALOG, AdwWindow)

/* Ends a partnership, early or not, or gives it a longer term. Signal "done" (const char *operation). @row is read during
 * the call only. */
GtkWidget *rapport_end_dialog_new        (RapportSession              *session,
                                          const RapportPartnershipRow *row);
GtkWidget *rapport_end_dialog_new_extend (RapportSession              *session,
                                          const RapportPartnershipRow *row);

G_END_DECLS
