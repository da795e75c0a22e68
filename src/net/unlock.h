/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Unlocking a part of the Secret Service, by asking the user if need be. libsecret 0.20 does that too, but where the user
 * says no, or the question cannot be shown, it fails with an error that it does not have, and calls nobody back.
 *
 * @path: of an item or a collection; %NULL: of the collection in which passwords go, where there is one. */
void     rapport_unlock_async  (const char           *path,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              data);
/* %FALSE with @error: it is still locked; RAPPORT_KEYRING_ERROR_REFUSED: somebody said no, or could not be asked; else an
 * error of the bus. */
gboolean rapport_unlock_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
