/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A real gnome-keyring-daemon on the bus at @address, with its keyrings in @folder. @unlock: with the password of the login
 * keyring, which is made if there is none; else it stays locked. */
GSubprocess *rapport_test_keyring_start  (const char  *address,
                                          const char  *folder,
                                          gboolean     unlock);
/* Somebody to ask, who says no; @way "wait": who says nothing. */
GSubprocess *rapport_test_prompter_start (const char  *address,
                                          const char  *way);
/* GNOME Online Accounts with an account at @host ("localhost:2525"); @token %NULL: somebody would have to sign in again. */
GSubprocess *rapport_test_online_start   (const char  *address,
                                          const char  *host,
                                          const char  *token);
/* A desktop's way to mail programs, which writes what it is given into @folder; for @way see the script. */
GSubprocess *rapport_test_portal_start   (const char  *address,
                                          const char  *folder,
                                          const char  *way);
/* Ends any of them. */
void         rapport_test_keyring_stop   (GSubprocess *process);

G_END_DECLS
