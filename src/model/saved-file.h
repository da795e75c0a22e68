/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that a person saves comes into its place in one step, and may be read by whom their umask lets read it: they chose
 * the place. Our own files are 0600. */
#define RAPPORT_SAVED_FILE_FLAGS G_FILE_CREATE_REPLACE_DESTINATION

GFileOutputStream *rapport_saved_file_begin (GFile          *file,
                                             GCancellable   *cancellable,
                                             GError        **error);
gboolean           rapport_saved_file_write (GFile          *file,
                                             gconstpointer   data,
                                             gsize           length,
                                             GError        **error);

G_END_DECLS
