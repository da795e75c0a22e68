/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that a person named, which may be anything: what cannot be read is said in a sentence that quotes the beginning of
 * its name. */

GFileInfo        *rapport_opened_file_info  (GFile         *file,
                                             const char    *attributes,
                                             GError       **error);
GFileInputStream *rapport_opened_file_begin (GFile         *file,
                                             GCancellable  *cancellable,
                                             GError       **error);
GBytes           *rapport_opened_file_bytes (GFile         *file,
                                             gsize          most,
                                             GCancellable  *cancellable,
                                             GError       **error);
char             *rapport_opened_file_text  (const char    *path,
                                             GError       **error);

G_END_DECLS
