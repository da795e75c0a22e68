/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/requests.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ANSWER_DIALOG (rapport_answer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportAnswerDialog, rapport_answer_dialog, RAPPORT, ANSWER_DIALOG, AdwWindow)

/* Accepts a request (start, term, what the rules say, a comment), or declines it (reason, comment); then @page says so,
 * with Undo. */
GtkWidget *rapport_answer_dialog_new (RapportPage             *page,
                                      const RapportRequestRow *row,
                                      gboolean                 accepts);

G_END_DECLS
