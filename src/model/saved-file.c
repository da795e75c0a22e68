/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/saved-file.h"

/**
 * rapport_saved_file_begin:
 *
 * Returns: (transfer full) (nullable): where to write; what was there before stays until the stream is closed, and for good
 *   when closing is cancelled
 */
GFileOutputStream *
rapport_saved_file_begin (GFile         *file,
                          GCancellable  *cancellable,
                          GError       **error)
{
  return g_file_replace (file, NULL, FALSE, RAPPORT_SAVED_FILE_FLAGS, cancellable, error);
}

/**
 * rapport_saved_file_write:
 * @length: bytes
 *
 * Returns: whether all of it is there; otherwise what was there before is
 */
gboolean
rapport_saved_file_write (GFile          *file,
                          gconstpointer   data,
                          gsize           length,
                          GError        **error)
{
  return g_file_replace_contents (file, data, length, NULL, FALSE, RAPPORT_SAVED_FILE_FLAGS, NULL, NULL, error);
}
