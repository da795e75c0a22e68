/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/opened-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/sentence.h"

/* A template, a letter, a drawn signature: all far below. */
#define MOST_TEXT (1024 * 1024)
#define PIECE (64 * 1024)
/* Letters of a name: it may be a megabyte. */
#define MOST_QUOTED 60

/* As a sentence quotes it. */
static char *
name_of (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);

  return rapport_sentence_begin (display, MOST_QUOTED);
}

/* Takes @sentence. */
static void
refuse (GError **error,
        int      code,
        char    *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, code, sentence);
  g_free (sentence);
}

/* GLib names the whole path, and whoever gave it knows it. */
static void
explain (GFile         *file,
         const GError  *failure,
         GError       **error)
{
  g_autofree char *name = name_of (file);

  switch (failure->domain == G_IO_ERROR ? failure->code : -1)
    {
    case G_IO_ERROR_CANCELLED:
      g_propagate_error (error, g_error_copy (failure));
      break;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
    case G_IO_ERROR_FILENAME_TOO_LONG:
    case G_IO_ERROR_INVALID_FILENAME:
      refuse (error, failure->code, rapport_sentence_new (_("“%s” cannot be read: there is no such file."), name));
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
      refuse (error, failure->code, rapport_sentence_new (_("“%s” cannot be read: its permissions do not let you."), name));
      break;
    case G_IO_ERROR_IS_DIRECTORY:
      refuse (error, failure->code, rapport_sentence_new (_("“%s” is a folder, not a file."), name));
      break;
    default:
      refuse (error, failure->code,
              rapport_sentence_new (_("“%s” cannot be read: the disk or the network reports an error."), name));
      break;
    }
}

/**
 * rapport_opened_file_info:
 *
 * Returns: (transfer full) (nullable): as of g_file_query_info(); %NULL with a %G_IO_ERROR in words
 */
GFileInfo *
rapport_opened_file_info (GFile       *file,
                          const char  *attributes,
                          GError     **error)
{
  g_autoptr (GError) failure = NULL;
  GFileInfo *info = g_file_query_info (file, attributes, G_FILE_QUERY_INFO_NONE, NULL, &failure);

  if (info == NULL)
    explain (file, failure, error);
  return info;
}

/**
 * rapport_opened_file_begin:
 *
 * Returns: (transfer full) (nullable): where to read; %NULL with a %G_IO_ERROR in words
 */
GFileInputStream *
rapport_opened_file_begin (GFile         *file,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GError) failure = NULL;
  GFileInputStream *stream = g_file_read (file, cancellable, &failure);

  if (stream == NULL)
    explain (file, failure, error);
  return stream;
}

/**
 * rapport_opened_file_bytes:
 * @most: bytes; a larger file is refused, and no more than that is read of one that has no end
 *
 * Returns: (transfer full) (nullable): all of it; %NULL with a %G_IO_ERROR in words, of which %G_IO_ERROR_MESSAGE_TOO_LARGE
 *   is one
 */
GBytes *
rapport_opened_file_bytes (GFile         *file,
                           gsize          most,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GFileInputStream) stream = rapport_opened_file_begin (file, cancellable, error);
  g_autofree char *name = name_of (file);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) failure = NULL;
  guint8 piece[PIECE];
  gssize n;

  if (stream == NULL)
    return NULL;
  bytes = g_byte_array_new ();
  do
    {
      n = g_input_stream_read (G_INPUT_STREAM (stream), piece, sizeof piece, cancellable, &failure);
      g_byte_array_append (bytes, piece, (guint) MAX (n, 0));
    }
  while (n > 0 && bytes->len <= most);
  if (n < 0)
    explain (file, failure, error);
  else if (bytes->len > most)
    refuse (error, G_IO_ERROR_MESSAGE_TOO_LARGE, rapport_sentence_new (_("“%s” is too large."), name));
  else
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return NULL;
}

/**
 * rapport_opened_file_text:
 *
 * Returns: (transfer full) (nullable): the text of a file of UTF-8, up to a megabyte of it; %NULL with a %G_IO_ERROR in words
 */
char *
rapport_opened_file_text (const char  *path,
                          GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = rapport_opened_file_bytes (file, MOST_TEXT, NULL, error);
  g_autofree char *name = name_of (file);
  gsize size = 0;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  if (data == NULL)
    data = "";
  if (!g_utf8_validate_len (data, size, NULL))
    {
      refuse (error, G_IO_ERROR_INVALID_DATA, rapport_sentence_new (_("“%s” is not text in UTF-8."), name));
      return NULL;
    }
  return g_strndup (data, size);
}
