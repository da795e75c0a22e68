/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "exchange/photo.h"
#include "fuzz/fuzz.h"

/* Whatever the bytes are, they give a photo that is small enough, or a sentence. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = rapport_photo_encode (bytes, &error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;

  if (photo == NULL)
    {
      g_assert_true (error->domain == RAPPORT_PHOTO_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return 0;
    }
  stream = g_memory_input_stream_new_from_bytes (photo);
  picture = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
  g_assert_nonnull (picture);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), <=, RAPPORT_PHOTO_SIDE);
  g_assert_cmpint (gdk_pixbuf_get_height (picture), <=, RAPPORT_PHOTO_SIDE);
  return 0;
}
