/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportPhotoError:
 * @RAPPORT_PHOTO_ERROR_KIND: neither PNG nor JPEG nor WebP
 * @RAPPORT_PHOTO_ERROR_TOO_LARGE: more than 20 megapixels, or a file of more than 40 MB
 * @RAPPORT_PHOTO_ERROR_DAMAGED: cannot be decoded
 *
 * Every message is a sentence for people, translated.
 */
typedef enum {
  RAPPORT_PHOTO_ERROR_KIND,
  RAPPORT_PHOTO_ERROR_TOO_LARGE,
  RAPPORT_PHOTO_ERROR_DAMAGED,
} RapportPhotoError;

#define RAPPORT_PHOTO_ERROR (rapport_photo_error_quark ())
GQuark rapport_photo_error_quark (void);

#define RAPPORT_PHOTO_SIDE 384 /* pixels of the longer side of a photo that is kept */

GBytes *rapport_photo_face         (GBytes              *photo,
                                    int                  side);
GBytes *rapport_photo_encode       (GBytes              *file,
                                    GError             **error);
GBytes *rapport_photo_read         (GFile               *file,
                                    GCancellable        *cancellable,
                                    GError             **error);
void    rapport_photo_read_async   (GFile               *file,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
GBytes *rapport_photo_read_finish  (GAsyncResult        *result,
                                    GError             **error);

G_END_DECLS
