/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The systemd user timer that does the housekeeping (services/housekeeping.h), asked for and switched through systemd's own
 * systemctl --user. Main context; nothing blocks. */

/* Whether it is switched on; @error of the finish: there is no systemd for this user, or Rapport's units are not installed,
 * in a sentence for people. */
void     rapport_timer_get_async  (GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              data);
void     rapport_timer_set_async  (gboolean              on,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              data);
/* %TRUE: it is on now. */
gboolean rapport_timer_finish     (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
