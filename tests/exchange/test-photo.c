/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "support/support.h"

#define MARKER "48.8584 N 2.2945 E"

static GBytes *
picture (const char *kind,
         int         width,
         int         height,
         gboolean    alpha)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, alpha ? 0x00000000 : 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, kind, NULL, NULL);
  return g_bytes_new_take (data, size);
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return gdk_pixbuf_new_from_stream (stream, NULL, NULL);
}

/* A comment and an APP1 segment right behind the JPEG's first marker: where cameras write the place. */
static GBytes *
with_metadata (GBytes *jpeg)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  GByteArray *out = g_byte_array_new ();
  guint8 comment[] = { 0xff, 0xfe, 0, (guint8) (2 + strlen (MARKER)) };
  guint8 application[] = { 0xff, 0xe1, 0, (guint8) (2 + strlen (MARKER)) };

  g_byte_array_append (out, data, 2);
  g_byte_array_append (out, comment, sizeof comment);
  g_byte_array_append (out, (const guint8 *) MARKER, strlen (MARKER));
  g_byte_array_append (out, application, sizeof application);
  g_byte_array_append (out, (const guint8 *) MARKER, strlen (MARKER));
  g_byte_array_append (out, data + 2, size - 2);
  return g_byte_array_free_to_bytes (out);
}

static void
assert_size (GBytes *photo,
             int     width,
             int     height)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (photo);

  g_assert_nonnull (pixbuf);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

static void
test_scaled (void)
{
  g_autoptr (GBytes) large = picture ("jpeg", 1600, 800, FALSE);
  g_autoptr (GBytes) small = picture ("png", 60, 40, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) one = rapport_photo_encode (large, &error);
  g_autoptr (GBytes) two = rapport_photo_encode (small, &error);

  g_assert_no_error (error);
  assert_size (one, RAPPORT_PHOTO_SIDE, RAPPORT_PHOTO_SIDE / 2);
  assert_size (two, 60, 40);
}

