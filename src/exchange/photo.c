/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <string.h>

#include "model/in-thread.h"
#include "model/opened-file.h"

#define MOST_PIXELS (20 * 1000 * 1000)
#define MOST_BYTES (40 * 1024 * 1024)

G_DEFINE_QUARK (rapport-photo-error-quark, rapport_photo_error)

/* What is known of a picture before it is decoded. */
typedef struct {
  gboolean too_large;
} Decoding;

/* The kind is told by the first bytes alone: other loaders of gdk-pixbuf never see the file. */
static const char *
photo_kind (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  if (size > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (size > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "jpeg";
  if (size > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "webp";
  return NULL;
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Decoding        *decoding)
{
  double scale;

  if ((gint64) width * height > MOST_PIXELS)
    {
      decoding->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0); /* every loader stops here, before it takes memory */
      return;
    }
  scale = MIN (1.0, (double) RAPPORT_PHOTO_SIDE / MAX (width, height));
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

static void
set_too_large (GError **error)
{
  g_set_error_literal (error, RAPPORT_PHOTO_ERROR, RAPPORT_PHOTO_ERROR_TOO_LARGE,
                       _("The picture is larger than 20 megapixels. Make it smaller first."));
}

static GdkPixbuf *
photo_decode (GBytes      *file,
              const char  *kind,
              GError     **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (kind, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  Decoding decoding = { FALSE };
  gboolean written, closed;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &decoding);
  written = gdk_pixbuf_loader_write_bytes (loader, file, &local_error);
  closed = gdk_pixbuf_loader_close (loader, local_error == NULL ? &local_error : NULL);
  if (decoding.too_large)
    {
      set_too_large (error);
      return NULL;
    }
  if (!written || !closed || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    {
      g_set_error_literal (error, RAPPORT_PHOTO_ERROR, RAPPORT_PHOTO_ERROR_DAMAGED,
                           _("The picture is damaged and cannot be opened."));
      return NULL;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  return g_steal_pointer (&upright);
}

/* White behind what is transparent; the copy carries none of the file's metadata. */
static GdkPixbuf *
photo_flatten (GdkPixbuf *picture)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  GdkPixbuf *flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (picture, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  return flat;
}

/**
 * rapport_photo_encode:
 * @file: a PNG, JPEG or WebP of up to 20 megapixels
 *
 * Decodes the picture, turns it upright, scales it so that its longer side has at most %RAPPORT_PHOTO_SIDE pixels, and
 * encodes it as JPEG without any of its metadata (places, cameras, earlier versions).
 *
 * Returns: (transfer full): the photo to keep
 */
GBytes *
rapport_photo_encode (GBytes  *file,
                      GError **error)
{
  const char *kind = photo_kind (file);
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GdkPixbuf) flat = NULL;
  char *data;
  gsize size;

  if (g_bytes_get_size (file) > MOST_BYTES)
    {
      set_too_large (error);
      return NULL;
    }
  if (kind == NULL)
    {
      g_set_error_literal (error, RAPPORT_PHOTO_ERROR, RAPPORT_PHOTO_ERROR_KIND,
                           _("This file is not a PNG, JPEG or WebP picture."));
      return NULL;
    }
  picture = photo_decode (file, kind, error);
  if (picture == NULL)
    return NULL;
  flat = photo_flatten (picture);
  if (!gdk_pixbuf_save_to_buffer (flat, &data, &size, "jpeg", error, "quality", "88", NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/* The square in the middle. */
static GdkPixbuf *
photo_crop (GdkPixbuf *picture,
            int        side)
{
  int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture), least = MIN (width, height);
  g_autoptr (GdkPixbuf) square = gdk_pixbuf_new_subpixbuf (picture, (width - least) / 2, (height - least) / 2, least, least);

  return gdk_pixbuf_scale_simple (square, side, side, GDK_INTERP_BILINEAR);
}

/**
 * rapport_photo_face:
 * @photo: a photo as it is kept
 * @side: pixels
 *
 * Returns: (transfer full) (nullable): the square in its middle as rows of @side times red, green and blue, for a list;
 *   %NULL for what is no photo
 */
GBytes *
rapport_photo_face (GBytes *photo,
                    int     side)
{
  const char *kind = photo_kind (photo);
  g_autoptr (GdkPixbuf) picture = kind != NULL ? photo_decode (photo, kind, NULL) : NULL;
  g_autoptr (GdkPixbuf) flat = picture != NULL ? photo_flatten (picture) : NULL;
  g_autoptr (GdkPixbuf) face = flat != NULL ? photo_crop (flat, side) : NULL;
  guchar *pixels;

  if (face == NULL)
    return NULL;
  pixels = g_malloc (3 * (gsize) side * side);
  for (int y = 0; y < side; y++)
    memcpy (pixels + 3 * (gsize) side * y, gdk_pixbuf_read_pixels (face) + (gsize) y * gdk_pixbuf_get_rowstride (face), 3 * side);
  return g_bytes_new_take (pixels, 3 * (gsize) side * side);
}

/**
 * rapport_photo_read:
 * @file: a picture that a person named
 *
 * Returns: (transfer full) (nullable): as of rapport_photo_encode()
 */
GBytes *
rapport_photo_read (GFile         *file,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = rapport_opened_file_bytes (file, MOST_BYTES, cancellable, &failure);

  if (bytes != NULL)
    return rapport_photo_encode (bytes, error);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    set_too_large (error);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
read_photo_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GBytes *photo = rapport_photo_read (data, cancellable, &error);

  if (photo != NULL)
    g_task_return_pointer (task, photo, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/** As rapport_photo_read(), in a thread. */
void
rapport_photo_read_async (GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_photo_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  rapport_task_run_in_thread (task, read_photo_thread);
}

/** Returns: (transfer full): the photo to keep. */
GBytes *
rapport_photo_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
