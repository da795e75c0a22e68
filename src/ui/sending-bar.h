/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SENDING_BAR (rapport_sending_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportSendingBar, rapport_sending_bar, RAPPORT, SENDING_BAR, AdwBin)

/* Sends what is queued and shows how far it is, with Cancel. Signal "changed" (): begins or is over. */

RapportSendingBar *rapport_sending_bar_new      (void);
gboolean           rapport_sending_bar_get_busy (RapportSendingBar *self);
/* (transfer none) (nullable): @n letters are about to be queued, and run() or give_up() follows. What cancels that; %NULL:
 * others are being sent. */
GCancellable      *rapport_sending_bar_prepare  (RapportSendingBar *self,
                                                 guint              n);
void               rapport_sending_bar_give_up  (RapportSendingBar *self);
/* @n: how many there are. What came of it, or what went wrong, is told on @page. */
void               rapport_sending_bar_run      (RapportSendingBar *self,
                                                 RapportPage       *page,
                                                 guint              n);

G_END_DECLS