static void
test_metadata (void)
{
  g_autoptr (GBytes) plain = picture ("jpeg", 200, 200, FALSE);
  g_autoptr (GBytes) file = with_metadata (plain);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = NULL;
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  g_assert_nonnull (memmem (data, size, MARKER, strlen (MARKER)));
  photo = rapport_photo_encode (file, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (photo, &size);
  g_assert_null (memmem (data, size, MARKER, strlen (MARKER)));
}

static void
test_transparent (void)
{
  g_autoptr (GBytes) file = picture ("png", 20, 20, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = rapport_photo_encode (file, &error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_no_error (error);
  pixbuf = decode (photo);
  g_assert_cmpuint (gdk_pixbuf_get_pixels (pixbuf)[0], >, 250);
}

/* One by one pixel, lossless. */
static const guint8 webp[] = {
  0x52, 0x49, 0x46, 0x46, 0x1a, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x4c, 0x0d, 0x00,
  0x00, 0x00, 0x2f, 0x00, 0x00, 0x00, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0x00
};

static void
test_webp (void)
{
  g_autoptr (GBytes) file = g_bytes_new_static (webp, sizeof webp);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = rapport_photo_encode (file, &error);

  g_assert_no_error (error);
  assert_size (photo, 1, 1);
}

static void
assert_refused (GBytes           *file,
                RapportPhotoError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = rapport_photo_encode (file, &error);

  g_assert_null (photo);
  g_assert_error (error, RAPPORT_PHOTO_ERROR, (int) code);
}

static void
test_face (void)
{
  g_autoptr (GdkPixbuf) wide = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 100);
  g_autoptr (GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (wide, 100, 0, 100, 100);
  g_autoptr (GBytes) file = NULL, face = NULL, none = NULL;
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  const guchar *pixels;
  char *data;
  gsize size;

  gdk_pixbuf_fill (wide, 0x0000ffff);
  gdk_pixbuf_fill (middle, 0xff0000ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (wide, &data, &size, "png", NULL, NULL));
  file = g_bytes_new_take (data, size);
  face = rapport_photo_face (file, 20);
  pixels = g_bytes_get_data (face, &size);
  g_assert_cmpuint (size, ==, 20 * 20 * 3);
  for (gsize i = 0; i < size; i += 3)
    g_assert_true (pixels[i] > 200 && pixels[i + 2] < 50); /* of the blue sides nothing is there */
  none = rapport_photo_face (text, 20);
  g_assert_null (none);
}

/* The header alone says that it is large: nothing of that size is ever allocated. */
static void
test_refused (void)
{
  static const guint8 huge[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0x40, 0, 0, 0, 0x40, 0,
    8, 2, 0, 0, 0, 0x26, 0xaa, 0x87, 0xd3, 0, 0, 0, 0, 'I', 'D', 'A', 'T'
  };
  g_autoptr (GBytes) text = g_bytes_new_static ("GIF89a and more", 15);
  g_autoptr (GBytes) damaged = g_bytes_new_static ("\x89PNG\r\n\x1a\nand then nothing of the kind", 37);
  g_autoptr (GBytes) large = g_bytes_new_static (huge, sizeof huge);

  assert_refused (text, RAPPORT_PHOTO_ERROR_KIND);
  assert_refused (damaged, RAPPORT_PHOTO_ERROR_DAMAGED);
  assert_refused (large, RAPPORT_PHOTO_ERROR_TOO_LARGE);
}

/* Exif that says: the camera was turned, 6. */
static void
test_orientation (void)
{
  static const guint8 exif[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0,
    0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0
  };
  g_autoptr (GBytes) plain = picture ("jpeg", 40, 20, FALSE);
  GByteArray *turned = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);

  g_byte_array_append (turned, data, 2);
  g_byte_array_append (turned, exif, sizeof exif);
  g_byte_array_append (turned, data + 2, (guint) size - 2);
  file = g_byte_array_free_to_bytes (turned);
  photo = rapport_photo_encode (file, &error);
  g_assert_no_error (error);
  assert_size (photo, 20, 40);
}

/* What cameras, scanners and sticker makers write; and what says much of itself in few bytes. */
static void
test_unusual (void)
{
  static const struct {
    const char *name;
    int code;  /* -1: taken */
  } files[] = {
    { "animated-webp", -1 }, { "cmyk-jpg", -1 }, { "deep-png", -1 },
    { "bomb-png", RAPPORT_PHOTO_ERROR_TOO_LARGE }, { "huge-png", -2 }, { "cut-png", RAPPORT_PHOTO_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("RAPPORT_SOURCE"), "tests", "fuzz", "corpus", "photo",
                                                files[i].name, NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GBytes) photo = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      g_test_message ("%s", files[i].name);
      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      file = g_bytes_new (bytes, size);
      photo = rapport_photo_encode (file, &error);
      if (files[i].code == -1)
        g_assert_no_error (error);
      else
        g_assert_true (photo == NULL && error->domain == RAPPORT_PHOTO_ERROR
                       && (files[i].code == -2 || error->code == files[i].code));
      if (photo != NULL)
        assert_size (photo, 8, 6);
    }
}

int
main (int    argc,
      char **argv)
{
  rapport_test_init (&argc, &argv);
  g_test_add_func ("/exchange/photo/scaled-down-never-up", test_scaled);
  g_test_add_func ("/exchange/photo/metadata-is-dropped", test_metadata);
  g_test_add_func ("/exchange/photo/transparent-becomes-white", test_transparent);
  g_test_add_func ("/exchange/photo/webp", test_webp);
  g_test_add_func ("/exchange/photo/face-is-the-square-in-the-middle", test_face);
  g_test_add_func ("/exchange/photo/refused-in-words", test_refused);
  g_test_add_func ("/exchange/photo/turned-upright", test_orientation);
  g_test_add_func ("/exchange/photo/unusual-ones", test_unusual);
  return g_test_run ();
}
