/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "services/mail-account.h"

G_BEGIN_DECLS

/* @account: %NULL: by name and password. Borrowed until the choice is gone. */
typedef void (*RapportOnlineChosen) (const RapportOnlineAccount *account,
                                     gpointer                    data);

/* How to sign in: by name and password, or by one of GNOME's Online Accounts. Not to be seen where there are none, unless
 * @path is one that was chosen before. */
GtkWidget *rapport_online_choice_new (const char          *path,
                                      RapportOnlineChosen  chosen,
                                      gpointer             data);

G_END_DECLS
