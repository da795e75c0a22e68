/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who works here, for the history: the name chosen in the preferences, else that of the account. The application and
 * rapportctl ask here, so that each can undo what the other did. */
char *rapport_account_author (void);

G_END_DECLS
