/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "services/mail-account.h"

G_BEGIN_DECLS

/* Connects and logs in on a thread of its own, and sends nothing. Takes @account and @password. */
void     rapport_account_try_async  (RapportMailAccount   *account,
                                     char                 *password,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              data);
gboolean rapport_account_try_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
