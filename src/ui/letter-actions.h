/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/letters.h"
#include "ui/sending-bar.h"

G_BEGIN_DECLS

/* What people do with letters in the window. */

/* @what: "send", "edit", "open", "save", "save-event", "sent", "hold" or "discard". */
void rapport_letter_act        (RapportPage            *page,
                                RapportSendingBar      *sending,
                                const RapportLetterRow *row,
                                const char             *what);
/* @what: "send", "sent", "hold" or "discard", of several; @rows: (element-type RapportLetterRow). */
void rapport_letters_act       (RapportPage            *page,
                                RapportSendingBar      *sending,
                                const GPtrArray        *rows,
                                const char             *what);
/* Queues the drafts among @rows after a question, and sends what is queued. */
void rapport_letters_send      (RapportPage            *page,
                                RapportSendingBar      *sending,
                                const GPtrArray        *rows);
void rapport_letters_draft_due (RapportPage            *page);

G_END_DECLS
